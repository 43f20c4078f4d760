"""The costs of an invoice are posted when the second person approves; or its lines wait again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from asset_recovery.domain.actions.invoice_actions import RecordInvoicePayment
from asset_recovery.domain.actions.money_actions import PostCost
from asset_recovery.domain.errors import NotFound, NotPermitted, Reason, RuleViolation
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import decide
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.canonical import canonical
from asset_recovery.persistence.queries.event_query import is_reversed
from asset_recovery.persistence.queries.invoice_query import cases_of_invoice, line_rows
from asset_recovery.persistence.repositories import finder
from asset_recovery.services.step_plan import Plan
from asset_recovery.services.stepping import follow, take_step
from asset_recovery.services.work import Work, stored

ACTION = "certify_invoice"


def invoice_of(work: Work, event: Mapping[str, Any]) -> Mapping[str, Any]:
    """The invoice that a certification is about."""
    reference = str(json.loads(event["data"])["invoice"])
    found = finder.by_reference(work.unit.connection, "invoice", reference)
    assert found is not None
    return found


def require_sight(work: Work, invoice: Mapping[str, Any]) -> None:
    """Who acts on an invoice must know of every case in it, and stand aside in none.

    Raises `NotFound` for a sealed case, as if the invoice were not there; `NotPermitted`.
    """
    for case_id in sorted(cases_of_invoice(work.unit.connection, int(invoice["id"]))):
        target = work.target(case_id)
        decision = decide(work.actor, "see", target, work.today, "acting on an invoice")
        if decision.allowed or decision.reason is None:
            continue
        if decision.reason.code == "not_found":
            text = _("There is no invoice {invoice}.").format(invoice=invoice["reference"])
            raise NotFound(Reason("not_found", text, field="invoice"))
        raise NotPermitted(decision.reason)


def after_approval(work: Work, event: Mapping[str, Any], on: date) -> None:
    """With the last approval the certified lines become costs, each with a posting of its own."""
    if event["action"] != ACTION:
        return
    invoice = invoice_of(work, event)
    require_sight(work, invoice)
    for row in line_rows(work.unit.connection, int(invoice["id"])):
        if row["state"] == "certified":
            posting = _post(work, invoice, row)
            work.unit.update(t.invoice_line, row, state="posted", posting=posting)
    work.unit.update(t.invoice, invoice, state="approved", approved_on=on.isoformat())
    work.made["invoice"] = str(invoice["reference"])


def _post(work: Work, invoice: Mapping[str, Any], row: Mapping[str, Any]) -> str | None:
    """One line as a cost; nothing where a share came to nothing. Its reference comes back."""
    currency = str(invoice["amount_currency"])
    vat = Money(row["vat_minor"] or 0, currency)
    amount = Money(row["amount_minor"], currency) + vat
    if amount.is_zero:
        return None
    case = work.stories.case(int(row["case_id"]))
    asset = None if row["asset_id"] is None else work.stories.asset(int(row["asset_id"]))
    terms: dict[str, Any] = json.loads(row["terms"] or "{}")
    command = PostCost(
        asset=None if asset is None else str(asset["reference"]),
        case=str(case["reference"]) if asset is None else None,
        on=date.fromisoformat(invoice["on_date"]),
        amount=amount,
        category=str(row["category"]),
        counterparty=str(invoice["supplier"]),
        document=f"{invoice['number']} ({invoice['reference']})"[:300],
        vat=None if vat.is_zero else vat,
        **terms,
    )
    booked = None if asset is None else follow(work, asset, command)
    reference = work.number("posting", None)
    if booked is not None:
        case = work.stories.case(int(booked["case_id"]))
    facts: dict[str, object] = {
        "invoice": str(invoice["reference"]), "line": int(row["place"]), "part": int(row["part"]),
        "from": str(row["from_date"]), "to": str(row["to_date"]),
    }  # fmt: skip
    plan = Plan(
        command, case=case, assets=[] if booked is None else [booked],
        reference=reference, facts=facts, amount=amount,
    )  # fmt: skip
    try:
        take_step(work, plan)
    except RuleViolation as refusal:
        named = case["reference"] if asset is None else asset["reference"]
        raise RuleViolation([_of_line(one, row, str(named)) for one in refusal.reasons]) from None
    return reference


def _of_line(reason: Reason, row: Mapping[str, Any], named: str) -> Reason:
    text = _("Line {place}, {asset}: {text}").format(
        place=row["place"], asset=named, text=reason.text
    )
    return replace(reason, text=text, row=int(row["place"]), field="lines")


def after_refusal(work: Work, event: Mapping[str, Any], outcome: str) -> None:
    """Refused for good, nothing of it is posted; sent back, its lines are certified anew."""
    if event["action"] != ACTION:
        return
    invoice = invoice_of(work, event)
    take_back(work, invoice, "rejected" if outcome == "rejected" else "open")
    work.made["invoice"] = str(invoice["reference"])


def take_back(work: Work, invoice: Mapping[str, Any], state: str) -> None:
    """The certified lines are in `state` again, and the invoice as its lines are."""
    for row in line_rows(work.unit.connection, int(invoice["id"])):
        if row["state"] == "certified":
            work.unit.update(t.invoice_line, row, state=state)
    set_state(work, int(invoice["id"]))


def set_state(work: Work, invoice_id: int) -> None:
    """The invoice stands as its lines stand; once sent or paid it stays so."""
    invoice = work.unit.get(t.invoice, invoice_id)
    states = {str(row["state"]) for row in line_rows(work.unit.connection, invoice_id)}
    if "certified" in states:
        found = "certified"
    elif "posted" in states:
        found = str(invoice["state"]) if invoice["state"] in {"sent", "paid"} else "approved"
    elif "disputed" in states:
        found = "disputed"
    elif "open" in states:
        found = "received"
    else:
        found = "rejected"
    work.unit.update(t.invoice, invoice, state=found)


def keep_payment(work: Work, invoice: Mapping[str, Any], command: RecordInvoicePayment) -> None:
    """The payment as an event in each case whose costs it pays, for the ledger to follow."""
    sums: dict[int, int] = {}
    for row in line_rows(work.unit.connection, int(invoice["id"])):
        posting = row["posting"] and finder.event_by_reference(
            work.unit.connection, str(row["posting"])
        )
        if not posting or is_reversed(
            work.unit.connection, int(posting["case_id"]), str(row["posting"])
        ):
            continue
        case_id = int(posting["case_id"])
        sums[case_id] = sums.get(case_id, 0) + int(posting["amount_minor"])
    facts = {"invoice": str(invoice["reference"]), "supplier": str(invoice["supplier"])}
    for case_id, minor in sorted(sums.items()):
        work.unit.insert(
            t.event,
            seq=work.unit.next_seq,
            action="record_invoice_payment",
            case_id=case_id,
            on_date=command.on.isoformat(),
            status="in_effect",
            effective_on=command.on.isoformat(),
            effective_seq=work.unit.next_seq,
            author_id=work.actor.id,
            recorded_at=work.unit.now,
            data=stored(command),
            facts=canonical(facts),
            irregular="[]",
            warnings="[]",
            amount_minor=minor,
            amount_currency=invoice["amount_currency"],
        )
