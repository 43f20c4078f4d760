"""The yacht Equanimity, from abroad to the Treasury, told by several people through `apply`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from asset_recovery.domain.registers import Result
from asset_recovery.lifecycle.figures.arithmetic import ratio
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence import migrate, verify
from asset_recovery.persistence import tables as t
from asset_recovery.services.action_service import Given
from asset_recovery.services.office import Office
from asset_recovery.services.passwords import Hashing
from tests.support.books import assert_money_closes

HERE = Path(__file__).parent
CHEAP = Hashing(memory=8, passes=1, lanes=1)
ADMIN, PASSWORD = "keeper", "a door of green oak 7"
ROLES: Mapping[str, str] = {
    "officer": "case_officer",
    "manager": "asset_manager",
    "accountant": "accountant",
    "legal": "legal_officer",
    "supervisor": "supervisor",
    "director": "director",
}
Line = dict[str, object]


def password_of(name: str) -> str:
    """Long enough, and different for everybody."""
    return f"seven grey herons {name}"


def lines_of(story: str) -> list[Line]:
    """The lines of a story."""
    text = (HERE / story).read_text("utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def a_fresh_office(folder: Path, country: str, currency: str) -> Office:
    """An office with a person for each role, each with a password of her own."""
    office = Office.make(
        folder,
        admin=ADMIN,
        full_name="Keeper of the office",
        password=PASSWORD,
        name="Asset Management Office",
        country=country,
        currency=currency,
        hashing=CHEAP,
    )
    keeper = office.users.log_in(ADMIN, PASSWORD)
    for name, role in ROLES.items():
        user = {"action": "add_user", "user": name, "name": name.capitalize(), "roles": [role]}
        assert office.actions.give(keeper, user).ok
        office.users.set_password(keeper, name, password_of(name))
    return office


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The Malaysian office: its books are kept in ringgit, in which the upkeep was paid."""
    with a_fresh_office(tmp_path_factory.mktemp("malaysia") / "office", "MY", "MYR") as made:
        yield made


@pytest.fixture(scope="module")
def people(office: Office) -> Mapping[str, Actor]:
    """Everybody, logged in once."""
    return {name: office.users.log_in(name, password_of(name)) for name in ROLES}


def told(people: Mapping[str, Actor], lines: list[Line]) -> list[Given]:
    """The lines as acts of their people."""
    return [
        Given(
            people[str(line["as_user"])],
            {name: value for name, value in line.items() if name != "as_user"},
        )
        for line in lines
    ]


def without(lines: list[Line], **wanted: object) -> list[Line]:
    """The story with one step left out: the first whose arguments are these."""
    for place, line in enumerate(lines):
        if all(line.get(name) == value for name, value in wanted.items()):
            return [*lines[:place], *lines[place + 1 :]]
    raise AssertionError(f"No step of the story has {wanted}.")


STEP_LEFT_OUT: Mapping[str, tuple[Mapping[str, object], str, str]] = {
    "without an appraisal nothing is proposed": (
        {"action": "record_valuation", "valuation": "VAL-2018"},
        "propose_interlocutory_sale",
        "no_valuation",
    ),
    "without the second person the court's order does not fit": (
        {"action": "approve", "step": "propose_interlocutory_sale"},
        "record_order",
        "second_person_needed",
    ),
    "without notice the owner was not heard": (
        {"action": "notify_owner"},
        "record_order",
        "owner_not_heard",
    ),
    "without the court's order there is no sale": (
        {"action": "record_order", "order": "MY-SALE"},
        "start_sale",
        "no_order",
    ),
    "without approval of the low price nobody pays": (
        {"action": "approve", "step": "record_sale"},
        "record_payment",
        "second_person_needed",
    ),
    "without payment nothing is delivered": (
        {"action": "record_payment"},
        "deliver_asset",
        "not_paid",
    ),
    "without the route's proof there is no confiscation": (
        {"action": "record_proof"},
        "record_order",
        "route_proof_missing",
    ),
    "without the published notice there is no confiscation": (
        {"action": "publish_notice"},
        "record_order",
        "notice_missing",
    ),
    "without finality nothing is allocated": (
        {"action": "certify_final"},
        "allocate_proceeds",
        "not_final",
    ),
    "without a proposed net nothing waits for the supervisor": (
        {"action": "determine_net"},
        "approve",
        "nothing_pending",
    ),
    "without approval of the net nothing is allocated": (
        {"action": "approve", "step": "determine_net"},
        "allocate_proceeds",
        "second_person_needed",
    ),
    "without approval of the payment the books do not close": (
        {"action": "approve", "step": "pay_out"},
        "close_asset",
        "second_person_needed",
    ),
}


@pytest.mark.parametrize("variant", STEP_LEFT_OUT)
def test_a_story_with_one_step_left_out_is_refused_for_that_reason(
    variant: str, office: Office, people: Mapping[str, Actor]
) -> None:
    left_out, refused_step, code = STEP_LEFT_OUT[variant]
    lines = without(lines_of("equanimity.jsonl"), **left_out)
    results = office.actions.give_all(told(people, lines), dry_run=True)
    refused = results[-1]
    assert not refused.ok
    assert (refused.action, refused.reasons[0].code) == (refused_step, code)


def test_without_a_delivery_nothing_can_be_distributed(
    office: Office, people: Mapping[str, Actor]
) -> None:
    lines = without(lines_of("equanimity.jsonl"), action="deliver_asset")
    lines = without(lines, action="set_deadline")  # it speaks of the money that is not there yet
    refused = _refused(office, people, lines)
    assert refused.action == "determine_net"
    assert refused.reasons[0].code == "not_delivered"


def test_without_pay_out_the_books_do_not_close(
    office: Office, people: Mapping[str, Actor]
) -> None:
    lines = without(lines_of("equanimity.jsonl"), action="pay_out")
    lines = without(lines, action="approve", step="pay_out")
    refused = _refused(office, people, lines)
    assert refused.action == "close_asset"
    assert refused.reasons[0].code == "balance_not_zero"


def test_without_a_planning_sheet_the_sale_is_not_proposed(
    office: Office, people: Mapping[str, Actor]
) -> None:
    lines = lines_of("equanimity.jsonl")
    lines = [line for line in lines if line["action"] != "record_plan"]
    for line in lines:
        if line["action"] == "propose_interlocutory_sale":
            line["on"] = "2018-08-20"  # after the term within which the sheet is due
    refused = _refused(office, people, lines)
    assert refused.action == "propose_interlocutory_sale"
    assert refused.reasons[0].code == "plan_missing"


def test_while_the_owner_may_still_reply_the_order_does_not_fit(
    office: Office, people: Mapping[str, Actor]
) -> None:
    lines = without(lines_of("equanimity.jsonl"), action="record_hearing")
    for line in lines:
        if line["action"] == "notify_owner":
            line["reply_by"] = "2018-08-31"  # a week after the order of sale
    refused = _refused(office, people, lines)
    assert refused.action == "record_order"
    assert refused.reasons[0].code == "hearing_period_running"


def test_the_proposer_does_not_approve_his_own_proposal(
    office: Office, people: Mapping[str, Actor]
) -> None:
    lines = lines_of("equanimity.jsonl")
    for line in lines:
        if line["action"] == "approve":
            line["as_user"] = "manager"
    refused = _refused(office, people, lines)
    assert refused.action == "approve"
    assert refused.kind == "permission"


def _refused(office: Office, people: Mapping[str, Actor], lines: list[Line]) -> Result:
    results = office.actions.give_all(told(people, lines), dry_run=True)
    assert not results[-1].ok
    assert all(result.ok for result in results[:-1])
    return results[-1]


@pytest.mark.parametrize(
    ("story", "country", "currency"),
    [("equanimity.jsonl", "MY", "MYR"), ("conviction.jsonl", "PL", "EUR")],
)
def test_a_story_runs_through_apply_and_leaves_the_books_even(
    story: str,
    country: str,
    currency: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from asset_recovery.cli.main import run

    place = tmp_path / "office"
    a_fresh_office(place, country, currency).close()
    passwords = tmp_path / "passwords.json"
    passwords.write_text(json.dumps({name: password_of(name) for name in ROLES}), "utf-8")
    monkeypatch.setenv("ASSET_RECOVERY_PASSWORD", PASSWORD)
    said = ["--office", str(place), "--user", ADMIN]

    code = run([*said, "apply", str(HERE / story), "--passwords", str(passwords)])

    results = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [result for result in results if not result["ok"]] == []
    assert len(results) == len(lines_of(story))
    assert code == 0
    with Office.open(place, hashing=CHEAP) as made, made.reading.connect() as connection:
        open_cases = select(t.case_record.c.id).where(t.case_record.c.status != "closed")
        assert connection.execute(open_cases).all() == []
        waiting = select(t.approval.c.reference).where(t.approval.c.state == "waiting")
        assert connection.execute(waiting).all() == []
        assert_money_closes(made.reading)
        assert list(verify.verify_ends(connection)) == []
        assert list(verify.verify_schema(connection, migrate.fresh_schema())) == []


def test_the_money_of_the_yacht_is_distributed_to_the_cent(tmp_path: Path) -> None:
    with a_fresh_office(tmp_path / "office", "MY", "MYR") as office:
        people = {name: office.users.log_in(name, password_of(name)) for name in ROLES}
        results = office.actions.give_all(told(people, lines_of("equanimity.jsonl")))
        assert all(result.ok for result in results)
        with office.reading.connect() as connection:
            query = select(t.event).where(t.event.c.action == "determine_net")
            facts = json.loads(connection.execute(query).mappings().one()["facts"])
            row = select(t.asset_row).where(t.asset_row.c.reference == "EQUANIMITY-SUB")
            substitute = connection.execute(row).mappings().one()
    net = facts["by_asset"]["EQUANIMITY-SUB"]
    upkeep = net["lines"][0]
    assert net["gross"] == {"amount": "126000000.00", "currency": "USD"}
    assert upkeep["note"].startswith("15,500,000.00 MYR")
    # 15.5 m ringgit at the fixings of 30 April 2019: 4.6314 ringgit and 1.1218 dollars a euro.
    assert upkeep["amount"] == {"amount": "3754350.74", "currency": "USD"}
    assert net["net"] == {"amount": "122245649.26", "currency": "USD"}
    assert (substitute["legal"], substitute["money"]) == ("closed", "fully_distributed")


@pytest.fixture(scope="module")
def told_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Malaysian office after the whole story."""
    place = tmp_path_factory.mktemp("told") / "office"
    with a_fresh_office(place, "MY", "MYR") as office:
        people = {name: office.users.log_in(name, password_of(name)) for name in ROLES}
        assert office.actions.give_all(told(people, lines_of("equanimity.jsonl")))[-1].ok
    return place


@pytest.mark.parametrize(
    ("day", "headline", "management"),
    [
        ("2018-02-28", "Frozen abroad", "unmanaged"),
        ("2018-08-06", "Seized", "planning"),
        ("2018-08-24", "Interlocutory sale", "interlocutory_sale_ordered"),
        ("2018-12-01", "Seized", "stored"),
        ("2019-04-23", "Interlocutory sale", "sold_unpaid"),
        ("2019-04-25", "Interlocutory sale", "sold_paid_delivered"),
    ],
)
def test_the_yacht_is_shown_as_in_force_on_a_day(
    day: str,
    headline: str,
    management: str,
    told_office: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from asset_recovery.cli.main import run

    monkeypatch.setenv("ASSET_RECOVERY_PASSWORD", password_of("supervisor"))
    said = ["--office", str(told_office), "--user", "supervisor", "--json"]
    assert run([*said, "show", "asset", "EQUANIMITY", "--as-of", day]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["headline"], shown["management_state"]) == (headline, management)


def test_the_dossier_prints_every_figure_of_the_story(
    told_office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pypdfium2

    from asset_recovery.cli.main import run

    monkeypatch.setenv("ASSET_RECOVERY_PASSWORD", password_of("supervisor"))
    said = ["--office", str(told_office), "--user", "supervisor"]
    paper = tmp_path / "dossier.pdf"
    assert run([*said, "print", "dossier", "AR-2018-0005", "-o", str(paper)]) == 0
    document = pypdfium2.PdfDocument(str(paper))
    pages = [page.get_textpage() for page in document]
    text = " ".join(page.get_text_range() for page in pages)
    for page in pages:
        page.close()
    document.close()
    figures = ("250,000,000.00", "130,000,000.00", "126,000,000.00", "15,500,000.00")
    worked_out = ("3,754,350.74", "122,245,649.26")
    assert [figure for figure in (*figures, *worked_out) if figure not in text] == []


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [
        ("15500000", "523000000", "0.0296"),  # upkeep of the price, in ringgit
        ("126000000", "250000000", "0.5040"),  # price of what was paid for her
        ("126000000", "130000000", "0.9692"),  # price of the expected value
    ],
)
def test_the_shares_of_the_sources_are_recomputed(part: str, whole: str, share: str) -> None:
    assert ratio(Decimal(part), Decimal(whole)) == share
