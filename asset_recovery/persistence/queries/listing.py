"""A register read by keyset: counts, windows, anchors and places, over any way to execute SQL.

The same few statements serve the window's lists through the reading engine and the first page
through the bare driver. Rows are sorted by (column, key); where the column is not known they stand
last, in whichever direction, as a second segment of the list.
"""

from __future__ import annotations

import json
import re
from array import array
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from asset_recovery.domain.registers import View
from asset_recovery.persistence.access_sql import Access, Execute, hides_cases, recuses
from asset_recovery.persistence.queries.columns import Reader, RegisterSql, SqlColumn
from asset_recovery.persistence.queries.key_lists import (
    MOST_KEYS,
    KeyLists,
    head_of,
    packed,
    place_of,
    unpacked,
)
from asset_recovery.persistence.queries.portfolio_sql import from_portfolio
from asset_recovery.persistence.queries.wanted import (
    ANY,
    FIND,
    SCAN,
    WALK,
    After,
    Wanted,
    wanted_of,
)

MOST_ROWS = 10_000
FEW = 4_000
DEEP = 2_000  # so many rows are skipped at once at most before a list of keys is made
WALKS = (2_000, 40_000)  # entries of an index that are looked at for a page, then for a second try
FAR_WALKS = 2  # so many second tries of a view are made before a list of keys is
_REMEMBERED = 256
_AT_ONCE = 2_000
_MOST_VALUES = 300
_JOIN = " LEFT JOIN "
_OTHER = re.compile(r"\b[a-qs-z]\.")  # a column of another table than `r`
_TABLE = re.compile(r"(\w+) AS r(?= LEFT JOIN |$)")


class Listing:
    """One register as one user may see it; remembers how each view was read."""

    def __init__(self, register: RegisterSql, access: Access, reader: Reader) -> None:
        self.register, self.access, self.reader = register, access, reader
        self._wanted: OrderedDict[str, Wanted] = OrderedDict()
        self._ways: OrderedDict[str, bool] = OrderedDict()
        self._slow: OrderedDict[str, bool] = OrderedDict()
        self._far: OrderedDict[str, tuple[int, int]] = OrderedDict()
        self._lists = KeyLists()
        self._keys: OrderedDict[tuple[str, int], object] = OrderedDict()

    def count(self, execute: Execute, view: View) -> int:
        """How many rows the view has."""
        wanted = self._read(view)
        if not self.access.sees:
            return 0
        hides = hides_cases(execute, self.access)
        summed = from_portfolio(self.register, view, wanted.holds)
        if summed is not None and not (hides and recuses(execute, self.access)):
            return int(self._one(execute, summed.counted(hides), wanted)[0] or 0)
        kept = self._kept(execute, wanted)[2]
        if kept is not None:
            return len(kept)
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
        if summed is not None and not (hides and recuses(execute, self.access)):
            return int(self._one(execute, summed.valued(hides), wanted)[0] or 0)
        text = f"SELECT sum({self.register.value}) FROM {self._from(wanted, hides, '')}"
        return int(self._one(execute, text, wanted)[0] or 0)

    def kinds(self, execute: Execute, view: View) -> list[tuple[str, int]]:
        """The total by kind of value; what has no value is left out."""
        wanted = self._read(view)
        if not self.register.kinds or not self.access.sees:
            return []
        hides = hides_cases(execute, self.access)
        summed = from_portfolio(self.register, view, wanted.holds)
        if summed is not None and not (hides and recuses(execute, self.access)):
            text = summed.kinds(hides)
        else:
            text = self.register.kinds.format(source=self._from(wanted, hides, ""))
        rows = self._all(execute, text, wanted, {})
        return [(str(row[0]), int(row[1])) for row in rows if row[0] and row[1]]

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
        kept = self._kept(execute, wanted)[2]
        if kept is not None:
            return place_of(kept, identity)
        hides = hides_cases(execute, self.access)
        text = f"SELECT {wanted.column.by} FROM {self._from(wanted, hides, '')}"
        found = self._all(
            execute, f"{text} AND {self.register.key} = :identity", wanted, {"identity": identity}
        )
        if not found:
            return None
        value = found[0][0]
        before = 0
        for segment in wanted.segments(back=False):
            ours = (value is None) == segment.is_unknown
            holds = segment.holds
            if ours:
                turned = wanted.segments(back=True)
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
        way = self._way(execute, wanted)
        asked = (after, skip, size)
        if way == WALK and skip <= DEEP and not self._kept(execute, wanted)[1]:
            for walk in WALKS[self._slow.get(wanted.name, False) :]:
                if walk == WALKS[1] and not self._walks_far(execute, wanted):
                    break
                rows = self._walked(execute, wanted, hides, asked, selected, back, walk)
                if rows is not None:
                    return rows
                _remember(self._slow, wanted.name, True)
        if way != WALK or not all(map(wanted.is_sorted_by, wanted.conditions)):
            listed = self._listed(execute, wanted, hides, asked, selected, back)
            if listed is not None:
                return listed
        return self._walked(execute, wanted, hides, asked, selected, back, 0) or []

    def _walks_far(self, execute: Execute, wanted: Wanted) -> bool:
        """Whether a long walk is dearer not yet than the list of keys that spares the next ones."""
        head = head_of(execute)
        before, walks = self._far.get(wanted.name, (head, 0))
        walks = walks + 1 if before == head else 1
        _remember(self._far, wanted.name, (head, walks))
        return walks <= FAR_WALKS

    def _walked(  # noqa: PLR0913 - a window and how far one may go for it
        self,
        execute: Execute,
        wanted: Wanted,
        hides: bool,
        window: tuple[After, int, int],
        selected: tuple[str, ...],
        back: bool,
        walk: int,
    ) -> list[Sequence[Any]] | None:
        """Rows of a window part by part; None: too many (`walk`) were looked at for too few."""
        after, skip, size = window
        way = self._way(execute, wanted)
        more = {"after": after[0], "after_key": after[1]} if after else {}
        rows: list[Sequence[Any]] = []
        for holds, order in wanted.windows(after, back=back, sorted_=way == FIND):
            near = self._near(wanted, hides, holds, order) if walk else ""
            if near:
                text = f"SELECT {', '.join((*selected, wanted.column.by))} FROM {near}"
                text += " LIMIT :size OFFSET :skip"
            else:
                source = self._from(wanted, hides, holds, way)
                text = self._select(selected, wanted.column.by, source, order, way == FIND)
            limits = {"size": size - len(rows), "skip": skip, "walk": walk}
            found = execute(text, {**wanted.parameters, **more, **limits})
            rows += found
            if len(rows) >= size:
                break
            if near and self._ends(execute, wanted, holds, more, walk):
                return None
            if found:
                skip = 0
            elif skip:
                skip = max(0, skip - self._counted(execute, wanted, holds, hides, more))
        return rows

    def _near(self, wanted: Wanted, hides: bool, holds: str, order: str) -> str:
        """A FROM clause of the next entries of the index of the order, then what else must hold.

        Empty where nothing else must hold, or where entries cannot be told apart from their joins.
        """
        inner = self._inner(wanted, holds)
        outer = [f"+{one.sql}" if one.finds else one.sql for one in wanted.conditions
                 if not wanted.is_inner(one)]  # fmt: skip
        if hides:
            outer.append(self.register.known)
        if not inner or not (outer or wanted.merged):
            return ""
        read, sorted_by = (
            f"SELECT * FROM {inner}",
            order.format(by=wanted.column.by, key=self.register.key),
        )
        if wanted.merged:
            # Ranges put together by UNION ALL are merged in order as they are read; their columns
            # have no table before them.
            ranges = [f"SELECT * FROM {inner} AND {one}" for one in wanted.merged]
            read, sorted_by = " UNION ALL ".join(ranges), sorted_by.replace("r.", "")
        table = f"({read} ORDER BY {sorted_by} LIMIT :walk) AS r"
        joined = _TABLE.sub(lambda _found: table, self.register.source, count=1)
        return f"{joined} WHERE {' AND '.join(outer) or '1'}"

    def _inner(self, wanted: Wanted, holds: str) -> str:
        """The entries of the index of the order, as a FROM clause of the main table alone."""
        table = _TABLE.match(self.register.source)
        parts = [one.sql for one in wanted.conditions if wanted.is_inner(one)]
        text = " AND ".join(
            [*parts, *([self.register.always] if self.register.always else []), holds]
        )
        if table is None or _OTHER.search(f"{text} {wanted.column.by}"):
            return ""
        return f"{table.group(0)} WHERE {text}"

    def _ends(
        self, execute: Execute, wanted: Wanted, holds: str, more: Mapping[str, object], walk: int
    ) -> bool:
        """Whether a part has more entries than were looked at."""
        inner = f"SELECT 1 FROM {self._inner(wanted, holds)} LIMIT :walk"
        given = {**more, "walk": walk}
        return (
            int(self._all(execute, f"SELECT count(*) FROM ({inner})", wanted, given)[0][0]) >= walk
        )

    def _kept(self, execute: Execute, wanted: Wanted) -> tuple[int, bool, array[int] | None]:
        """The journal's head, whether the list of keys is known at it, and the list."""
        if not self._lists.has(wanted.name):
            return 0, False, None
        head = head_of(execute)
        return (head, *self._lists.get(wanted.name, head))

    def _listed(  # noqa: PLR0913 - a window of a list
        self,
        execute: Execute,
        wanted: Wanted,
        hides: bool,
        window: tuple[After, int, int],
        selected: tuple[str, ...],
        back: bool,
    ) -> list[Sequence[Any]] | None:
        """Rows by their places in the list of keys; None: it is too long, or the anchor left it."""
        after, skip, size = window
        head, known, keys = self._kept(execute, wanted)
        if not known:
            head = head or head_of(execute)
            keys = self._keys_in_order(execute, wanted, hides)
            self._lists.keep(wanted.name, head, keys)
        if keys is None:
            return None
        first = skip
        if after is not None:
            place = self._place(execute, wanted, keys, after)
            if place is None:
                return None
            first += place + 1
        if back:
            first = max(0, len(keys) - skip - size)
            size = len(keys) - skip - first
        chosen = keys[first : first + max(0, size)].tolist()
        for offset, key in enumerate(chosen):
            self._lists.note(wanted.name, key, first + offset)
        rows = self._with_keys(execute, wanted, selected, chosen)
        return rows[::-1] if back else rows

    def _place(
        self, execute: Execute, wanted: Wanted, keys: array[int], after: tuple[object, int]
    ) -> int | None:
        """Where an anchor stands; None: it is not in the list, or its row was sorted elsewhere."""
        noted = self._lists.noted(wanted.name, after[1])
        if noted is not None:
            return noted
        text = (
            f"SELECT {wanted.column.by} FROM {self.register.source}"
            f" WHERE {self.register.key} = :identity"
        )
        found = self._all(execute, text, wanted, {"identity": after[1]})
        return place_of(keys, after[1]) if found and found[0][0] == after[0] else None

    def _with_keys(
        self, execute: Execute, wanted: Wanted, selected: tuple[str, ...], keys: list[int]
    ) -> list[Sequence[Any]]:
        """Rows with these keys in their order."""
        text = (
            f"SELECT {', '.join((*selected, wanted.column.by))} FROM json_each(:keys) AS listed"
            f" CROSS JOIN {self.register.source} WHERE {self.register.key} = listed.value"
            " ORDER BY listed.key"
        )
        return list(self._all(execute, text, wanted, {"keys": json.dumps(keys)}))

    def _keys_in_order(self, execute: Execute, wanted: Wanted, hides: bool) -> array[int] | None:
        """Every key of a view in its order; None where there are too many to be remembered."""
        way = self._way(execute, wanted)
        if way == WALK and not any(wanted.is_sorted_by(one) for one in wanted.conditions):
            can_find = any(
                one.is_equal or one.letters or one.either == wanted.merged != ()
                for one in wanted.conditions
            )
            way = FIND if can_find else SCAN
        key, by = self.register.key, wanted.column.by
        plus = "" if way == WALK else "+"
        texts: list[str] = []
        left = MOST_KEYS
        for segment in wanted.segments(back=False):
            order = segment.order.format(by=plus + by, key=plus + key)
            source = _bare(self._from(wanted, hides, segment.holds, way), order)
            inner = f"SELECT {packed(key)} AS one FROM {source} ORDER BY {order} LIMIT :most"
            text = f"SELECT count(*), coalesce(group_concat(one, ''), '') FROM ({inner})"
            number, keys = self._all(execute, text, wanted, {"most": left + 1})[0]
            left -= int(number)
            if left < 0:
                return None
            texts.append(keys)
        return unpacked(texts)

    def _made(self, view: View, row: Sequence[Any]) -> Any:
        made = self.register.make(row, self.reader)
        self._keys[self._key_of(view, made.id)] = row[-1]
        while len(self._keys) > MOST_ROWS:
            self._keys.popitem(last=False)
        return made

    def _key_of(self, view: View, identity: int) -> tuple[str, int]:
        return (view.sort or self.register.default_sort, identity)

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

    def _from(self, wanted: Wanted, hides: bool, holds: str, way: str = ANY) -> str:
        parts = wanted.parts(way)
        if self.register.always:
            parts.append(self.register.always)
        if hides:
            parts.append(self.register.known)
        if holds:
            unindexed = way in (FIND, SCAN)
            parts.append(_unindexed(holds, wanted.column.by) if unindexed else holds)
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
        source = self._from(wanted, False, holds, SCAN)
        text = f"SELECT count(*) FROM {source} AND {self.register.hidden}"
        return int(self._all(execute, text, wanted, more or {})[0][0])

    def _way(self, execute: Execute, wanted: Wanted) -> str:
        """Whether rows are found and then sorted, or the index of the order is walked."""
        if not wanted.column.is_walked:
            return FIND
        if not wanted.conditions or any(wanted.is_inner(one) for one in wanted.conditions):
            return WALK
        if wanted.name not in self._ways:
            found = [
                one.letters or one.sql for one in wanted.conditions if one.letters or one.finds
            ]
            few = any(self._are_few(execute, wanted, one) for one in found)
            _remember(self._ways, wanted.name, few)
        return FIND if self._ways[wanted.name] else WALK

    def _are_few(self, execute: Execute, wanted: Wanted, holds: str) -> bool:
        inner = f"SELECT 1 FROM {self.register.source} WHERE {holds} LIMIT {FEW}"
        return int(self._one(execute, f"SELECT count(*) FROM ({inner})", wanted)[0]) < FEW

    def _read(self, view: View) -> Wanted:
        """The view as SQL; `ValidationFailed` where it names what is not there."""
        name = repr(view)
        if name not in self._wanted:
            given = {**self.access.parameters, "today": self.reader.today.isoformat()}
            made = wanted_of(self.register, view, given, self.reader.base_currency)
            _remember(self._wanted, name, made)
        return self._wanted[name]

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
    for sign in (" IS", " >="):
        holds = holds.replace(f"{by}{sign}", f"+{by}{sign}")
    return holds.replace(f"({by},", f"(+{by},")


def _remember(store: OrderedDict[str, Any], name: str, value: Any) -> None:
    store[name] = value
    if len(store) > _REMEMBERED:
        store.popitem(last=False)
