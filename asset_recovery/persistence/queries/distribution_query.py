"""What of the money of all cases waits: nets, allocations and payments, for one person's eyes."""

from __future__ import annotations

from sqlalchemy import Connection

from asset_recovery.persistence.access_sql import Access, in_known_case

MOST = 2_000
_WAITING = f"""
SELECT act.reference, c.reference AS case_name, act.action, act.amount_minor,
       act.amount_currency, who.full_name, act.on_date, ask.reference AS approval, act.data
FROM approval AS ask JOIN event AS act ON act.id = ask.event_id
JOIN case_record AS c ON c.id = act.case_id
LEFT JOIN user_account AS who ON who.id = ask.asked_by
WHERE ask.state = 'waiting' AND act.action IN ('determine_net', 'allocate_proceeds', 'pay_out')
AND {in_known_case("act.case_id")}
ORDER BY act.on_date, act.id LIMIT {MOST}
"""
_TO_PAY = f"""
SELECT DISTINCT act.reference, c.reference AS case_name, 'to_pay' AS action, act.amount_minor,
       act.amount_currency, who.full_name, act.on_date, NULL AS approval, act.data
FROM asset_row AS line JOIN event_asset AS of ON of.asset_id = line.asset_id
JOIN event AS act ON act.id = of.event_id
JOIN case_record AS c ON c.id = act.case_id
LEFT JOIN user_account AS who ON who.id = act.author_id
WHERE line.money IN ('allocated', 'partly_paid_out') AND act.action = 'allocate_proceeds'
AND act.status = 'in_effect' AND {in_known_case("act.case_id")}
ORDER BY act.on_date, act.id LIMIT {MOST}
"""
Found = tuple[str | None, str, str, int | None, str | None, str | None, str, str | None, str]


def waiting_distributions(connection: Connection, access: Access) -> list[Found]:
    """What waits for its second person, then what is allocated and not yet paid in full.

    Each row: reference, case, action (`to_pay` for the second kind), minor units, currency, who
    asked, day, approval, the command as it was given.
    """
    if not access.sees:
        return []
    rows = list(connection.exec_driver_sql(_WAITING, access.parameters))
    rows += list(connection.exec_driver_sql(_TO_PAY, access.parameters))
    return [tuple(row) for row in rows]
