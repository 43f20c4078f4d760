"""What certificates need from the file: presence at trial, and the account for payment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.services.reading import case_file
from tests.support.office import SmallOffice, an_office

IBAN = "MT84MALT011000012345MTLCAST001S"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    made = an_office(tmp_path)
    yield made
    made.close()


def changed(office: SmallOffice, key: str, value: str) -> Any:
    given: dict[str, Any] = {"key": key, "value": value, "reason": "letter", "from": "2026-01-01"}
    return office.try_to_give("change_office", by="administrator", **given)


@pytest.mark.parametrize("absent", [True, False, None])
def test_the_file_tells_whether_a_judgment_was_given_in_absence(
    office: SmallOffice, absent: bool | None
) -> None:
    office.give("open_case", case="C", title="Amber", on="2026-01-02")
    more: dict[str, Any] = {} if absent is None else {"in_absentia": absent}
    office.give("record_proceeding", case="C", kind="conviction", authority="Regional Court",
                reference="7 KLs 2/26", on="2026-03-02", **more)  # fmt: skip
    assert case_file(office, "C").proceedings[0].in_absentia is absent


def test_the_account_to_which_other_states_pay_is_a_fact_of_the_office(office: SmallOffice) -> None:
    office.give("open_case", case="C", title="Amber", on="2026-01-02")
    assert case_file(office, "C").office.payment_iban == ""
    for key, value in (
        ("payment_iban", IBAN),
        ("payment_bic", "MALTMTMT"),
        ("payment_holder", "The Treasury"),
    ):
        assert changed(office, key, value).ok
    known = case_file(office, "C").office
    assert (known.payment_iban, known.payment_bic, known.payment_holder) == (
        IBAN,
        "MALTMTMT",
        "The Treasury",
    )


@pytest.mark.parametrize(
    ("key", "value"), [("payment_iban", IBAN[:-1] + "T"), ("payment_bic", "no")]
)
def test_an_account_with_a_wrong_check_digit_is_not_kept(
    office: SmallOffice, key: str, value: str
) -> None:
    office.give("open_case", case="C", title="Amber", on="2026-01-02")
    refused = changed(office, key, value)
    assert not refused.ok
    assert (refused.reasons[0].code, refused.reasons[0].field) == ("field_invalid", "value")
    assert case_file(office, "C").office.payment_iban == ""
