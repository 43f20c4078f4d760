"""OPS-13 in full: each line with document, net, tax and gross, who bears it, what comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from asset_recovery.domain.case_file import AssetFacts, CaseFile, PostingFacts
from asset_recovery.domain.code_lists import more
from asset_recovery.domain.errors import NotFound, Reason, ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.reports.dossier_desk import Desk, counting, shown_sums, sums
from asset_recovery.reports.dossier_profile import Profile
from asset_recovery.reports.paper import Block, Facts, Paper, Section, Signatures, Table, Text
from asset_recovery.reports.record_hash import paper_head, record_hash
from asset_recovery.reports.statement_content import balance, ratios

YEAR = 365


def compose_cost_statement(  # noqa: PLR0913 - of what, for which days, how it speaks
    file: CaseFile,
    profile: Profile,
    language: str,
    translate: Callable[[str], str],
    *,
    asset: str | None = None,
    first: date | None = None,
    last: date | None = None,
) -> Paper:
    """The statement of a case, or of one asset by reference, between two days inclusive.

    Errors: `not_found` (asset not of this case), `date_order` (a period that ends before it
    begins).
    """
    if first and last and last < first:
        text = translate("The period ends before it begins. Give the earlier day first.")
        raise ValidationFailed(Reason("date_order", text, field="to"))
    desk = Desk(file, profile, language, translate)
    chosen = None
    if asset is not None:
        chosen = next((one for one in file.assets if one.reference == asset), None)
        if chosen is None:
            text = translate("{asset} is no asset of this case.").format(asset=asset)
            raise NotFound(Reason("not_found", text, field="asset"))
    _ = translate
    digest = record_hash(file, "OPS-13", profile.name, language, asset or "", str(first), str(last))
    period = _Period(desk, chosen, first, last)
    return Paper(
        form="OPS-13",
        version="1.1",
        title=_("Cost and income statement"),
        subtitle=desk.asset_name(chosen.reference) if chosen else file.case.title,
        reference=chosen.reference if chosen else file.case.reference,
        user=desk.person(file.read_by),
        cover=(
            (_("Case"), f"{file.case.reference} {file.case.title}"),
            (_("Asset"), desk.asset_name(chosen.reference) if chosen else _("all of the case")),
            (_("Period"), period.words()),
            (_("Base currency"), file.case.currency),
            (_("Opening balance"), period.opening()),
        ),
        contents=False,
        sections=period.sections(),
        **paper_head(desk, digest, "OPS13", whole=False),
    )


class _Period:
    """The lines of a period and what was before it."""

    def __init__(
        self, desk: Desk, chosen: AssetFacts | None, first: date | None, last: date | None
    ) -> None:
        self.desk, self.chosen, self.first = desk, chosen, first
        self.last = last or desk.as_at
        own = {chosen.reference, chosen.substitutes} - {None} if chosen else set()
        every = desk.file.postings
        self.every = [one for one in every if not chosen or one.asset in own]
        upto = [one for one in self.every if one.on <= self.last]
        self.shown = sorted(
            (one for one in upto if not first or one.on >= first),
            key=lambda one: (one.on, one.reference),
        )
        self.counted = [one for one in counting(self.every) if one.on <= self.last]
        self.now = [one for one in self.counted if not first or one.on >= first]

    def words(self) -> str:
        """The period as people read it."""
        _ = self.desk.say
        start = self.desk.day(self.first) if self.first else _("beginning")
        return _("{first} to {last}").format(first=start, last=self.desk.day(self.last))

    def opening(self) -> str:
        """Income less costs before the period, a currency a line."""
        before = [one for one in self.counted if self.first and one.on < self.first]
        signed = (one.amount if one.direction == "income" else -one.amount for one in before)
        found = "\n".join(one.display() for one in sums(signed))
        return found or Money.zero(self.desk.file.case.currency).display()

    def sections(self) -> tuple[Section, ...]:
        """The paragraphs of the form in their order."""
        _ = self.desk.say
        assets = (self.chosen,) if self.chosen else self.desk.file.assets
        note = _("The ratio is the figure cost_ratio; explain prints how it came about.")
        signed = (
            (_("Prepared by"), self.desk.person(self.desk.file.read_by)),
            (_("Checked by"), ""),
            (_("Approved by"), ""),
        )
        return (
            Section("1", _("Costs"), (self.lines("cost"),), self.desk.as_at_line),
            Section("2", _("Income, liable to confiscation like the asset"),
                    (self.lines("income"),)),
            Section("3", _("By kind and by who bears it"), (
                self.grouped(_("By kind of cost"), "cost", self.kind),
                self.grouped(_("Borne by"), "cost", self.payer),
                self.grouped(_("By kind of income"), "income", self.kind),
            )),
            Section("4", _("To come back, and extraordinary"), self.special()),
            Section("5", _("Totals and balance"), (balance(self.desk, self.counted, self.first),)),
            Section("6", _("Costs over value"),
                    (*ratios(self.desk, tuple(assets), self.counted), Text(note, "small"))),
            Section("7", _("Forecast"), self.forecast(), together=True),
            Section("8", _("Sign-off"), (Signatures(signed),), together=True),
        )  # fmt: skip

    def kind(self, line: PostingFacts) -> str:
        """The kind of a line in words."""
        found = "cost_categories" if line.direction == "cost" else "income_categories"
        return self.desk.coded(found, line.category)

    def payer(self, line: PostingFacts) -> str:
        """Who bears a cost; never left empty."""
        if line.borne_by is None:
            return self.unknown
        return self.desk.coded("cost_payers", line.borne_by)

    @property
    def unknown(self) -> str:
        """What was never said."""
        return self.desk.say("not known as at {day}").format(day=self.desk.day(self.desk.as_at))

    def lines(self, direction: str) -> Table:
        """The lines of one direction, with their totals."""
        desk, _ = self.desk, self.desk.say
        found = [one for one in self.shown if one.direction == direction]
        counted = [one for one in self.now if one.direction == direction]
        cost = direction == "cost"
        return desk.table(
            "ledger",
            (
                ("on", _("Date"), 1.3),
                ("reference", _("Line; asset"), 1.9),
                ("category", _("Kind"), 1.5),
                ("counterparty", _("Payee") if cost else _("Payer"), 2.0),
                ("document", _("Document"), 2.0),
                ("net", _("Net"), 1.5, "right"),
                ("tax", _("Tax"), 1.3, "right"),
                ("gross", _("Gross"), 1.6, "right"),
                *(((("borne", _("Borne by"), 1.5)), ("back", _("Recoverable; basis"), 1.9))
                  if cost else ()),
            ),
            [self.row(one, cost) for one in found],
            totals=self.totals(counted, cost),
            empty=_("No cost is recorded.") if cost else _("No income is recorded."),
            landscape=True,
            marked=[at for at, one in enumerate(found) if one.extraordinary],
        )  # fmt: skip

    def row(self, line: PostingFacts, cost: bool) -> tuple[str, ...]:
        """One line; what does not count says so."""
        desk, _ = self.desk, self.desk.say
        kind = self.kind(line)
        reversing = {one.reversed_by: one.reference for one in self.every if one.reversed_by}
        if line.reversed_by:
            kind += "\n" + _("[reversed by {line}, not counted]").format(line=line.reversed_by)
        elif line.reference in reversing:
            kind += "\n" + _("[reverses {line}, not counted]").format(
                line=reversing[line.reference]
            )
        if line.extraordinary:
            kind += "\n" + _("extraordinary")
        net = _("not known") if line.vat is None else (line.amount - line.vat).display()
        found = (
            desk.day(line.on),
            f"{line.reference}\n{line.asset or _('whole case')}",
            kind,
            line.counterparty,
            desk.prose(line.document or "") or _("none recorded"),
            net,
            _("not known") if line.vat is None else line.vat.display(),
            line.amount.display(),
        )
        return (*found, self.payer(line), self.back(line)) if cost else found

    def back(self, line: PostingFacts) -> str:
        """Whether a cost comes back, and on what basis."""
        if line.recoverable is None:
            return self.unknown
        said = self.desk.yes(line.recoverable)
        return f"{said}\n{self.desk.prose(line.basis)}" if line.basis else said

    def totals(self, counted: Sequence[PostingFacts], cost: bool) -> list[tuple[str, ...]]:
        """A line for each currency: net and tax where every line says its tax."""
        _ = self.desk.say
        found: list[tuple[str, ...]] = []
        for whole in sums(one.amount for one in counted):
            some = [one for one in counted if one.amount.currency == whole.currency]
            known = [one.vat for one in some if one.vat is not None]
            tax = Money.total(known, whole.currency) if len(known) == len(some) else None
            found.append((
                "", _("Total"), "", "", "",
                _("not known") if tax is None else (whole - tax).display(),
                _("not known") if tax is None else tax.display(),
                whole.display(), *(("", "") if cost else ()),
            ))  # fmt: skip
        return found

    def grouped(self, title: str, direction: str, by: Callable[[PostingFacts], str]) -> Table:
        """Sums by whatever `by` says of a line, in alphabetical order."""
        _ = self.desk.say
        groups: dict[str, list[PostingFacts]] = {}
        for one in self.now:
            if one.direction == direction:
                groups.setdefault(by(one), []).append(one)
        return self.desk.table(
            "ledger",
            (("group", title, 3), ("count", _("Lines"), 1, "right"),
             ("gross", _("Gross"), 2, "right")),
            [
                (name, str(len(lines)), shown_sums(one.amount for one in lines))
                for name, lines in sorted(groups.items())
            ],
            empty=_("No income is posted in the period.")
            if direction == "income"
            else _("No cost is posted in the period."),
        )  # fmt: skip

    def special(self) -> tuple[Block, ...]:
        """What is to come back, and what asks for consultation of the other State."""
        _ = self.desk.say
        costs = [one for one in self.now if one.direction == "cost"]
        back = [one.amount for one in costs if one.recoverable]
        odd = [one for one in costs if one.extraordinary]
        rows = (
            (_("Recoverable"), shown_sums(back) if back else _("nothing said to be recoverable")),
            (_("Not said whether recoverable"), str(
                sum(1 for one in costs if one.recoverable is None))),
            (_("Extraordinary"), shown_sums(one.amount for one in odd) if odd
             else _("nothing marked as extraordinary")),
        )  # fmt: skip
        if not odd:
            return (Facts(rows),)
        text = _(
            "Extraordinary costs ask for consultation between the States concerned before or when "
            "they arise: {lines}."
        ).format(lines=", ".join(one.reference for one in odd))
        return (Facts(rows), Text(text, "attention"))

    def forecast(self) -> tuple[Block, ...]:
        """Keeping at the daily average of the period, for a month and for a year."""
        _ = self.desk.say
        keeping = [one for one in self.now if is_keeping(one)]
        start = self.first or min((one.on for one in keeping), default=None)
        if start is None or not keeping:
            return (Text(_("No cost of keeping in the period: nothing to forecast from.")),)
        days = (self.last - start).days + 1
        rows = []
        for whole in sums(one.amount for one in keeping):
            daily = whole.decimal / Decimal(days)
            rows.append((
                whole.currency, whole.display(), str(days),
                Money.from_decimal(daily * 30, whole.currency).display(),
                Money.from_decimal(daily * YEAR, whole.currency).display(),
            ))  # fmt: skip
        table = self.desk.table(
            "ledger",
            (("currency", _("Currency"), 1), ("kept", _("Keeping in the period"), 2, "right"),
             ("days", _("Days"), 1, "right"), ("month", _("Next 30 days"), 2, "right"),
             ("year", _("Next 365 days"), 2, "right")),
            rows,
        )  # fmt: skip
        note = _("Keeping in the period ÷ its days × 30 and × 365, half up to the minor unit.")
        return (table, Text(note, "small"))


def is_keeping(line: PostingFacts) -> bool:
    """Whether a line is a cost of keeping."""
    if line.direction != "cost":
        return False
    return more("cost_categories", line.category, "class") == "keeping_cost"


def read_day(text: str | None, name: str) -> date | None:
    """A day of an option (`from`, `to`); `field_invalid` where it is none."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        said = f"{name}: {text!r} is not a date. Write it as 2026-03-01."
        raise ValidationFailed(Reason("field_invalid", said, field=name)) from error
