"""`lint`: which kind of data file this is, and what is wrong with it."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from asset_recovery.exchange.import_map_lint import lint_map
from asset_recovery.forms.lint import lint_form
from asset_recovery.lifecycle.rules_lint import Problem, lint_legal_system


class Fault(Protocol):
    """What every lint finds: a place, a code, a sentence."""

    @property
    def place(self) -> str:
        """Where."""

    @property
    def code(self) -> str:
        """The stable code."""

    @property
    def text(self) -> str:
        """The sentence."""


def lint_file(path: Path) -> Sequence[Fault]:
    """Every fault of a legal system, a form or an import map; other files are told so."""
    try:
        with path.open("rb") as file:
            raw = tomllib.load(file)
    except OSError:
        return [Problem("file", "file_unreadable", "The file cannot be read.")]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return [Problem("file", "file_unreadable", f"This is not TOML: {error}.")]
    if "system" in raw:
        return lint_legal_system(path)
    if "map" in raw:
        return lint_map(path)
    if "form" in raw or "form_id" in raw or "section" in raw:
        return lint_form(path)
    return [
        Problem(
            "file",
            "file_unreadable",
            "This is neither a legal system ([system]), a form ([form]) nor a map ([map]).",
        )
    ]
