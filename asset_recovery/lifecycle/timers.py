"""What the clock brings about: alarms before a term ends, and what follows when it has ended.

Alarms, tasks, proposals and bars; never a change of the legal state, never money or title
(lifecycle.md 4.12). Each is a function of what is due and of the day, so that the same is found
whenever somebody looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.deadline_rules import DEFAULT_STEPS, DeadlineRule
from asset_recovery.lifecycle.rules import Rules

EXPIRED = -1
ALARM = "alarm"
SET_BY_A_PERSON = (7, 1)


@dataclass(frozen=True, slots=True)
class Term:
    """A line of the agenda as timers take it."""

    code: str
    title: str
    subject: str
    due: date
    other: date | None
    started: date | None


@dataclass(frozen=True, slots=True)
class TimerEffect:
    """One effect. `step` is how many days before the end it was due, or `EXPIRED` after it.

    `kind` is alarm, bar, task, proposal or warning; `action` what it proposes or asks for.
    """

    step: int
    kind: str
    text: str
    action: str | None
    fell_due: date


def steps_of(rule: DeadlineRule | None, rules: Rules, on: date) -> tuple[int, ...]:
    """How many days before the end a term alarms, the earliest alarm first."""
    if rule is None:
        return SET_BY_A_PERSON
    if rule.warn_days is not None:
        return rule.warn_days
    steps = rules.parameter(DEFAULT_STEPS, on).value
    return tuple(sorted((int(step) for step in steps.split(",")), reverse=True))


def effects_until(
    term: Term, rule: DeadlineRule | None, rules: Rules, until: date
) -> list[TimerEffect]:
    """What the clock has brought about by the end of that day.

    Of alarms that are already past only the last one counts: nobody is helped by three at once.
    A bar and its proposal come after the later reading, the alarm that the term may have ended
    after the earlier one.
    """
    found: list[TimerEffect] = []
    steps = steps_of(rule, rules, term.started or term.due)
    reached = [step for step in steps if term.due - timedelta(days=step) <= until]
    if reached and until <= term.due:
        step = min(reached)
        found.append(
            TimerEffect(step, ALARM, _coming(term, step), None, term.due - timedelta(days=step))
        )
    if until <= term.due:
        return found
    after = term.due + timedelta(days=1)
    found.append(TimerEffect(EXPIRED, ALARM, _ended(term, rule), None, after))
    last = (term.other or term.due) + timedelta(days=1)
    if rule is not None and until >= last:
        found += _follows(term, rule, last)
    return found


def _coming(term: Term, step: int) -> str:
    text = _("{title}: ends on {due}.") if step > 1 else _("{title}: ends on {due}, at most a day.")
    return text.format(title=_(term.title), due=term.due)


def _ended(term: Term, rule: DeadlineRule | None) -> str:
    if rule is not None and rule.trigger == "order_end":
        text = _("{title} {subject}: no extension or order on file since {due}.")
        return text.format(title=_(term.title), subject=term.subject, due=term.due)
    return _("{title}: overdue since {due}.").format(title=_(term.title), due=term.due)


_FOLLOWS = {
    "bar": N_("{title}: until it is mended, steps that need it are refused."),
    "task": N_("{title}: to be done."),
    "proposal": N_("{title}: a decision is proposed."),
    "warning": N_("{title}: look into it."),
}


def _follows(term: Term, rule: DeadlineRule, last: date) -> list[TimerEffect]:
    """A bar also proposes the step by which a person records what the clock cannot decide."""
    text = _(_FOLLOWS[rule.effect]).format(title=_(term.title))
    action = rule.action or None
    found = [TimerEffect(EXPIRED, rule.effect, text, action, last)]
    if rule.effect == "bar" and action == "record_lapse":
        text = _("Record the lapse of {subject}, or enter a new basis.")
        text = text.format(subject=term.subject or _(term.title))
        found.append(TimerEffect(EXPIRED, "proposal", text, action, last))
    return found
