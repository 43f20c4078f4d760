"""OPS-02 of a search and seizure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asset_recovery.i18n import N_
from asset_recovery.services.form_papers.form_paper import FormPaper, PaperAsk

if TYPE_CHECKING:
    from asset_recovery.reports.paper import Paper


def inventory(ask: PaperAsk) -> Paper:
    """The inventory and receipt of an operation."""
    from asset_recovery.reports.operation_paper import compose_inventory  # noqa: PLC0415

    made = next(one for one in ask.file.operations if one.reference == ask.reference)
    return compose_inventory(ask.file, made, ask.profile, ask.language, ask.translate)


FORMS = (
    FormPaper(
        form="OPS-02",
        title=N_("Inventory and receipt"),
        kinds=("operation",),
        compose=inventory,
    ),
)
