"""Fixed wording that no lawyer has confirmed says so in drafts and waits for somebody's word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from asset_recovery.domain.case_file import RequestFacts
from asset_recovery.domain.request_version_facts import ConfirmedText
from asset_recovery.forms.filled_form import (
    FilledForm,
    against_signing,
    fill,
    still_to_do,
    texts_to_check,
)
from asset_recovery.forms.form_content import form_paper
from asset_recovery.forms.form_model import Form, FormField
from asset_recovery.forms.template import load_form
from asset_recovery.reports.paper import Text
from tests.forms.a_case import TODAY, WHOLE, a_case, a_request

WORDING = "The requesting authority undertakes to bear extraordinary costs."


def a_form(mark: str) -> Form:
    """The general form with a clause of this mark under its first heading."""
    form = load_form("MLA-01", TODAY)
    clause = FormField(
        key="costs_clause", label="Costs", section="P", number="P9", type="clause",
        req="O", source="Office practice", mark=mark, text=WORDING,
    )  # fmt: skip
    first, *others = form.headings
    first = replace(first, fields=(*first.fields, clause.key))
    return replace(form, fields=(*form.fields, clause), headings=(first, *others))


def filled(mark: str, **changes: object) -> FilledForm:
    request: RequestFacts = replace(a_request(fields=WHOLE), **changes)  # type: ignore[arg-type]
    return fill(a_form(mark), (), a_case(request), request, TODAY)


def wording(form: FilledForm) -> list[str]:
    """How the clause reads on paper."""
    blocks = [block for section in form_paper(form).sections for block in section.blocks]
    return [one.text for one in blocks if isinstance(one, Text) and one.text.startswith(WORDING)]


@pytest.mark.parametrize("mark", ["K", "V2"])
def test_unconfirmed_wording_waits_and_says_so_in_the_draft(mark: str) -> None:
    found = filled(mark)
    assert [text.key for text in texts_to_check(found)] == ["costs_clause"]
    assert [one.field for one in against_signing(found) if one.clear_with == "confirm_text"] == [
        "costs_clause"
    ]
    assert wording(found) == [f"{WORDING} [to be checked]"]
    assert "costs_clause" in [one.key for one in still_to_do(found) if not one.blocks]


@pytest.mark.parametrize("mark", ["V", "D"])
def test_confirmed_wording_waits_for_nobody(mark: str) -> None:
    found = filled(mark)
    assert texts_to_check(found) == ()
    assert wording(found) == [WORDING]


def test_once_confirmed_it_reads_without_the_mark() -> None:
    (text,) = texts_to_check(filled("K"))
    word = ConfirmedText(key=text.key, digest=text.digest, on=date(2026, 4, 27), by="Lawyer")
    found = filled("K", confirmed=(word,))
    assert texts_to_check(found) == ()
    assert wording(found) == [WORDING]


def test_a_confirmation_of_other_words_does_not_count() -> None:
    word = ConfirmedText(key="costs_clause", digest="0" * 64, on=date(2026, 4, 27), by="Lawyer")
    assert texts_to_check(filled("K", confirmed=(word,)))
