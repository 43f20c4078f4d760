"""Every text of a form that its paper prints: what a catalogue of another language has to give."""

from __future__ import annotations

from collections.abc import Iterator

from asset_recovery.forms.form_model import Choice, Form
from asset_recovery.forms.form_reading import block_columns


def printed_texts(form: Form) -> Iterator[str]:
    """Title, mark, headings, labels, choices, columns and clauses, in the order of the paper."""
    yield form.title
    if form.watermark:
        yield form.watermark
    for heading in form.headings:
        yield heading.title
    for field in form.fields:
        yield field.label
        if field.text:
            yield field.text
        yield from _labels(field.choices)
        # Certificates print the parts of an authority by name.
        parts = block_columns("B-AUTH") if field.type == "authority" else ()
        for column in (*field.columns, *parts):
            yield column.label
            yield from _labels(column.choices)


def _labels(choices: tuple[Choice, ...]) -> Iterator[str]:
    yield from (choice.label for choice in choices)
