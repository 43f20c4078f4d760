"""One page to decide on: what is asked, what is known of it, and what happens if it is refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SheetSection:
    """A part of the page: its key, its title, and label and value line by line."""

    key: str
    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSheet:
    """What the second person sees; `content_hash` is the SHA-256 of the step as it was proposed."""

    approval: str
    title: str
    record: str
    case: str
    state: str
    content_hash: str
    sections: tuple[SheetSection, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteFacts:
    """One vote: by whom, on whose behalf, when, and what the page said at that moment.

    `seen_hash` is the SHA-256 of that page; empty for votes older than the page.
    """

    level: int
    by: str
    on: str
    outcome: str
    number: str | None = None
    on_behalf_of: str | None = None
    comment: str | None = None
    seen: tuple[SheetSection, ...] = ()
    seen_hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBack:
    """A step that was sent back for correction: `given` are its arguments as they were given."""

    reference: str
    action: str
    title: str
    decided_on: str
    given: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationFacts:
    """Who decides for whom, from when to when; no `steps`: all; `own`: given by who asks."""

    reference: str
    by: str
    to: str
    since: date
    until: date
    steps: tuple[str, ...] = ()
    own: bool = False
