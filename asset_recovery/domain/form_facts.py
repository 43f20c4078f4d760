"""Forms that an office installed itself, and the versions with which a request was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# (form id, version, SHA-256 of its text in hex): which text of a form a paper was made with.
Pin = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class OfficeForm:
    """The text of a form file that the office installed, in force from a day of its choice."""

    name: str
    text: str
    since: date
