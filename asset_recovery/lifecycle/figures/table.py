"""The table of figures, and the one way to compute any of them from what was given."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from asset_recovery.domain.errors import invalid
from asset_recovery.i18n import _
from asset_recovery.lifecycle.figures import (
    alarms,
    checksum,
    commingling,
    conversion,
    erosion,
    eu_sharing,
    interest,
    net_proceeds,
    outlook,
    performance,
    sampling,
    sell_or_keep,
    splitting,
    term_figures,
    value_order,
    value_order_sources,
    values,
    verification,
    victims,
)
from asset_recovery.lifecycle.figures.figure import Figure
from asset_recovery.lifecycle.figures.look_ups import LookUps, SeedLookUps

FIGURES: Mapping[str, Figure] = MappingProxyType(
    {
        figure.name: figure
        for figure in (
            net_proceeds.FIGURE,
            sell_or_keep.FIGURE,
            values.EQUITY,
            values.DEPRECIATION,
            values.WEIGHTED_VALUE,
            interest.FIGURE,
            conversion.FIGURE,
            value_order.FIGURE,
            value_order_sources.ALLOCATION,
            value_order_sources.JOINT,
            splitting.FIGURE,
            eu_sharing.FIGURE,
            victims.FIGURE,
            performance.DURATIONS,
            performance.RECOVERY_RATE,
            performance.MOVEMENT,
            checksum.FIGURE,
            term_figures.DUE_DATE,
            term_figures.CLOCK_DAYS,
            alarms.COVERAGE,
            commingling.FIGURE,
            alarms.FEE_CHECK,
            alarms.INSURANCE_GAP,
            sampling.FIGURE,
            verification.FIGURE,
            erosion.FIGURE,
            outlook.DAILY_BALANCE,
            outlook.REAL_VALUE,
            outlook.SOURCE_AND_APPLICATION,
            outlook.FORECAST,
        )
    }
)


def compute(
    name: str, given: Mapping[str, object], look_up: LookUps | None = None
) -> dict[str, object]:
    """The outputs of a figure, with `explanation` (a list of steps), `figure` and `version`.

    `given` is what a JSON object holds: amounts and rates as strings, dates ISO. Without
    `look_up` the seed's parameters and public holidays serve, and there are no rates. What is
    missing, impossible or unknown is refused with a reason for each input (`ValidationFailed`).
    """
    figure = FIGURES.get(name)
    if figure is None:
        raise invalid(
            "figure",
            _("{name!r} is not a figure. Known: {figures}.").format(
                name=name, figures=", ".join(FIGURES)
            ),
        )
    return figure.compute(given, look_up or SeedLookUps())
