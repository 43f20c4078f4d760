"""Actions on the victims of a case: their lists, losses, notices and decisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    Amount,
    Arg,
    CaseRef,
    Count,
    Currency,
    Day,
    Flag,
    LongText,
    Named,
    NewReference,
    Party,
    Rows,
    Text,
    Texts,
)
from asset_recovery.domain.actions.base import Action, RowShape, check_rows, choice
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import N_

PROTECTED = "•••"
MOST_ROWS = 10_000
_SHIELDED = ("address", "iban")

VICTIM_ROW: dict[str, Arg] = {
    "victim": Arg("reference", limit=100),
    "party": Arg("text"),
    "name": Arg("text"),
    "loss": Arg("money"),
    "on": Arg("date"),
    "proof": Arg("text"),
    "period": Arg("text"),
    "class": Arg("int"),
    "cap": Arg("money"),
    "represented_by": Arg("text"),
    "address": Arg("text"),
    "iban": Arg("text"),
    "elsewhere": Arg("money"),
    "claimed_on": Arg("date"),
}
DECISION_ROW: dict[str, Arg] = {
    "victim": Arg("reference", limit=100),
    "outcome": Arg("choice", choices="victim_outcomes"),
    "amount": Arg("money"),
    "final": Arg("bool"),
}


def shielded(given: dict[str, object]) -> dict[str, object]:
    """The arguments without the protected address and account: they stand in their own table."""
    kept = {name: PROTECTED if name in _SHIELDED else value for name, value in given.items()}
    rows = kept.get("rows")
    if isinstance(rows, list):
        kept["rows"] = [
            {name: PROTECTED if name in _SHIELDED else value for name, value in row.items()}
            for row in rows
        ]
    return kept


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenVictimList(Action):
    """A list of victims who share one pool: what holds for all of them."""

    TITLE: ClassVar[str] = N_("Open a list of victims")
    victim_list: NewReference | None = None
    case: CaseRef
    on: Day
    basis: LongText | None = None
    currency: Currency | None = None
    surplus: Annotated[str, choice("victim_surplus")] | None = None
    in_kind: Annotated[str, choice("victim_in_kind")] | None = None
    claim_by: Day | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordVictim(Action):
    """Somebody who lost by the offence: the loss, its proof, and where to write and to pay."""

    TITLE: ClassVar[str] = N_("Record a victim")
    RECORD: ClassVar[bool] = True
    victim: NewReference | None = None
    case: CaseRef
    party: Party
    loss: Amount
    on: Day
    victim_list: Text | None = None
    proof: Text | None = None
    period: Text | None = None
    class_: Count | None = None
    cap: Amount | None = None
    represented_by: Named | None = None
    address: LongText | None = None
    iban: Text | None = None
    elsewhere: Amount | None = None
    claimed_on: Day | None = None

    def check(self) -> None:
        """What is said of the loss fits together."""
        fits(self.loss, self.cap, self.elsewhere, self.class_)

    def given(self) -> dict[str, object]:
        """The arguments for the journal, without the protected ones."""
        return shielded(super(RecordVictim, self).given())


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordVictims(Action):
    """Many victims at once, as a list names them: one entry for all."""

    TITLE: ClassVar[str] = N_("Record many victims")
    RECORD: ClassVar[bool] = True
    case: CaseRef
    victim_list: Text | None = None
    rows: Annotated[Rows, RowShape(VICTIM_ROW, {"loss", "on"})]

    def check(self) -> None:
        """Every row names a victim, the loss and its day."""
        _few_enough(self.rows)
        check_rows(self.rows, "rows", VICTIM_ROW, ("loss", "on"))
        for place, row in enumerate(self.rows, start=1):
            if not row.get("name") and not row.get("party"):
                text = f"Row {place} names nobody."
                raise ValidationFailed(Reason("field_missing", text, None, "rows", place))

    def given(self) -> dict[str, object]:
        """The arguments for the journal, without the protected ones."""
        return shielded(super(RecordVictims, self).given())


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeVictim(Action):
    """What is said of a victim is put right, or has become known since."""

    TITLE: ClassVar[str] = N_("Correct what is said of a victim")
    RECORD: ClassVar[bool] = True
    victim: Annotated[str, Arg("reference", record="victim", limit=100)]
    name: Text | None = None
    loss: Amount | None = None
    on: Day | None = None
    proof: Text | None = None
    period: Text | None = None
    class_: Count | None = None
    cap: Amount | None = None
    represented_by: Named | None = None
    address: LongText | None = None
    iban: Text | None = None
    elsewhere: Amount | None = None
    claimed_on: Day | None = None

    def check(self) -> None:
        """A correction says why."""
        if not self.reason:
            raise ValidationFailed(Reason("field_missing", "reason is missing.", field="reason"))
        if self.class_ is not None and not 1 <= self.class_ <= 999:
            raise ValidationFailed(Reason("field_invalid", _CLASS, field="class"))

    def given(self) -> dict[str, object]:
        """The arguments for the journal, without the protected ones."""
        return shielded(super(ChangeVictim, self).given())


@dataclass(frozen=True, kw_only=True, slots=True)
class NotifyVictims(Action):
    """The victims are told of their right, and until when a claim is filed."""

    TITLE: ClassVar[str] = N_("Notify victims")
    case: CaseRef
    on: Day
    medium: Text
    claim_by: Day
    victim_list: Text | None = None
    victims: Texts = ()

    def check(self) -> None:
        """The last day lies behind the notice."""
        if self.claim_by < self.on:
            text = "The last day for claims lies before the notice."
            raise ValidationFailed(Reason("date_order", text, field="claim_by"))


@dataclass(frozen=True, kw_only=True, slots=True)
class DecideVictim(Action):
    """Whether a victim's loss is admitted, and for how much."""

    TITLE: ClassVar[str] = N_("Decide on a victim's claim")
    RECORD: ClassVar[bool] = True
    victim: Annotated[str, Arg("reference", record="victim", limit=100)]
    on: Day
    outcome: Annotated[str, choice("victim_outcomes")]
    amount: Amount | None = None
    final: Flag | None = None

    def check(self) -> None:
        """What is admitted in part is admitted for an amount."""
        if self.outcome == "admitted_in_part":
            _amount_fits(self.outcome, self.amount is not None, None)


@dataclass(frozen=True, kw_only=True, slots=True)
class DecideVictims(Action):
    """One decision on many victims: all who wait for it, or those named."""

    TITLE: ClassVar[str] = N_("Decide on many victims' claims")
    RECORD: ClassVar[bool] = True
    case: CaseRef
    on: Day
    outcome: Annotated[str, choice("victim_outcomes")] | None = None
    victim_list: Text | None = None
    victims: Texts = ()
    rows: Annotated[Rows, RowShape(DECISION_ROW, {"victim", "outcome"})] = ()
    final: Flag | None = None

    def check(self) -> None:
        """An outcome for all, or one in every row."""
        _few_enough(self.rows)
        check_rows(self.rows, "rows", DECISION_ROW, ("victim", "outcome"))
        for place, row in enumerate(self.rows, start=1):
            _amount_fits(str(row["outcome"]), row.get("amount") is not None, place)
        if bool(self.rows) == bool(self.outcome):
            text = "Say one outcome for all of them, or give rows."
            raise ValidationFailed(Reason("field_missing", text, field="outcome"))
        if self.outcome == "admitted_in_part":
            text = "What is admitted in part differs from victim to victim: give rows."
            raise ValidationFailed(Reason("field_invalid", text, field="outcome"))


_CLASS = "A class is a whole number from 1 to 999; class 1 is paid first."


def fits(loss: Amount, cap: Amount | None, elsewhere: Amount | None, rank: int | None) -> None:
    """Raise `ValidationFailed` where the amounts of one victim contradict each other."""
    for name, amount in (("cap", cap), ("elsewhere", elsewhere)):
        if amount is not None and amount.currency != loss.currency:
            text = f"{name} is in {amount.currency}, the loss in {loss.currency}."
            raise ValidationFailed(Reason("currency_mismatch", text, field=name))
    if loss.is_zero:
        raise ValidationFailed(Reason("field_invalid", "The loss is nothing.", field="loss"))
    if rank is not None and not 1 <= rank <= 999:
        raise ValidationFailed(Reason("field_invalid", _CLASS, field="class"))


def _amount_fits(outcome: str, has_amount: bool, place: int | None) -> None:
    if outcome == "admitted_in_part" and not has_amount:
        text = "What is admitted in part is admitted for an amount."
        raise ValidationFailed(Reason("field_missing", text, field="amount", row=place))
    if outcome == "rejected" and has_amount:
        text = "A claim that is rejected has no amount."
        raise ValidationFailed(Reason("field_invalid", text, field="amount", row=place))


def _few_enough(rows: Rows) -> None:
    if len(rows) > MOST_ROWS:
        text = f"At most {MOST_ROWS} rows are taken at once; import the list as a file instead."
        raise ValidationFailed(Reason("too_large", text, field="rows"))


ACTIONS: tuple[type[Action], ...] = (
    OpenVictimList,
    RecordVictim,
    RecordVictims,
    ChangeVictim,
    NotifyVictims,
    DecideVictim,
    DecideVictims,
)
