"""OPS-03: what an affected person is told of an order, with the remedy and its time limit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from asset_recovery.domain.case_file import AssetFacts, CaseFile, OrderFacts, PartyFacts
from asset_recovery.reports.dossier_desk import Desk
from asset_recovery.reports.dossier_profile import Profile
from asset_recovery.reports.operation_paper import unchecked as not_checked
from asset_recovery.reports.paper import Facts, Paper, Section, Signatures, Text
from asset_recovery.reports.record_hash import paper_head, record_hash

_DOTS = "." * 70


def compose_notice(  # noqa: PLR0913, PLR0917 - what a notice is made from
    file: CaseFile,
    asset: AssetFacts,
    order: OrderFacts,
    party: PartyFacts,
    profile: Profile,
    language: str,
    say: Callable[[str], str],
    term: tuple[str, str, str] | None,
    ends: date | None = None,
    how: str = "",
) -> Paper:
    """`term` is the period for a remedy by the legal system: its length, basis and mark.

    `ends` is its last day where it runs already, `how` how the order was served on this person.
    """
    desk = Desk(file, profile, language, say)
    _ = say
    unchecked = term is None or term[2] == "K"
    served = dict(order.served).get(party.reference) or dict(order.served).get(party.name)
    limit = _("not known: ask the legal officer") if term is None else _said(desk, term)
    remedies = (
        (_("Remedy"), _("challenge before the court or authority named in the order")),
        (_("Time limit"), limit),
        (_("Counted from"), desk.day(served) if served else _("the day of service")),
        (_("Last day"), desk.day(ends) if ends else _("set when the order is served")),
        (_("Where"), _address(desk, order)),
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
            Facts((
                (_("Method"), desk.prose(how) or _DOTS),
                (_("Date and time"), desk.day(served) if served else _DOTS),
                (_("Published in; on"), _published(desk, asset) or _DOTS))),
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


def _address(desk: Desk, order: OrderFacts) -> str:
    """The authority that made the order, with its address where the case knows it."""
    party = next((one for one in desk.file.parties if one.name == order.authority), None)
    known = party.address if party is not None else None
    return f"{order.authority}\n{known}" if known else order.authority


def _published(desk: Desk, asset: AssetFacts) -> str:
    """Where notices of this asset were published, and when."""
    found = [one for one in desk.file.notices if asset.reference in one.assets]
    return "\n".join(f"{one.medium}; {desk.day(one.on)}" for one in found)


def _said(desk: Desk, term: tuple[str, str, str]) -> str:
    length, basis, _mark = term
    number, _space, unit = length.partition(" ")
    return f"{number} {desk.say(unit.replace('_', ' '))} ({desk.say(basis)})"
