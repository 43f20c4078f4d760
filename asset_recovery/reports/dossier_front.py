"""The first part of a dossier: cover, control sheet, summary, legal basis, offences, parties."""

from __future__ import annotations

from collections import Counter

from asset_recovery.domain.case_file import PartyFacts
from asset_recovery.domain.money import Money
from asset_recovery.reports.dossier_desk import DASH, Desk, counting, shown_sums
from asset_recovery.reports.dossier_risks import risks
from asset_recovery.reports.paper import Bars, Block, Facts, Table, Text

_TOP = 5
_LONGEST_SUMMARY = 160


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
    file, case = desk.file, desk.file.case
    facts = Facts(
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
            (
                _("Distribution"),
                ", ".join(
                    part
                    for part in (
                        recipient or _("recipient not stated"),
                        copy or _("copy not numbered"),
                    )
                    if part
                ),
            ),
            (_("Need to know"), _("Only for persons who need it for their duty in this case.")),
            (_("Basis of data protection"), desk.not_known),
            (_("Keep until"), desk.not_known),
        )
    )
    log = desk.table(
        "control",
        (("what", _("What"), 2.2), ("why", _("Why"), 4)),
        left_out,
        title=_("Redaction log"),
        empty=_("Nothing was left out or masked."),
    )
    return [facts, log]


def summary(desk: Desk) -> list[Block]:
    """Section 3, at most one page."""
    _ = desk.say
    file, case = desk.file, desk.file.case
    posted = counting(file.postings)
    costs = shown_sums(one.amount for one in posted if one.direction == "cost")
    income = shown_sums(one.amount for one in posted if one.direction == "income")
    last = max(file.proceedings, key=lambda one: one.on, default=None)
    stage = (
        f"{desk.label(last.kind)}, {last.authority}, {desk.day(last.on)}"
        if last
        else _("none recorded")
    )
    blocks: list[Block] = [
        Facts(
            (
                (_("Route"), case.route_label or desk.not_known),
                (_("Status; opened"), f"{desk.label(case.status)}; {desk.day(case.opened_on)}"),
                (_("Last proceeding"), stage),
                (_("Officer in charge"), desk.person(case.officer, case.officer_number)),
                (
                    _("Extent"),
                    _(
                        "parties {parties}; assets {assets}; orders {orders}; requests {requests}"
                    ).format(
                        parties=len(file.parties),
                        assets=len(file.assets),
                        orders=len(file.orders),
                        requests=sum(1 for one in file.requests if is_shown(desk, one.form)),
                    ),
                ),
                (_("Costs to date"), costs),
                (_("Income to date"), income),
                *((_(label), amount.display()) for label, amount in file.totals),
            )
        ),
        money_bars(desk),
    ]
    if desk.profile.summary_risks:
        blocks.append(
            _points(_("Points that need attention"), risks(desk), _("None found in the records."))
        )
    if desk.profile.summary_decisions:
        wanted = [
            f"{one.reference}: {one.title}" for one in file.decisions if one.decided_on is None
        ]
        blocks.append(_points(_("Decisions wanted"), wanted, _("None.")))
    if desk.profile.summary_deadlines:
        blocks.append(_next_deadlines(desk))
    return blocks


def is_shown(desk: Desk, form: str) -> bool:
    """Whether the profile shows requests of this form."""
    informal = form.upper().startswith(desk.profile.informal_forms)
    return desk.profile.informal_requests or not informal


def money_bars(desk: Desk) -> Bars:
    """The money of the case, from what is sought to what was paid out."""
    _ = desk.say
    money = desk.file.money
    rows = (
        (_("Sought"), money.sought),
        (_("Frozen"), money.frozen),
        (_("Confiscated"), money.confiscated),
        (_("Realised"), money.realised),
        (_("Distributed"), money.distributed),
    )
    most = max((amount.minor for _label, amount in rows if amount), default=0)
    return Bars(
        tuple((label, desk.money(amount), _permille(amount, most)) for label, amount in rows),
        title=_("Money of the case on {day}, base currency {currency}").format(
            day=desk.day(desk.as_at), currency=desk.file.case.currency
        ),
    )


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
        [(desk.day(one.due), one.title, one.record) for one in found[:_TOP]],
        title=_("Next hard deadlines"),
        empty=_("No hard deadline is open."),
    )


def legal(desk: Desk) -> list[Block]:
    """Section 4: route, grounds, provisions, safeguards."""
    _ = desk.say
    file, case = desk.file, desk.file.case
    grounds: dict[str, list[str]] = {}
    for asset in file.assets:
        for ground in asset.grounds:
            grounds.setdefault(ground, []).append(asset.reference)
    bases: dict[str, list[str]] = {}
    for order in file.orders:
        bases.setdefault(order.legal_basis or _("not known"), []).append(order.reference)
    forms = Counter(one.form for one in file.requests if is_shown(desk, one.form))
    facts = Facts(
        (
            (_("Legal system"), f"{case.legal_system} {case.legal_system_version}"),
            (
                _("Route"),
                f"{case.route_label} ({case.route})"
                if case.route
                else desk.known(case.route_label),
            ),
            (_("Standard of proof"), desk.not_known),
            (
                _("Instruments used for requests"),
                ", ".join(f"{form} ({count})" for form, count in forms.items()) or _("none"),
            ),
        )
    )
    return [
        facts,
        desk.table(
            "legal",
            (("ground", _("Ground of liability"), 2), ("assets", _("Assets"), 4)),
            [(desk.label(ground), desk.references(found)) for ground, found in grounds.items()],
            empty=_("No ground of liability is recorded."),
        ),
        desk.table(
            "legal",
            (("basis", _("Provision relied on"), 2), ("orders", _("Orders"), 4)),
            [(basis, ", ".join(found)) for basis, found in bases.items()],
            empty=_("No order is recorded."),
        ),
        _safeguards(desk),
    ]


def _safeguards(desk: Desk) -> Table:
    _ = desk.say
    orders, claims = desk.file.orders, desk.file.claims
    count = len(orders)
    rows = [
        (
            _("Notice: orders served"),
            _("{part} of {whole}").format(part=sum(1 for one in orders if one.served), whole=count),
        ),
        (
            _("Reasons: orders with reasons on file"),
            _("{part} of {whole}").format(
                part=sum(1 for one in orders if one.reasons), whole=count
            ),
        ),
        (
            _("Remedy: orders with a suspensive term on file"),
            _("{part} of {whole}").format(
                part=sum(1 for one in orders if one.suspensive_until), whole=count
            ),
        ),
        (
            _("Third parties: claims decided"),
            _("{part} of {whole}").format(
                part=sum(1 for one in claims if one.decided_on), whole=len(claims)
            ),
        ),
    ]
    return desk.table(
        "legal",
        (("safeguard", _("Safeguard"), 3), ("state", _("On file"), 2)),
        rows,
        title=_("Safeguards as recorded"),
    )


def offences(desk: Desk) -> list[Block]:
    """Section 5: offences, facts, proceedings."""
    _ = desk.say
    case = desk.file.case
    return [
        desk.table(
            "offences",
            (
                ("name", _("Offence"), 2),
                ("provision", _("Provision"), 2),
                ("penalty", _("Penalty"), 1.5),
                ("date", _("Committed"), 1.5),
                ("place", _("Place"), 1.5),
            ),
            [
                (
                    one.name,
                    *(
                        desk.brief(part)
                        for part in (one.provision, one.penalty, one.committed_on, one.place)
                    ),
                )
                for one in case.offences
            ],
            empty=_("No offence is recorded."),
        ),
        Text(desk.prose(case.summary) or desk.not_known, title=_("Facts")),
        desk.table(
            "offences",
            (
                ("on", _("Date"), 1.1),
                ("kind", _("Proceeding"), 1.8),
                ("authority", _("Authority; reference"), 2.6),
                ("outcome", _("Stage; outcome"), 2.2),
                ("final", _("Final"), 1.1),
                ("hearing", _("Next hearing"), 1.1),
            ),
            [
                (
                    desk.day(one.on),
                    desk.label(one.kind) + (f"\n{', '.join(one.persons)}" if one.persons else ""),
                    f"{one.authority}; {one.reference}",
                    "; ".join(desk.label(part) for part in (one.stage, one.outcome) if part)
                    or DASH,
                    desk.happened(one.final_on),
                    desk.happened(one.next_hearing),
                )
                for one in sorted(desk.file.proceedings, key=lambda one: one.on)
            ],
            title=_("Proceedings"),
            empty=_("No proceeding is recorded."),
        ),
    ]


def parties(desk: Desk) -> list[Block]:
    """Section 6: persons and companies, what ties them to each other and to the assets."""
    _ = desk.say
    file = desk.file
    people = desk.table(
        "parties",
        (
            ("reference", _("No."), 1.3),
            ("name", _("Name"), 2.3),
            ("roles", _("Kind; roles"), 1.8),
            ("identity", _("Identity"), 2.8),
            ("address", _("Address; country"), 2.1),
        ),
        [_party_row(desk, one) for one in file.parties],
        empty=_("No person or company is recorded."),
    )
    ties = desk.table(
        "parties",
        (
            ("party", _("Party"), 2.2),
            ("relation", _("Relation"), 1.8),
            ("other", _("To"), 2.2),
            ("share", _("Share"), 0.9, "right"),
            ("source", _("Source"), 2),
        ),
        [
            (
                one.party,
                desk.label(one.relation),
                one.other,
                one.share or DASH,
                desk.brief(one.source),
            )
            for one in file.relations
        ],
        title=_("Ownership, control and other relations"),
        empty=_("No relation is recorded."),
    )
    return [people, ties, _links(desk)]


def _party_row(desk: Desk, party: PartyFacts) -> tuple[str, ...]:
    _ = desk.say
    name = party.name
    if party.aliases:
        name += "\n" + _("also known as {names}").format(names=", ".join(party.aliases))
    identity = [
        _("born or founded {when}").format(when=desk.masked("birth", party.born)),
        _("nationality {what}").format(what=desk.brief(party.nationality)),
    ]
    if party.died:
        identity.append(_("died or dissolved {when}").format(when=party.died))
    identity += [
        f"{desk.label(kind)}: {desk.masked('person_identifiers', value)}"
        for kind, value in party.identifiers
    ]
    return (
        party.reference,
        name,
        "\n".join([desk.label(party.kind), *(desk.label(role) for role in party.roles)]),
        "\n".join(identity),
        f"{desk.masked('address', party.address)}\n{desk.brief(party.country)}",
    )


def _links(desk: Desk) -> Table:
    """Who stands in which relation to which assets."""
    _ = desk.say
    found: dict[tuple[str, str], list[str]] = {}
    for asset in desk.file.assets:
        for name, relation in (
            (asset.owner, _("registered owner")),
            (asset.possessor, _("possessor")),
            (asset.beneficial_owner, _("beneficial owner")),
        ):
            if name:
                found.setdefault((name, relation), []).append(asset.reference)
    return desk.table(
        "parties",
        (("party", _("Party"), 2.4), ("relation", _("Relation"), 1.6), ("assets", _("Assets"), 4)),
        [
            (name, relation, desk.references(refs))
            for (name, relation), refs in sorted(found.items())
        ],
        title=_("Persons and assets"),
        empty=_("No person is recorded at an asset."),
    )
