"""Requests drafted, approved, signed and sent against the sheet of the State they go to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.forms.a_case import WHOLE
from tests.services.reading import case_file
from tests.services.test_requests_sent import asked
from tests.support.asset_life import Life

At = Callable[[str], Life]
SHEET: dict[str, Any] = {"country": "CH", "on": "2026-02-01", "source": "treaty office"}
WRITTEN = {
    **WHOLE,
    "proceedings_nature": "investigation",
    "proceedings_stage": "investigation",
    "facts_summary": "Funds were paid for no service.",
    "assistance_items": [{"no": "1", "module": "M-08", "text": "Freeze"}],
    "offences": [{"name": "Embezzlement"}],
    "route": "CB",
    "nexus": "The account is kept there.",
    "requested_central_authority": {"name": "Federal Office of Justice", "country": "CH"},
    "mode": "obtain",
    "order_copy": "Order of 1 March 2026, D-1",
    "proceedings_status": "instituted",
    "proceedings_date": "2026-01-15",
}


def sheet(life: Life, *codes: str, **more: Any) -> None:
    """What is in force with Switzerland."""
    rows = [{"instrument": code, "since": "2000-01-01"} for code in codes]
    life.give("record_state_sheet", **SHEET, instruments=rows, **more)


def refused(result: Any) -> list[tuple[str, str | None]]:
    return [(one.code, one.field) for one in result.reasons]


def test_a_form_that_does_not_apply_is_refused_and_nothing_is_drafted(at: At) -> None:
    life = at("identified")
    sheet(life, "UNCAC")
    before = life.all_rows()
    result = life.try_("draft_request", case="CASE", form="COE-02", to_country="CH",
                       kinds=["AR-T"], assets=[life.asset])  # fmt: skip
    assert refused(result) == [("form_out_of_scope", "form")]
    assert result.reasons[0].clear_with == "record_state_sheet"
    assert life.all_rows() == before


def test_without_a_sheet_it_is_drafted_with_a_warning_and_with_one_without(at: At) -> None:
    life = at("identified")
    for form in ("MLA-01", "COE-02"):
        drafted = {"case": "CASE", "form": form, "to_country": "CH", "kinds": ["AR-T"]}
        assert life.warned("draft_request", **drafted) == ["state_sheet_missing"]
    sheet(life, "UNCAC", "CETS198", "ETS30", "HARARE")
    for form in ("MLA-01", "COE-01", "COE-02", "CW-01"):
        drafted = {"case": "CASE", "form": form, "to_country": "CH", "kinds": ["AR-T"]}
        assert life.warned("draft_request", **drafted) == []


def test_a_request_for_our_own_state_asks_for_no_sheet_and_says_so(at: At) -> None:
    life = at("identified")
    drafted = {"case": "CASE", "form": "MLA-01", "to_country": "MT", "kinds": ["AR-T"]}
    assert life.warned("draft_request", **drafted) == ["form_out_of_scope"]


def test_an_instrument_not_in_force_is_warned_of_and_bars_approval(at: At) -> None:
    life = at("identified")
    sheet(life, "UNTOC")
    assert asked(life, fields=WRITTEN).ok
    found = life.try_("fill_request", request="OUT-1", fields={"purpose": "To hold it."})
    assert refused(found) == []
    assert [one.code for one in found.warnings] == ["form_out_of_scope"]
    life.give("review_request", who="lawyer", request="OUT-1", on="2026-11-24")
    barred = life.try_("approve_request", who="supervisor", request="OUT-1", on="2026-11-24")
    assert "form_out_of_scope" in [one.code for one in barred.reasons]
    said = next(one for one in barred.reasons if one.code == "form_out_of_scope")
    assert "State sheet of Switzerland, checked on 2026-02-01" in said.text
    assert said.field == "legal_basis"
    sheet(life, "UNTOC", "UNCAC")
    again = life.try_("approve_request", who="supervisor", request="OUT-1", on="2026-11-24")
    assert "form_out_of_scope" not in [one.code for one in again.reasons]


def test_a_language_that_is_demanded_bars_sending_alone(at: At) -> None:
    life = at("identified")
    sheet(life, "UNCAC", languages=["fr"], language_demanded=True)
    found = asked(life, fields=WRITTEN, language="en")
    assert "form_incomplete" in [one.code for one in found.warnings]
    life.give("review_request", who="lawyer", request="OUT-1", on="2026-11-24")
    life.give("approve_request", who="supervisor", request="OUT-1", on="2026-11-24")
    life.give("sign_request", who="supervisor", request="OUT-1", on="2026-11-24")
    given = {"request": "OUT-1", "on": "2026-11-24", "channel": "post"}
    barred = life.try_("send_request", **given)
    assert refused(barred) == [("form_incomplete", "language")]
    assert "French" in barred.reasons[0].text
    sheet(life, languages=["fr", "en"])
    life.give("send_request", **given)


def test_an_addressee_of_the_directory_is_kept_and_fills_the_form(at: At) -> None:
    life = at("identified")
    life.give("record_authority", authority="AU-1", name="Bundesamt", country="CH",
              authority_type="central_authority", email="desk@office.example")  # fmt: skip
    assert asked(life, to_authority="AU-1").ok
    assert asked(life, request="OUT-2", to_authority="Some office").ok
    named = {
        one.reference: (one.authority, one.addressee)
        for one in case_file(life.office, "CASE").requests
    }
    assert named == {"OUT-1": ("Bundesamt", "AU-1"), "OUT-2": ("Some office", None)}
    life.give("fill_request", request="OUT-1", fields={"purpose": "To hold it."})
    file = case_file(life.office, "CASE")
    assert file.requests[0].addressee == "AU-1"
    assert [one.email for one in file.foreign.authorities] == ["desk@office.example"]
    assert life.is_sound()


def test_an_authority_of_another_state_or_of_the_past_is_told_apart(at: At) -> None:
    life = at("identified")
    for reference, country in (("AU-1", "FR"), ("AU-2", "CH")):
        life.give("record_authority", authority=reference, name=f"Office {reference}",
                  country=country, authority_type="court", on="2026-01-01")  # fmt: skip
    assert refused(asked(life, to_authority="AU-1")) == [("field_invalid", "to_authority")]
    life.give("change_authority", authority="AU-2", on="2026-11-24", ended_on="2026-10-01")
    found = asked(life, to_authority="AU-2")
    assert "closed_record" in [one.code for one in found.warnings]
