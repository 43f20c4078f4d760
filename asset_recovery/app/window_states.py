"""State sheets, the directory of authorities and the request radar for the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asset_recovery.app.session import OfficeSession
    from asset_recovery.domain.authority_facts import AuthorityFacts
    from asset_recovery.domain.radar_facts import RadarFacts
    from asset_recovery.domain.state_facts import StateSheet


@dataclass(frozen=True, slots=True)
class WindowStates:
    """Implements `ui.states_office.StatesOffice`."""

    session: Callable[[], OfficeSession]

    def sheet(self, country: str) -> StateSheet:
        """The sheet of a State."""
        from asset_recovery.services.state_service import StateService  # noqa: PLC0415 - heavy

        session = self.session()
        return StateService(session.office).sheet(country, session.user)

    def longest_age(self) -> int:
        """After how many days a sheet asks for a new check."""
        from asset_recovery.services.state_sheets import longest_age  # noqa: PLC0415 - heavy

        office = self.session().office
        with office.reading.connect() as connection:
            return longest_age(connection, office.today())

    def authority(self, reference: str) -> AuthorityFacts:
        """An authority of the directory."""
        from asset_recovery.services.authority_service import (  # noqa: PLC0415 - heavy
            AuthorityService,
        )

        session = self.session()
        return AuthorityService(session.office).authority(reference, session.user)

    def radar(self) -> RadarFacts:
        """The request radar as it stands today."""
        from asset_recovery.services.radar_service import RadarService  # noqa: PLC0415 - heavy

        session = self.session()
        return RadarService(session.office).radar(session.user)
