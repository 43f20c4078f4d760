"""A whole office in memory with fictional records: what the window's tests and pictures look at."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from PIL import Image

from asset_recovery.domain.case_file import CaseFile, EventFacts, OfficeFacts
from asset_recovery.domain.deadlines import DayCount, DueWish, Lane
from asset_recovery.domain.debt_facts import DebtRow
from asset_recovery.domain.decision_sheet import (
    DecisionSheet,
    DelegationFacts,
    SentBack,
    SheetSection,
)
from asset_recovery.domain.errors import NotFound, NotPermitted, Reason, ValidationFailed
from asset_recovery.domain.history import HistoryPage, HistoryRow, HistoryWish
from asset_recovery.domain.law_register import LawRuleFacts, LawSystemFacts
from asset_recovery.domain.law_trial import Trial, TrialLine, Verdict
from asset_recovery.domain.learning import PatternYear, ReviewLine
from asset_recovery.domain.money import Money
from asset_recovery.domain.order_detail import (
    HoldingFacts,
    MeasureFacts,
    OrderDetail,
    RemedyFacts,
    ServedFacts,
)
from asset_recovery.domain.people_facts import ReviewFacts
from asset_recovery.domain.progress import Progress
from asset_recovery.domain.registers import (
    ApprovalRow,
    CaseRow,
    DeadlineRow,
    OrderRow,
    PartyRow,
    RequestRow,
    Result,
    SearchHit,
    StepOption,
    View,
    ViewTotal,
)
from asset_recovery.domain.same_assets import SameAssetRow
from asset_recovery.domain.value_kinds import by_kind
from asset_recovery.ui.office import (
    ActionSpec,
    ImportPlan,
    ImportWish,
    OfficeState,
    RequestForm,
    Session,
    TodayView,
    TrialWish,
    UserRow,
)
from tests.ui import (
    fake_bank,
    fake_information,
    fake_invoices,
    fake_ledger,
    fake_states,
    fake_storage,
    fake_wallets,
)
from tests.ui.fake_case import TODAY, a_case_file, a_field, request_form
from tests.ui.fake_distribution import FakeDistribution, a_victim
from tests.ui.fake_papers import FakePapers
from tests.ui.fake_requests import FakeRequests
from tests.ui.fake_returns import FakeReturns
from tests.ui.fake_rows import CardRows, GeneratedSource, ListSource, cards
from tests.ui.fake_worth import FakeWorth

SALE_GROUNDS = (
    ("perishable_or_depreciating", "Perishable or losing value"),
    ("disproportionate_cost", "Cost out of proportion"),
    ("special_management", "Needs special care"),
)
SPECS = {
    "record_valuation": ActionSpec(
        "record_valuation",
        "Record valuation",
        "act",
        (
            a_field("asset", "Asset", "asset", True),
            a_field("on", "Valued on", "date", True),
            a_field("value", "Value", "money", True),
            a_field(
                "kind",
                "Kind of value",
                "choice",
                True,
                (("appraisal", "Appraisal"), ("estimate", "Estimate"), ("mark", "Market price")),
            ),
            a_field("method", "Method", "text", True, (), "How the valuer came to the figure."),
            a_field("valuer", "Valuer", "party", True),
            a_field("document", "Report on file", "document"),
            a_field("note", "Note", "longtext"),
        ),
    ),
    "register_asset": ActionSpec(
        "register_asset",
        "Register asset",
        "act",
        (
            a_field("case", "Case", "case", True),
            a_field("type", "Type", "text", True),
            a_field("description", "Description", "text", True),
            a_field("identifiers", "Identifiers", "pairs"),
            a_field("country", "Country", "country"),
            a_field("owner", "Registered owner", "party"),
            a_field("quantity", "Quantity", "decimal"),
            a_field("estimated_value", "Estimated value", "money"),
            a_field("grounds", "Grounds", "texts"),
            a_field("documents", "Documents", "texts"),
        ),
    ),
    "propose_interlocutory_sale": ActionSpec(
        "propose_interlocutory_sale",
        "Propose interlocutory sale",
        "act",
        (
            a_field("asset", "Asset", "asset", True),
            a_field("on", "On", "date", True),
            a_field("grounds", "Grounds", "multi", True, SALE_GROUNDS),
            a_field("replaceable", "Easily replaced", "bool"),
            a_field("urgent_reason", "Why urgent", "longtext"),
        ),
    ),
    "record_order": ActionSpec(
        "record_order",
        "Record order",
        "record",
        (
            a_field("case", "Case", "case", True),
            a_field("on", "Made on", "date", True),
            a_field("authority", "Authority", "text", True),
            a_field("assets", "Assets", "assets", True),
            a_field("amount", "Amount", "money"),
            a_field("irregular", "Why recorded although irregular", "longtext"),
        ),
    ),
}
STEPS = (
    StepOption(
        "record_hearing",
        "Record the owner's hearing",
        True,
        warnings=(Reason("hearing_period_running", "Reply due 30 Apr; notice served 16 Apr."),),
        given=(("asset", "2026-000412-K"),),
    ),
    StepOption("record_valuation", "Record valuation", True, given=(("asset", "2026-000412-K"),)),
    StepOption("move_custody", "Move to another place", True, given=(("asset", "2026-000412-K"),)),
    StepOption(
        "start_sale",
        "Start the sale",
        False,
        (
            Reason("owner_not_heard", "The owner has not been heard.", "record_hearing"),
            Reason(
                "no_order", "There is no interlocutory-sale order of the court.", "apply_for_order"
            ),
        ),
        given=(("asset", "2026-000412-K"),),
    ),
    StepOption(
        "file_confiscation",
        "Record confiscation filing",
        False,
        (Reason("wrong_state", "No filing for this asset."),),
    ),
    StepOption(
        "return_asset",
        "Return",
        False,
        (
            Reason(
                "competing_order",
                "Another order stands on this asset: value order AR-2026-0003 (rank 2).",
                "lift_order",
            ),
        ),
    ),
)


def _event(hours: int, title: str, record: str) -> EventFacts:
    at = datetime(2026, 4, 27, 8, 15, tzinfo=UTC) - timedelta(hours=hours)
    return EventFacts(
        on=at.date(),
        recorded_at=at,
        action="note",
        title=title,
        detail="",
        kind="office",
        record=record,
        actor="M. Ferri",
    )


def _change(seq: int, field: str, old: str | None, new: str | None, reason: str = "") -> HistoryRow:
    return HistoryRow(
        seq=seq, recorded_at=datetime(2026, 4, 20, 9, seq % 60, tzinfo=UTC),
        effective_on=date(2026, 4, 20), actor="Maria Ferri", action="change_asset",
        title="Change the asset", record="", field=field, old=old, new=new, reason=reason or None,
    )  # fmt: skip


def an_order_detail(reference: str) -> OrderDetail:
    """The freezing order of the yacht: served once, challenged, after a gap of two days."""
    return OrderDetail(
        reference=reference,
        served=(ServedFacts(party="Lantern Holding Ltd", on=date(2026, 1, 22), how="bailiff"),),
        remedies=(
            RemedyFacts(what="challenge", on=date(2026, 2, 1), by="Lantern Holding Ltd",
                        detail="Court of Appeal", suspensive=True),
        ),
        holdings=(
            HoldingFacts(asset="2026-000412-K", description="Meridian Star", legal_state="seized",
                         state="served", in_force=True, others=("7/26",),
                         priority="the earlier order is satisfied first"),
        ),
        measures=(
            MeasureFacts(asset="2026-000412-K", order="U-1", kind="urgent_measure",
                         begins=date(2026, 1, 14), ends=date(2026, 1, 17), state="expired"),
            MeasureFacts(asset="2026-000412-K", order=reference, kind="freezing",
                         begins=date(2026, 1, 20), ends=date(2026, 7, 22), state="served",
                         gap_hours=48, is_own=True),
        ),
    )  # fmt: skip


HISTORY = (
    _change(31, "description", "Motor yacht", "Motor yacht Meridian Star, 62 m", "seen on board"),
    _change(30, "location", None, "Marina, berth 14"),
    _change(12, "country", "IT", "MT"),
)


def due_rows() -> list[DeadlineRow]:
    """A term of the law that is overdue, and a reminder in two weeks with a second reading."""
    late, later = TODAY - timedelta(days=2), TODAY + timedelta(days=14)
    return [
        DeadlineRow(
            1, "plan AMO-2026-000001-42", "Planning sheet", late, "late", True, -2,
            "AMO-2026-000001-42", "AR-2026-0001", None, None, "plan", None, None, "officer",
        ),
        DeadlineRow(
            2, "order_ends AMO-2026-000001-42 ORD-1", "Order ends", later, "open", False, 14,
            "AMO-2026-000001-42", "AR-2026-0001", None, None, "order_ends",
            later + timedelta(days=2), None, "officer",
        ),
    ]  # fmt: skip


class FakeOffice:
    """Keeps what it was given; a test reads `given`, or sets `answer` to refuse."""

    def __init__(self, assets: int = 4318) -> None:
        self.given: list[dict[str, object]] = []
        self.answer: Callable[[Mapping[str, object]], Result] | None = None
        self.purpose_needed = False
        self.logged_in = ""
        self.passwords: dict[str, str] = {}
        self.log: list[str] = []
        self.wishes: list[ImportWish] = []
        self.drafts: list[dict[str, Any]] = []
        self.moves: tuple[StepOption, ...] = ()
        self.sources: dict[str, Any] = {"assets": GeneratedSource(assets)} | _short_registers()
        self.sources["board"] = CardRows(cards())
        self.sources["invoices"] = ListSource([*fake_invoices.ROWS])
        self.invoices = fake_invoices.FakeInvoices()
        self.sources["accounts"] = ListSource([*fake_ledger.ACCOUNTS])
        self.sources["ledger"] = ListSource([*fake_ledger.ledger_rows()])
        self.ledger = fake_ledger.FakeLedger()
        self.wallets = fake_wallets.FakeWallets()
        self.sources["receipts"] = ListSource([*fake_bank.RECEIPTS])
        self.bank = fake_bank.FakeBank()
        self.sources["contents"] = ListSource([*fake_storage.CONTENTS])
        self.storage = fake_storage.FakeStorage()
        self.states = fake_states.FakeStates()
        self.sources["states"] = ListSource([*fake_states.STATES])
        self.sources["authorities"] = ListSource([*fake_states.AUTHORITIES])
        asked = [fake_information.ASKED, fake_information.ANSWERED]
        self.sources["information_requests"] = ListSource(asked)
        self.sources["reports"] = ListSource([fake_information.LOOSE, fake_information.OF_CASE])
        self.sources["disclosures"] = ListSource([*fake_information.TOLD])
        for register in ("contracts", "reuses", "sales", "bids", "papers"):
            self.sources.setdefault(register, ListSource([]))

    def facts(self) -> OfficeFacts:
        """The office on paper."""
        return OfficeFacts(name="Asset Management Office", country="MT", currency="EUR")

    def log_in(self, user: str, password: str) -> Session:
        """Anybody whose password is her name backwards."""
        if password != user[::-1]:
            raise NotPermitted(Reason("role_needed", "User name or password is wrong."))
        self.logged_in = user
        return Session(user, "Maria Ferri", ("asset_manager",))

    def log_out(self) -> None:
        """End the session."""
        self.logged_in = ""

    def state(self) -> OfficeState:
        """The line at the foot."""
        return OfficeState(
            "Journal verified · sealed until 26 Apr 2026, 18:00", "Backup 27 Apr 09:30, verified"
        )

    def source_then(self, register: str, as_of: date | None, known_on: str | None) -> Any:
        """A register of an earlier day: the same rows."""
        self.log.append(f"source_then {register} {as_of} {known_on}")
        return self.sources[register]

    def source(self, register: str) -> Any:
        """A register."""
        self.log.append(f"source {register}")
        return self.sources[register]

    def counts(self) -> Mapping[str, int]:
        """The counts of the rail."""
        found = {name: source.count(View()) for name, source in self.sources.items()}
        for name in ("board", "accounts", "ledger"):
            found.pop(name)
        return found | {"today": 7}

    def totals(self, register: str, view: View) -> ViewTotal | None:
        """The sum of the assets."""
        if register != "assets":
            return None
        kinds = by_kind(
            (("appraisal", Money(180_904_118_22, "EUR")), ("estimate", Money(51_000_000_00, "EUR")))
        )
        return ViewTotal(Money(231_904_118_22, "EUR"), "24 Apr", kinds)

    def choices(self, register: str, column: str) -> tuple[tuple[str, str], ...]:
        """What a chip offers."""
        if column == "headline":
            return (("seized", "Seized"), ("interlocutory_sale", "Interlocutory sale"))
        return (("MT", "Malta"), ("CH", "Switzerland")) if column == "country" else ()

    def today(self) -> TodayView:
        """The first page."""
        file = a_case_file()
        return TodayView(
            due=file.deadlines,
            approvals=tuple(self.sources["approvals"].rows),
            changed=(
                _event(0, "Switzerland acknowledged request MLA-2026-0031", "MLA-2026-0031"),
                _event(2, "Receipt of 4,120.00 EUR not yet matched", "AC-2"),
                _event(64, "Third-party claim filed, 25 % of the flat", "AR-2026-0011"),
            ),
            funnel=(
                ("identified", Money(48_200_000_00, "EUR"), 1000),
                ("frozen", Money(21_500_000_00, "EUR"), 446),
                ("confiscated", Money(8_900_000_00, "EUR"), 185),
                ("realised", Money(6_200_000_00, "EUR"), 129),
                ("distributed", Money(6_000_000_00, "EUR"), 124),
            ),
            funnel_kinds=(
                by_kind(
                    (
                        ("appraisal", Money(30_000_000_00, "EUR")),
                        ("estimate", Money(18_200_000_00, "EUR")),
                    )
                ),
                by_kind((("appraisal", Money(21_500_000_00, "EUR")),)),
                by_kind((("appraisal", Money(8_900_000_00, "EUR")),)),
                by_kind((("proceeds_net", Money(6_200_000_00, "EUR")),)),
                by_kind((("proceeds_net", Money(6_000_000_00, "EUR")),)),
            ),
            keeping=(
                ("2026-000344-D", "120 head of cattle", 667),
                ("2026-000512-A", "Motor boat, 9 m", 221),
                ("2026-000309-G", "Refrigerated stock", 184),
            ),
        )

    def pick(self, kind: str, text: str) -> list[SearchHit]:
        """Hits of one kind."""
        return [hit for hit in self.search(text) if kind in {"", hit.kind}]

    def same_assets(self) -> list[SameAssetRow]:
        """No two assets are alike."""
        return []

    @property
    def distribution(self) -> FakeDistribution:
        """Waterfalls, allocations, payments."""
        return FakeDistribution()

    @property
    def worth(self) -> FakeWorth:
        """What the yacht is worth."""
        return FakeWorth()

    @cached_property
    def requests(self) -> FakeRequests:
        """The writing of requests."""
        return FakeRequests(a_pdf)

    @cached_property
    def papers(self) -> FakePapers:
        """Papers that leave."""
        return FakePapers(lambda: a_pdf("paper"))

    @property
    def returns(self) -> FakeReturns:
        """The figures of a period."""
        return FakeReturns()

    def value_orders(self) -> list[DebtRow]:
        """One value order, owed for three years."""
        return [a_debt_row()]

    def search(self, text: str) -> list[SearchHit]:
        """Hits by plain containment."""
        hits = [
            SearchHit("asset", "2026-000412-K", "Meridian Star, motor yacht 62 m", "IMO 9074729"),
            SearchHit("case", "AR-2026-0017", "Lantern", "28 assets"),
            SearchHit("party", "P-000031", "Halcyon Marine Ltd", "legal person, Malta"),
            SearchHit("party", "P-000044", "Nordmarine Surveyors", "valuer"),
            SearchHit("request", "MLA-2026-0034", "Freezing of an account, Switzerland", "draft"),
            SearchHit("order", "14 FR 221/26", "Freezing order, Regional Court", "in force"),
        ]
        wanted = text.casefold().lstrip("@#").strip()
        return [h for h in hits if wanted in f"{h.reference} {h.title} {h.detail}".casefold()]

    def case_file(
        self,
        reference: str,
        purpose: str = "",
        *,
        as_of: date | None = None,
        known_on: str | None = None,
    ) -> CaseFile:
        """The one case, which may ask for a purpose."""
        if as_of or known_on:
            self.log.append(f"case_file then {as_of} {known_on}")
        if self.purpose_needed and not purpose:
            raise NotPermitted(Reason("purpose_missing", "Say for what purpose you open the case."))
        if reference != "AR-2026-0017":
            raise NotFound(Reason("not_found", f"There is no case {reference}."))
        self.log.append(f"case_file {reference} {purpose}".strip())
        return a_case_file()

    def case_of(self, kind: str, reference: str) -> str:
        """Everything belongs to the one case."""
        return "AR-2026-0017"

    def steps(self, kind: str, reference: str) -> tuple[StepOption, ...]:
        """The steps of the sketch."""
        return STEPS

    def spec(self, action: str) -> ActionSpec:
        """The fields of an action."""
        title = action.replace("_", " ").capitalize()
        plain = (a_field("asset", "Asset", "asset", True), a_field("on", "On", "date", True))
        return SPECS.get(action, ActionSpec(action, title, "act", plain))

    def actions(self) -> tuple[tuple[str, str], ...]:
        """What may be given."""
        return tuple((spec.name, spec.title) for spec in SPECS.values())

    def give(self, arguments: Mapping[str, object]) -> Result:
        """Keep it, or answer as a test wants."""
        self.given.append(dict(arguments))
        if self.answer is not None:
            return self.answer(arguments)
        return Result(ok=True, action=str(arguments["action"]), made=(("valuation", "V-7"),))

    def give_all(
        self, actions: Sequence[Mapping[str, object]], *, rehearse: bool = False
    ) -> tuple[Result, ...]:
        """A result for each; kept unless it is a rehearsal or one is refused."""
        results = tuple(
            self.answer(given) if self.answer else Result(ok=True, action=str(given["action"]))
            for given in actions
        )
        if not rehearse and all(result.ok for result in results):
            self.given += [dict(given) for given in actions]
        return results

    def rehearse(self, arguments: Mapping[str, object]) -> Result:
        """Say row by row what would happen."""
        assets = arguments.get("assets")
        rows = tuple((str(a), "ok") for a in assets) if isinstance(assets, list) else ()
        if self.answer is not None:
            return self.answer(arguments)
        return Result(ok=True, action=str(arguments["action"]), rows=rows)

    def approve_as(self, user: str, password: str, arguments: Mapping[str, object]) -> Result:
        """A second person decides."""
        if password != user[::-1]:
            refused = (Reason("role_needed", "User name or password is wrong."),)
            return Result(ok=False, action="approve", kind="permission", reasons=refused)
        self.given.append({**arguments, "as": user})
        return Result(ok=True, action=str(arguments["action"]))

    def request_form(self, reference: str) -> RequestForm:
        """The request of the sketch."""
        return request_form()

    def dossier_profiles(self) -> tuple[tuple[str, str], ...]:
        """Recipients."""
        return (
            ("court", "Court"),
            ("full", "Supervisor, everything"),
            ("foreign", "Foreign authority"),
        )

    def languages(self) -> tuple[tuple[str, str], ...]:
        """Languages of papers."""
        return (("en", "English"), ("fr", "French"), ("ar", "Arabic"))

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
        """A small real PDF."""
        if as_of or known_on:
            self.log.append(f"dossier then {as_of} {known_on}")
        if progress is not None:
            progress.step(1, 2, "Assets")
        return a_pdf(f"Case dossier {reference} ({profile}, {language})")

    def open_document(self, reference: str) -> Path:
        """A copy that is nowhere."""
        self.log.append(f"open_document {reference}")
        return Path(f"{reference}.pdf")

    @property
    def photos(self) -> FakeOffice:
        """Photographs are this office's own."""
        return self

    def picture(self, reference: str, longest: int) -> bytes:
        """A grey picture."""
        self.log.append(f"picture {reference} {longest}")
        target = io.BytesIO()
        Image.new("RGB", (min(longest, 64), min(longest, 48)), (90, 90, 90)).save(target, "JPEG")
        return target.getvalue()

    def save_document(self, reference: str, path: Path) -> Path:
        """Saved."""
        self.log.append(f"save_document {reference}")
        return path

    def history(
        self, kind: str, reference: str, wish: HistoryWish, *, as_of: date | None = None,
        known_on: str | None = None,
    ) -> HistoryPage:  # fmt: skip
        """Three changes, one of them earlier; narrowed by words in any column."""
        self.log.append(f"history {kind} {reference} {as_of or ''}".strip())
        rows = [row for row in HISTORY if wish.text.casefold() in str(row).casefold()]
        if wish.before is None and len(rows) > 2:
            return HistoryPage(tuple(rows[:2]), rows[1].seq)
        before = wish.before or 2**62
        return HistoryPage(tuple(row for row in rows if row.seq < before))

    def order_detail(
        self, reference: str, *, as_of: date | None = None, known_on: str | None = None
    ) -> OrderDetail:
        """An order with everything that a page can show of it."""
        return an_order_detail(reference)

    def board_source(self) -> Any:
        """The assets as cards; every seventh waits for a second person."""
        return self.sources["board"]

    def due_lanes(self, by: str, wish: DueWish) -> list[Lane]:
        """One person with two things due, one of them overdue."""
        self.log.append(f"lanes {by} {wish.until}")
        return [Lane("officer", "Ola Officer", 14, 1, tuple(due_rows()))]

    def due_days(self, first: date, last: date) -> list[DayCount]:
        """Something on the day on which the tests live."""
        self.log.append(f"days {first} {last}")
        return [DayCount(TODAY, 1, 2)]

    def due_of_day(self, on: date) -> list[DeadlineRow]:
        """The same two on every day."""
        self.log.append(f"day {on}")
        return due_rows()

    def write_deadlines(self, kind: str, wish: DueWish, path: Path) -> int:
        """What was written where."""
        self.log.append(f"write {kind} {path.name} {wish.until}")
        return 2

    def ways(self, reference: str) -> tuple[StepOption, ...]:
        """Where the yacht may go."""
        self.log.append(f"ways {reference}")
        return self.moves

    def kept_drafts(self) -> list[dict[str, Any]]:
        """What a test put there, or an editor wrote."""
        return list(self.drafts)

    def keep_drafts(self, entries: Sequence[dict[str, object]]) -> None:
        """Keep it."""
        self.drafts = list(entries)

    def schedule_pdf(
        self,
        reference: str,
        language: str = "en",
        *,
        as_of: date | None = None,
        known_on: str | None = None,
    ) -> bytes:
        """A small real PDF."""
        return a_pdf(f"Asset schedule {reference}")

    def decision_sheet(self, reference: str) -> DecisionSheet:
        """What the list knows, as a page."""
        rows = self.source("approvals").page(View(), None, 0, 50)
        row = next(one for one in rows if one.reference == reference)
        parts = (SheetSection("what", "What is asked", tuple(row.facts)),)
        return DecisionSheet(
            approval=reference, title=row.title, record=row.record, case=row.case,
            state="waiting", content_hash="0" * 64, sections=parts,
        )  # fmt: skip

    def may_decide(self) -> Mapping[str, str]:
        """Everything by one's own right."""
        rows = self.source("approvals").page(View(), None, 0, 50)
        return {row.reference: "own" for row in rows}

    def sent_back(self) -> tuple[SentBack, ...]:
        """One step."""
        given = (("asset", "A-1"), ("on", "2018-08-01"), ("grounds", ["special_management"]))
        return (
            SentBack(reference="AP-7", action="propose_interlocutory_sale",
                     title="Propose the interlocutory sale", decided_on="2018-08-02", given=given),
        )  # fmt: skip

    def delegations(self) -> tuple[DelegationFacts, ...]:
        """One, given."""
        return (
            DelegationFacts(reference="DG-1", by="supervisor", to="officer", since=TODAY,
                            until=TODAY, own=True),
        )  # fmt: skip

    def decision_pdf(self, reference: str, language: str = "en") -> bytes:
        """A small real PDF."""
        return a_pdf(f"Decision {reference}")

    def inventory_pdf(self, reference: str, language: str = "en") -> bytes:
        """A small real PDF."""
        return a_pdf(f"Inventory and receipt {reference}")

    def forms_of(self, kind: str) -> Sequence[tuple[str, str]]:
        """No forms beside the papers that have methods of their own."""
        return ()

    def form_pdf(self, reference: str, form: str, language: str = "en") -> bytes:
        """A small real PDF."""
        return a_pdf(f"{form} {reference}")

    def form_docx(self, reference: str, form: str, language: str = "en") -> bytes:
        """Bytes of a form."""
        return f"{form} {reference}".encode()

    def form_has_word(self, form: str) -> bool:
        """No Word file."""
        return False

    def application_pdf(self, reference: str, language: str = "en") -> bytes:
        """A small real PDF."""
        return a_pdf(f"Application {reference}")

    def application_docx(self, reference: str, language: str = "en") -> bytes:
        """Not a Word file, but bytes."""
        return b"PK application"

    def review_pdf(self, reference: str, language: str = "en") -> bytes:
        """A small real PDF."""
        return a_pdf(f"Review {reference}")

    def legal_systems(self) -> list[LawSystemFacts]:
        """One system of the application, and one that the office installed."""
        own = {"installed_by": "Ada Administrator", "installed_on": TODAY, "hash": "ab" * 32}
        return [
            LawSystemFacts(
                "generic@1", "generic", "1", "Generic (UNTOC, UNCAC)", "in_force",
                date(1900, 1, 1), "D", "UNTOC and UNCAC", "", "", 120, 6, 14,
                "with the application",
            ),
            LawSystemFacts(
                "ours@2", "ours", "2", "Our own act", "later", date(2027, 1, 1), "K",
                "Act of 2026", "generic@1", "Example", 124, 9, 0, "installed by the office",
                **own,  # type: ignore[arg-type]
            ),
        ]  # fmt: skip

    def law_rules(self, name: str) -> list[LawRuleFacts]:
        """A term that is to be checked, and one that was confirmed."""
        return [
            LawRuleFacts(
                "parameters.urgent_measure_days", "parameters", "urgent measure days", "7",
                "working days or days", date(1900, 1, 1), None, "K", f"seed of {name}", "to_check",
            ),
            LawRuleFacts(
                "parameters.return_due", "parameters", "return due", "30", "days",
                date(1900, 1, 1), None, "D", "office decision", "confirmed", "Lea Lawyer", TODAY,
            ),
        ]  # fmt: skip

    def law_findings(self, path: Path) -> list[tuple[str, str, str]]:
        """A file named `bad` has a fault."""
        fault = ("step 1.action", "12", "There is no action 'fly'.")
        return [fault] if path.stem == "bad" else []

    def law_trial(self, wish: TrialWish, progress: Progress) -> Trial:
        """One line that another system refuses."""
        progress.step(1, 2, "trying")
        refused = Verdict("refused", (("value_too_high", "Too dear."),))
        said = ("refused instead of waits", "refused for: Too dear.")
        line = TrialLine(3, "propose_interlocutory_sale", "2026-03-01", "A-1", refused,
                         Verdict("waits"), said)  # fmt: skip
        return Trial(wish.under, wish.against or "generic@1", (line,))

    def patterns(self) -> list[PatternYear]:
        """Two ways of hiding."""
        value = Money.parse("450000.00", "EUR")
        return [
            PatternYear(2026, "shell_company", "Shell company", 2, 3, value, ("A-1", "A-2", "A-3")),
            PatternYear(2025, "cash", "Cash", 1, 0, Money.zero("EUR"), ("AR-2026-0017",)),
        ]

    def reviews(self) -> list[ReviewLine]:
        """One case that was closed."""
        review = ReviewFacts(closed_on=TODAY, lesson="Value the yacht before it is seized.")
        return [ReviewLine(2026, "AR-2026-0017", "Yacht", review)]

    def label(self, reference: str) -> bytes:
        """A small real PDF."""
        return a_pdf(f"Label {reference}")

    def export(self, register: str, view: View, path: Path, kind: str) -> int:
        """Count the rows into a file."""
        path.write_text(f"{register} {kind}", encoding="utf-8")
        return int(self.sources[register].count(view))

    def import_plan(self, wish: ImportWish, progress: Progress) -> ImportPlan:
        """Two rows good, one refused."""
        self.wishes.append(wish)
        problems = ((3, "Row 3: the amount is missing."),)
        return ImportPlan((("made", 2), ("refused", 1)), problems, good=2, refused=1)

    def import_apply(self, wish: ImportWish, progress: Progress) -> ImportPlan:
        """Done."""
        self.wishes.append(wish)
        return ImportPlan((("made", 2),), applied=True, good=2, refused=1)

    def import_maps(self) -> tuple[tuple[str, str], ...]:
        """What can be read."""
        return (("assets", "plain_assets"), ("parties", "plain_parties"))

    def users(self) -> tuple[UserRow, ...]:
        """Three users."""
        return (
            UserRow("ferri", "Maria Ferri", ("asset_manager",), "active"),
            UserRow("okafor", "Chidi Okafor", ("supervisor",), "active"),
            UserRow("lindqvist", "Åsa Lindqvist", ("legal_officer",), "until 31 Dec"),
        )

    def set_password(self, user: str, new: str, old: str | None = None) -> None:
        """Refuse what is short, as the office does."""
        if len(new) < 12:
            raise ValidationFailed(Reason("field_invalid", "Twelve letters or more.", field="new"))
        self.passwords[user] = new

    def must_change(self) -> bool:
        """Nobody set it."""
        return False

    def settings(self) -> tuple[tuple[str, str, str], ...]:
        """Settings."""
        return (
            ("name", "Name of the office", "Asset Management Office"),
            ("currency", "Base currency", "EUR"),
            ("late_entry_days", "Late after days", "5"),
        )

    def journal(self, limit: int) -> tuple[EventFacts, ...]:
        """The newest entries."""
        return a_case_file().events[:limit]

    def backup(self, progress: Progress) -> str:
        """Done."""
        progress.step(1, 1, "Backing up")
        return "backup-2026-04-27"

    def verify(self, progress: Progress) -> list[str]:
        """All is well."""
        progress.step(1, 1, "Verifying")
        return []


def _short_registers() -> dict[str, Any]:
    file = a_case_file()
    cases = [
        CaseRow(
            n + 1,
            f"AR-2026-{17 - n:04d}",
            title,
            "NCB",
            "open" if n else "under_order",
            "M. Ferri",
            "restricted",
            date(2026, 1, 14) - timedelta(days=19 * n),
            28 - n,
            Money(12_450_000_00 // (n + 1), "EUR"),
        )
        for n, title in enumerate(
            (
                "Lantern",
                "Öresund shell companies and their nominees",
                "Фонарь",
                "Quarry",
                "Nile flats",
                "Cattle of Kharrouba",
            )
        )
    ]
    orders = [
        OrderRow(
            n + 1, ref, kind, court, "AR-2026-0017", state, date(2026, 1, 22), date(2026, 7, 22), 3
        )
        for n, (ref, kind, court, state) in enumerate(
            (
                ("14 FR 221/26", "freezing", "Regional Court", "in_force"),
                ("VO-2026-0003", "value_order", "Court of Appeal", "challenged"),
                ("S-88", "seizure", "Prosecutor General", "requested"),
            )
        )
    ]
    requests = [
        RequestRow(
            1,
            "MLA-2026-0034",
            "out",
            "CH",
            "MLA-01",
            "AR-2026-0017",
            "draft",
            date(2026, 4, 20),
            None,
        ),
        RequestRow(
            2,
            "MLA-2026-0031",
            "out",
            "CH",
            "MLA-02",
            "AR-2026-0017",
            "acknowledged",
            date(2026, 3, 2),
            date(2026, 6, 2),
        ),
        RequestRow(
            3,
            "IN-2026-0008",
            "in",
            "JO",
            "MLA-01",
            "AR-2026-0011",
            "more_information",
            date(2026, 2, 11),
            date(2026, 5, 2),
        ),
    ]
    parties = [
        PartyRow(n + 1, p.reference, p.name, p.kind, p.country, 2 - n % 2)
        for n, p in enumerate(file.parties)
    ]
    approvals = [
        ApprovalRow(
            "AP-0012",
            "start_sale",
            "Sale below reserve: car, 16,900.00 EUR for 18,250.00 EUR",
            "2026-000352-C",
            "AR-2026-0009",
            "M. Ferri",
            date(2026, 4, 24),
            1,
            1,
            (
                ("Value", "18,250.00 EUR, appraisal of 1 Apr 2026 (26 days old)"),
                ("Cost to date", "1,240.00 EUR; 310.00 EUR a month"),
                ("Keep or sell", "sell: keeping to trial would take 22 % of the value"),
                ("Heard", "owner heard 12 Apr 2026, objects"),
                ("Conflicts", "none declared"),
                ("If not", "storage contract ends 31 May 2026"),
            ),
        ),
        ApprovalRow(
            "AP-0013",
            "allocate_proceeds",
            "Distribution, cash of AR-2026-0004, 48,350.00 USD",
            "2026-000327-N",
            "AR-2026-0004",
            "Å. Lindqvist",
            date(2026, 4, 27),
            1,
            2,
        ),
    ]
    return {
        "cases": ListSource(cases),
        "orders": ListSource(orders),
        "requests": ListSource(requests),
        "parties": ListSource(parties),
        "documents": ListSource(list(file.documents)),
        "deadlines": ListSource(list(file.deadlines)),
        "approvals": ListSource(approvals),
        "victims": ListSource([a_victim(file.case.reference)]),
    }


def a_debt_row() -> DebtRow:
    """A value order of which a part is paid."""
    return DebtRow(
        reference="ORD-2023-000007",
        case="AR-2026-0014",
        debtors="Subject A",
        state="partly_executed",
        principal=Money(1_000_000_00, "EUR"),
        interest=Money(36_383_56, "EUR"),
        costs=Money(0, "EUR"),
        paid=Money(150_000_00, "EUR"),
        written_off=Money(0, "EUR"),
        outstanding=Money(886_383_56, "EUR"),
        surplus=Money(0, "EUR"),
        age="2_to_5_years",
        since=date(2023, 3, 1),
        secured=Money(1_200_000_00, "EUR"),
        coverage=Decimal("1.3538"),
        alarm="high",
        satisfied_on=None,
    )


def a_pdf(title: str) -> bytes:
    """A real PDF of one page with a line of text, drawn by Qt."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect
    from PySide6.QtGui import QFont, QPageSize, QPainter, QPdfWriter

    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setResolution(150)
    painter = QPainter(writer)
    font = QFont(painter.font())
    font.setPixelSize(30)
    painter.setFont(font)
    painter.drawText(QRect(80, 80, 1000, 60), 0, title)
    font.setPixelSize(20)
    painter.setFont(font)
    for line in range(16):
        text = "Between March 2021 and November 2024 funds of the Port Authority were paid out."
        painter.drawText(QRect(80, 180 + line * 34, 1000, 40), 0, text)
    painter.end()
    buffer.close()
    return bytes(data.data())


__all__ = ["TODAY", "FakeOffice", "a_pdf"]
