"""What the records answer: with their source, nothing invented, and what is typed prevails."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from asset_recovery.domain.case_file import PartyFacts, ProceedingFacts, RequestFacts
from asset_recovery.domain.errors import RuleViolation
from asset_recovery.domain.money import Money
from asset_recovery.forms.filled_form import FilledForm, fill_request
from tests.forms.a_case import FACTS, WHOLE, a_case, a_request


def filled(request: RequestFacts | None = None, **changes: Any) -> FilledForm:
    request = request or a_request()
    return fill_request(a_case(request, **changes), request)


def test_the_records_answer_with_their_source() -> None:
    form = filled()
    facts = form.answers["facts_summary"]
    assert (facts.value, facts.origin, facts.source) == (FACTS, "record", "case AR-2026-0017")
    conducting = form.answers["conducting_authority"]
    assert conducting.source == "proceeding 4 Js 118/26"
    assert conducting.value == {
        "name": "Regional Prosecutor",
        "functions": "conducts the investigation",
    }
    assert form.value("requested_state") == "CH"
    assert form.value("route") == "CB-VAL"
    assert form.value("maximum_amount") == Money.parse("1204331.07", "CHF")
    assert form.answers["maximum_amount"].source == "order ORD-2026-0009"
    assert form.value("proceedings_status") == "instituted"
    assert form.value("order_copy") == "DOC-2026-0003, Freezing order, certified copy"


def test_the_latest_proceeding_speaks_for_the_case() -> None:
    trial = ProceedingFacts(
        kind="trial",
        authority="Regional Court",
        reference="7 KLs 2/26",
        on=date(2026, 4, 1),
        next_hearing=date(2026, 6, 2),
    )
    earlier = ProceedingFacts(
        kind="investigation", authority="Prosecutor", reference="1", on=date(2025, 1, 1)
    )
    form = filled(proceedings=(trial, earlier))
    assert form.value("proceedings_nature") == "trial"
    assert form.value("proceedings_file_number") == "7 KLs 2/26"
    assert form.value("next_procedural_date") == date(2026, 6, 2)
    assert form.value("proceedings_date") == date(2025, 1, 1)


def test_nothing_is_invented_where_no_record_speaks() -> None:
    form = filled(proceedings=(), orders=(), documents=())
    for key in (
        "conducting_authority",
        "proceedings_nature",
        "proceedings_stage",
        "proceedings_status",
        "order_copy",
        "maximum_amount",
        "channel",
        "legal_basis",
        "legal_basis_articles",
        "purpose",
        "use_limitation_accepted",
        "grounds_to_believe",
    ):
        assert key not in form.answers, key


def test_what_is_typed_prevails_and_the_record_is_kept_beside_it() -> None:
    form = filled(a_request(fields={"proceedings_title": "Lantern and others"}))
    answer = form.answers["proceedings_title"]
    assert (answer.value, answer.origin) == ("Lantern and others", "typed")
    assert (answer.recorded, answer.recorded_source) == ("Lantern", "case AR-2026-0017")
    assert answer.differs
    assert (
        not filled(a_request(fields={"proceedings_title": "Lantern"}))
        .answers["proceedings_title"]
        .differs
    )


def test_the_articles_follow_from_kinds_and_instruments() -> None:
    form = filled(a_request(fields={"legal_basis": "UNTOC, UNCAC"}))
    assert form.value("legal_basis_articles") == "UNTOC 18(3)(c); UNCAC 46(3)(c)"
    assert form.answers["legal_basis_articles"].origin == "derived"


def test_typed_facts_are_the_facts_of_the_annex_too() -> None:
    form = filled(a_request(fields={"facts_summary": "Told anew."}))
    assert form.value("statement_of_facts") == "Told anew."
    assert form.answers["statement_of_facts"].origin == "derived"


def test_typed_rows_that_name_a_record_are_filled_up_from_it() -> None:
    rows = [{"reference": "A-2026-000117", "connection_to_offence": "received the payments"}]
    form = filled(a_request(fields={"assets": rows, "persons": ["P-2026-0001", "Unknown man"]}))
    assets, persons = form.value("assets"), form.value("persons")
    assert isinstance(assets, tuple)
    assert assets[0]["connection_to_offence"] == "received the payments"
    assert assets[0]["location"] == "Zurich, CH"
    assert isinstance(persons, tuple)
    assert persons[0]["name"] == "Subject A (also known as A. Subject)"
    assert persons[1] == {"name": "Unknown man"}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("CETS 198", ("CETS198",)),
        ("untoc", ("UNTOC",)),
        (["UNTOC", "UN Convention against Corruption"], ("UNTOC", "UNCAC")),
        ("UNTOC; 1988 Vienna", ("UNTOC", "VIENNA1988")),
        ("UNTOC; 1936 Geneva", ("UNTOC", "1936 Geneva")),
    ],
)
def test_codes_are_read_as_people_write_them(typed: object, read: tuple[str, ...]) -> None:
    assert filled(a_request(fields={"legal_basis": typed})).value("legal_basis") == read


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("legal_basis", ["NONSENSE"]),
        ("channel", "by pigeon"),
        ("request_date", "27.4.2026"),
        ("maximum_amount", "a lot"),
        ("maximum_amount", {"amount": "1.001", "currency": "CHF"}),
        ("use_limitation_accepted", "perhaps"),
        ("assets", [{"reference": "A-1", "colour": "red"}]),
        ("conducting_authority", {"functions": "leads"}),
        ("requesting_authority_signature", "X"),
        ("no_such_field", "x"),
        ("purpose", "x" * 50_001),
    ],
)
def test_a_value_that_does_not_fit_is_told(key: str, typed: object) -> None:
    form = filled(a_request(fields={key: typed}))
    code = "field_too_long" if key == "purpose" else "field_invalid"
    assert [(reason.code, reason.field) for reason in form.problems] == [(code, key)]


def test_a_whole_request_has_no_problem_and_every_section_is_told() -> None:
    form = filled(a_request(fields=WHOLE))
    assert form.problems == ()
    states = {section.code: section.state for section in form.sections}
    assert states["G"] == "complete"
    assert states["O"] == "empty"
    assert states["M-08"] == "complete"
    assert filled().sections[9].state == "blocks"


def test_only_parties_of_the_request_are_concerned() -> None:
    parties = (
        PartyFacts(reference="P-1", name="Named", kind="natural", roles=("witness",)),
        PartyFacts(reference="P-2", name="Suspect", kind="natural", roles=("suspect",)),
        PartyFacts(
            reference="P-3", name="Victim", kind="natural", roles=("victim",), address="home"
        ),
    )
    named = filled(a_request(parties=("P-1",)), parties=parties).value("persons")
    assert [row["name"] for row in named] == ["Named"]  # type: ignore[attr-defined]
    without = filled(a_request(parties=()), parties=parties)
    assert [row["name"] for row in without.value("persons")] == ["Suspect"]  # type: ignore[attr-defined]
    assert without.value("victims") == ({"name": "Victim", "kind": "natural", "country": ""},)


def test_an_informal_contact_is_named_without_its_content() -> None:
    contact = a_request(
        reference="INF-2026-0001",
        form="INF-01",
        kinds=(),
        sent_on=date(2026, 2, 1),
        result="account found, balance 1.2 million",
    )
    intelligence = a_request(reference="INF-2026-0002", form="INF-04", sent_on=date(2026, 2, 2))
    rows = filled(requests=(contact, intelligence)).value("prior_informal_contacts")
    assert rows == (
        {"date": "2026-02-01", "with": "Federal Office of Justice", "reference": "INF-2026-0001"},
    )


def test_the_same_measure_asked_of_another_state_is_named() -> None:
    other = a_request(reference="MLA-2026-0035", country="AT", sent_on=date(2026, 4, 1))
    rows = filled(requests=(other,)).value("same_request_other_states")
    assert rows == ({"state": "AT", "reference": "MLA-2026-0035", "date": "2026-04-01"},)


def test_a_second_request_to_the_same_state_does_not_call_itself_the_first() -> None:
    earlier = a_request(reference="MLA-2026-0001", sent_on=date(2026, 3, 1))
    form = filled(requests=(earlier,))
    assert "request_type" not in form.answers
    assert form.value("earlier_requests") == (
        {"date": "2026-03-01", "our_reference": "MLA-2026-0001", "type": "MLA-01"},
    )
    assert filled().value("request_type") == "first"


def test_a_form_that_is_not_built_is_refused() -> None:
    with pytest.raises(RuleViolation) as refusal:
        filled(a_request(form="ZZ-01"))
    assert refusal.value.reasons[0].code == "form_out_of_scope"
