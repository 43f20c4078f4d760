"""Upgrading an office: alone in it, a verified backup first, then one transaction."""

from __future__ import annotations

from collections.abc import Callable

from asset_recovery.domain.errors import Reason, StorageFailed
from asset_recovery.i18n import _
from asset_recovery.persistence import backup, migrate, places, upkeep
from asset_recovery.persistence.places import Layout
from asset_recovery.persistence.presence import alone
from asset_recovery.persistence.store import Connection
from asset_recovery.persistence.unit_of_work import Entry, Unit
from asset_recovery.services import backup_service
from asset_recovery.services.clock import WORKSTATION, utc_now


def upgrade(layout: Layout, now: Callable[[], str] = utc_now) -> bool:
    """Bring the office to the newest schema; whether there was anything to do.

    Raises `StorageFailed` where somebody has it open, it is damaged, or the upgrade fails; then it
    is as it was.
    """
    places.require_office(layout)
    places.require_writable(layout.folder)
    with alone(layout.presence, now):
        version = migrate.schema_version(layout.database)
        if version == migrate.NEWEST:
            return False
        wrong = upkeep.quick_check(layout.database, full=True)
        if wrong:
            raise StorageFailed(
                Reason(
                    "storage_failed",
                    _("The database is damaged ({what}); it is not upgraded.").format(
                        what=wrong[0]
                    ),
                    "restore",
                )
            )

        def enter(connection: Connection) -> None:
            from asset_recovery.services import recompute  # noqa: PLC0415 - only here

            recompute.rebuild(connection)
            unit = Unit(connection, now, backup.snapshot_of(connection).office_id)
            command = {"from": version, "to": migrate.NEWEST}
            unit.enter(Entry("upgrade", "system", WORKSTATION, command))

        return migrate.upgrade(layout.database, lambda: _backup_first(layout, now), enter)


def _backup_first(layout: Layout, now: Callable[[], str]) -> None:
    backup_service.make(layout, now, why="upgrade")
