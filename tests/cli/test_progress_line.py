"""A long command tells a terminal how far it is, and says nothing into a file."""

from __future__ import annotations

import io

from asset_recovery.cli.progress_line import ProgressLine


class Terminal(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def test_a_terminal_reads_one_line_that_is_written_over_and_cleared_at_the_end() -> None:
    stream = Terminal()
    line = ProgressLine(stream)
    line.step(11, 200, "A-12")
    assert stream.getvalue().endswith("11 of 200 A-12")
    line.step(200, 200, "")
    assert stream.getvalue().endswith("\x1b[K")


def test_a_file_gets_nothing() -> None:
    stream = io.StringIO()
    ProgressLine(stream).step(1, 2, "A-1")
    assert not stream.getvalue()
