"""Who owns, holds and controls, to the end of the chain: frozen rows, shares as exact decimals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

MOST_DIGITS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """One statement on file: `holder` stands in `relation` to `held`; shares lie in 0 … 1.

    `relation` is a kind of relation between parties, or the role of a party at an asset.
    """

    holder: str
    held: str
    relation: str
    share: Fraction | None = None
    votes: Fraction | None = None
    since: date | None = None
    until: date | None = None
    source: str | None = None
    confidence: str | None = None

    def in_force(self, day: date) -> bool:
        """Whether it had begun and not ended on a day; its last day counts."""
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or self.until >= day)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainParty:
    """A party as far as a chain shows it."""

    reference: str
    name: str
    kind: str
    country: str | None = None
    gatekeeper: str | None = None
    is_pep: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainLink:
    """One step of a chain, upwards from `held` to `holder`; shares as decimal text.

    `closes_circle`: it leads back to where the walk came from, so it is shown and not counted.
    """

    holder: str
    held: str
    relation: str
    share: str | None = None
    votes: str | None = None
    since: date | None = None
    until: date | None = None
    source: str | None = None
    confidence: str | None = None
    closes_circle: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainNode:
    """A party of the chain with what comes to it in the end.

    `share` and `votes` are the effective ones in what the chain is of, exact decimals; None: no
    share leads there. `at_least`: some step says no share. `why` says why it is a beneficial owner:
    share, votes, control, mandate (somebody holds for it), stated (a source says so).
    """

    reference: str
    name: str
    kind: str
    level: int
    country: str | None = None
    gatekeeper: str | None = None
    is_pep: bool = False
    in_secrecy_state: bool = False
    share: str | None = None
    votes: str | None = None
    at_least: bool = False
    controls: bool = False
    is_end: bool = False
    why: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()

    @property
    def is_beneficial_owner(self) -> bool:
        """Whether the chain says so."""
        return bool(self.why)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnershipChain:
    """The chain above a party or an asset (`of`), on a day.

    `nodes` run level by level, the largest share first; `open_ends` are parties, no persons, of
    whom no owner is on file; `unexplained` is the part of the whole that leads to nobody known.
    `near` are ties that give no share: family, association.
    """

    of: str
    kind: str
    name: str
    on: date
    threshold: str
    nodes: tuple[ChainNode, ...] = ()
    links: tuple[ChainLink, ...] = ()
    near: tuple[ChainLink, ...] = ()
    circles: tuple[tuple[str, ...], ...] = ()
    open_ends: tuple[str, ...] = ()
    unexplained: str | None = None

    @property
    def beneficial_owners(self) -> tuple[ChainNode, ...]:
        """Who benefits in the end, the largest share first."""
        return tuple(node for node in self.nodes if node.is_beneficial_owner)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is on file above it."""
        return not self.links


def exact(value: Fraction | None) -> str | None:
    """A fraction as an exact decimal (0.255); as a fraction (1/3) where it has no end."""
    if value is None:
        return None
    for digits in range(MOST_DIGITS):
        scaled = value * 10**digits
        if scaled.denominator == 1:
            text = str(abs(scaled.numerator)).rjust(digits + 1, "0")
            whole, rest = (text, "") if not digits else (text[:-digits], text[-digits:])
            sign = "-" if value < 0 else ""
            return f"{sign}{whole}.{rest}" if rest else f"{sign}{whole}"
        if value.denominator % 2 and value.denominator % 5:
            break
    return f"{value.numerator}/{value.denominator}"


def percent(share: str | None) -> str | None:
    """A share such as 0.255 as people read it: "25.5 %"; exact, never rounded."""
    return None if share is None else f"{exact(Fraction(share) * 100)} %"
