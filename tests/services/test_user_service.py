"""Logging in and passwords: throttled, one answer for all, nothing of them anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from asset_recovery.domain.errors import AppError, NotFound, NotPermitted, ValidationFailed
from asset_recovery.persistence import tables as t
from asset_recovery.services import passwords
from asset_recovery.services.office import Office
from asset_recovery.services.passwords import FLOOR, STANDARD, Hashing
from tests.support.full_office import CHEAP, PASSWORD, SECOND, TODAY, Clock, a_new_office

WRONG = "quite another sentence"


@pytest.fixture
def clock() -> Clock:
    """A clock that a test can set."""
    return Clock()


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    """An office with Anna, who administers it, and Bob, who supervises."""
    made = a_new_office(tmp_path / "office", clock)
    anna = made.users.log_in("anna", PASSWORD)
    bob = {"action": "add_user", "user": "bob", "name": "Bob B", "roles": ["supervisor"]}
    assert made.actions.give(anna, bob).ok
    made.users.set_password(anna, "bob", SECOND)
    yield made
    made.close(backup=False)


def code_of(office: Office, name: str, password: str) -> str:
    """The code with which a log-in is refused."""
    with pytest.raises(NotPermitted) as refused:
        office.users.log_in(name, password)
    return refused.value.reasons[0].code


def test_whoever_knows_the_password_gets_her_roles_of_today(office: Office) -> None:
    actor = office.users.log_in("bob", SECOND)
    assert (actor.name, actor.full_name, actor.roles) == ("bob", "Bob B", frozenset({"supervisor"}))


def test_unknown_wrong_blocked_expired_and_without_password_get_one_answer(office: Office) -> None:
    anna = office.users.log_in("anna", PASSWORD)
    give = office.actions.give
    for name, until in (("cleo", None), ("dan", "2026-11-23"), ("eve", None)):
        user = {"action": "add_user", "user": name, "name": name, "roles": ["auditor"]}
        assert give(anna, user if until is None else {**user, "until": until}).ok
    office.users.set_password(anna, "dan", SECOND)
    office.users.set_password(anna, "eve", SECOND)
    blocked = {"action": "change_user", "user": "eve", "blocked": True, "reason": "left"}
    assert give(anna, blocked).ok
    answers = set()
    for name, password in (
        ("bob", WRONG), ("nobody", SECOND), ("cleo", SECOND), ("dan", SECOND), ("eve", SECOND),
    ):  # fmt: skip
        with pytest.raises(NotPermitted) as refused:
            office.users.log_in(name, password)
        answers.add(refused.value.reasons)
    assert len(answers) == 1


def test_an_account_counts_on_its_last_day(office: Office) -> None:
    anna = office.users.log_in("anna", PASSWORD)
    user = {"action": "add_user", "user": "dan", "name": "Dan", "roles": ["auditor"]}
    assert office.actions.give(anna, {**user, "until": TODAY.isoformat()}).ok
    office.users.set_password(anna, "dan", SECOND)
    assert office.users.log_in("dan", SECOND).name == "dan"


def test_an_unknown_user_is_judged_by_a_hash_too(office: Office) -> None:
    kept = passwords.hash_of_nobody(office.users.hashing)
    assert kept.startswith("$argon2id$v=19$m=8,t=1,p=1$")
    assert not CHEAP.matches(kept, SECOND)


def test_five_failures_close_the_name_for_ten_minutes(office: Office, clock: Clock) -> None:
    assert [code_of(office, "bob", WRONG) for _turn in range(5)] == ["log_in_refused"] * 5
    assert code_of(office, "bob", SECOND) == "log_in_throttled"
    assert office.users.log_in("anna", PASSWORD).name == "anna"
    clock.second += 590
    assert code_of(office, "bob", SECOND) == "log_in_throttled"
    clock.second += 20
    assert office.users.log_in("bob", SECOND).name == "bob"


def test_a_name_that_nobody_has_is_throttled_alike(office: Office) -> None:
    codes = [code_of(office, "nobody", WRONG) for _turn in range(6)]
    assert codes == ["log_in_refused"] * 5 + ["log_in_throttled"]


def test_a_log_in_forgets_the_failures_before_it(office: Office) -> None:
    for _turn in range(3):
        assert [code_of(office, "bob", WRONG) for _turn in range(4)] == ["log_in_refused"] * 4
        assert office.users.log_in("bob", SECOND).name == "bob"


def test_a_clock_set_back_does_not_shut_a_name_out_for_years(office: Office, clock: Clock) -> None:
    for _turn in range(5):
        code_of(office, "bob", WRONG)
    clock.day = "2016-11-24"
    assert office.users.log_in("bob", SECOND).name == "bob"


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("fourteen chars", "field_invalid"),
        ("x" * 129, "field_too_long"),
        ("aaaaaaaaaaaaaaaaaaaa", "field_invalid"),
        ("passwordpassword", "field_invalid"),
        ("Pass Word Password 1234", "field_invalid"),
        ("123456789012345", "field_invalid"),
        ("qwertyuiopasdfgh", "field_invalid"),
        ("Asset-Management-Office-2026", "field_invalid"),
        ("Anna Administrator", "field_invalid"),
        ("anna anna anna anna", "field_invalid"),
    ],
)
def test_a_password_that_is_soon_guessed_is_refused_without_being_repeated(
    password: str, code: str
) -> None:
    names = ("anna", "Anna Administrator", "Asset Management Office")
    with pytest.raises(ValidationFailed) as refused:
        passwords.check(password, names)
    reason = refused.value.reasons[0]
    assert (reason.code, reason.field) == (code, "password")
    assert password not in reason.text


@pytest.mark.parametrize(
    "password",
    ["exactly 15 char", "x1" * 60 + "abcdefgh", "correct horse battery staple", "пароль из слов ок",
     "all lower case words", "9 8 7 and other numbers"],
)  # fmt: skip
def test_any_other_of_fifteen_to_128_characters_is_taken(password: str) -> None:
    passwords.check(password, ("anna",))


def test_the_same_letters_from_another_keyboard_are_the_same_password() -> None:
    assert CHEAP.matches(CHEAP.hash("Café au lait, encore"), "Cafe\u0301 au lait, encore")


def test_the_parameters_stand_in_the_hash_and_are_those_asked_for() -> None:
    assert (STANDARD.memory, STANDARD.passes, STANDARD.lanes) == (65_536, 3, 4)
    assert (FLOOR.memory, FLOOR.passes, FLOOR.lanes) == (19 * 1024, 2, 1)
    assert STANDARD.hash(PASSWORD).startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_a_hash_of_weaker_parameters_is_made_anew_at_log_in(office: Office) -> None:
    office.users.log_in("bob", SECOND)
    before = _hash(office, 2)
    stronger = Hashing(memory=16, passes=2, lanes=1)
    object.__setattr__(office.users, "hashing", stronger)
    office.users.log_in("bob", SECOND)
    assert "m=16,t=2,p=1" in _hash(office, 2) != before
    assert office.users.log_in("bob", SECOND).name == "bob"
    assert office.verify() == []


def _hash(office: Office, user: int) -> str:
    with office.reading.connect() as connection:
        query = t.credential.select().where(t.credential.c.user_id == user)
        return str(connection.execute(query).mappings().one()["hash"])


def test_a_password_set_by_the_administrator_must_be_changed(office: Office) -> None:
    bob = office.users.log_in("bob", SECOND)
    assert office.users.must_change(bob)
    office.users.set_password(bob, "bob", "a sentence of his own", old=SECOND)
    assert not office.users.must_change(bob)
    assert code_of(office, "bob", SECOND) == "log_in_refused"
    assert office.users.log_in("bob", "a sentence of his own").name == "bob"


def test_ones_own_password_needs_the_old_one_and_must_be_another(office: Office) -> None:
    bob = office.users.log_in("bob", SECOND)
    with pytest.raises(NotPermitted):
        office.users.set_password(bob, "bob", "a sentence of his own", old=WRONG)
    with pytest.raises(ValidationFailed):
        office.users.set_password(bob, "bob", SECOND, old=SECOND)
    assert office.users.log_in("bob", SECOND).name == "bob"


def test_nobody_but_an_administrator_sets_anothers_password(office: Office) -> None:
    bob = office.users.log_in("bob", SECOND)
    for name in ("anna", "nobody"):
        with pytest.raises(NotPermitted) as refused:
            office.users.set_password(bob, name, "a sentence of his own")
        assert refused.value.reasons[0].code == "role_needed"
    anna = office.users.log_in("anna", PASSWORD)
    with pytest.raises(NotFound):
        office.users.set_password(anna, "nobody", "a sentence of his own")


def test_an_administrator_who_lost_the_role_meanwhile_cannot(office: Office) -> None:
    anna = office.users.log_in("anna", PASSWORD)
    user = {"action": "add_user", "user": "cleo", "name": "Cleo", "roles": ["administrator"]}
    assert office.actions.give(anna, user).ok
    office.users.set_password(anna, "cleo", SECOND)
    cleo = office.users.log_in("cleo", SECOND)
    demoted = {"action": "change_user", "user": "cleo", "roles": ["auditor"], "reason": "moved"}
    assert office.actions.give(anna, demoted).ok
    with pytest.raises(NotPermitted):
        office.users.set_password(cleo, "bob", "a sentence of hers now")


def test_no_password_is_in_any_file_of_the_office_or_in_any_refusal(
    office: Office, tmp_path: Path
) -> None:
    said = []
    anna = office.users.log_in("anna", PASSWORD)
    for attempt in (
        lambda: office.users.log_in("bob", WRONG),
        lambda: office.users.log_in(WRONG, WRONG),
        lambda: office.users.set_password(anna, "bob", WRONG[:14]),
        lambda: office.users.set_password(anna, WRONG, SECOND),
    ):
        with pytest.raises(AppError) as refused:
            attempt()
        said.append(str(refused.value))
    office.backup()
    content = b"".join(
        path.read_bytes() for path in (tmp_path / "office").rglob("*") if path.is_file()
    )
    for secret in (PASSWORD, SECOND, WRONG, WRONG[:14]):
        assert secret not in "".join(said)
        assert secret.encode() not in content
        assert secret.encode("utf-16-le") not in content


def test_the_journal_holds_the_digest_of_a_hash_and_never_the_hash(office: Office) -> None:
    kept = _hash(office, 2)
    with office.reading.connect() as connection:
        payloads = connection.execute(t.journal_payload.select()).mappings().all()
        credential = connection.execute(t.credential.select()).mappings().all()[1]
    assert not any(kept in row["payload"] for row in payloads)
    assert any(credential["digest"] in row["payload"] for row in payloads)


def test_refused_log_ins_are_noted_with_code_and_workstation(office: Office) -> None:
    code_of(office, "bob", WRONG)
    code_of(office, "nobody", WRONG)
    with office.reading.connect() as connection:
        rows = connection.execute(t.decision_log.select()).mappings().all()
    assert [row["actor"] for row in rows] == ["bob", ""]
    assert '"log_in_refused"' in rows[0]["payload"]


def test_users_are_listed_with_what_the_office_page_shows(office: Office) -> None:
    users = {user.name: user for user in office.users.users()}
    assert users["bob"].must_change
    assert users["anna"].has_password
    assert "administrator" in users["anna"].roles
    assert office.users.names() == ("anna", "bob")
