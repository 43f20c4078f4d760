"""What was typed and not given yet: kept for the session, and over a crash in the user's own data.

Only editors of actions are kept; passwords are typed into dialogs of their own and never come here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from asset_recovery.i18n import _
from asset_recovery.ui import words

if TYPE_CHECKING:
    from asset_recovery.ui.commands import Commands
    from asset_recovery.ui.office import Office

MOST_KEPT = 8


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An editor that was open: its action, what it was filled with, what was typed, since when."""

    action: str
    title: str
    subject: str
    given: Mapping[str, object]
    typed: Mapping[str, object]
    at: str

    def sentence(self) -> str:
        """What a person is told of it at the next start."""
        about = f"{self.title}: {self.subject}" if self.subject else self.title
        return _("“{editor}” was not finished when the window closed ({at}). What was typed is "
                 "kept.").format(editor=words.visible(about), at=self.at)  # fmt: skip


class Drafts:
    """The drafts of one session; what an open editor holds is written as it is typed."""

    def __init__(
        self, office: Office, commands: Commands, now: Callable[[], datetime] = datetime.now
    ) -> None:
        self._office, self._commands, self._now = office, commands, now
        self._closed: dict[tuple[str, str], dict[str, object]] = {}
        self._open: dict[int, Unfinished] = {}
        self._left: list[Unfinished] = []

    def of(self, action: str, subject: str) -> dict[str, object]:
        """What was typed into the editor of an action for a record and not yet given."""
        return self._closed.get((action, subject), {})

    def keep(self, action: str, subject: str, typed: dict[str, object]) -> None:
        """Keep what is typed while the session lasts; an empty draft is forgotten."""
        if typed:
            self._closed[action, subject] = typed
        else:
            self._closed.pop((action, subject), None)

    def note_open(
        self, key: int, spec: tuple[str, str], subject: str, given: Mapping[str, object],
        typed: Mapping[str, object],
    ) -> None:  # fmt: skip
        """An open editor holds this now; written at once if it changed. `spec`: name and title."""
        known = self._open.get(key)
        if (known.typed if known is not None else {}) == typed:
            return
        at = f"{self._now():%d %b %Y %H:%M}"
        self._open[key] = Unfinished(*spec, subject, dict(given), dict(typed), at)
        self._write()

    def note_closed(self, key: int) -> None:
        """An editor was given, or closed by a person."""
        if self._open.pop(key, None) is not None:
            self._write()

    def read_left(self, then: Callable[[list[Unfinished]], object]) -> None:
        """What editors held that were open when the window ended last time."""

        def found(entries: list[dict[str, Any]]) -> None:
            self._left = [one for entry in entries if (one := _read(entry)) is not None]
            if self._left:
                then(list(self._left))

        self._commands.read(self._office.kept_drafts, found)

    def take(self, one: Unfinished) -> None:
        """Bring one back: the editor of its action for its record finds it."""
        self.keep(one.action, one.subject, dict(one.typed))
        self.forget(one)

    def forget(self, *ones: Unfinished) -> None:
        """These are not offered again."""
        self._left = [one for one in self._left if one not in ones]
        self._write()

    def _write(self) -> None:
        kept = [*self._left, *self._open.values()][-MOST_KEPT:]
        entries: list[dict[str, object]] = [
            {
                "action": one.action, "title": one.title, "subject": one.subject,
                "given": dict(one.given), "typed": dict(one.typed), "at": one.at,
            }
            for one in kept
        ]  # fmt: skip
        self._commands.read(lambda: self._office.keep_drafts(entries), _written)


def _written(_nothing: object) -> None:
    """Nobody waits for it."""


def _read(entry: Mapping[str, Any]) -> Unfinished | None:
    """An entry as it was written; None for one that another version wrote differently."""
    try:
        texts = [str(entry[name]) for name in ("action", "title", "subject")]
        given, typed = dict(entry["given"]), dict(entry["typed"])
    except (KeyError, TypeError, ValueError):
        return None
    return Unfinished(texts[0], texts[1], texts[2], given, typed, str(entry.get("at", "")))
