"""Invoices as somebody may read them: which lines are wrong and why, and how the sum came about."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from asset_recovery.domain import code_lists
from asset_recovery.domain.errors import NotFound, NotPermitted, Reason, invalid
from asset_recovery.domain.invoice_facts import FindingFacts, InvoiceFacts, InvoiceLineFacts
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor, sees_nothing
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries.invoice_query import (
    documents_of,
    hidden_cases,
    invoices_of_asset,
    lines_of,
    reversals,
)
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.repositories.user_repository import users
from asset_recovery.persistence.store import Connection
from asset_recovery.persistence.unit_of_work import Unit
from asset_recovery.services.action_service import fresh_actor
from asset_recovery.services.looking import Look, OpenOffice, note_look


@dataclass(frozen=True, slots=True)
class InvoiceService:
    """Reads invoices of an office; lines of cases that the reader must not know are masked."""

    office: OpenOffice

    def invoice(self, reference: str, actor: Actor, *, purpose: str = "") -> InvoiceFacts:
        """One invoice in full.

        Raises `NotFound` (also where every line is of a case that is hidden from the reader),
        `NotPermitted` with `role_needed`. The look is noted.
        """
        with self.office.reading.connect() as connection:
            unit = Unit(connection, self.office.now, self.office.office_id)
            now = fresh_actor(unit, actor)
            if sees_nothing(now):
                text = _("{user} does not see cases.").format(user=now.name)
                raise NotPermitted(Reason("role_needed", text))
            row = finder.by_reference(connection, "invoice", reference)
            found = None if row is None else self._facts(connection, row, now)
            if found is None or not any(line.known for line in found.lines):
                text = _("There is no invoice {invoice}.").format(invoice=reference)
                raise NotFound(Reason("not_found", text, field="reference"))
        note_look(self.office, now, None, Look(screen="invoice", purpose=purpose), (reference,))
        return found

    def show(self, reference: str, actor: Actor, *, purpose: str = "") -> dict[str, object]:
        """The same as JSON."""
        return invoice_json(self.invoice(reference, actor, purpose=purpose))

    def of_asset(self, asset: str, actor: Actor) -> tuple[str, ...]:
        """The invoices that have a line for an asset which the reader may know."""
        with self.office.reading.connect() as connection:
            row = finder.by_reference(connection, "asset", asset)
            access = Access.of(actor, self.office.today())
            if row is None or int(row["case_id"]) in hidden_cases(connection, access):
                return ()
            return tuple(invoices_of_asset(connection, int(row["id"])))

    def is_one(self, reference: str) -> bool:
        """Whether an invoice has this reference."""
        with self.office.reading.connect() as connection:
            return finder.by_reference(connection, "invoice", reference) is not None

    def explain(self, reference: str, actor: Actor, figure: str = "amount") -> dict[str, object]:
        """How the amount of an invoice came about: line by line, shares by their key.

        Raises `ValidationFailed` for another figure.
        """
        if figure != "amount":
            text = _("{figure} is no figure of this record. Known: {figures}.")
            shown = text.format(figure=repr(figure[:40]), figures="amount")
            raise invalid("figure", shown)
        found = self.invoice(reference, actor)
        steps = [step for line in found.lines for step in _steps(line)]
        net = Money.total((line.amount for line in found.lines), found.amount.currency)
        steps.append(
            _("The lines come to {net}, the tax to {vat}: {amount}.").format(
                net=net.display(), vat=found.vat.display(), amount=found.amount.display()
            )
        )
        return {
            "figure": "invoice_amount",
            "version": "1",
            "reference": found.reference,
            "value": found.amount.as_json(),
            "formula": _(
                "Lines × rate, half up to the minor unit; shares by largest remainder; plus tax"
            ),
            "steps": steps,
        }

    def _facts(self, connection: Connection, row: Mapping[str, Any], actor: Actor) -> InvoiceFacts:
        hidden = hidden_cases(connection, Access.of(actor, self.office.today()))
        rows = lines_of(connection, int(row["id"]))
        postings = [str(line["posting"]) for line in rows if line["posting"]]
        reversed_by = reversals(connection, {int(line["case_id"]) for line in rows}, postings)
        names = {int(one["id"]): str(one["full_name"]) for one in users(connection)}
        currency = str(row["amount_currency"])
        lines = tuple(_line(line, currency, hidden, reversed_by) for line in rows)
        certification = _certification(connection, row, names)
        supplier = ""
        if row["supplier_id"] is not None:
            unit = Unit(connection, self.office.now, self.office.office_id)
            supplier = str(unit.get(t.party, int(row["supplier_id"]))["reference"])
        attached = documents_of(
            connection, int(row["id"]), str(row["reference"]), json.loads(row["documents"])
        )
        return InvoiceFacts(
            reference=str(row["reference"]),
            supplier=str(row["supplier"]),
            supplier_reference=supplier,
            number=str(row["number"]),
            on=date.fromisoformat(row["on_date"]),
            first=date.fromisoformat(row["from_date"]),
            last=date.fromisoformat(row["to_date"]),
            due_on=_day(row["due_on"]),
            amount=Money(row["amount_minor"], currency),
            vat=Money(row["vat_minor"] or 0, currency),
            difference=Money(row["difference_minor"] or 0, currency),
            state=str(row["state"]),
            recorded_on=date.fromisoformat(row["recorded_on"]),
            recorded_by=names.get(int(row["recorded_by"]), ""),
            certified_on=_day(row["certified_on"]),
            approved_on=_day(row["approved_on"]),
            sent_on=_day(row["sent_on"]),
            sent_reference=row["sent_reference"] or "",
            paid_on=_day(row["paid_on"]),
            paid_reference=row["paid_reference"] or "",
            documents=tuple((str(one["reference"]), str(one["title"])) for one in attached),
            lines=lines,
            **certification,
        )


def _certification(
    connection: Connection, row: Mapping[str, Any], names: Mapping[int, str]
) -> dict[str, str]:
    if row["certification_id"] is None:
        return {}
    event = Unit(connection, lambda: "", "").get(t.event, int(row["certification_id"]))
    return {
        "certified_by": names.get(int(event["author_id"]), ""),
        "comment": str(json.loads(event["data"]).get("comment") or ""),
        "approval": str(event["approval"]) if event["status"] == "pending" else "",
    }


def _line(
    row: Mapping[str, Any], currency: str, hidden: set[int], reversed_by: Mapping[str, str]
) -> InvoiceLineFacts:
    known = int(row["case_id"]) not in hidden
    difference = Money(row["difference_minor"] or 0, currency)
    return InvoiceLineFacts(
        id=int(row["id"]),
        place=int(row["place"]),
        part=int(row["part"]),
        asset=row["asset"] if known else None,
        asset_description=str(row["asset_description"] or "") if known else "",
        case=str(row["case_reference"]) if known else "",
        category=str(row["category"]) if known else "",
        description=str(row["description"] or "") if known else "",
        quantity=_number(row["quantity"]) if known else None,
        unit=row["unit"] if known else None,
        rate=_number(row["rate"]) if known else None,
        amount=Money(row["amount_minor"], currency),
        vat=Money(row["vat_minor"] or 0, currency),
        first=date.fromisoformat(row["from_date"]),
        last=date.fromisoformat(row["to_date"]),
        key=row["share_key"],
        weight=_number(row["weight"]) if known else None,
        expected_days=row["expected_days"] if known else None,
        billed_days=row["billed_days"] if known else None,
        difference=difference if known else Money.zero(currency),
        findings=tuple(_finding(one) for one in json.loads(row["findings"])) if known else (),
        state=str(row["state"]),
        said=str(row["said"] or "") if known else "",
        posting=row["posting"] if known else None,
        reversed_by=reversed_by.get(str(row["posting"])) if known else None,
        terms=tuple(json.loads(row["terms"] or "{}").items()) if known else (),
        known=known,
    )


def _finding(given: Mapping[str, Any]) -> FindingFacts:
    amount = given.get("amount")
    money = None if amount is None else Money.from_json(amount, allow_negative=True)
    return FindingFacts(str(given["code"]), str(given["text"]), money, bool(given["wrong"]))


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _steps(line: InvoiceLineFacts) -> list[str]:
    """A line as a sentence, and what is wrong with it."""
    about = line.asset or line.case or _("a case that you may not see")
    if line.rate is not None and line.quantity is not None:
        text = _("Line {line}, {about}: {quantity} × {rate} = {amount}.").format(
            line=line.name, about=about, quantity=f"{line.quantity:f}", rate=f"{line.rate:f}",
            amount=line.amount.display(),
        )  # fmt: skip
    elif line.key is not None and line.weight is not None:
        text = _("Line {line}, {about}: {key}, weight {weight} = {amount}.").format(
            line=line.name, about=about, key=code_lists.label("invoice_keys", line.key),
            weight=f"{line.weight:f}", amount=line.amount.display(),
        )  # fmt: skip
    else:
        text = _("Line {line}, {about}: {amount}.").format(
            line=line.name, about=about, amount=line.amount.display()
        )
    return [text, *(f"  {one.text}" for one in line.findings)]


def invoice_json(found: InvoiceFacts) -> dict[str, object]:
    """An invoice as `show` prints it."""
    days = {
        name: None if value is None else value.isoformat()
        for name, value in (
            ("on", found.on), ("from", found.first), ("to", found.last), ("due_on", found.due_on),
            ("recorded_on", found.recorded_on), ("certified_on", found.certified_on),
            ("approved_on", found.approved_on), ("sent_on", found.sent_on),
            ("paid_on", found.paid_on),
        )
    }  # fmt: skip
    return {
        "reference": found.reference,
        "supplier": found.supplier,
        "supplier_reference": found.supplier_reference or None,
        "number": found.number,
        "state": found.state,
        "amount": found.amount.as_json(),
        "vat": found.vat.as_json(),
        "difference": found.difference.as_json(),
        "wrong_lines": [line.name for line in found.wrong],
        "posted": found.sum_in("posted").as_json(),
        "disputed": found.sum_in("disputed").as_json(),
        **days,
        "recorded_by": found.recorded_by,
        "certified_by": found.certified_by or None,
        "comment": found.comment or None,
        "approval": found.approval or None,
        "sent_reference": found.sent_reference or None,
        "paid_reference": found.paid_reference or None,
        "documents": [name for name, _title in found.documents],
        "lines": [_line_json(line) for line in found.lines],
    }


def _line_json(line: InvoiceLineFacts) -> dict[str, object]:
    if not line.known:
        return {
            "line": line.name,
            "amount": line.amount.as_json(),
            "vat": line.vat.as_json(),
            "state": line.state,
            "note": _("a line of a case that you may not see"),
        }
    return {
        "line": line.name,
        "asset": line.asset,
        "case": line.case,
        "category": line.category,
        "description": line.description or None,
        "quantity": None if line.quantity is None else f"{line.quantity:f}",
        "unit": line.unit,
        "rate": None if line.rate is None else f"{line.rate:f}",
        "amount": line.amount.as_json(),
        "vat": line.vat.as_json(),
        "from": line.first.isoformat(),
        "to": line.last.isoformat(),
        "key": line.key,
        "weight": None if line.weight is None else f"{line.weight:f}",
        "expected_days": line.expected_days,
        "billed_days": line.billed_days,
        "days_difference": line.days_difference,
        "difference": line.difference.as_json(),
        "wrong": line.wrong,
        "findings": [
            {
                "code": one.code,
                "text": one.text,
                "amount": None if one.amount is None else one.amount.as_json(),
                "wrong": one.wrong,
            }
            for one in line.findings
        ],
        "state": line.state,
        "said": line.said or None,
        "posting": line.posting,
        "reversed_by": line.reversed_by,
        **dict(line.terms),
    }
