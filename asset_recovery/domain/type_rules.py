"""Hints and thresholds by type of asset, read from their data file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from asset_recovery.domain.asset_types import AssetType
from asset_recovery.domain.money import Money
from asset_recovery.paths import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class HintRule:
    """One hint: its sentence in English, whom it concerns, its limits, its mark and source."""

    code: str
    text: str
    mark: str
    source: str
    groups: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    perishability: frozenset[str] = frozenset()
    depreciation: frozenset[str] = frozenset()
    months: int | None = None
    cost_share: Decimal | None = None
    amount: Decimal | None = None
    quantity: Decimal | None = None

    def concerns(self, kind: AssetType) -> bool:
        """Whether it names the type or its group."""
        return kind.code in self.types or kind.group in self.groups


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """The least equity for which a type is seized: an amount, a share of the value, or both."""

    groups: frozenset[str]
    types: frozenset[str]
    amount: Money | None
    share: Decimal | None
    mark: str
    source: str


@lru_cache(maxsize=1)
def _file() -> Mapping[str, Any]:
    with (resources() / "code_lists" / "type_rules.toml").open("rb") as file:
        return tomllib.load(file)


@lru_cache(maxsize=1)
def hint_rules() -> Mapping[str, HintRule]:
    """The hints by their codes."""
    return MappingProxyType({code: _hint(code, given) for code, given in _file()["hints"].items()})


def _hint(code: str, given: Mapping[str, Any]) -> HintRule:
    def number(name: str) -> Decimal | None:
        return Decimal(given[name]) if name in given else None

    def named(name: str) -> frozenset[str]:
        return frozenset(given.get(name, ()))

    return HintRule(
        code=code,
        text=given["text"],
        mark=given["mark"],
        source=given["source"],
        months=given.get("months"),
        groups=named("groups"),
        types=named("types"),
        perishability=named("perishability"),
        depreciation=named("depreciation"),
        cost_share=number("cost_share"),
        amount=number("amount"),
        quantity=number("quantity"),
    )


@lru_cache(maxsize=1)
def thresholds() -> tuple[Threshold, ...]:
    """The thresholds before seizure, in the order of the file."""
    return tuple(
        Threshold(
            groups=frozenset(given.get("groups", ())),
            types=frozenset(given.get("types", ())),
            amount=Money.parse(given["amount"], given["currency"]) if "amount" in given else None,
            share=Decimal(given["share"]) if "share" in given else None,
            mark=given["mark"],
            source=given["source"],
        )
        for given in _file()["thresholds"]
    )


def threshold_of(kind: AssetType) -> Threshold | None:
    """The threshold of a type: its own, else that of its group."""
    own = [one for one in thresholds() if kind.code in one.types]
    return next(iter([*own, *(one for one in thresholds() if kind.group in one.groups)]), None)
