"""Who works on a case, who stands aside, what was learnt: rows that pages show, papers print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.money import Money


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternFacts:
    """How property was hidden, by codes of `concealment_patterns`; no assets: the case as such."""

    reference: str
    on: date
    codes: tuple[str, ...]
    assets: tuple[str, ...] = ()
    source: str | None = None
    note: str | None = None
    author: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeFacts:
    """An asset at the end: what was estimated first, what it came to, what it cost, how long.

    Amounts are in the currency of the case; None: not known.
    """

    asset: str
    description: str
    headline: str
    estimate: Money | None
    outcome: Money | None
    cost: Money | None
    loss: Money | None
    days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageFacts:
    """How many days a stage took over the assets that went through it."""

    name: str
    assets: int
    median: str
    longest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFacts:
    """The close-out review: outcomes and stages worked out, lesson and what lacked as written.

    `lacking` are (article, what the law lacked); `lesson` None: it is still to be written. Totals
    are in the currency of the case.
    """

    closed_on: date
    reference: str | None = None
    written_on: date | None = None
    author: str | None = None
    lesson: str | None = None
    lacking: tuple[tuple[str, str], ...] = ()
    outcomes: tuple[OutcomeFacts, ...] = ()
    stages: tuple[StageFacts, ...] = ()
    estimate: Money | None = None
    outcome: Money | None = None
    cost: Money | None = None
    loss: Money | None = None
    days: int = 0
