"""Cells that a spreadsheet might take for formulas are written so that it cannot."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from asset_recovery.domain.money import Money


class PlainNumber(str):
    """A number as a file writes it, sign and all: kept as it stands, without a mark."""

    __slots__ = ()


Cell = str | int | Decimal | date | datetime | bool | Money | None

# Signs that open a formula, by themselves or after what spreadsheets strip, and full-width twins.
_OPENERS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def is_number(value: Cell) -> bool:
    """Whether a cell is typed as a number; such cells need no mark."""
    return isinstance(value, (int, Decimal, Money, PlainNumber)) and not isinstance(value, bool)


def cell_text(value: Cell) -> str:
    """A cell as text: ISO dates, plain numbers, nothing for None. Money is its amount."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Money):
        return value.amount
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date) else str(value)


def is_risky(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula."""
    return text.startswith(_OPENERS)


def safe_text(text: str) -> str:
    """The text with a leading apostrophe where a spreadsheet could take it for a formula."""
    return f"'{text}" if is_risky(text) else text


def unmarked(text: str) -> str:
    """A text without the apostrophe that `safe_text` gave it."""
    return text[1:] if text.startswith("'") and is_risky(text[1:]) else text


def number_of(value: Cell) -> Decimal | None:
    """The value for a column's control sum; None where it is no number."""
    if not is_number(value) or isinstance(value, str):
        return None
    return value.decimal if isinstance(value, Money) else Decimal(str(value))
