"""Workbooks are zip archives from strangers: entries, sizes and ratios are checked first."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from asset_recovery.exchange.tabular import too_large, unreadable

MAX_ENTRIES = 2_000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 100
# Small parts of a workbook compress well without being a bomb.
_RATIO_FROM = 1024 * 1024
_CHUNK = 1024 * 1024
_START = 1024


def checked_parts(path: Path) -> dict[str, bytes]:
    """The XML parts of a workbook by name, after every check; other parts are only counted.

    Raises `file_unreadable` (damaged, locked, declares a document type) or `too_large`.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_sizes(path.name, entries)
            return _read_parts(path.name, archive, entries)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise unreadable(
            f"{path.name} is a damaged workbook. Open it, save it again as XLSX and import that."
        ) from error
    except RuntimeError as error:
        raise unreadable(
            f"{path.name} is locked with a password. Save it without one and import that."
        ) from error


def _check_sizes(name: str, entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise too_large(
            f"{name} has {len(entries):,} parts inside; a workbook has at most {MAX_ENTRIES:,}."
        )
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise _unpacked(name)
    for entry in entries:
        if entry.file_size > max(_RATIO_FROM, MAX_RATIO * entry.compress_size):
            raise too_large(
                f"{name} unpacks to more than {MAX_RATIO} times its size, as no honest table does."
                " Ask for the table as CSV."
            )


def _unpacked(name: str) -> Exception:
    return too_large(
        f"{name} unpacks to more than {MAX_UNPACKED // 1024 // 1024} MB. Split the table."
    )


def _read_parts(
    name: str, archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]
) -> dict[str, bytes]:
    """Unpack everything once: what a header says about sizes is not believed."""
    found: dict[str, bytes] = {}
    total = 0
    for entry in entries:
        chunks: list[bytes] = []
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                total += len(chunk)
                if total > MAX_UNPACKED:
                    raise _unpacked(name)
                chunks.append(chunk)
        if entry.filename.lower().endswith((".xml", ".rels")):
            content = b"".join(chunks)
            _no_document_type(name, content)
            found[entry.filename] = content
    return found


def _no_document_type(name: str, content: bytes) -> None:
    # Parts in UTF-16 would hide their declarations from this look; office programs write UTF-8.
    hidden = b"\0" in content[:_START]
    if hidden or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise unreadable(
            f"{name} has parts that no office program writes (entities or an odd encoding). It is"
            " not read. Ask for the table as CSV."
        )
