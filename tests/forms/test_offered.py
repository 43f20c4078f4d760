"""What is offered for a State: forms by the sheet, and a request held against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from asset_recovery.domain.authority_facts import AuthorityFacts
from asset_recovery.domain.expression import parse
from asset_recovery.domain.money import Money
from asset_recovery.domain.state_facts import ForeignRecords, StateSheet, TreatyLine
from asset_recovery.forms.filled_form import FilledForm, fill_request
from asset_recovery.forms.offered import Offer, Situation, offer
from asset_recovery.forms.state_findings import language_barred
from asset_recovery.forms.template import load_form
from tests.forms.a_case import TODAY, WHOLE, a_case, a_request


def a_sheet(country: str = "CH", *codes: str, **changes: Any) -> StateSheet:
    """A sheet checked lately, with these instruments in force."""
    facts: dict[str, Any] = {
        "country": country,
        "reference": "SS-1",
        "on": date(2026, 1, 10),
        "source": "treaty office",
        "instruments": tuple(TreatyLine(code=code, since=date(2010, 1, 1)) for code in codes),
        "channels": (),
        "languages": (),
        "language_demanded": False,
        "reservations": "",
        "contact": "",
        "authority": "",
        "costs": "",
        "order_copy": None,
        "value_threshold": None,
        "note": "",
        "checked_on": date(2026, 2, 1),
        "checked_by": "Petra Vossius",
    }
    return StateSheet(**{**facts, **changes})


def offered(form: str, country: str, sheet: StateSheet | None = None, **more: Any) -> Offer:
    """The offer of a form to a State."""
    situation = Situation(country=country, sheet=sheet, **{"own": "MT", **more})
    return offer(load_form(form, TODAY), situation, TODAY)


def codes(found: Offer) -> list[str]:
    return [one.code for one in found.warnings]


@pytest.mark.parametrize("form", ["CW-01", "COE-01", "COE-02"])
def test_a_form_whose_instrument_is_not_in_force_is_refused_with_the_reason(form: str) -> None:
    found = offered(form, "CH", a_sheet("CH", "UNTOC"))
    assert found.refusal is not None
    assert found.refusal.code == "form_out_of_scope"
    assert "Switzerland" in found.refusal.text
    assert "checked on 2026-02-01 by Petra Vossius" in found.refusal.text
    nothing = offered(form, "CH", a_sheet("CH"))
    assert nothing.refusal is not None


@pytest.mark.parametrize(
    ("form", "instrument"), [("CW-01", "HARARE"), ("COE-01", "ETS30"), ("COE-02", "CETS198")]
)
def test_a_form_whose_instrument_is_in_force_is_offered(form: str, instrument: str) -> None:
    found = offered(form, "CH", a_sheet("CH", "UNTOC", instrument))
    assert (found.refusal, found.warnings) == (None, ())
    ended = TreatyLine(code=instrument, until=date(2026, 4, 26))
    past = offered(form, "CH", a_sheet("CH", instruments=(ended,)))
    assert past.refusal is not None
    to_come = TreatyLine(code=instrument, since=date(2026, 4, 28))
    later = offered(form, "CH", a_sheet("CH", instruments=(to_come,)))
    assert later.refusal is not None


@pytest.mark.parametrize("form", ["MLA-01", "CW-01", "COE-01", "COE-02"])
def test_without_a_sheet_a_form_is_offered_with_a_warning(form: str) -> None:
    found = offered(form, "CH")
    assert found.refusal is None
    assert codes(found) == ["state_sheet_missing"]
    assert found.warnings[0].text == "No State sheet for Switzerland: record what applies."
    silent = offered(form, "CH", a_sheet("CH", instruments=None))
    assert silent.refusal is None
    assert codes(silent) == ["state_sheet_missing"]


def test_mla_01_is_offered_whatever_a_sheet_says() -> None:
    assert offered("MLA-01", "CH", a_sheet("CH")) == Offer("MLA-01")


def test_a_condition_that_no_sheet_could_change_is_judged_without_one() -> None:
    form = replace(load_form("COE-02", TODAY), offered_when=None)
    only = replace(form, offered_when=parse("direction = 'in' and shared_instruments is known"))
    assert offer(only, Situation(country="CH"), TODAY).refusal is not None
    other = replace(form, offered_when=parse("route = 'CB' or shared_instruments is known"))
    assert offer(other, Situation(country="CH", route="CB"), TODAY).refusal is None


def test_certificates_of_the_union_go_to_bound_states_without_a_sheet_and_to_no_other() -> None:
    form = replace(load_form("COE-02", TODAY), id="EU-01", offered_when=None)
    bound = offer(form, Situation(country="IT", own="MT"), TODAY)
    assert bound.refusal is None
    for country in ("IE", "DK", "CH"):
        refused = offer(form, Situation(country=country, own="MT"), TODAY)
        assert refused.refusal is not None, country
    ours = offer(form, Situation(country="IT", own="CH"), TODAY)
    assert ours.refusal is not None
    unknown = offer(form, Situation(country="IT", own=""), TODAY)
    assert unknown.refusal is None


def held_against(sheet: StateSheet | None, **fields: Any) -> FilledForm:
    """A whole request to Switzerland, with the sheet on file."""
    changes = fields.pop("request", {})
    more = fields.pop("authorities", ())
    request = a_request(fields={**WHOLE, **fields}, **changes)
    sheets = () if sheet is None else (sheet,)
    foreign = ForeignRecords("MT", sheets, more)
    return fill_request(replace(a_case(request), foreign=foreign), request)


def found_by(filled: FilledForm) -> dict[str, tuple[str, str]]:
    """What the sheet contradicts: rule, with level and code."""
    return {
        one.rule: (one.level, one.code) for one in filled.missing if one.rule.startswith("STATE-")
    }


def test_an_instrument_that_is_not_in_force_blocks_with_the_article_of_the_sheet() -> None:
    filled = held_against(a_sheet("CH", "UNTOC"))
    assert found_by(filled) == {"STATE-UNCAC": ("blocks", "form_out_of_scope")}
    item = filled.blocking[0]
    assert item.article == "State sheet of Switzerland, checked on 2026-02-01"
    assert "The sheet does not list it." in item.reason().text
    ended = TreatyLine(code="UNCAC", until=date(2026, 1, 1))
    past = held_against(a_sheet("CH", instruments=(ended,)))
    assert "It ended on 2026-01-01." in past.blocking[0].how_to_mend
    to_come = TreatyLine(code="UNCAC", since=date(2027, 1, 1))
    later = held_against(a_sheet("CH", instruments=(to_come,)))
    assert "It begins on 2027-01-01." in later.blocking[0].how_to_mend


@pytest.mark.parametrize("sheet", [None, a_sheet("CH", "UNCAC"), a_sheet("CH", instruments=None)])
def test_nothing_is_found_where_the_sheet_has_it_or_says_nothing(sheet: StateSheet | None) -> None:
    assert found_by(held_against(sheet)) == {}


def test_reciprocity_needs_no_instrument() -> None:
    fields = {"legal_basis": ["RECIPROCITY"], "reciprocity_undertaking": True}
    assert found_by(held_against(a_sheet("CH"), **fields)) == {}


@pytest.mark.parametrize(
    ("basis", "sheet"),
    [
        (["ETS141", "CETS198"], None),
        (["ETS141"], a_sheet("CH", "ETS141", "CETS198")),
        (["ETS141", "CETS198"], a_sheet("CH", "ETS141", "CETS198")),
    ],
)
def test_parties_to_both_use_the_newer_convention(
    basis: list[str], sheet: StateSheet | None
) -> None:
    filled = held_against(sheet, legal_basis=basis)
    assert found_by(filled) == {"STATE-ETS141": ("warns", "form_incomplete")}
    item = next(one for one in filled.missing if one.rule == "STATE-ETS141")
    assert item.article == "CETS198 49(6)"


def test_the_older_convention_alone_is_fine_where_the_newer_one_is_not_in_force() -> None:
    assert found_by(held_against(a_sheet("CH", "ETS141"), legal_basis=["ETS141"])) == {}
    assert found_by(held_against(None, legal_basis=["ETS141"])) == {}


def test_a_language_that_is_not_accepted_warns_and_bars_sending_where_it_is_demanded() -> None:
    asked = a_sheet("CH", "UNCAC", languages=("fr", "de"))
    assert found_by(held_against(asked)) == {"STATE-LANGUAGE": ("warns", "form_incomplete")}
    assert found_by(held_against(replace(asked, languages=("en",)))) == {}
    assert found_by(held_against(asked, translation="French translation, D-7")) == {}
    for demanded, translated, barred in (
        (False, "", False), (True, "", True), (True, "French translation, D-7", False),
    ):  # fmt: skip
        sheet = replace(asked, language_demanded=demanded)
        filled = held_against(sheet, translation=translated)
        values = {key: one.value for key, one in filled.answers.items()}
        found = language_barred(filled.form, values, filled.file, filled.request)
        assert (found is not None) == barred
        if found is not None:
            assert found.blocks
            assert "French" in found.reason().text


def test_channel_and_copy_of_the_order_are_held_against_the_sheet() -> None:
    diplomatic = a_sheet("CH", "UNCAC", channels=("diplomatic", "interpol"))
    assert found_by(held_against(diplomatic)) == {"STATE-CHANNEL": ("warns", "form_incomplete")}
    assert found_by(held_against(diplomatic, channel="interpol")) == {}
    informal = {"form": "INF-01"}
    assert "STATE-CHANNEL" not in found_by(
        held_against(diplomatic, channel="siena", request=informal)
    )
    wants = a_sheet("CH", "UNCAC", order_copy=True)
    assert found_by(held_against(wants)) == {}
    none_named = {"orders": ()}
    assert "STATE-ORDER" in found_by(held_against(wants, request=none_named))
    line = TreatyLine(code="UNCAC", order_copy=False)
    spared = replace(wants, instruments=(line,))
    assert "STATE-ORDER" not in found_by(held_against(spared, request=none_named))


def test_a_request_worth_less_than_the_state_acts_on_is_warned_of() -> None:
    high, low = Money.parse("2000000.00", "CHF"), Money.parse("1000.00", "CHF")
    warned = held_against(a_sheet("CH", "UNCAC", value_threshold=high))
    assert found_by(warned) == {"STATE-VALUE": ("warns", "form_incomplete")}
    (text,) = [one.how_to_mend for one in warned.missing if one.rule == "STATE-VALUE"]
    assert "requests from 2,000,000.00 CHF" in text
    assert found_by(held_against(a_sheet("CH", "UNCAC", value_threshold=low))) == {}
    other = Money.parse("2000000.00", "USD")  # not compared without a rate
    assert found_by(held_against(a_sheet("CH", "UNCAC", value_threshold=other))) == {}
    line = TreatyLine(code="UNCAC", value_threshold=low)
    own = a_sheet("CH", value_threshold=high, instruments=(line,))
    assert found_by(held_against(own)) == {}
    none_named = {"assets": ()}
    named = held_against(a_sheet("CH", "UNCAC", value_threshold=high), request=none_named)
    assert "STATE-VALUE" not in found_by(named)


MINISTRY = AuthorityFacts(
    reference="AU-1", name="Bundesamt", name_en="Federal Office", country="CH",
    authority_type="central_authority", email="desk@office.example", languages=("de", "fr"),
)  # fmt: skip
COURT = replace(MINISTRY, reference="AU-2", name="Bezirksgericht", authority_type="court")


def test_an_addressee_of_the_directory_brings_its_parts_with_their_provenance() -> None:
    filled = held_against(None, request={"addressee": "AU-1"}, authorities=(MINISTRY,))
    answer = filled.answers["requested_central_authority"]
    assert answer.source == "directory of authorities, AU-1"
    assert answer.value == {
        "name": "Bundesamt", "name_en": "Federal Office", "country": "CH",
        "authority_type": "central_authority", "email": "desk@office.example",
        "languages": ("de", "fr"),
    }  # fmt: skip


def test_a_court_is_reached_through_the_central_authority_that_the_sheet_names() -> None:
    sheet = a_sheet("CH", "UNCAC", authority="AU-1", channels=("central_authorities",))
    both = (MINISTRY, COURT)
    filled = held_against(sheet, request={"addressee": "AU-2"}, authorities=both)
    named = {
        key: dict(filled.answers[key].value)["name"]  # type: ignore[call-overload]
        for key in ("requested_central_authority", "executing_authority")
    }
    assert named == {
        "requested_central_authority": "Bundesamt",
        "executing_authority": "Bezirksgericht",
    }
    alone = held_against(None, request={"addressee": "AU-2"}, authorities=both)
    assert dict(alone.answers["requested_central_authority"].value)["name"] == "Bezirksgericht"  # type: ignore[call-overload]


def test_the_sheet_fills_channel_declarations_and_reservations() -> None:
    line = TreatyLine(code="UNCAC", reservation="Only offences of article 15", declaration="EN, FR")
    sheet = a_sheet("CH", instruments=(line,), channels=("diplomatic",), reservations="No politics")
    filled = held_against(sheet, channel="")
    assert filled.value("channel") == "diplomatic"
    text = filled.value("declarations_reservations")
    assert text == "No politics\nUNCAC: Only offences of article 15\nUNCAC: EN, FR"
    source = filled.answers["declarations_reservations"].source
    assert source == "State sheet of Switzerland, checked on 2026-02-01"


@pytest.mark.parametrize("form", ["EU-01", "EU-02"])
def test_no_certificate_goes_to_our_own_state(form: str) -> None:
    own = offered(form, "DE", own="DE").refusal
    assert own is not None
    assert (own.code, own.field) == ("form_out_of_scope", "to_country")
    assert "Germany" in own.text
    other = offered(form, "FR", a_sheet("FR", "R1805"), own="DE").refusal
    assert other is None or other.field == "form"


@pytest.mark.parametrize("form", ["MLA-01", "CW-01"])
def test_a_request_to_our_own_state_is_warned_of(form: str) -> None:
    told = offered(form, "DE", own="DE")
    assert told.refusal is None
    assert ["Germany is our own" in one.text for one in told.warnings] == [True]
    other = offered(form, "FR", a_sheet("FR", "HARARE"), own="DE")
    assert not any("is our own" in one.text for one in other.warnings)
