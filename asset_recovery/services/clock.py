"""The machine's clock and name: what an office is given where nothing else is said."""

from __future__ import annotations

import platform
from datetime import UTC, date, datetime

WORKSTATION = platform.node() or "unknown"


def utc_now() -> str:
    """The moment, UTC with milliseconds and `Z`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def local_today() -> date:
    """The date at this machine's place."""
    return datetime.now().astimezone().date()
