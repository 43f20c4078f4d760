"""A file that appears whole or not at all."""

from __future__ import annotations

from pathlib import Path

from asset_recovery.domain.errors import Reason, StorageFailed


def write_whole(path: Path, content: bytes) -> None:
    """Write under a temporary name first, so that a half file never has the name.

    Raises `StorageFailed` where it cannot be written; what stood there before stays.
    """
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StorageFailed(
            Reason("storage_failed", f"{path} could not be written ({error.strerror}).")
        ) from error
