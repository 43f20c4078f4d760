"""Contracts, insurances, reports of managers, and visits after reuse."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions import management_actions as m
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.custody_actions import InsureAsset, ManageAsset
from asset_recovery.domain.errors import NotFound, Reason, RuleViolation, ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.persistence.queries.contract_query import (
    assets_of_contract,
    contract_events,
    end_reference,
    ended_on,
)
from asset_recovery.persistence.queries.event_query import is_matched
from asset_recovery.persistence.repositories import finder
from asset_recovery.services.screening import screen_for_contract
from asset_recovery.services.step_plan import Plan
from asset_recovery.services.stepping import case_of, follow, take_step
from asset_recovery.services.work import Work

Asset = Mapping[str, Any]
CONTRACT_OF_MODE = {"stored": "storage", "leased": "lease", "administered": "administration"}


def record_contract(work: Work, command: m.RecordContract) -> None:
    """A contract over assets of one or several cases; its party is screened for each of them."""
    reference = work.number("contract", command.contract)
    assets = [follow(work, asset, command) for asset in work.assets(command)]
    groups = _by_case(work, "record_contract", assets)
    party = work.party(command.party, "party")
    number = str(party["reference"])
    for case, own in groups:
        take_step(
            work,
            Plan(
                command,
                case=case,
                assets=own,
                on=_since(work, own, command.from_),
                reference=_reference(reference, case, groups[0][0]),
                facts={
                    "contract": reference,
                    "party_name": str(party["name"]),
                    "assets_in_all": len(assets),
                },
                parties={"party": number},
                screenings={
                    str(one["reference"]): screen_for_contract(work, one, party) for one in own
                },
            ),
        )
    work.made["contract"] = reference


def _by_case(work: Work, action: str, assets: Sequence[Asset]) -> list[tuple[Asset, list[Asset]]]:
    """The assets of each case, in the order of naming; the action must be permitted in each."""
    groups: dict[int, list[Asset]] = {}
    for asset in assets:
        groups.setdefault(int(asset["case_id"]), []).append(asset)
    found = []
    for case_id, own in groups.items():
        work.permit(action, case_id)
        found.append((work.stories.case(case_id), own))
    return found


def _reference(reference: str, case: Mapping[str, Any], first: Mapping[str, Any]) -> str:
    """A contract over several cases has an event in each: the first has its reference."""
    return reference if case["id"] == first["id"] else f"{reference}/{case['reference']}"


def _step_in_each(  # noqa: PLR0913, PLR0917 - a step and what is kept with it
    work: Work,
    command: Action,
    groups: Sequence[tuple[Asset, list[Asset]]],
    reference: str,
    facts: dict[str, object],
    amount: Money | None = None,
) -> None:
    """One act over the assets of several cases: a step in each of them."""
    for case, own in groups:
        name = _reference(reference, case, groups[0][0])
        take_step(
            work,
            Plan(command, case=case, assets=own, reference=name, facts=facts, amount=amount),
        )


def _since(work: Work, assets: Sequence[Asset], given: date) -> date:
    """The day from which it counts for these assets: not later than today, and not before a
    takeover from elsewhere, because what was before is not known."""
    on = min(given, work.today)
    for asset in assets:
        for event in work.stories.events(asset):
            if type(event.command).action() == "open_position":
                on = max(on, event.effective_on or event.on)
    return on


def insure_asset(work: Work, command: InsureAsset) -> None:
    """A policy counts from its first day on."""
    assets = [follow(work, asset, command) for asset in work.assets(command)]
    groups = _by_case(work, "insure_asset", assets)
    reference = work.number("contract", None)
    for case, own in groups:
        take_step(
            work,
            Plan(
                command,
                case=case,
                assets=own,
                on=_since(work, own, command.from_),
                reference=_reference(reference, case, groups[0][0]),
                facts={"contract": reference, "assets_in_all": len(assets)},
                amount=command.sum,
            ),
        )


def _contract(work: Work, reference: str) -> list[Mapping[str, Any]]:
    """The events of a contract in all its cases that the actor may know of."""
    found = [
        row
        for row in contract_events(work.unit.connection, reference)
        if work.may_know("event", row)
    ]
    if not found:
        raise NotFound(
            Reason(
                "not_found",
                _("There is no contract {contract}.").format(contract=reference),
                field="contract",
            )
        )
    return found


def _assets(work: Work, row: Mapping[str, Any]) -> list[Asset]:
    keys = assets_of_contract(work.unit.connection, int(row["id"]))
    return [work.stories.asset(key) for key in keys]


def end_contract(work: Work, command: m.EndContract) -> None:
    """The contract ends, in all cases that it concerns."""
    rows = _contract(work, command.contract)
    before = ended_on(work.unit.connection, command.contract)
    if before is not None:
        text = _("The contract {contract} was ended on {date}.")
        raise RuleViolation(
            Reason("wrong_state", text.format(contract=command.contract, date=before))
        )
    begun = str(json.loads(rows[0]["data"])["from"])
    if command.on.isoformat() < begun[:10]:
        text = _("The contract {contract} begins on {date} only.")
        raise ValidationFailed(
            Reason(
                "date_order", text.format(contract=command.contract, date=begun[:10]), field="on"
            )
        )
    for row in rows:
        case = work.stories.case(int(row["case_id"]))
        work.permit("end_contract", int(case["id"]))
        name = end_reference(str(row["reference"]))
        take_step(work, Plan(command, case=case, assets=_assets(work, row), reference=name))


def record_report(work: Work, command: m.RecordReport) -> None:
    """A report on a contract goes to all its assets, one on an asset to this one."""
    groups: list[tuple[Asset, list[Asset]]]
    if command.named():
        assets = [follow(work, asset, command) for asset in work.assets(command)]
        groups = _by_case(work, "record_report", assets)
        _must_name(work, command, assets)
    else:
        assets = [
            one for row in _contract(work, str(command.contract)) for one in _assets(work, row)
        ]
        groups = _by_case(work, "record_report", assets)
    reference = work.number("report", command.report)
    facts: dict[str, object] = {"report": reference, "assets_in_all": len(assets)}
    _step_in_each(work, command, groups, reference, facts, command.income)
    work.made["report"] = reference


def _must_name(work: Work, command: m.RecordReport, assets: Sequence[Asset]) -> None:
    """A report on an asset under a contract: the contract must be about that asset."""
    if command.contract is None:
        return
    about = {
        int(one["id"]) for row in _contract(work, command.contract) for one in _assets(work, row)
    }
    for asset in assets:
        if int(asset["id"]) not in about:
            raise ValidationFailed(_other(command.contract, asset, "contract"))


def _other(contract: str, asset: Asset, field: str) -> Reason:
    text = _("The contract {contract} does not name {asset}.")
    text = text.format(contract=contract, asset=asset["reference"])
    return Reason("field_invalid", text, field=field)


def manage_asset(work: Work, command: ManageAsset) -> None:
    """What the terms name and the office has on file must fit: contract, receipt.

    Judged when the mode is decided, not anew with every later fact: that a contract turns out to
    have ended is recorded all the same.
    """
    assets = [follow(work, asset, command) for asset in work.assets(command)]
    case = case_of(work, assets)
    work.permit("manage_asset", int(case["id"]))
    own = command.by_asset()
    against: list[Reason] = []
    for asset in assets:
        one = own.get(str(asset["reference"]), command)
        given = one.terms or {}
        against += _against_contract(work, one, str(given.get("contract") or ""), asset)
        against += _against_receipt(work, str(given.get("receipt") or ""))
    take_step(work, Plan(command, case=case, assets=assets, against=against))


def _against_contract(
    work: Work, command: ManageAsset, contract: str, asset: Asset
) -> Iterator[Reason]:
    """What speaks against a contract that is on file: another asset, another kind, its days."""
    rows = [
        row
        for row in (contract_events(work.unit.connection, contract) if contract else ())
        if row["action"] == "record_contract" and work.may_know("event", row)
    ]
    if not rows:
        return
    if not any(int(one["id"]) == int(asset["id"]) for row in rows for one in _assets(work, row)):
        yield _other(contract, asset, "terms.contract")
        return
    told, wanted = json.loads(rows[0]["data"]), CONTRACT_OF_MODE.get(command.mode)
    kind = str(told["kind"])
    if wanted is not None and kind != wanted:
        text = _("The contract {contract} is one of {kind}, not of {wanted}.")
        label = partial(code_lists.label, "contract_kinds")
        yield _unfit(
            text.format(
                contract=contract, kind=label(kind).casefold(), wanted=label(wanted).casefold()
            )
        )
    since = str(told["from"])[:10]
    ends = [str(told["to"])[:10]] if told.get("to") else []
    ended = ended_on(work.unit.connection, contract)
    last = min([*ends, *([ended] if ended else [])], default=None)
    day = command.on.isoformat()[:10]
    if day < since or (last is not None and day > last):
        text = _("The contract {contract} does not run on {date}: it is of {since} to {until}.")
        yield _unfit(
            text.format(contract=contract, date=day, since=since, until=last or _("open end"))
        )


def _unfit(text: str) -> Reason:
    return Reason("guard_failed", text, "record_contract", field="terms.contract")


def _against_receipt(work: Work, receipt: str) -> Iterator[Reason]:
    """What is deposited came in and is no longer unidentified, where the receipt is on file."""
    row = finder.event_by_reference(work.unit.connection, receipt) if receipt else None
    if row is None or row["action"] != "receive_money":
        return
    if not is_matched(work.unit.connection, receipt):
        text = _("The receipt {receipt} is not matched yet.").format(receipt=receipt)
        yield Reason("guard_failed", text, "match_receipt", field="terms.receipt")


def follow_up_reuse(work: Work, command: m.FollowUpReuse) -> None:
    """A visit; allowed after everything else is closed."""
    assets = work.assets(command)
    groups = _by_case(work, "follow_up_reuse", assets)
    reference = work.number("visit", command.visit)
    _step_in_each(work, command, groups, reference, {"visit": reference})


HANDLERS: dict[type[Action], Callable[..., None]] = {
    m.RecordContract: record_contract,
    m.EndContract: end_contract,
    m.RecordReport: record_report,
    m.FollowUpReuse: follow_up_reuse,
    InsureAsset: insure_asset,
    ManageAsset: manage_asset,
}
