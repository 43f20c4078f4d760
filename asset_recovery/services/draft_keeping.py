"""A request filled inside an action, and the draft that the action's event keeps of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from asset_recovery.domain.case_file import CaseFile, RequestFacts
from asset_recovery.forms.draft_chain import KEPT, chain_of
from asset_recovery.forms.filled_form import FilledForm, as_confirmed, fill_request
from asset_recovery.forms.form_content import form_paper
from asset_recovery.paper_words import say_in
from asset_recovery.persistence import tables as t
from asset_recovery.reports.kept_paper import paper_as_data
from asset_recovery.services import case_reader
from asset_recovery.services.case_parts.request_drafts import draft_events
from asset_recovery.services.case_reader import Reading, request_facts
from asset_recovery.services.work import Work

Row = Mapping[str, Any]


def case_file(work: Work, case: Row) -> CaseFile:
    """The case as forms are filled from it."""
    reading = Reading(
        connection=work.unit.connection,
        rates=work.rates,
        base_currency=work.base_currency,
        today=work.today,
        now=work.unit.now,
        read_by=work.actor.name,
        calendar=work.calendar,
    )
    return case_reader.read_case_file(reading, case, with_journal=False)


def filled_now(work: Work, row: Row, case: Row, **more: object) -> FilledForm:
    """The request filled from its case as it stands now, or as signed; `more` facts of it."""
    facts: RequestFacts = request_facts(work.unit.connection, row)
    return fill_request(case_file(work, case), replace(facts, **more), work.today)  # type: ignore[arg-type]


def draft_kept(work: Work, row: Row, filled: FilledForm, action: str) -> dict[str, object]:
    """What the event of this action keeps of the draft, to stand among its facts."""
    chain = chain_of(draft_events(work.unit.connection, int(row["id"])))
    return {KEPT: chain.step(filled, action)}


def signature_kept(work: Work, row: Row, filled: FilledForm) -> dict[str, object]:
    """The same of the signature: the whole paper in its language as well.

    What was marked "to be checked" is confirmed by then, and is signed without its mark.
    """
    filled = as_confirmed(filled)
    found = draft_kept(work, row, filled, "sign_request")
    language = str(row["language"])
    signed = replace(filled, request=replace(filled.request, state="signed"))
    paper = form_paper(signed, translate=say_in(language), language=language)
    body = found[KEPT]
    assert isinstance(body, dict)
    # The entry of the signature does not have its number and hash yet; prints name them.
    paper = replace(paper, record_hash=body["digest"], head="", qr="")
    body |= {"language": paper.language, "paper": paper_as_data(paper)}
    return found


def own_row(work: Work, row: Row) -> Row:
    """The row of the request after what was changed in this action."""
    return work.unit.get(t.request, int(row["id"]))
