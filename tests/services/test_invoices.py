"""Invoices: exact sums, shares by a key, days against custody, two persons, postings, disputes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from asset_recovery.domain.errors import NotFound
from asset_recovery.domain.invoice_facts import InvoiceFacts
from asset_recovery.domain.registers import Result
from asset_recovery.persistence.repositories import finder
from asset_recovery.services.decision_sheets import Source, decision_sheet
from asset_recovery.services.invoice_service import InvoiceService
from asset_recovery.services.rates import Rates
from asset_recovery.services.register_service import RegisterService
from tests.support.asset_life import INVENTORY, Life
from tests.support.office import NOW, OFFICE_ID, TODAY, money

At = Callable[[str], Life]
JUNE: dict[str, Any] = {"from": "2026-06-01", "to": "2026-06-30"}


@dataclass(frozen=True)
class _Open:
    """What a look needs of an office."""

    life: Life
    office_id: str = OFFICE_ID

    @property
    def reading(self) -> Any:
        return self.life.office.reading

    @property
    def writing(self) -> Any:
        return self.life.office.writing

    def now(self) -> str:
        return NOW

    def today(self) -> Any:
        return TODAY


def bill(life: Life, lines: list[dict[str, Any]], amount: str, **more: Any) -> Result:
    """An invoice of the depot, recorded by the accountant; a refusal comes back."""
    given = {
        "invoice": "INV-1", "supplier": "Depot d.o.o.", "number": "2026/17", "on": "2026-07-01",
        "amount": money(amount), "lines": lines, **JUNE, **more,
    }  # fmt: skip
    return life.try_("record_invoice", who="accountant", **given)


def line(amount: str | None = None, asset: str = "CAR", **more: Any) -> dict[str, Any]:
    """A line of storage."""
    found: dict[str, Any] = {"asset": asset, "category": "storage", **more}
    return found if amount is None else {**found, "amount": money(amount)}


def read(life: Life, reference: str = "INV-1", by: str = "auditor") -> InvoiceFacts:
    """The invoice as somebody reads it."""
    return InvoiceService(_Open(life)).invoice(reference, life.office.actor(by))


def codes(result: Result) -> list[str]:
    """The codes of a refusal."""
    return [one.code for one in result.reasons]


def certify(life: Life, who: str = "manager", **more: Any) -> Result:
    """The asset manager certifies."""
    given = {"invoice": "INV-1", "on": "2026-07-02", **more}
    return life.try_("certify_invoice", who=who, **given)


def approved(life: Life) -> None:
    """Certified by one, approved by another."""
    assert certify(life).ok
    life.approve("INV-1", on="2026-07-03")


def more_assets(life: Life, *names: str) -> None:
    """Further assets of the case, without custody."""
    for name in names:
        life.give(
            "register_asset", asset=name, case="CASE", type="VEH-CAR", description=f"Car {name}"
        )


def test_an_invoice_waits_for_two_persons_before_its_costs_are_posted(at: At) -> None:
    life = at("stored")
    made = bill(life, [line("300.00", vat=money("60.00"))], "360.00")
    assert made.ok
    assert dict(made.made)["invoice"] == "INV-1"
    assert codes(life.try_("approve", who="supervisor", what="INV-1", on="2026-07-02")) == [
        "nothing_pending"
    ]
    waiting = certify(life)
    assert waiting.pending
    assert life.events("post_cost") == []
    life.approve("INV-1", on="2026-07-03")
    (posted,) = life.events("post_cost")
    data, facts = json.loads(str(posted["data"])), json.loads(str(posted["facts"]))
    assert data["amount"] == money("360.00")
    assert data["vat"] == money("60.00")
    assert (facts["invoice"], facts["line"]) == ("INV-1", 1)
    found = read(life)
    assert (found.state, found.lines[0].posting) == ("approved", posted["reference"])
    assert life.is_sound()


def test_neither_who_recorded_nor_who_certified_approves(at: At) -> None:
    life = at("stored")
    life.office.add_user("chief", ("accountant", "supervisor"))
    given = {"supplier": "Depot", "number": "1", "on": "2026-07-01", **JUNE}
    life.give("record_invoice", who="chief", invoice="INV-1", amount=money("10.00"),
              lines=[line("10.00")], **given)  # fmt: skip
    assert certify(life).ok
    refused = life.try_("approve", who="chief", what="INV-1", on="2026-07-03")
    assert codes(refused) == ["same_person"]
    life.office.add_user("boss", ("asset_manager", "supervisor"))
    life.approve("INV-1", on="2026-07-03")
    life.give("record_invoice", who="accountant", invoice="INV-2", amount=money("10.00"),
              lines=[line("10.00", category="survey")], **{**given, "number": "2"})  # fmt: skip
    life.give("certify_invoice", who="boss", invoice="INV-2", on="2026-07-02")
    refused = life.try_("approve", who="boss", what="INV-2", on="2026-07-03")
    assert codes(refused) == ["same_person"]


def test_the_same_number_of_the_same_supplier_is_refused_in_any_spelling(at: At) -> None:
    life = at("stored")
    assert bill(life, [line("10.00")], "10.00").ok
    for supplier, number in (("DEPOT D.O.O.", "2026/17"), ("depot d o o", "2026-17")):
        again = bill(life, [line("10.00")], "10.00", invoice="INV-2", supplier=supplier,
                     number=number)  # fmt: skip
        assert codes(again) == ["identifier_duplicate"]
    other = bill(life, [line("10.00")], "10.00", invoice="INV-2", supplier="Another firm")
    assert other.ok
    alike = bill(life, [line("10.00")], "10.00", invoice="INV-3", supplier="Depot doo Ltd")
    assert "identifier_duplicate" in [one.code for one in alike.warnings]


@pytest.mark.parametrize(
    ("lines", "amount", "code", "says"),
    [
        ([line("301.00", quantity="30", rate="10.00")], "301.00", "field_invalid", "1.00 EUR"),
        ([line("300.00"), line("10.00")], "311.00", "shares_do_not_sum", "1.00 EUR too little"),
        ([line("300.00", vat=money("60.00"))], "300.00", "shares_do_not_sum", "60.00 EUR too much"),
        ([line("300.00", quantity="-1")], "300.00", "field_invalid", "negative"),
        ([line("300.00", rate="10")], "300.00", "field_missing", "quantity"),
        ([line()], "300.00", "field_missing", "amount"),
        ([{"category": "storage", "amount": money("1.00")}], "1.00", "field_missing", "asset"),
        ([{**line("1.00"), "case": "CASE"}], "1.00", "field_invalid", "one of them"),
        ([{"asset": "CAR", "amount": money("1.00")}], "1.00", "field_missing", "category"),
        ([line("1.00", vat=money("0.20", "USD"))], "1.00", "currency_mismatch", "USD"),
        ([{**line(), "amount": money("1.00", "USD")}], "1.00", "currency_mismatch", "USD"),
        ([line("1.00", **{"from": "2026-06-10", "to": "2026-06-01"})], "1.00", "date_order", ""),
        ([line("1.00", to="2026-07-01")], "1.00", "date_order", "outside"),
        ([line("1.00", asset="NONE")], "1.00", "not_found", "Line 1"),
        ([], "1.00", "field_missing", "lines"),
    ],
)  # fmt: skip
def test_a_bill_that_does_not_come_out_is_refused_with_place_and_difference(
    at: At, lines: list[dict[str, Any]], amount: str, code: str, says: str
) -> None:
    life = at("stored")
    life.give("run_timers")
    before = life.all_rows()
    refused = bill(life, lines, amount)
    assert code in codes(refused)
    assert says in " ".join(one.text for one in refused.reasons)
    assert life.all_rows() == before


def test_a_period_that_ends_before_it_begins_is_refused(at: At) -> None:
    refused = bill(at("stored"), [line("1.00")], "1.00", **{"from": "2026-07-01"})
    assert "date_order" in codes(refused)


def test_a_rate_may_have_more_decimals_than_the_currency(at: At) -> None:
    life = at("stored")
    given = line(category="utilities", quantity="1234.5", unit="kwh", rate="0.08125")
    assert bill(life, [given], "100.30").ok
    assert read(life).lines[0].amount.amount == "100.30"


def test_days_after_the_delivery_are_shown_with_their_money_at_once(at: At) -> None:
    life = at("delivered")  # possession on 2 March, delivered on 12 May
    may = {"from": "2026-05-01", "to": "2026-05-31"}
    made = bill(life, [line("310.00", quantity="31", rate=money("10.00"))], "310.00", **may)
    assert made.ok
    assert {one.code for one in made.warnings} == {"bill_differs"}
    found = read(life).lines[0]
    assert (found.expected_days, found.billed_days, found.days_difference) == (12, 31, 19)
    assert found.difference.amount == "190.00"
    after = next(one for one in found.findings if one.code == "after_delivery")
    assert "19 days after delivery to the buyer on 2026-05-12" in after.text
    assert after.amount is not None
    assert after.amount.amount == "190.00"


def test_a_late_bill_is_booked_on_what_stands_in_the_place_of_the_asset(at: At) -> None:
    life = at("delivered")
    may = {"from": "2026-05-01", "to": "2026-05-12"}
    assert bill(life, [line("120.00", quantity="12", rate="10")], "120.00", **may).ok
    assert [one.code for one in read(life).lines[0].findings if one.wrong] == []
    approved(life)
    assert life.row("CAR-SUB")["money"] is not None
    (posted,) = life.events("post_cost")
    statement = life.try_("correct_posting", who="accountant", posting=posted["reference"],
                          reason="test")  # fmt: skip
    assert statement.ok
    assert read(life).lines[0].reversed_by


def test_days_before_custody_and_days_that_are_no_days_of_the_period(at: At) -> None:
    life = at("stored")  # since 2 March
    march = {"from": "2026-02-27", "to": "2026-03-31"}
    bill(life, [line("330.00", quantity="33", rate="10")], "330.00", **march)
    found = read(life).lines[0]
    assert (found.expected_days, found.difference.amount) == (30, "30.00")
    assert found.findings[0].code == "not_in_custody"
    bill(life, [line("350.00", quantity="35", rate="10")], "350.00", invoice="INV-2", number="2",
         **{"from": "2026-04-01", "to": "2026-04-30"})  # fmt: skip
    assert [one.code for one in read(life, "INV-2").lines[0].findings][:1] == ["days_differ"]


def test_an_asset_that_went_to_another_keeper_is_not_paid_to_the_first(at: At) -> None:
    life = at("stored")  # kept by the Port guard
    life.give("move_custody", asset="CAR", on="2026-06-10", to="Other depot", reason="space",
              handed_over_by="A", received_by="Other depot")  # fmt: skip
    bill(life, [line("300.00", quantity="30", rate="10")], "300.00", supplier="Port guard")
    found = read(life).lines[0]
    assert [one.code for one in found.findings] == ["elsewhere"]
    assert (found.expected_days, found.difference.amount) == (10, "200.00")
    assert "Other depot" in found.findings[0].text


def test_days_billed_already_by_the_same_supplier_are_found(at: At) -> None:
    life = at("stored")
    bill(life, [line("100.00", quantity="10", rate="10")], "100.00",
         **{"from": "2026-06-01", "to": "2026-06-10"})  # fmt: skip
    bill(life, [line("300.00", quantity="30", rate="10")], "300.00", invoice="INV-2", number="2")
    found = read(life, "INV-2").lines[0]
    assert (found.expected_days, found.difference.amount) == (20, "100.00")
    twice = next(one for one in found.findings if one.code == "already_billed")
    assert "INV-1" in twice.text
    other = bill(life, [line("30.00", category="insurance")], "30.00", invoice="INV-3", number="3")
    assert other.ok
    assert not read(life, "INV-3").wrong


def test_a_line_is_shared_by_a_key_and_the_parts_sum_exactly(at: At) -> None:
    life = at("stored")
    more_assets(life, "B", "C")
    shared = {"assets": ["CAR", "B", "C"], "key": "equal", "category": "insurance",
              "amount": money("100.00"), "vat": money("0.01")}  # fmt: skip
    assert bill(life, [shared], "100.01").ok
    lines = read(life).lines
    assert [one.amount.amount for one in lines] == ["33.34", "33.33", "33.33"]
    assert [one.vat.amount for one in lines] == ["0.01", "0.00", "0.00"]
    assert [(one.name, one.key, str(one.weight)) for one in lines][1] == ("1.2", "equal", "1")


def test_the_rest_of_a_bill_goes_by_given_weights_and_by_days_in_custody(at: At) -> None:
    life = at("stored")
    more_assets(life, "B")
    lines = [
        line("40.00", category="transport"),
        {"assets": [{"asset": "CAR", "weight": "3"}, {"asset": "B", "weight": "1"}],
         "key": "given", "category": "insurance"},
    ]  # fmt: skip
    assert bill(life, lines, "140.00").ok
    assert [one.amount.amount for one in read(life).lines] == ["40.00", "75.00", "25.00"]
    by_days = {"assets": "CAR; B", "key": "days", "category": "storage", "amount": money("30.00")}
    assert bill(life, [by_days], "30.00", invoice="INV-2", number="2").ok
    found = read(life, "INV-2")
    assert [(str(one.weight), one.amount.amount) for one in found.lines] == [
        ("30", "30.00"), ("0", "0.00")
    ]  # fmt: skip
    assert not found.wrong


def test_a_key_without_a_figure_is_refused_by_asset(at: At) -> None:
    life = at("stored")
    more_assets(life, "B")
    by_value = {"assets": ["B"], "key": "value", "category": "storage", "amount": money("30.00")}
    refused = bill(life, [by_value], "30.00")
    assert codes(refused) == ["field_missing"]
    assert "B has no value" in refused.reasons[0].text


def test_a_tax_given_as_a_whole_is_spread_and_must_agree(at: At) -> None:
    life = at("stored")
    lines = [line("10.00", category="transport"), line("20.00", category="insurance")]
    assert bill(life, lines, "36.01", vat=money("6.01")).ok
    assert [one.vat.amount for one in read(life).lines] == ["2.00", "4.01"]
    taxed = [line("10.00", vat=money("2.00"))]
    refused = bill(life, taxed, "13.00", vat=money("3.00"), invoice="INV-2", number="2")
    assert codes(refused) == ["shares_do_not_sum"]


def test_disputed_lines_are_not_posted_and_a_waiting_certification_is_void(at: At) -> None:
    life = at("stored")
    bill(life, [line("10.00"), line("20.00", category="insurance")], "30.00")
    assert certify(life).ok
    disputed = life.try_("dispute_invoice", who="accountant", invoice="INV-1", on="2026-07-03",
                         lines=[2], reason="never insured")  # fmt: skip
    assert disputed.ok
    assert read(life).state == "disputed"
    assert codes(life.try_("approve", who="supervisor", what="INV-1", on="2026-07-03")) == [
        "nothing_pending"
    ]
    approved_after = certify(life, on="2026-07-04")
    assert approved_after.ok
    life.approve("INV-1", on="2026-07-05")
    assert len(life.events("post_cost")) == 1
    found = read(life)
    assert [one.state for one in found.lines] == ["posted", "disputed"]
    assert found.lines[1].said == "never insured"
    again = life.try_("dispute_invoice", who="accountant", invoice="INV-1", on="2026-07-06",
                      lines=["1"], reason="x")  # fmt: skip
    assert (codes(again), again.reasons[0].clear_with) == (["wrong_state"], "correct_posting")
    life.give("settle_dispute", who="accountant", invoice="INV-1", on="2026-07-06", lines=["2"],
              outcome="stands")  # fmt: skip
    assert certify(life, on="2026-07-06").ok
    life.approve("INV-1", on="2026-07-07")
    assert len(life.events("post_cost")) == 2
    assert life.is_sound()


def test_an_approved_invoice_is_sent_to_the_treasury_and_paid(at: At) -> None:
    life = at("stored")
    bill(life, [line("10.00")], "10.00")
    sent = {"invoice": "INV-1", "on": "2026-07-04", "reference": "T-1"}
    early = life.try_("send_invoice", who="accountant", **sent)
    assert (codes(early), early.reasons[0].clear_with) == (["wrong_state"], "certify_invoice")
    assert certify(life).ok
    assert codes(life.try_("send_invoice", who="accountant", **sent)) == ["second_person_needed"]
    life.approve("INV-1", on="2026-07-03")
    assert codes(life.try_("send_invoice", who="accountant", **{**sent, "on": "2026-07-02"})) == [
        "date_order"
    ]
    life.give("send_invoice", who="accountant", **sent)
    life.give("record_invoice_payment", who="accountant", **{**sent, "on": "2026-07-09"})
    found = read(life)
    assert (found.state, found.sent_reference) == ("paid", "T-1")


def test_a_rejected_invoice_posts_nothing_and_leaves_its_number_free(at: At) -> None:
    life = at("stored")
    bill(life, [line("10.00")], "10.00")
    assert certify(life).ok
    life.give("reject", who="supervisor", what="INV-1", on="2026-07-03", for_correction=True)
    assert read(life).state == "received"
    assert certify(life).ok
    life.give("reject", who="supervisor", what="INV-1", on="2026-07-03")
    assert (read(life).state, life.events("post_cost")) == ("rejected", [])
    assert bill(life, [line("10.00")], "10.00", invoice="INV-2").ok


def test_lines_of_a_sealed_case_are_masked_and_nobody_outside_acts_on_them(at: At) -> None:
    life = at("stored")
    life.give("open_case", case="SECRET", title="Hidden", on="2026-01-01")
    life.give("register_asset", asset="S", case="SECRET", type="VEH-CAR", description="Hidden car")
    bill(life, [line("10.00"), line("20.00", asset="S")], "30.00")
    life.give("seal_case", who="supervisor", case="SECRET", on="2026-07-01", reason="covert")
    found = read(life)
    assert [one.known for one in found.lines] == [True, False]
    assert (found.lines[1].asset, found.lines[1].case, found.lines[1].amount.amount) == (
        None, "", "20.00"
    )  # fmt: skip
    assert codes(certify(life)) == ["not_found"]
    assert codes(bill(life, [line("5.00", asset="S")], "5.00", number="9")) == ["not_found"]


def test_an_invoice_of_hidden_cases_alone_is_not_there(at: At) -> None:
    life = at("stored")
    bill(life, [line("10.00")], "10.00")
    life.give("seal_case", who="supervisor", case="CASE", on="2026-07-01", reason="covert")
    with pytest.raises(NotFound):
        read(life)


def test_one_invoice_is_over_assets_of_several_cases_and_over_a_case(at: At) -> None:
    life = at("stored")
    life.give("open_case", case="OTHER", title="Another", on="2026-01-01")
    life.give("register_asset", asset="X", case="OTHER", type="VEH-CAR", description="Other car")
    lines = [line("10.00"), line("20.00", asset="X", category="insurance"),
             {"case": "OTHER", "category": "administration", "amount": money("5.00")}]  # fmt: skip
    assert bill(life, lines, "35.00").ok
    approved(life)
    assert [row["case_id"] for row in life.events("post_cost")] == [1, 2, 2]
    assert INVENTORY["custodian"] == "Port guard"


def test_how_an_amount_came_about_is_told_line_by_line(at: At) -> None:
    life = at("stored")
    bill(life, [line("300.00", quantity="30", rate="10", vat=money("60.00"))], "360.00")
    told = InvoiceService(_Open(life)).explain("INV-1", life.office.actor("auditor"))
    assert told["value"] == money("360.00")
    assert "30 × 10 = 300.00 EUR" in str(told["steps"])


def test_the_register_lists_by_supplier_state_age_and_difference(at: At) -> None:
    life = at("delivered")
    may = {"from": "2026-05-01", "to": "2026-05-31"}
    bill(life, [line("310.00", quantity="31", rate=money("10.00"))], "310.00", **may)
    bill(life, [line("5.00", category="survey")], "5.00", invoice="INV-2", number="2")
    registers = RegisterService(engine=life.office.reading, today=lambda: TODAY)
    auditor = life.office.actor("auditor")
    rows = registers.listed("invoices", auditor, where="difference > 0 and age > 100")
    assert [(row["reference"], row["wrong"], row["difference"]) for row in rows] == [
        ("INV-1", 1, "190.00")
    ]
    assert len(registers.listed("invoices", auditor, where="supplier contains 'depot'")) == 2
    life.give("seal_case", who="supervisor", case="CASE", on="2026-07-01", reason="covert")
    assert registers.listed("invoices", auditor) == []
    assert registers.counts(auditor)["invoices"] == 0


def test_rate_and_days_are_checked_against_the_contract_of_the_supplier(at: At) -> None:
    life = at("stored")
    life.give("register_party", party="DEPOT", kind="legal", name="Depot d.o.o.")
    life.give("record_contract", contract="CT-1", kind="storage", assets=["CAR"], party="DEPOT",
              fee=money("9.00"), **{"from": "2026-03-01", "to": "2026-06-20"})  # fmt: skip
    bill(life, [line("300.00", quantity="30", rate="10")], "300.00", supplier="DEPOT")
    found = read(life)
    assert found.supplier == "Depot d.o.o."
    said = {one.code: one for one in found.lines[0].findings}
    assert set(said) == {"outside_contract", "rate_differs"}
    assert "10 days on which CT-1 was not in force" in said["outside_contract"].text
    assert "CT-1 says 9" in said["rate_differs"].text
    assert found.lines[0].difference.amount == "30.00"


def test_the_contract_of_a_supplier_known_by_name_only_is_found(at: At) -> None:
    life = at("stored")
    life.give("record_contract", contract="CT-1", kind="storage", assets=["CAR"],
              party={"name": "Depot d.o.o."}, fee=money("10.00"),
              **{"from": "2026-03-01"})  # fmt: skip
    bill(life, [line("300.00", quantity="30", rate="10")], "300.00")
    assert read(life).lines[0].findings == ()


def test_who_decides_sees_the_supplier_and_the_lines_that_differ(at: At) -> None:
    life = at("delivered")
    may = {"from": "2026-05-01", "to": "2026-05-31"}
    bill(life, [line("310.00", quantity="31", rate=money("10.00"))], "310.00", **may)
    waiting = dict(certify(life).pending)
    with life.office.reading.connect() as connection:
        source = Source(connection, Rates(connection, "EUR"), TODAY)
        row = finder.by_reference(connection, "approval", next(iter(waiting)))
        assert row is not None
        sheet = decision_sheet(source, row)
    told = {name: text for part in sheet.sections for name, text in part.rows}
    assert sheet.record == "INV-1"
    assert told["Supplier"] == "Depot d.o.o., number 2026/17"
    assert "19 days after delivery" in told["Line 1, CAR"]
