"""A control for each type of field: what is typed is read on leaving it, never blocked."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from asset_recovery.domain.money import Money
from asset_recovery.domain.registers import SearchHit
from asset_recovery.i18n import _
from asset_recovery.ui.office import FieldSpec
from asset_recovery.ui.schedule_rows import value_of
from asset_recovery.ui.typed_values import Read, read_date, read_number, read_share
from asset_recovery.ui.widgets.date_edit import DateEdit
from asset_recovery.ui.widgets.money_edit import MoneyEdit, currency_box
from asset_recovery.ui.widgets.picker import ManyPicker, Picker
from asset_recovery.ui.widgets.plain import button, chosen, line_edit, text_edit
from asset_recovery.ui.widgets.rows_edit import RowsEdit

ONE_OF = {
    "party": "party", "asset": "asset", "case": "case", "order": "order", "request": "request",
    "document": "document", "claim": "claim", "account": "account", "user": "user", "record": "",
}  # fmt: skip
MONEY_KEYS = {"amount", "value", "fee", "rent"}
MANY_OF = {"parties": "party", "assets": "asset", "orders": "order", "documents": "document"}


class FieldControl(Protocol):
    """A control of an editor: a widget, what it holds as an argument, and how to fill it."""

    @property
    def widget(self) -> QWidget:
        """What a person types into."""

    def read(self) -> Read:
        """The argument (None: nothing given), or the problem in words."""

    def fill(self, value: object) -> None:
        """Show a value."""


class Given:
    """What all controls may need: the search, the day, the office's currency."""

    def __init__(
        self, search: Callable[[str], list[SearchHit]], today: Callable[[], date], currency: str
    ) -> None:
        self.search, self.today, self.currency = search, today, currency


class LineField:
    """A line of text, a number, a share, a country."""

    def __init__(self, spec: FieldSpec, reader: Callable[[str], Read]) -> None:
        self.widget: QLineEdit = line_edit(spec.label)
        self._reader = reader

    def read(self) -> Read:
        """What is typed."""
        return self._reader(self.widget.text())

    def fill(self, value: object) -> None:
        """Show a value."""
        self.widget.setText(str(value))


class TextField:
    """Several lines: a text, or a list of one entry a line."""

    def __init__(
        self, spec: FieldSpec, reader: Callable[[str], Read], shows: Callable[[Any], str]
    ) -> None:
        self.widget: QPlainTextEdit = text_edit(spec.label)
        self.widget.setFixedHeight(72)
        self._reader, self._shows = reader, shows

    def read(self) -> Read:
        """What is typed."""
        return self._reader(self.widget.toPlainText())

    def fill(self, value: object) -> None:
        """Show a value."""
        self.widget.setPlainText(value if isinstance(value, str) else self._shows(value))


class ChoiceField:
    """One of a closed list."""

    def __init__(self, spec: FieldSpec) -> None:
        self.widget = QComboBox()
        self.widget.setAccessibleName(spec.label)
        self.widget.addItem("" if spec.required else _("not given"), "")
        for code, shown in spec.choices:
            self.widget.addItem(shown, code)

    def read(self) -> Read:
        """The code that is chosen."""
        return Read(chosen(self.widget) or None, self.widget.currentText())

    def fill(self, value: object) -> None:
        """Show a value."""
        self.widget.setCurrentIndex(max(self.widget.findData(value), 0))


class MultiField:
    """Several of a closed list."""

    def __init__(self, spec: FieldSpec) -> None:
        self.widget = QWidget()
        layout = QVBoxLayout(self.widget)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setSpacing(4)
        self.boxes: dict[str, QCheckBox] = {}
        for code, shown in spec.choices:
            box = QCheckBox(shown)
            self.boxes[code] = box
            layout.addWidget(box)
        if self.boxes:
            self.widget.setFocusProxy(next(iter(self.boxes.values())))

    def read(self) -> Read:
        """The codes that are ticked."""
        ticked = [code for code, box in self.boxes.items() if box.isChecked()]
        return Read(ticked or None)

    def fill(self, value: object) -> None:
        """Show a value."""
        chosen = value if isinstance(value, list | tuple) else [value]
        for code, box in self.boxes.items():
            box.setChecked(code in chosen)


class BoolField:
    """Yes or not said."""

    def __init__(self, spec: FieldSpec) -> None:
        self.widget = QCheckBox(_("yes"))
        self.widget.setAccessibleName(spec.label)

    def read(self) -> Read:
        """True when ticked, else nothing given."""
        return Read(True if self.widget.isChecked() else None)

    def fill(self, value: object) -> None:
        """Show a value."""
        self.widget.setChecked(bool(value))


class MoneyField:
    """An amount with its currency."""

    def __init__(self, spec: FieldSpec, currency: str) -> None:
        self.widget = MoneyEdit(spec.label, currency)

    def read(self) -> Read:
        """The amount as actions take it."""
        found = self.widget.read()
        value = found.value
        return Read(value.as_json(), found.says) if isinstance(value, Money) else found

    def fill(self, value: object) -> None:
        """Show money, or the object of it."""
        money = value if isinstance(value, Money) else Money.from_json(value)
        self.widget.show_money(money)


class DateField:
    """A day, as ISO text."""

    def __init__(self, spec: FieldSpec, today: Callable[[], date]) -> None:
        self.widget = DateEdit(spec.label, today)

    def read(self) -> Read:
        """The day that was understood."""
        found = self.widget.read()
        value = found.value
        return Read(value.isoformat(), found.says) if isinstance(value, date) else found

    def fill(self, value: object) -> None:
        """Show a day."""
        day = value if isinstance(value, date) else date.fromisoformat(str(value)[:10])
        self.widget.show_day(day)


class MomentField:
    """A day, or a day and a time in this machine's zone: 2 Mar 2026 14:30."""

    def __init__(self, spec: FieldSpec, today: Callable[[], date]) -> None:
        self.widget = line_edit(spec.label, _("2 Mar 2026 14:30"))
        self._today = today

    def read(self) -> Read:
        """An ISO date, or an ISO moment with offset."""
        head, _space, tail = self.widget.text().strip().rpartition(" ")
        if ":" not in tail or not head:
            found = read_date(self.widget.text(), self._today())
            value = found.value
            return Read(value.isoformat(), found.says) if isinstance(value, date) else found
        day = read_date(head, self._today())
        if not isinstance(day.value, date):
            return day
        try:
            moment = datetime.fromisoformat(f"{day.value.isoformat()}T{tail.zfill(5)}").astimezone()
        except ValueError:
            return Read(problem=_("This is not a time. Write 14:30."))
        return Read(moment.isoformat(timespec="minutes"), f"{day.says}, {tail}")

    def fill(self, value: object) -> None:
        """Show a moment."""
        self.widget.setText(str(value))


class CurrencyField:
    """A currency by its code."""

    def __init__(self, spec: FieldSpec, currency: str) -> None:
        self.widget = currency_box(spec.label, currency)
        if not spec.required:
            self.widget.setCurrentText("")

    def read(self) -> Read:
        """The code."""
        return Read(self.widget.currentText().strip().upper() or None)

    def fill(self, value: object) -> None:
        """Show a code."""
        self.widget.setCurrentText(str(value))


class PickField:
    """One record."""

    def __init__(self, spec: FieldSpec, kind: str, given: Given) -> None:
        self.widget = Picker(
            spec.label, (kind,) if kind else (), given.search, create=kind == "party"
        )

    def read(self) -> Read:
        """Its reference, a new party, or what was typed."""
        return Read(self.widget.value())

    def fill(self, value: object) -> None:
        """Show a record by its reference."""
        text = str(value.get("name", "")) if isinstance(value, dict) else str(value)
        self.widget.show_reference(text)


class ManyField:
    """Several records."""

    def __init__(self, spec: FieldSpec, kind: str, given: Given) -> None:
        self.widget = ManyPicker(
            spec.label, (kind,) if kind else (), given.search, create=kind == "party"
        )

    def read(self) -> Read:
        """Their references."""
        return Read(self.widget.values() or None)

    def fill(self, value: object) -> None:
        """Show several records."""
        for entry in value if isinstance(value, list | tuple) else [value]:
            self.widget.append(
                entry, str(entry.get("name")) if isinstance(entry, dict) else str(entry)
            )


class RowsField:
    """Rows of a small table."""

    def __init__(self, spec: FieldSpec) -> None:
        self.widget = RowsEdit(spec.label, spec.choices)

    def read(self) -> Read:
        """The rows that hold something."""
        return Read(self.widget.value() or None)

    def fill(self, value: object) -> None:
        """Show rows."""
        rows = value if isinstance(value, list | tuple) else [value]
        self.widget.show_rows([row for row in rows if isinstance(row, dict)])


class FileField:
    """A file of this machine."""

    def __init__(
        self, spec: FieldSpec, browse: Callable[[Callable[[Any], object]], object]
    ) -> None:
        self.widget = _Browse(spec.label, browse)

    def read(self) -> Read:
        """The path."""
        return Read(self.widget.line.text().strip() or None)

    def fill(self, value: object) -> None:
        """Show a path."""
        self.widget.line.setText(str(value))


class _Browse(QWidget):
    edited = Signal()

    def __init__(self, name: str, browse: Callable[[Callable[[Any], object]], object]) -> None:
        super().__init__()
        self.line = line_edit(name)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 1)
        choose = button(_("Choose…"), lambda: browse(self._take), name=_("Choose a file"))
        layout.addWidget(choose)
        self.setFocusProxy(self.line)

    def _take(self, path: object) -> None:
        self.line.setText(str(path))


def read_text(text: str) -> Read:
    """A text; empty is not given."""
    return Read(text.strip() or None)


def read_lines(text: str) -> Read:
    """A list, one entry a line."""
    return Read([line.strip() for line in text.splitlines() if line.strip()] or None)


def read_pairs(text: str) -> Read:
    """Pairs, one a line: `imo: 9074729`."""
    found: dict[str, str] = {}
    for number, line in enumerate((part for part in text.splitlines() if part.strip()), 1):
        name, colon, value = line.partition(":")
        if not colon or not name.strip() or not value.strip():
            return Read(problem=_("Line {n}: write a name, a colon and a value.").format(n=number))
        found[name.strip().casefold().replace(" ", "_")] = value.strip()
    return Read(found or None)


def read_row_lines(currency: str) -> Callable[[str], Read]:
    """Rows as lines: an asset, then name: value, parted by semicolons or tabs; or JSON.

    `2026-000412-K; amount: 1.2m EUR` reads as one row with an exact amount.
    """

    def read(text: str) -> Read:
        if text.strip().startswith(("[", "{")):
            return read_json(text)
        rows: list[dict[str, object]] = []
        for number, line in enumerate((part for part in text.splitlines() if part.strip()), 1):
            row, problem = _row_line(line, currency)
            if problem:
                return Read(problem=_("Line {n}: {text}").format(n=number, text=problem))
            rows.append(row)
        return Read(rows or None)

    return read


def _row_line(line: str, currency: str) -> tuple[dict[str, object], str]:
    row: dict[str, object] = {}
    for part in line.replace("\t", ";").split(";"):
        name, colon, value = part.partition(":")
        if not part.strip():
            continue
        if not colon:
            if "asset" in row:
                return row, _("write each as name: value.")
            row["asset"] = part.strip()
            continue
        key = name.strip().casefold().replace(" ", "_")
        row[key] = value.strip()
        if key in MONEY_KEYS:
            money, problem = value_of(value, currency)
            if money is None:
                return row, problem or _("the amount is missing.")
            row[key] = money.as_json()
    return row, ""


def read_json(text: str) -> Read:
    """A value in JSON."""
    if not text.strip():
        return Read()
    try:
        return Read(json.loads(text))
    except ValueError:
        return Read(problem=_("This cannot be read. Write it as in the guide, or leave it empty."))


def read_country(text: str) -> Read:
    """A country by its two letters."""
    typed = text.strip().upper()
    if typed and (len(typed) != 2 or not typed.isalpha() or not typed.isascii()):
        return Read(problem=_("Write the two letters of the country, such as CH."))
    return Read(typed or None)


def _lines(value: Any) -> str:
    if isinstance(value, dict):
        return "\n".join(f"{name}: {entry}" for name, entry in value.items())
    return "\n".join(str(entry) for entry in value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def make_field(
    spec: FieldSpec, given: Given, browse: Callable[[Callable[[Any], object]], object]
) -> FieldControl:
    """The control for a field by its type; a type that is not known takes plain text."""
    if spec.type in ONE_OF:
        return PickField(spec, ONE_OF[spec.type], given)
    if spec.type in MANY_OF:
        return ManyField(spec, MANY_OF[spec.type], given)
    makers: dict[str, Callable[[], FieldControl]] = {
        "longtext": lambda: TextField(spec, read_text, str),
        "grounds": lambda: TextField(spec, read_lines, _lines),
        "texts": lambda: TextField(spec, read_lines, _lines),
        "pairs": lambda: TextField(spec, read_pairs, _lines),
        "rows": lambda: (
            RowsField(spec)
            if spec.choices
            else TextField(spec, read_row_lines(given.currency), _json)
        ),
        "json": lambda: TextField(spec, read_json, _json),
        "date": lambda: DateField(spec, given.today),
        "datetime": lambda: MomentField(spec, given.today),
        "money": lambda: MoneyField(spec, given.currency),
        "currency": lambda: CurrencyField(spec, given.currency),
        "decimal": lambda: LineField(spec, lambda text: read_number(text, whole=False)),
        "int": lambda: LineField(spec, lambda text: read_number(text, whole=True)),
        "share": lambda: LineField(spec, read_share),
        "country": lambda: LineField(spec, read_country),
        "bool": lambda: BoolField(spec),
        "choice": lambda: ChoiceField(spec),
        "multi": lambda: MultiField(spec),
        "file": lambda: FileField(spec, browse),
    }
    maker = makers.get(spec.type)
    return maker() if maker is not None else LineField(spec, read_text)
