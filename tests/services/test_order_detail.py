"""An order in full: service, remedies with their outcomes, what it holds, gaps in the chain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from asset_recovery.domain.order_detail import OrderDetail
from asset_recovery.services.show_service import ShowService
from tests.services.reading import opened
from tests.support.office import SmallOffice, an_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    """A car and a flat, both identified; their owner is a party."""
    office = an_office(tmp_path)
    office.give("open_case", case="C", title="Case", on="2026-01-02")
    office.give("register_party", party="P", kind="natural", name="Ana Perez")
    for asset, kind in (("CAR", "VEH-CAR"), ("FLAT", "RE-APA")):
        office.give(
            "register_asset", case="C", asset=asset, type=kind, description=asset.title(),
            location="Valletta",
        )  # fmt: skip
        office.give("identify_asset", asset=asset, on="2026-01-03", source="register")
    yield office
    office.close()


def freeze(office: SmallOffice, order: str, on: str, *assets: str, **more: object) -> None:
    """A freezing order over assets."""
    tell(
        office, action="record_order", order=order, reference=f"F {order}", on=on,
        assets=[{"asset": asset} for asset in assets],
        **{"kind": "freezing", "authority": "Court", **more},
    )  # fmt: skip


def tell(office: SmallOffice, **given: object) -> None:
    """Give an action that has an argument `by` of its own; a supervisor approves what waits."""
    result = office.actions.give(office.actor("officer"), given)
    if not result.ok:
        result = office.actions.give(office.actor("everyone"), given)
    assert result.ok, result.reasons
    for what, _level in result.pending:
        office.give("approve", by="supervisor", what=what, on=given["on"])


def detail(office: SmallOffice, order: str) -> OrderDetail:
    """The order as its page shows it."""
    return ShowService(opened(office)).order_detail(order, office.actor("everyone"))


def test_who_was_served_when_and_how(office: SmallOffice) -> None:
    freeze(office, "F", "2026-01-05", "CAR")
    assert detail(office, "F").served == ()
    office.give("serve_order", order="F", party="P", on="2026-01-07", how="bailiff")
    served = detail(office, "F").served
    assert [(one.party, one.on, one.how) for one in served] == [
        ("Ana Perez", date(2026, 1, 7), "bailiff")
    ]


def test_a_challenge_is_open_until_its_decision_and_the_second_one_after_it(
    office: SmallOffice,
) -> None:
    freeze(office, "F", "2026-01-05", "CAR")
    tell(office, action="challenge_order", order="F", by="P", on="2026-01-10", suspensive=True)
    first = detail(office, "F").remedies[0]
    assert (first.what, first.by, first.outcome, first.suspensive) == (
        "challenge", "Ana Perez", "", True,
    )  # fmt: skip
    office.give("decide_challenge", order="F", on="2026-02-01", outcome="upheld")
    tell(office, action="challenge_order", order="F", by="P", on="2026-02-05")
    one, two = detail(office, "F").remedies
    assert one.until == date(2026, 2, 1)
    assert one.outcome
    assert (two.until, two.outcome) == (None, "")


def test_stays_and_variations_stand_in_the_order_of_their_dates(office: SmallOffice) -> None:
    freeze(office, "F", "2026-01-05", "CAR", expires_on="2026-12-31")
    office.give("vary_order", order="F", on="2026-03-01", expires_on="2027-06-30", reference="V 1")
    office.give("stay_order", order="F", on="2026-02-01", authority="Court", reference="S 1")
    office.give("end_stay", order="F", on="2026-02-10")
    stay, variation = detail(office, "F").remedies
    assert (stay.what, stay.until) == ("stay", date(2026, 2, 10))
    assert variation.what == "variation"
    assert "2027-06-30" in variation.detail


def test_what_it_holds_is_told_for_each_asset_with_who_else_holds_it(office: SmallOffice) -> None:
    freeze(office, "F", "2026-01-05", "CAR", "FLAT")
    freeze(
        office, "G", "2026-01-06", "FLAT", authority="Tax court", concurrent=True,
        priority_note="F is satisfied first",
    )  # fmt: skip
    car, flat = detail(office, "F").holdings
    assert (car.asset, car.others, car.priority, car.in_force) == ("CAR", (), "", True)
    assert (flat.asset, flat.others) == ("FLAT", ("G",))
    assert flat.priority == "F is satisfied first"
    assert detail(office, "G").holdings[0].others == ("F",)


def test_a_gap_between_two_measures_is_told_in_hours(office: SmallOffice) -> None:
    freeze(office, "F", "2026-01-05", "CAR", expires_on="2026-03-01")
    freeze(office, "G", "2026-03-05", "CAR", gap_comment="the file was with the court")
    chain = detail(office, "G").measures
    assert [(one.order, one.gap_hours, one.is_own) for one in chain] == [
        ("F", 0, False), ("G", 72, True),
    ]  # fmt: skip


def test_an_order_on_the_day_after_the_last_leaves_no_gap(office: SmallOffice) -> None:
    freeze(office, "F", "2026-01-05", "CAR", expires_on="2026-03-01")
    freeze(office, "G", "2026-03-02", "CAR", gap_comment="the next day")
    assert [one.gap_hours for one in detail(office, "G").measures] == [0, 0]


def test_show_order_tells_the_same(office: SmallOffice) -> None:
    freeze(office, "F", "2026-01-05", "CAR")
    tell(office, action="challenge_order", order="F", by="P", on="2026-01-10")
    shown = ShowService(opened(office)).show("order", "F", office.actor("everyone"))
    remedies, measures = shown["remedies"], shown["measures"]
    assert isinstance(remedies, list)
    assert isinstance(measures, list)
    assert (remedies[0]["what"], remedies[0]["on"]) == ("challenge", "2026-01-10")
    assert measures[0]["order"] == "F"


def test_an_order_is_told_as_in_force_on_a_day(office: SmallOffice) -> None:
    freeze(office, "F", "2026-01-05", "CAR")
    tell(office, action="challenge_order", order="F", by="P", on="2026-03-10")
    service, actor = ShowService(opened(office)), office.actor("everyone")
    assert service.order_detail("F", actor, as_of=date(2026, 2, 1)).remedies == ()
    assert len(service.order_detail("F", actor, as_of=date(2026, 4, 1)).remedies) == 1
