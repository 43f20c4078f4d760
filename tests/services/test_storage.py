"""Places of storage: the tree, what lies where on which day, and when a place is given up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from asset_recovery.services.storage_service import StorageService
from tests.support.asset_life import Life
from tests.support.office import NOW, OFFICE_ID, TODAY, SmallOffice

At = Callable[[str], Life]


@dataclass(frozen=True, slots=True)
class Reading:
    """The small office as reading services take it."""

    small: SmallOffice

    @property
    def reading(self) -> Any:
        return self.small.reading

    @property
    def writing(self) -> Any:
        return self.small.writing

    @property
    def actions(self) -> Any:
        return self.small.actions

    office_id = OFFICE_ID

    def now(self) -> str:
        return NOW

    def today(self) -> date:
        return TODAY


def service(life: Life) -> StorageService:
    """What reads places of storage."""
    return StorageService(Reading(life.office))


def place(life: Life, storage: str, kind: str, parent: str | None = None, **more: Any) -> None:
    """A place that is set up."""
    inside = {"parent": parent} if parent else {}
    life.give("define_storage", storage=storage, on="2026-01-02", kind=kind, **inside, **more)


def shown(life: Life, name: str, **more: Any) -> dict[str, Any]:
    """One place as `show storage` prints it."""
    return service(life).shown(name, life.office.actor("everyone"), **more)


def tree_of_four(life: Life) -> None:
    """Harbour › Depot › Hall 3, with a shelf in it."""
    place(life, "HARBOUR", "site", name="Harbour")
    place(life, "DEPOT", "building", "HARBOUR", name="Depot 4")
    place(life, "Hall 3", "room", "DEPOT", capacity=2, environment=["dry", "ventilated"])
    place(life, "SHELF", "shelf", "Hall 3")


def test_a_place_of_first_use_is_made_and_listed_as_incomplete(at: At) -> None:
    life = at("seized")
    found = shown(life, "Hall 3")
    assert (found["incomplete"], found["kind"], found["number"]) == (True, None, 1)
    assert found["contents"][0]["asset"] == "CAR"


def test_a_place_is_completed_and_shown_with_its_whole_path(at: At) -> None:
    life = at("seized")
    tree_of_four(life)
    found = shown(life, "Hall 3")
    assert found["path"] == "Harbour › Depot 4 › Hall 3"
    assert found["incomplete"] is False
    assert found["environment"] == ["dry", "ventilated"]
    assert shown(life, "HARBOUR")["contents"][0]["path"] == "Harbour › Depot 4 › Hall 3"


def test_what_is_not_given_stays_as_it_was(at: At) -> None:
    life = at("begun")
    place(life, "HARBOUR", "site", name="Harbour", keeper="Port guard")
    place(life, "HARBOUR", "site", address="Quay 1")
    found = shown(life, "HARBOUR")
    assert (found["name"], found["keeper"], found["address"]) == ("Harbour", "Port guard", "Quay 1")


@pytest.mark.parametrize("parent", ["HARBOUR", "Hall 3", "SHELF"])
def test_a_place_cannot_lie_in_itself(at: At, parent: str) -> None:
    life = at("begun")
    tree_of_four(life)
    codes = life.codes(
        "define_storage", storage="HARBOUR", on="2026-01-03", kind="site", parent=parent
    )
    assert codes == ["field_invalid"]


def test_an_unknown_parent_is_refused(at: At) -> None:
    codes = at("begun").codes(
        "define_storage", storage="X", on="2026-01-03", kind="room", parent="nowhere"
    )
    assert codes == ["not_found"]


def test_a_place_that_holds_things_or_open_places_is_not_given_up(at: At) -> None:
    life = at("seized")
    tree_of_four(life)
    close = {"on": "2026-11-20", "reason": "lease ended"}
    assert life.codes("close_storage", storage="DEPOT", **close) == ["guard_failed"] * 2
    move(life, "SHELF", "2026-11-01")
    assert life.codes("close_storage", storage="SHELF", **close) == ["guard_failed"]
    move(life, "Elsewhere", "2026-11-02")
    assert life.codes("close_storage", storage="SHELF", on="2026-11-01", reason="x") == [
        "date_order"
    ]
    life.give("close_storage", storage="SHELF", **close)
    assert life.codes("close_storage", storage="SHELF", **close) == ["wrong_state"]
    assert shown(life, "SHELF")["closed_on"] == "2026-11-20"


def move(life: Life, to: str, on: str) -> None:
    """The car is moved."""
    life.give(
        "move_custody",
        asset="CAR",
        on=on,
        to=to,
        reason="viewing",
        handed_over_by="Port guard",
        received_by="Keeper",
    )


def test_what_is_where_follows_moves_on_both_clocks(at: At) -> None:
    life = at("seized")
    tree_of_four(life)
    move(life, "SHELF", "2026-05-01")
    assert shown(life, "SHELF")["number"] == 1
    assert shown(life, "HARBOUR")["number"] == 1
    assert shown(life, "SHELF", as_of=date(2026, 4, 30))["number"] == 0
    assert shown(life, "Hall 3", as_of=date(2026, 3, 1))["number"] == 0
    assert shown(life, "SHELF", known_on="2026-11-24T09:00:00Z")["number"] == 0


def test_what_is_given_away_lies_nowhere(at: At) -> None:
    life = at("delivered")
    assert shown(life, "Hall 3")["number"] == 0
    assert shown(life, "Hall 3", as_of=date(2026, 5, 11))["number"] == 1


def test_the_list_counts_what_lies_in_each_place_and_below(at: At) -> None:
    life = at("seized")
    tree_of_four(life)
    rows = {row["reference"]: row for row in service(life).listed(life.office.actor("everyone"))}
    assert [rows[name]["things"] for name in ("HARBOUR", "DEPOT", "Hall 3", "SHELF")] == [
        1, 1, 1, 0,
    ]  # fmt: skip
    assert rows["HARBOUR"]["of_them_here"] == 0


def test_things_of_a_sealed_case_are_not_there_for_who_must_not_know(at: At) -> None:
    life = at("seized")
    life.give("seal_case", case="CASE", on="2026-11-01", reason="leak")
    outsider = life.office.actor("colleague")
    assert service(life).shown("Hall 3", outsider)["number"] == 0
    assert service(life).scan("CAR", outsider).code == "not_found"
    assert life.codes("close_storage", storage="Hall 3", on="2026-11-20", reason="x") == [
        "guard_failed"
    ]


def test_an_office_keeps_its_records_sound(at: At) -> None:
    life = at("seized")
    tree_of_four(life)
    move(life, "SHELF", "2026-05-01")
    assert life.is_sound()
