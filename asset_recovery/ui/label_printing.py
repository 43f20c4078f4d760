"""Printing labels from a page: entered in the register, then drawn as chosen in the editor."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from asset_recovery.domain.registers import Result
from asset_recovery.i18n import _
from asset_recovery.ui.desk import Desk

MOST_PRINTED = 5_000
USUAL_SIZE = "100x50"


def print_labels(desk: Desk, assets: Sequence[str], page: QWidget) -> None:
    """Open the editor for these assets; what it was given decides size, sheet and first position.

    Where a thing bears a label of the size already, the editor asks why it is printed again.
    """
    if not assets:
        desk.dialogs.tell(_("Print labels"), _("There is nothing here that could bear a label."))
        return
    chosen = list(assets[:MOST_PRINTED])
    given = {"assets": chosen, "on": desk.clock().isoformat(), "size": USUAL_SIZE}
    desk.open_editor("issue_label", given, page, partial(_entered, desk, chosen, page))


def _entered(desk: Desk, assets: list[str], page: QWidget, result: Result) -> None:
    told = dict(result.told)
    desk.dialogs.ask_save(
        _("Write the labels"), "labels.pdf", partial(_write, desk, assets, page, told)
    )


def _write(
    desk: Desk, assets: list[str], page: QWidget, told: dict[str, object], path: Path
) -> None:
    storage = desk.office.storage
    size, sheet, start = told.get("size"), told.get("sheet"), told.get("start")

    def work() -> Path:
        path.write_bytes(
            storage.labels(assets, str(size or USUAL_SIZE), str(sheet or ""), int(str(start or 1)))
        )
        return path

    desk.commands.read(work, desk.dialogs.show_file, page)
