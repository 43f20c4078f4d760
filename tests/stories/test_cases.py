"""The cases of the public record as stories, told through `apply` by several people."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.figures.arithmetic import ratio
from asset_recovery.lifecycle.figures.table import compute
from asset_recovery.persistence import tables as t
from asset_recovery.services.office import Office
from asset_recovery.services.show_service import ShowService
from tests.stories.test_equanimity import (
    ROLES,
    a_fresh_office,
    lines_of,
    password_of,
    told,
)
from tests.support.books import assert_money_closes, balances

HERE = Path(__file__).parent / "cases"
ENDS: Mapping[str, dict[str, Any]] = tomllib.loads((HERE / "ends.toml").read_text("utf-8"))
NO_ASSETS = frozenset(
    {"balances", "country", "currency", "figures", "on_file", "orders", "ratios", "refused"}
    | {"requests"}
)
AMOUNTS = ("expected", "confirmed", "received")


@pytest.fixture(params=sorted(ENDS))
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Office]]:
    """An office in which the case was told, and the case's name."""
    name = str(request.param)
    ends = ENDS[name]
    with a_fresh_office(tmp_path / "office", ends["country"], ends["currency"]) as office:
        people = {user: office.users.log_in(user, password_of(user)) for user in ROLES}
        results = office.actions.give_all(told(people, lines_of(f"cases/{name}.jsonl")))
        refused = [(one.action, one.reasons) for one in results if not one.ok]
        assert refused == []
        yield name, office


def test_every_case_that_is_told_says_how_it_ends() -> None:
    assert {path.stem for path in HERE.glob("*.jsonl")} == set(ENDS)


def test_a_case_ends_as_it_did(case: tuple[str, Office]) -> None:
    name, office = case
    ends = ENDS[name]
    for asset, wanted in ends.items():
        if asset not in NO_ASSETS:
            assert stands(office, asset, wanted) == wanted, asset
    for order, wanted in ends.get("orders", {}).items():
        shown = shown_of(office, "order", order)["debt"]
        assert {name: shown[name] for name in wanted} == wanted, order
    for request, wanted in ends.get("requests", {}).items():
        assert told_by(office, request, wanted) == wanted, request
    if "refused" in ends:
        given = dict(ends["refused"])
        code = given.pop("code")
        keeper = office.users.log_in("accountant", password_of("accountant"))
        assert code in [one.code for one in office.actions.give(keeper, given).reasons]
    assert_money_closes(office.reading)
    assert of_accounts(office, ends.get("balances", {})) == ends.get("balances", {})
    told_there = on_file(office)
    assert [words for words in ends.get("on_file", ()) if words not in told_there] == []


FIGURES = [
    pytest.param(one, id=f"{name}-{one['figure']}")
    for name, ends in sorted(ENDS.items())
    for one in ends.get("figures", ())
]
RATIOS = [
    pytest.param(one, id=f"{name}-{one['is']}")
    for name, ends in sorted(ENDS.items())
    for one in ends.get("ratios", ())
]


@pytest.mark.parametrize("told_figure", FIGURES)
def test_the_calculators_say_what_the_figures_of_the_sources_come_to(
    told_figure: dict[str, Any],
) -> None:
    found = compute(told_figure["figure"], told_figure["given"])
    assert {name: found[name] for name in told_figure["gives"]} == told_figure["gives"]


@pytest.mark.parametrize("told_ratio", RATIOS)
def test_shares_of_the_sources_are_recomputed(told_ratio: dict[str, Any]) -> None:
    assert ratio(Decimal(told_ratio["of"]), Decimal(told_ratio["to"])) == told_ratio["is"]


def of_accounts(
    office: Office, wanted: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, str]]:
    """What stands on accounts of the ledger, debit less credit, with the currencies asked for."""
    with office.reading.connect() as connection:
        held = balances(connection)
    return {
        account: {
            currency: Money(held[account, currency], currency).amount for currency in currencies
        }
        for account, currencies in wanted.items()
    }


def on_file(office: Office) -> str:
    """All that people wrote down: summaries, descriptions, notes and arguments."""
    with office.reading.connect() as connection:
        every = [
            *connection.scalars(select(t.event.c.data)),
            *connection.scalars(select(t.case_record.c.summary)),
        ]
    return "\n".join(filter(None, every))


def stands(office: Office, asset: str, wanted: Mapping[str, object]) -> dict[str, object]:
    """What the register and the page of the asset say of what is wanted."""
    with office.reading.connect() as connection:
        query = select(t.asset_row).where(t.asset_row.c.reference == asset)
        row = dict(connection.execute(query).mappings().one())
    shown = shown_of(office, "asset", asset)
    return {name: row[name] if name in row else shown[name] for name in wanted}


def shown_of(office: Office, kind: str, reference: str) -> dict[str, Any]:
    """What the page of a record says."""
    actor = office.users.log_in("legal", password_of("legal"))
    return ShowService(office).show(kind, reference, actor, purpose="test")


def told_by(office: Office, request: str, wanted: Mapping[str, object]) -> dict[str, object]:
    """What the page of a request says of what is wanted; amounts as sums over its assets.

    `difference` is what was received beyond what was expected, `total` what is held and paid on
    the orders of the request, in one currency by the fixing of each day.
    """
    shown = shown_of(office, "request", request)
    shown["reached"] = [one["step"] for one in shown["steps"]]
    sums = {name: summed(line[name] for line in shown["abroad"]) for name in AMOUNTS}
    difference = {
        currency: amount - sums["expected"].get(currency, Decimal())
        for currency, amount in sums["received"].items()
    }
    total = summed(one["total"] for one in shown["totals"])
    figures = {**sums, "difference": difference, "total": total}
    return {
        name: {currency: str(amount) for currency, amount in figures[name].items()}
        if name in figures
        else shown[name]
        for name in wanted
    }


def summed(amounts: Iterable[Mapping[str, str] | None]) -> dict[str, Decimal]:
    """The sum of each currency."""
    sums: dict[str, Decimal] = {}
    for one in amounts:
        if one is not None:
            sums[one["currency"]] = sums.get(one["currency"], Decimal()) + Decimal(one["amount"])
    return sums
