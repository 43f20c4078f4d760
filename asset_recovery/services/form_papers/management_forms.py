"""OPS-01 and the papers on contracts, accounts of managers, and things of little value."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from asset_recovery.domain.case_file import AssetFacts
from asset_recovery.domain.errors import NotFound, Reason, RuleViolation
from asset_recovery.domain.management_facts import ManagementFacts
from asset_recovery.i18n import N_, _
from asset_recovery.services.form_papers.form_paper import FormPaper, PaperAsk

if TYPE_CHECKING:
    from asset_recovery.reports.paper import Paper


def _asset(ask: PaperAsk) -> AssetFacts:
    return next(one for one in ask.file.assets if one.reference == ask.reference)


def _care(ask: PaperAsk) -> ManagementFacts | None:
    return next((one for one in ask.file.management if one.asset == ask.reference), None)


def planning(ask: PaperAsk) -> Paper:
    """The planning sheet of an asset; also before it is begun, to be filled in by hand."""
    from asset_recovery.reports.planning_paper import compose_planning  # noqa: PLC0415

    return compose_planning(
        ask.file, _asset(ask), _care(ask), ask.profile, ask.language, ask.translate
    )


def outcome(ask: PaperAsk) -> Paper:
    """Estimate against outcome, of an asset or of every planned asset of a case."""
    from asset_recovery.reports.planning_paper import compose_outcome  # noqa: PLC0415

    care = ask.file.management
    if ask.sight.kind == "asset":
        care = tuple(one for one in care if one.asset == ask.reference)
    year = ask.options.get("year", "")
    if year:
        care = tuple(
            one for one in care if one.plan is not None and str(one.plan.started_on.year) == year
        )
    return compose_outcome(ask.file, care, ask.reference, ask.profile, ask.language, ask.translate)


def low_value(ask: PaperAsk) -> Paper:
    """The one-page decision; refused where the figures do not speak for the short way."""
    from asset_recovery.reports.care_paper import compose_low_value  # noqa: PLC0415

    care = _care(ask)
    if care is None or care.low_value is None:
        raise RuleViolation(
            Reason(
                "guard_failed",
                _(
                    "The value is not known to lie below the threshold, nor below the cost of "
                    "custody: the short way is not open."
                ),
                "record_plan",
            )
        )
    return compose_low_value(
        ask.file, _asset(ask), care.low_value, ask.profile, ask.language, ask.translate
    )


def check_list(ask: PaperAsk) -> Paper:
    """The account's cover sheet and check list, of a contract."""
    from asset_recovery.reports.care_paper import compose_check_list  # noqa: PLC0415

    row = ask.sight.row
    reference = str(json.loads(row["facts"]).get("contract") or row["reference"])
    care = [
        (one, contract)
        for one in ask.file.management
        for contract in one.contracts
        if contract.reference == reference
    ]
    if not care:
        raise NotFound(
            Reason(
                "not_found",
                _("There is no contract {contract}.").format(contract=reference),
                field="reference",
            )
        )
    return compose_check_list(ask.file, care, ask.profile, ask.language, ask.translate)


def expired(ask: PaperAsk) -> Paper:
    """Expired insurances, leases and other contracts of a case."""
    from asset_recovery.reports.care_paper import compose_expired  # noqa: PLC0415

    return compose_expired(ask.file, ask.file.management, ask.profile, ask.language, ask.translate)


FORMS = (
    FormPaper(
        form="OPS-01",
        title=N_("Planning sheet before seizure"),
        kinds=("asset",),
        compose=planning,
        word=True,
    ),
    FormPaper(
        form="OUT-01",
        title=N_("Estimate against outcome"),
        kinds=("asset", "case"),
        compose=outcome,
        options=("year",),
    ),
    FormPaper(
        form="LOW-01",
        title=N_("Decision on a thing of little value"),
        kinds=("asset",),
        compose=low_value,
        word=True,
    ),
    FormPaper(
        form="ADM-01",
        title=N_("Account of a manager: check list"),
        kinds=("contract",),
        compose=check_list,
    ),
    FormPaper(
        form="EXP-01",
        title=N_("Expired insurances and leases"),
        kinds=("case",),
        compose=expired,
    ),
)
