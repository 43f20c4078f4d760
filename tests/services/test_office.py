"""An office folder made, opened and closed; every refusal says what to do."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from asset_recovery.domain.errors import AppError, StorageFailed, ValidationFailed
from asset_recovery.persistence import places, upkeep
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.driver import driver
from asset_recovery.services.office import Office
from tests.support.full_office import (
    CHEAP,
    PASSWORD,
    SECOND,
    TODAY,
    Clock,
    a_new_office,
    open_again,
)

GIVEN: dict[str, Any] = {
    "admin": "anna",
    "full_name": "Anna",
    "password": PASSWORD,
    "name": "Office",
    "country": "IT",
    "currency": "EUR",
    "legal_system": "generic",
    "now": Clock(),
    "today": lambda: TODAY,
    "hashing": CHEAP,
}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office with one user."""
    made = a_new_office(tmp_path / "office")
    yield made
    made.close(backup=False)


def entries(office: Office) -> list[Any]:
    """The journal."""
    with office.reading.connect() as connection:
        return list(connection.execute(t.journal.select().order_by(t.journal.c.seq)).mappings())


def test_a_new_office_has_its_facts_its_first_user_and_its_first_entry(office: Office) -> None:
    facts = office.facts()
    assert (facts.name, facts.country, facts.currency, facts.language) == (
        "Asset Management Office",
        "IT",
        "EUR",
        "en",
    )
    assert [(entry["action"], entry["actor"]) for entry in entries(office)] == [("init", "anna")]
    assert len(office.users.log_in("anna", PASSWORD).roles) == 8
    assert len(office.office_id) == 36
    assert office.verify(full=True) == []


def test_without_sole_the_first_user_administers_and_does_nothing_else(tmp_path: Path) -> None:
    office = Office.make(tmp_path / "office", **GIVEN)
    assert office.users.log_in("anna", PASSWORD).roles == frozenset({"administrator"})
    office.close(backup=False)


def test_two_offices_are_never_the_same_one(tmp_path: Path) -> None:
    offices = [a_new_office(tmp_path / name) for name in ("one", "two")]
    assert offices[0].office_id != offices[1].office_id
    for office in offices:
        office.close(backup=False)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"password": "short"}, "password"),
        ({"currency": "XXY"}, "currency"),
        ({"country": "ZQ"}, "country"),
        ({"legal_system": "../generic"}, "legal_system"),
        ({"admin": ""}, "user"),
        ({"admin": "an\u202ena"}, "user"),
        ({"full_name": "x" * 301}, "name"),
        ({"name": "x" * 301}, "value"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing_behind(
    tmp_path: Path, wrong: dict[str, str], field: str
) -> None:
    with pytest.raises(AppError) as refused:
        Office.make(tmp_path / "office", **{**GIVEN, **wrong})
    assert refused.value.reasons[0].field == field
    assert not (tmp_path / "office").exists()


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(StorageFailed, match="not empty"):
        Office.make(tmp_path, **GIVEN)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_an_office_is_never_made_over_another(office: Office) -> None:
    before = entries(office)
    with pytest.raises(StorageFailed, match="already an office"):
        Office.make(office.folder, **GIVEN)
    assert entries(office) == before


def test_an_office_that_could_not_be_finished_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("asset_recovery.services.office.upkeep.checkpoint", full)
    with pytest.raises(OSError, match="space"):
        Office.make(tmp_path / "office", **GIVEN)
    assert not (tmp_path / "office").exists()


def test_closing_leaves_one_database_file_and_the_head_beside_it(office: Office) -> None:
    head = office.head()
    office.close()
    office.close()
    files = {path.name for path in office.folder.iterdir() if path.is_file()}
    assert files == {"office.db"}
    noted = upkeep.read_heads(office.layout.heads)[-1]
    assert (noted.office, noted.seq, noted.hash) == (office.office_id, head.seq, head.hash)
    assert [path.name for path in office.layout.presence.iterdir()] == ["gate.lock"]


def test_heads_are_appended_and_an_unchanged_one_is_not_said_twice(office: Office) -> None:
    office.close(backup=False)
    before = office.layout.heads.read_bytes()
    again = open_again(office.folder)
    again.close(backup=False)
    assert again.layout.heads.read_bytes() == before
    again = open_again(office.folder)
    anna = again.users.log_in("anna", PASSWORD)
    again.users.set_password(anna, "anna", SECOND, old=PASSWORD)
    again.close(backup=False)
    assert again.layout.heads.read_bytes().startswith(before)
    assert len(upkeep.read_heads(again.layout.heads)) == 2


@pytest.mark.parametrize(
    ("make", "match"),
    [
        (lambda _place: None, "no folder"),
        (lambda place: place.mkdir(), "no office in"),
        (lambda place: place.write_text("x", encoding="utf-8"), "is a file"),
    ],
)
def test_a_place_without_an_office_says_how_to_make_one(
    tmp_path: Path, make: Callable[[Path], object], match: str
) -> None:
    make(tmp_path / "place")
    with pytest.raises(StorageFailed, match=match) as refused:
        Office.open(tmp_path / "place")
    assert refused.value.reasons[0].clear_with == "init"


def test_an_address_and_a_share_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValidationFailed):
        Office.open("postgresql+psycopg://server/office")
    with pytest.raises(StorageFailed):
        Office.make("//server/share/office", **GIVEN)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_which_nothing_can_be_written_is_refused_with_what_to_do(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.close(backup=False)

    def denied(*_given: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", denied)
    with pytest.raises(StorageFailed, match="copy the whole folder"):
        open_again(office.folder)
    with pytest.raises(StorageFailed):
        places.require_writable(office.folder)


def test_a_database_damaged_in_a_crash_is_not_opened_and_not_touched(office: Office) -> None:
    office.close(backup=False)
    content = bytearray(office.layout.database.read_bytes())
    content[4096 * 3 : 4096 * 40] = b"\x55" * (4096 * 37)
    office.layout.database.write_bytes(bytes(content))
    crashed = office.layout.presence / "0.json"
    crashed.write_text("{}", encoding="utf-8")
    crashed.with_suffix(".lock").write_bytes(b"")
    with pytest.raises(StorageFailed) as refused:
        open_again(office.folder)
    reason = refused.value.reasons[0]
    assert reason.clear_with == "restore"
    assert "there is none in the office's own folder" in reason.text
    assert office.layout.database.read_bytes() == bytes(content)


def test_an_office_that_was_not_closed_opens_whole_and_says_so(
    office: Office, tmp_path: Path
) -> None:
    anna = office.users.log_in("anna", PASSWORD)
    case = {"action": "open_case", "case": "C1", "title": "A case", "on": "2026-01-01"}
    assert office.actions.give(anna, case).ok
    copy = tmp_path / "copy"
    shutil.copytree(office.folder, copy, ignore=shutil.ignore_patterns("*.lock", "*-shm"))
    again = open_again(copy)
    assert [reason.code for reason in again.warnings] == ["unclean_end"]
    assert again.head() == office.head()
    assert again.verify(full=True) == []
    again.close(backup=False)


def test_a_folder_that_is_synchronised_is_warned_of(tmp_path: Path) -> None:
    office = a_new_office(tmp_path / "Dropbox" / "office")
    assert [reason.code for reason in office.warnings] == ["sync_folder"]
    office.close(backup=False)


def test_facts_are_those_of_the_day(office: Office) -> None:
    anna = office.users.log_in("anna", PASSWORD)
    moved = {"action": "change_office", "key": "name", "value": "Agency", "reason": "law"}
    assert office.actions.give(anna, {**moved, "from": "2026-12-01"}).ok
    assert office.facts().name == "Asset Management Office"
    office.today = lambda: date(2026, 12, 1)
    assert office.facts().name == "Agency"


def test_a_clock_that_went_back_is_noted_and_the_order_kept(tmp_path: Path) -> None:
    clock = Clock()
    office = a_new_office(tmp_path / "office", clock)
    anna = office.users.log_in("anna", PASSWORD)
    clock.day = "2025-11-24"
    for number in (1, 2):
        case = {"action": "open_case", "case": f"C{number}", "title": "t", "on": "2025-01-01"}
        assert office.actions.give(anna, case).ok
    assert [entry["seq"] for entry in entries(office)] == [1, 2, 3]
    with office.reading.connect() as connection:
        payloads = list(connection.execute(t.journal_payload.select()).mappings())
    assert ["clock_suspect" in row["payload"] for row in payloads] == [False, True, False]
    assert office.verify(full=True) == []
    office.close(backup=False)


def _proposal(office: Office) -> Any:  # noqa: ANN401
    anna = office.users.log_in("anna", PASSWORD)
    give = office.actions.give
    for arguments in (
        {"action": "add_user", "user": "bob", "name": "Bob", "roles": ["supervisor"]},
        {"action": "open_case", "case": "C1", "title": "A case", "on": "2026-01-01"},
        {"action": "register_asset", "asset": "A1", "case": "C1", "type": "ART",
         "description": "A picture", "location": "Rome"},
        {"action": "identify_asset", "asset": "A1", "on": "2026-01-01", "source": "register"},
    ):  # fmt: skip
        assert give(anna, arguments).ok
    office.users.set_password(anna, "bob", SECOND)
    result = give(
        anna, {"action": "decline_asset", "asset": "A1", "on": "2026-01-02", "reason": "cost"}
    )
    assert result.ok
    assert result.pending
    return anna


def test_a_second_person_signs_in_for_one_decision(office: Office) -> None:
    _proposal(office)
    decision = {"action": "approve", "what": "A1", "on": "2026-01-03"}
    refused = office.approve_as("bob", PASSWORD, decision)
    assert (refused.ok, refused.kind, refused.reasons[0].code) == (
        False,
        "permission",
        "log_in_refused",
    )
    assert office.approve_as("bob", SECOND, decision).ok
    assert entries(office)[-1]["actor"] == "bob"


def test_only_a_decision_can_be_taken_so(office: Office) -> None:
    _proposal(office)
    with pytest.raises(ValidationFailed):
        office.approve_as("bob", SECOND, {"action": "open_case", "case": "C9"})


def test_nobody_approves_his_own_step_whatever_roles_he_is_given_meanwhile(
    tmp_path: Path,
) -> None:
    office = a_new_office(tmp_path / "office")
    anna = office.users.log_in("anna", PASSWORD)
    give = office.actions.give
    user = {"action": "add_user", "user": "carl", "name": "Carl", "roles": ["case_officer"]}
    assert give(anna, user).ok
    office.users.set_password(anna, "carl", SECOND)
    carl = office.users.log_in("carl", SECOND)
    for arguments in (
        {"action": "open_case", "case": "C1", "title": "A case", "on": "2026-01-01"},
        {"action": "register_asset", "asset": "A1", "case": "C1", "type": "ART",
         "description": "A picture", "location": "Rome"},
        {"action": "identify_asset", "asset": "A1", "on": "2026-01-01", "source": "register"},
        {"action": "decline_asset", "asset": "A1", "on": "2026-01-02", "reason": "cost"},
    ):  # fmt: skip
        assert give(carl, arguments).ok
    raised = {"action": "change_user", "user": "carl", "roles": ["supervisor"], "reason": "up"}
    assert give(anna, raised).ok
    decision = {"action": "approve", "what": "A1", "on": "2026-01-03"}
    refused = office.approve_as("carl", SECOND, decision)
    assert [reason.code for reason in refused.reasons] == ["same_person"]
    office.close(backup=False)


@contextmanager
def failing_disk(engine: Engine, *, kept: bool) -> Iterator[None]:
    """At the commit the disk fails, after everything was kept or before."""
    commit = engine.dialect.do_commit

    def fail(dbapi_connection: Any) -> None:  # noqa: ANN401
        dbapi_connection.driver_connection.execute("COMMIT" if kept else "ROLLBACK")
        raise driver().OperationalError("disk I/O error")

    engine.dialect.do_commit = fail  # type: ignore[method-assign]
    yield
    engine.dialect.do_commit = commit  # type: ignore[method-assign]


@pytest.mark.parametrize("kept", [True, False])
def test_after_a_failed_commit_the_outcome_is_unknown_and_then_looked_up(
    office: Office, kept: bool
) -> None:
    anna = office.users.log_in("anna", PASSWORD)
    number = "0b8f4c1e-9d1c-4f57-a7d5-0a6f2f3b8f11"
    case = {
        "action": "open_case", "case": "C1", "title": "A case", "on": "2026-01-01",
        "operation_id": number,
    }  # fmt: skip
    with failing_disk(office.writing, kept=kept):
        result = office.actions.give(anna, case)
    assert (result.ok, result.kind) == (False, "storage")
    assert [reason.code for reason in result.reasons] == ["outcome_unknown"]
    seq = office.outcome_of(number)
    assert (seq is not None) is kept
    again = office.actions.give(anna, case)
    assert again.ok
    made = [entry for entry in entries(office) if entry["operation_id"] == number]
    assert len(made) == 1
    assert made[0]["seq"] == again.seq
    assert office.verify(full=True) == []


def test_the_same_operation_from_several_sides_has_one_effect(office: Office) -> None:
    anna = office.users.log_in("anna", PASSWORD)
    case = {
        "action": "open_case", "case": "C1", "title": "A case", "on": "2026-01-01",
        "operation_id": "5e9a5f60-95ab-4a0b-8a3f-6f7b5a1e2c33",
    }  # fmt: skip
    second = open_again(office.folder)
    results = []
    sides = [
        threading.Thread(target=lambda where=where: results.append(where.actions.give(anna, case)))
        for where in (office, second, office, second)
    ]
    for side in sides:
        side.start()
    for side in sides:
        side.join()
    second.close(backup=False)
    assert [result.ok for result in results] == [True] * 4
    assert len({result.seq for result in results}) == 1
