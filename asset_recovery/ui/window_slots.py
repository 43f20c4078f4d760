"""What the window's own actions do: each slot a few lines, no office logic."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from asset_recovery.i18n import _
from asset_recovery.ui.place import Place
from asset_recovery.ui.preferences import Preferences
from asset_recovery.ui.theme import Theme

if TYPE_CHECKING:
    from asset_recovery.domain.storage_facts import Scanned
    from asset_recovery.ui.main_window import MainWindow

EDITORS = (
    "open_case", "register_asset", "register_party", "record_order", "draft_request",
    "attach_document", "add_note", "set_deadline",
)  # fmt: skip
SMALLEST, LARGEST = 11, 20


class WindowSlots:
    """The slots by the name of their action."""

    def __init__(self, window: MainWindow, theme: Theme, preferences: Preferences) -> None:
        self._window, self._theme, self._preferences = window, theme, preferences

    def all(self) -> dict[str, Callable[[], object]]:
        """Every slot."""
        window = self._window
        slots: dict[str, Callable[[], object]] = {
            "print": self._print, "import": partial(self._office_tab, "import"),
            "backup": self._backup, "verify": self._verify,
            "lock": window.lock, "log_out": window.log_out, "quit": window.close,
            "find": self._find, "calculator": self._calculator, "scan": self._scan,
            "copy": self._copy, "select_all": self._select_all,
            "refresh": self._refresh, "earlier": self._earlier,
            "next_pane": self._next_pane, "rail": self._rail,
            "panel": self._panel, "compact": self._compact, "larger": partial(self._size, 1),
            "smaller": partial(self._size, -1),
            "back": self._back, "forward": self._forward,
            "shortcuts": self._shortcuts, "help": self._help, "about": self._about,
        }  # fmt: skip
        for scheme in ("system", "light", "dark", "contrast"):
            slots[f"scheme_{scheme}"] = partial(self._scheme, scheme)
        for action in EDITORS:
            slots[action] = partial(window.open_action, action)
        return {name: partial(_plain, slot) for name, slot in slots.items()}

    def _print(self) -> None:
        if self._window.work and (page := self._window.work.page()):
            page.print_page()

    def _office_tab(self, tab: str) -> None:
        self._window.go(Place("office", tab=tab))

    def _backup(self) -> None:
        if work := self._window.work:
            office, say = work.desk.office, work.status.say
            work.desk.commands.run_long(
                _("Backing up"), office.backup,
                lambda place: say(_("Backed up and verified: {place}").format(place=place)),
            )  # fmt: skip

    def _verify(self) -> None:
        if work := self._window.work:
            work.desk.commands.run_long(_("Verifying"), work.desk.office.verify, self._verified)

    def _verified(self, findings: list[str]) -> None:
        if findings:
            text = _("{number} findings. Nothing was changed.").format(number=len(findings))
            self._window.dialogs.tell(_("Verification"), text, "\n".join(findings[:40]))
        elif work := self._window.work:
            work.status.say(_("Verified: journal, records, documents and totals agree."))

    def _find(self) -> None:
        if work := self._window.work:
            from asset_recovery.ui.palette import Palette

            actions = list(self._window.actions_.values())
            Palette(work.desk, self._window, actions, self._window.open_action).open()

    def _calculator(self) -> None:
        if work := self._window.work:
            from asset_recovery.ui.calculator import Calculator

            Calculator(work.desk, self._window).open()

    def _scan(self) -> None:
        """One field for a scanner everywhere; on the Storage page its own takes the focus."""
        work = self._window.work
        if work is None:
            return
        from asset_recovery.ui.pages.storage_page import StoragePage

        page = work.page()
        if isinstance(page, StoragePage):
            page.code.setFocus()
            return
        self._window.dialogs.ask_text(
            _("Scan or type a label"),
            _("The thing opens whose label you scan, or whose number you type."),
            self._scanned,
        )

    def _scanned(self, text: str) -> None:
        work = self._window.work
        if work is None or not text.strip():
            return
        desk = work.desk

        def shown(found: Scanned) -> None:
            if found.sentence:
                work.status.say(found.sentence)
            if found.reference:
                desk.go_to(found.kind, found.reference)
            else:
                self._window.dialogs.tell(_("Not known here"), found.sentence)

        desk.commands.read(partial(desk.office.storage.scan, text), shown, work)

    def _copy(self) -> None:
        focus = self._window.focusWidget()
        if isinstance(focus, QLineEdit | QPlainTextEdit):
            focus.copy()
        elif self._window.work and (page := self._window.work.page()) and page.place.reference:
            QGuiApplication.clipboard().setText(page.place.reference)

    def _select_all(self) -> None:
        if self._window.work and (page := self._window.work.page()):
            page.select_all()

    def _refresh(self) -> None:
        if self._window.work:
            self._window.work.on_changes()

    def _earlier(self) -> None:
        if self._window.work is not None:
            self._window.work.ask_then()

    def _next_pane(self) -> None:
        if self._window.work:
            self._window.work.next_pane()

    def _back(self) -> None:
        if self._window.work:
            self._window.work.back()

    def _forward(self) -> None:
        if self._window.work:
            self._window.work.forward()

    def _rail(self) -> None:
        if self._window.work:
            narrow = self._window.actions_["rail"].isChecked()
            self._window.work.rail.set_narrow(narrow)
            self._preferences.keep("rail_narrow", int(narrow))

    def _panel(self) -> None:
        self._preferences.keep("panel_hidden", int(not self._window.actions_["panel"].isChecked()))
        if self._window.work and (page := self._window.work.page()):
            page.show_panel()

    def _compact(self) -> None:
        compact = self._window.actions_["compact"].isChecked()
        density = "compact" if compact else "comfortable"
        self._dress(density=density)

    def _size(self, step: int) -> None:
        self._dress(size=min(max(self._theme.size + step, SMALLEST), LARGEST))

    def _scheme(self, scheme: str) -> None:
        self._dress(scheme=scheme)

    def _dress(self, scheme: str = "", density: str = "", size: int = 0) -> None:
        theme = self._theme
        theme.apply(scheme or theme.scheme, density or theme.density, size or theme.size)
        self._preferences.keep("scheme", theme.scheme)
        self._preferences.keep("density", theme.density)
        self._preferences.keep("size", theme.size)

    def _shortcuts(self) -> None:
        lines = [f"{keys}\t{text}" for text, keys in self._window.shortcuts()]
        self._window.dialogs.tell(_("Shortcuts"), "\n".join(lines))

    def _help(self) -> None:
        if self._window.work and (page := self._window.work.page()):
            text = page.help_text() or _("Choose a page at the left; Ctrl+K finds everything.")
            self._window.dialogs.tell(_("What is this page?"), text)

    def _about(self) -> None:
        text = _("Asset recovery and asset management: every asset from the first trace "
                 "to the last cent.")  # fmt: skip
        self._window.dialogs.tell(_("Asset Recovery"), text)


def _plain(slot: Callable[[], object], _checked: bool = False) -> None:
    slot()
