"""Guards on management: terms of a mode, inventory and reviews of storage, costs in their place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from asset_recovery.domain.actions.custody_actions import ManageAsset, ReviewManagement
from asset_recovery.domain.actions.money_actions import PostCost
from asset_recovery.domain.errors import Reason
from asset_recovery.i18n import _
from asset_recovery.lifecycle.ask import Ask


def not_in_sale(ask: Ask) -> Iterator[Reason]:
    """The mode of management is not changed in the middle of a sale."""
    if ask.position.management in ("in_sale_process", "sold_unpaid"):
        yield Reason("wrong_state", _("A sale is under way."), "end_sale")


def mode_terms(ask: Ask) -> Iterator[Reason]:
    """Each mode asks for its own terms."""
    command = ask.command
    if not isinstance(command, ManageAsset):
        return
    given = command.terms or {}
    for key in ask.rules.modes.get(command.mode, ()):
        alternatives = key.split("|")
        if not any(given.get(name) not in (None, "") for name in alternatives):
            yield Reason(
                "field_missing",
                _("{mode} needs {key} in its terms.").format(
                    mode=command.mode.replace("_", " "), key=" or ".join(alternatives)
                ),
                field=f"terms.{alternatives[0]}",
            )


def inventory_for_storage(ask: Ask) -> Iterator[Reason]:
    """Nothing is stored that was not taken over with a full inventory."""
    command, position = ask.command, ask.position
    if not isinstance(command, ManageAsset) or command.mode != "stored":
        return
    if position.possession is None and not position.taken_over:
        yield Reason(
            "inventory_incomplete",
            _("Possession was not taken: there is no inventory."),
            "take_possession",
        )
    elif position.possession is not None and position.possession.lacking:
        yield Reason(
            "inventory_incomplete",
            _("The inventory lacks: {parts}.").format(parts=", ".join(position.possession.lacking)),
        )


def _review_within(ask: Ask, review_on: date | None, field: str) -> Iterator[Reason]:
    days = ask.days("storage_review")
    if review_on is None:
        yield Reason("field_missing", _("The date of the next review is missing."), field=field)
    elif review_on > ask.on + timedelta(days=days):
        yield Reason(
            "field_invalid",
            _("Storage is reviewed within {days} days.").format(days=days),
            field=field,
        )


def review_in_time(ask: Ask) -> Iterator[Reason]:
    """Storage has a reason and a date of review."""
    if isinstance(ask.command, ManageAsset) and ask.command.mode == "stored":
        yield from _review_within(ask, ask.command.review_on, "review_on")


def next_review_in_time(ask: Ask) -> Iterator[Reason]:
    """What stays stored gets its next review."""
    command = ask.command
    if (
        isinstance(command, ReviewManagement)
        and ask.position.management == "stored"
        and command.decision == "keep"
    ):
        yield from _review_within(ask, command.next_review_on, "next_review_on")


def storage_reviewed(ask: Ask) -> Iterator[Reason]:
    """After a missed review no further storage cost is posted without one."""
    position = ask.position
    if not isinstance(ask.command, PostCost) or position.management != "stored":
        return
    if position.review_on is None or ask.on <= position.review_on:
        return
    allowed = int(ask.term("storage_cost_lines_after_review").value)
    later = [p for p in position.postings.values() if p.is_cost and p.on > position.review_on]
    if ask.command.category == "storage" and len(later) >= allowed:
        yield Reason(
            "review_overdue",
            _("The storage was to be reviewed by {date}.").format(date=position.review_on),
            "review_management",
        )


def cost_after_delivery(ask: Ask) -> Iterator[Reason]:
    """A bill that comes after the delivery is a cost of the thing sold."""
    sold = ask.position.dates.get("sold")
    if isinstance(ask.command, PostCost) and sold is not None and ask.on > sold:
        yield Reason(
            "asset_replaced",
            _("The asset was delivered on {date}; the cost is booked on its proceeds.").format(
                date=sold
            ),
        )


GUARDS = {
    guard.__name__: guard
    for guard in (
        not_in_sale,
        mode_terms,
        inventory_for_storage,
        review_in_time,
        next_review_in_time,
        storage_reviewed,
        cost_after_delivery,
    )
}
