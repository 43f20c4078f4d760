"""The movement table, added up from the stories of all assets; cases are read one after the other.

An office of any size is read in the memory of its largest case, and a person can stop it between
two cases. With `known_on` in the reading it gives the figures as they were known at that moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from asset_recovery.domain.asset_types import asset_type
from asset_recovery.domain.errors import NotFound
from asset_recovery.domain.money import Money
from asset_recovery.domain.progress import Progress
from asset_recovery.domain.statistics_facts import (
    CLOSING,
    KINDS,
    OPENING,
    Cell,
    CellRecord,
    MovementRow,
    MovementTable,
    Period,
    Spoiling,
)
from asset_recovery.domain.statistics_layout import Category, MovementLayout, layout_on
from asset_recovery.i18n import _
from asset_recovery.lifecycle.current_value import current_value
from asset_recovery.lifecycle.figures.performance import Movement, closing
from asset_recovery.lifecycle.movement import Held, Move, moves
from asset_recovery.lifecycle.position import Position
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.rows import Row
from asset_recovery.services.case_parts.case_desk import CaseDesk, open_desk
from asset_recovery.services.case_parts.reading import Reading


@dataclass(frozen=True, slots=True)
class CellWish:
    """Whose records are wanted: of a kind of thing (empty: all) and a column."""

    category: str
    column: str


@dataclass(slots=True)
class _Sums:
    """The cells of one kind of thing while they are added up."""

    opening: Cell = Cell()
    lines: dict[str, Cell] = field(default_factory=dict)
    held: Cell = Cell()
    liens: Cell = Cell()


@dataclass(frozen=True, slots=True)
class _Told:
    """One asset: its moves up to the end of the period, and how it stands then."""

    reference: str
    case: str
    description: str
    category: Category
    moves: tuple[tuple[Move, Held], ...]
    position: Position


def movement_table(
    reading: Reading,
    cases: Sequence[str],
    period: Period,
    progress: Progress,
    wish: CellWish | None = None,
) -> MovementTable:
    """The table of a period over these cases; with `wish` also the records of one cell."""
    layout = layout_on(period.last)
    adding = _Adding(reading, period, layout, wish)
    for place, name in enumerate(cases):
        progress.step(place, len(cases), name)
        desk = desk_of(reading, name)
        if desk is not None:
            for told in _stories(desk, reading, layout, period):
                adding.add(told, desk)
    return adding.table()


def desk_of(reading: Reading, name: str) -> CaseDesk | None:
    """A case as it was known; None where it was not yet on file."""
    case = finder.by_reference(reading.connection, "case", name)
    if case is None:
        return None
    try:
        return open_desk(reading, case, with_journal=False)
    except NotFound:
        return None  # not yet on file at the moment that is asked for


def _stories(
    desk: CaseDesk, reading: Reading, layout: MovementLayout, period: Period
) -> Iterator[_Told]:
    for row in desk.rows.of("asset"):
        if row["type_code"] in layout.not_counted:
            continue
        start, story = desk.stories.story(row)
        position = start
        worth = worth_of(reading, row)
        until = [moment for moment in story if moment.on <= period.last]
        made = row["substitutes_id"] is not None or desk.stories.is_told_another(row)
        found = tuple(moves(position, until, desk.rules, layout, worth, made_of_another=made))
        if found and not position.void:
            yield _Told(
                str(row["reference"]),
                str(desk.case["reference"]),
                str(row["description"]),
                layout.category(str(row["type_code"])),
                found,
                position,
            )


def worth_of(reading: Reading, row: Row) -> Callable[[Position], Money]:
    """The value of the asset in the base currency by the rate of the value's own day."""
    registered = date.fromisoformat(row["registered_on"])
    base = reading.base_currency
    known: dict[tuple[Money, date], Money] = {}

    def worth(position: Position) -> Money:
        value = current_value(position, registered)
        if value is None or not _is_counted(value.kind, position):
            return Money.zero(base)
        key = (value.value, value.on)
        if key not in known:
            known[key] = reading.rates.convert(value.value, base, value.on) or Money.zero(base)
        return known[key]

    return worth


def _is_counted(kind: str, position: Position) -> bool:
    """Whether a value is one of the asset: a list price never is, nor any of what has no value."""
    return kind != "list_price" and asset_type(position.type_code).is_recoverable


class _Adding:
    """Adds up what is told of one asset after the other."""

    def __init__(
        self, reading: Reading, period: Period, layout: MovementLayout, wish: CellWish | None
    ) -> None:
        self._reading, self._period, self._layout, self._wish = reading, period, layout, wish
        self._sums: dict[str, _Sums] = {one.key: _Sums() for one in layout.categories}
        self._spoiling: list[Spoiling] = []
        self._records: list[CellRecord] = []
        self._unvalued = 0

    def add(self, told: _Told, desk: CaseDesk) -> None:
        """Take an asset in."""
        sums = self._sums[told.category.key]
        before, after = Held(), Held()
        concerned = False
        for move, held in told.moves:
            if move.on < self._period.first:
                before = held
            else:
                concerned = True
                cell = sums.lines.get(move.kind, Cell())
                sums.lines[move.kind] = cell.plus(move.count, move.value)
                self._note(told, move.kind, move.on, move.count, move.value, move.state)
            after = held
        if before.count:
            sums.opening = sums.opening.plus(before.count, before.value)
            self._note(told, OPENING, self._period.first, before.count, before.value, "")
        if after.count:
            sums.held = sums.held.plus(after.count, after.value)
            legal = told.position.legal
            self._note(told, CLOSING, self._period.last, after.count, after.value, legal)
            self._liens(told, sums)
        if after.count or concerned:
            self._spoilt(told, desk)

    def table(self) -> MovementTable:
        """What was added up."""
        rows = [self._row(one, self._sums[one.key]) for one in self._layout.categories]
        not_closing = tuple(
            row.category for row in rows if row.closing != self._sums[row.category].held
        )
        total = _Sums()
        for sums in self._sums.values():
            total.opening = total.opening.plus(sums.opening.count, sums.opening.value)
            total.liens = total.liens.plus(sums.liens.count, sums.liens.value)
            for kind, cell in sums.lines.items():
                total.lines[kind] = total.lines.get(kind, Cell()).plus(cell.count, cell.value)
        whole = self._row(Category("total", _("Total"), ()), total)
        return MovementTable(
            period=self._period,
            layout=f"{self._layout.id} {self._layout.version}",
            currency=self._reading.base_currency,
            rows=tuple(row for row in rows if _is_used(row)),
            total=whole,
            not_closing=not_closing,
            unvalued=self._unvalued,
            spoiling=tuple(self._spoiling),
            records=tuple(self._records),
        )

    def _row(self, category: Category, sums: _Sums) -> MovementRow:
        """A row whose closing cell is worked out by the figure `movement`, not counted."""
        count, value = closing_of(sums.opening, sums.lines)
        return MovementRow(
            category=category.key,
            label=_(category.label),
            opening=sums.opening,
            lines={kind: sums.lines.get(kind, Cell()) for kind in KINDS},
            closing=Cell(count, value),
            liens=sums.liens,
        )

    def _note(  # noqa: PLR0913, PLR0917 - the fields of a record
        self, told: _Told, column: str, on: date, count: int, value: int, state: str
    ) -> None:
        wish = self._wish
        if wish is not None and wish.column == column and wish.category in ("", told.category.key):
            self._records.append(
                CellRecord(
                    told.reference, told.case, told.description, column, on, count, value, state
                )
            )

    def _liens(self, told: _Told, sums: _Sums) -> None:
        for lien in told.position.liens.values():
            base = self._reading.base_currency
            amount = self._reading.rates.convert(lien.amount, base, lien.statement_on)
            sums.liens = sums.liens.plus(1, amount.minor if amount is not None else 0)

    def _spoilt(self, told: _Told, desk: CaseDesk) -> None:
        """What is missing on the record for the return to be right."""
        position, row = told.position, desk.by_reference.get(told.reference)
        value = current_value(position, self._period.last)
        lacking: list[tuple[str, str, str]] = []
        if not asset_type(position.type_code).is_recoverable:
            value = None
        elif value is None:
            self._unvalued += 1
            text = _("No value is on file: it counts by number only.")
            lacking.append(("value_missing", text, "record_valuation"))
        elif value.kind == "list_price":
            self._unvalued += 1
            text = _("Only a list price is on file, which is no value of the asset.")
            lacking.append(("list_price_only", text, "record_valuation"))
        elif (
            self._reading.rates.convert(value.value, self._reading.base_currency, value.on) is None
        ):
            self._unvalued += 1
            text = _("There is no rate for {amount} on {day}.")
            text = text.format(amount=value.value.display(), day=value.on)
            lacking.append(("rate_missing", text, "record_rate"))
        if not desk.case["route"]:
            text = _("The case {case} has no route.").format(case=told.case)
            lacking.append(("route_missing", text, "change_case"))
        if row is not None and not row.row["country"]:
            lacking.append(("country_missing", _("The asset has no country."), "change_asset"))
        if position.taken_over and position.unknown:
            text = _("Taken over without: {names}.").format(names=", ".join(position.unknown))
            lacking.append(("basis_incomplete", text, "change_asset"))
        self._spoiling += [
            Spoiling(told.reference, told.case, code, text, action)
            for code, text, action in lacking
        ]


def closing_of(opening: Cell, lines: dict[str, Cell]) -> tuple[int, int]:
    """Opening and movements added up by the figure `movement`, in minor units."""
    count, value = closing(
        opening.count,
        Decimal(opening.value),
        [Movement(kind, cell.count, Decimal(cell.value)) for kind, cell in lines.items()],
    )
    return count, int(value)


def _is_used(row: MovementRow) -> bool:
    return any(cell != Cell() for cell in (row.opening, row.closing, *row.lines.values()))
