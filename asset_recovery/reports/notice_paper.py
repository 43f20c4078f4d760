"""OPS-03: what an affected person is told of an order, with the remedy and its time limit."""

from __future__ import annotations

from collections.abc import Callable

from asset_recovery.domain.case_file import AssetFacts, CaseFile, OrderFacts, PartyFacts
from asset_recovery.reports.dossier_desk import Desk
from asset_recovery.reports.dossier_profile import Profile
from asset_recovery.reports.operation_paper import unchecked as not_checked
from asset_recovery.reports.paper import Facts, Paper, Section, Signatures, Text
from asset_recovery.reports.record_hash import paper_head, record_hash


def compose_notice(  # noqa: PLR0913, PLR0917 - what a notice is made from
    file: CaseFile,
    asset: AssetFacts,
    order: OrderFacts,
    party: PartyFacts,
    profile: Profile,
    language: str,
    say: Callable[[str], str],
    term: tuple[str, str, str] | None,
) -> Paper:
    """`term` is the period for a remedy by the legal system: its length, basis and mark."""
    desk = Desk(file, profile, language, say)
    _ = say
    unchecked = term is None or term[2] == "K"
    served = dict(order.served).get(party.reference) or dict(order.served).get(party.name)
    limit = _("not known: ask the legal officer") if term is None else _said(desk, term)
    remedies = (
        (_("Remedy"), _("challenge before the court or authority named in the order")),
        (_("Time limit"), limit),
        (_("Counted from"), desk.day(served) if served else _("the day of service")),
        (_("Suspensive effect until"), desk.day(order.suspensive_until)
         if order.suspensive_until else _("no day set")),
    )  # fmt: skip
    sections = (
        Section("1", _("Order"), (Facts((
            (_("Kind"), desk.say(order.kind_label)), (_("Authority"), order.authority),
            (_("Number"), desk.known(order.number)), (_("Made on"), desk.day(order.made_on)),
            (_("Legal basis"), desk.known(order.legal_basis)),
            (_("Reasons in brief"), desk.known(desk.prose(order.reasons))))),)),
        Section("2", _("Property concerned"), (Facts((
            (_("Asset"), f"{asset.reference} · {asset.description}"),
            (_("Identifiers"), desk.known(", ".join(
                f"{desk.label(kind)} {value}" for kind, value in asset.identifiers))))),)),
        Section("3", _("Remedies"), (Facts(remedies), *(
            [Text(_("To be checked by a lawyer before it is served."), "attention")]
            if unchecked else []))),
        Section("4", _("Your rights"), (
            Text(_("You may have the assistance of a lawyer.")),
            Text(_("Whoever owns the property or has another right in it may claim it: name the "
                   "property, your right, since when and on what title, with proof.")),)),
        Section("5", _("Proof of service"), (
            Facts(tuple((name, "." * 70) for name in (
                _("Method"), _("Date and time"), _("Published in; on")))),
            Signatures(((_("Served by"), ""), (_("Received by"), party.name))),), together=True),
    )  # fmt: skip
    digest = record_hash(file, "OPS-03", asset.reference, party.reference, language)
    return Paper(
        form="OPS-03",
        version=profile.version,
        title=_("Notice to an affected person"),
        subtitle=party.name,
        reference=asset.reference,
        user=desk.person(file.read_by),
        contents=False,
        cover=(
            (_("Case"), file.case.reference),
            (_("Affected person"), party.name),
            (_("Issued by"), file.office.name),
            (_("Contact"), file.office.contact or file.office.address or desk.not_known),
        ),
        sections=sections,
        watermark=not_checked(desk) or (_("DRAFT") if unchecked else ""),
        **paper_head(desk, digest, "NOT1", whole=False),
    )


def _said(desk: Desk, term: tuple[str, str, str]) -> str:
    length, basis, _mark = term
    number, _space, unit = length.partition(" ")
    return f"{number} {desk.say(unit.replace('_', ' '))} ({desk.say(basis)})"
