"""Photographs on file made small for the sheets of a dossier."""

from __future__ import annotations

from collections.abc import Callable

from asset_recovery.domain.errors import StorageFailed, ValidationFailed
from asset_recovery.services import photographs
from asset_recovery.services.documents import Documents

SIDE = 420  # points a side: about 200 an inch at the size in which they are printed


def small_pictures(documents: Documents) -> Callable[[str], bytes | None]:
    """The small picture of a photograph by its hash, without what the camera wrote beside it.

    None for a film, for what is no whole picture, and for a file that is missing or was changed:
    a sheet of photographs says so in the place of the picture.
    """
    known: dict[str, bytes | None] = {}

    def picture(content_hash: str) -> bytes | None:
        if content_hash not in known:
            try:
                known[content_hash] = photographs.smaller(documents.read(content_hash), SIDE)
            except (StorageFailed, ValidationFailed):
                known[content_hash] = None
        return known[content_hash]

    return picture
