"""Columns of an order's page: what it holds, service, remedies, the chain of measures."""

from __future__ import annotations

from asset_recovery.domain.order_detail import HoldingFacts, MeasureFacts, RemedyFacts
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.models.order_columns import state_tone

_REMEDIES = {
    "challenge": N_("Challenge"), "stay": N_("Stay"), "variation": N_("Variation"),
}  # fmt: skip


def _reach(row: HoldingFacts) -> str:
    if row.parts:
        return words.visible("; ".join(row.parts))
    return words.money(row.amount, _("the whole"))


def _final(row: HoldingFacts) -> str:
    if row.final_on is not None:
        return words.day(row.final_on)
    if row.final_parts:
        return "; ".join(f"{part} {words.day(on)}" for part, on in row.final_parts)
    return words.NOTHING


def _beside(row: HoldingFacts) -> str:
    beside = ", ".join(row.others)
    return words.visible(f"{beside}: {row.priority}" if row.priority else beside)


def _outcome(row: RemedyFacts) -> str:
    if not row.outcome:
        return _("open, suspends") if row.suspensive else _("open")
    return f"{row.outcome}, {words.day(row.until)}" if row.until else row.outcome


def _gap(row: MeasureFacts) -> str:
    return _("{hours} h without a measure").format(hours=row.gap_hours) if row.gap_hours else ""


HOLDINGS = (
    Column("asset", N_("Asset"), lambda r: r.asset, look="second", width=150),
    Column("what", N_("Description"), lambda r: words.visible(r.description), width=0),
    Column("reach", N_("Reaches"), _reach, width=150),
    Column(
        "state",
        N_("Under it"),
        lambda r: words.of("order_states", r.state),
        look="tag",
        tone=lambda r: state_tone(r.state),
        width=104,
    ),
    Column(
        "legal",
        N_("Asset is"),
        lambda r: words.of("legal_states", r.legal_state),
        look="second",
        width=130,
    ),
    Column("final", N_("Final"), _final, look="second", width=96),
    Column("others", N_("Held too by"), _beside, look="second", width=140),
)
SERVED = (
    Column("party", N_("Person"), lambda r: words.visible(r.party), width=0),
    Column("on", N_("On"), lambda r: words.day(r.on), look="second", width=104),
    Column("how", N_("How"), lambda r: words.visible(r.how or ""), look="second", width=260),
)
REMEDIES = (
    Column("on", N_("Date"), lambda r: words.day(r.on), look="second", width=104),
    Column("what", N_("What"), lambda r: _(_REMEDIES[r.what]), width=96),
    Column("by", N_("By"), lambda r: words.visible(r.by), width=170),
    Column("detail", N_("Detail"), lambda r: words.iso_days(words.visible(r.detail)), width=0),
    Column(
        "outcome",
        N_("Outcome"),
        _outcome,
        look="tag",
        tone=lambda r: "plain" if r.outcome else "attention",
        width=190,
    ),
)
MEASURES = (
    Column("asset", N_("Asset"), lambda r: r.asset, look="second", width=150),
    Column("order", N_("Order"), lambda r: r.order, look="second", width=110),
    Column(
        "kind",
        N_("Measure"),
        lambda r: words.of("order_kinds", r.kind) + (" ◂" if r.is_own else ""),
        width=0,
    ),
    Column("begins", N_("From"), lambda r: words.day(r.begins, words.NOTHING), width=100),
    Column("ends", N_("Until"), lambda r: words.day(r.ends, words.NOTHING), width=100),
    Column("gap", N_("Gap before"), _gap, look="tag", tone=lambda _r: "bad", width=180),
)
