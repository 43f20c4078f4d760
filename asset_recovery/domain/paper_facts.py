"""What people see of papers: which were issued, which copies left, to whom, what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

ISSUED = "issued_paper"  # the kind of document that keeps a copy


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseFacts:
    """A copy that left the office; `back_on` with `outcome` says that it is no longer out."""

    copy: int
    on: date
    recipient: str
    purpose: str
    legal_basis: str
    channel: str | None = None
    by: str = ""
    number: str | None = None
    outcome: str | None = None
    back_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GapDecision:
    """What the legal officer decided of gaps for a kind of recipient; `asset` None: of the case."""

    profile: str
    shown: bool
    on: date
    reason: str
    by: str
    number: str | None = None
    asset: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFacts:
    """An issued paper: the document that keeps it, from what it was made, where its copies are.

    `issued` is false for a document that came from elsewhere and was released; `at_entry` is the
    entry of the journal as which the records were read, at the moment `read_at` (UTC).
    """

    document: str
    title: str
    form: str
    on: date
    marking: str
    copies: tuple[str, ...]
    hash: str
    record: str = ""
    profile: str | None = None
    recipient: str | None = None
    purpose: str | None = None
    language: str | None = None
    draft: bool = False
    issued: bool = True
    at_entry: int | None = None
    read_at: datetime | None = None
    by: str = ""
    number: str | None = None
    releases: tuple[ReleaseFacts, ...] = ()

    @property
    def state(self) -> str:
        """Issued, partly released, released or returned."""
        return state_of(
            len(self.copies),
            len(self.releases),
            sum(one.outcome is not None for one in self.releases),
        )


@dataclass(frozen=True, slots=True)
class BatchRow:
    """What became of one paper of many: its file, or why there is none (code, sentence)."""

    reference: str
    file: str
    reasons: tuple[tuple[str, str], ...] = ()


def state_of(copies: int, released: int, back: int) -> str:
    """What the register says of a paper of which copies were released and came back."""
    if not released:
        return "issued"
    if released == back:
        return "returned"
    return "released" if released - back >= copies else "partly_released"
