"""Columns of a request's page: steps, clocks, orders, results, amounts abroad, contacts."""

from __future__ import annotations

from asset_recovery.domain.case_file import AbroadFacts, RequestClockFacts, SeveralStatesFacts
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column

_CLOCKS = {"late": "bad", "met_late": "attention", "met": "good", "paused": "accent"}
_STATES = {
    "open": N_("runs"), "late": N_("expired"), "met": N_("met"), "met_late": N_("met late"),
    "paused": N_("stands still"),
}  # fmt: skip
_DECISIONS = {
    "": N_("open"), "recognised": N_("recognised"), "refused": N_("refused"),
    "postponed": N_("postponed"),
}  # fmt: skip


def _clock(row: RequestClockFacts) -> str:
    title = words.visible(f"{row.title} {row.record}".strip())
    return f"{title} – {words.visible(row.note)}" if row.note else title


def _dated(amount: object, on: object) -> str:
    text = words.money(amount, words.NOTHING)  # type: ignore[arg-type]
    return f"{text}, {words.day(on)}" if on is not None and amount is not None else text  # type: ignore[arg-type]


def _held(row: SeveralStatesFacts) -> str:
    return "; ".join(
        f"{country}: {held.display()} + {paid.display()}" for country, held, paid in row.by_state
    )


def _until(row: AbroadFacts) -> str:
    return words.day(row.expires_on, words.NOTHING)


STEPS = (
    Column("label", N_("Step"), lambda r: words.visible(r.label), width=0),
    Column("on", N_("Reached"), lambda r: words.day(r.on), look="second", width=104),
)
CLOCKS = (
    Column("title", N_("Term"), _clock, width=0),
    Column("start", N_("From"), lambda r: words.day(r.start), look="second", width=98),
    Column("due", N_("Until"), lambda r: words.day(r.due), width=98),
    Column("state", N_("State"), lambda r: _(_STATES.get(r.state, r.state)), look="tag",
           tone=lambda r: _CLOCKS.get(r.state, "plain"), width=84),
)  # fmt: skip
ORDERS = (
    Column("order", N_("Order"), lambda r: r.order, look="second", width=110),
    Column("kind", N_("Kind"), lambda r: words.of("order_kinds", r.kind) if r.kind
           else _("not on file yet"), width=0),
    Column("due", N_("Still due"), lambda r: words.money(r.due, words.NOTHING), width=120),
    Column("decision", N_("Recognition"), lambda r: _(_DECISIONS.get(r.decision, r.decision)),
           look="tag", width=104),
    Column("on", N_("Decided"), lambda r: words.day(r.decided_on, words.NOTHING), look="second",
           width=96),
    Column("grounds", N_("Ground"), lambda r: words.visible(", ".join(r.grounds)), look="second",
           width=150),
)  # fmt: skip
EXECUTION = (
    Column("asset", N_("Asset"), lambda r: r.asset, look="second", width=124),
    Column("outcome", N_("Result"), lambda r: words.of("execution_outcomes", r.outcome), width=0),
    Column("asked", N_("Asked"), lambda r: words.money(r.asked, words.NOTHING), width=116),
    Column("amount", N_("Found"), lambda r: words.money(r.amount, words.NOTHING), width=116),
    Column("shortfall", N_("Shortfall"), lambda r: words.money(r.shortfall, words.NOTHING),
           width=116),
)  # fmt: skip
ABROAD = (
    Column("asset", N_("Asset"), lambda r: r.asset, look="second", width=116),
    Column("outcome", N_("Result"), lambda r: words.of("result_outcomes", r.outcome)
           if r.outcome else _("no report yet"), width=96),
    Column("expected", N_("Expected"), lambda r: _dated(r.expected, r.expected_on), width=0),
    Column("confirmed", N_("Confirmed"), lambda r: _dated(r.confirmed, r.confirmed_on), width=0),
    Column("received", N_("Received"), lambda r: _dated(r.received, r.received_on), width=0),
    Column("deducted", N_("Costs deducted"), lambda r: words.money(r.deducted, words.NOTHING),
           width=110),
)  # fmt: skip
HELD = (
    Column("asset", N_("Asset"), lambda r: r.asset, look="second", width=116),
    Column("custodian", N_("Kept abroad by"), lambda r: words.visible(r.custodian or words.NOTHING),
           width=0),
    Column("costs", N_("Running costs"), lambda r: words.money(r.running_costs, words.NOTHING),
           width=110),
    Column("until", N_("Freezing ends"), _until, width=100),
    Column("hearing", N_("Next hearing"), lambda r: words.day(r.next_hearing, words.NOTHING),
           look="second", width=100),
)  # fmt: skip
CONTACTS = (
    Column("on", N_("Day"), lambda r: words.day(r.on), look="second", width=96),
    Column("what", N_("What"), lambda r: words.visible(r.what), width=0),
    Column("detail", N_("More"), lambda r: words.visible(r.detail), look="second", width=190),
)
TOTALS = (
    Column("order", N_("Order"), lambda r: r.order, look="second", width=110),
    Column("states", N_("Held + paid by State"), _held, width=0),
    Column("total", N_("Total"), lambda r: words.money(r.total, words.NOTHING), width=116),
    Column("left", N_("Left"), lambda r: words.money(r.left, words.NOTHING), width=116),
)
