"""The small expression language of `--where` and of `required when`: parsed by hand, never eval.

    status = 'frozen' and (value >= 1000.50 or kinds contains 'SEA') and expires_on <= 2026-03-01
    not (country in ('CH', 'LI')) and owner is known

What is not known stays not known, as in SQL: a comparison with an unknown value is neither true nor
false, and only what is certainly true counts. The tree is plain data, so that a store can translate
it to SQL and select the same rows. How values compare stands in `expression_values`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

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
from asset_recovery.domain.expression_values import compare, contains, is_known, is_one_of, truth

__all__ = [
    "MAX_DEPTH",
    "MAX_LENGTH",
    "And",
    "Compare",
    "Contains",
    "Known",
    "Literal",
    "Name",
    "Node",
    "Not",
    "OneOf",
    "Operand",
    "Or",
    "Truth",
    "evaluate",
    "names",
    "parse",
    "require_names",
]

MAX_LENGTH = 2_000
MAX_DEPTH = 40
KEYWORDS = frozenset(
    ("and", "or", "not", "in", "contains", "is", "known", "unknown", "true", "false")
)


_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<date>\d{4}-\d{2}-\d{2}(?![\w.-]))
    |(?P<number>-?\d+(?:\.\d+)?(?![\w.-]))
    |(?P<text>'(?:[^']|'')*'|"(?:[^"]|"")*")
    |(?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)
    |(?P<operator><=|>=|!=|==|<>|=|<|>)
    |(?P<mark>[(),])""",
    re.VERBOSE | re.ASCII,
)
_SAME_OPERATOR = {"==": "=", "<>": "!="}


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


def parse(text: str, field: str = "where") -> Node:
    """The tree of an expression.

    Raises ValidationFailed (`field_invalid`, or `field_too_long` over 2,000 characters) for the
    argument `field`, with the place of the fault counted from 1.
    """
    if len(text) > MAX_LENGTH:
        raise invalid(
            field,
            f"The condition has {len(text)} characters; at most {MAX_LENGTH} are read. Shorten it.",
            "field_too_long",
        )
    return _Parser(text, field).whole()


def evaluate(node: Node, values: Mapping[str, object]) -> bool:
    """Whether the expression is certainly true for these values (a missing name is unknown)."""
    return _judge(node, values) is True


def names(node: Node) -> frozenset[str]:
    """Every name that the expression uses."""
    return frozenset(name.text for name in _names(node))


def require_names(node: Node, allowed: Collection[str], field: str = "where") -> None:
    """Refuse an expression that uses a name outside `allowed`, saying where and what there is."""
    for name in sorted(_names(node), key=lambda found: found.at):
        if name.text not in allowed:
            raise invalid(
                field,
                f"At character {name.at + 1}: there is no field '{name.text}'. Put texts in "
                f"quotation marks, or use one of: {', '.join(sorted(allowed))}.",
            )


class _Parser:
    """Recursive descent: or, and, not, comparison."""

    def __init__(self, text: str, field: str) -> None:
        self._text, self._field = text, field
        self._tokens = list(self._scan())
        self._next = 0
        self._depth = 0

    def whole(self) -> Node:
        node = self._either()
        if self._token.kind != "end":
            raise self._fault(
                "'and', 'or', a comparison (= != < <= > >=), in (…), contains 'text', is known, "
                "is unknown or the end of the condition was expected"
            )
        return node

    def _scan(self) -> Iterator[_Token]:
        at = 0
        while at < len(self._text):
            match = _TOKEN.match(self._text, at)
            if match is None or match.lastgroup is None:
                raise self._fault_at(at, "is not understood", self._text[at])
            kind, text = match.lastgroup, match.group()
            if kind == "name" and text.lower() in KEYWORDS:
                kind, text = "word", text.lower()
            if kind != "space":
                yield _Token(kind, text, at)
            at = match.end()
        yield _Token("end", "", at)

    @property
    def _token(self) -> _Token:
        return self._tokens[self._next]

    def _take(self, *texts: str) -> bool:
        """Step over the next token if it is one of these words, operators or marks."""
        token = self._token
        if token.kind in ("word", "operator", "mark") and token.text in texts:
            self._next += 1
            return True
        return False

    def _fault(self, expected: str) -> ValidationFailed:
        found = self._token.text or "the end"
        return self._fault_at(self._token.at, f"stands where {expected}", found)

    def _fault_at(self, at: int, what: str, found: str) -> ValidationFailed:
        return invalid(self._field, f"At character {at + 1} of the condition: '{found}' {what}.")

    def _either(self) -> Node:
        parts = [self._both()]
        while self._take("or"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _both(self) -> Node:
        parts = [self._negation()]
        while self._take("and"):
            parts.append(self._negation())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _negation(self) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._fault(f"no more than {MAX_DEPTH} brackets or negations may be nested")
        try:
            if self._take("not"):
                return Not(self._negation())
            if self._take("("):
                inner = self._either()
                self._need(")")
                return inner
            return self._comparison()
        finally:
            self._depth -= 1

    def _need(self, mark: str) -> None:
        if not self._take(mark):
            raise self._fault(f"'{mark}' was expected")

    def _comparison(self) -> Node:
        left = self._operand()
        if self._token.kind == "operator":
            operator = self._token.text
            self._next += 1
            return Compare(left, _SAME_OPERATOR.get(operator, operator), self._operand())
        if self._take("is"):
            return self._knowledge(left)
        if self._take("not"):
            return Not(self._membership(left))
        if self._token.kind == "word" and self._token.text in ("in", "contains"):
            return self._membership(left)
        if isinstance(left, Literal) and not isinstance(left.value, bool):
            raise self._fault("a comparison was expected")
        return Truth(left)

    def _knowledge(self, operand: Operand) -> Node:
        negated = self._take("not")
        if self._take("known"):
            return Not(Known(operand)) if negated else Known(operand)
        if self._take("unknown"):
            return Known(operand) if negated else Not(Known(operand))
        raise self._fault("'known' or 'unknown' was expected")

    def _membership(self, left: Operand) -> Node:
        if self._take("contains"):
            return Contains(left, self._operand())
        if not self._take("in"):
            raise self._fault("'in' or 'contains' was expected")
        self._need("(")
        values = [self._literal()]
        while self._take(","):
            values.append(self._literal())
        self._need(")")
        return OneOf(left, tuple(values))

    def _literal(self) -> Literal:
        operand = self._operand()
        if isinstance(operand, Name):
            raise self._fault_at(
                operand.at, "is a name; a list holds texts in quotation marks", operand.text
            )
        return operand

    def _operand(self) -> Operand:
        token = self._token
        if token.kind == "word" and token.text in ("true", "false"):
            self._next += 1
            return Literal(token.text == "true")
        if token.kind not in ("name", "text", "number", "date"):
            raise self._fault("a name or a value was expected")
        self._next += 1
        if token.kind == "name":
            return Name(token.text, token.at)
        return Literal(self._value(token))

    def _value(self, token: _Token) -> str | Decimal | date:
        if token.kind == "number":
            return Decimal(token.text)
        if token.kind == "text":
            quote = token.text[0]
            return token.text[1:-1].replace(quote * 2, quote)
        try:
            return date.fromisoformat(token.text)
        except ValueError:
            raise self._fault_at(token.at, "is not a day of the calendar", token.text) from None


def _look_up(operand: Operand, values: Mapping[str, object]) -> object:
    if isinstance(operand, Literal):
        return operand.value
    if operand.text in values:
        return values[operand.text]
    found: object = values
    for part in operand.text.split("."):
        if not isinstance(found, Mapping):
            return None
        found = found.get(part)
    return found


def _judge(node: Node, values: Mapping[str, object]) -> bool | None:
    """True, false, or None where it cannot be known."""
    match node:
        case Not(part):
            verdict = _judge(part, values)
            return None if verdict is None else not verdict
        case And(parts):
            return _all(_judge(part, values) for part in parts)
        case Or(parts):
            either = _all(_opposite(_judge(part, values)) for part in parts)
            return _opposite(either)
    return _judge_leaf(node, values)


def _judge_leaf(
    node: Compare | OneOf | Contains | Known | Truth, values: Mapping[str, object]
) -> bool | None:
    match node:
        case Compare(left, operator, right):
            return compare(_look_up(left, values), operator, _look_up(right, values))
        case OneOf(item, choices):
            return is_one_of(_look_up(item, values), [choice.value for choice in choices])
        case Contains(whole, part):
            return contains(_look_up(whole, values), _look_up(part, values))
        case Known(operand):
            return is_known(_look_up(operand, values))
        case Truth(operand):
            return truth(_look_up(operand, values))


def _opposite(verdict: bool | None) -> bool | None:
    return None if verdict is None else not verdict


def _all(verdicts: Iterator[bool | None]) -> bool | None:
    outcome: bool | None = True
    for verdict in verdicts:
        if verdict is False:
            return False
        if verdict is None:
            outcome = None
    return outcome


def _names(node: Node) -> Iterator[Name]:
    match node:
        case Not(part):
            yield from _names(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _names(part)
        case Compare(left, _, right) | Contains(left, right):
            yield from (operand for operand in (left, right) if isinstance(operand, Name))
        case OneOf(operand, _) | Known(operand) | Truth(operand):
            if isinstance(operand, Name):
                yield operand
