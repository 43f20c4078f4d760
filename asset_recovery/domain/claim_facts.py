"""Claims State by State, and published notices, as pages and papers show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimStanding:
    """What an authority decided on a claim; `here`: it decides on the asset for us."""

    country: str | None
    outcome: str
    on: date
    extent: str = ""
    final: bool = False
    here: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFacts:
    """A notice by publication; `assets` empty: for the whole case."""

    reference: str
    kind: str
    medium: str
    on: date
    until: date | None = None
    number: str | None = None
    reason: str | None = None
    assets: tuple[str, ...] = ()
