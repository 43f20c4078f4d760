"""Whatever is given in whatever order: refused in the office's words or kept, never half."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from asset_recovery.lifecycle.headline import headline
from asset_recovery.lifecycle.invariants import broken
from asset_recovery.lifecycle.parts import shown_legal
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.repositories.story_repository import Stories
from tests.support.asset_life import COURT, INVENTORY, Life, reopened
from tests.support.office import money

DAYS = st.one_of(
    st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 11, 24)),
    st.dates(min_value=date(2026, 9, 1), max_value=date(2026, 9, 5)),
).map(str)
NEW_ORDERS = st.sampled_from(["O1", "O2", "O3", "O4", "O5", "O6"])
# Records by their place among those that the office has: `?2` is its third order, claim, decision.
ONE_OF_THEM = st.integers(0, 5).map("?{}".format)
KINDS = st.sampled_from(
    [
        "urgent_measure",
        "freezing",
        "seizure",
        "interlocutory_sale",
        "release",
        "restitution",
        "civil_in_rem",
        "confiscation_object",
        "confiscation_value",
        "destruction",
    ]
)
AMOUNTS = st.integers(1, 2_000_000).map(lambda minor: money(f"{minor // 100}.{minor % 100:02d}"))
SHARES = [{"to": "Treasury", "kind": "state", "share": "1"}]


def step(action: str, **arguments: Any) -> st.SearchStrategy[dict[str, Any]]:
    """An action on the car with some values at random."""
    fixed = {
        name: value for name, value in arguments.items() if not isinstance(value, st.SearchStrategy)
    }
    drawn = {
        name: value for name, value in arguments.items() if isinstance(value, st.SearchStrategy)
    }
    return st.fixed_dictionaries(drawn).map(lambda found: {"action": action, **fixed, **found})


CAR = {"asset": "CAR", "on": DAYS}
ON_ORDER = {"order": ONE_OF_THEM, "on": DAYS}
STEPS = st.one_of(
    step(
        "record_order",
        order=NEW_ORDERS,
        case="CASE",
        kind=KINDS,
        authority=COURT,
        reference="1",
        on=DAYS,
        assets=st.sampled_from(
            [
                ["CAR"],
                ["CAR"],
                [{"asset": "CAR", "fraction": "0.4"}],
                [{"asset": "CAR", "fraction": "0.7"}],
                [{"asset": "CAR", "component": "radio"}],
                [{"asset": "CAR", "amount": money("500.00")}],
            ]
        ),
        dissipation_risk="d",
        amount=AMOUNTS,
        irregular=st.sampled_from([None, "so it was"]),
        expires_on=st.sampled_from([None, None, "2026-11-30"]),
    ),
    step("identify_asset", source="s", **CAR),
    step("record_plan", **CAR),
    step("take_possession", order=ONE_OF_THEM, **CAR, **INVENTORY),
    step("take_possession", power="s. 1", **CAR, **INVENTORY),
    step("hold_as_evidence", authority="P", review_on="2026-12-01", **CAR),
    step("end_evidence_hold", authority="P", **CAR),
    step(
        "manage_asset",
        mode="stored",
        reason="r",
        review_on="2026-11-30",
        terms={"contract": "K"},
        **CAR,
    ),
    step("record_valuation", value=AMOUNTS, kind="appraisal", method="m", valuer="v", **CAR),
    step("propose_interlocutory_sale", grounds=["disproportionate_cost"], urgent_reason="u", **CAR),
    step("start_sale", method="auction", reserve=AMOUNTS, **CAR),
    step("record_sale", buyer={"name": "Buyer"}, price=AMOUNTS, reason="r", **CAR),
    step("record_payment", amount=AMOUNTS, account="E", **CAR),
    step("deliver_asset", received_by="B", **CAR),
    step("end_sale", outcome="unsold", reason="r", **CAR),
    step(
        "file_confiscation",
        assets=["CAR"],
        on=DAYS,
        authority="P",
        reference="F",
        route="settlement_or_plea",
        legal_basis="b",
    ),
    step(
        "withdraw_confiscation", assets=["CAR"], on=DAYS, authority="P", reference="W", reason="r"
    ),
    step("record_proof", case="CASE", kind="signed_agreement", on=DAYS),
    step(
        "challenge_order",
        by="OWNER",
        suspensive=st.booleans(),
        fraction=st.sampled_from([None, None, "0.25"]),
        **ON_ORDER,
    ),
    step(
        "decide_challenge",
        final=st.booleans(),
        outcome=st.sampled_from(["upheld", "amended", "annulled", "remitted", "withdrawn"]),
        **ON_ORDER,
    ),
    step("stay_order", authority="A", reference="S", **ON_ORDER),
    step("end_stay", **ON_ORDER),
    step("certify_final", parts=st.sampled_from([None, None, ["1"], ["2"]]), **ON_ORDER),
    step(
        "decide_claim",
        claim=ONE_OF_THEM,
        outcome=st.sampled_from(["admitted", "upheld", "upheld_in_part", "rejected"]),
        share=st.sampled_from(["0.25", "0.5"]),
        on=DAYS,
    ),
    step("lift_order", reason="no_need", fraction=st.sampled_from([None, "0.5"]), **ON_ORDER),
    step("vary_order", reference="v", expires_on="2026-11-30", **ON_ORDER),
    step("record_lapse", basis="b", **CAR),
    step("vest_title", registration="R", **CAR),
    step(
        "dispose_asset",
        kind=st.sampled_from(["sale", "donation", "write_off"]),
        beneficiary="B",
        **CAR,
    ),
    step("return_asset", to="OWNER", condition="c", receipt="r", amount=AMOUNTS, **CAR),
    step("post_cost", amount=AMOUNTS, category="storage", counterparty="c", **CAR),
    step("file_claim", party="OWNER", share="0.5", basis="b", **CAR),
    step("record_lien", asset="CAR", creditor="Bank", rank=1, amount=AMOUNTS, statement_on=DAYS),
    step("determine_net", **CAR),
    step("allocate_proceeds", shares=SHARES, **CAR),
    step("pay_out", allocation="CAR-A1", on=DAYS, account="E", reference="T"),
    step("close_asset", **CAR),
    step("reopen_asset", reason="r", **CAR),
    step("open_position", legal_state="frozen", source="s", reason="r", **CAR),
    step("execute_order", amount=AMOUNTS, **ON_ORDER),
    step(
        "apply_to_value_order",
        amount=AMOUNTS,
        **{"from": st.sampled_from(["CAR", "ACCUSED", "DE"])},
        **ON_ORDER,
    ),
    step("reverse_confiscation", authority="C", reference="R", **ON_ORDER),
    step("claw_back", allocation="CAR-A1", to="Treasury", on=DAYS, amount=AMOUNTS, reason="r"),
    step("write_off_money", amount=AMOUNTS, reason="r", **CAR),
    step("record_liability", kind="damages", amount=AMOUNTS, reason="r", **CAR),
    step(
        "record_quantity",
        event=st.sampled_from(["receive", "loss", "fork"]),
        quantity=st.sampled_from(["1", "0.5", "2"]),
        unit="each",
        child=st.sampled_from([None, "FORK1", "FORK2"]),
        **CAR,
    ),
    step("reconcile_quantity", balance="1", unit="each", by=["A", "B"], **CAR),
    step(
        "split_asset",
        asset=st.sampled_from(["CAR", "CAR-01", "CAR-SUB"]),
        on=DAYS,
        parts=[{"share": "0.3"}, {"share": "0.7"}],
    ),
    step("merge_assets", assets=["CAR-01", "CAR-02"], into="CAR-M", method="value", on=DAYS),
    step("approve", what=ONE_OF_THEM, on=DAYS),
    step("approve", what=ONE_OF_THEM, on=DAYS),
    step("reject", what=ONE_OF_THEM, on=DAYS),
)


STAGES = {
    "identified": date(2026, 2, 1),
    "seized": date(2026, 3, 2),
    "in_sale": date(2026, 5, 1),
    "filed": date(2026, 6, 1),
    "final": date(2026, 8, 1),
    "net": date(2026, 8, 3),
}
LATEST = date(2026, 11, 24)
# All ten thousand actions where the whole suite runs (`dev.py test`), a tenth of them at the desk.
EXAMPLES = 50 if os.environ.get("ASSET_RECOVERY_LONG_STORIES") else 5
STORY = st.lists(st.tuples(STEPS, st.integers(-2, 9)), min_size=45, max_size=55)


@pytest.mark.parametrize("shard", range(4))
def test_any_sequence_of_ten_thousand_actions_keeps_the_office_sound(
    stages: Callable[[str], Path], tmp_path: Path, shard: int
) -> None:
    """What must hold is asked after each action, and everything after every fifty."""

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[__import__("hypothesis").Phase.generate],
    )
    @seed(shard)
    @given(stage=st.sampled_from(sorted(STAGES)), story=STORY)
    def lived(stage: str, story: list[tuple[dict[str, Any], int]]) -> None:
        folder = tmp_path / "office"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(stages(stage), folder)
        life = reopened(folder)
        life.try_("add_note", to="CASE", text="the timers of the day have run")
        try:
            for line in dated(story, STAGES[stage]):
                take(life, line)
            assert_sound(life)
        finally:
            life.office.close()

    lived()


def dated(story: list[tuple[dict[str, Any], int]], day: date) -> Iterator[dict[str, Any]]:
    """The actions with days that mostly follow each other; a negative pause: a day at random."""
    for line, pause in story:
        if pause >= 0 and "on" in line:
            day = min(day + timedelta(days=pause), LATEST)
            yield {**line, "on": day.isoformat()}
        else:
            yield line


def take(life: Life, line: dict[str, Any]) -> None:
    """Give one action: refused in words and nothing changed, or kept and everything fits."""
    actor = life.office.actor("supervisor" if line["action"] == "approve" else "everyone")
    line = named(life, line)
    before = entries(life)
    result = life.office.actions.give(
        actor, {name: value for name, value in line.items() if value is not None}
    )
    if not result.ok:
        assert result.reasons
        assert entries(life) == before
        return
    assert entries(life) == before + 1
    with life.office.reading.connect() as connection:
        for asset in connection.execute(select(t.asset)).mappings().all():
            position = Stories(connection).position(int(asset["id"]))
            assert broken(position) == []
            assert life.row(str(asset["reference"]))["legal"] == shown_legal(position)


NAMED = {
    "order": select(t.court_order.c.reference),
    "claim": select(t.event.c.reference).where(t.event.c.action == "file_claim"),
    "what": select(t.approval.c.reference).where(t.approval.c.state == "waiting"),
}


def named(life: Life, line: dict[str, Any]) -> dict[str, Any]:
    """The action with the references of records that are there."""
    found = dict(line)
    with life.office.reading.connect() as connection:
        for argument, query in NAMED.items():
            if str(line.get(argument, "")).startswith("?"):
                there = [str(name) for name in connection.scalars(query)] or ["NONE"]
                found[argument] = there[int(line[argument][1:]) % len(there)]
    return found


def entries(life: Life) -> int:
    """How many entries the journal has."""
    with life.office.reading.connect() as connection:
        return int(connection.execute(select(func.max(t.journal.c.seq))).scalar_one())


def assert_sound(life: Life) -> None:
    """The journal holds, and what lists show is what the whole story says."""
    assert life.is_sound()
    with life.office.reading.connect() as connection:
        stories = Stories(connection)
        for asset in connection.execute(select(t.asset)).mappings().all():
            position = stories.position(int(asset["id"]))
            rules = stories.rules_of(int(asset["case_id"]))
            row = life.row(str(asset["reference"]))
            shown = [row[axis] for axis in ("legal", "management", "dispute", "money")]
            told = [shown_legal(position), position.management, position.dispute, position.money]
            assert shown == told, asset["reference"]
            assert row["headline"] == headline(position, rules.groups["not_yet_final"])
