"""An official certificate as a paper: lettered sections, numbered points, every box shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from asset_recovery.domain.money import Money
from asset_recovery.domain.text import visible
from asset_recovery.forms.answers import is_filled
from asset_recovery.forms.filled_form import FilledForm
from asset_recovery.forms.form_model import FieldColumn, FormField, FormHeading
from asset_recovery.forms.form_reading import block_columns
from asset_recovery.forms.form_tables import FormTables
from asset_recovery.forms.wording import Wording
from asset_recovery.reports.amount_words import amount_in_words
from asset_recovery.reports.paper import (
    Block,
    Box,
    Point,
    Points,
    Section,
    Signatures,
)

NOTHING = "–"
_LONG_FROM = 160
_UNCONFIRMED = ("K", "V2")
# What a heading of the record of the office has instead of a letter: it is no part of the paper.
_OWN = ""
_BOXED_ALONE = ("bool", "statement", "date")
_POSITION = "position"

Row = Mapping[str, object]


def certificate_sections(
    filled: FilledForm, words: Wording, prints: Callable[[FormField], bool]
) -> list[Section]:
    """The sections of the certificate in the order of its annex; hidden ones are left out.

    `prints` says whether a field may stand on this copy.
    """
    return list(_Certificate(filled, words, prints).sections())


def _named(authority: Row) -> dict[str, object]:
    """Of an authority its names and its State."""
    return {key: authority[key] for key in ("name", "name_en", "country") if authority.get(key)}


class _Certificate:
    """Sets one certificate."""

    def __init__(
        self, filled: FilledForm, words: Wording, prints: Callable[[FormField], bool]
    ) -> None:
        self._filled = filled
        self._prints = prints
        self._words = words
        self._say = words.translate
        self._tables = FormTables(filled, words)
        self._missing = {item.key for item in filled.missing if item.blocks and not item.rule}

    def sections(self) -> Iterator[Section]:
        """One section for each heading that has something to show."""
        for heading in self._filled.form.headings:
            fields = [
                field
                for key in heading.fields
                if (field := self._filled.form.field(key)) and self._prints(field)
            ]
            if heading.number == _OWN or not fields:
                continue
            blocks = tuple(self._blocks(heading, fields))
            title = self._words.both(heading.title)
            yield Section(heading.number, title, blocks, banded=True)

    def _blocks(self, heading: FormHeading, fields: Sequence[FormField]) -> Iterator[Block]:
        points: list[Point] = []
        signatures: list[FormField] = []
        before = ""
        for field in fields:
            if field.type == "sig":
                signatures.append(field)
                continue
            if self._said_in_rows(field):
                continue
            number = field.number.removeprefix(heading.number)
            shown = "" if number == before else number
            before = number
            own = list(self._tables_of(field, shown, heading))
            if own:
                yield from _gathered(points)
                points = []
                yield from own
            else:
                points.extend(self._points(field, shown))
        yield from _gathered(points)
        for field in signatures:
            yield self._signature(field)

    def _said_in_rows(self, field: FormField) -> bool:
        """Whether a field says of all rows of the table before it what stands at each of them."""
        table, _point, what = field.key.rpartition("_")
        return what == _POSITION and bool(self._rows(table))

    def _rows(self, key: str) -> list[Row]:
        value = self._filled.value(key)
        rows = value if isinstance(value, tuple | list) else ()
        return [row for row in rows if isinstance(row, Mapping)]

    def _tables_of(self, field: FormField, number: str, heading: FormHeading) -> Iterator[Block]:
        """A table as it stands, or each of its rows as points."""
        value = self._filled.value(field.key)
        if field.type != "table" or not is_filled(field, value):
            return
        label = self._label(field)
        label = "" if field.label == heading.title else label
        rows = self._rows(field.key)
        if field.layout != "cards":
            title = f"{number}  {label}" if number and label else label
            yield replace(self._tables.table(field, rows, title), landscape=False)
            return
        for place, row in enumerate(rows, start=1):
            counted = f"{label} ({place}/{len(rows)})" if len(rows) > 1 else label
            yield Points(tuple(self._card(field, row)), title=counted, number=number)

    def _card(self, field: FormField, row: Row) -> Iterator[Point]:
        for column in field.columns:
            if column.key == _POSITION:
                yield self._position(field, column, row)
            elif row.get(column.key) not in (None, "", ()):
                text = self._tables.cell(column, row[column.key])
                yield Point("", self._words.both(column.label), text)

    def _position(self, field: FormField, column: FieldColumn, row: Row) -> Point:
        """The boxes of one person; where none has its own, those that were ticked for all."""
        whole = f"{field.key}_{_POSITION}"
        own = any(one.get(_POSITION) for one in self._rows(field.key))
        value = row.get(_POSITION) if own else self._filled.value(whole)
        ticked = value if isinstance(value, tuple | list) else (value,) if value else ()
        wanted = own or whole in self._missing
        lacking = self._say("[still missing]") if wanted and not ticked else ""
        text = lacking if self._filled.is_draft else ""
        return Point("", self._words.both(column.label), text, self._ticks(column, ticked))

    def _ticks(self, listed: FieldColumn | FormField, ticked: Sequence[object]) -> tuple[Box, ...]:
        codes = {str(code) for code in ticked}
        return tuple(
            Box(choice.code in codes, self._words.both(choice.label)) for choice in listed.choices
        )

    def _points(self, field: FormField, number: str) -> Iterator[Point]:
        value = self._filled.value(field.key)
        label = self._label(field)
        if field.type == "clause":
            yield Point(number, "", self._clause(field), long=True)
        elif field.layout == "boxes" and field.type in _BOXED_ALONE:
            yield Point(number, "", boxes=(self._alone(field, label),))
        elif field.choices:
            codes = value if isinstance(value, tuple | list) else (value,)
            text = self._lacking(field)
            yield Point(
                number, label, text, self._ticks(field, codes), long=not text and _is_long(field)
            )
        elif field.type == "authority" and field.layout == "cards" and isinstance(value, Mapping):
            yield from self._authority(field, number, value)
        elif field.type == "authority" and field.layout == "name" and isinstance(value, Mapping):
            yield Point(number, self._label(field), self._words.authority(_named(value)))
        else:
            text = self._text(field, value)
            yield Point(
                number, label, text, long=field.type == "longtext" and len(text) > _LONG_FROM
            )

    def _alone(self, field: FormField, label: str) -> Box:
        """One box with its label, and what was stated behind it."""
        value = self._filled.value(field.key)
        ticked = value is not None and value is not False and value != ""
        said = "" if isinstance(value, bool) or not ticked else self._words.text(field, value)
        return Box(ticked, f"{label}: {said}" if said else label)

    def _authority(self, field: FormField, number: str, value: Row) -> Iterator[Point]:
        """Name and State in front, each further part with its own label."""
        first = _named(value)
        yield Point(number, self._label(field), self._words.authority(first))
        lacking = {item.key for item in self._filled.missing if item.blocks}
        for column in block_columns("B-AUTH"):
            if column.key in first:
                continue
            text = self._tables.cell(column, value.get(column.key))
            if not text and f"{field.key}.{column.key}" in lacking and self._filled.is_draft:
                text = self._say("[still missing]")
            if text:
                yield Point("", self._words.both(column.label), text)

    def _text(self, field: FormField, value: object) -> str:
        if not is_filled(field, value) and value is not False:
            return self._lacking(field) or NOTHING
        text = self._words.text(field, value)
        typed = self._filled.value(f"{field.key}_words") if field.in_words else None
        if typed and isinstance(value, Money) and not amount_in_words(value, self._words.language):
            return f"{text}\n({visible(str(typed))})"
        return text

    def _lacking(self, field: FormField) -> str:
        """What is said where nothing is answered."""
        if is_filled(field, self._filled.value(field.key)):
            return ""
        if field.key in self._filled.absent:
            reason = self._words.cell(self._filled.absent[field.key])
            return self._say("Not known: {reason}").format(reason=reason)
        if self._filled.is_draft and field.key in self._missing:
            return self._say("[still missing]")
        return ""

    def _label(self, field: FormField) -> str:
        return self._words.label(field)

    def _clause(self, field: FormField) -> str:
        text = self._words.both(field.text)
        if field.mark in _UNCONFIRMED and self._filled.is_draft:
            return f"{text} {self._say('[to be checked]')}"
        return text

    def _signature(self, field: FormField) -> Signatures:
        """Signature with name and post, date and place, official stamp."""
        authority = self._filled.value(field.key.replace("_signature", "_authority"))
        who = ""
        if isinstance(authority, Mapping):
            parts = [
                str(authority[key])
                for key in ("contact_person", "contact_post")
                if authority.get(key)
            ]
            who = "\n".join(parts)
        return Signatures(
            (
                (self._label(field), who),
                (self._words.both("Date and place"), ""),
                (self._words.both("Official stamp, if available"), ""),
            )
        )


def _is_long(field: FormField) -> bool:
    """Whether the boxes of a list need the whole width."""
    return len(field.choices) > 3 or any(len(choice.label) > 44 for choice in field.choices)


def _gathered(points: list[Point]) -> Iterator[Points]:
    if points:
        yield Points(tuple(points))
