"""The stories of all assets of a case at once, folded from rows that are already loaded."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from asset_recovery.domain.actions.base import Action, AssetAction
from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.lifecycle.position import Position
from asset_recovery.lifecycle.rules import Rules
from asset_recovery.lifecycle.story import LATEST, Moment, StoryEvent, fold, moments
from asset_recovery.persistence.queries.case_query import CaseRows, Record
from asset_recovery.persistence.queries.lineage_query import LINEAGE_ACTIONS
from asset_recovery.persistence.repositories.story_repository import (
    CASE_ACTIONS,
    Until,
    cut,
    earlier,
    start_of,
    told_event,
)


@dataclass(slots=True)
class Told:
    """One event read once: its row, command and facts, and the assets that it concerned."""

    row: Record
    command: Action
    facts: dict[str, Any]
    by_asset: dict[str, dict[str, Any]]
    assets: tuple[str, ...] = ()
    asset_ids: tuple[int, ...] = ()

    @property
    def on(self) -> date:
        """Its own legal date."""
        return date.fromisoformat(self.row["on_date"])

    def state_on(self, day: date | None) -> str:
        """in_effect, pending, rejected or returned, as it was on a day (None: now)."""
        status = str(self.row["status"])
        if day is None or self.row["approval"] is None:
            return status
        limit = day.isoformat()
        if status == "in_effect":
            return status if self.row["effective_on"] <= limit else "pending"
        ended = self.row["ended_on"]
        return status if ended is not None and ended <= limit else "pending"

    def facts_of(self, asset: str) -> dict[str, Any]:
        """What was worked out for one asset, with what holds for all."""
        return {**self.facts, **self.by_asset.get(asset, {})}


class CaseStories:
    """Events of a case as the engine takes them; the same folds as `Stories` gives one by one."""

    def __init__(self, rows: CaseRows, rules: Rules) -> None:
        self._rows = rows
        self._rules = rules
        self._assets = rows.tables["asset"]
        self._orders = {key: row["reference"] for key, row in rows.tables["court_order"].items()}
        self.told = _told(rows)
        self._of_asset: dict[int, list[Told]] = {}
        self._of_case: list[Told] = []
        self._made: dict[tuple[int, str], StoryEvent] = {}
        self._told_by: dict[int, int] = {
            row["asset_id"]: row["from_id"] for row in rows.of("asset_lineage") if row["told"]
        }
        for one in self.told:
            for key in one.asset_ids:
                self._of_asset.setdefault(key, []).append(one)
            if not one.asset_ids and one.row["action"] in CASE_ACTIONS:
                self._of_case.append(one)

    def events(self, asset: Mapping[str, Any]) -> list[StoryEvent]:
        """All events of an asset, of those that it comes from, and of its case."""
        line = list(self._line(asset))
        names = [str(member["reference"]) for member, _until in line]
        found: dict[int, tuple[Told, Until]] = {}
        for member, until in line:
            for one in self._of_asset.get(int(member["id"]), ()):
                found.setdefault(one.row["id"], (one, until))
        for one in self._of_case:
            found.setdefault(one.row["id"], (one, None))
        return [cut(self.story_event(one, names), until) for one, until in found.values()]

    def position(self, asset: Mapping[str, Any], until: tuple[date, int] = LATEST) -> Position:
        """The position of an asset after all moments up to a date and, on it, an entry."""
        story = moments(self.events(asset))
        if until != LATEST:
            story = [moment for moment in story if (moment.on, moment.seq) <= until]
        return fold(self._start(asset), story, self._rules)

    def story(self, asset: Mapping[str, Any]) -> tuple[Position, list[Moment]]:
        """Where an asset begins, and all moments of its story in their order."""
        return self._start(asset), moments(self.events(asset))

    def is_told_another(self, asset: Mapping[str, Any]) -> bool:
        """Whether an asset was split off or merged, so that its story begins with its origin's."""
        return int(asset["id"]) in self._told_by

    def story_event(self, one: Told, names: list[str]) -> StoryEvent:
        """The event as seen from the assets named, the nearest first."""
        command = one.command
        seen = ""
        if isinstance(command, AssetAction) and command.rows:
            named = command.named()
            own = next((name for name in names if name in named), None)
            seen = own or ""
            command = command.for_asset(own) if own else command
        if one.by_asset:
            seen += " " + names[0]
        key = (int(one.row["id"]), seen)
        if key not in self._made:
            self._made[key] = self._make(one, command, names)
        return self._made[key]

    def _make(self, one: Told, command: Action, names: list[str]) -> StoryEvent:
        row, facts = one.row, dict(one.facts)
        if one.by_asset:
            facts |= next((one.by_asset[name] for name in names if name in one.by_asset), {})
        return told_event(row, command, self._orders.get(row["order_id"]), facts, names)

    def _line(self, asset: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Until]]:
        """The asset and those that it comes from, each until the moment that made the next."""
        member: Mapping[str, Any] | None = asset
        until: Until = None
        while member is not None:
            yield member, until
            key = member["substitutes_id"]
            if key is None and (key := self._told_by.get(int(member["id"]))) is not None:
                told = self._of_asset.get(int(member["id"]), ())
                made = [one.row for one in told if one.row["action"] in LINEAGE_ACTIONS]
                until = earlier(until, made)
            member = None if key is None else self._assets[key]

    def _start(self, asset: Mapping[str, Any]) -> Position:
        origin = list(self._line(asset))[-1][0]
        return start_of(origin, str(self._rows.case["reference"]))


def _told(rows: CaseRows) -> list[Told]:
    """Every event once, in the order of its date and entry."""
    assets: dict[int, list[int]] = {}
    for link in rows.of("event_asset"):
        assets.setdefault(link["event_id"], []).append(link["asset_id"])
    known = rows.tables["asset"]
    found = []
    for row in rows.of("event"):
        facts = json.loads(row["facts"])
        by_asset = facts.pop("by_asset", None) or {}
        ids = tuple(key for key in assets.get(row["id"], ()) if key in known)
        found.append(
            Told(
                row=row,
                command=VOCABULARY[row["action"]].parse(json.loads(row["data"])),
                facts=facts,
                by_asset=by_asset,
                assets=tuple(str(known[key]["reference"]) for key in ids),
                asset_ids=ids,
            )
        )
    found.sort(key=lambda one: (one.row["on_date"], one.row["seq"], one.row["id"]))
    return found


def of_action(told: Iterable[Told], *actions: str) -> list[Told]:
    """The events of these actions, in their order."""
    return [one for one in told if one.row["action"] in actions]
