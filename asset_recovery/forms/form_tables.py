"""Tables of a form on paper: rows in columns, or each row as a card of labels and values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from asset_recovery.domain.code_lists import accepts
from asset_recovery.forms.filled_form import FilledForm
from asset_recovery.forms.form_model import FieldColumn, FormField
from asset_recovery.forms.wording import Wording
from asset_recovery.reports.paper import Block, Column, Facts, Table

_LANDSCAPE_FROM = 7
_NARROW = {"no": 0.35, "number": 0.35, "module": 0.7, "priority": 0.7, "date": 0.8, "language": 0.6}
_WIDE = {"text": 3.0, "description": 1.8, "action": 2.0, "sha256": 1.6, "title": 1.8}
_HASH_SHOWN = 16
_GROUNDS = ("ground", "liability_ground")
_STATES = frozenset(["nationality", "country", "state"])
_PLACES = frozenset(["address", "registered_seat", "location", "headquarters", "identity"])
# So few rows of a wide table read better one below the other, and need no page that lies across.
_AS_FACTS = 2

# Columns that prefilling fills with words of its own, such as the role of a person.
_SAID = frozenset(
    [
        "action",
        "capacity",
        "estimated_value",
        "measure",
        "outcome",
        "position",
        "result",
        "role",
        "text",
    ]
)

# Columns of codes whose names are those of States or languages.
_NAMED = frozenset(["nationalities", "languages"])

Row = Mapping[str, object]


class FormTables:
    """Sets the tables of one filled form."""

    def __init__(self, filled: FilledForm, words: Wording) -> None:
        self._filled = filled
        self._words = words
        self._say = words.translate

    def table(self, field: FormField, rows: Sequence[Row], title: str) -> Table | Facts:
        """The rows in the columns that hold something; few wide rows as labels and values."""
        wide = len(field.columns) >= _LANDSCAPE_FROM
        used = [
            column
            for column in field.columns
            if column.needed or any(row.get(column.key) for row in rows)
        ]
        columns = tuple(
            Column(
                self._words.both(column.label), _NARROW.get(column.key, _WIDE.get(column.key, 1.0))
            )
            for column in used
        )
        texts = tuple(
            tuple(self.cell(column, row.get(column.key)) for column in used) for row in rows
        )
        if wide and len(texts) <= _AS_FACTS:
            pairs = tuple(
                (column.title, text)
                for row in texts
                for column, text in zip(columns, row, strict=True)
                if text
            )
            return Facts(pairs, title=title)
        return Table(columns, texts, title=title, landscape=wide)

    def cards(self, field: FormField, rows: Sequence[Row], title: str) -> list[Block]:
        """Each row as a card of its own with what is known; cards are counted where several."""
        found: list[Block] = []
        for number, row in enumerate(rows, start=1):
            pairs = tuple(
                (self._words.both(column.label), text)
                for column in field.columns
                if (text := self.cell(column, row.get(column.key)))
            )
            label = title or self._words.label(field)
            found.append(Facts(pairs, title=f"{label} ({number})" if len(rows) > 1 else title))
        return found

    def cell(self, column: FieldColumn, value: object) -> str:
        """A cell as text: a State by its name, codes by their labels."""
        key = column.key
        if isinstance(value, str) and (key in _STATES or column.type == "country"):
            return self._words.country(value)
        if key in _PLACES and isinstance(value, str) and accepts("countries", value):
            return self._words.country(value)  # nothing nearer than the State is known
        if key in _NAMED:
            name = self._words.country if key == "nationalities" else self._words.language_name
            return self._words.joined(name(code) for code in _codes(value))
        if key in _GROUNDS and isinstance(value, str):
            labels = self._filled.instruments.grounds
            return self._words.joined(
                self._say(labels.get(code, self._words.cell(code))) for code in value.split(", ")
            )
        if column.choices:
            codes = value if isinstance(value, tuple | list) else [value] if value else []
            return self._words.joined(self._say(column.choice_label(str(code))) for code in codes)
        text = self._words.cell(value)
        if key == "sha256" and len(text) > _HASH_SHOWN:
            return f"{text[:_HASH_SHOWN]}…"
        return self._words.known(text) if key in _SAID else text


def _codes(value: object) -> list[str]:
    """The codes of a cell, whether typed as a list or as a text."""
    items = value if isinstance(value, tuple | list) else re.split(r"[,;\n]", str(value or ""))
    return [code for item in items if (code := str(item).strip())]
