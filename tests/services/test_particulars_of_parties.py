"""What forms ask of persons and companies: kept with the party, changed, found, shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.derived import search_entry
from tests.support.asset_life import Life

At = Callable[[str], Life]
ANNA: dict[str, Any] = {
    "party": "P-ANNA",
    "kind": "natural",
    "name": "Anna Vella",
    "surname": "Vella",
    "given_names": "Anna Maria",
    "sex": "female",
    "nationalities": ["MT", "IT"],
    "place_of_birth": "Mdina",
    "identity_number": "0123456M",
    "documents_of_identity": [
        {
            "type": "passport",
            "number": "P7654321",
            "issuing_state": "MT",
            "expires_on": "2030-01-31",
        },
    ],  # fmt: skip
    "languages": ["mt", "en"],
    "detention_status": "at_liberty",
}
FIRM: dict[str, Any] = {
    "party": "P-FIRM",
    "kind": "legal",
    "name": "Halcyon Marine",
    "legal_form": "Ltd",
    "registered_seat": "Valletta",
    "registration_number": "C 12345",
    "registered_on": "2015-04-01",
    "lei": "529900T8BM49AURSDO55",
    "representative_name": "A. Vella",
    "representative_capacity": "director",
}


def kept(life: Life, party: str) -> dict[str, Any]:
    """The particulars in the party's row."""
    with life.office.reading.connect() as connection:
        query = select(t.party.c.particulars).where(t.party.c.reference == party)
        value = connection.execute(query).scalar_one()
    return {} if value is None else dict(json.loads(value))


def test_particulars_are_kept_and_a_change_leaves_the_rest(at: At) -> None:
    life = at("begun")
    life.give("register_party", **ANNA)
    life.give("change_party", party="P-ANNA", detention_status="in_detention",
              detention_place="Corradino", reason="arrested")  # fmt: skip
    found = kept(life, "P-ANNA")
    assert found["detention_status"] == "in_detention"
    assert found["nationalities"] == ["MT", "IT"]
    assert found["documents_of_identity"][0]["number"] == "P7654321"
    assert life.is_sound()


def test_a_party_without_particulars_is_as_it_was(at: At) -> None:
    life = at("begun")
    life.give("register_party", party="P-1", kind="natural", name="Somebody Else")
    assert kept(life, "P-1") == {}
    assert life.is_sound()


def test_a_new_name_is_found_and_the_assets_of_the_party_follow_it(at: At) -> None:
    life = at("frozen")
    life.give("change_party", party="OWNER", name="Quirinus Zammit", reason="passport seen")
    with life.office.reading.connect() as connection:
        words = select(t.search_document.c.kind).where(
            t.search_document.c.words.contains("quirinus")
        )
        assert set(connection.execute(words).scalars()) == {"party", "asset"}
    assert life.is_sound()


def test_a_party_is_found_by_its_numbers_but_not_by_its_sex_or_its_languages(at: At) -> None:
    life = at("begun")
    life.give("register_party", **ANNA)
    with life.office.reading.connect() as connection:
        row = connection.execute(select(t.party).where(t.party.c.reference == "P-ANNA"))
        words = str(search_entry("party", dict(row.mappings().one()))["words"]).casefold()
    assert "p7654321" in words
    assert "0123456m" in words
    assert "female" not in words


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"nationalities": ["Greece"]}, "nationalities"),
        ({"nationalities": ["GR", "GR"]}, "nationalities"),
        ({"languages": ["english"]}, "languages"),
        ({"sex": "yes"}, "sex"),
        ({"lei": "529900T8BM49AURSDO55"}, "lei"),
        ({"legal_form": "Ltd", "registered_seat": "Valletta"}, "legal_form"),
        ({"documents_of_identity": [{"type": "passport"}]}, "documents_of_identity"),
        (
            {"documents_of_identity": [{"type": "visa", "number": "1"}]},
            "documents_of_identity.type",
        ),
    ],
)
def test_a_wrong_particular_is_refused_with_its_field_and_nothing_is_kept(
    at: At, given: dict[str, Any], field: str
) -> None:
    life = at("begun")
    before = life.all_rows()
    refused = life.try_("register_party", **{**ANNA, **given})
    assert refused.reasons[0].field == field
    assert life.all_rows() == before


def test_a_company_has_no_given_names_and_an_odd_lei_is_warned_of(at: At) -> None:
    life = at("begun")
    assert life.codes("register_party", **{**FIRM, "given_names": "Hal"}) == ["field_invalid"]
    assert life.codes("register_party", **{**FIRM, "registered_on": "2031-01-01"}) == [
        "date_in_future"
    ]
    assert life.warned("register_party", **{**FIRM, "lei": "529900T8BM49AURSDO56"}) == [
        "guard_failed"
    ]


def test_a_change_that_changes_nothing_or_nobody_is_refused(at: At) -> None:
    life = at("begun")
    assert life.codes("change_party", party="OWNER", reason="none") == ["field_missing"]
    assert life.codes("change_party", party="P-9", name="X", reason="none") == ["not_found"]
    assert life.codes("change_party", who="auditor", party="OWNER", name="X Y", reason="r") == [
        "role_needed"
    ]
