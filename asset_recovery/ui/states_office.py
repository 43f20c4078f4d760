"""What the window asks of the office about other States, authorities and the request radar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from asset_recovery.domain.authority_facts import AuthorityFacts
    from asset_recovery.domain.radar_facts import RadarFacts
    from asset_recovery.domain.state_facts import StateSheet


class StatesOffice(Protocol):
    """State sheets, directory and radar, as one user sees them; all belong on the reader."""

    def sheet(self, country: str) -> StateSheet:
        """The sheet of a State with its history; raises `NotFound` where none is on file."""

    def longest_age(self) -> int:
        """After how many days a sheet asks for a new check."""

    def authority(self, reference: str) -> AuthorityFacts:
        """An authority of the directory with the entries about it."""

    def radar(self) -> RadarFacts:
        """What is open with which State, how long answers take, what is refused and why."""
