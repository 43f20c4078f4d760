"""Import maps: how the rows of one kind of file become actions, as frozen data without code."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.paths import resources

STATEMENT_VALUES = (
    "account", "booked_on", "value_on", "amount", "credit", "debit", "currency", "balance",
    "bank_reference", "payment_reference", "counterparty", "counterparty_account", "text",
    "statement",
)  # fmt: skip
STATEMENT_NEEDS = ("account", "booked_on", "currency", "balance")
MAIN_ACTION = {
    "assets": "register_asset",
    "parties": "register_party",
    "valuations": "record_valuation",
    "victims": "record_victim",
    "ledger": "post_cost",
    "balances": "reconcile_quantity",
    "bank_statement": "record_statement",
    "states": "record_state_sheet",
    "authorities": "record_authority",
}
# What the row's reference names in that action; a count is an event without one of its own.
MAIN_ARGUMENT = {
    "assets": "asset",
    "parties": "party",
    "valuations": "valuation",
    "victims": "victim",
    "ledger": "posting",
    "bank_statement": "statement",
    "authorities": "authority",
}

# One condition: the source's name, and a text, a list of texts or {"blank"|"matches": …}.
When = tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRules:
    """How the file is read; None: detected."""

    encoding: str | None = None
    delimiter: str | None = None
    header_row: int = 1
    sheet: str | None = None
    decimal: str = "."
    thousands: str = ""
    date_order: str = "ymd"
    unknown: tuple[str, ...] = ("",)
    rename: Mapping[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedColumn:
    """A column and the one date format in which it is read."""

    column: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRule:
    """Which columns make one case, and what the case is called."""

    columns: tuple[str, ...]
    reference: str
    title: str
    when: When = ()
    verbatim: bool = False
    collection: bool = False
    summary: str = ""
    legal_system: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRules:
    """What a row is called, which case it belongs to, and which day it speaks of."""

    reference: tuple[str, ...]
    reference_pattern: str = "{}"
    reference_else: str | None = None
    as_at: str | DatedColumn = "ask"
    source: str = ""
    unknown: tuple[str, ...] = ()
    cases: tuple[CaseRule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule:
    """One value of a row: where it comes from, what is done to it, where it goes."""

    place: int
    action: str
    argument: str | None = None
    name: str | None = None
    columns: tuple[str, ...] = ()
    joiner: str | None = None
    pattern: str | None = None
    steps: tuple[str | Mapping[str, Any], ...] = ()
    unknown_if: tuple[str, ...] = ()
    required: bool = False
    otherwise: str = "reject"
    quiet: bool = False
    warn_unknown: bool = False
    when: When = ()
    identifier: str | None = None
    currency_column: str | None = None
    currency: str | None = None
    default: str | None = None
    compare: DatedColumn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionRule:
    """Conditions and the arguments of `open_position` where they hold."""

    when: When = ()
    take_over: bool = True
    warning: str | None = None
    unknown: tuple[str, ...] = ()
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThenRule:
    """A further action of a row."""

    action: str
    arguments: Mapping[str, Any]
    when: When = ()
    required: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportMap:
    """A whole map; `columns` are the expected names after renaming."""

    id: str
    version: str
    title: str
    kind: str
    licence: str
    attribution: str
    columns: tuple[str, ...]
    optional_columns: tuple[str, ...] = ()
    extra_columns: str = "refuse"
    notes: str = ""
    file: FileRules = FileRules()
    row: RowRules
    fields: tuple[FieldRule, ...] = ()
    lookups: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    positions: tuple[PositionRule, ...] = ()
    then: tuple[ThenRule, ...] = ()


def maps_folder() -> Path:
    """Where the shipped maps lie."""
    return resources() / "import_maps"


def shipped_maps() -> tuple[str, ...]:
    """Ids of the shipped maps, in order."""
    return tuple(sorted(path.stem for path in maps_folder().glob("*.toml")))


def map_path(path_or_id: str | Path) -> Path:
    """The file of a map given by its path or by the id of a shipped one; `map_invalid` if none."""
    given = Path(path_or_id)
    if given.suffix == ".toml" and given.is_file():
        return given
    shipped = maps_folder() / f"{given.name}.toml"
    if str(given) == given.name and given.name in shipped_maps():
        return shipped
    raise map_invalid(
        str(path_or_id),
        f"There is no import map {str(path_or_id)!r}. Shipped are: {', '.join(shipped_maps())}.",
    )


def map_invalid(place: str, text: str) -> ValidationFailed:
    """A refusal of a map."""
    return ValidationFailed(Reason("map_invalid", text, field=place))


def load_map(path_or_id: str | Path) -> ImportMap:
    """Read and check a map; `map_invalid` with every problem that `lint_map` finds."""
    from asset_recovery.exchange.import_map_lint import lint_map  # noqa: PLC0415 - heavy library

    path = map_path(path_or_id)
    problems = lint_map(path)
    if problems:
        raise ValidationFailed(
            [Reason("map_invalid", problem.text, field=problem.place) for problem in problems]
        )
    return build_map(tomllib.loads(path.read_text(encoding="utf-8")))


def build_map(data: Mapping[str, Any]) -> ImportMap:
    """The map of checked data."""
    head = dict(data["map"])
    kind = head.pop("as")
    for name in ("columns", "optional_columns"):
        head[name] = tuple(head.get(name, ()))
    return ImportMap(
        **head,
        kind=kind,
        file=FileRules(**_tuples(data.get("file", {}), ("unknown", "ignore"))),
        row=_row(data["row"]),
        fields=tuple(
            _field(number, given, MAIN_ACTION[kind])
            for number, given in enumerate(data.get("field", ()), start=1)
        ),
        lookups=data.get("lookup", {}),
        positions=tuple(_position(given) for given in data.get("position", ())),
        then=tuple(
            ThenRule(**_tuples(given, ("required",)) | {"when": _when(given)})
            for given in data.get("then", ())
        ),
    )


def _tuples(given: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {key: tuple(value) if key in names else value for key, value in given.items()}


def _when(given: Mapping[str, Any]) -> When:
    return tuple(given.get("when", {}).items())


def _row(given: Mapping[str, Any]) -> RowRules:
    found = _tuples(given, ("reference", "unknown"))
    found["cases"] = tuple(
        CaseRule(**_tuples(case, ("columns",)) | {"when": _when(case)})
        for case in found.pop("case", ())
    )
    if isinstance(found.get("as_at"), dict):
        found["as_at"] = DatedColumn(**found["as_at"])
    return RowRules(**found)


def _field(number: int, given: Mapping[str, Any], action: str) -> FieldRule:
    found = _tuples(given, ("columns", "steps", "unknown_if")) | {"when": _when(given)}
    if "column" in found:
        found["columns"] = (found.pop("column"),)
    if "compare" in found:
        found["compare"] = DatedColumn(**found["compare"])
    return FieldRule(**{"action": action} | found, place=number)


def _position(given: Mapping[str, Any]) -> PositionRule:
    rest = dict(given)
    rest.pop("when", None)
    return PositionRule(
        when=_when(given),
        take_over=rest.pop("take_over", True),
        warning=rest.pop("warning", None),
        unknown=tuple(rest.pop("unknown", ())),
        arguments=rest,
    )
