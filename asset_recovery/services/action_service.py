"""The one way in: an action by a person, carried out in one transaction with one journal entry."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from asset_recovery.domain.actions.base import Action, AssetAction
from asset_recovery.domain.actions.form_actions import InstallForm
from asset_recovery.domain.actions.law_actions import InstallLegalSystem
from asset_recovery.domain.actions.office_actions import AttachDocument
from asset_recovery.domain.actions.paper_actions import InstallProfile, IssuePaper
from asset_recovery.domain.actions.version_actions import RecordSignature
from asset_recovery.domain.actions.vocabulary import read_action
from asset_recovery.domain.errors import AppError, Reason
from asset_recovery.domain.registers import Result
from asset_recovery.lifecycle.deadline_reckoning import Calendar
from asset_recovery.lifecycle.permissions import IMPORT_APPROVERS, Actor
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.derived import put_case_agenda
from asset_recovery.persistence.queries.journal_query import entry_of_operation
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.repositories.story_repository import Stories
from asset_recovery.persistence.store import Engine
from asset_recovery.persistence.unit_of_work import Entry, Unit, open_unit, reading_unit
from asset_recovery.services.actors import actor_of, fresh_actor
from asset_recovery.services.case_terms import case_agenda
from asset_recovery.services.documents import Documents
from asset_recovery.services.handlers import (
    abroad_handlers,
    answer_handlers,
    approval_handlers,
    asset_handlers,
    authority_handlers,
    bank_handlers,
    care_handlers,
    case_handlers,
    confiscation_handlers,
    custody_handlers,
    deadline_handlers,
    debt_handlers,
    delegation_handlers,
    form_handlers,
    information_handlers,
    invoice_handlers,
    key_handlers,
    law_handlers,
    learning_handlers,
    lineage_handlers,
    management_handlers,
    money_handlers,
    offence_handlers,
    office_handlers,
    operation_handlers,
    order_handlers,
    ownership_handlers,
    paper_handlers,
    party_handlers,
    people_handlers,
    quantity_handlers,
    receipt_handlers,
    request_handlers,
    reversal_handlers,
    sale_handlers,
    signature_handlers,
    state_handlers,
    statistics_handlers,
    storage_handlers,
    value_handlers,
    version_handlers,
    victim_handlers,
)
from asset_recovery.services.handlers.paper_handlers import ReadyPaper
from asset_recovery.services.interests import remind
from asset_recovery.services.rates import Rates
from asset_recovery.services.receipt_rows import follow_receipts
from asset_recovery.services.refreshing import cause_of
from asset_recovery.services.stepping import StepsRefused
from asset_recovery.services.timer_effects import settle_case
from asset_recovery.services.timer_service import TimerService
from asset_recovery.services.work import Work

__all__ = ["HANDLERS", "ActionService", "Batch", "Given", "actor_of", "fresh_actor", "log_refusal"]

HANDLERS: Mapping[type[Action], Callable[..., None]] = {
    **case_handlers.HANDLERS,
    **party_handlers.HANDLERS,
    **offence_handlers.HANDLERS,
    **people_handlers.HANDLERS,
    **learning_handlers.HANDLERS,
    **statistics_handlers.HANDLERS,
    **ownership_handlers.HANDLERS,
    **asset_handlers.HANDLERS,
    **lineage_handlers.HANDLERS,
    **order_handlers.HANDLERS,
    **operation_handlers.HANDLERS,
    **custody_handlers.HANDLERS,
    **management_handlers.HANDLERS,
    **care_handlers.HANDLERS,
    **storage_handlers.HANDLERS,
    **quantity_handlers.HANDLERS,
    **key_handlers.HANDLERS,
    **value_handlers.HANDLERS,
    **money_handlers.HANDLERS,
    **invoice_handlers.HANDLERS,
    **bank_handlers.HANDLERS,
    **receipt_handlers.HANDLERS,
    **sale_handlers.HANDLERS,
    **confiscation_handlers.HANDLERS,
    **debt_handlers.HANDLERS,
    **reversal_handlers.HANDLERS,
    **request_handlers.HANDLERS,
    **abroad_handlers.HANDLERS,
    **answer_handlers.HANDLERS,
    **approval_handlers.HANDLERS,
    **delegation_handlers.HANDLERS,
    **office_handlers.HANDLERS,
    **paper_handlers.HANDLERS,
    **form_handlers.HANDLERS,
    **law_handlers.HANDLERS,
    **state_handlers.HANDLERS,
    **authority_handlers.HANDLERS,
    **deadline_handlers.HANDLERS,
    **victim_handlers.HANDLERS,
    **information_handlers.HANDLERS,
    **version_handlers.HANDLERS,
}

ISSUE = IssuePaper.action()


@dataclass(frozen=True, slots=True)
class Given:
    """An action as it is given: by whom, and as what JSON."""

    actor: Actor
    arguments: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionService:
    """Carries out actions for an office.

    `now` is the moment of recording (UTC with `Z`), `today` the office's own date; clocks are
    given, never read. With `reading`, an engine that only reads, a paper that is issued is drawn
    before the transaction begins.
    """

    engine: Engine
    documents: Documents
    office_id: str
    now: Callable[[], str]
    today: Callable[[], date]
    workstation: str = platform.node() or "unknown"
    reading: Engine | None = None
    timers: TimerService = field(init=False)

    def __post_init__(self) -> None:
        """The timers run through the same clock and place."""
        timers = TimerService(self.engine, self.office_id, self.now, self.today, self.workstation)
        object.__setattr__(self, "timers", timers)

    def give(
        self, actor: Actor, arguments: Mapping[str, object], *, by_import: bool = False
    ) -> Result:
        """One action in a transaction of its own; a refusal comes back as a result."""
        return self.give_all([Given(actor, arguments)], by_import=by_import)[0]

    def give_all(
        self, given: Sequence[Given], *, by_import: bool = False, dry_run: bool = False
    ) -> list[Result]:
        """Actions that stand or fall together; after a refusal none is kept.

        The results run up to the first refusal. Wrong use (`WrongUse`) is raised, not returned.
        """
        results: list[Result] = []
        if not dry_run:
            self.timers.before_a_step()
        ready = self._ready(given, by_import)
        try:
            with open_unit(self.engine, self.now, self.office_id) as unit:
                work_of = self._works(unit, by_import)
                for one in given:
                    results.append(self.carry_out(unit, work_of, one, ready))
                if dry_run:
                    raise _Undone
        except _Undone:
            return results
        except AppError as refusal:
            if refusal.kind == "usage":
                raise
            del results[len(given) - 1 :]  # all were carried out, then the commit failed
            refused = given[len(results)]
            self._log_refusal(refused, refusal)
            results.append(_refused(refused, refusal))
        return results

    def _ready(self, given: Sequence[Given], by_import: bool) -> ReadyPaper | None:
        """The paper of a single issue, drawn from a snapshot: it takes seconds, and others write.

        None for everything else, and where it would be refused: the transaction says so, and notes
        it.
        """
        if self.reading is None or [one.arguments.get("action") for one in given] != [ISSUE]:
            return None
        try:
            command = read_action(given[0].arguments)
            with reading_unit(self.reading, self.now, self.office_id) as unit:
                if not isinstance(command, IssuePaper) or self._earlier(unit, command):
                    return None
                work = self._works(unit, by_import)(fresh_actor(unit, given[0].actor))
                return paper_handlers.make_paper(work, command, self.documents)
        except AppError:
            return None

    @contextmanager
    def batch(
        self,
        *,
        by_import: bool = False,
        keep: bool = True,
        approvers: frozenset[str] = IMPORT_APPROVERS,
    ) -> Iterator[Batch]:
        """Many actions in one transaction, each undone alone if refused; for imports.

        Who has one of the roles of `approvers` approves the import's rows as a whole.
        With `keep` False everything is tried and nothing kept. Leaving the block by an exception
        (a refusal of the whole, or Cancel) keeps nothing either.
        """
        if keep:
            self.timers.before_a_step()
        try:
            with open_unit(self.engine, self.now, self.office_id) as unit:
                yield Batch(self, unit, partial(self._works, unit, by_import, approvers))
                if not keep:
                    raise _Undone
        except _Undone:
            return

    def _works(
        self, unit: Unit, by_import: bool, approvers: frozenset[str] = IMPORT_APPROVERS
    ) -> Callable[[Actor], Work]:
        connection = unit.connection
        base = finder.setting(connection, "currency", "EUR")
        rates, stories = Rates(connection, base), Stories(connection)
        calendar = Calendar(finder.setting(connection, "country", ""))

        def make(actor: Actor) -> Work:
            return Work(
                unit=unit,
                actor=actor,
                today=self.today(),
                rates=rates,
                stories=stories,
                base_currency=base,
                calendar=calendar,
                workstation=self.workstation,
                by_import=by_import,
                approvers=approvers,
            )

        return make

    def carry_out(
        self,
        unit: Unit,
        work_of: Callable[[Actor], Work],
        one: Given,
        ready: ReadyPaper | None = None,
    ) -> Result:
        """One action inside an open unit; raises its refusal. `ready`: its paper, drawn before."""
        command = read_action(one.arguments)
        earlier = self._earlier(unit, command)
        if earlier is not None:
            return earlier
        work = work_of(fresh_actor(unit, one.actor))
        if isinstance(command, AttachDocument):
            office_handlers.attach_document(work, command, self.documents)
            command = office_handlers.without_folder(command)
        elif isinstance(command, IssuePaper):
            paper_handlers.issue_paper(work, command, self.documents, ready)
        elif isinstance(command, RecordSignature):
            signature_handlers.record_signature(work, command, self.documents)
            command = command.without_folder()
        else:
            HANDLERS[type(command)](work, command)
        remind(work, type(command).action())
        if isinstance(command, InstallLegalSystem):
            command = law_handlers.without_folder(command)
        if isinstance(command, InstallProfile):
            command = paper_handlers.without_folder(command)
        elif isinstance(command, InstallForm):
            command = form_handlers.without_folder(command)
        follow_receipts(unit)
        for case_id in sorted(work.stale_terms):
            lines = case_agenda(unit.connection, work.stories, case_id, work.calendar)
            put_case_agenda(unit.connection, case_id, lines)
            settle_case(unit, case_id, lines, cause_of(work))
        seq = unit.enter(
            Entry(
                action=type(command).action(),
                actor=work.actor.name,
                workstation=self.workstation,
                command=command.given(),
                reason=command.reason,
                operation_id=command.operation_id,
                case=work.journal_case,
                notes={
                    "made": work.made,
                    "warnings": [warning.as_json() for warning in work.warnings],
                    "pending": [list(pending) for pending in work.pending],
                    **({"on_behalf_of": work.on_behalf_of} if work.on_behalf_of else {}),
                },
            )
        )
        return Result(
            ok=True,
            action=type(command).action(),
            made=tuple(work.made.items()),
            pending=tuple(work.pending),
            warnings=tuple(work.warnings),
            rows=tuple(work.rows) if _names_many(command) else (),
            seq=seq,
            notes=tuple(work.notes),
            told=tuple(work.told.items()),
        )

    def _earlier(self, unit: Unit, command: Action) -> Result | None:
        """The result of the same operation given before: it has one effect."""
        if command.operation_id is None:
            return None
        entry = entry_of_operation(unit.connection, command.operation_id)
        if entry is None:
            return None
        notes = json.loads(entry["payload"])["notes"]
        return Result(
            ok=True,
            action=entry["action"],
            made=tuple(notes["made"].items()),
            pending=tuple((str(name), int(level)) for name, level in notes["pending"]),
            warnings=tuple(Reason(**warning) for warning in notes["warnings"]),
            seq=entry["seq"],
        )

    def _log_refusal(self, one: Given, refusal: AppError) -> None:
        """A refused action changes nothing and is itself noted."""
        if refusal.kind == "storage":
            return
        with open_unit(self.engine, self.now, self.office_id) as unit:
            action = str(one.arguments.get("action"))
            log_refusal(unit, one.actor.name, action, refusal, self.workstation)


class Batch:
    """An open transaction into which actions are given one after the other."""

    def __init__(
        self, service: ActionService, unit: Unit, works: Callable[[], Callable[[Actor], Work]]
    ) -> None:
        self._service, self.unit, self._works = service, unit, works
        self.work_of = works()

    def give(self, actor: Actor, group: Sequence[Mapping[str, object]]) -> list[Result]:
        """Actions that stand or fall together inside the batch; raises the refusal."""
        try:
            with self.unit.attempt():
                return [
                    self._service.carry_out(self.unit, self.work_of, Given(actor, arguments))
                    for arguments in group
                ]
        except AppError:
            # Keys of undone records are given anew: what was remembered of them is forgotten.
            self.work_of = self._works()
            raise


class _Undone(AppError):
    """A dry run: everything was tried, nothing is kept."""

    kind = "usage"

    def __init__(self) -> None:
        super().__init__(Reason("cancelled", "Nothing was kept."))


def _names_many(command: Action) -> bool:
    return isinstance(command, AssetAction) and len(command.named()) > 1


def _refused(one: Given, refusal: AppError) -> Result:
    return Result(
        ok=False,
        action=str(one.arguments.get("action")),
        kind=refusal.kind,
        reasons=refusal.reasons,
        rows=refusal.rows if isinstance(refusal, StepsRefused) and len(refusal.rows) > 1 else (),
    )


def log_refusal(unit: Unit, actor: str, action: str, refusal: AppError, workstation: str) -> None:
    """Note who was refused what, and why; never with what was given."""
    codes = [reason.code for reason in refusal.reasons]
    noted = {"action": action, "kind": refusal.kind, "codes": codes, "workstation": workstation}
    unit.log(t.decision_log, actor, noted)
