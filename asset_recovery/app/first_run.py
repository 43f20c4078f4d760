"""The first start: making an office, or opening the demonstration office."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from asset_recovery.app.window_office import WindowOffice
from asset_recovery.domain.progress import Progress
from asset_recovery.ui import office as shapes


class FirstStart:
    """What can be done where there is no office yet."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def legal_systems(self) -> tuple[tuple[str, str], ...]:
        """The legal systems to choose from."""
        from asset_recovery.lifecycle.rules import known_systems  # noqa: PLC0415

        return known_systems()

    def make_office(self, wanted: shapes.NewOffice, progress: Progress) -> shapes.Office:
        """Make the office and its first user; raises what the services refuse."""
        from asset_recovery.services.office import Office  # noqa: PLC0415

        progress.step(0, 1, wanted.name)
        office = Office.make(
            self._place,
            admin=wanted.user,
            full_name=wanted.user_name or wanted.user,
            password=wanted.password,
            name=wanted.name,
            country=wanted.country,
            currency=wanted.currency,
            legal_system=wanted.legal_system,
            sole=wanted.sole,
        )
        office.close()
        progress.step(1, 1, wanted.name)
        return WindowOffice(self._place)

    def open_demo(self, progress: Progress) -> tuple[shapes.Office, tuple[shapes.DemoUser, ...]]:
        """Make the demonstration office beside the place of one's own, or open it again."""
        from asset_recovery.services.demo_service import demo_users, make_demo  # noqa: PLC0415

        place = self._place.with_name("demonstration")
        if WindowOffice.is_there(place):
            users = demo_users("admin")
        else:
            users = make_demo(place, admin="admin", today=date.today(), progress=progress)
        shown = tuple(
            shapes.DemoUser(user.name, user.full_name, tuple(user.roles), user.password)
            for user in users
        )
        return WindowOffice(place), shown
