"""The demonstration office: every state, its own office in order, nothing and nobody real."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select

from asset_recovery.domain.identifiers import check_identifier
from asset_recovery.paths import resources
from asset_recovery.persistence import migrate, verify
from asset_recovery.persistence import tables as t
from asset_recovery.services import passwords
from asset_recovery.services.demo_script import Clock
from asset_recovery.services.demo_service import DemoUser, make_demo, tell_stories
from asset_recovery.services.office import Office
from asset_recovery.services.passwords import Hashing

TODAY = date(2026, 11, 24)
CHEAP = Hashing(memory=8, passes=1, lanes=1)
pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[DemoUser]]:
    """The demonstration office, made once."""
    place = tmp_path_factory.mktemp("demo") / "office"
    return place, make_demo(place, admin="admin", today=TODAY, hashing=CHEAP)


@pytest.fixture(scope="module")
def reading(made: tuple[Path, list[DemoUser]]) -> Iterator[Connection]:
    """A connection that reads it."""
    with (
        Office.open(made[0], today=lambda: TODAY, hashing=CHEAP) as office,
        office.reading.connect() as connection,
    ):
        yield connection


def _values(reading: Connection, column: str) -> set[str]:
    return set(reading.execute(select(t.asset_row.c[column]).distinct()).scalars())


def test_it_has_cases_assets_and_types_enough_to_look_around(reading: Connection) -> None:
    assert reading.execute(select(func.count()).select_from(t.case_record)).scalar_one() >= 12
    assert reading.execute(select(func.count()).select_from(t.asset)).scalar_one() >= 150
    types = select(func.count(func.distinct(t.asset.c.type_code)))
    assert reading.execute(types).scalar_one() >= 20


def test_it_shows_every_legal_state_of_this_build(reading: Connection) -> None:
    assert _values(reading, "legal") >= {
        "lead",
        "unknown",
        "declined",
        "identified",
        "traced_abroad",
        "urgent_measure",
        "frozen",
        "frozen_for_foreign_state",
        "frozen_abroad",
        "seized",
        "measure_varied",
        "held_as_evidence",
        "confiscation_proposed",
        "confiscated_not_final",
        "confiscation_under_appeal",
        "confiscated_final",
        "security_for_value_order",
        "confiscated_abroad",
        "title_vested_in_state",
        "release_ordered",
        "returned_to_owner",
        "restored_to_victim",
        "transferred_to_other_state",
        "lapsed",
        "closed",
    }


def test_it_shows_every_way_of_managing_selling_and_disposing(reading: Connection) -> None:
    assert _values(reading, "management") >= {
        "unmanaged",
        "planning",
        "left_with_owner",
        "registered_restraint",
        "stored",
        "deposited",
        "in_wallet",
        "administered",
        "leased",
        "interim_use",
        "interlocutory_sale_proposed",
        "interlocutory_sale_ordered",
        "in_sale_process",
        "sold_unpaid",
        "sold_paid_delivered",
        "final_sale",
        "transferred_for_public_or_social_use",
        "official_use",
        "donated",
        "destroyed_or_recycled",
        "handed_back",
        "restituted_to_victim",
        "transferred_abroad",
        "abandoned_or_written_off",
    }


def test_money_stands_at_every_point_of_its_way(reading: Connection) -> None:
    assert _values(reading, "money") >= {
        "no_money",
        "frozen_balance_confirmed",
        "received_matched",
        "gross_proceeds_booked",
        "net_determined",
        "allocated",
        "partly_paid_out",
        "fully_distributed",
    }


def test_second_persons_of_many_kinds_are_waited_for(reading: Connection) -> None:
    waiting = (
        select(t.event.c.action)
        .join_from(t.approval, t.event, t.approval.c.event_id == t.event.c.id)
        .where(t.approval.c.state == "waiting")
    )
    assert set(reading.execute(waiting).scalars()) >= {
        "propose_interlocutory_sale",
        "record_sale",
        "dispose_asset",
        "decline_asset",
        "return_asset",
        "manage_asset",
        "open_position",
        "determine_net",
        "pay_out",
    }


def test_both_routes_several_currencies_and_scripts_are_there(reading: Connection) -> None:
    assert {"cb_object", "civil_in_rem"} <= _values(reading, "route")
    assert {"EUR", "USD", "CHF", "GBP", "JPY", "KWD"} <= _values(reading, "value_currency")
    text = " ".join(reading.execute(select(t.asset.c.description)).scalars())
    for letter in ("З", "π", "ش", "数", "Ł", "ı"):
        assert letter.casefold() in text.casefold(), letter


def test_irregular_late_and_sealed_records_are_there(reading: Connection) -> None:
    events = select(func.count()).select_from(t.event)
    assert reading.execute(events.where(t.event.c.irregular != "[]")).scalar_one() >= 1
    assert reading.execute(events.where(t.event.c.late == 1)).scalar_one() >= 1
    sealed = select(func.count()).select_from(t.case_record).where(t.case_record.c.sealed == 1)
    assert reading.execute(sealed).scalar_one() == 1


def test_requests_documents_and_deadlines_are_there(reading: Connection) -> None:
    states = set(reading.execute(select(t.request.c.state)).scalars())
    assert {"draft", "reviewed", "partly_executed", "withdrawn"} <= states
    endings = {
        Path(name).suffix for name in reading.execute(select(t.document.c.original_name)).scalars()
    }
    assert {".png", ".pdf"} <= endings
    due = set(
        reading.execute(select(t.deadline.c.due).where(t.deadline.c.state == "open")).scalars()
    )
    assert min(due) < TODAY.isoformat() < max(due)


def test_an_answered_request_waits_for_no_acknowledgement(reading: Connection) -> None:
    answered = select(t.request.c.reference).where(t.request.c.state == "partly_executed")
    waiting = select(t.deadline.c.state).where(
        t.deadline.c.record.in_(answered), t.deadline.c.source == "request"
    )
    assert set(reading.execute(waiting).scalars()) == {"met"}


def test_the_yacht_of_the_journey_has_a_valid_number_and_no_appraisal(reading: Connection) -> None:
    query = select(t.asset_identifier.c.value).where(t.asset_identifier.c.kind == "imo")
    numbers = list(reading.execute(query).scalars())
    assert len(numbers) == 2
    assert all(check_identifier("imo", number).valid for number in numbers)
    tern = select(t.asset_row.c.value_kind).where(t.asset_row.c.description.like("Nordic Tern%"))
    assert reading.execute(tern).scalar_one() == "estimate"


def test_nobody_of_the_public_cases_stands_in_it(reading: Connection) -> None:
    told = [
        *reading.execute(select(t.party.c.name)).scalars(),
        *reading.execute(select(t.asset.c.description)).scalars(),
        *reading.execute(select(t.case_record.c.title)).scalars(),
        *reading.execute(select(t.case_record.c.summary)).scalars(),
    ]
    text = " ".join(told).casefold()
    public: tuple[str, ...] = (
        "abacha",
        "montesinos",
        "obiang",
        "giffen",
        "1mdb",
        "equanimity",
        "genting",
        "marcos",
    )
    public += ("danske", "bitfinex", "petrosaudi", "galactica", "zhong", "prince group")
    assert [name for name in public if name in text] == []


def test_nothing_is_found_when_it_is_verified(reading: Connection) -> None:
    assert list(verify.verify_chain(reading)) == []
    assert list(verify.verify_records(reading)) == []
    assert list(verify.verify_ends(reading)) == []
    assert list(verify.verify_schema(reading, migrate.fresh_schema())) == []


def test_the_journal_was_written_in_the_order_in_which_the_office_lived(
    reading: Connection,
) -> None:
    moments = list(reading.execute(select(t.journal.c.at).order_by(t.journal.c.seq)).scalars())
    assert moments == sorted(moments)
    assert moments[-1][:10] < TODAY.isoformat()


def test_everybody_logs_in_with_the_password_that_is_told(
    made: tuple[Path, list[DemoUser]], reading: Connection
) -> None:
    _place, users = made
    roles = {role for user in users for role in user.roles}
    assert roles == {
        "case_officer",
        "asset_manager",
        "accountant",
        "legal_officer",
        "supervisor",
        "director",
        "auditor",
        "administrator",
    }
    for user in users:
        passwords.check(user.password, (user.name, user.full_name))
        assert set(user.as_json()) == {"name", "roles", "password"}
    with Office.open(_place, today=lambda: TODAY, hashing=CHEAP) as office:
        actors = [office.users.log_in(user.name, user.password) for user in users]
        assert not any(office.users.must_change(actor) for actor in actors)


def test_an_administrator_with_the_name_of_a_player_does_not_take_his_place(
    tmp_path: Path,
) -> None:
    users = make_demo(tmp_path / "office", admin="officer", today=TODAY, hashing=CHEAP)
    assert users[0].roles == ("administrator",)
    assert len({user.name for user in users}) == len(users)


@pytest.mark.parametrize("today", [date(2025, 1, 2), date(2028, 2, 29)])
def test_it_can_be_made_on_any_day(today: date, tmp_path: Path) -> None:
    assert make_demo(tmp_path / "office", admin="admin", today=today, hashing=CHEAP)


def test_the_same_day_makes_the_same_office(
    made: tuple[Path, list[DemoUser]], reading: Connection, tmp_path: Path
) -> None:
    make_demo(tmp_path / "again", admin="admin", today=TODAY, hashing=CHEAP)
    with (
        Office.open(tmp_path / "again", today=lambda: TODAY, hashing=CHEAP) as office,
        office.reading.connect() as again,
    ):
        for table in (t.case_record, t.asset, t.court_order, t.event, t.document, t.deadline):
            kept = [column for column in table.columns if column.name != "data"]
            query = select(*kept).order_by(table.c.id)  # a command names the file it took
            assert again.execute(query).all() == reading.execute(query).all(), table.name


def test_the_stories_are_told_and_are_those_of_the_tests(tmp_path: Path) -> None:
    told = list(tell_stories(tmp_path, TODAY, hashing=CHEAP))
    assert [story.place.name for story in told] == ["equanimity", "conviction"]
    for story in told:
        name = f"{story.place.name}.jsonl"
        kept = (resources() / "demo" / "stories" / name).read_text("utf-8")
        tested = Path(__file__).parents[1] / "stories" / name
        assert kept == tested.read_text("utf-8")
        assert all(json.loads(line) for line in kept.splitlines())


def test_the_clock_of_the_demonstration_never_stands_still() -> None:
    clock = Clock(TODAY)
    clock.set_day(-3)
    first, second = clock.now(), clock.now()
    assert first < second
    assert first.startswith("2026-11-21T05:00")
    assert clock.today() == date(2026, 11, 21)
