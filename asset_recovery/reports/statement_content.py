"""Cost and income statement of a case or of one asset (OPS-13): lines, totals, cost over value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from asset_recovery.domain.case_file import AssetFacts, CaseFile, PostingFacts
from asset_recovery.domain.errors import NotFound, Reason, ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.reports.dossier_desk import DASH, Desk, cost_ratio, counting, shown_sums, sums
from asset_recovery.reports.dossier_profile import Profile
from asset_recovery.reports.paper import Block, Paper, Section, Signatures, Table
from asset_recovery.reports.record_hash import paper_head, record_hash
from asset_recovery.reports.safe_paper import for_recipient


def compose_statement(
    file: CaseFile,
    profile: Profile,
    language: str,
    translate: Callable[[str], str],
    *,
    asset: str | None = None,
    first: date | None = None,
    last: date | None = None,
) -> Paper:
    """The statement (OPS-13) of the case, or of one asset by reference, between two days inclusive.

    Earlier lines are the opening balance. Errors: `not_found` (asset not of this case),
    `field_invalid` (a period that ends before it begins).
    """
    if first and last and last < first:
        text = "The period ends before it begins. Give the earlier day first."
        raise ValidationFailed(Reason("field_invalid", text, field="last"))
    desk = Desk(file, profile, language, translate)
    chosen = _asset(file, asset)
    _ = translate
    digest = record_hash(file, "OPS-13", profile.name, language, asset or "", str(first), str(last))
    paper = Paper(
        form="OPS-13",
        version="1.0",
        title=_("Cost and income statement"),
        subtitle=desk.asset_name(chosen.reference) if chosen else file.case.title,
        reference=chosen.reference if chosen else file.case.reference,
        user=desk.person(file.read_by),
        cover=(
            (_("Case"), f"{file.case.reference} {file.case.title}"),
            (_("Period"), _period(desk, first, last)),
            (_("Base currency"), file.case.currency),
        ),
        contents=False,
        sections=_sections(desk, chosen, first, last),
        **paper_head(desk, digest, "OPS13", whole=False),
    )
    return for_recipient(paper, file, desk)


def _sections(
    desk: Desk, chosen: AssetFacts | None, first: date | None, last: date | None
) -> tuple[Section, ...]:
    """Lines of the period; balance and ratios of all that was posted up to its last day."""
    _ = desk.say
    file = desk.file
    postings = [one for one in file.postings if not chosen or one.asset == chosen.reference]
    upto = [one for one in postings if not last or one.on <= last]
    period = [one for one in upto if not first or one.on >= first]
    counted = [one for one in counting(postings) if not last or one.on <= last]
    signed = ((_("Prepared by"), desk.person(file.read_by)), (_("Approved by"), ""))
    lines = (*ledger_tables(desk, period, postings), balance(desk, counted, first))
    lines += tuple(bank_balances(desk, (chosen,) if chosen else file.assets))
    among = counted
    if chosen and chosen.substitutes:
        among = [one for one in counting(file.postings) if not last or one.on <= last]
    shares = ratios(desk, (chosen,) if chosen else file.assets, among)
    return (
        Section("1", _("Costs and income"), lines, desk.as_at_line),
        Section("2", _("Costs over value"), tuple(shares), desk.as_at_line),
        Section("3", _("Sign-off"), (Signatures(signed),), together=True),
    )


def _asset(file: CaseFile, reference: str | None) -> AssetFacts | None:
    if reference is None:
        return None
    found = next((one for one in file.assets if one.reference == reference), None)
    if found is None:
        text = f"{reference} is no asset of {file.case.reference}. Choose one of its assets."
        raise NotFound(Reason("not_found", text, field="asset"))
    return found


def _period(desk: Desk, first: date | None, last: date | None) -> str:
    _ = desk.say
    start = desk.day(first) if first else _("beginning")
    return _("{first} to {last}").format(first=start, last=desk.day(last or desk.as_at))


def bank_balances(desk: Desk, assets: Iterable[AssetFacts]) -> list[Table]:
    """What banks confirmed, how much of it the orders hold and how much is free."""
    _ = desk.say
    known = [one for one in assets if one.balance and one.balance_frozen and one.balance_free]
    if not known:
        return []
    return [
        desk.table(
            "balances",
            (
                ("asset", _("Asset"), 2.4),
                ("balance", _("Confirmed balance"), 1.6, "right"),
                ("frozen", _("Frozen"), 1.6, "right"),
                ("free", _("Free"), 1.6, "right"),
            ),
            [
                (
                    desk.asset_name(one.reference),
                    *(
                        DASH if amount is None else amount.display()
                        for amount in (one.balance, one.balance_frozen, one.balance_free)
                    ),
                )
                for one in known
            ],
            title=_("Balances in banks"),
        )
    ]


def ledger_tables(
    desk: Desk, postings: Iterable[PostingFacts], among: Iterable[PostingFacts]
) -> list[Table]:
    """Costs, then income, each with its totals per currency.

    What was reversed, and what reverses it, is looked for `among` all lines of the case or asset.
    """
    _ = desk.say
    lines = sorted(postings, key=lambda one: (one.on, one.reference))
    everything = tuple(among)
    return [
        _ledger(desk, lines, everything, ("cost", _("Costs"), _("No cost is recorded."))),
        _ledger(desk, lines, everything, ("income", _("Income"), _("No income is recorded."))),
    ]


def _ledger(
    desk: Desk,
    lines: Sequence[PostingFacts],
    among: Sequence[PostingFacts],
    words: tuple[str, str, str],
) -> Table:
    """Lines of one direction; `words` are the direction, the title, the sentence for no line."""
    _ = desk.say
    direction, title, empty = words
    found = [one for one in lines if one.direction == direction]
    valid = {one.reference for one in counting(among)}
    counted = [one for one in found if one.reference in valid]
    reversing = {one.reversed_by: one.reference for one in among if one.reversed_by}
    return desk.table(
        "ledger",
        (
            ("on", _("Date"), 1.25),
            ("reference", _("Line; asset"), 1.7),
            ("category", _("Kind"), 1.6),
            ("counterparty", _("Payee or payer"), 1.8),
            ("amount", _("Amount"), 1.9, "right"),
            ("base", _("In {currency}").format(currency=desk.file.case.currency), 1.9, "right"),
        ),
        [_line(desk, one, reversing) for one in found],
        totals=_ledger_totals(desk, counted),
        title=title,
        empty=empty,
    )


def _ledger_totals(desk: Desk, counted: Sequence[PostingFacts]) -> list[tuple[str, ...]]:
    """A total per currency and, where every line has an amount in it, in the base currency."""
    _ = desk.say
    base = [one.base_amount or one.amount for one in counted]
    in_base = sums(one for one in base if one.currency == desk.file.case.currency)
    left = sum(1 for one in base if one.currency != desk.file.case.currency)
    totals: list[tuple[str, ...]] = [
        ("", _("Total"), "", "", one.display(), "") for one in sums(one.amount for one in counted)
    ]
    if in_base and left == 0:
        totals.append(("", _("Total in base currency"), "", "", "", in_base[0].display()))
    elif left:
        text = _("{count} line(s) without an amount in base currency").format(count=left)
        totals.append(("", _("Total in base currency"), "", text, "", _("not computed")))
    return totals


def _told_of(desk: Desk, line: PostingFacts) -> Iterator[str]:
    """Who bears it, whether it comes back and on which document it stands, where that is known."""
    _ = desk.say
    if line.borne_by:
        who = desk.small(desk.coded("cost_payers", line.borne_by))
        yield _("borne by: {who}").format(who=who)
    if line.recoverable is not None:
        told = _("recoverable") if line.recoverable else _("not recoverable")
        yield f"{told}: {desk.prose(line.basis)}" if line.basis else told
    if line.document:
        yield _("document {document}").format(document=line.document)


def _line(desk: Desk, line: PostingFacts, reversing: dict[str, str]) -> tuple[str, ...]:
    _ = desk.say
    kind = desk.label(line.category)
    if line.reversed_by:
        kind += "\n" + _("[reversed by {line}, not counted]").format(line=line.reversed_by)
    elif line.reference in reversing:
        kind += "\n" + _("[reverses {line}, not counted]").format(line=reversing[line.reference])
    kind += "".join(f"\n{one}" for one in _told_of(desk, line))
    base = line.base_amount
    if base is None and line.amount.currency == desk.file.case.currency:
        base = line.amount
    return (
        desk.day(line.on),
        f"{line.reference}\n{line.asset or _('whole case')}",
        kind,
        line.counterparty,
        line.amount.display(),
        desk.money(base),
    )


def balance(desk: Desk, counted: Sequence[PostingFacts], first: date | None = None) -> Table:
    """Opening balance before `first`, costs and income since, closing balance, per currency.

    `counted` are the lines that count (see `counting`).
    """
    _ = desk.say
    opening = [one for one in counted if first and one.on < first]
    now = [one for one in counted if not first or one.on >= first]
    currencies = sorted({one.amount.currency for one in counted})
    rows = []
    for currency in currencies:
        start, costs, income = (
            _net(opening, currency),
            _sum(now, currency, "cost"),
            _sum(now, currency, "income"),
        )
        rows.append(
            (
                currency,
                start.display(),
                costs.display(),
                income.display(),
                (start + income - costs).display(),
            )
        )
    return desk.table(
        "ledger",
        (
            ("currency", _("Currency"), 1),
            ("opening", _("Opening balance"), 2, "right"),
            ("costs", _("Costs"), 2, "right"),
            ("income", _("Income"), 2, "right"),
            ("closing", _("Balance, income less costs"), 2, "right"),
        ),
        rows,
        title=_("Balance per currency"),
        empty=_("Nothing is posted."),
    )


def _sum(lines: Iterable[PostingFacts], currency: str, direction: str) -> Money:
    found = [
        one.amount
        for one in lines
        if one.direction == direction and one.amount.currency == currency
    ]
    return sum(found, Money(0, currency))


def _net(lines: Sequence[PostingFacts], currency: str) -> Money:
    return _sum(lines, currency, "income") - _sum(lines, currency, "cost")


def ratios(
    desk: Desk, assets: Sequence[AssetFacts], counted: Sequence[PostingFacts]
) -> list[Block]:
    """Costs, income and cost over value of each asset that has a line that counts.

    To the proceeds of a sale belong the lines of what was sold, as in the figures explained.
    """
    _ = desk.say
    by_asset: dict[str, list[PostingFacts]] = {}
    for one in counted:
        if one.asset:
            by_asset.setdefault(one.asset, []).append(one)
    rows = [
        _ratio_row(desk, asset, lines)
        for asset in assets
        if (
            lines := [
                *by_asset.get(asset.substitutes or "", ()),
                *by_asset.get(asset.reference, ()),
            ]
        )
    ]
    return [
        desk.table(
            "ledger",
            (
                ("asset", _("Asset"), 2.6),
                ("costs", _("Costs"), 1.9, "right"),
                ("income", _("Income"), 1.9, "right"),
                ("value", _("Value and its date"), 2.2, "right"),
                ("ratio", _("Costs over value"), 1.2, "right"),
            ),
            rows,
            title=_("Costs over value, per asset"),
            empty=_("No asset has a cost or an income."),
        )
    ]


def _ratio_row(desk: Desk, asset: AssetFacts, lines: list[PostingFacts]) -> tuple[str, ...]:
    costs = [one for one in lines if one.direction == "cost"]
    bases = [one.base_amount for one in costs if one.base_amount is not None]
    ratio = cost_ratio(asset, [one.amount for one in costs], bases)
    value = desk.say("not known")
    against = asset.price or asset.value
    if against is not None:
        value = f"{against.display()}\n{desk.day(asset.valued_on)}"
    return (
        f"{asset.reference} {asset.description}",
        shown_sums(one.amount for one in costs),
        shown_sums(one.amount for one in lines if one.direction == "income"),
        value,
        (ratio or desk.say("not computed")) if costs else DASH,
    )
