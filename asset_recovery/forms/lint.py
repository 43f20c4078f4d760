"""Faults of a form file, found before anybody fills it in: place, code and sentence of each."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.domain.expression import names, parse
from asset_recovery.forms.instruments import DERIVED_NAMES, load_instruments
from asset_recovery.forms.template import forms_folder, load_form
from asset_recovery.i18n import _

_GENERAL = "MLA-01"


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in a form file: where, a stable code, and what to do about it."""

    place: str
    code: str
    text: str


def lint_form(path: Path) -> list[Problem]:
    """Every fault of a form file, in file order; an empty list where it can be used.

    A module's conditions may use the fields of MLA-01 beside its own.
    """
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        return [
            Problem(
                path.name, "file_unreadable", _("Not readable as TOML: {why}.").format(why=fault)
            )
        ]
    shape = list(_shape(data))
    if shape:
        return shape
    return [*_keys(data), *_sections(data), *_conditions(data), *_headings(data), *_period(data)]


def _shape(data: dict[str, Any]) -> Iterator[Problem]:
    """What the JSON schema refuses."""
    import jsonschema  # noqa: PLC0415 - only linting needs it

    schema = json.loads((forms_folder() / "form.schema.json").read_text(encoding="utf-8"))
    checker = jsonschema.Draft202012Validator(schema)
    plain = json.loads(json.dumps(data, default=str))
    for fault in sorted(checker.iter_errors(plain), key=lambda one: [str(p) for p in one.path]):
        yield Problem(_path(fault.absolute_path), "rule_pack_invalid", f"{fault.message[:300]}.")


def _path(parts: Any) -> str:
    text = ""
    for part in parts:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text or "form"


def _keys(data: dict[str, Any]) -> Iterator[Problem]:
    every = [key for row in data["fields"] for key in (row["key"], *row.get("also", ()))]
    for key, count in Counter(every).items():
        if count > 1:
            yield Problem(
                f"fields.{key}",
                "key_twice",
                _("The key {key} stands {count} times. Give each field its own.").format(
                    key=key, count=count
                ),
            )
    for row in data["fields"]:
        for name in ("choices", "columns"):
            codes = [item.get("code", item.get("key")) for item in row.get(name, ())]
            for code, count in Counter(codes).items():
                if count > 1:
                    yield Problem(
                        f"fields.{row['key']}.{name}",
                        "key_twice",
                        _("{code} stands {count} times in the list.").format(
                            code=code, count=count
                        ),
                    )


def _sections(data: dict[str, Any]) -> Iterator[Problem]:
    known = {row["code"] for row in data["sections"]}
    for row in data["fields"]:
        if row["section"] not in known:
            yield Problem(
                f"fields.{row['key']}",
                "section_unknown",
                _("There is no section {section}. Add it, or name another one.").format(
                    section=row["section"]
                ),
            )


def _conditions(data: dict[str, Any]) -> Iterator[Problem]:
    known = DERIVED_NAMES | {row["key"] for row in data["fields"]}
    if data["form"] != _GENERAL:
        known |= {field.key for field in load_form(_GENERAL, date.max).fields}
    instruments = {item.code for item in load_instruments(date.max).instruments}
    for row in data["fields"]:
        place = f"fields.{row['key']}"
        for code in row.get("instruments", ()):
            if code not in instruments:
                text = _("There is no instrument {code}.").format(code=code)
                yield Problem(f"{place}.instruments", "instrument_unknown", text)
        yield from _condition(f"{place}.required_when", row.get("required_when"), known)


def _condition(place: str, text: str | None, known: set[str] | frozenset[str]) -> Iterator[Problem]:
    if text is None:
        return
    try:
        node = parse(text, place)
    except ValidationFailed as refusal:
        yield Problem(place, "condition_invalid", refusal.reasons[0].text)
        return
    for name in sorted(names(node) - known):
        yield Problem(
            place,
            "name_unknown",
            _("The condition uses {name}, which is no field of this form.").format(name=name),
        )


def _headings(data: dict[str, Any]) -> Iterator[Problem]:
    known = {row["key"] for row in data["fields"]}
    printed = {key for row in data["headings"] for key in row["fields"]}
    for row in data["headings"]:
        for key in row["fields"]:
            if key not in known:
                yield Problem(
                    f"headings.{row['number'] or row['title']}",
                    "field_unknown",
                    _("There is no field {key} to print here.").format(key=key),
                )
    for key in sorted(known - printed):
        yield Problem(
            f"fields.{key}",
            "not_printed",
            _("No heading prints the field {key}. Put it under one.").format(key=key),
        )


def _period(data: dict[str, Any]) -> Iterator[Problem]:
    if "valid_to" in data and data["valid_to"] < data["valid_from"]:
        yield Problem(
            "valid_to", "date_order", _("The form ends before it begins. Correct the dates.")
        )
