"""What a logged-in person works in: rail, menus, top bar, pages, status line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenuBar, QVBoxLayout, QWidget

from asset_recovery.i18n import _
from asset_recovery.paths import resources
from asset_recovery.ui import words
from asset_recovery.ui.actions import fill_menus
from asset_recovery.ui.commands import left_behind
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.drafts import Unfinished
from asset_recovery.ui.navigation import PAGES, Rail
from asset_recovery.ui.page_stack import PageStack
from asset_recovery.ui.pages.page import Page
from asset_recovery.ui.place import History, Place
from asset_recovery.ui.status_line import StatusLine
from asset_recovery.ui.then import PastBar, Then, ThenDialog, held_sentence
from asset_recovery.ui.top_bar import TopBar
from asset_recovery.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from asset_recovery.ui.office import OfficeState


class WorkArea(QWidget):
    """Walks between places; holds no office logic."""

    def __init__(
        self, desk: Desk, actions: dict[str, QAction], lock_note: str,
        speak: Callable[[str], object],
    ) -> None:  # fmt: skip
        super().__init__()
        self.setObjectName("ground")
        self.desk, self.actions_ = desk, actions
        self.history = History()
        self.rail = Rail(desk.facts.name, desk.session.name, lock_note)
        self.menus = QMenuBar()
        self.menus.setNativeMenuBar(True)
        user_menu = [actions[name] for name in ("lock", "log_out") if name in actions]
        self.top = TopBar(desk.facts.classification, desk.session.name, user_menu)
        self.pages = PageStack(desk)
        self.notice = Notice()
        self.past = PastBar()
        self.status = StatusLine()
        fill_menus(self.menus, actions, self._page_actions())
        self._add_languages(speak)
        self._build()
        self.rail.chosen.connect(self.go)
        self.rail.forgotten.connect(self._forget_view)
        self.top.chosen.connect(self.go)
        self.top.back.connect(self.back)
        self.top.forward.connect(self.forward)
        self.top.search.connect(actions["find"].trigger)
        self.top.clocks.connect(self.ask_then)
        self.past.change.connect(self.ask_then)
        self.past.today.connect(lambda: self.show_then(None))
        self.pages.moved.connect(self.show_where)
        self.notice.looked.connect(lambda what: self.go(Place("approvals", what)))
        desk.commands.done.connect(self._after)
        desk.commands.done.connect(self.on_changes)
        desk.commands.said.connect(self.status.say)
        desk.commands.working.connect(self.status.show_working)

    def _after(self, result: object) -> None:
        """Say what an action left behind: who must decide, what was warned of."""
        found = [one for one in (result if isinstance(result, tuple) else (result,)) if one]
        self.notice.say(*left_behind(found))

    def offer_unfinished(self) -> None:
        """Offer what an editor held when the window ended last time, one after the other."""
        self.desk.drafts.read_left(self._offer)

    def _offer(self, left: list[Unfinished]) -> None:
        if not left:
            return
        first, drafts = left[0], self.desk.drafts

        def bring_back() -> None:
            drafts.take(first)
            if first.action == "fill_request":  # answered on the page of the request itself
                self.go(Place("request", first.subject))
            else:
                self.desk.open_editor(first.action, first.given, self)
            self._offer(left[1:])

        def forget() -> None:
            drafts.forget(first)
            self._offer(left[1:])

        self.notice.offer(
            first.sentence(), (_("Bring it back"), bring_back), (_("Forget it"), forget)
        )

    def go(self, place: Place) -> None:
        """Show a place and remember where one came from."""
        self.history.visit(place)
        self._show(place)

    def back(self) -> None:
        """Show the place before."""
        if (place := self.history.back()) is not None:
            self._show(place)

    def forward(self) -> None:
        """Show the place that one came back from."""
        if (place := self.history.forward()) is not None:
            self._show(place)

    def ask_then(self) -> None:
        """Ask for the earlier day to show."""
        ThenDialog(self, self.desk.clock, self.desk.then, self.show_then).open()

    def show_then(self, then: Then | None) -> None:
        """Show the office as at an earlier day, or today again; every page is read anew."""
        self.desk.show_then(then, held_sentence())
        self.past.show_then(then)
        day = None if then is None else then.as_of or then.known_on
        self.top.show_day("" if day is None else words.day(day))
        self.pages.forget()
        if self.history.here is not None:
            self._show(self.history.here)

    def on_changes(self, _result: object = None) -> None:
        """Something was recorded: pages and counts are read anew."""
        self.pages.changed()
        self.read_counts()

    def read_counts(self) -> None:
        """Read the counts of the rail and the state of the office, off the window's thread."""
        office, views = self.desk.office, self.desk.preferences.views()

        def work() -> tuple[dict[str, int], list[int | None], OfficeState]:
            numbers = [office.source(register).count(view) for _name, register, view in views]
            return dict(office.counts()), list(numbers), office.state()

        def shown(found: tuple[dict[str, int], list[int | None], OfficeState]) -> None:
            counts, numbers, state = found
            self.rail.show_counts(counts)
            self.rail.show_views([(*view, n) for view, n in zip(views, numbers, strict=True)])
            self.status.show_state(state)

        self.desk.commands.read(work, shown, self)

    def show_where(self) -> None:
        """Bring breadcrumb, rail, marking and note in line with the page."""
        page = self.pages.page
        if page is None:
            return
        self.top.show_trail(page.trail())
        self.top.show_marking(page.marking())
        self.top.show_ways(self.history.can_go_back, self.history.can_go_forward)
        self.rail.show_page(page.place.page)
        self.past.show_then(self.desk.then, page.place.page)
        self.status.show_note(page.note())

    def page(self) -> Page | None:
        """The page that is shown."""
        return self.pages.page

    def next_pane(self) -> None:
        """F6: the rail, the search field, then the parts of the page."""
        page = self.pages.page
        panes = [self.rail, self.top, *(page.panes() or [page] if page else [])]
        focus = self.window().focusWidget()
        here = [place for place, pane in enumerate(panes) if focus and pane.isAncestorOf(focus)]
        for step in range(1, len(panes) + 1):
            pane = panes[((here[-1] if here else -1) + step) % len(panes)]
            if _focus_first(pane):
                return

    def _forget_view(self, name: str) -> None:
        self.desk.preferences.drop_view(name)
        self.read_counts()

    def _show(self, place: Place) -> None:
        page = self.pages.show_place(place)
        page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        (page.panes() or [page])[-1].setFocus()
        self.desk.preferences.keep("last_page", place.page)
        self.show_where()

    def _add_languages(self, speak: Callable[[str], object]) -> None:
        found = installed_languages()
        if len(found) > 1:
            menu = self.menus.addMenu(_("Lan&guage"))
            for code, name in found:
                menu.addAction(name, partial(speak, code))

    def _page_actions(self) -> list[QAction]:
        made = []
        for number, (page, name) in enumerate(PAGES, 1):
            action = QAction(_(name), self)
            if number <= 9:
                action.setShortcut(QKeySequence(f"Alt+{number}"))
            action.triggered.connect(partial(self._go_page, page))
            self.addAction(action)
            made.append(action)
        return made

    def _go_page(self, page: str, _checked: bool = False) -> None:
        self.go(Place(page))

    def _build(self) -> None:
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.rail)
        right = QVBoxLayout()
        right.setSpacing(0)
        for widget in (self.menus, self.top):
            right.addWidget(widget)
        right.addWidget(self.past)
        right.addWidget(self.notice)
        right.addWidget(self.pages, 1)
        right.addWidget(self.status)
        whole.addLayout(right, 1)


def installed_languages() -> list[tuple[str, str]]:
    """(code, its own name) of the languages that the window can speak; English is always there."""
    codes = {
        path.parent.parent.name for path in (resources() / "locale").glob("*/LC_MESSAGES/*.mo")
    }
    names = [(code, QLocale(code).nativeLanguageName()) for code in sorted(codes | {"en"})]
    return [(code, name[:1].upper() + name[1:]) for code, name in names]


def _focus_first(pane: QWidget) -> bool:
    """Put the focus on the first control of a pane that takes it."""
    widget = pane
    for candidate in [pane, *pane.findChildren(QWidget)]:
        widget = candidate
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy().value & 1:
            widget.setFocus()
            return True
    return False
