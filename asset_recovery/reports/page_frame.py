"""The frame of every page: office, form and marking above; QR, hashes, marking and page below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asset_recovery.reports.paper import Paper
from asset_recovery.reports.sheet import MARGIN, Sheet, Typesetter
from asset_recovery.reports.text_lines import Line, Missing, wrap
from asset_recovery.reports.text_styles import (
    HEAD,
    LINE,
    MARKING,
    MILLIMETRE,
    STRONG_LINE,
    SUBTITLE,
    TITLE,
    Style,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

HEAD_LINE = 13 * MILLIMETRE
FOOT_LINE = 21 * MILLIMETRE
QR_SIZE = 13 * MILLIMETRE
_BESIDE_QR = QR_SIZE + 3 * MILLIMETRE
_SIDE = 0.36
_PAGE_BOX = 90.0
_GAP = 12.0
SHORT_HASH = 16


@dataclass(frozen=True, slots=True)
class Frame:
    """What the frame says on every page of one paper; `words` are in the paper's language."""

    paper: Paper
    words: Mapping[str, str]
    missing: Missing

    def dress(self, sheet: Sheet, number: int, total: int) -> None:
        """Set the frame of one page."""
        self._head(sheet)
        self._foot(sheet, number, total)

    def _head(self, sheet: Sheet) -> None:
        paper = self.paper
        width = sheet.size[0] - 2 * MARGIN
        y = sheet.size[1] - HEAD_LINE
        side = width * _SIDE
        left = self._first(paper.office, HEAD, side)
        sheet.texts.append((MARGIN, y, HEAD, left))
        markings = [self._first(text, MARKING, side) for text in self._markings(side)]
        beside = max((one.width for one in markings), default=0.0)
        middle = self._first(
            " · ".join(part for part in (f"{paper.form} {paper.version}", paper.reference) if part),
            HEAD,
            width - left.width - beside - 2 * _GAP,
        )
        x = min((width - middle.width) / 2, width - beside - _GAP - middle.width)
        sheet.texts.append((MARGIN + max(x, left.width + _GAP), y, HEAD, middle))
        for marking in markings:
            sheet.texts.append((MARGIN + width - marking.width, y, MARKING, marking))
            y -= MARKING.leading

    def _markings(self, width: float) -> tuple[str, ...]:
        """Marking and watermark in one line, or the watermark below where both do not fit."""
        both = tuple(part for part in (self.paper.marking, self.paper.watermark) if part)
        one = " · ".join(both)
        return (one,) if len(wrap(one, MARKING, width)) == 1 else both

    def _foot(self, sheet: Sheet, number: int, total: int) -> None:
        right = sheet.size[0] - MARGIN
        sheet.rules.append((MARGIN, FOOT_LINE, right, FOOT_LINE, LINE))
        if self.paper.qr:
            sheet.codes.append((MARGIN, FOOT_LINE - QR_SIZE - 3, QR_SIZE))
        x = MARGIN + (_BESIDE_QR if self.paper.qr else 0)
        y = FOOT_LINE - 12
        notes = [self._first(text, HEAD, right - x - _PAGE_BOX) for text in self._notes()]
        for line in notes:
            sheet.texts.append((x, y, HEAD, line))
            y -= HEAD.leading
        page = self._first(self.words["page"].format(page=number, pages=total), HEAD, _PAGE_BOX)
        sheet.texts.append((right - page.width, FOOT_LINE - 12, HEAD, page))
        # A marking is never cut for the sake of the empty half of the note beside it.
        room = max(_PAGE_BOX, right - x - notes[-1].width - _GAP)
        marking = self._first(self._markings(_PAGE_BOX)[0], MARKING, room)
        sheet.texts.append(
            (right - marking.width, FOOT_LINE - 12 - 2 * HEAD.leading, MARKING, marking)
        )

    def _notes(self) -> tuple[str, ...]:
        paper, words = self.paper, self.words
        record = f"{words['record']} {paper.record_hash[:SHORT_HASH]}" if paper.record_hash else ""
        head = f"{words['journal']} {paper.head}" if paper.head else ""
        language = words["language"].format(language=paper.language) if paper.language else ""
        made = f"{words['generated']} {paper.generated}" if paper.generated else ""
        return (
            " · ".join(part for part in (record, head) if part),
            " · ".join(part for part in (made, paper.user) if part),
            " · ".join(part for part in (paper.copy, language) if part),
        )

    def _first(self, text: str, style: Style, width: float) -> Line:
        """The first line; what does not fit is cut with an ellipsis."""
        lines = wrap(text, style, width, self.missing)
        if len(lines) == 1:
            return lines[0]
        kept = text[: max(1, len("".join(run.text for run in lines[0].runs)) - 1)]
        return wrap(f"{kept}…", style, width + style.size, self.missing)[0]


def set_title(paper: Paper, page: Typesetter) -> None:
    """The head of a short paper: title, one thin line, subtitle, facts."""
    page.block(paper.title, TITLE)
    page.y -= 3
    page.rule(STRONG_LINE)
    page.y -= 6
    if paper.subtitle:
        page.block(paper.subtitle, SUBTITLE)
    page.down(6)
