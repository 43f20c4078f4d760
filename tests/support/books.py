"""What must hold of the money of an office, whatever was told, worked out from its events alone.

The ledger is asked last: what came, what it cost and who got it is added up here from what people
told, so that the ledger and this reckoning can only agree by being right.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, func, select

from asset_recovery.lifecycle.debt import account
from asset_recovery.lifecycle.distribution import difference
from asset_recovery.lifecycle.invariants import broken
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.repositories.story_repository import Stories
from asset_recovery.persistence.verify import verify_chain, verify_records
from asset_recovery.persistence.verify_ledger import verify_ledger
from asset_recovery.services.debts import told

Sums = Counter[tuple[str, str]]  # a name and a currency: minor units
Row = Mapping[str, Any]
STANDS_OTHERWISE = ("split_asset", "merge_assets", "write_off_money", "open_position")
OWED = {"beneficiary", "creditor", "foreign_state", "order", "owner", "supplier", "third_party"} | {
    "victim"
}
LEAVES_A_BANK = ("pay_out", "refund_surplus", "return_receipt")


def assert_money_holds(reading: Engine) -> None:
    """Every entry is zero, no bank, receipt, share or order holds what it cannot hold."""
    with reading.connect() as connection:
        assert unbalanced(connection) == []
        assert of_banks(connection) == banks_told(connection)
        assert [one for one in of_receipts(connection) if not 0 <= one[1] <= one[2]] == []
        assert beyond_what_is_owed(connection) == []
        assert list(overpaid(connection)) == []
        assert list(oversatisfied(connection)) == []


def assert_money_closes(reading: Engine) -> None:
    """At the end of a story: all that, `verify` is clean, and what came in went to somebody."""
    assert_money_holds(reading)
    with reading.connect() as connection:
        found = [*verify_chain(connection), *verify_records(connection)]
        assert [*found, *verify_ledger(connection)] == []
        assert list(not_shared_out(connection)) == []


def unbalanced(connection: Connection) -> list[Row]:
    """Entries of the ledger whose lines do not come to zero in some currency."""
    line, total = t.ledger_line.c, func.sum(t.ledger_line.c.minor)
    query = (
        select(line.event_id, line.seq, line.currency, total)
        .group_by(line.event_id, line.seq, line.currency)
        .having(total != 0)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def balances(connection: Connection) -> Sums:
    """Debit less credit of every account, as `kind:holder`, added up from the lines."""
    line, held = t.ledger_line, t.ledger_account
    query = select(held.c.kind, held.c.holder, line.c.currency, line.c.minor).join(
        held, held.c.id == line.c.account_id
    )
    found: Sums = Counter()
    for kind, holder, currency, minor in connection.execute(query):
        found[f"{kind}:{holder}", currency] += minor
    return found


def of_banks(connection: Connection) -> dict[str, int]:
    """What is on the office's bank accounts by the ledger, in each currency."""
    found: Counter[str] = Counter()
    for (account_, currency), minor in balances(connection).items():
        if account_.startswith("bank:"):
            found[currency] += minor
    return {currency: minor for currency, minor in found.items() if minor}


def banks_told(connection: Connection) -> dict[str, int]:
    """Receipts and payments of buyers less payments, as people told them.

    A buyer's payment that is also matched as a receipt is one payment.
    """
    found: Counter[str] = Counter()
    paid: Sums = Counter()
    matched: Sums = Counter()
    for event in in_effect(connection):
        if event["action"] == "record_payment":
            for asset, amount in rows_of(event):
                paid[asset, amount["currency"]] += minor_of(amount)
        elif event["action"] == "match_receipt" and event["of_sale"]:
            matched[event["of_sale"], event["amount_currency"]] += event["amount_minor"]
        else:
            found.update(on_bank(event))
    for (asset, currency), minor in paid.items():
        found[currency] += max(0, minor - matched[asset, currency])
    return {currency: minor for currency, minor in found.items() if minor}


def on_bank(event: Row) -> Counter[str]:
    """What an event puts on a bank account of the office, by its own words; payments below zero."""
    action, data = event["action"], event["data"]
    if action == "receive_money":
        return Counter({event["amount_currency"]: event["amount_minor"]})
    if action in LEAVES_A_BANK and event["amount_minor"] and data.get("account"):
        return Counter({event["amount_currency"]: -event["amount_minor"]})
    found: Counter[str] = Counter()
    if action == "return_asset" and data.get("account"):
        for _asset, amount in rows_of(event):
            found[amount["currency"]] -= minor_of(amount)
    if action == "open_position":
        for row in data.get("balances", ()):
            if row.get("account"):
                found[row["amount"]["currency"]] += minor_of(row["amount"])
    return found


def in_effect(connection: Connection) -> Iterator[dict[str, Any]]:
    """Every event that stands, with its arguments, assets, and the asset whose sale it names."""
    sold = select(t.event.c.reference, t.event.c.id).where(t.event.c.action == "record_sale")
    sales = {str(reference): int(key) for reference, key in connection.execute(sold)}
    undone = {
        json.loads(data)["posting"]
        for data in connection.scalars(
            select(t.event.c.data).where(
                t.event.c.action == "correct_posting", t.event.c.effective_seq.is_not(None)
            )
        )
    }
    named = select(t.event_asset.c.event_id, t.asset.c.reference).join(
        t.asset, t.asset.c.id == t.event_asset.c.asset_id
    )
    assets: dict[int, list[str]] = {}
    for event_id, reference in connection.execute(named.order_by(t.event_asset.c.id)):
        assets.setdefault(event_id, []).append(reference)
    standing = select(t.event).where(
        t.event.c.effective_seq.is_not(None), t.event.c.ended_seq.is_(None)
    )
    for row in connection.execute(standing.order_by(t.event.c.effective_seq)).mappings():
        if row["reference"] in undone and row["action"] != "correct_posting":
            continue
        data = json.loads(row["data"])
        yield {
            **row,
            "data": data,
            "facts": json.loads(row["facts"]),
            "assets": assets.get(row["id"], []),
            "of_sale": assets.get(sales.get(data.get("to"), 0), [None])[0],
        }


def rows_of(event: Row) -> list[tuple[str, Row]]:
    """The amount of each asset of an action on one or many."""
    data = event["data"]
    rows = data.get("rows") or [{"asset": one} for one in event["assets"]]
    return [(row["asset"], row.get("amount") or data["amount"]) for row in rows]


def minor_of(amount: Row) -> int:
    """An amount in minor units, by its own digits alone."""
    return int(amount["amount"].replace(".", ""))


def of_receipts(connection: Connection) -> list[tuple[str, int, int]]:
    """Each receipt, what of it nobody has identified yet, and what came."""
    waits = balances(connection)
    return [
        (
            event["reference"],
            -waits[f"unidentified:{event['reference']}", event["amount_currency"]],
            event["amount_minor"],
        )
        for event in in_effect(connection)
        if event["action"] == "receive_money"
    ]


def beyond_what_is_owed(connection: Connection) -> list[tuple[str, str, int]]:
    """Accounts of people to whom money is owed that got more than ever was."""
    return [
        (account_, currency, minor)
        for (account_, currency), minor in balances(connection).items()
        if minor > 0 and account_.split(":")[0] in OWED
    ]


def overpaid(connection: Connection) -> Iterator[object]:
    """Invariants of a position that do not hold, and allocations of which too much was paid."""
    stories = Stories(connection)
    for asset in connection.execute(select(t.asset)).mappings().all():
        position = stories.position(int(asset["id"]))
        yield from broken(position)
        for one in position.allocations.values():
            shared = sum(amount.minor for _to, _kind, amount in one.shares)
            paid = sum(amount.minor for _to, _on, amount, _reference in one.paid)
            if paid > shared:
                yield (one.reference, paid, shared)


def oversatisfied(connection: Connection) -> Iterator[object]:
    """Value orders on which more counts as paid than was owed."""
    stories = Stories(connection)
    query = select(t.court_order).where(t.court_order.c.kind == "confiscation_value")
    for order in connection.execute(query).mappings().all():
        statement = told(connection, stories, dict(order))
        if statement is None:
            continue
        debt = account(statement, date(2026, 11, 24))
        owed = debt.principal + debt.interest + debt.costs
        if debt.paid > owed or debt.outstanding.is_negative:
            yield (debt.reference, debt.paid, owed)
        if owed != debt.paid + debt.written_off + debt.fallen_away + debt.outstanding:
            yield (debt.reference, "does not add up")


def not_shared_out(connection: Connection) -> Iterator[object]:
    """Assets whose distribution is not what came in less what it cost, to the cent."""
    stories = Stories(connection)
    held = balances(connection)
    for asset in connection.execute(select(t.asset)).mappings().all():
        position = stories.position(int(asset["id"]))
        if not position.allocations or position.net is None:
            continue
        currency = position.net.currency
        left = difference(position)
        if left is not None and not left.is_zero:
            yield (asset["reference"], "is to be shared yet", left)
        if held[f"asset:{asset['reference']}", currency]:
            yield (asset["reference"], held[f"asset:{asset['reference']}", currency])
        came, spent = told_of(connection, asset["reference"], currency)
        if came is not None and came - spent != position.net.minor:
            yield (asset["reference"], "came less cost", came, spent, position.net)


def told_of(connection: Connection, asset: str, currency: str) -> tuple[int | None, int]:
    """What came in for an asset (and what it stands for), and what the net takes off.

    None: some of it is in another currency, or stands in the net in another way.
    """
    family = predecessors(connection, asset)
    came: Counter[str] = Counter()
    paid: Counter[str] = Counter()
    matched: Counter[str] = Counter()
    spent = 0
    for event in in_effect(connection):
        action = event["action"]
        if not family & set(event["assets"]):
            continue
        if action in STANDS_OTHERWISE:
            return None, 0
        if action == "match_receipt":
            where = matched if event["of_sale"] else came
            where[event["amount_currency"]] += event["amount_minor"]
        elif action == "record_payment":
            for name, amount in rows_of(event):
                paid[amount["currency"]] += minor_of(amount) if name in family else 0
        elif action == "determine_net":
            lines = event["facts"].get("by_asset", {}).get(asset, {}).get("lines", ())
            spent = sum(minor_of(line["amount"]) for line in lines)
    came += paid | matched  # a payment of the buyer that was also matched is one payment
    return (came[currency] if set(came) == {currency} else None), spent


def predecessors(connection: Connection, asset: str) -> set[str]:
    """An asset with every asset in whose place it stands."""
    rows = connection.execute(select(t.asset)).mappings().all()
    found = {asset}
    while True:
        keys = {row["id"] for row in rows if row["reference"] in found}
        more = {row["reference"] for row in rows if row["replaced_by_id"] in keys}
        if more <= found:
            return found
        found |= more
