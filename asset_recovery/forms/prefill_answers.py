"""What records answer of our answers to a request received (MLA-05)."""

from __future__ import annotations

from collections.abc import Iterator

from asset_recovery.domain.case_file import DocumentFacts, RequestFacts
from asset_recovery.domain.code_lists import code_list, label
from asset_recovery.domain.request_story_facts import ReplyFacts
from asset_recovery.forms.answers import Answer
from asset_recovery.forms.case_records import CaseRecords
from asset_recovery.forms.incoming import missing_elements
from asset_recovery.forms.prefill_informal import may_go_on
from asset_recovery.forms.prefill_notice_parts import (
    answer_of,
    assets_of,
    costs_that_count,
    full,
    iso,
    latest_results,
    names_with_substitutes,
    of,
    outcome,
    references,
    shown,
    together,
)
from asset_recovery.forms.prefill_tables import Row
from asset_recovery.i18n import _

Found = Iterator[tuple[str, Answer]]
_REPORTS = ("executed", "partly_executed", "impossible", "terminated")
_TYPE_OF_REPLY = {
    "acknowledged": "acknowledged",
    "more_information": "more_information",
    "refused": "refused",
    "postponed": "postponed",
    "recognised": "status",
    "limit_asked": "status",
    **dict.fromkeys(_REPORTS, "execution_report"),
}
_REPLIES_OF_TYPE = {
    "acknowledged": ("acknowledged",),
    "more_information": ("more_information",),
    "refused": ("refused",),
    "postponed": ("postponed",),
    "execution_report": _REPORTS,
}
_LISTS = ("refusal_grounds", "postponement_grounds", "impossibility_grounds")


# --- MLA-05 ---------------------------------------------------------------------------------


def answer(records: CaseRecords) -> Found:
    """Our answer of the kind that is written: the newest one recorded, unless another is chosen."""
    parent = records.parent
    if parent is None:
        return
    yield from references(records, parent)
    latest = max(parent.story.replies, key=lambda one: one.on, default=None)
    kind = _TYPE_OF_REPLY.get(latest.kind, "status") if latest is not None else "acknowledged"
    if latest is not None:
        yield "answer_type", Answer(kind, "record", answer_of(latest.on))
    else:
        source = _("no answer of ours is on file yet")
        yield "answer_type", Answer(kind, "derived", source)
    chosen = str(records.request.fields.get("answer_type") or "") or kind
    reply = parent.story.reply(*_REPLIES_OF_TYPE[chosen]) if chosen in _REPLIES_OF_TYPE else latest
    yield from _receipt(records, parent)
    yield from _completion(records, parent, reply)
    yield from _grounds(parent, chosen, reply)
    yield from _procedure(parent, chosen, reply)
    yield from _several(records, parent)
    yield from _material(records, parent)
    if chosen == "execution_report":
        yield from _extraordinary(records, parent)
    yield from _execution(records, parent)


def _receipt(records: CaseRecords, parent: RequestFacts) -> Found:
    source = of(parent)
    yield "received_on", Answer(parent.made_on, "record", source)
    yield "received_by_channel", Answer(parent.story.channel, "record", source)
    basis = parent.fields.get("legal_basis")
    codes = basis if isinstance(basis, list | tuple) else [basis] if basis else []
    known = [records.instruments.instrument(str(code)) for code in codes]
    named = "; ".join(one.label for one in known if one is not None)
    yield "instrument", Answer(named, "record", source)
    check = max(parent.story.checks, key=lambda one: one.on, default=None)
    if check is not None:
        told = _("check of {day}").format(day=check.on.isoformat())
        yield "competent", Answer(check.competent, "record", told)
    office = records.file.office
    contact = ", ".join(part for part in (office.name, office.contact) if part)
    yield "contact_here", Answer(contact, "record", _("facts of the office"))


def _completion(records: CaseRecords, parent: RequestFacts, reply: ReplyFacts | None) -> Found:
    """What was found missing by the reader, and by the program, each once."""
    check = max(parent.story.checks, key=lambda one: one.on, default=None)
    rows: list[Row] = []
    source = _("contents by instrument")
    if check is not None and not check.complete:
        source = _("check of {day}").format(day=check.on.isoformat())
        rows += [{"element": text} for text in check.missing]
    named = {str(row["element"]).casefold() for row in rows}
    rows += [
        {"element": one.name, "article": one.article}
        for one in missing_elements(records.file, parent, records.instruments)
        if one.name.casefold() not in named
    ]
    yield "missing_elements", Answer(tuple(rows), "record", source)
    days = [one.reply_by for one in (reply, check) if one is not None and one.reply_by]
    yield "reply_by", Answer(max(days, default=None), "record", source)


def _grounds(parent: RequestFacts, chosen: str, reply: ReplyFacts | None) -> Found:
    wanted = "refused" if chosen == "refused" else "postponed"
    decisions = [one for one in parent.story.decisions if one.decision == wanted]
    codes = tuple(dict.fromkeys(
        [*(reply.grounds if reply else ()), *(code for one in decisions for code in one.grounds)]
    ))  # fmt: skip
    source = answer_of(reply.on) if reply is not None else _("decisions on the orders")
    if chosen == "refused":
        yield "refusal_grounds", Answer(codes, "record", source)
    elif chosen == "postponed":
        yield "postponement_ground", Answer(next(iter(codes), ""), "record", source)
        ends = [one.postponed_until for one in decisions if one.postponed_until]
        until = (reply.until if reply else None) or max(ends, default=None)
        yield "postponed_until", Answer(until, "record", source)
    if chosen in ("refused", "postponed"):
        yield "ground_articles", Answer(articles_of(codes), "derived", source)
        if reply is not None:
            yield "decision_reasons", Answer(reply.reasons, "record", source)
            yield "reasons_given", Answer(bool(reply.reasons), "derived", source)


def articles_of(codes: tuple[str, ...]) -> str:
    """Where grounds stand, by instrument, from the code lists."""
    found = []
    for code in codes:
        for name in _LISTS:
            known = code_list(name).codes.get(code)
            articles = known.more.get("articles") if known is not None else None
            if isinstance(articles, dict):
                told = "; ".join(f"{key} {value}" for key, value in articles.items())
                found.append(f"{code}: {told}")
    return "\n".join(found)


def _procedure(parent: RequestFacts, chosen: str, reply: ReplyFacts | None) -> Found:
    """Whether the other State was consulted before, and heard before a measure is lifted."""
    story = parent.story
    asked = [one for one in story.consultations if one.subject == "refusal"]
    days = [one.on for one in asked]
    days += [one.consulted_on for one in story.decisions if one.consulted_on]
    source = _("consultations of {request}").format(request=of(parent))
    if days and chosen in ("refused", "postponed"):
        yield "consultation_held", Answer(True, "record", source)
        yield "consulted_on", Answer(max(days), "record", source)
    heard = [one for one in story.consultations if one.subject == "lifting"]
    if heard:
        last = max(heard, key=lambda one: one.on)
        yield "lifts_measure", Answer(True, "record", source)
        yield "heard_on", Answer(last.on, "record", source)
        told = label("state_notices", last.reply) if last.reply else _("no reply yet")
        yield "hearing_reply", Answer(told, "record", source)
    if reply is None and chosen not in ("refused", "postponed"):
        return


def _several(records: CaseRecords, parent: RequestFacts) -> Found:
    """Requests of other States on the same property, and when their coming together was told."""
    days = [one.on for one in parent.story.consultations if one.subject == "several_orders"]
    consulted = iso(max(days, default=None))
    names, persons = set(parent.assets), set(parent.parties)
    others = [
        one
        for one in records.file.requests
        if one.is_inbound
        and one.reference != parent.reference
        and one.parent is None
        and (names & set(one.assets) or persons & set(one.parties))
    ]
    rows = [
        full(state=one.country, reference=one.result or one.reference, consulted_on=consulted)
        for one in others
    ]
    if days and not rows:
        rows = [full(state=parent.country, consulted_on=consulted)]
    yield "several_requests", Answer(tuple(rows), "record", _("requests received in the case"))


def _material(records: CaseRecords, parent: RequestFacts) -> Found:
    """What goes along with the answer, and papers that were released to who asked."""
    wishes = parent.fields.get("use_limitation") or parent.fields.get("use_restrictions")
    conditions = str(wishes) if isinstance(wishes, str) else ""
    rows = [
        full(item=_described(one), use_conditions=conditions)
        for one in records.file.documents
        if one.record == records.request.reference
        and "transl" not in one.kind
        and may_go_on(records, one)
    ]
    asked = {name.casefold() for name in (parent.authority, parent.result) if name}
    rows += [
        full(
            item=f"{paper.title}, {release.on.isoformat()}",
            certification=_("copy {number}").format(number=release.copy),
            use_conditions=release.purpose,
        )
        for paper in records.file.papers
        for release in paper.releases
        if release.recipient.casefold() in asked
    ]
    source = _("documents of this answer and released papers")
    yield "material_transmitted", Answer(tuple(rows), "record", source)


def _described(document: DocumentFacts) -> str:
    parts = (document.title, document.kind.replace("_", " "), iso(document.on))
    return ", ".join(part for part in parts if part)


def _extraordinary(records: CaseRecords, parent: RequestFacts) -> Found:
    """Costs of the assets that are marked as extraordinary, and the consultation on them."""
    found = [
        one
        for one in costs_that_count(records, names_with_substitutes(records, parent))
        if one.extraordinary
    ]
    source = _("costs {references}").format(references=", ".join(one.reference for one in found))
    yield "extraordinary_costs", Answer(together([one.amount for one in found]), "record", source)
    asked = [one for one in parent.story.consultations if one.subject == "costs"]
    if asked:
        last = asked[-1]
        told = label("state_notices", last.reply) if last.reply else _("no reply yet")
        text = _("{day}: {reply}").format(day=last.on.isoformat(), reply=told)
        source = _("consultation of {day}").format(day=last.on.isoformat())
        yield "costs_consultation", Answer(text, "record", source)


def _execution(records: CaseRecords, parent: RequestFacts) -> Found:
    story, source = parent.story, _("our answers")
    answers = tuple(
        full(date=iso(one.on), answer=label("reply_kinds", one.kind))
        for one in sorted(story.replies, key=lambda one: one.on)
    )
    yield "status_answers", Answer(answers, "record", source)
    last = parent.steps[-1] if parent.steps else None
    if last is not None:
        text = _("{step}, since {day}").format(step=_(last.label), day=last.on.isoformat())
        yield "status_text", Answer(text, "record", of(parent))
    yield "execution_log", Answer(tuple(_log(parent)), "record", of(parent))
    results = latest_results(parent)
    rows = tuple(
        full(
            reference=one.reference,
            description=one.description,
            outcome=outcome(results[one.reference][1]),
            amount=shown(results[one.reference][1].amount),
            asked=shown(results[one.reference][1].asked),
            shortfall=shown(results[one.reference][1].shortfall),
            ground=label("impossibility_grounds", results[one.reference][1].ground)
            if results[one.reference][1].ground
            else "",
            measure=results[one.reference][1].reference,
        )
        for one in assets_of(records, parent)
        if one.reference in results
    )
    yield "results", Answer(rows, "record", source)
    impossible = story.reply("impossible")
    grounds = [found.ground for _on, found in results.values() if found.ground]
    grounds += list(impossible.grounds) if impossible is not None else []
    if story.replies:
        yield "execution_impossible", Answer(bool(grounds) or None, "derived", source)
    lines = [label("impossibility_grounds", code) for code in dict.fromkeys(grounds)]
    lines += [impossible.reasons] if impossible is not None and impossible.reasons else []
    yield "circumstances", Answer("\n".join(lines), "record", source)


def _log(parent: RequestFacts) -> Iterator[Row]:
    """Decisions on orders and what was done with each asset, in the order of their days."""
    rows: list[tuple[str, Row]] = []
    for one in parent.story.decisions:
        if one.decided_on is not None:
            done = {"recognised": _("recognised"), "refused": _("refused"),
                    "postponed": _("postponed")}  # fmt: skip
            rows.append((iso(one.decided_on), full(
                date=iso(one.decided_on),
                action=_("{kind} {order}").format(
                    kind=label("order_kinds", one.kind), order=one.order
                ),
                authority=one.authority,
                result=done.get(one.decision, one.decision),
            )))  # fmt: skip
    for reply in parent.story.replies:
        for result in reply.results:
            rows.append((iso(reply.on), full(
                date=iso(reply.on),
                action=_("Asset {asset}").format(asset=result.asset),
                result=outcome(result),
                cost=shown(result.costs),
            )))  # fmt: skip
    yield from (row for _day, row in sorted(rows, key=lambda one: one[0]))
