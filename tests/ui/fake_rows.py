"""Generated rows of a register: as many as wanted, none kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from asset_recovery.domain.board import BoardCard
from asset_recovery.domain.money import Money
from asset_recovery.domain.registers import AssetRow, Filter, View

STATES = (
    ("interlocutory_sale", "accent"),
    ("confiscation_pending", "plain"),
    ("seized", "plain"),
    ("to_return", "attention"),
    ("evidence", "plain"),
    ("state_property", "good"),
    ("frozen_abroad", "plain"),
    ("distributed", "good"),
)
WHAT = (
    "Meridian Star, motor yacht 62 m",
    "Flat, Via Lunga 14, 118 m²",
    "12.48210000 BTC in office wallet",
    "Bank account, 3 holders",
    "Helvetia Trading GmbH, 51 % of shares",
    "Car, VIN WVWZZZ1JZXW000001",
    "Painting, oil, signed, 61 × 82 cm",
    "120 head of cattle",
    "Земельный участок 2,4 га",
    "Cash 48,350.00 USD, 3 bags",
    "شقة، شارع النيل ٢٢",
    "Container, 40 ft, refrigerated fish",
    "Light aircraft, serial 28R-7635",
    "Οικόπεδο, Πάρος, 4 200 m²",
    "Trade mark, class 25, 3 offices, with every licence and the arrears of royalties of 2019–2025",
    "Watch, ref. 5711, serial 4098116",
)
TYPES = (
    "VES-YAC",
    "RE-APA",
    "VA-BTC",
    "MON-ACC",
    "FIN-UNL",
    "VEH-CAR",
    "ART",
    "LIV-CAT",
    "RE-LND",
    "MON-CASH",
    "RE-APA",
    "PER-FOO",
    "AIR-LGT",
    "RE-LND",
    "IPR",
    "VAL-WAT",
)
DUE = (
    ("Owner's reply 30 Apr", "attention"),
    ("Hearing 8 May", ""),
    ("Reconciliation today", "bad"),
    ("Order ends 22 Jul", ""),
    ("Return by 5 May", "attention"),
    ("Auction 14 May", ""),
    ("Valuation 140 days over", "bad"),
    ("", ""),
)


def asset_row(number: int) -> AssetRow:
    """The asset of a number, always the same."""
    state, tone = STATES[number % len(STATES)]
    text, due_tone = DUE[number % len(DUE)]
    minor = (number * 7919 % 9_000_000) * 100 + 40_000_00
    return AssetRow(
        id=number + 1,
        reference=f"2026-{number:06d}-K",
        description=WHAT[number % len(WHAT)],
        type_code=TYPES[number % len(TYPES)],
        case=f"AR-2026-{number % 212:04d}",
        headline=state,
        headline_tone=tone,
        management="stored",
        value=None if number % 16 == 2 else Money(minor, "EUR"),
        base_minor=minor,
        valued_on=date(2026, 4, 20) - timedelta(days=number % 300),
        country="MT",
        route="NCB",
        officer="M. Ferri",
        due_on=date(2026, 4, 30) if text else None,
        due_text=text,
        due_tone=due_tone,
    )


class GeneratedSource:
    """A register of `total` rows in the order of their ids; counts how often it was asked."""

    def __init__(self, total: int, make: Callable[[int], Any] = asset_row) -> None:
        self.total, self._make = total, make
        self.asked: list[tuple[str, int, int]] = []

    def count(self, view: View) -> int:
        """How many rows the view has."""
        return self.total

    def page(self, view: View, after: tuple[object, int] | None, skip: int, size: int) -> list[Any]:
        """At most `size` rows behind an anchor."""
        start = (after[1] if after else 0) + skip
        self.asked.append(("page", skip, size))
        return self._rows(view, start, size)

    def page_before_end(self, view: View, skip: int, size: int) -> list[Any]:
        """At most `size` rows, `skip` rows before the end."""
        self.asked.append(("end", skip, size))
        start = max(self.total - skip - size, 0)
        return self._rows(view, start, min(size, self.total - skip))

    def anchor(self, view: View, row: Any) -> tuple[object, int]:
        """The key of a row."""
        place = self.total - row.id + 1 if view.descending else row.id
        return (place, place)

    def position(self, view: View, identity: int) -> int | None:
        """Where a record stands."""
        place = self.total - identity if view.descending else identity - 1
        return place if 0 <= place < self.total else None

    def _rows(self, view: View, start: int, size: int) -> list[Any]:
        places = range(start, min(start + size, self.total))
        if view.descending:
            return [self._make(self.total - 1 - place) for place in places]
        return [self._make(place) for place in places]


class ListSource:
    """A short register from a list; filters by equality of the shown attribute."""

    def __init__(self, rows: list[Any]) -> None:
        self.rows = rows

    def _found(self, view: View) -> list[Any]:
        rows = [
            row
            for row in self.rows
            if all(_fits(getattr(row, f.column, None), f.operator, f.value) for f in view.filters)
        ]
        if view.sort:
            rows.sort(key=lambda row: str(getattr(row, view.sort, "")), reverse=view.descending)
        return rows

    def count(self, view: View) -> int:
        """How many rows the view has."""
        return len(self._found(view))

    def page(self, view: View, after: tuple[object, int] | None, skip: int, size: int) -> list[Any]:
        """At most `size` rows behind an anchor."""
        start = (after[1] if after else 0) + skip
        return self._found(view)[start : start + size]

    def page_before_end(self, view: View, skip: int, size: int) -> list[Any]:
        """At most `size` rows, `skip` rows before the end."""
        rows = self._found(view)
        end = len(rows) - skip
        return rows[max(end - size, 0) : end]

    def anchor(self, view: View, row: Any) -> tuple[object, int]:
        """The place of a row."""
        return (row, self._found(view).index(row) + 1)

    def position(self, view: View, identity: int) -> int | None:
        """Where a record stands."""
        found = [getattr(row, "id", 0) for row in self._found(view)]
        return found.index(identity) if identity in found else None


def _fits(value: object, operator: str, wanted: object) -> bool:
    if operator == "contains":
        return str(wanted).casefold() in str(value).casefold()
    return str(value) == str(wanted) if operator == "=" else True


HEADLINES = ("Seized", "Seized", "Frozen", "Identified", "Under appeal", "State property")


def cards(number: int = 40) -> list[BoardCard]:
    """Cards in some columns; every seventh waits for a second person, every ninth is irregular."""
    found = []
    for at in range(number):
        flags = [*(["pending"] if at % 7 == 0 else []), *(["irregular"] if at % 9 == 0 else [])]
        row = replace(asset_row(at), headline=HEADLINES[at % len(HEADLINES)])
        found.append(BoardCard(row, tuple(flags)))
    return found


class CardRows:
    """Cards that are kept in a list, by headline, case and words."""

    def __init__(self, found: list[BoardCard]) -> None:
        self.cards = found

    def _of(self, view: View) -> list[BoardCard]:
        return [card for card in self.cards if all(_holds(card, one) for one in view.filters)]

    def count(self, view: View) -> int:
        """How many cards the view has."""
        return len(self._of(view))

    def page(self, view: View, after: tuple[object, int] | None, skip: int, size: int) -> list[Any]:
        """At most `size` cards."""
        start = (after[1] if after else 0) + skip
        return self._of(view)[start : start + size]

    def page_before_end(self, view: View, skip: int, size: int) -> list[Any]:
        """At most `size` cards before the end."""
        found = self._of(view)
        end = len(found) - skip
        return found[max(end - size, 0) : end]

    def anchor(self, view: View, row: Any) -> tuple[object, int]:
        """The place of a card."""
        return (row, self._of(view).index(row) + 1)

    def position(self, view: View, identity: int) -> int | None:
        """Where an asset stands."""
        found = [card.id for card in self._of(view)]
        return found.index(identity) if identity in found else None


def _holds(card: BoardCard, wanted: Filter) -> bool:
    value = str(getattr(card.row, wanted.column, ""))
    if wanted.operator == "in":
        return value in (wanted.value if isinstance(wanted.value, list | tuple) else ())
    return _fits(value, wanted.operator, wanted.value)
