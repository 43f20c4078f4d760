"""Orders of courts, prosecutors and other authorities."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from asset_recovery.domain.actions import order_actions as o
from asset_recovery.domain.actions.base import Action, AssetAction
from asset_recovery.domain.errors import NotFound, Reason, RuleViolation, ValidationFailed
from asset_recovery.i18n import _
from asset_recovery.lifecycle.debt import DebtAsked, Statement
from asset_recovery.lifecycle.order_effects import LIFTED_BY_RELEASE
from asset_recovery.lifecycle.order_terms import given_term
from asset_recovery.lifecycle.position import FOREIGN_ORDERS
from asset_recovery.lifecycle.rules import Rules
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.canonical import canonical
from asset_recovery.persistence.derived import put_search, search_entry
from asset_recovery.persistence.queries.asset_query import assets_of_order
from asset_recovery.persistence.queries.event_query import record_of_order
from asset_recovery.persistence.queries.lineage_query import undivided
from asset_recovery.persistence.queries.order_query import scope_row, standing_orders
from asset_recovery.persistence.queries.request_query import request_of_order
from asset_recovery.services import applications, debts
from asset_recovery.services.request_orders import link_order, request_named
from asset_recovery.services.step_plan import Plan
from asset_recovery.services.stepping import case_of, follow, take_step
from asset_recovery.services.work import Work


def record_order(work: Work, command: o.RecordOrder) -> None:
    """An order with the assets that it names; a term that the law knows is worked out."""
    named = [work.find("asset", reference, "assets") for reference in command.named()]
    assets = [follow(work, asset, command) for asset in named]
    case = work.case(command.case) if command.case else case_of(work, assets)
    if any(int(asset["case_id"]) != int(case["id"]) for asset in assets):
        raise ValidationFailed(
            Reason("field_invalid", _("An asset belongs to another case."), field="assets")
        )
    work.permit("record_order", int(case["id"]))
    persons = work.parties(command.persons, "persons")
    terms = _terms(work, command, work.stories.rules_of(int(case["id"])))
    request, told = request_named(work, command, case)
    row = _new_order(work, command, case, terms, request)
    for asset, scope in zip(assets, command.assets, strict=False):
        rest = {name: value for name, value in scope.items() if name != "asset"}
        _hold(work, row, asset, canonical(rest))
    take_step(
        work,
        Plan(
            command,
            case=case,
            assets=assets,
            order=row,
            request=request,
            facts={**terms, **told, "persons": persons},
            amount=command.amount,
        ),
    )
    if request is not None:
        link_order(work, request, row, command.named())
    if command.kind in ("release", "restitution") and command.status not in ("draft", "requested"):
        end_others(work, assets, row)


def _hold(work: Work, order: Mapping[str, Any], asset: Mapping[str, Any], scope: str) -> None:
    """The order names the asset; one that is recorded anew after a correction names it already."""
    known = None
    if work.corrected is not None:
        known = scope_row(work.unit.connection, int(order["id"]), int(asset["id"]))
    if known is not None:
        work.unit.update(t.order_asset, known, scope=scope)
    else:
        work.unit.insert(t.order_asset, order_id=order["id"], asset_id=asset["id"], scope=scope)


def _new_order(
    work: Work,
    command: o.RecordOrder,
    case: Mapping[str, Any],
    terms: Mapping[str, object],
    request: Mapping[str, Any] | None = None,
) -> Mapping[str, Any]:
    country = command.country
    if country is None and request is not None and command.kind in FOREIGN_ORDERS:
        country = str(request["country"])
    expires = command.expires_on.isoformat() if command.expires_on else terms.get("expires_on")
    values: dict[str, object] = {
        "kind": command.kind,
        "authority": command.authority,
        "number": command.reference,
        "made_on": command.on.isoformat(),
        "expires_on": expires,
        "amount_minor": command.amount.minor if command.amount else None,
        "amount_currency": command.amount.currency if command.amount else None,
        "country": country,
        "state": command.status or "issued",
        "legal_basis": command.legal_basis,
        "reasons": command.reasons,
    }
    again = work.corrected.order if work.corrected is not None else None
    if again is not None:  # recorded once more after a correction: it keeps its number
        work.unit.update(t.court_order, work.unit.get(t.court_order, again), **values)
        key = again
    else:
        reference = work.number("order", command.order)
        key = work.unit.insert(t.court_order, reference=reference, case_id=case["id"], **values)
    row = work.unit.get(t.court_order, key)
    put_search(work.unit.connection, search_entry("order", row))
    return row


def _terms(work: Work, command: o.RecordOrder, rules: Rules) -> dict[str, object]:
    """The end of an order whose term the law knows: the later reading bars, the earlier alarms."""
    if command.expires_on is not None:
        return {}
    found = given_term(command, rules, work.calendar)
    if found is None:
        return {}
    last = found.other or found.governing
    terms: dict[str, object] = {"expires_on": last.due.isoformat()}
    if found.other is not None:
        terms["expires_early"] = found.governing.due.isoformat()
    return terms


def _assets_of(
    work: Work, order: Mapping[str, Any], named: tuple[str, ...], on: date | None = None
) -> list[Any]:
    """The assets that an order names, or those of them that the action names.

    Of a split asset these are its parts, or for a day before the split the asset itself.
    """
    held = assets_of_order(work.unit.connection, int(order["id"]))
    if not named:
        return undivided(work.unit.connection, int(order["id"]), held, on)
    known = {str(row["reference"]): row for row in held}
    for reference in named:
        if reference not in known and work.find("asset", reference)["replaced_by_id"] is None:
            raise NotFound(
                Reason(
                    "not_found",
                    _("The order does not name {asset}.").format(asset=reference),
                    field="assets",
                )
            )
    return [known.get(reference) or work.find("asset", reference) for reference in named]


def on_order(
    work: Work,
    command: Any,  # noqa: ANN401 - any action on an order
    state: str | None,
    parties: dict[str, str] | None = None,
    **changes: object,
) -> None:
    """A step on an order and on the assets that it holds; its own row follows."""
    order = work.order(command.order)
    case = work.stories.case(int(order["case_id"]))
    work.permit(type(command).action(), int(case["id"]))
    if order["made_on"] and command.on.isoformat() < order["made_on"]:
        raise ValidationFailed(
            Reason("date_order", _("That lies before the order was made."), field="on")
        )
    named: tuple[str, ...] = command.named() if isinstance(command, AssetAction) else ()
    named = named or getattr(command, "assets", ())
    assets = _followed(work, order, named, command)
    request = request_of_order(work.unit.connection, int(order["id"]))
    plan = Plan(
        command, case=case, assets=assets, order=order, request=request, parties=parties or {}
    )
    before = _about_debt(work, plan, command)
    take_step(work, plan)
    _follow_state(work, order, state, **changes)
    if before is not None:
        debts.after_record(work, order, before, command)


def _about_debt(
    work: Work,
    plan: Plan,
    command: Any,  # noqa: ANN401 - any action on an order
) -> Statement | None:
    """A step on a value order is judged on its account too."""
    order = plan.order
    if order is None or not debts.is_value_order(order):
        return None
    plan.debt = DebtAsked(debts.debt_on(work, order, command.on))
    plan.standing = debts.standing(work, order, command.on)
    if isinstance(command, o.ExecuteOrder) and command.amount is not None:
        plan.facts |= debts.collected(work, plan.assets)
    return debts.told(work.unit.connection, work.stories, order)


def _followed(
    work: Work, order: Mapping[str, Any], named: tuple[str, ...], command: Action
) -> list[Mapping[str, Any]]:
    """The assets of an order, or those in whose place proceeds stand, each once."""
    on = getattr(command, "on", None)
    found = [follow(work, asset, command) for asset in _assets_of(work, order, named, on)]
    return list({int(asset["id"]): asset for asset in found}.values())


def _follow_state(
    work: Work, order: Mapping[str, Any], state: str | None, **changes: object
) -> None:
    """The order's own row says what holds for all its assets, once they agree."""
    whole = _assets_of(work, order, ())
    states = set()
    for asset in whole:
        if asset["replaced_by_id"] is not None:
            continue
        position = work.positions.get(int(asset["id"]))
        position = position or work.stories.position(int(asset["id"]))
        known = position.orders.get(str(order["reference"]))
        if known is not None and known.state != "refused":
            states.add(known.state)
    if whole:
        state = states.pop() if len(states) == 1 else None
    if state is not None:
        changes["state"] = state
    if changes:
        _change(work, int(order["id"]), **changes)
    if debts.is_value_order(order):
        debts.follow_debt(work, order)


def _change(work: Work, key: int, **changes: object) -> None:
    """Change an order; the search goes by its authority and number as they are now."""
    work.unit.update(t.court_order, work.unit.get(t.court_order, key), **changes)
    if {"authority", "number"} & set(changes):
        entry = search_entry("order", work.unit.get(t.court_order, key))
        put_search(work.unit.connection, entry)


def issue_order(work: Work, command: o.IssueOrder) -> None:
    """A drafted or requested order is given; what was not granted is not held."""
    order = work.order(command.order)
    if order["state"] not in ("draft", "requested"):
        raise RuleViolation(Reason("wrong_state", _("The order was already given.")))
    if order["made_on"] and command.on.isoformat() < order["made_on"]:
        raise ValidationFailed(
            Reason(
                "date_order", _("The order cannot be given before it was asked for."), field="on"
            )
        )
    changes: dict[str, object] = {
        "number": command.reference,
        "made_on": command.on.isoformat(),
    }
    if command.authority:
        changes["authority"] = command.authority
    if command.expires_on:
        changes["expires_on"] = command.expires_on.isoformat()
    case = work.stories.case(int(order["case_id"]))
    work.permit("issue_order", int(case["id"]))
    asked = _assets_of(work, order, ())
    told = applications.granted_rows(command, asked)
    original = record_of_order(work.unit.connection, int(order["id"]))
    granted = [a for a in asked if told.get(a["reference"], {}).get("granted") != "no"]
    none = bool(asked) and not granted
    against = list(applications.beyond_application(original, told))
    facts: dict[str, object] = {"refused_all": True} if none else {}
    take_step(
        work, Plan(command, case=case, assets=asked, order=order, facts=facts, against=against)
    )
    if original is not None and not none:
        given = applications.as_given(original, command)
        terms = _terms(work, given, work.stories.rules_of(int(case["id"])))
        kept = json.loads(original["facts"])
        facts = {**terms, "persons": kept.get("persons", [])}
        if "inbound" in kept:
            facts["inbound"] = kept["inbound"]
        if "expires_on" in terms:
            changes["expires_on"] = terms["expires_on"]
        take_step(work, Plan(given, case=case, assets=granted, order=order, facts=facts))
    applications.keep_scopes(work, order, asked, told)
    _change(work, int(order["id"]), state="refused" if none else "issued", **changes)


def apply_for_order(work: Work, command: o.ApplyForOrder) -> None:
    """An application with its schedule: the order stands as requested until it is given."""
    case = work.case(command.case)
    work.permit("apply_for_order", int(case["id"]))
    named = [work.find("asset", reference, "assets") for reference in command.named()]
    assets = [follow(work, asset, command) for asset in named]
    if any(int(asset["case_id"]) != int(case["id"]) for asset in assets):
        raise ValidationFailed(
            Reason("field_invalid", _("An asset belongs to another case."), field="assets")
        )
    persons = work.parties(command.persons, "persons")
    row = _new_order(work, command.requested(), case, {})
    for asset, scope in zip(assets, command.assets, strict=True):
        rest = {name: value for name, value in scope.items() if name != "asset"}
        _hold(work, row, asset, canonical(rest))
    schedule = applications.schedule_rows(work, command, assets)
    take_step(
        work,
        Plan(
            command,
            case=case,
            assets=assets,
            order=row,
            facts={"persons": persons},
            by_asset={name: {"schedule": one} for name, one in schedule.items()},
            amount=command.amount,
        ),
    )


def serve_order(work: Work, command: o.ServeOrder) -> None:
    """The order was served on a person."""
    party = work.party(command.party, "party")
    on_order(work, command, None, {"party": str(party["reference"])})


def vary_order(work: Work, command: o.VaryOrder) -> None:
    """Extended, or changed in amount or scope."""
    changes: dict[str, object] = {}
    if command.expires_on is not None:
        changes["expires_on"] = command.expires_on.isoformat()
    if command.amount is not None:
        changes |= {
            "amount_minor": command.amount.minor,
            "amount_currency": command.amount.currency,
        }
    order = work.order(command.order)
    for reference in command.add_assets:
        work.find("asset", reference, "add_assets")
    removed = set(command.remove_assets)
    if removed or command.add_assets:
        _assets_of(work, order, command.remove_assets)
    if changes or not (removed or command.add_assets):
        on_order(work, command, "extended_or_varied", None, **changes)
    if removed:
        lift_order(work, _removal(command))
    if command.add_assets:
        _add_assets(work, command)


def _removal(command: o.VaryOrder) -> o.LiftOrder:
    """An asset taken out of an order: the order is lifted for it."""
    return o.LiftOrder(
        order=command.order,
        on=command.on,
        reason="excess",
        assets=command.remove_assets,
        reference=command.reference,
        note=command.note,
        irregular=command.irregular,
    )


def _add_assets(work: Work, command: o.VaryOrder) -> None:
    """An asset taken into an order: it is held from now on, by the order as it stands."""
    order = work.order(command.order)
    case = work.stories.case(int(order["case_id"]))
    original = record_of_order(work.unit.connection, int(order["id"]))
    if original is None:
        raise RuleViolation(Reason("guard_failed", _("The order's own record is missing.")))
    given = {**json.loads(original["data"]), "on": command.on.isoformat()}
    given["assets"] = [{"asset": reference} for reference in command.add_assets]
    if order["expires_on"] is not None:
        given["expires_on"] = order["expires_on"]
    extended = o.RecordOrder.parse({**given, "irregular": command.irregular})
    assets = [
        follow(work, work.find("asset", reference, "add_assets"), extended)
        for reference in command.add_assets
    ]
    case_of(work, [*assets, *_assets_of(work, order, ())])
    for asset in assets:
        work.unit.insert(t.order_asset, order_id=order["id"], asset_id=asset["id"], scope="{}")
    take_step(work, Plan(extended, case=case, assets=assets, order=order))


def challenge_order(work: Work, command: o.ChallengeOrder) -> None:
    """A remedy was filed."""
    party = work.party(command.by, "by")
    on_order(work, command, "challenged", {"by": str(party["reference"])})


def decide_challenge(work: Work, command: o.DecideChallenge) -> None:
    """What became of the order."""
    states = {"remitted": "annulled", "withdrawn": "lifted"}
    changes: dict[str, object] = {}
    state = states.get(command.outcome, command.outcome)
    if command.final and state in ("upheld", "amended"):
        state, changes["final_on"] = "final", command.on.isoformat()
    on_order(work, command, state, None, **changes)


def stay_order(work: Work, command: o.StayOrder) -> None:
    """The order was suspended."""
    on_order(work, command, "suspended")


def end_stay(work: Work, command: o.EndStay) -> None:
    """The stay ended."""
    on_order(work, command, "issued")


def certify_final(work: Work, command: o.CertifyFinal) -> None:
    """The order is final."""
    on_order(work, command, "final", None, final_on=command.on.isoformat())


def lift_order(work: Work, command: o.LiftOrder) -> None:
    """The order was lifted."""
    on_order(work, command, "lifted")


def execute_order(work: Work, command: o.ExecuteOrder) -> None:
    """The order was enforced."""
    on_order(work, command, "executed")


def record_lapse(work: Work, command: o.RecordLapse) -> None:
    """A person finds that a measure has ended."""
    if command.order is not None:
        on_order(work, command, "expired")
        return
    assets = work.assets(command)
    case = case_of(work, assets)
    work.permit("record_lapse", int(case["id"]))
    take_step(work, Plan(command, case=case, assets=assets))


def end_others(work: Work, assets: list[Mapping[str, Any]], own: Mapping[str, Any]) -> None:
    """An order of release lifts the orders on the assets that it names (their own rows follow)."""
    ids = [int(asset["id"]) for asset in assets]
    for order in standing_orders(work.unit.connection, ids, LIFTED_BY_RELEASE):
        if order["id"] != own["id"]:
            _follow_state(work, order, None)


HANDLERS: dict[type[Action], Callable[..., None]] = {
    o.RecordOrder: record_order,
    o.ApplyForOrder: apply_for_order,
    o.IssueOrder: issue_order,
    o.ServeOrder: serve_order,
    o.VaryOrder: vary_order,
    o.ChallengeOrder: challenge_order,
    o.DecideChallenge: decide_challenge,
    o.StayOrder: stay_order,
    o.EndStay: end_stay,
    o.RecordLapse: record_lapse,
    o.CertifyFinal: certify_final,
    o.LiftOrder: lift_order,
    o.ExecuteOrder: execute_order,
}
