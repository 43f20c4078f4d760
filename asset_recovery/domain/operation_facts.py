"""A search-and-seizure operation as pages show it and as its inventory prints it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationItem:
    """One line of the inventory, under its number in the schedule of the case.

    `taken` says whether it was taken into possession (or brought under control) at the operation;
    what was found and left in place was not.
    """

    number: int
    asset: str
    type_label: str
    description: str
    quantity: str
    unit: str
    taken: bool
    identifiers: tuple[tuple[str, str], ...] = ()
    taken_on: date | None = None
    condition: str | None = None
    place: str | None = None
    seals: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()
    signed_by: tuple[str, ...] = ()
    custodian: str | None = None
    storage: str | None = None
    control: str | None = None
    from_whom: str | None = None
    owner: str | None = None
    value: Money | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationFacts:
    """Where, when, on what basis and before whom; one receipt for all that was taken.

    `begins` and `ends` are a time of day, or a date-time as it was given.
    """

    reference: str
    on: date
    place: str
    begins: str
    ends: str
    receipt: str
    power: str | None = None
    order: str | None = None
    team: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    seals: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()
    incidents: str | None = None
    irregular: tuple[str, ...] = ()
    late: bool = False
    items: tuple[OperationItem, ...] = ()

    @property
    def basis(self) -> str:
        """The order, or the power of the law, on which it rested."""
        return self.order or self.power or ""

    @property
    def taken(self) -> tuple[OperationItem, ...]:
        """What was taken along."""
        return tuple(item for item in self.items if item.taken)
