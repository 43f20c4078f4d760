"""Whatever is done with money in whatever order: no cent is made or lost, nobody gets too much."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from sqlalchemy import select

from asset_recovery.domain.registers import Result
from asset_recovery.lifecycle.distribution import difference
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.repositories.story_repository import Stories
from tests.support.asset_life import COURT, Life, reopened
from tests.support.books import assert_money_holds, balances
from tests.support.office import money

Line = dict[str, Any]
LATEST = date(2026, 11, 24)
STAGES = {
    "sold": date(2026, 5, 10),
    "delivered": date(2026, 5, 12),
    "final": date(2026, 8, 1),
    "net": date(2026, 8, 3),
    "allocated": date(2026, 8, 5),
}
EXAMPLES = 40 if os.environ.get("ASSET_RECOVERY_LONG_STORIES") else 4


def amounts(most: int = 1_200_000) -> st.SearchStrategy[dict[str, str]]:
    """Sums around those of the story; one in sixteen in dollars."""
    currencies = st.sampled_from(["EUR"] * 15 + ["USD"])
    usual = st.sampled_from([one for one in (1, 33_333, 100_01, 2_500_50, 950_000) if one <= most])
    return st.tuples(st.integers(1, most) | usual, currencies).map(
        lambda one: money(f"{one[0] // 100}.{one[0] % 100:02d}", one[1])
    )


def one_of(kind: str) -> st.SearchStrategy[str]:
    """One of the records of a kind that the office has by then."""
    return st.integers(0, 5).map(lambda place: f"?{kind} {place}")


def step(action: str, **arguments: Any) -> st.SearchStrategy[Line]:
    """An action with some values at random."""
    drawn = {name: one for name, one in arguments.items() if isinstance(one, st.SearchStrategy)}
    fixed = {name: one for name, one in arguments.items() if name not in drawn}
    return st.fixed_dictionaries(drawn).map(lambda found: {"action": action, **fixed, **found})


CAR = st.sampled_from(["CAR", "CAR", "CAR-SUB"])
ACCOUNT = st.sampled_from(["ESCROW", "ESCROW", "OTHER"])
SHARES = st.sampled_from(
    [
        [{"to": "Treasury", "kind": "state", "share": "1"}],
        [
            {"to": "Victim", "kind": "victim", "share": "0.3333"},
            {"to": "Treasury", "kind": "state", "share": "0.6667"},
        ],
        [
            {"to": "Owner", "kind": "owner", "amount": money("100.01")},
            {"to": "Treasury", "kind": "state", "share": "1"},
        ],
        [
            {"to": "VO", "kind": "value_order", "share": "0.5"},
            {"to": "Treasury", "kind": "state", "share": "0.5"},
        ],
        [
            {"to": "OWNER", "kind": "third_party", "share": "0.25"},
            {"to": "Treasury", "kind": "state", "share": "0.75"},
        ],
        [{"to": "Treasury", "kind": "state", "share": "0.9999"}],
    ]
)
TO = st.sampled_from([None, None, "Treasury", "Victim", "Owner", "VO"])
PART = st.one_of(st.none(), amounts(200_000))
POSTED = {"category": "storage", "counterparty": "Garage"}
PATHS = [
    step("receive_money", account=ACCOUNT, amount=amounts(), reference="paid", on=True),
    step("receive_money", account=ACCOUNT, amount=amounts(), reference="paid", on=True),
    step("match_receipt", receipt=one_of("receipt"), to=CAR, amount=PART),
    step(
        "match_receipt",
        receipt=one_of("receipt"),
        to=st.one_of(one_of("claw_back"), one_of("sale"), st.just("VO")),
        amount=PART,
    ),
    step("correct_posting", posting=one_of("posting"), reason="wrong", on=True),
    step("return_receipt", receipt=one_of("receipt"), on=True, reference="B", reason="not ours"),
    step("write_off_money", receipt=one_of("receipt"), amount=amounts(90_000), on=True, reason="r"),
    step("write_off_money", asset=CAR, amount=amounts(90_000), on=True, reason="r"),
    step("write_off_money", order="VO", amount=amounts(90_000), on=True, reason="r"),
    step("post_cost", asset=CAR, amount=amounts(90_000), on=True, **POSTED),
    step(
        "post_income",
        asset=CAR,
        amount=amounts(90_000),
        on=True,
        category="rent",
        counterparty="Tenant",
    ),
    step("post_cost", case="CASE", amount=amounts(90_000), on=True, **POSTED),
    step("post_cost", order="VO", amount=amounts(9_000), on=True, **POSTED),
    step("record_payment", asset="CAR", amount=amounts(), account=ACCOUNT, on=True),
    step("record_payment", asset="CAR", amount=money("9500.00"), account=ACCOUNT, on=True),
    step("deliver_asset", asset="CAR", received_by="B", on=True),
    step("record_lien", asset=CAR, creditor="Bank", rank=1, amount=amounts(), statement_on=True),
    step("file_claim", asset=CAR, party="OWNER", share="0.25", basis="b", on=True),
    step("decide_claim", claim=one_of("claim"), outcome="upheld_in_part", share="0.25", on=True),
    *[step("determine_net", asset=CAR, on=True)] * 4,
    *[step("allocate_proceeds", asset=CAR, shares=SHARES, on=True)] * 4,
    *[step("pay_out", allocation=one_of("allocation"), account=ACCOUNT, reference="T", on=True)]
    * 2,
    *[step("match_receipt", receipt=one_of("receipt"), to="CAR", amount=PART)] * 2,
    step("determine_net", asset=CAR, currency=st.sampled_from(["USD", "EUR"]), on=True),
    step("allocate_proceeds", asset=CAR, shares=SHARES, on=True),
    step("allocate_proceeds", case="CASE", shares=SHARES, on=True),
    step("allocate_proceeds", asset=CAR, shares=SHARES, replaces=one_of("allocation"), on=True),
    step(
        "pay_out",
        allocation=one_of("allocation"),
        account=ACCOUNT,
        reference="T",
        to=TO,
        amount=PART,
        on=True,
    ),
    step("pay_out", allocation=one_of("allocation"), account=ACCOUNT, reference="T", on=True),
    step(
        "claw_back",
        allocation=one_of("allocation"),
        to="Treasury",
        amount=amounts(),
        reason="r",
        on=True,
    ),
    step(
        "apply_to_value_order",
        order="VO",
        amount=amounts(),
        on=True,
        **{"from": st.one_of(CAR, one_of("receipt"), st.sampled_from(["ACCUSED", "DE"]))},
    ),
    step("execute_order", order="VO", amount=amounts(), on=True),
    step(
        "refund_surplus",
        order="VO",
        to="ACCUSED",
        amount=amounts(),
        account=ACCOUNT,
        reference="B",
        on=True,
    ),
    step("vary_order", order="VO", amount=amounts(), reference="v", on=True),
    step("reverse_confiscation", order="CONF", authority=COURT, reference=st.just("R"), on=True),
    step("return_asset", asset=CAR, to="OWNER", condition="c", receipt="r", amount=PART, on=True),
    step("record_liability", asset=CAR, kind="damages", amount=amounts(), reason="r", on=True),
    step(
        "settle_liability", liability=one_of("liability"), amount=amounts(), reference="r", on=True
    ),
    step("split_asset", asset=CAR, parts=[{"share": "0.3"}, {"share": "0.7"}], on=True),
    *[step("close_asset", asset=CAR, on=True)] * 2,
    *[step("approve", what=one_of("waiting"), on=True)] * 3,
    step("reject", what=one_of("waiting"), on=True),
]
AGREED = st.sampled_from([True, True, True, True, True, False])
STORY = st.lists(st.tuples(st.one_of(PATHS), st.integers(0, 4), AGREED), min_size=40, max_size=50)


@pytest.mark.parametrize("shard", range(2))
def test_whatever_is_done_with_money_no_cent_is_made_or_lost(
    stages: Callable[[str], Path], tmp_path: Path, shard: int
) -> None:
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @seed(shard)
    @given(stage=st.sampled_from(sorted(STAGES)), story=STORY)
    def lived(stage: str, story: list[tuple[Line, int, bool]]) -> None:
        folder = tmp_path / "office"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(stages(stage), folder)
        life = begun(folder)
        try:
            for line, agreed in dated(story, STAGES[stage]):
                take(life, line, agreed=agreed)
            assert life.is_sound()
            assert_ledger_is_that_of_its_events(life)
        finally:
            life.office.close()

    lived()


def begun(folder: Path) -> Life:
    """The office of a stage with a value order, a rate, and a payer."""
    life = reopened(folder)
    rate = {"from": "EUR", "to": "USD", "on": "2026-01-02", "rate": "1.1", "source": "bank"}
    life.give("record_rate", **rate)
    life.give(
        "record_order",
        order="VO",
        case="CASE",
        kind="confiscation_value",
        authority=COURT,
        reference="V/26",
        on="2026-03-01",
        assets=[],
        amount=money("20000.00"),
        persons=["ACCUSED"],
        irregular="as it was",
    )
    life.try_("certify_final", order="VO", on="2026-03-02", irregular="as it was")
    return life


def dated(story: list[tuple[Line, int, bool]], day: date) -> Iterator[tuple[Line, bool]]:
    """The actions on days that follow each other, and whether the second person agrees at once."""
    for line, pause, agreed in story:
        day = min(day + timedelta(days=pause), LATEST)
        on = day.isoformat()
        yield {name: on if given_ is True else given_ for name, given_ in line.items()}, agreed


NAMED = {
    "receipt": select(t.event.c.reference).where(t.event.c.action == "receive_money"),
    "claw_back": select(t.event.c.reference).where(t.event.c.action == "claw_back"),
    "sale": select(t.event.c.reference).where(t.event.c.action == "record_sale"),
    "claim": select(t.event.c.reference).where(t.event.c.action == "file_claim"),
    "allocation": select(t.event.c.reference).where(t.event.c.action == "allocate_proceeds"),
    "liability": select(t.event.c.reference).where(t.event.c.action == "record_liability"),
    "posting": select(t.event.c.reference).where(
        t.event.c.action.in_(["post_cost", "post_income", "match_receipt", "apply_to_value_order"])
    ),
    "waiting": select(t.approval.c.reference).where(t.approval.c.state == "waiting"),
}


def take(life: Life, line: Line, *, agreed: bool = False) -> None:
    """Give an action: refused in words, or kept and the money holds, before approval and after."""
    found = named(life, line)
    second = found["action"] in ("approve", "reject")
    result = give(life, found, "supervisor" if second else "everyone")
    for one in result.pending if agreed else ():
        on = str(found.get("on") or LATEST)
        give(life, {"action": "approve", "what": one[0], "on": on}, "supervisor")


def give(life: Life, line: Line, who: str) -> Result:
    """Give an action as somebody, and look at the money."""
    result = life.office.actions.give(life.office.actor(who), line)
    if not result.ok:
        assert result.reasons
        return result
    assert_money_holds(life.office.reading)
    if line["action"] == "close_asset":
        assert_nothing_is_left(life, str(line["asset"]))
    if line["action"] == "allocate_proceeds" and not result.pending and "asset" in line:
        assert_all_is_shared(life, str(line["asset"]))
    return result


def named(life: Life, line: Line) -> Line:
    """The action with the references of records that are there."""
    found = {name: value for name, value in line.items() if value is not None}
    with life.office.reading.connect() as connection:
        for argument, value in found.items():
            if isinstance(value, str) and value.startswith("?"):
                kind, place = value[1:].split()
                there = [str(one) for one in connection.scalars(NAMED[kind])] or ["NONE"]
                found[argument] = there[int(place) % len(there)]
    return found


def assert_all_is_shared(life: Life, asset: str) -> None:
    """An allocation leaves nothing of the net over."""
    with life.office.reading.connect() as connection:
        row = connection.execute(select(t.asset).where(t.asset.c.reference == asset)).mappings()
        left = difference(Stories(connection).position(int(row.one()["id"])))
    assert left is None or left.is_zero


def assert_nothing_is_left(life: Life, asset: str) -> None:
    """Nothing is closed while money stands on its account; incomes stand with who paid them.

    A debit is no money: costs that came after the net stay with the State that laid them out.
    """
    with life.office.reading.connect() as connection:
        held = balances(connection)
    outside = sum(minor for (account, _eur), minor in held.items() if account == "outside:Tenant")
    left = sum(minor for (account, _eur), minor in held.items() if account == f"asset:{asset}")
    assert left in {0, -outside} or left > 0


def assert_ledger_is_that_of_its_events(life: Life) -> None:
    """`verify` finds nothing in the ledger either."""
    from asset_recovery.persistence.verify_ledger import verify_ledger

    with life.office.reading.connect() as connection:
        assert list(verify_ledger(connection)) == []
