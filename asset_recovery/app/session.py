"""One person's session in an open office: the services, and who is asking."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from asset_recovery.app import record_picks
from asset_recovery.app.field_lists import with_lists
from asset_recovery.app.open_copies import OpenCopies
from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.base import ActionSpec, WrongUse, describe
from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.domain.case_file import CaseFile, EventFacts
from asset_recovery.domain.deadlines import DueWish
from asset_recovery.domain.errors import AppError, NotFound, NotPermitted, Reason, StorageFailed
from asset_recovery.domain.history import HistoryPage, HistoryWish
from asset_recovery.domain.law_trial import Trial
from asset_recovery.domain.order_detail import OrderDetail
from asset_recovery.domain.progress import Progress
from asset_recovery.domain.registers import Result, SearchHit, StepOption
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import ROLES, Actor
from asset_recovery.paper_words import catalogue_of, paper_languages
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries.event_query import case_of_record
from asset_recovery.persistence.queries.journal_query import newest_entries
from asset_recovery.persistence.queries.pick_query import case_of_party
from asset_recovery.persistence.queries.register_query import executor
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.repositories.story_repository import Stories
from asset_recovery.services.action_service import Given
from asset_recovery.services.backup_service import backups_in
from asset_recovery.services.board_service import BoardService
from asset_recovery.services.consultation import Consultations
from asset_recovery.services.deadline_service import DeadlineService
from asset_recovery.services.decision_service import DecisionService
from asset_recovery.services.document_service import DocumentService, HandedOut
from asset_recovery.services.history_service import HistoryService
from asset_recovery.services.import_service import ImportReport, ImportService
from asset_recovery.services.law_service import LawService, known_to
from asset_recovery.services.learning_service import LearningService
from asset_recovery.services.office import Office
from asset_recovery.services.paper_service import PaperService
from asset_recovery.services.register_as_of import AsOf
from asset_recovery.services.register_service import RegisterService
from asset_recovery.services.same_assets import SameAssets
from asset_recovery.services.search_service import SearchService
from asset_recovery.services.show_service import ShowService
from asset_recovery.services.statistics_service import StatisticsService
from asset_recovery.services.step_service import StepService
from asset_recovery.services.then_source import ThenSource
from asset_recovery.services.today_service import TodayService
from asset_recovery.services.value_orders import ValueOrderService
from asset_recovery.ui import office as shapes

if TYPE_CHECKING:
    from asset_recovery.services.request_preview import RequestPreviews


@dataclass
class OfficeSession:
    """The services of an office for whoever is logged in."""

    office: Office
    actor: Actor | None = None
    purposes: dict[str, str] = field(default_factory=dict)
    copies: OpenCopies = field(default_factory=OpenCopies)

    @classmethod
    def open(cls, place: Path) -> OfficeSession:
        """Open the office in this place; nobody is logged in yet."""
        return cls(Office.open(place))

    def close(self) -> None:
        """Close the office; looks that wait are written first."""
        self.copies.forget()
        self.consultations.flush()
        self.office.close()

    def log_in(self, user: str, password: str) -> Actor:
        """Start the session of a user; raises `NotPermitted`."""
        self.actor = self.office.users.log_in(user, password)
        self.purposes.clear()
        return self.actor

    def take_over(self, actor: Actor) -> None:
        """Go on with a user whose password was right before the services were there."""
        self.actor = actor
        self.purposes.clear()

    def note_list(self, actor: Actor, screen: str, ids: Sequence[str], at: str) -> None:
        """Note what a list showed before the services were there (`at`: UTC, `Z`)."""
        self.consultations.note(actor, None, screen, ids=[*ids], at=at)

    def log_out(self) -> None:
        """Nobody is logged in any more."""
        self.copies.forget()
        self.consultations.flush()
        self.actor = None
        self.purposes.clear()
        if self.__dict__.get("request_previews") is not None:
            self.request_previews.forget()

    def require_user(self) -> None:
        """Raise `NotPermitted` unless somebody is logged in."""
        if self.actor is None:
            raise NotPermitted(Reason("role_needed", _("Log in first.")))

    @property
    def user(self) -> Actor:
        """Who is logged in."""
        self.require_user()
        assert self.actor is not None
        return self.actor

    @cached_property
    def consultations(self) -> Consultations:
        """The log of looks, written behind the pages."""
        return Consultations(
            engine=self.office.writing, office_id=self.office.office_id, now=self.office.now
        )

    @cached_property
    def registers(self) -> RegisterService:
        """The registers."""
        return RegisterService(
            engine=self.office.reading,
            today=self.office.today,
            consultations=self.consultations,
        )

    @cached_property
    def law(self) -> LawService:
        """The legal systems."""
        return LawService(self.office)

    def law_trial(self, wish: shapes.TrialWish, progress: Progress) -> Trial:
        """A story of a case or of a file under another legal system."""
        from asset_recovery.services.case_story import story_of_file  # noqa: PLC0415
        from asset_recovery.services.law_simulation import Simulator  # noqa: PLC0415

        simulator = Simulator(self.office)
        if wish.file is not None:
            story = story_of_file(wish.file)
        else:
            purpose = self.purposes.get(wish.case, "")
            story = simulator.story_of_case(wish.case, self.user, purpose)
        return simulator.try_out(story, wish.under, wish.against, progress)

    @cached_property
    def request_previews(self) -> RequestPreviews:
        """Requests with answers that are not given yet."""
        from asset_recovery.services.request_preview import RequestPreviews  # noqa: PLC0415

        return RequestPreviews(self.office, self.consultations)

    @cached_property
    def learning(self) -> LearningService:
        """The yearly tables of what the office learnt."""
        return LearningService(self.office)

    @cached_property
    def same_assets(self) -> SameAssets:
        """Assets that are possibly the same."""
        return SameAssets(engine=self.office.reading, today=self.office.today)

    @cached_property
    def statistics(self) -> StatisticsService:
        """The returns."""
        return StatisticsService(self.office)

    @cached_property
    def value_orders(self) -> ValueOrderService:
        """The accounts of the value orders."""
        return ValueOrderService(self.office, self.registers)

    @cached_property
    def search_service(self) -> SearchService:
        """The search."""
        return SearchService(
            engine=self.office.reading,
            today=self.office.today,
            consultations=self.consultations,
        )

    @cached_property
    def today_service(self) -> TodayService:
        """The first page."""
        return TodayService(
            engine=self.office.reading,
            now=self.office.now,
            today=self.office.today,
            consultations=self.consultations,
        )

    @property
    def decisions(self) -> DecisionService:
        """What waits for the user's decision."""
        return DecisionService(self.office, self.user)

    @cached_property
    def step_service(self) -> StepService:
        """What can be done with a record."""
        return StepService(self.office)

    @cached_property
    def deadlines(self) -> DeadlineService:
        """Deadlines for the board, the calendar, the control sheet."""
        return DeadlineService(self.office)

    def write_deadlines(self, kind: str, wish: DueWish, path: Path) -> int:
        """Write a control sheet (`pdf`) or a calendar file (`ics`) of what is asked for."""
        rows = self.deadlines.sheet(self.user, wish)
        if kind == "pdf":
            content = self.deadlines.control_sheet(rows, self.user, wish)
        else:
            content = self.deadlines.calendar(rows, datetime.fromisoformat(self.office.now()))
        try:
            path.write_bytes(content)
        except OSError as error:
            text = _("{file} could not be written ({why}).")
            raise StorageFailed(
                Reason("storage_failed", text.format(file=path.name, why=error.strerror))
            ) from error
        return len(rows)

    @cached_property
    def board(self) -> BoardService:
        """The board."""
        return BoardService(self.office, self.registers)

    def ways(self, reference: str) -> tuple[StepOption, ...]:
        """Where an asset may go next, with the purpose said for its case."""
        purpose = self.purposes.get(self.case_of("asset", reference), "")
        return self.board.ways(reference, self.user, purpose=purpose)

    def pick(self, kind: str, text: str) -> list[SearchHit]:
        """Records of one kind that match; what the search does not know is looked up here."""
        if kind == "user":
            return record_picks.users(self.office.users.users(), text)
        if kind in {"account", "claim"}:
            with self.office.reading.connect() as connection:
                execute, access = executor(connection), Access.of(self.user, self.office.today())
                if kind == "claim":
                    return record_picks.claims(execute, access, text)
                return record_picks.accounts(execute, text)
        found = self.search_service.search(self.user, f"@{text}" if kind == "party" else text)
        return [hit for hit in found if kind in {"", hit.kind}]

    def source_then(self, register: str, as_of: date | None, known_on: str | None) -> ThenSource:
        """A register of an earlier day."""
        return ThenSource(
            office=self.office,
            registers=self.registers,
            register=register,
            actor=self.user,
            clocks=AsOf(as_of, known_on),
        )

    def case_file(
        self,
        reference: str,
        purpose: str = "",
        as_of: date | None = None,
        known_on: str | None = None,
    ) -> CaseFile:
        """A case with everything; its purpose is remembered for the session."""
        if purpose:
            self.purposes[reference] = purpose
        return ShowService(self.office, self.consultations).case_file(
            reference,
            self.user,
            purpose=self.purposes.get(reference, ""),
            as_of=as_of,
            known_on=known_on,
        )

    def history(
        self, kind: str, reference: str, wish: HistoryWish, as_of: date | None,
        known_on: str | None,
    ) -> HistoryPage:  # fmt: skip
        """What was changed of a record, with the purpose said for its case."""
        purpose = self.purposes.get(self.case_of(kind, reference), "")
        service = HistoryService(self.office, self.consultations)
        return service.history(
            kind, reference, self.user, wish, purpose=purpose, as_of=as_of, known_on=known_on
        )

    def order_detail(self, reference: str, as_of: date | None, known_on: str | None) -> OrderDetail:
        """An order in full, with the purpose said for its case."""
        purpose = self.purposes.get(self.case_of("order", reference), "")
        return ShowService(self.office).order_detail(
            reference, self.user, purpose=purpose, as_of=as_of, known_on=known_on
        )

    def case_of(self, kind: str, reference: str) -> str:
        """The reference of the case to which a record belongs; empty where it belongs to none."""
        with self.office.reading.connect() as connection:
            if kind == "case":
                return reference
            if kind not in finder.BY_REFERENCE:
                event = finder.event_by_reference(connection, reference)
                case_id = None if event is None else event["case_id"]
            else:
                row = finder.by_reference(connection, kind, reference)
                if row is None:
                    raise NotFound(
                        Reason("not_found", _("There is no {what}.").format(what=reference))
                    )
                if kind == "party":
                    access = Access.of(self.user, self.office.today())
                    return case_of_party(executor(connection), access, int(row["id"]))
                case_id = case_of_record(connection, kind, row)
            if case_id is None:
                return ""
            return str(Stories(connection).case(case_id)["reference"])

    def spec(self, action: str) -> ActionSpec:
        """The fields of an action."""
        spec = describe(VOCABULARY[action], ROLES.get(action, ()))
        asked = any(field.name == "legal_system" for field in spec.fields)
        systems = known_to(self.office) if asked else None
        return with_lists(spec, systems, self._forms() if action == "draft_request" else None)

    def _forms(self) -> tuple[tuple[str, str], ...]:
        """The forms that a draft may be of today, those of the office among them."""
        from asset_recovery.services.form_service import FormService  # noqa: PLC0415

        return FormService(self.office).drafted()

    def actions_of_user(self) -> tuple[tuple[str, str], ...]:
        """The actions that the user's roles allow."""
        return tuple(
            (name, _(action.TITLE))
            for name, action in VOCABULARY.items()
            if self.user.roles & set(ROLES.get(name, ()))
        )

    def give(self, arguments: Mapping[str, object], *, dry_run: bool = False) -> Result:
        """Give an action as the user; refusals and faults come back as a result."""
        return self._give(self.user, arguments, dry_run=dry_run)

    def _give(self, actor: Actor, arguments: Mapping[str, object], *, dry_run: bool) -> Result:
        try:
            return self.office.actions.give_all([Given(actor, arguments)], dry_run=dry_run)[0]
        except WrongUse as fault:
            return Result(
                ok=False,
                action=str(arguments.get("action")),
                kind=fault.kind,
                reasons=fault.reasons,
            )

    def give_all(
        self, given: Sequence[Mapping[str, object]], *, dry_run: bool = False
    ) -> tuple[Result, ...]:
        """Actions that stand or fall together, as the user."""
        try:
            made = self.office.actions.give_all(
                [Given(self.user, one) for one in given], dry_run=dry_run
            )
        except WrongUse as fault:
            return (_refused(given[0], fault),)
        return tuple(made)

    def approve_as(self, user: str, password: str, arguments: Mapping[str, object]) -> Result:
        """A second person signs in for this one decision; the session stays the clerk's."""
        try:
            return self.office.approve_as(user, password, arguments)
        except AppError as refusal:
            return _refused(arguments, refusal)

    def open_document(self, reference: str) -> Path:
        """A read-only copy of a document for another program, gone when the session ends."""
        found = self._handed_out(reference)
        return self.copies.make(reference, found.name, found.content)

    def save_document(self, reference: str, path: Path) -> Path:
        """A copy of a document where the user wants it."""
        found = self._handed_out(reference)
        try:
            path.write_bytes(found.content)
        except OSError as error:
            text = _("{file} could not be written. Choose another place.")
            reason = Reason("storage_failed", text.format(file=path.name))
            raise StorageFailed(reason) from error
        return path

    def picture(self, reference: str, longest: int) -> bytes:
        """A photograph, smaller, as a JPEG."""
        purpose = self.purposes.get(self.case_of("document", reference), "")
        service = DocumentService(self.office)
        return service.picture(reference, self.user, longest, purpose=purpose)

    def _handed_out(self, reference: str) -> HandedOut:
        purpose = self.purposes.get(self.case_of("document", reference), "")
        return DocumentService(self.office).hand_out(reference, self.user, purpose=purpose)

    def papers(self, reference: str) -> PaperService:
        """The papers, with the purpose said for the record's case."""
        case = self._case_of_any(reference)
        return PaperService(
            self.office,
            self.user,
            purpose=self.purposes.get(case, ""),
            documents=self.office.documents,
        )

    def _case_of_any(self, reference: str) -> str:
        with self.office.reading.connect() as connection:
            found = finder.any_by_reference(connection, reference)
        return self.case_of("event" if found is None else found[0], reference) or reference

    def dossier_profiles(self) -> tuple[tuple[str, str], ...]:
        """The recipients for whom a dossier is made."""
        from asset_recovery.reports.dossier_profile import profile, profiles  # noqa: PLC0415

        return tuple((name, _(profile(name).label)) for name in profiles())

    def languages(self) -> tuple[tuple[str, str], ...]:
        """The languages that papers can speak."""
        names = {one: catalogue_of(one) for one in paper_languages()}
        return (
            ("en", _("English")),
            *((one, found.name) for one, found in names.items() if found is not None),
        )

    def take_in(  # noqa: PLR0913 - the say that people have in an import
        self,
        path: Path,
        subject: str,
        map_name: str,
        progress: Progress,
        *,
        as_at: date,
        take_changes: bool,
        dry_run: bool,
        rejects: Path | None = None,
    ) -> ImportReport:
        """An import as at that day, or its dry run; refused rows are written to `rejects`."""
        return ImportService(self.office).run(
            path,
            subject,
            map_name,
            self.user,
            as_at=as_at,
            dry_run=dry_run,
            take_changes=take_changes,
            rejects=rejects,
            progress=progress,
        )

    def import_maps(self) -> tuple[tuple[str, str], ...]:
        """What can be read, and by which map."""
        from asset_recovery.exchange.bank.statement_plan import BUILT_IN  # noqa: PLC0415
        from asset_recovery.exchange.import_map import load_map, shipped_maps  # noqa: PLC0415

        shipped = tuple((load_map(name).kind, name) for name in shipped_maps())
        return (*shipped, *((one.kind, name) for name, one in BUILT_IN.items()))

    def settings(self) -> tuple[tuple[str, str, str], ...]:
        """The office's facts and settings with their newest values."""
        with self.office.reading.connect() as connection:
            return tuple(
                (key, _(label), finder.setting(connection, key))
                for key, label in code_lists.choices("office_settings").items()
            )

    def state(self) -> tuple[str, str, str]:
        """Journal, backup and users, as the status bar says them."""
        head = self.office.head()
        journal = _("Journal at entry {seq}").format(seq=f"{head.seq:,}".replace(",", " "))
        known = backups_in(self.office.layout.backups, self.office.office_id)
        if known:
            at = datetime.fromisoformat(known[0][1].made_at).astimezone()
            backup = _("Backup {at}, verified").format(at=f"{at:%d %b %H:%M}")
        else:
            backup = _("no backup yet")
        return journal, backup, ""

    def journal(self, limit: int) -> tuple[EventFacts, ...]:
        """The newest entries of the journal that the user may see."""
        if not self.user.has("administrator", "auditor", "supervisor"):
            raise NotPermitted(
                Reason("role_needed", _("The journal is read by auditors and supervisors."))
            )
        with self.office.reading.connect() as connection:
            return tuple(_entry(row) for row in newest_entries(connection, limit))

    def backup(self, progress: Progress) -> str:
        """A verified backup; its place comes back."""
        return str(self.office.backup(None, progress))

    def verify(self, progress: Progress) -> list[str]:
        """Every finding of a full check, as sentences."""
        found = self.office.verify(full=True, progress=progress)
        return [f"{finding.place}: {finding.text}" for finding in found]


def _refused(arguments: Mapping[str, object], refusal: AppError) -> Result:
    return Result(
        ok=False,
        action=str(arguments.get("action")),
        kind=refusal.kind,
        reasons=refusal.reasons,
    )


def _entry(row: Mapping[str, object]) -> EventFacts:
    payload = json.loads(str(row["payload"]))
    action = str(row["action"])
    known = VOCABULARY.get(action)
    at = datetime.fromisoformat(str(row["at"]))
    command = payload.get("command") or {}
    record = str(command.get("asset") or command.get("order") or command.get("case") or "")
    return EventFacts(
        on=date.fromisoformat(str(row["at"])[:10]),
        recorded_at=at,
        action=action,
        title=_(known.TITLE) if known else action.replace("_", " "),
        detail=str(payload.get("reason") or ""),
        kind="office",
        record=record,
        actor=str(row["actor"]),
    )
