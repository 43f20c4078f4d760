"""The quantity ledger of an asset, as pages show it and papers print it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from asset_recovery.domain.chains import Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityLine:
    """One line of the ledger, in units of the asset; `total` is what there is after it.

    `change` is signed and 0 for a transfer between addresses; the fee of the network is a line of
    its own. `moves` are the changes of single addresses, `seq` is the journal's entry.
    """

    on: date
    seq: int
    event: str
    change: Decimal
    total: Decimal
    quantity: Decimal
    from_address: str | None = None
    to_address: str | None = None
    moves: tuple[tuple[Spot, Decimal], ...] = ()
    txid: str | None = None
    block: str | None = None
    at: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountLine:
    """A count held against the ledger; without an address it is of the whole asset."""

    on: date
    seq: int
    balance: Decimal
    ledger: Decimal
    difference: Decimal
    by: tuple[str, ...]
    address: str | None = None
    block: str | None = None
    within_tolerance: bool = True
    explanation: str | None = None
    explained_on: date | None = None
    explained_by: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """It differs by more than dust, and nobody has explained it."""
        return not self.within_tolerance and self.explanation is None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressLine:
    """What the ledger has at an address; `address` None: at no address that was told.

    `own` names the office's wallet that has this address; `count` is its latest count.
    """

    address: str | None
    chain: str
    balance: Decimal
    own: str | None = None
    check: str | None = None
    count: CountLine | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCustodyFacts:
    """An envelope or device with a part of a key: where it is, who holds it; never the key.

    `steps` are (day, what, who, remark), oldest first; `holders` are (role, person).
    """

    envelope: str
    on: date
    storage: str
    scheme: str
    holders: tuple[tuple[str, str], ...]
    sealed_by: tuple[str, ...] = ()
    seal: str | None = None
    kind: str | None = None
    account: str | None = None
    assets: tuple[str, ...] = ()
    checked_on: date | None = None
    seal_intact: bool | None = None
    steps: tuple[tuple[date, str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkLine:
    """The value of a quantity at one point of its life: quantity times price, where one is told."""

    on: date
    when: str
    value: str
    price: str | None = None
    source: str | None = None
    method: str | None = None
    at: str | None = None
    quantity: Decimal | None = None
    product: str | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityFile:
    """Everything about the quantity of one asset on the day of reading."""

    asset: str
    unit: str
    opening: Decimal
    opened_on: date | None
    total: Decimal
    lines: tuple[QuantityLine, ...] = ()
    addresses: tuple[AddressLine, ...] = ()
    counts: tuple[CountLine, ...] = ()
    counted_on: date | None = None
    keys: tuple[KeyCustodyFacts, ...] = ()
    marks: tuple[MarkLine, ...] = ()
    is_virtual: bool = False
    next_count_on: date | None = None

    @property
    def open_counts(self) -> tuple[CountLine, ...]:
        """The latest counts that differ and that nobody has explained."""
        return tuple(one for one in self.counts if one.is_open)
