"""Columns of legal systems: their versions, their rules, a trial line by line."""

from __future__ import annotations

from asset_recovery.domain.law_register import LawRuleFacts
from asset_recovery.domain.law_trial import TrialLine
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column

RULE_STATES = {
    "confirmed": N_("Confirmed"),
    "to_check": N_("To be checked"),
    "as_said": N_("As its source says"),
}
SYSTEM_STATES = {"in_force": N_("In force"), "earlier": N_("Earlier"), "later": N_("Later")}
VERDICTS = {"allowed": N_("Allowed"), "waits": N_("Waits"), "refused": N_("Refused")}


def _checked(rule: LawRuleFacts) -> str:
    if rule.confirmed_on is None:
        return ""
    return f"{words.visible(rule.confirmed_by)}, {words.day(rule.confirmed_on)}"


def _named(rule: LawRuleFacts) -> str:
    return words.visible(rule.label[:1].upper() + rule.label[1:])


def _differs(line: TrialLine) -> str:
    return "; ".join(line.differs) or _("no difference")


SYSTEMS = (
    Column("title", N_("Legal system"), lambda s: words.visible(s.title), width=0),
    Column("version", N_("Version"), lambda s: s.name, look="second", width=180),
    Column("since", N_("Used from"), lambda s: words.day(s.since), look="second", width=104),
    Column("state", N_("State"), lambda s: _(SYSTEM_STATES[s.state]), look="tag",
           tone=lambda s: "good" if s.state == "in_force" else "plain", width=92),
    Column("to_check", N_("To be checked"), lambda s: words.count(s.to_check), right=True,
           width=112),
    Column("cases", N_("Cases"), lambda s: words.count(s.used_by), right=True, width=64),
    Column("origin", N_("Where from"), lambda s: words.visible(s.origin), look="second",
           width=160),
)  # fmt: skip
RULES = (
    Column("label", N_("Rule"), _named, width=230),
    Column("value", N_("What it says"), lambda r: words.visible(r.value), width=0),
    Column("unit", N_("Unit"), lambda r: words.visible(r.unit), look="second", width=130),
    Column("valid_from", N_("Valid from"), lambda r: words.day(r.valid_from), look="second",
           width=100),
    Column("mark", N_("Mark"), lambda r: r.mark, look="second", width=52),
    Column("source", N_("Source"), lambda r: words.visible(r.source), look="second", width=190),
    Column("state", N_("State"), lambda r: _(RULE_STATES[r.state]), look="tag",
           tone=lambda r: {"confirmed": "good", "to_check": "attention"}.get(r.state, "plain"),
           width=138),
    Column("confirmed", N_("Confirmed by"), _checked, look="second", width=150),
)  # fmt: skip
FINDINGS = (
    Column("place", N_("Place"), lambda f: words.visible(f[0]), look="second", width=260),
    Column("line", N_("Line"), lambda f: f[1], right=True, width=60),
    Column("text", N_("What is wrong"), lambda f: words.visible(f[2]), width=0),
)
TRIAL = (
    Column("number", N_("No."), lambda line: words.count(line.number), right=True, width=48),
    Column("on", N_("Date"), lambda line: line.on, look="second", width=92),
    Column("action", N_("Step"), lambda line: words.code(line.action), width=190),
    Column("record", N_("Record"), lambda line: words.visible(line.record), look="second",
           width=170),
    Column("state", N_("Outcome"), lambda line: _(VERDICTS[line.under.state]), look="tag",
           tone=lambda line: {"refused": "bad", "waits": "attention"}.get(line.under.state, "good"),
           width=92),
    Column("differs", N_("What differs"), _differs, width=0),
)  # fmt: skip
