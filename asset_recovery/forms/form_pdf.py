"""A filled request as PDF, in the one page frame of the house."""

from __future__ import annotations

from collections.abc import Callable

from asset_recovery.domain.progress import Progress
from asset_recovery.forms.filled_form import FilledForm
from asset_recovery.forms.form_content import form_paper


def form_pdf(
    filled: FilledForm,
    *,
    translate: Callable[[str], str] = str,
    language: str | None = None,
    beside: Callable[[str], str] | None = None,
    working_lists: bool = True,
    progress: Progress | None = None,
) -> bytes:
    """The bytes of the PDF; the same request read at the same moment gives the same bytes."""
    from asset_recovery.reports.render import render  # noqa: PLC0415 - ReportLab is heavy

    paper = form_paper(
        filled, translate=translate, language=language, beside=beside, working_lists=working_lists
    )
    return render(paper, progress)
