"""Commingled money: what of a mixed account can still be traced to crime, by three methods."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from asset_recovery.domain.errors import invalid
from asset_recovery.domain.money import Money
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.figures.arithmetic import exact
from asset_recovery.lifecycle.figures.figure import Figure, Outputs
from asset_recovery.lifecycle.figures.look_ups import LookUps
from asset_recovery.lifecycle.figures.schema import CURRENCY, Input, Kind, Values, amount


@dataclass(frozen=True, slots=True)
class Entry:
    """A credit (positive) or debit; `tainted` is the part of a credit that comes from crime."""

    on: date
    amount: Money
    tainted: Money


@dataclass(frozen=True, slots=True)
class Traced:
    """After an entry: the balance and what of it is traced to crime."""

    entry: Entry
    balance: Money
    tainted_left: Money


@dataclass(frozen=True, slots=True)
class Commingling:
    """`lowest_balance`: the lowest one since the last tainted credit (else since the opening)."""

    recoverable: Money
    lowest_balance: Money
    lines: tuple[Traced, ...]


class _ProRata:
    """Every debit takes crime and clean money in the proportion of the balance."""

    def __init__(self, opening: int) -> None:
        self.balance, self.tainted = opening, Fraction(0)

    def take(self, change: int, tainted: int) -> Fraction:
        before = self.balance
        self.balance += change
        if change < 0 and before > 0:
            self.tainted *= Fraction(max(self.balance, 0), before)
        # A credit fills an overdraft first, with its crime and clean parts alike.
        filled = min(change, max(-before, 0))
        if tainted:
            self.tainted += Fraction(tainted * (change - filled), change)
        return self.tainted


class _FirstIn:
    """Debits take the oldest money first; within one credit both parts in proportion."""

    def __init__(self, opening: int) -> None:
        self.layers: list[tuple[Fraction, Fraction]] = [(Fraction(opening), Fraction(0))]
        self.overdraft = Fraction(0)

    def take(self, change: int, tainted: int) -> Fraction:
        if change >= 0:
            self.layers.append((Fraction(change), Fraction(tainted)))
            self._use(self.overdraft, from_overdraft=True)
        else:
            self._use(Fraction(-change), from_overdraft=False)
        return sum((part for _whole, part in self.layers), Fraction(0))

    def _use(self, needed: Fraction, *, from_overdraft: bool) -> None:
        while needed and self.layers:
            whole, part = self.layers.pop(0)
            if whole > needed:
                left = whole - needed
                self.layers.insert(0, (left, part * left / whole))
                needed = Fraction(0)
            else:
                needed -= whole
        self.overdraft = needed if from_overdraft else self.overdraft + needed


class _LowestBalance:
    """Clean money goes first; what was spent is gone, and later credits do not refill it."""

    def __init__(self, opening: int) -> None:
        self.balance, self.tainted = opening, 0

    def take(self, change: int, tainted: int) -> Fraction:
        self.balance += change
        self.tainted = max(min(self.tainted + tainted, self.balance), 0)
        return Fraction(self.tainted)


_METHODS: dict[str, Callable[[int], _ProRata | _FirstIn | _LowestBalance]] = {
    "pro_rata": _ProRata,
    "fifo": _FirstIn,
    "lowest_balance": _LowestBalance,
}


@exact
def trace(method: str, opening: Money, entries: Sequence[Entry]) -> Commingling:
    """Follow the money through the entries by date; the opening balance counts as clean.

    `method`: pro_rata, fifo or lowest_balance. Traced parts are rounded half up where printed.
    """
    state = _METHODS[method](opening.minor)
    balance, tainted, lines = opening, Fraction(0), []
    for entry in sorted(entries, key=lambda one: one.on):
        balance = balance + entry.amount
        tainted = state.take(entry.amount.minor, entry.tainted.minor)
        lines.append(Traced(entry, balance, _rounded(tainted, opening.currency)))
    credited = [index for index, line in enumerate(lines) if not line.entry.tainted.is_zero]
    since = [line.balance for line in lines[credited[-1] :]] if credited else []
    lowest = min(since or [opening, *(line.balance for line in lines)])
    return Commingling(_rounded(tainted, opening.currency), lowest, tuple(lines))


def _rounded(units: Fraction, currency: str) -> Money:
    return Money(int(units + Fraction(1, 2)), currency)


def _entry(row: Values) -> Entry:
    whole = row.money("amount")
    tainted = row.found.get("tainted", False)
    if isinstance(tainted, Money):
        part = tainted
    else:
        part = whole if tainted else Money.zero(whole.currency)
    if whole.is_negative and not part.is_zero:
        raise invalid(row.at("tainted"), _("Only a credit has a tainted part."))
    if part > max(whole, Money.zero(whole.currency)):
        raise invalid(row.at("tainted"), _("The tainted part is larger than the credit."))
    return Entry(row.day("on"), whole, part)


def _run(values: Values, look_up: LookUps) -> Outputs:
    opening, method = values.money("opening"), values.text("method")
    found = trace(method, opening, [_entry(row) for row in values.rows("entries")])
    return {
        "recoverable": found.recoverable.amount,
        "lowest_balance": found.lowest_balance.amount,
        "lines": [
            {
                "on": line.entry.on.isoformat(),
                "amount": line.entry.amount.amount,
                "tainted": line.entry.tainted.amount,
                "balance": line.balance.amount,
                "tainted_left": line.tainted_left.amount,
            }
            for line in found.lines
        ],
        "explanation": _steps(method, opening, found),
    }


def _steps(method: str, opening: Money, found: Commingling) -> list[str]:
    return [
        _("Opening {opening}, taken as clean; method {method}.").format(
            opening=opening.display(), method=method
        ),
        *(
            _("{on}: {amount}, balance {balance}, traced {tainted}.").format(
                on=line.entry.on,
                amount=line.entry.amount.amount,
                balance=line.balance.amount,
                tainted=line.tainted_left.amount,
            )
            for line in found.lines
        ),
        _("Lowest balance since the last tainted credit: {lowest}.").format(
            lowest=found.lowest_balance.display()
        ),
        _("Recoverable: {amount}.").format(amount=found.recoverable.display()),
    ]


FIGURE = Figure(
    name="commingling",
    title=N_("Commingled account"),
    formula=N_(
        "pro_rata: each debit takes both in proportion; fifo: the oldest money goes first; "
        "lowest_balance: clean money goes first and what was spent does not come back."
    ),
    inputs=(
        CURRENCY,
        Input(name="method", kind=Kind.CHOICE, choices=tuple(_METHODS)),
        Input(
            name="entries",
            kind=Kind.ROW,
            many=True,
            fields=(
                Input(name="on", kind=Kind.DAY),
                amount("amount", signed=True),
                Input(name="tainted", kind=Kind.AMOUNT_OR_FLAG, required=False),
            ),
        ),
        amount("opening"),
    ),
    run=_run,
)
