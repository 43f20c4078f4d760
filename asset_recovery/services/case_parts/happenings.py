"""The timeline of a case: one line an event, with a title for people and what it said."""

from __future__ import annotations

import json

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions import (
    confiscation_actions,
    custody_actions,
    money_actions,
    order_actions,
    sale_actions,
    value_actions,
)
from asset_recovery.domain.actions.information_actions import INTELLIGENCE
from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.domain.case_file import EventFacts
from asset_recovery.i18n import _
from asset_recovery.persistence.queries.sale_query import is_sealed_bid
from asset_recovery.persistence.repositories.case_stories import Told
from asset_recovery.services.case_parts.case_desk import CaseDesk, moment, stored_money
from asset_recovery.services.case_parts.event_words import detail
from asset_recovery.services.case_parts.office_work import order_of, record_of, request_of

KINDS = {
    **{one.action(): "order" for one in order_actions.ACTIONS},
    **{one.action(): "custody" for one in custody_actions.ACTIONS},
    **{one.action(): "money" for one in money_actions.ACTIONS},
    **{one.action(): "sale" for one in sale_actions.ACTIONS},
    **{one.action(): "money" for one in confiscation_actions.ACTIONS},
    **{one.action(): "value" for one in value_actions.ACTIONS},
    "record_plan": "value",
    **dict.fromkeys(
        (
            "file_confiscation",
            "withdraw_confiscation",
            "vest_title",
            "record_proceeding",
            "record_proof",
            "publish_notice",
            "file_claim",
            "decide_claim",
            "record_lien",
        ),
        "order",
    ),
    **dict.fromkeys(("return_asset", "record_return_obstacle"), "custody"),
    "dispose_asset": "sale",
}


_CODED = (
    ("register", "information_registers"),
    ("result", "information_results"),
    ("from_kind", "report_sources"),
    ("outcome", "feedback_outcomes"),
)


def kind_of_event(action: str) -> str:
    """The group of the timeline to which an action belongs."""
    return KINDS.get(action, "request" if action.endswith("_request") else _other(action))


def _other(action: str) -> str:
    return "request" if action == "record_answer" else "office"


def event_facts(desk: CaseDesk) -> tuple[EventFacts, ...]:
    """Everything that happened by that day, in the order of its dates and entries."""
    return tuple(_event(desk, one) for one in desk.events)


def _event(desk: CaseDesk, one: Told) -> EventFacts:
    row = one.row
    action = str(row["action"])
    amount = stored_money(row, "amount")
    said = detail(one.command, lambda argument, text: _name(desk, one, argument, text), amount)
    if action == "record_bid" and _is_kept_closed(desk, one):
        amount, said = None, _("sealed bid")
    elif action in INTELLIGENCE:
        said = _in_brief(one)
    return EventFacts(
        on=one.on,
        recorded_at=moment(row["recorded_at"]),
        action=action,
        title=_(VOCABULARY[action].TITLE),
        detail=said,
        kind=kind_of_event(action),
        record=record_of(desk, one),
        actor=desk.user(row["author_id"]),
        actor_number=desk.user_number(row["author_id"]),
        amount=amount,
        state=desk.state(one),
        late=bool(row["late"]),
        irregular=tuple(json.loads(row["irregular"])),
        assets=one.assets,
        order=order_of(desk, one),
        law=str(one.facts.get("law") or ""),
        request=request_of(desk, one),
    )


def _in_brief(one: Told) -> str:
    """With whom, and of what kind: what was said stands with the record alone."""
    command = one.command
    parts = [str(getattr(command, name, None) or "") for name in ("to", "by", "information")]
    for name, list_name in _CODED:
        code = getattr(command, name, None)
        if code:
            parts.append(code_lists.label(list_name, str(code)))
    return "; ".join(part for part in parts if part)


def _is_kept_closed(desk: CaseDesk, one: Told) -> bool:
    """A bid of a tender before the opening, read by somebody else than who recorded it."""
    access = desk.reading.access
    if access is not None and access.user_id == one.row["author_id"]:
        return False
    return is_sealed_bid(desk.reading.connection, str(one.row["reference"] or ""))


def _name(desk: CaseDesk, one: Told, argument: str, text: str) -> str:
    resolved = one.facts.get("parties")
    if isinstance(resolved, dict) and argument in resolved:
        return desk.name(str(resolved[argument]))
    if argument in ("user", "officer"):
        return desk.logins.get(text, text)
    return desk.name(text)
