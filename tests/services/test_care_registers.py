"""The registers of contracts and of what was given for reuse, today and on an earlier day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from asset_recovery.services.register_as_of import AsOf, listed_as_of
from asset_recovery.services.register_service import RegisterService
from asset_recovery.services.show_service import ShowService
from tests.services.reading import opened
from tests.services.test_contracts import INSURANCE, STORAGE
from tests.services.test_manager_reports import reused
from tests.support.asset_life import Life
from tests.support.office import TODAY

At = Callable[[str], Life]


def listed(life: Life, register: str, where: str = "") -> list[dict[str, object]]:
    service = RegisterService(engine=life.office.reading, today=lambda: TODAY)
    return service.listed(register, life.office.actor("everyone"), where=where)


def test_contracts_are_listed_with_state_and_last_day(at: At) -> None:
    life = at("stored")
    life.give("record_contract", **STORAGE)
    life.give("record_contract", **{**STORAGE, "contract": "OLD", "kind": "service",
                                    "to": "2026-05-01"})  # fmt: skip
    life.give("record_contract", **{**STORAGE, "contract": "GONE", "kind": "lease",
                                    "from": "2026-02-20"})  # fmt: skip
    life.give("end_contract", contract="GONE", on="2026-06-01", reason="r")
    life.give("insure_asset", **INSURANCE)
    rows = {str(row["reference"]): row for row in listed(life, "contracts")}
    assert {name: row["state"] for name, row in rows.items()} == {
        "K-1": "running", "OLD": "expired", "GONE": "ended", "CT-2026-000001": "running",
    }  # fmt: skip
    assert rows["GONE"]["last"] == "2026-06-01"
    assert rows["CT-2026-000001"]["kind"] == "insurance"
    assert rows["CT-2026-000001"]["party"] == "Basler"
    assert rows["K-1"]["party"] == "Depot GmbH"
    expired = listed(life, "contracts", "state = 'expired' and kind = 'service'")
    assert [row["reference"] for row in expired] == ["OLD"]


def test_the_register_of_an_earlier_day_says_what_was_known_of_then(at: At) -> None:
    life = at("stored")
    life.give("record_contract", **{**STORAGE, "to": "2026-05-01"})
    service = RegisterService(engine=life.office.reading, today=lambda: TODAY)
    actor = life.office.actor("everyone")
    clocks = AsOf(date(2026, 4, 1), None)
    then = listed_as_of(opened(life.office), service, "contracts", actor, clocks, "")
    assert [(row["reference"], row["state"], row["left"]) for row in then] == [
        ("K-1", "running", 30)
    ]
    assert listed(life, "contracts")[0]["state"] == "expired"


def test_a_contract_is_shown_with_its_reports(at: At) -> None:
    life = at("stored")
    life.give("record_contract", **{**STORAGE, "reporting_every": "monthly"})
    life.give("record_report", contract="K-1", on="2026-04-01",
              **{"from": "2026-03-01", "to": "2026-03-31"})  # fmt: skip
    show = ShowService(opened(life.office)).show
    actor = life.office.actor("everyone")
    found: dict[str, Any] = show("contract", "K-1", actor)
    assert found["assets"] == ["CAR"]
    assert len(found["reports"]) == 1
    assert found["next_report_on"] == "2026-05-01"
    life.give("insure_asset", **INSURANCE)
    policy: dict[str, Any] = show("contract", "CT-2026-000001", actor)
    assert policy["policy"] == "P-7"


def test_what_was_given_for_reuse_is_listed_with_visits_and_breaches(at: At) -> None:
    life = at("stored")
    reused(life)
    row = listed(life, "reuses")[0]
    assert (row["visits"], row["last_visit"], row["next_visit"]) == (0, None, "2027-09-16")
    life.give("follow_up_reuse", asset="CAR", on="2026-10-01", by="V", finding="breach",
              next_on="2026-12-01")  # fmt: skip
    row = listed(life, "reuses")[0]
    assert (row["visits"], row["last_visit"], row["finding"]) == (1, "2026-10-01", "breach")
    assert (row["next_visit"], row["breach"]) == ("2026-12-01", "2026-10-01")
