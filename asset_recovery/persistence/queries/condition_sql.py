"""Conditions of a list as SQL: chips and expressions alike, every value a bound parameter.

The SQL selects the rows for which `domain.expression.evaluate` is certainly true: what is not known
stays NULL through NOT, AND and OR. A value that cannot be compared with its column is refused with
its place, where the evaluation of a form would only find it different.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby

from asset_recovery.domain.currencies import currencies, minor_units
from asset_recovery.domain.errors import ValidationFailed, invalid
from asset_recovery.domain.expression_tree import (
    And,
    Compare,
    Contains,
    Known,
    Literal,
    Name,
    Node,
    Not,
    OneOf,
    Operand,
    Or,
    Truth,
)
from asset_recovery.domain.registers import Filter
from asset_recovery.domain.typed_numbers import read_number
from asset_recovery.i18n import _
from asset_recovery.persistence.queries.columns import RegisterSql, SqlColumn

MOST_INTEGER = 2**63 - 1
_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
_MOST_DIGITS = 60
_MOST_THREES = 12
_FEW_VALUES = 12
QUOTE = '"'
_NUMBERS = ("number", "base", "money")
_TRUE = {"1", "true", "yes"}
_FALSE = {"0", "false", "no"}


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold; through the index of which column, or by which letters, it is found.

    `either` are conditions of which exactly one holds where a column has one of a few values.
    """

    sql: str
    finds: str = ""
    is_equal: bool = False
    letters: str = ""
    either: tuple[str, ...] = ()


@dataclass(slots=True)
class Conditions:
    """Builds the conditions of one statement and collects their parameters."""

    register: RegisterSql
    base_currency: str
    field_name: str = "where"
    parameters: dict[str, object] = field(default_factory=dict)

    def of_filter(self, chip: Filter) -> Condition:
        """The condition of a chip."""
        return self.condition(self._node(chip))

    def of_tree(self, node: Node) -> list[Condition]:
        """The conditions of a tree that must all hold."""
        if isinstance(node, And):
            return [one for part in node.parts for one in self.of_tree(part)]
        return [self.condition(node)]

    def condition(self, node: Node | None) -> Condition:
        """The condition of a tree, and how its rows are found; None: nothing fulfils it."""
        if node is None:
            return Condition("0")
        node = self._without_groups(node)
        text = self.sql(node)
        match node:
            case Compare(Name() as name, ("=" | ">=" | "<=" | ">" | "<") as sign, Literal()):
                return Condition(text, self._index(name), sign == "=")
            case OneOf(Name() as name, values):
                return Condition(text, self._index(name), either=self._either(name, values))
            case Contains(Name() as name, Literal() as part):
                return Condition(text, letters=self._by_letters(self._column(name), part))
            case _:
                return Condition(f"({text})")

    def _without_groups(self, node: Node) -> Node:
        """A group of values is asked for as one of its values."""
        match node:
            case Compare(Name() as name, ("=" | "!=") as sign, Literal() as value):
                groups = self._column(name).groups
                if groups is None:
                    return node
                found = OneOf(self._grouped(name), self._members(groups(), [value]))
                return found if sign == "=" else Not(found)
            case OneOf(Name() as name, values):
                groups = self._column(name).groups
                if groups is None:
                    return node
                return OneOf(self._grouped(name), self._members(groups(), values))
            case _:
                return node

    def _grouped(self, name: Name) -> Name:
        """The column of the values themselves."""
        own = self._column(name)
        found = next(
            key
            for key, column in self.register.columns.items()
            if column.sql == own.sql and column.groups is None
        )
        return Name(found, name.at)

    def _members(
        self, groups: Mapping[str, tuple[str, ...]], wanted: Sequence[Literal]
    ) -> tuple[Literal, ...]:
        found: list[Literal] = []
        for one in wanted:
            code = str(one.value).strip().casefold().replace(" ", "_")
            if code not in groups:
                known = ", ".join(groups)
                text = _("There is no group {group}. Use one of: {known}.")
                raise self._fault(text.format(group=repr(str(one.value)[:40]), known=known))
            found += [Literal(value) for value in groups[code]]
        return tuple(found)

    def _index(self, name: Name) -> str:
        column = self._column(name)
        return column.sql if column.indexed else ""

    def _either(self, name: Name, values: Sequence[Literal]) -> tuple[str, ...]:
        """One condition a value; empty where values are many or no texts."""
        column = self._column(name)
        texts = [one.value for one in values if isinstance(one.value, str)]
        found = list(dict.fromkeys(spelled(column, text) for text in texts))
        if column.kind != "text" or len(texts) < len(values) or len(found) > _FEW_VALUES:
            return ()
        return tuple(f"{column.sql} = {self.bind(text)}" for text in found)

    def _by_letters(self, column: SqlColumn, part: Literal) -> str:
        """The rows that have every three letters of a text: those with the text are among them."""
        wanted = str(part.value).casefold()
        threes = [wanted[place : place + 3] for place in range(len(wanted) - 2)]
        if not column.trigrams or not threes or "\0" in wanted:
            return ""
        quoted = [f'"{three.replace(QUOTE, QUOTE * 2)}"' for three in dict.fromkeys(threes)]
        index, query = column.trigrams, " AND ".join(quoted[:_MOST_THREES])
        return (
            f"{self.register.key} IN"
            f" (SELECT rowid FROM {index} WHERE {index} MATCH {self.bind(query)})"
        )

    def _node(self, chip: Filter) -> Node | None:
        column = self.register.column(chip.column)
        name = Name(self.register.plain(chip.column))
        self.field_name = chip.column
        if chip.operator == "contains":
            return Contains(name, Literal(str(chip.value)))
        if chip.operator == "in":
            given = chip.value if isinstance(chip.value, list | tuple | set) else [chip.value]
            values = tuple(Literal(self._typed(column, value)) for value in given)
            return OneOf(name, values) if values else None
        if chip.operator not in _FLIPPED:
            raise self._fault(_("There is no comparison '{sign}'.").format(sign=chip.operator))
        return Compare(name, chip.operator, Literal(self._typed(column, chip.value)))

    def sql(self, node: Node) -> str:
        """The condition of a tree; every name must be a column of the register."""
        node = self._without_groups(node)
        match node:
            case Not(part):
                return f"NOT ({self.sql(part)})"
            case And(parts):
                return "(" + " AND ".join(self.sql(part) for part in parts) + ")"
            case Or(parts):
                return "(" + " OR ".join(self.sql(part) for part in parts) + ")"
            case Compare(left, operator, right):
                return self._compare(left, operator, right)
            case OneOf(item, values):
                return self._one_of(item, values)
            case Contains(whole, part_of):
                return self._contains(whole, part_of)
            case Known(operand):
                return self._known(operand)
            case Truth(operand):
                return self._truth(operand)

    def bind(self, value: object) -> str:
        """The value as a parameter."""
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f":{name}"

    def _column(self, name: Name) -> SqlColumn:
        return self.register.column(name.text)

    def _compare(self, left: Operand, operator: str, right: Operand) -> str:
        if isinstance(left, Literal) and isinstance(right, Literal):
            raise self._fault(_("Two written values are compared; name a column."))
        if isinstance(left, Literal):
            assert isinstance(right, Name)  # noqa: S101 - two literals were refused above
            return self._against(self._column(right), _FLIPPED[operator], left.value, right)
        if isinstance(right, Name):
            return self._columns(self._column(left), operator, self._column(right), right)
        return self._against(self._column(left), operator, right.value, left)

    def _columns(self, left: SqlColumn, operator: str, right: SqlColumn, place: Name) -> str:
        if left.kind != right.kind or left.kind == "money":
            text = _("'{name}' is of another kind and cannot be compared with it.")
            raise self._fault(text.format(name=place.text))
        sign = "<>" if operator == "!=" else operator
        return f"{left.sql} {sign} {right.sql}"

    def _against(self, column: SqlColumn, operator: str, value: object, place: Name) -> str:
        if column.kind in _NUMBERS:
            return self._number(column, operator, self._as_number(value, place))
        sign = "<>" if operator == "!=" else operator
        if column.kind == "flag":
            if not isinstance(value, bool) or operator not in ("=", "!="):
                raise self._fault(_("'{name}' is true or false.").format(name=place.text))
            return f"{column.sql} {sign} {int(value)}"
        if column.kind == "day":
            return f"{column.sql} {sign} {self.bind(self._as_day(value, place))}"
        if not isinstance(value, str):
            raise self._fault(
                _("'{name}' is a text: put the value in quotation marks.").format(name=place.text)
            )
        return f"{column.sql} {sign} {self.bind(spelled(column, value))}"

    def _number(self, column: SqlColumn, operator: str, value: Decimal) -> str:
        if column.kind == "number":
            return self._whole(column.sql, operator, value)
        if column.kind == "base":
            return self._whole(column.sql, operator, value.scaleb(minor_units(self.base_currency)))
        parts = []
        for units, codes in _by_units():
            listed = ", ".join(f"'{code}'" for code in codes)
            whole = self._whole(column.sql, operator, value.scaleb(units))
            parts.append(f"WHEN {column.currency} IN ({listed}) THEN {whole}")
        return f"CASE {' '.join(parts)} END"

    def _whole(self, sql: str, operator: str, value: Decimal) -> str:
        """An exact comparison of whole numbers with a value that may have decimals."""
        if operator in ("=", "!="):
            if value != value.to_integral_value():
                return f"({sql} IS NULL AND NULL)" if operator == "=" else _is_known(sql)
            sign = "<>" if operator == "!=" else "="
            return f"{sql} {sign} {self.bind(_within(int(value)))}"
        limit = math.ceil(value) if operator in (">=", "<") else math.floor(value)
        return f"{sql} {operator} {self.bind(_within(limit))}"

    def _one_of(self, item: Operand, values: Sequence[Literal]) -> str:
        if isinstance(item, Literal):
            raise self._fault(_("A written value is looked for in a list; name a column."))
        column = self._column(item)
        if column.kind == "text" and all(isinstance(value.value, str) for value in values):
            bound = [self.bind(spelled(column, str(value.value))) for value in values]
            return f"{column.sql} IN ({', '.join(bound)})"
        found = [self._against(column, "=", value.value, item) for value in values]
        return "(" + " OR ".join(found) + ")"

    def _contains(self, whole: Operand, part: Operand) -> str:
        if isinstance(whole, Literal) or isinstance(part, Name):
            raise self._fault(_("Write it as: column contains 'text'."))
        column = self._column(whole)
        if column.kind not in ("text", "day"):
            raise self._fault(_("'{name}' is not a text.").format(name=whole.text))
        wanted = str(part.value).casefold()
        if not wanted.strip():
            return "NULL"
        if column.folded:
            return f"instr({column.folded}, {self.bind(wanted)}) > 0"
        text = column.sql
        # The database's own lower() is quick and knows A to Z only.
        plain = f"octet_length({text}) = length({text})"
        return f"instr(iif({plain}, lower({text}), casefold({text})), {self.bind(wanted)}) > 0"

    def _known(self, operand: Operand) -> str:
        if isinstance(operand, Literal):
            return "1" if not isinstance(operand.value, str) or operand.value.strip() else "0"
        return f"{self._column(operand).sql} IS NOT NULL"

    def _truth(self, operand: Operand) -> str:
        if isinstance(operand, Literal):
            return "1" if operand.value else "0"
        column = self._column(operand)
        return f"{column.sql} = 1" if column.kind == "flag" else _is_known(column.sql)

    def _as_number(self, value: object, place: Name) -> Decimal:
        found = None if isinstance(value, bool) else _number_of(value)
        if found is None:
            raise self._fault(_("'{name}' is compared with a number.").format(name=place.text))
        return found

    def _as_day(self, value: object, place: Name) -> str:
        if isinstance(value, date):
            return value.isoformat()[:10]
        try:
            if isinstance(value, str):
                return date.fromisoformat(value.strip()[:10]).isoformat()
        except ValueError:
            pass
        raise self._fault(
            _("'{name}' is compared with a day, written 2026-03-01.").format(name=place.text)
        )

    def _typed(self, column: SqlColumn, value: object) -> str | Decimal | date | bool:
        """A value as a person typed it in a chip."""
        if isinstance(value, Decimal | date | bool):
            return value
        text = str(value).strip()
        if column.kind == "flag":
            if text.casefold() in _TRUE | _FALSE:
                return text.casefold() in _TRUE
            raise self._fault(_("Choose yes or no."))
        if column.kind in _NUMBERS:
            return self._typed_number(text)
        return text

    def _typed_number(self, text: str) -> Decimal:
        plain = _number_of(text)
        return plain if plain is not None else read_number(text, 2, self.field_name)

    def _fault(self, text: str) -> ValidationFailed:
        return invalid(self.field_name, text)


def spelled(column: SqlColumn, value: str) -> str:
    """A written value as the column spells it: `interlocutory_sale` is Interlocutory sale."""
    if not column.words:
        return value
    wanted = value.replace("_", " ").casefold().strip()
    return next((word for word in column.words if word.casefold() == wanted), value)


def _number_of(value: object) -> Decimal | None:
    """An exact number of a size that can be worked with."""
    if not isinstance(value, str | int | Decimal):
        return None
    try:
        found = Decimal(value.strip() if isinstance(value, str) else value)
    except ArithmeticError:
        return None
    return found if found.is_finite() and abs(found.adjusted()) <= _MOST_DIGITS else None


def _is_known(sql: str) -> str:
    """True where there is a value, unknown where there is none."""
    return f"({sql} IS NOT NULL OR NULL)"


def _within(value: int) -> int:
    return max(-MOST_INTEGER, min(MOST_INTEGER, value))


def _by_units() -> Iterator[tuple[int, list[str]]]:
    """Currency codes by the number of their decimals."""
    known = sorted(
        (found.minor_units, code)
        for code, found in currencies().items()
        if found.minor_units is not None and code.isascii() and code.isalnum()
    )
    for units, group in groupby(known, key=lambda pair: pair[0]):
        yield units, [code for _units, code in group]
