"""Office ▸ Forms: every form with its versions and faults, and how it looks empty and full."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.pages.page import scrolling
from asset_recovery.ui.pages.record_page import list_card
from asset_recovery.ui.request_office import FormVersion
from asset_recovery.ui.widgets.card import Card, clear
from asset_recovery.ui.widgets.pdf_preview import PdfPreview
from asset_recovery.ui.widgets.plain import button, chosen, label
from asset_recovery.ui.widgets.table import ShortTable

STATES = {"in_force": N_("In force"), "earlier": N_("Earlier"), "later": N_("Later")}
ORIGINS = {"office": N_("the office's own"), "delivered": N_("delivered")}
FORMS = (
    Column("form", N_("Form"), lambda f: f.form, look="second", width=72),
    Column("title", N_("Title"), lambda f: words.visible(f.title), width=0),
    Column("version", N_("Version"), lambda f: words.visible(f.version), width=62),
    Column("since", N_("Used from"), lambda f: words.day(f.since), look="second", width=94),
    Column("state", N_("State"), lambda f: _(STATES[f.state]), look="tag",
           tone=lambda f: "good" if f.state == "in_force" else "plain", width=80),
)  # fmt: skip
FINDINGS = (
    Column("place", N_("Place"), lambda f: words.visible(f[0]), look="second", width=150),
    Column("text", N_("What is wrong"), lambda f: words.visible(f[2]), width=0),
)
Open = Callable[[str, dict[str, object]], object]


class FormsTab(QWidget):
    """The list at the left; at the right the pages of the form that is chosen."""

    def __init__(self, desk: Desk, open_editor: Open) -> None:
        super().__init__()
        self._desk, self._open = desk, open_editor
        self.form: FormVersion | None = None
        self._number = 0
        self.filled, self.language, self.second = QComboBox(), QComboBox(), QComboBox()
        self.preview = PdfPreview(_("The form as it will print"))
        self.preview.say(_("Choose a form."))
        self._lists = QVBoxLayout()
        self._findings = QVBoxLayout()
        self._build()
        desk.commands.read(desk.office.requests.forms, self._show, self)

    def choose(self, form: FormVersion) -> None:
        """Show a form and what lint says of it."""
        self.form = form
        office = self._desk.office
        self._desk.commands.read(
            lambda: office.requests.form_findings(form.form, form.version), self._found, self
        )
        self.read()

    def read(self) -> None:
        """Make the pages of the form that is chosen."""
        form = self.form
        if form is None:
            return
        self._number += 1
        number, office = self._number, self._desk.office
        filled, language = chosen(self.filled) == "long", chosen(self.language) or "en"
        second = chosen(self.second)
        self._desk.commands.read(
            lambda: office.requests.form_sample(
                form.form, form.version, filled=filled, language=language, second=second
            ),
            lambda data: self._pages(number, data),
            self,
        )

    def _pages(self, number: int, data: bytes) -> None:
        if number == self._number:
            self.preview.show_pdf(data)

    def _show(self, forms: Sequence[FormVersion]) -> None:
        install = button(_("Install from a file…"), self._ask_file, "link")
        may = "administrator" in self._desk.session.roles
        install.setEnabled(may)
        if not may:
            install.setToolTip(_("An administrator installs forms."))
        card = list_card(_("Forms"), FORMS, forms, self.choose, "", install)
        table = card.findChild(ShortTable)
        if isinstance(table, ShortTable):
            table.selectionModel().currentRowChanged.connect(
                lambda current, _before: self.choose(forms[current.row()])
            )
        self._lists.addWidget(card)
        first = next((one for one in forms if one.state == "in_force"), None)
        if first is not None:
            self.choose(first)

    def _found(self, findings: Sequence[tuple[str, str, str]]) -> None:
        clear(self._findings)
        if self.form is None:
            return
        title = words.visible(f"{self.form.form} {self.form.version}")
        self._findings.addWidget(label(_said_of(self.form), "small", wrap=True))
        if findings:
            self._findings.addWidget(
                list_card(_("Faults of {form}").format(form=title), FINDINGS, findings)
            )
        else:
            text = _("{form}: nothing is wrong with this form.").format(form=title)
            self._findings.addWidget(label(text, "note", "good", wrap=True))

    def _ask_file(self) -> None:
        self._desk.dialogs.ask_open(_("Choose a form"), _("Forms (*.toml)"), self._check)

    def _check(self, path: Path) -> None:
        office = self._desk.office
        self._desk.commands.read(
            lambda: office.requests.file_findings(path),
            lambda found: self._checked(path, found),
            self,
        )

    def _checked(self, path: Path, findings: Sequence[tuple[str, str, str]]) -> None:
        if not findings:
            self._open("install_form", {"file": str(path)})
            return
        clear(self._findings)
        title = _("{file} cannot be installed").format(file=words.visible(path.name))
        self._findings.addWidget(list_card(title, FINDINGS, findings))

    def _build(self) -> None:
        left = QWidget()
        inner = QVBoxLayout(left)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(10)
        inner.addLayout(self._lists)
        inner.addLayout(self._findings)
        inner.addStretch(1)
        right = Card(_("How it prints"))
        self._fill_choices()
        line = QHBoxLayout()
        line.setSpacing(8)
        for widget in (self.filled, self.language, self.second):
            line.addWidget(widget)
        line.addStretch(1)
        right.body.addLayout(line)
        right.add(self.preview, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(12)
        splitter.addWidget(scrolling(left))
        splitter.addWidget(right)
        splitter.setSizes([600, 500])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter, 1)

    def _fill_choices(self) -> None:
        said: tuple[tuple[QComboBox, str, Sequence[tuple[str, str]]], ...] = (
            (self.filled, _("Content"), (("long", _("Long answers")), ("empty", _("Empty")))),
            (self.language, _("Language"), self._desk.office.languages()),
            (self.second, _("Second language"),
             (("", _("one language")), *self._desk.office.languages())),
        )  # fmt: skip
        for box, name, choices in said:
            box.setAccessibleName(name)
            for code, shown in choices:
                box.addItem(words.visible(shown), code)
            box.currentIndexChanged.connect(self._changed)

    def _changed(self, *_at: Any) -> None:
        self.read()


def _said_of(form: FormVersion) -> str:
    """Where a version comes from and how long it is used."""
    parts = [f"{form.form} {form.version}: {_(ORIGINS[form.origin])}"]
    if form.installed_by:
        parts.append(_("installed by {who}").format(who=form.installed_by))
    parts.append(_("used from {day}").format(day=words.day(form.since)))
    if form.until is not None:
        parts.append(_("until {day}").format(day=words.day(form.until)))
    return words.visible(" · ".join(parts))
