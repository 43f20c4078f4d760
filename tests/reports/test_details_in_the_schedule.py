"""The fields of types in the schedule: columns a type, and no more than the recipient is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from asset_recovery.domain.type_details import Shown
from asset_recovery.reports.asset_schedule_content import details_tables
from asset_recovery.reports.dossier_desk import Desk
from asset_recovery.reports.dossier_profile import profile
from asset_recovery.reports.paper import Table
from tests.reports import samples

DETAILS = (
    Shown("name", "Identity", "Name", "Blue Heron"),
    Shown("vessel_type", "Identity", "Vessel type", "Ketch"),
    Shown("builder", "Identity", "Builder", "Yard"),
    Shown("year", "Identity", "Year", "2009"),
    Shown("length_m", "Identity", "Length", "41.5 m"),
    Shown("flag", "Rights and charges", "Flag", "MT"),
    Shown("fuel", "Condition and keeping", "Fuel", "half full"),
)


def tables(recipient: str) -> list[Table]:
    """The tables of details for a recipient, of a case whose first asset is a yacht."""
    file = samples.the_yacht_case()
    first = replace(file.assets[0], type_code="VES-YAC", details=DETAILS, replaced_by=None)
    file = replace(file, assets=(first, *file.assets[1:]))
    desk = Desk(file, profile(recipient), "en", str)
    return [block for block in details_tables(desk) if isinstance(block, Table)]


def test_five_fields_are_columns_and_the_rest_is_told_in_the_last() -> None:
    (table,) = tables("full")
    assert [column.title for column in table.columns] == [
        "Asset", "Name", "Vessel type", "Builder", "Year", "Length", "Further",
    ]  # fmt: skip
    assert table.rows[0][1:] == (
        "Blue Heron", "Ketch", "Yard", "2009", "41.5 m", "Flag: MT\nFuel: half full",
    )  # fmt: skip


@pytest.mark.parametrize(("recipient", "columns"), [("owner", 6), ("court", 7), ("foreign", 7)])
def test_a_recipient_is_told_what_concerns_him(recipient: str, columns: int) -> None:
    (table,) = tables(recipient)
    assert len(table.columns) == columns
