"""Copies of documents for the desktop's own programs: read-only, in a folder that goes away."""

from __future__ import annotations

import shutil
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from asset_recovery.domain.errors import Reason, RuleViolation, StorageFailed
from asset_recovery.i18n import _

# What desktops show without running it. Everything else is saved as a copy, by choice.
_KINDS = (
    ".pdf .txt .csv .tsv .log .md .xml .json .png .jpg .jpeg .gif .bmp .tif .tiff .webp .heic"
    " .doc .docx .odt .rtf .xls .xlsx .ods .ppt .pptx .odp .eml .mp3 .wav .mp4 .mov .avi"
)
SHOWN = frozenset(_KINDS.split())
_LONGEST = 120


class OpenCopies:
    """The copies of one session; `forget` removes them, at log-out and when the office closes."""

    def __init__(self) -> None:
        self._folder: Path | None = None

    def make(self, reference: str, name: str, content: bytes) -> Path:
        """A read-only copy under the name of the document; raises `RuleViolation` for a program."""
        ending = Path(name).suffix.casefold()
        if ending not in SHOWN:
            text = _("A file of the kind {ending} is not opened from here, because it could run as "
                     "a program. Save a copy of it.")  # fmt: skip
            raise RuleViolation(Reason("field_invalid", text.format(ending=ending or _("unknown"))))
        try:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="asset-recovery-"))
            place = Path(tempfile.mkdtemp(dir=self._folder)) / _safe(reference, name, ending)
            place.write_bytes(content)
            place.chmod(stat.S_IRUSR)
        except OSError as error:
            text = _("The copy could not be written: {why}.").format(why=error.strerror)
            raise StorageFailed(Reason("storage_failed", text)) from error
        return place

    def forget(self) -> None:
        """Remove every copy; one that a program still holds open goes with the folder later."""
        if self._folder is not None:
            for path in self._folder.rglob("*"):
                with suppress(OSError):
                    path.chmod(stat.S_IRWXU if path.is_dir() else stat.S_IRUSR | stat.S_IWUSR)
            shutil.rmtree(self._folder, ignore_errors=True)
        self._folder = None


def _safe(reference: str, name: str, ending: str) -> str:
    """A file name that every system takes and that cannot lead elsewhere."""
    kept = "".join(one if one.isalnum() or one in " -_.()" else "_" for one in Path(name).stem)
    return f"{reference.replace('/', '-')} {kept.strip(' .')[:_LONGEST]}".strip() + ending
