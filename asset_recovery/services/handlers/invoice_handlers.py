"""Invoices: recorded, checked, certified by one person, approved by another, sent and paid."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from asset_recovery.domain.actions import invoice_actions as v
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.errors import NotFound, Reason, RuleViolation, ValidationFailed
from asset_recovery.domain.invoice_lines import BillLine
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.rules import legal_system
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.canonical import canonical, digest
from asset_recovery.persistence.derived import put_search, search_entry
from asset_recovery.persistence.queries.invoice_query import line_rows
from asset_recovery.persistence.repositories import finder
from asset_recovery.services.invoicing.checking import check_invoice
from asset_recovery.services.invoicing.posting import (
    ACTION,
    keep_payment,
    require_sight,
    set_state,
    take_back,
)
from asset_recovery.services.invoicing.supplier import number_key, refuse_twice, supplier_of
from asset_recovery.services.invoicing.weighing import parts_of
from asset_recovery.services.waiting_steps import end_pending
from asset_recovery.services.work import Work, listed, stored


def record_invoice(work: Work, command: v.RecordInvoice) -> None:
    """The bill with its lines, each checked; shares are worked out and kept with their weights."""
    work.permit("record_invoice", None)
    _not_in_future(work, command.on)
    named = [_named(work, line) for line in _each(work, command)]
    for case_id in sorted({case_id for _line, _assets, case_id in named if case_id is not None}):
        work.permit("record_invoice", case_id)
    for _line, assets, _case_id in named:
        for case_id in sorted({int(one["case_id"]) for one in assets}):
            work.permit("record_invoice", case_id)
    for reference in command.documents:
        work.find("document", reference, "documents")
    supplier = supplier_of(work, command.supplier)
    refuse_twice(work, supplier, command.number)
    currency = command.amount.currency
    vat = Money.total((line.vat for line, _a, _c in named), currency)
    invoice_id = work.unit.insert(
        t.invoice,
        reference=work.number("invoice", command.invoice),
        supplier_id=supplier.id,
        supplier=supplier.name,
        supplier_key=supplier.key,
        number=command.number,
        number_key=number_key(command.number),
        on_date=command.on.isoformat(),
        from_date=command.from_.isoformat(),
        to_date=command.to.isoformat(),
        due_on=None if command.due_on is None else command.due_on.isoformat(),
        amount_minor=command.amount.minor,
        amount_currency=currency,
        vat_minor=vat.minor,
        vat_currency=currency,
        state="received",
        recorded_on=work.today.isoformat(),
        recorded_by=work.actor.id,
        documents=listed(command.documents),
    )
    entry = search_entry("invoice", work.unit.get(t.invoice, invoice_id))
    put_search(work.unit.connection, entry)
    for line, assets, other in named:
        _keep(work, invoice_id, line, assets, other, command.on)
    check_invoice(work, work.unit.get(t.invoice, invoice_id), states=("open",))


def _each(work: Work, command: v.RecordInvoice) -> Sequence[BillLine]:
    lines = command.bill()
    faults: list[Reason] = []
    for line in lines:
        for name in (line.asset, *(one for one, _weight in line.shared)):
            if name is not None:
                faults += _missing(work, "asset", name, line.place)
        if line.case is not None:
            faults += _missing(work, "case", line.case, line.place)
    if faults:
        raise NotFound(faults)
    return lines


def _missing(work: Work, kind: str, reference: str, place: int) -> list[Reason]:
    try:
        work.find(kind, reference)
    except NotFound:
        text = _("Line {place}: there is no {kind} {reference}.").format(
            place=place, kind=kind, reference=reference
        )
        return [Reason("not_found", text, None, f"lines.{kind}", place)]
    return []


Named = tuple[BillLine, list[Mapping[str, Any]], int | None]


def _named(work: Work, line: BillLine) -> Named:
    """A line with the assets that it is for, or with its case."""
    if line.case is not None:
        return line, [], int(work.case(line.case)["id"])
    names = [line.asset] if line.asset is not None else [name for name, _weight in line.shared]
    return line, [work.find("asset", name) for name in names], None


def _keep(  # noqa: PLR0913, PLR0917 - a line, for what, of which invoice of which day
    work: Work,
    invoice_id: int,
    line: BillLine,
    assets: Sequence[Mapping[str, Any]],
    case_id: int | None,
    on: date,
) -> None:
    """A line as one row, or as one for each asset that bears a share of it."""
    common: dict[str, Any] = {
        "invoice_id": invoice_id,
        "place": line.place,
        "category": line.category,
        "description": line.description,
        "quantity": None if line.quantity is None else f"{line.quantity:f}",
        "unit": line.unit,
        "rate": None if line.rate is None else f"{line.rate:f}",
        "from_date": line.first.isoformat(),
        "to_date": line.last.isoformat(),
        "terms": canonical(dict(line.terms)) if line.terms else None,
        "findings": "[]",
        "state": "open",
    }
    if line.shared:
        common |= {"quantity": None, "rate": None}
        for number, part in enumerate(parts_of(work, line, assets, on), start=1):
            own = {
                **common, **_amounts(part.amount, part.vat),
                "part": number, "asset_id": part.asset["id"], "case_id": part.asset["case_id"],
                "share_key": line.key, "weight": f"{part.weight:f}",
            }  # fmt: skip
            work.unit.insert(t.invoice_line, **own)
        return
    asset = assets[0] if assets else None
    own = {
        **common, **_amounts(line.amount, line.vat), "part": 0,
        "asset_id": None if asset is None else asset["id"],
        "case_id": case_id if asset is None else asset["case_id"],
    }  # fmt: skip
    work.unit.insert(t.invoice_line, **own)


def _amounts(amount: Money, vat: Money) -> dict[str, object]:
    return {
        "amount_minor": amount.minor, "amount_currency": amount.currency,
        "vat_minor": vat.minor, "vat_currency": vat.currency,
    }  # fmt: skip


def certify_invoice(work: Work, command: v.CertifyInvoice) -> None:
    """The lines that nobody disputes are right; a second person is asked to approve."""
    invoice = _invoice(work, command.invoice, ACTION)
    _date(work, invoice, command.on)
    rows = line_rows(work.unit.connection, int(invoice["id"]))
    if not any(row["state"] == "open" for row in rows):
        if any(row["state"] == "certified" for row in rows):
            text = _("The invoice is certified already and waits for its approval.")
            raise RuleViolation(Reason("wrong_state", text, "approve"))
        text = _("No line is left to be certified.")
        disputed = any(row["state"] == "disputed" for row in rows)
        raise RuleViolation(Reason("wrong_state", text, "settle_dispute" if disputed else None))
    check_invoice(work, invoice, states=("open",))
    certified = []
    for row in line_rows(work.unit.connection, int(invoice["id"])):
        if row["state"] == "open":
            work.unit.update(t.invoice_line, row, state="certified")
            certified.append(row)
    event_id = _wait(work, invoice, command, certified)
    now = work.unit.get(t.invoice, int(invoice["id"]))
    work.unit.update(
        t.invoice,
        now,
        state="certified",
        certified_on=command.on.isoformat(),
        certification_id=event_id,
    )


def _wait(
    work: Work,
    invoice: Mapping[str, Any],
    command: v.CertifyInvoice,
    rows: Sequence[Mapping[str, Any]],
) -> int:
    """The certification waits for its second person: not the recorder, nor who certified."""
    unit = work.unit
    levels = _levels(work)
    approval = work.number("approval", None)
    currency = str(invoice["amount_currency"])
    amount = Money(sum(row["amount_minor"] + (row["vat_minor"] or 0) for row in rows), currency)
    data = stored(command)
    facts = canonical(
        {
            "invoice": invoice["reference"],
            "amount": amount.as_json(),
            "lines": [[row["place"], row["part"], row["amount_minor"]] for row in rows],
            "editors": [invoice["recorded_by"]],
        }
    )
    event_id = unit.insert(
        t.event,
        seq=unit.next_seq,
        action=ACTION,
        on_date=command.on.isoformat(),
        status="pending",
        approval=approval,
        author_id=work.actor.id,
        recorded_at=unit.now,
        data=data,
        facts=facts,
        irregular="[]",
        warnings=canonical([warning.as_json() for warning in work.warnings]),
        amount_minor=amount.minor,
        amount_currency=currency,
    )
    unit.insert(
        t.approval,
        reference=approval,
        event_id=event_id,
        state="waiting",
        levels=listed(levels),
        level=1,
        asked_by=work.actor.id,
        asked_on=command.on.isoformat(),
        content_hash=digest(data + facts),
    )
    work.pending += [(approval, level) for level in range(1, len(levels) + 1)]
    return event_id


def _levels(work: Work) -> tuple[tuple[str, ...], ...]:
    """Who must agree, by the legal system of the office."""
    name = finder.setting(work.unit.connection, "legal_system", "generic")
    for rule in legal_system(name).approvals:
        if rule.action == ACTION:
            return rule.levels
    return (("supervisor",),)


def dispute_invoice(work: Work, command: v.DisputeInvoice) -> None:
    """Lines that are not right are not posted; what waits for approval is certified anew."""
    invoice = _invoice(work, command.invoice, "dispute_invoice")
    _date(work, invoice, command.on)
    chosen = _chosen(work, invoice, command.lines)
    settled = [row for row in chosen if row["state"] not in {"open", "certified"}]
    if settled:
        raise RuleViolation([_settled(row) for row in settled])
    _void(work, invoice, command.on)
    for row in _chosen(work, invoice, command.lines):
        work.unit.update(t.invoice_line, row, state="disputed", said=command.reason)
    set_state(work, int(invoice["id"]))


def _settled(row: Mapping[str, Any]) -> Reason:
    name = _place(row)
    clear = None
    if row["state"] == "posted":
        text = _("Line {line} is posted as {posting}: reverse the posting.")
        clear = "correct_posting"
    elif row["state"] == "disputed":
        text = _("Line {line} is disputed already.")
        clear = "settle_dispute"
    else:
        text = _("Line {line} is settled.")
    said = text.format(line=name, posting=row["posting"] or "–")
    return Reason("wrong_state", said, clear, "lines", int(row["place"]))


def _void(work: Work, invoice: Mapping[str, Any], on: date) -> None:
    """A certification that waits is void once what it covers changes."""
    if invoice["state"] != "certified" or invoice["certification_id"] is None:
        return
    event = work.unit.get(t.event, int(invoice["certification_id"]))
    if event["status"] != "pending":
        return
    end_pending(work, event, "void", max(on, date.fromisoformat(event["on_date"])))
    take_back(work, invoice, "open")
    text = _("The certification ({approval}) is void, for a line is disputed; certify the rest.")
    work.notes.append(text.format(approval=event["approval"]))


def settle_dispute(work: Work, command: v.SettleDispute) -> None:
    """A disputed line stands and is certified like others, or is let go of."""
    invoice = _invoice(work, command.invoice, "settle_dispute")
    _date(work, invoice, command.on)
    chosen = _chosen(work, invoice, command.lines)
    other = [row for row in chosen if row["state"] != "disputed"]
    if other:
        text = _("Line {line} is not disputed.")
        raise RuleViolation(
            [
                Reason("wrong_state", text.format(line=_place(row)), None, "lines", row["place"])
                for row in other
            ]
        )
    if command.outcome == "replaced":
        _warn_of_unknown(work, command.reference)
    states = {"stands": "open", "credited": "credited", "replaced": "replaced"}
    for row in chosen:
        said = command.reference or command.reason or row["said"]
        work.unit.update(t.invoice_line, row, state=states[command.outcome], said=said)
    set_state(work, int(invoice["id"]))


def _warn_of_unknown(work: Work, reference: str | None) -> None:
    """The corrected invoice may come later than the word of it, but then it is still to be kept."""
    if reference is None or finder.by_reference(work.unit.connection, "invoice", reference) is None:
        text = _("The corrected invoice {reference} is not on file yet: record it when it comes.")
        text = text.format(reference=reference or "")
        work.warn(Reason("not_found", " ".join(text.split()), "record_invoice", "reference"))


def _chosen(work: Work, invoice: Mapping[str, Any], places: Sequence[object]) -> list[Any]:
    """The lines named: `2` is all of line 2, `2.3` the third share of it."""
    rows = line_rows(work.unit.connection, int(invoice["id"]))
    found, faults = [], []
    for given in places:
        name = str(given).strip()
        some = [row for row in rows if name in {str(row["place"]), _place(row)}]
        if not some:
            text = _("The invoice has no line {line}.").format(line=name)
            faults.append(Reason("not_found", text, None, "lines"))
        found += [row for row in some if row not in found]
    if not places:
        text = _("No line is named.")
        raise ValidationFailed(Reason("field_missing", text, field="lines"))
    if faults:
        raise NotFound(faults)
    return found


def _place(row: Mapping[str, Any]) -> str:
    return str(row["place"]) if row["part"] == 0 else f"{row['place']}.{row['part']}"


def send_invoice(work: Work, command: v.SendInvoice) -> None:
    """What is approved is sent to the treasury."""
    invoice = _invoice(work, command.invoice, "send_invoice")
    _date(work, invoice, command.on, since=invoice["approved_on"])
    if invoice["state"] != "approved":
        raise RuleViolation(_not_yet(invoice, "approved"))
    work.unit.update(
        t.invoice,
        invoice,
        state="sent",
        sent_on=command.on.isoformat(),
        sent_reference=command.reference,
    )


def record_invoice_payment(work: Work, command: v.RecordInvoicePayment) -> None:
    """The treasury paid."""
    invoice = _invoice(work, command.invoice, "record_invoice_payment")
    _date(work, invoice, command.on, since=invoice["sent_on"])
    if invoice["state"] != "sent":
        raise RuleViolation(_not_yet(invoice, "sent"))
    work.unit.update(
        t.invoice,
        invoice,
        state="paid",
        paid_on=command.on.isoformat(),
        paid_reference=command.reference,
    )
    keep_payment(work, invoice, command)


def _not_yet(invoice: Mapping[str, Any], wanted: str) -> list[Reason]:
    state = str(invoice["state"])
    if state == "certified":
        text = _("The invoice waits for its second person.")
        return [Reason("second_person_needed", text, "approve")]
    clear = {"received": "certify_invoice", "disputed": "settle_dispute"}.get(state)
    if wanted == "sent" and state == "approved":
        clear = "send_invoice"
    text = _("The invoice is {state}, not {wanted}.").format(state=state, wanted=wanted)
    return [Reason("wrong_state", text, clear)]


def _invoice(work: Work, reference: str, action: str) -> Mapping[str, Any]:
    work.permit(action, None)
    found = work.find("invoice", reference)
    require_sight(work, found)
    work.made["invoice"] = str(found["reference"])
    return found


def _not_in_future(work: Work, on: date) -> None:
    if on > work.today:
        text = _("{date} lies in the future: what is still to come is a term or a deadline.")
        raise ValidationFailed(Reason("date_in_future", text.format(date=on), field="on"))


def _date(work: Work, invoice: Mapping[str, Any], on: date, *, since: str | None = None) -> None:
    _not_in_future(work, on)
    first = max(str(invoice["on_date"]), since or "")
    if on.isoformat() < first:
        text = _("That lies before {date}, from which it counts.").format(date=first)
        raise ValidationFailed(Reason("date_order", text, field="on"))


HANDLERS: dict[type[Action], Callable[..., None]] = {
    v.RecordInvoice: record_invoice,
    v.CertifyInvoice: certify_invoice,
    v.DisputeInvoice: dispute_invoice,
    v.SettleDispute: settle_dispute,
    v.SendInvoice: send_invoice,
    v.RecordInvoicePayment: record_invoice_payment,
}
