"""What the record answers of the first notices of the executing State: EU-03a to EU-03e."""

from __future__ import annotations

from datetime import date

from asset_recovery.domain.case_file import AssetFacts, RequestFacts
from asset_recovery.domain.code_lists import label
from asset_recovery.domain.request_story_facts import OrderDecisionFacts
from asset_recovery.forms.answers import Answer
from asset_recovery.forms.case_records import CaseRecords
from asset_recovery.forms.prefill_notice_parts import (
    Found,
    answer_of,
    assets_of,
    consultation_rows,
    costs_of,
    costs_that_count,
    full,
    iso,
    latest_results,
    notice_of,
    of,
    order_source,
    outcome,
    property_row,
    shown,
    six_weeks,
    together,
    until_text,
)
from asset_recovery.forms.prefill_tables import Row
from asset_recovery.i18n import _

_DECISION_CLOCKS = ("recognition_urgent", "confiscation_recognition")
_LIMIT_ANSWERS = {"limit_agreed": "agreed", "limit_refused": "refused"}
_POSSESSION = ("possession_taken", "possession_taken_over")


def recognition(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-03a."""
    story, source = parent.story, of(parent)
    yield "received_at", Answer(parent.made_on, "record", source)
    decided = [one for one in story.decisions if one.decision in ("recognised", "refused")]
    reply = story.reply("recognised", "refused")
    if decided:
        yield from _decided(decided)
    elif reply is not None:
        yield "decision", Answer(reply.kind, "record", answer_of(reply.on))
        yield "decided_at", Answer(reply.on, "record", answer_of(reply.on))
        yield "ground_codes", Answer(reply.grounds, "record", answer_of(reply.on))
    refusals = [one for one in decided if one.decision == "refused" and one.reasons]
    if reply is not None and reply.kind == "refused":
        yield "ground_reasons", Answer(reply.reasons, "record", answer_of(reply.on))
    elif refusals:
        told = "; ".join(order_source(one) for one in refusals)
        text = "\n".join(dict.fromkeys(one.reasons for one in refusals))
        yield "ground_reasons", Answer(text, "record", told)
    yield "consultations", Answer(consultation_rows(parent), "record", source)
    yield "information_asked", Answer(_asked(parent), "record", source)
    clocks = [one for one in parent.clocks if one.code in _DECISION_CLOCKS]
    late = any(one.state in ("late", "met_late") for one in clocks)
    told = _("terms of {request}").format(request=source)
    yield "decided_late", Answer(late or None, "derived", told)
    if late:
        yield "delay_reason", Answer("\n".join(_delays(parent)), "record", source)


def _decided(decided: list[OrderDecisionFacts]) -> Found:
    words = {one.decision for one in decided}
    decision = "partly" if len(words) > 1 else words.pop()
    last = max(decided, key=lambda one: one.decided_on or date.min)
    told = "; ".join(order_source(one) for one in decided)
    yield "decision", Answer(decision, "record", told)
    yield "decided_at", Answer(last.decided_on, "record", order_source(last))
    yield "deciding_authority", Answer(last.authority, "record", order_source(last))
    grounds = dict.fromkeys(code for one in decided for code in one.grounds)
    yield "ground_codes", Answer(tuple(grounds), "record", told)
    kept = [one for one in decided if one.decision == "recognised"]
    yield "scope_executed", Answer(_scope(kept), "record", told)


def _scope(decisions: list[OrderDecisionFacts]) -> str:
    lines = []
    for one in decisions:
        line = f"{label('order_kinds', one.kind)} {one.order}"
        if one.amount is not None:
            line = _("{order}, up to {amount}").format(order=line, amount=one.amount.display())
        lines.append(line)
    return "\n".join(lines)


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


def _delays(parent: RequestFacts) -> list[str]:
    """What the record says of why it took longer: information asked for, postponements."""
    lines = []
    for row in _asked(parent):
        line = _("{day}: information was asked for ({what})").format(
            day=row["asked_on"], what=row["what"]
        )
        if row.get("received_on"):
            line = _("{line}; it came on {day}").format(line=line, day=row["received_on"])
        lines.append(line)
    for one in parent.story.decisions:
        if one.postponed_on is not None:
            text = _("{day}: postponed, {ground}")
            ground = label("postponement_grounds", one.postponed_ground)
            lines.append(text.format(day=one.postponed_on.isoformat(), ground=ground))
    return lines


def frozen(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-03b."""
    held = [one for one in parent.story.decisions if one.decision == "recognised"]
    assets = _assets_held(records, parent, {one.order for one in held})
    sources = [*(order_source(one) for one in held), _("custody of the assets")]
    rows = _measures(records, held, assets)
    yield "measures", Answer(rows, "record", "; ".join(sources))
    results = latest_results(parent)
    kept = []
    for one in assets:
        result = results[one.reference][1] if one.reference in results else None
        kept.append(
            property_row(
                one,
                outcome=outcome(result) or label("execution_outcomes", "frozen"),
                amount=shown(result.amount) if result else "",
                value=shown(one.value),
                valued_on=iso(one.valued_on),
            )
        )
    yield "property_frozen", Answer(tuple(kept), "record", _("assets held on the order"))
    valued = [one for one in assets if one.value is not None]
    total = together([one.value for one in valued if one.value is not None])
    source = _("valuations of {assets}").format(assets=", ".join(one.reference for one in valued))
    yield "estimated_value", Answer(total, "record", source)
    days = [one.valued_on for one in valued if one.valued_on is not None]
    yield "estimated_value_date", Answer(max(days, default=None), "record", source)
    keepers = "; ".join(_keepers(records, assets))
    yield "custodian", Answer(keepers, "record", _("custody and management of the assets"))
    told = "; ".join(f"{who} ({on.isoformat()})" for on, who in parent.story.informed)
    yield "persons_informed", Answer(told, "record", _("service of the order"))
    cost = together([amount for _row, amount in costs_of(records, parent)])
    yield "costs_so_far", Answer(cost, "record", _("costs of the assets"))


def _assets_held(records: CaseRecords, parent: RequestFacts, orders: set[str]) -> list[AssetFacts]:
    results = latest_results(parent)
    return [
        one
        for one in assets_of(records, parent)
        if set(one.orders) & orders
        or (one.reference in results and results[one.reference][1].outcome == "frozen")
    ]


def _measures(
    records: CaseRecords, held: list[OrderDecisionFacts], assets: list[AssetFacts]
) -> tuple[Row, ...]:
    """Recognitions, and possession taken of the assets since, by their days."""
    numbers = {one.reference: one.number or "" for one in records.file.orders}
    rows = [
        full(
            measure=_("{kind} recognised").format(kind=label("order_kinds", one.kind)),
            date=iso(one.decided_on),
            by=one.authority,
            reference=numbers.get(one.order) or one.order,
        )
        for one in held
    ]
    since = min((one.decided_on for one in held if one.decided_on), default=date.max)
    names = {one.reference for one in assets}
    rows += [
        full(
            measure=_("Possession taken of {asset}").format(asset=link.asset),
            date=iso(link.on),
            by=link.custodian or "",
            reference=link.place or "",
        )
        for link in records.file.custody
        if link.asset in names and link.what in _POSSESSION and link.on >= since
    ]
    return tuple(sorted(rows, key=lambda row: str(row.get("date") or "")))


def _keepers(records: CaseRecords, assets: list[AssetFacts]) -> list[str]:
    """Who manages each asset and where it is kept, each once."""
    managed = {one.asset: one for one in records.file.management if one.mode}
    found = []
    for one in assets:
        care = managed.get(one.reference)
        parts = [care.manager, label("management_modes", care.mode)] if care is not None else []
        place = records.file.path_of(one.custody_place)
        text = ", ".join(part for part in (*parts, place) if part)
        if text:
            found.append(text)
    return list(dict.fromkeys(found))


def postponed(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-03c: the postponement, and once its ground has ended since when and what followed."""
    waited = [one for one in parent.story.decisions if one.postponed_on is not None]
    reply = parent.story.reply("postponed")
    if waited:
        last = max(waited, key=lambda one: one.postponed_on or date.min)
        source = order_source(last)
        yield "postponement_ground", Answer(last.postponed_ground, "record", source)
        yield "postponed_from", Answer(last.postponed_on, "record", source)
        yield "expected_duration", Answer(until_text(last.postponed_until), "record", source)
        yield "protective_steps", Answer(last.protective_steps, "record", source)
        if last.decision in ("recognised", "refused"):
            yield "ground_ended_on", Answer(last.decided_on, "record", source)
            text = _("{kind} {decision} on {day}").format(
                kind=label("order_kinds", last.kind),
                decision=label("reply_kinds", last.decision).lower(),
                day=iso(last.decided_on),
            )
            yield "measures_after", Answer(text, "record", source)
    elif reply is not None:
        source = answer_of(reply.on)
        yield "postponement_ground", Answer(next(iter(reply.grounds), ""), "record", source)
        yield "postponed_from", Answer(reply.on, "record", source)
        yield "expected_duration", Answer(until_text(reply.until), "record", source)
        later = [
            one
            for one in parent.story.replies
            if one.on > reply.on and one.kind in ("recognised", "executed", "partly_executed")
        ]
        if later:
            first = min(later, key=lambda one: one.on)
            yield "ground_ended_on", Answer(first.on, "record", answer_of(first.on))
            done = label("reply_kinds", first.kind)
            yield "measures_after", Answer(done, "record", answer_of(first.on))


def impossible(records: CaseRecords, parent: RequestFacts) -> Found:
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
        for row in consultation_rows(parent)
    ]
    yield "consultation", Answer("\n".join(lines), "record", of(parent))


def limit(records: CaseRecords, parent: RequestFacts) -> Found:
    """EU-03e."""
    story = parent.story
    reply = story.reply("limit_asked")
    if reply is not None:
        source = answer_of(reply.on)
        yield "limit_reasons", Answer(reply.reasons, "record", source)
        yield "proposed_end", Answer(reply.until, "record", source)
    supporting = "\n".join(_supporting(records, parent))
    yield "supporting_information", Answer(supporting, "record", _("records of the assets held"))
    yield from six_weeks(parent, "six_weeks_until")
    if story.limit is None:
        return
    if story.limit.answer:
        told = story.notice(story.limit.answer, ours=False)
        source = notice_of(told)
        yield "limit_answer", Answer(_LIMIT_ANSWERS.get(story.limit.answer), "record", source)
        if told is not None and story.limit.answer == "limit_refused":
            yield "limit_refusal_reasons", Answer(told.reasons, "record", source)
    elif any(one.code == "silence" and one.state == "late" for one in parent.clocks):
        source = _("terms of {request}").format(request=of(parent))
        yield "limit_answer", Answer("none", "derived", source)


def _supporting(records: CaseRecords, parent: RequestFacts) -> list[str]:
    """Since when each asset is held, what it is worth, and what keeping it has cost so far."""
    held = [one for one in parent.story.decisions if one.decision == "recognised"]
    lines = []
    for one in assets_of(records, parent):
        since = [order.decided_on for order in held if order.order in one.orders]
        parts = [f"{one.reference}, {one.description}"]
        days = [day for day in since if day is not None]
        if days:
            parts.append(_("held since {day}").format(day=min(days).isoformat()))
        if one.value is not None:
            text = _("value {amount} of {day}")
            parts.append(text.format(amount=one.value.display(), day=iso(one.valued_on)))
        spent = together([line.amount for line in costs_that_count(records, {one.reference})])
        if spent is not None:
            parts.append(_("costs so far {amount}").format(amount=spent.display()))
        if len(parts) > 1:
            lines.append("; ".join(parts))
    return lines
