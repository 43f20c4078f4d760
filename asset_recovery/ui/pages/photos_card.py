"""The photographs of an asset: a grid, a large view, and two of them beside each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from asset_recovery.domain.custody_facts import PhotoFacts
from asset_recovery.domain.errors import AppError
from asset_recovery.i18n import _
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.pages.page import Page
from asset_recovery.ui.widgets.card import Card, clear, column
from asset_recovery.ui.widgets.photo_grid import PhotoGrid, photo_words
from asset_recovery.ui.widgets.plain import button, label

SMALL, LARGE = 300, 1400
_HEIGHT = 380


class BigPicture(QLabel):
    """A picture that fills what room there is, its sides in proportion."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)
        self._picture = QPixmap()

    def show_bytes(self, content: bytes) -> None:
        """Show this picture."""
        self._picture.loadFromData(content)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit it anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if not self._picture.isNull():
            room = self.size() - QSize(2, 2)
            ratio = Qt.AspectRatioMode.KeepAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            self.setPixmap(self._picture.scaled(room, ratio, smooth))


class PhotosCard(Card):
    """Grid above, what is looked at below; `add` attaches files, None where nothing may change."""

    def __init__(
        self,
        desk: Desk,
        page: Page,
        photos: Sequence[PhotoFacts],
        add: Callable[[Sequence[Path]], object] | None,
        ask: Callable[[], object] | None,
    ) -> None:
        super().__init__(_("Photographs"))
        self._desk, self._page = desk, page
        self._photos = {one.document: one for one in photos}
        self.head.addStretch(1)
        if len(photos) > 1:
            both = button(_("Seizure and now"), self.compare, "link")
            both.setAccessibleName(_("Compare the first photograph with the last, or two chosen"))
            self.head.addWidget(both)
        if ask is not None:
            self.head.addWidget(button(_("Add…"), ask, "link"))
        self.grid = PhotoGrid(photos, takes=add is not None)
        self.grid.opened.connect(self.look_at)
        if add is not None:
            self.grid.dropped.connect(add)
            hint = _("Drag picture files in here; their bytes are kept as they are.")
            self.add(label(hint, "small"))
        self.add(self.grid)
        self._shown = QHBoxLayout()
        self.body.addLayout(self._shown)
        for one in photos:
            self._read(one.document, SMALL, partial(self.grid.show_picture, one.document))

    def compare(self) -> None:
        """Two photographs beside each other: the chosen ones, else the oldest and the newest."""
        chosen = self.grid.chosen()
        in_time = sorted(self._photos.values(), key=lambda one: (str(one.on or ""), one.document))
        pair = chosen[:2] if len(chosen) > 1 else [in_time[0].document, in_time[-1].document]
        self._show(pair)

    def look_at(self, document: str) -> None:
        """One photograph, large."""
        self._show([document])

    def _show(self, documents: Sequence[str]) -> None:
        clear(self._shown)
        for document in documents:
            one = self._photos[document]
            picture = BigPicture(one.title)
            open_it = button(_("Open the document"), partial(self._open, document), "link")
            said = label(photo_words(one), "small", wrap=True)
            self._shown.addWidget(column(picture, said, open_it, spacing=4), 1)
            self._read(document, LARGE, picture.show_bytes)

    def _open(self, document: str) -> None:
        self._desk.go_to("document", document)

    def _read(self, document: str, longest: int, then: Callable[[bytes], object]) -> None:
        """Read in the background; a picture that cannot be shown leaves its place empty."""
        office = self._desk.office

        def work() -> bytes:
            try:
                return office.photos.picture(document, longest)
            except AppError:
                return b""

        owner: QWidget = self._page if longest == LARGE else self
        self._desk.commands.read(work, then, owner)
