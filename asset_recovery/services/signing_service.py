"""The PDF of a signed request, signed with a certificate: made, signed, kept and recorded."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from asset_recovery.domain.errors import Reason, RuleViolation, ValidationFailed
from asset_recovery.domain.registers import Result
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.lifecycle.request_turns import OPEN
from asset_recovery.reports.pdf_signature import LARGEST_KEY_FILE, read_key, sign_pdf
from asset_recovery.services.action_service import ActionService
from asset_recovery.services.looking import Look, OpenOffice, look_at
from asset_recovery.services.paper_service import PaperService


class SigningOffice(OpenOffice, Protocol):
    """What signing needs of an office."""

    @property
    def actions(self) -> ActionService:
        """The one way in."""


@dataclass(frozen=True, slots=True)
class SignedFile:
    """The signed PDF, and what became of its record: its document, warnings, or a refusal."""

    content: bytes
    result: Result


@dataclass(frozen=True, slots=True)
class SigningService:
    """Signs for one person; the password is used once and kept nowhere."""

    office: SigningOffice
    actor: Actor
    purpose: str = ""

    def sign(self, reference: str, key_file: Path, password: str, on: date) -> SignedFile:
        """The request's PDF, signed and kept as a document of the request.

        Raises `wrong_state` for a draft, `file_unreadable` or `too_large` for what is no signature
        file, `field_invalid` (`password`) where that does not open it; nothing is changed then.
        """
        self._require_signed(reference)
        signer = read_key(_bytes_of(key_file), password)
        papers = PaperService(self.office, self.actor, self.purpose)
        content = sign_pdf(papers.request_pdf(reference), signer)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "signed.pdf"
            path.write_bytes(content)
            given = {
                "action": "record_signature",
                "request": reference,
                "on": on.isoformat(),
                "file": str(path),
            }
            return SignedFile(content, self.office.actions.give(self.actor, given))

    def _require_signed(self, reference: str) -> None:
        look = Look(screen="print request", noted=False, purpose=self.purpose)
        with look_at(self.office, self.actor, "request", reference, look) as sight:
            state, received = str(sight.row["state"]), str(sight.row["direction"]) != "out"
        if received or state in OPEN:
            text = _("{request} is not signed in the office yet; only then its PDF is signed.")
            clear = None if received else "sign_request"
            raise RuleViolation(Reason("wrong_state", text.format(request=reference), clear))


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_file() and path.stat().st_size > LARGEST_KEY_FILE:
            text = _("A signature file has at most 1 MB; this one is of another kind.")
            raise ValidationFailed(Reason("too_large", text, field="sign_with"))
        return path.read_bytes()
    except OSError as error:
        text = _("The signature file cannot be read.")
        raise ValidationFailed(Reason("file_unreadable", text, field="sign_with")) from error
