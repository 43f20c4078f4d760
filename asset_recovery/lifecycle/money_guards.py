"""Guards on disposal, return and distribution."""

from __future__ import annotations

from collections.abc import Iterator

from asset_recovery.domain.actions.confiscation_actions import (
    AllocateProceeds,
    DisposeAsset,
    PayOut,
)
from asset_recovery.domain.errors import Reason
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.ask import Ask
from asset_recovery.lifecycle.foreign_orders import confiscation_of, default_sharing
from asset_recovery.lifecycle.position import AllocationPosition, Position


def no_claim_open(ask: Ask) -> Iterator[Reason]:
    """Nothing is disposed of or shared while a claim is undecided."""
    for claim in ask.position.open_claims():
        yield Reason(
            "claim_open",
            _("The claim {claim} of {party} is not decided.").format(
                claim=claim.reference, party=claim.party
            ),
            "decide_claim",
        )


def no_victim_decision_open(ask: Ask) -> Iterator[Reason]:
    """Restitution ordered to a victim comes first."""
    for order in ask.position.standing_orders({"restitution"}):
        victim_paid = any(
            kind == "victim"
            for allocation in ask.position.allocations.values()
            for _to, kind, _amount in allocation.shares
        )
        command = ask.command
        shares = command.shares if isinstance(command, AllocateProceeds) else ()
        if not victim_paid and not any(row.get("kind") == "victim" for row in shares):
            yield Reason(
                "victim_decision_open",
                _("The restitution {order} is not yet carried out.").format(order=order.reference),
            )


def agreement_for_transfer(ask: Ask) -> Iterator[Reason]:
    """A transfer to another State rests on a written agreement."""
    command = ask.command
    if (
        isinstance(command, DisposeAsset)
        and command.kind == "transfer_abroad"
        and not ask.position.case.agreements
        and confiscation_of(ask.position) is None  # there the issuing State's consent is asked
    ):
        yield Reason("agreement_missing", _("No written agreement is on file."), "record_agreement")


def agreement_for_foreign_share(ask: Ask) -> Iterator[Reason]:
    """So does a share of the proceeds for another State."""
    command = ask.command
    if (
        isinstance(command, AllocateProceeds)
        and not ask.position.case.agreements
        and any(row.get("kind") == "foreign_state" for row in command.shares)
        and default_sharing(ask.position, ask.rules, ask.convert, ask.on, None) is None
    ):
        yield Reason(
            "agreement_missing",
            _("A share for another State needs a written agreement."),
            "record_agreement",
        )


def destruction_papers(ask: Ask) -> Iterator[Reason]:
    """Destruction: an order, two witnesses and the certificate."""
    command = ask.command
    if not isinstance(command, DisposeAsset) or command.kind != "destruction":
        return
    if not ask.position.standing_orders({"destruction"}):
        yield Reason("no_order", _("No order of destruction is on file."), "record_order")
    if len(set(command.witnesses)) < 2:
        yield Reason("field_missing", _("Two witnesses are needed."), field="witnesses")
    if not command.document and not command.documents:
        yield Reason("field_missing", _("The certificate is missing."), field="document")


_NEEDS_BENEFICIARY = frozenset({"public_use", "social_reuse", "official_use", "donation"})


def beneficiary_named(ask: Ask) -> Iterator[Reason]:
    """What is given away is given to somebody."""
    command = ask.command
    if (
        isinstance(command, DisposeAsset)
        and command.kind in _NEEDS_BENEFICIARY
        and not command.beneficiary
    ):
        yield Reason("field_missing", _("The beneficiary is missing."), field="beneficiary")


def proceeds_in_hand(ask: Ask) -> Iterator[Reason]:
    """There is money to determine: a sale paid and delivered, or a matched receipt."""
    position = ask.position
    if position.proceeds is not None:
        return
    if position.management == "sold_unpaid":
        sale = position.sale
        unpaid = sale is not None and (sale.paid is None or sale.paid != sale.price)
        if unpaid:
            yield Reason("not_paid", _("The price was not paid."), "record_payment")
        else:
            yield Reason("not_delivered", _("The asset was not delivered."), "deliver_asset")
        return
    yield Reason(
        "not_delivered",
        _("There are no proceeds: the asset was neither sold nor its money received."),
        "deliver_asset",
    )


def net_is_determined(ask: Ask) -> Iterator[Reason]:
    """The waterfall comes first, with its second person."""
    position = ask.position
    pending = position.waits("determine_net")
    if pending is not None:
        yield Reason(
            "second_person_needed",
            _("The net proceeds wait for approval ({approval}).").format(approval=pending.approval),
            "approve",
        )
    elif position.net is None and position.proceeds is None:
        yield from proceeds_in_hand(ask)


def unlike_the_net(position: Position) -> list[str]:
    """What the books say otherwise than the waterfall in force, each by its name.

    Costs, liens and upheld claims that came after it, and costs that were taken back since; a net
    taken over without its lines is believed.
    """
    lines = position.net_facts.get("lines")
    if position.net is None or not isinstance(lines, list):
        return []
    deducted = {str(line["label"]) for line in lines}
    owed = position.net_facts.get("third_parties")
    shared = {str(entry["to"]) for entry in owed} if isinstance(owed, list) else set()
    found = []
    for posting in position.postings.values():
        if not posting.is_cost:
            continue
        stands = posting.reference not in position.reversed_postings
        if stands != (f"{posting.reference} {posting.counterparty}" in deducted):
            found.append(f"{posting.reference} ({posting.amount.display()})")
    found += [
        f"{lien.creditor} ({lien.amount.display()})"
        for lien in position.liens.values()
        if lien.creditor not in deducted
    ]
    found += [
        claim.party
        for claim in position.claims.values()
        if claim.state in ("upheld", "upheld_in_part")
        and (
            (claim.amount is not None and claim.party not in deducted)
            or (claim.share is not None and claim.party not in shared)
        )
    ]
    came = came_since(position)
    if came is not None and not came.is_zero:
        found.append(_("{amount} that came in").format(amount=came.display()))
    return found


def came_since(position: Position) -> Money | None:
    """What came in beside the price since the net in force; None: the net does not say."""
    counted, now = position.net_facts.get("proceeds"), position.proceeds
    if position.net is None or not position.beside_price or not isinstance(counted, dict):
        return None
    known = Money.from_json(counted)
    return now - known if now is not None and now.currency == known.currency else None


def net_overtaken(position: Position) -> Reason | None:
    """The net in force no longer fits the books, in the words of the guard; None: it fits."""
    found = unlike_the_net(position)
    if not found:
        return None
    if position.allocations:
        return Reason(
            "balance_not_zero",
            _(
                "The proceeds were allocated without regard to {lines}: determine the net again; "
                "the difference is then allocated, or asked back."
            ).format(lines=", ".join(found)),
            "determine_net",
        )
    return Reason(
        "balance_mismatch",
        _(
            "The net of {date} does not take account of {lines}: the books changed since. "
            "Determine it again."
        ).format(date=position.net_on, lines=", ".join(found)),
        "determine_net",
    )


def net_fits_books(ask: Ask) -> Iterator[Reason]:
    """What is shared, paid or closed is what the books say."""
    reason = net_overtaken(ask.position)
    if reason is not None and ask.position.waits("determine_net") is None:
        yield reason


def allocation_approved(ask: Ask) -> Iterator[Reason]:
    """Nothing is paid before the allocation has its second person."""
    pending = ask.position.waits("allocate_proceeds")
    if pending is not None:
        yield Reason(
            "second_person_needed",
            _("The allocation waits for approval ({approval}).").format(approval=pending.approval),
            "approve",
        )


def payment_within_allocation(ask: Ask) -> Iterator[Reason]:
    """No recipient gets more than allocated, or twice."""
    command, position = ask.command, ask.position
    if not isinstance(command, PayOut):
        return
    allocation = position.allocations.get(command.allocation)
    if allocation is None:
        return
    if allocation.is_paid:
        yield Reason("amount_exceeds_order", _("The allocation is already paid in full."))
    elif command.to is not None:
        due = [amount for to, _kind, amount in allocation.shares if to == command.to]
        if not due:
            yield Reason(
                "not_found",
                _("{to} has no share in the allocation.").format(to=command.to),
                field="to",
            )
            return
        open_amount = sum(due[1:], due[0])
        paid = allocation.paid_to(command.to)
        open_amount = open_amount if paid is None else open_amount - paid
        if command.amount is not None and command.amount.currency != open_amount.currency:
            yield Reason(
                "currency_mismatch", _("The allocation is in another currency."), field="amount"
            )
        elif open_amount.is_zero or (command.amount is not None and command.amount > open_amount):
            yield Reason(
                "amount_exceeds_order",
                _("Only {amount} are still due to {to}.").format(
                    amount=open_amount.display(), to=command.to
                ),
                field="amount",
            )


def no_payment_waits_for_it(ask: Ask) -> Iterator[Reason]:
    """What a waiting payment takes of a share is not asked for a second time."""
    command = ask.command
    if not isinstance(command, PayOut):
        return
    allocation = ask.position.allocations.get(command.allocation)
    if allocation is None or allocation.is_paid:
        return
    for pending in ask.position.pending.values():
        if pending.action != "pay_out" or pending.allocation != command.allocation:
            continue
        if any(command.to in (None, to) for to, _amount in pending.payments) and not _fits_beside(
            allocation, ask.position, command
        ):
            yield Reason(
                "second_person_needed",
                _("A payment of this share waits for approval ({approval}).").format(
                    approval=pending.approval
                ),
                "approve",
            )


def _fits_beside(allocation: AllocationPosition, position: Position, command: PayOut) -> bool:
    """A part for one recipient still fits into the share beside the payments that wait."""
    if command.to is None or command.amount is None:
        return False
    taken = [command.amount]
    for pending in position.pending.values():
        if pending.allocation == command.allocation:
            taken += [amount for to, amount in pending.payments if to == command.to]
    paid = allocation.paid_to(command.to)
    taken += [paid] if paid is not None else []
    due = [amount for to, _kind, amount in allocation.shares if to == command.to]
    if not due or any(amount.currency != due[0].currency for amount in taken):
        return False
    return sum(taken[1:], taken[0]) <= sum(due[1:], due[0])


GUARDS = {
    guard.__name__: guard
    for guard in (
        no_claim_open,
        no_victim_decision_open,
        agreement_for_transfer,
        agreement_for_foreign_share,
        destruction_papers,
        beneficiary_named,
        proceeds_in_hand,
        net_is_determined,
        net_fits_books,
        allocation_approved,
        payment_within_allocation,
        no_payment_waits_for_it,
    )
}
