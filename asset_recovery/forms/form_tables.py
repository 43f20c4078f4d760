"""Tables of a form on paper: rows in columns, or each row as a card of labels and values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from asset_recovery.domain.code_lists import accepts, code_list
from asset_recovery.forms.filled_form import FilledForm
from asset_recovery.forms.form_model import FieldColumn, FormField
from asset_recovery.forms.shelf import shelf_of
from asset_recovery.forms.wording import Wording
from asset_recovery.reports.paper import Block, Column, Facts, Table
from asset_recovery.reports.state_names import place_in

_LANDSCAPE_FROM = 7
_NARROW = {"no": 0.35, "number": 0.35, "module": 0.7, "priority": 0.7, "date": 0.8, "language": 0.6}
_WIDE = {"text": 3.0, "description": 1.8, "action": 2.0, "sha256": 1.6, "title": 1.8}
_WIDE |= {"estimated_value": 1.4, "value": 1.4}
_HASH_SHOWN = 16
_GROUNDS = ("ground", "liability_ground")
_STATES = frozenset(["nationality", "country", "state"])
_PLACES = frozenset(["address", "registered_seat", "location", "headquarters", "identity"])
# So few rows of a wide table read better one below the other, and need no page that lies across.
_AS_FACTS = 2
# Between a figure and its currency, which belong on one line.
_SUM = re.compile(r"(?<=\d) (?=[A-Z]{3}\b)")

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
        "title",
        "type",
        "value",
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

    def table(self, field: FormField, rows: Sequence[Row], title: str) -> Table:
        """The rows in the columns that hold something; many columns lie across."""
        used = self._used(field, rows)
        columns = tuple(
            Column(
                self._words.both(column.label), _NARROW.get(column.key, _WIDE.get(column.key, 1.0))
            )
            for column in used
        )
        texts = tuple(
            tuple(self.cell(column, row.get(column.key)) for column in used) for row in rows
        )
        return Table(columns, texts, title=title, landscape=len(used) >= _LANDSCAPE_FROM)

    def blocks(self, field: FormField, rows: Sequence[Row], title: str) -> list[Block]:
        """The rows as a table; few rows that would lie across, each as labels and values."""
        if len(rows) <= _AS_FACTS and len(self._used(field, rows)) >= _LANDSCAPE_FROM:
            return self.cards(field, rows, title)
        return [self.table(field, rows, title)]

    def _used(self, field: FormField, rows: Sequence[Row]) -> list[FieldColumn]:
        return [
            column
            for column in field.columns
            if column.needed or any(row.get(column.key) for row in rows)
        ]

    @cached_property
    def _of_records(self) -> Mapping[str, tuple[str, str]]:
        """Places as prefilling writes them, with a bare code: the place, and the State's code."""
        return {
            f"{one.location}, {one.country}": (one.location, one.country)
            for one in self._filled.file.assets
            if one.location and one.country
        }

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
        if key in _PLACES and (where := self._of_records.get(str(value))):
            return self._words.cell(place_in(*where, self._words.language))
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
        if key == "eu_offence_code":
            return self._listed_offence(value)
        if key == "type" and isinstance(value, str):
            return self._named(value)
        text = self._words.cell(value)
        if key == "sha256" and len(text) > _HASH_SHOWN:
            return f"{text[:_HASH_SHOWN]}…"
        return _SUM.sub("\u00a0", self._words.known(text)) if key in _SAID else text

    def _listed_offence(self, value: object) -> str:
        """An offence of the European list by its number and its name."""
        known = code_list("eu_offence").codes.get(str(value))
        code = self._words.cell(value)
        return f"{code}  {self._say(known.label)}" if known else code

    def _named(self, value: str) -> str:
        """The kind of a document, and a form, by their names instead of their codes."""
        kinds = code_list("document_kinds").codes
        kind = kinds.get(value.replace(" ", "_"))
        if kind is not None:
            return self._say(kind.label)
        file = self._filled.file
        form = shelf_of(file.office.forms).entry(value, file.read_at.date())
        if form is None:
            return self._words.known(self._words.cell(value))
        return f"{self._say(form.title)} ({value})"


def _codes(value: object) -> list[str]:
    """The codes of a cell, whether typed as a list or as a text."""
    items = value if isinstance(value, tuple | list) else re.split(r"[,;\n]", str(value or ""))
    return [code for item in items if (code := str(item).strip())]
