"""`lint`: which kind of data file this is, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.exchange.import_map_lint import lint_map
from asset_recovery.forms.lint import lint_form
from asset_recovery.lifecycle.rules import read_toml
from asset_recovery.lifecycle.rules_lint import Problem, lint_legal_system
from asset_recovery.lifecycle.types_lint import lint_type_rules, lint_types


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
    """Every fault of a data file: law, form, import map, types, profiles; others are told so."""
    try:
        data = path.read_bytes()
    except OSError:
        return [Problem("file", "file_unreadable", "The file cannot be read.")]
    try:
        raw = read_toml(data)
    except ValidationFailed as refusal:
        return [Problem("file", "file_unreadable", reason.text) for reason in refusal.reasons]
    if not raw:
        return [Problem("file", "file_unreadable", "The file is empty.")]
    if "profile" in raw:
        from asset_recovery.reports.profile_lint import lint_profiles  # noqa: PLC0415 - of papers

        return lint_profiles(raw)
    if "system" in raw:
        return lint_legal_system(path)
    if "map" in raw:
        return lint_map(path)
    if "form" in raw or "form_id" in raw or "section" in raw:
        return lint_form(path)
    if "field_groups" in raw:
        return lint_types(raw)
    if "hints" in raw or "thresholds" in raw:
        return lint_type_rules(raw)
    return [
        Problem(
            "file",
            "file_unreadable",
            "This is neither a legal system ([system]), a form ([form]), a map ([map]), types of "
            "assets ([field_groups]), their hints ([hints]) nor profiles of a dossier ([profile]).",
        )
    ]


def as_finding(fault: Fault) -> dict[str, object]:
    """A fault as the command line prints it: place, line where it is known, code, sentence."""
    line = getattr(fault, "line", None)
    found: dict[str, object] = {"place": fault.place, "code": fault.code, "text": fault.text}
    return found if line is None else {**found, "line": line}
