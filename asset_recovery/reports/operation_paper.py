"""OPS-02: the inventory of an operation and its receipt, one paper with the numbered schedule."""

from __future__ import annotations

from collections.abc import Callable

from asset_recovery.domain.case_file import CaseFile
from asset_recovery.domain.operation_facts import OperationFacts, OperationItem
from asset_recovery.reports.dossier_desk import DASH, Desk
from asset_recovery.reports.dossier_profile import Profile
from asset_recovery.reports.paper import Block, Facts, Paper, Section, Signatures, Table, Text
from asset_recovery.reports.particulars import particulars_of
from asset_recovery.reports.record_hash import paper_head, record_hash


def compose_inventory(
    file: CaseFile,
    operation: OperationFacts,
    profile: Profile,
    language: str,
    translate: Callable[[str], str],
    copy: str = "",
) -> Paper:
    """What was found and taken, under the numbers of the case's schedule, with the receipt.

    `copy` says for whom this copy is: `file`, `person` or `office`; without it all three are named.
    """
    desk = Desk(file, profile, language, translate)
    _ = translate
    digest = record_hash(file, "OPS-02", operation.reference, language)
    particulars = particulars_of(desk, [item.asset for item in operation.taken])
    return Paper(
        form="OPS-02",
        version=profile.version,
        title=_("Inventory and receipt {receipt}").format(receipt=operation.receipt),
        subtitle=f"{file.case.reference}  {file.case.title}",
        reference=operation.reference,
        user=desk.person(file.read_by),
        contents=False,
        cover=_about(desk, operation),
        sections=(
            Section("A", _("People"), (_people(desk, operation),)),
            Section(
                "B", _("Inventory"), (inventory_table(desk, operation), *_left(desk, operation))
            ),
            *(
                [Section("C", _("Cash, accounts, virtual assets, papers"), tuple(particulars))]
                if particulars
                else []
            ),
            Section("D", _("Information on rights"), tuple(_rights(desk, operation))),
            Section("E", _("Remarks"), tuple(_remarks(desk, operation))),
            Section("F", _("Signatures"), (_signatures(desk, operation),), together=True),
        ),
        copy=_copy_of(desk, copy),
        watermark=unchecked(desk),
        **paper_head(desk, digest, "INV1", whole=False),
    )


def unchecked(desk: Desk) -> str:
    """What stands across a paper whose words a native lawyer has still to check.

    Across the page the letters of a script that joins them would stand apart: there it is English.
    """
    if desk.language.startswith("en"):
        return ""
    text = "Translation to be checked"
    return text if desk.language.startswith("ar") else desk.say(text)


def _about(desk: Desk, operation: OperationFacts) -> tuple[tuple[str, str], ...]:
    _ = desk.say
    time = _("{day}, {begins} to {ends}").format(
        day=desk.day(operation.on), begins=clock(operation.begins), ends=clock(operation.ends)
    )
    if not operation.begins:
        time = desk.day(operation.on)
    alone = operation.receipt == f"{operation.reference}-R" and not operation.begins
    rows = [
        (_("Receipt"), operation.receipt),
        (_("Asset") if alone else _("Operation"), operation.reference),
        (_("Date and time"), time),
        (_("Place"), operation.place),
        (_("Order") if operation.order else _("Power of the law"), operation.basis),
        (_("Items taken"), str(len(operation.taken))),
    ]
    if operation.irregular:
        rows.append((_("Irregular"), desk.irregularities(operation.irregular)))
    return tuple(rows)


def clock(text: str) -> str:
    """A time of day, or a moment with its day, as people read it."""
    if "T" not in text:
        return text
    day, _t, time = text.partition("T")
    return f"{day} {time[:5]}{time[8:] if len(time) > len('06:10:00') else ''}"


def _people(desk: Desk, operation: OperationFacts) -> Facts:
    _ = desk.say
    from_whom = dict.fromkeys(item.from_whom for item in operation.items if item.from_whom)
    owners = dict.fromkeys(item.owner for item in operation.items if item.owner)
    return Facts(
        (
            (_("Team"), "\n".join(desk.prose(one) for one in operation.team) or desk.not_known),
            (_("Witnesses"), "\n".join(operation.witnesses) or _("none recorded")),
            (_("Persons present"), "\n".join(operation.present) or _("nobody recorded")),
            (_("Taken from"), "\n".join(str(one) for one in from_whom) or desk.not_known),
            (_("Registered owner"), "\n".join(str(one) for one in owners) or desk.not_known),
        )
    )


def inventory_table(desk: Desk, operation: OperationFacts) -> Table:
    """Every item that was taken, one row under its number in the schedule."""
    _ = desk.say
    return desk.table(
        "seizure",
        (
            ("number", _("No."), 0.7, "right"),
            ("asset", _("Asset"), 2.2),
            ("description", _("Description; identifiers; quantity"), 4.6),
            ("condition", _("Condition; where found"), 2.9),
            ("seals", _("Seals; photographs"), 2.3),
            ("value", _("Value (estimate)"), 2.2, "right"),
            ("kept", _("Kept by; where"), 2.6),
        ),
        [
            *(_row(desk, item) for item in operation.taken),
            ("", _("no further item"), *["– – – – – – – –"] * 5),
        ],
        empty=_("Nothing was taken."),
        landscape=True,
    )


def _row(desk: Desk, item: OperationItem) -> tuple[str, ...]:
    _ = desk.say
    identifiers = [f"{desk.label(kind)} {value}" for kind, value in item.identifiers]
    amount = (
        []
        if (item.quantity, item.unit) == ("1", "each")
        else [desk.quantity(item.quantity, item.unit)]
    )
    control = [item.control] if item.control else []
    kept = desk.file.path_of(item.storage)
    photos = (
        [_("photographs {photos}").format(photos=", ".join(item.photos))] if item.photos else []
    )
    return (
        str(item.number),
        f"{item.asset}\n{item.type_label}",
        "\n".join([item.description, *identifiers, *amount]),
        "\n".join(filter(None, (item.condition or DASH, item.place, item.notes))),
        "\n".join([", ".join(item.seals) or DASH, *photos]),
        item.value.display() if item.value else _("not known"),
        "\n".join(filter(None, (*control, item.custodian, kept))) or DASH,
    )  # fmt: skip


def _left(desk: Desk, operation: OperationFacts) -> list[Block]:
    """What was found and not taken along is never left out."""
    _ = desk.say
    left = [item for item in operation.items if not item.taken]
    if not left:
        return []
    return [
        desk.table(
            "seizure",
            (("number", _("No."), 0.7, "right"), ("asset", _("Asset"), 2.2),
             ("description", _("Description"), 6), ("people", _("Left with"), 3)),
            [
                (str(one.number), one.asset,
                 f"{one.description}, {desk.quantity(one.quantity, one.unit)}",
                 desk.brief(one.from_whom))
                for one in left
            ],
            title=_("Found and not taken"),
        )
    ]  # fmt: skip


def _remarks(desk: Desk, operation: OperationFacts) -> list[Block]:
    _ = desk.say
    rows = (
        (_("Seals of the place"), ", ".join(operation.seals) or _("none recorded")),
        (_("Photographs"), ", ".join(operation.photos) or _("none recorded")),
        (_("Incidents, damage, force used"), operation.incidents or _("none recorded")),
    )
    lines = "." * 110
    asked = (
        (_("Objections and remarks of the person concerned"), f"{lines}\n{lines}"),
        (_("Signature refused, because"), lines),
        (_("Damage, force used; reference of the video"), lines),
    )
    return [Facts(rows), Facts(asked)]


def _rights(desk: Desk, operation: OperationFacts) -> list[Block]:
    """Reasons, remedy and term that are on file, and whom to ask; lines where nothing is."""
    _ = desk.say
    order = next((one for one in desk.file.orders if one.reference == operation.order), None)
    lines = "." * 70
    rows = (
        (_("Reasons in brief"), (desk.prose(order.reasons) if order else "") or lines),
        (_("Remedy, term, where"), lines),
        (_("Told in the language"), lines),
    )
    informed = _(
        "Told to the person concerned: the grounds in brief, the remedy and its term, the right to "
        "a lawyer. Tracking number: {receipt}. Contact: {office}, {contact}."
    ).format(
        receipt=operation.receipt,
        office=desk.file.office.name,
        contact=desk.file.office.contact or desk.file.office.address or desk.not_known,
    )
    return [Facts(rows), Text(informed)]


def _copy_of(desk: Desk, copy: str) -> str:
    _ = desk.say
    copies = {
        "file": _("copy 1 of 3: for the file"),
        "person": _("copy 2 of 3: for the person concerned"),
        "office": _("copy 3 of 3: for the asset management office"),
    }
    return copies.get(copy, _("three copies: file, person concerned, asset management office"))


def _signatures(desk: Desk, operation: OperationFacts) -> Signatures:
    _ = desk.say
    signed = dict.fromkeys(name for item in operation.taken for name in item.signed_by)
    officers = list(signed) or list(operation.team[:2])
    found = [(_("For the office"), desk.prose(name)) for name in (*officers, "", "")[:2]]
    found += [(_("Person concerned, or who represents"), "")]
    found += [(_("Witness"), name) for name in operation.witnesses[:2]] or [(_("Witness"), "")]
    found += [(_("Copy handed over (time), or left in a conspicuous place"), "")]
    return Signatures(tuple(found))
