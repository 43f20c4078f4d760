"""Everything on a paper that is no table: facts, texts, bars, signatures, pictures."""

from __future__ import annotations

import io
from collections.abc import Sequence

from asset_recovery.reports.diagram import diagram_height, set_diagram
from asset_recovery.reports.paper import (
    Bars,
    Block,
    Diagram,
    Facts,
    Picture,
    Pictures,
    Points,
    Signatures,
    Table,
    Text,
)
from asset_recovery.reports.points import set_points
from asset_recovery.reports.sheet import MARGIN, Typesetter, last_lines
from asset_recovery.reports.table import set_table
from asset_recovery.reports.text_lines import Line
from asset_recovery.reports.text_styles import (
    ACCENT,
    ACCENT_SOFT,
    BLOCK,
    BODY,
    LABEL,
    LINE,
    NOTE,
    SMALL,
    STRONG_LINE,
    TONES,
    Style,
)

_PAD = 2.6
_LABEL_SHARE = 0.3
_GAP = 10.0
_BAR_HEIGHT = 6.5
_HIGHEST_PICTURE = 0.6
_TO_SIGN = 44.0
_SIGNATURE = 76.0
_BETWEEN = 9
_KEPT_LINES = 12
_SMALL_HEIGHT = 110.0
_BESIDE = 3
_MOST_PIXELS = 80_000_000

_Signers = list[list[tuple[Line, Style]]]


def set_block(block: Block, page: Typesetter, keep: float = 0.0) -> None:
    """Set any block from here on; `keep` points below its last row stay on the same page."""
    match block:
        case Table():
            set_table(block, page, keep)
        case Facts():
            _set_facts(block, page, keep)
        case Text():
            _set_text(block, page, keep)
        case Points():
            _title(block.title, page, block.number)
            set_points(block, page, keep)
        case Bars():
            _set_bars(block, page)
        case Signatures():
            _set_signatures(block, page)
        case Picture():
            _set_picture(block, page)
        case Pictures():
            _title(block.title, page)
            _set_pictures(block, page)
        case Diagram():
            page.need(diagram_height(block, page) + BLOCK.leading + 1)
            _title(block.title, page)
            set_diagram(block, page)
    page.down(_BETWEEN)


def signing_height(following: Sequence[Block], page: Typesetter) -> float:
    """The height of the lines to sign on that follow: nobody signs a page that says nothing."""
    return sum(
        _BETWEEN + max(_signature_height(row) for row in _signature_rows(block, page))
        for block in following
        if isinstance(block, Signatures) and block.blocks
    )


def only_signed(blocks: Sequence[Block]) -> bool:
    """Whether there are lines to sign on and nothing else but notes on who signs."""
    return any(isinstance(block, Signatures) for block in blocks) and all(
        isinstance(block, Signatures) or (isinstance(block, Text) and block.tone == "note")
        for block in blocks
    )


def notes_height(blocks: Sequence[Block], page: Typesetter) -> float:
    """The height of the notes among these blocks."""
    return sum(
        len(page.lines(block.text, NOTE, page.width)) * NOTE.leading + _BETWEEN
        for block in blocks
        if isinstance(block, Text)
    )


def _set_text(text: Text, page: Typesetter, keep: float) -> None:
    _title(text.title, page)
    style = TONES[text.tone]
    lines = page.lines(text.text, style, page.width) if keep else ()
    if 0 < len(lines) <= _KEPT_LINES:
        page.need(len(lines) * style.leading + keep)
    page.block(text.text, style, keep=keep)


def _title(title: str, page: Typesetter, number: str = "") -> None:
    if title:
        page.need(BLOCK.leading + 3 * BODY.leading)
        indent = 0.0
        if number:
            line = page.lines(number, BLOCK, page.width)[0]
            page.put(MARGIN, page.y - BLOCK.size, line.width, line, BLOCK)
            indent = line.width + 6
        page.block(title, BLOCK, MARGIN + indent, page.width - indent)
        page.down(1)


def _set_facts(facts: Facts, page: Typesetter, keep: float) -> None:
    _title(facts.title, page)
    left = page.width * _LABEL_SHARE
    right = page.width - left - _GAP
    for number, (label, value) in enumerate(facts.rows, start=1):
        labels = page.lines(label, LABEL, left)
        values = page.lines(value, BODY, right)
        height = min(max(len(labels), len(values)), 4) * BODY.leading + 2 * _PAD
        below = keep if number == len(facts.rows) else 0.0
        page.need(height + below)
        page.y -= _PAD
        rows = max(len(labels), len(values))
        for place in range(rows):
            page.need(last_lines(rows - place, BODY.leading, below and below + _PAD))
            if place < len(labels):
                page.put(MARGIN, page.y - LABEL.size, left, labels[place], LABEL)
            if place < len(values):
                page.put(MARGIN + left + _GAP, page.y - BODY.size, right, values[place], BODY)
            page.y -= BODY.leading
        page.y -= _PAD
        page.rule(LINE)


def _set_bars(bars: Bars, page: Typesetter) -> None:
    _title(bars.title, page)
    left, figure = page.width * 0.26, page.width * 0.26
    track = page.width - left - figure - 2 * _GAP
    for label, value, permille in bars.rows:
        names = page.lines(label, LABEL, left)
        figures = page.lines(value, BODY, figure)
        rows = max(len(names), len(figures))
        page.need(rows * BODY.leading + 2 * _PAD)
        page.y -= _PAD
        filled = track * min(max(permille, 0), 1000) / 1000
        y = page.y - BODY.size + 0.5
        page.box(MARGIN + left + _GAP, y, track, _BAR_HEIGHT, ACCENT_SOFT)
        if filled:
            page.box(MARGIN + left + _GAP, y, filled, _BAR_HEIGHT, ACCENT)
        for place in range(rows):
            if place < len(names):
                page.put(MARGIN, page.y - LABEL.size, left, names[place], LABEL)
            if place < len(figures):
                x = MARGIN + page.width - figure
                page.put(x, page.y - BODY.size, figure, figures[place], BODY, right=True)
            page.y -= BODY.leading
        page.y -= _PAD


def _set_signatures(signatures: Signatures, page: Typesetter) -> None:
    """Lines to sign on, three in a row, each with the post and the name below it."""
    width = (page.width - 2 * _GAP) / 3
    for row in _signature_rows(signatures, page):
        page.need(_signature_height(row))
        page.y -= _TO_SIGN
        top = page.y
        for place, texts in enumerate(row):
            x, y = MARGIN + place * (width + _GAP), top - 3
            page.rule(STRONG_LINE, x, width)
            for line, style in texts:
                page.put(x, y - style.size, width, line, style)
                y -= style.leading
        page.y = min(top, top - 3 - _below(row)) - 4


def _signature_rows(signatures: Signatures, page: Typesetter) -> list[_Signers]:
    width = (page.width - 2 * _GAP) / 3
    return [
        [
            [
                (line, style)
                for text, style in ((post, SMALL), (name, BODY))
                if text
                for line in page.lines(text, style, width)
            ]
            for post, name in signatures.blocks[start : start + 3]
        ]
        for start in range(0, len(signatures.blocks), 3)
    ]


def _signature_height(row: _Signers) -> float:
    return max(_SIGNATURE, _TO_SIGN + 3 + _below(row) + 4)


def _below(row: _Signers) -> float:
    return max(sum(style.leading for _line, style in texts) for texts in row)


def _set_picture(picture: Picture, page: Typesetter) -> None:
    size = _picture_size(picture.data)
    if size is None:
        page.block(f"{picture.unreadable} {picture.caption}".strip(), NOTE)
        return
    wide, high = size
    scale = min(page.width / wide, page.full_height * _HIGHEST_PICTURE / high)
    width, height = wide * scale, high * scale
    page.need(height + 2 * SMALL.leading)
    page.sheet.pictures.append((picture.data, MARGIN, page.y - height, width, height))
    page.y -= height + 4
    if picture.caption:
        page.block(picture.caption, SMALL)


def _set_pictures(pictures: Pictures, page: Typesetter) -> None:
    """Rows of three, each row whole on one page."""
    width = (page.width - 2 * _GAP) / _BESIDE
    for start in range(0, len(pictures.rows), _BESIDE):
        row = [
            (one, page.lines(one.caption, SMALL, width), _picture_size(one.data))
            for one in pictures.rows[start : start + _BESIDE]
        ]
        words = max(len(lines) for _one, lines, _size in row) * SMALL.leading
        page.need(_SMALL_HEIGHT + words + _GAP)
        for place, (one, lines, size) in enumerate(row):
            x = MARGIN + place * (width + _GAP)
            y = page.y - _SMALL_HEIGHT
            if size is None:
                page.box(x, y, width, _SMALL_HEIGHT, ACCENT_SOFT)
                for number, line in enumerate(page.lines(one.unreadable, NOTE, width - _GAP)):
                    down = page.y - (number + 2) * NOTE.leading
                    page.put(x + _GAP / 2, down, width - _GAP, line, NOTE)
            else:
                scale = min(width / size[0], _SMALL_HEIGHT / size[1])
                wide, high = size[0] * scale, size[1] * scale
                page.sheet.pictures.append((one.data, x, page.y - high, wide, high))
            for number, line in enumerate(lines):
                down = y - 4 - SMALL.size - number * SMALL.leading
                page.put(x, down, width, line, SMALL)
        page.y -= _SMALL_HEIGHT + words + _GAP


def _picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None where the bytes are no whole picture of a sane size."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > _MOST_PIXELS:
                return None
            image.load()
            return image.size
    except (OSError, SyntaxError, ValueError):
        return None
