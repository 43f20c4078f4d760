"""The public table of forfeited property of 1996, told as assets and events, cell by cell.

The source gives numbers and values of a whole year. The single assets are ours: in each row the
values are divided so that they add up to what the source says. The rows of the source with hundreds
of things are put to the figure `movement` alone, which adds them up in the same way.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from asset_recovery.domain.money import Money
from asset_recovery.domain.statistics_facts import Cell, Period
from asset_recovery.services.statistics_service import StatisticsService
from tests.services.reading import opened
from tests.support.asset_life import COURT, Life, a_life
from tests.support.books import assert_money_closes


class Group(NamedTuple):
    """Things that came, and whether they went, in one way: how many, and their value together."""

    things: int
    thousands: int


class Row(NamedTuple):
    """A row of the source as four groups that add up to its cells."""

    category: str
    type: str
    kept: Group
    disposed: Group
    forfeited_kept: Group
    forfeited_disposed: Group

    def cells(self) -> dict[str, tuple[int, int]]:
        """Opening, forfeited, disposed, closing: number and thousands."""
        sums = {
            "opening": (self.kept, self.disposed),
            "forfeited": (self.forfeited_kept, self.forfeited_disposed),
            "disposed": (self.disposed, self.forfeited_disposed),
            "closing": (self.kept, self.forfeited_kept),
        }
        return {
            name: (one.things + other.things, one.thousands + other.thousands)
            for name, (one, other) in sums.items()
        }


AIRCRAFT = Row("aircraft", "AIR-FIX", Group(0, 0), Group(18, 4161), Group(10, 7078),
               Group(3, 10_912))  # fmt: skip
ART = Row("art_and_antiques", "ART", Group(1, 228), Group(8, 100), Group(12, 298),
          Group(7, 111))  # fmt: skip
BUSINESSES = Row("businesses", "BUS-GC", Group(8, 1894), Group(12, 1200), Group(5, 1103),
                 Group(5, 601))  # fmt: skip
FOODSTUFFS = Row("foodstuffs", "PER-FOOD", Group(0, 0), Group(3, 0), Group(1, 25),
                 Group(15, 929))  # fmt: skip
ROWS = (AIRCRAFT, ART, BUSINESSES, FOODSTUFFS)
SOURCE = {
    "aircraft": {"opening": (18, 4161), "forfeited": (13, 17_990), "disposed": (21, 15_073),
                 "closing": (10, 7078)},
    "art_and_antiques": {"opening": (9, 328), "forfeited": (19, 409), "disposed": (15, 211),
                         "closing": (13, 526)},
    "businesses": {"opening": (20, 3094), "forfeited": (10, 1704), "disposed": (17, 1801),
                   "closing": (13, 2997)},
    "foodstuffs": {"opening": (3, 0), "forfeited": (16, 954), "disposed": (18, 929),
                   "closing": (1, 25)},
}  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.category)
def test_our_groups_are_the_cells_of_the_source(row: Row) -> None:
    assert row.cells() == SOURCE[row.category]


def test_the_table_is_reproduced_cell_by_cell_from_assets_and_events(tmp_path: Path) -> None:
    life = a_life(tmp_path)
    opening = [*made(life, "kept"), *(out := made(life, "disposed"))]
    came = [*made(life, "forfeited_kept"), *(gone := made(life, "forfeited_disposed"))]
    take_over(life, opening)
    forfeit(life, came)
    dispose(life, [*out, *gone])
    service = StatisticsService(opened(life.office))
    table = service.table(life.office.actor("supervisor"), Period.parse("2026-02-01..2026-11-24"))
    assert table.closes, table.not_closing
    found = {
        row.category: {
            name: (cell.count, cell.value // 100_000)
            for name, cell in {"opening": row.opening, **row.lines, "closing": row.closing}.items()
            if cell != Cell()
        }
        for row in table.rows
        if (row.opening, row.closing) != (Cell(), Cell())
    }
    assert found == SOURCE
    assert_money_closes(life.office.reading)


def made(life: Life, group: str) -> list[str]:
    """Register the things of a group in every row; the last one has what the others leave over."""
    names = []
    for row in ROWS:
        count, thousands = getattr(row, group)
        each = thousands // count if count else 0
        for place in range(count):
            worth = thousands - each * (count - 1) if place == count - 1 else each
            name = f"{row.category}-{group}-{place}".upper().replace("_", "-")
            life.give(
                "register_asset",
                asset=name,
                case="CASE",
                type=row.type,
                description=f"{row.category} {group} {place}",
                location="Federal store",
                identifiers=[{"kind": "other", "value": name}],
                owner="OWNER",
                grounds=["PRO"],
                estimated_value=Money(worth * 100_000, "EUR").as_json(),
                source="the other system",
            )
            names.append(name)
    return names


def take_over(life: Life, assets: list[str]) -> None:
    """What was there before the year, as the other system had it."""
    life.give(
        "open_position",
        assets=assets,
        on="2026-01-15",
        legal_state="confiscated_final",
        management_state="stored",
        source="SAMS, 69 districts",
    )
    approve_all(life, "2026-01-15")


def forfeit(life: Life, assets: list[str]) -> None:
    """Frozen, sought and finally confiscated in the year."""
    life.give("identify_asset", assets=assets, on="2026-02-01", source="register")
    order(life, "FREEZE", "freezing", "2026-02-02", assets)
    life.give("record_plan", assets=assets, on="2026-02-02")
    life.give("manage_asset", assets=assets, on="2026-02-03", mode="registered_restraint",
              reason="until judgment", review_on="2026-07-01",
              terms={"register": "R", "register_entry": "R 1",
                     "registered_on": "2026-02-03"})  # fmt: skip
    life.give("file_confiscation", assets=assets, on="2026-02-04", authority="Prosecutor",
              reference="F-1", route="civil_in_rem", legal_basis="s. 1")  # fmt: skip
    life.give("record_proof", case="CASE", kind="statement_of_claim", on="2026-02-04")
    life.give("publish_notice", case="CASE", kind="claims", on="2026-02-05", medium="Gazette")
    order(life, "CONF", "civil_in_rem", "2026-03-20", assets)
    life.give("certify_final", order="CONF", on="2026-04-20")


def order(life: Life, reference: str, kind: str, on: str, assets: list[str]) -> None:
    """An order over many things."""
    life.give("record_order", order=reference, case="CASE", kind=kind, authority=COURT,
              reference=f"{reference}/26", on=on, assets=assets)  # fmt: skip


def dispose(life: Life, assets: list[str]) -> None:
    """Given away."""
    life.give("dispose_asset", assets=assets, on="2026-05-01", kind="donation",
              beneficiary="A museum", reason="no market")  # fmt: skip
    approve_all(life, "2026-05-02")


def approve_all(life: Life, on: str) -> None:
    """Every second person agrees to what waits."""
    from sqlalchemy import select

    from asset_recovery.persistence import tables as t

    for who in ("supervisor", "director"):
        with life.office.reading.connect() as connection:
            query = select(t.approval.c.reference).where(t.approval.c.state == "waiting")
            waiting = connection.scalars(query).all()
        for what in waiting:
            life.try_("approve", who=who, what=what, on=on)
