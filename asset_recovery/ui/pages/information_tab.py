"""The Information tab of a case: registers asked, reports, disclosures, consents, checks abroad."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from asset_recovery.domain.case_file import CaseFile
from asset_recovery.domain.intelligence_facts import ConsentFacts, InformationFacts, ReportFacts
from asset_recovery.i18n import _
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models import information_columns as c
from asset_recovery.ui.pages.record_page import list_card, stacked
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.plain import button

Take = Callable[[str, object], None]


def information_count(file: CaseFile) -> int:
    """How many questions and reports there are."""
    return len(file.intelligence.information) + len(file.intelligence.reports)


def information_tab(file: CaseFile, desk: Desk, take: Take) -> QWidget:
    """Everything of it; a question that is open opens its answer, an answered one its letter."""
    told = file.intelligence

    def step(title: str, action: str) -> QWidget:
        return button(title, partial(take, action, {}), "link")

    def letter(form: str, reference: str) -> None:
        desk.go(Place("dossier", reference, f"form:{form}"))

    def of_question(one: InformationFacts) -> None:
        if one.state == "answered":
            letter("DIR-01", one.reference)
        else:
            take("record_information", {"information": one.reference})

    def of_report(one: ReportFacts) -> None:
        letter("FBK-01", one.reference)

    def of_consent(one: ConsentFacts) -> None:
        if one.withdrawn_on is None:
            take("withdraw_consent", {"consent": one.reference})

    newest = max(told.information, key=lambda one: one.on, default=None)
    letters = []
    if newest is not None:
        letters.append(button(_("Letter…"), partial(letter, "DIR-01", newest.reference), "link"))
    return stacked(
        list_card(
            _("Registers asked in our own State"), c.INFORMATION, told.information, of_question,
            _("No register was asked yet: tax, land, companies, population, banks, the FIU."),
            *letters, step(_("Record the answer…"), "record_information"),
            step(_("Ask…"), "request_information"),
        ),
        list_card(
            _("Reports received (internal; the source stands apart)"), c.REPORTS, told.reports,
            of_report, _("No report is on file."),
            step(_("Feedback…"), "give_feedback"), step(_("Record…"), "receive_report"),
        ),
        list_card(
            _("Answers of informal channels"), c.CHECKS, told.checks, None,
            _("No office answered by an informal channel yet."),
        ),
        list_card(
            _("Consents to use what came by informal channels"), c.CONSENTS, told.consents,
            of_consent, _("Without a consent such content is on no paper that leaves the office."),
            step(_("Record…"), "record_consent"),
        ),
        list_card(
            _("Disclosures: what left the office"), c.DISCLOSURES, told.disclosures, None,
            _("Nothing was disclosed, sent or released yet."),
            step(_("Record…"), "record_disclosure"),
        ),
    )  # fmt: skip
