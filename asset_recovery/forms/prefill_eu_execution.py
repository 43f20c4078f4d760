"""What the record answers of the later notices of the executing State: EU-03f to EU-03l."""

from __future__ import annotations

from datetime import date

from asset_recovery.domain.case_file import OrderFacts, RequestFacts
from asset_recovery.domain.code_lists import label
from asset_recovery.domain.money import Money
from asset_recovery.domain.request_story_facts import OrderDecisionFacts, ResultFacts
from asset_recovery.domain.sharing_facts import SharingFacts
from asset_recovery.forms.answers import Answer
from asset_recovery.forms.case_records import CaseRecords
from asset_recovery.forms.prefill_notice_parts import (
    Found,
    answer_of,
    assets_of,
    costs_of,
    costs_that_count,
    full,
    iso,
    latest_results,
    names_with_substitutes,
    notice_of,
    of,
    outcome,
    property_row,
    shown,
    their_orders,
    together,
)
from asset_recovery.i18n import _

_ENDED = ("lifted", "annulled", "expired", "recognition_refused")
_FREEZES = ("freezing", "urgent_measure", "seizure", "fiu_suspension")
_DONE = ("confiscated", "transferred", "returned")
_SHARES = (
    ("share_executing", ("state",)),
    ("share_issuing", ("foreign_state",)),
    ("victim_transfer", ("victim",)),
)
_SOCIAL = ("public_use", "social_reuse")


def cost_sharing(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-03f."""
    costs = costs_of(records, parent)
    source = _("costs of the assets")
    yield "cost_breakdown", Answer(tuple(row for row, _amount in costs), "record", source)
    yield "cost_total", Answer(together([amount for _row, amount in costs]), "derived", source)
    lines = [
        _("{item}, {amount}: {basis}").format(
            item=label("cost_categories", one.category),
            amount=one.amount.display(),
            basis=one.basis or _("marked as extraordinary"),
        )
        for one in costs_that_count(records, names_with_substitutes(records, parent))
        if one.extraordinary
    ]
    yield "cost_reason", Answer("\n".join(lines), "record", _("costs marked as extraordinary"))
    asked = [one for one in parent.story.consultations if one.subject == "costs"]
    if asked and (last := asked[-1]).reply:
        text = _("{day}: {reply}").format(
            day=iso(last.replied_on), reply=label("state_notices", last.reply)
        )
        told = _("consultation of {day}").format(day=last.on.isoformat())
        yield "consultation_result", Answer(text, "record", told)


def affected(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-03g: the person that this notice names, else the registered owners."""
    assets = assets_of(records, parent)
    named = [one for one in records.file.parties if one.reference in records.request.parties]
    owners = list(dict.fromkeys(one.owner for one in assets if one.owner))
    persons = named or [one for one in records.file.parties if one.name in owners]
    names = [one.name for one in named] or owners
    source = _("parties of the case") if named else _("owners in the register")
    yield "affected_person", Answer("; ".join(names), "record", source)
    languages = dict.fromkeys(code for one in persons for code in one.particulars.languages)
    yield "person_language", Answer(next(iter(languages), ""), "record", _("parties of the case"))
    theirs = [one for one in records.file.orders if one.reference in their_orders(parent)]
    authorities = dict.fromkeys(one.authority for one in theirs if one.authority)
    issuing = "; ".join(authorities) or parent.authority
    yield "issuing_authority", Answer(issuing, "record", of(parent))
    reasons = "\n".join(one.reasons for one in theirs if one.reasons)
    yield "brief_reasons", Answer(reasons, "record", _("reasons of the order"))
    rows = tuple({"reference": one.reference, "description": one.description} for one in assets)
    yield "property_concerned_list", Answer(rows, "record", of(parent))


def remedy(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-03h: challenges of the State's orders that are on file, and what became of each."""
    orders = their_orders(parent)
    found = [
        (order, one)
        for order in records.file.orders
        if order.reference in orders
        for one in order.remedies
        if one.what == "challenge"
    ]
    told = [one for one in parent.story.replies if one.kind == "postponed"]
    rows = tuple(
        full(
            court=one.court or order.authority,
            claimant=one.by,
            date=one.on.isoformat(),
            suspensive=_("yes") if one.suspensive else _("no"),
            informed_on=iso(min((say.on for say in told if say.on >= one.on), default=None)),
        )
        for order, one in found
    )
    yield "remedies_invoked", Answer(rows, "record", _("challenges on file"))
    lines = []
    for order, one in found:
        if one.outcome:
            text = _("{order}: {outcome} on {day}")
            lines.append(
                text.format(order=order.reference, outcome=one.outcome, day=iso(one.until))
            )
        elif one.suspensive:
            lines.append(_("{order}: execution waits for the decision").format(
                order=order.reference
            ))  # fmt: skip
        else:
            lines.append(_("{order}: execution goes on").format(order=order.reference))
    yield "remedy_effect", Answer("\n".join(lines), "record", _("challenges on file"))


def own_motion(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-03i: what our own freezing orders hold of the property."""
    names = {one.reference for one in assets_of(records, parent)}
    theirs = their_orders(parent)
    own = [
        one
        for one in records.file.orders
        if one.kind in _FREEZES
        and not one.country
        and one.reference not in theirs
        and set(one.assets) & names
    ]
    held = {name for one in own for name in one.assets}
    rows = tuple(
        property_row(one, amount=shown(one.balance_frozen))
        for one in assets_of(records, parent)
        if one.reference in held
    )
    source = _("own orders {orders}").format(orders=", ".join(one.reference for one in own))
    yield "own_property", Answer(rows, "record", source)
    days = [one.made_on for one in own if one.made_on is not None]
    yield "frozen_on", Answer(min(days, default=None), "record", source)


def confiscated(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-03j."""
    done = {
        name: found for name, found in latest_results(parent).items() if found[1].outcome in _DONE
    }
    rows = tuple(
        property_row(
            one,
            outcome=outcome(done[one.reference][1]),
            amount=shown(done[one.reference][1].amount),
        )
        for one in assets_of(records, parent)
        if one.reference in done
    )
    source = "; ".join(sorted({answer_of(on) for on, _result in done.values()}))
    yield "items", Answer(rows, "record", source)
    yield from _sums(records, parent, done)
    yield "deducted_other_states", Answer(parent.paid_elsewhere, "record", of(parent))
    decided = True if parent.victim_decision else None
    yield "victim_decided", Answer(decided, "derived", of(parent))
    yield from _disposal(records, parent, {found.outcome for _on, found in done.values()})
    yield from _division(records, parent)


def _sums(
    records: CaseRecords, parent: RequestFacts, done: dict[str, tuple[date, ResultFacts]]
) -> Found:
    """What was recovered as reported, else the net that was determined; against the order."""
    source = "; ".join(sorted({answer_of(on) for on, _result in done.values()}))
    recovered = together([one.amount for _on, one in done.values() if one.amount is not None])
    shared = sharings_of(records, parent)
    if recovered is None and shared:
        recovered = together([one.net for one in shared])
        source = _("net proceeds of {assets}").format(assets=", ".join(one.asset for one in shared))
    yield "sum_recovered", Answer(recovered, "record", source)
    orders = _confiscations(parent)
    asked = together([one.amount for one in orders if one.amount is not None]) or parent.amount
    yield "sum_of_order", Answer(asked, "record", of(parent))
    if recovered is None or asked is None:
        return
    is_other = recovered.currency != asked.currency
    yield "exchange_needed", Answer(is_other or None, "derived", _("the two currencies"))
    if is_other:
        named = {order.order for order in orders}
        made = [one.made_on for one in records.file.orders
                if one.reference in named and one.made_on]  # fmt: skip
        yield "exchange_date", Answer(max(made, default=None), "record", of(parent))


def _confiscations(parent: RequestFacts) -> list[OrderDecisionFacts]:
    return [one for one in parent.story.decisions if one.kind == "foreign_confiscation"]


def _disposal(records: CaseRecords, parent: RequestFacts, outcomes: set[str]) -> Found:
    """What was done with the property, and to what the issuing State agreed."""
    names = names_with_substitutes(records, parent)
    sold = [one.reference for one in assets_of(records, parent) if one.replaced_by]
    reused = [
        one.reuse for one in records.file.management if one.asset in names and one.reuse is not None
    ]
    disposed = [
        one
        for one in records.file.events
        if one.action == "dispose_asset" and one.state == "in_effect" and set(one.assets) & names
    ]
    if "transferred" in outcomes:
        yield "disposal", Answer("transfer", "record", _("our answers"))
    elif sold:
        source = _("sale of {assets}").format(assets=", ".join(sold))
        yield "disposal", Answer("sale", "record", source)
    elif reused or disposed:
        day = reused[-1].on if reused else disposed[-1].on
        social = bool(reused) and reused[-1].kind in _SOCIAL
        source = _("disposal of {day}").format(day=day.isoformat())
        yield "disposal", Answer("social_use" if social else "other", "record", source)
    consents = [
        _("{subject}: {reply} on {day}").format(
            subject=label("consultation_subjects", one.subject),
            reply=label("state_notices", one.reply),
            day=iso(one.replied_on),
        )
        for one in parent.story.consultations
        if one.reply and one.subject in ("sale", "transfer", "public_use")
    ]
    yield "disposal_consents", Answer("\n".join(consents), "record", of(parent))


def sharings_of(records: CaseRecords, parent: RequestFacts) -> list[SharingFacts]:
    """What the rule gives each State of the nets of this request, asset by asset."""
    orders = {one.order for one in _confiscations(parent)}
    return [one for one in records.file.sharings if one.order in orders]


def _division(records: CaseRecords, parent: RequestFacts) -> Found:
    """The shares as they were allocated; before that, as the rule gives them."""
    names = names_with_substitutes(records, parent)
    shares = [
        (kind, money, one.reference)
        for one in records.file.distributions
        if names & set(one.asset.split(", "))
        for _to, kind, money in one.shares
    ]
    if not shares:
        yield from _by_the_rule(records, parent)
        return
    for key, kinds in _SHARES:
        found = [(money, reference) for kind, money, reference in shares if kind in kinds]
        source = _("allocation {reference}").format(
            reference=", ".join(dict.fromkeys(reference for _money, reference in found))
        )
        yield key, Answer(together([money for money, _reference in found]), "record", source)


def _by_the_rule(records: CaseRecords, parent: RequestFacts) -> Found:
    shared, rule = sharings_of(records, parent), records.file.sharing_rule
    if not shared or rule is None:
        return
    source = _(
        "figure eu_sharing: net less victims of {assets}, threshold {threshold} EUR, odd unit to "
        "the {state} State"
    ).format(
        assets=", ".join(one.asset for one in shared),
        threshold=rule.threshold,
        state=_("executing") if rule.odd_unit_to == "executing" else _("issuing"),
    )
    parts: tuple[tuple[str, list[Money]], ...] = (
        ("share_executing", [one.executing_state for one in shared]),
        ("share_issuing", [one.issuing_state for one in shared]),
        ("victim_transfer", [one.victims for one in shared if not one.victims.is_zero]),
    )
    for key, amounts in parts:
        yield key, Answer(together(amounts), "derived", source)


def several_orders(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-03k: the orders on the same property, which of them goes first, and why."""
    names = {one.reference for one in assets_of(records, parent)}
    competing = [
        one for one in records.file.orders if set(one.assets) & names and one.state not in _ENDED
    ]
    rows = tuple(
        full(
            state=one.country or _state_of(records, one) or records.file.office.country,
            authority=one.authority,
            reference=one.number or one.reference,
            issued_on=iso(one.made_on),
            received_on=iso(_received(records, one)),
            amount=shown(one.amount),
        )
        for one in competing
    )
    yield "competing_orders", Answer(rows, "record", _("orders on the same assets"))
    noted = [one for one in parent.story.decisions if one.priority_note]
    text = "\n".join(f"{one.order}: {one.priority_note}" for one in noted)
    yield "competing_decision", Answer(text, "record", _("recognition of the orders"))
    factors = []
    if any(one.kind in (*_FREEZES, "foreign_freezing") for one in competing):
        factors.append("already_frozen")
    if len({one.made_on for one in competing if one.made_on}) > 1:
        factors.append("dates")
    victims = bool(parent.victim_decision) or any(
        one.kind in ("restitution", "compensation") for one in competing
    )
    if victims:
        factors.append("victims")
        yield "victims_priority", Answer(True, "derived", _("decisions for victims"))
    if len(competing) > 1:
        yield (
            "competing_factors",
            Answer(tuple(factors), "derived", _("orders on the same assets")),
        )


def _state_of(records: CaseRecords, order: OrderFacts) -> str:
    """The State whose request brought an order."""
    request = _bringing(records, order)
    return request.country if request is not None else ""


def _received(records: CaseRecords, order: OrderFacts) -> date | None:
    request = _bringing(records, order)
    return request.made_on if request is not None else None


def _bringing(records: CaseRecords, order: OrderFacts) -> RequestFacts | None:
    return next(
        (
            one
            for one in records.file.requests
            if one.is_inbound and order.reference in their_orders(one)
        ),
        None,
    )


def terminated(records: CaseRecords, parent: RequestFacts) -> Found:
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
