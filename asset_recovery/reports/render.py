"""From a paper's content to PDF bytes: cover, contents, sections, one frame on every page.

Pages are set first and drawn afterwards, so "page x of y" and the page numbers of the contents are
known when the first page is drawn. The same paper gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from asset_recovery.domain.progress import Progress, SilentProgress
from asset_recovery.reports.blocks import notes_height, only_signed, set_block, signing_height
from asset_recovery.reports.drawing import draw
from asset_recovery.reports.exhibits import Exhibit, Place, lay_in, page_shapes, set_exhibits
from asset_recovery.reports.page_frame import Frame, set_title
from asset_recovery.reports.page_words import WORDS
from asset_recovery.reports.paper import Facts, Paper, Section, Table, Text
from asset_recovery.reports.sheet import MARGIN, Sheet, Typesetter
from asset_recovery.reports.text_lines import LineMemory, Missing
from asset_recovery.reports.text_styles import (
    ACCENT_SOFT,
    BLOCK,
    BODY,
    CODE,
    LABEL,
    MILLIMETRE,
    SECTION,
    SMALL,
    STRONG_LINE,
    SUBTITLE,
    TITLE,
    Style,
)

_SECTION_GAP = 15.0
_KEEP_WITH_HEADING = 56.0
_COVER_CODE = 30 * MILLIMETRE
_CONTENTS_LEADING = 17.0
_NUMBER_WIDTH = 26.0
_PAGE_WIDTH = 40.0
_BAND_PAD = 3.6
_CONTENTS = Style(BODY.face, 10, _CONTENTS_LEADING)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a heading or label stands: page from 0, share of its height from above, its text."""

    page: int
    down: float
    text: str
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class LivePaper:
    """A PDF with the places of its headings and labels, in reading order."""

    data: bytes
    spots: tuple[Spot, ...]


def render(
    paper: Paper, progress: Progress | None = None, exhibits: Sequence[Exhibit] = ()
) -> bytes:
    """The PDF of a paper, with exhibits behind it whose pages are numbered on with its own.

    `progress` hears of every page drawn and may raise `Cancelled`. Any text is drawable: what has
    no glyph is shown by its code and listed after the last section. An exhibit that is no PDF is
    refused (`file_unreadable`).
    """
    shapes = page_shapes(exhibits)
    progress = progress or SilentProgress()
    page = Typesetter(mirrored=paper.right_to_left)
    places = _set_paper(paper, page, progress, (exhibits, shapes))
    data = draw(paper, page.sheets, progress)
    return lay_in(data, exhibits, places, page.sheets) if places else data


def render_live(paper: Paper, memory: LineMemory) -> LivePaper:
    """The PDF of a paper that is set again and again, and where its headings and labels stand."""
    page = Typesetter(mirrored=paper.right_to_left, memory=memory)
    _set_paper(paper, page, SilentProgress(), ((), []))
    return LivePaper(draw(paper, page.sheets, SilentProgress()), tuple(_spots(page.sheets)))


def _spots(sheets: Sequence[Sheet]) -> Iterator[Spot]:
    """The headings and labels from the first page on."""
    for number, sheet in enumerate(sheets):
        height = sheet.size[1]
        found = [Spot(number, 1 - y / height, title, True) for _k, _n, title, y in sheet.marks]
        found += [
            Spot(number, 1 - (y + style.size) / height, "".join(run.text for run in line.runs))
            for _x, y, style, line in sheet.texts
            if style in (LABEL, BLOCK)
        ]
        yield from sorted(found, key=lambda spot: spot.down)


def _set_paper(
    paper: Paper,
    page: Typesetter,
    progress: Progress,
    behind: tuple[Sequence[Exhibit], list[tuple[bool, ...]]],
) -> list[Place]:
    """Set every page with its frame; where the exhibits stand comes back."""
    exhibits, shapes = behind
    words = {**WORDS, **paper.words}
    if paper.contents:
        page.turn(landscape=False)
        _reserve_front(paper, exhibits, page, words)
    else:
        page.turn(landscape=bool(paper.sections) and _lies_across(paper.sections[0]))
        _set_short_front(paper, page)
    for place, section in enumerate(paper.sections):
        progress.step(place, len(paper.sections), section.title)
        _set_section(section, page, place, _to_sign(paper.sections[place + 1 : place + 2], page))
    frame = Frame(paper, words, page.missing)
    if paper.contents:
        _fill_front(paper, page, words, page.missing)
    _measure_frame(frame, page)
    _list_missing(page, words)
    places = set_exhibits(exhibits, shapes, page)
    if paper.contents:
        _fill_front(paper, page, words, Missing())
    total = len(page.sheets)
    for number, sheet in enumerate(page.sheets, start=1):
        frame.dress(sheet, number, total)
    return places


def _set_short_front(paper: Paper, page: Typesetter) -> None:
    set_title(paper, page)
    if paper.cover:
        set_block(Facts(paper.cover), page)


def _lies_across(section: Section) -> bool:
    return any(isinstance(block, Table) and block.landscape for block in section.blocks)


def _to_sign(following: Sequence[Section], page: Typesetter) -> float:
    """The height of a next section that holds lines to sign on and, at most, who signs them."""
    return sum(
        _SECTION_GAP
        + SECTION.leading
        + 4
        + signing_height(section.blocks, page)
        + notes_height(section.blocks, page)
        for section in following
        if not section.new_page and only_signed(section.blocks)
    )


def _set_section(section: Section, page: Typesetter, place: int, keep: float = 0.0) -> None:
    """`keep` points below its last row stay on the same page."""
    page.lie(_lies_across(section))
    if section.new_page and not page.at_top:
        page.turn()
    before = page.remember()
    parted = _set_content(section, page, place, keep)
    if before[1] < page.top - 0.01 and (
        parted or (section.together and len(page.sheets) > before[0])
    ):
        page.back(before)
        page.turn()
        _set_content(section, page, place, keep)


def _set_content(section: Section, page: Typesetter, place: int, keep: float) -> bool:
    """Heading and blocks; true where the heading was left alone at the foot of a page."""
    if section.title:
        _set_heading(section, page, place)
    sheets, texts = len(page.sheets), len(page.sheet.texts)
    for number, block in enumerate(section.blocks):
        following = section.blocks[number + 1 : number + 2]
        below = signing_height(following, page) if following else keep
        set_block(block, page, keep=below)
    return len(page.sheets) > sheets and len(page.sheets[sheets - 1].texts) == texts


def _set_heading(section: Section, page: Typesetter, place: int) -> None:
    page.need(_SECTION_GAP + SECTION.leading + SMALL.leading + _KEEP_WITH_HEADING)
    page.down(_SECTION_GAP)
    if section.banded:
        _set_band(section, page, place)
        return
    page.sheet.marks.append((f"s{place}", section.number, section.title, page.y))
    number = Style(SECTION.face, SECTION.size, SECTION.leading, LABEL.colour)
    indent = 0.0
    if section.number:
        line = page.lines(section.number, number, page.width)[0]
        page.put(MARGIN, page.y - SECTION.size, line.width, line, number)
        indent = max(_NUMBER_WIDTH, line.width + 8)
    page.block(section.title, SECTION, MARGIN + indent, page.width - indent)
    if section.as_at:
        page.block(section.as_at, SMALL, MARGIN + indent, page.width - indent)
    page.y -= 4


def _set_band(section: Section, page: Typesetter, place: int) -> None:
    """The heading on a band of colour, its letter in front."""
    lines = page.lines(section.title, SECTION, page.width - _NUMBER_WIDTH - 3 * _BAND_PAD)
    height = len(lines) * SECTION.leading + 2 * _BAND_PAD
    page.sheet.marks.append((f"s{place}", section.number, section.title, page.y))
    page.box(MARGIN, page.y - height, page.width, height, ACCENT_SOFT)
    page.y -= _BAND_PAD
    if section.number:
        letter = page.lines(section.number, SECTION, _NUMBER_WIDTH)[0]
        page.put(MARGIN + 2 * _BAND_PAD, page.y - SECTION.size, _NUMBER_WIDTH, letter, SECTION)
    x = MARGIN + 2 * _BAND_PAD + _NUMBER_WIDTH
    for line in lines:
        page.put(x, page.y - SECTION.size, page.width + MARGIN - x, line, SECTION)
        page.y -= SECTION.leading
    page.y -= 2 * _BAND_PAD


def _reserve_front(
    paper: Paper, exhibits: Sequence[Exhibit], page: Typesetter, words: dict[str, str]
) -> None:
    """Empty sheets for the cover and the contents, which are filled when all pages are known."""
    trial = Typesetter(mirrored=paper.right_to_left)
    listed = [("", one.number, one.title, 0) for one in paper.sections if one.title]
    listed += [("", one.number, one.title, 0) for one in exhibits]
    _set_contents(trial, words, listed)
    for _sheet in trial.sheets:
        page.turn(landscape=False)
    page.turn(landscape=False)


def _fill_front(paper: Paper, page: Typesetter, words: dict[str, str], missing: Missing) -> None:
    """Set cover and contents; what they miss is counted in `missing`."""
    front = Typesetter(mirrored=paper.right_to_left)
    front.missing = missing
    front.turn(landscape=False)
    _set_cover(paper, front, words, len(page.sheets))
    entries = [
        (key, number, title, place)
        for place, sheet in enumerate(page.sheets, start=1)
        for key, number, title, _height in sheet.marks
    ]
    _set_contents(front, words, entries)
    page.sheets[: len(front.sheets)] = front.sheets


def _set_contents(
    front: Typesetter, words: dict[str, str], entries: list[tuple[str, str, str, int]]
) -> None:
    """The list of contents from a new page on: key, number, title and page of each section."""
    front.turn(landscape=False)
    front.block(words["contents"], SECTION)
    front.y -= 6
    for entry in entries:
        _set_entry(front, *entry)


def _set_entry(front: Typesetter, key: str, number: str, title: str, place: int) -> None:
    width = front.width - _NUMBER_WIDTH - _PAGE_WIDTH
    titles = front.lines(title, _CONTENTS, width)
    front.need(_CONTENTS_LEADING * len(titles))
    top = front.y
    faint = Style(LABEL.face, _CONTENTS.size, _CONTENTS_LEADING, LABEL.colour)
    y = top - _CONTENTS.size
    front.put(MARGIN, y, _NUMBER_WIDTH, front.lines(number, faint, front.width)[0], faint)
    shown = front.lines(str(place), _CONTENTS, _PAGE_WIDTH)[0]
    front.put(MARGIN + front.width - _PAGE_WIDTH, y, _PAGE_WIDTH, shown, _CONTENTS, right=True)
    for line in titles:
        front.put(MARGIN + _NUMBER_WIDTH, front.y - _CONTENTS.size, width, line, _CONTENTS)
        front.y -= _CONTENTS_LEADING
    front.sheet.links.append((MARGIN, front.y + 3, MARGIN + front.width, top + 3, key))
    front.rule()


def _set_cover(paper: Paper, front: Typesetter, words: dict[str, str], pages: int) -> None:
    front.y -= 22 * MILLIMETRE
    front.block(paper.office, BLOCK)
    front.y -= 8
    front.block(paper.title, Style(TITLE.face, 24, 30))
    front.y -= 4
    front.rule(STRONG_LINE)
    front.y -= 8
    if paper.subtitle:
        front.block(paper.subtitle, SUBTITLE)
    front.y -= 16
    set_block(Facts((*paper.cover, (words["pages"], str(pages)))), front)
    if paper.qr:
        front.need(_COVER_CODE + 8)
        front.sheet.codes.append((MARGIN, front.y - _COVER_CODE, _COVER_CODE))
        x, width = MARGIN + _COVER_CODE + 14, front.width - _COVER_CODE - 14
        front.y -= 8
        for label, value in (
            (words["record_hash"], paper.record_hash),
            (words["journal_head"], paper.head),
        ):
            if value:
                front.block(label, SMALL, x, width)
                front.block(value, CODE, x, width)
                front.y -= 4


def _measure_frame(frame: Frame, page: Typesetter) -> None:
    """Set the frame once on a spare sheet, so that its missing characters are listed too."""
    frame.dress(Sheet(page.sheets[0].size), 1, len(page.sheets))


def _list_missing(page: Typesetter, words: dict[str, str]) -> None:
    if not page.missing.counts:
        return
    codes = ", ".join(
        f"U+{ord(one):04X} ({count}×)" for one, count in sorted(page.missing.counts.items())
    )
    page.down(_SECTION_GAP)
    text = Text(words["missing"].format(codes=codes), "attention", words["missing_title"])
    set_block(text, page)
