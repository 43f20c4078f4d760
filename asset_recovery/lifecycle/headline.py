"""The headline of an asset: never more than what was done."""

from __future__ import annotations

from asset_recovery.i18n import N_
from asset_recovery.lifecycle.parts import SHOWN_OF_PARTS, is_mixed, shown_legal
from asset_recovery.lifecycle.position import Position
from asset_recovery.lifecycle.tones import TONES, tone

__all__ = ["TONES", "headline", "tone"]

_SALE = frozenset(
    {
        "interlocutory_sale_proposed",
        "interlocutory_sale_ordered",
        "in_sale_process",
        "sold_unpaid",
        "sold_paid_delivered",
    }
)
_LABELS = {
    "lead": N_("Lead"),
    "unknown": N_("Position unknown"),
    "declined": N_("Declined"),
    "identified": N_("Identified"),
    "traced_abroad": N_("Traced abroad"),
    "urgent_measure": N_("Urgent measure"),
    "frozen": N_("Frozen"),
    "frozen_for_foreign_state": N_("Frozen for another State"),
    "frozen_abroad": N_("Frozen abroad"),
    "seized": N_("Seized"),
    "confiscation_proposed": N_("Confiscation sought"),
    "confiscated_not_final": N_("Confiscated, not final"),
    "confiscation_under_appeal": N_("Under appeal"),
    "confiscated_final": N_("Confiscated, to realise"),
    "confiscated_partly_final": N_("Confiscated, to realise"),
    "foreign_confiscation_recognised": N_("Confiscated, to realise"),
    "security_for_value_order": N_("Security for a value order"),
    "confiscated_abroad": N_("Confiscated abroad"),
    "title_vested_in_state": N_("State property"),
    "third_party_claim_upheld_in_part": N_("Claim upheld in part"),
    "returned_to_owner": N_("Returned"),
    "restored_to_victim": N_("Restored to victim"),
    "transferred_to_other_state": N_("Transferred to another State"),
    "lapsed": N_("Lapsed"),
}


def _no_more(position: Position) -> str | None:
    """Entered in error, or gone into other assets."""
    if position.void:
        return N_("Void")
    if position.split_into:
        return N_("Split")
    return N_("Merged") if position.merged_into else None


def headline(position: Position, not_yet_final: frozenset[str]) -> str:
    """The state that lists show, by the map of lifecycle.md 4.8: the first row that fits."""
    legal = position.legal
    gone = _no_more(position)
    if gone is not None:
        return gone
    first = {
        "reversed_after_execution": N_("Reversed, compensation due"),
        "closed": N_("Closed"),
    }
    if legal in first:
        return first[legal]
    if position.money == "fully_distributed" and legal not in (
        "returned_to_owner",
        "restored_to_victim",
    ):
        return N_("Distributed")
    shown = shown_legal(position)
    if is_mixed(position) and shown not in SHOWN_OF_PARTS:
        return N_("Mixed")
    if legal == "release_ordered":
        return N_("To return")
    if legal == "held_as_evidence":
        return N_("Evidence")
    if position.management in _SALE and legal in not_yet_final:
        return N_("Interlocutory sale")
    if legal == "measure_varied":
        return N_("Seized") if position.possession else N_("Frozen")
    return _LABELS[shown]
