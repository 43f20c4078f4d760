"""OPS-10: what left the office's hands: release, restitution, disposal, destruction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.case_file import AssetFacts, CaseFile, OrderFacts
from asset_recovery.domain.money import Money
from asset_recovery.reports.dossier_desk import DASH, Desk
from asset_recovery.reports.dossier_profile import Profile
from asset_recovery.reports.paper import Block, Facts, Paper, Section, Signatures, Text
from asset_recovery.reports.record_hash import paper_head, record_hash


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseSheet:
    """How an asset left: kind (a disposal kind, or `release`), to whom, with what money.

    The condition at seizure stands beside that at return. The day of the seizure is None
    where none was recorded. `cancelled` are entries in registers that were lifted, `parts` what
    went along (keys, papers).
    """

    asset: AssetFacts
    kind: str
    number: str
    on: date
    recipient: str | None
    receipt: str | None
    place: str | None
    order: OrderFacts | None
    amount: Money | None
    net: Money | None
    interest: Money | None
    costs: Money | None
    condition_in: str | None
    condition_in_on: date | None
    condition_out: str | None
    seals_in: tuple[str, ...]
    photos_in: int
    photos_out: int
    witnesses: tuple[str, ...]
    document: str | None
    terms: str | None
    open_claims: tuple[str, ...]
    evidence_held: bool
    reason: str | None = None
    cancelled: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


def compose_release(
    file: CaseFile,
    sheet: ReleaseSheet,
    profile: Profile,
    language: str,
    translate: Callable[[str], str],
) -> Paper:
    """The certificate, with the comparison of condition, and the add-on of a destruction."""
    desk = Desk(file, profile, language, translate)
    _ = translate
    sections = [
        Section("A", _("Legal basis"), (_basis(desk, sheet),)),
        Section("B", _("The asset and its money"), (_money(desk, sheet),)),
        Section("C", _("Condition at seizure and at return"), (_comparison(desk, sheet),)),
        Section("D", _("Conditions"), (_conditions(desk, sheet),)),
    ]
    if sheet.kind == "destruction":
        blocks = tuple(_destruction(desk, sheet))
        sections.append(Section("E", _("Destruction"), blocks, together=True))
    else:
        blocks = tuple(_handover(desk, sheet))
        sections.append(Section("E", _("Hand-over"), blocks, together=True))
    title = {
        "release": _("Certificate of release"),
        "destruction": _("Certificate of destruction"),
    }.get(sheet.kind, _("Certificate of disposal"))
    return Paper(
        form="OPS-10",
        version=profile.version,
        title=title,
        subtitle=f"{file.case.reference}  {file.case.title}",
        reference=sheet.number,
        user=desk.person(file.read_by),
        contents=False,
        cover=(
            (_("Certificate"), sheet.number),
            (_("Kind"), _kind(desk, sheet.kind)),
            (_("Asset"), desk.asset_name(sheet.asset.reference)),
            *(
                ((_("Recipient"), sheet.recipient or desk.not_known),)
                if sheet.kind != "destruction"
                else ()
            ),
            (_("Date"), desk.day(sheet.on)),
        ),
        sections=tuple(sections),
        **paper_head(
            desk, record_hash(file, "OPS-10", sheet.number, language), "REL1", whole=False
        ),
    )


def _kind(desk: Desk, kind: str) -> str:
    if kind == "release":
        return desk.say("Release to the person entitled")
    return desk.coded("disposal_kinds", kind)


def _basis(desk: Desk, sheet: ReleaseSheet) -> Facts:
    _ = desk.say
    order = sheet.order
    if order is None:
        return Facts(((_("Order or decision"), desk.not_known),))
    return Facts(
        (
            (_("Order or decision"), f"{order.reference}  {order.kind_label}"),
            (_("Authority"), order.authority),
            (_("Number"), order.number or desk.not_known),
            (_("Date; final since"), f"{desk.day(order.made_on)}; {desk.happened(order.final_on)}"),
        )
    )


def _money(desk: Desk, sheet: ReleaseSheet) -> Facts:
    _ = desk.say
    asset = sheet.asset

    def said(amount: Money | None) -> str:
        return _("none recorded") if amount is None else amount.display()

    value = desk.money(asset.value)
    if asset.value_kind and asset.valued_on:
        value = f"{value} ({desk.label(asset.value_kind)}, {desk.day(asset.valued_on)})"
    return Facts(
        (
            (_("Description"), asset.description),
            (_("Quantity"), desk.quantity(asset.quantity, asset.unit)),
            (_("Value"), value),
            (_("Net proceeds"), said(sheet.net)),
            (_("Interest earned"), said(sheet.interest)),
            (_("Costs to date"), said(sheet.costs)),
            (_("Paid to the recipient"), said(sheet.amount)),
        )
    )


def _comparison(desk: Desk, sheet: ReleaseSheet) -> Block:
    _ = desk.say
    return desk.table(
        "custody",
        (("what", _(""), 1.6), ("in", _("At seizure"), 3), ("out", _("At return"), 3)),
        [
            (_("Date"), desk.day(sheet.condition_in_on), desk.day(sheet.on)),
            (
                _("Condition"),
                sheet.condition_in or desk.not_known,
                sheet.condition_out or desk.not_known,
            ),
            (
                _("Seals"),
                ", ".join(sheet.seals_in) or _("none recorded"),
                _("to be noted at the hand-over"),
            ),
            (_("Photographs"), str(sheet.photos_in), str(sheet.photos_out)),
        ],
    )


def _conditions(desk: Desk, sheet: ReleaseSheet) -> Facts:
    _ = desk.say
    claims = ", ".join(sheet.open_claims)
    return Facts(
        (
            (_("Title uncontested"), _("open claims: {claims}").format(claims=claims)
             if claims else _("no claim is open")),
            (_("Not needed as evidence"), _("held as evidence") if sheet.evidence_held
             else _("not held as evidence")),
            (_("Encumbrances and registrations cancelled"), "\n".join(sheet.cancelled)
             or _("none recorded")),
            (_("Keys, papers handed over; data wiped"), "\n".join(sheet.parts)
             or _("none recorded")),
            (_("Final statement of costs"), "OPS-13"),
        )
    )  # fmt: skip


def _destruction(desk: Desk, sheet: ReleaseSheet) -> list[Block]:
    _ = desk.say
    witnesses = ", ".join(sheet.witnesses)
    return [
        Facts(
            (
                (_("Reason"), desk.prose("\n".join(filter(None, (sheet.reason, sheet.terms))))
                 or desk.not_known),
                (_("Order"), sheet.order.reference if sheet.order else desk.not_known),
                (_("Method; place"), sheet.place or desk.not_known),
                (_("Environmental licence"), desk.not_known),
                (_("Witnesses"), witnesses or desk.not_known),
                (_("Photographs, video"), str(sheet.photos_out)),
                (_("Weight before; after"), desk.not_known),
                (_("Certificate of the contractor"), sheet.document or desk.not_known),
            )
        ),
        Signatures(tuple((_("Witness"), name) for name in (*sheet.witnesses, "", "")[:2])
                   + ((_("For the office"), ""),)),
    ]  # fmt: skip


def _handover(desk: Desk, sheet: ReleaseSheet) -> list[Block]:
    _ = desk.say
    return [
        Facts(
            (
                (_("Handed over on; place"), f"{desk.day(sheet.on)}; {sheet.place or DASH}"),
                (_("Receipt"), sheet.receipt or desk.not_known),
                (_("Identity of the recipient checked by"), "." * 70),
                (_("Remarks of the recipient"), "." * 70),
            )
        ),
        Text(
            _(
                "☐ I have no further claims for this asset.     ☐ I reserve further claims, in "
                "particular for damage found above."
            ),
            "small",
        ),
        Signatures(
            ((_("For the office"), ""), (_("Recipient"), sheet.recipient or ""), (_("Witness"), ""))
        ),
    ]
