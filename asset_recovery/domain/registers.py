"""The registers: rows of the lists, how a list is asked for, and what can be done with a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from asset_recovery.domain.errors import Reason
from asset_recovery.domain.money import Money
from asset_recovery.domain.value_kinds import KindSum


@dataclass(frozen=True, slots=True)
class AssetRow:
    """A line of the asset register. `due_tone` is good, attention, bad or plain."""

    id: int
    reference: str
    description: str
    type_code: str
    case: str
    headline: str
    headline_tone: str
    management: str
    value: Money | None
    base_minor: int | None
    valued_on: date | None
    country: str | None
    route: str | None
    officer: str | None
    due_on: date | None
    due_text: str
    due_tone: str
    value_kind: str = ""


@dataclass(frozen=True, slots=True)
class ViewTotal:
    """The sum of a view in the base currency, at the rates of which day, and its kinds of value."""

    amount: Money
    day: str
    kinds: tuple[KindSum, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A line of the case register."""

    id: int
    reference: str
    title: str
    route: str | None
    status: str
    officer: str | None
    classification: str
    opened_on: date
    assets: int
    value: Money | None


@dataclass(frozen=True, slots=True)
class OrderRow:
    """A line of the order register."""

    id: int
    reference: str
    kind: str
    authority: str
    case: str
    state: str
    made_on: date | None
    expires_on: date | None
    assets: int


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A line of the request register."""

    id: int
    reference: str
    direction: str
    country: str
    form: str
    case: str
    state: str
    made_on: date | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A line of the party register."""

    id: int
    reference: str
    name: str
    kind: str
    country: str | None
    cases: int


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """Something that waits for a second person, with what one must know to decide."""

    reference: str
    action: str
    title: str
    record: str
    case: str
    asked_by: str
    asked_on: date
    level: int
    levels: int
    facts: tuple[tuple[str, str], ...] = ()
    id: int = 0


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A line of the document register; `hash` is the SHA-256 of its bytes in hex."""

    id: int
    reference: str
    title: str
    kind: str
    on: date | None
    record: str
    classification: str
    size: int
    hash: str
    language: str | None
    case: str | None


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A line of the register of papers; `hash` is the SHA-256 of its first copy in hex."""

    id: int
    reference: str
    title: str
    form: str
    profile: str | None
    record: str
    case: str | None
    on: date
    marking: str
    copies: int
    released: int
    out: int
    recipient: str | None
    last: date | None
    state: str
    hash: str


@dataclass(frozen=True, slots=True)
class VictimRow:
    """A line of the register of victims; where they live and are paid stands in no list."""

    id: int
    reference: str
    name: str
    case: str
    victim_list: str
    loss: Money
    on: date
    rank: int
    state: str
    claim_by: date | None
    claimed_on: date | None
    admitted: Money | None
    elsewhere: Money | None
    allocated: Money | None


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """A line of the register of invoices; `wrong` lines make the `difference`, `age` is in days."""

    id: int
    reference: str
    supplier: str
    number: str
    on: date
    amount: Money
    state: str
    wrong: int
    difference: Money
    due_on: date | None
    age: int


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    """A line of the directory of authorities; `ended_on` where it is written to no more."""

    id: int
    reference: str
    name: str
    name_en: str
    country: str
    territory: str
    authority_type: str
    email: str
    telephone: str
    languages: tuple[str, ...]
    channels: tuple[str, ...]
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class StateRow:
    """A line of the list of State sheets: what is in force today (None: not recorded), last check.

    `age` counts days since the last check; `is_old` says that the office's term for it is over.
    """

    id: int
    reference: str
    country: str
    on: date
    instruments: tuple[str, ...] | None
    channels: tuple[str, ...]
    languages: tuple[str, ...]
    checked_on: date
    checked_by: str
    age: int
    is_old: bool = False


@dataclass(frozen=True, slots=True)
class ContentsRow:
    """A thing where it is kept: in which place, since when, when a stocktake saw it last."""

    id: int
    reference: str
    description: str
    type_code: str
    case: str
    storage: str
    since: date
    headline: str
    headline_tone: str
    value: Money | None
    verified: date | None = None


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """A line of the agenda. `state` is open, late or suspended; `days_left` counts from today.

    `due` governs; `other` is the later reading of the same term, `at` its hour (ISO) where it ends
    in hours. `person` is who must act: the person named, else the case's officer.
    """

    id: int
    reference: str
    title: str
    due: date
    state: str
    hard: bool
    days_left: int
    record: str
    case: str | None
    responsible: str | None
    source: str | None
    code: str = "deadline"
    other: date | None = None
    at: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """A chip of the filter bar: column, operator (`=`, `in`, `>=`, `<=`, `contains`), value."""

    column: str
    operator: str
    value: object


@dataclass(frozen=True, slots=True)
class View:
    """What a list shows: filters (all must hold), a sort column, its direction, an expression."""

    filters: tuple[Filter, ...] = ()
    sort: str = ""
    descending: bool = False
    where: str = ""


Row = TypeVar("Row")


class RowSource(Protocol, Generic[Row]):
    """A register as a list page sees it: an exact count and windows of rows by keyset.

    `after` is the sort key and id of the row before the window (`None`: from the start), `skip`
    counts rows between that row and the window. `page_before_end` reads a window counted from the
    end, so that the last page costs what the first costs.
    """

    def count(self, view: View) -> int:
        """How many rows the view has."""

    def page(self, view: View, after: tuple[object, int] | None, skip: int, size: int) -> list[Row]:
        """At most `size` rows."""

    def page_before_end(self, view: View, skip: int, size: int) -> list[Row]:
        """At most `size` rows, `skip` rows before the end, in list order."""

    def anchor(self, view: View, row: Row) -> tuple[object, int]:
        """The sort key and id of a row, to continue after it."""

    def position(self, view: View, identity: int) -> int | None:
        """Where the record with this id stands in the view, or None."""


@dataclass(frozen=True, slots=True)
class StepOption:
    """One step for a record: allowed now, or everything that stands in its way.

    `leads` are the states (`axis:state`) in which it ends, where that was asked for.
    """

    action: str
    title: str
    allowed: bool
    reasons: tuple[Reason, ...] = ()
    warnings: tuple[Reason, ...] = ()
    given: tuple[tuple[str, object], ...] = ()
    leads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A hit of the search: kind (case, asset, party, order, request, document), reference, text."""

    kind: str
    reference: str
    title: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What an action did: what was made, what waits for a second person, what was warned of.

    `told` are findings beside it, such as the lists of a stocktake, by their names in the result.
    """

    ok: bool
    action: str
    made: tuple[tuple[str, str], ...] = ()
    pending: tuple[tuple[str, int], ...] = ()
    warnings: tuple[Reason, ...] = ()
    kind: str = ""
    reasons: tuple[Reason, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    seq: int | None = None
    notes: tuple[str, ...] = ()
    told: tuple[tuple[str, object], ...] = ()
