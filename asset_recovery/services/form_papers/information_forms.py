"""DIR-01 of a question to a register, FBK-01 of a report received."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asset_recovery.i18n import N_
from asset_recovery.services.form_papers.form_paper import FormPaper, PaperAsk

if TYPE_CHECKING:
    from asset_recovery.reports.paper import Paper


def letter(ask: PaperAsk) -> Paper:
    """The letter to the register."""
    from asset_recovery.reports.information_paper import (  # noqa: PLC0415 - drawing is heavy
        compose_information_request,
    )

    told = ask.file.intelligence.information
    asked = next(one for one in told if one.reference == ask.reference)
    return compose_information_request(ask.file, asked, ask.language, ask.translate)


def feedback(ask: PaperAsk) -> Paper:
    """The letter to whoever reported; it names nobody."""
    from asset_recovery.reports.information_paper import compose_feedback  # noqa: PLC0415

    told = ask.file.intelligence.reports
    report = next(one for one in told if one.reference == ask.reference)
    return compose_feedback(ask.file, report, ask.language, ask.translate)


FORMS = (
    FormPaper(
        form="DIR-01",
        title=N_("Request for information"),
        kinds=("information",),
        compose=letter,
        word=True,
    ),
    FormPaper(
        form="FBK-01",
        title=N_("Feedback on a report"),
        kinds=("report",),
        compose=feedback,
        word=True,
    ),
)
