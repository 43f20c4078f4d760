"""Where on the pages of a request the question of each field stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from asset_recovery.forms.filled_form import FilledForm
from asset_recovery.paper_words import say_in
from asset_recovery.reports.render import Spot

_ENOUGH, _LEAST = 24, 6


def seats(filled: FilledForm, spots: Sequence[Spot]) -> Mapping[str, tuple[int, float]]:
    """Page from 0 and share of its height, by field key.

    A field whose label is not printed (it has no value) stands where its heading does.
    """
    say = say_in(filled.request.language)
    found: dict[str, tuple[int, float]] = {}
    for title, keys in _headings(filled, say):
        start = next(
            (at for at, one in enumerate(spots) if one.is_heading and one.text == title), None
        )
        if start is None:
            continue
        head = spots[start]
        for key in keys:
            field = filled.field(key)
            if field is None or key in found:
                continue
            label = say(field.label)[:_ENOUGH]
            near = _near(spots[start + 1 :])
            spot = next((one for one in near if _begins(label, one.text[:_ENOUGH])), head)
            found[key] = (spot.page, max(spot.down, 0.0))
    return found


def _begins(label: str, text: str) -> bool:
    """Whether a printed line is the first one of a label."""
    return label.startswith(text) and len(text) >= min(_LEAST, len(label))


def _near(spots: Sequence[Spot]) -> Iterator[Spot]:
    """The labels below a heading, up to the next one."""
    for one in spots:
        if one.is_heading:
            return
        if one.text:
            yield one


def _headings(
    filled: FilledForm, translate: Callable[[str], str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The headings as they are printed, each with its fields."""
    for heading in filled.form.headings:
        yield translate(heading.title), heading.fields
    for number, module in enumerate(filled.modules, start=1):
        title = translate("Annex {number} to {reference}: {code}, {title}").format(
            number=number,
            reference=filled.request.reference,
            code=module.short_id,
            title=translate(module.title),
        )
        yield title, tuple(key for heading in module.headings for key in heading.fields)
