"""A register of an earlier day for a list page: read once, case by case, then filtered and sorted.

The rows are those of `register_as_of`; the page asks for windows of them as it does of today's.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from asset_recovery.domain.care_rows import ContractRow, ReuseRow
from asset_recovery.domain.errors import Cancelled
from asset_recovery.domain.expression import Node, evaluate, parse, require_names
from asset_recovery.domain.expression_tree import And, Compare, Contains, Literal, Name, OneOf
from asset_recovery.domain.money import Money
from asset_recovery.domain.registers import (
    AssetRow,
    CaseRow,
    DeadlineRow,
    DocumentRow,
    Filter,
    OrderRow,
    PaperRow,
    PartyRow,
    RequestRow,
    View,
    ViewTotal,
)
from asset_recovery.domain.value_kinds import by_kind
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.lifecycle.tones import tone
from asset_recovery.persistence.queries.registers_by_name import register_sql
from asset_recovery.services.looking import OpenOffice
from asset_recovery.services.register_as_of import AsOf, rows_as_of
from asset_recovery.services.register_service import RegisterService

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """A row as the page shows it, with the values that it is filtered and sorted by."""

    row: Any
    values: Values


@dataclass(slots=True, kw_only=True)
class ThenSource:
    """A `RowSource` over a register as at two clocks; `stop` ends the reading between two cases."""

    office: OpenOffice
    registers: RegisterService
    register: str
    actor: Actor
    clocks: AsOf
    _rows: list[Kept] | None = None
    _last: tuple[View, list[Kept]] | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stopped: bool = False

    def count(self, view: View) -> int:
        """How many rows the view has."""
        return len(self._shown(view))

    def page(self, view: View, after: tuple[object, int] | None, skip: int, size: int) -> list[Any]:
        """At most `size` rows."""
        start = skip + (0 if after is None else after[1])
        return [one.row for one in self._shown(view)[start : start + size]]

    def page_before_end(self, view: View, skip: int, size: int) -> list[Any]:
        """At most `size` rows, `skip` rows before the end, in list order."""
        shown = self._shown(view)
        end = max(len(shown) - skip, 0)
        return [one.row for one in shown[max(end - size, 0) : end]]

    def anchor(self, view: View, row: Any) -> tuple[object, int]:
        """Where the rows after this one begin."""
        position = self.position(view, row.id)
        return "", 0 if position is None else position + 1

    def position(self, view: View, identity: int) -> int | None:
        """Where the record with this id stands in the view, or None."""
        shown = self._shown(view)
        return next((at for at, one in enumerate(shown) if one.row.id == identity), None)

    def total_of(self, view: View) -> ViewTotal | None:
        """The sum of the view in the base currency; None for a register without values."""
        name = {"assets": "base_value", "cases": "value"}.get(self.register)
        if name is None:
            return None
        base = self.registers.base_currency()
        shown = [one.values for one in self._shown(view) if one.values[name] is not None]
        kinds = (
            by_kind((str(one["value_kind"]), Money.parse(f"{one[name]:f}", base)) for one in shown)
            if self.register == "assets"
            else ()
        )
        whole = sum((one[name] for one in shown), Decimal(0))
        return ViewTotal(Money.parse(f"{whole:f}", base), "", kinds)

    def stop(self) -> None:
        """Nobody waits for the rows any more."""
        self._stopped = True

    def step(self, _done: int, _total: int, _text: str) -> None:
        """Between two cases: stop if nobody waits."""
        if self._stopped:
            raise Cancelled

    def _shown(self, view: View) -> list[Kept]:
        with self._lock:
            if self._rows is None:
                self._rows = self._read()
            if self._last is None or self._last[0] != view:
                self._last = (view, self._of_view(self._rows, view))
            return self._last[1]

    def _read(self) -> list[Kept]:
        base = self.registers.base_currency()
        make = _MAKERS[self.register]
        rows = rows_as_of(
            self.office, self.registers, self.register, self.actor, self.clocks, progress=self
        )
        return [Kept(make(at, row, base), row) for at, row in enumerate(rows, start=1)]

    def _of_view(self, rows: list[Kept], view: View) -> list[Kept]:
        sql = register_sql(self.register)
        wanted = [_chip(one, sql.plain(one.column), sql.columns) for one in view.filters]
        if view.where.strip():
            node = parse(view.where)
            require_names(node, tuple(sql.columns), "where")
            wanted.append(node)
        nodes = [one for one in wanted if one is not None]
        condition = And(tuple(nodes)) if nodes else None
        found = [one for one in rows if condition is None or evaluate(condition, _full(one, sql))]
        name = sql.plain(view.sort) if view.sort else sql.default_sort
        known = [one for one in found if one.values.get(name) is not None]
        descending = view.descending if view.sort else sql.default_descending
        known.sort(key=lambda one: _sort_key(one.values[name]), reverse=descending)
        return [*known, *(one for one in found if one.values.get(name) is None)]


def _full(one: Kept, sql: Any) -> dict[str, Any]:  # noqa: ANN401 - a register's columns
    """The values with what the register of an earlier day does not tell: not known."""
    return dict.fromkeys(sql.columns) | dict(one.values)


def _sort_key(value: Any) -> Any:  # noqa: ANN401 - text, number or day
    return value.casefold() if isinstance(value, str) else value


def _chip(chip: Filter, name: str, columns: Mapping[str, Any]) -> Node | None:
    """A chip of the filter bar as a condition over the values of a row."""
    words = columns[name].words

    def literal(value: object) -> Literal:
        text = str(value)
        if words:
            plain = text.replace("_", " ").casefold().strip()
            text = next((word for word in words if word.casefold() == plain), text)
        if columns[name].kind == "flag":
            return Literal(text.casefold() in {"true", "yes", "1"})
        if isinstance(value, Decimal | date) and not words:
            return Literal(value)
        return Literal(Decimal(text) if columns[name].kind in _NUMBERS else text)

    if chip.operator == "contains":
        return Contains(Name(name), Literal(str(chip.value)))
    if chip.operator == "in":
        given = chip.value if isinstance(chip.value, list | tuple | set) else [chip.value]
        values = tuple(literal(value) for value in given)
        return OneOf(Name(name), values) if values else None
    return Compare(Name(name), chip.operator, literal(chip.value))


_NUMBERS = frozenset({"money", "base", "number"})


def _money(values: Values, name: str, currency: str | None) -> Money | None:
    amount = values[name]
    if amount is None or currency is None:
        return None
    return Money.parse(f"{amount:f}", currency)


def _asset(key: int, row: Values, base: str) -> AssetRow:
    in_base = _money(row, "base_value", base)
    return AssetRow(
        id=key,
        reference=row["reference"],
        description=row["description"],
        type_code=row["type"],
        case=row["case"],
        headline=row["state"],
        headline_tone=tone(row["state"]),
        management=row["management"],
        value=_money(row, "value", row["currency"]),
        base_minor=None if in_base is None else in_base.minor,
        valued_on=row["valued"],
        country=row["country"],
        route=row["route"],
        officer=row["officer"],
        due_on=None,
        due_text="",
        due_tone="plain",
    )


def _case(key: int, row: Values, base: str) -> CaseRow:
    return CaseRow(
        id=key,
        reference=row["reference"],
        title=row["title"],
        route=row["route"],
        status=row["status"],
        officer=row["officer"],
        classification=row["classification"],
        opened_on=row["opened"],
        assets=row["assets"],
        value=_money(row, "value", base),
    )


def _paper(key: int, row: Values, _base: str) -> PaperRow:
    names = (
        "reference", "title", "form", "profile", "record", "case", "on", "marking", "copies",
        "released", "out", "recipient", "last", "state", "hash",
    )  # fmt: skip
    return PaperRow(key, *(row[name] for name in names))


def _order(key: int, row: Values, _base: str) -> OrderRow:
    names = ("reference", "kind", "authority", "case", "state", "made", "expires", "assets")
    return OrderRow(key, *(row[name] for name in names))


def _request(key: int, row: Values, _base: str) -> RequestRow:
    names = ("reference", "direction", "country", "form", "case", "state", "made", "due")
    return RequestRow(key, *(row[name] for name in names))


def _party(key: int, row: Values, _base: str) -> PartyRow:
    names = ("reference", "name", "kind", "country", "cases")
    return PartyRow(key, *(row[name] for name in names))


def _document(key: int, row: Values, _base: str) -> DocumentRow:
    names = ("reference", "title", "kind", "on", "record", "classification", "size", "hash")
    return DocumentRow(key, *(row[name] for name in (*names, "language", "case")))


def _deadline(key: int, row: Values, _base: str) -> DeadlineRow:
    return DeadlineRow(
        id=key,
        reference=row["reference"],
        title=row["title"],
        due=row["due"],
        state=row["state"],
        hard=row["hard"],
        days_left=row["left"],
        record=row["record"],
        case=row["case"],
        responsible=row["responsible"],
        source=row["source"],
    )


def _contract(key: int, row: Values, _base: str) -> ContractRow:
    return ContractRow(
        id=key,
        reference=row["reference"],
        kind=row["kind"],
        party=row["party"],
        asset=row["asset"],
        assets=row["assets"],
        case=row["case"],
        since=row["since"],
        until=row["until"],
        last=row["last"],
        state=row["state"],
        policy=row["policy"],
        sum=None,
        days_left=row["left"],
    )


def _reuse(key: int, row: Values, _base: str) -> ReuseRow:
    names = ("reference", "description", "case", "management", "visits", "last_visit", "finding")
    return ReuseRow(key, *(row[name] for name in (*names, "next_visit", "breach")))


_MAKERS: Mapping[str, Callable[[int, Values, str], Any]] = {
    "assets": _asset,
    "cases": _case,
    "orders": _order,
    "requests": _request,
    "parties": _party,
    "documents": _document,
    "papers": _paper,
    "deadlines": _deadline,
    "contracts": _contract,
    "reuses": _reuse,
}
