"""The worth of an asset: each valuation with age, weight and drift; instructions; motions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions import value_actions as v
from asset_recovery.domain.asset_types import asset_types
from asset_recovery.domain.money import Money, half_up
from asset_recovery.domain.value_facts import (
    DUE_RULES,
    CalculationFacts,
    InstructionFacts,
    MotionFacts,
    ValuePoint,
    Worth,
)
from asset_recovery.i18n import _
from asset_recovery.lifecycle.ask import Ask
from asset_recovery.lifecycle.due import due_items
from asset_recovery.lifecycle.figures.arithmetic import printed
from asset_recovery.lifecycle.figures.values import weighted_value
from asset_recovery.lifecycle.keep_or_sell import Filed, keep_or_sell
from asset_recovery.lifecycle.keeping import MONTH
from asset_recovery.lifecycle.position import Position, ValuationPosition
from asset_recovery.lifecycle.steps import judge
from asset_recovery.persistence.queries.index_query import IndexFigure, index_figures
from asset_recovery.services.keep_or_sell_words import read_inputs
from asset_recovery.services.value_filed import filed_on_desk

if TYPE_CHECKING:
    from asset_recovery.persistence.repositories.case_stories import Told
    from asset_recovery.services.case_parts.case_desk import AssetCase, CaseDesk

WEIGHED = ("appraisal", "mark", "estimate", "model")
Group = tuple[str, str, list[tuple[ValuationPosition, str]]]


def weighing(position: Position, on: date) -> list[Group]:
    """Kind, currency, and the valuations of both with their age in months, the best kind first."""
    found: list[Group] = []
    for kind in WEIGHED:
        by_currency: dict[str, list[tuple[ValuationPosition, str]]] = {}
        for one in position.valuations:
            if one.kind == kind and one.on <= on:
                line = (one, printed(age_in_months(one.on, on)))
                by_currency.setdefault(one.value.currency, []).append(line)
        found += [(kind, currency, lines) for currency, lines in by_currency.items()]
    return found


def age_in_months(first: date, on: date) -> Decimal:
    """An age in months to two decimals."""
    return half_up(Decimal((on - first).days) / MONTH, 2)


def worth_of(desk: CaseDesk, asset: AssetCase, changed: Mapping[str, str] | None = None) -> Worth:
    """Everything about the worth of one asset; `changed` are inputs of the comparison."""
    filed = filed_on_desk(desk, asset)
    points = tuple(_points(desk, asset, filed))
    due = min(
        (one for one in due_items(asset.position, desk.rules) if one.code in DUE_RULES),
        key=lambda one: one.due,
        default=None,
    )
    return Worth(
        asset=asset.reference,
        on=desk.day,
        points=points,
        weighted=tuple(
            (kind, weighted_value([(one.value, Decimal(age)) for one, age in lines]), len(lines))
            for kind, _currency, lines in weighing(asset.position, desk.day)
        ),
        instructions=tuple(_instructions(desk, asset)),
        calculations=tuple(_calculations(desk, asset)),
        motions=tuple(_motions(desk, asset)),
        keep_or_sell=keep_or_sell(filed, changed),
        due_on=None if due is None else due.due,
        due_text="" if due is None else _(due.title),
        second_needed=second_needed(desk, asset, points),
        obstacles=obstacles_to_motion(desk, asset),
    )


def second_needed(desk: CaseDesk, asset: AssetCase, points: Sequence[ValuePoint]) -> bool:
    """Above a value a second valuer is needed; also where a reviewer said so."""
    counting = [one for one in points if one.counts]
    valuers = {one.valuer.casefold() for one in counting}
    if len(valuers) > 1:
        return False
    if any(one.second_needed for one in asset.position.worth.reviews.values()):
        return True
    key = "second_valuation_above"
    if not counting or key not in desk.rules.parameters:
        return False
    base = desk.reading.base_currency
    limit = Money.parse(desk.rules.parameter(key, desk.day).value, base)
    worth = desk.reading.rates.convert(counting[-1].value, base, counting[-1].on)
    return worth is not None and worth > limit


def obstacles_to_motion(desk: CaseDesk, asset: AssetCase) -> tuple[str, ...]:
    """What keeps the motion for interlocutory sale from being finalised, as the guards say it."""
    judged = judge(
        Ask(
            action="finalise_sale_motion",
            kind=None,
            position=asset.position,
            on=desk.day,
            rules=desk.rules,
            base_currency=desk.reading.base_currency,
            convert=desk.reading.rates.convert,
        )
    )
    return tuple(reason.text for reason in judged.reasons)


def _points(desk: CaseDesk, asset: AssetCase, filed: Filed) -> Iterator[ValuePoint]:
    from asset_recovery.services.case_parts.assets import valuation_facts  # noqa: PLC0415 - mutual

    commands = _commands(desk)
    figures = _index_of(desk, asset)
    weights = _weights(asset.position, desk.day)
    for one in valuation_facts(desk):
        if one.asset != asset.reference:
            continue
        own = commands.get(one.reference)
        review = asset.position.worth.reviews.get(one.reference)
        drift, source = _drift(figures, one.on, desk.day)
        days = (desk.day - one.on).days
        yield ValuePoint(
            reference=one.reference, on=one.on, value=one.value, kind=one.kind, method=one.method,
            valuer=one.valuer, counts=one.counts, age_days=days, age=age_class(filed, days),
            weight=weights.get(one.reference, ""), drift=drift, drift_source=source,
            instruction=(own.instruction or "") if own else "",
            review=review.outcome if review else "",
            low=own.low if own else None, high=own.high if own else None,
            valid_until=own.valid_until if own else None,
        )  # fmt: skip


def _commands(desk: CaseDesk) -> dict[str, v.RecordValuation]:
    found = {}
    for told in desk.done("record_valuation"):
        assert isinstance(told.command, v.RecordValuation)
        found[str(told.row["reference"])] = told.command
    return found


def age_class(filed: Filed, days: int) -> str:
    """The class of an age in days, by the terms of the legal system."""
    codes = code_lists.code_list("valuation_ages").codes
    for code in codes:
        key = code_lists.more("valuation_ages", code, "parameter")
        if key and key in filed.rules.parameters and days <= filed.rules.days(key, filed.on):
            return code
    return list(codes)[-1]


def _weights(position: Position, on: date) -> dict[str, str]:
    """What part of the weighted value of its kind each valuation makes up, in per cent."""
    found = {}
    for _kind, _currency, lines in weighing(position, on):
        parts = [1 / (1 + Decimal(age)) for _one, age in lines]
        whole = sum(parts, Decimal(0))
        for (one, _age), part in zip(lines, parts, strict=True):
            found[one.reference] = f"{printed(half_up(part / whole * 100, 1))} %"
    return found


def _index_of(desk: CaseDesk, asset: AssetCase) -> list[IndexFigure]:
    """The figures of the index that fits the group of the type, the oldest first."""
    kind = asset_types().get(asset.position.type_code)
    for code in code_lists.code_list("price_indices").codes.values():
        groups = code.more.get("groups", ())
        if kind is not None and isinstance(groups, list) and kind.group in groups:
            return index_figures(desk.reading.connection, code.code, desk.day)
    return []


def _drift(figures: Sequence[IndexFigure], since: date, until: date) -> tuple[str, str]:
    """How the index moved between two days in per cent, and where its figures come from."""
    before = [one for one in figures if one.on <= since]
    now = [one for one in figures if one.on <= until]
    if not before or now[-1].on <= before[-1].on:
        return "", ""
    change = half_up((now[-1].figure / before[-1].figure - 1) * 100, 1)
    text = _("{source}: {first} of {day}, {last} of {until}").format(
        source=now[-1].source, first=printed(before[-1].figure), day=before[-1].on,
        last=printed(now[-1].figure), until=now[-1].on,
    )  # fmt: skip
    sign = "+" if change > 0 else ""
    return f"{sign}{printed(change)} %", text


def _instructions(desk: CaseDesk, asset: AssetCase) -> Iterator[InstructionFacts]:
    for told in _of(desk, asset, "instruct_valuation"):
        command = told.command
        assert isinstance(command, v.InstructValuation)
        reference = str(told.row["reference"])
        known = asset.position.worth.instructions.get(reference)
        if known is None:
            continue
        late = known.due is not None and known.due < desk.day
        state = "answered" if known.answered_by else ("late" if late else "open")
        yield InstructionFacts(
            reference=reference, on=told.on, valuer=desk.name(command.valuer),
            purpose=command.purpose, basis=command.basis or "", due=known.due, state=state,
            answered_by=known.answered_by or "",
        )  # fmt: skip


def _of(desk: CaseDesk, asset: AssetCase, action: str) -> Iterator[Told]:
    return (told for told in desk.done(action) if asset.reference in told.assets)


def _calculations(desk: CaseDesk, asset: AssetCase) -> Iterator[CalculationFacts]:
    for told in _of(desk, asset, "record_calculation"):
        yield calculation_facts(desk, told, asset.reference)


def calculation_facts(desk: CaseDesk, told: Told, asset: str) -> CalculationFacts:
    """A calculation as it was kept of one of its assets."""
    facts = told.facts_of(asset)
    outputs = facts.get("outputs")
    known = outputs if isinstance(outputs, dict) else {}
    return CalculationFacts(
        reference=str(told.row["reference"]),
        on=told.on,
        figure=str(facts.get("figure", "")),
        version=int(str(facts.get("version", 1))),
        by=desk.user(told.row["author_id"]),
        inputs=read_inputs(facts.get("inputs")),
        outputs=tuple(
            (name, str(value))
            for name, value in known.items()
            if isinstance(value, (str, int, bool)) and name != "figure"
        ),
        note=told.command.note or "",
    )


def _motions(desk: CaseDesk, asset: AssetCase) -> Iterator[MotionFacts]:
    reasons = {
        told.command.motion: told.command.age_reason or ""
        for told in _of(desk, asset, "finalise_sale_motion")
        if isinstance(told.command, v.FinaliseSaleMotion)
    }
    for told in _of(desk, asset, "draft_sale_motion"):
        command = told.command
        assert isinstance(command, v.DraftSaleMotion)
        reference = str(told.row["reference"])
        known = asset.position.worth.motions.get(reference)
        yield MotionFacts(
            reference=reference,
            on=told.on,
            court=desk.name(command.court),
            finalised_on=known.finalised_on if known else None,
            age_reason=reasons.get(reference, ""),
        )
