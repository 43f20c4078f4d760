"""What a form file may say beyond fields: rules, blocks, clauses, an extended form, cards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from asset_recovery.domain.form_facts import OfficeForm
from asset_recovery.forms.filled_form import FilledForm, fill
from asset_recovery.forms.form_content import form_paper
from asset_recovery.forms.lint import lint_form
from asset_recovery.forms.template import Form, load_form, read_form, shelf_of
from asset_recovery.reports.paper import Facts, Paper, Text
from tests.forms.a_case import TODAY, a_case, a_request

HEAD = """
form = "OWN-1"
version = "1"
valid_from = 2026-01-01
title = "An own certificate"
kind = "certificate"
"""
BODY = """
[[sections]]
code = "A"
title = "First"
[[rules]]
id = "R1"
article = "4(6)"
mark = "V"
level = "blocks"
when = "total is known"
holds = "amount.total <= sum.parts.worth and currency.total = 'EUR'"
field = "total"
text = "The total exceeds its parts."
mend = "lower it."
[[fields]]
section = "A"
number = "A1"
key = "total"
label = "Total"
type = "money"
in_words = true
req = "O"
source = "Practice"
mark = "V"
[[fields]]
section = "A"
number = "A2"
key = "parts"
label = "Parts"
type = "table"
layout = "cards"
columns = [
  { key = "name", label = "Name", needed = true },
  { key = "worth", label = "Worth", type = "money" },
]
req = "O"
source = "Practice"
mark = "V"
[[fields]]
section = "A"
number = "A3"
key = "persons"
label = "Persons"
type = "table"
columns_of = "B-NP"
req = "O"
source = "Practice"
mark = "V"
[[fields]]
section = "A"
number = "A4"
key = "notice"
label = "Notice"
type = "clause"
text = "Handle with care."
req = "O"
source = "Practice"
mark = "K"
[[fields]]
section = "A"
number = "A5"
key = "hidden"
label = "Hidden"
type = "text"
req = "M"
printed_when = "count.parts > 1"
source = "Practice"
mark = "V"
[[fields]]
section = "A"
number = "A6"
key = "source"
label = "Source"
type = "text"
restricted = true
req = "O"
source = "Practice"
mark = "V"
[[headings]]
number = "A"
title = "All"
fields = ["total", "parts", "persons", "notice", "source"]
[[headings]]
number = "H"
title = "Sometimes"
fields = ["hidden"]
"""
PARTS = [
    {"name": "One", "worth": {"amount": "60.00", "currency": "EUR"}},
    {"name": "Two", "worth": "40.00 EUR"},
]


def euro(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "EUR"}


@pytest.fixture
def form(tmp_path: Path) -> Form:
    path = tmp_path / "own.toml"
    path.write_text(HEAD + BODY, encoding="utf-8")
    return read_form(path)


def filled(form: Form, state: str = "draft", **typed: Any) -> FilledForm:
    request = a_request(form=form.id, kinds=(), fields=typed, state=state)
    return fill(form, (), a_case(request), request)


def texts(paper: Paper) -> Iterator[str]:
    for section in paper.sections:
        yield section.title
        for block in section.blocks:
            if isinstance(block, Text):
                yield block.text
            elif isinstance(block, Facts):
                for label, value in block.rows:
                    yield f"{label}: {value}"


@pytest.mark.parametrize(
    ("total", "parts", "broken"),
    [
        (euro("100.00"), PARTS, False),
        (euro("100.01"), PARTS, True),
        ({"amount": "90.00", "currency": "CHF"}, PARTS, True),
        (euro("1.00"), [], True),
        (None, [], False),
    ],
)
def test_a_rule_is_broken_unless_it_certainly_holds(
    form: Form, total: object, parts: object, broken: bool
) -> None:
    found = {item.rule for item in filled(form, total=total, parts=parts).missing}
    assert ("R1" in found) is broken


def test_a_broken_rule_says_what_is_wrong_where_and_how_to_mend_it(form: Form) -> None:
    (item,) = filled(form, total=euro("1.00")).missing
    reason = item.reason()
    assert (reason.code, reason.field) == ("form_incomplete", "total")
    assert reason.text == "The total exceeds its parts (4(6)): lower it."


def test_a_field_that_its_condition_hides_is_neither_printed_nor_missed(form: Form) -> None:
    one = filled(form, parts=PARTS[:1])
    assert "hidden" not in {item.key for item in one.missing}
    assert "Sometimes" not in list(texts(form_paper(one)))
    both = filled(form, parts=PARTS)
    assert "hidden" in {item.key for item in both.blocking}
    assert "Sometimes" in list(texts(form_paper(both)))


def test_a_clause_stands_as_it_is_and_in_drafts_says_what_is_to_be_checked(form: Form) -> None:
    assert "Handle with care. [to be checked]" in list(texts(form_paper(filled(form))))
    assert "Handle with care." in list(texts(form_paper(filled(form, state="signed"))))


def test_a_sum_prints_in_figures_and_words(form: Form) -> None:
    said = "\n".join(texts(form_paper(filled(form, total=euro("100.00"), parts=PARTS))))
    assert "EUR 100.00\n(one hundred EUR)" in said


def test_cards_print_each_row_as_labels_and_values(form: Form) -> None:
    blocks = [
        block
        for section in form_paper(filled(form, parts=PARTS)).sections
        for block in section.blocks
        if isinstance(block, Facts) and block.title.startswith("Parts")
    ]
    assert [block.title for block in blocks] == ["Parts (1)", "Parts (2)"]
    assert blocks[1].rows == (("Name", "Two"), ("Worth", "EUR 40.00"))


def test_restricted_content_stays_inside(form: Form) -> None:
    known = filled(form, source="a report")
    assert "Source: a report" in list(texts(form_paper(known)))
    assert "Source: a report" not in list(texts(form_paper(known, working_lists=False)))
    signed = filled(form, state="signed", source="a report")
    assert "Source: a report" not in list(texts(form_paper(signed)))


def test_a_block_gives_a_table_its_columns(form: Form) -> None:
    field = form.field("persons")
    assert field is not None
    assert [column.key for column in field.columns][:2] == ["surname", "given_names"]


def test_a_form_upon_another_takes_it_over_and_replaces_what_has_the_same_key() -> None:
    text = HEAD.replace('kind = "certificate"', 'kind = "general"') + (
        'extends = "MLA-01"\nlegal_basis = ["CETS198"]\nwatermark = "NOT EVIDENCE"\n'
        '[[fields]]\nsection = "A"\nnumber = "A9"\nkey = "copy_to"\nlabel = "Copies"\n'
        'type = "text"\nreq = "M"\nsource = "Practice"\nmark = "D"\n'
    )
    shelf = shelf_of([OfficeForm("own.toml", text, TODAY)])
    below, form = load_form("MLA-01", TODAY), load_form("OWN-1", TODAY, shelf)
    assert [one.key for one in form.fields] == [one.key for one in below.fields]
    assert form.headings == below.headings
    copies = form.field("copy_to")
    assert copies is not None
    assert (copies.label, copies.req) == ("Copies", "M")
    assert form.checksum not in (below.checksum, "")
    request = a_request(form="OWN-1", kinds=("DOC",))
    case = a_case(request)
    made = fill(form, (), case, request)
    assert made.value("legal_basis") == ("CETS198",)
    assert "CETS 198 37(1)(b)" in {item.article for item in made.missing if item.key == "purpose"}
    assert form_paper(made).watermark == "DRAFT · NOT EVIDENCE"


@pytest.mark.parametrize(
    ("key", "typed", "read"),
    [
        ("n", "12", True),
        ("n", 12, True),
        ("n", "1.5", False),
        ("d", "1.50", True),
        ("d", "1,5", False),
        ("p", "12.5 %", True),
        ("p", "101", False),
        ("t", "2026-03-01 14:30", True),
        ("t", "2026-03-01", False),
        ("c", "typed", False),
    ],
)
def test_numbers_moments_and_fixed_text_are_read_by_their_type(
    tmp_path: Path, key: str, typed: object, read: bool
) -> None:
    kinds = {"n": "int", "d": "decimal", "p": "percent", "t": "datetime", "c": "clause"}
    fields = "".join(
        f'[[fields]]\nsection = "A"\nnumber = "{name}"\nkey = "{name}"\nlabel = "{name}"\n'
        f'type = "{kind}"\nreq = "O"\nsource = "x"\nmark = "D"\n'
        + ('text = "x"\n' if kind == "clause" else "")
        for name, kind in kinds.items()
    )
    path = tmp_path / "own.toml"
    keys = ", ".join(f'"{name}"' for name in kinds)
    path.write_text(
        HEAD + '[[sections]]\ncode = "A"\ntitle = "First"\n' + fields
        + f'[[headings]]\nnumber = "1"\ntitle = "All"\nfields = [{keys}]\n',
        encoding="utf-8",
    )  # fmt: skip
    given: dict[str, Any] = {key: typed}
    problems = [one.field for one in filled(read_form(path), **given).problems]
    assert problems == ([] if read else [key])


def test_a_form_brings_its_labels_in_other_languages(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    words = '[words.fr]\n"All" = "Tout"\n"Handle with care." = "À manier avec soin."\n'
    path.write_text(HEAD + BODY + words, encoding="utf-8")
    assert lint_form(path) == []
    french = list(texts(form_paper(filled(read_form(path), state="signed"), language="fr-CH")))
    assert "Tout" in french
    assert "À manier avec soin." in french
    assert "Tout" not in list(texts(form_paper(filled(read_form(path)), language="de")))
    path.write_text(HEAD + BODY + words.replace('"All"', '"Everything"'), encoding="utf-8")
    assert [one.code for one in lint_form(path)] == ["text_unknown"]


BLOCKS = {
    "persons": ("B-NP", "surname", "Subject A"),
    "assets": ("B-PROP", "description", "Account at a bank in Zurich"),
    "orders": ("B-ORD", "reference", "12 Qs 4/26"),
    "offences": ("B-OFF", "domestic_name", "Embezzlement of public funds"),
    "attachments": ("B-ATT", "title", "Freezing order, certified copy"),
}


def of_blocks(tmp_path: Path) -> Form:
    fields = "".join(
        f'[[fields]]\nsection = "A"\nnumber = "{key}"\nkey = "{key}"\nlabel = "{key}"\n'
        f'type = "table"\ncolumns_of = "{block}"\nreq = "M"\nsource = "x"\nmark = "D"\n'
        for key, (block, _column, _value) in BLOCKS.items()
    )
    keys = ", ".join(f'"{key}"' for key in BLOCKS)
    path = tmp_path / "own.toml"
    path.write_text(
        HEAD + '[[sections]]\ncode = "A"\ntitle = "First"\n' + fields
        + f'[[headings]]\nnumber = "1"\ntitle = "All"\nfields = [{keys}]\n',
        encoding="utf-8",
    )  # fmt: skip
    return read_form(path)


@pytest.mark.parametrize("key", BLOCKS)
def test_a_table_of_a_block_is_filled_from_the_records_that_the_request_names(
    tmp_path: Path, key: str
) -> None:
    _block, column, value = BLOCKS[key]
    made = filled(of_blocks(tmp_path))
    answer = made.answers[key]
    assert isinstance(answer.value, tuple)
    assert [row[column] for row in answer.value] == [value]
    assert (answer.origin, answer.source != "") == ("record", True)
    assert key not in {item.key for item in made.missing}


def test_a_row_that_names_a_record_is_filled_up_from_it(tmp_path: Path) -> None:
    typed = [{"reference": "A-2026-000117", "location": "Geneva"}]
    rows = filled(of_blocks(tmp_path), assets=typed).value("assets")
    assert isinstance(rows, tuple)
    row = rows[0]
    assert (row["location"], row["possessor"]) == ("Geneva", "Bank in Zurich")
    assert str(row["estimated_value"]) == "1,204,331.07 CHF"
