"""Chains, tokens and addresses of virtual assets; quantities as whole numbers of base units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Context, Decimal
from typing import NamedTuple

from asset_recovery.domain.code_lists import code_list, more
from asset_recovery.domain.identifier_check import IdentifierCheck
from asset_recovery.domain.identifiers import check_identifier, normalise_identifier

DECIMALS = 18
_EXACT = Context(prec=80)  # whole units of a token beside its 18 decimals, never rounded
_CAIP2 = re.compile(r"[-a-z0-9]{3,8}:[-_a-zA-Z0-9]{1,32}", re.ASCII)
_TXID = re.compile(r"(?:0x)?[0-9a-f]{64}", re.ASCII)
_SHAPES = (
    ("btc", re.compile(r"(?:bc1|tb1|bcrt1)[0-9A-Za-z-]{4,}|[13][1-9A-HJ-NP-Za-km-z]{24,40}", re.A)),
    ("eth", re.compile(r"0[xX][0-9a-zA-Z]{20,60}", re.A)),
    ("tron", re.compile(r"T[1-9A-Za-z]{30,38}", re.A)),
)


class Spot(NamedTuple):
    """An address on a chain (a code of `chains`, or CAIP-2); both empty: not told."""

    address: str = ""
    chain: str = ""


UNTOLD = Spot()


def base_units(quantity: Decimal) -> int:
    """The quantity in whole units of 10^-18; exact, as arguments have at most 18 decimals."""
    return int(quantity.scaleb(DECIMALS, _EXACT))


def from_units(units: int) -> Decimal:
    """The quantity of so many units of 10^-18, without needless zeros."""
    return Decimal(shown_quantity(Decimal(units).scaleb(-DECIMALS, _EXACT)))


def shown_quantity(quantity: Decimal) -> str:
    """A quantity without needless zeros, never in powers of ten."""
    return f"{quantity.normalize(_EXACT):f}"


def address_kind(address: str) -> str:
    """The kind of a known shape (btc, eth, tron), whether or not its checksum fits; else ""."""
    bare = address.strip()
    return next((kind for kind, shape in _SHAPES if shape.fullmatch(bare)), "")


def check_address(address: str, chain: str = "") -> IdentifierCheck | None:
    """The check of an address by its chain or its shape; None where nothing checks it."""
    kind = more("chains", chain, "address") or address_kind(address)
    return check_identifier(kind, address) if kind else None


def chain_named(said: str) -> str | None:
    """The chain by code, CAIP-2 name, label or coin; a CAIP-2 name not listed is kept; else None.

    Never guessed: a name that is none of these comes back as None.
    """
    wanted = said.strip()
    for code, known in code_list("chains").codes.items():
        names = (code, str(known.more.get("caip2", "")), known.label, str(known.more["coin"]))
        if wanted.casefold() in {name.casefold() for name in names if name}:
            return code
    return wanted if _CAIP2.fullmatch(wanted) else None


def caip2(chain: str) -> str:
    """The CAIP-2 name of a chain, or "" where none is known."""
    return more("chains", chain, "caip2") or (chain if ":" in chain else "")


def chain_of(address: str, unit: str, said: str | None = None) -> str:
    """The chain that was said; else that of the token; else that of which addresses look so."""
    if said:
        return chain_named(said) or said
    own = more("tokens", unit.upper(), "chain")
    if own:
        return own
    kind = address_kind(address)
    return next(_chains_of(kind), "") if kind else ""


def _chains_of(kind: str) -> Iterator[str]:
    return (
        code for code, known in code_list("chains").codes.items() if known.more["address"] == kind
    )


def spot_of(address: str | None, unit: str, chain: str | None = None) -> Spot:
    """The place of an address in the ledger: two spellings of one address are one place."""
    if not address:
        return UNTOLD
    bare = address.strip()
    kind = address_kind(bare)
    fits = kind and check_identifier(kind, bare).valid
    normal = normalise_identifier(kind, bare) if fits else bare
    return Spot(normal, chain_of(bare, unit, chain))


def decimals_of(unit: str) -> int | None:
    """How many decimals a quantity of this token has on its chain; None where that is not known."""
    found = code_list("tokens").codes.get(unit.upper())
    return None if found is None else int(str(found.more["decimals"]))


def normal_txid(txid: str) -> str:
    """Two spellings of one transaction number are one."""
    bare = txid.strip()
    small = bare.lower().removeprefix("0x")
    return small if _TXID.fullmatch(small) else bare


def txid_fits(txid: str, chain: str = "") -> bool:
    """64 hex digits as on Bitcoin, Ethereum and their like; base 58 where the chain is Solana."""
    bare = txid.strip()
    if chain == "solana":
        return bool(re.fullmatch(r"[1-9A-HJ-NP-Za-km-z]{64,90}", bare, re.ASCII))
    return bool(_TXID.fullmatch(bare.lower()))
