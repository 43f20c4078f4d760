"""A car in the window by mouse and keyboard: seized, labelled, stored, billed, valued, sold, paid.

The way that the guide tells in pictures (docs/guide/from-seal-to-cent.md): with the folder named by
`ASSET_RECOVERY_JOURNEY_PICTURES` the test writes the pictures of its steps there.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from asset_recovery.ui.pages.asset_page import AssetPage
from tests.journeys.hands import Hands
from tests.stories.test_equanimity import a_fresh_office, password_of

CAR = "Blue saloon car, 2021"
COURT = "Regional Court"
SUPERVISOR = ("supervisor", password_of("supervisor"))


@pytest.fixture
def hands(tmp_path: Path, qtbot: QtBot) -> Iterator[Hands]:
    """A window on the books of a new office."""
    with a_fresh_office(tmp_path / "office", "MT", "EUR"):
        pass
    made = Hands(qtbot, tmp_path / "office", tmp_path / "paper.pdf")
    yield made
    made.close()


def sits_down(hands: Hands, user: str) -> None:
    """A user logs in, after whoever was there, and opens the car."""
    hands.change_to(user, password_of(user))
    hands.find("Blue saloon")


def the_case(hands: Hands) -> None:
    """A case, its team, and the car with its registered owner."""
    hands.give("Open a case", title="Blue car", route="Civil confiscation in rem")
    hands.find("Blue car")
    for user in ("manager", "accountant", "legal", "supervisor"):
        hands.give("Assign a team member", user=user, role=user)
    hands.give("Register a party", kind="Natural person", name="Maria Zammit")
    hands.give(
        "Register an asset", type="Car, van, SUV", description=CAR, country="MT",
        location="Valletta, Quarry Wharf", owner="Maria Zammit", grounds="PRO",
    )  # fmt: skip
    hands.find("Blue saloon")
    hands.day(1)
    hands.take("Confirm the identification", source="vehicle register")


def seized_and_stored(hands: Hands) -> None:
    """Seized by order, inventory by two, a place in the hall, a contract, a label, a stocktake."""
    hands.day(2)
    hands.take("Record an order: seizure order", authority=COURT, reference="17/26")
    sits_down(hands, "manager")
    hands.give("Set up or change a place of storage", storage="DEPOT", kind="Site",
               name="Depot North")  # fmt: skip
    hands.give("Set up or change a place of storage", storage="HALL-3", kind="Building",
               parent="DEPOT", name="Hall 3")  # fmt: skip
    hands.find("Blue saloon")
    hands.take("Fill in the planning sheet")
    hands.take(
        "Take possession", order="ORD-", place="Quarry Wharf", inventory_by="A. Borg\nL. Vella",
        custodian="Depot Ltd", storage="HALL-3", condition="good, 41,200 km", seals="S-100",
        photos="series 1 to 12",
    )  # fmt: skip
    hands.press("Custody", hands.page)
    hands.settle()
    hands.picture("custody")
    hands.press("Overview", hands.page)
    hands.take("Print a label", size="100 × 50 mm")
    hands.day(3)
    hands.take(
        "Record a contract", kind="Storage", party="Depot Ltd", from_="+0d", to="+300d",
        fee="8.00 EUR",
    )  # fmt: skip
    hands.take(
        "Decide how it is managed", mode="Stored", reason="No other way to keep it",
        review_on="+90d", terms="contract: storage in Hall 3",
    )  # fmt: skip
    hands.take(
        "Record an insurance", insurer="Island Insurance", policy="P-77", sum="12,000.00 EUR",
        from_="+0d", to="+300d",
    )  # fmt: skip
    hands.give(
        "Take stock", storage="HALL-3", by="A. Borg\nL. Vella", found=hands.reference
    )  # fmt: skip


def billed(hands: Hands) -> None:
    """The depot's bill: recorded, certified as right, approved by another."""
    hands.day(14)
    sits_down(hands, "accountant")
    hands.give(
        "Record an invoice", supplier="Depot Ltd", number="2026-311", from_="-11d", to="+0d",
        amount="96.00 EUR", lines=((hands.reference, "Storage", "12", "8.00", "96.00 EUR"),),
    )  # fmt: skip
    hands.find("2026-311")
    hands.picture("invoice")
    hands.press("Certify an invoice…")
    hands.fill_and_give()
    hands.approve_here(*SUPERVISOR)


def valued(hands: Hands) -> None:
    """A valuer is instructed, reports, and somebody else reviews the report."""
    hands.day(15)
    sits_down(hands, "manager")
    hands.take("Instruct a valuer", valuer="Valuer of the court", purpose="Interlocutory sale")
    hands.day(20)
    hands.take(
        "Record a valuation", value="11,500.00 EUR", kind="Appraisal", method="comparison",
        valuer="Valuer of the court",
    )  # fmt: skip
    hands.press("Value", hands.page)
    hands.settle()
    hands.picture("value")


def sold(hands: Hands) -> None:
    """Proposed, heard, ordered, advertised, sold, paid, delivered."""
    hands.day(21)
    hands.take(
        "Propose the interlocutory sale", grounds="Perishable or losing value quickly",
        reason="It loses value in the hall",
    )  # fmt: skip
    hands.approve_here(*SUPERVISOR)
    hands.find("Blue saloon")
    hands.day(22)
    hands.take("Notify the affected person", party="Maria Zammit", reply_by="+10d")
    hands.day(30)
    hands.take("Record the hearing", party="Maria Zammit", reply="Consents")
    sits_down(hands, "legal")
    hands.take("Record an order: order for interlocutory sale", authority=COURT, reference="29/26")
    sits_down(hands, "manager")
    hands.day(31)
    hands.take(
        "Start the sale", method="Auction", reserve="10,000.00 EUR", lot="7",
        sale_on="+9d",
    )  # fmt: skip
    hands.day(40)
    hands.give("Register a party", kind="Natural person", name="Joseph Farrugia")
    hands.find("Blue saloon")
    hands.take("Record a bid", bidder="Joseph Farrugia", amount="10,800.00 EUR")
    hands.take("Record the sale", buyer="Joseph Farrugia", price="10,800.00 EUR")
    sits_down(hands, "accountant")
    hands.give("Open an account", account="ESCROW", kind="Escrow account", currency="EUR",
               bank="Central Bank")  # fmt: skip
    hands.find("Blue saloon")
    hands.day(42)
    hands.take("Record the payment", amount="10,800.00 EUR", account="ESCROW")
    sits_down(hands, "manager")
    hands.day(43)
    hands.take("Deliver to the buyer", received_by="Joseph Farrugia")


def confiscated(hands: Hands) -> None:
    """Sought, proved, noticed, confiscated, final."""
    hands.day(44)
    sits_down(hands, "legal")
    hands.take(
        "Record the filing for confiscation", authority="Public prosecutor", reference="C 4/26",
        route="Civil confiscation in rem", legal_basis="Statute of the forum",
    )  # fmt: skip
    hands.give("Record a proof", kind="Statement of claim")
    hands.give("Publish a notice", kind="Call for claims", medium="Gazette", until="+33d")
    hands.find("Blue saloon")
    hands.day(79)
    hands.take("Record an order: civil confiscation in rem", authority=COURT, reference="51/26")
    order = next(one for one in hands.page.file.orders if one.kind == "civil_in_rem")
    hands.find(order.reference)
    hands.day(84)
    hands.take("Record finality", reference="no appeal")


def shared(hands: Hands) -> None:
    """Net, allocation, payment: each time a second person."""
    hands.day(85)
    sits_down(hands, "accountant")
    hands.take("Determine the net proceeds")
    hands.approve_here(*SUPERVISOR)
    hands.find("Blue saloon")
    hands.take("Allocate the proceeds", shares=(("Treasury", "State budget", "100 %"),))
    hands.approve_here(*SUPERVISOR)
    hands.find("Blue saloon")
    hands.take(
        f"Pay out: {hands.page.file.distributions[-1].reference}", account="ESCROW",
        reference="transfer 9",
    )  # fmt: skip
    hands.approve_here(*SUPERVISOR)
    hands.find("Proceeds of")
    hands.press("Money", hands.page)
    hands.settle()
    hands.picture("money")


@pytest.mark.journey
def test_a_car_goes_from_the_seal_to_the_last_cent_in_the_window(hands: Hands) -> None:
    hands.log_in("officer", password_of("officer"))
    the_case(hands)
    seized_and_stored(hands)
    billed(hands)
    valued(hands)
    sold(hands)
    confiscated(hands)
    shared(hands)
    page = hands.page
    assert isinstance(page, AssetPage)
    asset = page.asset()
    assert asset is not None
    assert asset.headline == "Distributed"
    assert hands.dialogs.told == []
