"""Whether a custody chain is unbroken, and where it breaks: shown, never smoothed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from asset_recovery.domain.case_file import CustodyFacts


@dataclass(frozen=True, slots=True)
class Gap:
    """Before link `place` (from 0) the chain breaks: `held` had it last, `given` handed it on.

    `given` is None where nobody is named, so that the chain cannot be shown to be whole.
    """

    place: int
    held: str
    given: str | None


def gaps(links: Sequence[CustodyFacts]) -> tuple[Gap, ...]:
    """The breaks of one asset's chain, whose links are in the order of their dates."""
    found: list[Gap] = []
    holder: str | None = None
    for place, link in enumerate(links):
        taker = link.to_whom or link.custodian
        if holder and _breaks(holder, link, taker):
            found.append(Gap(place, holder, link.from_whom))
        holder = taker or holder
    return tuple(found)


def _breaks(holder: str, link: CustodyFacts, taker: str | None) -> bool:
    if link.from_whom:
        return not _same(link.from_whom, holder)
    return taker is not None and not _same(taker, holder)


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def by_asset(links: Sequence[CustodyFacts]) -> dict[str, list[CustodyFacts]]:
    """The links of each asset, in the order of their dates (of their entry on one day)."""
    found: dict[str, list[CustodyFacts]] = {}
    for link in sorted(links, key=lambda one: one.on):
        found.setdefault(link.asset, []).append(link)
    return found
