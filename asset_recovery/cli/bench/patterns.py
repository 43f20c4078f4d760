"""A case made by actions, turned into a pattern: rows in which everything its own can be replaced.

The rows are the after-images of the journal, as one JSON text cut at every key, reference, name,
description and amount that belongs to this case alone; a copy is that text put together again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.canonical import canonical

CLONED = (
    "case_record",
    "asset",
    "asset_identifier",
    "party",
    "party_link",
    "court_order",
    "order_asset",
    "event",
    "event_asset",
    "deadline",
    "document",
)
SHARED = frozenset({"storage_place", "bank_account"})
_REFERENCE = re.compile(r"^([A-Z]+)-\d{4}-")
_SEARCHED = {
    "case_record": "case",
    "asset": "asset",
    "party": "party",
    "court_order": "order",
    "document": "document",
}
_BASE_CURRENCY = "EUR"
_BOOKED = frozenset({"post_cost", "post_income"})

Image = dict[str, Any]


class PatternBroken(RuntimeError):
    """The case holds something that the bench cannot copy faithfully: the bench must be mended."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing to replace: what it is, and which of its kind (a table, a prefix, a type)."""

    what: str
    which: str = ""
    number: int = 0

    @property
    def mark(self) -> str:
        """How it stands in the text until it is cut out."""
        return f"⟦{self.what}:{self.which}:{self.number}⟧"


@dataclass(slots=True)
class Pattern:
    """A case ready to be copied.

    `pieces` are the texts between the slots, `order` says which slot follows each piece; `heads`
    says how many rows of each table there are; `search` names for each searched row the parts that
    the search knows beside the row itself.
    """

    assets: int
    heads: Mapping[str, int]
    slots: list[Slot]
    pieces: list[str]
    order: list[int]
    lines: list[str]
    line_order: list[int]
    search: list[tuple[str, str, int, list[tuple[str, int, str]]]] = field(default_factory=list)

    def changes(self, values: Sequence[str]) -> str:
        """The changes of a copy as JSON; `values` follow `slots`."""
        return _together(self.pieces, self.order, values)

    def derived(self, values: Sequence[str]) -> str:
        """Its lines in the register and the agenda, as JSON."""
        return _together(self.lines, self.line_order, values)


def _together(pieces: Sequence[str], order: Sequence[int], values: Sequence[str]) -> str:
    made = [""] * (2 * len(order) + 1)
    made[0::2] = pieces
    made[1::2] = map(values.__getitem__, order)
    return "".join(made)


class PatternMaker:
    """Makes the pattern of one case."""

    def __init__(self, query: Callable[[str, Sequence[object]], Iterable[tuple[Any, ...]]]) -> None:
        self._query = query
        self._slots: dict[Slot, int] = {}
        self._words: dict[str, Slot] = {}
        self._places: dict[tuple[str, int], int] = {}
        self._minor: dict[int, Slot] = {}

    def make(self, first: int, last: int) -> Pattern:
        """The pattern of what the journal's entries from `first` to `last` made."""
        rows = self._rows(first, last)
        counts = dict.fromkeys(CLONED, 0)
        for table, key in rows:
            self._places[table, key] = counts[table]
            counts[table] += 1
        self._find_words(rows)
        changes = [
            [table, Slot("key", table, self._places[table, key]).mark, None, self._own(table, row)]
            for (table, key), row in rows.items()
        ]
        lines = self._derived([key for table, key in rows if table == "asset"], rows)
        cutter = _Cutter(self._words, self._slots)
        pieces, order = cutter.cut(canonical(changes))
        line_pieces, line_order = cutter.cut(canonical(lines))
        return Pattern(
            assets=counts["asset"],
            heads=counts,
            slots=list(self._slots),
            pieces=pieces,
            order=order,
            lines=line_pieces,
            line_order=line_order,
            search=self._search(rows),
        )

    def _rows(self, first: int, last: int) -> dict[tuple[str, int], Image]:
        found: dict[tuple[str, int], Image] = {}
        query = "SELECT payload FROM journal_payload WHERE seq BETWEEN ? AND ? ORDER BY seq"
        for (payload,) in self._query(query, (first, last)):
            for table, key, before, after in json.loads(payload)["changes"]:
                if table in SHARED:
                    continue
                if table not in CLONED:
                    raise PatternBroken(f"The bench copies no rows of {table}.")
                if before is None:
                    found[table, key] = dict(after)
                else:
                    found[table, key] |= after
        return dict(sorted(found.items(), key=lambda item: (CLONED.index(item[0][0]), item[0][1])))

    def _find_words(self, rows: Mapping[tuple[str, int], Image]) -> None:
        """Every text that is this case's own: references, names, descriptions, amounts."""
        for (table, key), row in rows.items():
            place = self._places[table, key]
            reference = row.get("reference")
            if reference is not None:
                match = _REFERENCE.match(reference)
                if match is None:
                    raise PatternBroken(f"The bench knows no series of {reference}.")
                self._words[reference] = Slot("reference", match.group(1), len(self._words))
            if table == "party":
                self._words[row["name"]] = Slot("name", "", place)
            elif table == "case_record":
                self._words[row["title"]] = Slot("title")
            elif table == "asset":
                self._words[row["description"]] = Slot("description", row["type_code"], place)
            elif table == "asset_identifier":
                self._words[row["value"]] = Slot("serial", "", place)
        self._find_amounts(rows)

    def _find_amounts(self, rows: Mapping[tuple[str, int], Image]) -> None:
        """Amounts in the base currency that only stand there: estimates and valuations.

        Where costs are booked, terms begin on a day that the value decides: such a value stays.
        """
        named = _named(rows)
        fixed = {
            asset
            for (table, key), row in rows.items()
            if table == "event" and row["action"] in _BOOKED
            for asset in named.get(key, ())
        }
        known: dict[int, int] = {}
        kept: set[int] = set()
        for minor, assets in _amounts(rows, named):
            if assets & fixed:
                kept.add(minor)
            else:
                known.setdefault(minor, len(known))
        for minor, number in known.items():
            if minor not in kept:
                self._words[f"{minor // 100}.{minor % 100:02d}"] = Slot("amount", "", number)
                self._minor[minor] = Slot("minor", "", number)

    def _own(self, table: str, row: Image) -> Image:
        """The row with marks in place of its numbers."""
        found = dict(row)
        for column in t.metadata.tables[table].columns:
            value = found[column.name]
            if value is None:
                continue
            target = next((key.column.table.name for key in column.foreign_keys), None)
            if column.name == "id":
                found["id"] = Slot("key", table, self._places[table, value]).mark
            elif target is not None and (target, value) in self._places:
                found[column.name] = Slot("key", target, self._places[target, value]).mark
            elif column.name in ("seq", "effective_seq"):
                found[column.name] = Slot("entry").mark
            elif column.name.endswith("_minor") and value in self._minor:
                found[column.name] = self._minor[value].mark
        return found

    def _derived(
        self, keys: Sequence[int], rows: Mapping[tuple[str, int], Image]
    ) -> list[list[Any]]:
        case = next(key for table, key in rows if table == "case_record")
        names = [column.name for column in t.asset_row.columns]
        lines = []
        for line in self._query(
            f"SELECT {', '.join(names)} FROM asset_row WHERE case_id = ? ORDER BY asset_id", (case,)
        ):
            row = dict(zip(names, line, strict=True))
            place = self._places["asset", row["asset_id"]]
            row["asset_id"] = Slot("key", "asset", place).mark
            row["case_id"] = Slot("key", "case_record", 0).mark
            row["description_key"] = Slot("sorted", "", place).mark
            row["description_folded"] = Slot("folded", "", place).mark
            for name in ("value_minor", "base_minor"):
                if row["value_currency"] == _BASE_CURRENCY and row[name] in self._minor:
                    row[name] = self._minor[row[name]].mark
            lines.append(list(row.values()))
        if len(lines) != len(keys):
            raise PatternBroken("An asset has no line in the register.")
        return [lines, self._agenda(case), self._seals(case), self._stays(case)]

    def _seals(self, case: int) -> list[list[Any]]:
        query = (
            "SELECT asset_id, seal FROM asset_seal WHERE asset_id IN"
            " (SELECT asset_id FROM asset_row WHERE case_id = ?) ORDER BY asset_id, seal"
        )
        return [
            [Slot("key", "asset", self._places["asset", asset]).mark, seal]
            for asset, seal in self._query(query, (case,))
        ]

    def _stays(self, case: int) -> list[list[Any]]:
        names = [column.name for column in t.stay.columns if column.name != "id"]
        query = (
            f"SELECT {', '.join(names)} FROM stay WHERE asset_id IN"
            " (SELECT id FROM asset WHERE case_id = ?) ORDER BY id"
        )
        found = []
        for line in self._query(query, (case,)):
            row = dict(zip(names, line, strict=True))
            row["asset_id"] = Slot("key", "asset", self._places["asset", row["asset_id"]]).mark
            found.append(list(row.values()))
        return found

    def _agenda(self, case: int) -> list[list[Any]]:
        names = [column.name for column in t.agenda.columns if column.name != "id"]
        found = []
        query = f"SELECT {', '.join(names)} FROM agenda WHERE case_id = ? ORDER BY id"
        for line in self._query(query, (case,)):
            row = dict(zip(names, line, strict=True))
            for name, table in (
                ("case_id", "case_record"),
                ("asset_id", "asset"),
                ("deadline_id", "deadline"),
            ):
                if row[name] is not None:
                    row[name] = Slot("key", table, self._places[table, row[name]]).mark
            found.append(list(row.values()))
        return found

    def _search(
        self, rows: Mapping[tuple[str, int], Image]
    ) -> list[tuple[str, str, int, list[tuple[str, int, str]]]]:
        """For each searched row the columns of other rows that the search finds it by."""
        more: dict[int, list[tuple[str, int, str]]] = {}
        for (table, key), row in rows.items():
            if table == "asset_identifier":
                place = self._places[table, key]
                more.setdefault(row["asset_id"], []).extend(
                    [(table, place, "value"), (table, place, "normal")]
                )
        for (table, _key), row in rows.items():
            if table == "party_link" and row["asset_id"] is not None:
                place = self._places["party", row["party_id"]]
                more.setdefault(row["asset_id"], []).append(("party", place, "name"))
        return [
            (
                _SEARCHED[table],
                table,
                self._places[table, key],
                more.get(key, []) if table == "asset" else [],
            )
            for table, key in rows
            if table in _SEARCHED
        ]


def _named(rows: Mapping[tuple[str, int], Image]) -> dict[int, set[int]]:
    """The assets that each event names."""
    found: dict[int, set[int]] = {}
    for (table, _key), row in rows.items():
        if table == "event_asset":
            found.setdefault(row["event_id"], set()).add(row["asset_id"])
    return found


def _amounts(
    rows: Mapping[tuple[str, int], Image], named: Mapping[int, set[int]]
) -> Iterator[tuple[int, set[int]]]:
    """What assets were estimated at or valued at in the base currency, and which assets."""
    for (table, key), row in rows.items():
        if table == "asset" and row["estimated_currency"] == _BASE_CURRENCY:
            yield row["estimated_minor"], {key}
        elif (
            table == "event"
            and row["action"] == "record_valuation"
            and row["amount_currency"] == _BASE_CURRENCY
        ):
            yield row["amount_minor"], named.get(key, set())


class _Cutter:
    """Cuts a text at its marks and words."""

    def __init__(self, words: Mapping[str, Slot], slots: dict[Slot, int]) -> None:
        self._words, self._slots = words, slots
        longest = sorted(words, key=len, reverse=True)
        self._cuts = re.compile(
            r'"⟦(\w+):(\w*):(\d+)⟧"|(?<![\w.-])(' + "|".join(map(re.escape, longest)) + r")(?![\w])"
        )

    def cut(self, text: str) -> tuple[list[str], list[int]]:
        """The pieces between the cuts, and the slot of each cut."""
        pieces, order, end = [], [], 0
        for match in self._cuts.finditer(text):
            word = match.group(4)
            if word is None:
                slot = Slot(match.group(1), match.group(2), int(match.group(3)))
            else:
                slot = self._words[word]
            pieces.append(text[end : match.start()])
            order.append(self._slots.setdefault(slot, len(self._slots)))
            end = match.end()
        pieces.append(text[end:])
        return pieces, order
