"""Actions on confiscation, disposal, return and distribution."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    AccountRef,
    Amount,
    Arg,
    AssetRefs,
    CaseRef,
    Country,
    Currency,
    Day,
    Flag,
    Grounds,
    LongText,
    Named,
    NewReference,
    Parties,
    Rows,
    Text,
    Texts,
    read,
)
from asset_recovery.domain.actions.base import Action, AssetAction, RowShape, check_rows, choice
from asset_recovery.domain.actions.case_actions import Route
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.i18n import N_

TRANCHE = {
    "tranche": Arg("text"),
    "due": Arg("date"),
    "amount": Arg("money"),
}
SHARE = {
    "to": Arg("text"),
    "kind": choice("allocation_kinds"),
    "share": Arg("share"),
    "amount": Arg("money"),
}
AGREED = {"to": Arg("text"), "share": Arg("share"), "amount": Arg("money")}
RATE = {"from": Arg("currency"), "to": Arg("currency"), "on": Arg("date"), "rate": Arg("decimal")}


@dataclass(frozen=True, kw_only=True, slots=True)
class FileConfiscation(AssetAction):
    """Confiscation is sought."""

    TITLE: ClassVar[str] = N_("Record the filing for confiscation")
    RECORD: ClassVar[bool] = True
    on: Day
    authority: Named
    reference: Text
    route: Route
    legal_basis: LongText
    case: CaseRef | None = None
    amount: Amount | None = None
    grounds: Grounds = ()
    persons: Parties = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class WithdrawConfiscation(AssetAction):
    """The filing was withdrawn."""

    TITLE: ClassVar[str] = N_("Record that the filing was withdrawn")
    RECORD: ClassVar[bool] = True
    on: Day
    authority: Named
    reference: Text
    reason: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class VestTitle(AssetAction):
    """Title passes to the State."""

    TITLE: ClassVar[str] = N_("Vest the title in the State")
    on: Day
    registration: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class DisposeAsset(AssetAction):
    """What becomes of a confiscated asset."""

    TITLE: ClassVar[str] = N_("Decide the disposal")
    on: Day
    kind: Annotated[str, choice("disposal_kinds")]
    beneficiary: Named | None = None
    terms: LongText | None = None
    witnesses: Texts = ()
    document: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ReturnAsset(AssetAction):
    """The asset is given back."""

    TITLE: ClassVar[str] = N_("Return the asset")
    on: Day
    to: Named
    condition: Text
    receipt: Text
    amount: Amount | None = None
    parts: Texts = ()
    account: AccountRef | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordReturnObstacle(AssetAction):
    """Why the asset could not be given back."""

    TITLE: ClassVar[str] = N_("Record why it could not be returned")
    on: Day
    reason: Annotated[str, choice("return_obstacles")]
    deposited: Flag | None = None
    account: AccountRef | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DetermineNet(AssetAction):
    """The waterfall: what is left after all deductions by rank."""

    TITLE: ClassVar[str] = N_("Determine the net proceeds")
    on: Day
    currency: Currency | None = None
    rates: Annotated[Rows, RowShape(RATE, RATE)] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class AllocateProceeds(Action):
    """Who is to receive what."""

    TITLE: ClassVar[str] = N_("Allocate the proceeds")
    allocation: NewReference | None = None
    asset: Text | None = None
    case: CaseRef | None = None
    on: Day
    shares: Annotated[Rows, RowShape(SHARE, {"to", "kind"})]
    replaces: Text | None = None

    def check(self) -> None:
        """Every share says to whom, of what kind, and how much."""
        if (self.asset is None) == (self.case is None):
            raise ValidationFailed(
                Reason("field_missing", "Name the asset or the case.", field="asset")
            )
        for row in self.shares:
            for name in ("to", "kind"):
                if not row.get(name):
                    raise ValidationFailed(
                        Reason("field_missing", f"A share names no {name}.", field="shares")
                    )
            if (row.get("amount") is None) == (row.get("share") is None):
                raise ValidationFailed(
                    Reason(
                        "field_invalid",
                        "A share is given as an amount or as a share, one of the two.",
                        field="shares",
                    )
                )


@dataclass(frozen=True, kw_only=True, slots=True)
class PayOut(Action):
    """An allocation is paid, whole or one share of it."""

    TITLE: ClassVar[str] = N_("Pay out")
    allocation: Text
    on: Day
    account: AccountRef
    reference: Text
    to: Named | None = None
    amount: Amount | None = None
    victim: Text | None = None
    payee_iban: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordAgreement(Action):
    """A sharing or return agreement with another State."""

    TITLE: ClassVar[str] = N_("Record an agreement")
    agreement: NewReference | None = None
    case: CaseRef
    on: Day
    country: Country
    kind: Annotated[str, choice("agreement_kinds")]
    assets: AssetRefs = ()
    amount: Amount | None = None
    shares: Annotated[Rows, RowShape(AGREED, {"to"})] = ()
    tranches: Annotated[Rows, RowShape(TRANCHE, {"amount"})] = ()
    basis: LongText | None = None
    end_use: LongText | None = None
    monitoring_party: Named | None = None
    offenders_excluded: Flag | None = None
    published: Flag | None = None
    costs_deducted: Amount | None = None
    ground: Annotated[str, choice("return_grounds")] | None = None
    final_judgment: Flag | None = None
    judgment_waived: Flag | None = None

    def check(self) -> None:
        """Each share says how much; together they are not more than the whole, nor the tranches."""
        self._check_tranches()
        whole = Decimal(0)
        for place, row in enumerate(self.shares, start=1):
            if row.get("share") is None and row.get("amount") is None:
                text = "The row says neither a share nor an amount."
                raise ValidationFailed(Reason("field_missing", text, None, "shares", place))
            if row.get("share") is not None:
                read(row["share"], "shares.share", Arg("share"))
                whole += Decimal(str(row["share"]))
        if whole > 1:
            text = f"The shares come to {whole.normalize():f}, which is more than the whole."
            raise ValidationFailed(Reason("shares_do_not_sum", text, field="shares"))

    def _check_tranches(self) -> None:
        check_rows(self.tranches, "tranches", TRANCHE, ("amount",))
        amounts = [Money.from_json(row["amount"], "tranches") for row in self.tranches]
        if self.amount is None or not amounts:
            return
        if {one.currency for one in amounts} != {self.amount.currency}:
            text = "The tranches are in another currency than the amount agreed."
            raise ValidationFailed(Reason("currency_mismatch", text, field="tranches"))
        whole = Money.total(amounts, self.amount.currency)
        if whole != self.amount:
            text = f"The tranches come to {whole.display()}, not to {self.amount.display()}."
            raise ValidationFailed(Reason("shares_do_not_sum", text, field="tranches"))


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordTranche(Action):
    """A part of what an agreement promises is confirmed, or came in."""

    TITLE: ClassVar[str] = N_("Record a tranche of an agreement")
    RECORD: ClassVar[bool] = True
    agreement: Text
    tranche: Text
    on: Day
    state: Annotated[str, choice("tranche_states")]
    amount: Amount
    reference: Text | None = None


ACTIONS: tuple[type[Action], ...] = (
    RecordTranche,
    FileConfiscation,
    WithdrawConfiscation,
    VestTitle,
    DisposeAsset,
    ReturnAsset,
    RecordReturnObstacle,
    DetermineNet,
    AllocateProceeds,
    PayOut,
    RecordAgreement,
)
