"""Columns of what the office asked for, was told, gave out, and may use."""

from __future__ import annotations

from asset_recovery.domain.intelligence_facts import (
    ConsentFacts,
    InformationFacts,
    ReportFacts,
)
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column

_STATES = {"open": N_("open"), "late": N_("late"), "answered": N_("answered")}
_TONES = {"open": "attention", "late": "bad", "answered": "good"}


def _about(one: InformationFacts) -> str:
    return words.visible(", ".join((*one.subjects, *one.assets, *one.accounts)))


def _state(one: InformationFacts) -> str:
    if one.state == "answered":
        return _(one.result_label).lower()
    return _(_STATES[one.state])


def _holds(one: ConsentFacts) -> str:
    if one.withdrawn_on is not None:
        return _("withdrawn {day}").format(day=words.day(one.withdrawn_on))
    if one.until is not None:
        return _("until {day}").format(day=words.day(one.until))
    return _("no end")


def _feedback(one: ReportFacts) -> str:
    return _(one.feedback_label) if one.feedback_label else _("none yet")


INFORMATION = (
    Column("reference", N_("Request"), lambda r: r.reference, look="second", width=128),
    Column("on", N_("Sent"), lambda r: words.day(r.on), look="second", width=98),
    Column("to", N_("To"), lambda r: words.visible(r.to), width=0),
    Column("register", N_("Register"), lambda r: _(r.register_label), look="second", width=150),
    Column("about", N_("About"), _about, look="second", width=170),
    Column("due", N_("Answer due"), lambda r: words.day(r.due, ""), look="second", width=98),
    Column("state", N_("State"), _state, look="tag", tone=lambda r: _TONES[r.state], width=130),
)
REPORTS = (
    Column("reference", N_("Report"), lambda r: r.reference, look="second", width=128),
    Column("on", N_("Received"), lambda r: words.day(r.on), look="second", width=98),
    Column("from", N_("From"), lambda r: _(r.from_label), width=110),
    Column("summary", N_("What was said"), lambda r: words.visible(r.summary), width=0),
    Column("handling", N_("Handling"), lambda r: _(r.handling_label), look="second", width=130),
    Column("feedback", N_("Feedback"), _feedback, look="second", width=120),
)
DISCLOSURES = (
    Column("on", N_("Date"), lambda d: words.day(d.on), look="second", width=98),
    Column("how", N_("How"), lambda d: _(d.how), look="second", width=150),
    Column("to", N_("To"), lambda d: words.visible(d.to), width=200),
    Column("what", N_("What"), lambda d: words.visible(d.what), width=0),
    Column("basis", N_("Basis"), lambda d: words.visible(d.basis), look="second", width=180),
)
CONSENTS = (
    Column("reference", N_("Consent"), lambda c: c.reference, look="second", width=128),
    Column("about", N_("To the content of"), lambda c: ", ".join(c.about), width=170),
    Column("by", N_("By"), lambda c: words.visible(c.by), width=0),
    Column("uses", N_("For"), lambda c: _(c.uses_label), look="second", width=220),
    Column("holds", N_("Holds"), _holds, look="second", width=150),
)
CHECKS = (
    Column("request", N_("Request"), lambda c: c.request, look="second", width=128),
    Column("on", N_("Answered"), lambda c: words.day(c.on), look="second", width=98),
    Column("check", N_("Check"), lambda c: words.visible(words.code(c.check)), width=180),
    Column("outcome", N_("Hit or no hit"), lambda c: _(c.outcome_label), look="second", width=130),
    Column("result", N_("Result"), lambda c: words.visible(c.result), width=0),
)
