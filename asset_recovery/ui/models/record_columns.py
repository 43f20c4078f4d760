"""Columns of the short lists on record pages: one case's or one asset's lines."""

from __future__ import annotations

from asset_recovery.domain.case_file import AssetFacts
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.models.order_columns import state_tone as order_tone
from asset_recovery.ui.models.request_columns import direction
from asset_recovery.ui.models.request_columns import state_tone as request_tone


def _described(asset: AssetFacts) -> str:
    """The description; of an asset of another case, that case before it."""
    text = words.visible(asset.description)
    return text if asset.home_case is None else f"{asset.home_case}: {text}"


ASSETS = (
    Column("number", N_("No."), lambda a: str(a.number), right=True, width=44),
    Column("reference", N_("Asset"), lambda a: a.reference, look="second", width=154),
    Column("description", N_("Description"), _described, width=0),
    Column("type", N_("Type"), lambda a: words.visible(a.type_label), look="second", width=92),
    Column(
        "headline",
        N_("State"),
        lambda a: words.code(_(a.headline)),
        look="tag",
        tone=lambda _a: "plain",
        width=160,
    ),
    Column("country", N_("Country"), lambda a: a.country or "", look="second", width=62),
    Column("value", N_("Value"), lambda a: words.money(a.value), right=True, width=138),
)
ORDERS = (
    Column("reference", N_("Order"), lambda o: o.reference, look="second", width=130),
    Column("kind", N_("Kind"), lambda o: words.visible(o.kind_label), width=180),
    Column("authority", N_("Authority"), lambda o: words.visible(o.authority), width=0),
    Column(
        "state",
        N_("State"),
        lambda o: words.of("order_states", o.state),
        look="tag",
        tone=lambda o: order_tone(o.state),
        width=120,
    ),
    Column("made", N_("Made"), lambda o: words.day(o.made_on), look="second", width=104),
    Column(
        "ends",
        N_("In force until"),
        lambda o: words.day(o.expires_on, words.NOTHING),
        look="second",
        width=110,
    ),
    Column("amount", N_("Amount"), lambda o: words.money(o.amount), right=True, width=130),
)
PARTIES = (
    Column("reference", N_("Party"), lambda p: p.reference, look="second", width=110),
    Column("name", N_("Name"), lambda p: words.visible(p.name), width=0),
    Column(
        "roles",
        N_("Roles"),
        lambda p: ", ".join(words.of("party_roles", r) for r in p.roles),
        width=220,
    ),
    Column("kind", N_("Kind"), lambda p: words.of("party_kinds", p.kind), look="second", width=100),
    Column(
        "country",
        N_("Country"),
        lambda p: p.country or p.nationality or "",
        look="second",
        width=80,
    ),
)
RELATIONS = (
    Column("party", N_("Who"), lambda r: words.visible(r.party), width=0),
    Column(
        "relation",
        N_("Relation"),
        lambda r: words.of("relation_kinds", r.relation),
        look="second",
        width=120,
    ),
    Column("share", N_("Share"), lambda r: r.share or "", right=True, width=80),
    Column("other", N_("In or with"), lambda r: words.visible(r.other), width=240),
    Column(
        "source", N_("Source"), lambda r: words.visible(r.source or ""), look="second", width=180
    ),
)
PROCEEDINGS = (
    Column("kind", N_("Kind"), lambda p: words.of("proceeding_kinds", p.kind), width=170),
    Column("authority", N_("Authority"), lambda p: words.visible(p.authority), width=0),
    Column("reference", N_("Reference"), lambda p: p.reference, look="second", width=130),
    Column("on", N_("Date"), lambda p: words.day(p.on), look="second", width=104),
    Column(
        "next", N_("Next hearing"), lambda p: words.day(p.next_hearing), look="second", width=110
    ),
    Column("outcome", N_("Outcome"), lambda p: words.visible(p.outcome or ""), width=150),
    Column("final", N_("Final"), lambda p: words.day(p.final_on), look="second", width=104),
)
REQUESTS = (
    Column("reference", N_("Request"), lambda r: r.reference, look="second", width=136),
    Column("direction", N_("Direction"), lambda r: direction(r.direction), look="second", width=80),
    Column("country", N_("State"), lambda r: r.country, width=60),
    Column("authority", N_("Authority"), lambda r: words.visible(r.authority or ""), width=0),
    Column(
        "kinds",
        N_("What"),
        lambda r: ", ".join(words.of("request_kinds", k) for k in r.kinds),
        width=170,
    ),
    Column(
        "state",
        N_("Stage"),
        lambda r: words.of("request_states", r.state),
        look="tag",
        tone=lambda r: request_tone(r.state),
        width=140,
    ),
    Column("made", N_("Made"), lambda r: words.day(r.made_on), look="second", width=104),
)
CUSTODY = (
    Column("on", N_("Date"), lambda c: words.day(c.on), look="second", width=104),
    Column("what", N_("What"), lambda c: words.visible(c.what), width=170),
    Column("place", N_("Place"), lambda c: words.visible(c.place or ""), width=0),
    Column(
        "from", N_("From"), lambda c: words.visible(c.from_whom or ""), look="second", width=150
    ),
    Column("to", N_("To"), lambda c: words.visible(c.to_whom or c.custodian or ""), width=150),
    Column(
        "condition",
        N_("Condition"),
        lambda c: words.visible(c.condition or ""),
        look="second",
        width=100,
    ),
    Column("seals", N_("Seals"), lambda c: words.visible(c.seals or ""), look="second", width=90),
)
CASES_OF_ASSET = (
    Column("case", N_("Case"), lambda one: one.case, width=190),
    Column("share", N_("Share of the costs"),
           lambda one: words.share(one.share) or _("not agreed"), right=True, width=150),
    Column("home", N_("Counted"),
           lambda one: _("its value counts here") if one.is_home else _("shown with its share"),
           width=0),
)  # fmt: skip
LINEAGE = (
    Column("how", N_("How"), lambda one: words.of("lineage_kinds", one.how), width=120),
    Column("asset", N_("Asset"), lambda one: one.asset, width=190),
    Column("share", N_("Share"), lambda one: words.share(one.share), right=True, width=80),
    Column("on", N_("On"), lambda one: words.day(one.on), look="second", width=104),
    Column("method", N_("Method"), lambda one: words.visible(one.method or ""), width=0),
)
POSTINGS = (
    Column("on", N_("Date"), lambda p: words.day(p.on), look="second", width=104),
    Column("direction", N_("Kind"), lambda p: words.code(p.direction), width=80),
    Column(
        "category",
        N_("Category"),
        lambda p: words.of(f"{p.direction}_categories", p.category),
        width=130,
    ),
    Column("counterparty", N_("With"), lambda p: words.visible(p.counterparty), width=0),
    Column("asset", N_("Asset"), lambda p: p.asset or "", look="second", width=154),
    Column("amount", N_("Amount"), lambda p: words.money(p.amount), right=True, width=130),
    Column("reversed", N_("Corrected by"), lambda p: p.reversed_by or "", look="second", width=100),
)
CLAIMS = (
    Column("reference", N_("Claim"), lambda c: c.reference, look="second", width=110),
    Column("party", N_("Who"), lambda c: words.visible(c.party), width=0),
    Column("kind", N_("Kind"), lambda c: words.code(c.kind), width=110),
    Column("extent", N_("What"), lambda c: words.visible(c.extent), width=200),
    Column("on", N_("Filed"), lambda c: words.day(c.on), look="second", width=104),
    Column(
        "state",
        N_("State"),
        lambda c: words.code(c.state),
        look="tag",
        tone=lambda c: "attention" if c.decided_on is None else "plain",
        width=130,
    ),
)
DECISIONS = (
    Column("reference", N_("Decision"), lambda d: d.reference, look="second", width=100),
    Column("title", N_("What"), lambda d: words.visible(d.title), width=0),
    Column("asked", N_("Asked by"), lambda d: words.visible(d.asked_by), look="second", width=130),
    Column("on", N_("Asked"), lambda d: words.day(d.asked_on), look="second", width=104),
    Column(
        "state",
        N_("State"),
        lambda d: words.code(d.state),
        look="tag",
        tone=lambda d: {"pending": "attention", "approved": "good"}.get(d.state, "plain"),
        width=110,
    ),
)
DOCUMENTS = (
    Column("reference", N_("Document"), lambda d: d.reference, look="second", width=110),
    Column("title", N_("Title"), lambda d: words.visible(d.title), width=0),
    Column(
        "kind", N_("Kind"), lambda d: words.of("document_kinds", d.kind), look="second", width=110
    ),
    Column("on", N_("Date"), lambda d: words.day(d.on), look="second", width=104),
    Column("size", N_("Size"), lambda d: words.size(d.size), right=True, width=80),
    Column("hash", N_("SHA-256"), lambda d: d.hash[:12], look="second", width=110),
)
SHARES = (
    Column("to", N_("To"), lambda s: words.visible(s[0]), width=0),
    Column(
        "kind", N_("Kind"), lambda s: words.of("allocation_kinds", s[1]), look="second", width=160
    ),
    Column("amount", N_("Amount"), lambda s: words.money(s[2]), right=True, width=150),
)
WATERFALL = (
    Column("rank", N_("Rank"), lambda w: str(w.rank), right=True, width=50),
    Column("label", N_("What"), lambda w: words.visible(w.label), width=0),
    Column("amount", N_("Amount"), lambda w: words.money(w.amount), right=True, width=140),
    Column("balance", N_("Left"), lambda w: words.money(w.balance), right=True, width=140),
    Column("note", N_("Note"), lambda w: words.visible(w.note), look="second", width=160),
)
JOURNAL = (
    Column("seq", N_("No."), lambda j: words.count(j.seq), right=True, width=70),
    Column("at", N_("Recorded"), lambda j: words.moment(j.at), look="second", width=140),
    Column("actor", N_("By"), lambda j: words.visible(j.actor), width=130),
    Column("action", N_("Action"), lambda j: words.action(j.action), width=180),
    Column("changes", N_("What changed"), lambda j: changed(j.changes), look="second", width=0),
    Column("hash", N_("Entry"), lambda j: j.hash[:12], look="second", width=110),
)


def changed(changes: tuple[tuple[str, str, str | None, str | None], ...]) -> str:
    """The first values that an entry changed, old → new."""
    shown = [
        f"{words.code(field)}: {before or words.NOTHING} → {after or words.NOTHING}"
        for _record, field, before, after in changes[:3]
    ]
    more = _("and {number} more").format(number=len(changes) - 3) if len(changes) > 3 else ""
    return words.visible("; ".join([*shown, *([more] if more else [])]))
