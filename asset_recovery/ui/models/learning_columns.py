"""Columns of what was learnt: patterns of hiding, outcomes, stages, reviews."""

from __future__ import annotations

from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column

PATTERNS = (
    Column("on", N_("Date"), lambda p: words.day(p.on), look="second", width=100),
    Column(
        "codes", N_("How"),
        lambda p: ", ".join(words.of("concealment_patterns", code) for code in p.codes), width=0,
    ),
    Column("assets", N_("Assets"), lambda p: ", ".join(p.assets) or _("the whole case"),
           look="second", width=170),
    Column("source", N_("Source"), lambda p: words.visible(p.source or ""), width=150),
    Column("note", N_("Note"), lambda p: words.visible(p.note or ""), look="second", width=170),
    Column("author", N_("By"), lambda p: words.visible(p.author), look="second", width=110),
)  # fmt: skip
OUTCOMES = (
    Column("asset", N_("Asset"), lambda o: o.asset, look="second", width=110),
    Column("description", N_("Description"), lambda o: words.visible(o.description), width=0),
    Column("headline", N_("State"), lambda o: words.code(_(o.headline)), look="tag", width=120),
    Column("estimate", N_("Estimate"), lambda o: words.money(o.estimate), right=True, width=150),
    Column("outcome", N_("Outcome"), lambda o: words.money(o.outcome), right=True, width=150),
    Column("cost", N_("Cost"), lambda o: words.money(o.cost), right=True, width=140),
    Column("loss", N_("Loss"), lambda o: words.money(o.loss), right=True, width=104),
    Column("days", N_("Days"), lambda o: words.NOTHING if o.days is None else words.count(o.days),
           right=True, width=60),
)  # fmt: skip
STAGES = (
    Column("name", N_("Stage"), lambda s: _(s.name), width=0),
    Column("assets", N_("Assets"), lambda s: words.count(s.assets), right=True, width=80),
    Column("median", N_("Median days"), lambda s: s.median, right=True, width=110),
    Column("longest", N_("Longest"), lambda s: words.count(s.longest), right=True, width=90),
)
YEARS = (
    Column("year", N_("Year"), lambda y: str(y.year), look="second", width=64),
    Column("label", N_("How it was hidden"), lambda y: words.visible(y.label), width=0),
    Column("cases", N_("Cases"), lambda y: words.count(y.cases), right=True, width=80),
    Column("assets", N_("Assets"), lambda y: words.count(y.assets), right=True, width=80),
    Column("value", N_("Value today"), lambda y: words.money(y.value), right=True, width=150),
    Column("records", N_("Where"), lambda y: ", ".join(y.records[:4]), look="second", width=260),
)
REVIEWS = (
    Column("year", N_("Year"), lambda r: str(r.year), look="second", width=64),
    Column("case", N_("Case"), lambda r: r.case, look="second", width=110),
    Column("title", N_("Title"), lambda r: words.visible(r.title), width=160),
    Column("estimate", N_("Estimate"), lambda r: words.money(r.review.estimate), right=True,
           width=130),
    Column("outcome", N_("Outcome"), lambda r: words.money(r.review.outcome), right=True,
           width=130),
    Column("cost", N_("Cost"), lambda r: words.money(r.review.cost), right=True, width=120),
    Column("loss", N_("Loss"), lambda r: words.money(r.review.loss), right=True, width=110),
    Column("days", N_("Days"), lambda r: words.count(r.review.days), right=True, width=64),
    Column("lesson", N_("Lesson"),
           lambda r: words.visible(r.review.lesson or _("still to be written")), width=0),
)  # fmt: skip
