"""What is typed into a request and not given yet: kept while typing, and over a crash."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from asset_recovery.i18n import _
from asset_recovery.ui.desk import Desk

ACTION = "fill_request"
SAVE_EVERY = 3_000  # milliseconds between two writings into the user's own data


class Typing(QObject):
    """Answers by field that differ from those on file; `None` takes an answer back.

    `over` holds, by field, the kept answer that it was typed over: where that changed meanwhile,
    somebody else answered the same question.
    """

    changed = Signal()

    def __init__(self, desk: Desk, reference: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._reference = desk, reference
        draft = desk.drafts.of(ACTION, reference)
        self.edits: dict[str, object] = _part(draft, "fields")
        self.over: dict[str, object] = _part(draft, "typed_over")
        self.was_brought_back = bool(self.edits)
        self.kept: Mapping[str, object] = {}
        self.guarded: frozenset[str] = frozenset()  # never written beside the office
        self._saving = QTimer(self)
        self._saving.timeout.connect(self._write)
        self._saving.start(SAVE_EVERY)

    def put(self, key: str, value: object) -> None:
        """An answer was typed."""
        if key in self.edits and self.edits[key] == value:
            return
        if key not in self.edits:
            self.over[key] = self.kept.get(key)
        self.edits[key] = value
        self._note()

    def take_back(self, *keys: str) -> None:
        """What was typed is as it was before, or is given up."""
        known = [key for key in keys if key in self.edits]
        for key in known:
            del self.edits[key]
            self.over.pop(key, None)
        if known:
            self._note()

    def clashes(self) -> list[str]:
        """The fields that somebody else answered since they were typed here."""
        return [
            key for key in self.edits if key in self.over and self.over[key] != self.kept.get(key)
        ]

    def go_over(self, key: str) -> None:
        """What is typed is meant to stand over what somebody else answered."""
        self.over[key] = self.kept.get(key)
        self._note()

    def given(self, keys: Mapping[str, object]) -> None:
        """The office took these; what was typed meanwhile stays."""
        for key, value in keys.items():
            if key in self.edits and self.edits[key] == value:
                del self.edits[key]
                self.over.pop(key, None)
        self._note()
        self._write()

    def _note(self) -> None:
        self._desk.drafts.keep(ACTION, self._reference, self._draft())
        self.changed.emit()

    def _draft(self, without: frozenset[str] = frozenset()) -> dict[str, object]:
        fields = {key: value for key, value in self.edits.items() if key not in without}
        if not fields:
            return {}
        over = {key: value for key, value in self.over.items() if key in fields}
        return {"fields": fields, "typed_over": over}

    def _write(self) -> None:
        key = hash((ACTION, self._reference))
        draft = self._draft(self.guarded)
        if not draft:
            self._desk.drafts.note_closed(key)
            return
        title = _("Answers of a request")
        given = {"request": self._reference}
        drafts = self._desk.drafts
        drafts.note_open(key, (ACTION, title), self._reference, given, draft)


def _part(draft: Mapping[str, object], name: str) -> dict[str, object]:
    found = draft.get(name)
    return {str(key): value for key, value in found.items()} if isinstance(found, dict) else {}
