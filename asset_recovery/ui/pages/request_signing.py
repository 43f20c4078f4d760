"""Signing the PDF of a request with a certificate: which file, its password, then it is kept."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from asset_recovery.domain.registers import Result
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk


def ask_signature(desk: Desk, reference: str) -> None:
    """Ask for the signature file, then for its password; the password is kept nowhere."""
    kinds = _("Signature files (*.p12 *.pfx)")
    desk.dialogs.ask_open(_("Sign the PDF"), kinds, partial(_ask_password, desk, reference))


def _ask_password(desk: Desk, reference: str, path: Path) -> None:
    text = _("Password of {file}:").format(file=words.visible(path.name))
    desk.dialogs.ask_text(_("Sign the PDF"), text, partial(_sign, desk, reference, path), True)


def _sign(desk: Desk, reference: str, path: Path, password: str) -> None:
    office = desk.office.requests
    desk.commands.run(
        lambda: office.sign_pdf(reference, path, password), partial(_told, desk, reference)
    )


def _told(desk: Desk, reference: str, result: Result) -> None:
    document = dict(result.made).get("document", "")
    text = _("The signed PDF of {request} is kept as document {document}.")
    lines = [text.format(request=reference, document=document)]
    lines += [warning.text for warning in result.warnings]
    desk.dialogs.tell(_("Signed"), "\n".join(lines))
