"""How property was hidden, and the close-out review: estimate against outcome, days, cost, loss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from asset_recovery.domain.actions.case_actions import CloseCase
from asset_recovery.domain.actions.custody_actions import ReportIncident
from asset_recovery.domain.actions.debt_actions import WriteOffMoney
from asset_recovery.domain.actions.people_actions import RecordPattern, RecordReview
from asset_recovery.domain.money import Money
from asset_recovery.domain.people_facts import (
    OutcomeFacts,
    PatternFacts,
    ReviewFacts,
    StageFacts,
)
from asset_recovery.i18n import N_
from asset_recovery.lifecycle.headline import headline
from asset_recovery.persistence.repositories.case_stories import Told
from asset_recovery.services.case_parts.case_desk import AssetCase, CaseDesk
from asset_recovery.services.case_parts.money import posting_facts

# A stage runs from the first of one group of dates to the first of another.
STAGES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    (N_("Traced to identified"), ("lead",), ("identified",)),
    (
        N_("Identified to under a measure"),
        ("identified",),
        ("urgent_measure", "frozen", "seized", "frozen_for_foreign_state", "frozen_abroad"),
    ),
    (
        N_("Under a measure to confiscation sought"),
        ("urgent_measure", "frozen", "seized"),
        ("confiscation_proposed",),
    ),
    (
        N_("Confiscation sought to first decision"),
        ("confiscation_proposed",),
        ("confiscated_not_final", "release_ordered"),
    ),
    (
        N_("First decision to final"),
        ("confiscated_not_final",),
        ("confiscated_final", "release_ordered"),
    ),
    (N_("Final to distributed"), ("confiscated_final",), ("distributed",)),
    (N_("Release ordered to returned"), ("release_ordered",), ("returned_to_owner",)),
)
_ENDS = ("distributed", "returned_to_owner", "restored_to_victim", "transferred_to_other_state")


def pattern_facts(desk: CaseDesk) -> tuple[PatternFacts, ...]:
    """How property was hidden; what was corrected later stands no more."""
    told = desk.done("record_pattern")
    corrected = {one.command.corrects for one in told if isinstance(one.command, RecordPattern)}
    return tuple(_pattern(desk, one) for one in told if one.row["reference"] not in corrected)


def _pattern(desk: CaseDesk, one: Told) -> PatternFacts:
    command = one.command
    assert isinstance(command, RecordPattern)
    return PatternFacts(
        reference=str(one.row["reference"]),
        on=one.on,
        codes=command.codes,
        assets=one.assets,
        source=command.source,
        note=command.note,
        author=desk.user(one.row["author_id"]),
    )


def review_facts(desk: CaseDesk) -> ReviewFacts | None:
    """The review of a case that is closed on the day that is asked for; None: it is open."""
    turns = desk.done("close_case", "reopen_case")
    if not turns or turns[-1].row["action"] != "close_case":
        return None
    closing = turns[-1]
    written = _written(desk, closing)
    outcomes = tuple(_outcomes(desk))
    opened = date.fromisoformat(desk.case["opened_on"])
    command = None if written is None else written.command
    stated = command if isinstance(command, (CloseCase, RecordReview)) else None
    return ReviewFacts(
        closed_on=closing.on,
        reference=None if written is None else written.row["reference"],
        written_on=None if written is None else written.on,
        author=None if written is None else desk.user(written.row["author_id"]),
        lesson=None if stated is None else stated.lesson,
        lacking=() if stated is None else stated.lacking,
        outcomes=outcomes,
        stages=tuple(_stages(desk)),
        estimate=_sum(desk, (one.estimate for one in outcomes)),
        outcome=_sum(desk, (one.outcome for one in outcomes)),
        cost=_sum(desk, _costs(desk, None)),
        loss=_sum(desk, (one.loss for one in outcomes)),
        days=(closing.on - opened).days,
    )


def _written(desk: CaseDesk, closing: Told) -> Told | None:
    """The newest review: written after the closing, else given with it."""
    later = [one for one in desk.done("record_review") if one.row["seq"] > closing.row["seq"]]
    if later:
        return later[-1]
    assert isinstance(closing.command, CloseCase)
    return closing if closing.command.lesson is not None else None


def _outcomes(desk: CaseDesk) -> Iterator[OutcomeFacts]:
    """One line a thing: what took its place after a sale is told with it."""
    for asset in desk.assets:
        position = asset.position
        if position.void or position.substitutes is not None:
            continue
        stand_in = desk.by_reference.get(position.replaced_by or "")
        end = asset if stand_in is None else stand_in
        names = {asset.reference, end.reference}
        yield OutcomeFacts(
            asset=asset.reference,
            description=str(asset.row["description"]),
            headline=headline(end.position, desk.rules.groups["not_yet_final"]),
            estimate=_estimate(desk, asset),
            outcome=_came_to(desk, end),
            cost=_sum(desk, _costs(desk, names)),
            loss=_sum(desk, _losses(desk, names)),
            days=_lasted(asset, end),
        )


def _estimate(desk: CaseDesk, asset: AssetCase) -> Money | None:
    """What the office thought first: the estimate at registration, else the first valuation."""
    position = asset.position
    first = date.fromisoformat(asset.row["registered_on"])
    if position.estimated_value is not None:
        return desk.convert(position.estimated_value, first)
    valued = sorted(position.valuations, key=lambda one: one.on)
    return desk.convert(valued[0].value, valued[0].on) if valued else None


def _came_to(desk: CaseDesk, end: AssetCase) -> Money | None:
    """The proceeds, or what was given back, in the end; None where no money came of it."""
    position = end.position
    money = position.proceeds or position.returned_amount
    if money is None:
        return None
    return desk.convert(money, position.dates.get("sold", desk.day))


def _costs(desk: CaseDesk, of: set[str] | None) -> Iterator[Money | None]:
    for one in posting_facts(desk):
        if one.direction == "cost" and (of is None or one.asset in of):
            yield one.base_amount


def _losses(desk: CaseDesk, of: set[str]) -> Iterator[Money | None]:
    """What incidents cost and what was written off."""
    for one in desk.done("report_incident", "write_off_money"):
        command = one.command
        assert isinstance(command, (ReportIncident, WriteOffMoney))
        if of & set(one.assets) and command.amount is not None:
            yield desk.convert(command.amount, one.on)


def _lasted(asset: AssetCase, end: AssetCase) -> int | None:
    """The days from the first trace to the end, where it came to one."""
    begun = asset.position.dates.get("lead")
    ends = [end.position.dates[name] for name in _ENDS if name in end.position.dates]
    return None if begun is None or not ends else (min(ends) - begun).days


def _stages(desk: CaseDesk) -> Iterator[StageFacts]:
    for name, froms, tos in STAGES:
        days = [
            (last - first).days
            for asset in desk.assets
            if asset.counts
            and (first := _first(asset, froms)) is not None
            and (last := _first(asset, tos)) is not None
            and last >= first
        ]
        if days:
            yield StageFacts(name=name, assets=len(days), median=_median(days), longest=max(days))


def _first(asset: AssetCase, names: tuple[str, ...]) -> date | None:
    known = [asset.position.dates[one] for one in names if one in asset.position.dates]
    return min(known, default=None)


def _median(days: list[int]) -> str:
    """The middle one, or the mean of the two in the middle: 12, or 12.5."""
    ordered, half = sorted(days), len(days) // 2
    if len(days) % 2:
        return str(ordered[half])
    twice = ordered[half - 1] + ordered[half]
    return f"{twice // 2}.5" if twice % 2 else str(twice // 2)


def _sum(desk: CaseDesk, amounts: Iterable[Money | None]) -> Money | None:
    """The sum of what is known; None where nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return Money.total(known, desk.currency) if known else None
