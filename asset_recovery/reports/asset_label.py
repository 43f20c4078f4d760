"""Labels for assets (OPS-12): exact millimetres, Code 128 and QR code, allowed text alone."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.graphics.barcode.code128 import Code128
from reportlab.pdfgen.canvas import Canvas

from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.domain.labels import payload
from asset_recovery.reports.drawing import CREATOR, QUIET_ZONE, code_matrix, draw_code
from asset_recovery.reports.fonts import BOLD, REGULAR, Typeface, typeface
from asset_recovery.reports.label_sheets import sheet_position
from asset_recovery.reports.pictograms import Pictogram, draw_pictogram, pictograms
from asset_recovery.reports.text_lines import clean
from asset_recovery.reports.text_styles import INK, MILLIMETRE

SIZES = {"100x50": (100.0, 50.0), "50x25": (50.0, 25.0), "A6": (105.0, 148.0), "A4": (210.0, 297.0)}
SMALLEST_MODULE = 0.33
SMALLEST_QUIET_ZONE = 2.5
BAR_QUIET_MODULES = 10
LONGEST_NUMBER = 60
LONGEST_DESCRIPTION = 40
_MARGIN = 2.0
_SMALLEST_TYPE = 4.5
_LEAST_FOR_BARS = 40.0  # below it the bars would leave too little for the QR code
_LEADING = 1.2
_ICON, _SMALLEST_ICON, _LARGEST_ICON = 6.0, 3.0, 16.0  # millimetres
_ICON_ROW = 1.25
_ICON_TYPE = 0.42  # of the side of a pictogram


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelFacts:
    """What may stand on a label: no name, no address, no value.

    `group` is the group of its type, drawn as a pictogram; `marks` are the codes of the handling
    marks with their words, drawn as pictograms with the words where there is room.
    """

    asset: str
    case: str
    description: str = ""
    group: str = ""
    seal: str = ""
    taken_on: str = ""
    location: str = ""
    copy: int = 1
    copy_text: str = ""
    marks: tuple[tuple[str, str], ...] = ()


def labels_pdf(
    labels: Sequence[LabelFacts], size: str = "100x50", sheet: str | None = None, start: int = 1
) -> bytes:
    """A page a label of exactly `size`, or sheets of them beginning at position `start` (from 1).

    Modules of both codes are at least 0.33 mm, quiet zones at least 2.5 mm. A size too narrow for
    the bars of a number bears the QR code alone. Errors: `field_missing`, `field_invalid`.
    """
    if size not in SIZES:
        raise _refused("size", f"{size!r} is no label size. Choose one of: {', '.join(SIZES)}.")
    if not labels:
        raise ValidationFailed(Reason("field_missing", "No asset was given.", field="asset"))
    layout = None if sheet is None else sheet_position(sheet, size, start)
    width, height = SIZES[size]
    page = (width, height) if layout is None else layout.page
    buffer = io.BytesIO()
    canvas = _canvas(buffer, page, labels)
    for number, label in enumerate(labels, start=0 if layout is None else start - 1):
        drawing = _Drawing(canvas, _checked(label), width, height)
        if layout is None:
            drawing.draw(0.0, 0.0)
            canvas.showPage()
            continue
        place = number % layout.count
        if place == 0 and number > start - 1:
            canvas.showPage()
        left, top = layout.place(place)
        drawing.draw(left, page[1] - top - height)
    if layout is not None:
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _canvas(buffer: io.BytesIO, page: tuple[float, float], labels: Sequence[LabelFacts]) -> Canvas:
    canvas = Canvas(
        buffer,
        pagesize=(page[0] * MILLIMETRE, page[1] * MILLIMETRE),
        invariant=1,
        pageCompression=1,
        initialFontName=typeface(BOLD).main,  # type: ignore[arg-type]  # Helvetica is not embedded
    )
    canvas.setTitle(", ".join(label.asset for label in labels[:3]))
    canvas.setAuthor("")
    canvas.setSubject("OPS-12")
    canvas.setCreator(CREATOR)
    canvas.setProducer(CREATOR)
    return canvas


def _checked(label: LabelFacts) -> LabelFacts:
    text, face = label.asset.strip(), typeface(BOLD)
    if not text:
        raise ValidationFailed(Reason("field_missing", "No asset was given.", field="asset"))
    if len(text) > LONGEST_NUMBER or clean(text, face) != text or not text.isprintable():
        raise _refused(
            "asset", "This is no asset number that a label can carry. Check the reference."
        )
    return label


def _refused(field: str, text: str) -> ValidationFailed:
    return ValidationFailed(Reason("field_invalid", text, field=field))


class _Drawing:
    """One label at a place of the page; lengths in millimetres, the origin lower left."""

    def __init__(self, canvas: Canvas, label: LabelFacts, width: float, height: float) -> None:
        self._canvas, self._label = canvas, label
        self._width, self._height = width, height
        self._scale = min(width / 100, height / 50) if width > height else width / 90
        self._x = self._y = 0.0

    def draw(self, x: float, y: float) -> None:
        """Draw it with its lower left corner there."""
        self._x, self._y = x, y
        band = self._bars()
        if self._width > self._height:
            side = self._qr(0.0, band, min(self._height - band, self._width * 0.45))
            self._texts(side, band, self._width - side - _MARGIN, self._height - band)
            return
        side = min(self._width * 0.72, self._height * 0.5)
        drawn = self._qr((self._width - side) / 2, self._height - side, side)
        self._texts(_MARGIN * 2, band, self._width - 4 * _MARGIN, self._height - band - drawn)

    def _bars(self) -> float:
        """The Code 128 of the number in the middle at the foot; its height with quiet zone."""
        number = self._label.asset
        if not number.isascii() or self._height < _LEAST_FOR_BARS:
            return 0.0
        one = Code128(number, barWidth=1.0, barHeight=1.0, quiet=0)
        modules = int(round(one.width))
        quiet = max(BAR_QUIET_MODULES * SMALLEST_MODULE, SMALLEST_QUIET_ZONE)
        room = self._width - 2 * quiet
        module = min(room / modules, 0.6)
        if module < SMALLEST_MODULE:
            return 0.0
        module = SMALLEST_MODULE if module < 0.5 else module
        high = 9.0 if self._width > self._height else self._height / 12
        bars = Code128(number, barWidth=module * MILLIMETRE, barHeight=high * MILLIMETRE, quiet=0)
        left = (self._width - module * modules) / 2
        self._canvas.setFillColorRGB(*INK)
        bars.drawOn(
            self._canvas,
            (self._x + left) * MILLIMETRE,
            (self._y + SMALLEST_QUIET_ZONE) * MILLIMETRE,
        )
        return high + 2 * SMALLEST_QUIET_ZONE

    def _qr(self, left: float, low: float, side: float) -> float:
        """The QR code in the middle of a square; the side of the square comes back."""
        label = self._label
        matrix = code_matrix(payload(label.asset, label.case, label.copy))
        modules = len(matrix)
        module = min(side / (modules + 2 * QUIET_ZONE), (side - 2 * SMALLEST_QUIET_ZONE) / modules)
        if module < SMALLEST_MODULE:
            raise _refused(
                "size", f"{label.asset} is too long for this label. Choose a larger one."
            )
        gap = (side - module * modules) / 2
        draw_code(
            self._canvas,
            matrix,
            (self._x + left + gap) * MILLIMETRE,
            (self._y + low + gap) * MILLIMETRE,
            module * MILLIMETRE,
        )
        return side

    def _texts(self, left: float, low: float, width: float, height: float) -> None:
        """The lines from the top down: the number large, then what else is allowed."""
        label = self._label
        lines = [
            (label.asset, BOLD, 15.0),
            (label.case, REGULAR, 9.0),
            (label.description[:LONGEST_DESCRIPTION], REGULAR, 9.0),
            ("  ".join(one for one in (label.seal, label.taken_on) if one), REGULAR, 8.0),
            ("  ".join(one for one in (label.location, label.copy_text) if one), REGULAR, 8.0),
        ]
        wanted = [(text, look, size * self._scale) for text, look, size in lines if text]
        total = sum(size * _LEADING for _text, _look, size in wanted) / MILLIMETRE
        icons = self._icons()
        side = min(max(_ICON * self._scale, _SMALLEST_ICON), _LARGEST_ICON) if icons else 0.0
        room = height - 2 * _MARGIN
        shrink = min(1.0, (room - side * _ICON_ROW) / total)
        top = low + height - _MARGIN
        for text, look, size in wanted:
            face = typeface(look)
            fitted = self._fit(text, face, size * shrink, width)
            top -= fitted[1] * _LEADING / MILLIMETRE
            self._write(fitted[0], face, fitted[1], left, top)
        self._draw_icons(icons, left, top - side * _ICON_ROW, side, width)

    def _icons(self) -> list[tuple[Pictogram, str]]:
        """The class of the asset, then its handling marks, each with the words of a mark."""
        label = self._label
        group = pictograms("class").get(label.group)
        found = [(group, "")] if group else []
        marks = pictograms("handling")
        return found + [(marks[code], words) for code, words in label.marks if code in marks]

    def _draw_icons(
        self,
        icons: list[tuple[Pictogram, str]],
        left: float,
        low: float,
        side: float,
        width: float,
    ) -> None:
        """One row; the words beside the pictograms where all of them fit, else none."""
        face, size = typeface(REGULAR), side * _ICON_TYPE * MILLIMETRE
        gap = side / 4

        def long(words: str) -> float:
            return face.width(words) / 1000 * size / MILLIMETRE + gap if words else 0.0

        spelled = sum(side + gap + long(words) for _icon, words in icons) <= width
        spelled = spelled and size >= _SMALLEST_TYPE
        step = side + gap
        if not spelled and len(icons) * step > width:
            step = width / len(icons)
            side = step * 0.85
        at = left
        for icon, words in icons:
            draw_pictogram(self._canvas, icon, self._x + at, self._y + low, side)
            at += step
            if spelled and words:
                self._write(words, face, size, at, low + side / 4)
                at += long(words)

    def _fit(self, text: str, face: Typeface, size: float, width: float) -> tuple[str, float]:
        """The text in a size in which it fits; one too long for the smallest is cut with dots."""
        text = clean(text, face)
        least = _SMALLEST_TYPE
        fits = width * MILLIMETRE / (face.width(text) / 1000)
        if fits >= least or size <= least:
            return text, min(size, fits)
        while text and face.width(text + "…") / 1000 * least > width * MILLIMETRE:
            text = text[:-1]
        return text.rstrip() + "…", least

    def _write(self, text: str, face: Typeface, size: float, left: float, low: float) -> None:
        at = (self._x + left) * MILLIMETRE
        self._canvas.setFillColorRGB(*INK)
        for run in face.runs(text):
            self._canvas.setFont(run.font, size)
            self._canvas.drawString(at, (self._y + low) * MILLIMETRE + size * 0.24, run.text)
            at += run.width * size / 1000
