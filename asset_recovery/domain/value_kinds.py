"""Of which kinds of value a total is made: kinds are never summed without saying so.

Source: computations.md 5.0. A list price is no recoverable value and is in no total.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from asset_recovery.domain import code_lists
from asset_recovery.domain.money import Money

LIST = "value_kinds"
NOT_RECOVERABLE = "list_price"


@dataclass(frozen=True, slots=True)
class KindSum:
    """What a total has of one kind."""

    kind: str
    amount: Money

    def as_json(self) -> dict[str, object]:
        """As `show` and `portfolio` print it."""
        return {"kind": self.kind, "amount": self.amount.as_json()}


def by_kind(values: Iterable[tuple[str, Money]]) -> tuple[KindSum, ...]:
    """Values summed up by their kind, the largest sum first; all are in one currency."""
    sums: dict[str, Money] = {}
    for kind, amount in values:
        sums[kind] = sums[kind] + amount if kind in sums else amount
    found = [KindSum(kind, amount) for kind, amount in sums.items() if not amount.is_zero]
    return tuple(sorted(found, key=lambda one: (-one.amount.minor, one.kind)))


def kinds_text(
    kinds: Sequence[KindSum],
    label: Callable[[str, str], str] = code_lists.label,
    amount: Callable[[Money], str] = Money.display,
) -> str:
    """Appraised 12,100,000.00 EUR, estimated 5,500,000.00 EUR; one kind is only named.

    `label` says a code of a list in the language of the reader.
    """
    if len(kinds) == 1:
        return label(LIST, kinds[0].kind)
    return ", ".join(f"{label(LIST, one.kind)} {amount(one.amount)}" for one in kinds)
