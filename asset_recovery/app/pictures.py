"""Pictures of every page over an open office, for tests and for looking at."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.services.office import Office


def take_pictures(
    office: Office,
    actor: Actor,
    folder: Path,
    *,
    sizes: Sequence[tuple[int, int]] = ((1366, 768), (1920, 1080)),
    themes: Sequence[str] = ("light", "dark"),
    wanted: dict[str, str] | None = None,
) -> list[Path]:
    """Write the pictures; without a display Qt paints off the screen."""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import qInstallMessageHandler  # noqa: PLC0415 - Qt only now

    from asset_recovery.app.first_run import FirstStart  # noqa: PLC0415
    from asset_recovery.app.session import OfficeSession  # noqa: PLC0415
    from asset_recovery.app.window_office import WindowOffice  # noqa: PLC0415
    from asset_recovery.ui.gallery import gallery  # noqa: PLC0415
    from asset_recovery.ui.office import Session  # noqa: PLC0415

    qInstallMessageHandler(_say)
    window_office = WindowOffice(office.folder, OfficeSession(office, actor))
    return gallery(
        window_office,
        folder,
        sizes=sizes,
        themes=themes,
        session=Session(actor.name, actor.full_name, tuple(sorted(actor.roles))),
        first_run=FirstStart(office.folder),
        clock=office.today,
        wanted=wanted,
    )


def _say(_kind: object, _context: object, text: str) -> None:
    """Qt's own words, without what only says that there is no screen."""
    if not text.startswith("This plugin does not support"):
        sys.stderr.write(text + "\n")
