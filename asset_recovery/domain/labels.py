"""What a label says to a scanner: `ARO1;asset_number;case_number;check` (OPS-12)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

MARK = "ARO1"
_ASSET_NUMBER = re.compile(r"([A-Z]{3})-\d{4}-\d{6}-[0-9A-Z]")
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f\ufeff\u200b\u2060]")
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Payload:
    """A code as it was read: the numbers of asset and case, and the check character."""

    asset: str
    case: str
    check: str


def check_character(asset: str, case: str, copy: int = 1) -> str:
    """ISO/IEC 7064 MOD 37,36 over the letters and digits of both numbers.

    From the second copy on the number of the copy follows them, so that a scan tells a voided label
    from the one that took its place. Letters beyond A–Z count by their code.
    """
    from stdnum.iso7064 import mod_37_36  # noqa: PLC0415 - only where labels are made or read

    more = "" if copy == 1 else str(copy)
    return str(mod_37_36.calc_check_digit(f"{_plain(asset)}{_plain(case)}{more}"))


def _plain(number: str) -> str:
    """The letters and digits of a number in the alphabet of the check."""
    return "".join(
        letter if letter in _ALPHABET else _ALPHABET[ord(letter) % len(_ALPHABET)]
        for letter in number.upper()
        if letter.isalnum()
    )


def payload(asset: str, case: str, copy: int = 1) -> str:
    """What the QR code of a label holds; no name, no address, no value."""
    return f"{MARK};{asset};{case};{check_character(asset, case, copy)}"


def cleaned(text: str) -> str:
    """What a scanner typed without blanks around it and what it sends before and after a code."""
    return _UNPRINTED.sub("", text).strip()


def read_payload(text: str) -> Payload | None:
    """The parts of a payload, whatever its capitals; None where it is none."""
    parts = [part.strip() for part in cleaned(text).split(";")]
    if len(parts) != 4 or parts[0].upper() != MARK or not all(parts):
        return None
    return Payload(parts[1], parts[2], parts[3].upper())


def copy_of(read: Payload, asset: str, case: str, copies: Iterable[int]) -> int | None:
    """Which copy of the label was read, the newest that fits; None: the check fits none."""
    for copy in sorted(copies, reverse=True):
        if check_character(asset, case, copy) == read.check:
            return copy
    return None


def office_of(number: str) -> str:
    """The office's letters of an asset number such as AMO-2026-000001-P; empty for another."""
    found = _ASSET_NUMBER.fullmatch(cleaned(number).upper())
    return found.group(1) if found else ""
