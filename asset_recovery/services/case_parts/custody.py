"""Chain of custody, seals, care and photographs of each asset, as pages show and papers print."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from asset_recovery.domain.actions.care_actions import ConfirmCustody, FollowUpIncident
from asset_recovery.domain.actions.custody_actions import (
    EndEvidenceHold,
    HoldAsEvidence,
    InspectAsset,
    ReportIncident,
)
from asset_recovery.domain.custody_facts import (
    ChainLink,
    CustodyFile,
    HoldFacts,
    IncidentFacts,
    InspectionFacts,
    PhotoFacts,
    SealLine,
)
from asset_recovery.i18n import _
from asset_recovery.lifecycle import custody_care as care
from asset_recovery.lifecycle.custody_gaps import condition_code, findings, folded, worse
from asset_recovery.lifecycle.custody_links import Happened, links
from asset_recovery.lifecycle.custody_seals import seal_lines
from asset_recovery.persistence.canonical import canonical
from asset_recovery.services.case_parts.case_desk import AssetCase, CaseDesk
from asset_recovery.services.case_parts.written import written
from asset_recovery.services.places import place_tree


def custody_files(desk: CaseDesk) -> tuple[CustodyFile, ...]:
    """One for each asset that has any of it; hidden cases give nothing."""
    twice = _twice_in_case(desk)
    found = (custody_file(desk, asset, twice) for asset in desk.assets)
    return tuple(one for one in found if one is not None)


def custody_file(
    desk: CaseDesk, asset: AssetCase, twice: dict[str, set[str]] | None = None
) -> CustodyFile | None:
    """Everything on file about the custody of an asset; None where there is nothing at all."""
    happened = asset.position.happened
    photos = tuple(_photos(desk, asset.reference))
    chain = tuple(_named(desk, link) for link in links(happened))
    if not chain and not photos and not any(name in happened for name in _CARE):
        return None
    every = care.care_every(asset.position.type_code, desk.rules, desk.day)
    confirmed, awaited = _signatures(desk, chain)
    _since, limits = care.agreed_limits(happened)
    return CustodyFile(
        asset=asset.reference,
        links=chain,
        hashes=chain_hashes(asset.reference, chain),
        confirmed=confirmed,
        awaited=awaited,
        findings=findings(happened, desk.day, desk.name),
        seals=tuple(_seals(desk, happened, asset.reference, twice or {})),
        inspections=tuple(_inspections(desk, happened)),
        checklist=care.inspection_points(asset.position.type_code),
        uses=tuple(replace(one, by=desk.name(one.by) or None) for one in care.use_lines(happened)),
        limits=tuple(limits.items()),
        care_every=every,
        care_missed=() if every is None else care.days_missed(happened, every, desk.day),
        incidents=tuple(_incidents(desk, asset.reference)),
        holds=tuple(_holds(desk, happened)),
        photos=photos,
    )


def place_paths(desk: CaseDesk) -> tuple[tuple[str, str], ...]:
    """Site › Building › Room of the places that the case names, where it is more than the name."""
    named = {link.place for asset in desk.assets for link in links(asset.position.happened)}
    named |= {one.position.possession.place for one in desk.assets if one.position.possession}
    tree = place_tree(desk.reading.connection)
    told = ((str(name), tree.path(str(name))) for name in named if name in tree.places)
    return tuple(sorted((name, path) for name, path in told if name != path))


_CARE = (
    "record_seal",
    "inspect_asset",
    "record_use",
    "report_incident",
    "hold_as_evidence",
    "explain_gap",
)


def chain_hashes(asset: str, chain: tuple[ChainLink, ...]) -> tuple[str, ...]:
    """SHA-256 of each link with that of the link before it: a change anywhere changes the rest."""
    found: list[str] = []
    for link in chain:
        before = found[-1] if found else ""
        told = canonical({"asset": asset, "before": before, "link": written(link)})
        found.append(hashlib.sha256(told.encode()).hexdigest())
    return tuple(found)


def _named(desk: CaseDesk, link: ChainLink) -> ChainLink:
    """The link with names instead of references to parties."""
    return replace(
        link,
        keeper=desk.name(link.keeper) or None,
        giver=desk.name(link.giver) or None,
        in_hands_of=desk.name(link.in_hands_of) or None,
        signed_by=tuple(desk.name(one) for one in link.signed_by),
        witness=desk.name(link.witness) or None,
    )


def _signatures(
    desk: CaseDesk, chain: tuple[ChainLink, ...]
) -> tuple[tuple[tuple[str, date, str], ...], tuple[tuple[str, str], ...]]:
    """(Hand-over, day, who signed for it), and (hand-over, whose signature is still awaited)."""
    signed = {}
    for one in desk.done("confirm_custody"):
        if isinstance(one.command, ConfirmCustody):
            signed[one.command.transfer] = (one.on, desk.user(one.row["author_id"]))
    receivers = {
        str(one.row["reference"]): str(one.facts["receiver"])
        for one in desk.done("move_custody")
        if one.facts.get("receiver")
    }
    names = [link.reference for link in chain if link.reference]
    return (
        tuple((name, *signed[name]) for name in names if name in signed),
        tuple(
            (name, desk.logins.get(receivers[name], receivers[name]))
            for name in names
            if name in receivers and name not in signed
        ),
    )


def _twice_in_case(desk: CaseDesk) -> dict[str, set[str]]:
    """Assets by the seals that they bear or bore, where more than one does so on different days.

    Things that were sealed together on one day share a seal by right.
    """
    found: dict[str, dict[str, date]] = {}
    for asset in desk.assets:
        for line in seal_lines(asset.position.happened):
            found.setdefault(folded(line.seal), {}).setdefault(asset.reference, line.on)
    return {seal: set(on) for seal, on in found.items() if len(set(on.values())) > 1}


def _seals(
    desk: CaseDesk, happened: Happened, asset: str, twice: dict[str, set[str]]
) -> Iterator[SealLine]:
    for line in seal_lines(happened):
        others = tuple(sorted(twice.get(folded(line.seal), set()) - {asset}))
        yield replace(line, by=desk.name(line.by) or None, twice_on=others)


def _inspections(desk: CaseDesk, happened: Happened) -> Iterator[InspectionFacts]:
    before: str | None = None
    for one in happened.get("inspect_asset", ()):
        command = one.command
        if not isinstance(command, InspectAsset):
            continue
        change = None
        if before is not None and condition_code(command.condition) != condition_code(before):
            text = _("worse than before") if worse(before, command.condition) else _("changed")
            change = text if condition_code(command.condition) else None
        before = command.condition if condition_code(command.condition) else before
        yield InspectionFacts(
            on=one.on,
            by=desk.name(command.by),
            kind=command.kind,
            condition=command.condition,
            findings=command.findings,
            checklist=tuple(
                (str(row["point"]), str(row.get("finding") or "")) for row in command.checklist
            ),
            photos=command.photos,
            place=command.place,
            seals=command.seals,
            value_impact=command.value_impact,
            follow_up=command.follow_up,
            cost=None if command.cost is None else command.cost.display(),
            next_on=command.next_on,
            change=change,
        )


def _incidents(desk: CaseDesk, asset: str) -> Iterator[IncidentFacts]:
    steps: dict[str, list[tuple[date, str, str]]] = {}
    for one in desk.done("follow_up_incident"):
        if isinstance(one.command, FollowUpIncident):
            said = one.command.findings
            if one.command.liable:
                who = desk.name(one.command.liable)
                said = _("{findings} (answers for it: {who})").format(findings=said, who=who)
            if one.command.due:
                said = _("{findings} (due {day})").format(findings=said, day=one.command.due)
            steps.setdefault(one.command.incident, []).append((one.on, one.command.outcome, said))
    for one in desk.done("report_incident"):
        if asset not in one.assets or not isinstance(one.command, ReportIncident):
            continue
        own = one.command.for_asset(asset) if one.command.rows else one.command
        reference = one.row["reference"]
        followed = tuple(steps.get(str(reference), ()))
        yield IncidentFacts(
            reference=reference,
            on=one.on,
            kind=own.kind,
            description=own.description,
            amount=None if own.amount is None else own.amount.display(),
            quantity=own.quantity,
            steps=followed,
            closed_on=next((on for on, outcome, _said in followed if outcome == "closed"), None),
        )


def _holds(desk: CaseDesk, happened: Happened) -> Iterator[HoldFacts]:
    ended = [
        (one.on, one.seq)
        for one in happened.get("end_evidence_hold", ())
        if isinstance(one.command, EndEvidenceHold)
    ]
    for one in happened.get("hold_as_evidence", ()):
        if isinstance(one.command, HoldAsEvidence):
            after = [on for on, seq in ended if (on, seq) > (one.on, one.seq)]
            yield HoldFacts(
                on=one.on,
                authority=desk.name(one.command.authority),
                review_on=one.command.review_on,
                ended_on=min(after, default=None),
            )


def _photos(desk: CaseDesk, asset: str) -> Iterator[PhotoFacts]:
    for row in desk.photos.get(asset, ()):
        if desk.reading.as_of and (row["on_date"] or "") > desk.reading.as_of.isoformat():
            continue
        known = desk.cameras.get(str(row["reference"]))
        camera = known if isinstance(known, dict) else {}
        yield PhotoFacts(
            document=row["reference"],
            title=row["title"],
            on=None if row["on_date"] is None else date.fromisoformat(row["on_date"]),
            hash=row["hash"],
            size=row["size"],
            taken_at=camera.get("taken_at"),
            position=camera.get("position"),
            camera=camera.get("camera"),
            pixels=camera.get("pixels"),
        )
