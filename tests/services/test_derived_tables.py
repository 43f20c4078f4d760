"""What lists and the search read is right after every action, not only in the end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from asset_recovery.domain.progress import SilentProgress
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence import tables as t
from asset_recovery.services import recompute, verify_service
from asset_recovery.services.office import Office
from tests.support.full_office import PASSWORD, a_full_office, a_new_office

STORY = Path(__file__).parents[1] / "stories" / "conviction.jsonl"
ALL = ["case_officer", "asset_manager", "accountant", "legal_officer", "supervisor", "director"]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A new office."""
    made = a_new_office(tmp_path / "office")
    yield made
    made.close(backup=False)


def test_every_action_of_a_story_leaves_the_derived_tables_right(office: Office) -> None:
    anna = office.users.log_in("anna", PASSWORD)
    actors: dict[str, Actor] = {"anna": anna}
    for number, line in enumerate(STORY.read_text(encoding="utf-8").splitlines(), start=1):
        arguments = json.loads(line)
        name = arguments.pop("as_user", "anna")
        if name not in actors:
            user = {"action": "add_user", "user": name, "name": name, "roles": ALL}
            assert office.actions.give(anna, user).ok
            office.users.set_password(anna, name, PASSWORD)
            actors[name] = office.users.log_in(name, PASSWORD)
        result = office.actions.give(actors[name], arguments)
        assert result.ok, (number, result.reasons)
        with office.reading.connect() as connection:
            found = list(verify_service.derived_findings(connection, SilentProgress()))
        assert found == [], (number, arguments["action"])
    assert office.verify(full=True) == []


def test_derived_tables_can_be_made_anew_from_the_records_alone(tmp_path: Path) -> None:
    office = a_full_office(tmp_path / "office", tmp_path)
    with office.writing.begin() as connection:
        connection.execute(t.asset_row.update().values(headline="nonsense", base_minor=1))
        connection.execute(t.agenda.delete())
        connection.execute(t.search_document.delete())
    assert office.verify(full=True) != []
    with office.writing.begin() as connection:
        recompute.rebuild(connection)
    assert office.verify(full=True) == []
    office.close(backup=False)


def test_another_base_currency_and_another_rate_are_followed_by_every_value(
    tmp_path: Path,
) -> None:
    office = a_full_office(tmp_path / "office", tmp_path)
    anna = office.users.log_in("anna", PASSWORD)
    for arguments in (
        {"action": "record_rate", "from": "USD", "to": "EUR", "on": "2018-01-01", "rate": "0.5",
         "source": "court"},
        {"action": "change_office", "key": "currency", "value": "USD", "from": "2018-01-01",
         "reason": "law"},
        {"action": "record_rate", "from": "EUR", "to": "USD", "on": "2018-01-01", "rate": "3",
         "source": "court"},
    ):  # fmt: skip
        result = office.actions.give(anna, arguments)
        assert result.ok, result.reasons
        assert office.verify(full=True) == []
    office.close(backup=False)
