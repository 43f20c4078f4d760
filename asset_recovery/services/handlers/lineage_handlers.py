"""Assets that come from assets: split into parts, merged into one; totals match to the cent."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from asset_recovery.domain.actions import lineage_actions as a
from asset_recovery.domain.actions.arguments import Arg, read
from asset_recovery.domain.actions.asset_actions import LinkAssetToCase
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.asset_types import asset_type
from asset_recovery.domain.errors import Conflict, Reason, RuleViolation, invalid
from asset_recovery.domain.money import Money
from asset_recovery.domain.type_details import fitting, merged, read_details
from asset_recovery.i18n import _
from asset_recovery.lifecycle.current_value import current_value
from asset_recovery.lifecycle.figures.splitting import split
from asset_recovery.lifecycle.lineage import (
    incompatible,
    value_together,
    values_unlike,
    written_brought,
)
from asset_recovery.lifecycle.position import Position
from asset_recovery.lifecycle.quantities import shown
from asset_recovery.lifecycle.story import moments
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.canonical import canonical
from asset_recovery.persistence.derived import asset_search_entry, put_search
from asset_recovery.persistence.queries.asset_query import next_number_in_case
from asset_recovery.persistence.queries.lineage_query import own_events, people_of
from asset_recovery.persistence.queries.order_query import order_links_of_asset
from asset_recovery.persistence.queries.shared_query import links_of_asset
from asset_recovery.persistence.repositories import finder
from asset_recovery.services.identifying import keep_pairs
from asset_recovery.services.office_events import keep_office_event
from asset_recovery.services.refreshing import refresh_asset
from asset_recovery.services.step_plan import Plan
from asset_recovery.services.stepping import case_of, take_step
from asset_recovery.services.taking_apart import Measure, measured, quantities
from asset_recovery.services.work import Work

Asset = Mapping[str, Any]
_LAST_ENTRY = 2**62


def split_asset(work: Work, command: a.SplitAsset) -> None:
    """The parts take over the story of the asset, and of every sum their part."""
    asset = work.find("asset", command.asset)
    case = work.stories.case(int(asset["case_id"]))
    work.permit("split_asset", int(case["id"]))
    on = command.on or work.today
    position = _position(work, asset, on)
    measure = measured(command, asset, position)
    names = _names(work, asset, command)
    counts = quantities(command, position, measure)
    by_asset: dict[str, dict[str, object]] = {str(asset["reference"]): {"children": names}}
    for place, (name, part) in enumerate(zip(names, command.parts, strict=True)):
        by_asset[name] = {
            "child": name,
            "place": place,
            "weights": [str(weight) for weight in measure.weights],
            "type": str(part.get("type") or asset["type_code"]),
            "description": _description(part, asset),
            "location": part.get("location"),
            "quantity": counts[place],
            "unit": _unit(part, asset, position),
        }
    plan = Plan(command, case=case, assets=[asset], on=on, by_asset=by_asset)
    plan.against = _later_steps(work, [asset], on)
    event_id = take_step(work, plan)
    keys = [
        _child(work, asset, command, measure, place, by_asset[name])
        for place, name in enumerate(names)
    ]
    for key in keys:
        work.unit.insert(t.event_asset, event_id=event_id, asset_id=key)
        work.unit.insert(t.asset_lineage, asset_id=key, from_id=asset["id"], how="split", told=1)
    for key in keys:
        refresh_asset(work, key)
    work.made["asset"] = names[0]
    work.made["parts"] = ", ".join(names)


def _position(work: Work, asset: Asset, on: date) -> Position:
    return work.stories.position(int(asset["id"]), until=(on, _LAST_ENTRY))


def _later_steps(work: Work, assets: Sequence[Asset], on: date) -> list[Reason]:
    """Steps taken after that day on what would no longer be there."""
    found = []
    for asset in assets:
        own = own_events(work.unit.connection, int(asset["id"]))
        for moment in moments(work.stories.events(asset)):
            if moment.on > on and moment.event.id in own:
                sentence = _("{step} of {date} was taken on {asset} after that day.")
                text = sentence.format(
                    step=type(moment.event.command).action().replace("_", " "),
                    date=moment.on,
                    asset=asset["reference"],
                )
                found.append(Reason("later_step_conflicts", text, field="on"))
                break
    return found


def _names(work: Work, asset: Asset, command: a.SplitAsset) -> list[str]:
    """The references of the parts: as given, else the asset's with -01, -02 … as far as free."""
    found: list[str] = []
    number = 0
    for part in command.parts:
        given = part.get("asset")
        name = None if given is None else str(given)
        while name is None:
            number += 1
            wanted = f"{asset['reference']}-{number:02d}"
            if not finder.is_taken(work.unit.connection, "asset", wanted):
                name = wanted
        if name in found:
            raise Conflict(
                Reason(
                    "reference_taken",
                    _("Two parts are named {name}.").format(name=name),
                    field="parts",
                )
            )
        found.append(work.number("asset", name, "parts"))
    return found


def _unit(part: Mapping[str, Any], asset: Asset, position: Position) -> str:
    """The unit of a part: as given, else of the asset, or of the other type that the part is."""
    kind = str(part.get("type") or asset["type_code"])
    if part.get("unit") is not None:
        return str(part["unit"])
    return position.unit if kind == asset["type_code"] else asset_type(kind).unit


def _description(part: Mapping[str, Any], asset: Asset) -> str:
    given = part.get("description") or part.get("component")
    if given is not None:
        return str(given)
    return _("Part of {asset}: {description}").format(
        asset=asset["reference"], description=str(asset["description"])[:400]
    )


def _child(  # noqa: PLR0913, PLR0917 - the parts of a part
    work: Work,
    asset: Asset,
    command: a.SplitAsset,
    measure: Measure,
    place: int,
    facts: Mapping[str, object],
) -> int:
    """The row of a part, with its people and orders."""
    part = command.parts[place]
    kind = asset_type(str(part.get("type") or asset["type_code"]))
    details, _lost = fitting(kind, json.loads(asset["details"] or "{}"))
    given = part.get("details")
    if isinstance(given, dict):
        details = merged(details, read_details(kind, given))
    estimated = _of(asset["estimated_minor"], asset["estimated_currency"], measure, place)
    key = work.unit.insert(
        t.asset,
        reference=facts["child"],
        case_id=asset["case_id"],
        number=next_number_in_case(work.unit.connection, int(asset["case_id"])),
        type_code=kind.code,
        description=_description(part, asset),
        location=part.get("location") or asset["location"],
        country=asset["country"],
        quantity=facts["quantity"],
        unit=facts["unit"],
        grounds=_grounds(asset, measure, place),
        source=asset["source"],
        estimated_minor=None if estimated is None else estimated.minor,
        estimated_currency=None if estimated is None else estimated.currency,
        flags=asset["flags"],
        components="[]",
        taken_over=asset["taken_over"],
        registered_on=work.today.isoformat(),
        details=canonical(details) if details else None,
    )
    bind_as(work, asset, key, measure, place)
    row = work.unit.get(t.asset, key)
    if part.get("identifiers"):
        keep_pairs(work, row, read(part["identifiers"], "parts.identifiers", Arg("pairs")))  # type: ignore[arg-type]
    put_search(work.unit.connection, asset_search_entry(work.unit.connection, row))
    return key


def _of(minor: int | None, currency: str | None, measure: Measure, place: int) -> Money | None:
    if minor is None or currency is None:
        return None
    return split(Money(minor, currency), weights=measure.weights)[place]


def _grounds(asset: Asset, measure: Measure, place: int) -> str:
    """The grounds of liability; a tainted value is divided like every sum."""
    grounds = json.loads(asset["grounds"])
    for ground in grounds:
        if ground.get("tainted_value"):
            whole = Money.from_json(ground["tainted_value"])
            ground["tainted_value"] = split(whole, weights=measure.weights)[place].as_json()
    return canonical(grounds)


def bind_as(work: Work, asset: Asset, key: int, measure: Measure | None, place: int) -> None:
    """The people and orders of an asset are those of what comes from it."""
    connection = work.unit.connection
    for link in people_of(connection, int(asset["id"])):
        values = {name: link[name] for name in ("party_id", "role", "share", "since", "until")}
        work.unit.insert(t.party_link, asset_id=key, source=link["source"], **values)
    for link in links_of_asset(connection, int(asset["id"])):
        if all(one["case_id"] != link["case_id"] for one in links_of_asset(connection, key)):
            number = next_number_in_case(connection, int(link["case_id"]))
            values = {"case_id": link["case_id"], "share": link["share"], "number": number}
            work.unit.insert(t.asset_case, asset_id=key, entry=work.unit.next_seq, **values)
    held = {int(link["order_id"]) for link in order_links_of_asset(connection, key)}
    for order in order_links_of_asset(connection, int(asset["id"])):
        if int(order["order_id"]) in held:
            continue
        scope = order["scope"] if measure is None else _scope(order["scope"], measure, place)
        work.unit.insert(t.order_asset, order_id=order["order_id"], asset_id=key, scope=scope)


def _scope(text: str, measure: Measure, place: int) -> str:
    scope = json.loads(text)
    if scope.get("amount"):
        whole = Money.from_json(scope["amount"])
        scope["amount"] = split(whole, weights=measure.weights)[place].as_json()
    return canonical(scope)


def merge_assets(work: Work, command: a.MergeAssets) -> None:
    """One asset takes over what stood on several; they leave the totals and name it."""
    named = [work.find("asset", reference, "assets") for reference in _sources(work, command)]
    case = case_of(work, named)
    work.permit("merge_assets", int(case["id"]))
    if len(named) == 1:
        raise invalid("assets", _("One asset alone cannot be merged."))
    on = command.on or work.today
    target = next((one for one in named if one["reference"] == command.into), None)
    first = target if target is not None else named[0]
    others = [one for one in named if one["id"] != first["id"]]
    positions = {int(one["id"]): _position(work, one, on) for one in named}
    values = [
        value
        for one in named
        if (value := current_value(positions[int(one["id"])], _registered(one))) is not None
    ]
    quantity = _quantity([positions[int(one["id"])] for one in (first, *others)])
    plan = Plan(command, case=case, assets=named, on=on)
    plan.against = [
        *_later_steps(work, named, on),
        *incompatible([positions[int(one["id"])] for one in (first, *others)]),
        *values_unlike(values),
    ]
    plan.by_asset = {str(one["reference"]): {"merged_into": command.into} for one in named}
    plan.by_asset[command.into] = {
        "brought": [written_brought(positions[int(one["id"])]) for one in others],
        "quantity": quantity,
        "value": None if plan.against else value_together(values, command.into),
    }
    if target is None:
        work.number("asset", command.into, "into")
    event_id = take_step(work, plan)
    if target is not None:
        key = int(target["id"])
        work.unit.update(t.asset, work.unit.get(t.asset, key), quantity=quantity)
    else:
        key = _merged(work, command, named, event_id, quantity)
    _lineage(work, key, named, target)
    for one in named:
        refresh_asset(work, int(one["id"]))
    refresh_asset(work, key)
    work.made["asset"] = command.into


def _sources(work: Work, command: a.MergeAssets) -> list[str]:
    """The assets that become one; an asset of that name that is there already is one of them."""
    there = finder.by_reference(work.unit.connection, "asset", command.into)
    known = [command.into] if there is not None and work.may_know("asset", there) else []
    return list(dict.fromkeys([*command.assets, *known]))


def _registered(asset: Asset) -> date:
    return date.fromisoformat(str(asset["registered_on"]))


def _merged(
    work: Work, command: a.MergeAssets, named: Sequence[Asset], event_id: int, quantity: str
) -> int:
    """The row of the asset that the others become."""
    first = named[0]
    key = work.unit.insert(
        t.asset,
        reference=command.into,
        case_id=first["case_id"],
        number=next_number_in_case(work.unit.connection, int(first["case_id"])),
        type_code=first["type_code"],
        description=command.description or _joined(named),
        location=first["location"],
        country=first["country"],
        quantity=quantity,
        unit=first["unit"],
        grounds=first["grounds"],
        source=first["source"],
        flags=canonical(sorted({flag for one in named for flag in json.loads(one["flags"])})),
        components="[]",
        taken_over=first["taken_over"],
        registered_on=work.today.isoformat(),
        details=first["details"],
    )
    work.unit.insert(t.event_asset, event_id=event_id, asset_id=key)
    return key


def _joined(named: Sequence[Asset]) -> str:
    return _("Merged from {assets}: {description}").format(
        assets=", ".join(str(one["reference"]) for one in named),
        description=str(named[0]["description"])[:400],
    )


def _quantity(positions: Sequence[Position]) -> str:
    """The sum of what is counted alike, else one."""
    if len({(one.unit, one.type_code) for one in positions}) > 1:
        return "1"
    return shown(sum((one.quantity for one in positions), Decimal(0)))


def _lineage(work: Work, key: int, named: Sequence[Asset], target: Asset | None) -> None:
    """The merged assets point to the one they became; its people and orders are theirs."""
    for place, one in enumerate(_without(named, target)):
        work.unit.insert(
            t.asset_lineage,
            asset_id=key,
            from_id=one["id"],
            how="merge",
            told=int(target is None and place == 0),
        )
        own = work.unit.get(t.asset, int(one["id"]))
        work.unit.update(t.asset, own, replaced_by_id=key)
        bind_as(work, one, key, None, place)
    row = work.unit.get(t.asset, key)
    put_search(work.unit.connection, asset_search_entry(work.unit.connection, row))


def _without(named: Sequence[Asset], target: Asset | None) -> list[Asset]:
    return [one for one in named if target is None or one["id"] != target["id"]]


def link_asset_to_case(work: Work, command: LinkAssetToCase) -> None:
    """The asset stands in another case too; given again, the key is another from that day on."""
    assets = work.assets(command)
    home = case_of(work, assets)
    work.permit("link_asset_to_case", int(home["id"]))
    commands = command.by_asset()
    cases = {name: work.case(one.case) for name, one in commands.items()}
    for other in cases.values():
        work.permit("link_asset_to_case", int(other["id"]))
        _may_link(home, other)
    for asset in assets:
        own, other = commands[str(asset["reference"])], cases[str(asset["reference"])]
        _link(work, asset, other, own.cost_share)
        if own.cost_share is None:
            sentence = _("{asset}: no cost of it can be posted before the key is agreed.")
            text = sentence.format(asset=asset["reference"])
            work.warn(Reason("cost_share_missing", text, field="cost_share"))
    take_step(work, Plan(command, case=home, assets=assets, on=command.on or work.today))


def _may_link(home: Mapping[str, Any], other: Mapping[str, Any]) -> None:
    if home["id"] == other["id"]:
        raise invalid("case", _("The asset belongs to this case already."))
    if other["status"] == "closed":
        sentence = _("The case {case} is closed. Reopen it first.")
        text = sentence.format(case=other["reference"])
        raise RuleViolation(Reason("closed_record", text, "reopen_case", field="case"))


def _link(work: Work, asset: Asset, other: Mapping[str, Any], share: Decimal | None) -> None:
    text = None if share is None else str(share)
    known = links_of_asset(work.unit.connection, int(asset["id"]))
    row = next((one for one in known if one["case_id"] == other["id"]), None)
    if row is not None:
        before = None if row["share"] is None else Decimal(row["share"])
        if before == share:
            sentence = _("{asset} is already linked to the case {case} with this share.")
            already = sentence.format(asset=asset["reference"], case=other["reference"])
            raise RuleViolation(Reason("wrong_state", already, field="case"))
        work.unit.update(t.asset_case, row, share=text)
        return
    work.unit.insert(
        t.asset_case,
        asset_id=asset["id"],
        case_id=other["id"],
        number=next_number_in_case(work.unit.connection, int(other["id"])),
        share=text,
        entry=work.unit.next_seq,
    )


def decide_same_asset(work: Work, command: a.DecideSameAsset) -> None:
    """From now on the pair is no longer on the list; what follows is merged, linked or voided."""
    work.permit("decide_same_asset", None)
    one, other = work.find("asset", command.asset), work.find("asset", command.other, "other")
    if one["id"] == other["id"]:
        raise invalid("other", _("That is one and the same record."))
    keep_office_event(work, command, work.today.isoformat(), {}, None)
    if command.same == "yes":
        alike = one["case_id"] == other["case_id"]
        work.notes.append(
            _("Merge the two, or void the double.")
            if alike
            else _("Link the one to the other case, and void the double.")
        )


HANDLERS: dict[type[Action], Callable[..., None]] = {
    a.SplitAsset: split_asset,
    a.MergeAssets: merge_assets,
    a.DecideSameAsset: decide_same_asset,
    LinkAssetToCase: link_asset_to_case,
}
