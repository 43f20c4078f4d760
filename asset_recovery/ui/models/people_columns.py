"""Columns of the lists about people: the case team, and declarations of interest."""

from __future__ import annotations

from asset_recovery.domain.people_facts import InterestFacts, MemberFacts
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column

_MEMBER = {"active": N_("works on it"), "not_yet": N_("not yet"), "ended": N_("no longer")}
_MEMBER_TONES = {"active": "good", "not_yet": "attention"}
_INTEREST = {
    "none": N_("none"),
    "due": N_("to renew"),
    "conflict": N_("conflict"),
    "recused": N_("stands aside"),
    "withdrawn": N_("withdrawn"),
}
_INTEREST_TONES = {"recused": "bad", "conflict": "bad", "due": "attention", "none": "good"}


def _who(member: MemberFacts) -> str:
    if member.kind == "user":
        return words.visible(member.name)
    place = f" ({member.country})" if member.country else ""
    return words.visible(f"{member.name}{place}")


def _end(member: MemberFacts) -> str:
    return words.day(member.ended_on or member.until, words.NOTHING)


def _statement(interest: InterestFacts) -> str:
    about = ", ".join(interest.assets)
    return words.visible(f"{about}: {interest.statement}" if about else interest.statement)


TEAM = (
    Column("name", N_("Who"), _who, width=0),
    Column("role", N_("Role"), lambda m: words.visible(m.role), width=150),
    Column("authority", N_("Authority"), lambda m: words.visible(m.authority or ""), width=170),
    Column(
        "by", N_("Entered by"), lambda m: words.visible(m.appointed_by or ""), look="second",
        width=120,
    ),
    Column("since", N_("From"), lambda m: words.day(m.since, words.NOTHING), look="second",
           width=100),
    Column("until", N_("Until"), _end, look="second", width=100),
    Column(
        "state", N_("Today"), lambda m: _(_MEMBER[m.state]), look="tag",
        tone=lambda m: _MEMBER_TONES.get(m.state, "plain"), width=100,
    ),
)  # fmt: skip
INTERESTS = (
    Column("on", N_("Declared"), lambda i: words.day(i.on), look="second", width=100),
    Column("name", N_("By"), lambda i: words.visible(i.name), width=150),
    Column(
        "state", N_("What"), lambda i: _(_INTEREST[i.state]), look="tag",
        tone=lambda i: _INTEREST_TONES.get(i.state, "plain"), width=110,
    ),
    Column("statement", N_("Statement"), _statement, width=0),
    Column("until", N_("To renew by"), lambda i: words.day(i.valid_until, words.NOTHING),
           look="second", width=104),
)  # fmt: skip
