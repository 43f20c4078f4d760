"""A group of types is asked for like a column, and found through the index of types."""

from __future__ import annotations

import pytest

from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.domain.registers import Filter
from asset_recovery.persistence.queries.assets_register import REGISTER
from asset_recovery.persistence.queries.condition_sql import Conditions
from asset_recovery.services.register_service import RegisterService
from tests.support.asset_life import Life, a_life
from tests.support.office import TODAY


def listed(life: Life, where: str) -> list[str]:
    """The references of a list."""
    service = RegisterService(engine=life.office.reading, today=lambda: TODAY)
    rows = service.listed("assets", life.office.actor("everyone"), where=where)
    return sorted(str(row["reference"]) for row in rows)


@pytest.fixture
def life(tmp_path: object) -> Life:
    """A car, a yacht and a flat."""
    made = a_life(tmp_path)  # type: ignore[arg-type]
    for reference, kind in (("C", "VEH-CAR"), ("T", "VEH-TRK"), ("Y", "VES-YAC"), ("F", "RE-APA")):
        made.give("register_asset", asset=reference, case="CASE", type=kind, description=kind)
    return made


def test_a_group_stands_for_its_types(life: Life) -> None:
    assert listed(life, "group = 'vehicles'") == ["C", "T"]
    assert listed(life, "group in ('vessels', 'real_estate')") == ["F", "Y"]
    assert listed(life, "not (group = 'vehicles') and country is unknown") == ["F", "Y"]
    assert listed(life, "group != 'vehicles'") == ["F", "Y"]


def test_an_unknown_group_is_refused_with_the_groups_there_are(life: Life) -> None:
    with pytest.raises(ValidationFailed) as refused:
        listed(life, "group = 'spaceships'")
    assert "vehicles" in refused.value.reasons[0].text


def test_a_chip_of_a_group_finds_its_rows_by_the_index_of_types() -> None:
    condition = Conditions(REGISTER, "EUR").of_filter(Filter("group", "=", "real_estate"))
    assert condition.finds == "r.type_code"
    assert len(condition.either) == 10
