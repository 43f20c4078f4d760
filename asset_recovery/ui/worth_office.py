"""What the window asks about the worth of assets, and of the calculators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from asset_recovery.domain.figure_shapes import Computed, FigureShape
    from asset_recovery.domain.value_facts import Worth


class WorthOffice(Protocol):
    """Reading only: nothing that is worked out here is kept."""

    def worth(
        self,
        asset: str,
        changed: Mapping[str, str] | None = None,
        *,
        as_of: date | None = None,
        known_on: str | None = None,
    ) -> Worth:
        """Valuations, instructions, keep or sell with what was changed by hand, motions."""

    def figures(self) -> tuple[FigureShape, ...]:
        """Every figure that can be worked out."""

    def compute(self, figure: str, given: Mapping[str, object]) -> Computed:
        """A figure on given inputs; faults come back field by field."""
