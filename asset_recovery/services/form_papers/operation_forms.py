"""OPS-02 of a search and seizure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asset_recovery.i18n import N_
from asset_recovery.services.form_papers.custody_forms import receipt
from asset_recovery.services.form_papers.form_paper import FormPaper, PaperAsk
from asset_recovery.services.form_papers.paper_labels import LANGUAGES, in_language

if TYPE_CHECKING:
    from asset_recovery.reports.paper import Paper


def inventory(ask: PaperAsk) -> Paper:
    """The inventory and receipt of an operation, or of one asset."""
    from asset_recovery.reports.operation_paper import compose_inventory  # noqa: PLC0415

    if ask.sight.kind == "asset":
        return receipt(ask)
    made = next(one for one in ask.file.operations if one.reference == ask.reference)
    say = in_language("receipt", ask.language, ask.translate)
    copy = ask.options.get("copy", "")
    return compose_inventory(ask.file, made, ask.profile, ask.language, say, copy=copy)


FORMS = (
    FormPaper(
        form="OPS-02",
        title=N_("Inventory and receipt"),
        kinds=("operation", "asset"),
        compose=inventory,
        languages=LANGUAGES,
        options=("copy",),
    ),
)
