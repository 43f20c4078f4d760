"""Controls for fields that name records or files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from asset_recovery.domain.registers import SearchHit
from asset_recovery.i18n import _
from asset_recovery.ui.office import FieldSpec
from asset_recovery.ui.typed_values import Read
from asset_recovery.ui.widgets.picker import ManyPicker, Picker
from asset_recovery.ui.widgets.plain import button, line_edit


class Given:
    """What all controls may need: records by kind and text, the day, the office's currency."""

    def __init__(
        self, pick: Callable[[str, str], list[SearchHit]], today: Callable[[], date], currency: str
    ) -> None:
        self.pick, self.today, self.currency = pick, today, currency


class PickField:
    """One record."""

    def __init__(self, spec: FieldSpec, kind: str, given: Given) -> None:
        self.widget = Picker(
            spec.label, (kind,) if kind else (), partial(given.pick, kind), create=kind == "party"
        )

    def read(self) -> Read:
        """Its reference, a new party, or what was typed."""
        return Read(self.widget.value())

    def fill(self, value: object) -> None:
        """Show a record by its reference."""
        text = str(value.get("name", "")) if isinstance(value, dict) else str(value)
        self.widget.show_reference(text)


class ManyField:
    """Several records."""

    def __init__(self, spec: FieldSpec, kind: str, given: Given) -> None:
        self.widget = ManyPicker(
            spec.label, (kind,) if kind else (), partial(given.pick, kind), create=kind == "party"
        )

    def read(self) -> Read:
        """Their references."""
        return Read(self.widget.values() or None)

    def fill(self, value: object) -> None:
        """Show several records."""
        for entry in value if isinstance(value, list | tuple) else [value]:
            self.widget.append(
                entry, str(entry.get("name")) if isinstance(entry, dict) else str(entry)
            )


class FileField:
    """A file of this machine."""

    def __init__(
        self, spec: FieldSpec, browse: Callable[[Callable[[Any], object]], object]
    ) -> None:
        self.widget = _Browse(spec.label, browse)

    def read(self) -> Read:
        """The path."""
        return Read(self.widget.line.text().strip() or None)

    def fill(self, value: object) -> None:
        """Show a path."""
        self.widget.line.setText(str(value))


class _Browse(QWidget):
    edited = Signal()

    def __init__(self, name: str, browse: Callable[[Callable[[Any], object]], object]) -> None:
        super().__init__()
        self.line = line_edit(name)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 1)
        choose = button(_("Choose…"), lambda: browse(self._take), name=_("Choose a file"))
        layout.addWidget(choose)
        self.setFocusProxy(self.line)

    def _take(self, path: object) -> None:
        self.line.setText(str(path))
