"""Neighbours of a certificate: other States, earlier orders, decisions for victims, attachments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from asset_recovery.domain.case_file import RequestFacts
from asset_recovery.domain.money import Money
from asset_recovery.forms.answers import Answer
from asset_recovery.forms.case_records import CaseRecords
from asset_recovery.forms.checks.eu_scope import FREEZING, is_live, same_certificates
from asset_recovery.forms.prefill_informal import may_go_on
from asset_recovery.i18n import _

Found = Iterator[tuple[str, Answer]]
_FORMAL = ("EU-", "MLA-", "CW-", "COE-")
_FOR_VICTIMS = ("restitution", "compensation")


def coordination(records: CaseRecords) -> Found:
    """G: other executing States, why, and what lies in each."""
    file, request = records.file, records.request
    others = [
        one for one in same_certificates(file.requests, request) if one.country != request.country
    ]
    rows = tuple(
        {
            "state": one.country,
            "authority": one.authority or "",
            "reference": one.reference,
            "date": _written(one.sent_on),
        }
        for one in others
    )
    source = _("certificates of the case")
    yield "g_other_states", Answer(rows, "record", source)
    if not others:
        return
    yield "g_reasons_text", Answer(records.on_file.several_reason, "record", records.requested)
    yield (
        "g_values_per_state",
        Answer(_values(records, others), "derived", _("values of the assets")),
    )
    held = tuple(
        {"state": state, "held": here.display(), "paid": paid.display()}
        for total in records.on_file.totals
        for state, here, paid in total.by_state
    )
    yield "g_held_per_state", Answer(held, "record", _("answers of the States"))


def _values(records: CaseRecords, others: list[RequestFacts]) -> tuple[dict[str, object], ...]:
    """The last values of the assets that are asked for in each State, where all have one."""
    found: list[dict[str, object]] = []
    for one in (records.request, *others):
        assets = [asset for asset in records.file.assets if asset.reference in one.assets]
        values = [asset.value for asset in assets if asset.value is not None]
        if not values or len(values) < len(assets) or len({v.currency for v in values}) > 1:
            continue
        total = Money.total(values, values[0].currency)
        found.append({"state": one.country, "amount": total.display()})
    return tuple(found)


def earlier(records: CaseRecords) -> Found:
    """H of the freezing, E of the confiscation certificate: what went to that State before."""
    request = records.request
    sent = [
        one
        for one in records.file.requests
        if one.reference != request.reference
        and not one.is_inbound
        and one.country == request.country
        and one.sent_on is not None
        and one.form.startswith(_FORMAL)
        and is_live(one)
    ]
    rows = tuple(
        {
            "type": one.form,
            "date": _written(one.made_on or one.sent_on),
            "authority": one.authority or one.country,
            "our_reference": one.reference,
            "their_references": one.result or "",
        }
        for one in sent
    )
    source = _("requests of the case")
    yield "h_earlier_orders", Answer(rows, "record", source)
    orders = {order.reference: order for order in records.file.orders}
    frozen = tuple(
        {
            "date": _written(_issued(one, records)),
            "sent_on": _written(one.sent_on),
            "authority": one.authority or one.country,
            "our_reference": ", ".join(
                [
                    one.reference,
                    *(orders[name].number or name for name in one.orders if name in orders),
                ]
            ),
            "their_references": one.result or "",
        }
        for one in sent
        if one.form == FREEZING and set(one.assets) & set(request.assets)
    )
    yield "e_earlier_freezing_orders", Answer(frozen, "record", source)


def _issued(request: RequestFacts, records: CaseRecords) -> date | None:
    """The day of the order on which an earlier certificate rests, else of the certificate."""
    days = [one.made_on for one in records.file.orders if one.reference in request.orders]
    return next((day for day in days if day is not None), request.made_on)


def _written(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def victims(records: CaseRecords) -> Found:
    """K of the freezing, J of the confiscation certificate: orders for victims, open claims."""
    file, assets = records.file, set(records.request.assets)
    decided = [
        one
        for one in file.orders
        if one.kind in _FOR_VICTIMS and (not one.assets or assets & set(one.assets))
    ]
    waiting = [one for one in file.victim_lists if one.open_count and one.claimed]
    if waiting:
        names = ", ".join(one.reference for one in waiting)
        yield (
            "k_demand_pending",
            Answer("yes", "derived", _("victims of {lists}").format(lists=names)),
        )
    if len(decided) != 1:
        if waiting and not decided:
            yield "j1_victim_outcome", Answer(("pending",), "derived", _("victims of the case"))
        return
    order = decided[0]
    source = _("order {reference}").format(reference=order.reference)
    yield "k_decision_issued", Answer("yes", "record", source)
    outcome = "sum" if order.amount is not None else "property"
    yield "j1_victim_outcome", Answer((outcome,), "record", source)
    yield "j1_sum", Answer(order.amount, "record", source)
    covered = ", ".join(order.assets)
    yield "j1_other_property", Answer(covered, "record", source)
    for prefix, property_key in (("k_decision", "k_property"), ("j2", "j2_property")):
        yield f"{prefix}_authority", Answer(order.authority, "record", source)
        yield f"{prefix}_date", Answer(order.made_on, "record", source)
        yield f"{prefix}_reference", Answer(order.number or order.reference, "record", source)
        yield property_key, Answer(covered, "record", source)
    yield "j2_date_final", Answer(order.final_on, "record", source)


def attachments(records: CaseRecords) -> Found:
    """P and N: documents of the certificate and of its orders, with their hashes."""
    named = {records.request.reference, *records.request.orders}
    rows = tuple(
        {
            "number": str(number),
            "title": one.title,
            "document_type": one.kind.replace("_", " "),
            "document_date": _written(one.on),
            "language": one.language or "",
            "is_translation": True if "transl" in one.kind else "",
            "sha256": one.hash,
        }
        for number, one in enumerate(
            (
                one
                for one in records.file.documents
                if one.record in named and may_go_on(records, one)
            ),
            start=1,
        )
    )
    texts = [str(row["title"]) for row in rows if row["is_translation"]]
    yield "translation", Answer("; ".join(texts), "record", _("documents of the request"))
    kept = tuple({key: value for key, value in row.items() if value} for row in rows)
    source = _("documents of the request and its orders")
    for key in ("p_attachments", "n_attachments"):
        yield key, Answer(kept, "record", source)
