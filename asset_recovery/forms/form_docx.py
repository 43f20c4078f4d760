"""A draft request as an editable Word file: real styles, fields and tables, no names in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from asset_recovery.domain.errors import Reason, RuleViolation
from asset_recovery.forms.filled_form import FilledForm
from asset_recovery.forms.form_content import form_paper
from asset_recovery.i18n import _

if TYPE_CHECKING:
    from asset_recovery.reports.paper import Paper

# One moment for every part of the archive, so that the same draft gives the same bytes.
_ARCHIVE_TIME = (1980, 1, 1, 0, 0, 0)


def form_docx(
    filled: FilledForm,
    *,
    translate: Callable[[str], str] = str,
    language: str | None = None,
    beside: Callable[[str], str] | None = None,
    working_lists: bool = True,
) -> bytes:
    """The bytes of the Word file of a draft.

    Raises RuleViolation `signed_is_final` for a request that has been signed: it goes out as PDF.
    """
    if not filled.is_draft:
        raise RuleViolation(
            Reason(
                "signed_is_final",
                _(
                    "{reference} is signed and can no longer be edited. Print it as PDF; to change "
                    "it, draft a new version (new_version of {reference}), which prints as Word."
                ).format(reference=filled.request.reference),
                "new_version",
            )
        )
    paper = form_paper(
        filled, translate=translate, language=language, beside=beside, working_lists=working_lists
    )
    return paper_docx(paper, filled.file.read_at)


def paper_docx(paper: Paper, made_at: datetime) -> bytes:
    """Any paper as an editable Word file; `made_at` is the only moment that it names."""
    from asset_recovery.forms.word_paper import word_document  # noqa: PLC0415 - python-docx is heavy

    document = word_document(paper)
    properties = document.core_properties
    moment = made_at.astimezone(UTC) if made_at.tzinfo else made_at
    properties.author = properties.last_modified_by = ""
    properties.comments = properties.keywords = properties.category = properties.subject = ""
    properties.title = paper.reference
    properties.language = paper.language
    properties.created = properties.modified = moment.replace(tzinfo=None, microsecond=0)
    properties.revision = 1
    buffer = io.BytesIO()
    document.save(buffer)
    return _same_every_time(buffer.getvalue())


def _same_every_time(archive: bytes) -> bytes:
    """The archive with every part dated alike and the template's leftovers emptied."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/app.xml":
                content = _APPLICATION
            target.writestr(zipfile.ZipInfo(name, _ARCHIVE_TIME), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


_APPLICATION = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>Asset Recovery</Application></Properties>"
)
