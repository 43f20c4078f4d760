"""The paper of a request with the languages it speaks: the first, and one beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.shapes import RequestForm
from asset_recovery.ui.widgets.elided_combo import ElidedCombo
from asset_recovery.ui.widgets.pdf_preview import PdfPreview
from asset_recovery.ui.widgets.plain import chosen, label, tip

Languages = Sequence[tuple[str, str]]


class PaperPane(QWidget):
    """Emits `spoken(code)` and `doubled(code)` (empty: one language) when a person chooses."""

    spoken = Signal(str)
    doubled = Signal(str)

    def __init__(self, preview: PdfPreview, languages: Languages) -> None:
        super().__init__()
        self._known = list(languages)
        self.language, self.beside = ElidedCombo(), ElidedCombo()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self._line = QWidget()
        line = QHBoxLayout(self._line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self._beside_word = label(_("beside it"), "small")
        for word, box, name in (
            (label(_("Language"), "small"), self.language, _("Language of the draft")),
            (self._beside_word, self.beside, _("Second language beside it")),
        ):
            box.setAccessibleName(name)
            box.setMinimumContentsLength(8)
            word.setBuddy(box)
            line.addWidget(word)
            line.addWidget(box)
        self.to_check = label(_("Translation to be checked"), "small", "attention")
        told = _("Nobody who may say so has confirmed the words of papers in this language yet. A "
                 "draft says so below its title, a signed paper does not.")  # fmt: skip
        tip(self.to_check, told)
        self.to_check.setAccessibleDescription(told)
        line.addStretch(1)
        layout.addWidget(self._line)
        layout.addWidget(self.to_check)
        layout.addWidget(preview, 1)
        self._line.hide()
        self.language.activated.connect(lambda _at: self.spoken.emit(chosen(self.language)))
        self.beside.activated.connect(lambda _at: self.doubled.emit(chosen(self.beside)))

    def show_form(self, form: RequestForm, beside: str, may_change: bool) -> None:
        """Show what a request speaks; `may_change`: its language may be another one."""
        facts = form.facts
        self._line.setVisible(facts is not None and not facts.is_inbound)
        self.to_check.setVisible(form.words_to_check)
        if facts is None:
            return
        _offer(self.language, self._known, facts.language)
        self.language.setEnabled(may_change)
        tip(self.language, "" if may_change else _("Only a draft changes its language."))
        others = [one for one in self._known if one[0] != facts.language]
        _offer(self.beside, [("", _("one language")), *others], beside)
        for widget in (self._beside_word, self.beside):
            widget.setVisible(form.two_languages)


def _offer(box: QComboBox, choices: Languages, code: str) -> None:
    """Offer these with one chosen; a language without a catalogue of words is named by its code."""
    offered = list(choices)
    if code not in [one for one, _name in offered]:
        offered.append((code, words.of("languages", code)))
    shown = [(box.itemData(at), box.itemText(at)) for at in range(box.count())]
    wanted = [(one, words.visible(name)) for one, name in offered]
    box.blockSignals(True)
    if shown != wanted:
        box.clear()
        for one, name in wanted:
            box.addItem(name, one)
    box.setCurrentIndex([one for one, _name in offered].index(code))
    box.blockSignals(False)
