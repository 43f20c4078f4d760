"""The chain of custody of an asset and the care taken of it, as pages show and papers print it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainLink:
    """A hand-over (the first is the taking of possession), as both sides signed it.

    `seq` is the journal entry of its event. `out_at` and `in_at` are moments where they were given.
    Weights are in kg, quantities in the unit of the asset. `keeper` is who has it from then on;
    None where nobody is named. `last` marks what takes it out of the office's hands for good.
    """

    seq: int
    on: date
    what: str
    keeper: str | None
    giver: str | None = None
    place: str | None = None
    from_place: str | None = None
    reference: str | None = None
    purpose: str | None = None
    reason: str | None = None
    authority: str | None = None
    out_at: datetime | None = None
    in_at: datetime | None = None
    in_hands_of: str | None = None
    transport: tuple[tuple[str, str], ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    condition_out: str | None = None
    condition: str | None = None
    condition_remark: str | None = None
    seals_out: tuple[str, ...] = ()
    seals: tuple[str, ...] = ()
    new_seals: tuple[str, ...] = ()
    seals_intact: bool | None = None
    seal_remark: str | None = None
    quantity_out: Decimal | None = None
    quantity_in: Decimal | None = None
    weight_out: Decimal | None = None
    weight_in: Decimal | None = None
    variance_remark: str | None = None
    travelling_with: str | None = None
    photos: tuple[str, ...] = ()
    expected_return: date | None = None
    signed_by: tuple[str, ...] = ()
    witness: str | None = None
    last: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is wrong with a chain: `code` of the list custody_findings, said in a sentence.

    `key` names it for `explain_gap`; `mends` is the action that puts it right. `until` ends a
    stretch of time. `passing` is what depends on today and not on what is on file alone.
    """

    key: str
    code: str
    seq: int
    on: date
    sentence: str
    mends: str
    until: date | None = None
    passing: bool = False
    explanation: str | None = None
    explained_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Nobody has explained it yet."""
        return self.explanation is None


@dataclass(frozen=True, slots=True, kw_only=True)
class SealLine:
    """What happened to one seal of an asset; `twice_on` names other assets that bear it too."""

    seal: str
    on: date
    what: str
    by: str | None = None
    reason: str | None = None
    place: str | None = None
    intact: bool | None = None
    still_on: bool = False
    twice_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionFacts:
    """An inspection with its points; a point without a finding was not looked at."""

    on: date
    by: str
    kind: str | None
    condition: str
    findings: str
    checklist: tuple[tuple[str, str], ...] = ()
    photos: tuple[str, ...] = ()
    place: str | None = None
    seals: tuple[str, ...] = ()
    value_impact: str | None = None
    follow_up: str | None = None
    cost: str | None = None
    next_on: date | None = None
    change: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UseLine:
    """A meter reading (km, hours) or care given; `since` is what it added to the last one."""

    on: date
    kind: str
    reading: Decimal | None = None
    since: Decimal | None = None
    by: str | None = None
    findings: str | None = None
    explanation: str | None = None
    beyond: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFacts:
    """An incident with everything that followed it, oldest first: (day, outcome, what)."""

    reference: str | None
    on: date
    kind: str
    description: str
    amount: str | None = None
    quantity: str | None = None
    steps: tuple[tuple[date, str, str], ...] = ()
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldFacts:
    """An evidence hold: for whom, since when, to be reviewed by, and when it ended."""

    on: date
    authority: str
    review_on: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoFacts:
    """A photograph on file; `taken_at`, `position` and `camera` as the camera wrote them."""

    document: str
    title: str
    on: date | None
    hash: str
    size: int
    taken_at: str | None = None
    position: str | None = None
    camera: str | None = None
    pixels: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyFile:
    """Everything about the custody of one asset. `care_missed` are days without the care due."""

    asset: str
    links: tuple[ChainLink, ...] = ()
    hashes: tuple[str, ...] = ()
    confirmed: tuple[tuple[str, date, str], ...] = ()
    awaited: tuple[tuple[str, str], ...] = ()
    findings: tuple[Finding, ...] = ()
    seals: tuple[SealLine, ...] = ()
    inspections: tuple[InspectionFacts, ...] = ()
    checklist: tuple[str, ...] = ()
    uses: tuple[UseLine, ...] = ()
    limits: tuple[tuple[str, Decimal], ...] = ()
    care_every: int | None = None
    care_missed: tuple[date, ...] = ()
    incidents: tuple[IncidentFacts, ...] = ()
    holds: tuple[HoldFacts, ...] = ()
    photos: tuple[PhotoFacts, ...] = field(default=())

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """The findings that nobody has explained."""
        return tuple(one for one in self.findings if one.is_open)

    @property
    def keeper(self) -> str | None:
        """Who has it, by the chain."""
        return self.links[-1].keeper if self.links else None
