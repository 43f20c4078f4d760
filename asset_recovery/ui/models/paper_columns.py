"""Columns and filters of the register of issued papers, and those of a case."""

from __future__ import annotations

from datetime import date

from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.models.register import Register
from asset_recovery.ui.widgets.chips import Chip

_TONES = {"partly_released": "attention", "released": "attention"}


def _tone(state: str) -> str:
    return _TONES.get(state, "plain")


def _now(outcome: str | None, back_on: date | None) -> str:
    """Out, or what became of it and when."""
    if outcome is None:
        return _("out")
    return f"{words.of('paper_outcomes', outcome)} {words.day(back_on)}"


COLUMNS = (
    Column("reference", N_("Document"), lambda r: r.reference, look="second", width=128),
    Column("title", N_("Paper"), lambda r: words.visible(r.title), width=0),
    Column("form", N_("Form"), lambda r: r.form, look="second", width=84),
    Column("profile", N_("For"), lambda r: r.profile or "", look="second", width=84),
    Column("case", N_("Case"), lambda r: r.case or "", "case", look="second", width=112),
    Column("on", N_("Issued"), lambda r: words.day(r.on), "on", look="second", width=98),
    Column("recipient", N_("Recipient"), lambda r: words.visible(r.recipient or ""), width=150),
    Column("copies", N_("Copies"), lambda r: words.count(r.copies), right=True, width=62),
    Column("out", N_("Out"), lambda r: words.count(r.out), right=True, width=50),
    Column("state", N_("State"), lambda r: words.of("paper_states", r.state), look="tag",
           tone=lambda r: _tone(r.state), width=116),
    Column("last", N_("Released"), lambda r: words.day(r.last), look="second", width=98),
)  # fmt: skip
OF_CASE = (
    Column("document", N_("Document"), lambda p: p.document, look="second", width=128),
    Column("title", N_("Paper"), lambda p: words.visible(p.title), width=0),
    Column("profile", N_("For"), lambda p: p.profile or "", look="second", width=92),
    Column("recipient", N_("Recipient"), lambda p: words.visible(p.recipient or ""), width=150),
    Column("on", N_("Issued"), lambda p: words.day(p.on), look="second", width=98),
    Column("copies", N_("Copies"), lambda p: words.count(len(p.copies)), right=True, width=62),
    Column("state", N_("State"), lambda p: words.of("paper_states", p.state), look="tag",
           tone=lambda p: _tone(p.state), width=116),
)  # fmt: skip
RELEASES = (
    Column("copy", N_("Copy"), lambda r: words.count(r.copy), right=True, width=50),
    Column("on", N_("Released"), lambda r: words.day(r.on), look="second", width=98),
    Column("recipient", N_("To"), lambda r: words.visible(r.recipient), width=0),
    Column("purpose", N_("Purpose"), lambda r: words.visible(r.purpose), width=180),
    Column("basis", N_("Legal basis"), lambda r: words.visible(r.legal_basis), look="second",
           width=150),
    Column("channel", N_("Channel"), lambda r: words.visible(r.channel or ""), look="second",
           width=90),
    Column("by", N_("By"), lambda r: words.visible(r.by), look="second", width=110),
    Column("now", N_("Now"), lambda r: _now(r.outcome, r.back_on), look="second", width=150),
)  # fmt: skip
REGISTER = Register(
    name="papers",
    title=N_("Issued papers"),
    kind="document",
    columns=COLUMNS,
    chips=(
        Chip("state", N_("State")),
        Chip("form", N_("Form")),
        Chip("on", N_("Issued"), ">=", kind="date"),
        Chip("case", N_("Case"), extra=True),
    ),
    sort="on",
    descending=True,
    action="issue_paper",
    action_title=N_("Issue a paper…"),
    empty=N_("No paper was issued yet."),
    help=N_("Papers that were issued, with where each of their copies is now."),
)
