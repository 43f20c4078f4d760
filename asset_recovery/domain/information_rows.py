"""Rows of the registers of what was asked for, told and reported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class InformationRow:
    """A question to a register; `state` is open, late or answered."""

    id: int
    reference: str
    case: str
    on: date
    to: str
    register: str
    gateway: str
    handling: str
    due: date | None
    answered: date | None
    result: str | None
    state: str


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    """Something that left the office; `way` is the action by which it did."""

    id: int
    reference: str
    case: str
    on: date
    way: str
    to: str
    basis: str


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report received; who made it and what was said stands in no list."""

    id: int
    reference: str
    case: str | None
    on: date
    source: str
    handling: str
    feedback: str | None
