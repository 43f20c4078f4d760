"""Documents and pictures of the demonstration office, drawn by code: nothing real is shown."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from asset_recovery.paths import resources

_SIZE = (960, 640)
_PAGE = (1240, 1754)  # A4 at 150 dots an inch
_FIXED = time.gmtime(946_684_800)
_INK, _MUTED, _PAPER = (28, 38, 48), (110, 122, 134), (252, 252, 250)


@dataclass(slots=True)
class DocumentMaker:
    """Makes files: `photo:yacht:1` a picture, `letter:Title|text` a PDF, `note:text` plain text."""

    folder: Path
    made: int = 0

    def make(self, what: str) -> Path:
        """The file that a step attaches."""
        kind, _, rest = what.partition(":")
        self.made += 1
        if kind == "photo":
            subject, _, seed = rest.partition(":")
            return self._photo(subject, seed)
        if kind == "letter":
            title, _, text = rest.partition("|")
            return self._letter(title, text)
        path = self.folder / f"note-{self.made:03d}.txt"
        path.write_text(rest + "\n", "utf-8")
        return path

    def _photo(self, subject: str, seed: str) -> Path:
        path = self.folder / f"{subject}-{self.made:03d}.png"
        picture = Image.new("RGB", _SIZE)
        draw = ImageDraw.Draw(picture)
        shade = hashlib.sha256(f"{subject}{seed}".encode()).digest()
        _sky(draw, shade)
        _DRAWINGS.get(subject, _box)(draw, shade)
        draw.rectangle((0, 604, 960, 640), fill=(20, 26, 34))
        font = _font("NotoSans-Regular.ttf", 20)
        draw.text((16, 607), f"Demonstration · {subject} · picture {seed}", (220, 226, 232), font)
        picture.save(path, optimize=True)
        return path

    def _letter(self, title: str, text: str) -> Path:
        path = self.folder / f"letter-{self.made:03d}.pdf"
        page = Image.new("L", _PAGE, 255)
        draw = ImageDraw.Draw(page)
        draw.text((130, 110), "DEMONSTRATION · NOTHING IN THIS PAPER IS REAL", 110, _small())
        draw.text((130, 180), title, 20, _font("NotoSans-Bold.ttf", 40))
        draw.line((130, 250, 1110, 250), fill=150, width=2)
        body = _font("NotoSans-Regular.ttf", 28)
        for place, line in enumerate(_wrapped(text, 62)):
            draw.text((130, 290 + 44 * place), line, 40, body)
        page.convert("1").save(
            path, "PDF", resolution=150, title=title, creationDate=_FIXED, modDate=_FIXED
        )
        return path


def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(resources() / "fonts" / name), size)


def _small() -> ImageFont.FreeTypeFont:
    return _font("NotoSans-Regular.ttf", 20)


def _wrapped(text: str, width: int) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]


def _colour(shade: bytes, place: int, low: int = 60, high: int = 190) -> tuple[int, int, int]:
    span = high - low
    values = [low + shade[(place + offset) % len(shade)] * span // 255 for offset in range(3)]
    return values[0], values[1], values[2]


def _sky(draw: ImageDraw.ImageDraw, shade: bytes) -> None:
    top = (96 + shade[0] % 40, 140 + shade[1] % 30, 178)
    bottom = (206, 216 + shade[2] % 12, 226)
    for row in range(640):
        mix = [t + (b - t) * row // 640 for t, b in zip(top, bottom, strict=True)]
        draw.line((0, row, 960, row), fill=(mix[0], mix[1], mix[2]))


def _yacht(draw: ImageDraw.ImageDraw, shade: bytes) -> None:
    draw.rectangle((0, 440, 960, 640), fill=(34, 74 + shade[3] % 30, 104))
    draw.polygon([(120, 400), (860, 380), (780, 480), (220, 480)], fill=_PAPER)
    draw.polygon([(120, 400), (860, 380), (850, 396), (128, 418)], fill=_colour(shade, 9))
    draw.polygon([(280, 398), (640, 390), (600, 330), (320, 334)], fill=(238, 240, 242))
    draw.polygon([(350, 334), (560, 330), (530, 280), (390, 284)], fill=(226, 230, 234))
    for place in range(9):
        draw.rectangle((310 + 34 * place, 350, 332 + 34 * place, 368), fill=_INK)
    draw.line((460, 280, 460, 190), fill=_INK, width=5)


def _car(draw: ImageDraw.ImageDraw, shade: bytes) -> None:
    draw.rectangle((0, 480, 960, 640), fill=(92, 96, 100))
    paint = _colour(shade, 4)
    draw.rounded_rectangle((160, 360, 800, 470), 36, fill=paint)
    draw.polygon([(270, 366), (360, 270), (610, 270), (710, 366)], fill=paint)
    draw.polygon([(300, 360), (372, 288), (475, 288), (475, 360)], fill=(198, 214, 224))
    draw.polygon([(492, 360), (492, 288), (600, 288), (672, 360)], fill=(198, 214, 224))
    for left in (230, 620):
        draw.ellipse((left, 420, left + 108, 528), fill=_INK)
        draw.ellipse((left + 30, 450, left + 78, 498), fill=(200, 204, 208))


def _house(draw: ImageDraw.ImageDraw, shade: bytes) -> None:
    draw.rectangle((0, 500, 960, 640), fill=_colour(shade, 7, 80, 140))
    draw.rectangle((240, 180, 720, 540), fill=_colour(shade, 2, 186, 226))
    draw.polygon([(210, 186), (750, 186), (680, 110), (280, 110)], fill=_colour(shade, 11, 70, 130))
    for row in range(3):
        for column in range(5):
            left, top = 276 + 88 * column, 214 + 92 * row
            draw.rectangle((left, top, left + 48, top + 60), fill=(208, 222, 232), outline=_INK)
    draw.rectangle((450, 476, 510, 540), fill=_INK)


def _watch(draw: ImageDraw.ImageDraw, shade: bytes) -> None:
    draw.rectangle((430, 40, 530, 600), fill=_colour(shade, 5, 40, 100))
    draw.ellipse((320, 160, 640, 480), fill=_colour(shade, 8, 150, 215), outline=_INK, width=6)
    draw.ellipse((350, 190, 610, 450), fill=_PAPER)
    draw.line((480, 320, 480, 220), fill=_INK, width=8)
    draw.line((480, 320, 560, 350), fill=_INK, width=6)


def _painting(draw: ImageDraw.ImageDraw, shade: bytes) -> None:
    draw.rectangle((200, 70, 760, 560), fill=_colour(shade, 1, 90, 150))
    draw.rectangle((240, 110, 720, 520), fill=_colour(shade, 6, 180, 235))
    for place in range(7):
        left = 250 + 62 * place
        top = 180 + shade[place] % 180
        draw.ellipse((left, top, left + 90, top + 120), fill=_colour(shade, place + 2, 40, 220))


def _box(draw: ImageDraw.ImageDraw, shade: bytes) -> None:
    draw.rectangle((0, 500, 960, 640), fill=(140, 142, 140))
    draw.rectangle((260, 220, 700, 520), fill=_colour(shade, 3, 120, 190), outline=_MUTED, width=4)
    draw.line((260, 300, 700, 300), fill=_MUTED, width=4)
    draw.rectangle((440, 270, 520, 340), fill=_PAPER, outline=_INK)


_DRAWINGS = {
    "yacht": _yacht,
    "car": _car,
    "house": _house,
    "watch": _watch,
    "painting": _painting,
}
