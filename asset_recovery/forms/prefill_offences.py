"""The offences of a case in its requests and certificates: classified, penalised, committed."""

from __future__ import annotations

from collections.abc import Iterator

from asset_recovery.domain.offence_facts import Offence
from asset_recovery.forms.answers import Answer
from asset_recovery.forms.case_records import CaseRecords
from asset_recovery.forms.checks.eu_checks import MONTHS_ASKED
from asset_recovery.forms.prefill_blocks import Row, offence_row, participation
from asset_recovery.i18n import _

Found = Iterator[tuple[str, Answer]]
_LAW_TEXTS = ("law", "law_text", "statute")


def offences(records: CaseRecords) -> Found:
    """G2, H1 and H2 of a request; the same table in informal ones.

    H5 stays open: of immunity and earlier proceedings no record tells, and half an answer would
    silence the question.
    """
    known, source = records.file.case.offences, records.offences
    yield "offences", Answer(tuple(_row(one) for one in known), "record", source)
    circumstances = tuple(row for one in known if len(row := _circumstances(one)) > 1)
    yield "offence_circumstances", Answer(circumstances, "record", source)
    yield from _law(records)


def _row(offence: Offence) -> Row:
    row: Row = {
        "reference": offence.reference,
        "name": offence.name,
        "provision": offence.provision or "",
        "provision_text": offence.provision_text or "",
        "penalty": offence.penalty or "",
        "eu_offence_code": offence.eu_code or "",
        "committed_on": offence.committed,
        "place": offence.place or "",
    }
    return row if not offence.reference else {key: value for key, value in row.items() if value}


def _circumstances(offence: Offence) -> Row:
    told = (offence.circumstances or "", participation(offence))
    row: Row = {
        "offence": offence.name,
        "date": offence.committed,
        "place": offence.place or "",
        "circumstances": "\n".join(part for part in told if part),
    }
    return {key: value for key, value in row.items() if value}


def _law(records: CaseRecords) -> Found:
    """Documents with the text of the law; else that the table of offences holds it."""
    known = records.file.case.offences
    named = {document for one in known for document in one.documents}
    laws = [
        one for one in records.file.documents if one.kind in _LAW_TEXTS or one.reference in named
    ]
    titles = "; ".join(f"{one.reference}, {one.title}" for one in laws)
    if titles:
        yield "law_text", Answer(titles, "record", _("documents of the case"))
    elif known and all(one.provision_text for one in known):
        text = _("The text of the provisions stands in the table of offences.")
        yield "law_text", Answer(text, "derived", records.offences)


def listed_offences(records: CaseRecords) -> Found:
    """E2 and E3, F2 and F3: the table, and the listed offences whose penalty is high enough."""
    known, source = records.file.case.offences, records.offences
    rows = tuple(offence_row(one) for one in known)
    ticked = dict.fromkeys(
        one.eu_code
        for one in known
        if one.eu_code and one.maximum_months is not None and one.maximum_months >= MONTHS_ASKED
    )
    for letter in ("e", "f"):
        yield f"{letter}2_offences", Answer(rows, "record", source)
        yield f"{letter}3_listed_offences", Answer(tuple(ticked), "record", source)
