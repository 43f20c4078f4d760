"""Showing, explaining and asking what is possible: for whom, and in which words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest

from asset_recovery.domain.errors import NotFound, NotPermitted, ValidationFailed
from asset_recovery.domain.registers import StepOption
from asset_recovery.lifecycle.figures.arithmetic import as_percent
from asset_recovery.lifecycle.figures.table import compute
from asset_recovery.persistence import tables as t
from asset_recovery.reports.dossier_profile import profile
from asset_recovery.reports.paper import Table
from asset_recovery.reports.statement_content import compose_statement
from asset_recovery.services.consultation import Consultations
from asset_recovery.services.explain_service import ExplainService
from asset_recovery.services.show_service import ShowService
from asset_recovery.services.step_service import StepService
from tests.services.reading import case_file, opened
from tests.support.office import NOW, OFFICE_ID, SmallOffice, an_office, money
from tests.support.yacht_story import CASE, PROCEEDS, YACHT, the_yacht

COMPUTED = {"net", "shortfall", "lines", "third_parties", "remainder"}


@pytest.fixture(scope="module")
def yacht(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallOffice]:
    """The whole story, told once; tests only read it."""
    office = the_yacht(tmp_path_factory.mktemp("yacht"))
    yield office
    office.close()


@pytest.fixture
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallOffice]:
    """An office with one case of an officer and one car."""
    office = an_office(tmp_path_factory.mktemp("office"))
    office.give("open_case", case="C", title="Car", on="2026-01-01", by="officer")
    office.give(
        "register_asset", asset="CAR", case="C", type="VEH-CAR", description="Grey car",
        identifiers=[{"kind": "plate", "value": "ABC 1"}], estimated_value=money("40000.00"),
        by="officer",
    )  # fmt: skip
    yield office
    office.close()


def show(office: SmallOffice, kind: str, reference: str, **more: object) -> dict[str, object]:
    """A record as somebody sees it."""
    by = str(more.pop("by", "everyone"))
    return ShowService(opened(office)).show(kind, reference, office.actor(by), **more)  # type: ignore[arg-type]


def options(
    office: SmallOffice, reference: str, by: str = "everyone", on: date | None = None
) -> list[StepOption]:
    """What can be done with a record."""
    return list(StepService(opened(office)).can(reference, office.actor(by), on))


def option(found: list[StepOption], action: str, **given: object) -> StepOption:
    """One of the options."""
    return next(
        one for one in found if one.action == action and given.items() <= dict(one.given).items()
    )


def logged(office: SmallOffice, table: str = "consultation") -> list[dict[str, object]]:
    """What a log holds."""
    with office.reading.connect() as connection:
        rows = connection.execute(t.metadata.tables[table].select()).mappings()
        return [{"who": row["actor"], **json.loads(row["payload"])} for row in rows]


def test_an_asset_shows_its_four_axes_and_its_money(yacht: SmallOffice) -> None:
    found = show(yacht, "asset", PROCEEDS)
    assert (found["reference"], found["case"], found["type"]) == (PROCEEDS, CASE, "MON-SUB")
    axes = ("legal_state", "management_state", "dispute_state", "money_state")
    assert [found[axis] for axis in axes] == [
        "closed", "deposited", "no_claim", "fully_distributed",
    ]  # fmt: skip
    held = found["money"]
    assert isinstance(held, dict)
    assert held["gross"] == {"amount": "126000000.00", "currency": "USD"}
    assert held["net"] == {"amount": "122273118.80", "currency": "USD"}
    assert held["balance"] == {"amount": "0.00", "currency": "USD"}
    assert held["allocations"][0]["payments"][0]["amount"] == held["net"]
    assert [line["label"] for line in held["waterfall"]] == ["PO-CREW Crew agency"]
    assert found["substitutes"] == YACHT
    json.dumps(found)


def test_an_asset_is_shown_as_in_force_on_an_earlier_day(yacht: SmallOffice) -> None:
    found = show(yacht, "asset", YACHT, as_of=date(2018, 8, 24))
    assert found["legal_state"] == "seized"
    assert found["headline"] == "Interlocutory sale"
    assert found["replaced_by"] is None
    hearings = found["hearings"]
    assert isinstance(hearings, list)
    assert hearings[0]["reply_by"] == "2018-08-20"
    with pytest.raises(NotFound):
        show(yacht, "asset", PROCEEDS, as_of=date(2018, 8, 24))


@pytest.mark.parametrize(
    ("kind", "reference", "key", "value"),
    [
        ("case", CASE, "status", "open"),
        ("order", "O-CONF", "state", "final"),
        ("party", "P-OWNER", "name", "Equanimity (Cayman) Ltd"),
        ("approval", "AP-2026-000001", "state", "approved"),
        ("event", "PO-CREW", "action", "post_cost"),
        ("account", "ESC-1", "currency", "USD"),
        ("deadline", "DL-2026-000001", "hard", True),
    ],
)
def test_records_of_each_kind_are_shown_in_full_as_json(
    yacht: SmallOffice, kind: str, reference: str, key: str, value: object
) -> None:
    found = show(yacht, kind, reference)
    assert found["reference"] == reference
    assert found[key] == value
    assert "password" not in json.dumps(found)


def test_a_case_outside_ones_assignment_asks_for_a_purpose(office: SmallOffice) -> None:
    with pytest.raises(NotPermitted) as refusal:
        show(office, "asset", "CAR", by="colleague")
    assert refusal.value.reasons[0].code == "purpose_missing"
    assert show(office, "asset", "CAR", by="colleague", purpose="stand-in")["reference"] == "CAR"
    assert show(office, "asset", "CAR", by="officer")["reference"] == "CAR"
    with pytest.raises(NotPermitted) as refusal:
        show(office, "case", "C", by="administrator", purpose="curious")
    assert refusal.value.reasons[0].code == "role_needed"
    assert [one["codes"] for one in logged(office, "decision_log")] == [
        ["purpose_missing"], ["role_needed"],
    ]  # fmt: skip


def test_each_look_is_noted_with_its_purpose(office: SmallOffice) -> None:
    show(office, "asset", "CAR", by="colleague", purpose="stand-in")
    assert logged(office) == [
        {"who": "colleague", "case": "C", "screen": "asset", "purpose": "stand-in", "ids": ["CAR"]}
    ]


def test_looks_may_be_collected_and_written_later(office: SmallOffice) -> None:
    collector = Consultations(engine=office.writing, office_id=OFFICE_ID, now=lambda: NOW)
    service = ShowService(opened(office), collector)
    service.case_file("C", office.actor("officer"))
    assert logged(office) == []
    collector.flush()
    assert [one["screen"] for one in logged(office)] == ["case"]


def test_a_sealed_case_is_not_there_for_whoever_holds_no_grant(office: SmallOffice) -> None:
    office.give("register_party", party="P-1", kind="natural", name="Subject A", by="officer")
    office.give("link_party", case="C", party="P-1", role="suspect", by="officer")
    office.give("seal_case", case="C", on="2026-02-01", reason="informant", by="supervisor")
    for kind, reference in (("case", "C"), ("asset", "CAR"), ("party", "P-1")):
        with pytest.raises(NotFound):
            show(office, kind, reference, by="officer", purpose="work")
    for reference in ("C", "CAR"):
        with pytest.raises(NotFound):
            options(office, reference, by="officer")
    with pytest.raises(NotFound):
        ExplainService(opened(office)).explain("CAR", "value", office.actor("officer"), purpose="x")
    assert show(office, "party", "P-1", by="supervisor", purpose="work")["cases"] == ["C"]


def test_what_can_be_done_says_the_sentence_of_the_refusal(office: SmallOffice) -> None:
    office.give("identify_asset", asset="CAR", on="2026-02-01", source="register", by="officer")
    refused = office.try_to_give(
        "propose_interlocutory_sale",
        asset="CAR",
        on="2026-03-01",
        grounds=["disproportionate_cost"],
    )
    asked = option(options(office, "CAR", on=date(2026, 3, 1)), "propose_interlocutory_sale")
    assert not asked.allowed
    assert [one.text for one in asked.reasons] == [one.text for one in refused.reasons]


def test_allowed_steps_come_first_and_can_be_taken(office: SmallOffice) -> None:
    found = options(office, "CAR", by="officer", on=date(2026, 2, 1))
    allowed = [one.allowed for one in found]
    assert allowed == sorted(allowed, reverse=True)
    assert option(found, "identify_asset").allowed
    office.give("identify_asset", asset="CAR", on="2026-02-01", source="register", by="officer")
    after = options(office, "CAR", by="officer", on=date(2026, 2, 2))
    assert not option(after, "identify_asset").allowed
    assert option(after, "record_order", kind="freezing").allowed


def test_a_step_of_another_role_says_which_it_takes(office: SmallOffice) -> None:
    found = option(options(office, "CAR", by="accountant"), "identify_asset")
    assert [one.code for one in found.reasons] == ["role_needed"]


def test_whatever_is_said_to_be_allowed_or_not_covers_every_action_on_assets(
    office: SmallOffice,
) -> None:
    names = [(one.action, one.given) for one in options(office, "CAR")]
    assert len(names) == len(set(names))
    assert {"take_possession", "determine_net", "close_asset", "record_lapse"} <= {
        name for name, _given in names
    }


def test_steps_on_a_sold_thing_are_refused_and_those_on_its_money_go_to_the_proceeds(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    office = the_yacht(tmp_path_factory.mktemp("sold"), until="sold")
    found = options(office, YACHT)
    codes = [one.code for one in option(found, "move_custody").reasons]
    assert "asset_replaced" in codes
    assert option(found, "file_confiscation").allowed
    assert option(found, "post_cost").allowed
    office.close()


def test_a_waiting_step_is_offered_to_the_second_person_alone(office: SmallOffice) -> None:
    office.give("identify_asset", asset="CAR", on="2026-02-01", source="register")
    office.give("decline_asset", asset="CAR", on="2026-02-02", reason="equity")
    own = option(options(office, "CAR"), "approve")
    assert [one.code for one in own.reasons] == ["same_person"]
    second = option(options(office, "CAR", by="supervisor"), "approve")
    assert second.allowed
    assert dict(second.given)["what"] == "AP-2026-000001"
    accountant = option(options(office, "AP-2026-000001", by="accountant"), "approve")
    assert "role_needed" in [one.code for one in accountant.reasons]


def test_orders_cases_and_requests_have_their_steps(office: SmallOffice) -> None:
    office.give("identify_asset", asset="CAR", on="2026-02-01", source="register")
    office.give(
        "record_order", order="O", kind="freezing", authority="Court", reference="1",
        on="2026-03-01", assets=[{"asset": "CAR"}],
    )  # fmt: skip
    order = options(office, "O")
    assert option(order, "serve_order").allowed
    assert [one.code for one in option(order, "issue_order").reasons] == ["wrong_state"]
    case = options(office, "C")
    assert option(case, "register_asset").allowed
    assert "CAR" in option(case, "close_case").reasons[0].text
    office.give(
        "draft_request", request="R", case="C", form="MLA-01", to_country="FR",
        kinds=["EVI"],
    )  # fmt: skip
    request = options(office, "R")
    assert option(request, "fill_request").allowed
    assert "same_person" in [one.code for one in option(request, "review_request").reasons]
    assert option(options(office, "R", by="lawyer"), "review_request").allowed
    assert "wrong_state" in [one.code for one in option(request, "send_request").reasons]


def explain(office: SmallOffice, reference: str, figure: str, **more: object) -> dict[str, object]:
    """How a figure came about."""
    service = ExplainService(opened(office))
    actor = office.actor("everyone")
    return service.explain(reference, figure, actor, purpose="audit", **more)  # type: ignore[arg-type]


def test_explained_net_proceeds_are_what_compute_gives_for_the_same_inputs(
    yacht: SmallOffice,
) -> None:
    found = explain(yacht, PROCEEDS, "net_proceeds")
    inputs = found["inputs"]
    assert isinstance(inputs, dict)
    computed = compute("net_proceeds", inputs)
    assert {name: found[name] for name in COMPUTED} == {name: computed[name] for name in COMPUTED}
    kept = case_file(yacht, CASE).distributions[0].net
    assert kept is not None
    assert found["value"] == kept.as_json()
    assert "1 EUR = " in str(found["explanation"])


def test_explained_bars_are_those_of_the_case_and_sum_up_from_their_parts(
    yacht: SmallOffice,
) -> None:
    bar = case_file(yacht, CASE).money
    for name in ("sought", "frozen", "confiscated", "realised", "distributed"):
        found = explain(yacht, CASE, name)
        assert found["value"] == getattr(bar, name).as_json()
        inputs = found["inputs"]
        assert isinstance(inputs, dict)
        assert len(inputs["parts"]) == 1
    then = explain(yacht, CASE, "realised", on=date(2018, 8, 24))
    assert then["value"] == {"amount": "0.00", "currency": "USD"}


def test_a_value_counts_on_a_day_only_if_it_is_dated_by_then(office: SmallOffice) -> None:
    assert explain(office, "CAR", "value")["value"] == {"amount": "40000.00", "currency": "EUR"}
    with pytest.raises(ValidationFailed) as refusal:
        explain(office, "CAR", "value", on=date(2026, 3, 5))
    assert refusal.value.reasons[0].code == "field_missing"
    assert show(office, "asset", "CAR", by="officer", as_of=date(2026, 3, 5))["value"] is None


def test_papers_measure_costs_against_the_price_as_the_explained_figure_does(
    yacht: SmallOffice,
) -> None:
    found = explain(yacht, PROCEEDS, "cost_ratio")
    file = case_file(yacht, CASE)
    paper = compose_statement(file, profile("full"), "en", str, asset=PROCEEDS)
    table = next(
        block
        for section in paper.sections
        for block in section.blocks
        if isinstance(block, Table) and block.title == "Costs over value, per asset"
    )
    assert table.rows[0][4] == as_percent(str(found["value"]))


def test_a_conversion_names_its_rate_day_and_source(yacht: SmallOffice) -> None:
    found = explain(yacht, PROCEEDS, "cost_ratio")
    assert found["value"] == "0.0296"
    rates = found["rates"]
    assert isinstance(rates, list)
    assert {one["source"] for one in rates} == {"fixing of the European Central Bank"}
    assert {one["on"] for one in rates} == {"2018-11-02"}


def test_the_planning_sheet_gives_equity_and_sell_or_keep(office: SmallOffice) -> None:
    office.give(
        "record_plan", asset="CAR", on="2026-02-01", value=money("40000.00"),
        liens=money("5000.00"), monthly_cost=money("180.00"), yearly_decline="0.2",
        sale_cost_share="0.08", horizon_months="30",
    )  # fmt: skip
    equity = explain(office, "CAR", "equity")
    assert equity["value"] == {"amount": "26400.00", "currency": "EUR"}
    advice = explain(office, "CAR", "sell_or_keep")
    inputs = advice["inputs"]
    assert isinstance(inputs, dict)
    assert advice["pv_keep"] == compute("sell_or_keep", inputs)["pv_keep"]
    assert advice["assumptions"] == {
        "early_sale_haircut": "0.10", "months_to_sell": "3", "discount_rate": "0.03",
        "yield_on_proceeds": "0.02",
    }  # fmt: skip


def test_an_unknown_figure_is_answered_with_the_known_ones(office: SmallOffice) -> None:
    with pytest.raises(ValidationFailed) as refusal:
        explain(office, "CAR", "nonsense")
    assert "net_proceeds" in str(refusal.value)
    with pytest.raises(ValidationFailed) as refusal:
        explain(office, "CAR", "equity")
    assert refusal.value.reasons[0].clear_with == "record_plan"


def test_the_route_of_a_filing_stands_where_the_case_names_none(office: SmallOffice) -> None:
    office.give("identify_asset", asset="CAR", on="2026-02-01", source="register")
    office.give(
        "record_order", order="O", kind="freezing", authority="Court", reference="1",
        on="2026-03-01", assets=[{"asset": "CAR"}],
    )  # fmt: skip
    assert case_file(office, "C").case.route is None
    office.give(
        "file_confiscation", assets=["CAR"], on="2026-05-01", authority="Court", reference="F-1",
        route="cb_object", legal_basis="CL 70.10",
    )  # fmt: skip
    file = case_file(office, "C")
    assert file.case.route == "cb_object"
    assert not any("has no route" in text for text in file.problems)
