"""Money that is to come, each with what is still owed: what a receipt can be matched to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from asset_recovery.domain.actions.base import AssetAction
from asset_recovery.domain.actions.confiscation_actions import RecordAgreement, RecordTranche
from asset_recovery.domain.actions.reversal_actions import ClawBack
from asset_recovery.domain.actions.sale_actions import RecordPayment, RecordSale
from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.domain.bank_facts import Expectation
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.debt import account
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries import matching_query as q
from asset_recovery.persistence.repositories.story_repository import Stories
from asset_recovery.persistence.rows import Row
from asset_recovery.persistence.store import Connection
from asset_recovery.services import debts


def expected_money(connection: Connection, access: Access, today: date) -> list[Expectation]:
    """Everything that is still to come and that this user may know, the oldest first."""
    found = [
        *_sales(connection, access),
        *_orders(connection, access, today),
        *_claw_backs(connection, access),
        *_agreements(connection, access),
    ]
    return sorted(found, key=lambda one: (one.since or date.min, one.record, one.title))


def _sales(connection: Connection, access: Access) -> Iterator[Expectation]:
    """A payment that the buyer's receipt was matched for stands twice on file and counts once."""
    for row in q.sales_unpaid(connection, access):
        sale = _own(row, row["asset"])
        assert isinstance(sale, RecordSale)
        currency = sale.price.currency
        paid = matched = Money.zero(currency)
        for came in q.came_for_sale(connection, row["asset"], row["id"]):
            if came["action"] == "match_receipt":
                matched += _in(currency, _kept(came["facts"]))
            else:
                payment = _own(came, row["asset"])
                assert isinstance(payment, RecordPayment)
                paid += _in(currency, payment.amount)
        left = sale.price - max(paid, matched)
        if left.is_negative or left.is_zero:
            continue
        yield Expectation(
            kind="sale",
            record=str(row["asset" if _of_many(row) else "record"]),
            title=str(row["title"]),
            case=str(row["case_reference"]),
            who=_named(connection, sale.buyer),
            amount=sale.price,
            open=left,
            since=date.fromisoformat(row["on_date"]),
            asset=str(row["asset"]),
            account=_identifiers(connection, sale.buyer),
        )


def _orders(connection: Connection, access: Access, today: date) -> Iterator[Expectation]:
    stories = Stories(connection)
    for row in q.value_orders(connection, access):
        told = debts.told(connection, stories, row)
        debt = None if told is None else account(told, today)
        if told is None or debt is None or debt.ended or debt.outstanding.is_zero:
            continue
        persons = [q.party_of(connection, one) for one in told.persons]
        yield Expectation(
            kind="order",
            record=str(row["reference"]),
            title=str(row["authority"]),
            case=str(row["case_reference"]),
            who=", ".join(name for name, _identifiers_ in persons),
            amount=debt.principal,
            open=debt.outstanding,
            since=told.payable_since or date.fromisoformat(row["made_on"]),
            account=" ".join(identifiers for _name, identifiers in persons),
            number=str(row["number"] or ""),
        )


def _claw_backs(connection: Connection, access: Access) -> Iterator[Expectation]:
    for row in q.claw_backs(connection, access):
        asked = VOCABULARY["claw_back"].parse(json.loads(row["data"]))
        assert isinstance(asked, ClawBack)
        currency = asked.amount.currency
        came = _matched(connection, row, currency)
        if came >= asked.amount:
            continue
        yield Expectation(
            kind="claw_back",
            record=str(row["record"]),
            title=asked.reason,
            case=str(row["case_reference"]),
            who=_named(connection, asked.to),
            amount=asked.amount,
            open=asked.amount - came,
            since=asked.on,
            account=_identifiers(connection, asked.to),
        )


def _agreements(connection: Connection, access: Access) -> Iterator[Expectation]:
    """Each tranche that has not come in full.

    What was recorded of a tranche counts for it; what was matched with the agreement beyond all
    that was recorded goes to the tranche that is due first.
    """
    for row in q.agreements(connection, access):
        agreed = VOCABULARY["record_agreement"].parse(json.loads(row["data"]))
        assert isinstance(agreed, RecordAgreement)
        tranches = [(str(one.get("tranche") or place), one.get("due"), _money(one["amount"]))
                    for place, one in enumerate(agreed.tranches, 1)]  # fmt: skip
        currency = tranches[0][2].currency
        recorded = _recorded(connection, row, currency)
        said = Money.total(recorded.values(), currency)
        beyond = max(_matched(connection, row, currency) - said, Money.zero(currency))
        for name, due, amount in sorted(tranches, key=lambda one: str(one[1] or "9999")):
            left = amount - recorded.get(name, Money.zero(currency))
            if left.is_negative or left.is_zero:
                continue
            taken = min(left, beyond)
            beyond -= taken
            if taken == left:
                continue
            day = date.fromisoformat(str(due)) if due else agreed.on
            yield Expectation(
                kind="agreement",
                record=str(row["record"]),
                title=_("Tranche {tranche}, due {day}").format(tranche=name, day=day),
                case=str(row["case_reference"]),
                who=agreed.country,
                amount=amount,
                open=left - taken,
                since=day,
            )


def open_of_agreement(connection: Connection, event: Row) -> Money | None:
    """What of the tranches of an agreement is still to come; None where it promises none."""
    agreed = VOCABULARY["record_agreement"].parse(json.loads(event["data"]))
    assert isinstance(agreed, RecordAgreement)
    if not agreed.tranches:
        return None
    amounts = [_money(one["amount"]) for one in agreed.tranches]
    currency = amounts[0].currency
    row = {**event, "record": event["reference"]}
    recorded = Money.total(_recorded(connection, row, currency).values(), currency)
    return Money.total(amounts, currency) - max(recorded, _matched(connection, row, currency))


def _recorded(connection: Connection, row: Row, currency: str) -> dict[str, Money]:
    found: dict[str, Money] = {}
    for data in q.tranches_told(connection, int(row["case_id"]), str(row["record"])):
        told = VOCABULARY["record_tranche"].parse(json.loads(data))
        assert isinstance(told, RecordTranche)
        if told.state == "received":
            before = found.get(told.tranche, Money.zero(currency))
            found[told.tranche] = before + _in(currency, told.amount)
    return found


def _matched(connection: Connection, row: Row, currency: str) -> Money:
    facts = q.matched_to(connection, int(row["case_id"]), str(row["record"]))
    return Money.total((_in(currency, _kept(one)) for one in facts), currency)


def _of_many(row: Row) -> bool:
    """Whether the sale concerns several assets: a receipt is matched with one of them."""
    command = VOCABULARY["record_sale"].parse(json.loads(row["data"]))
    assert isinstance(command, AssetAction)
    return len(command.named()) > 1


def _own(row: Row, asset: str) -> AssetAction:
    """The command of an event as it concerns one of its assets."""
    command = VOCABULARY[str(row.get("action") or "record_sale")].parse(json.loads(row["data"]))
    assert isinstance(command, AssetAction)
    found = command.by_asset().get(asset, command)
    assert isinstance(found, AssetAction)
    return found


def _kept(facts: str) -> Money:
    return _money(json.loads(facts)["amount"])


def _money(given: object) -> Money:
    return given if isinstance(given, Money) else Money.from_json(given)


def _in(currency: str, amount: Money) -> Money:
    return amount if amount.currency == currency else Money.zero(currency)


def _named(connection: Connection, given: object) -> str:
    return q.party_of(connection, _party(given))[0]


def _identifiers(connection: Connection, given: object) -> str:
    name, identifiers = q.party_of(connection, _party(given))
    return "" if identifiers == name else identifiers


def _party(given: object) -> str:
    if isinstance(given, dict):
        return str(given.get("name") or "")
    return str(getattr(given, "name", None) or given)
