"""A bank statement as every format tells it: balances, period, and lines with their sign."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.domain.text import clean

ActionData = dict[str, object]
MOST_LINES = 20_000
_SHORT, _LONG = 300, 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """One movement: positive amounts came in, negative ones went out.

    `on` is the booking date, `value_on` the value date. `reversal`: the bank takes an earlier
    movement back. `bank_reference` is the bank's own, `reference` what the payer gave.
    """

    on: date
    amount: Money
    value_on: date | None = None
    reference: str = ""
    bank_reference: str = ""
    counterparty: str = ""
    counterparty_account: str = ""
    text: str = ""
    reversal: bool = False

    def as_row(self) -> ActionData:
        """The line as `record_statement` takes it."""
        found: ActionData = {
            "on": self.on.isoformat(),
            "amount": abs(self.amount).as_json(),
            "direction": "debit" if self.amount.is_negative else "credit",
        }
        if self.value_on is not None:
            found["value_on"] = self.value_on.isoformat()
        texts = {
            "reference": (self.reference, _SHORT),
            "bank_reference": (self.bank_reference, _SHORT),
            "counterparty": (self.counterparty, _SHORT),
            "counterparty_account": (self.counterparty_account, _SHORT),
            "text": (self.text, _LONG),
        }
        found |= {name: kept for name, (text, most) in texts.items() if (kept := plain(text, most))}
        if self.reversal:
            found["reversal"] = True
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class BankStatement:
    """One statement of one account. `number` is the bank's; `place` says where in the file."""

    account: str
    number: str
    opening: Money
    closing: Money
    on: date
    opened_on: date | None
    lines: tuple[StatementLine, ...]
    place: str
    bank: str = ""

    def as_action(self, file_name: str, digest: str, form: str) -> ActionData:
        """The statement as the action that records it."""
        if len(self.lines) > MOST_LINES:
            text = f"{self.place} has {len(self.lines):,} lines; at most {MOST_LINES:,} are read."
            raise ValidationFailed(Reason("too_large", text, field="file"))
        found: ActionData = {
            "action": "record_statement",
            "account": plain(self.account, 100),
            "number": plain(self.number, _SHORT),
            "on": self.on.isoformat(),
            "opening": self.opening.as_json(),
            "closing": self.closing.as_json(),
            "lines": [line.as_row() for line in self.lines],
            "file": plain(file_name, _SHORT),
            "digest": digest,
            "format": form,
        }
        if self.opened_on is not None:
            found["from"] = self.opened_on.isoformat()
        if self.bank:
            found["bank"] = plain(self.bank, _SHORT)
        return found

    @property
    def cells(self) -> tuple[str, ...]:
        """The statement as a row of the report and of the rejects."""
        opened = "" if self.opened_on is None else self.opened_on.isoformat()
        return (
            self.number, self.account, opened, self.on.isoformat(), self.opening.amount,
            self.closing.amount, self.opening.currency, str(len(self.lines)),
        )  # fmt: skip


COLUMNS = (
    "statement", "account", "from", "to", "opening", "closing", "currency", "entries",
)  # fmt: skip


def plain(text: str, most: int) -> str:
    """A text of a bank as a record keeps it: one line, marks made visible, cut at `most`."""
    kept = "".join(letter if letter.isprintable() else " " for letter in text)
    return clean(" ".join(kept.split())[:most], "text", most)


def joined(parts: Iterable[str | None], between: str = " ") -> str:
    """The parts that say something, each once, in their order."""
    return between.join(dict.fromkeys(part.strip() for part in parts if part and part.strip()))
