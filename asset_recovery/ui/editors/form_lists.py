"""Questions answered from a list: codes, documents of the case, countries, languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from asset_recovery.domain import code_lists
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.shapes import FieldSpec
from asset_recovery.ui.typed_values import Read
from asset_recovery.ui.widgets.plain import label, line_edit

_SHOWN = Qt.ItemDataRole.UserRole + 2
FEW = 7  # entries that a list shows at once
EACH, PADDING, BESIDE = 30, 12, 56  # pixels: an entry, above and below it, its tick and margins
Index = QModelIndex | QPersistentModelIndex
Documents = Sequence[tuple[str, str]]


class _Wrapped(QStyledItemDelegate):
    """Gives an entry the lines that it needs: Qt forgets the room of the tick and the padding."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        found = super().sizeHint(option, index)
        view = self.parent()
        if not isinstance(view, QListWidget):
            return found
        room = max(view.viewport().width() - BESIDE, 80)
        wanted = QRect(0, 0, room, 10_000)
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        lines = option.fontMetrics.boundingRect(wanted, Qt.TextFlag.TextWordWrap, text)
        return QSize(room, max(lines.height() + PADDING, EACH))


class TickList(QListWidget):
    """A list whose entries are ticked; as high as it needs to be, and not higher than its most."""

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], most: int = FEW) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("role", "ticks")
        self.setWordWrap(True)
        self.setItemDelegate(_Wrapped(self))
        self.setResizeMode(QListWidget.ResizeMode.Adjust)  # entries wrap anew with their room
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._most = most
        self.show_choices(choices)

    def show_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these entries, none of them ticked."""
        self.blockSignals(True)
        self.clear()
        for code, shown in choices:
            self._add(code, shown)
        self.blockSignals(False)
        self.setFixedHeight(min(max(len(choices), 2), self._most) * EACH + 8)

    def _add(self, code: str, shown: str) -> None:
        item = QListWidgetItem(words.visible(shown))
        item.setData(Qt.ItemDataRole.UserRole, code)
        item.setData(_SHOWN, item.text())
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked)
        self.addItem(item)

    def grey(self, why: Mapping[str, str], colour: str) -> None:
        """Show these codes grey with the reason, and all others plain; they may be ticked."""
        self.blockSignals(True)
        for row in range(self.count()):
            item = self.item(row)
            reason = why.get(str(item.data(Qt.ItemDataRole.UserRole)), "")
            shown = str(item.data(_SHOWN))
            item.setText(f"{shown} – {reason}" if reason else shown)
            item.setData(Qt.ItemDataRole.ForegroundRole, QBrush(QColor(colour)) if reason else None)
        self.blockSignals(False)

    def ticked(self) -> list[str]:
        """The codes that are ticked, in the order of the list."""
        items = [self.item(row) for row in range(self.count())]
        return [
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        ]

    def tick(self, codes: Sequence[object]) -> None:
        """Tick these and no others; one that is not in the list is added, so that none is lost."""
        known = [str(self.item(row).data(Qt.ItemDataRole.UserRole)) for row in range(self.count())]
        for code in codes:
            if str(code) not in known:
                self._add(str(code), str(code))
                known.append(str(code))
        wanted = {str(code) for code in codes}
        for row, code in enumerate(known):
            on = Qt.CheckState.Checked if code in wanted else Qt.CheckState.Unchecked
            self.item(row).setCheckState(on)
        first = next((row for row, code in enumerate(known) if code in wanted), None)
        if first is not None:
            self.scrollToItem(self.item(first))


class MultiAnswer:
    """Several of a closed list; Space ticks."""

    def __init__(self, spec: FieldSpec) -> None:
        self.widget = TickList(spec.label, spec.choices)

    def read(self) -> Read:
        """The codes that are ticked."""
        return Read(self.widget.ticked() or None)

    def fill(self, value: object) -> None:
        """Show several codes."""
        self.widget.tick(value if isinstance(value, list | tuple) else [value])

    def clear(self) -> None:
        """Show nothing."""
        self.widget.tick([])

    def raw(self) -> object:
        """The codes."""
        return self.widget.ticked() or None


class DocumentAnswer:
    """Documents of the case, ticked; what is not among them is named in words."""

    def __init__(self, spec: FieldSpec, documents: Documents) -> None:
        self._known = {reference: title for reference, title in documents}
        shown = [(ref, f"{ref}  {title}".strip()) for ref, title in documents]
        self._list = TickList(spec.label, shown, 5)
        self._list.setVisible(bool(shown))
        name = _("{field}: another document, in words").format(field=spec.label)
        hint = _("another document, in words") if shown else _("the document, in words")
        self._other: QLineEdit = line_edit(name, hint)
        self.widget = QWidget()
        layout = QVBoxLayout(self.widget)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._list)
        if not shown:
            none = _("The case has no documents yet. Attach one, or name it.")
            layout.addWidget(label(none, "small", wrap=True))
        layout.addWidget(self._other)
        self.widget.setFocusProxy(self._list if shown else self._other)

    def read(self) -> Read:
        """The documents as they are named on the paper."""
        named = [
            f"{ref}, {self._known[ref]}" if self._known.get(ref) else ref
            for ref in self._list.ticked()
        ]
        other = self._other.text().strip()
        return Read([*named, *([other] if other else [])] or None)

    def fill(self, value: object) -> None:
        """Show documents: those of the case are ticked."""
        parts = value if isinstance(value, list | tuple) else str(value).split("; ")
        ticked: list[str] = []
        other: list[str] = []
        for part in parts:
            text = str(part).strip()
            reference = text.split(",")[0].strip()
            (ticked if reference in self._known else other).append(
                reference if reference in self._known else text
            )
        self._list.tick(ticked)
        self._other.setText("; ".join(one for one in other if one))

    def clear(self) -> None:
        """Show nothing."""
        self._list.tick([])
        self._other.clear()

    def raw(self) -> object:
        """The same as what is read."""
        return self.read().value


class CodeAnswer:
    """A country or a language: by its code or its name, with matches while typing."""

    def __init__(self, spec: FieldSpec, known: dict[str, str], example: str) -> None:
        self.widget = line_edit(spec.label, example)
        self._known = known
        self._codes = {name.casefold(): code for code, name in known.items()}
        shown = sorted(f"{name} ({code})" for code, name in known.items())
        completer = QCompleter(shown, self.widget)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.widget.setCompleter(completer)

    def read(self) -> Read:
        """The code."""
        typed = self.widget.text().strip()
        if not typed:
            return Read()
        if typed.endswith(")") and "(" in typed:
            typed = typed[typed.rindex("(") + 1 : -1].strip()
        for code in (typed, typed.upper(), typed.lower(), self._codes.get(typed.casefold(), "")):
            if code in self._known:
                return Read(code, self._known[code])
        return Read(problem=_("This is not in the list. Type a name or a code."))

    def fill(self, value: object) -> None:
        """Show a code with its name."""
        code = str(value)
        name = self._known.get(code)
        self.widget.setText(f"{name} ({code})" if name else code)

    def clear(self) -> None:
        """Show nothing."""
        self.widget.clear()

    def raw(self) -> object:
        """What is typed."""
        return self.widget.text().strip() or None


def countries() -> dict[str, str]:
    """Every country by its code."""
    return dict(code_lists.choices("countries"))


def languages() -> dict[str, str]:
    """The languages of States by their code, as the desktop names them."""
    found = {}
    for one in QLocale.matchingLocales(
        QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.Country.AnyCountry
    ):
        code = one.name().split("_")[0]
        if len(code) == 2:
            found[code] = QLocale.languageToString(one.language())
    return found
