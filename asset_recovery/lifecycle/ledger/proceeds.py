"""What the waterfall, shares, payments, returns and claw-backs give in the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from asset_recovery.domain.actions.base import AssetAction
from asset_recovery.domain.actions.confiscation_actions import (
    AllocateProceeds,
    PayOut,
    ReturnAsset,
)
from asset_recovery.domain.actions.money_actions import PostCost
from asset_recovery.domain.actions.reversal_actions import ClawBack
from asset_recovery.domain.code_lists import code_list
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.ledger.assets import on_asset
from asset_recovery.lifecycle.ledger.entry import (
    Books,
    Line,
    MoneyEvent,
    pair,
    reversed_lines,
    sums,
    without_zero,
)

ORDER_SHARE = "value_order"


@cache
def _owed_on() -> Mapping[str, str]:
    """The kind of account on which each kind of share is owed."""
    found = {ORDER_SHARE: "order"}
    for code in code_list("ledger_accounts").codes.values():
        shares = code.more.get("shares")
        for share in shares if isinstance(shares, list) else ():
            found[str(share)] = code.code
    return found


def _money(given: object) -> Money:
    return Money.from_json(given, allow_negative=True)


def net(event: MoneyEvent, books: Books) -> list[Line]:
    """Liens are owed from now on, other currencies are brought into that of the net.

    Costs in the currency of the net stand on the asset's account already; a net that is determined
    again takes the place of the one before.
    """
    lines: list[Line] = []
    for asset in event.assets:
        facts = event.facts_of(asset)
        given = facts.get("net")
        if not isinstance(given, dict):
            continue
        target = _money(given).currency
        lines += _of_the_net_before(books, asset)
        lines += _gross(facts, target, books, asset)
        deductions = facts.get("lines")
        for row in deductions if isinstance(deductions, list) else ():
            lines += _deducted(row, target, books, asset)
    return without_zero(lines)


def _of_the_net_before(books: Books, asset: str) -> list[Line]:
    nets = books.events_of_asset(asset, ("determine_net",))
    if not nets:
        return []
    own = [line for line in books.lines_of(nets[-1].id) if line.asset == asset]
    return reversed_lines(own)


def _gross(facts: Mapping[str, object], target: str, books: Books, asset: str) -> list[Line]:
    """Proceeds in another currency than the net are exchanged as the net says."""
    gross = _money(facts["gross"])
    kept = facts.get("proceeds")
    original = _money(kept) if isinstance(kept, dict) else _received(books, asset, target)
    if original is None or original.currency == target:
        return []
    return _exchanged(asset, original, gross)


def _received(books: Books, asset: str, target: str) -> Money | None:
    """The proceeds, where an older net does not say them: all that came in, in one currency."""
    came = [line for line in books.account("asset", asset, "") if line.minor < 0]
    if any(line.currency == target for line in came):
        return None
    found = sums(reversed_lines(came))
    return Money(*next((minor, currency) for currency, minor in found.items())) if found else None


def _exchanged(asset: str, original: Money, converted: Money) -> list[Line]:
    """Money of the asset (credit) in one currency becomes money in another."""
    return [
        Line("asset", asset, original.minor, original.currency, asset),
        Line("exchange", "", -original.minor, original.currency, asset),
        Line("exchange", "", converted.minor, converted.currency, asset),
        Line("asset", asset, -converted.minor, converted.currency, asset),
    ]


def _deducted(row: Mapping[str, object], target: str, books: Books, asset: str) -> list[Line]:
    """A deduction: a cost is on the asset's account already, a lien or a claim is owed now."""
    amount, label = _money(row["amount"]), str(row["label"])
    posting = _posting(label, books)
    if posting is not None:
        own = _cost_of(posting, books, asset)
        if own is None or own.currency == target:
            return []
        return _exchanged(asset, -own, -amount)
    kind = "creditor" if row["class"] == "secured_creditor" else "third_party"
    return pair(amount, ("asset", asset), (kind, label), asset)


def _posting(label: str, books: Books) -> MoneyEvent | None:
    """The cost of which a line of the waterfall speaks: `PO-… who was paid`."""
    for place, letter in enumerate(label):
        if letter == " ":
            found = books.event(label[:place])
            if found is not None and isinstance(found.command, PostCost):
                return found
    return None


def _cost_of(posting: MoneyEvent, books: Books, asset: str) -> Money | None:
    """What a cost comes to on the asset: of a part its part of it."""
    currency = posting.amount.currency if posting.amount is not None else ""
    if asset in posting.assets and posting.amount is not None:
        return posting.amount
    own = sums(
        line
        for line in books.account("asset", asset, posting.case)
        if line.currency == currency and line.minor > 0
    )
    return Money(own[currency], currency) if currency in own else None


def shares_of(event: MoneyEvent) -> list[tuple[str, str, str, Money]]:
    """The shares of an allocation: to whom, of what kind, on which account, how much."""
    given = event.facts.get("shares")
    found = []
    for share in given if isinstance(given, list) else ():
        kind, to = str(share["kind"]), str(share["to"])
        holder = str(share.get("order") or to)
        found.append((to, kind, holder, _money(share["amount"])))
    return found


def allocate(event: MoneyEvent, books: Books) -> list[Line]:
    """The net of the assets is owed to those who have a share in it."""
    shares = shares_of(event)
    if not shares:
        return []
    currency = shares[0][3].currency
    left = sum(amount.minor for _to, _kind, _holder, amount in shares)
    lines: list[Line] = []
    for place, asset in enumerate(event.assets):
        whole = place == len(event.assets) - 1
        part = left if whole else _net_of(event, books, asset, currency)
        left -= part
        lines += on_asset(books, asset, part, currency)
    lines += [_owed(kind, holder, -amount.minor, currency) for _to, kind, holder, amount in shares]
    lines += _withdrawn(event, books)
    return without_zero(lines)


def _owed(kind: str, holder: str, minor: int, currency: str) -> Line:
    """A line on the account on which a share of this kind is owed."""
    return Line(
        _owed_on().get(kind, "third_party"), "" if kind == "state" else holder, minor, currency
    )


def _withdrawn(event: MoneyEvent, books: Books) -> list[Line]:
    """What was not paid of an allocation whose place this one takes is the asset's again."""
    command = event.command
    assert isinstance(command, AllocateProceeds)
    replaced = books.event(command.replaces) if command.replaces is not None else None
    if replaced is None or not replaced.assets:
        return []
    asset = replaced.assets[0]
    paid: dict[str, int] = {}
    for payment in books.events_of_asset(asset, ("pay_out",)):
        made = payment.command
        if isinstance(made, PayOut) and made.allocation == command.replaces:
            for to, amount in _payments(payment):
                paid[to] = paid.get(to, 0) + amount.minor
    lines: list[Line] = []
    for to, kind, holder, amount in shares_of(replaced):
        kept = min(paid.get(to, 0), amount.minor)
        paid[to] = paid.get(to, 0) - kept
        lines.append(_owed(kind, holder, amount.minor - kept, amount.currency))
        lines += on_asset(books, asset, kept - amount.minor, amount.currency)
    return lines


def _net_of(event: MoneyEvent, books: Books, asset: str, currency: str) -> int:
    """What of an asset's net is shared: as it was kept, else all of it."""
    nets = books.events_of_asset(asset, ("determine_net",))
    given = event.facts_of(asset).get("allocated_net")
    if given is None and nets:
        given = nets[-1].facts_of(asset).get("net")
    found = _money(given) if isinstance(given, dict) else None
    return found.minor if found is not None and found.currency == currency else 0


def pay_out(event: MoneyEvent, books: Books) -> list[Line]:
    """What was owed leaves the account."""
    command = event.command
    assert isinstance(command, PayOut)
    allocation = books.event(command.allocation)
    shares = shares_of(allocation) if allocation is not None else []
    lines: list[Line] = []
    for to, amount in _payments(event):
        meant = [share for share in shares if share[0] == to]
        left = amount.minor
        for place, (_to, kind, holder, due) in enumerate(meant):
            line = _owed(kind, holder, 0, due.currency)
            owed = -sum(
                one.minor
                for one in books.account(line.kind, line.holder, event.case)
                if one.currency == due.currency
            )
            part = left if place == len(meant) - 1 else min(left, max(0, min(owed, due.minor)))
            left -= part
            lines.append(line._replace(minor=part))
        if not meant:
            lines.append(Line("third_party", to, amount.minor, amount.currency))
        lines.append(Line("bank", command.account, -amount.minor, amount.currency))
    return without_zero(lines)


def _payments(event: MoneyEvent) -> Iterator[tuple[str, Money]]:
    given = event.facts.get("payments")
    for payment in given if isinstance(given, list) else ():
        yield str(payment["to"]), _money(payment["amount"])


def claw_back(event: MoneyEvent, books: Books) -> list[Line]:
    """What a recipient is to pay back is money of the asset again."""
    command = event.command
    assert isinstance(command, ClawBack)
    amount = command.amount
    asset = event.assets[0] if event.assets else ""
    lines = [Line("claw_back", command.to, amount.minor, amount.currency, asset)]
    if asset:
        return without_zero([*lines, *on_asset(books, asset, -amount.minor, amount.currency)])
    return without_zero([*lines, Line("case", event.case, -amount.minor, amount.currency)])


def returned(event: MoneyEvent, books: Books) -> list[Line]:
    """Money given back leaves the account named; without one it is owed to the person entitled."""
    command = event.command
    assert isinstance(command, AssetAction)
    lines: list[Line] = []
    for asset in event.assets:
        own = command.by_asset().get(asset, command)
        assert isinstance(own, ReturnAsset)
        if own.amount is not None:
            amount = own.amount
            lines += on_asset(books, asset, amount.minor, amount.currency)
            kind, holder = ("bank", own.account) if own.account else ("owner", own.to)
            lines.append(Line(kind, holder, -amount.minor, amount.currency, asset))
    return without_zero(lines)
