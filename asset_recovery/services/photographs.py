"""Photographs: looked at before they are kept, kept as they came, shown smaller; never rewritten.

What the camera wrote beside the picture (when, where, with what) is read and shown. Limits are on
the size of the file and on the number of its points, which its head tells before anything is
unpacked.
"""

from __future__ import annotations

import importlib
import io
import warnings
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import _

if TYPE_CHECKING:
    from PIL.Image import Exif, Image

LARGEST_FILE = 250 * 1024**2
LARGEST_PICTURE = 200_000_000  # points
FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP", "HEIF")
FILMS = frozenset({".mp4", ".mov", ".avi", ".mkv", ".m4v", ".webm", ".mpg", ".mpeg", ".3gp"})
_HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypmsf1", b"ftyphevc")
_CAMERA, _GPS = 0x8769, 0x8825
_MAKE, _MODEL, _TAKEN, _ORIGINAL = 271, 272, 306, 36867
_LONGEST_WORD = 100


def examine(source: str) -> dict[str, str] | None:
    """What a photograph says of itself; None for a film, which is kept unread.

    `taken_at`, `position` (degrees, WGS 84), `camera`, `pixels`, each where it is known. Raises
    `ValidationFailed`: `too_large` with the limit, `file_unreadable` for what is no whole picture.
    """
    path = Path(source)
    if path.suffix.casefold() in FILMS:
        return None
    try:
        size = path.stat().st_size
    except OSError as error:
        raise _unreadable(_("The file cannot be read.")) from error
    if size > LARGEST_FILE:
        text = _("A photograph has at most {limit} MB; this one has {size} MB.")
        limit, given = LARGEST_FILE // 1024**2, size // 1024**2
        raise ValidationFailed(
            Reason("too_large", text.format(limit=limit, size=given), field="file")
        )
    try:
        with path.open("rb") as file:
            picture = _opened(file)
            known = _facts(picture)
            _decoded(picture, (256, 256))
    except OSError as error:
        raise _unreadable(_("The picture is damaged or not a picture.")) from error
    return known


def smaller(content: bytes, longest: int) -> bytes:
    """A JPEG of at most `longest` points a side, the right way up, without what the camera wrote.

    Raises `ValidationFailed` (`file_unreadable`) for what is no whole picture.
    """
    from PIL import ImageOps  # noqa: PLC0415 - only for pictures

    try:
        picture = _decoded(_opened(io.BytesIO(content)), (longest, longest))
        turned = ImageOps.exif_transpose(picture) or picture
    except OSError as error:
        raise _unreadable(_("The picture is damaged or not a picture.")) from error
    turned.thumbnail((longest, longest))
    target = io.BytesIO()
    turned.convert("RGB").save(target, "JPEG", quality=85)
    return target.getvalue()


def _unreadable(text: str) -> ValidationFailed:
    return ValidationFailed(Reason("file_unreadable", text, field="file"))


def _opened(file: IO[bytes]) -> Image:
    """The head of a picture; nothing is unpacked yet."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - only for pictures

    can_heic = _with_heic()
    start = file.read(12)
    file.seek(0)
    if start[4:] in _HEIC and not can_heic:
        raise _unreadable(
            _("HEIC pictures cannot be opened on this computer. Save it as JPEG and attach both: "
              "this file as another kind of document, so that its bytes are kept.")
        )  # fmt: skip
    known = tuple(one for one in FORMATS if can_heic or one != "HEIF")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(file, formats=known)
    except UnidentifiedImageError as error:
        text = _("This is no picture that can be read (JPEG, PNG, TIFF, WebP, GIF, BMP).")
        raise _unreadable(text) from error
    except (Image.DecompressionBombError, ValueError, SyntaxError) as error:
        raise _unreadable(_("The picture is damaged or not a picture.")) from error
    points = picture.width * picture.height
    if points > LARGEST_PICTURE:
        text = _("A picture has at most {limit} million points; this one unpacks to {points}.")
        said = text.format(limit=LARGEST_PICTURE // 10**6, points=points // 10**6)
        raise ValidationFailed(Reason("too_large", said, field="file"))
    return picture


def _with_heic() -> bool:
    """Whether HEIC can be opened, by the library for it where it is installed."""
    try:
        importlib.import_module("pillow_heif").register_heif_opener()
    except ImportError:
        return False
    return True


def _decoded(picture: Image, about: tuple[int, int]) -> Image:
    """The points themselves; a JPEG is unpacked no larger than needed."""
    from PIL import Image  # noqa: PLC0415 - only for pictures

    picture.draft("RGB", about)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture.load()
    except (ValueError, SyntaxError, EOFError, MemoryError, Image.DecompressionBombError) as error:
        raise OSError(str(error)) from error
    return picture


def _facts(picture: Image) -> dict[str, str]:
    found = {"pixels": f"{picture.width} × {picture.height}"}
    with suppress(Exception):  # what a camera wrote may be anything at all
        found |= _camera(picture.getexif())
    return found


def _camera(exif: Exif) -> dict[str, str]:
    inner = exif.get_ifd(_CAMERA)
    told = {
        "taken_at": _clean(inner.get(_ORIGINAL) or exif.get(_TAKEN)),
        "camera": _clean(
            " ".join(
                dict.fromkeys(str(exif[tag]).strip() for tag in (_MAKE, _MODEL) if tag in exif)
            )
        ),
        "position": _position(exif.get_ifd(_GPS)),
    }
    return {name: text for name, text in told.items() if text}


def _clean(value: object) -> str:
    """A word of a camera as plain text."""
    text = "" if value is None else str(value)
    return "".join(one for one in text if one.isprintable()).strip()[:_LONGEST_WORD]


def _position(gps: Mapping[int, object]) -> str:
    """Latitude and longitude in degrees; nothing where one is missing or cannot be."""
    found = []
    for at, (reference, limit) in {2: (1, 90), 4: (3, 180)}.items():
        given = gps.get(at)
        if not isinstance(given, (tuple, list)) or len(given) != 3:
            return ""
        degrees, minutes, seconds = (float(one) for one in given)
        value = degrees + minutes / 60 + seconds / 3600
        if not 0 <= value <= limit:
            return ""
        found.append(f"{-value if str(gps.get(reference)) in ('S', 'W') else value:.6f}")
    return ", ".join(found)
