"""What the window asks of the office: the one Protocol that `app.py` hands in.

Everything that comes back is frozen and may cross threads. Calls that may take longer than a page
of a list are made on the reader or the writer of `task_runner.py`, never on the window's thread.
The shapes can be imported from here; they are made when they are first asked for, because the
first window needs none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

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
    from asset_recovery.ui.bank_office import BankOffice
    from asset_recovery.ui.distribution_office import DistributionOffice
    from asset_recovery.ui.invoice_office import InvoiceOffice
    from asset_recovery.ui.ledger_office import LedgerOffice
    from asset_recovery.ui.papers_office import PapersOffice
    from asset_recovery.ui.request_office import RequestOffice
    from asset_recovery.ui.returns_office import ReturnsOffice
    from asset_recovery.ui.shapes import ActionSpec as ActionSpec
    from asset_recovery.ui.shapes import DemoUser as DemoUser
    from asset_recovery.ui.shapes import FieldSpec as FieldSpec
    from asset_recovery.ui.shapes import FormQuestion as FormQuestion
    from asset_recovery.ui.shapes import FormStep as FormStep
    from asset_recovery.ui.shapes import ImportPlan as ImportPlan
    from asset_recovery.ui.shapes import ImportWish as ImportWish
    from asset_recovery.ui.shapes import Missing as Missing
    from asset_recovery.ui.shapes import NewOffice as NewOffice
    from asset_recovery.ui.shapes import OfficeState as OfficeState
    from asset_recovery.ui.shapes import RequestForm as RequestForm
    from asset_recovery.ui.shapes import Session as Session
    from asset_recovery.ui.shapes import TodayView as TodayView
    from asset_recovery.ui.shapes import TrialWish as TrialWish
    from asset_recovery.ui.shapes import UserRow as UserRow
    from asset_recovery.ui.states_office import StatesOffice
    from asset_recovery.ui.storage_office import StorageOffice
    from asset_recovery.ui.wallet_office import WalletOffice
    from asset_recovery.ui.worth_office import WorthOffice


def __getattr__(name: str) -> Any:
    """A shape by its name, from `ui/shapes.py`."""
    from asset_recovery.ui import shapes

    try:
        return getattr(shapes, name)
    except AttributeError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None


class FirstRun(Protocol):
    """What can be done where there is no office yet."""

    def legal_systems(self) -> tuple[tuple[str, str], ...]:
        """(code, label) to choose from."""

    def make_office(self, wanted: NewOffice, progress: Progress) -> Office:
        """Make the office and its first user."""

    def open_demo(self, progress: Progress) -> tuple[Office, tuple[DemoUser, ...]]:
        """Make (or open) the demonstration office."""


class PreferenceStore(Protocol):
    """Where per-user taste is kept; `ui/preferences.py` wraps it in typed values."""

    def value(self, key: str, default: object = None) -> Any:
        """The stored value, or `default`."""

    def setValue(self, key: str, value: object) -> None:
        """Store a value."""


class PhotoOffice(Protocol):
    """Photographs on file as the window shows them."""

    def picture(self, reference: str, longest: int) -> bytes:
        """A photograph as a JPEG of at most `longest` points a side, the right way up."""


class Office(Protocol):
    """One open office, as one user sees it. Nothing of a record is readable before `log_in`."""

    def facts(self) -> OfficeFacts:
        """The office as it stands on paper; may be read before log-in."""

    def log_in(self, user: str, password: str) -> Session:
        """Start the session; raises `NotPermitted`."""

    def log_out(self) -> None:
        """End the session."""

    def state(self) -> OfficeState:
        """What the status bar says about journal and backup."""

    def source(self, register: str) -> RowSource[Any]:
        """A register: assets cases orders requests parties documents deadlines approvals."""

    def counts(self) -> Mapping[str, int]:
        """How many rows the rail shows for today and for each register."""

    def totals(self, register: str, view: View) -> ViewTotal | None:
        """The sum of a view in the base currency and the day of its rates, if it has values."""

    def choices(self, register: str, column: str) -> tuple[tuple[str, str], ...]:
        """(code, label) that a filter chip offers for a column; empty: it takes what is typed."""

    def today(self) -> TodayView:
        """What is due, what waits, what changed."""

    def same_assets(self) -> list[SameAssetRow]:
        """Assets with the same identifier on which nobody has decided yet."""

    @property
    def distribution(self) -> DistributionOffice:
        """Waterfalls, allocations, payments."""

    @property
    def photos(self) -> PhotoOffice:
        """Photographs on file, smaller."""

    @property
    def requests(self) -> RequestOffice:
        """The writing of requests."""

    @property
    def papers(self) -> PapersOffice:
        """Papers that leave the office."""

    @property
    def returns(self) -> ReturnsOffice:
        """The figures of a period."""

    def value_orders(self) -> list[DebtRow]:
        """Every value order with its account as of today, the largest first."""

    @property
    def worth(self) -> WorthOffice:
        """What assets are worth, and the calculators."""

    @property
    def storage(self) -> StorageOffice:
        """Places of storage, and what a scanned code is."""

    @property
    def invoices(self) -> InvoiceOffice:
        """Invoices, each with its lines."""

    @property
    def states(self) -> StatesOffice:
        """State sheets, the directory of authorities, the request radar."""

    @property
    def bank(self) -> BankOffice:
        """Receipts, and statements of a bank."""

    @property
    def ledger(self) -> LedgerOffice:
        """The ledger: trial balance, statements of account, receipts by age."""

    @property
    def wallets(self) -> WalletOffice:
        """The office's wallets."""

    def search(self, text: str) -> list[SearchHit]:
        """Records that match, the best first."""

    def pick(self, kind: str, text: str) -> list[SearchHit]:
        """Records of one kind that match (empty kind: of any), for the pickers of editors.

        Besides what the search knows: account, user and claim.
        """

    def source_then(
        self, register: str, as_of: date | None, known_on: str | None
    ) -> RowSource[Any]:
        """A register as in force on a day, as known at a moment."""

    def case_file(
        self,
        reference: str,
        purpose: str = "",
        *,
        as_of: date | None = None,
        known_on: str | None = None,
    ) -> CaseFile:
        """A case with everything; `NotPermitted` (`purpose_missing`) if one must say why."""

    def case_of(self, kind: str, reference: str) -> str:
        """The case to which a record belongs (the first, if several)."""

    def order_detail(
        self, reference: str, *, as_of: date | None = None, known_on: str | None = None
    ) -> OrderDetail:
        """An order in full: service, remedies, what it holds, the measures before and after it."""

    def history(
        self, kind: str, reference: str, wish: HistoryWish, *, as_of: date | None = None,
        known_on: str | None = None,
    ) -> HistoryPage:  # fmt: skip
        """What was changed of a record, field by field, the newest entry first."""

    def steps(self, kind: str, reference: str) -> tuple[StepOption, ...]:
        """Every step for the record, allowed or with what stands in its way."""

    def board_source(self) -> RowSource[BoardCard]:
        """The asset register as cards with their marks."""

    def due_lanes(self, by: str, wish: DueWish) -> list[Lane]:
        """The board of deadlines by `person` or by `case`, the most urgent lane first."""

    def due_days(self, first: date, last: date) -> list[DayCount]:
        """How much ends on each day."""

    def due_of_day(self, on: date) -> list[DeadlineRow]:
        """What ends on a day, hard terms first."""

    def write_deadlines(self, kind: str, wish: DueWish, path: Path) -> int:
        """Write a control sheet (`pdf`) or a calendar file (`ics`); how many stand in it."""

    def ways(self, reference: str) -> tuple[StepOption, ...]:
        """Every step that changes a state of an asset, with where it leads (`leads`)."""

    def spec(self, action: str) -> ActionSpec:
        """The fields of an action."""

    def actions(self) -> tuple[tuple[str, str], ...]:
        """(name, title) of the actions that this user may give."""

    def give(self, arguments: Mapping[str, object]) -> Result:
        """Give `{"action": NAME, …}`; a refusal is a `Result` that is not ok, never an error."""

    def give_all(
        self, actions: Sequence[Mapping[str, object]], *, rehearse: bool = False
    ) -> tuple[Result, ...]:
        """A result for each action; all in one transaction, all or none.

        With `rehearse` nothing is changed: the results say what would have come of each.
        """

    def rehearse(self, arguments: Mapping[str, object]) -> Result:
        """The result that `give` would have now; nothing is changed."""

    def approve_as(self, user: str, password: str, arguments: Mapping[str, object]) -> Result:
        """A second person signs in for this one decision; the session stays the clerk's."""

    def decision_sheet(self, reference: str) -> DecisionSheet:
        """The page on which a waiting step is decided."""

    def may_decide(self) -> Mapping[str, str]:
        """Approvals that wait for this user: `own`, or the name of who delegated it."""

    def sent_back(self) -> tuple[SentBack, ...]:
        """Own steps that were sent back for correction."""

    def delegations(self) -> tuple[DelegationFacts, ...]:
        """What this user delegated, and what was delegated to her."""

    def decision_pdf(self, reference: str, language: str = "en") -> bytes:
        """The signed decision as PDF."""

    def request_form(self, reference: str) -> RequestForm:
        """A request with its questions and what is still missing."""

    def dossier_profiles(self) -> tuple[tuple[str, str], ...]:
        """(code, label) of the dossier's recipients."""

    def languages(self) -> tuple[tuple[str, str], ...]:
        """(code, label) of the languages that papers can speak."""

    def dossier(
        self,
        reference: str,
        profile: str,
        language: str,
        progress: Progress | None = None,
        *,
        as_of: date | None = None,
        known_on: str | None = None,
    ) -> bytes:
        """The case's dossier as PDF; `progress` hears of every section and page."""

    def open_document(self, reference: str) -> Path:
        """A read-only copy of a document for the desktop's own program; the look is logged.

        Raises `RuleViolation` for a file that could run as a program.
        """

    def save_document(self, reference: str, path: Path) -> Path:
        """A copy of a document where the user wants it; the look is logged."""

    def schedule_pdf(
        self,
        reference: str,
        language: str = "en",
        *,
        as_of: date | None = None,
        known_on: str | None = None,
    ) -> bytes:
        """The case's asset schedule as PDF."""

    def inventory_pdf(self, reference: str, language: str = "en") -> bytes:
        """The inventory and receipt of an operation as PDF."""

    def forms_of(self, kind: str) -> Sequence[tuple[str, str]]:
        """(id, title) of the forms that can be printed of a record of a kind (`asset`, …)."""

    def form_pdf(self, reference: str, form: str, language: str = "en") -> bytes:
        """A form about a record as PDF."""

    def form_docx(self, reference: str, form: str, language: str = "en") -> bytes:
        """The same as a Word file, where `form_has_word`."""

    def form_has_word(self, form: str) -> bool:
        """Whether a form is also written as a Word file."""

    def application_pdf(self, reference: str, language: str = "en") -> bytes:
        """An application for an order with its schedule as PDF."""

    def application_docx(self, reference: str, language: str = "en") -> bytes:
        """The same as a Word file to work on."""

    def review_pdf(self, reference: str, language: str = "en") -> bytes:
        """The close-out review of a closed case as PDF."""

    def legal_systems(self) -> Sequence[LawSystemFacts]:
        """Every version of every legal system of the office."""

    def law_rules(self, name: str) -> Sequence[LawRuleFacts]:
        """The rules of a system (`NAME@VERSION`) as in force today."""

    def law_findings(self, path: Path) -> Sequence[tuple[str, str, str]]:
        """(place, line, sentence) of every fault of a file; empty: it can be installed."""

    def law_trial(self, wish: TrialWish, progress: Progress) -> Trial:
        """A story under another system, in an office that is thrown away."""

    def patterns(self) -> Sequence[PatternYear]:
        """How property was hidden, year by year."""

    def reviews(self) -> Sequence[ReviewLine]:
        """The close-out reviews of the cases of this user that were closed."""

    def label(self, reference: str) -> bytes:
        """The label of an asset as PDF."""

    def export(self, register: str, view: View, path: Path, kind: str) -> int:
        """Write exactly the rows of a view (`kind` xlsx or csv); returns their number."""

    def import_plan(self, wish: ImportWish, progress: Progress) -> ImportPlan:
        """A dry run of an import, row by row."""

    def import_apply(self, wish: ImportWish, progress: Progress) -> ImportPlan:
        """The import in one transaction."""

    def import_maps(self) -> tuple[tuple[str, str], ...]:
        """(subject, map) that can be read."""

    def kept_drafts(self) -> list[dict[str, Any]]:
        """What open editors of this user held when the window ended last time."""

    def keep_drafts(self, entries: Sequence[dict[str, object]]) -> None:
        """Keep what open editors hold now, in the user's own data; nothing: forget it."""

    def users(self) -> tuple[UserRow, ...]:
        """The users of the office."""

    def set_password(self, user: str, new: str, old: str | None = None) -> None:
        """Set one's own password (`old` proves it), or somebody else's; raises what is refused."""

    def must_change(self) -> bool:
        """Whether the user's password was set by somebody else and has to be changed."""

    def settings(self) -> tuple[tuple[str, str, str], ...]:
        """(key, label, value) of the office's own settings."""

    def journal(self, limit: int) -> tuple[EventFacts, ...]:
        """The newest entries of the journal."""

    def backup(self, progress: Progress) -> str:
        """Make and verify a backup; returns its place."""

    def verify(self, progress: Progress) -> list[str]:
        """Every finding of a full check; empty: all is well."""
