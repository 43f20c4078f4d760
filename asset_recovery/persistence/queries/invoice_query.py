"""Invoices and their lines: by number, by supplier, by asset; contracts of a supplier."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import Connection, and_, bindparam, func, or_, select, text

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.access_sql import HIDDEN_CASES, Access
from asset_recovery.persistence.rows import Row, all_of

_NUMBERED = (
    select(t.invoice)
    .where(t.invoice.c.number_key == bindparam("number"), t.invoice.c.state != "rejected")
    .order_by(t.invoice.c.id)
)
_LINES = (
    select(
        t.invoice_line,
        t.asset.c.reference.label("asset"),
        t.asset.c.description.label("asset_description"),
        t.case_record.c.reference.label("case_reference"),
        t.case_record.c.title.label("case_title"),
    )
    .join_from(
        t.invoice_line, t.case_record, t.case_record.c.id == t.invoice_line.c.case_id
    )
    .outerjoin(t.asset, t.asset.c.id == t.invoice_line.c.asset_id)
    .where(t.invoice_line.c.invoice_id == bindparam("invoice"))
    .order_by(t.invoice_line.c.place, t.invoice_line.c.part)
)  # fmt: skip
_ROWS = (
    select(t.invoice_line)
    .where(t.invoice_line.c.invoice_id == bindparam("invoice"))
    .order_by(t.invoice_line.c.place, t.invoice_line.c.part)
)
_BILLED = (
    select(
        t.invoice.c.reference,
        t.invoice_line.c.from_date,
        t.invoice_line.c.to_date,
    )
    .join_from(t.invoice_line, t.invoice, t.invoice.c.id == t.invoice_line.c.invoice_id)
    .where(
        t.invoice_line.c.asset_id == bindparam("asset"),
        t.invoice_line.c.category == bindparam("category"),
        t.invoice.c.supplier_key == bindparam("supplier"),
        t.invoice.c.id != bindparam("own"),
        t.invoice.c.state != "rejected",
        t.invoice_line.c.state.in_(("open", "certified", "posted")),
        t.invoice_line.c.from_date <= bindparam("last"),
        t.invoice_line.c.to_date >= bindparam("first"),
    )
    .order_by(t.invoice_line.c.from_date, t.invoice.c.id)
)
_OF_ASSET = (
    select(t.invoice.c.reference)
    .join_from(t.invoice_line, t.invoice, t.invoice.c.id == t.invoice_line.c.invoice_id)
    .where(t.invoice_line.c.asset_id == bindparam("asset"))
    .group_by(t.invoice.c.id)
    .order_by(t.invoice.c.on_date.desc(), t.invoice.c.id.desc())
    .limit(200)
)
_CONTRACTS = (
    select(t.event)
    .where(
        t.event.c.action == "record_contract",
        t.event.c.status == "in_effect",
        or_(
            func.json_extract(t.event.c.data, "$.party") == bindparam("party"),
            func.json_extract(t.event.c.facts, "$.parties.party") == bindparam("party"),
            func.json_extract(t.event.c.data, "$.party") == bindparam("name"),
            func.json_extract(t.event.c.data, "$.party.name") == bindparam("name"),
        ),
    )
    .order_by(t.event.c.id)
)
_ENDED = select(t.event.c.data, t.event.c.on_date).where(
    t.event.c.action == "end_contract", t.event.c.status == "in_effect"
)
_CONTRACT_ASSETS = select(t.event_asset.c.asset_id).where(
    t.event_asset.c.event_id == bindparam("event")
)


def parties_named(connection: Connection, name: str) -> list[Row]:
    """Parties of exactly this name, whatever its capitals; at most two, to see whether one."""
    query = select(t.party).where(t.party.c.name.collate("NOCASE") == name).limit(2)
    return all_of(connection.execute(query))


def invoices_numbered(connection: Connection, number: str) -> list[Row]:
    """Invoices, not rejected, of whatever supplier with this number (folded)."""
    return all_of(connection.execute(_NUMBERED, {"number": number}))


def lines_of(connection: Connection, invoice: int) -> list[Row]:
    """The lines of an invoice with the names of their assets and cases."""
    return all_of(connection.execute(_LINES, {"invoice": invoice}))


def line_rows(connection: Connection, invoice: int) -> list[Row]:
    """The bare rows of the lines, to be changed."""
    return all_of(connection.execute(_ROWS, {"invoice": invoice}))


def billed_before(  # noqa: PLR0913 - what makes two lines the same
    connection: Connection,
    *,
    asset: int,
    category: str,
    supplier: str,
    first: str,
    last: str,
    own: int,
) -> list[Row]:
    """Lines of other invoices of the supplier for the asset and category within these days."""
    values = {
        "asset": asset, "category": category, "supplier": supplier,
        "first": first, "last": last, "own": own,
    }  # fmt: skip
    return all_of(connection.execute(_BILLED, values))


def invoices_of_asset(connection: Connection, asset: int) -> list[str]:
    """The invoices that have a line for an asset, the newest first; at most 200."""
    return list(connection.execute(_OF_ASSET, {"asset": asset}).scalars())


def contracts_with(connection: Connection, party: str, name: str) -> list[Row]:
    """The contracts with a party, by its reference or its name."""
    return all_of(connection.execute(_CONTRACTS, {"party": party, "name": name}))


def contract_ends(connection: Connection) -> list[Row]:
    """When contracts were ended."""
    return all_of(connection.execute(_ENDED))


def assets_of_contract(connection: Connection, event: int) -> set[int]:
    """The keys of the assets that a contract is about."""
    return set(connection.execute(_CONTRACT_ASSETS, {"event": event}).scalars())


def cases_of_invoice(connection: Connection, invoice: int) -> set[int]:
    """The keys of the cases that an invoice touches."""
    query = select(t.invoice_line.c.case_id).where(t.invoice_line.c.invoice_id == invoice)
    return set(connection.execute(query.distinct()).scalars())


def reversals(
    connection: Connection, cases: Iterable[int], postings: Iterable[str]
) -> dict[str, str]:
    """Which of these postings of these cases (keys) were reversed, and by which line."""
    wanted = set(postings)
    if not wanted:
        return {}
    query = select(t.event.c.reference, t.event.c.data).where(
        t.event.c.case_id.in_(set(cases)),
        t.event.c.action == "correct_posting",
        t.event.c.status == "in_effect",
        func.json_extract(t.event.c.data, "$.posting").in_(wanted),
    )
    found = {}
    for reference, data in connection.execute(query):
        found[str(json.loads(data)["posting"])] = str(reference)
    return found


def hidden_cases(connection: Connection, access: Access) -> set[int]:
    """The keys of the cases that a reader must not know of: few."""
    found = connection.execute(text(HIDDEN_CASES), access.parameters)
    return {int(row[0]) for row in found}


def case_of_invoice(connection: Connection, invoice: int) -> int | None:
    """The case to which what is attached to an invoice belongs: its only one, or a sealed one."""
    cases = cases_of_invoice(connection, invoice)
    if len(cases) == 1:
        return next(iter(cases))
    query = select(t.case_record.c.id).where(
        t.case_record.c.id.in_(cases), t.case_record.c.sealed == 1
    )
    found: int | None = connection.execute(query.limit(1)).scalar()
    return found


def documents_of(
    connection: Connection, invoice: int, reference: str, named: Iterable[str]
) -> list[Row]:
    """The documents attached to an invoice, and those named when it was recorded."""
    case_id = case_of_invoice(connection, invoice)
    attached = (
        t.document.c.case_id.is_(None) if case_id is None else (t.document.c.case_id == case_id)
    )
    query = (
        select(t.document.c.reference, t.document.c.title)
        .where(
            or_(
                and_(attached, t.document.c.record == reference),
                t.document.c.reference.in_(list(named)),
            )
        )
        .order_by(t.document.c.id)
    )
    return all_of(connection.execute(query))
