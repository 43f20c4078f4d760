"""What the printed request says: headings in order, annexes, and a draft's working lists."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from asset_recovery import paper_words
from asset_recovery.domain.case_file import RequestFacts
from asset_recovery.forms.filled_form import fill_request
from asset_recovery.forms.form_content import form_paper
from asset_recovery.reports.paper import Facts, Paper, Section, Signatures, Table, Text
from tests.forms.a_case import WHOLE, a_case, a_request, an_asset

GERMAN = {"Channel": "Übermittlungsweg"}


def paper(request: RequestFacts | None = None, **changes: Any) -> Paper:
    request = request or a_request(fields=WHOLE)
    return form_paper(fill_request(a_case(request, **changes), request))


def words(section: Section) -> str:
    """Everything that a section says."""
    found: list[str] = [section.title]
    for block in section.blocks:
        match block:
            case Facts(rows, title):
                found += [title, *(text for row in rows for text in row)]
            case Table():
                found += [block.title, *(column.title for column in block.columns)]
                found += [text for row in block.rows for text in row]
                found.append(block.empty)
            case Text(text, _, title):
                found += [title, text]
            case Signatures(blocks):
                found += [text for pair in blocks for text in pair]
    return "\n".join(found)


def everything(content: Paper) -> str:
    return "\n".join(words(section) for section in content.sections)


def test_the_eighteen_headings_stand_in_their_order() -> None:
    numbers = [section.number for section in paper().sections if section.number]
    assert numbers == [str(number) for number in range(1, 19)]


def test_a_heading_with_nothing_below_it_says_not_applicable() -> None:
    by_number = {section.number: section for section in paper().sections}
    assert by_number["13"].blocks == (Text("Not applicable."),)


def test_a_draft_is_marked_and_ends_with_its_working_lists() -> None:
    content = paper(a_request())
    assert content.watermark == "DRAFT"
    missing = next(s for s in content.sections if s.title == "Still missing in this draft")
    assert "Channel" in words(missing)
    assert "blocks" in words(missing)
    assert "[still missing]" in everything(content)
    checked = next(s for s in content.sections if s.title.startswith("To be checked"))
    assert "Annexes and attachments" in words(checked)


def test_a_shared_draft_leaves_the_working_lists_at_home() -> None:
    request = a_request()
    content = form_paper(fill_request(a_case(request), request), working_lists=False)
    assert content.watermark == "DRAFT"
    assert content.sections[-1].title.startswith("Annex 1")


@pytest.mark.parametrize("state", ["signed", "sent", "executed", "closed"])
def test_a_signed_request_bears_no_draft_mark_and_no_doubt(state: str) -> None:
    content = paper(a_request(fields=WHOLE, state=state))
    assert content.watermark == ""
    text = everything(content)
    assert "to be checked" not in text.lower()
    assert "still missing" not in text.lower()


def test_no_user_name_is_on_the_paper() -> None:
    content = paper()
    assert "C. Clerk" not in everything(content)
    assert content.user == ""
    assert "officer no. 114" in everything(content)


def test_where_an_asset_is_names_the_state_in_the_language_of_the_paper() -> None:
    assert "Zurich, Switzerland" in everything(paper())
    assert "Zurich, CH" not in everything(paper())
    german = everything(form_paper(fill_request(a_case(), a_request()), language="de"))
    assert "Zurich, Schweiz" in german
    typed = {**WHOLE, "assets": [{"reference": "A-2026-000117", "location": "Berne, CH"}]}
    assert "Berne, CH" in everything(paper(a_request(fields=typed)))


def test_the_facts_are_in_numbered_paragraphs() -> None:
    section = next(section for section in paper().sections if section.number == "6")
    assert "6.2  The payments followed" in words(section)


def test_costs_and_originals_stand_alone_under_their_heading() -> None:
    section = next(section for section in paper().sections if section.number == "15")
    assert "Consultation on extraordinary costs" in words(section)
    assert "Reciprocity" not in words(section)


def test_the_annex_points_to_the_property_schedule_unless_it_says_more() -> None:
    content = paper()
    annex = next(section for section in content.sections if section.title.startswith("Annex 1"))
    assert "As listed under heading 10, Property schedule." in words(annex)
    rows = [{"reference": "A-2026-000117", "connection_to_offence": "received the payments"}]
    own = paper(a_request(fields={**WHOLE, "freeze_property": rows}))
    assert "received the payments" in everything(own)


def test_a_long_property_schedule_lies_across_and_few_assets_do_not() -> None:
    assets = tuple(an_asset(reference=f"A-{number}", number=number) for number in range(1, 41))
    request = a_request(fields=WHOLE, assets=tuple(asset.reference for asset in assets))
    content = paper(request, assets=assets)
    section = next(section for section in content.sections if section.number == "10")
    table = section.blocks[0]
    assert isinstance(table, Table)
    assert table.landscape
    assert len(table.rows) == 40
    short = next(section for section in paper().sections if section.number == "10")
    assert isinstance(short.blocks[0], Facts)


def test_a_reason_for_what_is_not_known_is_printed() -> None:
    fields = {**WHOLE, "absence_reasons": {"estimated_trial_date": "no charge yet"}}
    fields.pop("estimated_trial_date")
    assert "Not known: no charge yet" in everything(paper(a_request(fields=fields)))


def test_what_was_typed_otherwise_than_recorded_is_listed_for_the_drafter() -> None:
    request = a_request(fields={**WHOLE, "proceedings_title": "Lantern and others"})
    last = paper(request).sections[-1]
    assert last.title == "Typed otherwise than recorded"
    assert "Lantern and others\nLantern\ncase AR-2026-0017" in words(last)


def test_sums_and_days_are_written_in_the_language_of_the_paper() -> None:
    text = everything(paper())
    assert "CHF 1,204,331.07" in text
    assert "27 April 2026" in text
    german = everything(paper(a_request(fields=WHOLE, language="de")))
    assert "CHF 1.204.331,07" in german
    assert "27. April 2026" in german
    assert "Schweiz (CH)" in german


def test_labels_are_translated_and_a_right_to_left_language_mirrors_the_paper() -> None:
    request = a_request(fields=WHOLE, language="ar")
    filled = fill_request(a_case(request), request)
    content = form_paper(filled, translate=lambda text: f"<{text}>")
    assert content.right_to_left
    assert content.title == "<Request for mutual legal assistance>"
    assert "<Channel>" in everything(content)


@pytest.mark.parametrize(("language", "mark", "said"), [
    ("fr", "K", True), ("fr", "V", False), ("en", "K", False),
])  # fmt: skip
def test_a_draft_in_words_that_nobody_confirmed_says_so_and_a_signed_paper_does_not(
    language: str, mark: str, said: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = paper_words.catalogue_of

    def marked(code: str) -> paper_words.Catalogue | None:
        found = known(code)
        return None if found is None else replace(found, mark=mark)

    monkeypatch.setattr(paper_words, "catalogue_of", marked)
    say = paper_words.say_in(language)

    def printed(state: str) -> Paper:
        request = a_request(fields=WHOLE, language=language, state=state)
        return form_paper(fill_request(a_case(request), request), translate=say)

    assert ("Traduction à vérifier" in printed("draft").subtitle) is said
    assert "vérifier" not in printed("signed").subtitle


def test_hidden_characters_are_shown_not_obeyed() -> None:
    request = a_request(fields={**WHOLE, "purpose": "pay \u202egnp.exe\x00"})
    assert "pay [U+202E]gnp.exe[U+0000]" in everything(paper(request))


def test_the_record_hash_changes_with_the_content_and_not_with_the_reader() -> None:
    request = a_request(fields=WHOLE)
    file = a_case(request)
    other = replace(file, read_by="S. Supervisor")
    changed = replace(file, case=replace(file.case, title="Lantern II"))
    hashes = [form_paper(fill_request(one, request)).record_hash for one in (file, other, changed)]
    assert hashes[0] == hashes[1] != hashes[2]


def test_labels_may_stand_in_two_languages() -> None:
    request = a_request(fields=WHOLE)
    filled = fill_request(a_case(request), request)
    content = form_paper(filled, beside=lambda text: GERMAN.get(text, text))
    assert "Channel / Übermittlungsweg" in everything(content)


def test_a_withdrawn_request_says_so_on_every_page() -> None:
    assert paper(a_request(fields=WHOLE, state="withdrawn")).watermark == "WITHDRAWN"
    assert paper(a_request(fields=WHOLE, state="outbound_draft")).watermark == "DRAFT"
    assert paper(a_request(fields=WHOLE, state="outbound_answered")).watermark == ""


def test_what_is_missing_is_placed_by_the_headings_of_the_paper() -> None:
    content = paper(a_request())
    missing = next(s for s in content.sections if s.title == "Still missing in this draft")
    table = missing.blocks[0]
    assert isinstance(table, Table)
    channel = next(row for row in table.rows if row[2] == "Channel")
    assert channel[1] == "3"
    assert "section 3" in channel[4]


def test_two_wide_rows_read_one_after_the_other_each_with_its_number() -> None:
    request = a_request(fields=WHOLE, assets=("A-2026-000117", "A-2"))
    second = an_asset(reference="A-2", number=2)
    content = paper(request, assets=(an_asset(), second))
    titles = [block.title for one in content.sections if one.number == "10"
              for block in one.blocks if isinstance(block, Facts)]  # fmt: skip
    assert titles == ["Property (1)", "Property (2)"]
