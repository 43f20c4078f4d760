"""Asking the rules about a step that nobody has given yet, as the person who would give it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

from asset_recovery.domain.actions.asset_actions import CloseAsset, ReopenAsset
from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.domain.errors import Reason
from asset_recovery.domain.registers import StepOption
from asset_recovery.i18n import _
from asset_recovery.lifecycle.ask import Ask
from asset_recovery.lifecycle.debt import DebtAsked
from asset_recovery.lifecycle.permissions import Target, decide
from asset_recovery.lifecycle.position import OrderPosition, Position
from asset_recovery.lifecycle.rules import Rules
from asset_recovery.lifecycle.steps import Judgement, judge
from asset_recovery.lifecycle.story import LATEST, moments
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.queries.approval_query import waiting_approvals
from asset_recovery.persistence.repositories.story_repository import Stories
from asset_recovery.persistence.rows import Row
from asset_recovery.persistence.unit_of_work import Unit
from asset_recovery.services.deciding import Authority, against_deciding
from asset_recovery.services.looking import Sight
from asset_recovery.services.stepping import OPEN_TO_CLOSED_CASES
from asset_recovery.services.work import target_of

FREE_OF_CASE = frozenset(one.action() for one in OPEN_TO_CLOSED_CASES)


class Asking:
    """The record that is asked about, the day, and what is known of it."""

    def __init__(self, sight: Sight, on: date) -> None:
        self.sight = sight
        self.on = on
        self.stories = Stories(sight.connection)

    @cached_property
    def rules(self) -> Rules:
        """The legal system of the record's case, as in force on the day."""
        return self.stories.rules_of(int(self.sight.own_case["id"])).at(self.on)

    @cached_property
    def unit(self) -> Unit:
        """Queries as handlers make them; nothing is written."""
        now = self.sight.reading.now
        return Unit(self.sight.connection, lambda: now, "")

    @property
    def case_closed(self) -> bool:
        """Whether the record's case is closed today."""
        return self.sight.case is not None and self.sight.case["status"] == "closed"

    def position(self, asset: Row) -> Position:
        """The asset as it stands on the day."""
        return self.stories.position(int(asset["id"]), (self.on, LATEST[1]))

    def closed_now(self, asset: Row) -> bool:
        """Whether the asset is closed today, whatever it was on the day."""
        closed = False
        for moment in moments(self.stories.events(asset)):
            command = moment.event.command
            if moment.phase == "effect" and isinstance(command, (CloseAsset, ReopenAsset)):
                closed = isinstance(command, CloseAsset)
        return closed

    def ask(  # noqa: PLR0913, PLR0917 - what a question is made of
        self,
        action: str,
        kind: str | None,
        position: Position,
        order: OrderPosition | None = None,
        closed_now: bool = False,
        debt: DebtAsked | None = None,
    ) -> Judgement:
        """What the tables say of the step, before anybody gives it."""
        reading = self.sight.reading
        kinds = [step.kinds for step in self.rules.steps_of(action)]
        asked = Ask(
            action=action,
            kind=kind,
            position=position,
            on=self.on,
            rules=self.rules,
            order=order,
            base_currency=reading.base_currency,
            convert=reading.rates.convert,
            closed_now=closed_now,
            case_closed=self.case_closed,
            debt=debt,
        )
        if kind is not None or not kinds or not all(kinds):
            return judge(asked)
        # Each kind has its own table: the step is possible if one of them is.
        found = [judge(replace(asked, kind=min(one))) for one in kinds]
        return min(found, key=lambda one: len(one.reasons))

    @cached_property
    def _target(self) -> Target:
        """How the person stands to the record's case: the same for every step."""
        case = self.sight.case
        if case is None:
            return Target()
        return target_of(self.unit, self.sight.actor, int(case["id"]), self.on)

    def permission(self, action: str) -> tuple[Reason, ...]:
        """That another role is needed, if so."""
        decision = decide(self.sight.actor, action, self._target, self.on)
        return () if decision.allowed or decision.reason is None else (decision.reason,)

    def option(
        self,
        action: str,
        judgement: Judgement | None = None,
        given: Mapping[str, object] | None = None,
        permission: str = "",
    ) -> StepOption:
        """The step with every reason against it: the rules' first, then the role that it takes.

        `permission` is the name under which its roles are found, where that is not its own.
        """
        reasons = judgement.reasons if judgement else self.closed_case(action)
        reasons = (*reasons, *self.permission(permission or action))
        return StepOption(
            action=action,
            title=_(VOCABULARY[action].TITLE),
            allowed=not reasons,
            reasons=reasons,
            warnings=judgement.warnings if judgement else (),
            given=tuple((given or {}).items()),
        )

    def closed_case(self, action: str) -> tuple[Reason, ...]:
        """That the case is closed, where that bars the action."""
        if not self.case_closed or action in FREE_OF_CASE:
            return ()
        text = _("The case is closed. Reopen it first.")
        return (Reason("closed_record", text, "reopen_case"),)

    def decisions(self, events: Iterable[int]) -> list[StepOption]:
        """Approve and reject for each step of these events that waits for a second person."""
        found = []
        sight = self.sight
        for approval in waiting_approvals(sight.connection, events):
            given = {"what": approval["reference"]}
            event = self.unit.get(t.event, int(approval["event_id"]))
            days = (self.on, sight.reading.today)
            verdict = against_deciding(sight.connection, sight.actor, approval, event, days)
            allowed = isinstance(verdict, Authority)
            for action in ("approve", "reject"):
                if allowed and isinstance(verdict, Authority) and verdict.on_behalf_of is not None:
                    found.append(self._on_behalf(action, given, verdict.on_behalf_of))
                    continue
                reasons = () if isinstance(verdict, Authority) else verdict
                found.append(self.option(action, Judgement(reasons, ()), given))
        return found

    def _on_behalf(self, action: str, given: Mapping[str, object], name: str) -> StepOption:
        """A decision that was delegated: it needs no role of one's own."""
        title = _("{step} on behalf of {name}").format(step=_(VOCABULARY[action].TITLE), name=name)
        return StepOption(action=action, title=title, allowed=True, given=tuple(given.items()))
