"""Double entry: whatever happens, the ledger adds up to zero and no cent is made or lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.domain.code_lists import code_list
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.figures.splitting import split
from asset_recovery.lifecycle.ledger.entry import Line, MoneyEvent, sums
from asset_recovery.lifecycle.ledger.rules import RULES, NotBalanced, lines_of

DAY = "2026-05-01"


def euro(minor: int) -> dict[str, str]:
    """Minor units as actions give them."""
    return Money(minor, "EUR").as_json()


@dataclass
class Books:
    """The ledger in memory: events in their order, each with its lines."""

    entries: list[tuple[MoneyEvent, list[Line]]] = field(default_factory=list)

    def event(self, reference: str) -> MoneyEvent | None:
        """The event with a reference."""
        return next((e for e, _lines in self.entries if e.reference == reference), None)

    def lines_of(self, event: int) -> list[Line]:
        """The lines of an event."""
        return [line for e, lines in self.entries if e.id == event for line in lines]

    def account(self, kind: str, holder: str, case: str) -> list[Line]:
        """The lines on an account."""
        return [one for one in self.lines() if (one.kind, one.holder) == (kind, holder)]

    def events_of_asset(self, asset: str, actions: tuple[str, ...]) -> list[MoneyEvent]:
        """The events of an asset."""
        return [
            e
            for e, _lines in self.entries
            if asset in e.assets and type(e.command).action() in actions
        ]

    def lines(self) -> list[Line]:
        """Every line."""
        return [line for _event, lines in self.entries for line in lines]

    def tell(
        self, action: str, ref: str = "", assets: Sequence[str] = (),
        facts: Mapping[str, object] | None = None, /, *, minor: int | None = None, **arguments: Any,
    ) -> list[Line]:  # fmt: skip
        """Enter what an event gives; `minor` is the amount that the service kept beside it."""
        return self.told(action, arguments, ref, assets, facts, minor)

    def told(  # noqa: PLR0913, PLR0917 - the parts of an event
        self, action: str, arguments: dict[str, Any], reference: str = "",
        assets: Sequence[str] = (), facts: Mapping[str, object] | None = None,
        amount: int | None = None,
    ) -> list[Line]:  # fmt: skip
        """The same, with the arguments as a mapping."""
        event = MoneyEvent(
            id=len(self.entries) + 1,
            command=VOCABULARY[action].parse(arguments),
            facts=facts or {},
            reference=reference,
            assets=tuple(assets),
            case="C",
            order=str(arguments.get("order") or ""),
            amount=None if amount is None else Money(amount, "EUR"),
        )
        lines = lines_of(event, self)
        self.entries.append((event, lines))
        return lines

    def balance(self, kind: str, holder: str | None = None) -> int:
        """Debit less credit of accounts."""
        return sum(
            one.minor
            for one in self.lines()
            if one.kind == kind and (holder is None or one.holder == holder)
        )

    def cost(self, asset: str, minor: int, reference: str = "PO") -> list[Line]:
        """A cost of an asset."""
        return self.tell(
            "post_cost", reference, [asset], asset=asset, on=DAY, amount=euro(minor),
            category="storage", counterparty="Depot",
        )  # fmt: skip

    def received(self, reference: str, minor: int) -> None:
        """A receipt on the one account."""
        given_ = {"account": "B", "on": DAY, "amount": euro(minor), "reference": "paid"}
        self.told("receive_money", given_, reference)


@pytest.fixture
def books() -> Books:
    """A ledger without a line."""
    return Books()


amounts = st.integers(min_value=1, max_value=10**12)
steps = st.lists(
    st.tuples(
        st.sampled_from(
            ["receive", "match", "cost", "income", "pay", "correct", "apply", "write_off",
             "claw_back", "refund", "return", "settle", "split", "deliver"]
        ),
        amounts,
        st.integers(min_value=0, max_value=30),
    ),
    max_size=30,
)  # fmt: skip


def carry_out(books: Books, step: tuple[str, int, int], number: int) -> None:
    """One step of a story; one that has nothing to stand on does nothing."""
    what, minor, pick = step
    asset, amount = f"A{pick % 3}", euro(minor)
    receipts = [e for e, _l in books.entries if type(e.command).action() == "receive_money"]
    matched = {
        getattr(e.command, "receipt", "")
        for e, _l in books.entries
        if type(e.command).action() == "match_receipt"
    }
    waiting = [one for one in receipts if one.reference not in matched]
    postings = [
        e for e, _l in books.entries if type(e.command).action() in ("post_cost", "post_income")
    ]
    if what == "receive":
        books.received(f"R{number}", minor)
    elif what == "match" and waiting:
        one = waiting[pick % len(waiting)]
        assert one.command is not None
        books.tell("match_receipt", "", [asset], minor=one.command.amount.minor,  # type: ignore[attr-defined]
                   receipt=one.reference, to=asset)  # fmt: skip
    elif what == "cost":
        books.cost(asset, minor, f"P{number}")
    elif what == "income":
        books.tell("post_income", f"P{number}", [asset], asset=asset, on=DAY, amount=amount,
                   category="rent", counterparty="Tenant")  # fmt: skip
    elif what == "pay":
        books.tell("record_payment", "", [asset], asset=asset, on=DAY, amount=amount, account="B")
    elif what == "correct" and postings:
        one = postings[pick % len(postings)]
        books.tell("correct_posting", f"K{number}", posting=one.reference, reason="twice")
    elif what == "apply":
        given_ = {"order": "O", "on": DAY, "amount": amount, "from": asset}
        facts: dict[str, object] = {"source": asset, "source_kind": "asset"}
        books.told("apply_to_value_order", given_, f"V{number}", [asset], facts)
    else:
        _more(books, what, amount, asset, number)


def _more(books: Books, what: str, amount: dict[str, str], asset: str, number: int) -> None:
    if what == "write_off":
        books.tell("write_off_money", "", [asset], asset=asset, on=DAY, amount=amount, reason="r")
    elif what == "claw_back":
        books.tell("claw_back", f"CB{number}", [asset], allocation="X-A1", to="V", on=DAY,
                   amount=amount, reason="r")  # fmt: skip
    elif what == "return":
        books.tell("return_asset", "", [asset], asset=asset, on=DAY, to="Owner", condition="good",
                   receipt="r", amount=amount)  # fmt: skip
    elif what == "settle":
        books.tell("settle_liability", "", [asset], liability="L", on=DAY, amount=amount,
                   reference="r")  # fmt: skip
    elif what == "split":
        names = [f"{asset}-{number}-{at}" for at in range(3)]
        weights = ["1", "2", str(number + 1)]
        by_asset: dict[str, object] = {asset: {"children": names}}
        by_asset |= {name: {"child": name, "weights": weights} for name in names}
        if not books.events_of_asset(asset, ("split_asset", "deliver_asset")):
            books.tell("split_asset", "", [asset], {"by_asset": by_asset}, asset=asset,
                       parts=[{"quantity": "1"}, {"quantity": "1"}])  # fmt: skip
    elif what == "deliver" and not books.events_of_asset(asset, ("split_asset", "deliver_asset")):
        kept: dict[str, object] = {"by_asset": {asset: {"substitute": f"{asset}-S"}}}
        books.tell("deliver_asset", "", [asset], kept, asset=asset, on=DAY, received_by="Buyer")


@given(steps)
def test_the_ledger_is_zero_and_the_bank_is_what_came_less_what_went(
    story: list[tuple[str, int, int]],
) -> None:
    books = Books()
    for number, step in enumerate(story):
        carry_out(books, step, number)
        assert sums(books.lines()) == {}
    came = sum(
        e.command.amount.minor  # type: ignore[attr-defined]
        for e, _lines in books.entries
        if type(e.command).action() in ("receive_money", "record_payment")
    )
    assert books.balance("bank") == came


@given(steps)
def test_what_is_replaced_keeps_nothing_and_its_heirs_have_all(
    story: list[tuple[str, int, int]],
) -> None:
    books = Books()
    for number, step in enumerate(story):
        carry_out(books, step, number)
    for event, _lines in books.entries:
        if type(event.command).action() in ("split_asset", "deliver_asset"):
            assert books.balance("asset", event.assets[0]) == 0


@given(st.lists(amounts, min_size=1, max_size=8))
def test_reversing_every_cost_leaves_nothing(costs: list[int]) -> None:
    books = Books()
    for place, minor in enumerate(costs):
        books.cost("A", minor, f"P{place}")
    for place in range(len(costs)):
        books.tell("correct_posting", f"K{place}", posting=f"P{place}", reason="twice")
    assert (books.balance("asset"), books.balance("advances")) == (0, 0)
    assert len(books.lines()) == 4 * len(costs)


@given(
    gross=st.integers(min_value=0, max_value=10**12),
    costs=st.lists(amounts, max_size=4),
    lien=st.integers(min_value=0, max_value=10**9),
    shares=st.lists(st.integers(min_value=1, max_value=9), min_size=1, max_size=5),
)
def test_from_the_sale_to_the_last_cent(
    gross: int, costs: list[int], lien: int, shares: list[int]
) -> None:
    """Sale, costs, lien, net, shares, payments: the asset ends at zero, each got its share."""
    books = Books()
    books.tell("record_payment", "", ["A"], asset="A", on=DAY, amount=euro(gross), account="B")
    for place, minor in enumerate(costs):
        books.cost("A", minor, f"P{place}")
    net = gross - sum(costs) - lien
    lines: list[dict[str, object]] = [
        {"class": "keeping_cost", "label": f"P{place} Depot", "amount": euro(minor)}
        for place, minor in enumerate(costs)
    ]
    lines.append({"class": "secured_creditor", "label": "Bank", "amount": euro(lien)})
    facts = {"gross": euro(gross), "proceeds": euro(gross), "net": euro(net), "lines": lines}
    books.tell("determine_net", "", ["A"], {"by_asset": {"A": facts}}, asset="A", on=DAY)
    assert books.balance("asset", "A") == -net
    if net < 0:
        return
    parts = split(Money(net, "EUR"), weights=[Decimal(one) for one in shares])
    given_ = [
        {"to": f"V{place}", "kind": "victim", "amount": part.as_json()}
        for place, part in enumerate(parts)
    ]
    books.tell("allocate_proceeds", "A-A1", ["A"], {"shares": given_}, asset="A", on=DAY,
               shares=[{"to": "V0", "kind": "victim", "share": "1"}])  # fmt: skip
    assert books.balance("asset", "A") == 0
    paid = [{"to": one["to"], "amount": one["amount"]} for one in given_]
    books.tell("pay_out", "", ["A"], {"payments": paid}, allocation="A-A1", on=DAY, account="B",
               reference="T1")  # fmt: skip
    assert books.balance("victim") == 0
    assert books.balance("bank") == gross - net


def test_a_cost_in_another_currency_is_exchanged_when_the_net_is_determined(books: Books) -> None:
    books.tell("record_payment", "", ["A"], asset="A", on=DAY, amount=euro(100_00), account="B")
    books.tell("post_cost", "P", ["A"], asset="A", on=DAY, category="storage", counterparty="Depot",
               amount={"amount": "22.00", "currency": "USD"})  # fmt: skip
    books.entries[-1] = (
        MoneyEvent(**{  # the service keeps the amount of a posting beside it
            **{name: getattr(books.entries[-1][0], name) for name in
               ("id", "command", "facts", "reference", "assets", "case", "order")},
            "amount": Money(22_00, "USD"),
        }), books.entries[-1][1],
    )  # fmt: skip
    lines = [{"class": "keeping_cost", "label": "P Depot", "amount": euro(20_00)}]
    facts = {"gross": euro(100_00), "net": euro(80_00), "lines": lines}
    books.tell("determine_net", "", ["A"], {"by_asset": {"A": facts}}, asset="A", on=DAY)
    assert sums(books.account("asset", "A", "C")) == {"EUR": -80_00}
    assert sums(books.account("exchange", "", "C")) == {"EUR": -20_00, "USD": 22_00}


def test_money_received_and_recorded_as_the_buyers_payment_counts_once(books: Books) -> None:
    sale: dict[str, Any] = {"asset": "A", "on": DAY, "buyer": "P-1", "price": euro(50_00)}
    books.tell("record_sale", "SA", ["A"], **sale)
    books.received("R", 50_00)
    books.tell("match_receipt", "", ["A"], minor=50_00, receipt="R", to="SA")
    books.tell("record_payment", "", ["A"], asset="A", on=DAY, amount=euro(50_00), account="B")
    assert (books.balance("bank"), books.balance("asset", "A")) == (50_00, -50_00)


def test_the_other_way_round_it_counts_once_too(books: Books) -> None:
    sale: dict[str, Any] = {"asset": "A", "on": DAY, "buyer": "P-1", "price": euro(50_00)}
    books.tell("record_sale", "SA", ["A"], **sale)
    books.tell("record_payment", "", ["A"], asset="A", on=DAY, amount=euro(50_00), account="B")
    books.received("R", 60_00)
    books.tell("match_receipt", "", ["A"], minor=60_00, receipt="R", to="SA")
    assert (books.balance("bank"), books.balance("asset", "A")) == (60_00, -60_00)
    assert books.balance("unidentified") == 0


def test_an_allocation_that_is_replaced_gives_back_what_was_not_paid(books: Books) -> None:
    books.tell("record_payment", "", ["A"], asset="A", on=DAY, amount=euro(10_00), account="B")
    rows = [{"to": "V", "kind": "victim", "share": "1"}]
    first = {"shares": [{"to": "V", "kind": "victim", "amount": euro(10_00)}]}
    books.tell("allocate_proceeds", "A-A1", ["A"], first, asset="A", on=DAY, shares=rows)
    paid = {"payments": [{"to": "V", "amount": euro(4_00)}]}
    books.tell("pay_out", "", ["A"], paid, allocation="A-A1", on=DAY, account="B", reference="T")
    second = {"shares": [{"to": "S", "kind": "state", "amount": euro(6_00)}]}
    books.tell("allocate_proceeds", "A-A2", ["A"], second, asset="A", on=DAY, shares=rows,
               replaces="A-A1")  # fmt: skip
    assert (books.balance("victim"), books.balance("budget")) == (0, -6_00)
    assert books.balance("asset", "A") == 0


def test_an_invoice_is_owed_to_the_supplier_until_the_treasury_paid(books: Books) -> None:
    books.tell("post_cost", "P", ["A"], {"invoice": "INV-1"}, asset="A", on=DAY,
               amount=euro(7_00), category="storage", counterparty="Depot")  # fmt: skip
    assert books.balance("supplier", "Depot") == -7_00
    books.tell("record_invoice_payment", "", (), {"supplier": "Depot"}, minor=7_00,
               invoice="INV-1", on=DAY, reference="T")  # fmt: skip
    assert (books.balance("supplier"), books.balance("advances")) == (0, -7_00)


def test_a_rule_that_loses_a_cent_is_a_fault_of_ours(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = {**RULES, "post_cost": lambda _event, _books: [Line("asset", "A", 1, "EUR")]}
    monkeypatch.setattr("asset_recovery.lifecycle.ledger.rules.RULES", bad)
    with pytest.raises(NotBalanced):
        books.cost("A", 1)


def test_every_rule_is_of_an_action_and_every_kind_of_share_is_owed_somewhere() -> None:
    assert set(RULES) <= set(VOCABULARY)
    owed = {"value_order"}
    for code in code_list("ledger_accounts").codes.values():
        shares = code.more.get("shares", ())
        owed |= set(shares) if isinstance(shares, list) else set()
    assert owed == set(code_list("allocation_kinds").codes)
