"""Confiscation, disposal, return and distribution."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions import confiscation_actions as f
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.errors import NotFound, Reason, RuleViolation, ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.distribution import difference, to_share
from asset_recovery.lifecycle.figures.splitting import split
from asset_recovery.lifecycle.money_guards import net_overtaken
from asset_recovery.lifecycle.position import AllocationPosition, Position
from asset_recovery.persistence.queries.asset_query import (
    assets_of_event,
    assets_with_net_proceeds,
)
from asset_recovery.persistence.queries.event_query import allocations_numbered
from asset_recovery.persistence.repositories import finder
from asset_recovery.services.handlers import debt_shares, victim_shares
from asset_recovery.services.handlers.asset_handlers import simple_step
from asset_recovery.services.request_place import assets_of_case
from asset_recovery.services.step_plan import Plan
from asset_recovery.services.stepping import case_of, follow, take_step
from asset_recovery.services.waterfalls import net_of
from asset_recovery.services.work import Work


def file_confiscation(work: Work, command: f.FileConfiscation) -> None:
    """Confiscation is sought of these assets."""
    assets = [follow(work, asset, command) for asset in work.assets(command)]
    case = case_of(work, assets)
    work.permit("file_confiscation", int(case["id"]))
    persons = work.parties(command.persons, "persons")
    take_step(
        work,
        Plan(command, case=case, assets=assets, facts={"persons": persons}, amount=command.amount),
    )


def return_asset(work: Work, command: f.ReturnAsset) -> None:
    """Given back, in kind or as the money that stands in its place, from the account it names."""
    for own in command.by_asset().values():
        if own.account is None:
            continue
        if own.amount is None:
            text = _("An account is named from which nothing is paid: the amount is missing.")
            raise ValidationFailed(Reason("field_missing", text, field="amount"))
        work.account(own.account, own.amount.currency)
    simple_step(work, command)


def record_return_obstacle(work: Work, command: f.RecordReturnObstacle) -> None:
    """Why the asset could not be given back."""
    if command.account is not None:
        work.find("account", command.account)
    simple_step(work, command)


def determine_net(work: Work, command: f.DetermineNet) -> None:
    """The waterfall of each asset, worked out now and kept with its rates."""
    assets = [follow(work, asset, command) for asset in work.assets(command)]
    case = case_of(work, assets)
    work.permit("determine_net", int(case["id"]))
    rules = work.stories.rules_of(int(case["id"]))
    by_asset: dict[str, dict[str, object]] = {}
    for asset in assets:
        position = work.stories.position(int(asset["id"]))
        _require_currency_of_allocation(position, command.currency)
        if position.proceeds is not None:
            by_asset[str(asset["reference"])] = net_of(
                position, rules, work.rates, command.currency, command.rates, command.on
            )
    take_step(work, Plan(command, case=case, assets=assets, by_asset=by_asset))


def _require_currency_of_allocation(position: Position, currency: str | None) -> None:
    """What was shared out in one currency cannot be held against a net in another."""
    for reference, allocation in position.allocations.items():
        known = {amount.currency for _to, _kind, amount in allocation.shares}
        wanted = currency or (position.proceeds and position.proceeds.currency)
        if wanted is not None and known - {wanted}:
            text = _("{allocation} shares out {known}: determine the net in that currency again.")
            text = text.format(allocation=reference, known=", ".join(sorted(known)))
            raise ValidationFailed(Reason("currency_mismatch", text, field="currency"))


def allocate_proceeds(work: Work, command: f.AllocateProceeds) -> None:
    """Shares whose sum is the net exactly."""
    if command.asset is not None:
        named = command.asset
        asset = follow(work, work.find("asset", command.asset), command)
        assets, case = [asset], work.stories.case(int(asset["case_id"]))
    else:
        case = work.case(str(command.case))
        named, assets = str(command.case), _determined(work, case)
    work.permit("allocate_proceeds", int(case["id"]))
    positions = [work.stories.position(int(asset["id"])) for asset in assets]
    _require_fitting(positions)
    nets = _nets(command, positions)
    net = None if nets is None else Money.total(nets, nets[0].currency)
    reference = _allocation_reference(work, command, named)
    work.made["allocation"] = reference
    facts: dict[str, object] = {}
    shared: list[victim_shares.Shared] = []
    if net is not None:
        parts = _shares(command, net)
        _third_parties_included(work, positions, parts)
        orders = debt_shares.orders_of(work, case, positions, parts)
        debt_shares.require_within(work, orders, parts, command.on)
        shared = victim_shares.shared_among_victims(work, case, parts, command.on)
        if shared:
            facts["victims"] = [one.facts() for one in shared]
        facts["shares"] = [
            {"to": to, "kind": kind, "amount": amount.as_json()}
            | ({"order": orders[to]} if kind == "value_order" else {})
            for to, kind, amount in parts
        ]
    by_asset: dict[str, dict[str, object]] = {
        str(asset["reference"]): {"allocated_net": part.as_json()}
        for asset, part in zip(assets, nets or [], strict=False)
    }
    event_id = take_step(
        work,
        Plan(
            command,
            case=case,
            assets=assets,
            reference=reference,
            facts=facts,
            by_asset=by_asset,
            amount=net,
        ),
    )
    victim_shares.keep_shares(work, event_id, shared)


def _determined(work: Work, case: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found = assets_with_net_proceeds(work.unit.connection, int(case["id"]))
    if not found:
        raise RuleViolation(
            Reason(
                "wrong_state", _("No net proceeds of this case are determined."), "determine_net"
            )
        )
    return found


def _require_fitting(positions: list[Position]) -> None:
    """Shares are not worked out of a net that the books have left behind."""
    overtaken = [net_overtaken(position) for position in positions if not position.allocations]
    reasons = [reason for reason in overtaken if reason is not None]
    if reasons:
        raise RuleViolation(reasons)


def _nets(command: f.AllocateProceeds, positions: list[Position]) -> list[Money] | None:
    """What of each asset's net is to be shared now; None where it is not determined yet.

    Beside an earlier allocation that is the difference that came up since; in its place, the net
    without what was paid of it.
    """
    nets = [to_share(position) for position in positions]
    known = [net for net in nets if net is not None]
    if len(known) != len(nets) or len({net.currency for net in known}) > 1:
        return None
    zero = Money.zero(known[0].currency)
    if command.replaces is not None:
        return [max(_without(command.replaces, position), zero) for position in positions]
    left = [difference(position) for position in positions]
    return [
        net if asked is None else max(asked, zero) for net, asked in zip(known, left, strict=True)
    ]


def _without(replaced: str, position: Position) -> Money:
    """What can be shared once what is not paid of an allocation is withdrawn."""
    known = position.allocations.get(replaced)
    left = difference(position) if known is not None else None
    if known is None or left is None:
        raise NotFound(
            Reason(
                "not_found",
                _("There is no allocation {allocation} of this asset.").format(allocation=replaced),
                field="replaces",
            )
        )
    shared = Money.total((amount for _to, _kind, amount in known.shares), left.currency)
    if known.of_net is not None and known.of_net != shared:
        raise ValidationFailed(
            Reason(
                "field_invalid",
                _(
                    "{allocation} shares the money of several assets: ask back what is too much."
                ).format(allocation=replaced),
                "claw_back",
                field="replaces",
            )
        )
    paid = Money.total((amount for _to, _on, amount, _ref in known.paid), left.currency)
    return left + shared - paid


def _allocation_reference(work: Work, command: f.AllocateProceeds, named: str) -> str:
    if command.allocation is not None:
        return work.number("allocation", command.allocation)
    return f"{named}-A{allocations_numbered(work.unit.connection, named) + 1}"


def _shares(command: f.AllocateProceeds, net: Money) -> list[tuple[str, str, Money]]:
    """Each share as an amount; shares given as parts are split so that nothing is left over."""
    amounts: list[Money | None] = []
    parts: list[Decimal] = []
    for row in command.shares:
        code_lists.require("allocation_kinds", str(row["kind"]), "shares")
        if row.get("amount") is not None:
            amounts.append(_amount(row["amount"], net.currency))
        else:
            amounts.append(None)
            parts.append(_part(row["share"]))
    given = Money.total([a for a in amounts if a is not None], net.currency)
    if parts:
        rest = net - given if sum(parts) == 1 or given.is_zero else net
        divided = iter(split(rest, weights=parts) if sum(parts) == 1 else _by_part(net, parts))
        amounts = [next(divided) if amount is None else amount for amount in amounts]
    made = [amount for amount in amounts if amount is not None]
    if Money.total(made, net.currency) != net:
        raise ValidationFailed(
            Reason(
                "shares_do_not_sum",
                _("The shares come to {sum}; the net proceeds are {net}.").format(
                    sum=Money.total(made, net.currency).display(), net=net.display()
                ),
                field="shares",
            )
        )
    return [
        (str(row["to"]), str(row["kind"]), amount)
        for row, amount in zip(command.shares, made, strict=True)
    ]


def _by_part(net: Money, parts: list[Decimal]) -> list[Money]:
    return [Money.from_decimal(net.decimal * part, net.currency) for part in parts]


def _amount(given: object, currency: str) -> Money:
    if not isinstance(given, dict):
        raise ValidationFailed(
            Reason("field_invalid", _("An amount has amount and currency."), field="shares")
        )
    amount = Money.parse(str(given.get("amount")), str(given.get("currency")), field="shares")
    if amount.currency != currency:
        raise ValidationFailed(
            Reason(
                "currency_mismatch",
                _("The net proceeds are in {currency}.").format(currency=currency),
                field="shares",
            )
        )
    return amount


def _part(given: object) -> Decimal:
    text = str(given)
    if re.fullmatch(r"[0-9]+([.][0-9]+)?", text) is None:
        raise ValidationFailed(
            Reason("field_invalid", _("A share is a number such as 0.25."), field="shares")
        )
    part = Decimal(text)
    if part > 1:
        raise ValidationFailed(
            Reason("field_invalid", _("A share lies between 0 and 1."), field="shares")
        )
    return part


def _third_parties_included(
    work: Work, positions: list[Position], parts: list[tuple[str, str, Money]]
) -> None:
    """Whose claim was upheld in part gets its share before the State."""
    for position in positions:
        owed = position.net_facts.get("third_parties")
        for entry in owed if isinstance(owed, list) else []:
            due = Money.parse(entry["amount"]["amount"], entry["amount"]["currency"])
            party = finder.by_reference(work.unit.connection, "party", str(entry["to"]))
            named = {entry["to"], party["name"] if party else entry["to"]}
            before = [share for one in position.allocations.values() for share in one.shares]
            got = [amount for to, _kind, amount in [*parts, *before] if to in named]
            if not got or sum(got[1:], got[0]) < due:
                raise RuleViolation(
                    Reason(
                        "claim_open",
                        _("{to} is to receive {amount} first: the claim was upheld.").format(
                            to=entry["to"], amount=due.display()
                        ),
                        field="shares",
                    )
                )


def pay_out(work: Work, command: f.PayOut) -> None:
    """An allocation is paid: all that is still due, or to one recipient."""
    event = work.event("allocate_proceeds", command.allocation, "allocation")
    assets = assets_of_event(work.unit.connection, int(event["id"]))
    case = case_of(work, assets)
    work.permit("pay_out", int(case["id"]))
    position = work.stories.position(int(assets[0]["id"]))
    allocation = position.allocations.get(command.allocation)
    to_victims = victim_shares.VictimPay(work, event, command)
    command = to_victims.command
    payments = _payments(command, allocation) if allocation is not None else []
    payments = to_victims.payments(payments, allocation)
    if payments:
        work.account(command.account, payments[0][1].currency)
    total = sum((a for _to, a in payments[1:]), payments[0][1]) if payments else None
    paid = debt_shares.Paid(work, event, payments)
    paid.require_within(command.on)
    take_step(
        work,
        Plan(
            command,
            case=case,
            assets=assets,
            order=paid.only_order(),
            facts={"payments": to_victims.told(paid.facts())},
            amount=total,
        ),
    )
    if not work.pending:
        paid.count()


def _payments(command: f.PayOut, allocation: AllocationPosition) -> list[tuple[str, Money]]:
    """What is to be paid now, recipient by recipient."""
    due: dict[str, Money] = {}
    for to, _kind, amount in allocation.shares:
        due[to] = due[to] + amount if to in due else amount
    for to in due:
        paid = allocation.paid_to(to)
        due[to] = due[to] if paid is None else due[to] - paid
    if command.to is not None:
        if command.to not in due:
            return []
        return [(command.to, command.amount or due[command.to])]
    whole = [(to, amount) for to, amount in due.items() if not amount.is_zero]
    if command.amount is not None and whole:
        total = sum((amount for _to, amount in whole[1:]), whole[0][1])
        if command.amount != total:
            raise ValidationFailed(
                Reason(
                    "field_invalid",
                    _("All that is due comes to {total}; name the recipient of a part.").format(
                        total=total.display()
                    ),
                    field="amount",
                )
            )
    return whole


def record_agreement(work: Work, command: f.RecordAgreement) -> None:
    """A sharing or return agreement with another State."""
    case = work.case(command.case)
    work.permit("record_agreement", int(case["id"]))
    assets_of_case(work, command.assets, case)
    number = work.number("agreement", command.agreement)
    take_step(work, Plan(command, case=case, reference=number, amount=command.amount))


def record_tranche(work: Work, command: f.RecordTranche) -> None:
    """What of an agreement was confirmed or came in; more than is agreed is warned of."""
    event = work.event("record_agreement", command.agreement, "agreement")
    case = work.stories.case(int(event["case_id"]))
    work.permit("record_tranche", int(case["id"]))
    take_step(work, Plan(command, case=case, amount=command.amount))
    agreed = f.RecordAgreement.parse(json.loads(event["data"]))
    if agreed.amount is not None and agreed.amount.currency != command.amount.currency:
        work.warn(
            Reason(
                "currency_mismatch",
                _("{agreement} is in {currency}.").format(
                    agreement=command.agreement, currency=agreed.amount.currency
                ),
                field="amount",
            )
        )


HANDLERS: dict[type[Action], Callable[..., None]] = {
    f.FileConfiscation: file_confiscation,
    f.WithdrawConfiscation: simple_step,
    f.VestTitle: simple_step,
    f.DisposeAsset: simple_step,
    f.ReturnAsset: return_asset,
    f.RecordReturnObstacle: record_return_obstacle,
    f.DetermineNet: determine_net,
    f.AllocateProceeds: allocate_proceeds,
    f.PayOut: pay_out,
    f.RecordAgreement: record_agreement,
    f.RecordTranche: record_tranche,
}
