"""The asset register as it was: in force on a day, and as the office knew it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.services.register_as_of import AsOf, listed_as_of
from asset_recovery.services.register_service import RegisterService
from tests.services.reading import opened
from tests.support.office import TODAY, SmallOffice, an_office


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallOffice]:
    """A car registered at noon, found half a second later."""
    office = an_office(tmp_path_factory.mktemp("office"))
    at_noon = replace(office, actions=replace(office.actions, now=lambda: "2026-11-24T12:00:00Z"))
    at_noon.give("open_case", case="C", title="Car", on="2026-01-01")
    at_noon.give(
        "register_asset", asset="CAR", case="C", type="VEH-CAR", description="Car", location="Yard"
    )
    after = replace(office, actions=replace(office.actions, now=lambda: "2026-11-24T12:00:00.500Z"))
    after.give("identify_asset", asset="CAR", on="2026-02-01", source="register")
    yield office
    office.close()


def states(
    office: SmallOffice, known_on: str | None = None, on: date | None = None, where: str = ""
) -> dict[object, object]:
    """What the register listed: references with their states."""
    registers = RegisterService(engine=office.reading, today=lambda: TODAY)
    actor = office.actor("officer")
    clocks = AsOf(on, known_on)
    rows = listed_as_of(opened(office), registers, "assets", actor, clocks, where)
    return {row["reference"]: row["state"] for row in rows}


@pytest.mark.parametrize(
    ("known_on", "shown"),
    [
        ("2026-11-23", {}),
        ("2026-11-24T12:00:00Z", {"CAR": "Lead"}),
        ("2026-11-24T12:00:00.400Z", {"CAR": "Lead"}),
        ("2026-11-24T12:00:00.500Z", {"CAR": "Identified"}),
        ("2026-11-24", {"CAR": "Identified"}),
    ],
)
def test_a_moment_shows_what_was_recorded_by_then_and_a_day_what_was_recorded_on_it(
    office: SmallOffice, known_on: str, shown: dict[object, object]
) -> None:
    assert states(office, known_on) == shown


def test_a_condition_asks_for_the_state_of_that_day(office: SmallOffice) -> None:
    day = date(2026, 2, 1)
    assert states(office, on=day, where="state = 'Identified'") == {"CAR": "Identified"}
    assert states(office, on=date(2026, 1, 31), where="state = 'Identified'") == {}


def test_what_is_no_moment_is_refused(office: SmallOffice) -> None:
    with pytest.raises(ValidationFailed) as refusal:
        states(office, "yesterday")
    assert refusal.value.reasons[0].field == "known_on"
