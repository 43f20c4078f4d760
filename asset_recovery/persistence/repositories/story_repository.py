"""Stories: the effective-dated events of an asset, loaded to be folded and judged."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from operator import itemgetter
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, bindparam, exists, select
from sqlalchemy.exc import SQLAlchemyError

from asset_recovery.domain import asset_types
from asset_recovery.domain.actions.base import Action, AssetAction
from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.domain.errors import AppError
from asset_recovery.lifecycle.position import CasePosition, Position
from asset_recovery.lifecycle.rules import Rules
from asset_recovery.lifecycle.story import LATEST, Moment, StoryEvent, fold, moments
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.prepared import Prepared
from asset_recovery.persistence.queries.law_query import library_of
from asset_recovery.persistence.queries.lineage_query import LINEAGE_ACTIONS, told_by
from asset_recovery.persistence.rows import Row

Until = tuple[date, int] | None
CASE_ACTIONS = (
    "open_case",
    "change_case",
    "record_proceeding",
    "record_proof",
    "publish_notice",
    "record_agreement",
    "close_case",
    "reopen_case",
)
# What reading and folding a story raises where somebody edited its rows by hand.
UNTELLABLE = (
    AppError,
    ArithmeticError,
    AttributeError,
    LookupError,
    SQLAlchemyError,
    TypeError,
    ValueError,
)
_EVENT = select(t.event, t.court_order.c.reference.label("order_reference"))
_OF_ASSET = Prepared(
    _EVENT.join_from(t.event_asset, t.event, t.event.c.id == t.event_asset.c.event_id)
    .outerjoin(t.court_order, t.court_order.c.id == t.event.c.order_id)
    .where(t.event_asset.c.asset_id == bindparam("asset"))
)
_OF_CASE = Prepared(
    _EVENT.outerjoin_from(t.event, t.court_order, t.court_order.c.id == t.event.c.order_id).where(
        t.event.c.case_id == bindparam("case"),
        t.event.c.action.in_(CASE_ACTIONS),
        ~exists().where(t.event_asset.c.event_id == t.event.c.id),
    )
)
_ASSET = Prepared(select(t.asset).where(t.asset.c.id == bindparam("asset")))
_CASE = Prepared(select(t.case_record).where(t.case_record.c.id == bindparam("case")))
_ORDER = Prepared(select(t.court_order.c.reference).where(t.court_order.c.id == bindparam("order")))
_OF_ORDER = Prepared(
    select(t.event).where(
        t.event.c.order_id == bindparam("order"),
        ~exists().where(t.event_asset.c.event_id == t.event.c.id),
    )
)


@lru_cache(maxsize=20_000)
def _command(action: str, data: str) -> Action:
    """The command as it was kept; parsed once, for it never changes."""
    return VOCABULARY[action].parse(json.loads(data))


_PARTS = ("id", "action", "data", "facts", "irregular", "on_date", "seq", "reference", "author_id")
_ENDS = ("effective_on", "effective_seq", "ended_on", "ended_seq", "approval")


@lru_cache(maxsize=20_000)
def _told(parts: tuple[Any, ...], order: str | None, names: tuple[str, ...]) -> StoryEvent:
    """An event from the columns of its row; the same columns tell the same event."""
    row = dict(zip((*_PARTS, *_ENDS), parts, strict=True))
    command = _command(row["action"], row["data"])
    if isinstance(command, AssetAction) and command.rows:
        own = next((name for name in names if name in command.named()), None)
        command = command.for_asset(own) if own else command
    facts = json.loads(row["facts"])
    by_asset = facts.pop("by_asset", None)
    if by_asset:
        facts |= next((by_asset[name] for name in names if name in by_asset), {})
    return told_event(row, command, order, facts, names)


def told_event(
    row: Row, command: Action, order: str | None, facts: dict[str, Any], names: Sequence[str]
) -> StoryEvent:
    """An event from its row, as an asset is told of it: its own name, then those it comes from."""
    if "substitute" in facts:
        substitute = facts["substitute"]
        facts["seen_from"] = substitute if substitute in names else names[0]
    return StoryEvent(
        id=int(row["id"]),
        on=date.fromisoformat(row["on_date"]),
        seq=int(row["seq"]),
        command=command,
        reference=row["reference"],
        order=order,
        author=str(row["author_id"]),
        effective_on=_day(row["effective_on"]),
        effective_seq=row["effective_seq"],
        ended_on=_day(row["ended_on"]),
        ended_seq=row["ended_seq"],
        approval=row["approval"],
        irregular=tuple(json.loads(row["irregular"])),
        facts=MappingProxyType(facts),
    )


_columns = itemgetter(*_PARTS, *_ENDS)


def start_of(origin: Row, case: str) -> Position:
    """The empty position of the asset that began the line, in the case of this reference."""
    position = Position(reference=str(origin["reference"]), case=CasePosition(reference=case))
    known = asset_types.asset_types().get(str(origin["type_code"]))
    if known is not None:
        position.immovable = known.immovable
        position.marked_to_market = known.by_mark
    return position


def cut(event: StoryEvent, until: Until) -> StoryEvent:
    """The event, told only until then."""
    return event if until is None else replace(event, until=until)


def earlier(until: Until, made: Iterable[Mapping[str, Any]]) -> Until:
    """The moment of the step that made an asset, the first of those in which it took part."""
    first = min(made, key=lambda row: int(row["seq"]))
    moment = (date.fromisoformat(first["on_date"]), int(first["seq"]))
    return moment if until is None else min(until, moment)


class Stories:
    """Stories read through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._orders: dict[int, str | None] = {}
        self._rules: dict[int, Rules] = {}
        self._cases: dict[int, str] = {}
        self._origins: dict[int, Row] = {}

    def events_of_order(self, order_id: int) -> list[StoryEvent]:
        """What happened to an order as a whole, where it names no asset."""
        rows = _OF_ORDER.all(self._connection, order=order_id)
        return [self.story_event(row, [""]) for row in rows]

    def asset(self, asset_id: int) -> Row:
        """The asset's own row."""
        return _ASSET.one(self._connection, asset=asset_id)

    def case(self, case_id: int) -> Row:
        """The case's own row."""
        return _CASE.one(self._connection, case=case_id)

    def rules_of(self, case_id: int) -> Rules:
        """The legal system of a case, with all its versions; of which system never changes."""
        if case_id not in self._rules:
            case = self.case(case_id)
            opened_with = str(case["legal_version"])
            self._rules[case_id] = library_of(self._connection).rules(
                str(case["legal_system"]), opened_with
            )
            self._cases[case_id] = str(case["reference"])
        return self._rules[case_id]

    def forget_rules(self) -> None:
        """A legal system was installed: what is asked from now on may be another version."""
        self._rules.clear()

    def events(self, asset: Row) -> list[StoryEvent]:
        """All events of an asset, of those that it comes from, and of its case.

        It comes from the asset whose place it took, of which it is a part, or that was merged.
        """
        line = list(self._line(asset))
        names = [str(member["reference"]) for member, _rows, _until in line]
        rows: dict[int, tuple[Row, Until]] = {}
        for _member, found, until in line:
            for row in found:
                rows.setdefault(row["id"], (row, until))
        for row in _OF_CASE.all(self._connection, case=asset["case_id"]):
            rows.setdefault(row["id"], (row, None))
        return [cut(self.story_event(row, names), until) for row, until in rows.values()]

    def _line(self, asset: Row) -> Iterator[tuple[Row, list[Row], Until]]:
        """The asset and those that it comes from, each with its events and until when they tell."""
        member: Row | None = asset
        until: Until = None
        while member is not None:
            rows = _OF_ASSET.all(self._connection, asset=member["id"])
            yield member, rows, until
            self._origins[int(asset["id"])] = member
            made = [row for row in rows if row["action"] in LINEAGE_ACTIONS]
            key = member["substitutes_id"]
            if key is None and made:
                key = told_by(self._connection, int(member["id"]))
                until = until if key is None else earlier(until, made)
            member = None if key is None else self.asset(int(key))

    def story_event(self, row: Row, names: list[str]) -> StoryEvent:
        """A row of the table of events as the engine takes it, seen from the assets named."""
        joined = "order_reference" in row
        order = row["order_reference"] if joined else self.order_reference(row["order_id"])
        return _told(_columns(row), order, tuple(names))

    def order_reference(self, order_id: int | None) -> str | None:
        """The human number of an order by its key."""
        if order_id is None:
            return None
        if order_id not in self._orders:
            self._orders[order_id] = _ORDER.scalar(self._connection, order=order_id)
        return self._orders[order_id]

    def start(self, asset: Row) -> Position:
        """The empty position in which a story begins."""
        if int(asset["id"]) not in self._origins:
            for _member in self._line(asset):
                pass
        origin = self._origins[int(asset["id"])]
        case_id = int(asset["case_id"])
        self.rules_of(case_id)
        return start_of(origin, self._cases[case_id])

    def position(
        self, asset_id: int, until: tuple[date, int] = LATEST, known: int | None = None
    ) -> Position:
        """The position at a moment: events up to the date `until` and, on it, up to its entry.

        `known` limits it to what was recorded up to that entry of the journal.
        """
        asset = self.asset(asset_id)
        events = self.events(asset)
        story = [
            moment
            for moment in moments(events)
            if (moment.on, moment.seq) <= until and (known is None or moment.seq <= known)
        ]
        return fold(self.start(asset), story, self.rules_of(int(asset["case_id"])))

    def later(self, asset_id: int, since: tuple[date, int]) -> list[Moment]:
        """The moments of the story after a point."""
        asset = self.asset(asset_id)
        return [m for m in moments(self.events(asset)) if (m.on, m.seq) > since]


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
