"""Every register, record, total and paper as in force on a day and as known at a moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asset_recovery.domain.errors import Cancelled, NotFound, ValidationFailed
from asset_recovery.domain.registers import Filter, View
from asset_recovery.persistence.queries.registers_by_name import register_sql
from asset_recovery.services.case_parts.register_rows import COLUMNS
from asset_recovery.services.paper_service import PaperService
from asset_recovery.services.register_as_of import AsOf, listed_as_of, rows_as_of
from asset_recovery.services.register_service import RegisterService
from asset_recovery.services.show_service import ShowService
from asset_recovery.services.then_source import ThenSource
from tests.reports.pdf_reading import page_texts
from tests.services.reading import opened
from tests.support.office import TODAY, SmallOffice, an_office, money

MORNING, NOON = "2026-11-24T09:00:00Z", "2026-11-24T12:00:00Z"
NONE_HERE = ("approvals", "reuses")
BEFORE_NOON = "2026-11-24T11:59:59Z"


def at(office: SmallOffice, moment: str) -> SmallOffice:
    """The office at a moment of recording."""
    return replace(office, actions=replace(office.actions, now=lambda: moment))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallOffice]:
    """Entered in the morning, and at noon facts of long ago that came to light late."""
    folder = tmp_path_factory.mktemp("office")
    made = an_office(folder)
    paper = folder / "paper.txt"
    paper.write_text("a deed", encoding="utf-8")
    _morning(at(made, MORNING), paper)
    _noon(at(made, NOON))
    yield made
    made.close()


def _morning(office: SmallOffice, paper: Path) -> None:
    give = office.give
    give("open_case", by="officer", case="C", title="Quay", on="2026-01-02", officer="officer")
    give("register_party", by="officer", party="P-1", kind="natural", name="Anna Berg")
    give(
        "link_party", by="officer", case="C", party="P-1", role="suspect", **{"from": "2026-02-01"}
    )
    give("register_asset", by="officer", case="C", asset="CAR", type="VEH-CAR", description="Car",
         identifiers=[{"kind": "vin", "value": "WVWZZZ1JZXW000001"}])  # fmt: skip
    give("identify_asset", by="officer", asset="CAR", on="2026-02-10", source="register")
    give("record_order", by="officer", order="O-1", kind="freezing", authority="Court",
         reference="1", on="2026-03-01", assets=[{"asset": "CAR"}])  # fmt: skip
    give("record_valuation", by="manager", asset="CAR", on="2026-03-05", value=money("9000.00"),
         kind="appraisal", method="list", valuer="V")  # fmt: skip
    give("draft_request", by="lawyer", request="R-1", case="C", form="MLA-01", to_country="CH",
         kinds=["AR-R"])  # fmt: skip
    give("attach_document", by="officer", to="C", file=str(paper), title="Deed", kind="other",
         document="D-1", on="2026-04-01")  # fmt: skip
    give("issue_paper", by="officer", paper="schedule", of="C", recipient="Court")
    give("set_deadline", by="officer", to="C", title="Call", due="2026-12-01", deadline="DL-1")
    give("insure_asset", by="manager", asset="CAR", insurer="I", policy="P", sum=money("9.00"),
         **{"from": "2026-03-20", "to": "2027-03-19"})  # fmt: skip


def _noon(office: SmallOffice) -> None:
    """Late facts: an order lifted in April, a second value of March, a cost, a second party."""
    give = office.give
    give("lift_order", by="officer", order="O-1", on="2026-04-10", reason="no_need")
    give("record_valuation", by="manager", asset="CAR", on="2026-03-10", value=money("8000.00"),
         kind="appraisal", method="list", valuer="W")  # fmt: skip
    give("post_cost", by="accountant", asset="CAR", on="2026-03-20", amount=money("70.00"),
         category="storage", counterparty="Yard")  # fmt: skip
    give("register_party", by="officer", party="P-2", kind="legal", name="Late Ltd")
    give("link_party", by="officer", case="C", party="P-2", role="third_party")


def listed(
    office: SmallOffice, register: str, on: date | None = None, known_on: str | None = None
) -> dict[str, dict[str, Any]]:
    registers = RegisterService(engine=office.reading, today=lambda: TODAY)
    actor = office.actor("officer")
    rows = listed_as_of(opened(office), registers, register, actor, AsOf(on, known_on), "")
    return {str(row["reference"]): row for row in rows}


@pytest.mark.parametrize("register", list(COLUMNS))
def test_every_register_is_empty_before_the_case_and_full_today(
    office: SmallOffice, register: str
) -> None:
    assert listed(office, register, on=date(2026, 1, 1)) == {}
    assert listed(office, register, known_on="2026-11-23") == {}
    today = listed(office, register, on=TODAY)
    if register in NONE_HERE:
        assert today == {}
        return
    assert today
    for row in today.values():
        assert tuple(row) == COLUMNS[register]


@pytest.mark.parametrize("register", list(COLUMNS))
def test_a_register_of_today_says_what_the_list_of_the_present_says(
    office: SmallOffice, register: str
) -> None:
    registers = RegisterService(engine=office.reading, today=lambda: TODAY)
    now = {row["reference"]: row for row in registers.listed(register, office.actor("officer"))}
    then = listed(office, register, known_on=NOON)
    assert then.keys() == now.keys()
    same = set(COLUMNS[register]) - {
        "officer",
        "person",
        "value",
        "currency",
        "route",
        "responsible",
    }
    for reference, row in then.items():
        shown = {name: now[reference].get(name) for name in same if name in now[reference]}
        assert {name: row[name] for name in shown} == shown, reference


def test_a_register_is_that_of_the_effective_day(office: SmallOffice) -> None:
    for day, state in (
        (date(2026, 2, 9), "Lead"), (date(2026, 2, 10), "Identified"), (date(2026, 3, 1), "Frozen"),
        (date(2026, 4, 10), "To return"),
    ):  # fmt: skip
        assert listed(office, "assets", on=day)["CAR"]["state"] == state
    assert "O-1" not in listed(office, "orders", on=date(2026, 2, 28))
    assert listed(office, "orders", on=date(2026, 3, 1))["O-1"]["state"] == "issued"
    assert listed(office, "orders", on=date(2026, 4, 10))["O-1"]["state"] == "lifted"
    assert list(listed(office, "parties", on=date(2026, 2, 1))) == ["P-1", "P-2"]
    assert list(listed(office, "parties", on=date(2026, 1, 31))) == ["P-2"]
    assert "D-1" not in listed(office, "documents", on=date(2026, 3, 31))
    assert listed(office, "deadlines", on=date(2026, 11, 23)).keys() != {"DL-1"}


def test_a_late_fact_appears_only_from_its_entry_on(office: SmallOffice) -> None:
    before = listed(office, "assets", known_on=BEFORE_NOON)["CAR"]
    after = listed(office, "assets", known_on=NOON)["CAR"]
    assert (before["state"], before["value"]) == ("Frozen", "9000.00")
    assert (after["state"], after["value"]) == ("To return", "8000.00")
    assert listed(office, "orders", known_on=BEFORE_NOON)["O-1"]["state"] == "issued"
    assert list(listed(office, "parties", known_on=BEFORE_NOON)) == ["P-1"]
    assert list(listed(office, "parties", known_on=NOON)) == ["P-1", "P-2"]


def test_both_clocks_together_say_what_was_then_known_of_that_day(office: SmallOffice) -> None:
    day = date(2026, 4, 10)
    assert listed(office, "assets", day, BEFORE_NOON)["CAR"]["state"] == "Frozen"
    assert listed(office, "assets", day, NOON)["CAR"]["state"] == "To return"
    earlier = date(2026, 4, 9)
    assert listed(office, "assets", earlier, NOON)["CAR"]["state"] == "Frozen"
    assert listed(office, "cases", earlier, BEFORE_NOON)["C"]["value"] == "9000.00"
    assert listed(office, "cases", earlier, NOON)["C"]["value"] == "8000.00"


def test_the_money_of_a_case_follows_both_clocks(office: SmallOffice) -> None:
    service, actor = ShowService(opened(office)), office.actor("officer")

    def frozen(on: date | None, known_on: str | None) -> object:
        money_bar = service.case_file("C", actor, as_of=on, known_on=known_on).money
        return None if money_bar.frozen is None else money_bar.frozen.display()

    march = date(2026, 3, 31)
    assert frozen(march, BEFORE_NOON) == "9,000.00 EUR"
    assert frozen(march, NOON) == "8,000.00 EUR"
    assert frozen(date(2026, 3, 4), NOON) is None
    assert frozen(date(2026, 4, 10), BEFORE_NOON) == "9,000.00 EUR"
    assert frozen(date(2026, 4, 10), NOON) == "0.00 EUR"


@pytest.mark.parametrize(
    ("kind", "reference"),
    [("case", "C"), ("asset", "CAR"), ("order", "O-1"), ("request", "R-1"), ("party", "P-1")],
)
def test_every_kind_of_record_is_shown_then_or_was_not_yet_on_file(
    office: SmallOffice, kind: str, reference: str
) -> None:
    service, actor = ShowService(opened(office)), office.actor("officer")
    shown = service.show(kind, reference, actor, known_on=MORNING, purpose="audit")
    assert shown["reference"] == reference
    with pytest.raises(NotFound):
        service.show(kind, reference, actor, known_on="2026-11-23", purpose="audit")


@pytest.mark.parametrize("paper", ["dossier", "schedule", "statement"])
def test_a_paper_of_an_earlier_day_says_so_and_holds_no_later_fact(
    office: SmallOffice, paper: str
) -> None:
    papers = PaperService(opened(office), office.actor("officer"))
    make = getattr(papers, paper)
    then = " ".join(page_texts(make("C", as_of=date(2026, 3, 31), known_on=BEFORE_NOON)))
    assert "As in force on 31 Mar 2026" in then
    assert "as the office knew it on 24 Nov 2026 11:59 UTC" in then
    assert "70.00 EUR" not in then
    now = " ".join(page_texts(make("C")))
    assert "As in force on" not in now
    assert ("70.00 EUR" in now) is (paper != "schedule")


class StopAt:
    """A person who stops after some steps."""

    def __init__(self, most: int) -> None:
        self.most, self.told = most, list[tuple[int, int]]()

    def step(self, done: int, total: int, text: str) -> None:
        """Stop once enough was done."""
        self.told.append((done, total))
        if done >= self.most:
            raise Cancelled


def test_a_long_list_comes_case_by_case_and_can_be_stopped(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    for number in range(5):
        office.give("open_case", by="officer", case=f"K{number}", title="Case", on="2026-01-02")
    registers = RegisterService(engine=office.reading, today=lambda: TODAY)
    actor, clocks = office.actor("officer"), AsOf(TODAY, None)
    rows = rows_as_of(
        opened(office), registers, "cases", actor, clocks, progress=(stopping := StopAt(3))
    )
    assert [next(rows)["reference"] for _case in range(3)]
    with pytest.raises(Cancelled):
        next(rows)
    assert stopping.told == [(0, 5), (1, 5), (2, 5), (3, 5)]
    office.close()


def test_a_condition_over_a_column_that_a_register_does_not_have_is_refused(
    office: SmallOffice,
) -> None:
    registers = RegisterService(engine=office.reading, today=lambda: TODAY)
    actor = office.actor("officer")
    for register, where in (("orders", "colour = 'red'"), ("planets", "")):
        with pytest.raises(ValidationFailed):
            rows_as_of(opened(office), registers, register, actor, AsOf(TODAY, None), where)
    rows = rows_as_of(
        opened(office), registers, "orders", actor, AsOf(date(2026, 3, 2), None),
        "state = 'issued' and assets = 1",
    )  # fmt: skip
    assert [row["reference"] for row in rows] == ["O-1"]


def then_source(office: SmallOffice, register: str, on: date) -> ThenSource:
    registers = RegisterService(engine=office.reading, today=lambda: TODAY)
    return ThenSource(
        office=opened(office),
        registers=registers,
        register=register,
        actor=office.actor("officer"),
        clocks=AsOf(on, None),
    )


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallOffice]:
    """Five cars with values of five days."""
    made = an_office(tmp_path_factory.mktemp("fleet"))
    made.give("open_case", by="officer", case="F", title="Fleet", on="2026-01-02")
    for number in range(1, 6):
        name = f"CAR-{number}"
        made.give("register_asset", by="officer", case="F", asset=name, type="VEH-CAR",
                  description=f"Car {number}", country="MT" if number % 2 else "FR")  # fmt: skip
        made.give(
            "record_valuation", by="manager", asset=name, on=f"2026-03-0{number}",
            value=money(f"{number}000.00"), kind="appraisal", method="list", valuer="V",
        )  # fmt: skip
    yield made
    made.close()


def test_a_page_of_an_earlier_day_is_filtered_sorted_and_summed_by_the_values_of_that_day(
    fleet: SmallOffice,
) -> None:
    source = then_source(fleet, "assets", date(2026, 3, 3))

    def names(view: View) -> list[str]:
        return [row.reference for row in source.page(view, None, 0, 100)]

    by_value = View((), "base_minor", True)
    assert names(by_value) == ["CAR-3", "CAR-2", "CAR-1", "CAR-4", "CAR-5"]
    assert names(View((Filter("country", "=", "FR"),), "reference")) == ["CAR-2", "CAR-4"]
    assert names(View((Filter("description", "contains", "CAR 3"),))) == ["CAR-3"]
    assert names(View((Filter("value", ">=", "2000"),), "reference")) == ["CAR-2", "CAR-3"]
    assert names(View((Filter("country", "in", ["FR", "IT"]),), "reference")) == ["CAR-2", "CAR-4"]
    assert names(View((), "reference", True, "value >= 2000 and country = 'MT'")) == ["CAR-3"]
    total = source.total_of(View((Filter("country", "=", "MT"),)))
    assert total is not None
    assert total.amount.display() == "4,000.00 EUR"
    assert source.count(by_value) == 5


def test_windows_of_an_earlier_day_follow_one_another_from_both_ends(fleet: SmallOffice) -> None:
    source, view = then_source(fleet, "assets", TODAY), View((), "reference")
    first = source.page(view, None, 0, 2)
    second = source.page(view, source.anchor(view, first[-1]), 0, 2)
    assert [row.reference for row in (*first, *second)] == ["CAR-1", "CAR-2", "CAR-3", "CAR-4"]
    assert [row.reference for row in source.page_before_end(view, 1, 2)] == ["CAR-3", "CAR-4"]
    assert source.position(view, second[0].id) == 2
    assert source.position(view, 99) is None


@pytest.mark.parametrize("register", [name for name in COLUMNS if name not in NONE_HERE])
def test_every_register_of_the_window_has_rows_of_an_earlier_day(
    office: SmallOffice, register: str
) -> None:
    source = then_source(office, register, TODAY)
    sort = register_sql(register).default_sort
    assert source.page(View((), sort), None, 0, 10)


def test_nobody_reads_on_for_a_page_that_was_left(fleet: SmallOffice) -> None:
    source = then_source(fleet, "assets", TODAY)
    source.stop()
    with pytest.raises(Cancelled):
        source.count(View())
