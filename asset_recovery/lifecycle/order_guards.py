"""Guards on orders: in force, gaps, competing orders, challenges, finality, possession."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from asset_recovery.domain.actions.custody_actions import TakePossession
from asset_recovery.domain.actions.order_actions import (
    DecideChallenge,
    IssueOrder,
    LiftOrder,
    RecordOrder,
)
from asset_recovery.domain.errors import Reason
from asset_recovery.i18n import _
from asset_recovery.lifecycle.ask import Ask
from asset_recovery.lifecycle.effects import lacking_in_inventory
from asset_recovery.lifecycle.position import (
    CONFISCATIONS,
    PROVISIONAL_ORDERS,
    OrderPosition,
)
from asset_recovery.lifecycle.power_seizures import term_has_run_out, unvalidated
from asset_recovery.lifecycle.state_guards import waiting_order


def order_issued(ask: Ask) -> Iterator[Reason]:
    """The order was given, and not only drafted or requested."""
    if ask.order is not None and not ask.order.is_issued:
        yield Reason(
            "order_not_in_force",
            _("The order {order} was not yet given.").format(order=ask.order.reference),
            "issue_order",
        )


def order_not_yet_issued(ask: Ask) -> Iterator[Reason]:
    """Only a drafted or requested order can be given."""
    if ask.order is not None and ask.order.is_issued:
        yield Reason("wrong_state", _("The order was already given."))
    if (
        isinstance(ask.command, IssueOrder)
        and ask.order
        and ask.order.made_on
        and ask.command.on < ask.order.made_on
    ):
        yield Reason(
            "date_order", _("The order cannot be given before it was asked for."), field="on"
        )


def order_still_standing(ask: Ask) -> Iterator[Reason]:
    """The order has not ended."""
    if ask.order is not None and ask.order.ended_on is not None:
        yield Reason(
            "order_not_in_force",
            _("The order {order} ended on {date}.").format(
                order=ask.order.reference, date=ask.order.ended_on
            ),
        )


def order_not_run_out(ask: Ask) -> Iterator[Reason]:
    """What has ended by its term is not extended afterwards: that takes a new order."""
    if ask.order is not None and ask.order.ended_on is None and ask.order.has_expired(ask.on):
        yield Reason(
            "order_expired",
            _("The order {order} ended on {date}; a new order is needed.").format(
                order=ask.order.reference, date=ask.order.expires_on
            ),
            "record_order",
        )


def lift_within_order(ask: Ask) -> Iterator[Reason]:
    """No more is lifted than the order holds."""
    command, order = ask.command, ask.order
    if not isinstance(command, LiftOrder) or order is None:
        return
    if command.fraction is not None and "share" in ask.position.unknown:
        yield Reason(
            "field_missing",
            _("The share that the order holds was taken over as unknown."),
            "open_position",
            field="fraction",
        )
    if command.amount is None or order.amount is None:
        return
    if command.amount.currency != order.amount.currency:
        yield Reason(
            "currency_mismatch",
            _("The order is in {currency}.").format(currency=order.amount.currency),
            field="amount",
        )
    elif command.amount > order.amount:
        yield Reason(
            "amount_exceeds_order",
            _("The order holds {amount}.").format(amount=order.amount.display()),
            field="amount",
        )


def no_further_challenge_if_final(ask: Ask) -> Iterator[Reason]:
    """A decision is not final while another challenge is pending."""
    if (
        isinstance(ask.command, DecideChallenge)
        and ask.command.final
        and ask.order is not None
        and len(ask.order.challenges) > 1
    ):
        yield Reason("appeal_open", _("Another challenge is not yet decided."), "decide_challenge")


def remedy_left(ask: Ask) -> Iterator[Reason]:
    """What is final is not challenged again; a remedy filed in time before it is never too late."""
    order = ask.order
    if order is not None and order.final_on is not None and ask.on >= order.final_on:
        yield Reason(
            "wrong_state",
            _("The order {order} is final since {date}; no remedy is left.").format(
                order=order.reference, date=order.final_on
            ),
        )


def order_stayed(ask: Ask) -> Iterator[Reason]:
    """There is a stay to end."""
    if ask.order is not None and not ask.order.stayed:
        yield Reason("wrong_state", _("The order is not stayed."))


def order_not_stayed(ask: Ask) -> Iterator[Reason]:
    """A suspended order does not become final."""
    if ask.order is not None and ask.order.stayed:
        yield Reason("order_not_in_force", _("The order is suspended."), "end_stay")


def challenge_open(ask: Ask) -> Iterator[Reason]:
    """There is a challenge to decide."""
    if ask.order is not None and ask.order.challenged_by is None:
        yield Reason("wrong_state", _("No challenge is pending."), "challenge_order")


def no_appeal_open(ask: Ask) -> Iterator[Reason]:
    """Nothing is final while a remedy is pending."""
    if ask.order is not None and ask.order.challenged_by is not None:
        yield Reason(
            "appeal_open",
            _("The challenge of the order {order} is not decided.").format(
                order=ask.order.reference
            ),
            "decide_challenge",
        )


def dissipation_risk_stated(ask: Ask) -> Iterator[Reason]:
    """An urgent measure says why the asset may vanish."""
    if isinstance(ask.command, RecordOrder) and not ask.command.dissipation_risk:
        yield Reason(
            "field_missing",
            _("The risk that the asset vanishes is not described."),
            field="dissipation_risk",
        )


def amount_stated(ask: Ask) -> Iterator[Reason]:
    """A value order has an amount."""
    if isinstance(ask.command, RecordOrder) and ask.command.amount is None:
        yield Reason(
            "field_missing", _("The amount of the value order is missing."), field="amount"
        )


def _holding(ask: Ask) -> list[OrderPosition]:
    own = ask.order.reference if ask.order else None
    return [
        order
        for order in ask.position.standing_orders(PROVISIONAL_ORDERS | CONFISCATIONS)
        if order.in_force(ask.on) and order.reference != own
    ]


def gap_explained(ask: Ask) -> Iterator[Reason]:
    """An order that follows an ended measure leaves a gap that somebody must explain."""
    position = ask.position
    ended = position.measure_ended_on
    if ended is None:
        expired = [
            order
            for order in position.standing_orders(PROVISIONAL_ORDERS)
            if order.has_expired(ask.on)
        ]
        held = any(order.in_force(ask.on) for order in position.standing_orders(PROVISIONAL_ORDERS))
        if not expired or held:
            return
        ended = max(order.expires_on for order in expired if order.expires_on)
    if ask.on <= ended:
        return
    if isinstance(ask.command, RecordOrder) and ask.command.gap_comment:
        return
    yield Reason(
        "gap_in_measures",
        _(
            "The measure before ended on {date}: no measure was in force for {hours} hours or "
            "more. Say why (gap_comment); a supervisor must approve."
        ).format(date=ended, hours=((ask.on - ended).days - 1) * 24),
        field="gap_comment",
    )


def no_competing_order(ask: Ask) -> Iterator[Reason]:
    """Two orders on one part stand only with a note on their priority."""
    command = ask.command
    if isinstance(command, RecordOrder) and command.concurrent and command.priority_note:
        return
    if ask.position.legal in ("frozen_abroad", "traced_abroad", "urgent_measure"):
        return
    for order in _holding(ask):
        if order.kind in ("urgent_measure", "fiu_suspension") or _same_authority(command, order):
            continue
        yield Reason(
            "competing_order",
            _(
                "The order {order} already holds this asset. Say that both stand (concurrent) "
                "and note their priority (priority_note)."
            ).format(order=order.reference),
            field="concurrent",
        )
        return


def _same_authority(command: object, order: OrderPosition) -> bool:
    """Orders of one authority complete each other; only two authorities compete."""
    return (
        isinstance(command, RecordOrder)
        and command.authority.casefold() == order.authority.casefold()
        and command.country == order.country
    )


def competing_order_noted(ask: Ask) -> Iterator[Reason]:
    """Both orders stand, with a note on their priority."""
    command = ask.command
    if isinstance(command, RecordOrder) and command.concurrent and command.priority_note:
        for order in _holding(ask):
            yield Reason(
                "competing_order",
                _("The order {order} holds this asset too: {note}").format(
                    order=order.reference, note=command.priority_note[:200]
                ),
            )
            return


def gap_noted(ask: Ask) -> Iterator[Reason]:
    """A gap that was explained stays visible."""
    if isinstance(ask.command, RecordOrder) and ask.command.gap_comment:
        yield from gap_explained(replace(ask, command=None))


def no_other_order(ask: Ask) -> Iterator[Reason]:
    """Another order still holds the part: it is not released."""
    for order in _holding(ask):
        yield Reason(
            "competing_order",
            _("The order {order} still holds the asset; it stays under it.").format(
                order=order.reference
            ),
        )


def no_other_measure(ask: Ask) -> Iterator[Reason]:
    """A filing is not withdrawn into a release while another authority's order stands."""
    concurrent = [order for order in _holding(ask) if order.concurrent]
    for order in concurrent:
        yield Reason(
            "competing_order",
            _("The concurrent order {order} still holds the asset.").format(order=order.reference),
        )


def no_order_against_return(ask: Ask) -> Iterator[Reason]:
    """Nothing is handed back while an order holds it."""
    yield from no_other_order(ask)


def not_already_confiscated(ask: Ask) -> Iterator[Reason]:
    """One part is confiscated once."""
    for order in ask.position.standing_orders(CONFISCATIONS):
        if order.awaits_recognition:
            continue
        if ask.order is None or order.reference != ask.order.reference:
            yield Reason(
                "already_confiscated",
                _("The order {order} already confiscates this asset.").format(
                    order=order.reference
                ),
            )
            return


def title_is_final(ask: Ask) -> Iterator[Reason]:
    """A final order of confiscation that nothing suspends."""
    position = ask.position
    if position.legal not in ask.rules.groups["realisable_title"]:
        appeal = any(o.challenged_by for o in position.standing_orders(CONFISCATIONS))
        if appeal:
            yield Reason("appeal_open", _("The appeal is not decided."), "decide_challenge")
        yield Reason("not_final", _("The confiscation is not final."), "certify_final")
        return
    standing = position.standing_orders(CONFISCATIONS | {"confiscation_value"})
    if not standing and not position.taken_over:
        yield Reason("order_not_in_force", _("The order of confiscation no longer stands."))
    for order in position.standing_orders(CONFISCATIONS):
        if order.challenged_by is not None:
            yield Reason("appeal_open", _("An appeal is still open."), "decide_challenge")
        if order.is_stayed(ask.on):
            yield Reason("order_not_in_force", _("The order is suspended."), "end_stay")


def title_is_final_for_money(ask: Ask) -> Iterator[Reason]:
    """Money is allocated on a final title, or to whom it must be given back."""
    if ask.position.legal in ("returned_to_owner", "restored_to_victim"):
        return
    enforced_abroad = ("confiscated_abroad", "transferred_to_other_state")
    if ask.position.legal in enforced_abroad and ask.position.abroad:
        return  # confiscated by the other State, which paid it over
    yield from title_is_final(ask)


def measure_has_ended(ask: Ask) -> Iterator[Reason]:
    """A lapse is found only where a term has run out."""
    position = ask.position
    orders = [ask.order] if ask.order else position.standing_orders(PROVISIONAL_ORDERS)
    seizure = unvalidated(position)
    if not orders and seizure is not None:
        yield from term_has_run_out(ask, seizure)
    elif not orders:
        yield Reason("no_order", _("No measure holds this asset."))
    elif ask.order is None and any(order.in_force(ask.on) for order in orders):
        named = next(order for order in orders if order.in_force(ask.on))
        yield Reason(
            "guard_failed",
            _("The order {order} is in force on {date}.").format(
                order=named.reference, date=ask.on
            ),
        )
    elif not any(order.has_expired(ask.on) for order in orders):
        yield Reason(
            "guard_failed",
            _("No term of a measure has run out by {date}.").format(date=ask.on),
        )


def order_for_possession(ask: Ask) -> Iterator[Reason]:
    """Possession rests on an order in force, or on a statutory power."""
    command, position = ask.command, ask.position
    if isinstance(command, TakePossession) and command.power and not command.order:
        return
    if position.taken_over and position.legal in ask.rules.groups["held"] and not position.orders:
        return
    order = ask.order
    if order is None and isinstance(command, TakePossession) and command.order:
        yield from waiting_order(ask)
        yield Reason(
            "no_order",
            _("The order {order} does not hold this asset.").format(order=command.order),
            "record_order",
        )
        return
    if order is None:
        standing = [
            o for o in position.orders.values() if o.kind in PROVISIONAL_ORDERS | CONFISCATIONS
        ]
        standing.sort(key=lambda known: known.in_force(ask.on), reverse=True)
        order = standing[0] if standing else None
    if order is None:
        yield from waiting_order(ask)
        yield Reason("no_order", _("No order holds this asset."), "record_order")
    elif order.kind not in PROVISIONAL_ORDERS | CONFISCATIONS:
        yield Reason(
            "no_order",
            _("The order {order} does not allow possession.").format(order=order.reference),
            "record_order",
        )
    elif order.has_expired(ask.on):
        yield Reason(
            "order_expired",
            _("The order {order} ended on {date}; no extension is on file.").format(
                order=order.reference, date=order.expires_on
            ),
            "vary_order",
        )
    elif not order.in_force(ask.on):
        yield Reason(
            "order_not_in_force",
            _("The order {order} is not in force on {date}.").format(
                order=order.reference, date=ask.on
            ),
            "issue_order",
        )


def inventory_complete(ask: Ask) -> Iterator[Reason]:
    """Two signatures, photographs, seal, place, condition and custodian, each named if missing."""
    if not isinstance(ask.command, TakePossession):
        return
    lacking = lacking_in_inventory(ask.command, ask.position.immovable)
    if lacking:
        yield Reason(
            "inventory_incomplete",
            _("The inventory lacks: {parts}.").format(parts=", ".join(lacking)),
            field={"two signatures": "inventory_by", "photographs": "photos", "seal": "seals"}.get(
                lacking[0], lacking[0]
            ),
        )


GUARDS = {
    guard.__name__: guard
    for guard in (
        order_not_run_out,
        lift_within_order,
        no_further_challenge_if_final,
        competing_order_noted,
        gap_noted,
        order_issued,
        order_not_yet_issued,
        order_still_standing,
        order_stayed,
        order_not_stayed,
        remedy_left,
        challenge_open,
        no_appeal_open,
        dissipation_risk_stated,
        amount_stated,
        gap_explained,
        no_competing_order,
        no_other_order,
        no_other_measure,
        no_order_against_return,
        not_already_confiscated,
        title_is_final,
        title_is_final_for_money,
        measure_has_ended,
        order_for_possession,
        inventory_complete,
    )
}
