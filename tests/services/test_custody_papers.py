"""Papers of custody: receipt in the owner's language, notice, hand-over, inspection, record."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from asset_recovery.domain.errors import AppError
from asset_recovery.services.form_papers.paper_labels import LANGUAGES, in_language
from asset_recovery.services.paper_service import PaperService
from tests.reports.pdf_reading import page_texts
from tests.services.reading import opened
from tests.support.asset_life import INVENTORY, Life

At = Callable[[str], Life]
MOVE: dict[str, Any] = {
    "asset": "CAR", "on": "2026-03-10", "to": "Laboratory", "reason": "paint sample",
    "handed_over_by": "Port guard", "received_by": "Examiner", "seals": ["S-2"],
}  # fmt: skip


def printed(life: Life, form: str, language: str = "en", **options: str) -> str:
    """The text of a form about the car, without spaces."""
    papers = PaperService(opened(life.office), life.office.actor("everyone"))
    content = papers.form("CAR", form, language=language, options=options)
    return "".join(page_texts(content)).replace(" ", "").replace("\n", "")


def refused(life: Life, form: str, **options: str) -> str:
    """The code of the refusal to print a form."""
    with pytest.raises(AppError) as error:
        printed(life, form, **options)
    return error.value.reasons[0].code


def test_one_asset_taken_without_an_operation_has_its_receipt(at: At) -> None:
    text = printed(at("seized"), "OPS-02", copy="person")
    assert "CAR-R" in text
    assert "nofurtheritem" in text
    assert "copy2of3" in text


def test_the_receipt_names_the_place_where_it_was_taken_not_where_it_is_kept(at: At) -> None:
    life = at("identified")
    life.order("FREEZE", "seizure", "2026-03-01")
    life.give(
        "take_possession",
        asset="CAR",
        order="FREEZE",
        on="2026-03-02",
        **{**INVENTORY, "place": "Quay 7, Valletta"},
    )
    text = printed(life, "OPS-02")
    assert "Quay7,Valletta" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_receipt_speaks_the_owners_language_and_says_who_must_check_it(
    at: At, language: str
) -> None:
    say = in_language("receipt", language, lambda text: text)
    text = printed(at("seized"), "OPS-02", language)
    assert "CAR-R" in text
    assert say("Receipt") != "Receipt"
    if language != "ar":
        assert say("Receipt").replace(" ", "") in text
        assert say("Translation to be checked").replace(" ", "") in text


def test_a_hand_over_prints_both_hashes_and_what_does_not_fit(at: At) -> None:
    life = at("seized")
    assert refused(life, "OPS-04") == "wrong_state"
    life.give("move_custody", **MOVE)
    text = printed(life, "OPS-04")
    assert "Hashoftherecordbeforeit" in text
    assert "S-2insteadofS-1" in text
    assert refused(life, "OPS-04", transfer="TR-9") == "not_found"


def test_a_custody_record_prints_every_gap_with_its_explanation(at: At) -> None:
    life = at("seized")
    life.give("move_custody", **MOVE)
    assert "NOTEXPLAINED" in printed(life, "CUS-01")
    key = f"seal_differs-{life.events('move_custody')[0]['seq']}"
    life.give("explain_gap", asset="CAR", on="2026-03-11", finding=key, explanation="torn")
    text = printed(life, "CUS-01")
    assert "NOTEXPLAINED" not in text
    assert "torn" in text


def test_an_inspection_sheet_can_be_taken_along_empty(at: At) -> None:
    life = at("seized")
    visit = {"storage": "Hall 3", "on": "2026-03-09", "from": "10:00", "to": "11:00"}
    life.give("record_access", **visit, party="Valuer V", purpose="look", assets=["CAR"])
    text = printed(life, "OPS-05", sheet="empty")
    assert "Enginestarts" in text
    assert "ValuerV" in text


def test_a_notice_names_the_remedy_and_the_term_of_the_legal_system(at: At) -> None:
    life = at("seized")
    text = printed(life, "OPS-03", party="OWNER")
    assert "30days" in text
    assert "Tobecheckedbyalawyer" in text
    assert refused(life, "OPS-03", party="NOBODY") == "not_found"


def test_a_total_is_said_digit_by_digit() -> None:
    from asset_recovery.reports.particulars import in_digits  # noqa: PLC0415

    class Words:
        """Says a text as it is."""

        @staticmethod
        def say(text: str) -> str:
            return text

    assert in_digits(Decimal("120.50"), Words()) == "one – two – zero – point – five – zero"  # type: ignore[arg-type]
