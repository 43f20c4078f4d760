"""What the record of a certificate already answers of the notices on it (EU-03, EU-04).

Whatever was recorded of the certificate — decisions on its orders, our answers, consultations,
notices of either side — stands in the notice as it was recorded; what no record says stays open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from asset_recovery.domain.case_file import AssetFacts, RequestFacts
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
Part = Callable[[CaseRecords, RequestFacts], Found]
METHODS = frozenset(["registered_post", "courier", "secure_email", "e_codex", "fax", "diplomatic"])
_DECISION_CLOCKS = ("recognition_urgent", "confiscation_recognition")
_LIMIT_ANSWERS = {"limit_agreed": "agreed", "limit_refused": "refused"}
_OUR_LIMIT_ANSWERS = {"limit_agreed": "agree", "limit_refused": "refuse"}
_ENDS = {"lifted": "lifted", "annulled": "not_valid", "expired": "not_executable"}


def steps(records: CaseRecords) -> Found:
    """References and addressee, and what the notice of this letter repeats from the record."""
    parent = records.parent
    if parent is None:
        return
    yield from references(records, parent)
    yield from certificate(records, parent)
    part = NOTICES.get(records.request.form)
    if part is not None:
        yield from part(records, parent)


def of(parent: RequestFacts) -> str:
    """How provenance names the request that the paper belongs to."""
    return _("request {reference}").format(reference=parent.reference)


def references(records: CaseRecords, parent: RequestFacts) -> Found:
    """Both references, the addressee and the day, for every paper on an earlier request."""
    source = of(parent)
    yield "our_reference", Answer(parent.reference, "record", source)
    yield "parent_reference", Answer(parent.reference, "record", source)
    yield "their_reference", Answer(parent.result, "record", source)
    if name := _addressed(parent):
        addressee = {"name": name, "country": parent.country}
        yield "addressee", Answer(addressee, "record", source)
    day = records.request.made_on
    for key in ("notice_date", "answer_date", "supplement_date", "consultation_date"):
        yield key, Answer(day, "record", records.requested)


def _addressed(parent: RequestFacts) -> str:
    """Who was addressed, or asks us: as recorded, else as written in the request itself."""
    typed = parent.fields.get("requested_central_authority")
    written = typed.get("name") if isinstance(typed, Mapping) else typed
    return parent.authority or str(written or "")


def certificate(records: CaseRecords, parent: RequestFacts) -> Found:
    """The certificate's reference is the sender's; the way of sending that served before."""
    reference = parent.result if parent.is_inbound else parent.reference
    yield "certificate_reference", Answer(reference, "record", of(parent))
    if parent.story.channel in METHODS:
        yield "method", Answer(parent.story.channel, "record", of(parent))


# --- the executing side ---------------------------------------------------------------------


def _decided(parent: RequestFacts) -> list[OrderDecisionFacts]:
    return [one for one in parent.story.decisions if one.decision in ("recognised", "refused")]


def _order(decision: OrderDecisionFacts) -> str:
    return _("decision on the order {order}").format(order=decision.order)


def _recognition(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-03a."""
    story, source = parent.story, of(parent)
    yield "received_at", Answer(parent.made_on, "record", source)
    decided = _decided(parent)
    reply = story.reply("recognised", "refused")
    if decided:
        words = {one.decision for one in decided}
        decision = "partly" if len(words) > 1 else words.pop()
        last = max(decided, key=lambda one: one.decided_on or date.min)
        told = "; ".join(_order(one) for one in decided)
        yield "decision", Answer(decision, "record", told)
        yield "decided_at", Answer(last.decided_on, "record", _order(last))
        yield "deciding_authority", Answer(last.authority, "record", _order(last))
        grounds = dict.fromkeys(code for one in decided for code in one.grounds)
        yield "ground_codes", Answer(tuple(grounds), "record", told)
        kept = [one for one in decided if one.decision == "recognised"]
        yield "scope_executed", Answer(_scope(kept), "record", told)
    elif reply is not None:
        yield "decision", Answer(reply.kind, "record", answer_of(reply.on))
        yield "decided_at", Answer(reply.on, "record", answer_of(reply.on))
        yield "ground_codes", Answer(reply.grounds, "record", answer_of(reply.on))
    if reply is not None and reply.kind == "refused":
        yield "ground_reasons", Answer(reply.reasons, "record", answer_of(reply.on))
    yield "consultations", Answer(_consultations(parent), "record", source)
    yield "information_asked", Answer(_asked(parent), "record", source)
    clocks = [one for one in parent.clocks if one.code in _DECISION_CLOCKS]
    if clocks:
        late = any(one.state in ("late", "met_late") for one in clocks)
        yield (
            "decided_late",
            Answer(late or None, "derived", _("terms of {request}").format(request=source)),
        )


def answer_of(on: date) -> str:
    """How provenance names one of our answers."""
    return _("our answer of {day}").format(day=on.isoformat())


def _scope(decisions: list[OrderDecisionFacts]) -> str:
    lines = []
    for one in decisions:
        line = f"{label('order_kinds', one.kind)} {one.order}"
        if one.amount is not None:
            line = _("{order}, up to {amount}").format(order=line, amount=one.amount.display())
        lines.append(line)
    return "\n".join(lines)


def _consultations(parent: RequestFacts) -> tuple[Row, ...]:
    return tuple(
        full(
            date=one.on.isoformat(),
            subject=label("consultation_subjects", one.subject),
            reply=label("state_notices", one.reply) if one.reply else "",
            replied_on=iso(one.replied_on),
        )
        for one in parent.story.consultations
    )


def _asked(parent: RequestFacts) -> tuple[Row, ...]:
    """What was found missing, and when the other State supplied it."""
    supplied = sorted(
        one.on for one in parent.story.notices if one.kind == "supplement" and not one.ours
    )
    return tuple(
        full(
            asked_on=one.on.isoformat(),
            what="; ".join(one.missing) or _("completion of the request"),
            reply_by=iso(one.reply_by),
            received_on=iso(next((on for on in supplied if on >= one.on), None)),
        )
        for one in parent.story.checks
        if not one.complete
    )


def iso(day: date | None) -> str:
    """A day for the cell of a table."""
    return "" if day is None else day.isoformat()


def full(**cells: object) -> Row:
    """A row without its empty cells."""
    return {key: value for key, value in cells.items() if value not in ("", None)}


def assets_of(records: CaseRecords, parent: RequestFacts) -> list[AssetFacts]:
    """The assets of the earlier request that are on file."""
    return [one for one in records.file.assets if one.reference in parent.assets]


def _property(asset: AssetFacts, **more: object) -> Row:
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


def _frozen(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-03b."""
    held = [one for one in parent.story.decisions if one.decision == "recognised"]
    numbers = {one.reference: one.number or "" for one in records.file.orders}
    measures = tuple(
        full(
            measure=_("{kind} recognised").format(kind=label("order_kinds", one.kind)),
            date=iso(one.decided_on),
            by=one.authority,
            reference=numbers.get(one.order) or one.order,
        )
        for one in held
    )
    yield "measures", Answer(measures, "record", "; ".join(_order(one) for one in held))
    results = latest_results(parent)
    orders = {one.order for one in held}
    assets = [
        one
        for one in assets_of(records, parent)
        if set(one.orders) & orders
        or (one.reference in results and results[one.reference][1].outcome == "frozen")
    ]
    rows = []
    for one in assets:
        result = results[one.reference][1] if one.reference in results else None
        rows.append(
            _property(
                one,
                outcome=outcome(result) or label("execution_outcomes", "frozen"),
                amount=shown(result.amount) if result else "",
                value=shown(one.value),
                valued_on=iso(one.valued_on),
            )
        )
    yield "property_frozen", Answer(tuple(rows), "record", _("assets held on the order"))
    valued = [one for one in assets if one.value is not None]
    total = together([one.value for one in valued if one.value is not None])
    source = _("valuations of {assets}").format(assets=", ".join(one.reference for one in valued))
    yield "estimated_value", Answer(total, "record", source)
    days = [one.valued_on for one in valued if one.valued_on is not None]
    yield "estimated_value_date", Answer(max(days, default=None), "record", source)
    places = dict.fromkeys(
        records.file.path_of(one.custody_place) for one in assets if one.custody_place
    )
    yield "custodian", Answer("; ".join(str(one) for one in places), "record", _("custody"))
    told = "; ".join(f"{who} ({on.isoformat()})" for on, who in parent.story.informed)
    yield "persons_informed", Answer(told, "record", _("service of the order"))
    rows_of_cost = _costs(records, parent)
    cost = together([amount for _row, amount in rows_of_cost])
    yield "costs_so_far", Answer(cost, "record", _("costs of the assets"))


def _costs(records: CaseRecords, parent: RequestFacts) -> list[tuple[Row, Money]]:
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
        for one in records.file.postings
        if one.asset in parent.assets and one.direction == "cost" and one.reversed_by is None
    ]


def _postponed(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-03c."""
    waiting = [one for one in parent.story.decisions if one.decision == "postponed"]
    reply = parent.story.reply("postponed")
    if waiting:
        last = max(waiting, key=lambda one: one.decided_on or date.min)
        source = _order(last)
        yield "postponement_ground", Answer(next(iter(last.grounds), ""), "record", source)
        yield "postponed_from", Answer(last.decided_on, "record", source)
        yield "expected_duration", Answer(_until(last.postponed_until), "record", source)
        yield "protective_steps", Answer(last.protective_steps, "record", source)
    elif reply is not None:
        source = answer_of(reply.on)
        yield "postponement_ground", Answer(next(iter(reply.grounds), ""), "record", source)
        yield "postponed_from", Answer(reply.on, "record", source)
        yield "expected_duration", Answer(_until(reply.until), "record", source)


def _until(day: date | None) -> str:
    return "" if day is None else _("until {day}").format(day=day.isoformat())


def _impossible(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-03d."""
    reply = parent.story.reply("impossible")
    results = latest_results(parent)
    concerned = {name: found for name, found in results.items() if found[1].ground}
    if reply is not None and reply.grounds:
        source = answer_of(reply.on)
        yield "impossibility_ground", Answer(reply.grounds[0], "record", source)
    elif concerned:
        on, result = max(concerned.values(), key=lambda one: one[0])
        yield "impossibility_ground", Answer(result.ground, "record", answer_of(on))
    rows = tuple(
        full(
            reference=one.reference,
            description=one.description,
            ground=label("impossibility_grounds", concerned[one.reference][1].ground)
            if one.reference in concerned
            else "",
        )
        for one in assets_of(records, parent)
        if one.reference in concerned or (not concerned and reply is not None)
    )
    yield "assets_concerned", Answer(rows, "record", _("our answers"))
    lines = [
        f"{row['date']}: {row['subject']}" + (f"; {row['reply']}" if "reply" in row else "")
        for row in _consultations(parent)
    ]
    yield "consultation", Answer("\n".join(lines), "record", of(parent))


def _limit(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-03e."""
    story = parent.story
    reply = story.reply("limit_asked")
    if reply is not None:
        source = answer_of(reply.on)
        yield "limit_reasons", Answer(reply.reasons, "record", source)
        yield "proposed_end", Answer(reply.until, "record", source)
    yield from _six_weeks(parent, "six_weeks_until")
    if story.limit is not None and story.limit.answer:
        told = story.notice(story.limit.answer, ours=False)
        source = notice_of(told)
        answer = _LIMIT_ANSWERS.get(story.limit.answer)
        yield "limit_answer", Answer(answer, "record", source)
        if told is not None and story.limit.answer == "limit_refused":
            yield "limit_refusal_reasons", Answer(told.reasons, "record", source)


def _six_weeks(parent: RequestFacts, key: str) -> Found:
    clock = next((one for one in parent.clocks if one.code == "silence"), None)
    if clock is not None:
        source = _("terms of {request}").format(request=of(parent))
        yield key, Answer(clock.due, "derived", source)


def notice_of(notice: StateNoticeFacts | None) -> str:
    """How provenance names a notice between the two States."""
    if notice is None:
        return ""
    text = _("our notice of {day}") if notice.ours else _("their notice of {day}")
    return text.format(day=notice.on.isoformat())


def _cost_sharing(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-03f."""
    costs = _costs(records, parent)
    source = _("costs of the assets")
    yield "cost_breakdown", Answer(tuple(row for row, _amount in costs), "record", source)
    total = together([amount for _row, amount in costs])
    yield "cost_total", Answer(total, "derived", source)


def _affected(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-03g."""
    assets = assets_of(records, parent)
    owners = dict.fromkeys(one.owner for one in assets if one.owner)
    yield "affected_person", Answer("; ".join(owners), "record", _("owners in the register"))
    theirs = [one for one in records.file.orders if one.reference in _orders(parent)]
    authorities = dict.fromkeys(one.authority for one in theirs if one.authority)
    named = "; ".join(authorities) or parent.authority
    yield "issuing_authority", Answer(named, "record", of(parent))
    reasons = "\n".join(one.reasons for one in theirs if one.reasons)
    yield "brief_reasons", Answer(reasons, "record", _("reasons of the order"))
    rows = tuple({"reference": one.reference, "description": one.description} for one in assets)
    yield "property_concerned_list", Answer(rows, "record", of(parent))


def _orders(parent: RequestFacts) -> set[str]:
    return {one.order for one in parent.story.decisions}


def _remedy(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-03h: challenges of the State's orders that are on file."""
    orders = _orders(parent)
    rows = tuple(
        full(court=one.detail, date=one.on.isoformat(), claimant="")
        for one in records.file.events
        if one.action == "challenge_order" and one.order in orders
    )
    yield "remedies_invoked", Answer(rows, "record", _("challenges on file"))


def _own_motion(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-03i: what our own freezing orders hold of the property."""
    own = [
        one
        for one in records.file.orders
        if one.kind in ("freezing", "urgent_measure", "seizure") and not one.country
        and set(one.assets) & set(parent.assets)
    ]  # fmt: skip
    held = {name for one in own for name in one.assets}
    rows = tuple(_property(one) for one in assets_of(records, parent) if one.reference in held)
    source = _("own orders {orders}").format(orders=", ".join(one.reference for one in own))
    yield "own_property", Answer(rows, "record", source)
    days = [one.made_on for one in own if one.made_on is not None]
    yield "frozen_on", Answer(min(days, default=None), "record", source)


def _confiscated(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-03j."""
    results = latest_results(parent)
    done = {
        name: found
        for name, found in results.items()
        if found[1].outcome in ("confiscated", "transferred", "returned")
    }
    rows = tuple(
        _property(one, outcome=outcome(done[one.reference][1]),
                  amount=shown(done[one.reference][1].amount))
        for one in assets_of(records, parent)
        if one.reference in done
    )  # fmt: skip
    source = "; ".join(sorted({answer_of(on) for on, _result in done.values()}))
    yield "items", Answer(rows, "record", source)
    recovered = together([one.amount for _on, one in done.values() if one.amount is not None])
    yield "sum_recovered", Answer(recovered, "record", source)
    orders = [one for one in parent.story.decisions if one.kind == "foreign_confiscation"]
    asked = together([one.amount for one in orders if one.amount is not None]) or parent.amount
    yield "sum_of_order", Answer(asked, "record", of(parent))
    if recovered is not None and asked is not None:
        other = recovered.currency != asked.currency
        yield "exchange_needed", Answer(other or None, "derived", _("the two currencies"))
        made = [one.made_on for one in records.file.orders
                if one.reference in {order.order for order in orders} and one.made_on]  # fmt: skip
        if other:
            yield "exchange_date", Answer(max(made, default=None), "record", of(parent))
    yield "deducted_other_states", Answer(parent.paid_elsewhere, "record", of(parent))
    decided = True if parent.victim_decision else None
    yield "victim_decided", Answer(decided, "derived", of(parent))
    yield from _division(records, parent)


def _division(records: CaseRecords, parent: RequestFacts) -> Found:
    """The shares as they were allocated."""
    names = set(parent.assets)
    names |= {one.replaced_by for one in assets_of(records, parent) if one.replaced_by}
    shares = [
        (kind, money, one.reference)
        for one in records.file.distributions
        if names & set(one.asset.split(", "))
        for _to, kind, money in one.shares
    ]
    for key, kinds in (
        ("share_executing", ("state",)),
        ("share_issuing", ("foreign_state",)),
        ("victim_transfer", ("victim",)),
    ):
        found = [(money, reference) for kind, money, reference in shares if kind in kinds]
        source = _("allocation {reference}").format(
            reference=", ".join(dict.fromkeys(reference for _money, reference in found))
        )
        yield key, Answer(together([money for money, _reference in found]), "record", source)


def _several_orders(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-03k."""
    office = records.file.office.country
    rows = tuple(
        full(
            state=one.country or _state_of(records, one.reference) or office,
            authority=one.authority,
            reference=one.number or one.reference,
            issued_on=iso(one.made_on),
            amount=shown(one.amount),
        )
        for one in records.file.orders
        if set(one.assets) & set(parent.assets)
        and one.state not in ("lifted", "annulled", "expired", "recognition_refused")
    )
    yield "competing_orders", Answer(rows, "record", _("orders on the same assets"))


def _state_of(records: CaseRecords, order: str) -> str:
    """The State whose request brought an order."""
    return next(
        (one.country for one in records.file.requests
         if one.is_inbound and order in {told.order for told in one.story.decisions}),
        "",
    )  # fmt: skip


def _terminated(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-03l."""
    story = parent.story
    told = story.notice("withdrawn", ours=False)
    source = notice_of(told) or of(parent)
    yield "withdrawn_on", Answer(story.withdrawn_on, "record", source)
    reply = story.reply("terminated")
    ended = [one for one in story.decisions if one.ended_on is not None]
    if ended:
        last = max(ended, key=lambda one: one.ended_on or date.min)
        text = _("end of the order {order}").format(order=last.order)
        yield "terminated_on", Answer(last.ended_on, "record", text)
    elif reply is not None:
        yield "terminated_on", Answer(reply.on, "record", answer_of(reply.on))
    lines = [f"{one.reference}, {one.description}: {_(one.headline)}"
             for one in assets_of(records, parent)]  # fmt: skip
    yield "property_state", Answer("\n".join(lines), "record", _("positions of the assets"))


# --- the issuing side -----------------------------------------------------------------------


def _withdrawn(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-04a."""
    told = parent.story.notice("withdrawn", ours=True)
    ended = [one for one in records.file.orders
             if one.reference in parent.orders and one.state in _ENDS]  # fmt: skip
    if ended:
        source = _("order {reference}").format(reference=ended[-1].reference)
        yield "withdrawal_reason", Answer(_ENDS[ended[-1].state], "record", source)
    if told is not None:
        yield "withdrawn_on", Answer(told.on, "record", notice_of(told))
        yield "withdrawal_details", Answer(told.reasons, "record", notice_of(told))
    elif parent.state == "withdrawn":
        day = parent.story.withdrawn_on or parent.story.ended_on
        yield "withdrawn_on", Answer(day, "record", of(parent))


def _over_recovery(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-04b."""
    if parent.story.notice("over_recovery_risk", ours=True) is not None:
        told = notice_of(parent.story.notice("over_recovery_risk", ours=True))
        yield "over_recovery", Answer("risk", "record", told)
    if not parent.totals:
        return
    total = parent.totals[0]
    source = _("amounts of all States on the order {order}").format(order=total.order)
    yield "order_amount", Answer(total.amount, "record", source)
    rows = tuple(
        full(state=state, held=shown(held), received=shown(received))
        for state, held, received in total.by_state
    )
    yield "amounts_per_state", Answer(rows, "record", source)
    yield "remaining_amount", Answer(total.left, "derived", source)


def _executed_elsewhere(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-04c."""
    told = parent.story.notice("executed_elsewhere", ours=True)
    if told is not None:
        yield "executed_amount", Answer(told.amount, "record", notice_of(told))
        yield "executed_on", Answer(told.on, "record", notice_of(told))
    others = [
        (one, line)
        for one in records.file.requests
        if not one.is_inbound
        and one.country != parent.country
        and set(one.orders) & set(parent.orders)
        for line in one.abroad
        if line.received is not None
    ]
    if len({one.country for one, _line in others}) == 1:
        one = others[0][0]
        yield "executed_state", Answer(one.country, "record", of(one))
        items = "\n".join(line.asset for _one, line in others)
        yield "executed_items", Answer(items, "record", of(one))
    if parent.totals:
        yield from _left(parent, "not_yet_executed")


def _left(parent: RequestFacts, key: str) -> Found:
    total = parent.totals[0]
    source = _("amounts of all States on the order {order}").format(order=total.order)
    yield key, Answer(total.left, "derived", source)


def _paid(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-04d."""
    told = parent.story.notice("payment_received", ours=True)
    if told is not None:
        yield "payment_amount", Answer(told.amount, "record", notice_of(told))
        yield "payment_date", Answer(told.on, "record", notice_of(told))
    if parent.totals:
        yield from _left(parent, "remaining_amount")


def _open_to_persons(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-04e."""
    told = parent.story.notice("confidentiality_ended", ours=True)
    if told is not None:
        yield "inform_from", Answer(told.until or told.on, "record", notice_of(told))


def _victim(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-04f."""
    told = parent.story.notice("victim_decision", ours=True)
    if told is None:
        return
    source, said = notice_of(told), dict(told.victim)
    kind = str(said.get("kind") or "")
    yield "victim_outcome", Answer(kind, "record", source)
    yield "victim_name", Answer(said.get("to"), "record", source)
    yield "victim_reference", Answer(said.get("reference"), "record", source)
    yield "victim_property", Answer(said.get("property"), "record", source)
    if said.get("on"):
        yield (
            "victim_decision_date",
            Answer(date.fromisoformat(str(said["on"])[:10]), "record", source),
        )
    amount = said.get("amount")
    if isinstance(amount, Mapping):
        yield "victim_amount", Answer(Money.from_json(amount), "record", source)


def _persons(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-04g: third parties of the case, each with its claim on an asset of the certificate."""
    claims = {one.party: one for one in records.file.claims if one.asset in parent.assets}
    rows = tuple(
        full(
            name=one.name,
            born=one.born or "",
            nationality=one.nationality or one.country or "",
            location=one.address or "",
            claim=claims[key].basis or claims[key].extent
            if (key := one.name if one.name in claims else one.reference) in claims
            else "",
        )
        for one in records.file.parties
        if {"third_party", "claimant"} & set(one.roles)
        or one.name in claims
        or one.reference in claims
    )
    yield "affected_persons", Answer(rows, "record", _("parties and claims of the case"))


def _limit_answered(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-04h."""
    limit = parent.story.limit
    if limit is None:
        return
    asked = notice_of(parent.story.notice("limit_asked", ours=False)) or of(parent)
    yield "limit_asked_on", Answer(limit.asked_on, "record", asked)
    yield from _six_weeks(parent, "answer_due_on")
    if limit.answer:
        told = parent.story.notice(limit.answer, ours=True)
        source = notice_of(told)
        yield "limit_answer", Answer(_OUR_LIMIT_ANSWERS.get(limit.answer), "record", source)
        yield "limit_end", Answer(limit.until, "record", asked)
        if told is not None:
            yield "limit_refusal_reasons", Answer(told.reasons, "record", source)


NOTICES: Mapping[str, Part] = {
    "EU-03a": _recognition,
    "EU-03b": _frozen,
    "EU-03c": _postponed,
    "EU-03d": _impossible,
    "EU-03e": _limit,
    "EU-03f": _cost_sharing,
    "EU-03g": _affected,
    "EU-03h": _remedy,
    "EU-03i": _own_motion,
    "EU-03j": _confiscated,
    "EU-03k": _several_orders,
    "EU-03l": _terminated,
    "EU-04a": _withdrawn,
    "EU-04b": _over_recovery,
    "EU-04c": _executed_elsewhere,
    "EU-04d": _paid,
    "EU-04e": _open_to_persons,
    "EU-04f": _victim,
    "EU-04g": _persons,
    "EU-04h": _limit_answered,
}
