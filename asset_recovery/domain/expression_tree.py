"""The tree of an expression as plain data, so that a store can translate it to SQL."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Name:
    """A column or field; dots lead into it (`asset.value`). `at`: its 0-based place in the text."""

    text: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Literal:
    """A written value: text, exact number, date, or true and false."""

    value: str | Decimal | date | bool


Operand = Name | Literal


@dataclass(frozen=True, slots=True)
class Compare:
    """`left operator right`; the operator is one of `=`, `!=`, `<`, `<=`, `>`, `>=`."""

    left: Operand
    operator: str
    right: Operand


@dataclass(frozen=True, slots=True)
class OneOf:
    """`item in (values)`."""

    item: Operand
    values: tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class Contains:
    """`whole contains part`: part of a text (upper and lower case alike) or member of a list."""

    whole: Operand
    part: Operand


@dataclass(frozen=True, slots=True)
class Known:
    """`operand is known`: there is a value, and it is not an empty text or list."""

    operand: Operand


@dataclass(frozen=True, slots=True)
class Truth:
    """An operand that stands alone (`is_urgent`)."""

    operand: Operand


@dataclass(frozen=True, slots=True)
class Not:
    """`not part`."""

    part: Node


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part holds."""

    parts: tuple[Node, ...]


Node = Compare | OneOf | Contains | Known | Truth | Not | And | Or
