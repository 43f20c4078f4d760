"""The steps of a case."""

from __future__ import annotations

from asset_recovery.domain.actions import case_actions, people_actions
from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.domain.errors import Reason
from asset_recovery.domain.registers import StepOption
from asset_recovery.i18n import _
from asset_recovery.lifecycle.steps import Judgement
from asset_recovery.persistence.queries.asset_query import open_assets_of_case
from asset_recovery.persistence.queries.event_query import pending_events_of_case
from asset_recovery.persistence.queries.offence_query import standing_offences
from asset_recovery.services.step_options.asking import Asking

_NOT_OF_A_CASE = ("open_case", "register_party", "relate_parties", "decide_match")
_ALSO = (
    "record_offence",
    "register_asset",
    "record_order",
    "apply_for_order",
    "record_operation",
    "file_confiscation",
    "record_agreement",
    "record_tranche",
    "open_victim_list",
    "record_victim",
    "notify_victims",
    "decide_victims",
    "post_cost",
    "post_income",
    "allocate_proceeds",
    "draft_request",
    "receive_request",
    "request_information",
    "receive_report",
    "record_disclosure",
    "attach_document",
    "set_deadline",
)
_DONE = ("closed", "declined", "returned_to_owner")
_SHOWN = 5


def options(asking: Asking) -> list[StepOption]:
    """Every step for the case."""
    known = (*case_actions.ACTIONS, *people_actions.ACTIONS)
    names = [one.action() for one in known if one.action() not in _NOT_OF_A_CASE]
    found = []
    for name in dict.fromkeys((*names, *_ALSO)):
        if name in VOCABULARY:
            reasons = _against(asking, name)
            found.append(asking.option(name, Judgement(reasons, ()) if reasons else None))
    sight = asking.sight
    found += _of_papers(asking)
    found += [
        asking.option("change_offence", None, {"offence": reference})
        for reference in standing_offences(sight.connection, int(sight.row["id"]))
    ]
    return [*found, *asking.decisions(pending_events_of_case(sight.connection, sight.row["id"]))]


def _of_papers(asking: Asking) -> list[StepOption]:
    """A dossier of the case is issued; whether gaps stand in it is decided."""
    reference = str(asking.sight.row["reference"])
    return [
        asking.option("issue_paper", None, {"of": reference, "paper": "dossier"}),
        asking.option("decide_gap", None, {"case": reference}),
    ]


def _against(asking: Asking, name: str) -> tuple[Reason, ...]:
    """What the case itself says against a step."""
    case = asking.sight.row
    closed, sealed = case["status"] == "closed", bool(case["sealed"])
    sentences = {
        "reopen_case": (not closed, _("The case is open.")),
        "seal_case": (sealed, _("The case is already sealed.")),
        "unseal_case": (not sealed, _("The case is not sealed.")),
    }
    if name in sentences:
        stands, text = sentences[name]
        return (Reason("wrong_state", text),) if stands else ()
    if name == "close_case":
        return _against_closing(asking, closed)
    return ()


def _against_closing(asking: Asking, closed: bool) -> tuple[Reason, ...]:
    if closed:
        return (Reason("closed_record", _("The case is already closed.")),)
    sight = asking.sight
    still_open = open_assets_of_case(sight.connection, sight.row["id"], _DONE, _SHOWN)
    if not still_open:
        return ()
    text = _("These assets are not closed: {names}.").format(names=", ".join(still_open))
    return (Reason("wrong_state", text, "close_asset"),)
