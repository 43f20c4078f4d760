"""The catalogue of asset types: fields, identifiers, strategy, classes and how each is valued."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from asset_recovery.domain.errors import invalid
from asset_recovery.i18n import _
from asset_recovery.paths import resources


@dataclass(frozen=True, slots=True)
class TypeField:
    """A field that assets of a type have beside the common ones.

    `type` is as in action arguments, or `choice` (codes and labels in `choices`), `datetime`, or
    `table` (rows of the texts named in `columns`). `unit` is what the number counts.
    """

    key: str
    label: str
    type: str
    group: str = "identity"
    unit: str = ""
    help: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetType:
    """One type of asset.

    Classes are names of the lists `perishability`, `depreciation` and `keeping_costs`: the worse
    end of the type's range, with the whole range beside it. `by_mark`: a valuation of kind `mark`
    counts. `control`: it cannot be carried away, so possession is control by the act that the law
    provides. `is_recoverable` is false where no value is ever counted. `goaml` is the item type,
    `goaml_funds` the funds type, empty where the standard has none.
    """

    code: str
    label: str
    group: str
    advice: str
    unit: str
    fields: tuple[TypeField, ...]
    identifiers: tuple[str, ...]
    strategies: tuple[str, ...]
    perishability_range: tuple[str, ...]
    depreciation_range: tuple[str, ...]
    keeping_cost_range: tuple[str, ...]
    revaluation_months: int | None
    by_mark: bool
    revaluation_note: str
    control: bool
    is_recoverable: bool
    ftm: str
    goaml: str
    goaml_funds: str

    @property
    def perishability(self) -> str:
        """The worse end of the range."""
        return self.perishability_range[-1]

    @property
    def depreciation(self) -> str:
        """The worse end of the range."""
        return self.depreciation_range[-1]

    @property
    def keeping_cost(self) -> str:
        """The worse end of the range."""
        return self.keeping_cost_range[-1]

    def field(self, key: str) -> TypeField | None:
        """The type-specific field of that key, or None."""
        return next((item for item in self.fields if item.key == key), None)

    @property
    def strategy(self) -> str:
        """The strategy that comes first."""
        return self.strategies[0]

    @property
    def immovable(self) -> bool:
        """The same as `control`: it cannot be carried away."""
        return self.control


def _fields(values: Mapping[str, Any], given: Mapping[str, Any]) -> tuple[TypeField, ...]:
    listed: Sequence[Mapping[str, Any]] = (
        values[given["fields_as"]]["fields"] if "fields_as" in given else given["fields"]
    )
    return tuple(_field(item) for item in listed)


def _field(item: Mapping[str, Any]) -> TypeField:
    return TypeField(
        key=item["key"],
        label=item["label"],
        type=item["type"],
        group=item.get("group", "identity"),
        unit=item.get("unit", ""),
        help=item.get("help", ""),
        choices=MappingProxyType(dict(item.get("choices", {}))),
        columns=tuple(item.get("columns", ())),
    )


def _type(values: Mapping[str, Any], code: str) -> AssetType:
    given = values[code]
    return AssetType(
        code=code,
        label=given["label"],
        group=given["group"],
        advice=given["meaning"],
        unit=given["unit"],
        fields=_fields(values, given),
        identifiers=tuple(given["identifiers"]),
        strategies=tuple(given["strategies"]),
        perishability_range=tuple(given["perishability"]),
        depreciation_range=tuple(given["depreciation"]),
        keeping_cost_range=tuple(given["keeping_cost"]),
        revaluation_months=given.get("revaluation_months"),
        by_mark=given.get("by_mark", False),
        revaluation_note=given.get("revaluation_note", ""),
        control=given.get("control", False),
        is_recoverable=given.get("recoverable", True),
        ftm=given["ftm"],
        goaml=given.get("goaml", ""),
        goaml_funds=given.get("funds", ""),
    )


@lru_cache(maxsize=1)
def _file() -> Mapping[str, Any]:
    with (resources() / "code_lists" / "asset_types.toml").open("rb") as file:
        return tomllib.load(file)


@lru_cache(maxsize=1)
def asset_types() -> Mapping[str, AssetType]:
    """Every type by its code, in the order of the catalogue."""
    values = _file()["values"]
    return MappingProxyType({code: _type(values, code) for code in values})


@lru_cache(maxsize=1)
def asset_groups() -> Mapping[str, str]:
    """The groups of types and their labels in English."""
    return MappingProxyType({str(key): str(label) for key, label in _file()["groups"].items()})


@lru_cache(maxsize=1)
def types_by_group() -> Mapping[str, tuple[str, ...]]:
    """The codes of the types of each group, in the order of the catalogue."""
    found: dict[str, list[str]] = {group: [] for group in asset_groups()}
    for kind in asset_types().values():
        found[kind.group].append(kind.code)
    return MappingProxyType({group: tuple(codes) for group, codes in found.items()})


@lru_cache(maxsize=1)
def field_groups() -> Mapping[str, str]:
    """The groups in which type-specific fields are shown, and their labels in English."""
    return MappingProxyType(
        {str(key): str(label) for key, label in _file()["field_groups"].items()}
    )


def asset_type(code: str) -> AssetType:
    """The type of that code; raises `ValidationFailed` with `field_invalid` for an unknown one."""
    found = asset_types().get(code)
    if found is None:
        sentence = _("{code} is no asset type. Choose a code of the list, such as VEH-CAR.")
        raise invalid("type", sentence.format(code=repr(code[:40])))
    return found
