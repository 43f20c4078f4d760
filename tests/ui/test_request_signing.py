"""The PDF of a signed request is signed from its page; a wrong password changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from asset_recovery.domain.registers import StepOption
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.pages.request_page import RequestPage
from asset_recovery.ui.place import Place
from tests.ui.conftest import RecordedDialogs
from tests.ui.fake_office import FakeOffice


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> RequestPage:
    """A request whose PDF may be signed."""
    made = RequestPage(desk, Place("request", "MLA-2026-0034"))
    qtbot.addWidget(made)
    made.reload()
    made.steps = (StepOption("record_signature", "Keep the signed PDF", allowed=True),)
    assert made.form is not None
    made.head.show_form(made.form, made.steps, None)
    return made


def test_the_button_stands_only_where_a_signature_may_be_kept(page: RequestPage) -> None:
    assert not page.head.sign.isHidden()
    assert page.form is not None
    page.head.show_form(page.form, (), None)
    assert page.head.sign.isHidden()


def test_the_file_and_its_password_are_asked_for_and_the_kept_document_is_told(
    page: RequestPage, office: FakeOffice, dialogs: RecordedDialogs
) -> None:
    dialogs.path, dialogs.answer = Path("/keys/mine.p12"), "right"
    page.head.sign.click()
    assert office.requests.signed_with == [("mine.p12", "right")]
    assert "D-7" in dialogs.told[-1]


def test_a_wrong_password_is_said_in_a_sentence(
    page: RequestPage, dialogs: RecordedDialogs
) -> None:
    dialogs.path, dialogs.answer = Path("/keys/mine.p12"), "wrong"
    page.head.sign.click()
    assert "password does not open" in dialogs.told[-1]
