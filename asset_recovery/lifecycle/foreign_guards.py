"""Guards between States: recognition, double execution, victims first, sharing, consultation."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.abroad_actions import (
    PostponeRecognition,
    RecogniseOrder,
    RefuseRecognition,
)
from asset_recovery.domain.actions.confiscation_actions import AllocateProceeds, DisposeAsset
from asset_recovery.domain.actions.custody_actions import TakePossession
from asset_recovery.domain.actions.office_actions import RecordAnswer
from asset_recovery.domain.actions.order_actions import ExecuteOrder, LiftOrder, RecordOrder
from asset_recovery.domain.errors import Reason
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.ask import Ask
from asset_recovery.lifecycle.foreign_orders import (
    OF_THE_TWO_STATES,
    confiscation_of,
    default_sharing,
    foreign_orders,
    paid_elsewhere,
    request_of,
    still_due,
    victim_decisions,
)
from asset_recovery.lifecycle.foreign_position import money_of
from asset_recovery.lifecycle.position import (
    CONFISCATIONS,
    FOREIGN_ORDERS,
    PROVISIONAL_ORDERS,
    OrderPosition,
)


def foreign_state_named(ask: Ask) -> Iterator[Reason]:
    """An order of another State says of which State, or with which request it came."""
    command = ask.command
    if isinstance(command, RecordOrder) and not command.country and not command.request:
        yield Reason(
            "field_missing",
            _("Say which State's authority gave the order (country), or the request (request)."),
            field="country",
        )


def is_foreign_order(ask: Ask) -> Iterator[Reason]:
    """Only an order of another State is recognised here."""
    if ask.order is not None and ask.order.kind not in FOREIGN_ORDERS:
        yield Reason(
            "wrong_state",
            _("The order {order} is none of another State: there is nothing to recognise.").format(
                order=ask.order.reference
            ),
        )


def not_yet_recognised(ask: Ask) -> Iterator[Reason]:
    """A decision on recognition is taken once; a postponement leaves it open."""
    order = ask.order
    if order is None or order.kind not in FOREIGN_ORDERS:
        return
    if order.state == "recognition_refused":
        yield Reason(
            "wrong_state",
            _("The recognition of {order} was refused.").format(order=order.reference),
        )
    elif order.recognised_on is not None and order.ended_on is None:
        yield Reason(
            "wrong_state",
            _(
                "The order {order} is recognised since {date}; what it holds ends by lifting."
            ).format(order=order.reference, date=order.recognised_on),
            "lift_order",
        )


def intake_complete(ask: Ask) -> Iterator[Reason]:
    """What the intake found incomplete, or not ours to decide, is not recognised."""
    inbound = request_of(ask.position, ask.order) if ask.order is not None else None
    if inbound is not None and inbound.fit is False:
        yield Reason(
            "form_incomplete",
            _("The request {request} lacks: {missing}.").format(
                request=inbound.request, missing=", ".join(inbound.missing) or _("something")
            ),
            "check_request",
        )


def intake_checked(ask: Ask) -> Iterator[Reason]:
    """Competence, dual criminality and completeness are looked at first."""
    inbound = request_of(ask.position, ask.order) if ask.order is not None else None
    if inbound is not None and inbound.received_on is not None and inbound.fit is None:
        yield Reason(
            "form_incomplete",
            _("The intake of the request {request} is not on file.").format(
                request=inbound.request
            ),
            "check_request",
        )


def recognition_within_order(ask: Ask) -> Iterator[Reason]:
    """No more is recognised than the order asks and is not yet paid elsewhere."""
    command, order = ask.command, ask.order
    if order is None or order.amount is None or order.kind not in FOREIGN_ORDERS:
        return
    due = still_due(ask.position, order, ask.convert, ask.on)
    paid = paid_elsewhere(ask.position, order)
    if paid is not None and ask.convert(paid, order.amount.currency, ask.on) is None:
        yield Reason(
            "rate_missing",
            _("What was paid elsewhere ({amount}) cannot be converted into {currency}.").format(
                amount=paid.display(), currency=order.amount.currency
            ),
            "record_rate",
        )
    if due is not None and due.is_zero and paid is not None:
        yield Reason(
            "amount_exceeds_order",
            _("Nothing is due on {order}: {amount} were paid elsewhere.").format(
                order=order.reference, amount=paid.display()
            ),
        )
    given = command.amount if isinstance(command, (RecogniseOrder, ExecuteOrder)) else None
    yield from _no_more_than(given, due, order)


def _no_more_than(given: Money | None, due: Money | None, order: OrderPosition) -> Iterator[Reason]:
    if given is None or due is None:
        return
    if given.currency != due.currency:
        yield Reason(
            "currency_mismatch",
            _("The order is in {currency}.").format(currency=due.currency),
            field="amount",
        )
    elif given > due and not due.is_zero:
        yield Reason(
            "amount_exceeds_order",
            _("Only {amount} are still due on {order}.").format(
                amount=due.display(), order=order.reference
            ),
            field="amount",
        )


def execution_within_order(ask: Ask) -> Iterator[Reason]:
    """A foreign order is not executed twice over what is still due on it."""
    if ask.order is not None and ask.order.kind in FOREIGN_ORDERS:
        yield from recognition_within_order(ask)


def recognition_competes(ask: Ask) -> Iterator[Reason]:
    """Two States' orders stand on one asset only with a note on their priority."""
    order, command = ask.order, ask.command
    if order is None or order.concurrent:
        return
    if isinstance(command, RecogniseOrder) and command.concurrent and command.priority_note:
        return
    for other in ask.position.standing_orders(PROVISIONAL_ORDERS | CONFISCATIONS):
        if other.reference == order.reference or not other.in_force(ask.on):
            continue
        if other.country == order.country:
            continue  # one State's freezing and confiscation complete each other
        yield Reason(
            "competing_order",
            _(
                "The order {order} already holds this asset. Say that both stand (concurrent) "
                "and note their priority (priority_note)."
            ).format(order=other.reference),
            field="concurrent",
        )
        return


def ground_fits_order(ask: Ask) -> Iterator[Reason]:
    """Some grounds are for orders of one kind only."""
    command, order = ask.command, ask.order
    if order is None or not isinstance(command, (RefuseRecognition, PostponeRecognition)):
        return
    name, given = "postponement_grounds", [command.ground]
    if isinstance(command, RefuseRecognition):
        name, given = "refusal_grounds", [command.ground, *command.further_grounds]
    for ground in given:
        kinds = code_lists.code_list(name).codes[ground].more.get("order_kinds")
        if isinstance(kinds, list) and order.kind not in kinds:
            yield Reason(
                "field_invalid",
                _("{ground} is no ground for an order of this kind ({kind}).").format(
                    ground=code_lists.label(name, ground),
                    kind=code_lists.label("order_kinds", order.kind),
                ),
                field="ground",
            )


def foreign_order_recognised(ask: Ask) -> Iterator[Reason]:
    """Nothing rests on an order of another State that is not recognised here."""
    order = ask.order
    if order is None and isinstance(ask.command, TakePossession) and ask.command.order:
        order = ask.position.orders.get(ask.command.order)
    if order is not None:
        waiting = [order] if order.awaits_recognition and order.is_standing else []
    elif _held_otherwise(ask):
        waiting = []
    else:
        waiting = [one for one in foreign_orders(ask.position) if one.awaits_recognition]
    for one in waiting[:1]:
        yield Reason(
            "recognition_missing",
            _("The order {order} of another State is not recognised.").format(order=one.reference),
            "recognise_order",
        )


def _held_otherwise(ask: Ask) -> bool:
    """Another order, or a title, carries the step."""
    position = ask.position
    if position.legal in ask.rules.groups["realisable_title"] or position.taken_over:
        return True
    kinds = PROVISIONAL_ORDERS | CONFISCATIONS | {"confiscation_value"}
    return any(not one.awaits_recognition for one in position.standing_orders(kinds))


def victim_first(ask: Ask) -> Iterator[Reason]:
    """What is decided for a victim is paid before anybody else; what is undecided is waited for."""
    shares = _shares(ask)
    for victim in victim_decisions(ask.position):
        if victim.is_pending:
            yield Reason(
                "victim_decision_open",
                _("Proceedings for a victim are pending in the issuing State."),
                "record_state_notice",
            )
            continue
        if isinstance(ask.command, DisposeAsset):
            if victim.kind == "restitution" and victim.amount is None:
                yield Reason(
                    "victim_decision_open",
                    _("The asset is to be restored to {victim}.").format(victim=victim.to),
                    "record_order",
                )
            continue
        if shares is None or ask.position.net is None:
            continue
        net = ask.position.net
        owed = None if victim.amount is None else ask.convert(victim.amount, net.currency, ask.on)
        wanted = net if owed is None or owed > net else owed
        named = sum((amount.minor for to, kind, amount in shares if kind == "victim"), 0)
        if named < (wanted.minor if victim.amount is not None else 1):
            yield Reason(
                "victim_decision_open",
                _("{victim} comes first: {amount} by the decision of the issuing State.").format(
                    victim=victim.to,
                    amount=wanted.display() if victim.amount is not None else _("a share"),
                ),
                field="shares",
            )


def _shares(ask: Ask) -> list[tuple[str, str, Money]] | None:
    """The shares that an allocation would make of the net, as amounts; None: not known yet."""
    command, net = ask.command, ask.position.net
    if not isinstance(command, AllocateProceeds) or net is None:
        return None
    found = []
    for row in command.shares:
        amount = money_of(row.get("amount"))
        if amount is None:
            part = row.get("share")
            amount = Money.from_decimal(net.decimal * _decimal(part), net.currency)
        found.append((str(row.get("to")), str(row.get("kind")), amount))
    return found


def _decimal(value: object) -> Decimal:
    try:
        return Decimal(str(value))
    except ArithmeticError:
        return Decimal(0)


def sharing_right(ask: Ask) -> Iterator[Reason]:
    """Between two States of the Union the rule decides the shares, unless they agreed otherwise."""
    shares, position = _shares(ask), ask.position
    if shares is None or confiscation_of(position) is None or position.case.agreements:
        return
    victims = _sum(shares, ("victim",))
    expected = default_sharing(position, ask.rules, ask.convert, ask.on, victims)
    if expected is None:
        return
    given = _sum(shares, ("foreign_state",))
    minor = 0 if given is None else given.minor
    others = _sum(shares, tuple(kind for kind in OF_THE_TWO_STATES if kind != "foreign_state"))
    both = minor + (0 if others is None else others.minor)
    due = expected.issuing_state
    if both < expected.base.minor:
        due = Money(due.minor * both // expected.base.minor, due.currency)  # others come first
    if abs(minor - due.minor) > 1:
        yield Reason(
            "agreement_missing",
            _(
                "By the rule the issuing State receives {due} of {base}; other shares need a "
                "written agreement."
            ).format(due=due.display(), base=expected.base.display()),
            "record_agreement",
            field="shares",
        )


def _sum(shares: list[tuple[str, str, Money]], kinds: tuple[str, ...]) -> Money | None:
    amounts = [amount for _to, kind, amount in shares if kind in kinds]
    return sum(amounts[1:], amounts[0]) if amounts else None


def no_double_execution(ask: Ask) -> Iterator[Reason]:
    """Of a sum of money no more is kept or sent than is still due; the rest goes back."""
    shares, order = _shares(ask), confiscation_of(ask.position)
    if shares is None or order is None or order.amount is None:
        return
    due = still_due(ask.position, order, ask.convert, ask.on)
    taken = _sum(shares, (*OF_THE_TWO_STATES, "victim"))
    if due is None or taken is None:
        return
    in_its = ask.convert(taken, due.currency, ask.on)
    if in_its is None:
        yield Reason(
            "rate_missing",
            _("The shares cannot be converted into {currency}.").format(currency=due.currency),
            "record_rate",
        )
    elif in_its > due:
        yield Reason(
            "amount_exceeds_order",
            _("Only {due} are due on {order}; what is above belongs to the owner.").format(
                due=due.display(), order=order.reference
            ),
            field="shares",
        )


_CONSENT = {
    "transfer_abroad": "transfer",
    "public_use": "public_use",
    "social_reuse": "public_use",
    "official_use": "public_use",
}


def issuer_agrees(ask: Ask) -> Iterator[Reason]:
    """Instead of a sum the thing itself is handed over, or used, only if the issuer agrees."""
    command, order = ask.command, confiscation_of(ask.position)
    if order is None or not isinstance(command, DisposeAsset):
        return
    subject = _CONSENT.get(command.kind)
    if subject is None or (subject == "transfer" and order.amount is None):
        return
    inbound = request_of(ask.position, order)
    if inbound is not None and inbound.replies.get(subject) == "agrees":
        return
    yield Reason(
        "agreement_missing",
        _("The issuing State has not agreed to this use of the asset."),
        "record_state_notice" if inbound and subject in inbound.consulted else "consult_state",
    )


def issuer_consulted_on_sale(ask: Ask) -> Iterator[Reason]:
    """What is held for another State is not sold before it was asked."""
    yield from _not_consulted(ask, "sale")


def issuer_heard_on_lifting(ask: Ask) -> Iterator[Reason]:
    """Before a measure is lifted the State that asked for it may speak."""
    command, order = ask.command, ask.order
    if not isinstance(command, LiftOrder) or order is None or order.kind not in FOREIGN_ORDERS:
        return
    inbound = request_of(ask.position, order)
    if inbound is None or inbound.withdrawn_on is not None or command.reason == "withdrawn":
        return
    if "lifting" not in inbound.consulted:
        yield _unasked(order)


def _not_consulted(ask: Ask, subject: str) -> Iterator[Reason]:
    for order in foreign_orders(ask.position):
        inbound = request_of(ask.position, order)
        if inbound is None or inbound.received_on is None or order.awaits_recognition:
            continue
        if subject not in inbound.consulted:
            yield _unasked(order)
        elif inbound.replies.get(subject) == "objects":
            yield Reason(
                "guard_failed",
                _("The issuing State of {order} objects.").format(order=order.reference),
            )


def _unasked(order: OrderPosition) -> Reason:
    return Reason(
        "guard_failed",
        _("The issuing State of {order} was not consulted.").format(order=order.reference),
        "consult_state",
    )


def agreement_for_return(ask: Ask) -> Iterator[Reason]:
    """What was confiscated abroad comes back by a written agreement, or by the Union's rule."""
    command, position = ask.command, ask.position
    if not isinstance(command, RecordAnswer) or position.case.agreements:
        return
    if position.legal != "confiscated_abroad":
        return
    names = (position.reference, position.substitutes)
    if any(row.get("asset") in names and row.get("outcome") == "returned"
           for row in command.results):  # fmt: skip
        yield Reason(
            "agreement_missing",
            _("No written agreement on what was confiscated abroad is on file."),
            "record_agreement",
        )


def agreement_says_use(ask: Ask) -> Iterator[Reason]:
    """A return to another State is done once its agreement says what becomes of the assets."""
    position = ask.position
    if position.legal != "transferred_to_other_state" or position.abroad:
        return
    missing = position.case.clauses_missing
    if not missing or any(not lacking for lacking in missing.values()):
        return
    reference, lacking = next(reversed(missing.items()))
    yield Reason(
        "agreement_missing",
        _("The agreement {agreement} does not say: {clauses}.").format(
            agreement=reference, clauses=", ".join(name.replace("_", " ") for name in lacking)
        ),
        "record_agreement",
    )


GUARDS = {
    guard.__name__: guard
    for guard in (
        foreign_state_named,
        is_foreign_order,
        not_yet_recognised,
        intake_complete,
        intake_checked,
        recognition_within_order,
        execution_within_order,
        recognition_competes,
        ground_fits_order,
        foreign_order_recognised,
        victim_first,
        sharing_right,
        no_double_execution,
        issuer_agrees,
        issuer_consulted_on_sale,
        issuer_heard_on_lifting,
        agreement_for_return,
        agreement_says_use,
    )
}
