"""What returns share on their way out: the head of the paper, the note of the print, the file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asset_recovery.domain.errors import invalid
from asset_recovery.exchange.whole_file import write_whole
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.paper_words import say_in
from asset_recovery.persistence.queries.journal_query import head_of
from asset_recovery.persistence.repositories import finder
from asset_recovery.services.looking import Look, OpenOffice, note_look

if TYPE_CHECKING:
    from asset_recovery.reports.movement_paper import ReturnHead


def return_head(office: OpenOffice, actor: Actor, figures_hash: str, language: str) -> ReturnHead:
    """Which office says it, who printed it when, and on which entry of the journal it stands."""
    from asset_recovery.reports.movement_paper import ReturnHead  # noqa: PLC0415 - ReportLab

    with office.reading.connect() as connection:
        name = finder.setting(connection, "name", "")
        marking = finder.setting(connection, "classification", "restricted")
        seq, digest = head_of(connection)
    utc = datetime.fromisoformat(office.now()).astimezone(UTC)
    return ReturnHead(
        office=name,
        marking=say_in(language)(marking.replace("_", " ").upper()),
        printed_by=actor.full_name or actor.name,
        generated=f"{utc:%Y-%m-%d %H:%M} UTC",
        journal=f"{seq} {digest[:16]}",
        hash=figures_hash,
        language=language,
    )


def note_print(office: OpenOffice, actor: Actor, look: Look, form: str, content: bytes) -> None:
    """The print of a return is noted with its form and the hash of the file."""
    said = {"paper": form, "document_hash": hashlib.sha256(content).hexdigest()}
    note_look(office, actor, None, look, (), said)


def write_figures(  # noqa: PLR0913 - a file, what stands in it, and what to say of another ending
    path: Path,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    as_json: Callable[[], object],
    *,
    pdf: Callable[[], bytes] | None = None,
    refusal: str,
) -> None:
    """Figures as a file: .xlsx, .csv, .json, or .pdf where there is one, by the name's ending.

    Raises `ValidationFailed` with `refusal` (a place for `{file}` in it) for another ending,
    `storage_failed` where it cannot be written.
    """
    ending = path.suffix.lower()
    if ending == ".xlsx":
        from asset_recovery.exchange.xlsx_export import export_xlsx  # noqa: PLC0415 - heavy

        export_xlsx(path, columns, rows)
    elif ending == ".csv":
        from asset_recovery.exchange.csv_export import export_csv  # noqa: PLC0415 - as above

        export_csv(path, columns, rows)
    elif ending == ".pdf" and pdf is not None:
        write_whole(path, pdf())
    elif ending == ".json":
        write_whole(path, json.dumps(as_json(), ensure_ascii=False).encode("utf-8"))
    else:
        raise invalid("out", refusal.format(file=path.name))
