"""What the regional variants of a request are filled with beside MLA-01: CW-01."""

from __future__ import annotations

from collections.abc import Iterator

from asset_recovery.forms.answers import Answer
from asset_recovery.forms.case_records import CaseRecords
from asset_recovery.i18n import _

# Kinds of assistance as the Scheme names them, paragraph 1(3).
_NATURE = {
    "EVI": ("examine_witnesses", "obtain_evidence"),
    "SER": ("serve_documents",),
    "SEA": ("search_and_seizure", "proceeds"),
    "EXA": ("obtain_evidence",),
    "INF": ("obtain_evidence",),
    "DOC": ("records", "obtain_evidence"),
    "TRA": ("proceeds",),
    "APP": ("appearance_of_witnesses",),
    "AR-T": ("proceeds",),
    "AR-R": ("proceeds",),
    "TMP": ("transfer_in_custody",),
    "VID": ("examine_witnesses",),
    "CNF": ("proceeds",),
}


def commonwealth(records: CaseRecords) -> Iterator[tuple[str, Answer]]:
    """The nature of the assistance, the criminal matter and what is certified of it."""
    named = dict.fromkeys(
        nature for kind in records.request.kinds for nature in _NATURE.get(kind, ())
    )
    yield "scheme_assistance", Answer(tuple(named), "derived", _("kinds of the request"))
    latest = records.proceeding
    offences = "; ".join(one.name for one in records.file.case.offences)
    if latest is None:
        if offences:
            text = _("Not instituted. Offence believed to have been committed: {offences}.")
            said = text.format(offences=offences)
            yield "criminal_matter", Answer(said, "record", records.case)
        return
    source = _("proceeding {reference}").format(reference=latest.reference or latest.kind)
    parts = [
        _("Instituted before {court}, file {number}").format(
            court=latest.authority, number=latest.reference or records.file.case.reference
        ),
        _("stage: {stage}").format(stage=latest.stage) if latest.stage else "",
        _("next hearing on {day}").format(day=latest.next_hearing.isoformat())
        if latest.next_hearing
        else "",
        _("offences: {offences}").format(offences=offences) if offences else "",
    ]
    text = "; ".join(part for part in parts if part)
    yield "criminal_matter", Answer(f"{text}.", "record", source)
    forfeiture = latest.kind == "ncb_filing"
    code = "forfeiture_instituted" if forfeiture else "criminal_instituted"
    if latest.kind != "investigation":
        yield "ca_certificate_says", Answer(code, "record", source)
        if latest.authority:
            yield "court", Answer({"name": latest.authority}, "record", source)
