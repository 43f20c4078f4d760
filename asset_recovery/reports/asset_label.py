"""Labels for assets (OPS-12): exact millimetres, the number as QR code and for the eye."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.reports.drawing import CREATOR, QUIET_ZONE, code_matrix, draw_code
from asset_recovery.reports.fonts import BOLD, Typeface, typeface
from asset_recovery.reports.text_lines import clean
from asset_recovery.reports.text_styles import MILLIMETRE

SIZES = {"100x50": (100.0, 50.0), "50x25": (50.0, 25.0), "A6": (105.0, 148.0)}
SMALLEST_MODULE = 0.33
SMALLEST_QUIET_ZONE = 2.5
LARGEST_CODE = 75.0
LONGEST_NUMBER = 60
_MARGIN = 2.0
_LARGEST_TYPE = 34.0
_LEADING = 1.18
_TYPE_SHARE = 0.2
_SMALLEST_TYPE = 6.0


def asset_label_pdf(asset_number: str, size: str = "100x50") -> bytes:
    """One label as a PDF page of exactly `size`: "100x50", "50x25" (mm) or "A6".

    The QR code holds the asset number and nothing else; modules are at least 0.33 mm, the quiet
    zone at least four modules and 2.5 mm. Errors: `field_missing`, `field_invalid`.
    """
    return asset_labels_pdf((asset_number,), size)


def asset_labels_pdf(asset_numbers: Sequence[str], size: str = "100x50") -> bytes:
    """A sheet roll: one page a label, in the order given; errors as for one label."""
    if size not in SIZES:
        raise _refused("size", f"{size!r} is no label size. Choose one of: {', '.join(SIZES)}.")
    if not asset_numbers:
        raise ValidationFailed(
            Reason("field_missing", "No asset number was given.", field="asset_number")
        )
    width, height = SIZES[size]
    face = typeface(BOLD)
    buffer = io.BytesIO()
    canvas = Canvas(
        buffer,
        pagesize=(width * MILLIMETRE, height * MILLIMETRE),
        invariant=1,
        pageCompression=1,
        initialFontName=face.main,  # type: ignore[arg-type]  # Helvetica is not embedded
    )
    canvas.setTitle(", ".join(asset_numbers[:3]))
    canvas.setAuthor("")
    canvas.setSubject("OPS-12")
    canvas.setCreator(CREATOR)
    canvas.setProducer(CREATOR)
    for number in asset_numbers:
        _draw_label(canvas, _checked(number, face), width, height)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _checked(number: str, face: Typeface) -> str:
    text = number.strip()
    if not text:
        raise ValidationFailed(
            Reason("field_missing", "No asset number was given.", field="asset_number")
        )
    if len(text) > LONGEST_NUMBER or clean(text, face) != text or not text.isprintable():
        raise _refused(
            "asset_number", "This is no asset number that a label can carry. Check the reference."
        )
    return text


def _refused(field: str, text: str) -> ValidationFailed:
    return ValidationFailed(Reason("field_invalid", text, field=field))


def _draw_label(canvas: Canvas, number: str, width: float, height: float) -> None:
    """The code above, the number below in one line, both in the middle; in millimetres."""
    face = typeface(BOLD)
    letters = face.width(number) / 1000
    size = min(
        _LARGEST_TYPE,
        height * _TYPE_SHARE * MILLIMETRE,
        (width - 2 * _MARGIN) * MILLIMETRE / letters,
    )
    band = size * _LEADING / MILLIMETRE + _MARGIN
    matrix = code_matrix(number)
    side = min(width, height - band, LARGEST_CODE)
    module = min(
        side / (len(matrix) + 2 * QUIET_ZONE), (side - 2 * SMALLEST_QUIET_ZONE) / len(matrix)
    )
    if module < SMALLEST_MODULE or size < _SMALLEST_TYPE:
        raise _refused("size", f"{number} is too long for this label. Choose a larger one.")
    drawn = module * len(matrix)
    gap = (height - band - drawn) / 2
    x, y = (width - drawn) / 2, band + gap
    draw_code(canvas, matrix, x * MILLIMETRE, y * MILLIMETRE, module * MILLIMETRE)
    left = (width * MILLIMETRE - letters * size) / 2
    lift = min(gap - SMALLEST_QUIET_ZONE, height / 12) * MILLIMETRE if height > width else 0.0
    for run in face.runs(number):
        canvas.setFont(run.font, size)
        canvas.drawString(left, _MARGIN * MILLIMETRE + size * 0.24 + lift, run.text)
        left += run.width * size / 1000
