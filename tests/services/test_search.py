"""The search finds by whole reference, identifier, words and beginnings, and never fails."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from asset_recovery.services.consultation import Consultations
from asset_recovery.services.search_service import SearchService
from tests.support.office import NOW, OFFICE_ID, TODAY, SmallOffice, an_office


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallOffice]:
    made = an_office(tmp_path_factory.mktemp("office"))
    made.give("open_case", case="AR-2026-0017", title="Lantern", on="2026-01-02")
    made.give("open_case", case="AR-2026-0018", title="Фонарь", on="2026-01-02")
    made.give(
        "register_asset",
        case="AR-2026-0017",
        asset="AMO-1",
        type="VES-YAC",
        description="Motor yacht Łódź",
        identifiers=[{"kind": "imo", "value": "IMO 9074729"}],
    )
    made.give(
        "register_asset",
        case="AR-2026-0017",
        asset="AMO-2",
        type="VES-YAC",
        description="Account in Valletta",
        identifiers=[{"kind": "iban", "value": "MT84 MALT 0110 0001 2345 MTLC AST0 01S"}],
    )
    for number in range(4):
        made.give(
            "register_party", party=f"P-{number}", kind="natural", name=f"Ana Müller {number}"
        )
    made.give("register_party", party="P-LANTERN", kind="legal", name="Lantern Holding")
    yield made
    made.close()


def _found(office: SmallOffice, text: str) -> list[tuple[str, str]]:
    service = SearchService(engine=office.reading, today=lambda: TODAY)
    return [(hit.kind, hit.reference) for hit in service.search(office.actor("officer"), text)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("AR-2026-0017", ("case", "AR-2026-0017")),
        ("ar-2026-0017", ("case", "AR-2026-0017")),
        ("  AMO-1 ", ("asset", "AMO-1")),
        ("9074729", ("asset", "AMO-1")),
        ("IMO 9074729", ("asset", "AMO-1")),
        ("MT84MALT011000012345MTLCAST001S", ("asset", "AMO-2")),
        ("mt84 malt 0110 0001 2345 mtlc ast0 01s", ("asset", "AMO-2")),
        ("lodz", ("asset", "AMO-1")),
        ("ŁÓDŹ", ("asset", "AMO-1")),
        ("yacht mot", ("asset", "AMO-1")),
        ("fonar", ("case", "AR-2026-0018")),
        ("фонарь", ("case", "AR-2026-0018")),
        ("@lantern", ("party", "P-LANTERN")),
        ("#AR-2026-0018", ("case", "AR-2026-0018")),
    ],
)
def test_what_was_meant_stands_first(
    office: SmallOffice, typed: str, first: tuple[str, str]
) -> None:
    assert _found(office, typed)[:1] == [first]


def test_a_title_that_is_just_that_word_stands_before_one_that_begins_so(
    office: SmallOffice,
) -> None:
    assert _found(office, "lantern") == [("case", "AR-2026-0017"), ("party", "P-LANTERN")]


def test_the_newest_stand_first_among_equals(office: SmallOffice) -> None:
    assert [reference for _kind, reference in _found(office, "muller")] == [
        "P-3",
        "P-2",
        "P-1",
        "P-0",
    ]


def test_two_letters_are_a_beginning_and_one_is_not(office: SmallOffice) -> None:
    assert ("asset", "AMO-1") in _found(office, "mo")
    assert _found(office, "m") == []
    assert _found(office, "") == []
    assert _found(office, " @ ") == []


def test_who_has_no_reading_role_finds_nothing(office: SmallOffice) -> None:
    service = SearchService(engine=office.reading, today=lambda: TODAY)
    assert service.search(office.actor("administrator"), "lantern") == []
    assert service.search(office.actor("auditor"), "lantern") != []


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.text())
def test_nothing_that_can_be_typed_is_an_error(office: SmallOffice, text: str) -> None:
    _found(office, text)


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "\0",
        "\ud800",
        "a" * 100_000,
        "AND OR NOT",
        "words:x",
        "x*",
        "(",
        "NEAR(a b)",
        "-a",
        "'",
    ],
)
def test_signs_of_the_query_language_are_only_signs(office: SmallOffice, text: str) -> None:
    _found(office, text)


def test_searches_are_noted_without_their_words(office: SmallOffice) -> None:
    log = Consultations(engine=office.writing, office_id=OFFICE_ID, now=lambda: NOW)
    service = SearchService(engine=office.reading, today=lambda: TODAY, consultations=log)
    service.search(office.actor("officer"), "Lantern Quetzal")
    service.search(office.actor("officer"), "lantern")
    assert log.flush() == 2
    assert log.flush() == 0
    with office.reading.connect() as connection:
        rows = connection.exec_driver_sql("SELECT actor, payload FROM consultation").fetchall()
    assert [row[0] for row in rows] == ["officer", "officer"]
    payloads = [json.loads(row[1]) for row in rows]
    assert payloads[1]["cases"] == [1]
    assert "lantern" not in rows[1][1].casefold()
    assert len(payloads[0]["words"]) == len(payloads[1]["words"]) == 64
