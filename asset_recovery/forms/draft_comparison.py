"""Two contents of a request side by side: answer by answer, of tables cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from asset_recovery.domain.request_version_facts import FieldChange
from asset_recovery.forms.kept_answers import Kept, read, records_say
from asset_recovery.forms.template import FormField
from asset_recovery.forms.wording import Wording

Row = Mapping[str, object]
_SYSTEM_TYPES = ("auto", "sig", "clause")
_NAMES = ("reference", "number", "no")


@dataclass(frozen=True, slots=True)
class _Said:
    """What one of the two contents says of a field, and which record says so."""

    value: object
    record: str
    typed: bool


def changed_answers(
    fields: Iterable[FormField], was: Mapping[str, Kept], now: Mapping[str, Kept], words: Wording
) -> tuple[FieldChange, ...]:
    """What the two say differently, in the order of the fields."""
    return _changes(fields, _said(was, _content), _said(now, _content), words)


def changed_records(
    fields: Iterable[FormField], was: Mapping[str, Kept], now: Mapping[str, Kept], words: Wording
) -> tuple[FieldChange, ...]:
    """What the records said then and say now, also where a person's own text stands instead."""
    return _changes(fields, _said(was, _of_records), _said(now, _of_records), words)


def _said(answers: Mapping[str, Kept], pick: Callable[[Kept], _Said]) -> dict[str, _Said]:
    return {key: pick(data) for key, data in answers.items()}


def _content(data: Kept) -> _Said:
    return _Said(read(data["value"]), str(data["source"]), data["origin"] == "typed")


def _of_records(data: Kept) -> _Said:
    typed = data["origin"] == "typed"
    source = data.get("recorded_source", "") if typed else data["source"]
    return _Said(read(records_say(data)), str(source), typed)


def _changes(
    fields: Iterable[FormField],
    was: Mapping[str, _Said],
    now: Mapping[str, _Said],
    words: Wording,
) -> tuple[FieldChange, ...]:
    nothing = _Said(None, "", False)
    found: list[FieldChange] = []
    told: list[tuple[object, object]] = []
    for field in fields:
        first, second = was.get(field.key, nothing), now.get(field.key, nothing)
        pair = (first.value, second.value)
        # The same table in an annex, or the same text under another heading, is told once.
        if pair[0] == pair[1] or field.type in _SYSTEM_TYPES or pair in told:
            continue
        told.append(pair)
        found += _of_field(field, first, second, words)
    return tuple(found)


def _of_field(field: FormField, was: _Said, now: _Said, words: Wording) -> Iterator[FieldChange]:
    label, record = words.label(field), now.record or was.record
    typed = now.typed
    if field.type == "table" and _is_table(was.value) and _is_table(now.value):
        for key, name, before, after in _rows(field, was.value, now.value, words):
            yield FieldChange(
                key=f"{field.key}.{key}", label=f"{label}: {name}", was=before, now=after,
                record=record, typed=typed,
            )  # fmt: skip
        return
    yield FieldChange(
        key=field.key, label=label, was=_text(field, was.value, words),
        now=_text(field, now.value, words), record=record, typed=typed,
    )  # fmt: skip


def _text(field: FormField, value: object, words: Wording) -> str:
    if value in (None, "", (), {}):
        return ""
    if isinstance(value, tuple) and any(isinstance(row, Mapping) for row in value):
        return "\n".join(_summary(field, row, words) for row in value if isinstance(row, Mapping))
    return words.text(field, value)


def _is_table(value: object) -> bool:
    return value is None or (
        isinstance(value, tuple) and all(isinstance(row, Mapping) for row in value)
    )


def _rows(
    field: FormField, was: object, now: object, words: Wording
) -> Iterator[tuple[str, str, str, str]]:
    """Each row that came or went, and each cell that differs: key, name, before, after."""
    before, after = _named(field, was), _named(field, now)
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name), after.get(name)
        if old is None or new is None:
            yield (
                name, name,
                "" if old is None else _summary(field, old, words),
                "" if new is None else _summary(field, new, words),
            )  # fmt: skip
            continue
        labels = {column.key: words.translate(column.label) for column in field.columns}
        for key in dict.fromkeys((*old, *new)):
            if old.get(key) != new.get(key):
                label = labels.get(key, key.replace("_", " "))
                yield (
                    f"{name}.{key}", f"{name}, {label}",
                    words.cell(old.get(key)), words.cell(new.get(key)),
                )  # fmt: skip


def _named(field: FormField, value: object) -> dict[str, Row]:
    """The rows by what names them: their reference or first column, else their place."""
    rows: Sequence[Row] = value if isinstance(value, tuple) else ()
    first = field.columns[0].key if field.columns else ""
    for key in (*_NAMES, first):
        names = [str(row.get(key) or "") for row in rows]
        if all(names) and len(set(names)) == len(names):
            return dict(zip(names, rows, strict=True))
    return {str(place): row for place, row in enumerate(rows, start=1)}


def _summary(field: FormField, row: Row, words: Wording) -> str:
    columns = [column.key for column in field.columns if row.get(column.key)]
    return ", ".join(words.cell(row[key]) for key in columns or row)
