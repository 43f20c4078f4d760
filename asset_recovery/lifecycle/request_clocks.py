"""The clocks of a request: what is due to or from the other State, and whether it was met.

A clock that stood still (an incomplete request) runs longer by the days of the pause. Nothing ends
by itself: an expired clock is shown, and a person decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from asset_recovery.i18n import N_
from asset_recovery.lifecycle.figures.terms import Term, due_date
from asset_recovery.lifecycle.figures.working_days import WorkingDays
from asset_recovery.lifecycle.foreign_orders import is_mutual
from asset_recovery.lifecycle.request_position import RequestPosition
from asset_recovery.lifecycle.rules import Rules

_HOURS_OF_A_DAY = 24
_ANSWERS = ("partly_executed", "executed", "refused")


@dataclass(frozen=True, slots=True)
class Clock:
    """One term of a request.

    `rule` is the number of the rule in the specification of terms, `due` the last day, `met_on` the
    day on which it was met (None: it runs), `paused` whether it stands still now, `expiry` what an
    expired clock means, in words.
    """

    code: str
    rule: str
    title: str
    start: date
    due: date
    hard: bool = False
    met_on: date | None = None
    paused: bool = False
    record: str = ""
    expiry: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it still runs."""
        return self.met_on is None

    def is_late(self, today: date) -> bool:
        """Expired and not met, or met after its end."""
        return self.due < (self.met_on or today) and not self.paused


@dataclass(frozen=True, slots=True)
class _Timing:
    """What a term is worked out with."""

    request: RequestPosition
    rules: Rules
    working: WorkingDays

    def end(self, key: str, start: date, *, pauses: bool = False) -> date:
        """The last day of the term of this key from this day on."""
        given = self.rules.parameter(key, start)
        term = Term(count=Decimal(given.value), unit=given.unit)
        if given.unit == "hours":  # of a day without an hour: in doubt the earlier date
            term = Term(count=term.count / _HOURS_OF_A_DAY, unit="days")
        elif key.startswith("eu_"):
            term = replace(term, mode="eu1182", roll="next_working")
        kept = due_date(start, term, self.working).due
        end = kept if type(kept) is date else date.fromisoformat(str(kept)[:10])
        if not pauses:
            return end
        for since, until in self.request.pauses():
            if until is not None and since < end:
                end += until - max(since, start)
        return end

    @property
    def mutual(self) -> bool:
        """Whether the Union's terms apply."""
        return is_mutual(self.request.form, self.request.country)


def clocks(request: RequestPosition, rules: Rules, working: WorkingDays) -> list[Clock]:
    """Every clock of the request, met or not, the earliest first."""
    timing = _Timing(request, rules, working)
    found = [*(_inbound(timing) if request.is_inbound else _outbound(timing)), *_limit(timing)]
    return sorted(found, key=lambda clock: (clock.due, clock.code, clock.record))


def running(request: RequestPosition, rules: Rules, working: WorkingDays) -> list[Clock]:
    """The clocks that are not met; none of a request that is over."""
    if request.is_over:
        return []
    return [clock for clock in clocks(request, rules, working) if clock.is_open]


def _inbound(timing: _Timing) -> Iterator[Clock]:
    request = timing.request
    received = request.received_on
    if received is None:
        return
    ended = request.ended_on or request.withdrawn_on
    if timing.mutual:
        yield from _recognition(timing, received, ended)
    if request.deadline is not None:
        done = request.reply("executed", "partly_executed", "refused", "impossible")
        met = done.on if done else ended
        yield Clock(
            "asked_for",
            "R-4",
            N_("Day that the other State asked for"),
            received,
            request.deadline,
            met_on=met,
        )
    yield from _after_recognition(timing, ended)
    yield from _supplement(timing)
    for one in request.consultations:
        if one.reply_by is not None:
            yield Clock(
                "consultation",
                "",
                N_("Reply to our question"),
                one.on,
                one.reply_by,
                met_on=one.replied_on or ended,
                record=one.subject,
            )
    if request.withdrawn_on is not None:
        yield Clock(
            "termination",
            "R-16",
            N_("Confirm that the measure is ended"),
            request.withdrawn_on,
            timing.end("termination_notice_due", request.withdrawn_on),
            hard=True,
            met_on=request.ended_on,
        )


def _recognition(timing: _Timing, received: date, ended: date | None) -> Iterator[Clock]:
    request = timing.request
    pauses = request.pauses()
    standing = bool(pauses) and pauses[-1][1] is None
    answer = request.reply(
        "recognised", "refused", "postponed", "executed", "partly_executed", "impossible"
    )
    answered = answer.on if answer else ended
    if request.form == "EU-01" or _has(request, "foreign_freezing"):
        decided = (
            request.decided_on("foreign_freezing") if _has(request, "foreign_freezing") else None
        )
        if request.urgent:
            yield Clock(
                "recognition_urgent",
                "D-01",
                N_("Decide on recognition (urgent)"),
                received,
                timing.end("eu_recognition_urgent", received, pauses=True),
                hard=True,
                met_on=decided or answered,
                paused=standing,
            )
            if decided is not None:
                done = request.reply(
                    "executed", "partly_executed", "impossible", "refused", "postponed"
                )
                if request.recognised("foreign_freezing"):
                    yield Clock(
                        "measures_urgent",
                        "D-02",
                        N_("Carry out the freezing (urgent)"),
                        decided,
                        timing.end("eu_execution_urgent", decided),
                        hard=True,
                        met_on=done.on if done else ended,
                    )
    if request.form == "EU-02" or _has(request, "foreign_confiscation"):
        kind = "foreign_confiscation"
        start = _recorded(request, kind) or received
        if request.form == "EU-02":
            start = received
        decided = request.decided_on(kind) if _has(request, kind) else None
        yield Clock(
            "confiscation_recognition",
            "D-03",
            N_("Decide on the confiscation order"),
            start,
            timing.end("eu_confiscation_recognition", start, pauses=True),
            hard=True,
            met_on=decided or (answered if request.form == "EU-02" else ended),
            paused=standing,
        )


def _has(request: RequestPosition, kind: str) -> bool:
    return any(order.kind == kind for order in request.orders.values())


def _recorded(request: RequestPosition, kind: str) -> date | None:
    days = [one.recorded_on for one in request.orders.values() if one.kind == kind]
    return max((day for day in days if day is not None), default=None)


def _after_recognition(timing: _Timing, ended: date | None) -> Iterator[Clock]:
    """The report to the issuer, and the information of whom it affects."""
    request = timing.request
    began = [
        order.decided_on
        for order in request.orders.values()
        if order.decision == "recognised" and order.decided_on is not None
    ]
    if not began:
        return
    start = max(began)
    done = request.reply("executed", "partly_executed", "impossible")
    met = done.on if done is not None and done.on >= start else ended
    yield Clock(
        "execution_report",
        "D-08",
        N_("Report the execution"),
        start,
        timing.end("execution_report_due", start),
        met_on=met,
    )
    yield from _information(timing, min(began), ended)
    for order in request.orders.values():
        if order.decision == "postponed" and order.postponed_until is not None:
            yield Clock(
                "postponement",
                "R-11",
                N_("Postponement ends"),
                order.decided_on or start,
                order.postponed_until,
                met_on=ended,
                record=order.reference,
            )


def _information(timing: _Timing, began: date, ended: date | None) -> Iterator[Clock]:
    request = timing.request
    told = min((on for on, _who in request.informed), default=None)
    quiet = [
        one
        for one in request.silence
        if request.open_to_persons_on is None or one[0] > request.open_to_persons_on
    ]
    if quiet and told is None:
        since, until, _why = quiet[-1]
        due = until or timing.end("postponed_notice_review", max(since, began))
        yield Clock(
            "notice_review",
            "D-10",
            N_("Look again: affected person not yet informed"),
            since,
            due,
            met_on=ended,
        )
        return
    start = max(began, request.open_to_persons_on or began)
    yield Clock(
        "affected_person",
        "D-09",
        N_("Inform the affected person"),
        start,
        timing.end("affected_person_notice_due", start),
        hard=True,
        met_on=told or ended,
    )


def _supplement(timing: _Timing) -> Iterator[Clock]:
    """What we asked the other State to complete, by the day that we set."""
    request = timing.request
    complete = [check.on for check in request.checks if check.complete]
    asked = [(check.on, check.reply_by) for check in request.checks if check.reply_by]
    asked += [(reply.on, reply.reply_by) for reply in request.replies if reply.reply_by]
    for on, reply_by in asked:
        assert reply_by is not None
        supplied = [one.on for one in request.notices if one.kind == "supplement"]
        met = min((day for day in [*complete, *supplied] if day >= on), default=request.ended_on)
        yield Clock(
            "supplement", "D-15", N_("Supplement from the other State"), on, reply_by, met_on=met
        )


def _limit(timing: _Timing) -> Iterator[Clock]:
    """Six weeks of silence on a request to limit a freezing, whichever side asked."""
    request = timing.request
    limit = request.limit
    if limit is None:
        return
    ours = not request.is_inbound
    yield Clock(
        "silence",
        "D-04",
        N_("Answer the request to limit the freezing")
        if ours
        else N_("Answer of the issuing State on the limit"),
        limit.asked_on,
        timing.end("eu_silence_clock", limit.asked_on),
        hard=True,
        met_on=limit.answered_on or request.ended_on or request.withdrawn_on,
        expiry=N_("The other State need no longer hold the asset.")
        if ours
        else N_("No answer: the duty to hold the asset may have ended. Decide."),
    )


def _outbound(timing: _Timing) -> Iterator[Clock]:
    request = timing.request
    sent = request.sent_on
    if sent is None or request.on_request:
        return
    yield from _follow_up(timing, sent)
    if request.supplement_by is not None:
        asked = max(on for on, kind in request.answers if kind == "more_information")
        yield Clock(
            "supplement_owed",
            "D-15",
            N_("Supplement that the other State asked for"),
            asked,
            request.supplement_by,
            hard=True,
            met_on=request.ended_on,
        )
    for asset, line in request.results.items():
        if line.is_held and line.expires_on is not None:
            yield Clock(
                "foreign_freeze_ends",
                "",
                N_("Freezing abroad ends"),
                line.on or sent,
                line.expires_on,
                hard=True,
                met_on=request.ended_on,
                record=asset,
            )
        if line.next_hearing is not None and line.outcome != "returned":
            yield Clock(
                "foreign_hearing",
                "",
                N_("Hearing abroad"),
                line.on or sent,
                line.next_hearing,
                met_on=request.ended_on,
                record=asset,
            )
    yield from _notices_owed(timing)


def _follow_up(timing: _Timing, sent: date) -> Iterator[Clock]:
    """Acknowledgement, reminders at their interval, and the escalation."""
    request = timing.request
    first = min((on for on, _kind in request.answers), default=None)
    done = min((on for on, kind in request.answers if kind in _ANSWERS), default=None)
    done = done or request.ended_on
    key = "mla_urgent_follow_up" if request.urgent else "mla_acknowledgement_due"
    yield Clock(
        "acknowledgement",
        "A-18" if request.urgent else "A-17",
        N_("Acknowledgement due"),
        sent,
        timing.end(key, sent),
        met_on=first or request.ended_on,
    )
    last = max([*request.contacts, *request.reminders])
    if first is not None or request.reminders:
        key = "mla_urgent_interval" if request.urgent else "foreign_reminder_interval"
        yield Clock(
            "reminder",
            "A-18" if request.urgent else "A-17",
            N_("Remind the other State"),
            last,
            timing.end(key, last),
            met_on=done,
        )
    yield Clock(
        "escalation",
        "A-17",
        N_("Escalate: no final answer"),
        sent,
        timing.end("foreign_escalation", sent),
        met_on=done,
    )


def _notices_owed(timing: _Timing) -> Iterator[Clock]:
    """What the executing State must be told at once of our order."""
    request = timing.request
    for order in request.orders.values():
        if order.ended_on is None or (request.sent_on or date.max) > order.ended_on:
            continue
        yield Clock(
            "withdrawal_owed",
            "D-06",
            N_("Tell the other State that the order ended"),
            order.ended_on,
            timing.end("issuer_notice_due", order.ended_on),
            hard=True,
            met_on=request.withdrawn_on or request.ended_on,
            record=order.reference,
        )
    paid = request.received_money_on
    if paid is not None:
        told = min(
            (
                one.on
                for one in request.notices
                if one.ours
                and one.kind in ("payment_received", "executed_elsewhere")
                and one.on >= paid
            ),
            default=None,
        )
        if len({line.country for line in request.results.values()}) and request.several_reason:
            yield Clock(
                "payment_owed",
                "D-07",
                N_("Tell the other State what was paid"),
                paid,
                timing.end("issuer_notice_due", paid),
                hard=True,
                met_on=told or request.ended_on,
            )
