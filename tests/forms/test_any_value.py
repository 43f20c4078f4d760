"""Whatever is typed into a request, it is read, told and printed; nothing breaks."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.domain.expression import evaluate, names, parse
from asset_recovery.forms.filled_form import fill_request
from asset_recovery.forms.form_content import form_paper
from asset_recovery.forms.template import load_form
from tests.forms.a_case import TODAY, a_case, a_request

KEYS = [
    field.key
    for form in ("MLA-01", "MLA-M08", "MLA-M09", "MLA-M10")
    for field in load_form(form, TODAY).fields
]
SCALARS = some.none() | some.booleans() | some.integers() | some.text(max_size=20) | some.dates()
ROWS = some.dictionaries(
    some.sampled_from(["reference", "name", "grounds", "tainted_value", "amount", "stated", "x"]),
    SCALARS | some.lists(SCALARS, max_size=2),
    max_size=3,
)
VALUES: Any = SCALARS | ROWS | some.lists(SCALARS | ROWS, max_size=3)
TYPED = some.dictionaries(
    some.sampled_from([*KEYS, "absence_reasons", "nothing"]), VALUES, max_size=12
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TYPED, some.sampled_from(["draft", "sent"]))
def test_any_typed_value_is_read_and_set(typed: dict[str, object], state: str) -> None:
    request = a_request(kinds=("SEA", "CNF"), fields=typed, state=state)
    filled = fill_request(a_case(request), request)
    assert len({item.key for item in filled.missing}) == len(filled.missing)
    assert form_paper(filled).sections


WORDS = ["a", "b.c", "and", "or", "not", "in", "contains", "is", "known", "(", ")", ",", "=", "<",
         "'x'", "1", "-2.5", "2026-03-01", "true", "unknown", "'", "!"]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(some.lists(some.sampled_from(WORDS), max_size=12).map(" ".join) | some.text(max_size=30))
def test_any_condition_is_read_or_refused_with_its_place(text: str) -> None:
    try:
        node = parse(text)
    except ValidationFailed as refusal:
        said = refusal.reasons[0].text
    else:
        values = dict.fromkeys(names(node), 1)
        assert evaluate(node, values) in (True, False)
        assert evaluate(node, {}) in (True, False)
        return
    assert said.startswith("At character ")
