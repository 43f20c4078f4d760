"""The yacht Equanimity, done in the window by mouse and keyboard, from the case to the Treasury.

Public facts (cases.md C05), told within a few weeks so that every step is the next one on its day;
natural persons stand as Subject A. With the folder named by
`ASSET_RECOVERY_JOURNEY_PICTURES` the test writes the pictures of its steps there.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from asset_recovery.ui.pages.asset_page import AssetPage
from asset_recovery.ui.pages.dossier_page import DossierPage
from asset_recovery.ui.pages.request_page import RequestPage
from tests.journeys.hands import Hands
from tests.stories.test_equanimity import a_fresh_office, password_of

FORUM = "High Court, Kuala Lumpur"
YACHT = "Motor yacht Equanimity, 91.5 m"


@pytest.fixture
def hands(tmp_path: Path, qtbot: QtBot) -> Iterator[Hands]:
    """A window on the books of the Malaysian office."""
    with a_fresh_office(tmp_path / "office", "MY", "MYR"):
        pass
    made = Hands(qtbot, tmp_path / "office", tmp_path / "request.docx")
    made.picture("log_in")
    yield made
    made.close()


def sits_down(hands: Hands, user: str) -> None:
    """A user logs in, after whoever was there, and opens the yacht."""
    hands.change_to(user, password_of(user))
    hands.find("Equanimity, 91")


def the_case(hands: Hands) -> str:
    """The officer opens the case with its team, its people and the yacht."""
    hands.day(0)
    hands.give(
        "Open a case", title="Yacht Equanimity",
        route="Civil confiscation in rem", currency="USD",
        summary="Traced to funds of a State development company.",
    )  # fmt: skip
    hands.find("Yacht Equanimity")
    case = hands.reference
    for user in ("manager", "accountant", "legal", "supervisor"):
        hands.give("Assign a team member", user=user, role=user)
    hands.give("Register a party", kind="Legal person", name="Equanimity (Cayman) Ltd")
    hands.picture("case")
    hands.give(
        "Register an asset", type="Yacht, boat, ship", description=YACHT, country="ID",
        location="off Bali", owner="Equanimity", grounds="NCB", estimated_value="250m USD",
    )  # fmt: skip
    return case


def abroad(hands: Hands) -> None:
    """Identified, and held by Indonesia."""
    hands.find("Motor yacht Equanimity")
    hands.day(3)
    hands.take("Confirm the identification", source="ship register")
    hands.day(5)
    hands.take(
        "Record an order: freezing order", authority="Indonesian National Police",
        reference="seizure off Bali", country="ID",
    )  # fmt: skip
    hands.picture("asset_frozen")


def a_request(hands: Hands, case: str, docx: Path) -> None:
    """The legal officer drafts the request to Indonesia, answers, looks, and exports the draft."""
    hands.draft(
        case, "ID", "Identify, freeze and trace for asset recovery",
        "Ministry of Law and Human Rights",
    )  # fmt: skip
    page = hands.page
    assert isinstance(page, RequestPage)
    hands.until(lambda: page.preview.pages() > 0)
    assert page.form is not None
    before = len(page.form.missing)
    assert before
    hands.answer("facts_summary", "Funds of a State development company bought the yacht.")
    hands.answer("purpose", "To hold the vessel until she is handed over.")
    assert len(page.form.missing) < before
    hands.picture("request")
    hands.press("Export DOCX")
    hands.until(docx.is_file)
    hands.settle()


def taken_in(hands: Hands) -> None:
    """Handed over to Malaysia: seized, taken into possession, berthed, valued."""
    hands.day(10)
    hands.take(
        "Record an order: seizure order", authority=FORUM, reference="6 August 2018",
        concurrent=True, priority_note="Indonesia handed the vessel over; its measure is lifted.",
    )  # fmt: skip
    hands.day(10)
    hands.take("Fill in the planning sheet")
    hands.day(10)
    hands.take(
        "Take possession", order="ORD-", place="Handed over at sea",
        inventory_by="Inventory officer 1\nInventory officer 2", custodian="Sheriff",
        storage="Port Klang", condition="Afloat, crewed, in class", seals="EQ-0001",
        photos="photo series 1 to 240",
    )  # fmt: skip


def proposed(hands: Hands) -> None:
    """Managed, valued, and proposed for sale: it costs more to keep than she is worth keeping."""
    hands.day(11)
    hands.take(
        "Decide how it is managed", mode="Stored", reason="Berthed with her crew",
        review_on="+60d", terms="contract: berth and upkeep",
    )  # fmt: skip
    hands.day(12)
    hands.take(
        "Record a valuation", value="130m USD", kind="Appraisal",
        method="market comparison", valuer="Appraiser of the court",
    )  # fmt: skip
    hands.day(15)
    hands.take(
        "Propose the interlocutory sale",
        grounds="Disproportionate cost of keeping", reason="Upkeep against a falling value",
    )  # fmt: skip
    hands.picture("asset_proposed")


def heard_and_ordered(hands: Hands) -> None:
    """The registered owner is told and does not answer; the court gives leave to sell."""
    hands.day(16)
    hands.take(
        "Notify the affected person", party="Equanimity",
        reply_by="+9d",
    )  # fmt: skip
    hands.day(26)
    hands.take("Record the hearing", party="Equanimity", reply="No reply")
    hands.day(26)
    hands.take(
        "Record an order: order for interlocutory sale", authority=FORUM,
        reference="leave to sell",
    )  # fmt: skip


def sold(hands: Hands) -> None:
    """A direct sale under the valuation, which waits for the supervisor at the same desk."""
    hands.day(29)
    hands.take(
        "Record a valuation", value="130m USD", kind="Appraisal",
        method="expected market value", valuer="Appraiser of the court",
    )  # fmt: skip
    hands.day(30)
    hands.take(
        "Start the sale", method="Negotiated sale", reserve="130m USD",
        sale_on="+7d",
    )  # fmt: skip
    hands.day(37)
    hands.take(
        "Record the sale", buyer="Genting Malaysia Berhad", price="126m USD",
        contract="direct sale approved by the court", reason="96.9 % of the expected value",
    )  # fmt: skip
    hands.picture("asset_sold")


def confiscated(hands: Hands) -> None:
    """The proceeds are confiscated without conviction, and nobody appeals."""
    hands.day(43)
    hands.take(
        "Record the filing for confiscation",
        authority="Attorney General's Chambers", reference="claim of 2 May 2019",
        route="Civil confiscation in rem", legal_basis="Statute of the forum",
    )  # fmt: skip
    hands.day(43)
    hands.give("Record a proof", kind="Statement of claim")
    hands.day(44)
    hands.give(
        "Publish a notice", kind="Call for claims", medium="Gazette",
        until="+33d",
    )  # fmt: skip
    hands.find("Equanimity, 91")
    hands.day(78)
    hands.take(
        "Record an order: civil confiscation in rem", authority=FORUM,
        reference="order of 12 June 2019",
    )  # fmt: skip
    order = hands.page.asset().orders[-1]
    hands.find(order)
    hands.day(83)
    hands.take("Record finality", reference="no appeal filed")
    hands.picture("order_final")


@pytest.mark.journey
def test_equanimity_is_carried_through_the_window(hands: Hands, tmp_path: Path) -> None:
    supervisor = ("supervisor", password_of("supervisor"))
    hands.log_in("officer", password_of("officer"))
    case = the_case(hands)
    abroad(hands)
    sits_down(hands, "legal")
    a_request(hands, case, tmp_path / "request.docx")
    assert zipfile.is_zipfile(tmp_path / "request.docx")
    sits_down(hands, "officer")
    taken_in(hands)
    sits_down(hands, "manager")
    proposed(hands)
    assert hands.window.work_area().notice.isVisible()
    hands.change_to(*supervisor)
    hands.approve_first()
    sits_down(hands, "legal")
    heard_and_ordered(hands)
    sits_down(hands, "accountant")
    hands.day(27)
    hands.give("Open an account", account="SHERIFF-USD", kind="Trust account",
               currency="USD", bank="Bank of the court")  # fmt: skip
    sits_down(hands, "manager")
    sold(hands)
    hands.approve_here(*supervisor)
    hands.find("Equanimity, 91")
    hands.day(40)
    hands.take("Record the payment", amount="126m USD", account="SHERIFF")
    hands.day(41)
    hands.take("Deliver to the buyer", received_by="Genting Malaysia Berhad")
    sits_down(hands, "legal")
    confiscated(hands)
    sits_down(hands, "accountant")
    hands.day(84)
    hands.take("Determine the net proceeds", currency="USD")
    hands.approve_here(*supervisor)
    hands.find("Equanimity, 91")
    hands.day(85)
    hands.take(
        "Allocate the proceeds",
        shares=(("Federal Consolidated Fund", "State budget", "100 %"),),
    )  # fmt: skip
    hands.approve_here(*supervisor)
    hands.find("Equanimity, 91")
    hands.day(85)
    hands.take(
        f"Pay out: {hands.page.file.distributions[-1].reference}",
        account="SHERIFF", reference="transfer of 25 July 2019",
    )  # fmt: skip
    hands.approve_here(*supervisor)
    hands.find("Equanimity, 91")
    page = hands.page
    assert isinstance(page, AssetPage)
    asset = page.asset()
    assert asset is not None
    assert asset.headline == "Distributed"
    hands.picture("asset_distributed")
    hands.find(case)
    hands.press("Dossier")
    paper = hands.page
    assert isinstance(paper, DossierPage)
    hands.until(lambda: paper.preview.pages() > 5)
    hands.picture("dossier")
    assert hands.dialogs.told == []
