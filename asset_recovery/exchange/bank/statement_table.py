"""A table of a bank read by an import map: its rows become statements, one for each account.

The map gives values by these names: `account`, `booked_on`, `value_on`, `amount` (signed) or
`credit` and `debit`, `currency`, `balance` (after the row), `bank_reference`, `payment_reference`,
`counterparty`, `counterparty_account`, `text`, `statement`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from asset_recovery.domain.errors import AppError, Reason, ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.exchange.bank.statement import BankStatement, StatementLine
from asset_recovery.exchange.import_map import STATEMENT_VALUES, ImportMap
from asset_recovery.exchange.import_plan import ActionData, PlannedRow
from asset_recovery.exchange.register_import import map_wishes, match_columns
from asset_recovery.exchange.row_draft import Draft, Refused, Setting
from asset_recovery.exchange.row_planner import RowPlanner
from asset_recovery.exchange.table_opening import open_table
from asset_recovery.exchange.tabular import Form, Wishes


@dataclass(frozen=True, slots=True)
class _Booked:
    """A row with what it says."""

    row: PlannedRow
    line: StatementLine
    balance: Money | None


class _Planner(RowPlanner):
    """Reads the values of a row; what they make together is said later."""

    def _actions(
        self, draft: Draft, reference: str, case: str | None, joined: str
    ) -> tuple[ActionData, ...]:
        return ({name: draft.values.named.get(name) for name in STATEMENT_VALUES},)


def read_table(
    path: Path, found: ImportMap, wishes: Wishes | None, today: date
) -> tuple[list[tuple[BankStatement, list[PlannedRow]]], Form, tuple[str, ...]]:
    """The statements of a table, each with its rows as they stand; the form; the header.

    A statement with a row that cannot be read is refused whole: what is left out would be missing
    in its balance. Raises `ValidationFailed` with every reason, row by row.
    """
    table = open_table(path, map_wishes(found, wishes))
    columns = match_columns(found, table.columns)
    setting = Setting(today=today, as_at=today, file_name=path.name)
    planner = _Planner(found, table.columns, columns, setting, table.form.kind == "xlsx")
    groups: dict[tuple[str, str], list[_Booked]] = {}
    problems: list[Reason] = []
    for raw in table.rows:
        row = planner.plan(raw)
        if row.problem is not None:
            problems += row.problems
            continue
        try:
            said = row.actions[0]
            booked = _booked(row, said)
        except Refused as refused:
            problems += [replace(reason, row=row.number) for reason in refused.reasons]
            continue
        key = (str(said["account"]), str(said.get("statement") or ""))
        groups.setdefault(key, []).append(booked)
    if problems:
        raise ValidationFailed(problems)
    if not groups:
        raise ValidationFailed(Reason("file_unreadable", f"{path.name} has no row.", field="file"))
    made = [(_statement(key, rows), [one.row for one in rows]) for key, rows in groups.items()]
    return made, table.form, table.columns


def _booked(row: PlannedRow, said: dict[str, Any]) -> _Booked:
    currency = str(said.get("currency") or "").strip().upper()
    amount = _signed(said, currency)
    balance = said.get("balance")
    return _Booked(
        row,
        StatementLine(
            on=date.fromisoformat(str(said["booked_on"])),
            value_on=date.fromisoformat(said["value_on"]) if said.get("value_on") else None,
            amount=amount,
            reference=str(said.get("payment_reference") or ""),
            bank_reference=str(said.get("bank_reference") or ""),
            counterparty=str(said.get("counterparty") or ""),
            counterparty_account=str(said.get("counterparty_account") or "").replace(" ", ""),
            text=str(said.get("text") or ""),
        ),
        None if balance is None else _money(str(balance), currency, "balance"),
    )


def _signed(said: dict[str, Any], currency: str) -> Money:
    if said.get("amount") is not None:
        return _money(str(said["amount"]), currency, "amount")
    for name, sign in (("credit", 1), ("debit", -1)):
        if said.get(name) is not None and Decimal(str(said[name])):
            found = abs(_money(str(said[name]), currency, name))
            return found if sign > 0 else -found
    raise Refused(Reason("field_missing", "The row says no amount.", field="amount"))


def _money(text: str, currency: str, field: str) -> Money:
    try:
        return Money.parse(text, currency, field, allow_negative=True)
    except AppError as error:
        raise Refused(*error.reasons) from error


def _statement(key: tuple[str, str], rows: list[_Booked]) -> BankStatement:
    """Rows of one account in the order of the file, or turned where the newest stands first."""
    account, number = key
    place = f"Account {account} (row {rows[0].row.number})"
    if len({one.line.amount.currency for one in rows}) > 1:
        text = f"{place} holds rows in several currencies. An account is kept in one."
        raise ValidationFailed(Reason("currency_mismatch", text, None, "currency"))
    if rows[0].line.on > rows[-1].line.on:
        rows = rows[::-1]
    first, last = rows[0], rows[-1]
    if first.balance is None or last.balance is None:
        text = f"{place}: the balance after the first and the last row is needed."
        raise ValidationFailed(Reason("field_missing", text, None, "balance", rows[0].row.number))
    on = max(one.line.on for one in rows)
    return BankStatement(
        account=account.replace(" ", ""),
        number=number or f"{min(one.line.on for one in rows)}/{on}",
        opening=first.balance - first.line.amount,
        closing=last.balance,
        on=on,
        opened_on=min(one.line.on for one in rows),
        lines=tuple(one.line for one in rows),
        place=place,
    )
