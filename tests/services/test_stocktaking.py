"""A stocktake: found, missing, misplaced, unknown, and what it proposes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asset_recovery.domain.labels import payload
from asset_recovery.domain.progress import SilentProgress
from asset_recovery.domain.registers import Result
from asset_recovery.services import verify_service
from asset_recovery.services.show_service import ShowService
from tests.services.reading import opened
from tests.services.test_storage import place, service
from tests.support.asset_life import INVENTORY, Life

At = Callable[[str], Life]
TWO = ["Officer A", "Officer B"]


def told(result: Result) -> dict[str, Any]:
    """The lists of a stocktake."""
    return dict(result.told)


def take(life: Life, found: list[Any], **more: Any) -> Result:
    """A stocktake of Hall 3 on 1 September."""
    given = {"storage": "Hall 3", "on": "2026-09-01", "by": TWO, **more}
    return life.give("take_stock", found=found, **given)


def another(life: Life, name: str, storage: str | None, case: str = "CASE", **more: Any) -> None:
    """A further thing, seized without an order and stored."""
    life.give(
        "register_asset",
        asset=name,
        case=case,
        type="VAL-JWL",
        description="Watch",
        location="Flat",
        **more,
    )
    life.give("identify_asset", asset=name, on="2026-02-01", source="search")
    if storage is not None:
        inventory = {**INVENTORY, "storage": storage}
        life.give("take_possession", asset=name, power="s. 4", on="2026-03-04", **inventory)


def hall(at: At) -> Life:
    """Three watches in a shelf of Hall 3 with the car; one elsewhere; one nowhere."""
    life = at("seized")
    place(life, "Hall 3", "room")
    place(life, "SHELF", "shelf", "Hall 3")
    for name in ("W1", "W2", "W3"):
        another(life, name, "SHELF")
    another(life, "W4", "Elsewhere")
    another(life, "W5", None)
    return life


def test_a_stocktake_makes_four_lists_of_a_place_and_of_those_in_it(at: At) -> None:
    life = hall(at)
    result = take(life, ["CAR", {"asset": "W1"}, "W4", "W5", "XYZ-2026-000001-0"], strangers=["?"])
    lists = told(result)
    assert lists["found"] == ("CAR", "W1")
    assert lists["missing"] == ("W2", "W3")
    assert lists["misplaced"] == ("W4", "W5")
    assert lists["unknown"] == ("XYZ-2026-000001-0", "?")
    assert dict(result.made) == {"stocktake": "SK-2026-000001"}
    assert [one.code for one in result.warnings] == ["not_found", "not_found"]
    assert "another office (XYZ)" in result.warnings[0].text
    assert result.warnings[0].row == 5


def test_it_moves_nothing_and_proposes_what_would_put_things_right(at: At) -> None:
    life = hall(at)
    result = take(life, ["CAR", "W1", "W2", "W4"])
    proposals = [
        (one["action"], one["asset"], one.get("kind")) for one in told(result)["proposals"]
    ]
    assert proposals == [
        ("move_custody", "W4", None),
        ("report_incident", "W3", "loss"),
    ]
    assert service(life).shown("Elsewhere", life.office.actor("everyone"))["number"] == 1
    assert "deadline" in life.due("W3")
    assert "deadline" in life.due("W4")


def test_the_two_who_count_are_two_different_persons(at: At) -> None:
    life = at("seized")
    given = {"storage": "Hall 3", "on": "2026-09-01", "found": ["CAR"]}
    assert life.codes("take_stock", by=["Officer A"], **given) == ["field_missing"]
    assert life.codes("take_stock", by=["Officer A", "officer a"], **given) == ["same_person"]
    assert life.codes("take_stock", by=["A", "B", "C"], **given) == ["field_invalid"]


def test_what_is_missing_and_must_be_given_back_is_shown_hard(at: At) -> None:
    life = hall(at)
    life.give("lift_order", order="FREEZE", on="2026-08-01", reason="acquittal", assets=["CAR"])
    assert life.row("CAR")["headline"] == "To return"
    result = take(life, ["W1", "W2", "W3"])
    assert [one.code for one in result.warnings] == ["release_pending"]
    assert result.warnings[0].clear_with == "report_incident"


def test_counted_quantities_are_held_against_the_ledger(at: At) -> None:
    life = at("seized")
    another(life, "PILLS", "Hall 3", quantity="100", unit="box")
    result = take(life, ["CAR", {"asset": "PILLS", "quantity": "97"}])
    (proposal,) = told(result)["proposals"]
    assert (proposal["kind"], proposal["description"]) == (
        "discrepancy",
        "SK-2026-000001: 97 / 100",
    )
    assert life.codes(
        "take_stock",
        storage="Hall 3",
        on="2026-09-01",
        by=TWO,
        found=[{"asset": "PILLS", "quantity": "-1"}],
    ) == ["field_invalid"]


def test_a_thing_counted_twice_stands_once(at: At) -> None:
    result = take(at("seized"), ["CAR", payload("CAR", "CASE")])
    assert told(result)["found"] == ("CAR",)
    assert [one.code for one in result.warnings] == ["identifier_duplicate"]


def test_the_label_of_a_thing_is_read_as_the_thing(at: At) -> None:
    life = at("seized")
    assert told(take(life, [payload("CAR", "CASE")]))["found"] == ("CAR",)
    wrong = take(life, ["ARO1;CAR;CASE;" + ("X" if payload("CAR", "CASE")[-1] != "X" else "Y")])
    assert told(wrong)["found"] == ("CAR",)
    assert [one.code for one in wrong.warnings] == ["wrong_state"]


def test_a_late_stocktake_counts_what_was_there_on_its_day(at: At) -> None:
    life = at("delivered")
    assert told(take(life, ["CAR"], on="2026-05-01"))["found"] == ("CAR",)
    assert told(take(life, ["CAR"], on="2026-06-01"))["misplaced"] == ("CAR",)


def test_things_of_a_sealed_case_are_strangers_to_who_must_not_know(at: At) -> None:
    life = hall(at)
    life.give("open_case", case="OTHER", title="Other", on="2026-01-01")
    another(life, "SECRET", "SHELF", case="OTHER")
    life.give("seal_case", case="OTHER", on="2026-11-01", reason="leak")
    result = take(life, ["CAR", "W1", "W2", "W3", "SECRET"], who="colleague")
    lists = told(result)
    assert (lists["unknown"], lists["missing"], lists["misplaced"]) == (("SECRET",), (), ())


def test_a_stocktake_is_on_file_line_by_line(at: At) -> None:
    life = hall(at)
    take(life, ["CAR", "W1", "W4"], stocktake="STOCK-1", damaged=["W1"], explanation="one is bent")
    kept = service(life).stocktake("STOCK-1", life.office.actor("everyone"))
    assert {name: [line.label for line in kept.of(name)] for name in kept.counts} == {
        "found": ["CAR"],
        "damaged": ["W1"],
        "misplaced": ["W4"],
        "missing": ["W2", "W3"],
    }
    assert (kept.expected, kept.explanation, kept.by) == (4, "one is bent", tuple(TWO))
    assert life.is_sound()


def test_a_plan_draws_the_same_sample_by_its_seed_and_the_count_follows_it(at: At) -> None:
    life = hall(at)
    draw = {"storage": "Hall 3", "on": "2026-08-30", "seed": "2026-08", "size": 2}
    first = life.give("draw_sample", **draw)
    again = life.give("draw_sample", **draw)
    drawn = told(first)["sample"]
    assert len(drawn) == 2
    assert told(again)["sample"] == drawn
    result = take(life, [drawn[0]], sample="SP-2026-000001")
    assert told(result)["missing"] == (drawn[1],)
    assert life.codes("draw_sample", **{**draw, "size": 9}) == ["field_invalid"]


def test_a_stocktake_of_the_future_is_refused(at: At) -> None:
    codes = at("seized").codes(
        "take_stock", storage="Hall 3", on="2027-01-01", by=TWO, found=["CAR"]
    )
    assert codes == ["date_in_future"]


def test_what_is_found_elsewhere_is_a_gap_of_its_chain_until_it_is_moved(at: At) -> None:
    life = hall(at)
    take(life, ["CAR", "W1", "W4", "W5"])
    gaps = {name: life.row(name)["custody_gaps"] for name in ("CAR", "W1", "W4", "W5")}
    assert gaps == {"CAR": 0, "W1": 0, "W4": 1, "W5": 0}
    kept = ShowService(opened(life.office)).show("asset", "W4", life.office.actor("everyone"))
    (gap,) = kept["custody"]["findings"]  # type: ignore[index]
    assert gap["code"] == "two_places"
    assert "SK-2026-000001 found it at Hall 3; by the chain it was at Elsewhere" in gap["sentence"]
    life.give("explain_gap", asset="W4", on="2026-09-02", finding=gap["key"],
              explanation="lent for a photograph")  # fmt: skip
    assert life.row("W4")["custody_gaps"] == 0
    assert life.is_sound()


def test_a_gap_of_the_chain_warns_when_a_thing_leaves_for_good_and_bars_nothing(at: At) -> None:
    life = at("sold")
    assert life.pay(on="2026-05-10").ok
    place(life, "Yard", "site")
    take(life, ["CAR"], storage="Yard", on="2026-05-11")
    delivered = life.give("deliver_asset", asset="CAR", on="2026-05-12", received_by="Buyer Ltd")
    (reason,) = [one for one in delivered.warnings if one.clear_with == "explain_gap"]
    assert "found it at Yard" in reason.text


def in_order(life: Life) -> bool:
    """Every list says what the records say."""
    with life.office.reading.connect() as connection:
        return not list(verify_service.derived_findings(connection, SilentProgress()))


def test_a_count_told_late_of_a_thing_since_sold_leaves_every_list_in_order(at: At) -> None:
    life = at("delivered")
    life.give("take_stock", storage="Elsewhere", on="2026-04-05", by=["A", "B"], found=["CAR"])
    assert in_order(life)


def test_a_thing_missing_from_a_count_shows_its_task_in_the_register(at: At) -> None:
    life = at("stored")
    life.give("take_stock", storage="Hall 3", on="2026-04-05", by=["A", "B"], found=[])
    assert in_order(life)
