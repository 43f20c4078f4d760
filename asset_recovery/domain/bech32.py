"""Segregated-witness addresses of Bitcoin: bech32 (BIP-173) and bech32m (BIP-350)."""

from __future__ import annotations

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_BECH32 = 1
_BECH32M = 0x2BC830A3
_LONGEST = 90
_CHECKSUM_LENGTH = 6
_HIGHEST_VERSION = 16
_PROGRAM_LENGTHS = range(2, 41)
_FIRST_VERSION_LENGTHS = (20, 32)
_NETWORKS = {"bc": True, "tb": False, "bcrt": False}


class AddressError(ValueError):
    """Why a text is no such address, as a sentence."""


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, part in enumerate(_GENERATOR):
            check ^= part if (top >> place) & 1 else 0
    return check


def _expanded(network: str) -> list[int]:
    return [ord(letter) >> 5 for letter in network] + [0] + [ord(letter) & 31 for letter in network]


def _program(groups: list[int]) -> bytes:
    """Groups of five bits as bytes; what is left over must be fewer than five bits, all zero."""
    held = bits = 0
    found = bytearray()
    for group in groups:
        held = (held << 5 | group) & 0xFFF
        bits += 5
        if bits >= 8:
            bits -= 8
            found.append(held >> bits & 0xFF)
    if bits >= 5 or held & ((1 << bits) - 1):
        raise AddressError("The address ends in bits that no address has.")
    return bytes(found)


def _parts(address: str) -> tuple[str, list[int]]:
    if len(address) > _LONGEST:
        raise AddressError(f"The address is longer than {_LONGEST} characters.")
    if address not in (address.lower(), address.upper()):
        raise AddressError("The address mixes capital and small letters.")
    network, mark, data = address.lower().rpartition("1")
    if not mark or network not in _NETWORKS:
        raise AddressError("The address does not begin with bc1.")
    places = [_ALPHABET.find(letter) for letter in data]
    if -1 in places or len(places) <= _CHECKSUM_LENGTH:
        raise AddressError("The address holds characters that no address has, or is too short.")
    return network, places


def check_segwit(address: str) -> bool:
    """True for an address of the main network, False for one of a test network.

    Raises `AddressError` with the reason where it is neither.
    """
    network, places = _parts(address)
    kind = _polymod(_expanded(network) + places)
    if kind not in (_BECH32, _BECH32M):
        raise AddressError("The checksum does not fit: a character is wrong.")
    version = places[0]
    program = _program(places[1:-_CHECKSUM_LENGTH])
    if version > _HIGHEST_VERSION or len(program) not in _PROGRAM_LENGTHS:
        raise AddressError("The address has a version or length that does not exist.")
    if version == 0 and len(program) not in _FIRST_VERSION_LENGTHS:
        raise AddressError("The address has a length that does not exist for its version.")
    if kind != (_BECH32M if version else _BECH32):
        raise AddressError("The checksum is of the wrong kind for the version of the address.")
    return _NETWORKS[network]
