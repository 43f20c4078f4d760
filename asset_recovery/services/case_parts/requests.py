"""Requests to and from other States as pages and papers show them: told from their events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.confiscation_actions import RecordAgreement
from asset_recovery.domain.case_file import (
    AbroadFacts,
    ContactFacts,
    ExecutionFacts,
    RequestClockFacts,
    RequestFacts,
    RequestOrderFacts,
    RequestStepFacts,
    SeveralStatesFacts,
)
from asset_recovery.domain.countries import country_name
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.figures.look_ups import public_holidays
from asset_recovery.lifecycle.figures.working_days import WorkingDays
from asset_recovery.lifecycle.foreign_position import money_of
from asset_recovery.lifecycle.request_clocks import Clock, clocks
from asset_recovery.lifecycle.request_position import RequestPosition
from asset_recovery.lifecycle.request_steps import current_step, reached
from asset_recovery.lifecycle.several_states import running_total
from asset_recovery.persistence.queries.case_query import Record
from asset_recovery.persistence.queries.request_query import ASSET_ACTIONS
from asset_recovery.persistence.repositories.case_stories import Told
from asset_recovery.persistence.store import Connection
from asset_recovery.services.case_parts.case_desk import CaseDesk, day_of, listed
from asset_recovery.services.case_parts.request_drafts import (
    Lines,
    drafts_of,
    told_drafts,
)
from asset_recovery.services.case_parts.request_story import request_story
from asset_recovery.services.request_kept import (
    addressee_of,
    beside_of,
    fields_of,
    parent_of,
    versions_of,
)
from asset_recovery.services.request_stories import told

_AMENDS_ORDERS = ("serve_order", "lift_order", "decide_challenge", "record_lapse")


def request_facts(connection: Connection, row: Mapping[str, Any]) -> RequestFacts:
    """A row of the table of requests as forms take it, with its drafts and what was signed."""
    return RequestFacts(**_columns(row), **drafts_of(connection, row))


def _columns(row: Mapping[str, Any]) -> dict[str, Any]:
    names = ("reference", "direction", "form", "country", "authority", "state", "result")
    found: dict[str, Any] = {name: row[name] for name in names}
    found |= {name: tuple(listed(row[name])) for name in ("kinds", "assets", "orders", "parties")}
    found |= {name: day_of(row[name]) for name in ("made_on", "due_on", "sent_on")}
    found |= {"fields": fields_of(row), "language": row["language"]}
    found |= {"parent": parent_of(row), "form_versions": versions_of(row)}
    found |= {"addressee": addressee_of(row), "beside": beside_of(row)}
    return found | {"confidentiality": row["confidentiality"]}


def requests(desk: CaseDesk) -> tuple[RequestFacts, ...]:
    """Every request of the case that was there on the day that is asked for, as it stood then."""
    rows = desk.rows.of("request")
    positions = {str(row["reference"]): position_of(desk, row) for row in rows}
    lines = Lines()
    for one in desk.done("new_version"):
        lines.add(one.facts)
    found = []
    for row in rows:
        position = positions[str(row["reference"])]
        if position.made_on or position.sent_on or desk.reading.as_of is None:
            facts = _facts(desk, row, position, list(positions.values()))
            found.append(replace(facts, **_drafts(desk, row, lines)))
    return tuple(found)


def position_of(desk: CaseDesk, row: Record) -> RequestPosition:
    """The request on the day that is asked for."""
    names = [str(row["reference"])]
    events = [desk.stories.story_event(one, names) for one in _events(desk, row)]
    return told(row, events)


def _events(desk: CaseDesk, row: Record) -> Iterator[Told]:
    named = set(listed(row["orders"]))
    orders = {key for key, order in desk.rows.tables["court_order"].items()
              if order["reference"] in named}  # fmt: skip
    orders |= {
        one.row["order_id"]
        for one in desk.events
        if one.row["request_id"] == row["id"] and one.row["order_id"] is not None
    }
    assets = set(listed(row["assets"]))
    keys = {key for key, asset in desk.rows.tables["asset"].items()
            if asset["reference"] in assets}  # fmt: skip
    keys |= {key for key, asset in desk.rows.tables["asset"].items()
             if asset["substitutes_id"] in keys}  # fmt: skip
    for one in desk.events:
        if (
            one.row["request_id"] == row["id"]
            or one.row["order_id"] in orders
            or isinstance(one.command, RecordAgreement)
            or (one.row["action"] in ASSET_ACTIONS and keys & set(one.asset_ids))
        ):
            yield one


def _facts(
    desk: CaseDesk, row: Record, position: RequestPosition, all_of_case: list[RequestPosition]
) -> RequestFacts:
    columns = _columns(row)
    if desk.reading.as_of is not None or position.is_inbound:
        columns |= {"state": position.state}
    if desk.reading.as_of is not None:
        columns["sent_on"] = position.sent_on
    victim = position.victim
    return RequestFacts(
        **columns,
        step=current_step(position),
        urgent=position.urgent,
        several_reason=position.several_reason,
        amount=position.amount,
        paid_elsewhere=position.paid_elsewhere,
        victim_decision=""
        if victim is None
        else ", ".join(
            filter(
                None,
                (
                    code_lists.label("victim_decision_kinds", victim.kind),
                    victim.to,
                    victim.amount.display() if victim.amount else "",
                ),
            )
        ),
        steps=tuple(_steps(position)),
        clocks=tuple(_clocks(desk, row, position)),
        recognition=tuple(_orders(position)),
        abroad=tuple(_abroad(position)),
        execution=tuple(_execution(position)),
        contacts=tuple(sorted(_contacts(position), key=lambda one: one.on)),
        totals=tuple(_totals(desk, position, all_of_case)),
        story=request_story(desk, row, position),
    )


def _drafts(desk: CaseDesk, row: Record, lines: Lines) -> dict[str, Any]:
    # By their entries: a draft has no legal date of its own.
    told_ones = sorted(
        (one for one in desk.events if one.row["request_id"] == row["id"]),
        key=lambda one: int(one.row["id"]),
    )
    told_rows = [(one.row, one.facts) for one in told_ones]
    connection = desk.reading.connection
    return told_drafts(connection, told_rows, str(row["reference"]), lines, desk.user)


def _steps(position: RequestPosition) -> Iterator[RequestStepFacts]:
    name = "inbound_steps" if position.is_inbound else "outbound_steps"
    for one in reached(position):
        yield RequestStepFacts(step=one.step, label=code_lists.label(name, one.step), on=one.on)


def working_days(desk: CaseDesk, row: Record) -> WorkingDays:
    """The working days that count: of the State that must act."""
    out = str(row["direction"]).startswith("out")
    country = str(row["country"]) if out else desk.settings().get("country", "")
    return WorkingDays(of_year=lambda year: public_holidays(country, year) if country else ())


def _clocks(desk: CaseDesk, row: Record, position: RequestPosition) -> Iterator[RequestClockFacts]:
    for clock in clocks(position, desk.rules, working_days(desk, row)):
        state = _state(clock, desk.day)
        yield RequestClockFacts(
            code=clock.code,
            title=_(clock.title),
            rule=clock.rule,
            start=clock.start,
            due=clock.due,
            state=state,
            hard=clock.hard,
            met_on=clock.met_on,
            record=clock.record,
            note=_(clock.expiry) if clock.expiry and state == "late" else "",
        )


def _state(clock: Clock, today: date) -> str:
    if clock.met_on is not None:
        return "met_late" if clock.met_on > clock.due else "met"
    if clock.paused:
        return "paused"
    return "late" if clock.is_late(today) else "open"


def _orders(position: RequestPosition) -> Iterator[RequestOrderFacts]:
    if not position.is_inbound:
        return
    for order in position.orders.values():
        due = order.amount
        paid = position.paid_elsewhere
        if due is not None and paid is not None and paid.currency == due.currency:
            due = Money(max(due.minor - paid.minor, 0), due.currency)
        lists = {"refused": "refusal_grounds", "postponed": "postponement_grounds"}
        name = lists.get(order.decision or "", "refusal_grounds")
        yield RequestOrderFacts(
            order=order.reference,
            kind=order.kind,
            decision=order.decision or "",
            decided_on=order.decided_on,
            grounds=tuple(grounds_in_words(name, order.grounds)),
            until=order.postponed_until,
            ended_on=order.ended_on,
            amount=order.amount,
            due=due,
        )


def grounds_in_words(name: str, grounds: tuple[str, ...]) -> Iterator[str]:
    """Each ground with its label and where it stands, by instrument."""
    for ground in grounds:
        known = code_lists.code_list(name).codes.get(ground)
        if known is None:
            yield ground
            continue
        articles = known.more.get("articles")
        stands = ""
        if isinstance(articles, dict):
            stands = " (" + "; ".join(f"{key} {value}" for key, value in articles.items()) + ")"
        yield f"{ground} {_(known.label)}{stands}"


def _abroad(position: RequestPosition) -> Iterator[AbroadFacts]:
    if position.is_inbound:
        return
    for asset, line in position.results.items():
        yield AbroadFacts(
            asset=asset,
            outcome=line.outcome,
            on=line.on,
            reference=line.reference or "",
            expected=line.expected,
            expected_on=line.expected_on,
            confirmed=line.confirmed,
            confirmed_on=line.confirmed_on,
            received=line.received,
            received_on=line.received_on,
            deducted=line.deducted,
            running_costs=line.running_costs,
            expires_on=line.expires_on,
            custodian=line.custodian or "",
            next_hearing=line.next_hearing,
        )


def _execution(position: RequestPosition) -> Iterator[ExecutionFacts]:
    for reply in position.replies:
        for row in reply.results:
            yield ExecutionFacts(
                asset=str(row["asset"]),
                on=reply.on,
                outcome=str(row["outcome"]),
                amount=money_of(row.get("amount")),
                asked=money_of(row.get("asked")),
                shortfall=money_of(row.get("shortfall")),
                ground=code_lists.label("impossibility_grounds", str(row["ground"]))
                if row.get("ground")
                else "",
            )


def _contacts(position: RequestPosition) -> Iterator[ContactFacts]:
    """Everything that went to and fro, in words."""
    for check in position.checks:
        missing = ", ".join(check.missing)
        what = _("Intake checked: complete") if check.passes else _("Intake checked: not complete")
        yield ContactFacts(on=check.on, what=what, detail=missing)
    for reply in position.replies:
        lists = {"refused": "refusal_grounds", "postponed": "postponement_grounds",
                 "impossible": "impossibility_grounds"}  # fmt: skip
        name = lists.get(reply.kind)
        grounds = grounds_in_words(name, reply.grounds) if name else reply.grounds
        yield ContactFacts(
            on=reply.on,
            what=_("Answer: {kind}").format(kind=code_lists.label("reply_kinds", reply.kind)),
            detail=", ".join(grounds),
        )
    for on, kind in position.answers:
        label = code_lists.label("answer_kinds", kind)
        yield ContactFacts(on=on, what=_("Answer received: {kind}").format(kind=label))
    for on, whom, channel in position.shared:
        yield ContactFacts(on=on, what=_("Draft shared"), detail=f"{whom}, {channel}")
    for on in position.reminders:
        yield ContactFacts(on=on, what=_("Reminder sent"))
    for one in position.consultations:
        label = code_lists.label("consultation_subjects", one.subject)
        told_ = code_lists.label("state_notices", one.reply) if one.reply else _("no reply yet")
        yield ContactFacts(on=one.on, what=_("Consulted: {what}").format(what=label), detail=told_)
    for notice in position.notices:
        label = code_lists.label("state_notices", notice.kind)
        what = _("Notice sent: {kind}") if notice.ours else _("Notice received: {kind}")
        amount = notice.amount.display() if notice.amount else ""
        yield ContactFacts(on=notice.on, what=what.format(kind=label), detail=amount)
    for on, who in position.informed:
        yield ContactFacts(on=on, what=_("Affected person informed"), detail=who)
    for on, until, why in position.silence:
        detail = why if until is None else f"{why} ({until.isoformat()})"
        yield ContactFacts(on=on, what=_("Information postponed"), detail=detail)


def _totals(
    desk: CaseDesk, position: RequestPosition, all_of_case: list[RequestPosition]
) -> Iterator[SeveralStatesFacts]:
    """The running total of each order on which more than one State was asked."""
    if position.is_inbound:
        return
    orders = {row["reference"]: row for row in desk.rows.of("court_order")}
    for reference in position.orders:
        row = orders.get(reference)
        if row is None:
            continue
        minor = row["amount_minor"]
        amount = None if minor is None else Money(minor, str(row["amount_currency"]))
        total = running_total(reference, amount, all_of_case, desk.reading.rates.convert, desk.day)
        if total.total is None:
            continue
        yield SeveralStatesFacts(
            order=reference,
            amount=amount,
            total=total.total,
            left=total.left,
            by_state=tuple(
                (country_name(one.country), one.held, one.received) for one in total.lines
            ),
        )
