"""What an asset is worth: instruction of a valuer, report and its review, indices, calculations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    Amount,
    AnyRef,
    Arg,
    Data,
    Day,
    Flag,
    LongText,
    Named,
    NewReference,
    Number,
    Share,
    Text,
    Texts,
    TimeOfDay,
)
from asset_recovery.domain.actions.base import Action, AssetAction, choice
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.i18n import N_


def _not_before(day: date, field: str, other: date | None, sentence: str) -> list[Reason]:
    """`date_order` at a field whose day lies before another one."""
    if other is None or other >= day:
        return []
    return [Reason("date_order", sentence, field=field)]


@dataclass(frozen=True, kw_only=True, slots=True)
class InstructValuation(AssetAction):
    """A valuer is asked for a report by a day."""

    TITLE: ClassVar[str] = N_("Instruct a valuer")
    instruction: NewReference | None = None
    on: Day
    valuer: Named
    purpose: Annotated[str, choice("valuation_purposes")]
    basis: Annotated[str, choice("valuation_bases")] | None = None
    due: Day | None = None
    fee: Amount | None = None
    access: LongText | None = None
    confidentiality: LongText | None = None

    def check(self) -> None:
        """The report cannot be due before it is asked for."""
        super(InstructValuation, self).check()
        faults = _not_before(
            self.on, "due", self.due, "The report would be due before it is asked for."
        )
        if faults:
            raise ValidationFailed(faults)


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordValuation(AssetAction):
    """What the asset is worth, by whom and how; `on` is the day of which the value speaks.

    `low` and `high` bound the value; `selling_cost` is an amount, `holding_cost` one a month,
    `monthly_decline` the loss of value expected a month. `price` is that of one unit, from
    `price_source` at `priced_at` (UTC); `method` says close, VWAP or another one.
    """

    TITLE: ClassVar[str] = N_("Record a valuation")
    valuation: NewReference | None = None
    on: Day
    value: Amount
    kind: Annotated[str, choice("valuation_kinds")]
    method: Text
    valuer: Named
    document: Text | None = None
    instructed_on: Day | None = None
    instruction: AnyRef | None = None
    basis: Annotated[str, choice("valuation_bases")] | None = None
    low: Amount | None = None
    high: Amount | None = None
    reported_on: Day | None = None
    valid_until: Day | None = None
    inspected_on: Day | None = None
    inspection: LongText | None = None
    condition: LongText | None = None
    comparables: Texts = ()
    assumptions: LongText | None = None
    limits: LongText | None = None
    taxes: LongText | None = None
    selling_cost: Amount | None = None
    holding_cost: Amount | None = None
    monthly_decline: Share | None = None
    recommendation: Annotated[str, choice("valuation_advice")] | None = None
    market: LongText | None = None
    qualification: Text | None = None
    independence: LongText | None = None
    price: Amount | None = None
    price_source: Text | None = None
    priced_at: TimeOfDay | None = None

    def check(self) -> None:
        """A range encloses its value in one currency; days follow each other."""
        super(RecordValuation, self).check()
        faults = [*self._of_range(), *self._of_days()]
        if faults:
            raise ValidationFailed(faults)

    def _of_range(self) -> list[Reason]:
        faults = []
        for name in ("low", "high", "selling_cost", "holding_cost", "price"):
            given: Money | None = getattr(self, name)
            if given is None:
                continue
            if given.currency != self.value.currency:
                faults.append(
                    Reason("currency_mismatch", "All amounts of a report are in one currency.",
                           field=name)
                )  # fmt: skip
            elif (name == "low" and given > self.value) or (name == "high" and given < self.value):
                faults.append(
                    Reason("field_invalid", "The value does not lie in its own range.", field=name)
                )
        return faults

    def _of_days(self) -> list[Reason]:
        return [
            *_not_before(self.on, "reported_on", self.reported_on,
                    "The report would be older than the day of which its value speaks."),
            *_not_before(self.on, "valid_until", self.valid_until,
                    "The report would have run out before its own day."),
        ]  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class AcceptValuation(Action):
    """A reviewer accepts a report, or sends it back."""

    TITLE: ClassVar[str] = N_("Review a valuation report")
    valuation: AnyRef
    on: Day
    outcome: Annotated[str, choice("valuation_reviews")]
    second_needed: Flag | None = None

    def check(self) -> None:
        """Whoever sends a report back says why."""
        if self.outcome != "accepted" and not self.reason:
            raise ValidationFailed(
                Reason("field_missing", "Say why the report is sent back.", field="reason")
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordIndex(Action):
    """A figure of a price index, with its source."""

    TITLE: ClassVar[str] = N_("Record an index figure")
    index: Annotated[str, choice("price_indices")]
    on: Day
    figure: Number
    source: Text

    def check(self) -> None:
        """An index is more than nothing."""
        if self.figure <= 0:
            raise ValidationFailed(
                Reason("field_invalid", "An index figure is more than 0.", field="figure")
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordCalculation(AssetAction):
    """A calculation kept with the asset as the basis of a decision.

    `inputs` are those that differ from what the file says (for other figures all inputs); the
    office keeps figure, version, all inputs with their sources, and the outputs.
    """

    TITLE: ClassVar[str] = N_("Keep a calculation with the file")
    calculation: NewReference | None = None
    on: Day
    figure: Text
    inputs: Data | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftSaleMotion(AssetAction):
    """The motion for interlocutory sale (OPS-07): what its paragraphs say beside the file."""

    TITLE: ClassVar[str] = N_("Draft the motion for interlocutory sale")
    motion: NewReference | None = None
    on: Day
    court: Named
    calculation: AnyRef | None = None
    evidence: LongText | None = None
    special_value: LongText | None = None
    alternatives: LongText | None = None
    method: Annotated[str, choice("sale_methods")] | None = None
    reserve: Amount | None = None
    advertising: LongText | None = None
    excluded_bidders: LongText | None = None
    account: Text | None = None
    proceeds: LongText | None = None
    on_acquittal: LongText | None = None
    draft_order: LongText | None = None
    remedy: LongText | None = None
    urgency: LongText | None = None
    proportionality: LongText | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FinaliseSaleMotion(Action):
    """The motion is signed and leaves the office.

    With `age_reason` the head of office lets an older valuation stand; nobody overrides the
    hearing.
    """

    TITLE: ClassVar[str] = N_("Finalise the motion for interlocutory sale")
    motion: AnyRef
    on: Day
    age_reason: Annotated[str, Arg("longtext", limit=50_000)] | None = None


ACTIONS: tuple[type[Action], ...] = (
    InstructValuation,
    RecordValuation,
    AcceptValuation,
    RecordIndex,
    RecordCalculation,
    DraftSaleMotion,
    FinaliseSaleMotion,
)
