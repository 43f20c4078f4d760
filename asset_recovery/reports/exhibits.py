"""Exhibits behind a paper: pages of other PDF files within the frame, numbered on with the rest."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.reports.sheet import BOTTOM, MARGIN, TOP, Sheet, Typesetter
from asset_recovery.reports.text_styles import SMALL

if TYPE_CHECKING:
    import pikepdf

_GAP = 6.0


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A PDF document to stand behind a paper, with its number and title in the list of contents."""

    number: str
    title: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of an exhibit goes: page of the paper, exhibit, its page; all from 0."""

    sheet: int
    exhibit: int
    page: int


def page_shapes(exhibits: Sequence[Exhibit]) -> list[tuple[bool, ...]]:
    """Of each page of each exhibit whether it lies across.

    `file_unreadable` where an exhibit is no PDF that can be opened.
    """
    import pikepdf

    shapes = []
    for exhibit in exhibits:
        try:
            with pikepdf.open(io.BytesIO(exhibit.data)) as document:
                shapes.append(tuple(_lies_across(page) for page in document.pages))
        except (pikepdf.PdfError, pikepdf.PasswordError) as error:
            text = (
                f"Exhibit {exhibit.number}, {exhibit.title}, is no PDF that can be opened. "
                "Attach it again without a password."
            )
            raise ValidationFailed(Reason("file_unreadable", text, field="exhibits")) from error
    return shapes


def _lies_across(page: pikepdf.Page) -> bool:
    left, low, right, high = (float(edge) for edge in page.trimbox)
    turned = int(page.obj.get("/Rotate", 0)) % 180 != 0
    return (right - left > high - low) != turned


def set_exhibits(
    exhibits: Sequence[Exhibit], shapes: Sequence[tuple[bool, ...]], page: Typesetter
) -> list[Place]:
    """An empty framed page for each page of each exhibit, with a line that says which it is."""
    places = []
    for number, (exhibit, pages) in enumerate(zip(exhibits, shapes, strict=True)):
        for turn, landscape in enumerate(pages):
            page.turn(landscape)
            if turn == 0:
                page.sheet.marks.append((f"x{number}", exhibit.number, exhibit.title, page.y))
            text = f"{exhibit.number}  {exhibit.title} · {turn + 1}/{len(pages)}"
            line = page.lines(text, SMALL, page.width)[0]
            page.put(MARGIN, page.y - SMALL.size, page.width, line, SMALL)
            places.append(Place(len(page.sheets) - 1, number, turn))
    return places


def lay_in(
    data: bytes, exhibits: Sequence[Exhibit], places: Sequence[Place], sheets: Sequence[Sheet]
) -> bytes:
    """The paper with the pages of the exhibits drawn into their frames.

    A page keeps its shape and is scaled to fit. Only what it shows is taken over: no links, no
    scripts, no form fields, no attachments.
    """
    import pikepdf

    opened = [pikepdf.open(io.BytesIO(one.data)) for one in exhibits]
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            for place in places:
                width, height = sheets[place.sheet].size
                top = height - TOP - SMALL.leading - _GAP
                box = pikepdf.Rectangle(MARGIN, BOTTOM, width - MARGIN, top)
                source = opened[place.exhibit].pages[place.page]
                _lay_below(document, place, source, box)
            made = io.BytesIO()
            document.save(made, deterministic_id=True)
            return made.getvalue()
    finally:
        for one in opened:
            one.close()


def _lay_below(
    document: pikepdf.Pdf, place: Place, source: pikepdf.Page, box: pikepdf.Rectangle
) -> None:
    """A page drawn into a box below what the sheet shows, under a name that is always the same.

    pikepdf's own underlay draws its names by lot, and an issued paper is made again byte for byte.
    """
    import pikepdf

    page = document.pages[place.sheet]
    drawn = document.copy_foreign(source.as_form_xobject())
    name = page.add_resource(
        drawn,
        pikepdf.Name.XObject,
        name=pikepdf.Name(f"/Exhibit{place.exhibit + 1}p{place.page + 1}"),
    )
    placed = page.calc_form_xobject_placement(
        drawn, name, box, allow_shrink=True, allow_expand=True
    )
    page.contents_add(placed, prepend=True)
