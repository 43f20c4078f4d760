"""No cent is made or lost: waterfalls, victims, shares of States, for whatever is put in."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.figures.eu_sharing import eu_sharing
from asset_recovery.lifecycle.figures.net_proceeds import Deduction, waterfall
from asset_recovery.lifecycle.figures.splitting import split
from asset_recovery.lifecycle.figures.victims import Claim, compensate

minor = st.integers(0, 10**12)
classes = st.sampled_from(
    ["priority_claim", "secured_creditor", "sale_cost", "keeping_cost", "other"]
)
shares = st.lists(st.integers(0, 100), max_size=4).filter(lambda parts: sum(parts) <= 100)


def eur(units: int) -> Money:
    return Money(units, "EUR")


@given(gross=minor, costs=st.lists(st.tuples(classes, minor), max_size=12), parts=shares)
def test_gross_is_deductions_third_parties_and_remainder_less_the_shortfall(
    gross: int, costs: list[tuple[str, int]], parts: list[int]
) -> None:
    deductions = [Deduction(kind, eur(amount)) for kind, amount in costs]
    thirds = [(str(place), Decimal(part) / 100) for place, part in enumerate(parts)]
    found = waterfall(eur(gross), deductions, thirds)
    spent = sum(amount for _kind, amount in costs)
    given_away = sum(amount.minor for _to, amount in found.third_parties)
    assert found.net.minor == gross - spent
    assert found.shortfall.minor == max(0, spent - gross)
    assert given_away + found.remainder.minor == max(0, gross - spent)
    assert all(not amount.is_negative for _to, amount in found.third_parties)
    assert not found.remainder.is_negative


@given(gross=minor, costs=st.lists(st.tuples(classes, minor), max_size=12), late=minor)
def test_a_claim_that_comes_late_stands_at_its_rank_and_costs_its_amount(
    gross: int, costs: list[tuple[str, int]], late: int
) -> None:
    deductions = [Deduction(kind, eur(amount)) for kind, amount in costs]
    first = waterfall(eur(gross), deductions)
    again = waterfall(eur(gross), [*deductions, Deduction("priority_claim", eur(late), 1, "late")])
    ranks = [line.rank for line in again.lines]
    assert ranks == sorted(ranks)
    assert again.net.minor == first.net.minor - late


claim = st.builds(
    lambda loss, rank, cap: (loss, rank, cap),
    st.integers(0, 10**9),
    st.integers(1, 4),
    st.none() | st.integers(0, 10**9),
)


@given(pool=st.integers(0, 10**11), claims=st.lists(claim, max_size=40))
def test_victims_get_the_pool_or_all_they_are_owed_and_nobody_more(
    pool: int, claims: list[tuple[int, int, int | None]]
) -> None:
    told = [
        Claim(str(place), eur(loss), rank, None if cap is None else eur(cap))
        for place, (loss, rank, cap) in enumerate(claims)
    ]
    paid = compensate(eur(pool), told)
    owed = sum(one.limit() for one in told)
    assert sum(part.minor for part in paid) == min(pool, owed)
    assert all(part.minor <= one.limit() for one, part in zip(told, paid, strict=True))
    for one, part in zip(told, paid, strict=True):
        if part.minor < one.limit():  # whoever is not paid in full leaves nothing to later classes
            later = [p.minor for o, p in zip(told, paid, strict=True) if o.priority > one.priority]
            assert not any(later)


@given(amount=minor, weights=st.lists(st.integers(1, 1000), min_size=1, max_size=12))
def test_parts_of_a_base_sum_to_it(amount: int, weights: list[int]) -> None:
    parts = split(eur(amount), weights=[Decimal(one) for one in weights])
    assert sum(part.minor for part in parts) == amount


@given(base=minor, threshold=st.integers(0, 10**6))
def test_two_states_share_the_base_exactly(base: int, threshold: int) -> None:
    money = eur(base)
    found = eu_sharing(money, money.decimal, Decimal(threshold))
    assert found.executing_state + found.issuing_state == money
    assert (found.executing_state - found.issuing_state).minor in {0, 1, base}


def test_three_projects_of_the_jersey_return_are_equal_to_the_cent() -> None:
    base = Money.parse("311797876.11", "USD")
    parts = split(base, weights=[Decimal(1)] * 3)
    assert {part.amount for part in parts} == {"103932625.37"}
    assert Money.total(parts, "USD") == base


def test_two_end_uses_of_the_return_of_2025_sum_to_the_agreement() -> None:
    agreed = Money.parse("52880000.00", "USD")
    uses = (Money.parse("50000000.00", "USD"), Money.parse("2880000.00", "USD"))
    assert Money.total(uses, "USD") == agreed


def test_lien_holders_come_before_what_the_state_shares() -> None:
    found = waterfall(
        Money.parse("144000000.00", "USD"),
        [
            Deduction("keeping_cost", Money.parse("1000000.00", "USD"), None, "upkeep"),
            Deduction("secured_creditor", Money.parse("89900000.00", "USD"), None, "lien holders"),
        ],
    )
    assert [line.label for line in found.lines] == ["lien holders", "upkeep"]
    assert found.net.amount == "53100000.00"
