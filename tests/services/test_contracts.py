"""Contracts, insurances and the terms of a mode: what is refused, warned of, and falls due."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.support.asset_life import Life
from tests.support.office import money

At = Callable[[str], Life]
STORAGE: dict[str, Any] = {
    "contract": "K-1", "kind": "storage", "assets": ["CAR"],
    "party": {"name": "Depot GmbH", "kind": "legal"}, "from": "2026-03-01", "to": "2026-12-31",
}  # fmt: skip
LEASE_TERMS: dict[str, Any] = {
    "rent": "900", "market_rent_evidence": "letter", "contract": "L", "guarantee": "g",
    "exit_clause": "x",
}  # fmt: skip
INSURANCE: dict[str, Any] = {
    "asset": "CAR", "insurer": "Basler", "policy": "P-7", "sum": money("30000.00"),
    "from": "2026-03-01", "to": "2026-12-31",
}  # fmt: skip


def lease(**more: Any) -> dict[str, Any]:
    return {
        "asset": "CAR", "on": "2026-04-02", "mode": "leased", "reason": "r", "terms": LEASE_TERMS,
        **more,
    }  # fmt: skip


def test_a_contract_is_kept_with_its_end_and_ends_once(at: At) -> None:
    life = at("stored")
    made = life.give("record_contract", **STORAGE)
    assert ("contract", "K-1") in made.made
    assert life.due()["contract_ends"] == "2026-12-31"
    before = life.codes("end_contract", contract="K-1", on="2026-02-01", reason="moved")
    assert before == ["date_order"]
    life.give("end_contract", contract="K-1", on="2026-06-30", reason="moved")
    assert "contract_ends" not in life.due()
    again = life.codes("end_contract", contract="K-1", on="2026-07-01", reason="again")
    assert again == ["wrong_state"]
    assert life.codes("end_contract", contract="X", on="2026-07-01", reason="r") == ["not_found"]
    assert life.is_sound()


def test_a_contract_that_ends_before_it_begins_or_reports_at_no_interval_is_refused(
    at: At,
) -> None:
    life = at("stored")
    assert life.codes("record_contract", **{**STORAGE, "to": "2026-02-01"}) == ["date_order"]
    refused = life.try_("record_contract", **{**STORAGE, "reporting_every": "sometimes"})
    assert [(one.code, one.field) for one in refused.reasons] == [
        ("field_invalid", "reporting_every"),
    ]


def test_two_contracts_of_a_kind_for_the_same_days_are_pointed_out(at: At) -> None:
    life = at("stored")
    life.give("record_contract", **STORAGE)
    other = {**STORAGE, "contract": "K-2", "party": {"name": "Halle AG"}, "from": "2026-12-01"}
    assert "contract_overlap" in life.warned("record_contract", **other)
    later = {**other, "contract": "K-3", "from": "2026-07-01", "to": "2026-11-30"}
    life.give("end_contract", contract="K-1", on="2026-06-30", reason="r")
    assert "contract_overlap" not in life.warned("record_contract", **later)
    service = {**other, "contract": "K-4", "kind": "service"}
    assert "contract_overlap" not in life.warned("record_contract", **service)


def test_nobody_close_to_the_case_gets_a_contract(at: At) -> None:
    life = at("stored")
    owner = life.try_("record_contract", **{**STORAGE, "party": "OWNER"})
    assert [(one.code, one.field) for one in owner.reasons] == [("conflict_of_interest", "party")]
    life.give("register_party", party="FIRM", name="Front Firm", kind="legal")
    life.give("relate_parties", party="OWNER", to="FIRM", relation="ownership", share="1",
              source="register")  # fmt: skip
    assert life.codes("record_contract", **{**STORAGE, "party": "FIRM"}) == ["conflict_of_interest"]


def test_a_name_alike_is_for_a_person_to_decide(at: At) -> None:
    life = at("stored")
    life.give("register_party", party="P-1", name="Depot Nord GmbH", kind="legal")
    alike = {**STORAGE, "party": {"name": "Depot Nord Gmbh.", "kind": "legal"}}
    assert "possible_match" in life.warned("record_contract", **alike)


def test_the_keeper_of_other_things_may_keep_this_one_too(at: At) -> None:
    life = at("stored")
    life.give("register_party", party="KEEPER", name="Depot Süd", kind="legal")
    life.give("link_party", case="CASE", party="KEEPER", role="custodian")
    life.give("record_contract", **{**STORAGE, "party": "KEEPER"})


def test_a_lease_asks_for_an_insurance_in_force(at: At) -> None:
    life = at("stored")
    refused = life.try_("manage_asset", **lease())
    assert [(one.code, one.clear_with) for one in refused.reasons] == [
        ("guard_failed", "insure_asset")
    ]
    life.give("insure_asset", **INSURANCE)
    life.give("manage_asset", **lease())
    assert life.row()["management"] == "leased"


def test_an_insurance_of_the_tenant_may_be_named_in_the_terms(at: At) -> None:
    life = at("stored")
    life.give("manage_asset", **lease(terms={**LEASE_TERMS, "insurance": "tenant's policy"}))


def test_an_insurance_counts_from_its_first_day_and_not_after_it_was_ended(at: At) -> None:
    life = at("stored")
    policy = dict(life.give("insure_asset", **INSURANCE).made)["contract"]
    assert life.due()["insurance"] == "2026-12-31"
    life.give("end_contract", contract=policy, on="2026-04-01", reason="premium not paid")
    assert life.due()["insurance"] == "2026-04-01"
    assert life.codes("manage_asset", **lease()) == ["guard_failed"]
    assert life.codes("manage_asset", **lease(on="2026-04-01")) == []


def test_a_contract_named_in_the_terms_is_checked_where_it_is_on_file(at: At) -> None:
    life = at("stored")
    store: dict[str, Any] = {
        "asset": "CAR", "on": "2026-06-02", "mode": "stored", "reason": "r",
        "review_on": "2026-09-01",
    }  # fmt: skip
    life.give("record_contract", **STORAGE)
    life.give("manage_asset", **store, terms={"contract": "K-1"})
    life.give("manage_asset", **store, terms={"contract": "words are taken as they stand"})
    service = {**STORAGE, "contract": "S-1", "kind": "service"}
    life.give("record_contract", **service)
    wrong = life.try_("manage_asset", **store, terms={"contract": "S-1"})
    assert [(one.code, one.field) for one in wrong.reasons] == [("guard_failed", "terms.contract")]
    life.give("end_contract", contract="K-1", on="2026-06-30", reason="r")
    later = {**store, "on": "2026-07-01", "terms": {"contract": "K-1"}}
    assert life.codes("manage_asset", **later) == ["guard_failed"]
    life.give("register_asset", case="CASE", asset="BIKE", type="VEH-CAR", description="other")
    other = {**STORAGE, "contract": "K-9", "assets": ["BIKE"]}
    life.give("record_contract", **other)
    assert life.codes("manage_asset", **store, terms={"contract": "K-9"}) == ["field_invalid"]


def test_a_receipt_named_for_a_deposit_must_be_matched(at: At) -> None:
    life = at("stored")
    life.give("receive_money", account="ACC", on="2026-04-01", amount=money("10.00"),
              reference="x", receipt="R-1")  # fmt: skip
    given: dict[str, Any] = {
        "asset": "CAR", "on": "2026-04-02", "mode": "deposited", "reason": "r",
        "terms": {"account": "ACC", "receipt": "R-1"},
    }  # fmt: skip
    refused = life.try_("manage_asset", **given)
    assert [(one.code, one.clear_with) for one in refused.reasons] == [
        ("guard_failed", "match_receipt")
    ]
    life.give("match_receipt", receipt="R-1", to="CAR", on="2026-04-01")
    life.give("manage_asset", **given)


@pytest.mark.parametrize(
    ("mode", "lacking"),
    [
        ("left_with_owner", ["terms.bond", "terms.inspections_every"]),
        ("registered_restraint",
         ["terms.register", "terms.register_entry", "terms.registered_on"]),
        ("stored", ["terms.contract", "review_on"]),
        ("deposited", ["terms.account", "terms.receipt"]),
        ("in_wallet", ["terms.address", "terms.test_transfer_txid", "terms.key_custody"]),
        ("administered", ["terms.order", "terms.mandate", "terms.reporting_every",
                          "terms.fee_cap"]),
        ("leased", ["terms.rent", "terms.market_rent_evidence", "terms.contract",
                    "terms.guarantee", "terms.exit_clause", "terms.insurance"]),
        ("interim_use", ["terms.order", "terms.beneficiary", "terms.condition",
                         "terms.liability", "terms.return_on"]),
    ],
)  # fmt: skip
def test_each_mode_names_everything_that_it_lacks(at: At, mode: str, lacking: list[str]) -> None:
    life = at("stored")
    refused = life.try_("manage_asset", asset="CAR", on="2026-04-02", mode=mode, reason="r")
    assert [one.field for one in refused.reasons] == lacking
    assert len({one.text for one in refused.reasons}) == len(lacking)


def test_what_is_left_with_its_owner_should_be_insured_and_its_condition_recorded(at: At) -> None:
    life = at("frozen")
    left = {
        "asset": "CAR", "on": "2026-03-10", "mode": "left_with_owner", "reason": "r",
        "terms": {"bond": "b", "inspections_every": "monthly"},
    }  # fmt: skip
    assert life.warned("manage_asset", **left) == ["insurance_missing", "condition_missing"]
    life.give("insure_asset", **INSURANCE)
    life.give("inspect_asset", asset="CAR", on="2026-03-11", by="I", condition="good",
              findings="none")  # fmt: skip
    assert life.warned("manage_asset", **{**left, "on": "2026-03-12"}) == []


@pytest.mark.parametrize(
    ("mode", "terms", "field", "code"),
    [
        ("registered_restraint",
         {"register": "r", "register_entry": "e", "registered_on": "2026-05-01"},
         "terms.registered_on", "date_order"),
        ("registered_restraint", {"register": "r", "register_entry": "e", "registered_on": "May"},
         "terms.registered_on", "field_invalid"),
    ],
)  # fmt: skip
def test_days_in_the_terms_are_days_and_in_order(
    at: At, mode: str, terms: dict[str, Any], field: str, code: str
) -> None:
    life = at("stored")
    refused = life.try_(
        "manage_asset", asset="CAR", on="2026-04-02", mode=mode, reason="r", terms=terms
    )
    assert [(one.code, one.field) for one in refused.reasons] == [(code, field)]


def test_one_contract_may_concern_assets_of_several_cases(at: At) -> None:
    life = at("stored")
    life.give("open_case", case="TWO", title="Other", on="2026-01-05", legal_system="generic")
    life.give("register_asset", case="TWO", asset="VAN", type="VEH-CAR", description="van")
    life.give("record_contract", **{**STORAGE, "assets": ["CAR", "VAN"]})
    assert life.due("VAN")["contract_ends"] == life.due("CAR")["contract_ends"]
    life.give("end_contract", contract="K-1", on="2026-06-01", reason="r")
    assert "contract_ends" not in life.due("VAN")
    assert "contract_ends" not in life.due("CAR")
    assert life.is_sound()


def test_nobody_of_the_office_gets_a_contract(at: At) -> None:
    life = at("stored")
    life.give("register_party", party="CLERK", name="Clerk", kind="natural")
    life.give("add_user", user="clerk2", name="Clerk", roles=["asset_manager"], party="CLERK")
    clerk = {**STORAGE, "party": "CLERK"}
    assert life.codes("record_contract", **clerk) == ["conflict_of_interest"]


def test_that_a_contract_ended_is_recorded_also_where_a_mode_rested_on_it(at: At) -> None:
    life = at("stored")
    life.give("record_contract", **STORAGE)
    life.give("manage_asset", asset="CAR", on="2026-06-02", mode="stored", reason="r",
              review_on="2026-09-01", terms={"contract": "K-1"})  # fmt: skip
    life.give("end_contract", contract="K-1", on="2026-05-31", reason="found out late")
