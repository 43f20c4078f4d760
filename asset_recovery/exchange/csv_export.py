"""Any list of rows as CSV that spreadsheets open without harm and other programs read."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from asset_recovery.domain.errors import Reason, StorageFailed
from asset_recovery.exchange.export_check import Exported, Tally
from asset_recovery.exchange.safe_cells import Cell, cell_text, is_number, is_risky, safe_text


def export_csv(
    path: Path | str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    delimiter: str = ",",
    encoding: str = "utf-8-sig",
    line_end: str = "\r\n",
) -> Exported:
    """Write rows by RFC 4180, in UTF-8 with a byte order mark unless said otherwise.

    Text that a spreadsheet could take for a formula gets a leading apostrophe; numbers do not. The
    file appears whole or not at all, and is read back: `storage_failed` where it differs.
    """
    place, tally = Path(path), Tally()
    part = place.with_name(f"{place.name}.part")
    try:
        with part.open("w", encoding=encoding, newline="") as stream:
            writer = csv.writer(stream, delimiter=delimiter, lineterminator=line_end)
            writer.writerow([safe_text(column) for column in columns])
            for row in tally.passing(rows):
                writer.writerow([_cell(value, tally) for value in row])
        _check(part, tally, delimiter, encoding)
        os.replace(part, place)
    except OSError as error:
        text = f"{place.name} could not be written ({error.strerror}). Choose another place."
        raise StorageFailed(Reason("storage_failed", text)) from error
    finally:
        part.unlink(missing_ok=True)
    return Exported(tally.rows, tally.marked)


def _cell(value: Cell, tally: Tally) -> str:
    text = cell_text(value)
    if is_number(value) or not is_risky(text):
        return text
    tally.marked += 1
    return safe_text(text)


def _check(path: Path, tally: Tally, delimiter: str, encoding: str) -> None:
    with path.open(encoding=encoding, newline="") as stream:
        reader = csv.reader(stream, delimiter=delimiter)
        next(reader, None)
        tally.compare(path.name.removesuffix(".part"), reader)
