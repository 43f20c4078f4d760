"""Valuations in a dossier: each with its range and rate, over time as bars, and what is due."""

from __future__ import annotations

from collections.abc import Iterable

from asset_recovery.domain.case_file import ValuationFacts
from asset_recovery.domain.value_facts import DUE_RULES
from asset_recovery.reports.dossier_desk import Desk
from asset_recovery.reports.paper import Bars, Block, Text

MOST_CHARTS = 12


def valuations(desk: Desk) -> list[Block]:
    """Section 13: every valuation, its course over time, and the next ones that are due."""
    _ = desk.say
    found = sorted(desk.file.valuations, key=lambda one: (one.asset, one.on))
    table = desk.table(
        "valuations",
        (
            ("on", _("Date"), 1.3),
            ("asset", _("Asset"), 1.9),
            ("reference", _("Valuation"), 1.5),
            ("value", _("Value; range; in the currency of the case"), 2.3, "right"),
            ("kind", _("Kind"), 1.2),
            ("method", _("Method; valuer"), 2.8),
            ("counts", _("May carry a sale"), 0.9),
        ),
        [_row(desk, one) for one in found],
        empty=_("No valuation is recorded."),
    )
    return [table, _next(desk), *_charts(desk, found)]


def _row(desk: Desk, one: ValuationFacts) -> tuple[str, ...]:
    _ = desk.say
    day = desk.day(one.on)
    if one.valid_until is not None:
        day += "\n" + _("valid until {day}").format(day=desk.day(one.valid_until))
    return (
        day,
        one.asset,
        one.reference,
        _value(desk, one),
        desk.coded("valuation_kinds", one.kind),
        f"{desk.label(one.method)}; {desk.prose(one.valuer)}",
        desk.yes(one.counts),
    )


def _value(desk: Desk, one: ValuationFacts) -> str:
    """The value, its range where one was given, and what it was at the rate of its day."""
    lines = [one.value.display()]
    if one.low is not None and one.high is not None:
        span = desk.say("{low} to {high}")
        lines.append(span.format(low=one.low.amount, high=one.high.display()))
    if one.base_value is not None and one.base_value.currency != one.value.currency:
        lines.append(f"= {one.base_value.display()}")
    return "\n".join(lines)


def _next(desk: Desk) -> Block:
    """The next valuation by its term, asset by asset; what is late is marked."""
    _ = desk.say
    found = sorted(
        (one for one in desk.file.deadlines if one.source in DUE_RULES and one.state != "met"),
        key=lambda one: (one.due, one.record),
    )
    if not found:
        return Text(_("No term asks for another valuation."), "note", _("Next valuation"))
    return desk.table(
        "next_valuations",
        (
            ("asset", _("Asset"), 4),
            ("due", _("Due"), 1.4),
            ("what", _("What"), 4),
            ("state", _("Status"), 1.4),
        ),
        [
            (
                desk.asset_name(one.record),
                desk.day(one.due),
                one.title,
                _("late") if one.state == "late" else _("open"),
            )
            for one in found
        ],
        marked=[place for place, one in enumerate(found) if one.state == "late"],
        title=_("Next valuation"),
    )


def _charts(desk: Desk, found: Iterable[ValuationFacts]) -> list[Block]:
    """Bars of what was valued more than once in one currency, a chart an asset."""
    _ = desk.say
    by_series: dict[tuple[str, str], list[ValuationFacts]] = {}
    for one in found:
        by_series.setdefault((one.asset, one.value.currency), []).append(one)
    charts: list[Block] = []
    for (asset, _currency), series in by_series.items():
        most = max(one.value.minor for one in series)
        if len(series) > 1 and most > 0:
            rows = tuple(
                (desk.day(one.on), one.value.display(), one.value.minor * 1000 // most)
                for one in series
            )
            charts.append(Bars(rows, title=_("Value over time, {asset}").format(asset=asset)))
    if len(charts) <= MOST_CHARTS:
        return charts
    left = _("{count} more assets were valued several times; their course is in the table.")
    return [*charts[:MOST_CHARTS], Text(left.format(count=len(charts) - MOST_CHARTS), "small")]
