"""Where things lie and how they fare: place, condition, inspections, access, incidents."""

from __future__ import annotations

from asset_recovery.domain.custody_facts import IncidentFacts, InspectionFacts
from asset_recovery.reports.custody_chain import by_asset
from asset_recovery.reports.dossier_custody import held_by
from asset_recovery.reports.dossier_desk import DASH, Desk
from asset_recovery.reports.paper import Block


def storage(desk: Desk) -> list[Block]:
    """Section 11: where each asset lies, its last condition, then what happened to it there."""
    return [_kept(desk), _inspections(desk), _access(desk), _incidents(desk)]


def _kept(desk: Desk) -> Block:
    _ = desk.say
    chains = by_asset(desk.file.custody)
    rows = []
    for asset in desk.file.assets:
        links = chains.get(asset.reference, [])
        seen = next((one for one in reversed(links) if one.condition), None)
        rows.append(
            (
                asset.reference,
                asset.description,
                desk.where(asset.custody_place),
                desk.brief(held_by(desk, links)),
                desk.brief(desk.prose(seen.condition) if seen else None),
                desk.day(seen.on) if seen else _("none recorded"),
            )
        )
    return desk.table(
        "storage",
        (
            ("asset", _("Asset"), 1.9),
            ("description", _("Description"), 2.6),
            ("place", _("Place"), 1.8),
            ("custodian", _("Held by"), 1.6),
            ("condition", _("Last condition"), 2.2),
            ("on", _("Seen on"), 1.2),
        ),
        rows,
        empty=_("No asset is recorded."),
    )


def _inspections(desk: Desk) -> Block:
    _ = desk.say
    found = sorted(
        ((one.asset, seen) for one in desk.file.custody_files for seen in one.inspections),
        key=lambda one: (one[1].on, one[0]),
    )
    return desk.table(
        "inspections",
        (
            ("on", _("Date"), 1.15),
            ("asset", _("Asset"), 1.9),
            ("by", _("Kind; by"), 1.8),
            ("condition", _("Condition"), 1.8),
            ("findings", _("Findings"), 3),
            ("next", _("To be done; next"), 1.8),
        ),
        [_inspection_row(desk, asset, one) for asset, one in found],
        title=_("Inspections"),
        empty=_("No inspection is recorded."),
    )


def _inspection_row(desk: Desk, asset: str, one: InspectionFacts) -> tuple[str, ...]:
    _ = desk.say
    kind = desk.coded("inspection_kinds", one.kind) if one.kind else _("kind not known")
    points = [f"{desk.say(point)}: {desk.prose(told)}" for point, told in one.checklist if told]
    findings = [desk.prose(one.findings), *points]
    if one.value_impact:
        findings.append(_("effect on the value: {what}").format(what=desk.prose(one.value_impact)))
    after = [desk.prose(one.follow_up), one.cost or ""]
    after.append(_("next {day}").format(day=desk.day(one.next_on)) if one.next_on else "")
    return (
        desk.day(one.on),
        asset,
        f"{kind}\n{desk.brief(desk.prose(one.by))}",
        "\n".join(filter(None, (desk.prose(one.condition), desk.prose(one.change))))
        or desk.brief(None),
        "\n".join(filter(None, findings)) or _("none recorded"),
        "\n".join(filter(None, after)) or DASH,
    )


def _access(desk: Desk) -> Block:
    """Visits at which things of the case were touched; the things of other cases are not named."""
    _ = desk.say
    return desk.table(
        "access",
        (
            ("on", _("Date; time"), 1.4),
            ("place", _("Place"), 1.7),
            ("who", _("Person; unit"), 2),
            ("purpose", _("Purpose"), 2.2),
            ("escort", _("Escort"), 1.4),
            ("assets", _("Things touched"), 1.9),
        ),
        [
            (
                f"{desk.day(one.on)}\n{one.begins} – {one.ends}",
                desk.where(one.place),
                "\n".join(filter(None, (desk.prose(one.who), one.unit))),
                desk.prose(one.purpose),
                desk.prose(one.escort) or DASH,
                desk.references(one.assets),
            )
            for one in sorted(desk.file.access, key=lambda one: (one.on, one.begins))
        ],
        title=_("Access log, extract for the things of this case"),
        empty=_("No visit is recorded at which a thing of this case was touched."),
    )


def _incidents(desk: Desk) -> Block:
    _ = desk.say
    found = sorted(
        ((one.asset, told) for one in desk.file.custody_files for told in one.incidents),
        key=lambda one: (one[1].on, one[0]),
    )
    return desk.table(
        "incidents",
        (
            ("on", _("Date; number"), 1.4),
            ("asset", _("Asset"), 1.9),
            ("what", _("What happened"), 3.2),
            ("extent", _("Loss"), 1.5, "right"),
            ("then", _("What followed"), 3),
        ),
        [_incident_row(desk, asset, one) for asset, one in found],
        title=_("Incidents"),
        empty=_("No incident is recorded."),
    )


def _incident_row(desk: Desk, asset: str, one: IncidentFacts) -> tuple[str, ...]:
    _ = desk.say
    steps = [
        f"{desk.day(on)}: {desk.coded('incident_outcomes', outcome)}"
        + (f", {desk.prose(said)}" if said else "")
        for on, outcome, said in one.steps
    ]
    if one.closed_on is None:
        steps.append(_("open"))
    return (
        "\n".join(filter(None, (desk.day(one.on), one.reference))),
        asset,
        f"{desk.coded('incident_kinds', one.kind)}\n{desk.prose(one.description)}",
        "\n".join(filter(None, (one.amount, one.quantity))) or desk.brief(None),
        "\n".join(steps),
    )
