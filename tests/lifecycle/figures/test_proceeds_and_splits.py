"""The waterfall, splits, sharing between States and victims: nothing is lost or made."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.figures.eu_sharing import eu_sharing
from asset_recovery.lifecycle.figures.look_ups import SeedLookUps
from asset_recovery.lifecycle.figures.net_proceeds import RANKS, Deduction, waterfall
from asset_recovery.lifecycle.figures.splitting import split
from asset_recovery.lifecycle.figures.table import compute
from asset_recovery.lifecycle.figures.victims import Claim, compensate

MINOR = st.integers(0, 10**12)
MANY_MINOR = st.lists(MINOR, max_size=12)


def shares_of_one(count: int) -> st.SearchStrategy[list[Decimal]]:
    cuts = st.lists(st.integers(0, 10_000), min_size=count - 1, max_size=count - 1)
    return cuts.map(
        lambda found: [Decimal(b - a) / 10_000 for a, b in pairwise([0, *sorted(found), 10_000])]
    )


N1 = [
    ("sale_cost", "160000.00"),
    ("priority_claim", "210450.00"),
    ("secured_creditor", "900000.00"),
    ("keeping_cost", "164800.25"),
    ("sale_cost", "38250.00"),
    ("sale_cost", "32000.00"),
]


def proceeds(gross: str, deductions: list[tuple[str, str]], **more: object) -> Any:
    rows = [{"class": kind, "amount": amount} for kind, amount in deductions]
    return compute("net_proceeds", {"currency": "USD", "gross": gross, "deductions": rows, **more})


def test_the_yacht_of_the_specification_leaves_its_net_proceeds() -> None:
    found = proceeds("3200000.00", N1)
    assert found["net"] == found["remainder"] == "1694499.75"
    assert found["shortfall"] == "0.00"
    assert [line["rank"] for line in found["lines"]] == [1, 2, 3, 3, 3, 4]
    assert [line["amount"] for line in found["lines"]][2:5] == ["160000.00", "38250.00", "32000.00"]
    assert found["lines"][-1]["balance"] == "1694499.75"
    assert found["explanation"]


def test_a_negative_net_keeps_its_sign_and_pays_nobody() -> None:
    found = proceeds(
        "100.00", [("other", "150.00")], third_party_shares=[{"to": "Co-owner", "share": "0.5"}]
    )
    assert (found["net"], found["shortfall"], found["remainder"]) == ("-50.00", "50.00", "0.00")
    assert found["third_parties"] == [{"to": "Co-owner", "amount": "0.00"}]


def test_a_given_rank_prevails_over_the_class_and_a_label_is_kept() -> None:
    rows = [
        {"class": "sale_cost", "amount": "1.00"},
        {"class": "other", "amount": "2.00", "rank": 1, "label": "Wages"},
    ]
    found: Any = compute("net_proceeds", {"currency": "EUR", "gross": "9", "deductions": rows})
    assert [(line["class"], line["rank"]) for line in found["lines"]] == [
        ("other", 1),
        ("sale_cost", 3),
    ]
    assert found["lines"][0]["label"] == "Wages"


def test_third_parties_are_paid_from_the_net_before_the_state() -> None:
    found = proceeds("3200000.00", N1, third_party_shares=[{"to": "Spouse", "share": "0.25"}])
    assert found["third_parties"] == [{"to": "Spouse", "amount": "423624.94"}]
    assert found["remainder"] == "1270874.81"


@pytest.mark.parametrize("count", [2, 4])
def test_third_parties_with_everything_never_receive_more_than_everything(count: int) -> None:
    rows = [{"to": str(n), "share": str(Decimal(1) / count)} for n in range(count)]
    found = proceeds("0.05", [], third_party_shares=rows)
    assert sum(Decimal(row["amount"]) for row in found["third_parties"]) == Decimal("0.05")
    assert found["remainder"] == "0.00"


def test_shares_of_third_parties_beyond_the_whole_are_refused(refused: Any) -> None:
    rows = [{"to": "A", "share": "0.6"}, {"to": "B", "share": "0.5"}]
    assert refused(
        "net_proceeds", currency="EUR", gross="1.00", deductions=[], third_party_shares=rows
    ) == {("shares_do_not_sum", "third_party_shares")}


def test_every_wrong_input_is_named_at_once(refused: Any) -> None:
    rows = [{"class": "bribe", "amount": "1.005"}, {"amount": "1.00", "extra": 1}]
    assert refused("net_proceeds", currency="EUR", gross=12, deductions=rows, surprise=True) == {
        ("field_invalid", "gross"),
        ("field_invalid", "surprise"),
        ("field_invalid", "deductions[0].class"),
        ("too_many_decimals", "deductions[0].amount"),
        ("field_missing", "deductions[1].class"),
        ("field_invalid", "deductions[1].extra"),
    }
    assert refused("net_proceeds", currency="EUR") == {
        ("field_missing", "gross"),
        ("field_missing", "deductions"),
    }
    assert refused("net_proceeds", currency="XXX", gross="1", deductions={}) == {
        ("currency_unknown", "currency"),
    }
    assert refused("net_proceeds", currency="EUR", gross="1", deductions="x") == {
        ("field_invalid", "deductions"),
    }


@given(
    MINOR,
    st.lists(st.tuples(st.sampled_from(sorted(RANKS)), MINOR), max_size=10),
    st.lists(st.integers(0, 300), max_size=3),
)
def test_a_waterfall_gives_out_exactly_what_came_in(
    gross: int, deductions: list[tuple[str, int]], shares: list[int]
) -> None:
    found = waterfall(
        Money(gross, "EUR"),
        [Deduction(kind, Money(minor, "EUR")) for kind, minor in deductions],
        [(str(n), Decimal(share) / 1000) for n, share in enumerate(shares)],
    )
    deducted = Money.total((line.amount for line in found.lines), "EUR")
    paid = Money.total((part for _to, part in found.third_parties), "EUR")
    assert found.net == found.gross - deducted
    assert found.net + found.shortfall == paid + found.remainder
    assert not found.remainder.is_negative
    ranks = [line.rank for line in found.lines]
    assert ranks == sorted(ranks)


def test_a_deduction_of_a_class_without_rank_is_refused() -> None:
    with pytest.raises(ValidationFailed, match="no rank"):
        waterfall(Money(1, "EUR"), [Deduction("bribe", Money(1, "EUR"))])


@pytest.mark.parametrize(
    ("amount", "given", "parts"),
    [
        ("311797876.11", {"parts": 3}, ["103932625.37"] * 3),
        ("0.05", {"parts": 3}, ["0.02", "0.02", "0.01"]),
        ("100.00", {"shares": ["0.3333", "0.3333", "0.3334"]}, ["33.33", "33.33", "33.34"]),
        ("100.00", {"weights": ["1", "1", "1"]}, ["33.34", "33.33", "33.33"]),
        ("337000000.00", {"weights": [243, 89, 5]}, ["243000000.00", "89000000.00", "5000000.00"]),
        ("0.01", {"shares": ["0", "0.5", "0.5"]}, ["0.00", "0.01", "0.00"]),
        ("0.00", {"parts": "2"}, ["0.00", "0.00"]),
        ("10.00", {"shares": ["1"]}, ["10.00"]),
    ],
)
def test_an_amount_is_split_to_the_last_cent(
    amount: str, given: dict[str, object], parts: list[str]
) -> None:
    found = compute("split", {"currency": "USD", "amount": amount, **given})
    assert found["parts"] == parts


@given(MINOR, st.integers(1, 12).flatmap(shares_of_one))
def test_parts_add_up_and_lie_within_one_unit_of_the_share(
    minor: int, shares: list[Decimal]
) -> None:
    parts = split(Money(minor, "EUR"), shares)
    assert sum(part.minor for part in parts) == minor
    for part, share in zip(parts, shares, strict=True):
        assert abs(part.minor - minor * Fraction(share)) < 1


@given(MINOR, st.lists(st.integers(0, 1000), min_size=1, max_size=9).filter(any))
def test_a_negative_amount_is_split_like_its_positive(minor: int, weights: list[int]) -> None:
    by = [Decimal(weight) for weight in weights]
    positive = split(Money(minor, "JPY"), weights=by)
    assert split(Money(-minor, "JPY"), weights=by) == tuple(-part for part in positive)
    assert all(part.is_zero for part, weight in zip(positive, by, strict=True) if not weight)


@pytest.mark.parametrize(
    ("given_inputs", "problem"),
    [
        ({"shares": ["0.5", "0.4999"]}, ("shares_do_not_sum", "shares")),
        ({"shares": []}, ("shares_do_not_sum", "shares")),
        ({"shares": [0.5, 0.5]}, ("field_invalid", "shares[0]")),
        ({"shares": ["1.5", "-0.5"]}, ("field_invalid", "shares[0]")),
        ({"weights": ["0"]}, ("field_invalid", "weights")),
        ({"weights": []}, ("field_invalid", "weights")),
        ({"parts": 0}, ("field_invalid", "parts")),
        ({"parts": 2.5}, ("field_invalid", "parts")),
        ({"parts": True}, ("field_invalid", "parts")),
        ({}, ("field_missing", "shares")),
        ({"parts": 2, "weights": ["1"]}, ("field_invalid", "parts")),
    ],
)
def test_a_split_that_cannot_be_made_is_refused(
    refused: Any, given_inputs: dict[str, object], problem: tuple[str, str]
) -> None:
    assert problem in refused("split", currency="EUR", amount="1.00", **given_inputs)


@pytest.mark.parametrize(
    ("amount", "executing", "issuing"),
    [
        ("9500.00", "9500.00", "0.00"),
        ("10000.00", "10000.00", "0.00"),
        ("10000.01", "5000.01", "5000.00"),
        ("10000.02", "5000.01", "5000.01"),
    ],
)
def test_member_states_share_above_the_threshold(amount: str, executing: str, issuing: str) -> None:
    found = compute("eu_sharing", {"currency": "EUR", "amount": amount})
    assert (found["executing_state"], found["issuing_state"]) == (executing, issuing)


def test_the_odd_cent_goes_where_the_office_says() -> None:
    given_inputs = {"currency": "EUR", "amount": "10000.01", "odd_unit_to": "issuing"}
    assert compute("eu_sharing", given_inputs)["issuing_state"] == "5000.01"


def test_victims_and_costs_come_off_before_the_threshold_is_judged() -> None:
    found = compute(
        "eu_sharing",
        {"currency": "EUR", "amount": "15000.00", "victims_first": "4000.00", "costs": "1000.00"},
    )
    assert (found["base"], found["victims"]) == ("10000.00", "4000.00")
    assert found["executing_state"] == "10000.00"


def test_the_threshold_is_judged_in_euro_of_the_day() -> None:
    rates = [{"from": "EUR", "to": "USD", "on": "2026-01-05", "rate": "1.2500"}]
    given_inputs = {"currency": "USD", "on": "2026-01-06", "rates": rates}
    below = compute("eu_sharing", {**given_inputs, "amount": "12500.00"})
    above = compute("eu_sharing", {**given_inputs, "amount": "12500.01"})
    assert (below["issuing_state"], above["issuing_state"]) == ("0.00", "6250.00")
    assert above["executing_state"] == "6250.01"


def test_sharing_refuses_what_it_cannot_judge(refused: Any) -> None:
    share = {"currency": "USD", "amount": "12500.00"}
    assert refused("eu_sharing", **share) == {("field_missing", "on")}
    assert refused("eu_sharing", **share, on="2026-01-05") == {("rate_missing", "rates")}
    assert refused("eu_sharing", **share, victims_first="12500.01") == {
        ("field_invalid", "victims_first")
    }
    assert refused("eu_sharing", **share, victims_first="12500.00", costs="0.01") == {
        ("field_invalid", "costs")
    }


def test_the_threshold_of_the_legal_system_prevails() -> None:
    look_up = SeedLookUps({"eu_sharing_threshold": "20000.00"})
    found = compute("eu_sharing", {"currency": "EUR", "amount": "15000.00"}, look_up)
    assert found["issuing_state"] == "0.00"


@given(MINOR, st.sampled_from(["executing", "issuing"]))
def test_the_parts_of_two_states_add_up(minor: int, odd: str) -> None:
    base = Money(minor, "EUR")
    found = eu_sharing(base, base.decimal, Decimal(10_000), odd)
    assert found.executing_state + found.issuing_state == base


def victims(pool: str, claims: list[object], **more: object) -> Any:
    return compute("victims", {"currency": "EUR", "pool": pool, "claims": claims, **more})


def test_victims_are_paid_in_proportion_and_to_the_cent() -> None:
    found = victims("100.00", ["100.00", "100.00", "100.00"])
    assert found["payments"] == [
        {"claim": "1", "amount": "33.34"},
        {"claim": "2", "amount": "33.33"},
        {"claim": "3", "amount": "33.33"},
    ]
    assert found["surplus"] == "0.00"


def test_a_loss_is_never_exceeded_and_the_rest_is_surplus() -> None:
    found = victims("100.00", ["10.00", "20.00"])
    assert [row["amount"] for row in found["payments"]] == ["10.00", "20.00"]
    assert found["surplus"] == "70.00"


def test_what_a_cap_frees_goes_to_the_others_of_the_class() -> None:
    claims: list[object] = [
        {"claim": "A", "loss": "100.00", "cap": "10.00"},
        {"claim": "B", "loss": "100.00"},
        {"claim": "C", "loss": "50.00"},
    ]
    found = victims("100.00", claims)
    assert [row["amount"] for row in found["payments"]] == ["10.00", "60.00", "30.00"]


def test_the_first_class_is_paid_in_full_before_the_second() -> None:
    claims: list[object] = [
        {"claim": "late", "loss": "80.00", "class": 2},
        {"claim": "first", "loss": "70.00", "class": 1},
    ]
    found = victims("100.00", claims)
    assert [row["amount"] for row in found["payments"]] == ["30.00", "70.00"]


def test_caps_and_classes_may_stand_beside_the_claims() -> None:
    found = victims(
        "100.00", ["80.00", "70.00", "5.00"], caps=[None, "40.00", None], classes=[2, 1, None]
    )
    assert [row["amount"] for row in found["payments"]] == ["55.00", "40.00", "5.00"]


@pytest.mark.parametrize(
    ("given_inputs", "field"),
    [
        ({"claims": ["1.00"], "caps": ["1.00", "1.00"]}, "caps"),
        ({"claims": ["1.00"], "classes": []}, "classes"),
        ({"claims": [{"claim": "A", "loss": "1"}] * 2}, "claims[1].claim"),
        ({"claims": [{"claim": "A", "loss": "1", "cap": "1"}], "caps": ["1"]}, "claims[0].cap"),
        ({"claims": [{"claim": "A", "loss": "1", "class": 0}]}, "claims[0].class"),
        ({"claims": [5]}, "claims[0]"),
    ],
)
def test_claims_that_contradict_themselves_are_refused(
    refused: Any, given_inputs: dict[str, object], field: str
) -> None:
    assert refused("victims", currency="EUR", pool="1.00", **given_inputs) == {
        ("field_invalid", field)
    }


CLAIMS = st.lists(
    st.tuples(st.integers(0, 10**6), st.integers(1, 3), st.none() | st.integers(0, 10**6)),
    max_size=12,
)


@given(st.integers(0, 10**7), CLAIMS)
def test_no_victim_receives_more_than_due_and_no_cent_is_lost(
    pool: int, claims: list[tuple[int, int, int | None]]
) -> None:
    made = [
        Claim(str(n), Money(loss, "EUR"), rank, None if cap is None else Money(cap, "EUR"))
        for n, (loss, rank, cap) in enumerate(claims)
    ]
    paid = [part.minor for part in compensate(Money(pool, "EUR"), made)]
    assert all(0 <= part <= claim.limit() for part, claim in zip(paid, made, strict=True))
    assert sum(paid) == min(pool, sum(claim.limit() for claim in made))
    for rank in {claim.priority for claim in made}:
        short = any(
            part < claim.limit()
            for part, claim in zip(paid, made, strict=True)
            if claim.priority == rank
        )
        later = sum(p for p, claim in zip(paid, made, strict=True) if claim.priority > rank)
        assert not (short and later)


@given(st.integers(0, 10**7), CLAIMS)
def test_within_a_class_everyone_below_the_limit_receives_the_same_part_of_the_loss(
    pool: int, claims: list[tuple[int, int, int | None]]
) -> None:
    made = [
        Claim(str(n), Money(loss, "EUR"), 1, None if cap is None else Money(cap, "EUR"))
        for n, (loss, _rank, cap) in enumerate(claims)
        if loss
    ]
    paid = compensate(Money(pool, "EUR"), made)
    below = [
        (part.minor, claim.loss.minor)
        for part, claim in zip(paid, made, strict=True)
        if part.minor < claim.limit()
    ]
    for first, second in pairwise(below):
        assert abs(first[0] * second[1] - second[0] * first[1]) < first[1] + second[1]


def test_a_split_by_code_names_exactly_one_way() -> None:
    with pytest.raises(ValidationFailed, match="exactly one"):
        split(Money(1, "EUR"))
    with pytest.raises(ValidationFailed, match="exactly one"):
        split(Money(1, "EUR"), [Decimal(1)], parts=1)
    with pytest.raises(ValidationFailed, match="number of parts"):
        split(Money(1, "EUR"), parts=0)


def test_values_that_are_typed_already_are_taken_as_they_are() -> None:
    found = compute("split", {"currency": "EUR", "amount": "9", "shares": [Decimal("1.0")]})
    assert found["parts"] == ["9.00"]
    moment = datetime(2026, 1, 5, 10, 0)
    due = compute("due_date", {"trigger": moment, "count": 1, "unit": "hours"})
    assert due["due"] == "2026-01-05T11:00:00"


def test_a_day_of_receipt_is_read_as_a_date() -> None:
    given_inputs = {"currency": "EUR", "amount": "1.00", "on": date(2026, 1, 5)}
    assert compute("eu_sharing", given_inputs)["base"] == "1.00"
