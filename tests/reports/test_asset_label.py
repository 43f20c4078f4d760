"""Labels: exact size, only the number, a code that a scanner reads."""

from __future__ import annotations

import pypdfium2
import pytest
from PIL.Image import Image

from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.reports.asset_label import (
    SIZES,
    SMALLEST_MODULE,
    asset_label_pdf,
    asset_labels_pdf,
)
from asset_recovery.reports.drawing import code_matrix
from tests.reports.pdf_reading import fonts_without_file, page_sizes, page_texts, properties

NUMBER = "ASSET-2026-0041"


@pytest.mark.parametrize("size", list(SIZES))
def test_a_label_has_exactly_its_size_in_millimetres(size: str) -> None:
    ((width, height),) = page_sizes(asset_label_pdf(NUMBER, size))
    assert (round(width, 2), round(height, 2)) == SIZES[size]


@pytest.mark.parametrize("size", list(SIZES))
def test_a_label_says_the_number_and_nothing_else(size: str) -> None:
    data = asset_label_pdf(NUMBER, size)
    (text,) = page_texts(data)
    assert text == NUMBER
    assert NUMBER in properties(data)["Title"]
    assert fonts_without_file(data) == set()


@pytest.mark.parametrize("size", list(SIZES))
@pytest.mark.parametrize("number", [NUMBER, "MY-AMO-2026-004318-K"])
def test_the_code_on_the_label_is_the_qr_code_of_the_number(size: str, number: str) -> None:
    """The dark modules are read off the picture and compared with the code of the bare number."""
    data = asset_label_pdf(number, size)
    document = pypdfium2.PdfDocument(data)
    dots = 12 * 25.4 / 72  # twelve dots a millimetre
    picture = document[0].render(scale=dots).to_pil()
    document.close()
    grey = picture.convert("L")
    matrix = code_matrix(number)
    places = range(len(matrix))
    left, top, module = _find_code(grey, len(matrix))
    assert module / (grey.width / SIZES[size][0]) >= SMALLEST_MODULE
    read = [
        bytes(_dark(grey, left + (x + 0.5) * module, top + (y + 0.5) * module) for x in places)
        for y in places
    ]
    assert read == matrix


def _dark(grey: Image, x: float, y: float) -> bool:
    return grey.tobytes()[int(y) * grey.width + int(x)] < 128


def _find_code(grey: Image, modules: int) -> tuple[int, int, float]:
    """Left, top and module width of the code, the highest dark thing on the label."""
    dark = grey.point(lambda value: 255 if value < 128 else 0)
    rows = [y for y in range(dark.height) if dark.crop((0, y, dark.width, y + 1)).getbbox()]
    top = rows[0]
    box = dark.crop((0, top, dark.width, top + 2)).getbbox()
    assert box is not None
    return box[0], top, (box[2] - box[0]) / modules


def test_several_labels_are_pages_in_their_order() -> None:
    texts = page_texts(asset_labels_pdf(["A-1", "A-2", "A-3"], "50x25"))
    assert texts == ["A-1", "A-2", "A-3"]


@pytest.mark.parametrize(
    ("number", "size", "field"),
    [
        (NUMBER, "A5", "size"),
        ("", "A6", "asset_number"),
        ("A\u202e-1", "A6", "asset_number"),
        ("x" * 61, "A6", "asset_number"),
    ],
)
def test_what_no_label_can_carry_is_refused_at_its_field(
    number: str, size: str, field: str
) -> None:
    with pytest.raises(ValidationFailed) as refused:
        asset_label_pdf(number, size)
    assert refused.value.reasons[0].field == field
