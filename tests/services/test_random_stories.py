"""Whatever is given in whatever order: refused in the office's words or kept, never half."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from asset_recovery.lifecycle.headline import headline
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.repositories.story_repository import Stories
from tests.support.asset_life import COURT, INVENTORY, Life, reopened
from tests.support.office import money

DAYS = st.one_of(
    st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 11, 24)),
    st.dates(min_value=date(2026, 9, 1), max_value=date(2026, 9, 5)),
).map(str)
ORDERS = st.sampled_from(["O1", "O2", "O3", "O4"])
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
ON_ORDER = {"order": ORDERS, "on": DAYS}
STEPS = st.one_of(
    step("identify_asset", source="s", **CAR),
    step("record_plan", **CAR),
    step(
        "record_order",
        order=ORDERS,
        case="CASE",
        kind=KINDS,
        authority=COURT,
        reference="1",
        on=DAYS,
        assets=["CAR"],
        dissipation_risk="d",
        amount=AMOUNTS,
        irregular=st.sampled_from([None, "so it was"]),
        expires_on=st.sampled_from([None, None, "2026-11-30"]),
    ),
    step("take_possession", order=ORDERS, **CAR, **INVENTORY),
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
    step("challenge_order", by="OWNER", suspensive=st.booleans(), **ON_ORDER),
    step(
        "decide_challenge",
        final=st.booleans(),
        outcome=st.sampled_from(["upheld", "amended", "annulled", "remitted", "withdrawn"]),
        **ON_ORDER,
    ),
    step("stay_order", authority="A", reference="S", **ON_ORDER),
    step("end_stay", **ON_ORDER),
    step("certify_final", **ON_ORDER),
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
    step("approve", what=st.sampled_from(["CAR", "O1", "CAR-A1"]), on=DAYS),
    step("reject", what="CAR", on=DAYS),
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    stage=st.sampled_from(["identified", "seized", "in_sale", "filed", "net"]),
    story=st.lists(STEPS, min_size=5, max_size=20),
)
def test_any_sequence_of_actions_keeps_the_office_sound(
    stages: Callable[[str], Path], tmp_path: Path, stage: str, story: list[dict[str, Any]]
) -> None:
    folder = tmp_path / "office"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(stages(stage), folder)
    life = reopened(folder)
    try:
        for line in story:
            actor = life.office.actor("supervisor" if line["action"] == "approve" else "everyone")
            given_line = {name: value for name, value in line.items() if value is not None}
            life.office.actions.give(actor, given_line)  # what it raises is a bug
        assert_sound(life)
    finally:
        life.office.close()


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
            told = [position.legal, position.management, position.dispute, position.money]
            assert shown == told, asset["reference"]
            assert row["headline"] == headline(position, rules.groups["not_yet_final"])
