"""The money bar of a case with divided assets: each part counts with what it stands for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from asset_recovery.domain.money import Money
from asset_recovery.persistence.repositories.story_repository import Stories
from asset_recovery.services.explain_service import ExplainService
from tests.services.reading import case_file, opened
from tests.support.asset_life import COURT, Life
from tests.support.office import money

At = Callable[[str], Life]
BARS = ("sought", "frozen", "confiscated")


def bar(life: Life, as_of: date | None = None) -> list[str | None]:
    """Sought, frozen and confiscated, as the case page has them."""
    found = case_file(life.office, "CASE", as_of=as_of).money
    amounts: list[Money | None] = [getattr(found, name) for name in BARS]
    return [None if one is None else one.amount for one in amounts]


def explained(life: Life, figure: str) -> dict[str, Any]:
    """How a figure of the case came about."""
    actor = life.office.actor("everyone")
    return ExplainService(opened(life.office)).explain("CASE", figure, actor, purpose="test")


def order(life: Life, name: str, kind: str, on: str, **scope: Any) -> None:
    """An order over a part of the car."""
    life.give(
        "record_order",
        order=name,
        case="CASE",
        kind=kind,
        authority=COURT,
        reference=f"{name}/26",
        on=on,
        assets=[{"asset": "CAR", **scope}],
        **({"route": "civil_in_rem"} if kind.startswith("confiscation") else {}),
    )


def release(life: Life, on: str, **scope: Any) -> None:
    """The freezing order is lifted for a part."""
    life.give("lift_order", order="FREEZE", on=on, reason="excess", **scope)


def half_frozen(life: Life, value: str = "200000.00", currency: str = "EUR") -> Life:
    """Half of it frozen in March, two fifths of that released, the same finally confiscated."""
    life.give(
        "record_valuation",
        asset="CAR",
        on="2026-02-02",
        value=money(value, currency),
        kind="appraisal",
        valuer="Valuer 1",
        method="comparison",
    )
    order(life, "FREEZE", "freezing", "2026-03-01", fraction="0.5")
    release(life, "2026-03-10", fraction="0.2")
    life.prove()
    assert life.file("2026-06-03").ok
    order(life, "CONF", "confiscation_object", "2026-07-01", fraction="0.2")
    life.give("certify_final", order="CONF", on="2026-08-01")
    return life


def test_of_an_asset_divided_by_shares_each_part_counts_with_its_share(at: At) -> None:
    life = half_frozen(at("identified"))
    assert bar(life) == ["60000.00", "60000.00", "40000.00"]
    assert life.is_sound()


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-02-28", ["0.00", "0.00", "0.00"]),
        ("2026-03-01", ["0.00", "100000.00", "0.00"]),
        ("2026-03-10", ["0.00", "60000.00", "0.00"]),
        ("2026-06-03", ["60000.00", "60000.00", "0.00"]),
        ("2026-07-31", ["60000.00", "60000.00", "0.00"]),
        ("2026-08-01", ["60000.00", "60000.00", "40000.00"]),
    ],
)
def test_on_each_day_the_parts_count_as_they_stood_then(
    at: At, day: str, expected: list[str]
) -> None:
    life = half_frozen(at("identified"))
    assert bar(life, date.fromisoformat(day)) == expected


def test_the_explanation_names_part_share_and_amount_and_sums_up_to_the_figure(at: At) -> None:
    life = half_frozen(at("identified"))
    found = explained(life, "confiscated")
    assert found["value"] == money("40000.00")
    (part,) = found["inputs"]["parts"]
    assert (part["record"], part["amount"], part["share"]) == ("CAR", money("40000.00"), "0.2")
    assert found["explanation"][1:] == [
        f"{part['part']}, share 0.2 of 200,000.00 EUR (valuation) of 2026-02-02: "
        "40,000.00 EUR = 40,000.00 EUR",
        "The value of CAR is divided by shares with the largest remainder: its parts add up to it"
        " exactly.",
    ]
    for name in BARS:
        told = explained(life, name)
        parts = [one["converted"]["amount"] for one in told["inputs"]["parts"]]
        whole = Money.total((Money.parse(one, "EUR") for one in parts), "EUR")
        assert told["value"] == whole.as_json()


def test_shares_that_do_not_come_out_even_add_up_to_the_value(at: At) -> None:
    life = at("frozen")
    life.appraise("2026-03-02", "100.01")
    life.give("lift_order", order="FREEZE", on="2026-03-06", reason="excess", fraction="0.5")
    kept = bar(life)[1]
    order(life, "AGAIN", "freezing", "2026-03-07")
    assert (kept, bar(life)[1]) == ("50.01", "100.01")


def test_what_is_released_as_a_whole_counts_no_more(at: At) -> None:
    life = at("frozen")
    life.appraise("2026-03-02", "1000.00")
    release(life, "2026-03-06", fraction="0.4")
    assert bar(life)[1] == "600.00"
    release(life, "2026-03-07", fraction="0.6")
    assert bar(life)[1] == "0.00"


def test_without_a_value_the_figure_of_a_held_part_is_not_known(at: At) -> None:
    life = at("frozen")
    release(life, "2026-03-06", fraction="0.4")
    assert bar(life)[1] is None
    assert bar(life)[2] == "0.00"


def test_a_part_keeps_the_day_on_which_it_became_final_and_the_others_have_none(at: At) -> None:
    life = half_frozen(at("identified"))
    with life.office.reading.connect() as connection:
        asset_id = life.row()["asset_id"]
        assert isinstance(asset_id, int)
        parts = Stories(connection).position(asset_id).parts.values()
    final = [(str(part.share), part.dates.get("confiscated_final")) for part in parts]
    assert sorted(final, key=lambda one: one[1] is None) == [
        ("0.2", date(2026, 8, 1)),
        ("0.5", None),
        ("0.1", None),
        ("0.2", None),
    ]


def test_a_confiscation_that_is_reversed_counts_no_more_for_its_part(at: At) -> None:
    life = half_frozen(at("identified"))
    life.give(
        "reverse_confiscation",
        order="CONF",
        on="2026-09-01",
        authority=COURT,
        reference="R-1",
        ground="higher_court",
    )
    assert bar(life)[2] == "40000.00"
    life.approve(on="2026-09-02")
    assert bar(life) == ["20000.00", "20000.00", "0.00"]


def test_of_what_stands_in_the_place_of_a_sold_thing_the_share_of_the_proceeds_counts(
    at: At,
) -> None:
    life = at("filed")
    life.prove()
    order(life, "HALF", "confiscation_object", "2026-07-01", fraction="0.4")
    life.give("certify_final", order="HALF", on="2026-08-01")
    assert bar(life) == ["9500.00", "10000.00", "3800.00"]


def test_two_filings_for_two_parts_count_each_with_its_own(at: At) -> None:
    life = half_frozen(at("identified"))
    order(life, "MORE", "freezing", "2026-08-03", fraction="0.5")
    assert life.file("2026-08-04", amount=money("90000.00")).ok
    assert bar(life)[0] == "150000.00"
    assert bar(life, date(2026, 8, 3))[0] == "60000.00"


def test_a_sum_that_is_frozen_counts_with_itself_and_needs_no_value(at: At) -> None:
    life = at("identified")
    order(life, "FREEZE", "freezing", "2026-03-01", amount=money("50000.00"))
    assert bar(life)[1] == "50000.00"
    life.appraise("2026-03-02", "200000.00")
    assert bar(life)[1] == "50000.00"
    release(life, "2026-03-05", amount=money("20000.00"))
    assert bar(life)[1] == "30000.00"
    _text, step = explained(life, "frozen")["explanation"]
    assert step.startswith("CAR/2, sum of 2026-03-02: 30,000.00 EUR")


@pytest.mark.parametrize(
    ("value", "confiscated"), [("200000.00", "150000.00"), ("40000.00", "0.00")]
)
def test_the_rest_counts_with_what_the_value_has_beyond_the_sums(
    at: At, value: str, confiscated: str
) -> None:
    life = at("frozen")
    life.appraise("2026-03-02", value)
    release(life, "2026-03-05", amount=money("50000.00"))
    assert bar(life)[1] == confiscated
    (part,) = explained(life, "frozen")["inputs"]["parts"]
    assert part["part"] == "CAR/1"
    assert part["what"].startswith("rest of ")


def test_of_components_the_whole_counts_and_the_explanation_says_why(at: At) -> None:
    life = at("frozen")
    life.appraise("2026-03-02", "1000.00")
    life.prove()
    assert life.file("2026-06-03").ok
    order(life, "CONF", "confiscation_object", "2026-07-01", component="engine")
    assert bar(life) == ["1000.00", "1000.00", "0.00"]
    life.give("certify_final", order="CONF", on="2026-08-01")
    assert bar(life)[2] == "1000.00"
    assert explained(life, "confiscated")["explanation"][-1] == (
        "CAR is divided by components, which have no value of their own: the whole counts."
    )


def test_a_position_taken_over_by_shares_counts_with_its_share(at: At) -> None:
    life = at("registered")
    life.appraise("2026-01-02", "3000.00")
    life.give(
        "open_position",
        asset="CAR",
        on="2026-01-01",
        legal_state="confiscated_final",
        source="old register",
        share="0.5",
    )
    life.approve(on="2026-01-02")
    assert bar(life)[1:] == ["1500.00", "1500.00"]


def test_the_parts_of_a_value_in_another_currency_add_up_to_what_it_comes_to(at: At) -> None:
    life = at("identified")
    life.give(
        "record_rate", on="2026-02-02", rate="1.07", source="bank", **{"from": "EUR", "to": "USD"}
    )
    half_frozen(life, "1000.01", "USD")
    order(life, "REST", "freezing", "2026-08-02")
    assert bar(life)[1] == "934.59"
    parts = explained(life, "frozen")["inputs"]["parts"]
    assert {one["amount"]["currency"] for one in parts} == {"USD"}


def test_a_sum_above_the_value_counts_at_most_with_the_value(at: At) -> None:
    life = at("identified")
    life.give("record_valuation", asset="CAR", on="2026-02-02", value=money("8000.00"),
              kind="appraisal", valuer="Valuer 1", method="comparison")  # fmt: skip
    order(life, "FREEZE", "freezing", "2026-03-01", amount=money("20000.00"))
    assert bar(life)[1] == "8000.00"
    assert life.is_sound()


def test_each_figure_of_the_bar_says_of_which_kinds_of_value_it_is_made(at: At) -> None:
    life = half_frozen(at("identified"))
    kinds = case_file(life.office, "CASE").money.kinds
    assert [(one.kind, one.amount.amount) for one in kinds["frozen"]] == [("appraisal", "60000.00")]
    assert explained(life, "frozen")["inputs"]["parts"][0]["kind"] == "appraisal"
