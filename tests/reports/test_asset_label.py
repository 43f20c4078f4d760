"""Labels: exact size, only what is allowed, codes that a scanner reads."""

from __future__ import annotations

import pypdfium2
import pytest
from PIL.Image import Image

from asset_recovery.domain.asset_types import asset_groups
from asset_recovery.domain.code_lists import code_list
from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.domain.labels import check_character, copy_of, payload, read_payload
from asset_recovery.reports.asset_label import SIZES, SMALLEST_MODULE, LabelFacts, labels_pdf
from asset_recovery.reports.drawing import code_matrix
from asset_recovery.reports.label_sheets import label_sheets
from asset_recovery.reports.pictograms import SQUARE, pictograms
from tests.reports.pdf_reading import fonts_without_file, page_sizes, page_texts, properties

NUMBER = "AMO-2026-000001-P"
LABEL = LabelFacts(
    asset=NUMBER,
    case="AR-2026-0001",
    description="A motor yacht with a very long description that goes on",
    group="vessels",
    seal="Seal S-1",
    taken_on="Seized 2026-03-02",
    location="HALL-3",
    copy_text="Label 1",
    marks=(("fragile", "Fragile"), ("evidence", "Evidence – do not open")),
)


@pytest.mark.parametrize("size", list(SIZES))
def test_a_label_has_exactly_its_size_in_millimetres(size: str) -> None:
    ((width, height),) = page_sizes(labels_pdf([LABEL], size))
    assert (round(width, 2), round(height, 2)) == SIZES[size]


@pytest.mark.parametrize("size", list(SIZES))
def test_a_label_says_what_is_allowed(size: str) -> None:
    data = labels_pdf([LABEL], size)
    (text,) = page_texts(data)
    for part in (NUMBER, "AR-2026-0001", "Seal S-1", "HALL-3", "Label 1"):
        assert part in text, size
    assert "goes on" not in text
    assert NUMBER in properties(data)["Title"]
    assert fonts_without_file(data) == set()


@pytest.mark.parametrize("size", list(SIZES))
def test_the_code_on_the_label_is_the_qr_code_of_the_payload(size: str) -> None:
    """The dark modules are read off the picture and compared with the code."""
    document = pypdfium2.PdfDocument(labels_pdf([LABEL], size))
    dots = 12 * 25.4 / 72  # twelve dots a millimetre
    grey = document[0].render(scale=dots).to_pil().convert("L")
    document.close()
    matrix = code_matrix(f"ARO1;{NUMBER};AR-2026-0001;{payload(NUMBER, 'AR-2026-0001')[-1]}")
    places = range(len(matrix))
    part = grey.width if size.startswith("A") else grey.width * 35 // 100
    left, top, module = _find_code(grey, part)
    assert module / 12 >= SMALLEST_MODULE
    read = [
        bytes(_dark(grey, left + (x + 0.5) * module, top + (y + 0.5) * module) for x in places)
        for y in places
    ]
    assert read == matrix


def _dark(grey: Image, x: float, y: float) -> bool:
    return grey.tobytes()[int(y) * grey.width + int(x)] < 128


def _find_code(grey: Image, width: int) -> tuple[int, int, float]:
    """Left, top and module width of the code, the highest dark thing of the left half."""
    dark = grey.point(lambda value: 255 if value < 128 else 0).crop((0, 0, width, grey.height))
    rows = [y for y in range(dark.height) if dark.crop((0, y, dark.width, y + 1)).getbbox()]
    top = rows[0]
    left = min(
        box[0]
        for y in range(top, top + 8)
        if (box := dark.crop((0, y, dark.width, y + 1)).getbbox()) is not None
    )
    finder = 0
    while dark.tobytes()[(top + 2) * dark.width + left + finder]:
        finder += 1
    return left, top, finder / 7


def test_sheets_hold_their_labels_at_exact_places_and_begin_where_a_sheet_is_half_used() -> None:
    labels = [LABEL] * 4
    assert len(page_sizes(labels_pdf(labels, "100x50", "A4-2x5"))) == 1
    assert len(page_sizes(labels_pdf(labels, "100x50", "A4-2x5", start=8))) == 2
    assert len(page_texts(labels_pdf(labels, "100x50"))) == 4
    for sheet in label_sheets().values():
        width, height = SIZES[sheet.size]
        left, top = sheet.place(sheet.count - 1)
        assert left + width <= sheet.page[0]
        assert top + height <= sheet.page[1]


@pytest.mark.parametrize(
    ("asset", "size", "sheet", "start", "field"),
    [
        (NUMBER, "A5", None, 1, "size"),
        ("", "100x50", None, 1, "asset"),
        ("X" * 61, "100x50", None, 1, "asset"),
        (NUMBER, "A6", "A4-2x5", 1, "sheet"),
        (NUMBER, "100x50", "nothing", 1, "sheet"),
        (NUMBER, "100x50", "A4-2x5", 11, "start"),
        (NUMBER, "100x50", "A4-2x5", 0, "start"),
    ],
)
def test_what_no_label_can_be_is_refused(
    asset: str, size: str, sheet: str | None, start: int, field: str
) -> None:
    with pytest.raises(ValidationFailed) as refused:
        labels_pdf([LabelFacts(asset=asset, case="C")], size, sheet, start)
    assert refused.value.reasons[0].field == field


def test_a_payload_is_read_back_and_tells_its_copy() -> None:
    read = read_payload("\x02" + payload(NUMBER, "AR-2026-0001", 2).lower() + "\r\n")
    assert read is not None
    assert read.asset == NUMBER.lower()
    assert read.check == check_character(NUMBER, "AR-2026-0001", 2)
    assert copy_of(read, NUMBER, "AR-2026-0001", [1, 2]) == 2
    assert read_payload("https://example.org") is None


def test_every_mark_and_every_class_has_a_pictogram_within_its_square() -> None:
    assert set(pictograms("handling")) == set(code_list("handling_marks").codes)
    assert set(pictograms("class")) == set(asset_groups())
    for kind in ("handling", "class"):
        for drawing in pictograms(kind).values():
            numbers = [
                float(word)
                for text in (*drawing.lines, *drawing.areas)
                for word in text.split()
                if not word.isalpha()
            ]
            assert numbers
            assert 0 <= min(numbers) <= max(numbers) <= SQUARE


def test_the_words_of_a_mark_stand_beside_its_pictogram_where_there_is_room() -> None:
    assert "Fragile" in page_texts(labels_pdf([LABEL], "100x50"))[0]
    assert "Fragile" not in page_texts(labels_pdf([LABEL], "50x25"))[0]
