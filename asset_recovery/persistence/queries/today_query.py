"""What the first page asks: due, waiting, changed, how far the office came, what costs too much."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from asset_recovery.persistence.access_sql import HIDDEN_CASES, Access, Execute
from asset_recovery.persistence.queries import approvals_register, deadlines_register
from asset_recovery.persistence.queries.columns import Reader

MOST = 200
MONEY_CAME = (
    "gross_proceeds_booked",
    "net_determined",
    "allocated",
    "partly_paid_out",
    "fully_distributed",
)
_COSTS = 5_000
_MINE = (
    "SELECT id FROM case_record WHERE officer_id = :access_user"
    " UNION SELECT id FROM case_record WHERE opened_by = :access_user"
    " UNION SELECT case_id FROM case_member WHERE user_id = :access_user AND ended_on IS NULL"
    " AND (since IS NULL OR since <= :access_day)"
    " AND (until IS NULL OR until >= :access_day)"
)


def _in_sight(column: str, everything: bool) -> str:
    """Cases of the day's work: one's own, or all; hidden ones never."""
    own = "" if everything else f" AND {column} IN ({_MINE})"
    return f"{column} NOT IN ({HIDDEN_CASES}){own}"


def due(
    execute: Execute, access: Access, reader: Reader, name: str, until: str, *, everything: bool
) -> list[Any]:
    """What is due by a day in the cases of the day's work, or asked of this user by name."""
    register = deadlines_register.REGISTER
    values = {**access.parameters, "until": until, "name": name}
    values["today"] = reader.today.isoformat()
    rows: dict[object, Sequence[Any]] = {}
    for sight in (_in_sight("r.case_id", everything), "r.responsible = :name"):
        text = (
            f"SELECT {', '.join(register.selected)} FROM {register.source}"
            f" WHERE r.due <= :until AND {register.known} AND {sight}"
            f" ORDER BY r.due, r.id LIMIT {MOST}"
        )
        rows |= {row[0]: row for row in execute(text, values)}
    found = [register.make(row, reader) for row in rows.values()]
    return sorted(found, key=lambda item: (item.due, item.id))[:MOST]


def waiting(execute: Execute, access: Access, reader: Reader) -> list[tuple[Any, str, int]]:
    """Steps that wait for a second person, with the roles of their levels and who took them.

    Those that this user took, edited or already voted on are left out.
    """
    register = approvals_register.REGISTER
    text = (
        f"SELECT {', '.join(register.selected)}, r.levels, r.level FROM {register.source}"
        f" WHERE {register.always} AND {register.known} AND e.author_id <> :access_user"
        " AND NOT EXISTS (SELECT 1 FROM approval_vote AS cast_"
        " WHERE cast_.approval_id = r.id AND cast_.user_id = :access_user)"
        f" ORDER BY r.asked_on, r.id LIMIT {MOST}"
    )
    rows = execute(text, access.parameters)
    return [
        (register.make(row, reader), cast("str", row[-2]), cast("int", row[-1])) for row in rows
    ]


def has_director(execute: Execute) -> bool:
    """Whether the office has a director, who then decides alone what supervisors would."""
    text = "SELECT 1 FROM user_account WHERE blocked = 0 AND roles LIKE '%\"director\"%' LIMIT 1"
    return bool(execute(text, {}))


def changed(
    execute: Execute, access: Access, since: str, *, everything: bool
) -> Sequence[Sequence[Any]]:
    """What others recorded since a moment, the newest first."""
    text = (
        "SELECT r.on_date, r.recorded_at, r.action, coalesce(a.reference, o.reference,"
        " q.reference, c.reference), coalesce(u.full_name, u.name), u.number,"
        " r.amount_minor, r.amount_currency, r.status, r.late, a.description"
        " FROM event AS r LEFT JOIN case_record AS c ON c.id = r.case_id"
        " LEFT JOIN user_account AS u ON u.id = r.author_id"
        " LEFT JOIN asset AS a ON a.id ="
        " (SELECT min(part.asset_id) FROM event_asset AS part WHERE part.event_id = r.id)"
        " LEFT JOIN court_order AS o ON o.id = r.order_id"
        " LEFT JOIN request AS q ON q.id = r.request_id"
        " WHERE r.recorded_at > :since AND r.author_id <> :access_user"
        f" AND {_in_sight('r.case_id', everything)} ORDER BY r.seq DESC, r.id DESC LIMIT 50"
    )
    return execute(text, {**access.parameters, "since": since})


def last_look(execute: Execute, name: str, before: str) -> str | None:
    """When this user last looked at the day on an earlier day."""
    text = (
        "SELECT at FROM consultation WHERE seq > (SELECT max(seq) FROM consultation) - 20000"
        " AND actor = :name AND at < :before AND json_extract(payload, '$.screen') = 'today'"
        " ORDER BY seq DESC LIMIT 1"
    )
    rows = execute(text, {"name": name, "before": before})
    return cast("str", rows[0][0]) if rows else None


def sold(execute: Execute, access: Access) -> list[tuple[str, int]]:
    """Sums, in the base currency, of assets whose money has come, by kind of value."""
    states = ", ".join(f"'{state}'" for state in MONEY_CAME)
    text = (
        "SELECT coalesce(r.value_kind, ''), sum(r.base_minor) FROM asset_row AS r"
        f" WHERE r.money IN ({states}) AND r.base_minor IS NOT NULL"
        f" AND r.case_id NOT IN ({HIDDEN_CASES}) GROUP BY 1"
    )
    rows = execute(text, access.parameters)
    return [(str(row[0]), cast("int", row[1])) for row in rows]


def costs(execute: Execute, access: Access, *, everything: bool) -> Sequence[Sequence[Any]]:
    """Costs in effect by asset and currency, with category, of assets that still have a value.

    Rows: asset key, reference, description, value, its currency, day of it, legal system, cost in
    minor units, its currency, category. The newest postings of the office, at most a few thousand.
    """
    text = (
        "SELECT r.asset_id, r.reference, r.description, r.value_minor, r.value_currency,"
        " r.valued_on, c.legal_system, e.amount_minor, e.amount_currency,"
        " json_extract(e.data, '$.category'), e.on_date"
        " FROM event AS e INDEXED BY ix_event_cost JOIN event_asset AS part ON part.event_id = e.id"
        " JOIN asset_row AS r ON r.asset_id = part.asset_id"
        " JOIN case_record AS c ON c.id = e.case_id"
        " WHERE e.action = 'post_cost' AND e.status = 'in_effect' AND r.value_minor > 0"
        " AND r.money IN ('no_money', 'frozen_balance_confirmed')"
        f" AND {_in_sight('e.case_id', everything)} ORDER BY e.id DESC LIMIT {_COSTS}"
    )
    return execute(text, access.parameters)
