"""A form as data: sections, fields, conditions and headings, read from a versioned TOML file."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from asset_recovery.domain.errors import Reason, RuleViolation, ValidationFailed
from asset_recovery.domain.expression import Node, parse
from asset_recovery.i18n import _
from asset_recovery.paths import resources


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a closed list: stable code and its label."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """A column of a table field; a row without a `needed` cell does not count."""

    key: str
    label: str
    needed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field of a form.

    `req` is M, C, R or O. `required_when` says when an M or C field is due; `instruments` limits
    that to these legal bases; `softened` quotes how the source softens the duty (empty then warns);
    an `affirmation` must be affirmed, so "no" counts as missing. `also` are other keys under which
    the value may be typed. `mark` is V, V2, K or D; `recorded_by` the action that records it.
    """

    key: str
    label: str
    section: str
    number: str
    type: str
    req: str
    source: str
    mark: str
    required_when: Node | None = None
    instruments: tuple[str, ...] = ()
    softened: str = ""
    affirmation: bool = False
    choices: tuple[Choice, ...] = ()
    columns: tuple[FieldColumn, ...] = ()
    also: tuple[str, ...] = ()
    help: str = ""
    recorded_by: str = ""

    def choice_label(self, code: str) -> str:
        """The label of a code, or the code itself where it is not in the list."""
        return next((choice.label for choice in self.choices if choice.code == code), code)


@dataclass(frozen=True, slots=True)
class FormSection:
    """A section of the entry: its letter and title."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class FormHeading:
    """A heading of the printed form and the fields below it; unnumbered ones have no number.

    `only` limits a list to some of its codes; `annexed` are fields of modules that it points to.
    """

    number: str
    title: str
    fields: tuple[str, ...]
    only: tuple[str, ...] = ()
    annexed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A version of a form. `checksum` is the SHA-256 of its file in hex."""

    id: str
    version: str
    title: str
    kind: str
    valid_from: date
    valid_to: date | None
    sections: tuple[FormSection, ...]
    fields: tuple[FormField, ...]
    headings: tuple[FormHeading, ...]
    checksum: str

    @property
    def short_id(self) -> str:
        """How the form is called in an annex: `M-08` for `MLA-M08`, else its id."""
        return f"M-{self.id[-2:]}" if self.kind == "module" else self.id

    def field(self, key: str) -> FormField | None:
        """The field with this key."""
        return next((field for field in self.fields if field.key == key), None)


def forms_folder() -> Path:
    """Where the forms lie."""
    return resources() / "forms"


def load_form(form_id: str, on: date) -> Form:
    """The version of a form that is in force on a day.

    Raises RuleViolation `form_out_of_scope` where no such form is built or none is in force then.
    """
    found = [
        form
        for path in _form_files(forms_folder())
        if (form := read_form(path)).id == form_id
        and form.valid_from <= on
        and (form.valid_to is None or on <= form.valid_to)
    ]
    if not found:
        raise RuleViolation(
            Reason(
                "form_out_of_scope",
                _(
                    "The form {form} is not available here on {day}. Available: {forms}. "
                    "Choose another form or kind of assistance, or write the request outside."
                ).format(
                    form=form_id[:40],
                    day=on.isoformat(),
                    forms=", ".join(_general_forms(on)) or _("none"),
                ),
                field="form",
            )
        )
    return max(found, key=lambda form: form.valid_from)


def _general_forms(on: date) -> list[str]:
    """The ids of the forms that a request may have on a day; modules follow from its kinds."""
    known = (read_form(path) for path in _form_files(forms_folder()))
    return sorted(
        {
            form.id
            for form in known
            if form.kind == "general"
            and form.valid_from <= on
            and (form.valid_to is None or on <= form.valid_to)
        }
    )


def read_form(path: Path) -> Form:
    """Read one form file.

    Raises ValidationFailed `rule_pack_invalid` naming the file and the place of the fault.
    """
    stat = path.stat()
    return _read(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int, _size: int) -> Form:
    content = path.read_bytes()
    try:
        data = tomllib.loads(content.decode("utf-8"))
        return _form(data, hashlib.sha256(content).hexdigest())
    except (KeyError, TypeError, AttributeError, ValueError) as fault:
        place = f"{fault.args[0]!s}" if fault.args else type(fault).__name__
        raise ValidationFailed(
            Reason(
                "rule_pack_invalid",
                _(
                    "The form file {name} cannot be read: {place}. Put the delivered file back."
                ).format(name=path.name, place=place),
            )
        ) from fault


@lru_cache(maxsize=8)
def _listing(folder: Path, _changed: int) -> tuple[Path, ...]:
    return tuple(
        path
        for path in sorted(folder.glob("*.toml"))
        if "form" in tomllib.loads(path.read_text(encoding="utf-8"))
    )


def _form_files(folder: Path) -> tuple[Path, ...]:
    return _listing(folder, folder.stat().st_mtime_ns) if folder.is_dir() else ()


def _form(data: Mapping[str, Any], checksum: str) -> Form:
    return Form(
        id=data["form"],
        version=data["version"],
        title=data["title"],
        kind=data["kind"],
        valid_from=_day(data["valid_from"]),
        valid_to=_day(data["valid_to"]) if "valid_to" in data else None,
        sections=tuple(FormSection(row["code"], row["title"]) for row in data["sections"]),
        fields=tuple(_field(row) for row in data["fields"]),
        headings=tuple(
            FormHeading(
                row["number"],
                row["title"],
                tuple(row["fields"]),
                tuple(row.get("only", ())),
                tuple(row.get("annexed", ())),
            )
            for row in data["headings"]
        ),
        checksum=checksum,
    )


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise ValueError(f"{value!r} is not a date")
    return value


def _field(row: Mapping[str, Any]) -> FormField:
    condition = row.get("required_when")
    return FormField(
        key=row["key"],
        label=row["label"],
        section=row["section"],
        number=row["number"],
        type=row["type"],
        req=row["req"],
        source=row["source"],
        mark=row["mark"],
        required_when=parse(condition, row["key"]) if condition else None,
        instruments=tuple(row.get("instruments", ())),
        softened=row.get("softened", ""),
        affirmation=row.get("affirmation", False),
        choices=tuple(Choice(item["code"], item["label"]) for item in row.get("choices", ())),
        columns=tuple(
            FieldColumn(item["key"], item["label"], item.get("needed", False))
            for item in row.get("columns", ())
        ),
        also=tuple(row.get("also", ())),
        help=row.get("help", ""),
        recorded_by=row.get("recorded_by", ""),
    )
