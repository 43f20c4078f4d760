"""Electronic signatures of requests: the signed file is read, kept, and named by its digest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from asset_recovery.domain.actions.version_actions import RecordSignature
from asset_recovery.domain.errors import Reason, RuleViolation, ValidationFailed
from asset_recovery.i18n import _
from asset_recovery.lifecycle.request_rules import RequestAsk, reasons
from asset_recovery.paper_words import say_in
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.derived import put_search, search_entry
from asset_recovery.persistence.repositories import finder
from asset_recovery.reports.pdf_signature import SignatureOnPaper, read_signature
from asset_recovery.services.documents import Documents
from asset_recovery.services.draft_keeping import filled_now
from asset_recovery.services.request_stories import request_position
from asset_recovery.services.step_plan import Plan
from asset_recovery.services.stepping import take_step
from asset_recovery.services.work import Work

LARGEST = 100_000_000
Row = Mapping[str, Any]


def record_signature(work: Work, command: RecordSignature, documents: Documents) -> None:
    """The signed PDF is kept as a document; who signed it stands in the file itself."""
    row = work.find("request", command.request)
    case = work.stories.case(int(row["case_id"]))
    work.permit("record_signature", int(case["id"]))
    position = request_position(work.unit.connection, work.stories, row)
    against = reasons(RequestAsk("record_signature", position))
    if against:
        raise RuleViolation(against)
    content = _content(command.file)
    signature = read_signature(content)
    if not signature.intact:
        text = _("The file was changed after it was signed: its signature does not hold.")
        raise ValidationFailed(Reason("file_unreadable", text, field="file"))
    _warn(work, command.on, signature)
    if not content.startswith(_print(work, row, case)):
        text = _("The signed file is not the print of {request} made here: compare the two.")
        work.warn(Reason("guard_failed", text.format(request=row["reference"]), None, "file"))
    number = _kept(work, command, row, content, documents)
    facts: dict[str, object] = {
        "document": number,
        "signature": {
            "subject": signature.subject,
            "issuer": signature.issuer,
            "serial": signature.serial,
            "valid_to": signature.valid_to.date().isoformat(),
            "digest": signature.digest,
        },
    }
    take_step(work, Plan(command.without_folder(), case=case, request=row, facts=facts))


def _content(name: str) -> bytes:
    path = Path(name)
    try:
        if path.stat().st_size > LARGEST:
            text = _("A signed request has at most 100 MB.")
            raise ValidationFailed(Reason("too_large", text, field="file"))
        return path.read_bytes()
    except OSError as error:
        text = _("The file cannot be read.")
        raise ValidationFailed(Reason("file_unreadable", text, field="file")) from error


def _warn(work: Work, on: date, signature: SignatureOnPaper) -> None:
    """A certificate outside its time is warned of: who receives the paper may not accept it."""
    first, last = signature.valid_from.date(), signature.valid_to.date()
    if on > last:
        text = _("The certificate ran out on {date}: whoever receives the paper may reject it.")
        work.warn(Reason("guard_failed", text.format(date=last), None, "file"))
    elif on < first:
        text = _("The certificate counts from {date} only: whoever receives it may reject it.")
        work.warn(Reason("guard_failed", text.format(date=first), None, "file"))


def _print(work: Work, row: Row, case: Row) -> bytes:
    """The request as the office prints it."""
    from asset_recovery.forms.form_pdf import form_pdf  # noqa: PLC0415 - forms are large

    language = str(row["language"])
    filled = filled_now(work, row, case)
    return form_pdf(filled, translate=say_in(language), language=language)


def _kept(
    work: Work, command: RecordSignature, row: Row, content: bytes, documents: Documents
) -> str:
    number = work.number("document", command.document)
    kept = documents.keep_bytes(content, f"{row['reference']}.pdf".replace("/", "-"))
    connection = work.unit.connection
    key = work.unit.insert(
        t.document,
        reference=number,
        case_id=row["case_id"],
        record=row["reference"],
        title=_("Signed PDF of {request}").format(request=row["reference"]),
        kind="request",
        on_date=command.on.isoformat(),
        hash=kept.hash,
        size=kept.size,
        original_name=kept.name,
        classification=finder.setting(connection, "classification", "restricted"),
        language=row["language"],
        source=None,
    )
    put_search(connection, search_entry("document", work.unit.get(t.document, key)))
    return number
