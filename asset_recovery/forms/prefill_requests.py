"""What the request's orders, documents and neighbours answer."""

from __future__ import annotations

from collections.abc import Iterator

from asset_recovery.domain.case_file import OrderFacts
from asset_recovery.forms.answers import Answer
from asset_recovery.forms.case_records import INFORMAL, CaseRecords
from asset_recovery.forms.prefill_informal import may_go_on
from asset_recovery.forms.prefill_tables import asset_rows, texts
from asset_recovery.i18n import _

Found = Iterator[tuple[str, Answer]]


def other_requests(records: CaseRecords) -> Found:
    request = records.request
    others = [
        one
        for one in records.file.requests
        if one.reference != request.reference and one.direction.startswith("out")
    ]
    contacts = tuple(
        {
            "date": one.sent_on.isoformat() if one.sent_on else "",
            "with": one.authority or one.country,
            "reference": one.reference,
        }
        for one in others
        if one.form in INFORMAL and one.country == request.country and one.sent_on
    )
    yield "prior_informal_contacts", Answer(contacts, "record", _("requests of the case"))
    elsewhere = tuple(
        {
            "state": one.country,
            "reference": one.reference,
            "date": one.sent_on.isoformat() if one.sent_on else "",
        }
        for one in records.elsewhere
    )
    yield "same_request_other_states", Answer(elsewhere, "record", _("requests of the case"))


def annexes(records: CaseRecords) -> Found:
    codes = tuple(code for code, _title in records.modules)
    yield "modules", Answer(codes, "derived", _("kinds of assistance"))
    rows = [
        {"title": title, "type": _("Annex {code}").format(code=code)}
        for code, title in records.modules
    ]
    named = {records.request.reference, *records.request.orders}
    rows.extend(
        {
            "title": one.title,
            "type": one.kind.replace("_", " "),
            "date": one.on.isoformat() if one.on else "",
            "language": one.language or "",
            "sha256": one.hash,
        }
        for one in records.file.documents
        if one.record in named and may_go_on(records, one)
    )
    numbered = tuple({"number": str(number), **row} for number, row in enumerate(rows, start=1))
    yield "attachments", Answer(numbered, "record", _("annexes and documents of the request"))


def orders_named(records: CaseRecords) -> Found:
    orders = records.orders
    copies = [
        one
        for one in records.file.documents
        if one.record in {order.reference for order in orders}
        and "order" in one.kind
        and may_go_on(records, one)
    ]
    titles = "; ".join(f"{one.reference}, {one.title}" for one in copies)
    source = _("orders named in the request")
    yield "order_copy", Answer(titles, "record", source)
    amounts = [order for order in orders if order.amount is not None]
    grounds = {
        ground
        for row in asset_rows(records.file, records.request)
        for ground in texts(row.get("grounds"))
    }
    is_sum = bool(amounts) or "VAL" in grounds or records.file.case.route == "cb_value"
    if orders or grounds or is_sum:
        yield "order_for_sum", Answer(is_sum, "derived", _("route, grounds and orders"))
    if len(amounts) == 1:
        order = amounts[0]
        source = _("order {reference}").format(reference=order.reference)
        yield "maximum_amount", Answer(order.amount, "record", source)
    yield from _confiscation_order(records.confiscation, titles)


def _confiscation_order(order: OrderFacts | None, titles: str) -> Found:
    if order is None:
        return
    source = _("order {reference}").format(reference=order.reference)
    yield "confiscation_order_copy", Answer(titles, "record", source)
    yield "order_is_value", Answer(order.amount is not None, "record", source)
    yield "confiscation_amount", Answer(order.amount, "record", source)
    if order.final_on:
        text = _("{reference} of {authority}: final on {day}").format(
            reference=order.number or order.reference,
            authority=order.authority,
            day=order.final_on.isoformat(),
        )
        yield "finality_statement", Answer(text, "record", source)
