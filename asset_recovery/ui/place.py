"""Where one is in the window and where one was: back, forward and the breadcrumb walk over it."""

from __future__ import annotations

from dataclasses import dataclass

from asset_recovery.domain.registers import View


@dataclass(frozen=True, slots=True)
class Place:
    """A page, the record it shows, the tab, and for a register the view."""

    page: str
    reference: str = ""
    tab: str = ""
    view: View | None = None


TODAY = Place("today")


class History:
    """The places visited, like in a browser."""

    def __init__(self) -> None:
        self._past: list[Place] = []
        self._future: list[Place] = []
        self.here: Place | None = None

    def visit(self, place: Place) -> None:
        """Go somewhere; what was ahead is forgotten."""
        if self.here is not None and self.here != place:
            self._past.append(self.here)
            self._future.clear()
        self.here = place

    def back(self) -> Place | None:
        """The place before, or None."""
        if not self._past:
            return None
        if self.here is not None:
            self._future.append(self.here)
        self.here = self._past.pop()
        return self.here

    def forward(self) -> Place | None:
        """The place that one came back from, or None."""
        if not self._future:
            return None
        if self.here is not None:
            self._past.append(self.here)
        self.here = self._future.pop()
        return self.here

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place before."""
        return bool(self._past)

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place ahead."""
        return bool(self._future)
