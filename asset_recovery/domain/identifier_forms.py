"""Identifiers whose form is known, most of them without a check digit of the kind that banks use.

Ships' radios (MMSI, ITU-R M.585), hulls (HIN, ISO 10087), aircraft (ICAO 24-bit), horses (UELN),
microchips (ISO 11784), articles (GTIN-13), securities (FIGI), containers (ISO 6346), dangerous
goods (UN numbers), chains and their assets (CAIP-2, CAIP-19), transactions, Solana, Monero.
A form that does not fit is a warning: foreign and old numbers are recorded as they were found.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from asset_recovery.domain.identifier_check import IdentifierCheck
from asset_recovery.i18n import N_, _

Check = Callable[[str, str], IdentifierCheck]

_SOLANA_BYTES = 32
_CARD_DIGITS = 4


def _formed(pattern: str, wrong: str, right: str, *, warning_only: bool = False) -> Check:
    """A check of the form alone."""
    compiled = re.compile(pattern, re.ASCII)

    def check(_value: str, normal: str) -> IdentifierCheck:
        if compiled.fullmatch(normal):
            return IdentifierCheck(True, _(right), normal=normal)
        return IdentifierCheck(False, _(wrong), warning_only, normal)

    return check


def _check_mmsi(_value: str, normal: str) -> IdentifierCheck:
    if not re.fullmatch("[0-9]{9}", normal):
        return IdentifierCheck(False, _("An MMSI has nine digits."), normal=normal)
    if normal[0] in "234567":
        return IdentifierCheck(True, _("The MMSI is that of a ship."), normal=normal)
    reason = _("The MMSI is well formed, but a ship's begins with 2 to 7; this is another station.")
    return IdentifierCheck(True, reason, True, normal)


def _check_gtin(_value: str, normal: str) -> IdentifierCheck:
    """GS1 General Specifications: digits weighted 3 and 1 from the right, modulo 10."""
    if not re.fullmatch("[0-9]{8}|[0-9]{12,14}", normal):
        return IdentifierCheck(False, _("A GTIN has 8, 12, 13 or 14 digits."), normal=normal)
    if _luhn_like(normal[:-1]) != int(normal[-1]):
        reason = _("The check digit of the GTIN does not fit: a digit is wrong.")
        return IdentifierCheck(False, reason, normal=normal)
    return IdentifierCheck(True, _("The check digit of the GTIN fits."), normal=normal)


def _luhn_like(digits: str) -> int:
    weighted = (int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(digits[::-1]))
    return -sum(weighted) % 10


def _check_figi(_value: str, normal: str) -> IdentifierCheck:
    from stdnum import exceptions, figi  # noqa: PLC0415 - heavy

    try:
        figi.validate(normal)
    except exceptions.ValidationError:
        reason = _("A FIGI has twelve characters and its check digit; this one does not fit.")
        return IdentifierCheck(False, reason, normal=normal)
    return IdentifierCheck(True, _("The check digit of the FIGI fits."), normal=normal)


def _check_container(_value: str, normal: str) -> IdentifierCheck:
    from stdnum import exceptions, iso6346  # noqa: PLC0415 - heavy

    try:
        iso6346.validate(normal)
    except exceptions.InvalidChecksum:
        reason = _("The check digit of the container number does not fit.")
        return IdentifierCheck(False, reason, normal=normal)
    except exceptions.ValidationError:
        reason = _("A container number has four letters and seven digits.")
        return IdentifierCheck(False, reason, normal=normal)
    return IdentifierCheck(True, _("The check digit of the container number fits."), normal=normal)


def _check_sol(_value: str, normal: str) -> IdentifierCheck:
    import base58  # noqa: PLC0415 - heavy

    try:
        fits = len(base58.b58decode(normal)) == _SOLANA_BYTES
    except ValueError:
        fits = False
    if not fits:
        reason = _("A Solana address is 32 bytes in base 58: 32 to 44 characters.")
        return IdentifierCheck(False, reason, normal=normal)
    reason = _("The address is well formed; Solana addresses carry no checksum.")
    return IdentifierCheck(True, reason, normal=normal)


def _check_xmr(_value: str, normal: str) -> IdentifierCheck:
    if not re.fullmatch("[48][1-9A-HJ-NP-Za-km-z]{94}|4[1-9A-HJ-NP-Za-km-z]{105}", normal):
        reason = _("A Monero address has 95 characters and begins with 4 or 8.")
        return IdentifierCheck(False, reason, normal=normal)
    reason = _("The address is well formed; its payments show only to who has the view key.")
    return IdentifierCheck(True, reason, True, normal)


def _check_card(_value: str, normal: str) -> IdentifierCheck:
    if re.fullmatch(f"[0-9]{{{_CARD_DIGITS}}}", normal):
        return IdentifierCheck(True, _("The last four digits of a card."), normal=normal)
    reason = _("Only the last four digits of a card are kept, never its full number.")
    return IdentifierCheck(False, reason, normal=normal)


CHECKS: dict[str, Check] = {
    "mmsi": _check_mmsi,
    "gtin": _check_gtin,
    "figi": _check_figi,
    "container": _check_container,
    "sol": _check_sol,
    "xmr": _check_xmr,
    "card_last4": _check_card,
    "txid": _formed(
        "(0x)?[0-9a-f]{64}",
        N_("A transaction number has 64 hex digits."),
        N_("The transaction number is well formed."),
        warning_only=True,
    ),
    "caip2": _formed(
        "[-a-z0-9]{3,8}:[-_a-zA-Z0-9]{1,32}",
        N_("A chain by CAIP-2 is written as eip155:1: a namespace, a colon, a reference."),
        N_("The chain is well formed by CAIP-2."),
    ),
    "caip19": _formed(
        "[-a-z0-9]{3,8}:[-_a-zA-Z0-9]{1,32}/[-a-z0-9]{3,8}:[-.%a-zA-Z0-9]{1,128}"
        "(/[-.%a-zA-Z0-9]{1,78})?",
        N_("An asset by CAIP-19 is written as eip155:1/erc20:0x…: a chain, a slash, an asset."),
        N_("The asset is well formed by CAIP-19."),
    ),
    "ueln": _formed(
        "[0-9]{3}[0-9A-Z]{12}",
        N_("A UELN has 15 characters, of which three digits name the country."),
        N_("The UELN is well formed."),
    ),
    "microchip": _formed(
        "[0-9]{15}",
        N_("A microchip by ISO 11784 has 15 digits; older chips have 9 or 10 characters."),
        N_("The number of the microchip is well formed."),
        warning_only=True,
    ),
    "hin": _formed(
        "[A-Z]{2}[A-Z0-9]{3}[A-HJ-NPR-Z0-9]{5}[A-L0-9][0-9]{3}|[A-HJ-NPR-Z0-9]{12}",
        N_("A hull number has 12 or 14 characters."),
        N_("The hull number is well formed."),
        warning_only=True,
    ),
    "icao24": _formed(
        "[0-9A-F]{6}",
        N_("An ICAO address has six hex digits."),
        N_("The ICAO address is well formed."),
    ),
    "registration_mark": _formed(
        "[A-Z0-9]{2,10}",
        N_("A registration mark is a nationality mark and up to five characters."),
        N_("The registration mark is well formed."),
        warning_only=True,
    ),
    "un_number": _formed(
        "(UN)?[0-9]{4}",
        N_("A UN number has four digits."),
        N_("The UN number is well formed."),
    ),
    "cfi": _formed(
        "[A-Z]{6}", N_("A CFI code has six letters."), N_("The CFI code is well formed.")
    ),
}
