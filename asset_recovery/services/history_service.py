"""The history of a record by field: who changed what, from when on it counts, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from asset_recovery.domain.history import HistoryPage, HistoryRow, HistoryWish
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.canonical import digest
from asset_recovery.persistence.queries.case_query import case_of_party
from asset_recovery.persistence.queries.history_query import (
    entries_before,
    rows_about,
    table_of,
)
from asset_recovery.persistence.queries.journal_query import entry_known_at
from asset_recovery.persistence.queries.party_query import knows_party
from asset_recovery.persistence.unit_of_work import Unit
from asset_recovery.services.case_parts.legal_history import LegalChanges, legal_changes
from asset_recovery.services.case_parts.record_history import (
    About,
    HistoryWriter,
    RecordNames,
)
from asset_recovery.services.case_parts.written import written_facts
from asset_recovery.services.consultation import Consultations
from asset_recovery.services.looking import Look, OpenOffice, Sight, look_at
from asset_recovery.services.work import target_of

_END = 2**62
MOST = 10_000


@dataclass(frozen=True, slots=True)
class HistoryService:
    """Tells histories to somebody who may see the record; every look is noted."""

    office: OpenOffice
    consultations: Consultations | None = None

    def history(  # noqa: PLR0913 - whose history, for whom, as at when
        self,
        kind: str,
        reference: str,
        actor: Actor,
        wish: HistoryWish | None = None,
        *,
        purpose: str = "",
        as_of: date | None = None,
        known_on: str | None = None,
    ) -> HistoryPage:
        """Changes of a record, the newest entry first, in the order in which each made them.

        Raises `NotFound` and `NotPermitted` as for looking at the record.
        """
        look = Look(
            screen=f"history {kind}", purpose=purpose, as_of=as_of, known_on=known_on,
            consultations=self.consultations,
        )  # fmt: skip
        with look_at(self.office, actor, kind, reference, look) as sight:
            return _page(_Asked(self.office, sight), wish or HistoryWish())


class _Asked:
    """A record whose history is asked for, as one person may know of it."""

    def __init__(self, office: OpenOffice, sight: Sight) -> None:
        self._office, self._sight = office, sight
        self._unit = Unit(sight.connection, office.now, office.office_id)
        self._access = Access.of(sight.actor, sight.reading.today)
        self._cases: dict[int, bool] = {}

    def rows(self, before: int) -> Iterator[HistoryRow]:
        """Every change that may be told, the newest entry first."""
        sight, row = self._sight, self._sight.row
        key, kind = int(row["id"]), sight.kind
        reference = str(row["reference"] or "")
        connection = sight.connection
        about = About(
            reference=reference,
            table=table_of(kind),
            key=key,
            rows=None if kind == "case" else rows_about(connection, kind, key, reference),
        )
        writer = HistoryWriter(RecordNames(connection, self._may_know), about)
        events = t.event_asset if kind == "asset" else None
        as_of = sight.reading.as_of
        legal: LegalChanges = {}
        if kind == "asset":
            legal = legal_changes(connection, key, before)
        for entry in entries_before(connection, self._hashes(), events, key, before):
            for one in _with_legal_state(list(writer.entry(entry)), legal):
                if as_of is None or one.effective_on is None or one.effective_on <= as_of:
                    yield one

    def start(self, wish: HistoryWish) -> int:
        """The entry before which is told: as known at a moment, and where the last page ended."""
        known_on = self._sight.reading.known_on
        known = _END if known_on is None else entry_known_at(self._sight.connection, known_on) + 1
        return known if wish.before is None else min(known, wish.before)

    def _hashes(self) -> list[str]:
        """Under which hashes of cases the journal keeps entries about the record."""
        sight = self._sight
        if sight.kind == "party":
            cases = case_of_party(sight.connection, int(sight.row["id"]))
            names = [str(one["reference"]) for one in cases if self._knows_case(int(one["id"]))]
            return ["", *(self._hash(name) for name in names)]
        return [""] if sight.case is None else [self._hash(str(sight.case["reference"]))]

    def _hash(self, case: str) -> str:
        return digest(f"{self._office.office_id}:{case}")

    def _may_know(self, table: str, key: int, case: int | None) -> bool:
        if table == "party":
            return knows_party(self._sight.connection, self._access, key)
        return case is None or self._knows_case(case)

    def _knows_case(self, case: int) -> bool:
        if case not in self._cases:
            target = target_of(self._unit, self._sight.actor, case, self._sight.reading.today)
            self._cases[case] = not target.is_sealed or target.has_grant
        return self._cases[case]


def _with_legal_state(found: list[HistoryRow], legal: LegalChanges) -> list[HistoryRow]:
    """The changes of an entry, and what it made of the legal state of the asset."""
    if not found or found[-1].seq not in legal:
        return found
    old, new = legal[found[-1].seq]
    own = replace(found[-1], record="", field=_("legal state"), old=old, new=new, noise=False)
    return [*found, own]


def _page(asked: _Asked, wish: HistoryWish) -> HistoryPage:
    """A page of whole entries: at least `limit` changes, or all there are."""
    found: list[HistoryRow] = []
    limit = min(max(wish.limit, 1), MOST)
    wanted = wish.text.casefold().split()
    for one in asked.rows(asked.start(wish)):
        if len(found) >= limit and one.seq != found[-1].seq:
            return HistoryPage(tuple(found), found[-1].seq)
        if _fits(one, wish, wanted):
            found.append(one)
    return HistoryPage(tuple(found))


def _fits(one: HistoryRow, wish: HistoryWish, wanted: list[str]) -> bool:
    if one.noise and not wish.whole:
        return False
    if wish.action and one.action != wish.action:
        return False
    day = one.recorded_at.date()
    if (wish.since and day < wish.since) or (wish.until and day > wish.until):
        return False
    if not wanted:
        return True
    parts = (one.title, one.record, one.field, one.old, one.new, one.reason, one.actor)
    told = " ".join(part for part in parts if part).casefold()
    return all(word in told for word in wanted)


def history_json(kind: str, reference: str, page: HistoryPage) -> dict[str, object]:
    """A page of a history as JSON: `changes`, and `before`, the entry to go on before, or null."""
    return {
        "kind": kind,
        "reference": reference,
        "changes": [written_facts(one) for one in page.rows],
        "before": page.before,
    }
