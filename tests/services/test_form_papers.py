"""Forms of the catalogue are asked for by their id, about the kinds of records they know."""

from __future__ import annotations

import pytest

from asset_recovery.domain.errors import NotFound
from asset_recovery.services.form_papers import FORM_PAPERS, form_named, forms_of


def test_no_two_forms_bear_the_same_id() -> None:
    ids = [form.form for form in FORM_PAPERS]
    assert len(ids) == len(set(ids))


def test_a_form_is_found_by_its_id_in_any_case() -> None:
    assert form_named("ops-02").form == "OPS-02"


def test_an_unknown_form_is_refused_with_the_names_of_those_there_are() -> None:
    with pytest.raises(NotFound) as refused:
        form_named("OPS-99")
    assert refused.value.reasons[0].code == "not_found"
    assert "OPS-02" in refused.value.reasons[0].text


def test_forms_are_offered_for_the_records_they_are_about() -> None:
    assert "OPS-02" in [form.form for form in forms_of("operation")]
    assert "ADM-01" in [form.form for form in forms_of("contract")]
    assert "ADM-01" not in [form.form for form in forms_of("asset")]
