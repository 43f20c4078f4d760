"""The first pages of a dossier: cover, control sheet, executive summary."""

from __future__ import annotations

from asset_recovery.domain.money import Money
from asset_recovery.reports.dossier_desk import Desk, counting, shown_sums
from asset_recovery.reports.dossier_risks import risks
from asset_recovery.reports.paper import Bars, Block, Facts, Table, Text

_TOP = 5
_LONGEST_SUMMARY = 160
RETURNED = frozenset({"returned_to_owner", "restored_to_victim", "transferred_to_other_state"})


def cover(desk: Desk, recipient: str, copy: str) -> tuple[tuple[str, str], ...]:
    """The rows of the cover."""
    _ = desk.say
    case = desk.file.case
    rows = [
        (_("Case"), case.reference),
        (_("Title"), case.title),
        (_("Prepared for"), _(desk.profile.label)),
        (_("Recipient"), recipient or _("not stated")),
        (_("As at"), desk.as_at_text),
        (_("Copy"), copy or _("not numbered")),
        (_("Prepared by"), desk.person(desk.file.read_by)),
        (_("Reviewed by"), _("see the signatures in section 26")),
        (_("Handling"), _(desk.profile.handling)),
    ]
    if case.sealed:
        rows.append((_("Access"), _("Sealed case: need to know only")))
    return tuple(rows)


def control(desk: Desk, recipient: str, copy: str, left_out: list[tuple[str, str]]) -> list[Block]:
    """Section 1: versions, distribution, what was left out and why."""
    _ = desk.say
    log = desk.table(
        "control",
        (("what", _("What"), 2.2), ("why", _("Why"), 4)),
        left_out,
        title=_("Redaction log"),
        empty=_("Nothing was left out or masked."),
    )
    found: list[Block] = [_control_facts(desk, recipient, copy)]
    if desk.profile.distribution:
        found += [_versions(desk), _distribution(desk)]
    return [*found, log]


def _versions(desk: Desk) -> Table:
    """Every dossier of the case that was issued before this one."""
    _ = desk.say
    return desk.table(
        "versions",
        (
            ("document", _("Document"), 1.6),
            ("on", _("Issued"), 1.2),
            ("profile", _("For"), 1.6),
            ("copies", _("Copies"), 0.8, "right"),
            ("by", _("By"), 1.6),
            ("hash", _("SHA-256 of copy 1"), 3),
        ),
        [
            (
                one.document,
                desk.day(one.on),
                desk.label(one.profile),
                str(len(one.copies)),
                desk.person(one.by, one.number),
                one.hash,
            )
            for one in desk.file.papers
            if one.form == "DOS-01"
        ],
        title=_("Versions issued before"),
        empty=_("No dossier was issued before."),
    )


def _distribution(desk: Desk) -> Table:
    """Where the copies of those went."""
    _ = desk.say
    rows = []
    for paper in desk.file.papers:
        for one in paper.releases if paper.form == "DOS-01" else ():
            back = _("out")
            if one.outcome and one.back_on:
                back = f"{desk.small(desk.label(one.outcome))} {desk.day(one.back_on)}"
            rows.append(
                (
                    f"{paper.document}\n"
                    + _("copy {number} of {copies}").format(
                        number=one.copy, copies=len(paper.copies)
                    ),
                    desk.day(one.on),
                    desk.prose(one.recipient),
                    f"{desk.prose(one.purpose)}\n{one.legal_basis}",
                    one.channel or _("not known"),
                    back,
                )
            )
    return desk.table(
        "distribution",
        (
            ("document", _("Document; copy"), 1.8),
            ("on", _("Released"), 1.2),
            ("recipient", _("To"), 2),
            ("purpose", _("Purpose; legal basis"), 2.6),
            ("channel", _("Channel"), 1.2),
            ("back", _("Now"), 1.4),
        ),
        rows,
        title=_("Distribution list"),
        empty=_("No copy was released before."),
    )


def _kept_until(desk: Desk) -> str:
    _ = desk.say
    years = desk.file.office.retention_years
    if not years:
        return desk.not_known
    return _("{years} year(s) after the case is closed").format(years=years)


def _control_facts(desk: Desk, recipient: str, copy: str) -> Facts:
    _ = desk.say
    file, case = desk.file, desk.file.case
    spread = (recipient or _("recipient not stated"), copy or _("copy not numbered"))
    return Facts(
        (
            (
                _("Document"),
                _("DOS-01 case dossier, profile {name}, version {version}").format(
                    name=desk.profile.name, version=desk.profile.version
                ),
            ),
            (
                _("Made from"),
                _("records of {moment}, journal entry {seq}").format(
                    moment=desk.moment(file.read_at), seq=file.head.seq
                ),
            ),
            (_("Legal system"), f"{case.legal_system} {case.legal_system_version}"),
            (_("Distribution"), ", ".join(spread)),
            (_("Need to know"), _("Only for persons who need it for their duty in this case.")),
            (_("Basis of data protection"), desk.known(file.office.data_protection)),
            (_("Keep until"), _kept_until(desk)),
        )
    )


def summary(desk: Desk) -> list[Block]:
    """Section 3, at most one page."""
    _ = desk.say
    blocks: list[Block] = [_summary_facts(desk), money_bars(desk)]
    if desk.profile.summary_risks:
        blocks.append(
            _points(_("Points that need attention"), risks(desk), _("None found in the records."))
        )
    if desk.profile.summary_decisions:
        wanted = [
            f"{one.reference}: {desk.prose(one.title)}"
            for one in desk.file.decisions
            if one.decided_on is None
        ]
        blocks.append(_points(_("Decisions wanted"), wanted, _("None.")))
    if desk.profile.summary_deadlines:
        blocks.append(_next_deadlines(desk))
    return blocks


def _summary_facts(desk: Desk) -> Facts:
    _ = desk.say
    file, case = desk.file, desk.file.case
    posted = counting(file.postings)
    costs = [one.amount for one in posted if one.direction == "cost"]
    income = [one.amount for one in posted if one.direction == "income"]
    last = max(file.proceedings, key=lambda one: one.on, default=None)
    stage = _("none recorded")
    if last is not None:
        kind = desk.coded("proceeding_kinds", last.kind)
        stage = f"{kind}, {last.authority}, {desk.day(last.on)}"
    natural = sum(one.kind.startswith("natural") for one in file.parties)
    extent = _(
        "persons {persons}; companies and others {others}; assets {assets}; orders {orders}; "
        "requests {requests}"
    ).format(
        persons=natural,
        others=len(file.parties) - natural,
        assets=len(file.assets),
        orders=len(file.orders),
        requests=len(file.requests),
    )
    return Facts(
        (
            (_("Route"), case.route_label or desk.not_known),
            (_("Status; opened"), f"{desk.label(case.status)}; {desk.day(case.opened_on)}"),
            (_("Last proceeding"), stage),
            (_("Officer in charge"), desk.person(case.officer, case.officer_number)),
            (_("Extent"), extent),
            (_("Costs to date"), shown_sums(costs) if costs else _("none recorded")),
            (_("Income to date"), shown_sums(income) if income else _("none recorded")),
            (_("Returned or restored, last value"), _returned(desk)),
            (_("Net: realised less costs"), _net(desk)),
            *_totals(desk),
            *(((_("Of which"), desk.kinds(file.total_kinds)),) if file.total_kinds else ()),
        )
    )


def _returned(desk: Desk) -> str:
    """The last values of what went back to owners, victims or other States."""
    found = [one for one in desk.file.assets if one.legal_state in RETURNED]
    valued = [one.value for one in found if one.value is not None]
    if not found:
        return desk.say("none recorded")
    lines = [shown_sums(valued)] if valued else []
    unvalued = len(found) - len(valued)
    if unvalued:
        lines.append(desk.say("{count} without a value").format(count=unvalued))
    return "\n".join(lines)


def _net(desk: Desk) -> str:
    """What was realised less all costs, in the base currency; not reckoned where a rate lacks."""
    realised = desk.file.money.realised
    costs = [one.base_amount for one in counting(desk.file.postings) if one.direction == "cost"]
    if realised is None:
        return desk.say("nothing realised")
    known = [one for one in costs if one is not None and one.currency == realised.currency]
    if len(known) < len(costs):
        return desk.say("not reckoned: a rate is missing")
    return (realised - Money.total(known, realised.currency)).display()


def money_bars(desk: Desk) -> Bars:
    """The money of the case, from what is sought to what was paid out."""
    _ = desk.say
    money = desk.file.money
    rows = (
        (_("Sought"), "sought", money.sought),
        (_("Frozen"), "frozen", money.frozen),
        (_("Confiscated"), "confiscated", money.confiscated),
        (_("Realised"), "realised", money.realised),
        (_("Distributed"), "distributed", money.distributed),
    )
    most = max((amount.minor for _label, _name, amount in rows if amount), default=0)
    return Bars(
        tuple(
            (_with_kinds(desk, label, name), desk.money(amount), _permille(amount, most))
            for label, name, amount in rows
        ),
        title=_("Money of the case on {day}, base currency {currency}").format(
            day=desk.day(desk.as_at), currency=desk.file.case.currency
        ),
    )


def _totals(desk: Desk) -> list[tuple[str, str]]:
    """The totals of the case, those of one label in several currencies below each other."""
    found: dict[str, list[str]] = {}
    for label, amount in desk.file.totals:
        found.setdefault(desk.say(label), []).append(amount.display())
    return [(label, "\n".join(amounts)) for label, amounts in found.items()]


def _with_kinds(desk: Desk, label: str, name: str) -> str:
    """A figure of the money bar with the kinds of value of which it is made."""
    kinds = desk.file.money.kinds.get(name, ())
    return f"{label} ({desk.kinds(kinds)})" if kinds else label


def _permille(amount: Money | None, most: int) -> int:
    return amount.minor * 1000 // most if amount and most > 0 else 0


def _points(title: str, found: list[str], none: str) -> Block:
    if not found:
        return Text(none, "note", title)
    shown = [
        one if len(one) <= _LONGEST_SUMMARY else one[:_LONGEST_SUMMARY] + "…"
        for one in found[:_TOP]
    ]
    return Text("\n".join(f"•  {one}" for one in shown), "plain", title)


def _next_deadlines(desk: Desk) -> Table:
    _ = desk.say
    found = [one for one in desk.file.deadlines if one.state == "open" and one.hard]
    found.sort(key=lambda one: one.due)
    return desk.table(
        "summary",
        (
            ("due", _("Due"), 1),
            ("title", _("Next hard deadlines"), 4),
            ("record", _("Record"), 1.6),
        ),
        [(desk.day(one.due), desk.prose(one.title), one.record) for one in found[:_TOP]],
        title=_("Next hard deadlines"),
        empty=_("No hard deadline is open."),
    )
