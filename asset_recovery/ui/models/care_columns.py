"""Columns of the lists about the care for an asset, and of the registers made of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from asset_recovery.domain.management_facts import ContractFacts, StretchFacts
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column

STATES = {
    "to_come": N_("to come"),
    "running": N_("running"),
    "expired": N_("expired"),
    "ended": N_("ended"),
}
_TONES = {"running": "good", "expired": "bad", "to_come": "attention"}
ALARMS = {
    "fees_above_income": N_("fees above income"),
    "cap_share_of_income": N_("above the cap"),
    "cap_share_of_value": N_("above the cap, by value"),
    "cap_amount": N_("above the cap"),
}


def state(row: Any) -> str:
    """The state of a contract in words."""
    return _(STATES.get(row.state, row.state))


def state_tone(row: Any) -> str:
    """Red where it ran out and nobody ended it."""
    return _TONES.get(row.state, "plain")


def fees(row: ContractFacts) -> str:
    """What was booked, else the cap that was agreed."""
    if row.fees is not None:
        return words.money(row.fees.fees)
    return row.fee_cap and _("cap {cap}").format(cap=row.fee_cap)


def alarm(row: ContractFacts) -> str:
    """The alarms of the fees, each once."""
    found = row.fees.alarms if row.fees else ()
    return ", ".join(dict.fromkeys(_(ALARMS.get(name, name)) for name in found))


def _next(row: ContractFacts) -> str:
    if row.reports_missing:
        return _("{count} missing").format(count=row.reports_missing)
    return words.day(row.next_report_on, words.NOTHING)


def _stretch(row: StretchFacts) -> str:
    return _("no report") if row.kind == "gap" else _("two reports")


def breach(row: Any) -> str:
    """Since when a breach is open."""
    return _("breach since {day}").format(day=words.day(row.breach)) if row.breach else ""


def _finding(code: str | None) -> str:
    return words.of("reuse_findings", code)


def _ends(value: date | None) -> str:
    return words.day(value, _("open end"))


CONTRACTS = (
    Column("reference", N_("Contract"), lambda r: r.policy or r.reference, look="second",
           width=96),
    Column("kind", N_("Kind"), lambda r: words.of("contract_kinds", r.kind), width=116),
    Column("party", N_("With"), lambda r: words.visible(r.party), width=0),
    Column("since", N_("From"), lambda r: words.day(r.since), look="second", width=98),
    Column("until", N_("Until"), lambda r: _ends(r.until), look="second", width=98),
    Column("state", N_("State"), state, look="tag", tone=state_tone, width=90),
    Column("fees", N_("Fees"), fees, right=True, width=104),
    Column("alarm", N_("Alarm"), alarm, look="tag", tone=lambda _r: "bad", width=132),
    Column("report", N_("Next report"), _next, look="second", width=104),
)  # fmt: skip
REPORTS = (
    Column("since", N_("From"), lambda r: words.day(r.since), look="second", width=98),
    Column("until", N_("To"), lambda r: words.day(r.until), look="second", width=98),
    Column("contract", N_("Contract"), lambda r: r.contract or words.NOTHING, look="second",
           width=110),
    Column("income", N_("Income"), lambda r: words.money(r.income), right=True, width=118),
    Column("income_diff", N_("to the books"), lambda r: words.money(r.income_difference),
           right=True, look="second", width=110),
    Column("costs", N_("Costs"), lambda r: words.money(r.costs), right=True, width=118),
    Column("cost_diff", N_("to the books"), lambda r: words.money(r.cost_difference), right=True,
           look="second", width=110),
    Column("findings", N_("Findings"), lambda r: words.visible(r.findings), width=0),
)  # fmt: skip
STRETCHES = (
    Column("kind", N_("What"), _stretch, look="tag", tone=lambda _r: "attention", width=110),
    Column("since", N_("From"), lambda r: words.day(r.since), width=104),
    Column("until", N_("To"), lambda r: words.day(r.until), width=104),
    Column("contract", N_("Contract"), lambda r: r.contract or words.NOTHING, look="second",
           width=0),
)  # fmt: skip
OUTCOME = (
    Column("label", N_("Figure"), lambda r: r.label, width=0),
    Column("estimate", N_("Planned"), lambda r: r.estimate or words.NOTHING, right=True,
           width=130),
    Column("actual", N_("So far"), lambda r: r.actual or words.NOTHING, right=True, width=130),
    Column("difference", N_("Difference"), lambda r: r.difference or words.NOTHING, right=True,
           look="second", width=130),
    Column("note", N_("Basis"), lambda r: words.iso_days(r.note), look="second", width=170),
)  # fmt: skip
VISITS = (
    Column("on", N_("Visited"), lambda r: words.day(r.on), look="second", width=104),
    Column("by", N_("By"), lambda r: words.visible(r.by), width=0),
    Column("finding", N_("Finding"), lambda r: _finding(r.finding), look="tag",
           tone=lambda r: "bad" if r.finding == "breach" else "good", width=120),
    Column("next", N_("Next visit"), lambda r: words.day(r.next_on, words.NOTHING), look="second",
           width=104),
    Column("photos", N_("Photographs"), lambda r: words.visible(", ".join(r.photos)),
           look="second", width=150),
)  # fmt: skip
