"""The Management tab of an asset: what is red, what is printed, what the plan fills in."""

from __future__ import annotations

from datetime import date
from typing import Any

from pytestqt.qtbot import QtBot

from asset_recovery.domain.management_facts import (
    ContractFacts,
    FeeFacts,
    InsuranceFacts,
    LowValueFacts,
    ManagementFacts,
    PlanFacts,
    ReuseFacts,
)
from asset_recovery.domain.money import Money
from asset_recovery.ui.pages.management_tab import alarms_of, management, planned_for
from tests.ui.fake_case import a_case_file
from tests.ui.test_pages import press, texts

DAY = date(2026, 3, 2)
TEN = Money.parse("10.00", "EUR")


def cared(reference: str, **more: Any) -> ManagementFacts:
    """An asset with one expired contract whose fees pass the cap."""
    fees = FeeFacts(fees=TEN, income=TEN, value=TEN, share_of_income="1.0000",
                    share_of_value="1.0000", cap="5 %",
                    alarms=("cap_share_of_income",))  # fmt: skip
    contract = ContractFacts(reference="K-1", kind="administration", kind_label="Administration",
                             party="Depot", since=DAY, until=DAY, state="expired", fees=fees,
                             reporting_every="1 month", reports_missing=2)  # fmt: skip
    facts: dict[str, Any] = {
        "asset": reference, "mode": "administered", "mode_since": DAY, "reason": "r", "manager": "",
        "until": None, "review_on": None, "terms": (("mandate", "keep"),),
        "contracts": (contract,), "reports": (), "stretches": (), "report_due": None,
        "insurance": InsuranceFacts(insured=None, value=TEN, gap=None, share=None, until=None,
                                    lapsed_on=DAY),
        "reuse": None, "plan": None, "low_value": None,
    }  # fmt: skip
    return ManagementFacts(**{**facts, **more})


def test_the_tab_shows_what_is_red_and_prints_the_check_list(qtbot: QtBot) -> None:
    file = a_case_file()
    asset = file.assets[0]
    care = cared(asset.reference, low_value=LowValueFacts(
        value=TEN, threshold=None, months=6, custody_cost=TEN + TEN, below_threshold=False,
        custody_exceeds_value=True, is_immovable=False,
    ))  # fmt: skip
    object.__setattr__(file, "management", (care,))
    taken, printed = [], []
    tab = management(file, asset, lambda action, given: taken.append((action, given)),
                     lambda reference, form: printed.append((reference, form)))  # fmt: skip
    qtbot.addWidget(tab)
    shown = " ".join(texts(tab))
    assert "lapsed 2 Mar 2026" in shown
    assert "6 months of custody cost 20.00 EUR; it is worth 10.00 EUR." in shown
    assert alarms_of(care) == 2
    press(tab, "Check list of the account…")
    press(tab, "Decision on one page…")
    press(tab, "End it…")
    assert printed == [("K-1", "ADM-01"), (asset.reference, "LOW-01")]
    assert taken == [("end_contract", {"contract": "K-1"})]


def test_on_an_earlier_day_nothing_can_be_changed(qtbot: QtBot) -> None:
    file = a_case_file()
    tab = management(file, file.assets[0], None, lambda _reference, _form: None)
    qtbot.addWidget(tab)
    assert "Record a contract…" not in " ".join(texts(tab))


def test_a_breach_of_the_reuse_stands_first_and_counts(qtbot: QtBot) -> None:
    file = a_case_file()
    reuse = ReuseFacts(kind="social_reuse", on=DAY, beneficiary="Town", terms="ten years",
                       visits=(), next_on=None, breach_since=DAY)  # fmt: skip
    care = cared(file.assets[0].reference, contracts=(), reuse=reuse)
    object.__setattr__(file, "management", (care,))
    tab = management(file, file.assets[0], None, lambda _reference, _form: None)
    qtbot.addWidget(tab)
    assert "breach since 2 Mar 2026" in " ".join(texts(tab))
    assert alarms_of(care) == 1


def test_what_was_planned_is_offered_where_it_is_asked_for_again() -> None:
    plan = PlanFacts(started_on=DAY, complete=True, answers=(("custodian", "Custodian", "Depot"),),
                     equity=None, equity_share=None, go=None, outcome=(), settled=False, value=TEN,
                     liens=None)  # fmt: skip
    care = cared("A", plan=plan)
    assert planned_for("take_possession", care) == {"custodian": "Depot"}
    assert planned_for("record_valuation", care) == {"value": TEN.as_json()}
    assert planned_for("record_lien", care) == {}
    assert planned_for("move_custody", care) == {}
    assert planned_for("take_possession", None) == {}
