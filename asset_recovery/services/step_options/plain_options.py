"""The steps of parties, documents, deadlines, accounts and approvals."""

from __future__ import annotations

from collections.abc import Mapping

from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.domain.errors import Reason
from asset_recovery.domain.registers import StepOption
from asset_recovery.i18n import _
from asset_recovery.lifecycle.steps import Judgement
from asset_recovery.services.step_options.asking import Asking
from asset_recovery.services.step_options.intelligence_options import (
    OF_INTELLIGENCE,
    intelligence_options,
)

_STEPS: Mapping[str, tuple[str, ...]] = {
    "party": (
        "link_party",
        "relate_parties",
        "change_party",
        "decide_match",
        "declare_interest",
        "attach_document",
        "set_deadline",
    ),
    "document": ("release_paper", "record_paper_returned"),
    "account": ("open_account", "receive_money", "confirm_balance"),
    "deadline": ("close_deadline",),
    "event": (),
    "operation": (
        "take_possession",
        "register_asset",
        "attach_document",
        "set_deadline",
        "add_note",
    ),
}


def options_of_kind(asking: Asking) -> list[StepOption]:
    """Every step for a record that has no story of its own."""
    sight = asking.sight
    if sight.kind == "approval":
        return _of_approval(asking)
    found = []
    for name in _STEPS.get(sight.kind, ()):
        if name in VOCABULARY:
            reasons = _against(asking, name)
            found.append(asking.option(name, Judgement(reasons, ()) if reasons else None))
    if sight.kind == "offence":
        return [asking.option("change_offence", None, {"offence": sight.row["reference"]})]
    if sight.kind == "victim":
        return _of_victim(asking)
    if sight.kind in OF_INTELLIGENCE:
        return intelligence_options(asking)
    if sight.kind == "event":
        found += _of_event(asking)
    return found


def _against(asking: Asking, name: str) -> tuple[Reason, ...]:
    if name == "close_deadline" and asking.sight.row["state"] != "open":
        return (Reason("closed_record", _("The deadline is already closed.")),)
    return ()


def _of_approval(asking: Asking) -> list[StepOption]:
    row = asking.sight.row
    found = asking.decisions([int(row["event_id"])])
    if found:
        return found
    text = _("Nothing waits for approval at {what}.").format(what=row["reference"])
    nothing = Judgement((Reason("nothing_pending", text),), ())
    return [
        asking.option(name, nothing, {"what": row["reference"]}) for name in ("approve", "reject")
    ]


def _of_victim(asking: Asking) -> list[StepOption]:
    """What can be done with a victim: a decision while none was taken, and corrections."""
    row = asking.sight.row
    given = {"victim": row["reference"]}
    decided = row["state"] in ("admitted", "rejected")
    text = _("The claim was decided on {day}.").format(day=row["decided_on"])
    found = Judgement((), (Reason("wrong_state", text),)) if decided else None
    return [
        asking.option("decide_victim", found, given),
        asking.option("change_victim", None, given),
    ]


def _of_event(asking: Asking) -> list[StepOption]:
    """What can be done with a valuation, a posting, a claim, an allocation, by its reference."""
    row = asking.sight.row
    follow_up = {
        "post_cost": ("correct_posting", "posting"),
        "post_income": ("correct_posting", "posting"),
        "file_claim": ("decide_claim", "claim"),
        "allocate_proceeds": ("pay_out", "allocation"),
        "receive_money": ("match_receipt", "receipt"),
    }
    found = []
    if row["action"] in follow_up:
        action, argument = follow_up[row["action"]]
        found.append(asking.option(action, None, {argument: row["reference"]}))
    return [*found, *asking.decisions([int(row["id"])])]
