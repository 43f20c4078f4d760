"""Columns of the request radar: by State, by kind of assistance, refusals by ground."""

from __future__ import annotations

from decimal import Decimal

from asset_recovery.domain.money import Money
from asset_recovery.domain.radar_facts import AGES, AnswerTimes, RadarGround, RadarLine
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column

REMIND = "remind"
AGE_NAMES = tuple(
    f"{first}–{last}" if last is not None else f"> {first - 1}"  # noqa: RUF001 - a range
    for first, last in AGES
)


def direction(value: str) -> str:
    """To or from another State."""
    return _("to") if value == "out" else _("from")


def days(value: Decimal | None) -> str:
    """A number of days, or that there is none."""
    return "–" if value is None else f"{value.normalize():f}"  # noqa: RUF001 - nothing known


def times(found: AnswerTimes) -> str:
    """Median and ninetieth percentile of so many."""
    if not found.answered:
        return "–"  # noqa: RUF001 - nothing known
    text = _("{median} / {p90} (n {number})")
    return text.format(median=days(found.median), p90=days(found.p90), number=found.answered)


def sums(found: tuple[Money, ...]) -> str:
    """Amounts, one a currency."""
    return " · ".join(words.short_money(one) for one in found)


def is_reminded(row: RadarLine) -> bool:
    """Whether an answer of this State to requests of ours is awaited."""
    return row.direction == "out" and row.open > 0


def _due(row: RadarLine) -> str:
    if row.next_due is None:
        return ""
    late = _(", {number} late").format(number=row.due_late) if row.due_late else ""
    return f"{words.day(row.next_due)}{late}"


def _count(place: int) -> Column:
    def text(row: RadarLine) -> str:
        return words.count(row.by_age[place]) if row.by_age[place] else ""

    return Column(f"age{place}", AGE_NAMES[place], text, right=True, width=56)


COLUMNS = (
    Column("direction", N_("Direction"), lambda r: direction(r.direction), look="second",
           width=68),
    Column("country", N_("State"), lambda r: words.of("countries", r.country), width=0),
    Column("open", N_("Open"), lambda r: words.count(r.open), right=True, look="strong", width=58),
    *(_count(place) for place in range(len(AGES))),
    Column("due", N_("Next due"), _due, look="tag",
           tone=lambda r: "bad" if r.due_late else "plain", width=140),
    Column("final", N_("Days: median / P90"), lambda r: times(r.final), look="second",
           width=128),
    Column("expected", N_("Expected"), lambda r: sums(r.expected), right=True, look="second",
           width=82),
    Column("confirmed", N_("Confirmed"), lambda r: sums(r.confirmed), right=True, look="second",
           width=82),
    Column("received", N_("Received"), lambda r: sums(r.received), right=True, look="second",
           width=82),
    Column(REMIND, N_("Remind"), lambda r: _("Letter…") if is_reminded(r) else "", look="link",
           width=66),
)  # fmt: skip
KINDS = (
    Column("direction", N_("Direction"), lambda r: direction(r.direction), look="second",
           width=70),
    Column("kind", N_("Kind of assistance"), lambda r: words.of("request_kinds", r.kind), width=0),
    Column("final", N_("Median / P90 days"), lambda r: times(r.final), width=118),
    Column("waiting", N_("Waiting"), lambda r: words.count(r.final.waiting), right=True, width=62),
)  # fmt: skip


def _ground(row: RadarGround) -> str:
    return words.of("refusal_grounds", row.ground) if row.ground else _("no ground given")


GROUNDS = (
    Column("direction", N_("By"), lambda r: _("them") if r.direction == "out" else _("us"),
           look="second", width=60),
    Column("country", N_("State"), lambda r: words.of("countries", r.country), width=110),
    Column("ground", N_("Ground"), _ground, width=0),
    Column("count", N_("Requests"), lambda r: words.count(r.count), right=True, width=76),
)  # fmt: skip
