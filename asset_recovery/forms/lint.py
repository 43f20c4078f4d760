"""Faults of a form file, found before anybody fills it in: place, line, code and sentence of each.

Shape and headings are looked at here, conditions and rules in `lint_conditions`.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from asset_recovery.domain.errors import RuleViolation, ValidationFailed
from asset_recovery.forms.form_model import MODULE, SYSTEM_TYPES, Form
from asset_recovery.forms.form_reading import blocks, forms_folder
from asset_recovery.forms.form_texts import labels_of
from asset_recovery.forms.instruments import load_instruments
from asset_recovery.forms.lint_conditions import conditions
from asset_recovery.forms.lint_problem import Problem, with_lines
from asset_recovery.forms.shelf import FormShelf, entry_of, shipped
from asset_recovery.i18n import _

LARGEST = 1_000_000
GENERAL = "MLA-01"
_RESERVED = frozenset(["today"])
_AT_MOST = 200


def lint_form(path: Path, beside: Sequence[Path] = ()) -> list[Problem]:
    """Every fault of a form file, in file order; an empty list where it can be used.

    What it extends is looked for among the delivered forms and the files named `beside` it, an
    overlapping version of the same form among those files. What else lies in its folder has no
    part in it: half-written or foreign files there neither mend nor break it.
    """
    try:
        content = path.read_bytes()
        text = content.decode("utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        return [_unreadable(path.name, str(fault))]
    folder = forms_folder()
    near = folder.glob("*.toml") if path.resolve().parent == folder.resolve() else beside
    others = [other for other in sorted(near) if other.resolve() != path.resolve()]
    shelf = FormShelf((*shipped().entries, *_siblings(others)))
    found = lint_text(path.name, text, shelf)
    return found or list(_overlaps(path.name, text, others))


def lint_text(name: str, text: str, shelf: FormShelf) -> list[Problem]:
    """Every fault of the text of a form file; `shelf` holds the forms that it may extend.

    A module's conditions may use the fields of MLA-01 beside its own.
    """
    if len(text) > LARGEST:
        said = _("The file is larger than {size} MB; no form needs that.")
        return [Problem("form", "too_large", said.format(size=LARGEST // 1_000_000))]
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        return [_unreadable(name, str(fault))]
    shape = [*_shape(data), *_days(data)]
    if not shape:
        below, broken = _below(data, shelf)
        shape = [*broken] if broken else [*_contents(data, below, shelf)]
    return with_lines(shape[:_AT_MOST], data, text)


def _contents(data: dict[str, Any], below: Form | None, shelf: FormShelf) -> Iterator[Problem]:
    yield from _keys(data)
    yield from _sections(data, below)
    yield from _names(data)
    yield from conditions(data, below, _beside(data, shelf))
    yield from _headings(data, below)
    yield from _period(data)
    yield from _words(data, below)


def _unreadable(name: str, why: str) -> Problem:
    line = re.search(r"line (\d+)", why)
    text = _("Not readable as TOML: {why}.").format(why=why)
    return Problem(name, "file_unreadable", text, int(line[1]) if line else None)


def _siblings(paths: Iterable[Path]) -> Iterator[Any]:
    """The forms in these files, as far as they can be read."""
    for path in paths:
        try:
            yield entry_of(path.name, path.read_text(encoding="utf-8"))
        except (OSError, ValueError, ValidationFailed):
            continue


def _shape(data: dict[str, Any]) -> Iterator[Problem]:
    """What the JSON schema refuses."""
    import jsonschema  # noqa: PLC0415 - only linting needs it

    schema = json.loads((forms_folder() / "form.schema.json").read_text(encoding="utf-8"))
    checker = jsonschema.Draft202012Validator(schema)
    plain = json.loads(json.dumps(data, default=str))
    for fault in sorted(checker.iter_errors(plain), key=lambda one: [str(p) for p in one.path]):
        yield Problem(_path(fault.absolute_path), "rule_pack_invalid", _said(fault))


def _said(fault: Any) -> str:  # noqa: ANN401 - of a library that is loaded only here
    """A fault of the shape in a sentence for people."""
    value = str(fault.instance)[:80]
    if fault.validator == "enum":
        known = ", ".join(str(one) for one in fault.validator_value)
        return _("There is no '{value}' here. Use one of: {known}.").format(
            value=value, known=known
        )
    if fault.validator is None:
        return _("This does not belong to an entry of this kind. Take it out.")
    if fault.validator == "oneOf":
        ways = [" + ".join(one.get("required", ())) for one in fault.validator_value]
        return _("Give exactly one of: {ways}.").format(ways=", ".join(ways))
    if fault.validator == "required":
        named = re.match(r"'([^']+)'", fault.message)
        return _("{name} is missing. Add it.").format(name=named[1] if named else value)
    if fault.validator in ("minLength", "minItems"):
        return _("Nothing stands here. Fill it in.")
    if fault.validator == "maxLength":
        return _("The text is longer than {limit} characters. Shorten it.").format(
            limit=fault.validator_value
        )
    if fault.validator == "maxItems":
        return _("There are more than {limit} entries. Take some out.").format(
            limit=fault.validator_value
        )
    return f"{fault.message[:300]}."


def _days(data: Mapping[str, Any]) -> Iterator[Problem]:
    """Days of validity that are none."""
    for key in ("valid_from", "valid_to"):
        if key in data and not isinstance(data[key], date):
            text = _("'{value}' is no day. Write it as 2026-03-01, without quotation marks.")
            yield Problem(key, "rule_pack_invalid", text.format(value=str(data[key])[:80]))


def _path(parts: Iterable[str | int]) -> str:
    text = ""
    for part in parts:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text or "form"


def _below(data: dict[str, Any], shelf: FormShelf) -> tuple[Form | None, list[Problem]]:
    """The form that this one extends, and what is wrong with that."""
    base = data.get("extends")
    if base is None:
        return None, []
    passed = [data["form"]]
    on = date.fromisoformat(str(data["valid_from"]))
    while base:
        if base in passed:
            way = " → ".join((*passed, base))
            said = _("The form extends itself: {way}. Break the circle.").format(way=way)
            return None, [Problem("extends", "condition_circular", said)]
        passed.append(base)
        entry = shelf.entry(base, on)
        if entry is None:
            said = _("There is no form {form} on {day} to extend.").format(form=base, day=on)
            return None, [Problem("extends", "form_unknown", said)]
        base = entry.extends
    try:
        return shelf.form(str(data["extends"]), on), []
    except (RuleViolation, ValidationFailed) as refusal:
        return None, [Problem("extends", "form_unknown", refusal.reasons[0].text)]


def _beside(data: dict[str, Any], shelf: FormShelf) -> frozenset[str]:
    """The fields of the general part, which the conditions of an annex may use."""
    if data["kind"] != MODULE:
        return frozenset()
    general = shelf.form(GENERAL, date.max)
    return frozenset(field.key for field in general.fields)


def _rows(data: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = data.get(name, [])
    return rows


def _keys(data: dict[str, Any]) -> Iterator[Problem]:
    fields = _rows(data, "fields")
    every = [key for row in fields for key in (row["key"], *row.get("also", ()))]
    for key, count in Counter(every).items():
        if count > 1:
            text = _("The key {key} stands {count} times. Give each field its own.")
            yield Problem(f"fields.{key}", "key_twice", text.format(key=key, count=count))
        if key in _RESERVED:
            text = _("{key} is a name that rules use. Give the field another key.")
            yield Problem(f"fields.{key}", "key_reserved", text.format(key=key))
    yield from _lists(data)


def _lists(data: dict[str, Any]) -> Iterator[Problem]:
    """Codes that stand twice in a list, a section or the rules."""
    lists = [
        (f"fields.{row['key']}.{name}", [item.get("code", item.get("key")) for item in row[name]])
        for row in _rows(data, "fields")
        for name in ("choices", "columns")
        if name in row
    ]
    for part, name in (("sections", "code"), ("rules", "id")):
        lists.append((part, [row[name] for row in _rows(data, part)]))
    text = _("{code} stands {count} times in the list.")
    for place, codes in lists:
        for code, count in Counter(codes).items():
            if count > 1:
                own = f"{place}.{code}" if place in ("sections", "rules") else place
                yield Problem(own, "key_twice", text.format(code=code, count=count))


def _sections(data: dict[str, Any], below: Form | None) -> Iterator[Problem]:
    known = {row["code"] for row in _rows(data, "sections")}
    known |= {section.code for section in below.sections} if below else set()
    for row in _rows(data, "fields"):
        if row["section"] not in known:
            text = _("There is no section {section}. Add it, or name another one.")
            place = f"fields.{row['key']}"
            yield Problem(place, "section_unknown", text.format(section=row["section"]))


def _names(data: dict[str, Any]) -> Iterator[Problem]:
    """Blocks and instruments that there are not."""
    known = {item.code for item in load_instruments(date.max).instruments}
    text = _("There is no instrument {code}.")
    for code in data.get("legal_basis", ()):
        if code not in known:
            yield Problem("legal_basis", "instrument_unknown", text.format(code=code))
    for row in _rows(data, "fields"):
        place = f"fields.{row['key']}"
        for code in row.get("instruments", ()):
            if code not in known:
                said = text.format(code=code)
                yield Problem(f"{place}.instruments", "instrument_unknown", said)
        block = row.get("columns_of")
        if block is not None and block not in blocks():
            said = _("There is no block {block}. Use one of: {known}.")
            said = said.format(block=block, known=", ".join(blocks()))
            yield Problem(f"{place}.columns_of", "block_unknown", said)


def _headings(data: dict[str, Any], below: Form | None) -> Iterator[Problem]:
    own = {row["key"] for row in _rows(data, "fields")}
    base = {field.key: field for field in below.fields} if below else {}
    headings = _rows(data, "headings")
    printed = {key for row in headings for key in row["fields"]}
    if not headings and below:
        printed = {key for heading in below.headings for key in heading.fields}
    for row in headings:
        for key in row["fields"]:
            if key not in own and key not in base:
                text = _("There is no field {key} to print here.").format(key=key)
                yield Problem(f"headings.{row['number'] or row['title']}", "field_unknown", text)
    text = _("No heading prints the field {key}. Put it under one.")
    for key in sorted(own - printed):
        yield Problem(f"fields.{key}", "not_printed", text.format(key=key))
    for key, field in base.items():
        due = field.req in ("M", "C") and field.type not in SYSTEM_TYPES
        if due and key not in printed and key not in own:
            yield Problem("headings", "not_printed", text.format(key=key))


def _words(data: dict[str, Any], below: Form | None) -> Iterator[Problem]:
    """Words in another language for a text that the form does not have."""
    known = {str(text) for text in _texts(data)} | (set(labels_of(below)) if below else set())
    for language, words in data.get("words", {}).items():
        for text in words:
            if text not in known:
                said = _("The form has no label '{text}'. Write it as the form does.")
                yield Problem(f"words.{language}", "text_unknown", said.format(text=text[:60]))


def _texts(value: object) -> Iterator[object]:
    """Every text of the file that papers may print."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            if key != "words":
                yield from _texts(part) if isinstance(part, Mapping | list) else (part,)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def _period(data: dict[str, Any]) -> Iterator[Problem]:
    if "valid_to" in data and data["valid_to"] < data["valid_from"]:
        text = _("The form ends before it begins. Correct the dates.")
        yield Problem("valid_to", "date_order", text)


def _overlaps(name: str, text: str, others: Iterable[Path]) -> Iterator[Problem]:
    """Two versions of one form that are linted together are not in force on the same day."""
    own = entry_of(name, text)
    data = tomllib.loads(text)
    for other in _siblings(others):
        if other.id != own.id:
            continue
        apart = (own.until is not None and own.until < other.since) or (
            other.until is not None and other.until < own.since
        )
        if not apart or other.version == own.version:
            said = _(
                "{file} is version {version} of {form} too, in force at the same time or of the "
                "same number. End the older one with valid_to, and number the new one."
            ).format(file=other.name, version=other.version, form=own.id)
            yield from with_lines([Problem("valid_from", "period_overlaps", said)], data, text)
