"""`lint`: which kind of data file this is, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

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


def lint_file(path: Path, beside: Sequence[Path] = ()) -> Sequence[Fault]:
    """Every fault of a data file: law, form, import map, types, profiles; others are told so.

    `beside` are the files linted together with it: a form may extend one of them.
    """
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
    for keys, lint in _KINDS:
        if any(key in raw for key in keys):
            return lint(path, raw, beside)
    return [
        Problem(
            "file",
            "file_unreadable",
            "This is neither a legal system ([system]), a form ([form]), a map ([map]), types of "
            "assets ([field_groups]), their hints ([hints]), profiles of a dossier ([profile]) nor "
            "words of papers ([words]).",
        )
    ]


def _profiles(_path: Path, raw: Mapping[str, object], _beside: Sequence[Path]) -> Sequence[Fault]:
    from asset_recovery.reports.profile_lint import lint_profiles  # noqa: PLC0415 - of papers

    return lint_profiles(raw)


def _words(_path: Path, raw: Mapping[str, object], _beside: Sequence[Path]) -> Sequence[Fault]:
    from asset_recovery.services.words_lint import lint_words  # noqa: PLC0415 - of papers

    return lint_words(raw)


_Lint = Callable[[Path, dict[str, Any], Sequence[Path]], Sequence[Fault]]
# Which kind of file has which key, in the order in which they are asked.
_KINDS: tuple[tuple[tuple[str, ...], _Lint], ...] = (
    (("profile",), _profiles),
    (("system",), lambda path, _raw, _beside: lint_legal_system(path)),
    (("map",), lambda path, _raw, _beside: lint_map(path)),
    (("form", "form_id", "section"), lambda path, _raw, beside: lint_form(path, beside)),
    (("words",), _words),  # behind the forms: a form may bring words of its own
    (("field_groups",), lambda _path, raw, _beside: lint_types(raw)),
    (("hints", "thresholds"), lambda _path, raw, _beside: lint_type_rules(raw)),
)


def as_finding(fault: Fault) -> dict[str, object]:
    """A fault as the command line prints it: place, line where it is known, code, sentence."""
    line = getattr(fault, "line", None)
    found: dict[str, object] = {"place": fault.place, "code": fault.code, "text": fault.text}
    return found if line is None else {**found, "line": line}
