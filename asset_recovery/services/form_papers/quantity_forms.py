"""QTY-01 statement of quantity, QTY-02 reconciliation sheet, QTY-03 custody of keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asset_recovery.domain.errors import Reason, RuleViolation
from asset_recovery.i18n import N_, _
from asset_recovery.services.form_papers.form_paper import FormPaper, PaperAsk

if TYPE_CHECKING:
    from asset_recovery.reports.paper import Paper
    from asset_recovery.reports.quantity_paper import QuantityPaper


def _work(ask: PaperAsk) -> QuantityPaper:
    from asset_recovery.reports.quantity_paper import QuantityPaper  # noqa: PLC0415 - heavy

    asset = next(one for one in ask.file.assets if one.reference == ask.reference)
    ledger = next((one for one in ask.file.quantity_files if one.asset == ask.reference), None)
    if ledger is None:
        text = _("The quantity of this asset never changed and was never counted.")
        raise RuleViolation(Reason("wrong_state", text, "record_quantity"))
    return QuantityPaper(ask.file, asset, ledger, ask.profile, ask.language, ask.translate)


def statement(ask: PaperAsk) -> Paper:
    """Every line of the ledger, and the balance of each address."""
    from asset_recovery.reports.quantity_paper import compose_quantity  # noqa: PLC0415

    return compose_quantity(_work(ask))


def reconciliation(ask: PaperAsk) -> Paper:
    """The latest counts against the ledger."""
    from asset_recovery.reports.quantity_paper import compose_reconciliation  # noqa: PLC0415

    return compose_reconciliation(_work(ask))


def keys(ask: PaperAsk) -> Paper:
    """Envelopes and devices, never what is in them."""
    from asset_recovery.reports.quantity_paper import compose_keys  # noqa: PLC0415

    return compose_keys(_work(ask))


FORMS = (
    FormPaper(
        form="QTY-01", title=N_("Statement of quantity"), kinds=("asset",), compose=statement
    ),
    FormPaper(
        form="QTY-02", title=N_("Reconciliation of quantities"), kinds=("asset",),
        compose=reconciliation,
    ),
    FormPaper(form="QTY-03", title=N_("Custody of keys"), kinds=("asset",), compose=keys),
)  # fmt: skip
