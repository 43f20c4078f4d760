"""Every page, dialog and state of the window as PNG, over whatever office is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from asset_recovery.domain.registers import Filter, View
from asset_recovery.ui.main_window import MainWindow
from asset_recovery.ui.office import FirstRun, Office, Session
from asset_recovery.ui.place import Place
from asset_recovery.ui.preferences import MemoryStore, Preferences
from asset_recovery.ui.task_runner import InlineRunner
from asset_recovery.ui.theme import Theme
from asset_recovery.ui.widgets.pdf_preview import PdfPreview

SIZES = ((1366, 768), (1920, 1080))
THEMES = ("light", "dark")
REGISTERS = (
    "cases", "assets", "orders", "requests", "parties", "documents", "deadlines", "contracts",
    "reuses", "states", "authorities", "information_requests", "reports", "disclosures",
)  # fmt: skip
ASSET_TABS = (
    "overview", "details", "legal", "control", "custody", "management", "value", "money", "sale",
    "claims", "documents", "timeline", "history",
)  # fmt: skip
CASE_TABS = (
    "overview", "assets", "parties", "orders", "proceedings", "operations", "requests",
    "information", "claims", "money", "distribution", "victims", "documents",
    "deadlines", "team", "decisions", "history",
)  # fmt: skip
OFFICE_TABS = ("users", "settings", "safety", "journal", "import", "law", "forms")
RECORDS = (
    ("cases", "case"), ("assets", "asset"), ("orders", "order"), ("requests", "request"),
    ("parties", "party"), ("documents", "document"),
)  # fmt: skip
EDITORS = ("record_valuation", "register_asset", "record_order", "propose_interlocutory_sale")
VIEWS = (
    ("Seized", "assets", View((Filter("headline", "=", "Seized"),), "base_minor", True)),
    ("Issued orders", "orders", View((Filter("state", "=", "issued"),), "expires_on")),
)
RENDER_MILLISECONDS = 4000


def gallery(
    office: Office, folder: Path, sizes: Sequence[tuple[int, int]] = SIZES,
    themes: Sequence[str] = THEMES, session: Session | None = None,
    first_run: FirstRun | None = None, clock: Callable[[], date] = date.today,
    wanted: dict[str, str] | None = None,
) -> list[Path]:  # fmt: skip
    """Write the pictures and return their paths.

    `session` is that of an office already logged in. `wanted` names the record to show by kind
    (`{"asset": …}`); without it the first of each register is taken.
    """
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    for name in themes:
        theme = Theme(app)
        theme.apply(name)
        for width, height in sizes:
            shooter = _Shooter(folder, f"{name}_{width}x{height}", paths)
            taste = Preferences(MemoryStore())
            for title, register, view in VIEWS:
                taste.keep_view(title, register, view)
            window = MainWindow(theme, taste, InlineRunner(), office, clock=clock)
            window.resize(width, height)
            window.show()
            shooter.shoot(window, "log_in")
            window.enter_as(session or Session("gallery", office.facts().name))
            _shoot_window(window, shooter, _records(office, wanted or {}))
            _shoot_dialogs(window, shooter)
            window.lock()
            shooter.shoot(window, "locked")
            _dismiss(window)
            if first_run is not None:
                _shoot_first_run(theme, first_run, (width, height), shooter)
    return paths


class _Shooter:
    """Takes pictures under names."""

    def __init__(self, folder: Path, suffix: str, paths: list[Path]) -> None:
        self._folder, self._suffix, self._paths = folder, suffix, paths

    def shoot(self, widget: QWidget, name: str) -> None:
        """Take one picture when everything is painted."""
        _settle(widget)
        path = self._folder / f"{name}_{self._suffix}.png"
        widget.grab().save(str(path))
        self._paths.append(path)

    def shoot_over(self, window: QWidget, dialog: QWidget, name: str) -> None:
        """A dialog over the dimmed window, as a person sees it."""
        _settle(dialog)
        picture = window.grab().toImage()
        painter = QPainter(picture)
        painter.fillRect(window.rect(), QColor(0, 0, 0, 70))
        left = (window.width() - dialog.width()) // 2
        top = max((window.height() - dialog.height()) // 3, 10)
        painter.drawPixmap(left, top, dialog.grab())
        painter.end()
        path = self._folder / f"{name}_{self._suffix}.png"
        picture.save(str(path))
        self._paths.append(path)


def _records(office: Office, wanted: dict[str, str]) -> dict[str, str]:
    """The record of each kind that is shown."""
    found: dict[str, str] = {}
    for register, kind in RECORDS:
        rows = office.source(register).page(View(), None, 0, 1)
        if kind in wanted:
            found[kind] = wanted[kind]
        elif rows:
            found[kind] = rows[0].reference
    return found


def places(records: dict[str, str]) -> Iterator[tuple[str, Place]]:
    """Every place of the window with the name of its picture."""
    yield "today", Place("today")
    for register in REGISTERS:
        yield register, Place(register)
    yield "deadline_board", Place("agenda")
    yield "figures", Place("statistics")
    yield "radar", Place("radar")
    nothing = View((Filter("description", "contains", "zzzz no such thing"),))
    yield "assets_nothing_fits", Place("assets", view=nothing)
    yield "board", Place("board")
    tabs = {"asset": ASSET_TABS, "case": CASE_TABS, "order": ("overview", "history")}
    for kind, reference in records.items():
        for tab in tabs.get(kind, ("",)):
            yield f"{kind}_{tab}".rstrip("_"), Place(kind, reference, tab)
    if case := records.get("case"):
        yield "board_of_a_case", Place("board", case)
        yield "schedule", Place("schedule", case)
        yield "dossier", Place("dossier", case)
        yield "schedule_paper", Place("dossier", case, "schedule")
    if asset := records.get("asset"):
        yield "label", Place("dossier", asset, "label")
    yield "approvals", Place("approvals")
    for tab in OFFICE_TABS:
        yield f"office_{tab}", Place("office", tab=tab)


def _shoot_window(window: MainWindow, shooter: _Shooter, records: dict[str, str]) -> None:
    for name, place in places(records):
        window.go(place)
        shooter.shoot(window, name)
    window.actions_["rail"].trigger()
    window.go(Place("assets", view=View()))
    shooter.shoot(window, "assets_narrow_rail")
    window.actions_["rail"].trigger()
    window.actions_["compact"].trigger()
    window.work_area().on_changes()
    shooter.shoot(window, "assets_compact")
    window.actions_["compact"].trigger()


def _shoot_dialogs(window: MainWindow, shooter: _Shooter) -> None:
    for action in EDITORS:
        window.open_action(action)
        _over(window, shooter, f"editor_{action}")
    window.open_action(EDITORS[0])
    for dialog in _dialogs(window):
        give = getattr(dialog, "give", None)
        if give is not None:
            give()
    _over(window, shooter, "editor_refused")
    window.actions_["find"].trigger()
    for dialog in _dialogs(window):
        box = getattr(dialog, "box", None)
        if box is not None:
            box.setText("a")
            box.setText("ma")
    _over(window, shooter, "palette")
    window.actions_["shortcuts"].trigger()
    _over(window, shooter, "shortcuts")


def _over(window: MainWindow, shooter: _Shooter, name: str) -> None:
    for dialog in _dialogs(window):
        shooter.shoot_over(window, dialog, name)
        dialog.close()
        dialog.deleteLater()


def _dialogs(window: QWidget) -> list[QDialog]:
    return [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]


def _shoot_first_run(
    theme: Theme, first_run: FirstRun, size: tuple[int, int], shooter: _Shooter
) -> None:
    window = MainWindow(theme, Preferences(MemoryStore()), InlineRunner(), first_run=first_run)
    window.resize(*size)
    window.show()
    shooter.shoot(window, "first_run")
    _dismiss(window)


def _dismiss(window: MainWindow) -> None:
    window.close()
    window.deleteLater()
    _spin()


def _spin() -> None:
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def _settle(widget: QWidget) -> None:
    """Let layouts and the pages of previews finish; a preview renders on threads of its own."""
    for _round in range(3):
        _spin()
    until = QDeadlineTimer(RENDER_MILLISECONDS)
    while any(_blank(preview) for preview in widget.findChildren(PdfPreview)):
        _spin()
        if until.hasExpired():
            return


def _blank(preview: PdfPreview) -> bool:
    """Whether a preview that has pages still shows white paper."""
    if not preview.isVisible() or not preview.pages():
        return False
    image: QImage = preview.view.viewport().grab().toImage()
    step = 3
    colours = {
        image.pixel(x, y)
        for x in range(0, image.width(), step)
        for y in range(0, min(image.height(), 400), step)
    }
    return len(colours) < 6
