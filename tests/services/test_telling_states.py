"""The same confiscation order in several States: each is told of the others (X-19)."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select

from asset_recovery.persistence import tables as t
from tests.support.asset_life import Life
from tests.support.requests_of_ours import went

At = Callable[[str], Life]


def tasks(life: Life, request: str) -> list[tuple[str, str]]:
    """What is to be told, by its title, and whether it is still open."""
    with life.office.reading.connect() as connection:
        query = select(t.deadline.c.title, t.deadline.c.state).where(
            t.deadline.c.record == request, t.deadline.c.source == "other_states"
        )
        return [(row.title, row.state) for row in connection.execute(query)]


def test_a_confiscation_order_sent_to_a_second_state_is_a_task_to_tell_the_first(at: At) -> None:
    life = at("confiscated")
    went(life, "OUT-1", "CH", on="2026-07-02", orders=["CONF"])
    assert tasks(life, "OUT-1") == []
    went(life, "OUT-2", "LI", on="2026-07-05", orders=["CONF"])
    assert tasks(life, "OUT-1") == [
        ("Tell Switzerland (OUT-1) that CONF was also sent to Liechtenstein", "open")
    ]
    assert tasks(life, "OUT-2") == []


def test_a_freezing_order_or_another_order_is_no_task(at: At) -> None:
    life = at("frozen")
    went(life, "OUT-1", "CH", on="2026-07-02", orders=["FREEZE"])
    went(life, "OUT-2", "LI", orders=["FREEZE"])
    assert tasks(life, "OUT-1") == []


def test_the_same_state_asked_again_is_no_task(at: At) -> None:
    life = at("confiscated")
    went(life, "OUT-1", "CH", on="2026-07-02", orders=["CONF"])
    went(life, "OUT-2", "CH", on="2026-07-02", orders=["CONF"],
         fields={"request_type": "supplementary"})  # fmt: skip
    assert tasks(life, "OUT-1") == []


def test_telling_the_other_state_ends_the_task(at: At) -> None:
    life = at("confiscated")
    went(life, "OUT-1", "CH", on="2026-07-02", orders=["CONF"])
    went(life, "OUT-2", "LI", on="2026-07-05", orders=["CONF"])
    life.give("notify_state", request="OUT-1", on="2026-07-05", kind="confidentiality_ended")
    assert tasks(life, "OUT-1")[0][1] == "open"
    life.give("notify_state", request="OUT-1", on="2026-07-05", kind="further_state")
    assert tasks(life, "OUT-1")[0][1] == "met"
    assert life.is_sound()


def test_a_withdrawal_from_one_state_is_a_task_to_tell_the_others(at: At) -> None:
    life = at("confiscated")
    went(life, "OUT-1", "CH", on="2026-07-02", orders=["CONF"])
    went(life, "OUT-2", "LI", on="2026-07-05", orders=["CONF"])
    life.give("notify_state", request="OUT-1", on="2026-07-05", kind="further_state")
    life.give("withdraw_request", request="OUT-2", on="2026-07-09", reason="paid")
    assert ("Tell Switzerland (OUT-1) that CONF was withdrawn from Liechtenstein", "open") in tasks(
        life, "OUT-1"
    )
