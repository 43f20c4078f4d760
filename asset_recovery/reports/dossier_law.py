"""The law of a case in its dossier: legal basis and safeguards, offences, facts, proceedings."""

from __future__ import annotations

from collections import Counter

from asset_recovery.domain.offence_facts import Offence
from asset_recovery.reports.dossier_benefit import benefit
from asset_recovery.reports.dossier_desk import DASH, Desk
from asset_recovery.reports.paper import Block, Facts, Table, Text

_CONCERNED = frozenset(("suspect", "accused", "convicted", "registered_owner", "owner", "claimant"))


def legal(desk: Desk) -> list[Block]:
    """Section 4: route, grounds, provisions, safeguards."""
    _ = desk.say
    file, case = desk.file, desk.file.case
    forms = Counter(one.form for one in file.requests)
    used = ", ".join(f"{form} ({count})" for form, count in forms.items())
    route = f"{case.route_label} ({case.route})" if case.route else desk.known(case.route_label)
    facts = Facts(
        (
            (_("Legal system"), f"{case.legal_system} {case.legal_system_version}"),
            (_("Route"), route),
            (_("Standard of proof"), desk.not_known),
            (_("Instruments used for requests"), used or _("none")),
        )
    )
    return [facts, _grounds(desk), _provisions(desk), _safeguards(desk)]


def _grounds(desk: Desk) -> Table:
    _ = desk.say
    grounds: dict[str, list[str]] = {}
    for asset in desk.file.assets:
        for ground in asset.grounds:
            grounds.setdefault(ground, []).append(asset.reference)
    return desk.table(
        "legal",
        (("ground", _("Ground of liability"), 2), ("assets", _("Assets"), 4)),
        [
            (desk.coded("liability_grounds", ground), desk.references(found))
            for ground, found in grounds.items()
        ],
        empty=_("No ground of liability is recorded."),
    )


def _provisions(desk: Desk) -> Table:
    _ = desk.say
    bases: dict[str, list[str]] = {}
    for order in desk.file.orders:
        bases.setdefault(order.legal_basis or _("not known"), []).append(order.reference)
    for basis, reference in desk.file.filings:
        text = _("filing {reference}").format(reference=reference)
        bases.setdefault(basis, []).append(text)
    return desk.table(
        "legal",
        (("basis", _("Provision relied on"), 2), ("orders", _("Orders"), 4)),
        [(basis, ", ".join(found)) for basis, found in bases.items()],
        empty=_("No order is recorded."),
    )


def _with_counsel(desk: Desk) -> set[str]:
    """Who has a counsel of this case, by a relation to that party."""
    names = {one.name: one.reference for one in desk.file.parties}
    counsel = {one.name for one in desk.file.parties if "counsel" in one.roles}
    served = {one.other for one in desk.file.relations if one.party in counsel}
    served |= {one.party for one in desk.file.relations if one.other in counsel}
    return {names[one] for one in served if one in names}


def _safeguards(desk: Desk) -> Table:
    _ = desk.say
    orders, claims = desk.file.orders, desk.file.claims
    concerned = [one for one in desk.file.parties if _CONCERNED & set(one.roles)]
    defended = _with_counsel(desk)
    done = (
        (_("Notice: orders served"), [bool(one.served) for one in orders]),
        (_("Reasons: orders with reasons on file"), [bool(one.reasons) for one in orders]),
        (
            _("Remedy: orders with a suspensive term on file"),
            [one.suspensive_until is not None for one in orders],
        ),
        (
            _("Access to a lawyer: persons concerned with counsel on file"),
            [one.reference in defended for one in concerned],
        ),
        (_("Third parties: claims decided"), [one.decided_on is not None for one in claims]),
    )
    rows = [
        (label, _("{part} of {whole}").format(part=sum(found), whole=len(found)))
        for label, found in done
    ]
    return desk.table(
        "legal",
        (("safeguard", _("Safeguard"), 3), ("state", _("On file"), 2)),
        rows,
        title=_("Safeguards as recorded"),
    )


def offences(desk: Desk) -> list[Block]:
    """Section 5: offences, facts, benefit, proceedings."""
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
                        for part in (one.provision, one.penalty, one.committed, one.place)
                    ),
                )
                for one in case.offences
            ],
            empty=_("No offence is recorded."),
        ),
        *_particulars(desk),
        Text(desk.prose(case.summary) or desk.not_known, title=_("Facts")),
        *benefit(desk),
        _proceedings(desk),
    ]


def _particulars(desk: Desk) -> list[Block]:
    """Each recorded offence with what the table has no room for."""
    found: list[Block] = []
    for one in desk.file.case.offences:
        pairs = tuple(pair for pair in _told(desk, one) if pair[1])
        if one.reference and pairs:
            found.append(Facts(pairs, title=f"{one.reference} · {one.name}"))
    return found


def _told(desk: Desk, one: Offence) -> tuple[tuple[str, str], ...]:
    _ = desk.say

    def answer(value: bool | None) -> str:
        return "" if value is None else _("yes") if value else _("no")

    listed = f"{one.eu_code} {desk.coded('eu_offence', one.eu_code)}" if one.eu_code else ""
    return (
        (_("Text of the provision"), desk.prose(one.provision_text)),
        (_("Circumstances"), desk.prose(one.circumstances)),
        (_("Persons"), ", ".join(one.persons)),
        (_("Participation"), desk.prose(one.participation)),
        (_("Listed offence of Regulation (EU) 2018/1805"), listed),
        (_("Transnational"), answer(one.transnational)),
        (_("Organised criminal group"), answer(one.organised_group)),
        (_("Fiscal element"), answer(one.fiscal)),
        (_("Counterpart in the other State"), desk.prose(one.counterpart)),
        (_("Barred by limitation on"), desk.day(one.limitation_on) if one.limitation_on else ""),
        (_("Documents"), ", ".join(one.documents)),
    )


def _proceedings(desk: Desk) -> Table:
    _ = desk.say
    return desk.table(
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
                desk.coded("proceeding_kinds", one.kind)
                + (f"\n{', '.join(one.persons)}" if one.persons else ""),
                f"{one.authority}; {one.reference}",
                "; ".join(desk.label(part) for part in (one.stage, one.outcome) if part) or DASH,
                desk.happened(one.final_on),
                desk.happened(one.next_hearing),
            )
            for one in sorted(desk.file.proceedings, key=lambda one: one.on)
        ],
        title=_("Proceedings"),
        empty=_("No proceeding is recorded."),
    )
