"""The first page: what is due, what waits for this user, what changed, and what costs too much."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.domain.case_file import DeadlineFacts, EventFacts
from asset_recovery.domain.money import Money
from asset_recovery.domain.registers import ApprovalRow, DeadlineRow
from asset_recovery.domain.value_kinds import KindSum, by_kind
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.lifecycle.rules import Library
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries import today_query
from asset_recovery.persistence.queries.columns import Reader
from asset_recovery.persistence.queries.law_query import library_of
from asset_recovery.persistence.queries.portfolio_sql import PortfolioRow, portfolio
from asset_recovery.persistence.queries.register_query import executor
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.store import Connection, Engine
from asset_recovery.services.consultation import Consultations
from asset_recovery.services.rates import Rates

AHEAD = timedelta(days=30)
SOON = 7
_FIRST_LOOK = timedelta(days=7)
_WHOLE = 1_000
_OVERSEERS = ("supervisor", "director", "auditor")
_NOT_COUNTED = frozenset({"Lead", "Position unknown", "Declined", "Void"})
_ONLY_IDENTIFIED = frozenset({"Identified", "Traced abroad"})
_CONFISCATED = frozenset(
    {
        "Confiscated, to realise",
        "Confiscated abroad",
        "State property",
        "Distributed",
        "Restored to victim",
        "Transferred to another State",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayFacts:
    """The first page's facts. Permille are whole parts of a thousand; the funnel falls from 1000.

    `funnel_kinds` says of which kinds of value each stage of the funnel is made.
    `keeping` are (reference, description, permille of the value) of assets whose keeping has cost
    more than the legal system's warning share.
    """

    due: tuple[DeadlineFacts, ...] = ()
    approvals: tuple[ApprovalRow, ...] = ()
    changed: tuple[EventFacts, ...] = ()
    funnel: tuple[tuple[str, Money, int], ...] = ()
    funnel_kinds: tuple[tuple[KindSum, ...], ...] = ()
    keeping: tuple[tuple[str, str, int], ...] = ()

    @property
    def needs(self) -> int:
        """How many things need the user within a week."""
        return sum(item.days_left <= SOON for item in self.due) + len(self.approvals)


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayService:
    """The day of one user: her own cases, or every case for who oversees the office."""

    engine: Engine
    now: Callable[[], str]
    today: Callable[[], date]
    consultations: Consultations | None = None

    def view(self, actor: Actor, since: str | None = None) -> TodayFacts:
        """The first page; `since` (UTC with `Z`) is the last look, known from the log otherwise."""
        today = self.today()
        access = Access.of(actor, today)
        if not access.sees:
            return TodayFacts()
        with self.engine.connect() as connection:
            found = self._read(connection, actor, access, since)
        if self.consultations is not None:
            ids = [item.record for item in found.due]
            self.consultations.note(actor, None, "today", ids=ids)
        return found

    def _read(
        self, connection: Connection, actor: Actor, access: Access, since: str | None
    ) -> TodayFacts:
        execute, today = executor(connection), access.day
        everything = actor.has(*_OVERSEERS)
        base = finder.setting(connection, "currency", "EUR")
        reader = Reader(today, base)
        until = (today + AHEAD).isoformat()
        if since is None:
            day = today.isoformat()
            since = today_query.last_look(execute, actor.name, day)
            since = since or (today - _FIRST_LOOK).isoformat()
        due = today_query.due(execute, access, reader, actor.name, until, everything=everything)
        director = today_query.has_director(execute)
        waiting = today_query.waiting(execute, access, reader)
        changed = today_query.changed(execute, access, since, everything=everything)
        held = portfolio(execute, access)
        realised = today_query.sold(execute, access)
        costs = today_query.costs(execute, access, everything=everything)
        stages = _funnel(held, realised, base)
        return TodayFacts(
            due=tuple(_deadline(row) for row in due),
            approvals=tuple(
                row for row, levels, level in waiting if _may(actor, levels, level, director)
            ),
            changed=tuple(_event(row) for row in changed),
            funnel=_shares(stages),
            funnel_kinds=tuple(kinds for _name, _amount, kinds in stages),
            keeping=_keeping(costs, Rates(connection, base), today, library_of(connection)),
        )


def _deadline(row: DeadlineRow) -> DeadlineFacts:
    return DeadlineFacts(
        reference=row.reference,
        title=row.title,
        due=row.due,
        state=row.state,
        hard=row.hard,
        days_left=row.days_left,
        record=row.record,
        case=row.case,
        responsible=row.responsible,
        source=row.source,
    )


def _may(actor: Actor, levels: str, level: int, director: bool) -> bool:
    """Whether the level that waits asks for a role of this user."""
    allowed = set(json.loads(levels)[level - 1])
    if director and allowed == {"director", "supervisor"}:
        allowed = {"director"}
    return actor.has(*allowed)


def _event(row: Sequence[Any]) -> EventFacts:
    action, description = str(row[2]), row[10]
    known = VOCABULARY.get(action)
    title = _(known.TITLE) if known is not None and known.TITLE else action.replace("_", " ")
    return EventFacts(
        on=date.fromisoformat(row[0][:10]),
        recorded_at=datetime.fromisoformat(row[1]),
        action=action,
        title=f"{title}: {description[:100]}" if description else title,
        detail="",
        kind="office",
        record=row[3],
        actor=row[4],
        actor_number=row[5],
        amount=None if row[6] is None else Money(row[6], row[7]),
        state=row[8],
        late=bool(row[9]),
    )


_Stage = tuple[str, Money, tuple[KindSum, ...]]


def _funnel(
    held: Sequence[PortfolioRow], realised: Sequence[tuple[str, int]], base: str
) -> list[_Stage]:
    """How much came how far, in the base currency; nothing stands further than what was done."""
    beyond = _NOT_COUNTED | _ONLY_IDENTIFIED
    stages = [
        (N_("identified"), _of(held, lambda state: state not in _NOT_COUNTED)),
        (N_("frozen"), _of(held, lambda state: state not in beyond)),
        (N_("confiscated"), _of(held, lambda state: state in _CONFISCATED)),
        (N_("realised"), realised),
        (N_("distributed"), _of(held, lambda state: state == "Distributed")),
    ]
    return [
        (
            name,
            Money(sum(minor for _kind, minor in values), base),
            by_kind((kind, Money(minor, base)) for kind, minor in values if kind),
        )
        for name, values in stages
    ]


def _of(held: Sequence[PortfolioRow], counts: Callable[[str], bool]) -> list[tuple[str, int]]:
    return [(one.kind, one.minor) for one in held if counts(one.state)]


def _shares(stages: Sequence[_Stage]) -> tuple[tuple[str, Money, int], ...]:
    """Each stage with its permille of the first; empty where nothing is identified."""
    whole = stages[0][1].minor
    if whole <= 0:
        return ()
    return tuple((name, money, money.minor * _WHOLE // whole) for name, money, _kinds in stages)


def _keeping(
    rows: Iterable[Sequence[Any]], rates: Rates, today: date, library: Library
) -> tuple[tuple[str, str, int], ...]:
    """Assets whose keeping has cost more than the warning share of their value, the worst first."""
    cost: dict[int, Decimal] = defaultdict(Decimal)
    asset: dict[int, Sequence[Any]] = {}
    for row in rows:
        if code_lists.more("cost_categories", str(row[9]), "class") != "keeping_cost":
            continue
        on = date.fromisoformat(row[10][:10])
        amount = rates.convert(Money(row[7], row[8]), row[4], on)
        if amount is not None:
            asset[row[0]] = row
            cost[row[0]] += amount.decimal
    found = []
    for key, row in asset.items():
        value = Money(row[3], row[4]).decimal
        rules = library.rules(str(row[6]))
        warn = Decimal(rules.parameter("cost_ratio_warn", today).value)
        if cost[key] > value * warn:
            found.append((str(row[1]), str(row[2]), int(cost[key] * _WHOLE / value)))
    return tuple(sorted(found, key=lambda one: (-one[2], one[0])))
