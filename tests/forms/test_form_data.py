"""The form files themselves: readable, without faults, in force on their days."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from asset_recovery.domain.errors import RuleViolation, ValidationFailed
from asset_recovery.domain.expression import names
from asset_recovery.forms.instruments import (
    DERIVED_NAMES,
    load_instruments,
    load_modules,
    module_codes,
)
from asset_recovery.forms.lint import lint_form
from asset_recovery.forms.template import forms_folder, load_form, read_form, shipped
from tests.forms.a_case import TODAY

FILES = [forms_folder() / "mla_01.toml", *sorted(forms_folder().glob("mla_m*.toml"))]
DELIVERED = [forms_folder() / entry.name for entry in shipped().entries]
SMALL = """
form = "MLA-X99"
version = "1"
valid_from = 2026-01-01
title = "A form"
kind = "module"
[[sections]]
code = "A"
title = "First"
[[fields]]
section = "A"
number = "A1"
key = "first"
label = "First"
type = "text"
req = "M"
source = "Practice"
mark = "K"
[[headings]]
number = "1"
title = "First"
fields = ["first"]
"""
RULE = """[[rules]]
id = "R1"
mark = "D"
level = "warns"
holds = "first is known"
field = "first"
text = "It is not first."
mend = "put it first."
[[headings]]"""
SECOND = """[[fields]]
section = "A"
number = "A2"
key = "second"
label = "Second"
type = "text"
req = "C"
required_when = "first = 'yes'"
source = "Practice"
mark = "K"
[[headings]]"""


@pytest.mark.parametrize("path", DELIVERED, ids=lambda path: path.stem)
def test_a_delivered_form_has_no_fault(path: Path) -> None:
    assert lint_form(path) == []


def test_the_general_part_and_all_seventeen_modules_are_there() -> None:
    ids = [read_form(path).id for path in FILES]
    assert ids == ["MLA-01", *(f"MLA-M{number:02}" for number in range(1, 18))]


def test_the_headings_of_the_general_part_are_numbered_one_to_eighteen() -> None:
    numbers = [heading.number for heading in load_form("MLA-01", TODAY).headings]
    assert numbers == ["", *(str(number) for number in range(1, 19)), ""]


def test_every_mandatory_section_of_the_specification_is_there() -> None:
    codes = [section.code for section in load_form("MLA-01", TODAY).sections]
    assert codes == list("ABCDEFGHIJKLMNOPQRS")


def test_no_key_is_used_by_two_forms_that_are_sent_together() -> None:
    keys = Counter(field.key for path in FILES for field in read_form(path).fields)
    assert [key for key, count in keys.items() if count > 1] == []


def test_the_matrix_speaks_only_of_fields_and_kinds_that_there_are() -> None:
    instruments = load_instruments(TODAY)
    keys = {field.key for path in FILES for field in read_form(path).fields}
    codes = {item.code for item in instruments.instruments}
    for element in instruments.elements:
        assert set(element.fields) <= keys
        assert set(element.articles) <= codes
        if element.when is not None:
            assert names(element.when) <= keys | DERIVED_NAMES
    for kind in instruments.kinds:
        for code, when in kind.modules:
            assert load_form(f"MLA-{code.replace('-', '')}", TODAY).kind == "module"
            assert when is None or names(when) <= keys | DERIVED_NAMES


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('source = "Practice"\n', "", "source is missing. Add it."),
        ('label = "First"', 'label = ""', "Nothing stands here. Fill it in."),
        ('label = "First"', f'label = "{"x" * 100_000}"', "characters. Shorten it."),
    ],
)
def test_a_fault_of_the_shape_is_said_in_a_short_sentence(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    path = tmp_path / "x.toml"
    path.write_text(SMALL.replace(old, new, 1), encoding="utf-8")
    (found,) = lint_form(path)
    assert words in found.text
    assert len(found.text) < 100


@pytest.mark.parametrize(
    ("old", "new", "place", "code"),
    [
        ('section = "A"', 'section = "B"', "fields.first", "section_unknown"),
        ('req = "M"', 'req = "C"', "fields[1]", "rule_pack_invalid"),
        ('req = "M"', 'req = "X"', "fields[1].req", "rule_pack_invalid"),
        ('type = "text"', 'type = "choice"', "fields[1]", "rule_pack_invalid"),
        ('mark = "K"', 'mark = "sure"', "fields[1].mark", "rule_pack_invalid"),
        ('mark = "K"', 'mark = "K"\nrequired_when = "a = "', "fields.first.required_when",
         "condition_invalid"),
        ('mark = "K"', 'mark = "K"\nrequired_when = "other = 1"', "fields.first.required_when",
         "name_unknown"),
        ('mark = "K"', 'mark = "K"\ninstruments = ["NONE"]', "fields.first.instruments",
         "instrument_unknown"),
        ('mark = "K"', 'mark = "K"\nalso = ["first"]', "fields.first", "key_twice"),
        ('fields = ["first"]', 'fields = ["second"]', "headings.1", "field_unknown"),
        ('fields = ["first"]', "fields = []", "fields.first", "not_printed"),
        ('title = "A form"', 'title = "A form"\nvalid_to = 2025-01-01', "valid_to", "date_order"),
        ('title = "A form"', "title = ", "x.toml", "file_unreadable"),
        ('type = "text"', 'type = "colour"', "fields[1].type", "rule_pack_invalid"),
        ('type = "text"', 'type = "clause"', "fields[1]", "rule_pack_invalid"),
        ('type = "text"', 'type = "table"', "fields[1]", "rule_pack_invalid"),
        ('type = "text"', 'type = "table"\ncolumns_of = "B-NO"', "fields.first.columns_of",
         "block_unknown"),
        ('type = "text"', 'type = "text"\nlayout = "cards"', "fields[1].type",
         "rule_pack_invalid"),
        ('key = "first"', 'key = "today"', "fields.today", "key_reserved"),
        ('kind = "module"', 'kind = "letter"', "kind", "rule_pack_invalid"),
        ("valid_from = 2026-01-01", 'valid_from = "soon"', "valid_from", "rule_pack_invalid"),
        ('source = "Practice"\n', "", "fields[1]", "rule_pack_invalid"),
        ('kind = "module"', 'kind = "notice"\nextends = "MLA-77"', "extends", "form_unknown"),
        ('kind = "module"', 'kind = "notice"\nextends = "MLA-X99"', "extends",
         "condition_circular"),
        ('kind = "module"', 'kind = "notice"\nlegal_basis = ["NONE"]', "legal_basis",
         "instrument_unknown"),
        ('kind = "module"', 'kind = "notice"\noffered_when = "first = 1"\noffered_else = "No."',
         "offered_when", "name_unknown"),
        ('kind = "module"', 'kind = "notice"\noffered_when = "country = 1"', "form",
         "rule_pack_invalid"),
        ('mark = "K"', 'mark = "K"\nprinted_when = "first = 1"', "fields.first",
         "condition_circular"),
        ("[[headings]]", RULE.replace("first is known", "last is known"), "rules.R1.holds",
         "name_unknown"),
        ("[[headings]]", RULE.replace("first is known", "amount.first > 1"), "rules.R1.holds",
         "name_unknown"),
        ("[[headings]]", RULE.replace('holds = "first is known"', 'check = "no_such"'),
         "rules.R1.check", "check_unknown"),
        ("[[headings]]", RULE.replace('field = "first"', 'field = "last"'), "rules.R1.field",
         "field_unknown"),
        ("[[headings]]", RULE.replace('holds = "first is known"\n', ""), "rules[1]",
         "rule_pack_invalid"),
    ],
)  # fmt: skip
def test_a_fault_is_found_with_its_place(
    tmp_path: Path, old: str, new: str, place: str, code: str
) -> None:
    path = tmp_path / "x.toml"
    path.write_text(SMALL, encoding="utf-8")
    assert lint_form(path) == []
    assert old in SMALL
    path.write_text(SMALL.replace(old, new, 1), encoding="utf-8")
    assert (place, code) in [(problem.place, problem.code) for problem in lint_form(path)]


def linted(tmp_path: Path, text: str, *beside: Path) -> list[tuple[str, str, int | None]]:
    path = tmp_path / "x.toml"
    path.write_text(text, encoding="utf-8")
    return [(problem.place, problem.code, problem.line) for problem in lint_form(path, beside)]


def test_a_fault_says_on_which_line_it_stands(tmp_path: Path) -> None:
    wrong = SMALL.replace('type = "text"', 'type = "colour"')
    assert linted(tmp_path, wrong) == [("fields[1].type", "rule_pack_invalid", 15)]
    assert linted(tmp_path, SMALL.replace('"A form"', "")) == [("x.toml", "file_unreadable", 5)]


def test_two_fields_that_wait_for_each_other_are_a_circle(tmp_path: Path) -> None:
    form = SMALL.replace("[[headings]]", SECOND).replace('["first"]', '["first", "second"]')
    assert linted(tmp_path, form) == []
    circle = form.replace('req = "M"', 'req = "C"\nrequired_when = "second = \'no\'"')
    assert linted(tmp_path, circle) == [("fields.first", "condition_circular", 10)]
    hidden = form.replace('req = "M"', 'req = "M"\nprinted_when = "second is known"')
    assert linted(tmp_path, hidden) == [("fields.first", "condition_circular", 10)]


def test_one_of_two_fields_being_due_is_no_circle(tmp_path: Path) -> None:
    form = SMALL.replace("[[headings]]", SECOND).replace('["first"]', '["first", "second"]')
    one_of_two = form.replace("first = 'yes'", "first is unknown").replace(
        'req = "M"', 'req = "C"\nrequired_when = "second is unknown"'
    )
    assert linted(tmp_path, one_of_two) == []


def test_the_form_of_the_guide_can_be_used(tmp_path: Path) -> None:
    guide = (Path(__file__).parents[2] / "docs/guide/own-forms.md").read_text(encoding="utf-8")
    text = guide.partition("```toml\n")[2].partition("```")[0]
    assert linted(tmp_path, text) == []


def test_a_rule_that_holds_of_what_there_is_has_no_fault(tmp_path: Path) -> None:
    assert linted(tmp_path, SMALL.replace("[[headings]]", RULE)) == []


def test_two_versions_of_a_form_are_not_in_force_on_the_same_day(tmp_path: Path) -> None:
    old = tmp_path / "old.toml"
    old.write_text(SMALL, encoding="utf-8")
    new = SMALL.replace('version = "1"', 'version = "2"').replace("2026-01-01", "2027-01-01")
    assert linted(tmp_path, new, old) == [("valid_from", "period_overlaps", 4)]
    ended = SMALL.replace("2026-01-01", "2026-01-01\nvalid_to = 2026-12-31")
    old.write_text(ended, encoding="utf-8")
    assert linted(tmp_path, new, old) == []


def test_forms_that_extend_each_other_are_a_circle(tmp_path: Path) -> None:
    head = SMALL.replace('kind = "module"', 'kind = "notice"\nextends = "MLA-X98"')
    other = head.replace("MLA-X98", "MLA-X97").replace("MLA-X99", "MLA-X98")
    beside = tmp_path / "b.toml"
    beside.write_text(other.replace("MLA-X97", "MLA-X99"), encoding="utf-8")
    assert linted(tmp_path, head, beside) == [("extends", "condition_circular", 7)]


def test_a_file_that_is_no_form_is_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(SMALL.replace('key = "first"', ""), encoding="utf-8")
    with pytest.raises(ValidationFailed) as refusal:
        read_form(path)
    assert refusal.value.reasons[0].code == "rule_pack_invalid"
    assert "broken.toml" in refusal.value.reasons[0].text


@pytest.mark.parametrize(
    ("form_id", "day"),
    [("EU-99", TODAY), ("MLA-99", TODAY), ("", TODAY), ("MLA-01", date(2025, 12, 31))],
)
def test_a_form_that_is_not_built_or_not_in_force_is_out_of_scope(form_id: str, day: date) -> None:
    with pytest.raises(RuleViolation) as refusal:
        load_form(form_id, day)
    assert refusal.value.reasons[0].code == "form_out_of_scope"


def test_an_unknown_kind_of_assistance_is_out_of_scope() -> None:
    with pytest.raises(RuleViolation) as refusal:
        load_modules(["SEA", "NONSENSE"], {}, load_instruments(TODAY), TODAY)
    assert refusal.value.reasons[0].code == "form_out_of_scope"
    assert "NONSENSE" in refusal.value.reasons[0].text


@pytest.mark.parametrize(
    ("kinds", "values", "codes"),
    [
        (["SEA"], {}, ("M-08",)),
        (["AR-T"], {}, ("M-08",)),
        (["SEA", "AR-T"], {}, ("M-08",)),
        (["SEA"], {"search_wanted": True}, ("M-03", "M-08")),
        (["TRA"], {}, ("M-07",)),
        (["SER"], {}, ("M-02",)),
        (["DOC"], {"bank_information_wanted": True}, ("M-05", "M-06")),
        (["CNF"], {}, ()),
        (["CNF"], {"confiscation_route": "enforce"}, ("M-09",)),
        (["CNF"], {"confiscation_route": "both"}, ("M-09", "M-10")),
        (["AR-R"], {"confiscation_route": "obtain", "return_wanted": True}, ("M-10", "M-14")),
    ],
)
def test_kinds_bring_their_annexes(
    kinds: list[str], values: dict[str, object], codes: tuple[str, ...]
) -> None:
    assert module_codes(kinds, values, load_instruments(TODAY)) == codes


def test_articles_are_named_for_the_chosen_instruments() -> None:
    instruments = load_instruments(TODAY)
    assert instruments.articles(["SEA", "TRA"], ["UNTOC", "UNCAC", "CETS198"]) == (
        "UNTOC 18(3)(c), 18(3)(g); UNCAC 46(3)(c), 46(3)(g); CETS 198 16, 21"
    )
