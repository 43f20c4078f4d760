"""Documents on file handed out to be read: who may, what was handed out, and that it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.services import photographs
from asset_recovery.services.documents import Documents
from asset_recovery.services.looking import Look, OpenOffice, look_at, note_look

SMALL = 320


class DocumentOffice(OpenOffice, Protocol):
    """What handing out a document needs of an office."""

    @property
    def documents(self) -> Documents:
        """The document store."""


@dataclass(frozen=True, slots=True)
class HandedOut:
    """A document's content with the name under which it came in."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class DocumentService:
    """Hands out the content of documents to somebody who may see their case."""

    office: DocumentOffice

    def picture(self, reference: str, actor: Actor, longest: int, *, purpose: str = "") -> bytes:
        """A photograph as a JPEG of at most `longest` points a side, its bytes checked first.

        A small one is part of the page that was looked at; a large one is a look of its own.
        Raises as `hand_out`, and `ValidationFailed` where it is no picture (a film).
        """
        look = Look(screen="photograph", purpose=purpose, noted=longest > SMALL)
        with look_at(self.office, actor, "document", reference, look) as sight:
            content = self.office.documents.read(str(sight.row["hash"]))
        return photographs.smaller(content, longest)

    def hand_out(self, reference: str, actor: Actor, *, purpose: str = "") -> HandedOut:
        """The content, checked against its hash, once the look is in the log of consultations.

        Raises `NotFound`, `NotPermitted`, and `StorageFailed` where the content was changed.
        """
        look = Look(screen="open document", purpose=purpose, noted=False)
        with look_at(self.office, actor, "document", reference, look) as sight:
            row, case = sight.row, sight.case
            content = self.office.documents.read(str(row["hash"]))
        said = {"paper": "document", "document_hash": row["hash"], "bytes": len(content)}
        name = None if case is None else str(case["reference"])
        note_look(self.office, actor, name, look, (reference,), said)
        return HandedOut(str(row["original_name"]), content)
