"""A new request: the State, what is wanted, and the papers that apply to both."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from asset_recovery.domain.errors import Reason
from asset_recovery.domain.registers import Result
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.editors.request_wizard import RequestWizard
from asset_recovery.ui.office import ActionSpec
from asset_recovery.ui.pages.page import Page
from asset_recovery.ui.place import Place
from asset_recovery.ui.request_office import FormOffer
from tests.ui.fake_case import YACHT
from tests.ui.fake_office import FakeOffice

SPEC = ActionSpec("draft_request", "Draft a request", "act", ())


@pytest.fixture
def wizard(desk: Desk, over: Page) -> RequestWizard:
    """A request about the yacht, to Switzerland."""
    given = {"case": "AR-2026-0017", "assets": [YACHT], "to_country": "CH", "kinds": ["AR-T"]}
    made = RequestWizard(desk, SPEC, given, over)
    made.show()
    return made


def names(wizard: RequestWizard) -> list[str]:
    return [wizard.papers.item(row).text().split()[0] for row in range(wizard.papers.count())]


def test_papers_that_apply_come_first_and_the_others_say_why_not(wizard: RequestWizard) -> None:
    assert names(wizard) == ["MLA-01", "MLA-03", "EU-01"]
    wizard.papers.choose("EU-01")
    assert wizard.rows["form"].problem.text() == "Switzerland is not bound by the Regulation."
    assert not wizard.ok.isEnabled()


def test_another_state_asks_anew_which_papers_apply(wizard: RequestWizard) -> None:
    wizard.country.fill("FR")
    wizard._ask_offers()  # noqa: SLF001 - what the pause after typing calls
    assert names(wizard) == ["MLA-01", "EU-01", "MLA-03"]
    wizard.papers.choose("EU-01")
    assert wizard.ok.isEnabled()


def test_the_ticked_assets_are_taken_along_and_the_draft_opens(
    wizard: RequestWizard, office: FakeOffice, went: list[Place]
) -> None:
    office.answer = lambda given: Result(
        ok=True, action=str(given["action"]), made=(("request", "MLA-2026-0050"),)
    )
    wizard.papers.choose("MLA-01")
    wizard.give()
    (given,) = office.given
    assert given["assets"] == [YACHT]
    assert (given["form"], given["to_country"], given["kinds"]) == ("MLA-01", "CH", ["AR-T"])
    assert went == [Place("request", "MLA-2026-0050")]


def test_a_paper_that_belongs_to_an_earlier_request_asks_for_it(
    wizard: RequestWizard, office: FakeOffice
) -> None:
    wizard.papers.choose("MLA-03")
    wizard.give()
    assert office.given == []
    assert wizard.rows["parent"].isVisible()
    assert "Choose the request" in wizard.rows["parent"].problem.text()


def test_without_state_or_kind_nothing_is_given(wizard: RequestWizard, office: FakeOffice) -> None:
    wizard.country.clear()
    wizard.kinds.tick([])
    wizard.give()
    assert office.given == []
    assert wizard.rows["to_country"].problem.text() == "Choose the State."
    assert wizard.rows["kinds"].problem.text() == "Tick at least one kind of assistance."


def test_why_several_states_are_asked_is_asked_for_once_the_office_wants_it(
    wizard: RequestWizard, office: FakeOffice
) -> None:
    reason = Reason("guard_failed", "Say why several are needed.", field="multiple_states_reason")
    office.answer = lambda given: Result(
        ok=False, action=str(given["action"]), kind="rule", reasons=(reason,)
    )
    assert wizard.rows["multiple_states_reason"].isHidden()
    wizard.give()
    assert wizard.rows["multiple_states_reason"].problem.text() == "Say why several are needed."
    assert not wizard.rows["multiple_states_reason"].isHidden()
    wizard.several.setText("The money went to both.")
    wizard.give()
    assert office.given[-1]["multiple_states_reason"] == "The money went to both."


def test_what_was_chosen_is_there_again_after_cancel(
    wizard: RequestWizard, desk: Desk, over: Page
) -> None:
    wizard.country.fill("FR")
    wizard.reject()
    again = RequestWizard(desk, SPEC, {"case": "AR-2026-0017"}, over)
    assert again.country.read().value == "FR"
    assert again.kinds.ticked() == ["AR-T"]


def test_the_desk_opens_this_editor_for_every_new_request(desk: Desk, over: Page) -> None:
    desk.open_editor("draft_request", {"case": "AR-2026-0017"}, over)
    found = over.findChildren(QWidget)
    assert any(isinstance(one, RequestWizard) for one in found)


def test_kinds_that_the_instruments_do_not_know_are_grey_with_the_reason_and_may_be_ticked(
    wizard: RequestWizard,
) -> None:
    offer = FormOffer("COE-02", "Warsaw", unknown=(("AR-T", "CETS 198 does not provide for it"),))
    wizard.papers.show_offers((offer,))
    grey = [
        wizard.kinds.item(row).text()
        for row in range(wizard.kinds.count())
        if wizard.kinds.item(row).data(Qt.ItemDataRole.ForegroundRole) is not None
    ]
    assert grey == [
        "Identify, freeze and trace for asset recovery – CETS 198 does not provide for it"
    ]
    assert "Another legal basis is needed" in wizard.rows["kinds"].problem.text()
    wizard.papers.show_offers((FormOffer("MLA-01", "Request"),))
    assert wizard.kinds.item(0).data(Qt.ItemDataRole.ForegroundRole) is None
    assert wizard.rows["kinds"].problem.text() == ""
    assert wizard.kinds.ticked() == ["AR-T"]
