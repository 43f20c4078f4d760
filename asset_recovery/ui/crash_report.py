"""The last catcher: a bug gets a number, a log entry without personal data, and a plain message."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import PurePath
from types import TracebackType
from typing import TYPE_CHECKING

from asset_recovery.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox, QWidget

log = logging.getLogger(__name__)


def details(number: str, kind: type[BaseException], trace: TracebackType | None) -> str:
    """What a developer needs: places and the kind of error; never values, which may name people."""
    import platform
    import traceback

    places = [
        f"  {PurePath(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
    head = f"{number} · {kind.__name__} · Python {platform.python_version()} · {platform.system()}"
    return "\n".join([head, *places])


def install(parent: Callable[[], QWidget | None]) -> None:
    """Take over `sys.excepthook`; `parent` gives the window to show the message over."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        import secrets

        number = f"E-{secrets.token_hex(3).upper()}"
        text = details(number, kind, trace)
        log.critical("unexpected error %s", text)
        report(parent(), number, text)

    sys.excepthook = hook


def report(parent: QWidget | None, number: str, text: str) -> QMessageBox:
    """Say what happened, that nothing was lost, and what to do; the details can be copied."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QMessageBox

    from asset_recovery.ui.widgets.plain import message

    box = message(
        parent,
        _("Something went wrong"),
        _("An error that we did not foresee stopped this step ({number}).").format(number=number),
        _("What was being saved was rolled back; nothing that was recorded is lost. "
          "Copy the details (they hold no case data) and send them to whoever looks after this "
          "program."),
    )  # fmt: skip
    copy = box.addButton(_("Copy details"), QMessageBox.ButtonRole.ActionRole)
    copy.clicked.disconnect()
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
    box.addButton(QMessageBox.StandardButton.Close)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box
