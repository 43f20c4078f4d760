"""The expression language: what it reads, what it refuses, and that the unknown stays unknown."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.domain.expression import (
    MAX_DEPTH,
    MAX_LENGTH,
    And,
    Compare,
    Contains,
    Known,
    Literal,
    Name,
    Not,
    OneOf,
    Or,
    evaluate,
    names,
    parse,
    require_names,
)

ROW: dict[str, object] = {
    "status": "frozen",
    "value": Decimal("1000.50"),
    "count": 3,
    "expires_on": date(2026, 3, 1),
    "recorded_at": datetime(2026, 3, 1, 10, 0),
    "kinds": ("SEA", "TRA"),
    "title": "Haus am Fluß",
    "owner": None,
    "note": "  ",
    "urgent": True,
    "asset": {"value": "12.00", "place": {"city": "Chur"}},
    "order.kind": "freezing",
}


@pytest.mark.parametrize(
    "text",
    [
        "status = 'frozen'",
        'status == "frozen"',
        "status != 'sold'",
        "status <> 'sold'",
        "value = 1000.5",
        "value > 1000.4999 and value <= 1000.50",
        "count >= 3",
        "expires_on = 2026-03-01",
        "expires_on < '2026-03-02'",
        "recorded_at = 2026-03-01",
        "recorded_at <= 2026-03-01",
        "status in ('sold', 'frozen')",
        "status not in ('sold')",
        "kinds in ('AR-T', 'TRA')",
        "kinds contains 'SEA'",
        "kinds not contains 'sea'",
        "title contains 'FLUSS'",
        "owner is unknown and note is unknown and status is known",
        "owner is not known",
        "urgent",
        "urgent = true",
        "not urgent = false",
        "asset.value = 12",
        "asset.place.city = 'Chur'",
        "order.kind = 'freezing'",
        "status = 'sold' or status = 'frozen' and count = 3",
        "(status = 'sold' or status = 'frozen') and count = 3",
        "NOT status = 'sold' AND Count.x IS UNKNOWN",
        "'a''b' = \"a'b\"",
        "-1 < 0",
    ],
)
def test_a_true_condition_holds(text: str) -> None:
    assert evaluate(parse(text), ROW)


@pytest.mark.parametrize(
    "text",
    [
        "status = 'Frozen'",
        "value > 1000.50",
        "expires_on > 2026-03-01",
        "status = 12",
        "title = 2026-03-01",
        "urgent = 'true'",
        "urgent > false",
        "nothing",
        "asset.value.deeper = 1",
        "status = 'sold' and (count = 3 or count = 4)",
    ],
)
def test_a_false_condition_does_not_hold(text: str) -> None:
    assert not evaluate(parse(text), ROW)


@pytest.mark.parametrize(
    "text",
    [
        "owner = 'x'",
        "owner != 'x'",
        "not owner = 'x'",
        "not (owner = 'x' and status = 'frozen')",
        "owner in ('x')",
        "owner not in ('x')",
        "owner not contains 'x'",
        "not (owner = 'x' or status = 'sold')",
    ],
)
def test_a_comparison_with_the_unknown_is_never_certainly_true(text: str) -> None:
    assert not evaluate(parse(text), ROW)


def test_the_unknown_does_not_spoil_what_is_certain() -> None:
    assert evaluate(parse("owner = 'x' or status = 'frozen'"), ROW)
    assert evaluate(parse("not (owner = 'x' and status = 'sold')"), ROW)


def test_the_tree_is_plain_data_that_a_store_can_translate() -> None:
    assert parse("a = 1 or b in ('x', 2026-03-01) and not c is known and d contains 'e'") == Or(
        (
            Compare(Name("a"), "=", Literal(Decimal(1))),
            And(
                (
                    OneOf(Name("b"), (Literal("x"), Literal(date(2026, 3, 1)))),
                    Not(Known(Name("c"))),
                    Contains(Name("d"), Literal("e")),
                )
            ),
        )
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", 1),
        ("   ", 4),
        ("status =", 9),
        ("status = 'open", 10),
        ("status = frozen)", 16),
        ("(status = 'a'", 14),
        ("a ; b", 3),
        ("a = 1 b = 2", 7),
        ("a in 'x'", 6),
        ("a in (b)", 7),
        ("a in ()", 7),
        ("a is maybe", 6),
        ("a = 2026-02-30", 5),
        ("a = 2026-03-011", 5),
        ("a = 12abc", 5),
        ("a = 1.2.3", 5),
        ("'x'", 4),
        ("a not = 1", 7),
        ("a = __import__('os')", 15),
        ("a = b.c.", 8),
        ("ａ = 1", 1),
    ],
)
def test_a_fault_is_refused_with_its_place(text: str, place: int) -> None:
    with pytest.raises(ValidationFailed) as refusal:
        parse(text)
    reason = refusal.value.reasons[0]
    assert reason.code == "field_invalid"
    assert reason.field == "where"
    assert f"At character {place} " in reason.text


def test_a_condition_over_the_limit_is_refused() -> None:
    longest = "a = '" + "x" * (MAX_LENGTH - 6) + "'"
    parse(longest)
    with pytest.raises(ValidationFailed) as refusal:
        parse(longest + " ")
    assert refusal.value.reasons[0].code == "field_too_long"


@pytest.mark.parametrize("opening", ["(", "not "])
def test_nesting_has_a_limit(opening: str) -> None:
    closing = ")" if opening == "(" else ""
    deep = MAX_DEPTH - 1
    parse(opening * deep + "a" + closing * deep)
    with pytest.raises(ValidationFailed):
        parse(opening * MAX_DEPTH + "a" + closing * MAX_DEPTH)


def test_a_long_chain_without_brackets_is_no_nesting() -> None:
    assert evaluate(parse(" and ".join(["count = 3"] * 140)), ROW)


def test_the_names_are_told() -> None:
    assert names(parse("a = b and not (c.d in ('x') or e is known) and f contains g or h")) == {
        "a", "b", "c.d", "e", "f", "g", "h",
    }  # fmt: skip


def test_a_name_that_is_no_column_is_refused_with_its_place() -> None:
    with pytest.raises(ValidationFailed) as refusal:
        require_names(parse("status = frozen"), {"status", "value"})
    assert "At character 10: there is no field 'frozen'" in refusal.value.reasons[0].text
    require_names(parse("status = 'frozen'"), {"status", "value"})
