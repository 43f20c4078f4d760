"""The register of steps that wait for a second person as SQL, with what one must know to decide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from asset_recovery.domain.money import Money
from asset_recovery.domain.registers import ApprovalRow
from asset_recovery.i18n import _
from asset_recovery.persistence.access_sql import HIDDEN_CASES, in_known_case
from asset_recovery.persistence.queries.columns import Reader, RegisterSql, SqlColumn

_ASSET = "(SELECT min(part.asset_id) FROM event_asset AS part WHERE part.event_id = e.id)"
_PARTS = "(SELECT count(*) FROM event_asset AS part WHERE part.event_id = e.id)"
_RECORD = "coalesce(a.reference, o.reference, q.reference, c.reference)"
_ASKED_BY = "coalesce(u.full_name, u.name)"


def _make(row: Sequence[Any], _reader: Reader) -> ApprovalRow:
    action, description = str(row[2]), row[10]
    title = _title(action)
    return ApprovalRow(
        reference=row[1],
        action=action,
        title=f"{title}: {description}" if description else title,
        record=row[3],
        case=row[4],
        asked_by=row[5],
        asked_on=date.fromisoformat(row[6]),
        level=row[7],
        levels=row[8],
        facts=tuple(_facts(row[9:])),
        id=row[0],
    )


def _title(action: str) -> str:
    from asset_recovery.domain.actions.vocabulary import VOCABULARY  # noqa: PLC0415 - not at start

    found = VOCABULARY.get(action)
    return _(found.TITLE) if found is not None and found.TITLE else action.replace("_", " ")


def _facts(row: Sequence[Any]) -> list[tuple[str, str]]:
    on, _description, state, minor, currency, valued, amount, paid_in, reason, parts = row[:10]
    found = [(_("Date of the step"), str(on))]
    if state is not None:
        found.append((_("State"), _(state)))
    if minor is not None:
        text = Money(minor, currency).display()
        found.append((_("Value"), _("{value}, as at {day}").format(value=text, day=valued)))
    if amount is not None:
        found.append((_("Amount of the step"), Money(amount, paid_in).display()))
    if parts and parts > 1:
        found.append((_("Assets"), str(parts)))
    if reason:
        found.append((_("Reason"), str(reason)))
    return found


REGISTER = RegisterSql(
    name="approvals",
    source=(
        "approval AS r LEFT JOIN event AS e ON e.id = r.event_id"
        " LEFT JOIN case_record AS c ON c.id = e.case_id"
        " LEFT JOIN user_account AS u ON u.id = r.asked_by"
        f" LEFT JOIN asset_row AS a ON a.asset_id = {_ASSET}"
        " LEFT JOIN court_order AS o ON o.id = e.order_id"
        " LEFT JOIN request AS q ON q.id = e.request_id"
    ),
    key="r.id",
    selected=(
        "r.id", "r.reference", "e.action", _RECORD, "c.reference", _ASKED_BY, "r.asked_on",
        "r.level", "json_array_length(r.levels)", "e.on_date", "a.description", "a.headline",
        "a.value_minor", "a.value_currency", "a.valued_on", "e.amount_minor", "e.amount_currency",
        "json_extract(e.data, '$.reason')", _PARTS,
    ),
    make=_make,
    columns={
        "reference": SqlColumn("r.reference"),
        "action": SqlColumn("e.action"),
        "record": SqlColumn(_RECORD),
        "case": SqlColumn("c.reference"),
        "asked_by": SqlColumn(_ASKED_BY),
        "asked": SqlColumn("r.asked_on", "day", ordered=True),
        "level": SqlColumn("r.level", "number"),
        "levels": SqlColumn("json_array_length(r.levels)", "number"),
    },
    aliases={"asked_on": "asked", "title": "action"},
    shown=("reference", "action", "record", "case", "asked_by", "asked", "level", "levels"),
    known=in_known_case("e.case_id", null=True),
    hidden=f"e.case_id IN ({HIDDEN_CASES})",
    default_sort="asked",
    always="r.state = 'waiting'",
)  # fmt: skip
