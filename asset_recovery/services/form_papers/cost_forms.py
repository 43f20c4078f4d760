"""OPS-13: the cost and income statement of an asset or a case for a period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asset_recovery.i18n import N_
from asset_recovery.services.form_papers.form_paper import FormPaper, PaperAsk

if TYPE_CHECKING:
    from asset_recovery.reports.paper import Paper


def statement(ask: PaperAsk) -> Paper:
    """The statement of the record for the days of the options `from` and `to`."""
    from asset_recovery.reports.cost_statement_paper import (  # noqa: PLC0415
        compose_cost_statement,
        read_day,
    )

    return compose_cost_statement(
        ask.file,
        ask.profile,
        ask.language,
        ask.translate,
        asset=ask.reference if ask.sight.kind == "asset" else None,
        first=read_day(ask.options.get("from"), "from"),
        last=read_day(ask.options.get("to"), "to"),
    )


FORMS = (
    FormPaper(
        form="OPS-13",
        title=N_("Cost and income statement"),
        kinds=("asset", "case"),
        compose=statement,
        options=("from", "to"),
    ),
)
