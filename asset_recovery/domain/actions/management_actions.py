"""Actions on contracts, reports of managers and depositaries, and visits after a reuse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    Amount,
    AmountOrWords,
    Day,
    Every,
    LongText,
    Named,
    NewReference,
    Party,
    Text,
    Texts,
)
from asset_recovery.domain.actions.base import Action, AssetAction, choice
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.domain.intervals import Interval, read_interval
from asset_recovery.i18n import N_


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordContract(AssetAction):
    """A contract about assets: storage, lease, administration, insurance or another service.

    `fee_cap` is an amount or a share ("0.05" or "5 %") of the income that the contract brings, of
    the value where it brings none; `reporting_every` reads as "monthly", "3 months" or "P3M".
    """

    TITLE: ClassVar[str] = N_("Record a contract")
    contract: NewReference | None = None
    kind: Annotated[str, choice("contract_kinds")]
    party: Party
    from_: Day
    to: Day | None = None
    fee: AmountOrWords | None = None
    fee_cap: AmountOrWords | None = None
    rent: AmountOrWords | None = None
    guarantee: AmountOrWords | None = None
    exit_clause: LongText | None = None
    reporting_every: Every | None = None

    def check(self) -> None:
        """It ends after it begins."""
        super(RecordContract, self).check()
        if self.to is not None and self.to < self.from_:
            raise ValidationFailed(
                Reason("date_order", "The contract would end before it begins.", field="to")
            )

    @property
    def interval(self) -> Interval | None:
        """How often a report is due, or None where none was agreed."""
        return None if self.reporting_every is None else read_interval(self.reporting_every)


@dataclass(frozen=True, kw_only=True, slots=True)
class EndContract(Action):
    """A contract or an insurance ends: it ran out, was given notice or was cancelled."""

    TITLE: ClassVar[str] = N_("End a contract")
    contract: Text
    on: Day
    reason: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordReport(AssetAction):
    """A manager's or depositary's report on an asset, or on a contract with all its assets."""

    TITLE: ClassVar[str] = N_("Record a manager's report")
    report: NewReference | None = None
    contract: Text | None = None
    on: Day
    from_: Day
    to: Day
    income: Amount | None = None
    costs: Amount | None = None
    findings: LongText | None = None

    def check(self) -> None:
        """It names an asset or a contract, and covers a period that is over."""
        if self.contract is None or self.named():
            super(RecordReport, self).check()
        faults = []
        if self.to < self.from_:
            faults.append(
                Reason("date_order", "The period would end before it begins.", field="to")
            )
        elif self.to > self.on:
            faults.append(
                Reason("date_order", f"The report of {self.on} cannot cover {self.to}.", field="to")
            )
        if (
            self.income is not None
            and self.costs is not None
            and self.income.currency != self.costs.currency
        ):
            faults.append(
                Reason(
                    "currency_mismatch",
                    "Income and costs of one report are in one currency.",
                    field="costs",
                )
            )
        if faults:
            raise ValidationFailed(faults)


@dataclass(frozen=True, kw_only=True, slots=True)
class FollowUpReuse(AssetAction):
    """A visit to what was given for reuse: is it used as agreed?"""

    TITLE: ClassVar[str] = N_("Record a visit after reuse")
    visit: NewReference | None = None
    on: Day
    by: Named
    finding: Annotated[str, choice("reuse_findings")]
    photos: Texts = ()
    next_on: Day | None = None

    def check(self) -> None:
        """The next visit comes after this one."""
        super(FollowUpReuse, self).check()
        if self.next_on is not None and self.next_on <= self.on:
            raise ValidationFailed(
                Reason(
                    "date_order",
                    f"The next visit must come after this one of {self.on}.",
                    field="next_on",
                )
            )


ACTIONS: tuple[type[Action], ...] = (RecordContract, EndContract, RecordReport, FollowUpReuse)
