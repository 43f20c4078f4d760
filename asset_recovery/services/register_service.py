"""The registers for the window and the command line: rows, counts, totals, choices, exports."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asset_recovery.domain import code_lists
from asset_recovery.domain.asset_types import asset_groups, asset_types
from asset_recovery.domain.currencies import minor_units
from asset_recovery.domain.errors import invalid
from asset_recovery.domain.money import Money
from asset_recovery.domain.progress import Progress
from asset_recovery.domain.registers import RowSource, View, ViewTotal
from asset_recovery.domain.value_kinds import by_kind, kinds_text
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries.columns import Reader, RegisterSql, SqlColumn
from asset_recovery.persistence.queries.portfolio_sql import PortfolioRow, portfolio
from asset_recovery.persistence.queries.register_query import RegisterQuery, executor
from asset_recovery.persistence.queries.registers_by_name import REGISTERS
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.store import Engine
from asset_recovery.services.consultation import Consultations
from asset_recovery.services.state_sheets import longest_age

if TYPE_CHECKING:
    from asset_recovery.persistence.queries.wanted import After

PERSONAL = frozenset(
    {
        "assets",
        "contents",
        "cases",
        "orders",
        "requests",
        "parties",
        "documents",
        "victims",
        "invoices",
        "receipts",
        "statements",
        "contracts",
        "information_requests",
        "reports",
        "disclosures",
    }
)
KINDS = ("xlsx", "csv")
_PAGE = 10_000
_LISTS = {
    ("assets", "management"): "management_states",
    ("assets", "legal"): "legal_states",
    ("assets", "dispute"): "dispute_states",
    ("assets", "money"): "money_states",
    ("assets", "route"): "routes",
    ("assets", "country"): "countries",
    ("assets", "value_kind"): "value_kinds",
    ("cases", "route"): "routes",
    ("cases", "classification"): "classifications",
    ("orders", "kind"): "order_kinds",
    ("orders", "state"): "order_states",
    ("requests", "direction"): "request_directions",
    ("requests", "state"): "request_states",
    ("requests", "country"): "countries",
    ("parties", "kind"): "party_kinds",
    ("parties", "country"): "countries",
    ("contracts", "kind"): "contract_kinds",
    ("reuses", "management"): "management_states",
    ("reuses", "finding"): "reuse_findings",
    ("documents", "kind"): "document_kinds",
    ("victims", "state"): "victim_states",
    ("documents", "classification"): "classifications",
    ("invoices", "state"): "invoice_states",
    ("receipts", "state"): "receipt_states",
    ("sales", "state"): "sale_states",
    ("sales", "method"): "sale_methods",
    ("bids", "state"): "bid_states",
    ("states", "country"): "countries",
    ("authorities", "country"): "countries",
    ("authorities", "type"): "authority_types",
    ("information_requests", "register"): "information_registers",
    ("information_requests", "gateway"): "information_gateways",
    ("information_requests", "handling"): "handling_codes",
    ("information_requests", "result"): "information_results",
    ("reports", "from"): "report_sources",
    ("reports", "handling"): "handling_codes",
    ("reports", "feedback"): "feedback_outcomes",
    ("disclosures", "way"): "disclosure_ways",
}
_TYPED = frozenset(
    {
        "reference",
        "description",
        "title",
        "name",
        "authority",
        "record",
        "hash",
        "supplier",
        "number",
    }
)


@dataclass(frozen=True, slots=True)
class NotedSource:
    """A register whose pages with personal data are noted in the log of consultations."""

    query: RegisterQuery
    actor: Actor
    consultations: Consultations | None
    screen: str

    def count(self, view: View) -> int:
        """How many rows the view has."""
        return self.query.count(view)

    def page(self, view: View, after: After, skip: int, size: int) -> list[Any]:
        """At most `size` rows."""
        return self._noted(self.query.page(view, after, skip, size))

    def page_before_end(self, view: View, skip: int, size: int) -> list[Any]:
        """At most `size` rows, `skip` rows before the end, in list order."""
        return self._noted(self.query.page_before_end(view, skip, size))

    def anchor(self, view: View, row: Any) -> tuple[object, int]:
        """The sort key and id of a row, to continue after it."""
        return self.query.anchor(view, row)

    def position(self, view: View, identity: int) -> int | None:
        """Where the record with this id stands in the view, or None."""
        return self.query.position(view, identity)

    def _noted(self, rows: list[Any]) -> list[Any]:
        if rows and self.consultations is not None and self.screen in PERSONAL:
            ids = [str(row.reference) for row in rows]
            self.consultations.note(self.actor, None, f"list {self.screen}", ids=ids)
        return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterService:
    """Every register as one user at a time may see it."""

    engine: Engine
    today: Callable[[], date]
    consultations: Consultations | None = None
    _base: list[str] = field(default_factory=list)

    def query(self, register: str, actor: Actor) -> RegisterQuery:
        """A register without notes in the log of consultations: for counts and totals."""
        reader = Reader(self.today(), self.base_currency(), self._sheet_age(register))
        return RegisterQuery(self.engine, register, Access.of(actor, reader.today), reader)

    def _sheet_age(self, register: str) -> int | None:
        """The office's own term, for the one list whose rows are judged by it."""
        if register != "states":
            return None
        with self.engine.connect() as connection:
            return longest_age(connection, self.today())

    def base_currency(self) -> str:
        """The currency in which the office sums up."""
        if not self._base:
            with self.engine.connect() as connection:
                self._base.append(finder.setting(connection, "currency", "EUR"))
        return self._base[0]

    def source(self, register: str, actor: Actor) -> RowSource[Any]:
        """A register for a list page; `field_invalid` where there is none of this name."""
        return NotedSource(self.query(register, actor), actor, self.consultations, register)

    def counts(self, actor: Actor) -> dict[str, int]:
        """How many rows each register has for this user."""
        return {name: self.query(name, actor).count(View()) for name in REGISTERS}

    def totals(self, register: str, view: View, actor: Actor) -> ViewTotal | None:
        """The sum of a view in the base currency with its kinds; None without values."""
        query = self.query(register, actor)
        found = query.total(view)
        if found is None:
            return None
        day, base = self.today(), self.base_currency()
        kinds = by_kind((kind, Money(minor, base)) for kind, minor in query.kinds(view))
        return ViewTotal(Money(found, base), f"{day.day} {day:%b}", kinds)

    def portfolio(self, actor: Actor) -> list[tuple[PortfolioRow, Money]]:
        """Assets and parts of assets by state, type, route and kind of value, with their sum."""
        with self.engine.connect() as connection:
            found = portfolio(executor(connection), Access.of(actor, self.today()))
        base = self.base_currency()
        return [(line, Money(line.minor, base)) for line in found]

    def choices(self, register: str, column: str, actor: Actor) -> tuple[tuple[str, str], ...]:
        """(code, label) of the values that a column has for this user; empty: it is typed."""
        query = self.query(register, actor)
        definition = query.listing.register
        name = definition.plain(column)
        found = definition.columns[name]
        if found.groups is not None:
            return tuple((code, _(asset_groups()[code])) for code in found.groups())
        if found.kind == "flag":
            return (("true", _("yes")), ("false", _("no")))
        if found.kind != "text" or name in _TYPED:
            return ()
        return tuple((code, _label(register, name, code)) for code in query.values(name))

    def listed(  # noqa: PLR0913 - what the command line may say of a list
        self,
        register: str,
        actor: Actor,
        *,
        where: str = "",
        sort: str = "",
        descending: bool | None = None,
        limit: int | None = None,
        purpose: str = "",
    ) -> list[dict[str, object]]:
        """Rows by documented column names: amounts and days as text, as the command line prints.

        `sort` names a column, with a minus before it for the other direction.
        """
        if limit is not None and limit < 0:
            raise invalid("limit", _("The limit is zero or more."))
        query = self.query(register, actor)
        view = _view(query.listing.register, where, sort, descending)
        cells = self._cells(query, view, actor, f"list {register}", purpose, limit)
        names = query.listing.register.shown
        return [
            {name: _plain(value) for name, value in zip(names, row, strict=True)} for row in cells
        ]

    def export(  # noqa: PLR0913 - which rows go where, for whom
        self,
        register: str,
        view: View,
        path: Path,
        kind: str,
        actor: Actor,
        *,
        purpose: str = "",
        progress: Progress | None = None,
    ) -> int:
        """Write exactly the rows of a view, in its order; returns their number.

        Raises `ValidationFailed` for an unknown kind, `StorageFailed` where it cannot be written.
        """
        if kind not in KINDS:
            raise invalid("kind", _("Choose xlsx or csv."))
        query = self.query(register, actor)
        rows = self._cells(query, view, actor, f"export {register}", purpose, None)
        if progress is not None:
            rows = _told(rows, query.count(view), progress)
        names = query.listing.register.shown
        if kind == "csv":
            from asset_recovery.exchange.csv_export import export_csv  # noqa: PLC0415 - not at start

            return export_csv(path, names, rows).rows
        from asset_recovery.exchange.xlsx_export import export_xlsx  # noqa: PLC0415

        return export_xlsx(path, names, rows, sheet=register).rows

    def _cells(  # noqa: PLR0913 - which rows, and what is noted of them
        self,
        query: RegisterQuery,
        view: View,
        actor: Actor,
        screen: str,
        purpose: str,
        limit: int | None,
    ) -> Iterator[tuple[Any, ...]]:
        """Rows as typed cells; what left the store is noted, a page of references at a time."""
        definition, base = query.listing.register, self.base_currency()
        places = {name: place for place, name in enumerate(definition.shown)}
        seen: list[str] = []
        for row in query.told(view, limit):
            yield tuple(_cell(definition.columns[name], row[name], row, base) for name in places)
            seen.append(str(row["reference"]))
            if len(seen) >= _PAGE:
                self._note(actor, definition.name, screen, purpose, seen)
                seen = []
        self._note(actor, definition.name, screen, purpose, seen)

    def _note(
        self, actor: Actor, register: str, screen: str, purpose: str, seen: list[str]
    ) -> None:
        if seen and self.consultations is not None and register in PERSONAL:
            self.consultations.note(actor, None, screen, purpose, seen)


def _view(definition: RegisterSql, where: str, sort: str, descending: bool | None) -> View:
    name = sort.strip()
    turned = name.startswith("-")
    name = name.lstrip("+-").strip()
    if descending is None:
        descending = turned if name else definition.default_descending
    return View((), definition.plain(name) if name else "", descending, where)


def _cell(column: SqlColumn, value: Any, row: Mapping[str, Any], base: str) -> Any:
    """A stored value as a cell: an exact number, a day, a truth value, or text."""
    if value is None:
        return None
    if column.kind == "money":
        return Decimal(value).scaleb(-minor_units(str(row["currency"])))
    if column.kind == "base":
        return Decimal(value).scaleb(-minor_units(base))
    if column.kind == "day":
        return _day(str(value))
    if column.kind == "kinds":
        return _kinds(str(value), base)
    return bool(value) if column.kind == "flag" else value


def _kinds(text: str, base: str) -> str:
    """Of which kinds of value a sum is made, in words."""
    return kinds_text(by_kind((kind, Money(minor, base)) for kind, minor in json.loads(text)))


def _day(text: str) -> date | str:
    """A day; of a date of which only the year or the month is known, what is known."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value


def _label(register: str, column: str, code: str) -> str:
    """A value of a closed list in words; any other as it is."""
    if (register, column) == ("assets", "type"):
        known = asset_types().get(code)
        return f"{code} {_(known.label)}" if known else code
    if (register, column) == ("assets", "state"):
        return _(code)
    name = _LISTS.get((register, column))
    if name is not None and code_lists.accepts(name, code):
        return code_lists.label(name, code)
    text = code.replace("_", " ")
    return text[:1].upper() + text[1:] if text.islower() else text


def _told(
    rows: Iterator[tuple[Any, ...]], total: int, progress: Progress
) -> Iterator[tuple[Any, ...]]:
    for place, row in enumerate(rows):
        if place % 1_000 == 0:
            progress.step(place, total, _("Exporting"))
        yield row
