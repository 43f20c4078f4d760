"""The steps of a request: of ours one after the other, of a received one from the intake on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from asset_recovery.domain.errors import Reason
from asset_recovery.domain.registers import StepOption
from asset_recovery.i18n import _
from asset_recovery.lifecycle.request_position import RequestPosition
from asset_recovery.lifecycle.request_rules import RequestAsk, reasons, reminder_doubts
from asset_recovery.lifecycle.request_turns import (
    OPEN,
    STEP_TO,
    TURNS,
    already_ended,
    consent_out_of_scope,
    out_of_turn,
    permission_of,
    replaced,
    reviewed_by_same,
    version_open,
)
from asset_recovery.lifecycle.steps import Judgement
from asset_recovery.persistence.queries.event_query import (
    drafters_of_request,
    reviewer_of_request,
)
from asset_recovery.services.case_parts.request_drafts import living_successors
from asset_recovery.services.case_reader import read_case_file, request_facts
from asset_recovery.services.request_place import unchanging
from asset_recovery.services.request_stories import request_position
from asset_recovery.services.step_options.asking import Asking

if TYPE_CHECKING:
    from asset_recovery.forms.filled_form import FilledForm
    from asset_recovery.forms.marked_text import TextToCheck

_LEADS_TO = {STEP_TO[state]: state for state in TURNS[1:]}
_COMPLETE = ("approve_request", "sign_request", "send_request")
_NOT_THE_AUTHOR = ("review_request", "approve_request", "confirm_text")
_CHANGES = ("fill_request", "refresh_request", "confirm_text")
_BY_POSITION = (
    "share_draft",
    "remind_request",
    "notify_state",
    "record_state_notice",
    "new_version",
    "record_signature",
)
_OUTBOUND = (
    "fill_request",
    "refresh_request",
    *_LEADS_TO,
    "share_draft",
    "confirm_text",
    "answer_checklist",
    "record_answer",
    "remind_request",
    "record_state_notice",
    "notify_state",
    "new_version",
    "record_signature",
    "withdraw_request",
    "close_request",
)
_INBOUND = (
    "check_request",
    "answer_request",
    "consult_state",
    "record_state_notice",
    "postpone_information",
    "close_request",
)
_ALWAYS = ("record_consent", "attach_document", "set_deadline")
_OF_ORDERS = ("recognise_order", "refuse_recognition", "postpone_recognition")


def request_options(asking: Asking) -> list[StepOption]:
    """Every step for the request."""
    inbound = str(asking.sight.row["direction"]).startswith("in")
    found = _inbound(asking) if inbound else _outbound(asking)
    row = asking.sight.row
    consent = consent_out_of_scope(str(row["reference"]), str(row["form"]))
    against = {"record_consent": Judgement(tuple(consent), ())} if consent else {}
    return [*found, *(asking.option(name, against.get(name)) for name in _ALWAYS)]


def _outbound(asking: Asking) -> list[StepOption]:
    desk = _Outbound(asking)
    form = str(asking.sight.row["form"])
    return [
        asking.option(
            name,
            Judgement(desk.against(name), desk.warned(name)),
            desk.given(name),
            permission_of(name, form),
        )
        for name in _OUTBOUND
    ]


def _inbound(asking: Asking) -> list[StepOption]:
    """The intake, the decision on each order that waits, the answers."""
    row = asking.sight.row
    position = request_position(asking.sight.connection, asking.stories, row)
    found = []
    for name in _INBOUND:
        ask = RequestAsk(name, position, tuple(json.loads(row["kinds"])))
        against = (*asking.closed_case(name), *reasons(ask))
        found.append(asking.option(name, Judgement(tuple(against), ())))
    for order in position.orders.values():
        if order.kind and not order.is_own and order.decision in (None, "postponed"):
            given = {"order": order.reference}
            found += [asking.option(name, given=given) for name in _OF_ORDERS]
    if not any(order.kind for order in position.orders.values()):
        given = {"request": position.reference, "country": position.country}
        found.append(asking.option("record_order", given=given))
    return found


class _Outbound:
    """A request of ours that is asked about: its story is told, its form filled, once."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._sight = asking.sight
        self._state = str(asking.sight.row["state"])

    def given(self, name: str) -> dict[str, object]:
        """What the step is prefilled with."""
        if name == "new_version":
            return {"request": "", "of": self._sight.row["reference"]}
        if name == "confirm_text" and self._is_open:
            return {"fields": [text.key for text in self._to_check]}
        return {}

    def against(self, name: str) -> tuple[Reason, ...]:
        """Everything that stands in the way of a step, the most specific first."""
        found: list[Reason] = []
        if name in _CHANGES:
            found += unchanging(self._sight.connection, self._sight.row)
        wrong = out_of_turn(self._state, _LEADS_TO[name]) if name in _LEADS_TO else None
        if wrong is not None:
            found.append(wrong)
        if name in _NOT_THE_AUTHOR and self._wrote_it:
            text = _("You wrote this request; somebody else must look at it.")
            found.append(Reason("same_person", text))
        found += self._of_content(name)
        if name == "record_answer" and self._sight.row["sent_on"] is None:
            found.append(Reason("wrong_state", _("The request was not sent."), "send_request"))
        if name in ("withdraw_request", "close_request"):
            found += already_ended(self._state, name)
        if name == "send_request":
            found += replaced(self._successors)
        if name == "new_version":
            found += version_open(self._successors)
        if name in _BY_POSITION:
            found += reasons(RequestAsk(name, self._position))
        return tuple(found)

    def warned(self, name: str) -> tuple[Reason, ...]:
        """What does not stand in the way of a step and is said all the same."""
        if name == "approve_request" and self._state == "reviewed":
            sight = self._sight
            reviewer = reviewer_of_request(sight.connection, int(sight.row["id"]))
            return tuple(reviewed_by_same(reviewer, sight.actor.id))
        if name == "remind_request":
            return tuple(reminder_doubts(self._position))
        return ()

    def _of_content(self, name: str) -> list[Reason]:
        """What the form lacks for a step; before a signature also what nobody confirmed."""
        if name in _COMPLETE and self._state in TURNS[:-1]:
            return self._lacks(name)
        if name == "confirm_text" and self._is_open and not self._to_check:
            return [Reason("wrong_state", _("No text of the request waits to be checked."))]
        return []

    @property
    def _is_open(self) -> bool:
        return self._state in OPEN

    def _lacks(self, name: str) -> list[Reason]:
        from asset_recovery.forms.filled_form import against_signing  # noqa: PLC0415 - large

        if name == "sign_request":
            return against_signing(self._filled)
        return [one.reason() for one in self._filled.blocking]

    @cached_property
    def _to_check(self) -> Sequence[TextToCheck]:
        from asset_recovery.forms.filled_form import texts_to_check  # noqa: PLC0415 - large

        return texts_to_check(self._filled)

    @cached_property
    def _filled(self) -> FilledForm:
        from asset_recovery.forms.filled_form import fill_request  # noqa: PLC0415 - large

        sight = self._sight
        file = read_case_file(sight.reading, sight.own_case, with_journal=False)
        facts = request_facts(sight.connection, sight.row)
        return fill_request(file, facts, sight.reading.today)

    @cached_property
    def _position(self) -> RequestPosition:
        sight = self._sight
        return request_position(sight.connection, self._asking.stories, sight.row)

    @cached_property
    def _successors(self) -> list[tuple[str, str]]:
        return living_successors(self._sight.connection, self._sight.row)

    @cached_property
    def _wrote_it(self) -> bool:
        sight = self._sight
        return sight.actor.id in drafters_of_request(sight.connection, sight.row["id"])
