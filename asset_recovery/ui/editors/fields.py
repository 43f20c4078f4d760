"""A control for each type of field: what is typed is read on leaving it, never blocked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.ui.editors.details_field import DetailsField
from asset_recovery.ui.editors.field_control import FieldControl
from asset_recovery.ui.editors.field_readers import (
    read_country,
    read_json,
    read_lines,
    read_pairs,
    read_row_lines,
    read_text,
    show_json,
    show_lines,
)
from asset_recovery.ui.editors.record_fields import FileField, Given, ManyField, PickField
from asset_recovery.ui.editors.row_tables import RowColumn
from asset_recovery.ui.editors.table_field import TableField
from asset_recovery.ui.office import FieldSpec
from asset_recovery.ui.typed_values import Read, read_date, read_number, read_share
from asset_recovery.ui.widgets.date_edit import DateEdit
from asset_recovery.ui.widgets.money_edit import MoneyEdit, currency_box
from asset_recovery.ui.widgets.plain import chosen, line_edit, text_edit
from asset_recovery.ui.widgets.rows_edit import RowsEdit

ONE_OF = {
    "party": "party", "asset": "asset", "case": "case", "order": "order", "request": "request",
    "document": "document", "claim": "claim", "account": "account", "user": "user", "record": "",
    "authority": "authority",
}  # fmt: skip
MANY_OF = {"parties": "party", "assets": "asset", "orders": "order", "documents": "document"}


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


class OpenChoiceField:
    """One of the usual answers, completed as it is typed, or another in one's own words."""

    def __init__(self, spec: FieldSpec) -> None:
        self.widget = QComboBox()
        self.widget.setEditable(True)
        self.widget.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.widget.setAccessibleName(spec.label)
        self._codes = {shown.casefold(): code for code, shown in spec.choices}
        self._shown = dict(spec.choices)
        self.widget.addItems([shown for _code, shown in spec.choices])
        self.widget.setCurrentIndex(-1)
        line = self.widget.lineEdit()
        if line is not None:
            line.setAccessibleName(spec.label)
            line.setPlaceholderText(_("type or choose"))

    def read(self) -> Read:
        """The code of what is typed; what is in no list stays as it is."""
        typed = " ".join(self.widget.currentText().split())
        return Read(self._codes.get(typed.casefold(), typed) or None, typed)

    def fill(self, value: object) -> None:
        """Show a value."""
        self.widget.setCurrentText(self._shown.get(str(value), str(value)))


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


class YesNoField(ChoiceField):
    """Yes or no where one of them must be said; a tick left out would say neither."""

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__(replace(spec, choices=(("yes", _("Yes")), ("no", _("No")))))

    def read(self) -> Read:
        """True, false, or nothing chosen."""
        return Read({"yes": True, "no": False}.get(chosen(self.widget)))

    def fill(self, value: object) -> None:
        """Show yes or no."""
        super().fill("yes" if value is True else "no" if value is False else "")


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


def make_field(
    spec: FieldSpec,
    given: Given,
    browse: Callable[[Callable[[Any], object]], object],
    columns: Sequence[RowColumn] = (),
) -> FieldControl:
    """The control for a field by its type; a type that is not known takes plain text.

    `columns` are those of a field of rows.
    """
    if spec.type == "rows" and columns:
        return TableField(spec, columns, given)
    if spec.type == "details":
        return DetailsField(lambda one: make_field(one, given, browse))
    if spec.type in ONE_OF:
        return PickField(spec, ONE_OF[spec.type], given)
    if spec.type in MANY_OF:
        return ManyField(spec, MANY_OF[spec.type], given)
    makers: dict[str, Callable[[], FieldControl]] = {
        "longtext": lambda: TextField(spec, read_text, str),
        "grounds": lambda: TextField(spec, read_lines, show_lines),
        "texts": lambda: TextField(spec, read_lines, show_lines),
        "scalars": lambda: TextField(spec, read_lines, show_lines),
        "pairs": lambda: TextField(spec, read_pairs, show_lines),
        "rows": lambda: (
            RowsField(spec)
            if spec.choices
            else TextField(spec, read_row_lines(given.currency), show_json)
        ),
        "json": lambda: TextField(spec, read_json, show_json),
        "date": lambda: DateField(spec, given.today),
        "datetime": lambda: MomentField(spec, given.today),
        "money": lambda: MoneyField(spec, given.currency),
        "signed_money": lambda: MoneyField(spec, given.currency),
        "currency": lambda: CurrencyField(spec, given.currency),
        "decimal": lambda: LineField(spec, lambda text: read_number(text, whole=False)),
        "int": lambda: LineField(spec, lambda text: read_number(text, whole=True)),
        "share": lambda: LineField(spec, read_share),
        "country": lambda: LineField(spec, read_country),
        "bool": lambda: YesNoField(spec) if spec.required else BoolField(spec),
        "choice": lambda: ChoiceField(spec),
        "open_choice": lambda: OpenChoiceField(spec),
        "multi": lambda: MultiField(spec),
        "file": lambda: FileField(spec, browse),
    }
    maker = makers.get(spec.type)
    return maker() if maker is not None else LineField(spec, read_text)
