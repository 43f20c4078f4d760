"""The Custody tab of an asset and of a case: paths of places, gaps in whole sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from asset_recovery.domain.case_file import CaseFile
from asset_recovery.domain.custody_facts import ChainLink, CustodyFile, Finding
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.pages.custody_tab import case_custody, custody
from tests.ui.fake_case import YACHT, a_case_file

SENTENCE = (
    "Seals on 2026-03-09: 88213, 88214, 88215 instead of 88213, 88214, 88215, 88216, and nothing "
    "says why."
)


def kept() -> CustodyFile:
    """Two hand-overs, the second with a gap."""
    links = (
        ChainLink(seq=1, on=date(2026, 3, 2), what="possession_taken", keeper="Port guard",
                  place="MARINA"),
        ChainLink(seq=2, on=date(2026, 3, 9), what="moved", keeper="Yard", giver="Port guard",
                  place="MARINA", reference="TR-2026-000001"),
    )  # fmt: skip
    gap = Finding(
        key="seal_differs-2", code="seal_differs", seq=2, on=date(2026, 3, 9), sentence=SENTENCE,
        mends="record_seal",
    )  # fmt: skip
    return CustodyFile(asset=YACHT, links=links, hashes=("a" * 64, "b" * 64), findings=(gap,))


def with_custody() -> CaseFile:
    """The case of the double with a chain, and a place that lies in another one."""
    file = a_case_file()
    assets = tuple(
        replace(one, custody_place="MARINA") if one.reference == YACHT else one
        for one in file.assets
    )
    return replace(
        file, assets=assets, custody_files=(kept(),),
        place_paths=(("MARINA", "North port › Marina Nord"),),
    )  # fmt: skip


def texts(widget: QWidget) -> list[str]:
    """Every label of a page."""
    return [one.text() for one in widget.findChildren(QLabel)]


def unnamed(widget: QWidget) -> list[str]:
    """Controls of which a screen reader would say nothing."""
    controls = [
        *widget.findChildren(QAbstractButton),
        *widget.findChildren(QComboBox),
        *widget.findChildren(QTableView),
    ]
    said = (
        (one, one.accessibleName() or (one.text() if isinstance(one, QAbstractButton) else ""))
        for one in controls
    )
    return [type(one).__name__ for one, name in said if not name]


def test_the_case_tells_each_open_gap_in_a_whole_sentence(qtbot: QtBot, desk: Desk) -> None:
    del desk
    opened: list[str] = []
    page = case_custody(with_custody(), opened.append)
    qtbot.addWidget(page)
    (said,) = [one for one in page.findChildren(QLabel) if one.text() == SENTENCE]
    assert said.wordWrap()
    next(one for one in page.findChildren(QAbstractButton) if YACHT in one.text()).click()
    assert opened == [YACHT]


def test_the_asset_tells_where_it_is_as_a_path(qtbot: QtBot, desk: Desk) -> None:
    del desk
    file = with_custody()
    asset = next(one for one in file.assets if one.reference == YACHT)
    page = custody(file, asset, None)
    qtbot.addWidget(page)
    said = texts(page)
    assert "North port › Marina Nord" in said
    assert any(one.startswith("North port › Marina Nord") for one in said[2:])
    assert unnamed(page) == []
