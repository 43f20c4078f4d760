"""A row's position in its life and the further actions that an import map draws from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from asset_recovery.domain.errors import Reason
from asset_recovery.exchange.import_map import PositionRule, ThenRule
from asset_recovery.exchange.row_values import RowValues, condition
from asset_recovery.exchange.templates import filler

_MEMORY = 20_000
_PARTS = ("disposal", "possession")


class PositionReader:
    """The `[[position]]` tables: the first whose conditions hold gives `open_position`."""

    def __init__(self, rules: tuple[PositionRule, ...]) -> None:
        self._rules = rules
        self._tests = [condition(rule.when) for rule in rules]
        self._fillers = [
            {name: (given, filler(given)) for name, given in rule.arguments.items()}
            for rule in rules
        ]
        self._names = tuple(dict.fromkeys(name for rule in rules for name, _ in rule.when))
        self._known: dict[tuple[object, ...], int] = {}

    def choose(self, values: RowValues) -> int:
        """The place of the rule that holds; the last one has no conditions."""
        key = tuple([values.get(name) for name in self._names])
        found = self._known.get(key)
        if found is None:
            found = next(
                place for place, test in enumerate(self._tests) if test is None or test(values)
            )
            if len(self._known) >= _MEMORY:
                self._known.clear()
            self._known[key] = found
        return found

    def rule(self, place: int) -> PositionRule:
        """The rule at a place."""
        return self._rules[place]

    def arguments(self, place: int, values: RowValues) -> tuple[dict[str, Any], list[str]]:
        """The arguments of the rule, and the names of what the row leaves unknown in them."""
        found: dict[str, Any] = {}
        unknown: list[str] = []
        for name, (given, fill) in self._fillers[place].items():
            value = fill(values.get)
            if value is None:
                unknown.append(name)
                continue
            found[name] = value
            if name in _PARTS:
                unknown += [f"{name}.{part}" for part in given if part not in value]
        if "orders" in found:
            self._drop_unnamed(found, unknown)
        for order in found.get("orders", ()):
            for part in ("reference", "on"):
                if part not in order and f"orders.{part}" not in unknown:
                    unknown.append(f"orders.{part}")
        return found, unknown

    @staticmethod
    def _drop_unnamed(found: dict[str, Any], unknown: list[str]) -> None:
        """An order whose kind the row does not say is not recorded: a kind is not guessed."""
        named = [order for order in found["orders"] if "kind" in order]
        if named:
            found["orders"] = named
        else:
            del found["orders"]
            unknown.append("orders")

    def warning(self, place: int) -> Reason | None:
        """What the rule warns of."""
        rule = self._rules[place]
        if rule.warning is None:
            return None
        blank = rule.arguments.get("legal_state") == "unknown"
        column = rule.when[0][0] if rule.when else None
        return Reason("position_unknown" if blank else "field_invalid", rule.warning, field=column)


class ThenReader:
    """A `[[then]]`: one further action, where its condition holds."""

    def __init__(self, rule: ThenRule, sources: Mapping[str, str]) -> None:
        self._rule = rule
        self._sources = sources
        self._test = condition(rule.when)
        self._fill = {name: filler(given) for name, given in rule.arguments.items()}

    def read(self, values: RowValues) -> dict[str, Any] | Reason | None:
        """The action, None, or the problem: a required argument that the row does not say."""
        if self._test is not None and not self._test(values):
            return None
        found: dict[str, Any] = {"action": self._rule.action}
        for name, fill in self._fill.items():
            value = fill(values.get)
            if value is not None:
                found[name] = value
            elif name in self._rule.required:
                named = _column(self._rule.arguments[name]) or name
                column = self._sources.get(named, named)
                text = f"{column} is empty, but {self._rule.action.replace('_', ' ')} needs it."
                return Reason("field_missing", f"{text} Fill it in.", field=column)
        return found


def _column(given: Any) -> str | None:
    if isinstance(given, str) and given.startswith("{") and given.endswith("}"):
        return given[1:-1]
    if isinstance(given, Mapping):
        return next((column for part in given.values() if (column := _column(part))), None)
    return None
