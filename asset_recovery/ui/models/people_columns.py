"""Columns of the lists about people: the team, declarations of interest, chains of control."""

from __future__ import annotations

from asset_recovery.domain.ownership import ChainLink, ChainNode, percent
from asset_recovery.domain.ownership_chart import effective, why_text
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


def _node(node: ChainNode) -> str:
    also = f" = {', '.join(node.same_as)}" if node.same_as else ""
    return words.visible(f"{node.name}{also}")


def _marks(node: ChainNode) -> str:
    marks = [
        _("secrecy jurisdiction") if node.in_secrecy_state else "",
        node.gatekeeper or "",
        _("holds public office") if node.is_pep else "",
    ]
    return words.visible(", ".join(mark for mark in marks if mark))


def _link_share(link: ChainLink) -> str:
    return percent(link.share) or words.NOTHING


NODES = (
    Column("level", N_("Level"), lambda n: str(n.level), right=True, width=50),
    Column("reference", N_("Party"), lambda n: n.reference, look="second", width=110),
    Column("name", N_("Name"), _node, width=0),
    Column("country", N_("Country"), lambda n: n.country or "", look="second", width=62),
    Column("share", N_("Share in the end"), lambda n: effective(n) or words.NOTHING, right=True,
           width=124),
    Column("votes", N_("Votes"), lambda n: percent(n.votes) or words.NOTHING, right=True, width=84),
    Column(
        "benefits", N_("Beneficial owner"), why_text, look="tag",
        tone=lambda n: "good" if n.is_beneficial_owner else "plain", width=210,
    ),
    Column("marks", N_("Marks"), _marks, look="second", width=150),
)  # fmt: skip
LINKS = (
    Column("holder", N_("Who"), lambda k: words.visible(k.holder), width=130),
    Column("relation", N_("Relation"), lambda k: words.code(k.relation), width=130),
    Column("held", N_("In or for"), lambda k: words.visible(k.held), width=130),
    Column("share", N_("Share"), _link_share, right=True, width=74),
    Column("votes", N_("Votes"), lambda k: percent(k.votes) or words.NOTHING, right=True, width=74),
    Column("since", N_("From"), lambda k: words.day(k.since, words.NOTHING), look="second",
           width=100),
    Column("until", N_("Until"), lambda k: words.day(k.until, words.NOTHING), look="second",
           width=100),
    Column("source", N_("Source"), lambda k: words.visible(k.source or ""), width=0),
    Column("confidence", N_("Confidence"), lambda k: words.code(k.confidence or ""), look="second",
           width=96),
)  # fmt: skip
