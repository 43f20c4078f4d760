"""Drafts over a crash: one small file a user and office in the user's own data, no one else's."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from asset_recovery.domain.secret_texts import holds_secret
from asset_recovery.paths import user_data

log = logging.getLogger(__name__)
LARGEST = 1_000_000
# Who reported something is kept in the office alone, never in a file beside it.
NEVER_KEPT = frozenset({"receive_report"})


class DraftFile:
    """Reads and writes the drafts of one user in one office; its name says neither."""

    def __init__(self, place: Path, user: str, folder: Path | None = None) -> None:
        name = sha256(f"{place.resolve()}\n{user}".encode()).hexdigest()[:32]
        self._folder = folder
        self._name = f"{name}.json"

    @property
    def path(self) -> Path:
        """Where it lies."""
        return (self._folder or user_data() / "drafts") / self._name

    def read(self) -> list[dict[str, Any]]:
        """What was kept; nothing where there is no file, or one that cannot be read."""
        try:
            text = self.path.read_text(encoding="utf-8")
            found = json.loads(text) if len(text) <= LARGEST else []
        except (OSError, ValueError):
            return []
        return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []

    def write(self, entries: Sequence[dict[str, object]]) -> None:
        """Keep these, readable by this user alone; nothing to keep removes the file.

        A draft is a convenience: a disk that refuses is noted, and work goes on. A draft into which
        a key or a seed phrase was typed is not written, nor that of a report with its source.
        """
        entries = [
            one for one in entries if one.get("action") not in NEVER_KEPT and not holds_secret(one)
        ]
        path = self.path
        try:
            if not entries:
                path.unlink(missing_ok=True)
                return
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            part = path.with_suffix(".part")
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w",
                           encoding="utf-8") as file:  # fmt: skip
                json.dump(list(entries), file, default=str)
            part.replace(path)
        except OSError as error:
            log.warning("a draft was not kept (%s)", error.strerror)
