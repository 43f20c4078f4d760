"""What the case answers of the certificates under Regulation (EU) 2018/1805.

Keys that only one of the two certificates has are left out of the other by the filling itself.
Nothing is ticked that no record says: a listed offence only where its number and a sufficient
maximum penalty are recorded; urgency, alternative measures and the
reasons for several States are for a person.
"""

from __future__ import annotations

from collections.abc import Iterator

from asset_recovery.domain.case_file import AssetFacts, OrderFacts
from asset_recovery.domain.money import Money
from asset_recovery.forms.answers import Answer
from asset_recovery.forms.bound_states import languages_of
from asset_recovery.forms.case_records import CaseRecords
from asset_recovery.forms.prefill_eu_links import attachments, coordination, earlier, victims
from asset_recovery.forms.prefill_eu_people import persons, third_parties
from asset_recovery.forms.prefill_offences import listed_offences
from asset_recovery.forms.prefill_tables import asset_row
from asset_recovery.i18n import _

Found = Iterator[tuple[str, Answer]]
_CONFISCATION = "confiscation"
_GROUNDS = {
    "PRO": "proceeds",
    "TRF": "proceeds",
    "MIX": "proceeds",
    "INC": "proceeds",
    "LAU": "proceeds",
    "VAL": "proceeds",
    "INS": "instrumentalities",
    "EXT": "directive_powers",
    "3P": "directive_powers",
    "NCB": "other_powers",
}
_LISTED_ONE_BY_ONE = 5
_PRESENCE = {True: "not_appeared", False: "appeared"}


def steps(records: CaseRecords) -> Found:
    """Every answer of the records, by field key."""
    for step in (
        _authorities,
        _order,
        persons,
        third_parties,
        _subject,
        _amounts,
        _items,
        _accounts,
        _grounds,
        _trial,
        coordination,
        earlier,
        victims,
        _payment,
        attachments,
        _own_record,
    ):
        yield from step(records)


def _authorities(records: CaseRecords) -> Found:
    office, request = records.file.office, records.request
    facts = _("facts of the office")
    yield "issuing_state", Answer(office.country, "record", facts)
    yield "executing_state", Answer(request.country, "record", records.requested)
    if request.authority:
        addressed = {"name": request.authority, "country": request.country}
        yield "executing_authority", Answer(addressed, "record", records.requested)
    contact = "\n".join(part for part in (office.name, office.address, office.contact) if part)
    for key in ("m_alternative_contact", "k_alternative_contact"):
        yield key, Answer(contact, "record", facts)
    order = _order_of(records)
    if order is None:
        return
    source = _named(order)
    authority = {"name": order.authority, "country": order.country or office.country}
    yield "issuing_authority", Answer(authority, "record", source)
    known = {**authority, "file_number": order.number or ""}
    kept = {key: text for key, text in known.items() if text}
    yield "m_authority", Answer(kept, "record", source)
    yield "k_authority", Answer(kept, "record", source)
    yield "b_issuing_court", Answer(authority, "record", source)


def _order_of(records: CaseRecords) -> OrderFacts | None:
    """The one order on which the certificate rests: of its kind where several are named."""
    orders = records.orders
    if len(orders) > 1:
        is_confiscation = records.request.form.startswith("EU-02")
        orders = tuple(
            one for one in orders if one.kind.startswith(_CONFISCATION) == is_confiscation
        )
    return orders[0] if len(orders) == 1 else None


def _named(order: OrderFacts) -> str:
    return _("order {reference}").format(reference=order.reference)


def _order(records: CaseRecords) -> Found:
    order = _order_of(records)
    if order is None:
        return
    source = _named(order)
    yield "b_order_reference", Answer(order.number or order.reference, "record", source)
    yield "b_date_issued", Answer(order.made_on, "record", source)
    yield "b_date_final", Answer(order.final_on, "record", source)
    yield "e1_freezing_grounds", Answer(order.reasons, "record", source)


def _assets(records: CaseRecords) -> tuple[AssetFacts, ...]:
    """The assets of the certificate; without any, those of its order in the executing State."""
    file, request = records.file, records.request
    if request.assets:
        return tuple(one for one in file.assets if one.reference in request.assets)
    named = {asset for order in records.orders for asset in order.assets}
    return tuple(
        one for one in file.assets if one.reference in named and one.country == request.country
    )


def _subject(records: CaseRecords) -> Found:
    order, assets = _order_of(records), _assets(records)
    grounds = {ground for one in assets for ground in one.grounds}
    codes, stated = [], ""
    if "VAL" in grounds:
        codes.append("equivalent")
        stated = "sum" if order is not None and order.amount is not None else "items"
    elif order is not None and order.amount is not None:
        codes.append("money")
    elif assets:
        codes.append("item")
    source = _("order and assets of the request")
    for key in ("d_order_subject", "d2_order_subject"):
        yield key, Answer(tuple(codes), "derived", source)
    yield "d_equivalent_as", Answer(stated, "derived", source)
    boxes = tuple(dict.fromkeys(_GROUNDS[one] for one in sorted(grounds) if one in _GROUNDS))
    source = _("grounds of the assets of the request")
    yield "d1_confiscation_ground", Answer(boxes, "derived", source)


def _amounts(records: CaseRecords) -> Found:
    order = _order_of(records)
    if order is None or order.amount is None:
        return
    yield "d_amount_total", Answer(order.amount, "record", _named(order))
    left = _left(records, order, order.amount)
    if left == order.amount:
        yield "d_amount_for_execution", Answer(order.amount, "record", _named(order))
        return
    source = _("{order}, less what was paid on it and what all States hold")
    source = source.format(order=_named(order))
    yield "d_amount_for_execution", Answer(left, "derived", source)


def _left(records: CaseRecords, order: OrderFacts, amount: Money) -> Money:
    """What is still to be executed of the sum of an order, never below zero."""
    known = [one.left for one in records.on_file.totals if one.order == order.reference]
    if order.debt is not None and order.debt.lines:
        known.append(order.debt.lines[-1].principal_left)
    same = [one for one in known if one is not None and one.currency == amount.currency]
    return max(min([amount, *same]), Money.zero(amount.currency))


def _items(records: CaseRecords) -> Found:
    assets = _assets(records)
    rows = tuple(item_row(one) for one in assets)
    source = _("assets named in the request")
    for key in ("d3_item_description", "d4_item_description"):
        yield key, Answer(rows, "record", source)
    grounds = []
    if any(one.country == records.request.country for one in assets):
        grounds.append("located")
    for key in ("d3_transmission_ground", "d4_transmission_ground"):
        yield key, Answer(tuple(grounds), "derived", source)
    if assets and all(one.location for one in assets):
        place = _("As stated for each item in the table above.")
        if len(assets) <= _LISTED_ONE_BY_ONE:
            place = "\n".join(f"{one.reference}: {one.location}" for one in assets)
        # In the confiscation certificate point 3 is about money and point 4 about items.
        key = "d4_location" if records.request.form.startswith("EU-02") else "d3_location"
        yield key, Answer(place, "record", source)


def item_row(asset: AssetFacts) -> dict[str, object]:
    """An asset as the table of items shows it."""
    wanted = (
        "reference",
        "description",
        "location",
        "registered_owner",
        "estimated_value",
    )
    row = asset_row(asset)
    found = {key: row[key] for key in wanted if key in row}
    cultural = asset.details_given.get("is_cultural_object", asset.details_given.get("cultural"))
    return {**found, "is_cultural_object": cultural} if cultural else found


def _accounts(records: CaseRecords) -> Found:
    rows = []
    for asset in _assets(records):
        known = dict(asset.identifiers)
        number = known.get("iban") or known.get("account_number") or known.get("account")
        if not number:
            continue
        row: dict[str, object] = {
            "account_number": number,
            "bic": known.get("bic", ""),
            "bank": str(asset.details_given.get("bank") or ""),
            "holder": asset.owner or "",
            "beneficial_owner": asset.beneficial_owner or "",
        }
        rows.append({key: value for key, value in row.items() if value})
    for key in ("d2_bank_accounts", "d3_bank_accounts"):
        yield key, Answer(tuple(rows), "record", _("assets named in the request"))


def _grounds(records: CaseRecords) -> Found:
    case, latest = records.file.case, records.proceeding
    for key in ("e1_facts", "f1_facts_and_reasons"):
        yield key, Answer(case.summary, "record", records.case)
    if latest is not None:
        stage = latest.stage or latest.kind.replace("_", " ").capitalize()
        told = _("{stage}, {authority}, {reference}, since {day}").format(
            stage=stage,
            authority=latest.authority,
            reference=latest.reference,
            day=latest.on.isoformat(),
        )
        source = _("proceeding {reference}").format(reference=latest.reference or latest.kind)
        yield "e1_stage", Answer(told, "record", source)
    yield from listed_offences(records)
    yield "f_confidentiality", Answer(records.request.confidentiality, "record", records.requested)


def _trial(records: CaseRecords) -> Found:
    """Presence at the trial, where a conviction was recorded that says it."""
    found = [one for one in records.file.proceedings if one.kind == "conviction"]
    latest = max(found, key=lambda one: one.on, default=None)
    if latest is None or latest.in_absentia is None:
        return
    source = _("proceeding {reference}").format(reference=latest.reference)
    yield "h_presence_at_trial", Answer(_PRESENCE[latest.in_absentia], "record", source)


def _payment(records: CaseRecords) -> Found:
    office, source = records.file.office, _("facts of the office")
    yield "m_iban", Answer(office.payment_iban, "record", source)
    yield "m_bic", Answer(office.payment_bic, "record", source)
    yield "m_account_holder", Answer(office.payment_holder, "record", source)


def _own_record(records: CaseRecords) -> Found:
    sheet = records.file.foreign.sheet(records.request.country)
    if sheet is not None:
        lines = sheet.lines_of("R1805")
        wanted = next((one.order_copy for one in lines if one.order_copy is not None), None)
        wanted = sheet.order_copy if wanted is None else wanted
        source = _("sheet of {state}").format(state=sheet.country)
        if wanted is not None:
            yield "order_copy_declared", Answer("yes" if wanted else "no", "record", source)
        if sheet.languages:
            yield "accepted_languages", Answer(", ".join(sheet.languages), "record", source)
            return
    languages = ", ".join(languages_of(records.request.form, records.request.country))
    source = _("official languages of the executing State")
    yield "accepted_languages", Answer(languages, "derived", source)
