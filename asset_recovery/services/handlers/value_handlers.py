"""What an asset is worth: instruction, report, review, index, calculation, motion for sale."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from asset_recovery.domain.actions import value_actions as v
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.errors import (
    NotPermitted,
    Reason,
    RuleViolation,
    ValidationFailed,
    invalid,
)
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.figures.table import FIGURES, compute
from asset_recovery.lifecycle.keep_or_sell import Filed, keep_or_sell
from asset_recovery.persistence.queries.asset_query import assets_of_event
from asset_recovery.services.deciding import heads_of_office
from asset_recovery.services.keep_or_sell_words import FIGURE, outputs_of, written_inputs
from asset_recovery.services.office_events import keep_office_event
from asset_recovery.services.step_plan import Plan
from asset_recovery.services.stepping import case_of, take_step
from asset_recovery.services.value_filed import filed_of
from asset_recovery.services.valuer_screening import conflicts
from asset_recovery.services.work import Work

_LONGEST_INPUTS = 100_000


def instruct_valuation(work: Work, command: v.InstructValuation) -> None:
    """A valuer is asked for a report; who stands close to the case is not asked."""
    assets = work.assets(command)
    case = case_of(work, assets)
    work.permit("instruct_valuation", int(case["id"]))
    reference = work.number("instruction", command.instruction)
    rules = work.stories.rules_of(int(case["id"]))
    facts: dict[str, object] = {}
    if command.due is None:
        facts["due_days"] = rules.days("valuation_report_due", command.on)
    take_step(
        work,
        Plan(
            command,
            case=case,
            assets=assets,
            reference=reference,
            amount=command.fee,
            facts=facts,
            against=conflicts(work, assets, command.valuer),
        ),
    )


def record_valuation(work: Work, command: v.RecordValuation) -> None:
    """What the asset is worth; a report may answer an instruction."""
    assets = work.assets(command)
    case = case_of(work, assets)
    work.permit("record_valuation", int(case["id"]))
    if command.instruction is not None:
        _answers(work, command, assets)
    reference = work.number("valuation", command.valuation)
    if not work.by_import:
        for reason in conflicts(work, assets, command.valuer):
            work.warn(reason)
    take_step(
        work,
        Plan(command, case=case, assets=assets, reference=reference, amount=command.value),
    )
    _say_second(work, command, assets)


def _answers(work: Work, command: v.RecordValuation, assets: list[Mapping[str, Any]]) -> None:
    """The instruction is on file, and asked for these assets by that valuer."""
    event = work.event("instruct_valuation", str(command.instruction), "instruction")
    asked = {int(row["id"]) for row in assets_of_event(work.unit.connection, int(event["id"]))}
    if not {int(asset["id"]) for asset in assets} <= asked:
        raise ValidationFailed(
            Reason(
                "field_invalid",
                _("The instruction {instruction} does not concern this asset.").format(
                    instruction=command.instruction
                ),
                field="instruction",
            )
        )
    if str(event["on_date"]) > (command.reported_on or command.on).isoformat():
        text = _("The report would be older than its instruction of {day}.")
        raise ValidationFailed(
            Reason("date_order", text.format(day=event["on_date"]), field="instruction")
        )
    valuer = str(json.loads(event["data"])["valuer"])
    if valuer.casefold() != command.valuer.casefold():
        text = _("The instruction {instruction} went to {valuer}.")
        work.notes.append(text.format(instruction=command.instruction, valuer=valuer))


def _say_second(work: Work, command: v.RecordValuation, assets: list[Mapping[str, Any]]) -> None:
    """Above a value of the legal system a second valuation is needed; it is said, not asked."""
    rules = work.stories.rules_of(int(assets[0]["case_id"]))
    if "second_valuation_above" not in rules.parameters:
        return
    term = rules.parameter("second_valuation_above", command.on).value
    limit = Money.parse(term, work.base_currency)
    worth = work.convert(command.value, work.base_currency, command.on)
    if worth is not None and worth > limit:
        work.notes.append(
            _("Above {limit} a second valuation by another valuer is needed.").format(
                limit=limit.display()
            )
        )


def accept_valuation(work: Work, command: v.AcceptValuation) -> None:
    """A reviewer, not the author of the record, accepts the report or sends it back."""
    event = work.event("record_valuation", command.valuation, "valuation")
    assets = assets_of_event(work.unit.connection, int(event["id"]))
    case = work.stories.case(int(event["case_id"]))
    work.permit("accept_valuation", int(case["id"]))
    if int(event["author_id"]) == work.actor.id:
        raise RuleViolation(
            Reason("same_person", _("Whoever recorded a report does not review it."))
        )
    if str(event["on_date"]) > command.on.isoformat():
        text = _("The report is of {day} and cannot be reviewed before that.")
        raise ValidationFailed(Reason("date_order", text.format(day=event["on_date"]), field="on"))
    take_step(work, Plan(command, case=case, assets=assets))


def record_index(work: Work, command: v.RecordIndex) -> None:
    """A figure of an index, kept for the whole office; a second one of a day prevails."""
    work.permit("record_index", None)
    if command.on > work.today:
        raise ValidationFailed(
            Reason("date_in_future", _("An index figure is of a day that has come."), field="on")
        )
    keep_office_event(work, command, command.on.isoformat(), {}, None)


def record_calculation(work: Work, command: v.RecordCalculation) -> None:
    """The calculation with all its inputs, their sources and what came out."""
    if command.figure not in (*FIGURES, FIGURE):
        text = _("{figure} is no figure. Known: {figures}.")
        known = ", ".join((FIGURE, *FIGURES))
        raise invalid("figure", text.format(figure=repr(command.figure[:40]), figures=known))
    if len(json.dumps(command.inputs or {}, ensure_ascii=False)) > _LONGEST_INPUTS:
        raise invalid("inputs", _("The inputs are too long to keep."), "field_too_long")
    assets = work.assets(command)
    case = case_of(work, assets)
    work.permit("record_calculation", int(case["id"]))
    reference = work.number("calculation", command.calculation)
    by_asset = {str(asset["reference"]): _worked_out(work, command, asset) for asset in assets}
    take_step(
        work,
        Plan(command, case=case, assets=assets, reference=reference, by_asset=by_asset),
    )


def _worked_out(
    work: Work, command: v.RecordCalculation, asset: Mapping[str, Any]
) -> dict[str, object]:
    """Figure, version, inputs and outputs, as the event keeps them for one asset."""
    filed = filed_of(work, asset, command.on)
    if command.figure != FIGURE:
        given = command.inputs or {}
        done = compute(command.figure, given, filed.look_ups)
        version = done.pop("version")
        return {"figure": command.figure, "version": version, "inputs": given, "outputs": done}
    return kept(filed, {name: str(value) for name, value in (command.inputs or {}).items()})


def kept(filed: Filed, changed: Mapping[str, str]) -> dict[str, object]:
    """Keep or sell as an event keeps it; what the file lacks is refused field by field."""
    found = keep_or_sell(filed, changed)
    if found.missing:
        raise ValidationFailed(
            [
                Reason(
                    "field_missing",
                    _("Nothing on file says: {name}.").format(name=name.replace("_", " ")),
                    "record_valuation" if name == "value" else "record_plan",
                    field=name,
                )
                for name in found.missing
            ]
        )
    return {
        "figure": FIGURE,
        "version": found.version,
        "inputs": written_inputs(found),
        "outputs": outputs_of(found),
    }


def draft_sale_motion(work: Work, command: v.DraftSaleMotion) -> None:
    """The motion is drafted, or drafted anew under another reference."""
    assets = work.assets(command)
    case = case_of(work, assets)
    work.permit("draft_sale_motion", int(case["id"]))
    if command.calculation is not None:
        work.event("record_calculation", command.calculation, "calculation")
    reference = work.number("motion", command.motion)
    take_step(
        work,
        Plan(command, case=case, assets=assets, reference=reference, amount=command.reserve),
    )


def finalise_sale_motion(work: Work, command: v.FinaliseSaleMotion) -> None:
    """The motion is signed: heard, and valued in time unless the head of office says otherwise."""
    event = work.event("draft_sale_motion", command.motion, "motion")
    assets = assets_of_event(work.unit.connection, int(event["id"]))
    case = work.stories.case(int(event["case_id"]))
    work.permit("finalise_sale_motion", int(case["id"]))
    heads = heads_of_office(work.unit.connection, work.today)
    if command.age_reason is not None and not work.actor.has(*heads):
        raise NotPermitted(
            Reason(
                "role_needed",
                _("Only the head of the office lets an older valuation stand."),
                field="age_reason",
            )
        )
    take_step(work, Plan(command, case=case, assets=assets))


HANDLERS: dict[type[Action], Callable[..., None]] = {
    v.InstructValuation: instruct_valuation,
    v.RecordValuation: record_valuation,
    v.AcceptValuation: accept_valuation,
    v.RecordIndex: record_index,
    v.RecordCalculation: record_calculation,
    v.DraftSaleMotion: draft_sale_motion,
    v.FinaliseSaleMotion: finalise_sale_motion,
}
