"""What a failure of the database means for people: damaged, or out of reach."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError

from asset_recovery.domain.errors import Reason, StorageFailed
from asset_recovery.i18n import _
from asset_recovery.persistence.driver import driver

_SIGNS = ("malformed", "not a database", "file is encrypted", "could not decode")


def failures() -> tuple[type[Exception], ...]:
    """What is raised where the database fails."""
    return (DBAPIError, driver().Error)


def storage_failure(error: Exception) -> StorageFailed | None:
    """The failure with a sentence and the next step; None for a bug.

    A statement that is wrong in itself is a bug of this program and stays one.
    """
    told = getattr(error, "orig", error)
    if isinstance(told, driver().ProgrammingError):
        return None
    return StorageFailed(Reason("storage_failed", sentence(told)))


def sentence(told: object) -> str:
    """What is said of what the database library says."""
    if any(sign in str(told).lower() for sign in _SIGNS):
        return _(
            "The database of this office is damaged. Keep the damaged file "
            "and restore a backup (restore FILE)."
        )
    return _(
        "The database of this office could not be read or written ({told}). If that stays so, "
        "restore a backup (restore FILE)."
    ).format(told=told)
