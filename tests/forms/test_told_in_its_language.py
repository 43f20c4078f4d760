"""What a request takes from records is told in the language of the request, not of the screen."""

from __future__ import annotations

from dataclasses import replace

from asset_recovery.forms.draft_chain import draft_digest
from asset_recovery.forms.draft_digest import own_digest
from asset_recovery.forms.filled_form import FilledForm, fill_request, still_to_do, told_anew
from asset_recovery.forms.form_content import form_paper
from asset_recovery.i18n import speaking
from asset_recovery.paper_words import say_in
from asset_recovery.reports.paper import Points, Table
from tests.forms.a_case import a_case, a_request
from tests.forms.a_certificate import certificate

REQUEST = a_request(kinds=("AR-T",))


def filled(language: str | None = None, spoken: str = "en") -> FilledForm:
    request = replace(REQUEST, language=spoken)
    return fill_request(a_case(request), request, language=language)


def kinds_of_annexes(form: FilledForm) -> set[object]:
    rows = form.value("attachments")
    assert isinstance(rows, tuple)
    return {row["type"] for row in rows}


def test_annexes_are_named_in_the_language_of_the_request() -> None:
    assert "Annex M-08" in kinds_of_annexes(filled())
    assert "المرفق M-08" in kinds_of_annexes(filled(spoken="ar"))
    assert "المرفق M-08" in kinds_of_annexes(filled(language="ar"))


def test_a_draft_reads_the_same_whatever_the_screen_speaks() -> None:
    with speaking(say_in("ar")):
        foreign = filled()
    assert draft_digest(foreign) == draft_digest(filled())


def test_a_draft_printed_in_another_language_is_still_the_same_draft() -> None:
    other = filled(language="ar")
    assert draft_digest(other) != draft_digest(filled())
    assert own_digest(other) == draft_digest(filled())


def test_how_to_mend_is_said_in_the_language_of_the_paper() -> None:
    paper = form_paper(filled(spoken="ar"), translate=say_in("ar"))
    title = say_in("ar")("Still missing in this draft")
    table = next(one for one in paper.sections if one.title == title).blocks[0]
    assert isinstance(table, Table)
    mends = [row[-1] for row in table.rows if row[2] == say_in("ar")("Channel")]
    assert mends == [say_in("ar")("fill it in, section {section}.").format(section="3")]


def test_the_number_of_a_point_keeps_to_its_side_in_both_directions() -> None:
    paper = form_paper(certificate(), translate=say_in("ar"), language="ar")
    numbered = [block for one in paper.sections for block in one.blocks
                if isinstance(block, Points) and block.title]  # fmt: skip
    assert numbered[0].number == "1(i)"
    assert "1(i)" not in numbered[0].title


def test_a_finding_with_values_in_it_is_told_in_the_language_of_the_paper() -> None:
    """Its sentence was made while the screen spoke English; the paper judges once more."""
    form = filled(spoken="ar")
    with speaking(say_in("ar")):
        told = told_anew(form)
    assert [one.key for one in told] == [one.key for one in still_to_do(form)]
    fills = [one.how_to_mend for one in still_to_do(form) if one.how_to_mend.startswith("fill it")]
    assert fills
    assert not {one.how_to_mend for one in told} & set(fills)
