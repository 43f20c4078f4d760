"""Claims State by State, ranks of liens, notices by publication and who was heard by them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asset_recovery.services.show_service import ShowService
from tests.services.reading import opened
from tests.support.asset_life import COURT, Life
from tests.support.office import money

At = Callable[[str], Life]


def claimed(at: At, **more: Any) -> Life:
    """A bank claims half of the frozen car, which lies in Malta; the office is in Malta too."""
    life = at("frozen")
    life.give("change_office", key="country", value="MT", reason="seat", **{"from": "2026-01-01"})
    life.give("change_asset", asset="CAR", country="MT", reason="found there")
    given = {"claim": "CL", "asset": "CAR", "party": {"name": "Bank"}, "on": "2026-03-10",
             "share": "0.5", "basis": "loan", **more}  # fmt: skip
    life.give("file_claim", **given)
    return life


def claim(life: Life) -> dict[str, Any]:
    """The claim as the asset shows it."""
    actor = life.office.actor("everyone")
    found: Any = ShowService(opened(life.office)).show("asset", "CAR", actor)
    return dict(next(one for one in found["claims"] if one["reference"] == "CL"))


def decide(life: Life, outcome: str, **more: Any) -> list[str]:
    """The codes with which a decision on the claim is refused."""
    given = {"claim": "CL", "on": "2026-04-01", "outcome": outcome, **more}
    return life.codes("decide_claim", **given)


def test_one_claimant_stands_in_one_state_and_not_in_another(at: At) -> None:
    life = claimed(at)
    assert decide(life, "rejected", country="US", final=True) == []
    assert claim(life)["state"] == "filed"
    assert life.row()["dispute"] == "third_party_claim_filed"
    assert decide(life, "upheld_in_part", country="MT", share="0.25") == []
    found = claim(life)
    assert found["state"] == "upheld_in_part"
    assert [(one["country"], one["outcome"], one["here"]) for one in found["standings"]] == [
        ("US", "rejected", False),
        ("MT", "upheld_in_part", True),
    ]


def test_the_state_where_the_asset_lies_decides_too(at: At) -> None:
    life = claimed(at)
    life.give("change_asset", asset="CAR", country="US", reason="moved")
    assert decide(life, "rejected", country="US", on="2026-11-24") == []
    assert claim(life)["state"] == "rejected"


def test_an_open_claim_bars_the_final_steps_until_it_is_decided_here(at: At) -> None:
    life = claimed(at)
    decide(life, "rejected", country="US")
    assert claim(life)["decided_on"] is None
    decide(life, "rejected")
    assert claim(life)["decided_on"] == "2026-04-01"


def test_a_claim_that_is_finally_decided_is_not_decided_again(at: At) -> None:
    life = claimed(at)
    assert decide(life, "rejected", final=True) == []
    assert decide(life, "upheld", on="2026-05-01") == ["wrong_state"]
    assert decide(life, "upheld", on="2026-05-01", country="US") == []  # another State's is its own


def test_a_share_that_is_upheld_again_on_appeal_is_cut_out_once(at: At) -> None:
    life = claimed(at)
    assert decide(life, "upheld_in_part", share="0.25") == []
    assert decide(life, "upheld_in_part", share="0.25", final=True, on="2026-05-01") == []
    actor = life.office.actor("everyone")
    found: Any = ShowService(opened(life.office)).show("asset", "CAR", actor)
    given = [part["share"] for part in found["parts"] if part["claimant"]]
    assert given == ["0.25"]


def test_no_more_is_given_than_was_claimed(at: At) -> None:
    life = claimed(at)
    assert decide(life, "upheld_in_part", share="0.51") == ["guard_failed"]
    assert decide(life, "upheld_in_part", share="0.5") == []
    money_claim = claimed(at, share=None, amount=money("500.00"))
    assert decide(money_claim, "upheld_in_part", amount=money("500.01")) == ["guard_failed"]
    assert decide(money_claim, "upheld_in_part", amount=money("1.00", "USD")) == [
        "currency_mismatch"
    ]
    assert money_claim.codes(
        "decide_claim", claim="CL", on="2026-04-01", outcome="upheld_in_part",
        amount=money("600.00"), irregular="so it reads",
    ) == []  # fmt: skip


def test_a_claim_is_not_decided_before_it_was_filed(at: At) -> None:
    life = claimed(at)
    assert decide(life, "rejected", on="2026-03-09") == ["date_order"]


def test_liens_stand_in_the_order_of_their_ranks(at: At) -> None:
    life = at("frozen")
    for name, rank in (("Bank B", "2"), ("Bank A", "1")):
        life.give("record_lien", asset="CAR", creditor=name, rank=rank, amount=money("10.00"),
                  statement_on="2026-03-05")  # fmt: skip
    actor = life.office.actor("everyone")
    found: Any = ShowService(opened(life.office)).show("asset", "CAR", actor)
    ranks = {one["party"]: one["rank"] for one in found["claims"]}
    assert ranks == {"Bank A": "1", "Bank B": "2"}


def sale_order(life: Life, on: str) -> list[str]:
    """The codes with which the court's order of sale is refused."""
    return life.codes("record_order", order="SALE", case="CASE", kind="interlocutory_sale",
                      authority=COURT, reference="S/26", on=on, assets=["CAR"])  # fmt: skip


def publish(life: Life, **more: Any) -> None:
    """A notice of the sale, published on 3 April."""
    given = {"asset": "CAR", "on": "2026-04-03", "kind": "sale", "medium": "Gazette", **more}
    life.give("publish_notice", **given)


def test_a_published_notice_stands_for_telling_somebody_who_was_not_found(at: At) -> None:
    life = at("proposed")
    publish(life, until="2026-04-20", reason="three letters came back, not at the address")
    assert sale_order(life, "2026-04-20") == ["hearing_period_running"]
    assert sale_order(life, "2026-04-21") == []


def test_without_the_efforts_a_published_notice_tells_nobody(at: At) -> None:
    life = at("proposed")
    publish(life, until="2026-04-20")
    assert sale_order(life, "2026-04-21") == ["owner_not_heard"]


def test_a_notice_without_an_end_runs_as_long_as_the_law_says(at: At) -> None:
    life = at("proposed")
    publish(life, reason="unknown address")
    assert sale_order(life, "2026-05-03") == ["hearing_period_running"]
    assert sale_order(life, "2026-05-04") == []


def test_a_notice_does_not_end_before_it_begins(at: At) -> None:
    life = at("proposed")
    codes = life.codes("publish_notice", asset="CAR", on="2026-04-03", kind="sale",
                       medium="Gazette", until="2026-04-02")  # fmt: skip
    assert codes == ["date_order"]


def test_the_case_shows_its_notices(at: At) -> None:
    life = at("proposed")
    publish(life, notice="NO-1")
    actor = life.office.actor("everyone")
    found: Any = ShowService(opened(life.office)).show("case", "CASE", actor)
    assert [(one["reference"], one["until"]) for one in found["notices"]] == [
        ("NO-1", "2026-05-03")
    ]
