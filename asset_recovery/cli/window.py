"""`open`: the window, where there is a display."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence


def has_display() -> bool:
    """Whether a window can be shown: always on Windows and macOS, else where a display is named."""
    if sys.platform in ("win32", "darwin"):
        return True
    if os.environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal", "vnc")):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_window(said: Mapping[str, object], rest: Sequence[str]) -> int:
    """Show the window until it is closed; 2 where there is no display."""
    if rest and rest[0] in ("-h", "--help"):
        sys.stdout.write("asset-recovery open: opens the window on the office (--office PLACE).\n")
        return 0
    if rest:
        sys.stderr.write(f"open takes no argument {rest[0]}.\n")
        return 2
    if not has_display():
        sys.stderr.write(
            "There is no display, so no window can be opened. "
            "Use a command instead: asset-recovery --help\n"
        )
        return 2
    from asset_recovery.app import main  # noqa: PLC0415 - only now is the window needed

    office = said.get("office")
    return main(str(office) if office else None)
