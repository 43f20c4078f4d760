"""Documents on file: kept by their content, written and flushed before the row that names them.

A kept file begins with one format byte (0: plain bytes follow), so that encryption can come.
"""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from asset_recovery.domain.errors import Reason, StorageFailed, ValidationFailed
from asset_recovery.i18n import _
from asset_recovery.persistence.backup import flush_folder

LARGEST = 2 * 1024**3
CHUNK = 1024 * 1024
PLAIN = b"\x00"


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept: SHA-256 of the content in hex, its size in bytes, the original name."""

    hash: str
    size: int
    name: str


@dataclass(frozen=True, slots=True)
class Documents:
    """The document store of an office: one folder, two letters a sub-folder."""

    folder: Path

    def place(self, content_hash: str) -> Path:
        """Where content with this hash lies."""
        return self.folder / content_hash[:2] / content_hash

    def keep(self, source: str) -> Kept:
        """Copy a file into the store; raises `ValidationFailed` for one that cannot be read, or
        that has nothing in it.
        """
        path = Path(source)
        try:
            if not path.is_file():
                raise OSError
            if path.stat().st_size == 0:
                text = _("{file} is empty: there is nothing in it to keep.")
                raise ValidationFailed(
                    Reason("file_unreadable", text.format(file=path.name), field="file")
                )
            with path.open("rb") as file:
                return self._write(iter(lambda: file.read(CHUNK), b""), path.name)
        except OSError as error:
            raise ValidationFailed(
                Reason("file_unreadable", _("The file cannot be read."), field="file")
            ) from error

    def keep_bytes(self, content: bytes, name: str) -> Kept:
        """The same for bytes made here, such as an issued paper."""
        return self._write(iter([content]), name)

    def _write(self, chunks: Iterable[bytes], name: str) -> Kept:
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.folder / f".{uuid.uuid4().hex}.part"
        seen, size = hashlib.sha256(), 0
        try:
            with part.open("xb") as file:
                file.write(PLAIN)
                for chunk in chunks:
                    size += len(chunk)
                    if size > LARGEST:
                        raise ValidationFailed(
                            Reason("too_large", _("A document has at most 2 GB."), field="file")
                        )
                    seen.update(chunk)
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            target = self.place(seen.hexdigest())
            target.parent.mkdir(exist_ok=True)
            os.replace(part, target)
            flush_folder(target.parent)
        except OSError as error:
            raise StorageFailed(
                Reason("storage_failed", _("The document could not be kept: the disk refused."))
            ) from error
        finally:
            part.unlink(missing_ok=True)
        return Kept(seen.hexdigest(), size, name)

    def read(self, content_hash: str) -> bytes:
        """The content, checked against its hash; raises `StorageFailed` where it was changed."""
        try:
            content = self.place(content_hash).read_bytes()
        except OSError as error:
            raise StorageFailed(
                Reason("storage_failed", _("A document is missing from the store."))
            ) from error
        if content[:1] != PLAIN or hashlib.sha256(content[1:]).hexdigest() != content_hash:
            raise StorageFailed(
                Reason("storage_failed", _("A document was changed after it was kept."))
            )
        return content[1:]
