"""DIST-01: the order that distributes proceeds, with the waterfall that leads to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from asset_recovery.domain.case_file import CaseFile, DistributionFacts
from asset_recovery.domain.distribution_facts import VictimListFacts
from asset_recovery.domain.money import Money
from asset_recovery.reports.dossier_desk import DASH, Desk, percent
from asset_recovery.reports.dossier_profile import Profile
from asset_recovery.reports.paper import Bars, Block, Facts, Paper, Section, Signatures, Text
from asset_recovery.reports.record_hash import paper_head, record_hash

_PERMILLE = 1000
_FEWEST_BARS = 1


def compose_distribution_order(
    file: CaseFile,
    distributions: Sequence[DistributionFacts],
    profile: Profile,
    language: str,
    translate: Callable[[str], str],
) -> Paper:
    """From gross to net, by rank and with each rate, then who gets what; signed by two."""
    desk = Desk(file, profile, language, translate)
    _ = translate
    names = ", ".join(one.reference for one in distributions)
    approved = all(one.approved_by for one in distributions)
    return Paper(
        form="DIST-01",
        version=profile.version,
        title=_("Distribution order"),
        subtitle=f"{file.case.reference}  {file.case.title}",
        reference=names,
        user=desk.person(file.read_by),
        contents=False,
        watermark="" if approved else _("NOT APPROVED"),
        cover=_cover(desk, distributions),
        sections=(
            Section("A", _("From gross to net"), tuple(_waterfalls(desk, distributions))),
            Section("B", _("Who receives what"), tuple(_shares(desk, distributions))),
            Section("C", _("Victims"), tuple(_victims(desk, distributions))),
            Section("D", _("Payments"), tuple(_payments(desk, distributions))),
            Section("E", _("Signatures"), (_signatures(desk, distributions),), together=True),
        ),
        **paper_head(desk, record_hash(file, "DIST-01", names, language), "DIST1", whole=False),
    )


def _cover(desk: Desk, distributions: Sequence[DistributionFacts]) -> tuple[tuple[str, str], ...]:
    _ = desk.say
    rows = [
        (_("Distribution"), ", ".join(one.reference for one in distributions)),
        (_("Assets"), ", ".join(one.asset for one in distributions)),
    ]
    nets = [one.net for one in distributions if one.net is not None]
    if nets and len({one.currency for one in nets}) == 1:
        rows.append((_("Net to distribute"), Money.total(nets, nets[0].currency).display()))
    people = dict.fromkeys(name for one in distributions for name in one.approved_by)
    rows.append((_("Approved by"), desk.people(people) if people else _("not approved")))
    rows += [
        (
            _("Difference"),
            _("{asset}: {amount}").format(asset=one.asset, amount=one.amount.display()),
        )
        for one in desk.file.differences
    ]
    return tuple(rows)


def _waterfalls(desk: Desk, distributions: Sequence[DistributionFacts]) -> list[Block]:
    _ = desk.say
    found: list[Block] = []
    for one in distributions:
        if one.gross is None and not one.lines:
            found.append(
                Facts(
                    ((_("Net to distribute"), desk.money(one.net)),),
                    title=_("{allocation}: the nets of {assets}").format(
                        allocation=one.reference, assets=one.asset
                    ),
                )
            )
            continue
        found += [*_picture(desk, one), _table(desk, one), _formula(desk, one)]
    return found


def _picture(desk: Desk, one: DistributionFacts) -> list[Block]:
    """The waterfall as bars: what is left after each rank, in permille of the gross price."""
    _ = desk.say
    if one.gross is None or one.gross.minor <= 0:
        return []
    rows = [(_("Gross"), one.gross.display(), _PERMILLE)]
    for line in one.lines:
        left = max(line.balance.minor, 0) * _PERMILLE // one.gross.minor
        label = _("less {label}").format(label=line.label)
        rows.append((label, line.balance.display(), left))
    return [Bars(tuple(rows), title=desk.asset_name(one.asset))] if len(rows) > _FEWEST_BARS else []


def _table(desk: Desk, one: DistributionFacts) -> Block:
    _ = desk.say
    totals = [("", _("Net"), "", desk.money(one.net), "")]
    if one.shortfall is not None and not one.shortfall.is_zero:
        totals.append(("", _("Shortfall, borne by the budget"), "", one.shortfall.display(), ""))
    totals += [
        ("", _("of it to {to}, whose claim was upheld").format(to=to), amount.display(), "", "")
        for to, amount in one.third_parties
    ]
    return desk.table(
        "confiscation",
        (
            ("rank", _("Rank"), 0.6, "right"),
            ("label", _("Deduction"), 3),
            ("amount", _("Amount"), 2, "right"),
            ("balance", _("Balance"), 2, "right"),
            ("note", _("Own currency and rate"), 2.6),
        ),
        [
            ("", _("Gross"), "", desk.money(one.gross), ""),
            *(
                (
                    str(line.rank),
                    line.label,
                    line.amount.display(),
                    line.balance.display(),
                    line.note or DASH,
                )
                for line in one.lines
            ),
        ],
        totals=totals,
    )


def _formula(desk: Desk, one: DistributionFacts) -> Text:
    _ = desk.say
    return Text(
        _(
            "Figure {figure}, determined on {day} by {law}. Each line is rounded half up to the "
            "minor unit once; shares are split by largest remainder, so that they sum to the net."
        ).format(
            figure=one.formula or "net_proceeds",
            day=desk.happened(one.determined_on),
            law=one.law or desk.not_known,
        ),
        "small",
    )


def _shares(desk: Desk, distributions: Sequence[DistributionFacts]) -> list[Block]:
    _ = desk.say
    found: list[Block] = []
    for one in distributions:
        total = [amount for _to, _kind, amount in one.shares]
        found.append(
            desk.table(
                "confiscation",
                (
                    ("to", _("To"), 3.4),
                    ("basis", _("Kind of share"), 2.2),
                    ("amount", _("Amount"), 2, "right"),
                    ("part", _("Of net"), 1, "right"),
                ),
                [
                    (
                        to,
                        desk.coded("allocation_kinds", kind),
                        amount.display(),
                        percent(amount, one.net) or DASH,
                    )
                    for to, kind, amount in one.shares
                ],
                totals=[("", _("Sum"), Money.total(total, total[0].currency).display(), "")]
                if total
                else [],
                title=one.reference,
                empty=_("Nothing is allocated."),
            )
        )
    return found


def _victims(desk: Desk, distributions: Sequence[DistributionFacts]) -> list[Block]:
    _ = desk.say
    named = {name for one in distributions for name in one.victim_lists}
    lists = [one for one in desk.file.victim_lists if one.reference in named]
    if not lists:
        return [Text(_("No share goes to a list of victims."), "note")]
    return [victim_table(desk, lists)]


def victim_table(desk: Desk, lists: Sequence[VictimListFacts]) -> Block:
    """Lists of victims with their sums; nobody is named."""
    _ = desk.say
    return desk.table(
        "claims",
        (
            ("list", _("List"), 2),
            ("count", _("Victims; admitted"), 1.4, "right"),
            ("admitted", _("Losses admitted"), 2, "right"),
            ("elsewhere", _("Received elsewhere"), 2, "right"),
            ("allocated", _("Allocated"), 2, "right"),
            ("paid", _("Paid"), 2, "right"),
        ),
        [
            (
                one.reference,
                f"{one.count:,}\n{one.admitted_count:,}",
                desk.money(one.admitted),
                desk.money(one.elsewhere),
                desk.money(one.allocated),
                desk.money(one.paid),
            )
            for one in lists
        ],
    )


def _payments(desk: Desk, distributions: Sequence[DistributionFacts]) -> list[Block]:
    _ = desk.say
    rows = [
        (desk.day(on), to, amount.display(), reference)
        for one in distributions
        for to, on, amount, reference in one.payments
    ]
    return [
        desk.table(
            "confiscation",
            (
                ("on", _("Date"), 1.2),
                ("to", _("Paid to"), 3),
                ("amount", _("Amount"), 2, "right"),
                ("proof", _("Payment reference"), 2.4),
            ),
            rows,
            empty=_("Nothing has been paid."),
        )
    ]


def _signatures(desk: Desk, distributions: Sequence[DistributionFacts]) -> Signatures:
    _ = desk.say
    approvers = list(dict.fromkeys(name for one in distributions for name in one.approved_by))
    return Signatures(
        (
            (_("Worked out by (accountant)"), ""),
            (_("Approved by"), desk.person(approvers[0]) if approvers else ""),
            (_("Payment released by the second person"), ""),
        )
    )
