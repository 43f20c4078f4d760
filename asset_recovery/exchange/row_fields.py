"""Fields of an import map, compiled: a row in, one value with its warning or problem out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from asset_recovery.domain.errors import Reason
from asset_recovery.exchange.field_steps import (
    VERBATIM,
    Lookups,
    Step,
    Unfit,
    compiled,
    date_reader,
    money,
    normalised,
    same_as_any,
    shown,
)
from asset_recovery.exchange.import_map import FieldRule, FileRules
from asset_recovery.exchange.row_values import RowValues, condition
from asset_recovery.exchange.templates import filler

_MEMORY = 20_000
_SHORT, _LONG = 300, 10_000
_LONG_ARGUMENTS = frozenset(["description", "source", "note", "summary"])


class Outcome(NamedTuple):
    """What became of a field: its value (None: unknown), and a warning or a problem at most."""

    value: Any = None
    warning: Reason | None = None
    problem: Reason | None = None
    absent: bool = False


_ABSENT = Outcome(absent=True)


class FieldReader:
    """One field; equal inputs are worked out once."""

    def __init__(
        self,
        rule: FieldRule,
        rules: FileRules,
        lookups: Lookups,
        today: date,
        index: Mapping[str, int] | None = None,
    ) -> None:
        """`index`: columns by place where equal cells are surely equal values (not typed ones)."""
        self.rule = rule
        self._rules = rules
        self._test = condition(rule.when)
        self._fill = filler(rule.pattern) if rule.pattern is not None else None
        steps = [step for step in rule.steps if step != "amount"]
        self._steps: list[Step] = [compiled(step, rules, lookups, today) for step in steps]
        self._amount = "amount" in rule.steps
        self._compare = date_reader(rule.compare.date, today) if rule.compare else None
        self._inputs = [*rule.columns]
        if rule.currency_column:
            self._inputs.append(rule.currency_column)
        if rule.compare:
            self._inputs.append(rule.compare.column)
        asked = [*self._inputs, *(name for name, _wanted in rule.when)]
        self._key: Callable[[tuple[str, ...]], Any] | None = None
        if (
            index is not None
            and asked
            and self._fill is None
            and all(name in index for name in asked)
        ):
            self._key = itemgetter(*(index[name] for name in asked))
        self._limit = _LONG if rule.argument in _LONG_ARGUMENTS else _SHORT
        self._known: dict[Any, Outcome] = {}
        self._is_text = (
            rule.joiner is None
            and all(step == "trim" for step in rule.steps)
            and not (rule.when or rule.unknown_if or rule.compare)
        )

    @property
    def keeps_text(self) -> bool:
        """Whether the columns' texts stand unchanged in an argument."""
        rule = self.rule
        plain = all(isinstance(step, str) and step in VERBATIM for step in rule.steps)
        many = len(rule.columns) == 1 or rule.joiner is not None
        return plain and many and rule.argument is not None and not rule.when

    def read(self, values: RowValues) -> Outcome:
        """The field of this row."""
        if self._is_text:
            value = self._text(values)
            if isinstance(value, str) and len(value) <= self._limit:
                return Outcome(str(normalised(value)))
        if self._key is None:
            return self._read_anew(values)
        key = self._key(values.cells)
        found = self._known.get(key)
        if found is None:
            found = self._read_anew(values)
            self._remember(key, found)
        return found

    def _text(self, values: RowValues) -> object:
        """The text of a field without steps: most fields are no more than that."""
        if self._fill is not None:
            return self._fill(values.get)
        for column in self.rule.columns:
            value = values.get(column)
            if value is not None:
                return value
        return None

    def _remember(self, key: Any, found: Outcome) -> None:
        if len(self._known) >= _MEMORY:
            self._known.clear()
        self._known[key] = found

    def _read_anew(self, values: RowValues) -> Outcome:
        if self._test is not None and not self._test(values):
            return _ABSENT
        if self._fill is None:
            return self._work_out(values, None)
        text = self._fill(values.get)
        found = self._known.get(text)
        if found is None:
            found = self._work_out(values, text)
            self._remember(text, found)
        return found

    def _work_out(self, values: RowValues, filled: str | None) -> Outcome:
        rule = self.rule
        failed: tuple[str, Unfit] | None = None
        for column, text in self._candidates(values, filled):
            try:
                value = self._value(text, values)
            except Unfit as unfit:
                failed = failed or (column, unfit)
                continue
            if value is not None:
                return self._checked(value, column, values)
        if failed is not None:
            return self._unfit(*failed)
        return self._unknown(rule)

    def _candidates(self, values: RowValues, filled: str | None) -> list[tuple[str, str]]:
        rule = self.rule
        if self._fill is not None:
            return [] if filled is None else [(rule.argument or rule.name or "", filled)]
        found: list[tuple[str, str]] = []
        for column in rule.columns:
            value = values.raw(column)
            if isinstance(value, str) and values.get(column) is not None:
                found.append((column, value))
        if rule.joiner is not None and found:
            parts = dict.fromkeys(" ".join(text.split()) for _column, text in found)
            return [(found[0][0], rule.joiner.join(parts))]
        return found

    def _value(self, text: str, values: RowValues) -> Any:
        rule = self.rule
        value: Any = text if type(text) is not str else normalised(text.strip())
        if rule.unknown_if and same_as_any(value, rule.unknown_if, self._rules):
            return None
        for step in self._steps:
            value = step(value)
        if self._amount:
            code = values.get(rule.currency_column) if rule.currency_column else None
            return money(value, code or rule.currency, self._rules)
        return str(value) if isinstance(value, str) else value

    def _checked(self, value: Any, column: str, values: RowValues) -> Outcome:
        if isinstance(value, str) and len(value) > self._limit:
            name = (self.rule.argument or self.rule.name or "text").replace("_", " ")
            text = f"The {name} has {len(value)} characters; at most {self._limit} are kept."
            return Outcome(problem=Reason("field_too_long", text, field=column))
        return Outcome(value, self._difference(value, column, values))

    def _difference(self, value: Any, column: str, values: RowValues) -> Reason | None:
        compare = self.rule.compare
        other = values.get(compare.column) if compare else None
        if compare is None or self._compare is None or not isinstance(other, str):
            return None
        try:
            same = self._compare(other) == value
        except Unfit:
            same = False
        if same:
            return None
        text = (
            f"{compare.column} says {shown(other)}, {column} says {value}. {column} prevails; the"
            " other value is kept with the record."
        )
        return Reason("field_invalid", text, field=compare.column)

    def _unfit(self, column: str, unfit: Unfit) -> Outcome:
        text = f"{column}: {unfit}"
        if self.rule.otherwise == "reject":
            return Outcome(problem=Reason(unfit.code, text, field=column))
        if self.rule.quiet:
            return Outcome()
        return Outcome(warning=Reason(unfit.code, f"{text} It is taken as unknown.", field=column))

    def _unknown(self, rule: FieldRule) -> Outcome:
        if rule.default is not None:
            return Outcome(rule.default)
        column = rule.columns[0] if rule.columns else rule.argument or rule.name or ""
        if rule.required:
            text = f"{column} is empty, but the record needs it. Fill it in."
            return Outcome(problem=Reason("field_missing", text, field=column))
        if not rule.warn_unknown:
            return Outcome()
        name = (rule.argument or rule.name or column).replace("_", " ")
        text = f"The source does not say the {name} ({column}); it is kept as unknown."
        return Outcome(warning=Reason("field_missing", text, field=column))
