"""Takes out of the pages of a foreign PDF what they do not show: hidden layers, words beside text.

A layer that is off, the hidden twin of a text (`ActualText`, `Alt`), names of layers and what a
camera wrote into a photograph would travel on unseen with a page that is drawn into a paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf

_MARKS = (b"BDC", b"BMC", b"MP", b"DP")
_PAINTS = frozenset({"Tj", "TJ", "sh", "Do", "INLINE IMAGE"})
_PATHS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s"})
_TOLD = (0xE1, 0xED, 0xFE)  # APP1 (Exif, XMP), APP13 (IPTC), comment
_START_OF_IMAGE, _START_OF_SCAN = b"\xff\xd8", 0xDA
_Group = tuple[int, int]


def show_only_what_is_shown(document: pikepdf.Pdf) -> None:
    """Change the pages of an open document so; they look as before."""
    import pikepdf

    hidden = _hidden_groups(document)
    for page in document.pages:
        _drop_hidden_notes(page, hidden)
        page.contents_coalesce()
        _clean(document, page.obj, page.obj.get("/Contents"), page.resources, hidden)
    for item in _drawn(document):
        if item.get("/Subtype") == pikepdf.Name.Form:
            _clean(document, item, item, item.get("/Resources"), hidden)
        elif _is_jpeg(item):
            item.write(without_notes(item.read_raw_bytes()), filter=item.Filter)
    _forget_layers(document)


def _forget_layers(document: pikepdf.Pdf) -> None:
    """Take out the names of layers; only once all is clean, as pages share what they name."""
    for page in document.pages:
        if "/Properties" in page.resources:
            del page.resources["/Properties"]
    for item in _drawn(document):
        if "/OC" in item:
            del item["/OC"]
        if "/Properties" in item.get("/Resources", {}):
            del item.Resources["/Properties"]


def _drawn(document: pikepdf.Pdf) -> Iterator[Any]:
    import pikepdf

    for item in document.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") in {
            pikepdf.Name.Form,
            pikepdf.Name.Image,
        }:
            yield item


def _hidden_groups(document: pikepdf.Pdf) -> frozenset[_Group]:
    """The layers that are off when the document is opened."""
    layers = document.Root.get("/OCProperties")
    if layers is None:
        return frozenset()
    said: Any = layers.get("/D", {})
    off = {one.objgen for one in said.get("/OFF", [])}
    if str(said.get("/BaseState", "")) == "/OFF":
        off |= {one.objgen for one in layers.get("/OCGs", [])}
        off -= {one.objgen for one in said.get("/ON", [])}
    return frozenset(off)


def _is_hidden(member: Any, hidden: frozenset[_Group]) -> bool:  # noqa: ANN401 - an object of the file
    """Whether what belongs to a layer, or to several by a rule, is not shown."""
    import pikepdf

    if not hidden or not isinstance(member, pikepdf.Dictionary):
        return False
    if str(member.get("/Type", "")) != "/OCMD":
        return member.objgen in hidden
    groups: Any = member.get("/OCGs", [])
    several = [groups] if isinstance(groups, pikepdf.Dictionary) else list(groups)
    off = [one.objgen in hidden for one in several]
    if not off:
        return False
    rule = str(member.get("/P", "/AnyOn"))
    judged = {"/AllOn": any(off), "/AnyOff": not any(off), "/AllOff": not all(off)}
    return judged.get(rule, all(off))


def _drop_hidden_notes(page: pikepdf.Page, hidden: frozenset[_Group]) -> None:
    notes = page.obj.get("/Annots")
    if notes is None or not hidden:
        return
    kept = [one for one in notes if not _is_hidden(one.get("/OC"), hidden)]
    if len(kept) < len(notes):
        page.obj["/Annots"] = kept


def _clean(
    document: pikepdf.Pdf,
    drawn: Any,  # noqa: ANN401 - a page or a drawing of the file
    content: Any,  # noqa: ANN401 - the stream that draws it
    resources: Any,  # noqa: ANN401 - what the stream names
    hidden: frozenset[_Group],
) -> None:
    import pikepdf

    if content is None:
        return
    named: Any = resources if resources is not None else pikepdf.Dictionary()
    unseen = {
        name
        for name, one in named.get("/XObject", pikepdf.Dictionary()).items()
        if _is_hidden(one.get("/OC"), hidden)
    }
    if unseen or any(mark in content.read_bytes() for mark in _MARKS):
        layers = named.get("/Properties", pikepdf.Dictionary())
        kept = list(_shown(pikepdf.parse_content_stream(drawn), layers, unseen, hidden))
        content.write(pikepdf.unparse_content_stream(kept))


def _shown(
    given: Any,  # noqa: ANN401 - the instructions of a page
    layers: Any,  # noqa: ANN401 - layers by the names that the page gives them
    unseen: set[str],
    hidden: frozenset[_Group],
) -> Iterator[Any]:
    """The instructions without those that paint what is hidden; what they set stays set."""
    within: list[bool] = []
    for one in given:
        name = str(one.operator)
        if name in {"BDC", "BMC"}:
            within.append(name == "BDC" and _opens_hidden(one.operands, layers, hidden))
        elif name == "EMC":
            if within:
                within.pop()
        elif name in {"MP", "DP"} or (name == "Do" and str(one.operands[0]) in unseen):
            continue
        elif any(within):
            yield from _unpainted(one, name)
        else:
            yield one


def _opens_hidden(operands: Any, layers: Any, hidden: frozenset[_Group]) -> bool:  # noqa: ANN401
    if len(operands) != 2 or str(operands[0]) != "/OC":  # noqa: PLR2004 - a tag and its layer
        return False
    return _is_hidden(layers.get(str(operands[1])), hidden)


def _unpainted(one: Any, name: str) -> Iterator[Any]:  # noqa: ANN401 - an instruction
    import pikepdf

    def said(operator: str, *operands: Any) -> pikepdf.ContentStreamInstruction:  # noqa: ANN401
        return pikepdf.ContentStreamInstruction(list(operands), pikepdf.Operator(operator))

    if name in _PATHS:
        yield said("n")
    elif name == '"':
        yield from (said("Tw", one.operands[0]), said("Tc", one.operands[1]), said("T*"))
    elif name == "'":
        yield said("T*")
    elif name not in _PAINTS:
        yield one


def _is_jpeg(item: Any) -> bool:  # noqa: ANN401 - a stream of the file
    found = item.get("/Filter")
    return found is not None and str(found) == "/DCTDecode"


def without_notes(jpeg: bytes) -> bytes:
    """A JPEG without what was written beside the picture; a broken one stays as it is."""
    if not jpeg.startswith(_START_OF_IMAGE):
        return jpeg
    kept, place = [_START_OF_IMAGE], 2
    while place + 4 <= len(jpeg) and jpeg[place] == 0xFF:  # noqa: PLR2004 - how a segment begins
        kind = jpeg[place + 1]
        if kind == _START_OF_SCAN:
            return b"".join((*kept, jpeg[place:]))
        end = place + 2 + int.from_bytes(jpeg[place + 2 : place + 4], "big")
        if kind not in _TOLD:
            kept.append(jpeg[place:end])
        place = end
    return jpeg
