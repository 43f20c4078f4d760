"""An office in a folder in which every table has rows, filled by giving actions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from asset_recovery.domain.registers import Result
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.unit_of_work import Entry, open_unit
from asset_recovery.services.office import Office
from asset_recovery.services.passwords import Hashing

TODAY = date(2026, 11, 24)
CHEAP = Hashing(memory=8, passes=1, lanes=1)
PASSWORD = "a sentence of plain words"
SECOND = "another sentence of words"


@dataclass(slots=True)
class Clock:
    """A clock that a test sets; it goes on by a second a look."""

    second: int = 0
    day: str = "2026-11-24"

    def __call__(self) -> str:
        self.second += 1
        hour, rest = divmod(self.second, 3600)
        return f"{self.day}T{10 + hour:02d}:{rest // 60:02d}:{rest % 60:02d}.000Z"


def a_new_office(folder: Path, clock: Callable[[], str] | None = None) -> Office:
    """An office with one administrator who holds every role."""
    return Office.make(
        folder,
        admin="anna",
        full_name="Anna Administrator",
        password=PASSWORD,
        name="Asset Management Office",
        country="IT",
        currency="EUR",
        legal_system="generic",
        sole=True,
        now=clock or Clock(),
        today=lambda: TODAY,
        hashing=CHEAP,
    )


def open_again(folder: Path, clock: Callable[[], str] | None = None) -> Office:
    """The same office opened anew."""
    return Office.open(folder, now=clock or Clock(7200), today=lambda: TODAY, hashing=CHEAP)


@dataclass(slots=True)
class Story:
    """Gives actions that must be accepted."""

    office: Office
    anna: Actor
    bob: Actor

    def give(
        self, action: str, *, by: Actor | None = None, from_: str = "", **arguments: object
    ) -> Result:
        """Give an action; it must be accepted. `from_` stands for `from`, a word of Python."""
        if from_:
            arguments["from"] = from_
        result = self.office.actions.give(by or self.anna, {"action": action, **arguments})
        assert result.ok, f"{action}: {[(one.code, one.text) for one in result.reasons]}"
        return result


def money(amount: str, currency: str = "EUR") -> Mapping[str, str]:
    """Money as an action takes it."""
    return {"amount": amount, "currency": currency}


def a_full_office(folder: Path, papers: Path) -> Office:
    """An office with rows in every table."""
    office = a_new_office(folder)
    anna = office.users.log_in("anna", PASSWORD)
    office.actions.give(
        anna, {"action": "add_user", "user": "bob", "name": "Bob", "roles": ["supervisor"]}
    )
    office.users.set_password(anna, "bob", SECOND)
    story = Story(office, anna, office.users.log_in("bob", SECOND))
    _case(story, papers)
    _yacht(story)
    _beside(story)
    office.actions.timers.run()
    return office


def _case(story: Story, papers: Path) -> None:
    give = story.give
    give("open_case", case="C1", title="The yacht", on="2018-01-01", route="civil_in_rem")
    give("open_case", case="C2", title="Sealed", on="2020-01-01", route="cb_object")
    give("register_party", party="P1", kind="natural", name="Иван Петров", aliases=["Ivan P"])
    give("register_party", party="P2", kind="legal", name="Front Ltd", country="MT")
    give("relate_parties", party="P1", to="P2", relation="ownership", share="0.5")
    give("link_party", case="C1", party="P1", role="suspect")
    give("assign_member", case="C1", user="bob", role="supervisor", from_="2018-01-02")
    paper = papers / "deed.txt"
    paper.write_text("A deed of sale", encoding="utf-8")
    give("attach_document", to="C1", file=str(paper), title="Deed", kind="other")
    give("set_deadline", to="C1", title="Call the bank", due="2026-12-24")


def _yacht(story: Story) -> None:
    give = story.give
    give(
        "register_asset", asset="Y1", case="C1", type="VES-YAC", description="Yacht Äquanimity",
        identifiers=[{"kind": "imo", "value": "1012138"}], location="Bali", country="ID",
        owner={"name": "Cayman Yacht Ltd", "kind": "legal"},
        estimated_value=money("1000.00", "USD"),
    )  # fmt: skip
    give("identify_asset", asset="Y1", on="2018-02-01", source="registry")
    give("link_party", asset="Y1", party="P2", role="beneficial_owner")
    give(
        "record_order", order="O1", kind="seizure", authority="High Court", reference="WA-1",
        on="2018-08-06", assets=[{"asset": "Y1"}],
    )  # fmt: skip
    give(
        "take_possession", asset="Y1", order="O1", on="2018-08-07", place="Port Klang",
        inventory_by=["x", "y"], custodian="Navy", storage="Klang", condition="good",
        seals=["S1"], photos=["p1"],
    )  # fmt: skip
    give("record_plan", asset="Y1", on="2018-08-07")
    give(
        "manage_asset", asset="Y1", on="2018-08-08", mode="stored", reason="r",
        review_on="2019-01-30", terms={"contract": "K-1"},
    )  # fmt: skip
    give(
        "record_valuation", asset="Y1", on="2018-08-09", value=money("130000000.00", "USD"),
        kind="appraisal", method="m", valuer="V",
    )  # fmt: skip
    give(
        "propose_interlocutory_sale", asset="Y1", on="2018-08-10", grounds=["disproportionate_cost"]
    )
    give("approve", by=story.bob, what="Y1", on="2018-08-11")
    owner = _owner(story)
    give("notify_owner", asset="Y1", party=owner, on="2018-08-11", reply_by="2018-08-20")
    give(
        "record_order", order="O2", kind="interlocutory_sale", authority="High Court",
        reference="S-1", on="2018-08-24", assets=[{"asset": "Y1"}],
    )  # fmt: skip
    give(
        "start_sale", asset="Y1", on="2018-10-01", method="tender",
        reserve=money("120000000.00", "USD"),
    )  # fmt: skip
    give(
        "record_bid", asset="Y1", on="2018-10-20", amount=money("121000000.00", "USD"),
        bidder={"name": "Other Bidder", "kind": "legal"},
    )  # fmt: skip
    give(
        "record_sale", asset="Y1", on="2018-11-01", buyer={"name": "Genting", "kind": "legal"},
        price=money("126000000.00", "USD"),
    )  # fmt: skip
    give(
        "record_payment", asset="Y1", on="2018-11-02", amount=money("126000000.00", "USD"),
        account="ESC",
    )  # fmt: skip
    give("deliver_asset", asset="Y1", on="2018-11-03", received_by="G")
    give(
        "post_cost", asset="Y1", on="2018-11-03", amount=money("15500000.00", "MYR"),
        category="upkeep", counterparty="Various",
    )  # fmt: skip


def _owner(story: Story) -> str:
    with story.office.reading.connect() as connection:
        found = connection.execute(
            t.party.select().where(t.party.c.name == "Cayman Yacht Ltd")
        ).mappings()
        return str(found.one()["reference"])


def _beside(story: Story) -> None:
    give, office = story.give, story.office
    give("record_rate", on="2026-01-01", source="court", rate="0.9", to="EUR", from_="USD")
    waiting = {"amount": "12.50", "currency": "EUR"}
    give("receive_money", account="ESCROW", on="2026-01-02", amount=waiting, reference="no name")
    give(
        "register_asset",
        asset="H1",
        case="C2",
        type="RE-DWL",
        description="A house",
        location="Rome",
    )
    give("identify_asset", asset="H1", on="2020-02-01", source="land register")
    give("register_asset", asset="B1", case="C1", type="VA-BTC", description="Wallet", quantity="2")
    give("split_asset", asset="B1", parts=[{"quantity": "1.5"}, {"quantity": "0.5"}])
    give(
        "draft_request", request="R1", case="C1", form="MLA-01", to_country="CH", kinds=["AR-R"],
        assets=["Y1"],
    )  # fmt: skip
    give("link_asset_to_case", asset="B1-01", case="C2", cost_share="0.5")
    give(
        "record_invoice", supplier="Guards SpA", number="7", on="2020-03-01",
        amount=money("120.00"), from_="2020-02-01", to="2020-02-29",
        lines=[{"asset": "H1", "category": "security", "quantity": "10", "rate": "10",
                "vat": money("20.00")}],
    )  # fmt: skip
    give("define_storage", storage="Klang", on="2026-01-01", kind="site", name="Port Klang")
    counted = {
        "action": "take_stock", "storage": "Klang", "on": "2026-01-02", "by": ["x", "y"],
        "found": [], "strangers": ["?"],
    }  # fmt: skip
    assert office.actions.give(story.anna, counted).ok
    give("receive_money", account="E", on="2026-01-05", amount=money("10.00"), reference="letter")
    give("record_authority", authority="MOJ", name="Ministry of Justice", country="CH",
         authority_type="central_authority")  # fmt: skip
    give("receive_report", report="FIR-1", case="C1", on="2020-01-05", from_kind="fiu",
         summary="A report", source="A bank", reference="STR 7")  # fmt: skip
    give("set_deadline", to="H1", title="Look at the roof", due="2026-12-01", hard=True)
    give("seal_case", by=story.bob, case="C2", on="2026-01-01", reason="informant")
    give("grant_access", by=story.bob, case="C2", user="anna", reason="her case")
    give(
        "record_victim", case="C1", party={"name": "Victim A"}, loss=money("10.00"),
        on="2018-01-05", address="A street", iban="DE89370400440532013000",
    )  # fmt: skip
    with open_unit(office.writing, office.now, office.office_id) as unit:
        unit.insert(
            t.victim_share, event_id=1, victim_id=1, amount_minor=100, amount_currency="EUR"
        )
        unit.enter(Entry("allocate_proceeds", "anna", "test", {}))
    with open_unit(office.writing, office.now, office.office_id) as unit:
        unit.insert(t.recusal, case_id=2, user_id=2, since="2030-01-01")
        unit.enter(Entry("declare_interest", "bob", "test", {}))
    with open_unit(office.writing, office.now, office.office_id) as unit:
        unit.insert(t.import_row, map="anbsc_2025", reference="1", content_hash="0" * 64)
        unit.enter(Entry("import", "anna", "test", {}))
        for number in (1, 2):
            unit.log(t.consultation, "anna", {"case": "C1", "number": number})
    for _turn in range(2):
        refused = office.actions.give(
            story.bob, {"action": "add_user", "user": "eve", "name": "Eve", "roles": ["director"]}
        )
        assert not refused.ok
