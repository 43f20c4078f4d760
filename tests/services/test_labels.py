"""Labels: entered in the register, printed again with a reason, void ones told by a scan."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from asset_recovery.domain.errors import NotFound, NotPermitted, ValidationFailed
from asset_recovery.domain.labels import payload
from asset_recovery.domain.storage_facts import short_path
from asset_recovery.services.label_service import LabelService, LabelWish
from tests.reports.pdf_reading import page_texts
from tests.services.test_storage import Reading, place, service
from tests.support.asset_life import Life

At = Callable[[str], Life]
ON = "2026-11-01"


def test_a_second_label_of_the_same_size_needs_a_reason_and_voids_the_first(at: At) -> None:
    life = at("seized")
    label = {"asset": "CAR", "on": ON, "size": "100x50"}
    told = dict(life.give("issue_label", sheet="A4-2x5", start=3, **label).told)
    assert told == {"copies": {"CAR": 1}, "size": "100x50", "sheet": "A4-2x5", "start": 3}
    assert life.codes("issue_label", **label) == ["field_missing"]
    small = life.give("issue_label", **{**label, "size": "50x25"})
    assert dict(small.told)["copies"] == {"CAR": 2}
    again = life.give("issue_label", **label, reason="torn")
    assert dict(again.told)["copies"] == {"CAR": 3}
    everyone = life.office.actor("everyone")
    scanned = service(life).scan(payload("CAR", "CASE", 3), everyone)
    assert (scanned.kind, scanned.reference, scanned.code) == ("asset", "CAR", "")
    assert scanned.stored == "Hall 3"
    void = service(life).scan(payload("CAR", "CASE", 1), everyone)
    assert (void.reference, void.code) == ("CAR", "wrong_state")
    assert life.is_sound()


def test_a_label_is_no_step_of_the_assets_life(at: At) -> None:
    life = at("seized")
    before = life.row("CAR")
    life.give("issue_label", asset="CAR", on=ON, size="A6")
    assert life.row("CAR") == before


def test_a_typed_number_opens_the_asset_whatever_its_capitals(at: At) -> None:
    life = at("seized")
    everyone = life.office.actor("everyone")
    assert service(life).scan(" car ", everyone).reference == "CAR"
    assert service(life).scan("CASE", everyone).kind == "case"
    assert service(life).scan("ARO1;XYZ-2026-000001-0;X;A", everyone).code == "not_found"


def test_labels_of_a_storage_are_printed_and_entered_and_need_a_purpose_from_strangers(
    at: At,
) -> None:
    life = at("seized")
    labels = LabelService(Reading(life.office), life.office.actor("everyone"))
    (text,) = page_texts(labels.issue("Hall 3", LabelWish(size="50x25", handling=("fragile",))))
    assert "CAR" in text
    assert "Owner Holdings" not in text
    with pytest.raises(ValidationFailed):
        labels.issue("CAR", LabelWish(size="50x25"))
    assert "CAR" in page_texts(labels.shown("CAR", "50x25"))[0]
    assert len(life.events("issue_label")) == 1
    colleague = life.office.actor("colleague")
    with pytest.raises(NotPermitted):
        LabelService(Reading(life.office), colleague).shown("CAR")
    assert LabelService(Reading(life.office), colleague, "stand-in").shown("CAR")
    with pytest.raises(NotFound):
        labels.issue("nowhere", LabelWish())


def test_a_label_that_was_entered_is_printed_once_without_a_reason(at: At) -> None:
    life = at("seized")
    labels = LabelService(Reading(life.office), life.office.actor("everyone"))
    life.give("issue_label", asset="CAR", on=ON, size="50x25", handling=["fragile"])
    with pytest.raises(ValidationFailed):
        labels.printed("CAR", LabelWish(size="50x25", handling=("upright",)))
    assert "Label 1" in page_texts(labels.printed("CAR", LabelWish(size="50x25")))[0]
    assert len(life.events("issue_label")) == 1
    with pytest.raises(ValidationFailed) as refusal:
        labels.printed("CAR", LabelWish(size="50x25"))
    assert refusal.value.reasons[0].field == "reason"
    again = labels.printed("CAR", LabelWish(size="50x25", reason="torn"))
    assert "Label 2" in page_texts(again)[0]
    assert "Label 3" in page_texts(labels.printed("CAR", LabelWish()))[0]
    assert life.is_sound()


def test_what_is_held_as_evidence_says_so_and_a_place_is_written_as_a_path(at: At) -> None:
    life = at("seized")
    place(life, "Harbour", "site")
    place(life, "Hall 3", "room", "Harbour")
    life.give(
        "hold_as_evidence", asset="CAR", on="2026-04-10", authority="P", review_on="2026-12-01"
    )
    labels = LabelService(Reading(life.office), life.office.actor("everyone"))
    (text,) = page_texts(labels.issue("CAR", LabelWish()))
    assert "Evidence – do not open" in text
    assert "Harbour › Hall 3" in text


def test_of_a_long_path_the_end_stands_on_the_label() -> None:
    path = "Central warehouse of the office › Building C › Room 12 › Shelf 4"
    assert short_path(path) == "… › Building C › Room 12 › Shelf 4"
    assert short_path("Harbour › Hall 3") == "Harbour › Hall 3"
    assert short_path("x" * 60) == "x" * 60


def test_a_label_that_its_sheet_cannot_hold_is_not_entered(at: At) -> None:
    life = at("seized")
    label = {"asset": "CAR", "on": ON, "size": "100x50"}
    assert life.codes("issue_label", **label, sheet="A4-4x11") == ["field_invalid"]
    assert life.codes("issue_label", **label, sheet="A4-2x5", start=11) == ["field_invalid"]
    assert life.events("issue_label") == []
