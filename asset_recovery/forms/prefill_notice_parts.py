"""Parts that every paper on an earlier request shares: references, results, costs, amounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from asset_recovery.domain.case_file import AssetFacts, PostingFacts, RequestFacts
from asset_recovery.domain.code_lists import code_list, label
from asset_recovery.domain.money import Money
from asset_recovery.domain.request_story_facts import (
    OrderDecisionFacts,
    ResultFacts,
    StateNoticeFacts,
)
from asset_recovery.forms.answers import Answer
from asset_recovery.forms.case_records import CaseRecords
from asset_recovery.forms.prefill_tables import Row, asset_row
from asset_recovery.i18n import _

Found = Iterator[tuple[str, Answer]]
METHODS = frozenset(["registered_post", "courier", "secure_email", "e_codex", "fax", "diplomatic"])


def of(parent: RequestFacts) -> str:
    """How provenance names the request that the paper belongs to."""
    return _("request {reference}").format(reference=parent.reference)


def references(records: CaseRecords, parent: RequestFacts) -> Found:
    """Both references, the addressee and the day, for every paper on an earlier request."""
    source = of(parent)
    yield "our_reference", Answer(parent.reference, "record", source)
    yield "parent_reference", Answer(parent.reference, "record", source)
    yield "their_reference", Answer(parent.result, "record", source)
    addressee = _addressed(records, parent)
    if addressee is not None:
        yield "addressee", addressee
    day = records.request.made_on
    for key in ("notice_date", "answer_date", "supplement_date", "consultation_date"):
        yield key, Answer(day, "record", records.requested)


def _addressed(records: CaseRecords, parent: RequestFacts) -> Answer | None:
    """Who was addressed, or asks us: as recorded, else as written in the request itself, else
    the authority that the sheet of the State names."""
    if parent.authority:
        given = {"name": parent.authority, "country": parent.country}
        return Answer(given, "record", of(parent))
    for key in ("executing_authority", "requested_central_authority"):
        typed = parent.fields.get(key)
        name = typed.get("name") if isinstance(typed, Mapping) else typed
        if name:
            return Answer({"name": str(name), "country": parent.country}, "record", of(parent))
    foreign = records.file.foreign
    sheet = foreign.sheet(parent.country)
    known = foreign.authority(parent.addressee) or (
        foreign.authority(sheet.authority) if sheet is not None else None
    )
    if known is None:
        return None
    source = _("directory of authorities, {reference}").format(reference=known.reference)
    return Answer(known.parts(), "record", source)


def certificate(records: CaseRecords, parent: RequestFacts) -> Found:
    """The certificate's reference is the sender's; the way of sending that served before."""
    reference = parent.result if parent.is_inbound else parent.reference
    yield "certificate_reference", Answer(reference, "record", of(parent))
    if parent.story.channel in METHODS:
        yield "method", Answer(parent.story.channel, "record", of(parent))


def answer_of(on: date) -> str:
    """How provenance names one of our answers."""
    return _("our answer of {day}").format(day=on.isoformat())


def notice_of(notice: StateNoticeFacts | None) -> str:
    """How provenance names a notice between the two States."""
    if notice is None:
        return ""
    text = _("our notice of {day}") if notice.ours else _("their notice of {day}")
    return text.format(day=notice.on.isoformat())


def iso(day: date | None) -> str:
    """A day for the cell of a table."""
    return "" if day is None else day.isoformat()


def full(**cells: object) -> Row:
    """A row without its empty cells."""
    return {key: value for key, value in cells.items() if value not in ("", None)}


def assets_of(records: CaseRecords, parent: RequestFacts) -> list[AssetFacts]:
    """The assets of the earlier request that are on file; where it names none, of its orders."""
    named = set(parent.assets)
    if not named:
        orders = their_orders(parent) | set(parent.orders)
        named = {
            name for one in records.file.orders if one.reference in orders for name in one.assets
        }
    return [one for one in records.file.assets if one.reference in named]


def names_with_substitutes(records: CaseRecords, parent: RequestFacts) -> set[str]:
    """The references of these assets and of what stands in their place since they were sold."""
    assets = assets_of(records, parent)
    return {one.reference for one in assets} | {
        one.replaced_by for one in assets if one.replaced_by
    }


def property_row(asset: AssetFacts, **more: object) -> Row:
    """An asset of the request as a row: what and where it is, with the cells given beside."""
    row = asset_row(asset)
    kept: Row = {}
    for key in ("reference", "description", "location"):
        if key in row:
            kept[key] = row[key]
    return {**kept, **full(**more)}


def latest_results(parent: RequestFacts) -> dict[str, tuple[date, ResultFacts]]:
    """What was last reported of each asset, with its day."""
    return {
        result.asset: (reply.on, result)
        for reply in sorted(parent.story.replies, key=lambda one: one.on)
        for result in reply.results
    }


def outcome(result: ResultFacts | None) -> str:
    """The result in words."""
    return label("execution_outcomes", result.outcome) if result else ""


def shown(money: Money | None) -> str:
    """An amount for the cell of a table."""
    return "" if money is None else money.display()


def together(amounts: list[Money]) -> Money | None:
    """The sum of amounts of one currency, else None."""
    if not amounts or len({one.currency for one in amounts}) > 1:
        return None
    total = amounts[0]
    for one in amounts[1:]:
        total += one
    return total


def costs_of(records: CaseRecords, parent: RequestFacts) -> list[tuple[Row, Money]]:
    """Costs of the assets of the request as they were posted, each as a row with its amount."""
    names = names_with_substitutes(records, parent)
    return [
        (
            full(
                item=label("cost_categories", one.category)
                if one.category in code_list("cost_categories").codes
                else one.category.replace("_", " "),
                date=one.on.isoformat(),
                payee=one.counterparty,
                amount=one.amount,
            ),
            one.amount,
        )
        for one in costs_that_count(records, names)
    ]


def costs_that_count(records: CaseRecords, assets: set[str]) -> list[PostingFacts]:
    """The costs of these assets without what was corrected and without the corrections."""
    lines = [one for one in records.file.postings if one.asset in assets]
    corrections = {one.reversed_by for one in lines if one.reversed_by}
    return [
        one
        for one in lines
        if one.direction == "cost" and not one.reversed_by and one.reference not in corrections
    ]


def until_text(day: date | None) -> str:
    """An end in words; empty where none is known."""
    return "" if day is None else _("until {day}").format(day=day.isoformat())


def their_orders(parent: RequestFacts) -> set[str]:
    """The references of the orders that came with the request."""
    return {one.order for one in parent.story.decisions}


def order_source(decision: OrderDecisionFacts) -> str:
    """How provenance names the decision on an order."""
    return _("decision on the order {order}").format(order=decision.order)


def left_of_order(parent: RequestFacts, key: str) -> Found:
    """What all States have left of the order of one of our requests."""
    total = parent.totals[0]
    source = _("amounts of all States on the order {order}").format(order=total.order)
    yield key, Answer(total.left, "derived", source)


def six_weeks(parent: RequestFacts, key: str) -> Found:
    """The day on which the six weeks for the answer to a limit end."""
    clock = next((one for one in parent.clocks if one.code == "silence"), None)
    if clock is not None:
        source = _("terms of {request}").format(request=of(parent))
        yield key, Answer(clock.due, "derived", source)


def consultation_rows(parent: RequestFacts) -> tuple[Row, ...]:
    """What the other State was consulted on, with its replies, and before which refusal."""
    known = {one.on for one in parent.story.consultations if one.subject == "refusal"}
    before = {one.consulted_on for one in parent.story.decisions if one.consulted_on} - known
    refusal = label("consultation_subjects", "refusal")
    asked = [full(date=on.isoformat(), subject=refusal) for on in sorted(before)]
    asked += [
        full(
            date=one.on.isoformat(),
            subject=label("consultation_subjects", one.subject),
            reply=label("state_notices", one.reply) if one.reply else "",
            replied_on=iso(one.replied_on),
        )
        for one in parent.story.consultations
    ]
    return tuple(sorted(asked, key=lambda row: str(row["date"])))
