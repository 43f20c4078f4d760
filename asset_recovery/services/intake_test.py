"""What a request received lacks by its legal basis, warned of when the intake is checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from asset_recovery.domain.errors import Reason, RuleViolation
from asset_recovery.forms.incoming import LANGUAGE_OF_REQUESTS, examine, said_in
from asset_recovery.forms.instruments import load_instruments
from asset_recovery.forms.template import load_form
from asset_recovery.i18n import _
from asset_recovery.services.draft_keeping import case_file
from asset_recovery.services.request_kept import fields_of
from asset_recovery.services.work import Work

Row = Mapping[str, Any]


def warn_of_contents(work: Work, row: Row, case: Row, *, complete: bool) -> None:
    """Each element that the reader did not find, once somebody has said what is contained.

    The reader decides: what is called complete stays complete, with the warning.
    """
    fields = fields_of(row)
    if not fields:
        return
    file = case_file(work, case)
    request = next(one for one in file.requests if one.reference == row["reference"])
    try:
        _unknown(work, fields)
        if not said_in(request):
            return
        found = examine(file, request, load_instruments(work.today))
    except RuleViolation:  # on a day before the tables there is nothing to hold it against
        return
    for one in found.missing:
        text = _("{element} ({article}) is not in the request.")
        if complete:
            text = _("{element} ({article}) is not in the request, which is called complete.")
        said = text.format(element=one.name, article=one.article)
        work.warn(Reason("form_incomplete", said, "answer_request", "missing"))


def _unknown(work: Work, fields: Mapping[str, object]) -> None:
    """Keys that no general field has may belong to an annex; what is no list is kept as it is."""
    form = load_form(LANGUAGE_OF_REQUESTS, work.today)
    basis = fields.get("legal_basis")
    codes = basis if isinstance(basis, list) else [basis] if basis else []
    known = {one.code for one in load_instruments(work.today).instruments}
    for code in codes:
        if str(code) not in known:
            field = form.field("legal_basis")
            label = field.label if field is not None else "legal_basis"
            text = _("{label}: there is no legal basis {code}; there are: {codes}.").format(
                label=label, code=str(code)[:40], codes=", ".join(sorted(known))
            )
            work.warn(Reason("field_invalid", text, None, "fields"))
