"""Per-user taste, typed: what is kept between starts. Nothing of a record is ever kept here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray

from asset_recovery.domain.registers import Filter, View

if TYPE_CHECKING:
    from asset_recovery.ui.office import PreferenceStore
    from asset_recovery.ui.theme import Theme


class Preferences:
    """Typed values over a `QSettings`-like store; a value of a wrong type reads as the default."""

    def __init__(self, store: PreferenceStore) -> None:
        self._store = store

    def text(self, key: str, default: str = "") -> str:
        """A text."""
        value = self._store.value(key, default)
        return value if isinstance(value, str) else default

    def number(self, key: str, default: int) -> int:
        """A whole number."""
        value = self._store.value(key, default)
        try:
            return int(value)
        except (TypeError, ValueError):
            return default

    def dress(self, theme: Theme) -> None:
        """Give the window the colours, density and size of text that a person chose."""
        density = self.text("density", "comfortable")
        size = min(max(self.number("size", 13), 11), 20)
        theme.apply(
            self.text("scheme", "system"), density if density == "compact" else "comfortable", size
        )

    def geometry(self, key: str) -> QByteArray | None:
        """A saved geometry, if there is one."""
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None

    def keep(self, key: str, value: object) -> None:
        """Keep a text, a number or a geometry."""
        self._store.setValue(key, value)

    def widths(self, page: str) -> dict[str, int]:
        """Column widths of a page by column."""
        found = self._read(f"widths/{page}", {})
        return {str(k): int(v) for k, v in found.items()} if isinstance(found, dict) else {}

    def keep_widths(self, page: str, widths: dict[str, int]) -> None:
        """Keep the column widths of a page."""
        self._store.setValue(f"widths/{page}", json.dumps(widths))

    def hidden(self, page: str) -> set[str] | None:
        """The hidden columns of a page, or None if nobody chose."""
        found = self._read(f"hidden/{page}", None)
        return {str(key) for key in found} if isinstance(found, list) else None

    def keep_hidden(self, page: str, hidden: set[str]) -> None:
        """Keep which columns are hidden."""
        self._store.setValue(f"hidden/{page}", json.dumps(sorted(hidden)))

    def sort(self, page: str) -> tuple[str, bool] | None:
        """(sort key, descending) of a page, or None."""
        found = self._read(f"sort/{page}", None)
        return (
            (str(found[0]), bool(found[1])) if isinstance(found, list) and len(found) == 2 else None
        )

    def keep_sort(self, page: str, key: str, descending: bool) -> None:
        """Keep how a page is sorted."""
        self._store.setValue(f"sort/{page}", json.dumps([key, descending]))

    def views(self) -> list[tuple[str, str, View]]:
        """Saved views: (name, register, view)."""
        found = self._read("views", [])
        return (
            [view for entry in found if (view := _view(entry))] if isinstance(found, list) else []
        )

    def keep_view(self, name: str, register: str, view: View) -> None:
        """Save a view under a name; the same name is replaced."""
        kept = [entry for entry in self.views() if entry[0] != name] + [(name, register, view)]
        self._write_views(kept)

    def drop_view(self, name: str) -> None:
        """Forget a saved view."""
        self._write_views([entry for entry in self.views() if entry[0] != name])

    def _write_views(self, views: list[tuple[str, str, View]]) -> None:
        kept = [
            {
                "name": name, "register": register, "sort": view.sort,
                "descending": view.descending, "where": view.where,
                "filters": [[f.column, f.operator, f.value] for f in view.filters],
            }
            for name, register, view in views
        ]  # fmt: skip
        self._store.setValue("views", json.dumps(kept, default=str))

    def _read(self, key: str, default: object) -> Any:
        text = self._store.value(key)
        if not isinstance(text, str):
            return default
        try:
            return json.loads(text)
        except ValueError:
            return default


def _view(entry: object) -> tuple[str, str, View] | None:
    if not isinstance(entry, dict) or not {"name", "register", "filters"} <= entry.keys():
        return None
    filters = tuple(Filter(str(f[0]), str(f[1]), f[2]) for f in entry["filters"] if len(f) == 3)
    view = View(
        filters, entry.get("sort", ""), bool(entry.get("descending")), entry.get("where", "")
    )
    return str(entry["name"]), str(entry["register"]), view


class MemoryStore:
    """Keeps taste for as long as it lives: for tests and pictures."""

    def __init__(self) -> None:
        self.kept: dict[str, object] = {}

    def value(self, key: str, default: object = None) -> Any:
        """The stored value, or `default`."""
        return self.kept.get(key, default)

    def setValue(self, key: str, value: object) -> None:
        """Store a value."""
        self.kept[key] = value
