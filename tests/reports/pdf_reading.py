"""What tests read from a PDF: text per page, outline, fonts, properties."""

from __future__ import annotations

import io
import unicodedata

import pikepdf
import pypdfium2


def page_texts(data: bytes) -> list[str]:
    """The text of each page, compatibility forms (joined Arabic letters, ligatures) undone."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [_text(document[number]) for number in range(len(document))]
    finally:
        document.close()


def _text(page: pypdfium2.PdfPage) -> str:
    found = page.get_textpage()
    text = found.get_text_range()
    found.close()
    page.close()
    return unicodedata.normalize("NFKC", " ".join(text.split()))


def outline(data: bytes) -> list[tuple[str, int]]:
    """Headings of the outline with their pages, counted from one."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [(one.get_title(), one.get_dest().get_index() + 1) for one in document.get_toc()]
    finally:
        document.close()


def page_sizes(data: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in millimetres."""
    with pikepdf.open(io.BytesIO(data)) as document:
        boxes = [[float(number) for number in page.mediabox] for page in document.pages]
    return [((box[2] - box[0]) / 72 * 25.4, (box[3] - box[1]) / 72 * 25.4) for box in boxes]


def properties(data: bytes) -> dict[str, str]:
    """The document properties."""
    with pikepdf.open(io.BytesIO(data)) as document:
        return {str(key)[1:]: str(value) for key, value in document.docinfo.items()}


def what_it_can_do(data: bytes) -> set[str]:
    """Names in the file that would let it act, and links out of it: empty for a paper of ours."""
    suspects = {"/JavaScript", "/JS", "/Launch", "/URI", "/EmbeddedFile", "/OpenAction"}
    with pikepdf.open(io.BytesIO(data)) as document:
        return {
            key
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary)
            for key in [*item, str(item.get("/S", ""))]
            if key in suspects
        }


def images(data: bytes) -> int:
    """How many pictures are embedded."""
    with pikepdf.open(io.BytesIO(data)) as document:
        return sum(
            1
            for item in document.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
        )


def fonts_without_file(data: bytes) -> set[str]:
    """Fonts that the file names without embedding them."""
    with pikepdf.open(io.BytesIO(data)) as document:
        return {
            str(item.get("/BaseFont"))
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary)
            and item.get("/Type") == "/Font"
            and "/FontFile2" not in item.get("/FontDescriptor", {})
        }
