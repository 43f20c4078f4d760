"""The last step to PDF: what was set on sheets is drawn; nothing is decided here."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import segno
from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from asset_recovery.domain.progress import Progress
from asset_recovery.reports.fonts import BOLD, REGULAR, typeface
from asset_recovery.reports.page_texts import DrawnTexts, Numbers, PageTexts
from asset_recovery.reports.sheet import HAIRLINE, Sheet
from asset_recovery.reports.text_lines import clean, drawn_order
from asset_recovery.reports.text_styles import DRAFT, DRAFT_ALPHA, INK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asset_recovery.reports.paper import Paper

rl_config.useA85 = 0  # binary streams: a quarter smaller and quicker, and every reader takes them

CREATOR = "Asset Recovery"
QUIET_ZONE = 4
_CODE_FORM = "code"
_WATERMARK_SIZE = 82
_MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?")


def draw(paper: Paper, sheets: Sequence[Sheet], progress: Progress) -> bytes:
    """The bytes of the PDF; the same sheets give the same bytes."""
    face = typeface(REGULAR)
    buffer = io.BytesIO()
    canvas = Canvas(
        buffer,
        pagesize=sheets[0].size,
        invariant=1,
        pageCompression=1,
        initialFontName=face.main,  # type: ignore[arg-type]  # Helvetica is not embedded
        lang=paper.language,
    )
    _describe(canvas, paper)
    if paper.qr:
        _define_code(canvas, paper.qr)
    drawn = DrawnTexts()
    for number, sheet in enumerate(sheets, start=1):
        progress.step(number, len(sheets), "")
        canvas.setPageSize(sheet.size)
        _draw_sheet(canvas, sheet, paper.watermark, drawn)
        canvas.showPage()
    if any(sheet.marks for sheet in sheets):
        canvas.showOutline()
    canvas.save()
    return buffer.getvalue()


def _describe(canvas: Canvas, paper: Paper) -> None:
    """Document properties: no person is named unless the paper itself says so."""
    known = {
        "title": f"{paper.title} {paper.reference}".strip(),
        "author": paper.office,
        "subject": f"{paper.form} {paper.version} · {paper.marking}",
        "keywords": f"{paper.record_hash} {paper.head}".strip(),
        **paper.properties,
    }
    face = typeface(REGULAR)
    canvas.setTitle(clean(known["title"], face))
    canvas.setAuthor(clean(known["author"], face))
    canvas.setSubject(clean(known["subject"], face))
    canvas.setKeywords(clean(known["keywords"], face))
    canvas.setCreator(CREATOR)
    canvas.setProducer(CREATOR)
    moment = _MOMENT.search(paper.generated)
    if moment:
        stamp = "D:" + "".join(part or "00" for part in moment.groups()) + "Z"
        canvas.setDateFormatter(lambda *_now: stamp)


def _draw_sheet(canvas: Canvas, sheet: Sheet, watermark: str, drawn: DrawnTexts) -> None:
    if watermark:
        _draw_watermark(canvas, sheet, watermark)
    for x, y, width, height, colour in sheet.boxes:
        canvas.setFillColorRGB(*colour)
        canvas.rect(x, y, width, height, stroke=0, fill=1)
    if sheet.rules:
        _draw_rules(canvas, sheet, drawn.numbers)
    for data, x, y, width, height in sheet.pictures:
        canvas.drawImage(ImageReader(io.BytesIO(data)), x, y, width, height, mask="auto")
    for x, y, size in sheet.codes:
        canvas.saveState()
        canvas.translate(x, y)
        canvas.scale(size, size)
        canvas.doForm(_CODE_FORM)
        canvas.restoreState()
    _draw_texts(canvas, sheet, drawn)
    for key, number, title, height in sheet.marks:
        canvas.bookmarkHorizontal(key, 0, height + 12)
        heading = clean(f"{number}  {title}" if number else title, typeface(REGULAR))
        canvas.addOutlineEntry(heading, key, 0, closed=True)
    for left, low, right, high, key in sheet.links:
        canvas.linkRect("", key, (left, low, right, high), relative=0, thickness=0)


def _draw_rules(canvas: Canvas, sheet: Sheet, numbers: Numbers) -> None:
    canvas.setLineWidth(HAIRLINE)
    by_colour: dict[tuple[float, float, float], list[tuple[float, float, float, float]]] = {}
    for x, y, to_x, to_y, colour in sheet.rules:
        by_colour.setdefault(colour, []).append((x, y, to_x, to_y))
    for colour, lines in by_colour.items():
        canvas.setStrokeColorRGB(*colour)
        canvas.addLiteral("n")
        for x, y, to_x, to_y in lines:
            canvas.addLiteral(f"{numbers[x]} {numbers[y]} m {numbers[to_x]} {numbers[to_y]} l")
        canvas.addLiteral("S")


def _draw_texts(canvas: Canvas, sheet: Sheet, drawn: DrawnTexts) -> None:
    text = PageTexts(canvas, drawn)
    put = text.put
    style_now = None
    font_now = ("", 0.0)
    for x, y, style, line in sheet.texts:
        if style is not style_now:
            text.setFillColorRGB(*style.colour)
            style_now = style
        size, left = style.size, x
        for run in line.runs:
            if (run.font, size) != font_now:
                font_now = (run.font, size)
                text.setFont(run.font, size)
            put(left, y, run)
            left += run.width * size / 1000
    canvas.drawText(text)


def _draw_watermark(canvas: Canvas, sheet: Sheet, watermark: str) -> None:
    face = typeface(BOLD)
    safe = drawn_order(clean(watermark, face))
    width = face.width(safe) / 1000
    size = min(_WATERMARK_SIZE, sheet.size[0] * 0.8 / width if width else _WATERMARK_SIZE)
    canvas.saveState()
    canvas.setFillColorRGB(*DRAFT, alpha=DRAFT_ALPHA)
    canvas.translate(sheet.size[0] / 2, sheet.size[1] / 2)
    canvas.rotate(50)
    x = -width * size / 2
    for run in face.runs(safe):
        canvas.setFont(run.font, size)
        canvas.drawString(x, -size / 3, run.text)
        x += run.width * size / 1000
    canvas.restoreState()
    canvas.setFillColorRGB(*INK)


def _define_code(canvas: Canvas, payload: str) -> None:
    """The QR code once, in a square of 1 × 1 with its quiet zone; pages only refer to it."""
    matrix = code_matrix(payload)
    module = 1 / (len(matrix) + 2 * QUIET_ZONE)
    canvas.beginForm(_CODE_FORM)
    draw_code(canvas, matrix, QUIET_ZONE * module, QUIET_ZONE * module, module)
    canvas.endForm()


def code_matrix(payload: str) -> list[bytes]:
    """The modules of a QR code (error correction M), row by row, 1 for dark, no quiet zone."""
    return [bytes(row) for row in segno.make_qr(payload, error="m").matrix]


def draw_code(canvas: Canvas, matrix: list[bytes], x: float, y: float, module: float) -> None:
    """Draw a QR code with its lower left corner at x, y; dark modules of a row are one bar."""
    path = canvas.beginPath()
    for down, row in enumerate(matrix):
        low = y + (len(matrix) - 1 - down) * module
        start = 0
        while (start := row.find(1, start)) != -1:
            end = row.find(0, start)
            end = len(row) if end == -1 else end
            path.rect(x + start * module, low, (end - start) * module, module)
            start = end
    canvas.setFillColorRGB(*INK)
    canvas.drawPath(path, stroke=0, fill=1)
