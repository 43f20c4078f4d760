"""The asset register as it was: in force on a day, and as the office knew it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from asset_recovery.domain.errors import NotFound, ValidationFailed
from asset_recovery.services.register_as_of import AsOf, listed_as_of
from asset_recovery.services.register_service import RegisterService
from asset_recovery.services.show_service import ShowService
from tests.services.reading import opened
from tests.support.office import TODAY, SmallOffice, an_office
from tests.support.yacht_story import the_yacht


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


@pytest.fixture(scope="module")
def yacht(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallOffice]:
    """The whole story, told once; tests only read it."""
    office = the_yacht(tmp_path_factory.mktemp("yacht"))
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


def test_an_asset_is_listed_from_the_day_on_which_show_has_it_on_file(office: SmallOffice) -> None:
    assert states(office, on=date(2025, 12, 31)) == {}
    assert states(office, on=date(2026, 1, 1)) == {"CAR": "Lead"}


def test_proceeds_are_listed_from_their_sale_and_from_its_entry_only(yacht: SmallOffice) -> None:
    reader = ShowService(opened(yacht))
    actor = yacht.actor("officer")
    registers = RegisterService(engine=yacht.reading, today=lambda: TODAY)
    for clocks in (
        AsOf(date(2018, 8, 24), None),
        AsOf(date(2019, 4, 23), None),
        AsOf(date(2019, 8, 24), None),
        AsOf(None, "2026-11-23"),
        AsOf(None, "2026-11-24"),
        AsOf(date(2018, 8, 24), "2026-11-24"),
    ):
        rows = listed_as_of(opened(yacht), registers, "assets", actor, clocks, "")
        listed = {row["reference"] for row in rows}
        for row in registers.listed("assets", actor):
            reference = str(row["reference"])
            try:
                then = reader.show(
                    "asset", reference, actor, as_of=clocks.on, known_on=clocks.known_on
                )
            except NotFound:
                assert reference not in listed
                continue
            (own,) = (row for row in rows if row["reference"] == reference)
            value = then["value"]
            shown = None if value is None else (own["value"], own["currency"])
            assert shown == (None if value is None else tuple(value.values()))  # type: ignore[attr-defined]
            assert (own["state"], own["type"]) == (then["headline"], then["type"])


def test_what_is_no_moment_is_refused(office: SmallOffice) -> None:
    with pytest.raises(ValidationFailed) as refusal:
        states(office, "yesterday")
    assert refusal.value.reasons[0].field == "known_on"
