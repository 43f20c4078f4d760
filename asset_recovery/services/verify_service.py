"""`verify`: the journal, the records, what is derived from them, the documents, what must hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from asset_recovery.domain.progress import Progress, SilentProgress
from asset_recovery.i18n import _
from asset_recovery.lifecycle import invariants
from asset_recovery.lifecycle.custody_seals import seals_ever
from asset_recovery.persistence import migrate, upkeep
from asset_recovery.persistence import tables as t
from asset_recovery.persistence import verify as chain
from asset_recovery.persistence import verify_office as beside
from asset_recovery.persistence.derived import PORTFOLIO_KEY, PORTFOLIO_SUMS
from asset_recovery.persistence.derived_sales import BIDS, SALES
from asset_recovery.persistence.derived_stays import COLUMNS as STAYS
from asset_recovery.persistence.receipts import receipt_rows
from asset_recovery.persistence.store import Connection
from asset_recovery.persistence.verify import MOST_FINDINGS, Finding
from asset_recovery.persistence.verify_ledger import verify_ledger
from asset_recovery.services.backup_service import content_hash_of
from asset_recovery.services.documents import Documents
from asset_recovery.services.recompute import Failed, Portfolio, Recomputing

if TYPE_CHECKING:
    from asset_recovery.services.office import Office

_AGENDA = tuple(column.name for column in t.agenda.columns if column.name != "id")


def verify(
    office: Office, *, full: bool = False, progress: Progress | None = None
) -> list[Finding]:
    """What is wrong, each with its place, at most 200; empty: all is well.

    Always: schema, journal, logs, noted heads, records against the journal, foreign keys, totals,
    and whether each document is there. `full` adds the file's own integrity, derived tables worked
    out anew, the search index, the content of every document, and what must hold of positions.
    """
    progress = progress or SilentProgress()
    found: list[Finding] = []
    if full:
        progress.step(0, 0, _("Looking through the file"))
        wrong = upkeep.quick_check(office.layout.database, full=True)
        found += [Finding("file", "file_damaged", sentence) for sentence in wrong]
    with office.reading.connect() as connection:
        found += islice(findings_on(connection, office, full, progress), MOST_FINDINGS)
    if full and len(found) < MOST_FINDINGS:
        with office.writing.connect() as connection:
            found += beside.verify_search_index(connection)
            connection.rollback()
    return found[:MOST_FINDINGS]


def extent(office: Office) -> tuple[int, int]:
    """How much `verify` goes through: entries of the journal, and tables of records."""
    return office.head().seq, len(t.RECORDS)


def references_of(office: Office, findings: Iterable[Finding]) -> dict[str, str]:
    """The reference that people know, of each place that is a row and has one."""
    found: dict[str, str] = {}
    with office.reading.connect() as connection:
        for place in dict.fromkeys(finding.place for finding in findings):
            table, _blank, key = place.partition(" ")
            reference = beside.reference_of(connection, table, key)
            if reference:
                found[place] = reference
    return found


def findings_on(
    connection: Connection, office: Office, full: bool, progress: Progress
) -> Iterator[Finding]:
    """The same through one connection, as this connection sees the office."""
    yield from chain.verify_schema(connection, migrate.fresh_schema())
    yield from beside.verify_version(connection, migrate.heads())
    yield from chain.verify_chain(connection)
    yield from chain.verify_ends(connection)
    yield from beside.verify_counters(connection)
    for table in (t.consultation, t.decision_log):
        yield from chain.verify_log(connection, table)
    heads = upkeep.read_heads(office.layout.heads)
    yield from beside.verify_heads(connection, heads, office.office_id)
    yield from chain.verify_records(connection, progress)
    yield from chain.verify_foreign_keys(connection)
    yield from beside.verify_totals(connection)
    yield from _documents(connection, office.documents, full, progress)
    if full:
        yield from beside.verify_invariants(connection)
        yield from derived_findings(connection, progress)
        yield from verify_ledger(connection, progress)


def _documents(
    connection: Connection, documents: Documents, full: bool, progress: Progress
) -> Iterator[Finding]:
    """Every document named is kept, and (in full) still has the content that its hash names."""
    rows = list(beside.rows_of(connection, t.document))
    for number, row in enumerate(rows):
        progress.step(number, len(rows), _("Documents"))
        place, path = f"document {row['reference']}", documents.place(row["hash"])
        if not path.is_file():
            yield Finding(place, "document_missing", "The file is missing from the store.")
        elif path.stat().st_size != row["size"] + 1:
            yield Finding(place, "document_changed", "The file has another size than when kept.")
        elif full and content_hash_of(path) != row["hash"]:
            yield Finding(place, "document_changed", "The file was changed after it was kept.")


def unreferenced(office: Office) -> list[str]:
    """Files of the document store that no record names: noted, no finding and never deleted here.

    A refused attachment leaves one behind.
    """
    with office.reading.connect() as connection:
        named = {row["hash"] for row in beside.rows_of(connection, t.document)}
    kept = office.documents.folder.glob("??/*") if office.documents.folder.is_dir() else ()
    return sorted(path.name for path in kept if path.name not in named)


def derived_findings(connection: Connection, progress: Progress) -> Iterator[Finding]:
    """Derived tables against what the records make of them, and what must hold of positions."""
    work = Recomputing(connection, progress)
    failures: list[Finding] = []

    def failed(place: str, error: Exception) -> None:
        text = f"What follows from it cannot be worked out ({type(error).__name__})."
        failures.append(Finding(place, "derived_unknown", text))

    lines = {row["asset_id"]: row for row in beside.rows_of(connection, t.asset_row)}
    agenda: Counter[tuple[object, ...]] = Counter()
    stays: Counter[tuple[object, ...]] = Counter()
    sales: Counter[tuple[object, ...]] = Counter()
    bids: Counter[tuple[object, ...]] = Counter()
    portfolio = Portfolio()
    seals: set[tuple[int, str]] = set()
    for one in work.assets(failed):
        key = int(one.asset["id"])
        yield from _line(key, lines.pop(key, None), one.line)
        agenda.update(tuple(entry[name] for name in _AGENDA) for entry in one.due)
        stays.update(one.stays)
        sales.update(one.sales)
        bids.update(one.bids)
        portfolio.add(one.line, sealed=bool(one.case["sealed"]))
        seals.update((key, seal) for seal in seals_ever(one.position.happened))
        for code, sentence in invariants.broken(one.position):
            yield Finding(f"asset {one.asset['reference']}", f"invariant_{code.lower()}", sentence)
    for key in lines:
        yield Finding(f"asset_row {key}", "derived_wrong", "This line has no asset.")
    agenda.update(tuple(entry[name] for name in _AGENDA) for entry in work.deadlines())
    yield from _agenda(connection, agenda)
    yield from _stays(connection, stays)
    yield from _lines(connection, t.sale_row, SALES, sales)
    yield from _lines(connection, t.bid_row, BIDS, bids)
    yield from _portfolio(connection, portfolio.rows())
    yield from _seals(connection, seals)
    yield from _search(connection, work, failed)
    yield from _receipts(connection)
    yield from failures


def _line(
    key: int, kept: Mapping[str, Any] | None, expected: Mapping[str, object]
) -> Iterator[Finding]:
    if kept is None:
        yield Finding(f"asset_row {key}", "derived_wrong", "The line of this asset is missing.")
        return
    for name, value in expected.items():
        if kept[name] != value:
            yield Finding(
                f"asset_row {key}",
                "derived_wrong",
                f"{name} is {kept[name]!r}; the records say {value!r}.",
            )


def _seals(connection: Connection, expected: set[tuple[int, str]]) -> Iterator[Finding]:
    kept = {(row["asset_id"], row["seal"]) for row in beside.rows_of(connection, t.asset_seal)}
    for asset, seal in sorted(kept ^ expected):
        wrong = "is missing" if (asset, seal) in expected else "was never on this asset"
        yield Finding(f"asset_seal {asset}", "derived_wrong", f"Seal {seal} {wrong}.")


def _agenda(connection: Connection, expected: Counter[tuple[object, ...]]) -> Iterator[Finding]:
    left = Counter(expected)
    for row in beside.rows_of(connection, t.agenda):
        key = tuple(row[name] for name in _AGENDA)
        if left[key] > 0:
            left[key] -= 1
        else:
            yield Finding(f"agenda {row['id']}", "derived_wrong", "Nothing of this kind is due.")
    for key in left.elements():
        entry = dict(zip(_AGENDA, key, strict=True))
        yield Finding(
            f"agenda {entry['record']}",
            "derived_wrong",
            f"{entry['title']} ({entry['due']}) is missing.",
        )


def _stays(connection: Connection, expected: Counter[tuple[object, ...]]) -> Iterator[Finding]:
    left = Counter(expected)
    for row in beside.rows_of(connection, t.stay):
        key = tuple(row[name] for name in STAYS)
        if left[key] > 0:
            left[key] -= 1
        else:
            yield Finding(f"stay {row['id']}", "derived_wrong", "The asset was not kept so.")
    for key in left.elements():
        yield Finding(
            f"stay {key[1]}", "derived_wrong", f"That it was kept in {key[2]} is missing."
        )


def _lines(
    connection: Connection,
    table: Any,  # noqa: ANN401 - a table of the store
    columns: tuple[str, ...],
    expected: Counter[tuple[object, ...]],
) -> Iterator[Finding]:
    """Lines of a derived table against those that the positions make."""
    left = Counter(expected)
    for row in beside.rows_of(connection, table):
        key = tuple(row[name] for name in columns)
        if left[key] > 0:
            left[key] -= 1
        else:
            text = "The records do not make this line."
            yield Finding(f"{table.name} {row['id']}", "derived_wrong", text)
    for key in left.elements():
        yield Finding(f"{table.name} of asset {key[0]}", "derived_wrong", "A line is missing.")


def _portfolio(
    connection: Connection, expected: Mapping[tuple[object, ...], tuple[int, ...]]
) -> Iterator[Finding]:
    left = dict(expected)
    for row in beside.rows_of(connection, t.portfolio):
        key = tuple(row[name] for name in PORTFOLIO_KEY)
        kept = tuple(row[name] for name in PORTFOLIO_SUMS)
        right = left.pop(key, (0,) * len(kept))
        if kept != right:
            yield Finding(
                f"portfolio {key}", "derived_wrong", f"It says {kept}; the records say {right}."
            )
    for missing, right in left.items():
        yield Finding(f"portfolio {missing}", "derived_wrong", f"{right} is missing.")


def _receipts(connection: Connection) -> Iterator[Finding]:
    """The rows of the receipts are what became of them."""
    kept = {row["event_id"]: row for row in beside.rows_of(connection, t.receipt_row)}
    for right in receipt_rows(connection):
        row = kept.pop(right["event_id"], None)
        place = f"receipt_row {right['event_id']}"
        if row is None:
            yield Finding(place, "derived_wrong", "The row of this receipt is missing.")
            continue
        for name, value in right.items():
            if row[name] != value:
                text = f"{name} is {row[name]!r}; the records say {value!r}."
                yield Finding(place, "derived_wrong", text)
    for key in kept:
        yield Finding(f"receipt_row {key}", "derived_wrong", "There is no such receipt.")


def _search(connection: Connection, work: Recomputing, failed: Failed) -> Iterator[Finding]:
    kept = {
        (row["kind"], row["record_id"]): row
        for row in beside.rows_of(connection, t.search_document)
    }
    for entry in work.searched(failed):
        key = (str(entry["kind"]), int(str(entry["record_id"])))
        row = kept.pop(key, None)
        place = f"search_document {key[0]} {key[1]}"
        if row is None:
            yield Finding(place, "derived_wrong", "The search does not know this record.")
            continue
        for name, value in entry.items():
            if row[name] != value:
                yield Finding(place, "derived_wrong", f"{name} is not what the record says.")
    for kind, record in kept:
        yield Finding(
            f"search_document {kind} {record}", "derived_wrong", "There is no such record."
        )
