"""The office as the window asks for it: `ui.office.Office` over the services of one session.

Heavy services are imported when they are first needed; the first page comes from raw rows.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asset_recovery.app.draft_file import DraftFile
from asset_recovery.app.first_desk import FirstDesk
from asset_recovery.i18n import _
from asset_recovery.ui import office as shapes

if TYPE_CHECKING:
    from asset_recovery.app.session import OfficeSession
    from asset_recovery.app.window_bank import WindowBank
    from asset_recovery.app.window_distribution import WindowDistribution
    from asset_recovery.app.window_invoices import WindowInvoices
    from asset_recovery.app.window_ledger import WindowLedger
    from asset_recovery.app.window_papers import WindowPapers
    from asset_recovery.app.window_requests import WindowRequests
    from asset_recovery.app.window_returns import WindowReturns
    from asset_recovery.app.window_states import WindowStates
    from asset_recovery.app.window_storage import WindowStorage
    from asset_recovery.app.window_wallets import WindowWallets
    from asset_recovery.app.window_worth import WindowWorth
    from asset_recovery.domain.board import BoardCard
    from asset_recovery.domain.case_file import CaseFile, EventFacts, OfficeFacts
    from asset_recovery.domain.deadlines import DayCount, DueWish, Lane
    from asset_recovery.domain.debt_facts import DebtRow
    from asset_recovery.domain.decision_sheet import DecisionSheet, DelegationFacts, SentBack
    from asset_recovery.domain.history import HistoryPage, HistoryWish
    from asset_recovery.domain.law_register import LawRuleFacts, LawSystemFacts
    from asset_recovery.domain.law_trial import Trial
    from asset_recovery.domain.learning import PatternYear, ReviewLine
    from asset_recovery.domain.order_detail import OrderDetail
    from asset_recovery.domain.progress import Progress
    from asset_recovery.domain.registers import (
        DeadlineRow,
        Result,
        RowSource,
        SearchHit,
        StepOption,
        View,
        ViewTotal,
    )
    from asset_recovery.domain.same_assets import SameAssetRow


class WindowOffice:
    """One office folder, as one user sees it; nothing of a record is readable before `log_in`.

    The log-in and the first page are read by the driver alone (`FirstDesk`); the services take
    over as soon as something else is asked for.
    """

    def __init__(
        self, place: Path, session: OfficeSession | None = None, drafts: Path | None = None
    ) -> None:
        self._place = place
        self._drafts = drafts  # None: in the user's own data
        self._session = session
        self._lock = threading.Lock()
        self._first = FirstDesk(place, date.today()) if session is None else None

    @staticmethod
    def is_there(place: Path) -> bool:
        """Whether there is an office in this place."""
        return (place / "office.db").is_file()

    def warm_up(self) -> None:
        """Build the services behind the first page."""
        self._open()

    def _open(self) -> OfficeSession:
        if self._session is None and self._first is not None:
            self._first.leave_room()
        with self._lock:
            if self._session is None:
                session = self._begin()
                if self._first is not None:
                    self._first.hand_over(session)
                self._session = session
            return self._session

    def _begin(self) -> OfficeSession:
        from asset_recovery.app.session import OfficeSession  # noqa: PLC0415 - heavy

        return OfficeSession.open(self._place)

    @property
    def _of(self) -> OfficeSession:
        session = self._open()
        session.require_user()
        return session

    @property
    def _early(self) -> FirstDesk | None:
        """What answers until the services are there."""
        return self._first if self._session is None else None

    def close(self) -> None:
        """Close the office: a backup if anything changed."""
        if self._early is not None and self._early.has_notes:
            self._open()
        if self._first is not None:
            self._first.close()
        if self._session is not None:
            self._session.close()
            self._session = None

    def facts(self) -> OfficeFacts:
        """The office as it stands on paper."""
        found = self._early.facts() if self._early is not None else None
        return self._open().office.facts() if found is None else found

    def log_in(self, user: str, password: str) -> shapes.Session:
        """Start the session; raises `NotPermitted`."""
        actor = self._early.log_in(user, password) if self._early is not None else None
        if actor is None:
            actor = self._open().log_in(user, password)
        return shapes.Session(actor.name, actor.full_name, tuple(sorted(actor.roles)))

    def log_out(self) -> None:
        """End the session."""
        if self._early is not None and self._early.has_notes:
            self._open()
        if self._first is not None:
            self._first.forget()
        if self._session is not None:
            self._session.log_out()

    def state(self) -> shapes.OfficeState:
        """What the status bar says."""
        journal, backup, users = self._of.state()
        return shapes.OfficeState(journal, backup, users)

    def source(self, register: str) -> RowSource[Any]:
        """A register as a list page sees it."""
        found = self._early.source(register) if self._early is not None else None
        if found is not None:
            return found
        return self._of.registers.source(register, self._of.user)

    def counts(self) -> Mapping[str, int]:
        """How many rows the rail shows."""
        return self._of.registers.counts(self._of.user)

    def totals(self, register: str, view: View) -> ViewTotal | None:
        """The sum of a view in the base currency."""
        return self._of.registers.totals(register, view, self._of.user)

    def choices(self, register: str, column: str) -> tuple[tuple[str, str], ...]:
        """What a filter chip offers."""
        return self._of.registers.choices(register, column, self._of.user)

    def today(self) -> shapes.TodayView:
        """What is due, what waits, what changed."""
        found = self._of.today_service.view(self._of.user)
        return shapes.TodayView(
            due=found.due,
            approvals=found.approvals,
            changed=found.changed,
            funnel=found.funnel,
            funnel_kinds=found.funnel_kinds,
            keeping=found.keeping,
        )

    def same_assets(self) -> list[SameAssetRow]:
        """Assets with the same identifier on which nobody has decided yet."""
        return self._of.same_assets.rows(self._of.user)

    @property
    def distribution(self) -> WindowDistribution:
        """Waterfalls, allocations, payments."""
        from asset_recovery.app.window_distribution import WindowDistribution  # noqa: PLC0415
        from asset_recovery.services.distribution_service import (  # noqa: PLC0415
            DistributionService,
        )

        purpose = next(iter(self._of.purposes.values()), "")
        return WindowDistribution(DistributionService(self._of.office), self._of.user, purpose)

    @property
    def requests(self) -> WindowRequests:
        """The writing of requests."""
        from asset_recovery.app.window_requests import WindowRequests  # noqa: PLC0415 - when asked

        return WindowRequests(lambda: self._of)

    @property
    def papers(self) -> WindowPapers:
        """Papers that leave the office."""
        from asset_recovery.app.window_papers import WindowPapers  # noqa: PLC0415 - not at start

        return WindowPapers(self._of.office, self._of.user, self._of.papers)

    @property
    def returns(self) -> WindowReturns:
        """The figures of a period."""
        from asset_recovery.app.window_returns import WindowReturns  # noqa: PLC0415 - not at start

        return WindowReturns(self._of.statistics, self._of.user)

    def value_orders(self) -> list[DebtRow]:
        """Every value order with its account as of today, the largest first."""
        return self._of.value_orders.rows(self._of.user)

    @property
    def worth(self) -> WindowWorth:
        """What assets are worth, and the calculators."""
        from asset_recovery.app.window_worth import WindowWorth  # noqa: PLC0415 - when asked

        return WindowWorth(lambda: self._of)

    @property
    def storage(self) -> WindowStorage:
        """Places of storage, and what a scanned code is."""
        from asset_recovery.app.window_storage import WindowStorage  # noqa: PLC0415 - when asked

        return WindowStorage(lambda: self._of)

    @property
    def invoices(self) -> WindowInvoices:
        """Invoices, each with its lines."""
        from asset_recovery.app.window_invoices import WindowInvoices  # noqa: PLC0415 - when asked

        return WindowInvoices(lambda: self._of)

    @property
    def states(self) -> WindowStates:
        """State sheets, the directory of authorities, the request radar."""
        from asset_recovery.app.window_states import WindowStates  # noqa: PLC0415 - when asked

        return WindowStates(lambda: self._of)

    @property
    def bank(self) -> WindowBank:
        """Receipts, and statements of a bank."""
        from asset_recovery.app.window_bank import WindowBank  # noqa: PLC0415 - when asked

        return WindowBank(lambda: self._of)

    @property
    def ledger(self) -> WindowLedger:
        """The ledger."""
        from asset_recovery.app.window_ledger import WindowLedger  # noqa: PLC0415 - when asked

        return WindowLedger(lambda: self._of)

    @property
    def wallets(self) -> WindowWallets:
        """The office's wallets."""
        from asset_recovery.app.window_wallets import WindowWallets  # noqa: PLC0415 - when asked

        return WindowWallets(lambda: self._of)

    def search(self, text: str) -> list[SearchHit]:
        """Records that match."""
        return self._of.search_service.search(self._of.user, text)

    def pick(self, kind: str, text: str) -> list[SearchHit]:
        """Records of one kind that match."""
        return self._of.pick(kind, text)

    def source_then(
        self, register: str, as_of: date | None, known_on: str | None
    ) -> RowSource[Any]:
        """A register as in force on a day, as known at a moment."""
        return self._of.source_then(register, as_of, known_on)

    def case_file(
        self,
        reference: str,
        purpose: str = "",
        *,
        as_of: date | None = None,
        known_on: str | None = None,
    ) -> CaseFile:
        """A case with everything."""
        return self._of.case_file(reference, purpose, as_of, known_on)

    def case_of(self, kind: str, reference: str) -> str:
        """The case to which a record belongs."""
        return self._of.case_of(kind, reference)

    def order_detail(
        self, reference: str, *, as_of: date | None = None, known_on: str | None = None
    ) -> OrderDetail:
        """An order in full."""
        return self._of.order_detail(reference, as_of, known_on)

    def history(
        self, kind: str, reference: str, wish: HistoryWish, *, as_of: date | None = None,
        known_on: str | None = None,
    ) -> HistoryPage:  # fmt: skip
        """What was changed of a record, field by field."""
        return self._of.history(kind, reference, wish, as_of, known_on)

    def steps(self, kind: str, reference: str) -> tuple[StepOption, ...]:
        """Every step for the record, allowed or with what stands in its way."""
        return self._of.step_service.can(reference, self._of.user)

    def board_source(self) -> RowSource[BoardCard]:
        """The asset register as cards with their marks."""
        return self._of.board.source(self._of.user)

    def due_lanes(self, by: str, wish: DueWish) -> list[Lane]:
        """The board of deadlines, the most urgent lane first."""
        return self._of.deadlines.lanes(self._of.user, by, wish)

    def due_days(self, first: date, last: date) -> list[DayCount]:
        """How much ends on each day."""
        return self._of.deadlines.days(self._of.user, first, last)

    def due_of_day(self, on: date) -> list[DeadlineRow]:
        """What ends on a day, hard terms first."""
        return self._of.deadlines.of_day(self._of.user, on)

    def write_deadlines(self, kind: str, wish: DueWish, path: Path) -> int:
        """Write a control sheet or a calendar file."""
        return self._of.write_deadlines(kind, wish, path)

    def run_timers(self) -> bool:
        """Write what fell due meanwhile; whether anything did."""
        return bool(self._of.office.actions.timers.start())

    def ways(self, reference: str) -> tuple[StepOption, ...]:
        """Every step that changes a state of an asset, with where it leads."""
        return self._of.ways(reference)

    def spec(self, action: str) -> shapes.ActionSpec:
        """The fields of an action, as its editor is built."""
        spec = self._of.spec(action)
        return shapes.ActionSpec(
            spec.name,
            _(spec.title),
            spec.kind,
            tuple(
                shapes.FieldSpec(
                    field.name, _(field.label), field.type, field.required, field.choices
                )
                for field in spec.fields
            ),
        )

    def actions(self) -> tuple[tuple[str, str], ...]:
        """The actions that this user may give."""
        return self._of.actions_of_user()

    def give(self, arguments: Mapping[str, object]) -> Result:
        """Give an action; a refusal is a result that is not ok."""
        return self._of.give(arguments)

    def give_all(
        self, actions: Sequence[Mapping[str, object]], *, rehearse: bool = False
    ) -> tuple[Result, ...]:
        """Actions that stand or fall together."""
        return self._of.give_all(actions, dry_run=rehearse)

    def rehearse(self, arguments: Mapping[str, object]) -> Result:
        """The result that `give` would have now."""
        return self._of.give(arguments, dry_run=True)

    def approve_as(self, user: str, password: str, arguments: Mapping[str, object]) -> Result:
        """A second person signs in for this one decision."""
        return self._of.approve_as(user, password, arguments)

    def request_form(self, reference: str) -> shapes.RequestForm:
        """A request with its questions and what is still missing."""
        from asset_recovery.app.request_questions import request_form  # noqa: PLC0415

        return request_form(self._of, reference)

    def dossier_profiles(self) -> tuple[tuple[str, str], ...]:
        """The dossier's recipients."""
        return self._of.dossier_profiles()

    def languages(self) -> tuple[tuple[str, str], ...]:
        """The languages that papers can speak."""
        return self._of.languages()

    def dossier(  # noqa: PLR0913 - what is said of a dossier
        self,
        reference: str,
        profile: str,
        language: str,
        progress: Progress | None = None,
        *,
        as_of: date | None = None,
        known_on: str | None = None,
    ) -> bytes:
        """The case's dossier as PDF."""
        return self._of.papers(reference).dossier(
            reference,
            profile=profile,
            language=language,
            progress=progress,
            as_of=as_of,
            known_on=known_on,
        )

    def open_document(self, reference: str) -> Path:
        """A read-only copy of a document for another program."""
        return self._of.open_document(reference)

    @property
    def photos(self) -> shapes.PhotoOffice:
        """Photographs on file."""
        return self._of

    def save_document(self, reference: str, path: Path) -> Path:
        """A copy of a document where the user wants it."""
        return self._of.save_document(reference, path)

    def schedule_pdf(
        self,
        reference: str,
        language: str = "en",
        *,
        as_of: date | None = None,
        known_on: str | None = None,
    ) -> bytes:
        """The case's asset schedule as PDF."""
        papers = self._of.papers(reference)
        return papers.schedule(reference, language=language, as_of=as_of, known_on=known_on)

    def decision_sheet(self, reference: str) -> DecisionSheet:
        """The page on which a waiting step is decided."""
        return self._of.decisions.sheet(reference)

    def may_decide(self) -> Mapping[str, str]:
        """Approvals that wait for this user: `own`, or the name of who delegated it."""
        return self._of.decisions.may_decide()

    def sent_back(self) -> tuple[SentBack, ...]:
        """Own steps that were sent back for correction."""
        return self._of.decisions.sent_back()

    def delegations(self) -> tuple[DelegationFacts, ...]:
        """What this user delegated, and what was delegated to her."""
        return self._of.decisions.delegations()

    def decision_pdf(self, reference: str, language: str = "en") -> bytes:
        """The signed decision as PDF."""
        return self._of.papers(reference).decision(reference, language=language)

    def inventory_pdf(self, reference: str, language: str = "en") -> bytes:
        """The inventory and receipt of an operation as PDF."""
        return self._of.papers(reference).inventory(reference, language=language)

    def forms_of(self, kind: str) -> Sequence[tuple[str, str]]:
        """The forms that can be printed of a record of a kind."""
        from asset_recovery.services.form_papers import forms_of  # noqa: PLC0415 - not at start-up

        return tuple((form.form, _(form.title)) for form in forms_of(kind))

    def form_pdf(self, reference: str, form: str, language: str = "en") -> bytes:
        """A form about a record as PDF."""
        return self._of.papers(reference).form(reference, form, language=language)

    def form_docx(self, reference: str, form: str, language: str = "en") -> bytes:
        """The same as a Word file."""
        return self._of.papers(reference).form(reference, form, language=language, word=True)

    def form_has_word(self, form: str) -> bool:
        """Whether a form is also written as a Word file."""
        from asset_recovery.services.form_papers import form_named  # noqa: PLC0415 - not at start-up

        return form_named(form).word

    def application_pdf(self, reference: str, language: str = "en") -> bytes:
        """An application for an order with its schedule as PDF."""
        return self._of.papers(reference).application(reference, language=language)

    def application_docx(self, reference: str, language: str = "en") -> bytes:
        """The same as a Word file to work on."""
        return self._of.papers(reference).application(reference, language=language, word=True)

    def review_pdf(self, reference: str, language: str = "en") -> bytes:
        """The close-out review of a closed case as PDF."""
        return self._of.papers(reference).review(reference, language=language)

    def legal_systems(self) -> Sequence[LawSystemFacts]:
        """Every version of every legal system of the office."""
        return self._of.law.systems()

    def law_rules(self, name: str) -> Sequence[LawRuleFacts]:
        """The rules of a system as in force today."""
        return self._of.law.rules(name)

    def law_findings(self, path: Path) -> Sequence[tuple[str, str, str]]:
        """Every fault of a file of a legal system."""
        found = self._of.law.lint(path)
        return [(one.place, str(getattr(one, "line", None) or ""), one.text) for one in found]

    def law_trial(self, wish: shapes.TrialWish, progress: Progress) -> Trial:
        """A story under another system, in an office that is thrown away."""
        return self._of.law_trial(wish, progress)

    def patterns(self) -> Sequence[PatternYear]:
        """How property was hidden, year by year."""
        return self._of.learning.patterns(self._of.user)

    def reviews(self) -> Sequence[ReviewLine]:
        """The close-out reviews of the cases of this user that were closed."""
        return self._of.learning.reviews(self._of.user)

    def label(self, reference: str) -> bytes:
        """The label of an asset as PDF."""
        from asset_recovery.services.label_service import LabelService  # noqa: PLC0415

        return LabelService(
            self._of.office, self._of.user, self._of.papers(reference).purpose
        ).shown(reference)

    def export(self, register: str, view: View, path: Path, kind: str) -> int:
        """Write exactly the rows of a view."""
        return self._of.registers.export(register, view, path, kind, self._of.user)

    def import_plan(self, wish: shapes.ImportWish, progress: Progress) -> shapes.ImportPlan:
        """A dry run of an import."""
        return self._import(wish, progress, dry_run=True)

    def import_apply(self, wish: shapes.ImportWish, progress: Progress) -> shapes.ImportPlan:
        """The import in one transaction."""
        return self._import(wish, progress, dry_run=False)

    def _import(
        self, wish: shapes.ImportWish, progress: Progress, *, dry_run: bool
    ) -> shapes.ImportPlan:
        report = self._of.take_in(
            wish.path, wish.subject, wish.map, progress,
            as_at=wish.as_at, take_changes=wish.take_changes, dry_run=dry_run,
            rejects=wish.rejects,
        )  # fmt: skip
        return shapes.ImportPlan(
            counts=tuple(report.counted()),
            problems=tuple((p.row or 0, p.text) for p in report.problems),
            applied=not dry_run,
            good=report.taken,
            refused=len(report.refused_rows),
        )

    def import_maps(self) -> tuple[tuple[str, str], ...]:
        """What can be read, and by which map."""
        return self._of.import_maps()

    def kept_drafts(self) -> list[dict[str, Any]]:
        """What open editors of this user held when the window ended."""
        file = self._draft_file()
        return [] if file is None else file.read()

    def keep_drafts(self, entries: Sequence[dict[str, object]]) -> None:
        """Keep what open editors hold."""
        file = self._draft_file()
        if file is not None:
            file.write(entries)

    def _draft_file(self) -> DraftFile | None:
        session = self._session
        if session is None:
            user = "" if self._first is None else self._first.user
        else:
            user = "" if session.actor is None else session.actor.name
        return DraftFile(self._place, user, self._drafts) if user else None

    def users(self) -> tuple[shapes.UserRow, ...]:
        """The users of the office."""
        return tuple(
            shapes.UserRow(user.name, user.full_name, user.roles, _user_state(user))
            for user in self._of.office.users.users()
        )

    def set_password(self, user: str, new: str, old: str | None = None) -> None:
        """Set a password; raises what the services refuse."""
        self._of.office.users.set_password(self._of.user, user, new, old)

    def must_change(self) -> bool:
        """Whether the user's password was set by somebody else."""
        return self._of.office.users.must_change(self._of.user)

    def settings(self) -> tuple[tuple[str, str, str], ...]:
        """The office's own settings."""
        return self._of.settings()

    def journal(self, limit: int) -> tuple[EventFacts, ...]:
        """The newest entries of the journal."""
        return self._of.journal(limit)

    def backup(self, progress: Progress) -> str:
        """Make and verify a backup."""
        return self._of.backup(progress)

    def backup_if_changed(self) -> None:
        """A backup unless the newest one already holds everything; for every half hour."""
        if self._session is not None:
            self._session.office.backup_if_changed()

    def verify(self, progress: Progress) -> list[str]:
        """Every finding of a full check."""
        return self._of.verify(progress)


def _user_state(user: Any) -> str:  # noqa: ANN401 - a row of the user service
    if user.blocked:
        return _("blocked")
    if not user.has_password:
        return _("no password yet")
    return _("until {date}").format(date=user.until) if user.until else _("active")
