"""Tables of a form that are made of reusable blocks, filled from what the request names.

So a form that an office wrote itself is filled without a line of code: by the keys of its tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from asset_recovery.forms.answers import Answer
from asset_recovery.forms.case_records import CaseRecords
from asset_recovery.forms.form_model import Form
from asset_recovery.forms.prefill_blocks import (
    ATTACHMENT,
    LEGAL,
    NATURAL,
    OFFENCE,
    ORDER,
    PROPERTY,
    Row,
    document_row,
    is_natural,
    legal_row,
    natural_row,
    offence_row,
    order_row,
    property_row,
)
from asset_recovery.i18n import N_, _


def tables_of_blocks(forms: Iterable[Form], records: CaseRecords) -> Iterator[tuple[str, Answer]]:
    """The rows of every table that has the key and the block of a kind of record."""
    for form in forms:
        for field in form.fields:
            block, source, rows_of = _TABLES.get(field.key, ("", "", _nothing))
            if field.type == "table" and field.block == block:
                rows = tuple(rows_of(records))
                if rows:
                    yield field.key, Answer(rows, "record", _(source))


def _persons(records: CaseRecords) -> Iterator[Row]:
    return (natural_row(one) for one in records.parties if is_natural(one))


def _entities(records: CaseRecords) -> Iterator[Row]:
    return (legal_row(one) for one in records.parties if not is_natural(one))


def _assets(records: CaseRecords) -> Iterator[Row]:
    named = set(records.request.assets)
    return (property_row(one) for one in records.file.assets if one.reference in named)


def _orders(records: CaseRecords) -> Iterator[Row]:
    return (order_row(one) for one in records.orders)


def _offences(records: CaseRecords) -> Iterator[Row]:
    return (offence_row(one) for one in records.file.case.offences)


def _attachments(records: CaseRecords) -> Iterator[Row]:
    named = {records.request.reference, *records.request.orders}
    documents = [one for one in records.file.documents if one.record in named]
    return (document_row(number, one) for number, one in enumerate(documents, start=1))


def _nothing(_records: CaseRecords) -> Iterator[Row]:
    return iter(())


_TABLES: dict[str, tuple[str, str, Callable[[CaseRecords], Iterator[Row]]]] = {
    "persons": (NATURAL, N_("parties of the case"), _persons),
    "legal_persons": (LEGAL, N_("parties of the case"), _entities),
    "assets": (PROPERTY, N_("assets named in the request"), _assets),
    "orders": (ORDER, N_("orders named in the request"), _orders),
    "offences": (OFFENCE, N_("offences of the case"), _offences),
    "attachments": (ATTACHMENT, N_("annexes and documents of the request"), _attachments),
}
