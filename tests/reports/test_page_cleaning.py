"""What the pages of an exhibit do not show does not travel on with them."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from asset_recovery.reports.annex_pages import annex_of
from tests.reports.pdf_reading import page_texts

HIDDEN = "Petra Olsen"


def no_picture(content: bytes) -> bytes:
    """There are no pictures here."""
    raise ValueError


def a_page(content: str) -> pikepdf.Pdf:
    """A document with a page that draws this, in Helvetica, with layers Seen and Unseen."""
    document = pikepdf.new()
    document.add_blank_page()
    page = document.pages[0]
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    seen, unseen = (
        document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=name))
        for name in ("Map", f"Notes of {HIDDEN}")
    )
    both = document.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.OCMD, OCGs=[seen, unseen], P=pikepdf.Name("/AllOn"))
    )
    page.obj.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(F1=document.make_indirect(font)),
        Properties=pikepdf.Dictionary(Seen=seen, Unseen=unseen, Both=both),
    )
    document.Root.OCProperties = pikepdf.Dictionary(
        OCGs=[seen, unseen], D=pikepdf.Dictionary(OFF=[unseen])
    )
    page.obj.Contents = document.make_stream(content.encode("latin-1"))
    return document


def cleaned(document: pikepdf.Pdf) -> bytes:
    """The pages of it as they stand behind a paper."""
    target = io.BytesIO()
    document.save(target)
    found = annex_of(target.getvalue(), no_picture)
    assert found.why == ""
    return found.data


def everything_in(content: bytes) -> str:
    """Every stream of a PDF unpacked, and every string of it."""
    found = []
    with pikepdf.open(io.BytesIO(content)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Stream):
                found.append(item.read_raw_bytes().decode("latin-1"))
                if str(item.get("/Filter", "")) != "/DCTDecode":
                    found.append(item.read_bytes().decode("latin-1"))
            found.append(str(pikepdf.Object.unparse(item, resolved=True)))
    return "\n".join(found)


def text(words: str, low: int = 700) -> str:
    """What draws these words."""
    return f"BT /F1 12 Tf 72 {low} Td ({words}) Tj ET"


@pytest.mark.parametrize("layer", ["Unseen", "Both"])
def test_a_layer_that_is_off_is_not_in_the_file_and_one_that_is_on_stays(layer: str) -> None:
    content = cleaned(
        a_page(
            f"/OC /Seen BDC {text('The map')} EMC /OC /{layer} BDC {text(HIDDEN, 600)} "
            f"0 0 m 9 9 l S BT /F1 9 Tf 10 TL 1 2 ({HIDDEN}) \" ({HIDDEN}) ' ET EMC "
            f"{text('Below', 500)}"
        )
    )
    shown = " ".join(page_texts(content))
    assert "The map" in shown
    assert "Below" in shown
    assert HIDDEN not in everything_in(content)


def test_pages_that_share_their_layers_are_all_cleaned() -> None:
    document = a_page(f"/OC /Unseen BDC {text(HIDDEN)} EMC {text('Shown')}")
    document.pages.append(document.pages[0])
    document.pages[1].obj.Contents = document.make_stream(document.pages[0].Contents.read_bytes())
    assert HIDDEN not in everything_in(cleaned(document))


def test_layers_that_are_all_off_but_some_are_known_too() -> None:
    document = a_page(f"/OC /Unseen BDC {text(HIDDEN)} EMC {text('Shown', 600)}")
    document.Root.OCProperties.D = pikepdf.Dictionary(
        BaseState=pikepdf.Name.OFF, ON=[document.Root.OCProperties.OCGs[0]]
    )
    content = cleaned(document)
    assert "Shown" in " ".join(page_texts(content))
    assert HIDDEN not in everything_in(content)


def test_the_words_that_stand_unseen_beside_a_text_are_taken_out() -> None:
    content = cleaned(
        a_page(f"/Span <</ActualText ({HIDDEN})>> BDC {text('Officer')} EMC /P <</E (x)>> DP")
    )
    assert "Officer" in " ".join(page_texts(content))
    assert HIDDEN not in everything_in(content)


def test_a_drawing_and_a_note_of_a_hidden_layer_are_taken_out() -> None:
    document = a_page("q /Dr Do Q")
    page, unseen = document.pages[0], document.Root.OCProperties.OCGs[1]
    resources = pikepdf.Dictionary(Font=page.obj.Resources.Font)
    for name in ("Dr", "Note"):
        drawing = document.make_stream(text(HIDDEN).encode())
        drawing.Type, drawing.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        drawing.BBox, drawing.Resources = [0, 0, 600, 800], resources
        drawing.OC = unseen
        page.obj.Resources[f"/{name}X"] = drawing
        if name == "Dr":
            page.obj.Resources.XObject = pikepdf.Dictionary(Dr=drawing)
        else:
            look = pikepdf.Dictionary(N=drawing)
            note = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=[0, 0, 600, 800],
                F=4, AP=look, OC=unseen, Contents=HIDDEN,
            )  # fmt: skip
            page.obj.Annots = [document.make_indirect(note)]
        del page.obj.Resources[f"/{name}X"]
    content = cleaned(document)
    assert HIDDEN not in " ".join(page_texts(content))


def test_what_a_camera_wrote_into_a_photograph_of_a_page_is_taken_out() -> None:
    exif = Image.Exif()
    exif[315] = HIDDEN
    buffer = io.BytesIO()
    Image.new("RGB", (80, 60), "navy").save(buffer, "JPEG", exif=exif, comment=HIDDEN.encode())
    page = io.BytesIO()
    canvas = Canvas(page)
    canvas.drawImage(ImageReader(io.BytesIO(buffer.getvalue())), 50, 50)
    canvas.save()
    with pikepdf.open(io.BytesIO(page.getvalue())) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == pikepdf.Name.Image:
                item.write(buffer.getvalue(), filter=pikepdf.Name.DCTDecode)
        content = cleaned(document)
    assert HIDDEN not in everything_in(content)
    with pikepdf.open(io.BytesIO(content)) as document:
        pictures = [
            pikepdf.PdfImage(one).as_pil_image().size
            for one in document.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == pikepdf.Name.Image
        ]
    assert pictures == [(80, 60)]
