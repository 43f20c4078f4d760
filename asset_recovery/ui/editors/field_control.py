"""What every control of an editor is."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QWidget

from asset_recovery.ui.typed_values import Read


class FieldControl(Protocol):
    """A control of an editor: a widget, what it holds as an argument, and how to fill it."""

    @property
    def widget(self) -> QWidget:
        """What a person types into."""

    def read(self) -> Read:
        """The argument (None: nothing given), or the problem in words."""

    def fill(self, value: object) -> None:
        """Show a value."""
