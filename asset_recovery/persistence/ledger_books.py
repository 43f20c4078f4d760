"""The ledger as it stood before an entry, read from an office for the rules of `lifecycle`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.ledger.entry import Line, MoneyEvent

EVENT = (
    "SELECT e.id, e.action, e.data, e.facts, coalesce(e.reference, ''), c.reference, o.reference,"
    " e.amount_minor, e.amount_currency, e.seq, e.effective_seq, e.effective_on, e.ended_seq,"
    " e.ended_on, coalesce(e.case_id, 0) FROM event AS e"
    " LEFT JOIN case_record AS c ON c.id = e.case_id"
    " LEFT JOIN court_order AS o ON o.id = e.order_id"
)
_STANDS = (
    "e.effective_seq IS NOT NULL"
    " AND (e.effective_seq < :seq OR (e.effective_seq = :seq AND e.id < :event))"
    " AND (e.ended_seq IS NULL OR e.ended_seq > :seq)"
)
_NAMED = f"{EVENT} WHERE e.reference = :named AND {_STANDS}"
_ASSETS = (
    "SELECT a.reference FROM event_asset AS x JOIN asset AS a ON a.id = x.asset_id"
    " WHERE x.event_id = ? ORDER BY x.id"
)
_LINE = (
    "SELECT l.kind, a.holder, l.minor, l.currency, l.asset_reference"
    " FROM ledger_line AS l JOIN ledger_account AS a ON a.id = l.account_id"
)
_EARLIER = "(l.seq < :seq OR (l.seq = :seq AND l.event_id < :event))"
_OF_EVENT = f"{_LINE} WHERE l.event_id = :of AND {_EARLIER} ORDER BY l.id"
_ON_ACCOUNT = (
    f"{_LINE} LEFT JOIN case_record AS c ON c.id = a.case_id"
    " WHERE a.kind = :kind AND a.holder = :holder"
    f" AND (:case = '' OR a.case_id = 0 OR c.reference = :case) AND {_EARLIER} ORDER BY l.id"
)


@lru_cache(maxsize=4_000)
def _command(action: str, data: str) -> Action:
    return VOCABULARY[action].parse(json.loads(data))


def told(raw: Any, row: tuple[Any, ...]) -> MoneyEvent:  # noqa: ANN401 - the driver's connection
    """The event of a row read by `EVENT`."""
    amount = None if row[7] is None else Money(int(row[7]), str(row[8]))
    return MoneyEvent(
        id=int(row[0]),
        command=_command(str(row[1]), str(row[2])),
        facts=json.loads(row[3]),
        reference=str(row[4]),
        assets=tuple(str(name) for (name,) in raw.execute(_ASSETS, (row[0],)).fetchall()),
        case=str(row[5] or ""),
        order=str(row[6] or ""),
        amount=amount,
    )


class KeptBooks:
    """The books of an office before the entry of one event."""

    def __init__(self, raw: Any, seq: int, event: int) -> None:  # noqa: ANN401
        self._raw = raw
        self._before: Mapping[str, object] = {"seq": seq, "event": event}

    def event(self, reference: str) -> MoneyEvent | None:
        """The event that made a record, if it took effect before."""
        row = self._raw.execute(_NAMED, {**self._before, "named": reference}).fetchone()
        return None if row is None else told(self._raw, row)

    def lines_of(self, event: int) -> list[Line]:
        """The lines of an event as they stood."""
        return self._lines(_OF_EVENT, of=event)

    def account(self, kind: str, holder: str, case: str) -> list[Line]:
        """Every line on an account before, in all its currencies."""
        return self._lines(_ON_ACCOUNT, kind=kind, holder=holder, case=case)

    def events_of_asset(self, asset: str, actions: tuple[str, ...]) -> list[MoneyEvent]:
        """The events of these actions that name the asset and stood before."""
        marks = ", ".join(f":action{place}" for place in range(len(actions)))
        given = {f"action{place}": name for place, name in enumerate(actions)}
        text = (
            f"{EVENT} JOIN event_asset AS x ON x.event_id = e.id"
            " JOIN asset AS t ON t.id = x.asset_id"
            f" WHERE t.reference = :asset AND e.action IN ({marks}) AND {_STANDS}"
            " ORDER BY e.effective_seq, e.id"
        )
        rows = self._raw.execute(text, {**self._before, **given, "asset": asset}).fetchall()
        return [told(self._raw, row) for row in rows]

    def _lines(self, text: str, **given: object) -> list[Line]:
        rows = self._raw.execute(text, {**self._before, **given}).fetchall()
        return [Line(*row) for row in rows]
