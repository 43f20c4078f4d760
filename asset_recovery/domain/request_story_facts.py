"""What was said to and fro on a request, one record each: what papers on the request repeat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFacts:
    """One look at the intake of a request received; `missing` in words as it was recorded."""

    on: date
    competent: bool
    dual_criminality: bool
    complete: bool
    missing: tuple[str, ...] = ()
    reply_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultFacts:
    """What we reported of one asset. `ground` is a code of impossibility."""

    asset: str
    outcome: str
    amount: Money | None = None
    asked: Money | None = None
    shortfall: Money | None = None
    costs: Money | None = None
    ground: str = ""
    reference: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyFacts:
    """One of our answers; `kind` and `grounds` are codes, `reasons` what was written with it."""

    on: date
    kind: str
    grounds: tuple[str, ...] = ()
    results: tuple[ResultFacts, ...] = ()
    reply_by: date | None = None
    until: date | None = None
    reasons: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationFacts:
    """A question to the other State; `reply` is `agrees`, `objects` or empty."""

    subject: str
    on: date
    assets: tuple[str, ...] = ()
    reply_by: date | None = None
    reply: str = ""
    replied_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StateNoticeFacts:
    """A notice between the two States; `ours` where we sent it. `victim` is (name, value) pairs."""

    on: date
    kind: str
    ours: bool
    amount: Money | None = None
    until: date | None = None
    reference: str = ""
    assets: tuple[str, ...] = ()
    reasons: str = ""
    victim: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDecisionFacts:
    """What was decided on an order of the other State here. `decision` is recognised, refused,
    postponed or empty; `grounds` are codes. `postponed_…` stay after the decision that ends it."""

    order: str
    kind: str
    decision: str = ""
    decided_on: date | None = None
    authority: str = ""
    grounds: tuple[str, ...] = ()
    consulted_on: date | None = None
    postponed_until: date | None = None
    protective_steps: str = ""
    postponed_on: date | None = None
    postponed_ground: str = ""
    reasons: str = ""
    priority_note: str = ""
    amount: Money | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitFacts:
    """A request to limit the duration of a freezing; `answer` is a code of a notice or empty."""

    asked_on: date
    until: date | None = None
    answer: str = ""
    answered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistAnswer:
    """An answer to one check of the quality checklist; `by` is drafter or reviewer."""

    check: str
    answer: str
    by: str
    on: date
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestStoryFacts:
    """Everything that happened on a request until the day that is asked for."""

    channel: str = ""
    tracking: str = ""
    withdrawn_on: date | None = None
    ended_on: date | None = None
    checks: tuple[CheckFacts, ...] = ()
    replies: tuple[ReplyFacts, ...] = ()
    answers: tuple[tuple[date, str], ...] = ()
    consultations: tuple[ConsultationFacts, ...] = ()
    notices: tuple[StateNoticeFacts, ...] = ()
    decisions: tuple[OrderDecisionFacts, ...] = ()
    limit: LimitFacts | None = None
    informed: tuple[tuple[date, str], ...] = ()
    silence: tuple[tuple[date, date | None, str], ...] = ()
    shared: tuple[tuple[date, str, str], ...] = ()
    reminders: tuple[date, ...] = ()
    checklist: tuple[ChecklistAnswer, ...] = ()

    def reply(self, *kinds: str) -> ReplyFacts | None:
        """The newest of our answers of these kinds (of any, if none is named)."""
        fitting = [one for one in self.replies if not kinds or one.kind in kinds]
        return max(fitting, key=lambda one: one.on, default=None)

    def notice(self, kind: str, *, ours: bool) -> StateNoticeFacts | None:
        """The newest notice of this kind that we sent, or that we got."""
        fitting = [one for one in self.notices if one.kind == kind and one.ours is ours]
        return max(fitting, key=lambda one: one.on, default=None)
