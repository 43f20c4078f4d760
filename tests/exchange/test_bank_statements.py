"""Files of a bank: what is read of each format, and what is refused with its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.exchange.bank.camt053 import read_camt053
from asset_recovery.exchange.bank.mt940 import read_mt940
from asset_recovery.exchange.bank.mt940_text import told
from asset_recovery.exchange.bank.statement import BankStatement
from asset_recovery.exchange.bank.statement_plan import plan_statements
from tests.support.bank_files import IBAN, MT940, camt


def of_camt(folder: Path, text: str | bytes) -> list[BankStatement]:
    path = folder / "statement.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return read_camt053(path)


def of_mt940(folder: Path, text: str, encoding: str = "utf-8") -> list[BankStatement]:
    path = folder / "statement.sta"
    path.write_bytes(text.encode(encoding))
    return read_mt940(path)[0]


def refused(read: object, folder: Path, text: str | bytes) -> tuple[str, str]:
    with pytest.raises(ValidationFailed) as refusal:
        read(folder, text)  # type: ignore[operator]
    return refusal.value.reasons[0].code, refusal.value.reasons[0].text


@pytest.mark.parametrize("version", ["02", "04", "06", "08", "10", "13"])
def test_every_version_of_camt_053_is_read_by_the_names_of_its_elements(
    tmp_path: Path, version: str
) -> None:
    entries = [("500.00", "BK-1", "sale SA-1"), ("-150.00", "BK-2", "fee")]
    (found,) = of_camt(tmp_path, camt("1000.00", "1350.00", entries, version=version))
    assert (found.account, found.number, found.on) == (IBAN, "2026-101", date(2026, 11, 1))
    first, second = found.lines
    assert (first.amount, second.amount) == (Money(50000, "EUR"), Money(-15000, "EUR"))
    assert (first.on, first.value_on) == (date(2026, 11, 1), date(2026, 10, 30))
    assert (first.bank_reference, first.text) == ("BK-1", "sale SA-1")
    assert (first.counterparty, first.counterparty_account) == (
        "Žofia Šťastná",
        "DE89370400440532013000",
    )


def test_several_statements_of_a_file_are_read_apart(tmp_path: Path) -> None:
    one = camt("0.00", "0.00")
    inner = one[one.index("<Stmt>") : one.index("</BkToCstmrStmt>")]
    found = of_camt(tmp_path, one.replace(inner, inner + inner.replace("2026-101", "2026-102")))
    assert [statement.number for statement in found] == ["2026-101", "2026-102"]


BATCH = """<Ntry><Amt Ccy="EUR">{total}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
<BookgDt><Dt>2026-11-01</Dt></BookgDt><NtryDtls>
<TxDtls><Refs><EndToEndId>A</EndToEndId></Refs><Amt Ccy="EUR">1.50</Amt></TxDtls>
<TxDtls><Refs><EndToEndId>B</EndToEndId></Refs><AmtDtls><TxAmt><Amt Ccy="EUR">2.5</Amt></TxAmt>
</AmtDtls></TxDtls></NtryDtls></Ntry>"""


def test_a_batch_is_told_by_its_transactions_where_they_sum_up_to_it(tmp_path: Path) -> None:
    (found,) = of_camt(tmp_path, camt("0.00", "4.00", more=BATCH.format(total="4.00")))
    assert [(line.reference, line.amount.minor) for line in found.lines] == [("A", 150), ("B", 250)]


def test_a_batch_whose_parts_do_not_sum_up_stays_one_line(tmp_path: Path) -> None:
    (found,) = of_camt(tmp_path, camt("0.00", "5.00", more=BATCH.format(total="5.00")))
    assert [(line.reference, line.amount.minor) for line in found.lines] == [("A B", 500)]


def test_what_is_not_booked_yet_is_no_movement(tmp_path: Path) -> None:
    pending = BATCH.format(total="4.00").replace("BOOK", "PDNG")
    (found,) = of_camt(tmp_path, camt("0.00", "0.00", more=pending))
    assert found.lines == ()


def test_a_reversed_credit_goes_out_and_says_that_it_is_a_reversal(tmp_path: Path) -> None:
    text = camt("5.00", "0.00", [("-5.00", "BK", "back")])
    (found,) = of_camt(tmp_path, text.replace("<Sts>", "<RvslInd>true</RvslInd><Sts>"))
    (line,) = found.lines
    assert (line.amount.minor, line.reversal, line.counterparty) == (-500, True, "Žofia Šťastná")


def test_an_overdrawn_account_has_negative_balances(tmp_path: Path) -> None:
    (found,) = of_camt(tmp_path, camt("-5.00", "-5.00"))
    assert found.opening == Money(-500, "EUR")


BOMB = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("head", [BOMB, OUTSIDE, '<!DOCTYPE d SYSTEM "http://x/y.dtd">'])
def test_a_document_type_is_refused_before_anything_of_it_is_read(
    tmp_path: Path, head: str
) -> None:
    code, text = refused(of_camt, tmp_path, camt("0.00", "0.00", head=head))
    assert code == "file_unreadable"
    assert "entities" in text


def test_xml_nested_without_end_is_refused(tmp_path: Path) -> None:
    code, _text = refused(of_camt, tmp_path, camt("0.00", "0.00", more="<a>" * 100 + "</a>" * 100))
    assert code == "too_large"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (camt("0.00", "0.00")[:-40], "line 1"),
        (b"\xff\xfe\x00", "XML"),
        (b"", "empty"),
        ("<html></html>", "no statement"),
        (camt("0.00", "0.00").replace("camt.053", "camt.054"), "camt.054"),
        (camt("0.00", "0.00").replace("CLBD", "XXXX"), "closing balance"),
        (camt("0.00", "0.00").replace(IBAN, ""), "no account"),
        (camt("0.001", "0.00"), "decimals"),
        (camt("0.00", "0.00", currency="EUX"), "EUX"),
        (
            camt("0.00", "0.00", [("1.00", "B", "t")]).replace("2026-10-30", "30.10.26"),
            "not a date",
        ),
    ],
)
def test_a_file_that_is_no_statement_is_refused_with_what_is_wrong(
    tmp_path: Path, text: str | bytes, said: str
) -> None:
    code, sentence = refused(of_camt, tmp_path, text)
    assert code == "file_unreadable"
    assert said in sentence


def test_mt940_continued_over_two_messages_is_one_statement(tmp_path: Path) -> None:
    (found,) = of_mt940(tmp_path, MT940)
    assert (found.account, found.number, found.on) == (IBAN, "00101", date(2026, 11, 1))
    assert [line.amount.minor for line in found.lines] == [30000, -30000, -15000]
    first, second, third = found.lines
    assert (first.on, first.value_on) == (date(2026, 11, 1), date(2026, 10, 31))
    assert (first.counterparty, first.reference) == ("Jana Novakova", "E2E-1")
    assert first.text.startswith("sale SA-2026-000001")
    assert (second.reversal, third.reversal) == (True, False)
    assert (third.bank_reference, third.text) == ("B/2", "storage")


def test_mt940_in_its_swift_envelope_is_read_too(tmp_path: Path) -> None:
    head = "{1:F01BANKDEFFXXXX0000000000}{2:O9400000000000BANKDEFFXXXX}{4:\n"
    wrapped = head + MT940.replace("\n-\n:20:", f"\n-}}\n{head}:20:").rstrip("-\n") + "\n-}\n"
    (one,), (other,) = of_mt940(tmp_path, wrapped), of_mt940(tmp_path, MT940)
    assert (one.lines, one.number, one.closing) == (other.lines, other.number, other.closing)


def test_a_reversed_debit_comes_in(tmp_path: Path) -> None:
    text = MT940.replace("RC300,00", "RD300,00").replace("62F:C261101EUR850", "62F:C261101EUR1450")
    (found,) = of_mt940(tmp_path, text)
    assert (found.lines[1].amount.minor, found.lines[1].reversal) == (30000, True)


def test_the_day_of_booking_lies_in_the_year_nearest_to_the_value_date(tmp_path: Path) -> None:
    (found,) = of_mt940(tmp_path, MT940.replace("2610311101CR", "2612310102CR"))
    assert found.lines[0].on == date(2027, 1, 2)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("60M:C261101EUR1300,00", "60M:C261101EUR1200,00"), "A part is missing"),
        (("D150,NMSC", "D150.00NMSC"), "Line 16"),
        (("C261031EUR1000,00", "C261331EUR1000,00"), "Line 4"),
        (("EUR1000,00", "EUR1000,001"), "decimals"),
        (("2610311101CR", "2610311301CR"), "MMDD"),
        ((f":25:{IBAN}", ":25:"), "no account"),
        (("\n-\n:20:", "\n-\n:99:"), "no balance"),
        ((":20:", ":21:"), "no message"),
    ],
)
def test_mt940_that_is_wrong_is_refused_with_its_line(
    tmp_path: Path, change: tuple[str, str], said: str
) -> None:
    if said == "no balance":
        change = ("62M:", "62X:")
    code, text = refused(of_mt940, tmp_path, MT940.replace(*change))
    assert code == "file_unreadable"
    assert said in text


def test_mt940_of_an_old_encoding_is_read_and_the_guess_is_said(tmp_path: Path) -> None:
    path = tmp_path / "statement.sta"
    path.write_bytes(MT940.replace("ovakova", "ovákova").encode("cp1252"))
    found, encoding, guessed = read_mt940(path)
    assert (found[0].lines[0].counterparty, encoding, guessed) == ("Jana Novákova", "cp1252", True)
    assert refused(lambda _f, _t: read_mt940(path, "utf-8"), tmp_path, "")[0] == "file_unreadable"


def test_two_bytes_a_letter_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "statement.sta"
    path.write_bytes(MT940.encode("utf-16"))
    with pytest.raises(ValidationFailed, match="two bytes"):
        read_mt940(path)


def test_details_between_slashes_are_told_apart() -> None:
    found = told("/TRTP/SEPA OVERBOEKING/IBAN/NL91ABNA0417164300/NAME/J JANSEN/REMI/ORD-2026-000001"
                 "/EREF/NOTPROVIDED")  # fmt: skip
    assert (found.name, found.account) == ("J JANSEN", "NL91ABNA0417164300")
    assert (found.text, found.reference) == ("ORD-2026-000001", "")


HEAD = "account;booked_on;value_on;amount;currency;balance;bank_reference;counterparty;text\n"


def of_table(folder: Path, *rows: str) -> list[tuple[str, ...]]:
    path = folder / "statement.csv"
    path.write_text(HEAD + "\n".join(rows), "utf-8")
    plan = plan_statements(path, "bank_statement", today=date(2026, 11, 24)).plan
    return [row.cells for row in plan.rows]


def test_a_table_becomes_one_statement_for_each_account(tmp_path: Path) -> None:
    rows = of_table(
        tmp_path,
        f"{IBAN};2026-11-01;2026-10-31;500.00;EUR;1500.00;A;Payer;x",
        f"{IBAN};2026-11-02;;-100.5;EUR;1399.50;B;Shop;y",
        "OTHER;2026-11-02;;1;USD;1;C;;",
    )
    two = "2026-11-02"
    assert rows == [
        (f"2026-11-01/{two}", IBAN, "2026-11-01", two, "1000.00", "1399.50", "EUR", "2"),
        (f"{two}/{two}", "OTHER", two, two, "0.00", "1.00", "USD", "1"),
    ]


def test_a_table_with_the_newest_row_first_is_turned(tmp_path: Path) -> None:
    (row,) = of_table(
        tmp_path,
        f"{IBAN};2026-11-02;;-100.50;EUR;1399.50;B;Shop;y",
        f"{IBAN};2026-11-01;;500.00;EUR;1500.00;A;Payer;x",
    )
    assert row[4:6] == ("1000.00", "1399.50")


def test_a_row_that_cannot_be_read_refuses_the_table_with_its_number(tmp_path: Path) -> None:
    with pytest.raises(ValidationFailed) as refusal:
        of_table(tmp_path, f"{IBAN};2026-11-01;;12,50;EUR;1;A;;", f"{IBAN};soon;;1;EUR;1;A;;")
    assert [(one.row, one.field) for one in refusal.value.reasons] == [
        (2, "amount"),
        (3, "booked_on"),
    ]


def test_a_map_for_something_else_reads_no_statement(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(HEAD, "utf-8")
    with pytest.raises(ValidationFailed) as refusal:
        plan_statements(path, "parties", today=date(2026, 11, 24))
    assert refusal.value.reasons[0].code == "map_invalid"
