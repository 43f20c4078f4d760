"""An application to a court or prosecutor with its numbered schedule, one row an asset (APP-01)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from asset_recovery.domain.application_facts import ApplicationFacts, ApplicationRow
from asset_recovery.domain.case_file import AssetFacts, CaseFile, OrderFacts
from asset_recovery.i18n import N_
from asset_recovery.reports.dossier_desk import (
    DASH,
    Desk,
    cost_ratio,
    counting,
    shown_sums,
)
from asset_recovery.reports.dossier_profile import Profile
from asset_recovery.reports.paper import Block, Facts, Paper, Section, Signatures, Table, Text
from asset_recovery.reports.record_hash import paper_head, record_hash

SALE = "interlocutory_sale"
_CONFISCATION = N_("We ask that confiscation of the property in the schedule be ordered.")
_ASKED = {
    "urgent_measure": N_("We ask for an urgent measure over the property in the schedule."),
    "freezing": N_("We ask that the property in the schedule be frozen."),
    "seizure": N_("We ask that the property in the schedule be seized."),
    SALE: N_("We ask for leave to sell the property in the schedule before judgment."),
    "release": N_("We ask that the property in the schedule be released."),
    "restitution": N_("We ask that the property in the schedule be given to those entitled."),
    "destruction": N_("We ask that destruction of the property in the schedule be ordered."),
    "use_authorisation": N_("We ask for leave to use the property in the schedule."),
    **dict.fromkeys(
        (
            "confiscation_object",
            "confiscation_extended",
            "confiscation_third_party",
            "ncb_judicial",
            "civil_in_rem",
            "unexplained_wealth",
            "administrative",
        ),
        _CONFISCATION,
    ),
    "confiscation_value": N_("We ask for an order to pay, secured on what is in the schedule."),
}


def compose_application(
    file: CaseFile,
    order: OrderFacts,
    profile: Profile,
    language: str,
    translate: Callable[[str], str],
) -> Paper:
    """The application as it was made; the decision, where there is one, stands on a last page."""
    desk = Desk(file, profile, language, translate)
    _, asked = translate, order.application
    assert asked is not None
    sections = [
        Section("1", _("What is asked"), tuple(_what(desk, order, asked))),
        Section("2", _("Grounds"), tuple(_grounds(desk, asked))),
        Section("3", _("Schedule"), (schedule(desk, asked),)),
        Section("4", _("To each row"), tuple(_row_facts(desk, one) for one in asked.rows)),
    ]
    if asked.kind == SALE:
        sections.append(Section("5", _("For a sale before judgment"), tuple(_sale(desk, asked))))
    if asked.state != "open":
        title = _("Decision of the court or prosecutor")
        sections.append(
            Section(str(len(sections) + 1), title, (grant_table(desk, asked),), new_page=True)
        )
    signed = Signatures(((_("For the office"), desk.person(file.case.officer)), (_("Date"), "")))
    sections.append(Section("", "", (signed,), together=True))
    return Paper(
        form="APP-01",
        version=profile.version,
        title=_("Application: {kind}").format(kind=order.kind_label),
        subtitle=f"{file.case.reference}  {file.case.title}",
        reference=order.reference,
        user=desk.person(file.read_by),
        contents=False,
        watermark="" if asked.state != "open" else _("DRAFT"),
        cover=_cover(desk, order, asked),
        sections=tuple(sections),
        **paper_head(
            desk, record_hash(file, "application", order.reference, language), "APP1", whole=False
        ),
    )


def _cover(desk: Desk, order: OrderFacts, asked: ApplicationFacts) -> tuple[tuple[str, str], ...]:
    _ = desk.say
    office = desk.file.office
    return (
        (_("To"), asked.authority),
        (_("From"), "\n".join(part for part in (office.name, office.address) if part)),
        (_("Our reference"), order.reference),
        (_("Date"), desk.day(asked.on)),
        (_("Persons"), "\n".join(asked.persons) or _("none named")),
        (_("Route"), desk.file.case.route_label or desk.not_known),
    )


def _what(desk: Desk, order: OrderFacts, asked: ApplicationFacts) -> list[Block]:
    _ = desk.say
    text = _(_ASKED[asked.kind]) if asked.kind in _ASKED else _("We ask for: {kind}.").format(
        kind=order.kind_label
    )  # fmt: skip
    rows = [(_("Assets"), str(len(asked.rows)))]
    if asked.amount is not None:
        rows.append((_("Up to"), asked.amount.display()))
    values = [one.value for one in asked.rows if one.value is not None]
    without = len(asked.rows) - len(values)
    total = shown_sums(values)
    if without:
        total += "\n" + _("{count} without a known value").format(count=without)
    rows += [(_("Value of the schedule"), total), (_("Legal basis"), asked.legal_basis or "")]
    return [Text(text), Facts(tuple((name, value or desk.not_known) for name, value in rows))]


def _grounds(desk: Desk, asked: ApplicationFacts) -> list[Block]:
    _ = desk.say
    case = desk.file.case
    rows = (
        (_("Reasons"), asked.reasons or case.summary),
        (_("Offences"), "\n".join(one.name for one in case.offences)),
        (_("Risk of dissipation"), asked.dissipation_risk),
        (_("Proceedings"), "\n".join(
            f"{desk.label(one.kind)}, {one.authority}, {one.reference}, {desk.day(one.on)}"
            for one in desk.file.proceedings)),
    )  # fmt: skip
    return [Facts(tuple((name, value or desk.not_known) for name, value in rows))]


def schedule(desk: Desk, asked: ApplicationFacts) -> Table:
    """The numbered rows, lying across: the annex that the order takes over."""
    _ = desk.say
    known = {one.reference: one for one in desk.file.assets}
    return desk.table(
        "assets",
        (
            ("number", _("No."), 0.7, "right"),
            ("asset", _("Asset; type"), 2.4),
            ("description", _("Description; identifiers; place"), 4.6),
            ("people", _("Registered owner; possessor"), 3),
            ("measure", _("Measure; extent"), 2.6),
            ("value", _("Value; kind and date"), 2.6, "right"),
        ),
        [_schedule_row(desk, one, known.get(one.asset)) for one in asked.rows],
        totals=[("", _("All rows"), "", "", "", shown_sums(
            [one.value for one in asked.rows if one.value is not None]))],
        landscape=True,
    )  # fmt: skip


def _schedule_row(desk: Desk, row: ApplicationRow, asset: AssetFacts | None) -> tuple[str, ...]:
    _ = desk.say
    described = [row.description]
    people: list[str] = []
    if asset is not None:
        described += [f"{desk.label(kind)} {value}" for kind, value in asset.identifiers]
        described += [desk.place(asset.location, asset.country)]
        people = [desk.brief(asset.owner), desk.brief(asset.possessor)]
    return (
        str(row.number),
        "\n".join([row.asset, asset.type_label if asset else ""]),
        "\n".join(part for part in described if part),
        "\n".join(people) or DASH,
        "\n".join([row.measure, row.asked or _("the whole asset")]),
        _value(desk, row),
    )


def _value(desk: Desk, row: ApplicationRow) -> str:
    if row.value is None:
        return desk.say("not known")
    kind = desk.coded("valuation_kinds", row.value_kind)
    return f"{row.value.display()}\n{kind}, {desk.day(row.value_on)}"


def _row_facts(desk: Desk, row: ApplicationRow) -> Facts:
    _ = desk.say
    asset = next((one for one in desk.file.assets if one.reference == row.asset), None)
    grounds = [desk.coded("liability_grounds", one) for one in asset.grounds] if asset else []
    link = "\n".join(part for part in (row.link, ", ".join(grounds)) if part)
    third = row.third_parties or "\n".join(_third_parties(desk, row.asset))
    rows = (
        (_("Link to person and offence"), link or desk.not_known),
        (_("Risk of dissipation"), row.dissipation_risk or _("as under 2")),
        (_("Third parties"), third or _("none known")),
        (_("Exemptions asked"), row.exemptions or _("none")),
    )
    return Facts(rows, title=f"{row.number}.  {row.asset}  {row.description}")


def _third_parties(desk: Desk, asset: str) -> list[str]:
    """Claims and liens on file, and who benefits beside the registered owner."""
    found = [
        f"{one.party}: {desk.small(desk.label(one.kind))}, {one.extent}"
        for one in desk.file.claims
        if one.asset == asset
    ]
    facts = next((one for one in desk.file.assets if one.reference == asset), None)
    if facts is not None and facts.beneficial_owner:
        found.append(desk.say("{name}: beneficial owner").format(name=facts.beneficial_owner))
    return found


def _sale(desk: Desk, asked: ApplicationFacts) -> list[Block]:
    """Cost against value, who was heard, and what becomes of the proceeds."""
    _ = desk.say
    names = [one.asset for one in asked.rows]
    return [
        _costs(desk, names),
        _hearings(desk, names),
        Text(
            _("The proceeds take the place of the property until judgment and are paid back with "
              "interest if it is not confiscated."),
        ),
    ]  # fmt: skip


def _costs(desk: Desk, names: Sequence[str]) -> Table:
    _ = desk.say
    rows = []
    for asset in (one for one in desk.file.assets if one.reference in names):
        lines = [one for one in counting(desk.file.postings) if one.asset == asset.reference]
        costs = [one for one in lines if one.direction == "cost"]
        base = [one.base_amount for one in costs if one.base_amount is not None]
        sale = next((one for one in desk.file.sales if one.asset == asset.reference), None)
        reasons = [desk.coded("sale_grounds", ground) for ground in (sale.grounds if sale else ())]
        rows.append(
            (
                str(asset.number),
                asset.reference,
                "\n".join(reasons) or _("not stated"),
                shown_sums(one.amount for one in costs),
                cost_ratio(asset, [one.amount for one in costs], base) or DASH,
            )
        )
    return desk.table(
        "costs",
        (
            ("number", _("No."), 0.7, "right"),
            ("asset", _("Asset"), 2),
            ("grounds", _("Grounds of the sale"), 4),
            ("costs", _("Costs to date"), 2.2, "right"),
            ("ratio", _("Costs against value"), 1.8, "right"),
        ),
        rows,
        title=_("Grounds and costs"),
    )


def _hearings(desk: Desk, names: Sequence[str]) -> Table:
    _ = desk.say
    rows = [
        (
            one.asset,
            one.party,
            desk.happened(one.notified_on),
            desk.happened(one.reply_by),
            desk.coded("hearing_replies", one.reply) if one.reply else _("no reply recorded"),
            one.reference or DASH,
        )
        for one in desk.file.hearings
        if one.asset in names
    ]
    return desk.table(
        "hearings",
        (
            ("asset", _("Asset"), 2),
            ("party", _("Affected person"), 3),
            ("notified", _("Notified"), 1.6),
            ("until", _("Could reply until"), 1.6),
            ("reply", _("Reply"), 2.2),
            ("reference", _("Reference"), 1.8),
        ),
        rows,
        title=_("Who was heard"),
        empty=_("Nobody was heard: the reason stands in the proposal."),
    )


def grant_table(desk: Desk, asked: ApplicationFacts) -> Table:
    """What was asked beside what was given, row by row under the same numbers."""
    _ = desk.say
    title = _("{decision} of {day}").format(
        decision=asked.decision or DASH, day=desk.day(asked.decided_on)
    )
    return desk.table(
        "orders",
        (
            ("number", _("No."), 0.7, "right"),
            ("asset", _("Asset"), 3.4),
            ("measure", _("Measure asked"), 2.4),
            ("asked", _("Extent asked"), 2.4),
            ("granted", _("Decision"), 2),
            ("given", _("Extent given"), 2.4),
        ),
        [
            (
                str(one.number),
                f"{one.asset} {one.description}",
                one.measure,
                one.asked or _("the whole asset"),
                desk.coded("grant_answers", one.granted),
                _given(desk, one),
            )
            for one in asked.rows
        ],
        title=title,
        marked=[place for place, one in enumerate(asked.rows) if one.granted == "no"],
    )


def _given(desk: Desk, row: ApplicationRow) -> str:
    if row.granted == "no":
        return desk.say("nothing is held")
    return row.given or desk.say("the whole asset")
