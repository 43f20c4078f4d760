"""The board: assets as cards by how far they are; dropping one is a step, guarded as ever."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from asset_recovery.domain.board import BoardCard, BoardColumn, board_columns
from asset_recovery.domain.registers import Filter, StepOption, View
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.board_moves import CHOOSE, NOWHERE, OPEN, Drop, drop_on
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models.row_windows import Readers
from asset_recovery.ui.models.window_model import WindowModel
from asset_recovery.ui.pages.page import Page, PageHead, Trail, scrolling
from asset_recovery.ui.place import Place
from asset_recovery.ui.step_order import Ranked, step_title
from asset_recovery.ui.widgets.card_table import COLUMNS, WIDE, BoardLane
from asset_recovery.ui.widgets.chips import Chip, FilterBar
from asset_recovery.ui.widgets.obstacle_list import ObstacleList
from asset_recovery.ui.widgets.plain import button, label

CHIPS = (
    Chip("case", N_("Case"), "contains"),
    Chip("type_code", N_("Type")),
    Chip("route", N_("Route")),
    Chip("officer", N_("Officer")),
    Chip("country", N_("Country"), extra=True),
    Chip("base_minor", N_("Value"), ">=", extra=True, kind="money"),
    Chip("due_on", N_("Due"), "<=", extra=True, kind="date"),
    Chip("description", N_("Description"), "contains", extra=True),
)
_EDGE = 40  # pixels from an edge within which a held card scrolls the board
_SCROLL = 24


class BoardPage(Page):
    """Columns from the first trace to the end; each reads its own cards, a page at a time."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.head = PageHead(_("Board"))
        self.layout_.addWidget(self.head)
        self.filters = FilterBar(CHIPS, self._read_choices, desk.facts.currency, desk.clock)
        self.filters.changed.connect(self._filter)
        self.layout_.addWidget(self.filters)
        self.lanes: dict[str, BoardLane] = {}
        self.models: dict[str, WindowModel] = {}
        self.ghost = label("")
        self.ghost.setParent(self)
        self.ghost.setObjectName("ghost")
        self.ghost.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.ghost.hide()
        self._build()
        self._show_case()

    def trail(self) -> Trail:
        """The board, of the office or of a case."""
        case = self.place.reference
        if not case:
            return [(_("Board"), None)]
        return [(_("Cases"), Place("cases")), (case, Place("case", case)), (_("Board"), None)]

    def help_text(self) -> str:
        """What the page is for."""
        return _(
            "Every asset as a card, from the first trace to the end. Drag a card to a column, or "
            "press M (or the menu key) on it: the step that leads there opens, or what stands in "
            "its way is said. Arrows walk over the cards, Enter opens the asset."
        )

    def case(self) -> str:
        """The case whose board it is."""
        return self.place.reference

    def panes(self) -> list[QWidget]:
        """Filters, then the columns."""
        shown = [lane.table for lane in self.lanes.values() if lane.table.isVisibleTo(self)]
        return [self.filters, *shown[:1]]

    def show_place(self, place: Place) -> None:
        """Show the board of another case, or of the office."""
        changed = place.reference != self.place.reference
        super().show_place(place)
        if changed:
            self._show_case()
            self._filter()

    def start(self) -> None:
        """The columns were read when they were made."""

    def reload(self) -> None:
        """Read every column anew."""
        for model in self.models.values():
            model.reload()

    def _read_choices(self, column: str, then: object) -> None:
        office = self.desk.office
        self.desk.commands.read(partial(office.choices, "assets", column), then, self)  # type: ignore[arg-type]

    def _build(self) -> None:
        holder = QWidget()
        holder.setObjectName("lanes")
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        readers = Readers(
            lambda work, then: self.desk.commands.turn(work, then, self),
            lambda work, then: self.desk.commands.read(work, then, self),
        )
        source = self.desk.office.board_source()
        for column in board_columns():
            lane = BoardLane(column)
            model = WindowModel(source, COLUMNS, self._view(column), readers)
            model.setParent(self)
            lane.table.show_model(model)
            self.lanes[column.name], self.models[column.name] = lane, model
            line.addWidget(lane)
            self._connect(column, lane, model)
        line.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(holder)
        self.layout_.addWidget(self.area, 1)

    def _connect(self, column: BoardColumn, lane: BoardLane, model: WindowModel) -> None:
        name = column.name
        for signal in (model.counted, model.modelReset):
            signal.connect(partial(self._say, name))
        model.failed.connect(self.desk.commands.fail)
        lane.table.opened.connect(partial(self._open, name))
        lane.table.asked.connect(partial(self._ask, name))
        lane.table.walked.connect(partial(self._walk, name))
        lane.table.carried.connect(partial(self._carry, name))
        lane.table.dropped.connect(partial(self._drop_at, name))
        lane.table.let_go.connect(self._let_go)
        self._say(name)

    def _view(self, column: BoardColumn) -> View:
        state = Filter("headline", "in", list(column.headlines))
        if len(column.headlines) == 1:
            state = Filter("headline", "=", column.headlines[0])
        filters = [state, *self.filters.filters()]
        if self.place.reference:
            filters = [one for one in filters if one.column != "case"]
            filters.append(Filter("case", "=", self.place.reference))
        return View(tuple(filters), "due_on")

    def _show_case(self) -> None:
        case = self.place.reference
        self.filters.buttons["case contains"].setVisible(not case)
        self.head.title.setText(_("Board of {case}").format(case=case) if case else _("Board"))

    def _filter(self) -> None:
        for name, model in self.models.items():
            model.show_view(self._view(self.lanes[name].column))
            self._say(name)
        if self.place.reference:
            self.filters.buttons["case contains"].hide()

    def _say(self, name: str) -> None:
        model = self.models[name]
        self.lanes[name].say(model.rowCount(), model.is_counted)
        counted = all(one.is_counted for one in self.models.values())
        number = sum(one.rowCount() for one in self.models.values())
        many = _("{number} assets").format(number=words.count(number))
        text = many if number != 1 else _("1 asset")
        self.head.quiet.setText(text if counted else _("counting…"))

    def card(self, name: str, row: int) -> BoardCard | None:
        """A card of a column; None while it has not come."""
        found = self.models[name].row_at(row)
        return found if isinstance(found, BoardCard) else None

    def _open(self, name: str, row: int) -> None:
        if (card := self.card(name, row)) is not None:
            self.desk.go_to("asset", card.reference)

    def _walk(self, name: str, step: int) -> None:
        """To the card beside, in the next column that has any."""
        names = [one for one, lane in self.lanes.items() if self.models[one].rowCount()]
        at = names.index(name) + step if name in names else -1
        if not 0 <= at < len(names):
            return
        here, there = self.lanes[name].table, self.lanes[names[at]].table
        top = max(here.rowAt(1), 0)
        row = max(there.rowAt(1), 0) + here.currentIndex().row() - top
        last = self.models[names[at]].rowCount() - 1
        there.setCurrentIndex(self.models[names[at]].index(max(min(row, last), 0), 0))
        there.setFocus()
        self.area.ensureWidgetVisible(self.lanes[names[at]], 8, 0)

    def _carry(self, name: str, row: int, at: QPoint) -> None:
        """A held card follows the hand; the column under it is marked."""
        card = self.card(name, row)
        if card is None:
            return
        if self.ghost.isHidden():
            self.ghost.setText(f"{card.reference}\n{words.visible(card.row.description)}")
            self.ghost.setFixedWidth(WIDE - 30)
            self.ghost.adjustSize()
            self.ghost.raise_()
            self.ghost.show()
        self.ghost.move(self.mapFromGlobal(at) + QPoint(10, 6))
        over = self._lane_at(at)
        for one, lane in self.lanes.items():
            lane.mark("over" if one == over and one != name else "")
        self._scroll_towards(at)

    def _scroll_towards(self, at: QPoint) -> None:
        x, bar = self.area.mapFromGlobal(at).x(), self.area.horizontalScrollBar()
        if x < _EDGE:
            bar.setValue(bar.value() - _SCROLL)
        elif x > self.area.width() - _EDGE:
            bar.setValue(bar.value() + _SCROLL)

    def _lane_at(self, at: QPoint) -> str:
        for name, lane in self.lanes.items():
            if lane.rect().contains(lane.mapFromGlobal(at)):
                return name
        return ""

    def _let_go(self) -> None:
        self.ghost.hide()
        for lane in self.lanes.values():
            lane.mark("")

    def _drop_at(self, name: str, row: int, at: QPoint) -> None:
        target, card = self._lane_at(at), self.card(name, row)
        if target and target != name and card is not None:
            self.drop(card, target, at)

    def drop(self, card: BoardCard, target: str, at: QPoint) -> None:
        """Move a card to a column: its step opens, or what stands in its way is said."""
        office, column = self.desk.office, self.lanes[target].column
        self.desk.commands.read(
            lambda: office.ways(card.reference),
            lambda ways: self._dropped(card, column, drop_on(column, ways), at),
            self,
        )

    def _dropped(self, card: BoardCard, column: BoardColumn, found: Drop, at: QPoint) -> None:
        if found.verdict == OPEN:
            self.take(card, found.steps[0])
        elif found.verdict == CHOOSE:
            self._choose(card, found.steps, at)
        else:
            Refusal(self, card, column, found).open()

    def _choose(self, card: BoardCard, steps: tuple[StepOption, ...], at: QPoint) -> None:
        from PySide6.QtWidgets import QMenu

        self.menu = QMenu(self)
        self.menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add_steps(self.menu, card, steps)
        self.menu.popup(at)

    def _add_steps(self, menu: object, card: BoardCard, steps: tuple[StepOption, ...]) -> None:
        for step in steps:
            text = f"{step_title(step)}…".replace("&", "&&")
            menu.addAction(text, partial(self.take, card, step))  # type: ignore[attr-defined]

    def _ask(self, name: str, row: int, at: QPoint) -> None:
        """The menu of a card: every column, with what moving it there comes to."""
        card = self.card(name, row)
        if card is None:
            return
        office = self.desk.office
        self.desk.commands.read(
            lambda: office.ways(card.reference), partial(self._offer, name, card, at), self
        )

    def _offer(self, name: str, card: BoardCard, at: QPoint, ways: tuple[StepOption, ...]) -> None:
        from PySide6.QtWidgets import QMenu

        self.menu = menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Open {asset}").format(asset=card.reference),
                       partial(self.desk.go_to, "asset", card.reference))  # fmt: skip
        menu.addSeparator()
        for column in (lane.column for lane in self.lanes.values()):
            found = drop_on(column, ways)
            if column.name == name or found.verdict == NOWHERE:
                continue
            title = _("To {column}").format(column=_(column.title)).replace("&", "&&")
            if found.verdict == CHOOSE:
                self._add_steps(menu.addMenu(title), card, found.steps)
                continue
            if found.verdict == OPEN:
                text = f"{title}: {step_title(found.steps[0])}…"
            else:
                text = _("{column}: not yet, say why").format(column=title)
            menu.addAction(text, partial(self._dropped, card, column, found, at))
        menu.popup(at)

    def take(self, card: BoardCard, step: StepOption) -> None:
        """Open the editor of a step for a card, filled with what is known."""
        given: dict[str, object] = {"case": card.row.case, **dict(step.given)}
        given.setdefault("asset", card.reference)
        self.desk.open_editor(step.action, given, self)

    def clear_obstacle(self, card: BoardCard, action: str, given: object) -> None:
        """Open the editor of what clears an obstacle of a card."""
        filled = dict(given) if isinstance(given, dict) else {}
        filled |= {"asset": card.reference, "case": card.row.case}
        self.desk.open_editor(action, filled, self)


class Refusal(QDialog):
    """Why a card cannot go to a column now, with the way to what is missing."""

    def __init__(self, page: BoardPage, card: BoardCard, column: BoardColumn, found: Drop) -> None:
        super().__init__(page)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Not yet"))
        self.setMinimumWidth(520)
        self._page, self._card = page, card
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 18)
        layout.setSpacing(12)
        what = words.visible(card.row.description)
        title = _("{what} cannot go to “{column}” now").format(what=what, column=_(column.title))
        layout.addWidget(label(title, "title", wrap=True))
        if found.verdict == NOWHERE:
            text = _("No single step leads there from “{state}”.")
            layout.addWidget(label(text.format(state=_(card.row.headline)), wrap=True))
        self.steps = ObstacleList()
        self.steps.taken.connect(self._take)
        self.steps.show_ranked(Ranked(soon=found.steps[:4]))
        if found.steps:
            area = scrolling(self.steps)
            area.setMinimumHeight(min(self.steps.sizeHint().height() + 16, 380))
            layout.addWidget(area, 1)
        else:
            self.steps.setParent(self)
            self.steps.hide()
        line = QHBoxLayout()
        go = button(_("Open the asset"), self._open)
        line.addWidget(go)
        line.addStretch(1)
        line.addWidget(button(_("Close"), self.reject, "primary"))
        layout.addLayout(line)

    def _open(self) -> None:
        self.accept()
        self._page.desk.go_to("asset", self._card.reference)

    def _take(self, action: str, given: object) -> None:
        self.accept()
        self._page.clear_obstacle(self._card, action, given)
