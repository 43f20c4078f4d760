"""The quality checklist of a request (MLA-06) as data: its checks and the general list."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from asset_recovery.domain.errors import Reason, RuleViolation
from asset_recovery.forms.template import forms_folder
from asset_recovery.i18n import _

FILE = "quality_checks.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityCheck:
    """One check. `test` names what the program finds by itself; empty: people alone answer."""

    number: str
    text: str
    source: str
    mark: str
    test: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneralLine:
    """A line of the general list; filled `fields` answer it, without any a person does."""

    text: str
    mark: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityChecks:
    """The checklist in force on a day."""

    version: str
    title: str
    checks: tuple[QualityCheck, ...]
    general: tuple[GeneralLine, ...]


def load_quality_checks(on: date) -> QualityChecks:
    """The checklist in force on a day; RuleViolation `form_out_of_scope` before its time."""
    path = forms_folder() / FILE
    found, valid_from = _read(path, path.stat().st_mtime_ns)
    if on < valid_from:
        text = _("There is no quality checklist in force on {day}.").format(day=on.isoformat())
        raise RuleViolation(Reason("form_out_of_scope", text, field="form"))
    return found


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> tuple[QualityChecks, date]:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    found = QualityChecks(
        version=data["version"],
        title=data["title"],
        checks=tuple(QualityCheck(**row) for row in data["checks"]),
        general=tuple(
            GeneralLine(**{**row, "fields": tuple(row.get("fields", ()))})
            for row in data["general"]
        ),
    )
    return found, data["valid_from"]
