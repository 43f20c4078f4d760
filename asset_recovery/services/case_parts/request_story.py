"""What was said to and fro on a request, record by record, for the papers that repeat it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from asset_recovery.domain.actions.answer_actions import AnswerChecklist
from asset_recovery.domain.request_story_facts import (
    CheckFacts,
    ChecklistAnswer,
    ConsultationFacts,
    LimitFacts,
    OrderDecisionFacts,
    ReplyFacts,
    RequestStoryFacts,
    ResultFacts,
    StateNoticeFacts,
)
from asset_recovery.lifecycle.foreign_position import money_of
from asset_recovery.lifecycle.request_position import Notice, Reply, RequestPosition
from asset_recovery.persistence.queries.case_query import Record
from asset_recovery.persistence.repositories.case_stories import Told
from asset_recovery.services.case_parts.case_desk import CaseDesk

_WRITING = ("draft_request", "fill_request")


def request_story(desk: CaseDesk, row: Record, position: RequestPosition) -> RequestStoryFacts:
    """Everything on the request until the day that is asked for, in the order of its days."""
    limit = position.limit
    return RequestStoryFacts(
        channel=position.channel or "",
        tracking=position.tracking or "",
        withdrawn_on=position.withdrawn_on,
        ended_on=position.ended_on,
        checks=tuple(
            CheckFacts(
                on=one.on,
                competent=one.competent,
                dual_criminality=one.dual_criminality,
                complete=one.complete,
                missing=one.missing,
                reply_by=one.reply_by,
            )
            for one in position.checks
        ),
        replies=tuple(_reply(one) for one in position.replies),
        answers=tuple(position.answers),
        consultations=tuple(
            ConsultationFacts(
                subject=one.subject,
                on=one.on,
                assets=one.assets,
                reply_by=one.reply_by,
                reply=one.reply or "",
                replied_on=one.replied_on,
            )
            for one in position.consultations
        ),
        notices=tuple(_notice(one) for one in position.notices),
        decisions=tuple(_decisions(position)),
        limit=None
        if limit is None
        else LimitFacts(
            asked_on=limit.asked_on,
            until=limit.until,
            answer=limit.answer or "",
            answered_on=limit.answered_on,
        ),
        informed=tuple(position.informed),
        silence=tuple(position.silence),
        shared=tuple(position.shared),
        reminders=tuple(position.reminders),
        checklist=tuple(_checklist(desk, row)),
    )


def _reply(reply: Reply) -> ReplyFacts:
    return ReplyFacts(
        on=reply.on,
        kind=reply.kind,
        grounds=reply.grounds,
        results=tuple(_result(one) for one in reply.results),
        reply_by=reply.reply_by,
        until=reply.until,
        reasons=reply.reasons,
    )


def _result(row: Mapping[str, object]) -> ResultFacts:
    return ResultFacts(
        asset=str(row["asset"]),
        outcome=str(row["outcome"]),
        amount=money_of(row.get("amount")),
        asked=money_of(row.get("asked")),
        shortfall=money_of(row.get("shortfall")),
        costs=money_of(row.get("costs")),
        ground=str(row.get("ground") or ""),
        reference=str(row.get("reference") or ""),
        note=str(row.get("note") or ""),
    )


def _notice(notice: Notice) -> StateNoticeFacts:
    return StateNoticeFacts(
        on=notice.on,
        kind=notice.kind,
        ours=notice.ours,
        amount=notice.amount,
        until=notice.until,
        reference=notice.reference or "",
        assets=notice.assets,
        reasons=notice.reasons,
        victim=tuple(sorted(notice.victim.items())),
    )


def _decisions(position: RequestPosition) -> Iterator[OrderDecisionFacts]:
    for order in position.orders.values():
        yield OrderDecisionFacts(
            order=order.reference,
            kind=order.kind,
            decision=order.decision or "",
            decided_on=order.decided_on,
            authority=order.authority,
            grounds=order.grounds,
            consulted_on=order.consulted_on,
            postponed_until=order.postponed_until,
            protective_steps=order.protective_steps,
            postponed_on=order.postponed_on,
            postponed_ground=order.postponed_ground,
            reasons=order.reasons,
            priority_note=order.priority_note,
            amount=order.amount,
            ended_on=order.ended_on,
        )


def _checklist(desk: CaseDesk, row: Record) -> Iterator[ChecklistAnswer]:
    """The answers to the quality checklist; whoever wrote the request answers as its drafter."""
    own = [one for one in desk.events if one.row["request_id"] == row["id"]]
    drafters = {one.row["author_id"] for one in own if one.row["action"] in _WRITING}
    for told in own:
        command = told.command
        if isinstance(command, AnswerChecklist):
            by = "drafter" if told.row["author_id"] in drafters else "reviewer"
            yield from _answers(told, command, by)


def _answers(told: Told, command: AnswerChecklist, by: str) -> Iterator[ChecklistAnswer]:
    for one in command.answers:
        yield ChecklistAnswer(
            check=str(one["check"]),
            answer=str(one["answer"]),
            by=by,
            on=command.on,
            comment=str(one.get("comment") or ""),
        )
