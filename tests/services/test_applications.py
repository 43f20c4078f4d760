"""Applications for an order: the schedule as it was asked, and what the court granted of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asset_recovery.services.show_service import ShowService
from tests.services.reading import opened
from tests.support.asset_life import COURT, Life
from tests.support.office import money

At = Callable[[str], Life]


def two_assets(at: At) -> Life:
    """A car and a van, both identified; the car was valued at 12,000."""
    life = at("identified")
    life.give(
        "register_asset", asset="VAN", case="CASE", type="VEH-CAR", description="White van",
        identifiers=[{"kind": "plate", "value": "V 1"}], location="Sliema",
        estimated_value=money("7000.00"),
    )  # fmt: skip
    life.give("identify_asset", asset="VAN", on="2026-02-01", source="register")
    life.give(
        "record_valuation", asset="CAR", on="2026-02-10", value=money("12000.00"), kind="appraisal",
        valuer="Valuer 1", method="comparison",
    )  # fmt: skip
    return life


def applied(at: At, **more: Any) -> Life:
    """An application of 1 March to freeze both."""
    life = two_assets(at)
    given: dict[str, Any] = {
        "order": "APP",
        "case": "CASE",
        "kind": "freezing",
        "authority": COURT,
        "on": "2026-03-01",
        "reasons": "Bought with the proceeds.",
        "dissipation_risk": "The car is offered for sale.",
        "assets": [
            {"asset": "CAR", "link": "Bought by A with bribe money", "amount": money("10000.00")},
            {"asset": "VAN", "measure": "Sealing", "exemptions": "use for work"},
        ],
        **more,
    }
    life.give("apply_for_order", **given)
    return life


def order(life: Life, reference: str = "APP") -> dict[str, Any]:
    """The order as `show` has it."""
    return ShowService(opened(life.office)).show("order", reference, life.office.actor("everyone"))


def grant(life: Life, *rows: dict[str, Any], **more: Any) -> list[str]:
    """The codes with which the decision of 5 March is refused; [] where it was taken."""
    given = {"order": "APP", "on": "2026-03-05", "reference": "D-1/26", **more}
    return life.codes("issue_order", assets=list(rows), **given)


def test_an_application_holds_nothing_until_it_is_granted(at: At) -> None:
    life = applied(at)
    assert (life.legal("CAR"), life.legal("VAN")) == ("identified", "identified")
    found = order(life)
    assert found["state"] == "requested"
    rows = {row["asset"]: row for row in found["application"]["rows"]}
    assert rows["CAR"]["value"] == money("12000.00")
    assert (rows["CAR"]["value_kind"], rows["CAR"]["value_on"]) == ("appraisal", "2026-02-10")
    assert rows["CAR"]["asked"].startswith("up to")
    assert rows["VAN"]["measure"] == "Sealing"
    assert rows["CAR"]["measure"] == "Freezing order"
    assert rows["CAR"]["granted"] == ""


def test_the_order_takes_over_row_by_row_what_was_granted_refused_or_changed(at: At) -> None:
    life = applied(at)
    before = {row["asset"]: row["number"] for row in order(life)["application"]["rows"]}
    assert grant(
        life,
        {"asset": "CAR", "granted": "changed", "amount": money("4000.00")},
        {"asset": "VAN", "granted": "no"},
    ) == []  # fmt: skip
    found = order(life)
    assert found["state"] == "issued"
    assert found["assets"] == ["CAR"]
    rows = {row["asset"]: row for row in found["application"]["rows"]}
    assert {name: row["number"] for name, row in rows.items()} == before
    assert (rows["CAR"]["granted"], rows["VAN"]["granted"]) == ("changed", "no")
    assert "4" in rows["CAR"]["given"]
    assert (rows["CAR"]["holds"], rows["VAN"]["holds"]) == (True, False)
    assert life.legal("VAN") == "identified"
    assert life.legal("CAR") in ("frozen", "mixed")
    scopes = {row["asset"]: row for row in found["scopes"]}
    assert scopes["CAR"]["amount"] == money("4000.00")
    assert life.is_sound()


def test_rows_that_are_not_named_in_the_decision_are_granted_as_asked(at: At) -> None:
    life = applied(at)
    assert grant(life, {"asset": "CAR", "granted": "no"}) == []
    assert (life.legal("CAR"), life.legal("VAN")) == ("identified", "frozen")


def test_a_refused_row_stays_unheld_by_later_steps_on_the_order(at: At) -> None:
    life = applied(at)
    assert grant(life, {"asset": "CAR", "granted": "no"}) == []
    life.give("vary_order", order="APP", on="2026-03-10", expires_on="2026-09-01", reference="V")
    assert (life.legal("CAR"), life.legal("VAN")) == ("identified", "measure_varied")
    assert life.codes("lift_order", order="APP", on="2026-03-11", reason="no_need",
                      assets=["CAR"]) == ["not_found"]  # fmt: skip
    life.give("lift_order", order="APP", on="2026-03-11", reason="no_need")
    assert life.legal("VAN") == "release_ordered"


def test_an_application_refused_in_full_is_no_order(at: At) -> None:
    life = applied(at)
    assert grant(life, {"asset": "CAR", "granted": "no"}, {"asset": "VAN", "granted": "no"}) == []
    found = order(life)
    assert (found["state"], found["assets"]) == ("refused", [])
    assert (life.legal("CAR"), life.legal("VAN")) == ("identified", "identified")
    assert life.codes("take_possession", asset="CAR", order="APP", on="2026-03-06")[0] == (
        "order_not_in_force"
    )
    assert grant(life, on="2026-03-07") == ["wrong_state"]
    assert life.is_sound()


def test_bad_decisions_are_refused_with_their_row_and_change_nothing(at: At) -> None:
    life = applied(at)
    life.give("register_asset", asset="BIKE", case="CASE", type="VEH-CAR", description="Bike")
    before = life.all_rows()
    assert grant(life, {"asset": "BIKE", "granted": "yes"}) == ["not_found"]
    assert grant(life, {"asset": "CAR", "granted": "changed"}) == ["field_missing"]
    assert grant(life, {"asset": "CAR", "granted": "no", "amount": money("1.00")}) == [
        "field_invalid"
    ]
    assert grant(life, {"asset": "CAR"}, {"asset": "CAR"}) == ["field_invalid"]
    assert grant(life, {"asset": "CAR", "granted": "perhaps"}) == ["field_invalid"]
    above = {"asset": "CAR", "granted": "changed", "amount": money("10000.01")}
    assert grant(life, above) == ["amount_exceeds_order"]
    foreign = {**above, "amount": money("1.00", "USD")}
    assert grant(life, foreign) == ["currency_mismatch"]
    assert grant(life, on="2026-02-20") == ["date_order"]
    assert life.all_rows() == before
    result = life.try_("issue_order", order="APP", on="2026-03-05", reference="D", assets=[above])
    assert (result.reasons[0].field, result.reasons[0].row) == ("assets", 1)


def test_a_court_that_goes_beyond_the_application_is_recorded_as_irregular(at: At) -> None:
    life = applied(at)
    above = {"asset": "CAR", "granted": "changed", "amount": money("10500.00")}
    assert life.warned("issue_order", order="APP", on="2026-03-05", reference="D", assets=[above],
                       irregular="so it reads")[0] == "amount_exceeds_order"  # fmt: skip


def test_bad_applications_are_refused(at: At) -> None:
    life = two_assets(at)
    given: dict[str, Any] = {"case": "CASE", "kind": "freezing", "authority": COURT,
                             "on": "2026-03-01"}  # fmt: skip
    assert life.codes("apply_for_order", assets=[], **given) == ["field_missing"]
    assert life.codes("apply_for_order", assets=["CAR", "CAR"], **given) == ["field_invalid"]
    assert life.codes("apply_for_order", assets=["NONE"], **given) == ["not_found"]
    wrong = [{"asset": "CAR", "value": {"amount": "1", "currency": "XXQ"}}]
    assert life.codes("apply_for_order", assets=wrong, **given) == ["currency_unknown"]


def test_the_sale_before_judgment_is_applied_for_only_after_the_hearing(at: At) -> None:
    given = {"case": "CASE", "kind": "interlocutory_sale", "authority": COURT,
             "assets": ["CAR"]}  # fmt: skip
    life = at("proposed")
    assert life.codes("apply_for_order", on="2026-04-10", **given)[0] == "owner_not_heard"
    life.notify()
    assert life.codes("apply_for_order", on="2026-04-10", **given)[0] == "hearing_period_running"
    assert life.codes("apply_for_order", on="2026-04-21", **given) == []


def test_confiscation_may_be_applied_for_before_the_proof_is_complete(at: At) -> None:
    life = at("frozen")
    life.give("change_case", case="CASE", route="cb_object", reason="charged")
    codes = life.warned("apply_for_order", case="CASE", kind="confiscation_object",
                        authority=COURT, on="2026-11-24", assets=["CAR"])  # fmt: skip
    assert "route_proof_missing" in codes


def test_the_value_at_the_time_of_the_application_stays_with_it(at: At) -> None:
    life = applied(at)
    life.appraise("2026-03-20", "3000.00")
    row = next(r for r in order(life)["application"]["rows"] if r["asset"] == "CAR")
    assert row["value"] == money("12000.00")
