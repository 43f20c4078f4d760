"""Every rule of every delivered form is broken once and held once."""

from __future__ import annotations

from pathlib import Path

import pytest

from asset_recovery.forms.completeness import missing
from asset_recovery.forms.form_model import Form, FormRule
from tests.forms.a_case import TODAY
from tests.forms.a_full_form import FORMS, INSTRUMENTS, Chosen, judged

RULES = [
    pytest.param(form, rule, id=f"{form.id} {rule.id}")
    for form in FORMS.values()
    for rule in form.rules
    if not rule.check
]
CHECKED = sorted({rule.id for form in FORMS.values() for rule in form.rules if rule.check})
# What is said of a form whatever is typed: the act that it rests on was repealed.
ALWAYS = frozenset(["INF-R7"])


def broken(form: Form, found: Chosen) -> set[str]:
    values, kinds = found
    return {one.rule for one in missing(form, values, INSTRUMENTS, kinds, TODAY) if one.rule}


@pytest.mark.parametrize(("form", "rule"), RULES)
def test_a_rule_is_broken_with_article_and_mend_and_held_by_other_answers(
    form: Form, rule: FormRule
) -> None:
    against = judged(form, rule, False)
    assert against is not None, "nothing breaks it"
    values, kinds = against
    named = [one for one in missing(form, values, INSTRUMENTS, kinds, TODAY) if one.rule == rule.id]
    assert [(one.level, one.article) for one in named] == [(rule.level, rule.article)]
    assert all(one.how_to_mend and one.label for one in named)
    if rule.id not in ALWAYS:
        kept = judged(form, rule, True)
        assert kept is not None, "nothing keeps it"
        assert rule.id not in broken(form, kept)


@pytest.mark.parametrize(("kinds", "rule"), [(("SEA",), "CR-12-early"), (("CNF",), "CR-12")])
def test_mixed_property_without_the_value_of_its_tainted_part_is_named(
    kinds: tuple[str, ...], rule: str
) -> None:
    row = {"description": "A house", "grounds": ("MIX",)}
    mixed: dict[str, object] = {"assets": (row,)}
    valued: dict[str, object] = {"assets": ({**row, "tainted_value": "CHF 1.00"},)}
    assert rule in broken(FORMS["MLA-01"], (mixed, kinds))
    assert rule not in broken(FORMS["MLA-01"], (valued, kinds))


@pytest.mark.parametrize("rule", CHECKED)
def test_a_rule_that_is_a_function_is_broken_by_name_in_a_test_of_its_own(rule: str) -> None:
    room = Path(__file__).parents[1]
    texts = (path.read_text(encoding="utf-8") for path in sorted(room.glob("*/test_*.py")))
    assert any(f'"{rule}"' in text for text in texts)
