"""Who sent an invoice, whatever the spelling; and whether its number came before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from asset_recovery.domain.actions.arguments import NewParty, PartyGiven
from asset_recovery.domain.errors import Conflict, Reason
from asset_recovery.domain.search_text import fold
from asset_recovery.i18n import _
from asset_recovery.persistence.queries.invoice_query import invoices_numbered, parties_named
from asset_recovery.persistence.repositories import finder
from asset_recovery.services.work import Work

ALIKE = 85  # of 100: names of one supplier in two spellings, for a person to look at
_NOT_LETTERS = re.compile(r"[\W_]+")
_SIGNS = re.compile(r"[^\w\s]+")


@dataclass(frozen=True, slots=True)
class Supplier:
    """The supplier: a party on file, or a name; `key` is the name without case and signs."""

    name: str
    key: str
    id: int | None = None
    reference: str = ""


def key_of(name: str) -> str:
    """The same for two spellings that differ in case, accents, blanks and signs."""
    return _NOT_LETTERS.sub("", fold(name))[:300] or name[:300]


def number_key(number: str) -> str:
    """The same for a number with other signs between its parts: 2026/17 and 2026-17."""
    return _NOT_LETTERS.sub("-", fold(number)).strip("-")[:300] or number[:300]


def supplier_of(work: Work, given: PartyGiven) -> Supplier:
    """The supplier meant: a party by its reference or its only name, or a name as it stands."""
    row = None
    if isinstance(given, NewParty):
        row = work.party(given, "supplier")
    else:
        found = finder.by_reference(work.unit.connection, "party", given)
        named = [found] if found is not None else parties_named(work.unit.connection, given)
        known = [one for one in named if work.knows_party(int(one["id"]))]
        row = known[0] if len(known) == 1 else None
    if row is None:
        name = str(given)
        return Supplier(name, key_of(name))
    name = str(row["name"])
    return Supplier(name, key_of(name), int(row["id"]), str(row["reference"]))


def alike(one: str, other: str) -> bool:
    """Whether two names may be one supplier: letters apart by little, or a word more or less."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - loaded when an invoice is recorded

    first, second = (_SIGNS.sub("", fold(name)) for name in (one, other))
    words = min(len(first.split()), len(second.split()))
    found = max(fuzz.token_sort_ratio(first, second), fuzz.ratio(key_of(one), key_of(other)))
    return max(found, fuzz.token_set_ratio(first, second) if words > 1 else 0) >= ALIKE


def refuse_twice(work: Work, supplier: Supplier, number: str) -> None:
    """A number that the supplier has used is refused; one of a name alike is warned of."""
    for row in invoices_numbered(work.unit.connection, number_key(number)):
        same = row["supplier_key"] == supplier.key or (
            supplier.id is not None and row["supplier_id"] == supplier.id
        )
        names = {
            "number": row["number"], "supplier": row["supplier"],
            "invoice": row["reference"], "day": row["on_date"],
        }  # fmt: skip
        if same:
            text = _("Number {number} of {supplier} is on file as {invoice} of {day}.")
            raise Conflict(
                Reason("identifier_duplicate", text.format(**names), None, field="number")
            )
        if alike(str(row["supplier"]), supplier.name):
            text = _(
                "{invoice} of {day} has the same number {number} of {supplier}, a name that is "
                "alike: see whether it is the same bill."
            )
            work.warn(Reason("identifier_duplicate", text.format(**names), None, field="number"))
