"""Assets: registration, position, plan, claims, closing."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from asset_recovery.domain.actions import asset_actions as a
from asset_recovery.domain.actions.arguments import NewParty, PartyGiven
from asset_recovery.domain.actions.base import Action, AssetAction
from asset_recovery.domain.asset_types import asset_type
from asset_recovery.domain.code_lists import require
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.domain.type_details import fitting, merged, read_details
from asset_recovery.i18n import _
from asset_recovery.lifecycle.claim_standings import governs
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.canonical import canonical
from asset_recovery.persistence.derived import asset_search_entry, put_search, search_entry
from asset_recovery.persistence.queries.asset_query import (
    assets_of_event,
    next_number_in_case,
)
from asset_recovery.persistence.queries.event_query import days_taken_over
from asset_recovery.persistence.queries.order_query import orders_taken_over
from asset_recovery.persistence.repositories import finder
from asset_recovery.services.handlers.operation_handlers import operation_named
from asset_recovery.services.identifying import keep_identifiers
from asset_recovery.services.refreshing import set_deadline
from asset_recovery.services.step_plan import Plan
from asset_recovery.services.stepping import case_of, follow, take_step
from asset_recovery.services.work import Work, listed


def register_asset(work: Work, command: a.RegisterAsset) -> None:
    """A first trace: the asset, its identifiers and its people."""
    case = work.case(command.case)
    work.permit("register_asset", int(case["id"]))
    command = _found_at_operation(work, command, case)
    kind = asset_type(command.type)
    reference = work.number("asset", command.asset)
    estimated = command.estimated_value
    key = work.unit.insert(
        t.asset,
        reference=reference,
        case_id=case["id"],
        number=next_number_in_case(work.unit.connection, int(case["id"])),
        type_code=command.type,
        description=command.description,
        location=command.location,
        country=command.country,
        quantity=str(command.quantity) if command.quantity is not None else "1",
        unit=command.unit or kind.unit,
        grounds=listed(command.grounds),
        source=command.source,
        estimated_minor=estimated.minor if estimated else None,
        estimated_currency=estimated.currency if estimated else None,
        flags=listed(command.flags),
        components=listed(command.components),
        original=None if command.original is None else canonical(command.original),
        registered_on=work.today.isoformat(),
        details=_new_details(work, command),
    )
    asset = work.unit.get(t.asset, key)
    keep_identifiers(work, asset, command)
    parties, names = _people(work, asset, command)
    _put_search(work, asset)
    facts: dict[str, object] = {
        "immovable": kind.immovable,
        "marked_to_market": kind.by_mark,
        **names,
        **named_in_details(work, asset),
    }
    on = date.fromisoformat(case["opened_on"])
    take_step(
        work,
        Plan(
            command,
            case=case,
            assets=[asset],
            reference=None,
            on=min(on, work.today),
            facts=facts,
            parties=parties,
            amount=estimated,
        ),
    )


def _found_at_operation(
    work: Work, command: a.RegisterAsset, case: Mapping[str, Any]
) -> a.RegisterAsset:
    """What was found at an operation: it was found there, and that is the source."""
    if command.operation is None:
        return command
    held = operation_named(work, command.operation, case, None)
    source = _("Found at the operation {operation}").format(operation=held.reference)
    return replace(
        command,
        location=command.location or held.command.place,
        source=command.source or source,
    )


_PEOPLE = (
    ("owner", "registered_owner"),
    ("possessor", "possessor"),
    ("beneficial_owner", "beneficial_owner"),
)


def _people(
    work: Work, asset: Mapping[str, Any], command: a.RegisterAsset | a.ChangeAsset
) -> tuple[dict[str, str], dict[str, str]]:
    """The parties of an asset by argument, and the registered owner's name as it was given."""
    found: dict[str, str] = {}
    names: dict[str, str] = {}
    for argument, role in _PEOPLE:
        given: PartyGiven | None = getattr(command, argument)
        if given is not None:
            party = work.party(given, argument)
            found[argument] = str(party["reference"])
            work.link(party, role, asset_id=asset["id"])
            if argument == "owner":
                names["owner_name"] = str(party["name"])
    return found, names


def _put_search(work: Work, asset: Mapping[str, Any]) -> None:
    connection = work.unit.connection
    put_search(connection, asset_search_entry(connection, asset))


def _register(work: Work) -> Callable[[NewParty], str]:
    """Whoever is given by name among the details is registered in the same step."""

    def register(party: NewParty) -> str:
        return str(work.party(party, "details")["reference"])

    return register


def _new_details(work: Work, command: a.RegisterAsset) -> str | None:
    if not command.details:
        return None
    kind = asset_type(command.type)
    return canonical(merged({}, read_details(kind, command.details, _register(work))))


def named_in_details(work: Work, asset: Mapping[str, Any]) -> dict[str, object]:
    """The parties that the fields of the type name by their references, for who reads the case."""
    kind = asset_type(str(asset["type_code"]))
    found: list[object] = []
    for key, value in json.loads(asset["details"] or "{}").items():
        field = kind.field(key)
        if field is not None and field.type in ("party", "parties"):
            found += value if isinstance(value, list) else [value]
    known = [
        str(name)
        for name in dict.fromkeys(found)
        if finder.by_reference(work.unit.connection, "party", str(name)) is not None
    ]
    return {"persons": known} if known else {}


def _changed_details(
    work: Work, row: Mapping[str, Any], command: a.ChangeAsset
) -> dict[str, object]:
    """The type and the details after a change: of another type what fits is kept."""
    before = json.loads(row["details"] or "{}")
    kind = asset_type(command.type or str(row["type_code"]))
    values: dict[str, object] = {}
    if kind.code != row["type_code"]:
        values["type_code"] = kind.code
        before, lost = fitting(kind, before)
        if lost:
            work.notes.append(
                _(
                    "{asset}: {type} has no field for {keys}; the journal keeps what they said."
                ).format(asset=row["reference"], type=kind.code, keys=", ".join(lost))
            )
    if command.details is not None:
        before = merged(before, read_details(kind, command.details, _register(work)))
    if command.details is not None or "type_code" in values:
        values["details"] = canonical(before) if before else None
    return values


def change_asset(work: Work, command: a.ChangeAsset) -> None:
    """Facts of an asset corrected."""
    assets = work.assets(command)
    case = case_of(work, assets)
    work.permit("change_asset", int(case["id"]))
    whole = command
    by_asset: dict[str, dict[str, object]] = {}
    commands = command.by_asset()
    for row in assets:
        command = commands[str(row["reference"])]
        values: dict[str, object] = {
            name: value
            for name in ("description", "location", "country", "unit")
            if (value := getattr(command, name)) is not None
        }
        if command.quantity is not None:
            values["quantity"] = str(command.quantity)
        if command.grounds:
            values["grounds"] = listed(command.grounds)
        if command.flags:
            values["flags"] = listed(command.flags)
        values |= _changed_details(work, row, command)
        work.unit.update(t.asset, row, **values)
        keep_identifiers(work, row, command)
        parties, names = _people(work, row, command)
        now = work.unit.get(t.asset, int(row["id"]))
        named = named_in_details(work, now) if command.details is not None else {}
        by_asset[str(row["reference"])] = {"parties": parties, **names, **named}
        _put_search(work, now)
    fresh = [work.unit.get(t.asset, int(row["id"])) for row in assets]
    take_step(work, Plan(whole, case=case, assets=fresh, on=work.today, by_asset=by_asset))


def simple_step(work: Work, command: AssetAction) -> None:
    """A step that only the tables and the story concern."""
    assets = [follow(work, asset, command) for asset in work.assets(command)]
    if isinstance(command, (a.CloseAsset, a.ReopenAsset)):
        assets = _with_replaced(work, assets)
    case = case_of(work, assets)
    work.permit(type(command).action(), int(case["id"]))
    take_step(
        work,
        Plan(command, case=case, assets=assets, on=getattr(command, "on", None) or work.today),
    )


def _with_replaced(work: Work, assets: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """What was sold closes, and opens again, with what stands in its place."""
    found = {int(asset["id"]): asset for asset in assets}
    for asset in assets:
        if asset["substitutes_id"] is not None:
            found[int(asset["substitutes_id"])] = work.stories.asset(int(asset["substitutes_id"]))
    return list(found.values())


def void_asset(work: Work, command: a.VoidAsset) -> None:
    """Entered in error; the reference stays used."""
    simple_step(work, command)
    for asset in work.assets(command):
        work.unit.update(t.asset, work.unit.get(t.asset, int(asset["id"])), void=1)


def open_position(work: Work, command: a.OpenPosition) -> None:
    """An asset taken over at the point that it had reached elsewhere, with its orders as known."""
    assets = work.assets(command)
    case = case_of(work, assets)
    work.permit("open_position", int(case["id"]))
    by_asset: dict[str, dict[str, object]] = {}
    commands, connection = command.by_asset(), work.unit.connection
    for asset in assets:
        own = commands[str(asset["reference"])]
        _accounts_taken_over(work, own)
        earlier = orders_taken_over(connection, int(asset["id"])) if asset["taken_over"] else []
        orders = [
            _order_taken_over(work, case, asset, entry, earlier.pop(0) if earlier else None)
            for entry in own.orders
        ]
        for row in earlier:  # named by mistake in the position that this one corrects
            work.unit.update(t.court_order, row, state="draft")
        by_asset[str(asset["reference"])] = {"orders": orders}
        work.unit.update(t.asset, work.unit.get(t.asset, int(asset["id"])), taken_over=1)
    fresh = [work.unit.get(t.asset, int(asset["id"])) for asset in assets]
    earlier_ones = [asset for asset in assets if asset["taken_over"]]
    on = max([command.on, *(_taken_over_on(work, earlier_ones) if earlier_ones else [])])
    take_step(work, Plan(command, case=case, assets=fresh, by_asset=by_asset, on=on))


def _accounts_taken_over(work: Work, command: a.OpenPosition) -> None:
    """Money that came with a position stands on accounts in its currency."""
    for row in command.balances:
        if row.get("account"):
            amount = row["amount"]
            money = amount if isinstance(amount, Money) else Money.from_json(amount)
            work.account(str(row["account"]), money.currency, "balances")


def _taken_over_on(work: Work, assets: list[Mapping[str, Any]]) -> list[date]:
    """When the positions that are now corrected took effect: a correction cannot come before."""
    keys = [int(asset["id"]) for asset in assets]
    return [date.fromisoformat(day) for day in days_taken_over(work.unit.connection, keys)]


def _order_taken_over(
    work: Work,
    case: Mapping[str, Any],
    asset: Mapping[str, Any],
    entry: Mapping[str, object],
    earlier: Mapping[str, Any] | None,
) -> dict[str, object]:
    """An order that came with a position; what is missing is unknown, never invented."""
    kind = require("order_kinds", str(entry["kind"]), "orders")
    days = {name: entry.get(name) for name in ("on", "final_on", "expires_on")}
    values: dict[str, object] = {
        "kind": kind,
        "authority": str(entry.get("authority") or _("not known")),
        "number": None if entry.get("reference") is None else str(entry["reference"]),
        "made_on": days["on"],
        "expires_on": days["expires_on"],
        "final_on": days["final_on"],
        "state": "final" if days["final_on"] else "issued",
    }
    if earlier is not None:
        work.unit.update(t.court_order, earlier, **values)
        _put_order(work, int(earlier["id"]))
        return {**entry, **days, "order": str(earlier["reference"]), "kind": kind}
    kept = dict(work.made)
    reference = work.number("order", None)
    work.made = kept
    values["reference"] = reference
    key = work.unit.insert(t.court_order, case_id=case["id"], taken_over=1, **values)
    work.unit.insert(t.order_asset, order_id=key, asset_id=asset["id"], scope="{}")
    _put_order(work, key)
    return {**entry, **days, "order": reference, "kind": kind}


def _put_order(work: Work, key: int) -> None:
    put_search(work.unit.connection, search_entry("order", work.unit.get(t.court_order, key)))


def file_claim(work: Work, command: a.FileClaim) -> None:
    """A third party's claim."""
    assets = [follow(work, asset, command) for asset in work.assets(command)]
    case = case_of(work, assets)
    work.permit("file_claim", int(case["id"]))
    party = work.party(command.party, "party")
    for asset in assets:
        work.link(party, "claimant", asset_id=asset["id"])
        _put_search(work, asset)
    reference = work.number("claim", command.claim)
    take_step(
        work,
        Plan(
            command,
            case=case,
            assets=assets,
            reference=reference,
            parties={"party": str(party["reference"])},
            amount=command.amount,
        ),
    )


def decide_claim(work: Work, command: a.DecideClaim) -> None:
    """The decision on a claim, for the assets that it claims."""
    event = work.event("file_claim", command.claim, "claim")
    assets = assets_of_event(work.unit.connection, int(event["id"]))
    case = case_of(work, assets)
    work.permit("decide_claim", int(case["id"]))
    office = finder.setting(work.unit.connection, "country", "")
    elsewhere: dict[str, dict[str, object]] = {
        str(asset["reference"]): {"elsewhere": True}
        for asset in assets
        if not governs(command.country, office, asset["country"])
    }
    if elsewhere and len(elsewhere) == len(assets):
        work.notes.append(
            _(
                "{country} does not decide on these assets for us; its decision is kept beside."
            ).format(country=command.country)
        )
    take_step(
        work,
        Plan(command, case=case, assets=assets, by_asset=elsewhere, amount=command.amount),
    )


def record_lien(work: Work, command: a.RecordLien) -> None:
    """A security over the asset."""
    assets = [follow(work, asset, command) for asset in work.assets(command)]
    case = case_of(work, assets)
    work.permit("record_lien", int(case["id"]))
    if command.statement_on > work.today:
        raise ValidationFailed(
            Reason("date_in_future", _("The statement is of the future."), field="statement_on")
        )
    reference = work.number("lien", command.lien)
    take_step(
        work,
        Plan(
            command,
            case=case,
            assets=assets,
            reference=reference,
            on=command.statement_on,
            amount=command.amount,
        ),
    )
    for asset in assets:
        _after_its_sale(work, command, asset)


CREDITOR_NOTICE_DAYS = "creditor_notice_due"


def _after_its_sale(work: Work, command: a.RecordLien, asset: Mapping[str, Any]) -> None:
    """A security that is found after the sale: its creditor is told (scenario 21)."""
    position = work.stories.position(int(asset["id"]))
    if position.gross is None:
        return
    rules = work.stories.rules_of(int(asset["case_id"]))
    set_deadline(
        work,
        case_id=int(asset["case_id"]),
        asset_id=int(asset["id"]),
        record=str(asset["reference"]),
        title=_("Tell {creditor}: the asset was sold on {date}, {lien} counts at its rank").format(
            creditor=command.creditor,
            date=position.dates.get("sold", command.statement_on),
            lien=command.amount.display(),
        ),
        due=work.today + timedelta(days=rules.days(CREDITOR_NOTICE_DAYS, work.today)),
        responsible="legal_officer",
        source="lien_after_sale",
    )


HANDLERS: dict[type[Action], Callable[..., None]] = {
    a.RegisterAsset: register_asset,
    a.OpenPosition: open_position,
    a.ChangeAsset: change_asset,
    a.IdentifyAsset: simple_step,
    a.TraceAbroad: simple_step,
    a.DeclineAsset: simple_step,
    a.ReopenLead: simple_step,
    a.VoidAsset: void_asset,
    a.RecordPlan: simple_step,
    a.FileClaim: file_claim,
    a.DecideClaim: decide_claim,
    a.RecordLien: record_lien,
    a.CloseAsset: simple_step,
    a.ReopenAsset: simple_step,
}
