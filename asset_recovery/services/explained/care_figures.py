"""Figures of the care for an asset: fees against income and caps, and the gap in its insurance."""

from __future__ import annotations

from decimal import Decimal

from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.care import INSURANCE
from asset_recovery.lifecycle.figures.table import compute
from asset_recovery.services.case_parts.management import management_of
from asset_recovery.services.explained.explaining import (
    Answer,
    Explaining,
    LookedUp,
    not_known,
    steps_of,
    version_of,
)


def fees(work: Explaining) -> Answer:
    """The contract whose fees weigh most against the asset's income, by `fee_check`."""
    facts = management_of(work.desk, work.of)
    found = [one for one in facts.contracts if one.fees is not None]
    if not found:
        raise not_known(_("No contract with fees is on file."), "record_contract")
    one = max(found, key=lambda known: known.fees.fees.minor if known.fees else 0)
    told = one.fees
    assert told is not None
    known = work.of.position.care.contracts[one.reference]
    value = told.value or Money.zero(told.fees.currency)
    given: dict[str, object] = {
        "currency": told.fees.currency,
        "fees": told.fees.amount,
        "income": told.income.amount,
        "value": value.amount,
    }
    if isinstance(known.fee_cap, Decimal):
        given["cap_share"] = format(known.fee_cap, "f")
    if isinstance(known.fee_cap, Money) and known.fee_cap.currency == told.fees.currency:
        given["cap_amount"] = known.fee_cap.amount
    done = compute("fee_check", given, LookedUp(work.desk))
    return work.answer(
        formula="fee_check",
        version=version_of(done),
        text=_("Contract {contract} with {party}; cap: {cap}.").format(
            contract=one.reference, party=one.party, cap=told.cap or _("none")
        ),
        value=done["share_of_income"],
        inputs=given,
        steps=steps_of(done),
        more={
            "share_of_income": done["share_of_income"],
            "share_of_value": done["share_of_value"],
            "alarms": list(told.alarms),
        },
    )


def insurance(work: Explaining) -> Answer:
    """Insured sums in force on the day against the value, by `insurance_gap`."""
    known = work.desk.value_of(work.of)
    if known is None:
        raise not_known(_("The asset has no value yet."), "record_valuation")
    currency, on = known.value.currency, work.desk.day
    running = [
        one
        for one in work.of.position.care.contracts.values()
        if one.kind == INSURANCE and one.sum is not None and one.runs(on)
    ]
    sums = []
    for one in running:
        assert one.sum is not None
        amount = one.sum if one.sum.currency == currency else work.convert(one.sum, currency, on)
        if amount is None:
            raise not_known(_("A rate for a sum insured is missing."), "record_rate")
        sums.append(amount.amount)
    given = {"currency": currency, "value": known.value.amount, "sums": sums}
    done = compute("insurance_gap", given, LookedUp(work.desk))
    return work.answer(
        formula="insurance_gap",
        version=version_of(done),
        text=_("Policies in force: {policies}.").format(
            policies=", ".join(one.policy or one.reference for one in running) or _("none")
        ),
        value={"amount": done["gap"], "currency": currency},
        inputs=given,
        steps=steps_of(done),
        more={name: done[name] for name in ("insured", "gap", "share")},
    )
