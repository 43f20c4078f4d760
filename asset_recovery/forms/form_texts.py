"""Every text that a form prints by itself: titles, labels, choices, fixed wording."""

from __future__ import annotations

from collections.abc import Iterator

from asset_recovery.forms.form_model import Form


def labels_of(form: Form) -> Iterator[str]:
    """The texts of a form that are the same on every paper, in English; some stand twice."""
    yield form.title
    yield from (text for text in (form.watermark,) if text)
    for section in form.sections:
        yield section.title
    for heading in form.headings:
        yield heading.title
    for field in form.fields:
        yield field.label
        if field.text:
            yield field.text
        for choice in field.choices:
            yield choice.label
        for column in field.columns:
            yield column.label
            yield from (choice.label for choice in column.choices)
