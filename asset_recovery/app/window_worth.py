"""The worth of assets and the calculators as the window asks for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asset_recovery.app.session import OfficeSession
    from asset_recovery.domain.figure_shapes import Computed, FigureShape
    from asset_recovery.domain.value_facts import Worth


class WindowWorth:
    """`ui.worth_office.WorthOffice` over the services of one session."""

    def __init__(self, session: Callable[[], OfficeSession]) -> None:
        self._session = session

    def worth(
        self,
        asset: str,
        changed: Mapping[str, str] | None = None,
        *,
        as_of: date | None = None,
        known_on: str | None = None,
    ) -> Worth:
        """Everything about the worth of one asset, with the purpose said for its case."""
        from asset_recovery.services.value_service import ValueService  # noqa: PLC0415 - late

        session = self._session()
        purpose = session.purposes.get(session.case_of("asset", asset), "")
        return ValueService(session.office, session.consultations).worth(
            asset, session.user, purpose=purpose, changed=changed, as_of=as_of, known_on=known_on
        )

    def figures(self) -> tuple[FigureShape, ...]:
        """Every figure."""
        from asset_recovery.services.value_service import figure_shapes  # noqa: PLC0415 - late

        return figure_shapes()

    def compute(self, figure: str, given: Mapping[str, object]) -> Computed:
        """A figure on given inputs."""
        from asset_recovery.services.value_service import worked_out  # noqa: PLC0415 - late

        return worked_out(self._session().office, figure, given)
