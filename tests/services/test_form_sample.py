"""A form without a case: empty, and with a long answer in every field."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdfium2
import pytest

from asset_recovery.domain.errors import NotFound
from asset_recovery.services.form_service import FormService
from tests.services.reading import opened
from tests.support.asset_life import Life

At = Callable[[str], Life]


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_a_form_prints_without_a_case_empty_and_full(at: At) -> None:
    service = FormService(opened(at("begun").office))
    full = text_of(service.sample("MLA-01", "1", filled=True, language="en"))
    empty = text_of(service.sample("MLA-01", "1", filled=False, language="en"))
    assert "Halcyon Marine & Overseas" in full
    assert "Halcyon" not in empty
    assert len(full) > 5 * len(empty)


def test_two_languages_stand_beside_each_other(at: At) -> None:
    service = FormService(opened(at("begun").office))
    both = text_of(service.sample("EU-01", "1", filled=False, language="en", second="fr"))
    one = text_of(service.sample("EU-01", "1", filled=False, language="en"))
    assert len(both) > len(one)


def test_nothing_is_wrong_with_a_delivered_form_and_an_unknown_version_is_named(at: At) -> None:
    service = FormService(opened(at("begun").office))
    assert service.findings("MLA-01", "1") == []
    with pytest.raises(NotFound):
        service.sample("MLA-01", "99", filled=True, language="en")
