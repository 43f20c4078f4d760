"""How an asset is cared for: contracts, insurances, reports, terms of the mode, visits after reuse.

Kept in the position by its events and thrown away with it. Money is exact; intervals are those that
the contract itself names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from asset_recovery.domain.intervals import Interval, read_interval
from asset_recovery.domain.money import Money

INSURANCE = "insurance"
REUSES = frozenset({"public_use", "social_reuse", "donation", "official_use"})
BREACH = "breach"


@dataclass(slots=True)
class ContractPosition:
    """A contract or an insurance; `sum` is what is insured, `ended_on` when it ended early."""

    reference: str
    kind: str
    party: str
    since: date
    until: date | None = None
    name: str = ""
    policy: str = ""
    sum: Money | None = None
    fee: Money | Decimal | str | None = None
    fee_cap: Money | Decimal | str | None = None
    rent: Money | Decimal | str | None = None
    guarantee: Money | Decimal | str | None = None
    exit_clause: str = ""
    interval: Interval | None = None
    risks: tuple[str, ...] = ()
    assets: int = 1
    ended_on: date | None = None
    end_reason: str = ""

    @property
    def last_day(self) -> date | None:
        """Its last day: the agreed one, or the day on which it was ended before."""
        days = [day for day in (self.until, self.ended_on) if day is not None]
        return min(days, default=None)

    def runs(self, on: date) -> bool:
        """Whether it runs on that day; its last day counts."""
        last = self.last_day
        return self.since <= on and (last is None or on <= last)

    def state(self, on: date) -> str:
        """`to_come`, `running`, `expired` (nobody ended it) or `ended`."""
        if self.ended_on is not None and self.ended_on <= on:
            return "ended"
        if on < self.since:
            return "to_come"
        return "running" if self.runs(on) else "expired"

    def overlaps(self, since: date, until: date | None) -> bool:
        """Whether it runs on a day of that period."""
        last = self.last_day
        return (until is None or self.since <= until) and (last is None or since <= last)


@dataclass(frozen=True, slots=True)
class ReportPosition:
    """A report: of which contract ("": of the asset), over which days, what came in and went out.

    `assets` is over how many the figures of a contract's report go.
    """

    reference: str
    contract: str
    on: date
    since: date
    until: date
    income: Money | None = None
    costs: Money | None = None
    findings: str = ""
    assets: int = 1


@dataclass(frozen=True, slots=True)
class VisitPosition:
    """A visit to what was given for reuse."""

    reference: str
    on: date
    by: str
    finding: str
    next_on: date | None = None
    photos: tuple[str, ...] = ()


@dataclass(slots=True)
class Care:
    """Everything that is on file about the care for one asset."""

    contracts: dict[str, ContractPosition] = field(default_factory=dict)
    reports: list[ReportPosition] = field(default_factory=list)
    visits: list[VisitPosition] = field(default_factory=list)
    mode: str = ""
    mode_since: date | None = None
    mode_reason: str = ""
    manager: str = ""
    until: date | None = None
    terms: Mapping[str, object] = field(default_factory=dict)
    conditions: list[tuple[date, str]] = field(default_factory=list)
    reused_on: date | None = None
    beneficiary: str = ""
    reuse_terms: str = ""

    def insurances(self, on: date) -> list[ContractPosition]:
        """What insures the asset on that day."""
        return [one for one in self.of_kind(INSURANCE) if one.runs(on)]

    def of_kind(self, kind: str) -> Iterator[ContractPosition]:
        """The contracts of a kind, in the order of recording."""
        return (one for one in self.contracts.values() if one.kind == kind)

    @property
    def insured_until(self) -> date | None:
        """The last day on which a policy with an end insures it; None where none has an end."""
        ends = [one.last_day for one in self.of_kind(INSURANCE)]
        return max((end for end in ends if end is not None), default=None)

    @property
    def terms_interval(self) -> Interval | None:
        """How often the administrator reports by the terms of the mode."""
        if self.mode != "administered":
            return None
        return read_interval(self.terms.get("reporting_every", ""))

    def term_day(self, name: str) -> date | None:
        """A date among the terms of the mode, or None."""
        return day_of(self.terms.get(name))

    def reports_of(self, contract: str) -> list[ReportPosition]:
        """The reports on a contract ("": on the asset itself), by their period."""
        found = [one for one in self.reports if one.contract == contract]
        return sorted(found, key=lambda one: (one.since, one.until, one.reference))

    @property
    def last_visit(self) -> VisitPosition | None:
        """The newest visit."""
        return max(self.visits, key=lambda one: one.on, default=None)

    @property
    def open_breach(self) -> VisitPosition | None:
        """The first breach that no later visit found mended."""
        found: VisitPosition | None = None
        for one in sorted(self.visits, key=lambda visit: visit.on):
            if one.finding != BREACH:
                found = None
            elif found is None:
                found = one
        return found


def day_of(given: object) -> date | None:
    """A day given as text, or None where it is none."""
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(str(given)[:10])
    except ValueError:
        return None


def next_report(
    since: date, every: Interval, reports: Sequence[ReportPosition], last: date | None
) -> date | None:
    """When the next report is due: one interval after the last day that is covered.

    None where everything up to the end of the contract (`last`) is covered.
    """
    covered = max((one.until for one in reports), default=None)
    if covered is None or covered < since:
        due = every.after(since)
    else:
        due = every.after(covered + timedelta(days=1))
        if last is not None and covered >= last:
            return None
    begun = max(since, covered + timedelta(days=1)) if covered is not None else since
    if last is not None and begun > last:
        return None
    return due


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days that no report covers (`gap`), or that several cover (`overlap`)."""

    kind: str
    since: date
    until: date


def stretches(
    since: date, until: date | None, reports: Sequence[ReportPosition]
) -> tuple[Stretch, ...]:
    """Gaps and overlaps of the reports from `since` on; the time after the last one is no gap."""
    found: list[Stretch] = []
    covered = since - timedelta(days=1)
    one_day = timedelta(days=1)
    for one in sorted(reports, key=lambda report: (report.since, report.until)):
        if one.since > covered + one_day:
            found.append(Stretch("gap", covered + one_day, one.since - one_day))
        elif one.since <= covered and covered >= since:
            found.append(Stretch("overlap", one.since, min(covered, one.until)))
        covered = max(covered, one.until)
    if until is not None:
        found = [one for one in found if one.since <= until]
    return tuple(found)
