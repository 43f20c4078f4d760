"""Who works on a case and who stands aside: frozen rows that pages show and papers print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFacts:
    """A place on the case team: a user of the office, or a partner from outside (no log-in).

    `authority` says on what basis, `appointed_by` (with `appointer_number`) who entered it. `state`
    is active, not_yet or ended on the day of reading; the day of `until` still counts.
    """

    name: str
    role: str
    kind: str
    state: str
    number: str | None = None
    party: str | None = None
    country: str | None = None
    authority: str | None = None
    appointed_by: str | None = None
    appointer_number: str | None = None
    since: date | None = None
    until: date | None = None
    ended_on: date | None = None
    ended_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestFacts:
    """A declaration of interest. `state`: none, conflict (of a party), recused, withdrawn, due."""

    name: str
    kind: str
    on: date
    is_conflict: bool
    statement: str
    state: str
    number: str | None = None
    assets: tuple[str, ...] = ()
    valid_until: date | None = None
    withdrawn_on: date | None = None
    withdrawn_reason: str | None = None
