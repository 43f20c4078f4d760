"""The strip: it shows where an asset stands on every path, and never more than what was done."""

from __future__ import annotations

from datetime import date

import pytest

from asset_recovery.domain.case_file import StripStage
from asset_recovery.lifecycle.foreign_position import AbroadPosition
from asset_recovery.lifecycle.life_strip import strip
from asset_recovery.lifecycle.position import PartPosition, Position, PossessionPosition


def stages(legal: str, **more: object) -> dict[str, StripStage]:
    """The strip of an asset in a state, by the names of its stages."""
    position = Position(reference="A", legal=legal, **more)  # type: ignore[arg-type]
    return {one.name: one for one in strip(position)}


def current(found: dict[str, StripStage]) -> list[str]:
    """The labels of what is current."""
    return [one.label for one in found.values() if one.state == "current"]


@pytest.mark.parametrize(
    ("legal", "label"),
    [
        ("urgent_measure", "Urgent measure"),
        ("frozen_abroad", "Frozen abroad"),
        ("frozen_for_foreign_state", "Frozen for another State"),
        ("foreign_confiscation_recognised", "Foreign order recognised"),
        ("confiscated_abroad", "Confiscated abroad"),
        ("security_for_value_order", "Security for a value order"),
        ("release_ordered", "To give back"),
        ("lapsed", "Measure lapsed"),
        ("reversed_after_execution", "Reversed"),
    ],
)
def test_each_state_off_the_main_path_is_where_the_asset_stands(legal: str, label: str) -> None:
    assert current(stages(legal)) == [label]


@pytest.mark.parametrize(
    ("legal", "label"),
    [
        ("returned_to_owner", "Returned"),
        ("restored_to_victim", "Restored to victim"),
        ("transferred_to_other_state", "To another State"),
        ("declined", "Not pursued"),
    ],
)
def test_where_the_way_ended_nothing_is_current_or_possible_any_more(
    legal: str, label: str
) -> None:
    found = stages(legal)
    assert current(found) == []
    assert [one.label for one in found.values()][-1] == label
    assert "possible" not in {one.state for one in found.values()}


def test_a_release_that_was_ordered_is_not_called_given_back() -> None:
    found = stages("release_ordered", released_on=date(2026, 3, 2))
    assert found["given_back"].label == "To give back"
    assert found["given_back"].note == "ordered 2026-03-02"
    assert "Returned" not in {one.label for one in found.values()}


def test_what_lies_abroad_is_neither_seized_nor_sold_here() -> None:
    found = stages("frozen_abroad", traced_to="CH")
    assert {found[name].state for name in ("seized", "managed", "sold")} == {"not_applicable"}
    assert (found["identified"].label, found["identified"].note) == ("Traced abroad", "CH")
    handed_over = stages(
        "frozen_abroad", possession=PossessionPosition(date(2026, 1, 1), "Hall 3", "Guard")
    )
    assert handed_over["seized"].state != "not_applicable"


def test_our_own_order_alone_freezes_nothing_abroad() -> None:
    found = stages("traced_abroad", measure_since=date(2020, 7, 16))
    assert current(found) == ["Traced abroad"]
    assert found["frozen"].state == "possible"


def test_what_came_from_abroad_shows_its_way_and_waits_for_distribution() -> None:
    found = stages(
        "transferred_to_other_state",
        abroad={"MLA": AbroadPosition("MLA", outcome="returned")},
        dates={
            "frozen_abroad": date(2001, 1, 1),
            "confiscated_abroad": date(2002, 6, 12),
            "transferred_to_other_state": date(2002, 8, 20),
        },
    )
    said = [(one.label, one.state, one.note) for one in found.values() if one.note]
    assert said == [
        ("Frozen abroad", "done", "2001-01-01"),
        ("Confiscated abroad", "done", "2002-06-12"),
        ("Handed over", "done", "2002-08-20"),
    ]
    assert found["distributed"].state == "possible"


def test_a_security_is_not_called_confiscated() -> None:
    assert "Confiscated" not in {one.label for one in stages("security_for_value_order").values()}


def test_an_appeal_and_an_open_remedy_are_told_apart() -> None:
    assert stages("confiscated_not_final")["confiscated"].note == "not final"
    assert stages("confiscation_under_appeal")["confiscated"].note == "under appeal"


def test_proceeds_say_what_they_stand_for_and_what_was_sold_how_it_goes_on() -> None:
    assert stages("frozen", substitutes="YACHT")["sold"].note == "in place of YACHT"
    assert stages("frozen", replaced_by="YACHT-SUB")["sold"].note == "goes on as YACHT-SUB"


def test_parts_that_differ_are_shown_with_how_many_stand_where() -> None:
    parts = {
        "1": PartPosition(reference="1", legal="release_ordered"),
        "2": PartPosition(reference="2", legal="confiscated_final"),
    }
    found = stages("confiscated_final", parts=parts)
    assert current(found) == ["Parts differ"]
    assert found["parts"].note == "1 release ordered, 1 confiscated final"
    alike = {name: PartPosition(reference=name, legal="frozen") for name in ("1", "2")}
    assert "parts" not in stages("frozen", parts=alike)


def test_the_main_path_has_one_current_stage() -> None:
    for legal in ("identified", "frozen", "seized", "confiscated_final", "title_vested_in_state"):
        assert len(current(stages(legal))) == 1, legal
