"""Events counted by how they are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.queries.event_query import allocations_numbered
from asset_recovery.persistence.unit_of_work import Entry, open_unit
from tests.support.office import NOW, OFFICE_ID, SmallOffice, an_office

ALLOCATED = ("CAR-A1", "CAR-A2", "C_R-A1", "CAR-B1", "CARS-A1")


@pytest.fixture
def office(tmp_path: Path) -> SmallOffice:
    """An office with allocations of several assets."""
    made = an_office(tmp_path)
    with open_unit(made.writing, lambda: NOW, OFFICE_ID) as unit:
        for reference in ALLOCATED:
            unit.insert(
                t.event,
                seq=unit.next_seq,
                action="allocate_proceeds",
                reference=reference,
                on_date="2026-01-01",
                status="in_effect",
                author_id=1,
                recorded_at=NOW,
                data="{}",
                facts="{}",
                irregular="[]",
                warnings="[]",
            )
        unit.enter(Entry("allocate_proceeds", "everyone", "test", {}))
    return made


@pytest.mark.parametrize(("named", "count"), [("CAR", 2), ("C_R", 1), ("CARS", 1), ("BUS", 0)])
def test_allocations_are_numbered_for_each_asset_alone(
    office: SmallOffice, named: str, count: int
) -> None:
    with office.reading.connect() as connection:
        assert allocations_numbered(connection, named) == count
    office.close()
