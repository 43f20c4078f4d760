"""A control for each type of question of an official form; what is typed is never blocked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.editors.authority_field import AuthorityField
from asset_recovery.ui.editors.fields import DateField, LineField, MomentField, MoneyField
from asset_recovery.ui.editors.form_lists import (
    CodeAnswer,
    DocumentAnswer,
    MultiAnswer,
    countries,
    languages,
)
from asset_recovery.ui.editors.form_table import FormTable
from asset_recovery.ui.editors.record_fields import Given
from asset_recovery.ui.shapes import FieldSpec
from asset_recovery.ui.typed_values import Read, read_number
from asset_recovery.ui.widgets.plain import chosen, label, text_edit

ROOM = 50_000  # characters that a long text may have
Documents = Sequence[tuple[str, str]]


class FormControl(Protocol):
    """A control that can also be emptied, and that says what is typed even if it cannot be read."""

    @property
    def widget(self) -> QWidget:
        """What a person types into."""

    def read(self) -> Read:
        """The answer (None: nothing given), or the problem in words."""

    def fill(self, value: object) -> None:
        """Show a value."""

    def clear(self) -> None:
        """Show nothing."""

    def raw(self) -> object:
        """What is typed, as it is."""


class LineAnswer(LineField):
    """A line of text or a number."""

    def clear(self) -> None:
        """Show nothing."""
        self.widget.clear()

    def raw(self) -> object:
        """The line."""
        return self.widget.text().strip() or None


class LongAnswer:
    """A long text in a field that grows with it; how much room is left is said from half on."""

    def __init__(self, spec: FieldSpec) -> None:
        self.widget = _LongText(spec.label)

    def read(self) -> Read:
        """The text."""
        text = self.widget.edit.toPlainText().strip()
        if len(text) > ROOM:
            return Read(text, problem=_("The text is longer than {limit} characters. Shorten "
                                        "it.").format(limit=words.count(ROOM)))  # fmt: skip
        return Read(text or None)

    def fill(self, value: object) -> None:
        """Show a text."""
        self.widget.edit.setPlainText(str(value))

    def clear(self) -> None:
        """Show nothing."""
        self.widget.edit.clear()

    def raw(self) -> object:
        """The text."""
        return self.widget.edit.toPlainText().strip() or None


class DayAnswer(DateField):
    """A day."""

    def clear(self) -> None:
        """Show nothing."""
        self.widget.line.clear()

    def raw(self) -> object:
        """What is typed."""
        return self.widget.line.text().strip() or None

    def fill(self, value: object) -> None:
        """Show a day; a text that is none stays as it is."""
        try:
            super().fill(value)
        except ValueError:
            self.widget.line.setText(str(value))


class MomentAnswer(MomentField):
    """A day with a time."""

    def clear(self) -> None:
        """Show nothing."""
        self.widget.clear()

    def raw(self) -> object:
        """What is typed."""
        return self.widget.text().strip() or None


class MoneyAnswer(MoneyField):
    """An amount with its currency."""

    def clear(self) -> None:
        """Show nothing."""
        self.widget.amount.clear()

    def raw(self) -> object:
        """What is typed, with its currency."""
        amount = self.widget.amount.text().strip()
        return f"{amount} {self.widget.currency.currentText()}".strip() if amount else None

    def fill(self, value: object) -> None:
        """Show money; a text that is none stays as it is."""
        if isinstance(value, str):
            amount, _space, currency = value.rpartition(" ")
            self.widget.amount.setText(amount or value)
            if amount and len(currency) == 3:
                self.widget.currency.setCurrentText(currency)
            return
        money = value if isinstance(value, Money) else Money.from_json(value)
        self.widget.show_money(money)


class ChoiceAnswer:
    """One of a closed list, with a line for nothing; a text that is in no list is kept."""

    def __init__(self, spec: FieldSpec, choices: Sequence[tuple[str, str]]) -> None:
        self.widget = QComboBox()
        self.widget.setAccessibleName(spec.label)
        self.widget.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.widget.setMinimumContentsLength(18)
        self.show_choices(choices)

    def show_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these codes and a line for nothing."""
        self.widget.clear()
        self.widget.addItem(_("not answered"), "")
        for code, shown in choices:
            self.widget.addItem(words.visible(shown), code)

    def read(self) -> Read:
        """The code that is chosen."""
        return Read(chosen(self.widget) or None, self.widget.currentText())

    def fill(self, value: object) -> None:
        """Show a value."""
        code = str(value)
        place = self.widget.findData(code)
        if place < 0:
            self.widget.addItem(words.visible(code), code)
            place = self.widget.count() - 1
        self.widget.setCurrentIndex(place)

    def clear(self) -> None:
        """Show nothing."""
        self.widget.setCurrentIndex(0)

    def raw(self) -> object:
        """The code."""
        return chosen(self.widget) or None


class TruthAnswer(ChoiceAnswer):
    """Yes, no, or not answered."""

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__(spec, (("yes", _("Yes")), ("no", _("No"))))

    def read(self) -> Read:
        """True, false or nothing."""
        code = chosen(self.widget)
        return Read({"yes": True, "no": False}.get(code))

    def fill(self, value: object) -> None:
        """Show yes or no."""
        is_yes = value is True or str(value).strip().lower() in {"true", "yes", "1"}
        super().fill("yes" if is_yes else "no")


class StatementAnswer:
    """Yes, no, or the statement in words."""

    def __init__(self, spec: FieldSpec) -> None:
        self._truth = TruthAnswer(spec)
        name = _("{field}: the statement itself").format(field=spec.label)
        self._text = text_edit(name)
        self._text.setPlaceholderText(_("the statement in words, where the form asks for it"))
        self._text.setFixedHeight(64)
        self.widget = QWidget()
        layout = QVBoxLayout(self.widget)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._truth.widget)
        layout.addWidget(self._text)
        self.widget.setFocusProxy(self._truth.widget)

    def read(self) -> Read:
        """True, false, the words, or nothing."""
        text = self._text.toPlainText().strip()
        answer = self._truth.read().value
        return Read(text if text and answer is not False else answer)

    def fill(self, value: object) -> None:
        """Show a statement."""
        if isinstance(value, str) and value.lower() not in {"yes", "no", "true", "false"}:
            self._truth.fill(True)
            self._text.setPlainText(value)
        else:
            self._truth.fill(value)

    def clear(self) -> None:
        """Show nothing."""
        self._truth.clear()
        self._text.clear()

    def raw(self) -> object:
        """The same as what is read."""
        return self.read().value


class FixedAnswer:
    """What the program fills in, or a fixed wording: shown, never typed."""

    def __init__(self, spec: FieldSpec) -> None:
        self.widget = label("", "fixed", wrap=True)
        self.widget.setAccessibleName(spec.label)
        self.widget.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def read(self) -> Read:
        """Nothing is ever typed here."""
        return Read()

    def fill(self, value: object) -> None:
        """Show the words."""
        self.widget.setText(words.visible(str(value)))

    def clear(self) -> None:
        """Say that it is filled in later."""
        self.widget.setText(_("filled in by the program"))

    def raw(self) -> object:
        """Nothing."""
        return None


def make_answer(spec: FieldSpec, given: Given, documents: Documents) -> FormControl:
    """The control for a question by its type; a type that is not known takes plain text."""
    makers: dict[str, Callable[[], FormControl]] = {
        "longtext": lambda: LongAnswer(spec),
        "date": lambda: DayAnswer(spec, given.today),
        "datetime": lambda: MomentAnswer(spec, given.today),
        "money": lambda: MoneyAnswer(spec, given.currency),
        "bool": lambda: TruthAnswer(spec),
        "statement": lambda: StatementAnswer(spec),
        "choice": lambda: ChoiceAnswer(spec, spec.choices),
        "multi": lambda: MultiAnswer(spec),
        "country": lambda: CodeAnswer(spec, countries(), _("Switzerland, or CH")),
        "lang": lambda: CodeAnswer(spec, languages(), _("French, or fr")),
        "authority": lambda: AuthorityField(spec),
        "doc": lambda: DocumentAnswer(spec, documents),
        "rows": lambda: FormTable(spec, given),
        "int": lambda: LineAnswer(spec, lambda text: read_number(text, whole=True)),
        "decimal": lambda: LineAnswer(spec, lambda text: read_number(text, whole=False)),
        "percent": lambda: LineAnswer(spec, _read_percent),
        "fixed": lambda: FixedAnswer(spec),
    }
    maker = makers.get(spec.type)
    return maker() if maker is not None else LineAnswer(spec, _read_line)


def _read_line(text: str) -> Read:
    return Read(text.strip() or None)


def _read_percent(text: str) -> Read:
    found = read_number(text.strip().rstrip("%"), whole=False)
    if found.value is not None and not 0 <= float(str(found.value)) <= 100:
        return Read(problem=_("A share from 0 to 100 is due here."))
    return found


class _LongText(QWidget):
    """The text, and how much of its room is used."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.edit: QPlainTextEdit = text_edit(name)
        self.room = label("", "small")
        self.room.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.edit)
        layout.addWidget(self.room)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        lines = 0
        block = self.edit.document().begin()
        wide = max(self.edit.viewport().width() // 7, 40)
        while block.isValid() and lines < 16:
            lines += 1 + block.length() // wide
            block = block.next()
        spacing = self.edit.fontMetrics().lineSpacing()
        self.edit.setFixedHeight(min(max(lines, 4), 14) * spacing + 18)
        used = self.edit.document().characterCount() - 1
        text = _("{used} of {room} characters")
        self.room.setText(text.format(used=words.count(used), room=words.count(ROOM)))
        self.room.setVisible(used > ROOM // 2)
