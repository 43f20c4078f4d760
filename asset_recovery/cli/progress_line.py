"""How far a long command is: one line on the terminal that is written over, nothing in a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TextIO

_CLEAR = "\r\x1b[K"
_WIDEST = 70


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """Writes `12 of 200 A-12` over itself while the stream is a terminal; Ctrl-C stops."""

    stream: TextIO

    def step(self, done: int, total: int, text: str) -> None:
        """Write the line anew; the last step clears it."""
        if not self.stream.isatty():
            return
        counted = f"{done} of {total}" if total else str(done)
        line = "" if total and done >= total else f"{counted} {text}"[:_WIDEST]
        self.stream.write(_CLEAR + line)
        self.stream.flush()
