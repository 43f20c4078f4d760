"""The quantity of an asset as a ledger: what events make of it, what a count says against it.

It opens with the quantity at registration; counts that differ from it bar the closing until a later
count agrees (lifecycle.md 4.13, scenarios 29, 30 and 32).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Context, Decimal
from typing import TYPE_CHECKING

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.quantity_actions import (
    ExplainDifference,
    ReconcileQuantity,
    RecordQuantity,
)
from asset_recovery.domain.chains import (
    chain_named,
    chain_of,
    check_address,
    decimals_of,
    from_units,
    normal_txid,
    shown_quantity,
    spot_of,
    txid_fits,
)
from asset_recovery.domain.errors import Reason
from asset_recovery.i18n import _
from asset_recovery.lifecycle.ask import Ask
from asset_recovery.lifecycle.holdings import ledger_at, tolerance
from asset_recovery.lifecycle.lineage_effects import begin_child
from asset_recovery.lifecycle.position import Position

if TYPE_CHECKING:
    from asset_recovery.lifecycle.story import StoryEvent

ADDS = frozenset({"receive", "birth", "airdrop"})
shown = shown_quantity
EXACT = Context(prec=80)  # whole units of a token beside its 18 decimals, never rounded
TAKES = frozenset({"sale", "loss", "death"})


def _change(command: Action, position: Position, event: StoryEvent, on: date) -> None:
    assert isinstance(command, RecordQuantity)
    if command.child is not None:
        if event.facts.get("child") == command.child:
            _credited(command, position, event, on)
        return  # units of another kind: they are the child's
    if command.event in ADDS:
        position.quantity = EXACT.add(position.quantity, command.quantity)
    elif command.event in TAKES:
        taken = command.quantity
        if command.event == "sale":
            taken = _not_delivered_yet(position, taken)
        position.quantity = EXACT.subtract(position.quantity, taken)
    if command.fee is not None:
        position.quantity = EXACT.subtract(position.quantity, command.fee)


def _not_delivered_yet(position: Position, quantity: Decimal) -> Decimal:
    """What a movement for a sale takes off: units of a tranche count once, whichever comes first.

    A tranche that was delivered has left already; one that is sold and not delivered is told by
    `moved` what the delivery need not take off again.
    """
    known = min(position.sold_unmoved, quantity)
    position.sold_unmoved -= known
    quantity -= known
    sale = position.sale
    if sale is not None and sale.quantity is not None and sale.is_tranche:
        sale.moved = EXACT.add(sale.moved, min(quantity, sale.quantity - sale.moved))
    return quantity


def _credited(command: RecordQuantity, position: Position, event: StoryEvent, on: date) -> None:
    """Units of a split chain: held as the wallet is held, worth nothing until they are valued."""
    begin_child(position, str(command.child), event)
    position.quantity, position.unit = command.quantity, command.unit
    position.counted_on = position.count_differs = None
    position.estimated_value = position.confirmed_balance = position.gross = position.net = None
    position.valuations, position.receipts = [], []
    position.postings, position.reversed_postings = {}, {}
    position.claims, position.liens = {}, {}
    position.money = "no_money"
    if position.dispute != "competing_order":
        position.dispute = "no_claim"
    position.dates["credited"] = on


def _count(command: Action, position: Position, _event: StoryEvent, on: date) -> None:
    assert isinstance(command, ReconcileQuantity)
    position.counted_on = on
    position.count_differs = EXACT.subtract(command.balance, ledger_at(command, position))


def _explain(_command: Action, _position: Position, _event: StoryEvent, _on: date) -> None:
    """What is explained stands in the ledger by address (`holdings`)."""


EFFECTS: dict[type[Action], Callable[[Action, Position, StoryEvent, date], None]] = {
    RecordQuantity: _change,
    ReconcileQuantity: _count,
    ExplainDifference: _explain,
}


def unit_of_the_asset(ask: Ask) -> Iterator[Reason]:
    """A change or a count is in the unit of the asset."""
    command = ask.command
    if not isinstance(command, (RecordQuantity, ReconcileQuantity)):
        return
    if getattr(command, "child", None) is None and command.unit != ask.position.unit:
        yield Reason(
            "field_invalid",
            _("The asset is counted in {unit}.").format(unit=ask.position.unit),
            field="unit",
        )


def quantity_there(ask: Ask) -> Iterator[Reason]:
    """No more goes out than there is, in all and at the address that it leaves."""
    command, position = ask.command, ask.position
    if not isinstance(command, RecordQuantity) or command.child is not None:
        return
    leaves = command.event in (*TAKES, "transfer")
    fee = command.fee or Decimal(0)
    asked = EXACT.add(command.quantity, fee) if leaves else fee
    if asked == 0:
        return
    held = EXACT.add(position.quantity, Decimal(0) if leaves else command.quantity)
    if command.event == "sale":
        held = EXACT.add(held, position.sold_unmoved)
    if asked > held:
        text = _("The ledger has {held} {unit}.")
        yield _too_much(text.format(held=shown(position.quantity), unit=position.unit))
    elif leaves and command.from_address:
        spot = spot_of(command.from_address, command.unit, command.chain)
        there = from_units(position.holdings.at(spot, position.quantity))
        if asked > there:
            text = _("The ledger has {held} {unit} at {address}.")
            yield _too_much(
                text.format(held=shown(there), unit=position.unit, address=command.from_address)
            )


def _too_much(text: str) -> Reason:
    return Reason("balance_mismatch", text, "reconcile_quantity", field="quantity")


def _same_txid(ask: Ask) -> tuple[bool, bool]:
    """Whether the transaction was recorded for this event, and with these very addresses."""
    command = ask.command
    if not isinstance(command, RecordQuantity) or not command.txid:
        return False, False
    number = normal_txid(command.txid)
    out = spot_of(command.from_address, command.unit, command.chain)
    to = spot_of(command.to_address, command.unit, command.chain)
    moved = ask.position.holdings.moved
    known = any(one[:2] == (command.event, number) for one in moved)
    return known, (command.event, number, out, to) in moved


def transaction_once(ask: Ask) -> Iterator[Reason]:
    """A transaction counts once; its outputs to several addresses are told one by one."""
    _known, same = _same_txid(ask)
    if same:
        text = _("This transaction is already recorded for the asset.")
        yield Reason("identifier_duplicate", text, field="txid")


def transaction_again(ask: Ask) -> Iterator[Reason]:
    """The same transaction for other addresses may be right: it is said."""
    known, same = _same_txid(ask)
    if known and not same:
        text = _("This transaction is already recorded for the asset, with other addresses.")
        yield Reason("identifier_duplicate", text, field="txid")


def transaction_formed(ask: Ask) -> Iterator[Reason]:
    """A number of another form than the chain's is kept as it was found, and said."""
    command = ask.command
    if not isinstance(command, RecordQuantity) or not command.txid:
        return
    address = command.to_address or command.from_address or ""
    if not txid_fits(command.txid, chain_of(address, command.unit, command.chain)):
        text = _("A transaction number has 64 hex digits; this one has another form.")
        yield Reason("field_invalid", text, field="txid")


def first_is_a_test(ask: Ask) -> Iterator[Reason]:
    """What was never sent to goes first by a small test, not with everything at once."""
    command, position = ask.command, ask.position
    if not isinstance(command, RecordQuantity) or command.event != "transfer":
        return
    spot = spot_of(command.to_address, command.unit, command.chain)
    known = spot in position.holdings.spots
    if command.to_address and not known and command.quantity == position.quantity:
        text = _("Nothing was sent to this address before: a small test transfer comes first.")
        yield Reason("guard_failed", text, field="to_address")


def test_transfer_known(ask: Ask) -> Iterator[Reason]:
    """The test transfer that a wallet's terms name stands on the ledger of the asset."""
    terms = getattr(ask.command, "terms", None) or {}
    number = terms.get("test_transfer_txid")
    if getattr(ask.command, "mode", "") != "in_wallet" or not isinstance(number, str):
        return
    moved = {one[1] for one in ask.position.holdings.moved}
    if normal_txid(number) not in moved:
        text = _("The ledger has no transfer with the number of the test transfer.")
        yield Reason("guard_failed", text, "record_quantity", field="terms.test_transfer_txid")


def addresses_formed(ask: Ask) -> Iterator[Reason]:
    """An address whose checksum does not fit is kept as it was found, and said."""
    command = ask.command
    for name in ("from_address", "to_address", "address"):
        address = getattr(command, name, None)
        if not isinstance(address, str):
            continue
        chain = chain_of(address, ask.position.unit, getattr(command, "chain", None))
        found = check_address(address, chain)
        if found is not None and not found.valid:
            yield Reason("field_invalid", f"{address}: {found.reason}", field=name)


def chain_known(ask: Ask) -> Iterator[Reason]:
    """A chain is one of the list, or a CAIP-2 name."""
    chain = getattr(ask.command, "chain", None)
    if isinstance(chain, str) and chain_named(chain) is None:
        known = ", ".join(code_lists.choices("chains"))
        text = _("{chain} is none of {known}, and no CAIP-2 name such as eip155:1.")
        yield Reason("field_invalid", text.format(chain=chain, known=known), field="chain")


def decimals_of_the_token(ask: Ask) -> Iterator[Reason]:
    """More decimals than the token has on its chain: no chain can say so."""
    command = ask.command
    if not isinstance(command, (RecordQuantity, ReconcileQuantity)):
        return
    known = decimals_of(command.unit)
    name = "quantity" if isinstance(command, RecordQuantity) else "balance"
    number: Decimal = getattr(command, name)
    if known is not None and number != number.quantize(Decimal(1).scaleb(-known), context=EXACT):
        text = _("{unit} has {count} decimals on its chain.").format(unit=command.unit, count=known)
        yield Reason("too_many_decimals", text, field=name)


def count_agrees(ask: Ask) -> Iterator[Reason]:
    """What was counted is what the ledger says; more than dust is said at once."""
    command = ask.command
    if not isinstance(command, ReconcileQuantity):
        return
    difference = EXACT.subtract(command.balance, ledger_at(command, ask.position))
    if abs(difference) > tolerance(ask.position.unit, dust(ask)):
        yield _difference(ask, difference)


def dust(ask: Ask) -> str:
    """How many of a token's smallest units a count may differ by."""
    known = ask.rules.parameters.get("dust_tolerance")
    return "0" if known is None else str(ask.rules.parameter("dust_tolerance", ask.on).value)


def no_difference_open(ask: Ask) -> Iterator[Reason]:
    """An asset is not closed while its last count differs from the ledger."""
    difference = ask.position.holdings.difference()
    if difference is not None:
        yield _difference(ask, difference)


def difference_explained(ask: Ask) -> Iterator[Reason]:
    """Nothing is sold or paid out while a difference is open that nobody has explained."""
    difference = ask.position.holdings.open_difference()
    if difference is not None:
        yield replace(_difference(ask, difference), clear_with="explain_difference")


def difference_there(ask: Ask) -> Iterator[Reason]:
    """There is something to explain."""
    if ask.position.holdings.open_difference() is None:
        yield Reason("wrong_state", _("No count differs from the ledger."), "reconcile_quantity")


def _difference(ask: Ask, difference: Decimal) -> Reason:
    return Reason(
        "balance_mismatch",
        _("The count differs from the ledger by {difference} {unit}.").format(
            difference=("+" if difference > 0 else "") + shown(difference), unit=ask.position.unit
        ),
        "reconcile_quantity",
        field="balance" if isinstance(ask.command, ReconcileQuantity) else None,
    )


GUARDS = {
    guard.__name__: guard
    for guard in (
        unit_of_the_asset,
        quantity_there,
        transaction_once,
        transaction_again,
        transaction_formed,
        first_is_a_test,
        test_transfer_known,
        addresses_formed,
        chain_known,
        decimals_of_the_token,
        count_agrees,
        no_difference_open,
        difference_explained,
        difference_there,
    )
}
