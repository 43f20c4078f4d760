"""Identifiers of assets: one normal spelling each, and whether their check digits fit.

The one file of this room that uses libraries (python-stdnum, base58, pycryptodome), each
imported inside the function that needs it, so that reading this file costs nothing. A failed check
is a warning for people (foreign, old or forged numbers are recorded as found), never a block.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import partial

from asset_recovery.domain.bech32 import AddressError, check_segwit
from asset_recovery.domain.errors import invalid
from asset_recovery.domain.identifier_check import IdentifierCheck
from asset_recovery.domain.identifier_forms import CHECKS as FORMS
from asset_recovery.i18n import _

_LONGEST = 200
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212\u00ad\u200b-\u200f\u2060\ufeff]+")
_ASSET = re.compile(r"([A-Z]{3})([0-9]{4})([0-9]{6})([0-9A-Z])((?:[0-9]{2})*)")
_HIGHEST_SERIAL = 999_999
_BASE58 = re.compile(r"[1-9A-HJ-NP-Za-km-z]+")
_MAIN_VERSIONS = (0x00, 0x05)
_TEST_VERSIONS = (0x6F, 0xC4)
_TRON_VERSION = 0x41
_VIN_VALUES = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", map(int, "12345678123457923456789"), strict=True))
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_ADDRESS_BYTES = 21
_CASE_MATTERS = frozenset({"btc", "tron", "sol", "xmr"})
_LOWER_CASE = frozenset({"eth", "txid", "domain"})
_AS_TYPED = frozenset({"caip2", "caip19", "domain"})  # their hyphens and dots belong to them


def _bare(value: str) -> str:
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", value))


def normalise_identifier(kind: str, value: str) -> str:
    """The spelling by which two identifiers are the same: capitals, no blanks, no hyphens.

    Wallet addresses keep their case where it matters; addresses in hex or bech32 become small.
    """
    bare = _bare(value)
    if kind in _AS_TYPED:
        whole = "".join(unicodedata.normalize("NFKC", value).split())
        return whole.lower() if kind in _LOWER_CASE else whole
    if kind in _CASE_MATTERS:
        is_segwit = kind == "btc" and bare[:3].lower() in ("bc1", "tb1")
        return bare.lower() if is_segwit else bare
    if kind in _LOWER_CASE:
        return bare.lower()
    if kind == "asset":
        return _asset_spelling(bare.upper())
    return bare.upper().removeprefix("IMO") if kind == "imo" else bare.upper()


def _asset_spelling(bare: str) -> str:
    found = _ASSET.fullmatch(bare)
    if not found:
        return bare
    prefix, year, serial, check, children = found.groups()
    suffixes = [children[place : place + 2] for place in range(0, len(children), 2)]
    return "-".join([prefix, year, serial, check, *suffixes])


def asset_number(prefix: str, year: int, serial: int) -> str:
    """The office's number for an asset, such as ARO-2026-000017-M.

    The last character is ISO/IEC 7064 MOD 37,36 over letters and digits. Raises `ValidationFailed`
    for a prefix that is not three letters, a year not of four digits or a serial above 999,999.
    """
    from stdnum.iso7064 import mod_37_36

    if not re.fullmatch("[A-Z]{3}", prefix):
        raise invalid("prefix", _("The prefix of asset numbers is three capital letters."))
    if not 1000 <= year <= 9999:
        raise invalid("year", _("The year of an asset number has four digits."))
    if not 1 <= serial <= _HIGHEST_SERIAL:
        raise invalid("serial", _("The serial of an asset number is from 1 to 999999."))
    check = mod_37_36.calc_check_digit(f"{prefix}{year}{serial:06d}")
    return f"{prefix}-{year}-{serial:06d}-{check}"


def _check_asset(value: str, normal: str) -> IdentifierCheck:
    from stdnum.iso7064 import mod_37_36

    found = _ASSET.fullmatch(normal.replace("-", ""))
    if not found:
        reason = _("An asset number has the form AAA-YYYY-NNNNNN-C, such as ARO-2026-000017-M.")
        return IdentifierCheck(False, reason, normal=normal)
    due = mod_37_36.calc_check_digit("".join(found.groups()[:3]))
    if found.group(4) != due:
        reason = _("The check character does not fit: for these digits it is {due}.")
        return IdentifierCheck(False, reason.format(due=due), normal=normal)
    return IdentifierCheck(True, _("The check character fits."), normal=normal)


def _by_library(check: Callable[[str], str], name: str, value: str, normal: str) -> IdentifierCheck:
    """Check by a function of python-stdnum; its exceptions become sentences."""
    from stdnum import exceptions

    try:
        check(normal)
    except exceptions.InvalidChecksum:
        reason = _("The check digits of the {name} do not fit: a character is wrong.")
    except exceptions.InvalidLength:
        reason = _("This {name} has the wrong number of characters.")
    except exceptions.InvalidComponent:
        reason = _("This {name} names a country or part that does not exist.")
    except exceptions.ValidationError:
        reason = _("This {name} has characters where none of that kind belong.")
    else:
        return IdentifierCheck(
            True, _("The {name} is well formed.").format(name=name), False, normal
        )
    return IdentifierCheck(False, reason.format(name=name), normal=normal)


def _check_iban(value: str, normal: str) -> IdentifierCheck:
    from stdnum import iban

    # Account numbers inside an IBAN follow national rules that change; the check is mod 97.
    return _by_library(partial(iban.validate, check_country=False), "IBAN", value, normal)


def _check_bic(value: str, normal: str) -> IdentifierCheck:
    from stdnum import bic

    return _by_library(bic.validate, "BIC", value, normal)


def _check_isin(value: str, normal: str) -> IdentifierCheck:
    from stdnum import isin

    return _by_library(isin.validate, "ISIN", value, normal)


def _check_lei(value: str, normal: str) -> IdentifierCheck:
    from stdnum import lei

    if not re.fullmatch("[0-9A-Z]{18}[0-9]{2}", normal):
        reason = _("An LEI has 18 letters or digits and two check digits.")
        return IdentifierCheck(False, reason, normal=normal)
    return _by_library(lei.validate, "LEI", value, normal)


def _check_imo(value: str, normal: str) -> IdentifierCheck:
    from stdnum import imo

    if not re.fullmatch("[0-9]{7}", normal):
        return IdentifierCheck(False, _("An IMO number has seven digits."), normal=normal)
    return _by_library(imo.validate, "IMO number", value, normal)


def _check_imei(value: str, normal: str) -> IdentifierCheck:
    from stdnum import imei

    if not re.fullmatch("[0-9]{15}", normal):
        reason = _("An IMEI has 15 digits, the last of them a check digit.")
        return IdentifierCheck(False, reason, normal=normal)
    return _by_library(imei.validate, "IMEI", value, normal)


def _is_north_american(vin: str) -> bool:
    """Makers' codes 1 to 5 and 7F to 70 belong to the United States, Canada and Mexico."""
    return vin[0] in "12345" or (vin[0] == "7" and vin[1] not in "ABCDE")


def _vin_check_character(vin: str) -> str:
    """The ninth character by 49 CFR 565.15: weighted values of the others, modulo 11."""
    rest = sum(
        weight * (int(letter) if letter.isdigit() else _VIN_VALUES[letter])
        for weight, letter in zip(_VIN_WEIGHTS, vin, strict=True)
    )
    return "0123456789X"[rest % 11]


def _check_vin(value: str, normal: str) -> IdentifierCheck:
    if not re.fullmatch("[0-9A-HJ-NPR-Z]{17}", normal):
        reason = _("A VIN has 17 letters and digits, without I, O and Q.")
        return IdentifierCheck(False, reason, normal=normal)
    if _vin_check_character(normal) == normal[8]:
        return IdentifierCheck(True, _("The check digit of the VIN fits."), normal=normal)
    if _is_north_american(normal):
        reason = _("The check digit of this North American VIN does not fit; compare it again.")
        return IdentifierCheck(False, reason, True, normal)
    reason = _("The VIN is well formed; makers outside North America need not use the check digit.")
    return IdentifierCheck(True, reason, True, normal)


def _check_btc(value: str, normal: str) -> IdentifierCheck:
    try:
        if normal[:3].lower() in ("bc1", "tb1", "bcr"):
            is_main = check_segwit(_bare(value))
        else:
            is_main = _base58_version(normal) in _MAIN_VERSIONS
    except AddressError as wrong:
        return IdentifierCheck(False, _(str(wrong)), normal=normal)
    if is_main:
        return IdentifierCheck(True, _("The checksum of the address fits."), normal=normal)
    reason = _("The checksum fits, but the address is of a test network and holds no value.")
    return IdentifierCheck(True, reason, True, normal)


def _base58_payload(address: str) -> bytes:
    import base58

    if not _BASE58.fullmatch(address):
        raise AddressError("The address holds characters that no address has.")
    try:
        payload: bytes = base58.b58decode_check(address)
    except ValueError:
        raise AddressError("The checksum does not fit: a character is wrong.") from None
    if len(payload) != _ADDRESS_BYTES:
        raise AddressError("The address has the wrong length.")
    return payload


def _base58_version(address: str) -> int:
    version = _base58_payload(address)[0]
    if version not in (*_MAIN_VERSIONS, *_TEST_VERSIONS):
        raise AddressError("The checksum fits, but it is no address of Bitcoin.")
    return version


def _check_tron(value: str, normal: str) -> IdentifierCheck:
    try:
        version = _base58_payload(normal)[0]
    except AddressError as wrong:
        return IdentifierCheck(False, _(str(wrong)), normal=normal)
    if version != _TRON_VERSION:
        reason = _("The checksum fits, but it is no address of Tron, which begins with T.")
        return IdentifierCheck(False, reason, normal=normal)
    return IdentifierCheck(True, _("The checksum of the address fits."), normal=normal)


def eth_spelling(address: str) -> str:
    """An Ethereum address of 40 hex digits after 0x, with capitals as EIP-55 sets them."""
    from Crypto.Hash import keccak

    digits = address[2:].lower()
    digest = keccak.new(digest_bits=256, data=digits.encode("ascii")).hexdigest()
    raised = (
        digit.upper() if int(mark, 16) > 7 else digit
        for digit, mark in zip(digits, digest, strict=False)
    )
    return "0x" + "".join(raised)


def _check_eth(value: str, normal: str) -> IdentifierCheck:
    typed = _bare(value)
    if not re.fullmatch("0x[0-9a-fA-F]{40}", typed):
        reason = _("An Ethereum address is 0x and 40 hex digits.")
        return IdentifierCheck(False, reason, normal=normal)
    if typed[2:] in (typed[2:].lower(), typed[2:].upper()):
        reason = _("The address is well formed; in this spelling it carries no checksum.")
        return IdentifierCheck(True, reason, normal=normal)
    if typed != eth_spelling(typed):
        reason = _("The capitals, which are the checksum, do not fit: a character is wrong.")
        return IdentifierCheck(False, reason, normal=normal)
    return IdentifierCheck(True, _("The checksum of the address fits."), normal=normal)


_CHECKS: dict[str, Callable[[str, str], IdentifierCheck]] = {
    "asset": _check_asset,
    "iban": _check_iban,
    "bic": _check_bic,
    "isin": _check_isin,
    "lei": _check_lei,
    "imo": _check_imo,
    "imei": _check_imei,
    "vin": _check_vin,
    "btc": _check_btc,
    "eth": _check_eth,
    "tron": _check_tron,
    **FORMS,
}
CHECKED_KINDS = frozenset(_CHECKS)


def check_identifier(kind: str, value: str) -> IdentifierCheck:
    """Whether the check digits of an identifier fit; `kind` is one of `CHECKED_KINDS`.

    Raises `ValidationFailed` with `field_invalid` for another kind; a wrong value is a result.
    """
    check = _CHECKS.get(kind)
    if check is None:
        sentence = _("{kind} has no check digits that are known here. Use one of {kinds}.")
        raise invalid("kind", sentence.format(kind=kind[:40], kinds=", ".join(_CHECKS)))
    if len(value) > _LONGEST:
        return IdentifierCheck(False, _("No identifier of this kind is so long."))
    normal = normalise_identifier(kind, value)
    if not normal.isascii() or not normal:
        return IdentifierCheck(
            False, _("It holds other characters than A–Z and 0–9."), normal=normal
        )
    return check(value, normal)
