"""What the record answers of the notices of the issuing State: EU-04a to EU-04i."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from asset_recovery.domain.case_file import (
    AbroadFacts,
    CaseFile,
    EventFacts,
    OrderFacts,
    PartyFacts,
    RequestFacts,
)
from asset_recovery.domain.code_lists import label
from asset_recovery.domain.countries import country_name
from asset_recovery.domain.debt_facts import DebtLineFacts
from asset_recovery.domain.money import Money
from asset_recovery.forms.answers import Answer
from asset_recovery.forms.case_records import CaseRecords
from asset_recovery.forms.checks.eu_persons import interested
from asset_recovery.forms.prefill_blocks import state_text
from asset_recovery.forms.prefill_notice_parts import (
    Found,
    assets_of,
    full,
    iso,
    left_of_order,
    names_with_substitutes,
    notice_of,
    of,
    shown,
    six_weeks,
    together,
)
from asset_recovery.i18n import _

_ENDS = {"lifted": "lifted", "annulled": "not_valid", "expired": "not_executable"}
_OUR_LIMIT_ANSWERS = {"limit_agreed": "agree", "limit_refused": "refuse"}
_FOR_VICTIMS = ("restitution", "compensation")
_DAMAGES = ("damages", "compensation")
_ENDINGS = ("lift_order", "decide_challenge", "record_lapse")


def _orders(records: CaseRecords, parent: RequestFacts) -> list[OrderFacts]:
    """The orders on which the certificate rests."""
    return [one for one in records.file.orders if one.reference in parent.orders]


def withdrawn(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-04a."""
    told = parent.story.notice("withdrawn", ours=True)
    ended = [one for one in _orders(records, parent) if one.state in _ENDS]
    details = ""
    if ended:
        last = ended[-1]
        source = _("order {reference}").format(reference=last.reference)
        newer = _replacing(records, last)
        reason = "replaced" if newer is not None else _ENDS[last.state]
        yield "withdrawal_reason", Answer(reason, "record", source)
        if newer is not None:
            text = f"{newer.number or newer.reference}, {newer.authority}"
            yield "replaced_by", Answer(text, "record", source)
        details = "\n".join(
            f"{one.on.isoformat()}: {one.title}" + (f", {one.detail}" if one.detail else "")
            for one in _end_events(records.file, last)
        )
    if told is not None:
        source = notice_of(told)
        yield "withdrawn_on", Answer(told.on, "record", source)
        yield "withdrawal_details", Answer(told.reasons or details, "record", source)
        return
    if parent.state == "withdrawn":
        day = parent.story.withdrawn_on or parent.story.ended_on
        yield "withdrawn_on", Answer(day, "record", of(parent))
    if ended:
        source = _("end of the order {order}").format(order=ended[-1].reference)
        days = [one.on for one in _end_events(records.file, ended[-1])]
        if parent.state != "withdrawn":
            yield "withdrawn_on", Answer(max(days, default=None), "record", source)
        yield "withdrawal_details", Answer(details, "record", source)


def _replacing(records: CaseRecords, order: OrderFacts) -> OrderFacts | None:
    """An order of the same kind on the same assets that was given since and stands."""
    return next(
        (
            one
            for one in records.file.orders
            if one.reference != order.reference
            and one.kind == order.kind
            and set(one.assets) & set(order.assets)
            and one.made_on is not None
            and order.made_on is not None
            and one.made_on > order.made_on
            and one.state not in _ENDS
        ),
        None,
    )


def _end_events(file: CaseFile, order: OrderFacts) -> list[EventFacts]:
    """What ended the order, as it was recorded."""
    return [
        one
        for one in file.events
        if one.action in _ENDINGS and one.order == order.reference and one.state == "in_effect"
    ]


def over_recovery(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-04b: what each State holds and has paid of the order; whether that is too much."""
    told = parent.story.notice("over_recovery_risk", ours=True)
    total = parent.totals[0] if parent.totals else None
    exceeds = total is not None and total.left is not None and total.left.is_negative
    if exceeds and total is not None:
        source = _("amounts of all States on the order {order}").format(order=total.order)
        yield "over_recovery", Answer("risk", "derived", source)
    elif told is not None:
        # The risk that was told of has ended once the sums are known and fit the order again.
        is_over = total is not None and told.on < _newest_answer(records, parent)
        kind = "ended" if is_over else "risk"
        yield "over_recovery", Answer(kind, "record", notice_of(told))
    if total is None:
        return
    source = _("amounts of all States on the order {order}").format(order=total.order)
    yield "order_amount", Answer(total.amount, "record", source)
    codes = {country_name(one.country): one.country for one in records.file.requests}
    rows = tuple(
        full(state=codes.get(state, state), held=shown(held), received=shown(received))
        for state, held, received in total.by_state
    )
    yield "amounts_per_state", Answer(rows, "record", source)
    yield "remaining_amount", Answer(total.left, "derived", source)


def _newest_answer(records: CaseRecords, parent: RequestFacts) -> date:
    """The last day on which any State answered on these orders."""
    days = [
        on
        for one in records.file.requests
        if not one.is_inbound and set(one.orders) & set(parent.orders)
        for on, _kind in one.story.answers
    ]
    return max(days, default=date.min)


def executed_elsewhere(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-04c: as it was told, else what another State has paid or confiscated on the order."""
    others = list(_executed(records, parent))
    states = {one.country for one, _line in others}
    told = parent.story.notice("executed_elsewhere", ours=True)
    if told is not None:
        yield "executed_amount", Answer(told.amount, "record", notice_of(told))
        yield "executed_on", Answer(told.on, "record", notice_of(told))
    elif len(states) == 1:
        source = "; ".join(dict.fromkeys(of(one) for one, _line in others))
        amounts = [money for _one, line in others if (money := line.received or line.confirmed)]
        yield "executed_amount", Answer(together(amounts), "record", source)
        days = [day for _one, line in others
                if (day := line.received_on or line.confirmed_on or line.on)]  # fmt: skip
        yield "executed_on", Answer(max(days, default=None), "record", source)
    if len(states) == 1:
        one = others[0][0]
        yield "executed_state", Answer(one.country, "record", of(one))
        items = "\n".join(dict.fromkeys(line.asset for _one, line in others))
        yield "executed_items", Answer(items, "record", of(one))
    if parent.totals:
        yield from left_of_order(parent, "not_yet_executed")


def _executed(
    records: CaseRecords, parent: RequestFacts
) -> Iterator[tuple[RequestFacts, AbroadFacts]]:
    for one in records.file.requests:
        same = set(one.orders) & set(parent.orders)
        if one.is_inbound or one.country == parent.country or not same:
            continue
        for line in one.abroad:
            if line.received is not None or line.outcome == "confiscated":
                yield one, line


def paid(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-04d: the payment that was told, else the last one that came in on the order here."""
    told = parent.story.notice("payment_received", ours=True)
    payments = sorted(_payments(records, parent), key=lambda one: one[1].on)
    if told is not None:
        yield "payment_amount", Answer(told.amount, "record", notice_of(told))
        same = [one for one in payments if one[1].amount == told.amount]
        day = same[-1][1].on if same else told.on
        yield "payment_date", Answer(day, "record", notice_of(told))
        payments = same
    if payments:
        order, line = payments[-1]
        source = _("account of the order {order}").format(order=order)
        if told is None:
            yield "payment_amount", Answer(line.amount, "record", source)
            yield "payment_date", Answer(line.on, "record", source)
        yield "payer", Answer(_name_of(records.file, line.source), "record", source)
    if parent.totals:
        yield from left_of_order(parent, "remaining_amount")
    elif len(left := _outstanding(records, parent)) == 1:
        source = _("account of the order {order}").format(order=left[0][0])
        yield "remaining_amount", Answer(left[0][1], "derived", source)


def _payments(records: CaseRecords, parent: RequestFacts) -> Iterator[tuple[str, DebtLineFacts]]:
    """Payments on the value orders of the certificate, each with its order."""
    for order in _orders(records, parent):
        for line in order.debt.lines if order.debt is not None else ():
            if line.what == "application" and line.amount is not None:
                yield order.reference, line


def _outstanding(records: CaseRecords, parent: RequestFacts) -> list[tuple[str, Money]]:
    return [
        (order.reference, order.debt.outstanding)
        for order in _orders(records, parent)
        if order.debt is not None
    ]


def _name_of(file: CaseFile, given: str) -> str:
    """The name of a party that is given by its reference; anything else as it stands."""
    return next((one.name for one in file.parties if one.reference == given), given)


def open_to_persons(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-04e: as told; else from the day on which the order was served on whom it is against."""
    told = parent.story.notice("confidentiality_ended", ours=True)
    if told is not None:
        yield "inform_from", Answer(told.until or told.on, "record", notice_of(told))
        return
    served = [
        (on, order.reference) for order in _orders(records, parent) for _who, on in order.served
    ]
    if served:
        on, order = min(served)
        source = _("service of the order {order}").format(order=order)
        yield "inform_from", Answer(on, "record", source)


def victim(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-04f: the decision as it was told; what it leaves open, of the order for the victim."""
    told = parent.story.notice("victim_decision", ours=True)
    said = dict(told.victim) if told is not None else {}
    assets = names_with_substitutes(records, parent)
    orders = [
        one
        for one in records.file.orders
        if one.kind in _FOR_VICTIMS and (not one.assets or assets & set(one.assets))
    ]
    given = said.get("reference")
    fitting = [one for one in orders if given in (one.reference, one.number)] or orders
    order = fitting[0] if len(fitting) == 1 else None
    if order is not None:
        yield from _of_order(order, said)
    if told is not None:
        yield from _as_told(said, notice_of(told))
    elif order is None and any(one.claimed and one.open_count for one in records.file.victim_lists):
        yield "victim_outcome", Answer("pending", "record", _("victims of the case"))
    yield from _who(records, str(said.get("to") or ""), decided=bool(said or order))
    yield from _rights_of_others(records, parent)


def _of_order(order: OrderFacts, said: Mapping[str, object]) -> Found:
    source = _("order {reference}").format(reference=order.reference)
    yield "victim_outcome", Answer(order.kind, "record", source)
    yield "victim_authority", Answer(order.authority, "record", source)
    yield "victim_decision_date", Answer(order.made_on, "record", source)
    yield "victim_date_final", Answer(order.final_on, "record", source)
    yield "victim_reference", Answer(order.number or order.reference, "record", source)
    if "amount" not in said:
        yield "victim_amount", Answer(order.amount, "record", source)
    yield "victim_property", Answer(", ".join(order.assets), "record", source)


def _as_told(said: Mapping[str, object], source: str) -> Found:
    yield "victim_outcome", Answer(str(said.get("kind") or ""), "record", source)
    for key, name in (("victim_reference", "reference"), ("victim_property", "property")):
        if said.get(name):
            yield key, Answer(said[name], "record", source)
    if said.get("on"):
        day = date.fromisoformat(str(said["on"])[:10])
        yield "victim_decision_date", Answer(day, "record", source)
    amount = said.get("amount")
    if isinstance(amount, Mapping):
        yield "victim_amount", Answer(Money.from_json(amount), "record", source)


def _who(records: CaseRecords, named: str, *, decided: bool) -> Found:
    """The victim: as named in the decision; without a name, if the case has one victim alone."""
    victims = [one for one in records.file.parties if "victim" in one.roles]
    found = _party(victims, named) if named else victims[0] if len(victims) == 1 else None
    if not decided or (found is None and not named):
        return
    source = _("parties of the case")
    yield "victim_name", Answer(found.name if found is not None else named, "record", source)
    if found is not None:
        address = found.address or state_text(found.country)
        yield "victim_address", Answer(address, "record", source)


def _party(parties: list[PartyFacts], named: str) -> PartyFacts | None:
    return next((one for one in parties if named in (one.reference, one.name)), None)


def _rights_of_others(records: CaseRecords, parent: RequestFacts) -> Found:
    """Claims on the property, and who else stands to lose."""
    file, assets = records.file, names_with_substitutes(records, parent)
    claims = [one for one in file.claims if one.asset in assets and one.decided_on is None]
    contested = "\n".join(
        ", ".join(part for part in (
            _name_of(file, one.party), one.asset, one.extent, one.basis or "") if part)
        for one in claims
    )  # fmt: skip
    yield "title_contested", Answer(contested, "record", _("claims on file"))
    known = interested(file, tuple(one.reference for one in assets_of(records, parent)))
    victims = {one.name for one in file.parties if "victim" in one.roles}
    lines = [f"{name}: {what}" for name, what in known.items() if name not in victims]
    source = _("parties, claims and assets")
    yield "prejudiced_rights", Answer("\n".join(lines), "record", source)


def persons(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-04g: everybody with an interest in the property, each with what it rests on."""
    file = records.file
    known = interested(file, tuple(one.reference for one in assets_of(records, parent)))
    claims = {_name_of(file, one.party): one for one in file.claims if one.asset in parent.assets}
    parties = {one.name: one for one in file.parties}
    rows = []
    for name, grounds in known.items():
        party, claim = parties.get(name), claims.get(name)
        told = grounds
        if claim is not None:
            parts = (claim.basis or "", claim.extent, label("claim_outcomes", claim.state)
                     if claim.decided_on else "")  # fmt: skip
            told = "; ".join([grounds, *(part for part in parts if part)])
        rows.append(
            full(
                name=name,
                born=(party.born or "") if party else "",
                nationality=(party.nationality or party.country or "") if party else "",
                location=(party.address or "") if party else "",
                claim=told,
            )
        )
    yield "affected_persons", Answer(tuple(rows), "record", _("parties and claims of the case"))


def limit_answered(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-04h."""
    limit = parent.story.limit
    if limit is None:
        return
    asked = notice_of(parent.story.notice("limit_asked", ours=False)) or of(parent)
    yield "limit_asked_on", Answer(limit.asked_on, "record", asked)
    yield from six_weeks(parent, "answer_due_on")
    if limit.answer:
        told = parent.story.notice(limit.answer, ours=True)
        source = notice_of(told)
        yield "limit_answer", Answer(_OUR_LIMIT_ANSWERS.get(limit.answer), "record", source)
        agreed = told.until if told is not None and told.until is not None else limit.until
        yield "limit_end", Answer(agreed, "record", source or asked)
        if told is not None:
            yield "limit_refusal_reasons", Answer(told.reasons, "record", source)


def damages(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-04i: damages and compensation that the office paid on the assets of the certificate."""
    names = names_with_substitutes(records, parent)
    owed = [
        one
        for one in records.file.liabilities
        if one.asset in names and one.kind in _DAMAGES and one.paid and not one.paid.is_zero
    ]
    source = _("liabilities {references}").format(
        references=", ".join(one.reference for one in owed)
    )
    judgment = "; ".join(
        ", ".join(part for part in (one.reference, one.party, iso(one.on)) if part) for one in owed
    )
    yield "judgment", Answer(judgment, "record", source)
    amounts = [one.paid for one in owed if one.paid is not None]
    yield "damages_amount", Answer(together(amounts), "record", source)
    cause = "\n".join(dict.fromkeys(one.basis for one in owed if one.basis))
    yield "damages_cause", Answer(cause, "record", source)
