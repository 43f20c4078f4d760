"""A file on its way behind a paper: its pages as a clean PDF, or why they cannot stand there.

What a page shows is kept, stamps and filled fields too; what lies beside it (scripts, attachments,
properties, earlier text, what a camera wrote) is not.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asset_recovery.i18n import N_
from asset_recovery.reports.page_cleaning import show_only_what_is_shown
from asset_recovery.reports.sheet import MARGIN

if TYPE_CHECKING:
    import pikepdf

_PDF = b"%PDF-"
_HEAD = 1024
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_BESIDE = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/AF", "/AA", "/OpenAction")
EMPTY = N_("It has no pages.")
LOCKED = N_("It opens only with a password. Attach it again without one.")
BROKEN = N_("It is damaged, or no whole PDF.")
OFFICE_FILE = N_("It is a file of an office program. Save it as PDF and attach that.")
UNKNOWN = N_("It is neither a PDF nor a picture.")


@dataclass(frozen=True, slots=True)
class Annex:
    """The clean pages of a file as a PDF and how many there are; `why` says that there are none."""

    data: bytes = b""
    pages: int = 0
    why: str = ""


def annex_of(content: bytes, picture: Callable[[bytes], bytes]) -> Annex:
    """The pages of a PDF, or a picture on a page; `picture` makes a JPEG or raises `ValueError`."""
    if _PDF in content[:_HEAD]:
        return _pdf(content)
    if content.startswith((_ZIP, _OLE)):
        return Annex(why=OFFICE_FILE)
    try:
        data = picture_page(picture(content))
    except ValueError:
        return Annex(why=UNKNOWN)
    return Annex(data, 1)


def _pdf(content: bytes) -> Annex:
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            if not document.pages:
                return Annex(why=EMPTY)
            return Annex(_clean(document), len(document.pages))
    except pikepdf.PasswordError:
        return Annex(why=LOCKED)
    except (pikepdf.PdfError, AttributeError, LookupError, RuntimeError, TypeError, ValueError):
        return Annex(why=BROKEN)


def _clean(document: pikepdf.Pdf) -> bytes:
    """A new file with the pages alone, each as it prints."""
    import pikepdf

    if "/AcroForm" in document.Root:
        document.generate_appearance_streams()
    show_only_what_is_shown(document)
    document.flatten_annotations("print")
    with pikepdf.new() as made:
        made.pages.extend(document.pages)
        for item in made.objects:
            if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                for name in _BESIDE:
                    if name in item:
                        del item[name]
        for page in made.pages:
            for name in ("/Annots", "/B"):
                if name in page.obj:
                    del page.obj[name]
        target = io.BytesIO()
        made.save(target, deterministic_id=True)
        return target.getvalue()


def picture_page(jpeg: bytes) -> bytes:
    """A JPEG on a page of its own, as large as the page allows and never enlarged."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    reader = ImageReader(io.BytesIO(jpeg))
    wide, high = reader.getSize()
    size = A4 if high >= wide else (A4[1], A4[0])
    scale = min((size[0] - 2 * MARGIN) / wide, (size[1] - 2 * MARGIN) / high, 1)
    width, height = wide * scale, high * scale
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1, pageCompression=1)
    canvas.setAuthor("")
    canvas.drawImage(reader, (size[0] - width) / 2, (size[1] - height) / 2, width, height)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()
