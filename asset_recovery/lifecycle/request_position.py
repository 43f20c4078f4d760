"""A request to or from another State at one moment: what all its events have made of it.

Like the position of an asset it is folded from effective-dated events and thrown away
(`request_story.py` folds it). `steps` and clocks follow from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.foreign_position import AbroadPosition, VictimDecision

# A fact of the draft of a paper on an earlier request: nothing is awaited on it.
ON_REQUEST = "on_request"
ENDED = frozenset({"withdrawn", "terminated", "closed"})


@dataclass(slots=True)
class LinkedOrder:
    """An order that came with a request, on which one rests, or by which we carry it out.

    `is_own` is an order that our own court or authority gave: it needs no recognition.
    """

    reference: str
    kind: str
    amount: Money | None = None
    recorded_on: date | None = None
    decision: str | None = None
    decided_on: date | None = None
    grounds: tuple[str, ...] = ()
    postponed_until: date | None = None
    ended_on: date | None = None
    authority: str = ""
    consulted_on: date | None = None
    protective_steps: str = ""
    postponed_on: date | None = None
    postponed_ground: str = ""
    reasons: str = ""
    priority_note: str = ""
    is_own: bool = False

    @property
    def is_recognised(self) -> bool:
        """Whether it holds something here."""
        return self.decision == "recognised" and self.ended_on is None


@dataclass(frozen=True, slots=True)
class Check:
    """One look at the intake."""

    on: date
    competent: bool
    dual_criminality: bool
    complete: bool
    missing: tuple[str, ...] = ()
    reply_by: date | None = None

    @property
    def passes(self) -> bool:
        """Ours to decide, and nothing missing."""
        return self.competent and self.complete


@dataclass(frozen=True, slots=True)
class Reply:
    """One of our answers to a request received; `results` as given, each with its shortfall."""

    on: date
    kind: str
    grounds: tuple[str, ...] = ()
    results: tuple[dict[str, object], ...] = ()
    reply_by: date | None = None
    until: date | None = None
    reasons: str = ""


@dataclass(slots=True)
class Consultation:
    """A question to the other State; `reply` is "agrees", "objects" or None."""

    subject: str
    on: date
    assets: tuple[str, ...] = ()
    reply_by: date | None = None
    reply: str | None = None
    replied_on: date | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice between the two States; `ours` where we sent it."""

    on: date
    kind: str
    ours: bool
    amount: Money | None = None
    until: date | None = None
    reference: str | None = None
    assets: tuple[str, ...] = ()
    reasons: str = ""
    victim: Mapping[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class Limit:
    """A request to limit the duration of a freezing, and what was answered."""

    asked_on: date
    until: date | None = None
    answer: str | None = None
    answered_on: date | None = None


@dataclass(slots=True)
class RequestPosition:
    """A request at one moment."""

    reference: str
    direction: str
    country: str
    form: str = ""
    state: str = "draft"
    urgent: bool = False
    amount: Money | None = None
    deadline: date | None = None
    assets: tuple[str, ...] = ()
    orders: dict[str, LinkedOrder] = field(default_factory=dict)

    made_on: date | None = None
    checked_on: date | None = None
    received_on: date | None = None
    sent_on: date | None = None
    channel: str | None = None
    tracking: str | None = None
    several_reason: str | None = None
    on_request: bool = False
    shared: list[tuple[date, str, str]] = field(default_factory=list)
    reminders: list[date] = field(default_factory=list)
    contacts: list[date] = field(default_factory=list)
    answers: list[tuple[date, str]] = field(default_factory=list)
    results: dict[str, AbroadPosition] = field(default_factory=dict)
    supplement_by: date | None = None
    agreed_on: date | None = None
    received_money_on: date | None = None

    checks: list[Check] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    paid_elsewhere: Money | None = None
    victim: VictimDecision | None = None
    limit: Limit | None = None
    consultations: list[Consultation] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    informed: list[tuple[date, str]] = field(default_factory=list)
    silence: list[tuple[date, date | None, str]] = field(default_factory=list)
    open_to_persons_on: date | None = None
    withdrawn_on: date | None = None
    distributed_on: date | None = None
    managed_on: date | None = None
    ended_on: date | None = None

    @property
    def is_inbound(self) -> bool:
        """Whether another State asks us."""
        return self.direction.startswith("in")

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to do."""
        return self.state in ENDED

    @property
    def last_check(self) -> Check | None:
        """The newest look at the intake."""
        return max(self.checks, key=lambda check: check.on, default=None)

    def pauses(self) -> list[tuple[date, date | None]]:
        """When the clock stood still: from what was found missing until it was complete."""
        found: list[tuple[date, date | None]] = []
        since: date | None = None
        for on, passes in sorted(self._looks(), key=lambda look: look[0]):
            if not passes and since is None:
                since = on
            elif passes and since is not None:
                found.append((since, on))
                since = None
        return [*found, *([(since, None)] if since is not None else [])]

    def _looks(self) -> list[tuple[date, bool]]:
        asked = [(one.on, False) for one in self.replies if one.kind == "more_information"]
        return [*((check.on, check.complete) for check in self.checks), *asked]

    def reply(self, *kinds: str) -> Reply | None:
        """The newest answer of these kinds."""
        fitting = [one for one in self.replies if one.kind in kinds]
        return max(fitting, key=lambda one: one.on, default=None)

    def decided_on(self, *kinds: str) -> date | None:
        """When the last of the orders of these kinds was decided; None while one is open."""
        days = []
        for order in self.orders.values():
            if order.kind not in kinds:
                continue
            if order.decision not in ("recognised", "refused", "postponed"):
                return None
            if order.decided_on is not None:
                days.append(order.decided_on)
        return max(days, default=None)

    def recognised(self, *kinds: str) -> list[LinkedOrder]:
        """Orders of these kinds (all, if none is named) that are recognised and stand."""
        return [
            order
            for order in self.orders.values()
            if order.is_recognised and (not kinds or order.kind in kinds)
        ]
