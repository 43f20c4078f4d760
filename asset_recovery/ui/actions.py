"""Every command of the window, declared once: its text, its shortcut, its menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

from asset_recovery.i18n import N_, _

Keys = QKeySequence.StandardKey


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """One command: name, text with its mnemonic, shortcut, and the menu it stands in."""

    name: str
    text: str
    keys: str | QKeySequence.StandardKey
    menu: str
    starts_group: bool = False


OFFICE, EDIT, VIEW, GO, RECORD, HELP = (
    N_("&Office"), N_("&Edit"), N_("&View"), N_("&Go"), N_("&Record"), N_("&Help"),
)  # fmt: skip
ACTIONS = (
    ActionFacts("open_case", N_("&Open case…"), Keys.New, RECORD),
    ActionFacts("register_asset", N_("Register &asset…"), "Ctrl+Shift+N", RECORD),
    ActionFacts("register_party", N_("Register &party…"), "", RECORD),
    ActionFacts("record_order", N_("Record o&rder…"), "", RECORD),
    ActionFacts("draft_request", N_("Draft re&quest…"), "", RECORD),
    ActionFacts("attach_document", N_("Attach &document…"), "", RECORD, True),
    ActionFacts("add_note", N_("Add &note…"), "", RECORD),
    ActionFacts("set_deadline", N_("Set dead&line…"), "", RECORD),
    ActionFacts("print", N_("&Print…"), Keys.Print, OFFICE),
    ActionFacts("import", N_("&Import…"), "", OFFICE),
    ActionFacts("backup", N_("&Back up now"), "", OFFICE, True),
    ActionFacts("verify", N_("&Verify the journal"), "", OFFICE),
    ActionFacts("lock", N_("&Lock"), "Ctrl+Shift+L", OFFICE, True),
    ActionFacts("log_out", N_("Log &out"), "", OFFICE),
    ActionFacts("quit", N_("&Quit"), Keys.Quit, OFFICE),
    ActionFacts("find", N_("&Find or do…"), "Ctrl+K", EDIT),
    ActionFacts("calculator", N_("Calc&ulator…"), "Ctrl+Shift+K", EDIT),
    ActionFacts("scan", N_("&Scan or type a label…"), "Ctrl+J", EDIT),
    ActionFacts("copy", N_("&Copy"), Keys.Copy, EDIT),
    ActionFacts("select_all", N_("Select &all in view"), "Ctrl+Shift+A", EDIT),
    ActionFacts("refresh", N_("&Refresh"), Keys.Refresh, VIEW),
    ActionFacts("earlier", N_("Show an &earlier day…"), "Ctrl+Shift+D", VIEW),
    ActionFacts("next_pane", N_("&Next pane"), "F6", VIEW),
    ActionFacts("rail", N_("&Narrow navigation"), "Ctrl+B", VIEW, True),
    ActionFacts("panel", N_("Si&de panel"), "F9", VIEW),
    ActionFacts("compact", N_("&Compact rows"), "", VIEW),
    ActionFacts("larger", N_("&Larger text"), Keys.ZoomIn, VIEW),
    ActionFacts("smaller", N_("&Smaller text"), Keys.ZoomOut, VIEW),
    ActionFacts("scheme_system", N_("Colours of the &desktop"), "", VIEW, True),
    ActionFacts("scheme_light", N_("L&ight"), "", VIEW),
    ActionFacts("scheme_dark", N_("Dar&k"), "", VIEW),
    ActionFacts("scheme_contrast", N_("&High contrast"), "", VIEW),
    ActionFacts("back", N_("&Back"), "Alt+Left", GO),
    ActionFacts("forward", N_("&Forward"), "Alt+Right", GO),
    ActionFacts("shortcuts", N_("&Shortcuts"), "Ctrl+/", HELP),
    ActionFacts("help", N_("&What is this page?"), Keys.HelpContents, HELP),
    ActionFacts("about", N_("&About"), "", HELP, True),
)
CHECKABLE = {"compact", "rail", "panel"}


def make_actions(owner: QWidget, slots: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """The actions with their shortcuts; an action without a slot is not made."""
    made: dict[str, QAction] = {}
    for facts in ACTIONS:
        if facts.name not in slots:
            continue
        action = QAction(_(facts.text), owner)
        action.setObjectName(facts.name)
        if facts.keys:
            action.setShortcut(QKeySequence(facts.keys))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(facts.name in CHECKABLE)
        action.triggered.connect(slots[facts.name])
        owner.addAction(action)
        made[facts.name] = action
    return made


def fill_menus(bar: QMenuBar, actions: Mapping[str, QAction], places: list[QAction]) -> None:
    """The menu bar: every action in its menu, the pages under Go."""
    bar.clear()
    for title in (OFFICE, EDIT, VIEW, GO, RECORD, HELP):
        menu = bar.addMenu(_(title))
        for facts in ACTIONS:
            if facts.menu == title and facts.name in actions:
                if facts.starts_group:
                    menu.addSeparator()
                menu.addAction(actions[facts.name])
        if title == GO:
            menu.addSeparator()
            menu.addActions(places)


def shortcut_list(actions: list[QAction]) -> list[tuple[str, str]]:
    """(what, keys) of every shortcut that is valid now."""
    return [
        (
            action.text().replace("&", ""),
            action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
        )
        for action in actions
        if not action.shortcut().isEmpty() and action.isEnabled()
    ]
