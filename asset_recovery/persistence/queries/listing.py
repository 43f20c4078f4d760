"""A register read by keyset: counts, windows, anchors and places, over any way to execute SQL.

The same few statements serve the window's lists through the reading engine and the first page
through the bare driver. Rows are sorted by (column, key); where the column is not known they stand
last, in whichever direction, as a second segment of the list.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from asset_recovery.domain.registers import Filter, View
from asset_recovery.persistence.access_sql import Access, Execute, hides_cases
from asset_recovery.persistence.queries.columns import Reader, RegisterSql, SqlColumn
from asset_recovery.persistence.queries.portfolio_sql import from_portfolio

After = tuple[object, int] | None
MOST_ROWS = 10_000
FEW = 4_000
_REMEMBERED = 256
_AT_ONCE = 2_000
_MOST_VALUES = 300
_JOIN = " LEFT JOIN "
_OTHER = re.compile(r"\b[a-qs-z]\.")  # a column of another table than `r`
_FINDING = ("=", "in", ">=", "<=", ">", "<")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A view as SQL: what must hold, with what values, and in which order."""

    holds: tuple[str, ...]
    finds: tuple[str, ...]
    parameters: Mapping[str, object]
    column: SqlColumn
    descending: bool
    paired: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the list: rows whose sort column is known, or those whose it is not."""

    holds: str
    order: str
    after: str
    sign: tuple[str, str]
    is_unknown: bool = False


class Listing:
    """One register as one user may see it; remembers how each view was read."""

    def __init__(self, register: RegisterSql, access: Access, reader: Reader) -> None:
        self.register, self.access, self.reader = register, access, reader
        self._wanted: OrderedDict[str, Wanted] = OrderedDict()
        self._ways: OrderedDict[str, bool] = OrderedDict()
        self._keys: OrderedDict[tuple[str, int], object] = OrderedDict()

    def count(self, execute: Execute, view: View) -> int:
        """How many rows the view has."""
        wanted = self._read(view)
        if not self.access.sees:
            return 0
        hides = hides_cases(execute, self.access)
        summed = from_portfolio(self.register, view, wanted.holds)
        if summed is not None:
            return int(self._one(execute, summed.counted(hides), wanted)[0] or 0)
        text = f"SELECT count(*) FROM {_bare(self._from(wanted, False, ''))}"
        found = int(self._one(execute, text, wanted)[0])
        return found - self._hidden(execute, wanted, "") if hides else found

    def total(self, execute: Execute, view: View) -> int | None:
        """The sum of the view in minor units of the base currency; None: it has no values."""
        wanted = self._read(view)
        if not self.register.value or not self.access.sees:
            return 0 if self.register.value else None
        hides = hides_cases(execute, self.access)
        summed = from_portfolio(self.register, view, wanted.holds)
        if summed is not None:
            return int(self._one(execute, summed.valued(hides), wanted)[0] or 0)
        text = f"SELECT sum({self.register.value}) FROM {self._from(wanted, hides, '')}"
        return int(self._one(execute, text, wanted)[0] or 0)

    def page(self, execute: Execute, view: View, after: After, skip: int, size: int) -> list[Any]:
        """At most `size` rows after an anchor."""
        rows = self._window(execute, view, (after, skip, size), self.register.selected)
        return [self._made(view, row) for row in rows]

    def page_before_end(self, execute: Execute, view: View, skip: int, size: int) -> list[Any]:
        """At most `size` rows counted from the end, in list order."""
        window = (None, skip, size)
        rows = self._window(execute, view, window, self.register.selected, back=True)
        return [self._made(view, row) for row in reversed(rows)]

    def values(self, execute: Execute, name: str) -> list[str]:
        """The values of a column in rows that the user sees, in order; at most a few hundred.

        One look into the index a value, so that it costs the same in an office of any size.
        """
        column = self.register.column(name)
        if not self.access.sees:
            return []
        wanted = self._read(View())
        hides = hides_cases(execute, self.access)
        source = self._from(wanted, hides, "")
        found: list[str] = []
        if not column.indexed:
            text = f"SELECT DISTINCT {column.sql} FROM {source} ORDER BY 1 LIMIT {_MOST_VALUES}"
            rows = self._all(execute, text, wanted, {})
            return [str(row[0]) for row in rows if row[0] is not None]
        text = f"SELECT {column.sql} FROM {source} AND {column.sql} > :last ORDER BY 1 LIMIT 1"
        while len(found) < _MOST_VALUES:
            rows = self._all(execute, text, wanted, {"last": found[-1] if found else ""})
            if not rows:
                break
            found.append(str(rows[0][0]))
        return found

    def told(self, execute: Execute, view: View, limit: int | None) -> Iterator[dict[str, Any]]:
        """Rows as their shown columns by name, as stored: amounts in minor units."""
        after: After = None
        selected = (self.register.key, *(column.sql for column in self._shown()))
        while limit is None or limit > 0:
            size = _AT_ONCE if limit is None else min(limit, _AT_ONCE)
            rows = self._window(execute, view, (after, 0, size), selected)
            for row in rows:
                yield dict(zip(self.register.shown, row[1:-1], strict=True))
            if len(rows) < size:
                return
            after = (rows[-1][-1], int(rows[-1][0]))
            limit = None if limit is None else limit - len(rows)

    def _shown(self) -> list[SqlColumn]:
        return [self.register.columns[name] for name in self.register.shown]

    def anchor(self, execute: Execute, view: View, row: Any) -> tuple[object, int]:
        """The sort key and key of a row."""
        key = self._key_of(view, row.id)
        if key not in self._keys:
            wanted = self._read(view)
            text = (
                f"SELECT {wanted.column.by} FROM {self.register.source}"
                f" WHERE {self.register.key} = :identity"
            )
            found = execute(text, {"identity": row.id, "today": self.reader.today.isoformat()})
            return (found[0][0] if found else None, row.id)
        return (self._keys[key], row.id)

    def position(self, execute: Execute, view: View, identity: int) -> int | None:
        """Where a record stands in the view, counted from 0; None where it is not in it."""
        wanted = self._read(view)
        if not self.access.sees:
            return None
        hides = hides_cases(execute, self.access)
        text = f"SELECT {wanted.column.by} FROM {self._from(wanted, hides, '')}"
        found = self._all(
            execute, f"{text} AND {self.register.key} = :identity", wanted, {"identity": identity}
        )
        if not found:
            return None
        value = found[0][0]
        before = 0
        for segment in self._segments(wanted, back=False):
            ours = (value is None) == segment.is_unknown
            holds = segment.holds
            if ours:
                turned = self._segments(wanted, back=True)
                own = next(one for one in turned if one.holds == segment.holds)
                holds = f"{segment.holds} AND {own.after}"
            before += self._counted(
                execute, wanted, holds, hides, {"after": value, "after_key": identity}
            )
            if ours:
                break
        return before

    def _window(
        self,
        execute: Execute,
        view: View,
        window: tuple[After, int, int],
        selected: tuple[str, ...],
        *,
        back: bool = False,
    ) -> list[Sequence[Any]]:
        """Rows of a window (after, skip, size), each with its sort key at the end."""
        wanted = self._read(view)
        after, skip, size = window[0], window[1], min(window[2], MOST_ROWS)
        if not self.access.sees or size <= 0:
            return []
        hides = hides_cases(execute, self.access)
        by_filter = self._is_found_by_filter(execute, view, wanted)
        rows: list[Sequence[Any]] = []
        for holds, order in self._parts(wanted, after, back=back, sorted_=by_filter):
            more = {"after": after[0], "after_key": after[1]} if after else {}
            source = self._from(wanted, hides, holds, by_filter=by_filter)
            text = self._select(selected, wanted.column.by, source, order, by_filter)
            limits = {"size": size - len(rows), "skip": skip}
            found = execute(text, {**wanted.parameters, **more, **limits})
            rows += found
            if len(rows) >= size:
                break
            if found:
                skip = 0
            elif skip:
                skip = max(0, skip - self._counted(execute, wanted, holds, hides, more))
        return rows

    def _parts(
        self, wanted: Wanted, after: After, *, back: bool, sorted_: bool
    ) -> Iterator[tuple[str, str]]:
        """What holds for each part of a window, in the order of reading, and its order.

        An index does not find its place in the midst of thousands of equal values by a pair of
        values: what is equal to the anchor is read first, by key, then what lies beyond.
        """
        by, key = wanted.column.by, self.register.key
        for segment in self._segments(wanted, back=back):
            if after is not None and after[0] is None and not segment.is_unknown:
                continue
            behind = after is not None and (after[0] is None) == segment.is_unknown
            if not behind:
                yield segment.holds, segment.order
            elif segment.is_unknown or sorted_:
                yield f"{segment.holds} AND {segment.after}", segment.order
            else:
                sign, way = segment.sign
                yield f"{by} = :after AND {key} {sign} :after_key", f"{{key}} {way}"
                yield f"{by} {sign} :after", segment.order

    def _made(self, view: View, row: Sequence[Any]) -> Any:
        made = self.register.make(row, self.reader)
        self._keys[self._key_of(view, made.id)] = row[-1]
        while len(self._keys) > MOST_ROWS:
            self._keys.popitem(last=False)
        return made

    def _key_of(self, view: View, identity: int) -> tuple[str, int]:
        return (view.sort or self.register.default_sort, identity)

    def _segments(self, wanted: Wanted, *, back: bool) -> list[Segment]:
        """The parts of the list in the order in which they are read."""
        by, key = wanted.column.by, self.register.key
        down = wanted.descending != back
        way, sign = ("DESC", "<") if down else ("ASC", ">")
        known = Segment(
            f"{by} IS NOT NULL" if wanted.column.nullable else "1",
            f"{{by}} {way}, {{key}} {way}",
            f"({by}, {key}) {sign} (:after, :after_key)",
            (sign, way),
        )
        if not wanted.column.nullable:
            return [known]
        unknown = Segment(
            f"{by} IS NULL", f"{{key}} {way}", f"{key} {sign} :after_key", (sign, way), True
        )
        return [unknown, known] if back else [known, unknown]

    def _select(
        self, selected: tuple[str, ...], by: str, source: str, order: str, by_filter: bool
    ) -> str:
        """The statement of a window; a plus before a column takes its index out of the choice.

        Where rows must be sorted, only their keys are; the rows themselves are read afterwards.
        """
        key, listed = self.register.key, ", ".join((*selected, by))
        limits = "LIMIT :size OFFSET :skip"
        if not by_filter:
            order = order.format(by=by, key=key)
            return f"SELECT {listed} FROM {source} ORDER BY {order} {limits}"
        order = order.format(by=f"+{by}", key=f"+{key}")
        keys = f"SELECT {key} FROM {_bare(source, order)} ORDER BY {order} {limits}"
        return (
            f"SELECT {listed} FROM {self.register.source} WHERE {key} IN ({keys}) ORDER BY {order}"
        )

    def _from(
        self, wanted: Wanted, hides: bool, holds: str, *, by_filter: bool | None = None
    ) -> str:
        kept = ("", wanted.column.by, wanted.paired)
        parts = [
            f"+{one}" if by_filter is False and finds not in kept else one
            for one, finds in zip(wanted.holds, wanted.finds, strict=True)
        ]
        if self.register.always:
            parts.append(self.register.always)
        if hides:
            parts.append(self.register.known)
        if holds:
            parts.append(holds if not by_filter else _unindexed(holds, wanted.column.by))
        return f"{self.register.source} WHERE {' AND '.join(parts) or '1'}"

    def _counted(
        self,
        execute: Execute,
        wanted: Wanted,
        holds: str,
        hides: bool,
        more: Mapping[str, object],
    ) -> int:
        text = f"SELECT count(*) FROM {_bare(self._from(wanted, False, holds))}"
        found = int(self._all(execute, text, wanted, more)[0][0])
        return found - self._hidden(execute, wanted, holds, more) if hides else found

    def _hidden(
        self,
        execute: Execute,
        wanted: Wanted,
        holds: str,
        more: Mapping[str, object] | None = None,
    ) -> int:
        """How many rows of the view lie in hidden cases: few, and found by their case."""
        source = self._from(wanted, False, holds, by_filter=False)
        text = f"SELECT count(*) FROM {source} AND {self.register.hidden}"
        return int(self._all(execute, text, wanted, more or {})[0][0])

    def _is_found_by_filter(self, execute: Execute, view: View, wanted: Wanted) -> bool:
        """Whether rows are found and then sorted, or the index of the order is walked."""
        if not wanted.column.is_walked:
            return True
        if not wanted.holds or wanted.paired or wanted.column.by in wanted.finds:
            return False
        name = repr(view)
        if name not in self._ways:
            found = [one for one, by in zip(wanted.holds, wanted.finds, strict=True) if by]
            few = any(self._are_few(execute, wanted, one) for one in found)
            if not few and len(found) < len(wanted.holds):
                few = self._are_few(execute, wanted, " AND ".join(wanted.holds))
            _remember(self._ways, name, few)
        return self._ways[name]

    def _are_few(self, execute: Execute, wanted: Wanted, holds: str) -> bool:
        inner = f"SELECT 1 FROM {self.register.source} WHERE {holds} LIMIT {FEW}"
        return int(self._one(execute, f"SELECT count(*) FROM ({inner})", wanted)[0]) < FEW

    def _read(self, view: View) -> Wanted:
        """The view as SQL; `ValidationFailed` where it names what is not there."""
        name = repr(view)
        if name not in self._wanted:
            _remember(self._wanted, name, self._made_of(view))
        return self._wanted[name]

    def _made_of(self, view: View) -> Wanted:
        holds, given = self._conditions(view)
        finds = [self._finding(chip) for chip in view.filters]
        finds += [""] * (len(holds) - len(finds))
        name = view.sort or self.register.default_sort
        parameters = {
            **given,
            **self.access.parameters,
            "today": self.reader.today.isoformat(),
        }
        column = self.register.column(name)
        return Wanted(
            tuple(holds),
            tuple(finds),
            parameters,
            column,
            view.descending,
            self._paired(view, finds, column.by),
        )

    def _conditions(self, view: View) -> tuple[list[str], Mapping[str, object]]:
        """What the chips and the expression of a view say, with their parameters."""
        if not view.filters and not view.where.strip():
            return [], {}
        from asset_recovery.domain.expression import (  # noqa: PLC0415 - not at the first paint
            parse,
            require_names,
        )
        from asset_recovery.persistence.queries.condition_sql import Conditions  # noqa: PLC0415

        conditions = Conditions(self.register, self.reader.base_currency)
        holds = [conditions.of_filter(chip) for chip in view.filters]
        if view.where.strip():
            conditions.field_name = "where"
            tree = parse(view.where)
            require_names(tree, {*self.register.columns, *self.register.aliases})
            holds.append(f"({conditions.sql(tree)})")
        return holds, conditions.parameters

    def _paired(self, view: View, finds: Sequence[str], by: str) -> str:
        """The filter that shares an index with the order, if there is one."""
        for chip, found in zip(view.filters, finds, strict=False):
            if chip.operator == "=" and (found, by) in self.register.paired:
                return found
        return ""

    def _finding(self, chip: Filter) -> str:
        """The column through whose index the rows of a chip are found, or nothing."""
        column = self.register.column(chip.column)
        return column.sql if column.indexed and chip.operator in _FINDING else ""

    def _one(self, execute: Execute, text: str, wanted: Wanted) -> Sequence[Any]:
        return execute(text, wanted.parameters)[0]

    def _all(
        self, execute: Execute, text: str, wanted: Wanted, more: Mapping[str, object]
    ) -> Sequence[Sequence[Any]]:
        return execute(text, {**wanted.parameters, **more})


def _bare(source: str, order: str = "") -> str:
    """A FROM clause without the joined tables that neither conditions nor order speak of."""
    tables, _where, conditions = source.partition(" WHERE ")
    if _OTHER.search(conditions) or _OTHER.search(order) or _JOIN not in tables:
        return source
    return f"{tables.partition(_JOIN)[0]} WHERE {conditions}"


def _unindexed(holds: str, by: str) -> str:
    return holds.replace(f"{by} IS", f"+{by} IS").replace(f"({by},", f"(+{by},")


def _remember(store: OrderedDict[str, Any], name: str, value: Any) -> None:
    store[name] = value
    if len(store) > _REMEMBERED:
        store.popitem(last=False)
