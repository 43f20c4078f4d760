"""Guards on where the asset stands: closed, replaced, to be returned, position unknown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from asset_recovery.domain.actions.asset_actions import IdentifyAsset
from asset_recovery.domain.actions.order_actions import RecordOrder
from asset_recovery.domain.errors import Reason
from asset_recovery.i18n import _
from asset_recovery.lifecycle import lineage_guards
from asset_recovery.lifecycle.ask import Ask
from asset_recovery.lifecycle.money_guards import came_since
from asset_recovery.lifecycle.position import (
    CONFISCATIONS,
    PROVISIONAL_ORDERS,
    OrderPosition,
)

REVERSED = "reversed_after_execution"


def not_closed(ask: Ask) -> Iterator[Reason]:
    """Nothing happens to a closed or void record, nor in a closed case."""
    if ask.position.void:
        yield Reason("closed_record", _("The asset was entered in error and is void."))
    elif ask.position.legal == "closed" or ask.closed_now:
        yield Reason("closed_record", _("The asset is closed. Reopen it first."), "reopen_asset")
    elif ask.position.case.closed or ask.case_closed:
        yield Reason("closed_record", _("The case is closed. Reopen it first."), "reopen_case")


def position_known(ask: Ask) -> Iterator[Reason]:
    """An asset taken over without a known state: first its position."""
    pending = ask.position.waits("open_position")
    if pending is not None:
        yield Reason(
            "second_person_needed",
            _("The position taken over waits for approval ({approval}).").format(
                approval=pending.approval
            ),
            "approve",
        )
    if ask.position.legal == "unknown":
        yield Reason(
            "position_unknown",
            _("The source does not say where this asset stands. Take over its position first."),
            "open_position",
        )


def not_replaced(ask: Ask) -> Iterator[Reason]:
    """The thing itself was sold, split or merged; something else stands in its place."""
    yield from lineage_guards.replaced(ask.position)


def no_release_pending(ask: Ask) -> Iterator[Reason]:
    """What must be given back is given back, and nothing else; a part of it bars the whole."""
    returning = [p for p in ask.position.parts.values() if p.legal == "release_ordered"]
    if returning:
        names = ", ".join(f"{ask.position.reference}/{part.reference}" for part in returning)
        yield Reason(
            "release_pending",
            _(
                "The part {parts} is to be returned; no step on the whole is possible before."
            ).format(parts=names),
            "return_asset",
        )
    elif ask.position.legal == "release_ordered":
        yield Reason(
            "release_pending",
            _("The asset is to be returned; no further step is possible before that."),
            "return_asset",
        )


def not_replaced_by_release(ask: Ask) -> Iterator[Reason]:
    """An urgent measure cannot follow a release: that takes a new order."""
    yield from no_release_pending(ask)


def dated_after_release(ask: Ask) -> Iterator[Reason]:
    """A new order on a part that must be given back is dated after the release."""
    position = ask.position
    if (
        position.legal == "release_ordered"
        and isinstance(ask.command, RecordOrder)
        and position.released_on is not None
        and ask.command.on <= position.released_on
    ):
        yield Reason(
            "release_pending",
            _("The release is of {date}; a new order must be dated after it.").format(
                date=position.released_on
            ),
        )


def nothing_done_yet(ask: Ask) -> Iterator[Reason]:
    """Only an entry without a step of its own can be void."""
    if ask.position.own_steps:
        yield Reason(
            "guard_failed",
            _("Steps were taken on this asset; reverse them instead of voiding the entry."),
        )


def no_own_step_yet(ask: Ask) -> Iterator[Reason]:
    """A position is taken over before any own step."""
    if ask.position.own_steps:
        yield Reason(
            "wrong_state",
            _("Steps were already taken here; a position can only be taken over before them."),
        )
    elif ask.position.taken_over and ask.command is not None and not ask.command.reason:
        yield Reason(
            "field_missing",
            _("A position is already taken over: give the reason of the correction."),
            field="reason",
        )
    yield from nothing_pending_here(ask)


def identity_known(ask: Ask) -> Iterator[Reason]:
    """An identifier, or a description with a place."""
    position = ask.position
    has_place = bool(position.location)
    if isinstance(ask.command, IdentifyAsset) and not ask.command.source:
        yield Reason("field_missing", _("The source is missing."), field="source")
    if not position.has_identifier and not has_place:
        yield Reason(
            "field_missing",
            _("An identifier is missing, or a place beside the description."),
            "change_asset",
            field="identifiers",
        )


def not_yet_final(ask: Ask) -> Iterator[Reason]:
    """Before judgment: after it, a sale is a disposal."""
    if ask.position.legal not in ask.rules.groups["not_yet_final"]:
        yield Reason(
            "wrong_state",
            _("The confiscation is final; decide the disposal instead."),
            "dispose_asset",
        )


def measure_in_force(ask: Ask) -> Iterator[Reason]:
    """The State holds the asset under a measure in force on that day."""
    position = ask.position
    if position.taken_over and position.legal in ask.rules.groups["measure"]:
        standing = position.standing_orders(PROVISIONAL_ORDERS | CONFISCATIONS)
        if not standing or any(order.made_on is None for order in standing):
            return
    holding = position.standing_orders(PROVISIONAL_ORDERS | CONFISCATIONS | {"confiscation_value"})
    in_force = [order for order in holding if order.in_force(ask.on)]
    if in_force:
        yield from _lacking(ask, in_force)
        return
    yield from waiting_order(ask)
    if not holding:
        yield Reason("no_order", _("No order holds this asset."), "record_order")
        return
    newest = holding[0]
    if newest.is_stayed(ask.on):
        yield Reason(
            "order_not_in_force",
            _("The order {order} is suspended.").format(order=newest.reference),
            "end_stay",
        )
    elif newest.has_expired(ask.on):
        yield Reason(
            "order_expired",
            _("The order {order} ended on {date}; no extension is on file.").format(
                order=newest.reference, date=newest.expires_on
            ),
            "vary_order",
        )
    else:
        yield Reason(
            "order_not_in_force",
            _("The order {order} is not yet in force.").format(order=newest.reference),
        )


def _lacking(ask: Ask, in_force: list[OrderPosition]) -> Iterator[Reason]:
    """What an irregular order lacked stays lacking for the office's own steps."""
    if any(not order.irregular for order in in_force) or isinstance(ask.command, RecordOrder):
        return
    for code in in_force[0].irregular:
        if code != "wrong_state":
            yield Reason(
                code,
                _("The order {order} is irregular, and what it lacks stays lacking.").format(
                    order=in_force[0].reference
                ),
            )


def waiting_order(ask: Ask) -> Iterator[Reason]:
    """An order that waits for its second person holds nothing yet."""
    pending = ask.position.waits("record_order")
    if pending is not None:
        yield Reason(
            "second_person_needed",
            _("The order waits for approval ({approval}).").format(approval=pending.approval),
            "approve",
        )


def held_by_a_measure(ask: Ask) -> Iterator[Reason]:
    """Only what the State holds can be managed by the office."""
    if ask.position.legal not in ask.rules.groups["held"]:
        yield from waiting_order(ask)
    if ask.position.legal not in ask.rules.groups["held"]:
        yield Reason("no_order", _("No order holds this asset."), "record_order")


def measure_for_filing(ask: Ask) -> Iterator[Reason]:
    """Confiscation is sought of what a measure holds."""
    if ask.position.legal in ask.rules.groups["measure"]:
        yield from measure_in_force(ask)
    elif ask.position.legal not in ask.rules.groups["enforceable_title"]:
        yield Reason("no_order", _("No measure holds this asset."), "record_order")


def measure_or_filing(ask: Ask) -> Iterator[Reason]:
    """Only what is held, or sought, can be released."""
    if ask.position.legal not in (*ask.rules.groups["measure"], "release_ordered"):
        yield Reason("no_order", _("No order holds this asset; there is nothing to release."))


def no_evidence_hold(ask: Ask) -> Iterator[Reason]:
    """What is needed as evidence stays."""
    if ask.position.evidence_held:
        yield Reason("evidence_hold", _("The asset is needed as evidence."), "end_evidence_hold")


def evidence_held(ask: Ask) -> Iterator[Reason]:
    """There is a hold to end."""
    if not ask.position.evidence_held:
        yield Reason("wrong_state", _("The asset is not held as evidence."))


def plan_started(ask: Ask) -> Iterator[Reason]:
    """A planning sheet belongs to every measure."""
    if ask.position.plan_started_on is None and not ask.position.taken_over:
        yield Reason(
            "plan_missing", _("No planning sheet was started for this asset."), "record_plan"
        )


def plan_in_time(ask: Ask) -> Iterator[Reason]:
    """After its term, without a plan only preserving and releasing steps are possible."""
    position = ask.position
    since = position.measure_since
    if position.plan_started_on is not None or since is None or position.taken_over:
        return
    days = ask.days("planning_due_after_freeze")
    if ask.on > since + timedelta(days=days):
        yield Reason(
            "plan_missing",
            _("The planning sheet was due {days} days after the measure of {date}.").format(
                days=days, date=since
            ),
            "record_plan",
        )


def no_pending_steps(ask: Ask) -> Iterator[Reason]:
    """Nothing waits for a second person."""
    for pending in ask.position.pending.values():
        yield Reason(
            "second_person_needed",
            _("{step} still waits for approval ({approval}).").format(
                step=pending.action.replace("_", " "), approval=pending.approval
            ),
            "approve",
        )


def nothing_pending_here(ask: Ask) -> Iterator[Reason]:
    """The same step does not wait already."""
    pending = ask.position.waits(ask.action)
    if pending is not None:
        yield Reason(
            "second_person_needed",
            _("This step already waits for approval ({approval}).").format(
                approval=pending.approval
            ),
            "approve",
        )


def balance_is_zero(ask: Ask) -> Iterator[Reason]:
    """No money is left on the asset."""
    position = ask.position
    came = came_since(position)
    if came is not None and not came.is_zero:
        text = _("{amount} came in since the net was determined.").format(amount=came.display())
        yield Reason("balance_not_zero", text, "determine_net")
    done = ("no_money", "fully_distributed", "money_written_off")
    if position.replaced_by or position.money in done or position.legal == REVERSED:
        return  # what is owed after a reversal is asked by `compensation_paid`
    if position.money == "frozen_balance_confirmed" and position.legal in (
        "returned_to_owner",
        "restored_to_victim",
        "declined",
        "lapsed",
    ):
        return
    yield Reason(
        "balance_not_zero",
        _("Money of this asset is not yet distributed."),
        "pay_out",
    )


def axes_terminal(ask: Ask) -> Iterator[Reason]:
    """The asset is given back, distributed, disposed of, or was never pursued."""
    position = ask.position
    if position.management == "sold_unpaid":
        sale = position.sale
        if sale is not None and sale.paid is not None and sale.paid == sale.price:
            yield Reason("not_delivered", _("The asset was not delivered."), "deliver_asset")
        else:
            yield Reason("not_paid", _("The price was not paid."), "record_payment")
        return
    if position.replaced_by or position.legal in {REVERSED, *ask.rules.groups["terminal"]}:
        if position.possession is not None and position.legal == "lapsed":
            yield Reason(
                "wrong_state", _("The asset is still in our hands; return it."), "return_asset"
            )
        return
    if position.open_claims():
        yield Reason("claim_open", _("A claim is not yet decided."), "decide_claim")
    if position.legal not in ask.rules.groups["enforceable_title"]:
        yield Reason("not_final", _("The asset is neither given back nor finally confiscated."))
    elif position.money in ("fully_distributed", "money_written_off"):
        return
    elif position.management not in ask.rules.groups["disposed"]:
        yield Reason("wrong_state", _("Its disposal is not decided."), "dispose_asset")
    elif position.management == "sold_paid_delivered" or position.money != "no_money":
        yield Reason("balance_not_zero", _("Its proceeds are not distributed."), "pay_out")


def in_possession(ask: Ask) -> Iterator[Reason]:
    """Only what is in our hands can be moved."""
    if ask.position.possession is None:
        yield Reason("wrong_state", _("The asset is not in our hands."), "take_possession")


GUARDS = {
    guard.__name__: guard
    for guard in (
        not_closed,
        position_known,
        not_replaced,
        no_release_pending,
        not_replaced_by_release,
        dated_after_release,
        nothing_done_yet,
        no_own_step_yet,
        identity_known,
        not_yet_final,
        measure_in_force,
        held_by_a_measure,
        measure_for_filing,
        measure_or_filing,
        no_evidence_hold,
        evidence_held,
        plan_started,
        plan_in_time,
        no_pending_steps,
        nothing_pending_here,
        balance_is_zero,
        axes_terminal,
        in_possession,
    )
}
