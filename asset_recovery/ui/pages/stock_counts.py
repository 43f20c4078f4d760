"""Stocktakes and sampling plans of a place as a list, and how much of it was seen, in words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from asset_recovery.domain.storage_facts import SamplePlan, Stocktake
from asset_recovery.domain.verification_facts import CLASSES, Verification
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.place import Place

_OUTCOMES = ("found", "damaged", "missing", "misplaced", "unknown")


@dataclass(frozen=True, slots=True)
class _Line:
    on: date
    reference: str
    kind: str
    place: str
    said: str


class CountsList(QTreeWidget):
    """The newest on top; Enter or a double click opens the sheet to be printed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setAccessibleName(_("Stocktakes and sampling plans"))
        self.setRootIsDecorated(False)
        self.setHeaderLabels([_("Date"), _("Number"), _("Kind"), _("Place"), _("What it says")])
        header = self.header()
        header.setStretchLastSection(True)
        for column in range(4):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.itemActivated.connect(self._open)

    def read(self, places: Collection[str]) -> None:
        """Read those of these places."""
        storage = self.desk.office.storage
        self.desk.commands.read(
            lambda: (storage.stocktakes(), storage.plans()),
            lambda found: self.show_counts(found[0], found[1], places),
            self,
        )

    def show_counts(
        self, taken: Sequence[Stocktake], plans: Sequence[SamplePlan], places: Collection[str]
    ) -> None:
        """One line each."""
        lines = [_taken(one) for one in taken if one.storage in places]
        lines += [_planned(one) for one in plans if one.of in places]
        self.clear()
        for line in sorted(lines, key=lambda one: (one.on, one.reference), reverse=True):
            item = QTreeWidgetItem(
                [words.day(line.on), line.reference, line.kind, words.visible(line.place),
                 words.visible(line.said)]
            )  # fmt: skip
            item.setData(0, Qt.ItemDataRole.UserRole, line.reference)
            self.addTopLevelItem(item)
        if not lines:
            text = _("Nothing was counted here yet.")
            item = QTreeWidgetItem(["", "", "", "", text])
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addTopLevelItem(item)

    def _open(self, item: QTreeWidgetItem, _column: int = 0) -> None:
        reference = item.data(0, Qt.ItemDataRole.UserRole)
        if reference:
            self.desk.go(Place("dossier", str(reference), "count"))


def _taken(one: Stocktake) -> _Line:
    numbers = [
        f"{words.of('stock_outcomes', name)} {one.counts[name]}"
        for name in _OUTCOMES
        if one.counts.get(name)
    ]
    said = " · ".join([*numbers, *filter(None, (one.sample,)), ", ".join(one.by)])
    return _Line(one.on, one.reference, _("Stocktake"), one.path, said)


def _planned(one: SamplePlan) -> _Line:
    said = _("{drawn} of {things} things, seed {seed}")
    said = said.format(drawn=one.drawn, things=one.things, seed=one.seed)
    return _Line(one.on, one.reference, _("Sampling plan"), one.of, said)


def seen_words(found: Verification) -> str:
    """Seen within 12 months: all things 2 of 4 (50 %), … ; how many lines did not agree."""
    parts = [
        _("{name} {seen} of {things}").format(
            name=_(CLASSES[one.code]).lower(), seen=one.seen, things=one.things
        )
        + (f" ({_percent(one.share)})" if one.share is not None else "")
        for one in found.classes
        if one.things
    ]
    if not parts:
        return ""
    said = [
        _("Seen within {months} months: {parts}").format(
            months=found.months, parts=", ".join(parts)
        )
    ]
    overdue = found.of("all").overdue
    if overdue:
        said.append(_("{number} not seen for long").format(number=overdue))
    if found.rate is not None:
        said.append(
            _("{differing} of {checked} lines counted did not agree ({rate})").format(
                differing=found.differing, checked=found.checked, rate=_percent(found.rate)
            )
        )
    return " · ".join(said)


def _percent(share: str) -> str:
    return f"{(Decimal(share) * 100).normalize():f} %"
