"""Columns of the custody lists: hand-overs, findings, seals, inspections, use, incidents, holds."""

from __future__ import annotations

from asset_recovery.domain.custody_facts import ChainLink, Finding, IncidentFacts, UseLine
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column


def _see(text: object) -> str:
    return words.visible(str(text or ""))


def moment_of(link: ChainLink) -> str:
    """The day of a hand-over, with the times at both ends where they are known."""
    times = [one.strftime("%H:%M") for one in (link.out_at, link.in_at) if one is not None]
    day = words.day(link.on)
    return f"{day}, {'–'.join(dict.fromkeys(times))}" if times else day


def seals_of(link: ChainLink) -> str:
    """Seals at both ends of a hand-over."""
    before, after = ", ".join(link.seals_out), ", ".join(link.new_seals or link.seals)
    return f"{before} → {after}" if before and after and before != after else after or before


def finding_state(one: Finding) -> str:
    """Open, or explained."""
    return _("explained") if one.explanation else _("open")


def _use(line: UseLine) -> str:
    if line.reading is None:
        return ""
    text = f"{line.reading:f}"
    return text if line.since is None else f"{text} ({line.since:+f})"


def _incident_state(one: IncidentFacts) -> str:
    if one.closed_on:
        return _("closed {day}").format(day=words.day(one.closed_on))
    return _("open")


FINDINGS = (
    Column("on", N_("Date"), lambda f: words.day(f.on), look="second", width=104),
    Column("code", N_("What"), lambda f: words.of("custody_findings", f.code), width=190),
    Column("sentence", N_("What was found"), lambda f: _see(f.explanation or f.sentence), width=0),
    Column("state", N_("State"), finding_state, look="tag",
           tone=lambda f: "good" if f.explanation else "bad", width=96),
)  # fmt: skip
CASE_FINDINGS = (
    Column("asset", N_("Asset"), lambda p: p[0].asset, look="second", width=154),
    *(
        Column(c.key, c.title, lambda p, c=c: c.text(p[1]), look=c.look,  # type: ignore[misc]
               tone=lambda p, c=c: c.tone(p[1]), width=c.width)  # type: ignore[misc]
        for c in FINDINGS
    ),
)  # fmt: skip
SEALS = (
    Column("seal", N_("Seal"), lambda s: _see(s.seal), width=150),
    Column("what", N_("What"), lambda s: words.of("seal_events", s.what), width=90),
    Column("on", N_("Date"), lambda s: words.day(s.on), look="second", width=104),
    Column("by", N_("By"), lambda s: _see(s.by), width=150),
    Column("reason", N_("Remark"), lambda s: _see(s.reason or s.place), look="second", width=0),
    Column("state", N_("State"), lambda s: _("on it") if s.still_on else "", look="tag",
           tone=lambda _s: "good", width=80),
    Column("twice", N_("Also on"), lambda s: ", ".join(s.twice_on), width=150),
)  # fmt: skip
INSPECTIONS = (
    Column("on", N_("Date"), lambda i: words.day(i.on), look="second", width=104),
    Column("kind", N_("Kind"), lambda i: words.of("inspection_kinds", i.kind) if i.kind else "",
           width=96),
    Column("by", N_("By"), lambda i: _see(i.by), width=130),
    Column("condition", N_("Condition"), lambda i: _see(i.condition), width=150),
    Column("findings", N_("Findings"), lambda i: _see(i.findings), look="second", width=0),
    Column("change", N_("Change"), lambda i: i.change or "", look="tag",
           tone=lambda _i: "attention", width=130),
    Column("next", N_("Next"), lambda i: words.day(i.next_on, ""), look="second", width=104),
)  # fmt: skip
USES = (
    Column("on", N_("Date"), lambda u: words.day(u.on), look="second", width=104),
    Column("kind", N_("What"), lambda u: words.of("use_kinds", u.kind), width=110),
    Column("reading", N_("Reading"), _use, right=True, width=150),
    Column("by", N_("By"), lambda u: _see(u.by), width=140),
    Column("findings", N_("Findings"), lambda u: _see(u.explanation or u.findings), look="second",
           width=0),
    Column("beyond", N_("Beyond what was agreed"),
           lambda u: "" if u.beyond is None else f"{u.beyond:f}", look="tag",
           tone=lambda _u: "bad", width=170),
)  # fmt: skip
INCIDENTS = (
    Column("reference", N_("Incident"), lambda i: i.reference or "", look="second", width=130),
    Column("on", N_("Date"), lambda i: words.day(i.on), look="second", width=104),
    Column("kind", N_("Kind"), lambda i: words.of("incident_kinds", i.kind), width=110),
    Column("what", N_("What happened"), lambda i: _see(i.description), width=0),
    Column("last", N_("Last step"),
           lambda i: _see(i.steps[-1][2]) if i.steps else "", look="second", width=190),
    Column("state", N_("State"), _incident_state, look="tag",
           tone=lambda i: "good" if i.closed_on else "attention", width=130),
)  # fmt: skip
HOLDS = (
    Column("on", N_("Since"), lambda h: words.day(h.on), look="second", width=104),
    Column("authority", N_("For"), lambda h: _see(h.authority), width=0),
    Column("review", N_("To be reviewed by"), lambda h: words.day(h.review_on), width=140),
    Column("ended", N_("Ended"), lambda h: words.day(h.ended_on, _("running")), width=110),
)
