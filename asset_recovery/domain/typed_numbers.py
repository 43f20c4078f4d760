"""Numbers as people type them: grouped or not, point or comma, "1.2m"; never guessed."""

from __future__ import annotations

import re
from decimal import Decimal

from asset_recovery.domain.errors import ValidationFailed, invalid
from asset_recovery.i18n import _

_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " "})
_SIGNS = str.maketrans({"’": "'", "ʼ": "'", "\u2212": "-"})
_SHAPE = re.compile(
    r"(?P<sign>[+-]?) ?(?P<body>[0-9][0-9 .,']*?) ?(?:(?P<size>k|tsd|m|mn|mio|bn|mrd)\.?)?",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:([ .,'])[0-9]{3})(?:\1[0-9]{3})*")
_LAKHS = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")
_SIZES = {"k": 3, "tsd": 3, "m": 6, "mn": 6, "mio": 6, "bn": 9, "mrd": 9}
_LONGEST = 60


def _refused(text: str, field: str) -> ValidationFailed:
    return invalid(
        field,
        _("{text!r} is not an amount. Write it like 1 234 567,89 or 1,234,567.89 or 1.2m.").format(
            text=text[:40]
        ),
    )


def _ambiguous(text: str, field: str) -> ValidationFailed:
    return invalid(
        field,
        _(
            "{text!r} can be read in two ways: the sign before the last three digits may "
            "part thousands or decimals. Write it without that sign, or with decimals."
        ).format(text=text[:40]),
    )


def _digits(whole: str) -> str | None:
    """The digits of a whole number, with or without one kind of grouping sign."""
    if whole.isdigit():
        return whole
    if _GROUPED.fullmatch(whole) or _LAKHS.fullmatch(whole):
        return re.sub(r"[ .,']", "", whole)
    return None


def _parted(body: str, may_have_decimals: bool) -> tuple[str, str] | None:
    """Whole part and decimals of a body; None where both readings are possible."""
    marks = [sign for sign in body if sign in ".,"]
    if not marks:
        return body, ""
    last = marks[-1]
    whole, _mark, part = body.rpartition(last)
    if len(set(marks)) == 1 and len(marks) > 1:
        return body, ""
    alone = len(marks) == 1 and whole.isdigit()
    if alone and len(part) == 3 and len(whole) <= 3 and not whole.startswith("0"):
        return None if may_have_decimals else (body, "")
    return whole, part


def read_number(text: str, decimals: int, field: str = "amount") -> Decimal:
    """The number that a person typed, exact; `decimals`: how many the currency has.

    Spaces, apostrophes, points and commas may group; a sign that occurs once before the last
    three digits is refused (`field_invalid`) as soon as decimals are possible at all.
    """
    plain = text.translate(_SPACES).translate(_SIGNS).strip()
    match = _SHAPE.fullmatch(plain) if len(plain) <= _LONGEST and plain.isascii() else None
    if match is None:
        raise _refused(text, field)
    size = match.group("size")
    parted = _parted(match.group("body"), bool(size) or decimals > 0)
    if parted is None:
        raise _ambiguous(text, field)
    whole, part = _digits(parted[0]), parted[1]
    if whole is None or (part and not part.isdigit()) or match.group("body")[-1] in ".,'":
        raise _refused(text, field)
    number = Decimal(f"{whole}.{part or '0'}")
    shifted = number.scaleb(_SIZES[size.lower()]) if size else number
    return -shifted if match.group("sign") == "-" else shifted
