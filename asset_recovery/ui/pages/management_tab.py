"""The Management tab of an asset: mode, contracts, insurance, reports, plan, reuse."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from asset_recovery.domain.case_file import AssetFacts, CaseFile
from asset_recovery.domain.management_facts import (
    ContractFacts,
    InsuranceFacts,
    LowValueFacts,
    ManagementFacts,
    PlanFacts,
    ReuseFacts,
)
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.models import care_columns
from asset_recovery.ui.pages.record_page import list_card, side_by_side, stacked
from asset_recovery.ui.widgets.card import Card
from asset_recovery.ui.widgets.form_rows import facts_form
from asset_recovery.ui.widgets.plain import button, label
from asset_recovery.ui.widgets.table import ShortTable
from asset_recovery.ui.widgets.tag import tag

Take = Callable[[str, object], object]
Print = Callable[[str, str], object]


def care_of(file: CaseFile, reference: str) -> ManagementFacts | None:
    """What is on file about the care for an asset, or None."""
    return next((one for one in file.management if one.asset == reference), None)


def alarms_of(care: ManagementFacts | None) -> int:
    """How many things on the tab are red."""
    if care is None:
        return 0
    expired = sum(one.state == "expired" for one in care.contracts)
    fees = sum(bool(one.fees and one.fees.alarms) for one in care.contracts)
    breach = bool(care.reuse and care.reuse.breach_since)
    return expired + fees + int(breach)


def planned_for(action: str, care: ManagementFacts | None) -> dict[str, object]:
    """What the planning sheet says already, for the editor of a step that asks for it again."""
    plan = care.plan if care is not None else None
    answers = {name: text for name, _label, text in plan.answers} if plan is not None else {}
    if action == "take_possession" and "custodian" in answers:
        return {"custodian": answers["custodian"]}
    given = {"record_valuation": ("value", plan.value if plan else None),
             "record_lien": ("amount", plan.liens if plan else None)}  # fmt: skip
    name, amount = given.get(action, ("", None))
    return {} if amount is None else {name: amount.as_json()}


def management(file: CaseFile, asset: AssetFacts, take: Take | None, print_: Print) -> QWidget:
    """The whole tab; without `take` nothing can be changed (an earlier day is shown)."""
    care = care_of(file, asset.reference)
    cards: list[QWidget] = []
    if care is not None and care.reuse is not None:
        cards.append(_reuse(care.reuse, take))
    else:  # what was given away is no longer ours to insure
        cards.append(side_by_side((_mode(asset, care, take), 3), (_insurance(care, take), 2)))
    if care is not None and care.low_value is not None:
        cards.append(_short_way(asset, care.low_value, print_))
    contracts = care.contracts if care is not None else ()
    cards.append(_contracts(contracts, take, print_))
    cards += _reports(care, take)
    cards.append(_plan(asset, care.plan if care else None, take, print_))
    return stacked(*cards)


def _way(
    take: Take | None, text: str, action: str, given: dict[str, object] | None = None
) -> tuple[QWidget, ...]:
    return () if take is None else (button(text, partial(take, action, given or {}), "link"),)


def _mode(asset: AssetFacts, care: ManagementFacts | None, take: Take | None) -> Card:
    card = Card(_("How it is managed"))
    card.head.addStretch(1)
    for text, action in (
        (_("Change…"), "manage_asset"),
        (_("Review…"), "review_management"),
    ):
        for widget in _way(take, text, action):
            card.head.addWidget(widget)
    rows: list[tuple[str, str | QWidget]] = [
        (_("State"), words.of("management_states", asset.management_state))
    ]
    if care is not None and care.mode:
        rows += [
            (_("Since"), words.day(care.mode_since)),
            (_("Reason"), words.visible(care.reason)),
        ]
        rows += [(_("Manager"), words.visible(care.manager))] if care.manager else []
        rows += [(_("Until"), words.day(care.until))] if care.until else []
        rows += [(words.code(name), words.visible(text)) for name, text in care.terms]
    if care is not None and care.review_on is not None:
        rows.append((_("To be reviewed by"), words.day(care.review_on)))
    if care is not None:
        rows += [
            (_("Guarantee held"), words.visible(f"{text} ({contract})" if contract else text))
            for contract, text in care.guarantees
            if contract
        ]
    card.add(facts_form(rows))
    card.body.addStretch(1)
    return card


def _insurance(care: ManagementFacts | None, take: Take | None) -> Card:
    card = Card(_("Insurance"))
    told = care.insurance if care is not None else None
    mark = _insurance_mark(told)
    if mark is not None:
        card.head.addWidget(mark)
    card.head.addStretch(1)
    for widget in _way(take, _("Record an insurance…"), "insure_asset"):
        card.head.addWidget(widget)
    if told is None:
        card.add(label(_("No insurance is recorded."), "second"))
    else:
        share = _("{share} of the value").format(share=words.share(told.share))
        card.add(facts_form((
            (_("Insured"), words.money(told.insured)),
            (_("Value"), words.money(told.value)),
            (_("Not insured"), words.money(told.gap)),
            (_("Cover"), share if told.share else words.NOTHING),
            (_("Until"), words.day(told.until, words.NOTHING)),
        )))  # fmt: skip
    card.body.addStretch(1)
    return card


def _insurance_mark(told: InsuranceFacts | None) -> QWidget | None:
    """Red where it lapsed; of what was never insured the missing cover says enough."""
    if told is None or told.until is not None:
        return None
    if told.lapsed_on is not None:
        return tag(_("lapsed {day}").format(day=words.day(told.lapsed_on)), "bad")
    return tag(_("not insured"), "attention")


def _short_way(asset: AssetFacts, low: LowValueFacts, print_: Print) -> Card:
    card = Card(_("Worth little: the short way"))
    card.head.addStretch(1)
    one_page = partial(print_, asset.reference, "LOW-01")
    card.head.addWidget(button(_("Decision on one page…"), one_page, "link"))
    lines = []
    if low.below_threshold and low.threshold is not None:
        lines.append(
            _("It is worth {value}, less than {limit}.").format(
                value=words.money(low.value), limit=words.money(low.threshold)
            )
        )
    if low.custody_exceeds_value:
        lines.append(
            _("{months} months of custody cost {cost}; it is worth {value}.").format(
                months=low.months, cost=words.money(low.custody_cost),
                value=words.money(low.value),
            )
        )  # fmt: skip
    lines.append(_("Return it, leave it with its owner or, once final, donate or destroy it."))
    for line in lines:
        card.add(label(line, wrap=True))
    return card


def _contracts(contracts: tuple[ContractFacts, ...], take: Take | None, print_: Print) -> QWidget:
    ways = list(_way(take, _("Record a contract…"), "record_contract"))
    open_ones = [one for one in contracts if one.state in ("running", "expired", "to_come")]
    if len(open_ones) == 1:
        ways += _way(take, _("End it…"), "end_contract", {"contract": open_ones[0].reference})
    elif open_ones:
        ways += _way(take, _("End one…"), "end_contract")
    reported = [one for one in contracts if one.reporting_every]
    if reported:
        check = partial(print_, reported[-1].reference, "ADM-01")
        ways.append(button(_("Check list of the account…"), check, "link"))
    return list_card(_("Contracts"), care_columns.CONTRACTS, contracts, None,
                     _("No contract is on file."), *ways)  # fmt: skip


def _reports(care: ManagementFacts | None, take: Take | None) -> list[QWidget]:
    told = care.reports if care is not None else ()
    given: dict[str, object] = {}
    asked = [one for one in (care.contracts if care else ()) if one.reporting_every]
    if len(asked) == 1:
        given = {"contract": asked[0].reference}
    cards: list[QWidget] = [
        list_card(_("Reports"), care_columns.REPORTS, told, None, _("No report is on file."),
                  *_way(take, _("Record a report…"), "record_report", given))
    ]  # fmt: skip
    if care is not None and care.stretches:
        cards.append(list_card(_("Gaps and overlaps of the reports"), care_columns.STRETCHES,
                               care.stretches))  # fmt: skip
    return cards


def _plan(asset: AssetFacts, plan: PlanFacts | None, take: Take | None, print_: Print) -> Card:
    card = Card(_("Plan and outcome"))
    if plan is not None and plan.go is not None:
        card.head.addWidget(tag(_("go") if plan.go else _("no go"), "good" if plan.go else "bad"))
    card.head.addStretch(1)
    for widget in _way(take, _("Fill in the planning sheet…"), "record_plan"):
        card.head.addWidget(widget)
    for text, form in ((_("Print the sheet…"), "OPS-01"), (_("Print the outcome…"), "OUT-01")):
        card.head.addWidget(button(text, partial(print_, asset.reference, form), "link"))
    if plan is None:
        card.add(label(_("No planning sheet is started."), "second"))
        return card
    state = _("complete") if plan.complete else _("not complete")
    text = _("Begun {day}, {state}.").format(day=words.day(plan.started_on), state=state)
    if plan.equity is not None:
        text += " " + _("Equity {equity}, {share} of the value.").format(
            equity=words.money(plan.equity), share=words.share(plan.equity_share)
        )
    card.add(label(text, "second", wrap=True))
    if plan.outcome:
        card.add(ShortTable(_("Plan and outcome"), care_columns.OUTCOME, plan.outcome))
    card.add(facts_form([
        (name, words.visible(words.iso_days(text))) for _code, name, text in plan.answers
    ]))  # fmt: skip
    return card


def _reuse(reuse: ReuseFacts, take: Take | None) -> QWidget:
    title = _("Reuse: {kind}, {who}").format(
        kind=words.of("disposal_kinds", reuse.kind), who=words.visible(reuse.beneficiary)
    )
    marks: list[QWidget] = []
    if reuse.breach_since is not None:
        text = _("breach since {day}").format(day=words.day(reuse.breach_since))
        marks.append(tag(text, "bad"))
    card = list_card(title, care_columns.VISITS, reuse.visits, None, _("Nobody has visited yet."),
                     *marks, *_way(take, _("Record a visit…"), "follow_up_reuse"))  # fmt: skip
    if reuse.terms:
        card.add(label(words.visible(reuse.terms), "second", wrap=True))
    return card
