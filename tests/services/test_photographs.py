"""Photographs: kept byte by byte, read with care, refused with a sentence, never rewritten."""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.services import photographs
from asset_recovery.services.show_service import ShowService
from tests.services.reading import opened
from tests.support.asset_life import Life

At = Callable[[str], Life]
CAMERA = {271: "Maker", 272: "Model 1", 274: 6, 306: "2026:03:02 10:11:12"}


def a_photo(folder: Path, name: str = "car.jpg", **more: Any) -> Path:
    """A picture of 80 by 40 points that says how it was taken."""
    picture, exif = Image.new("RGB", (80, 40), (200, 30, 30)), Image.Exif()
    for tag, value in CAMERA.items():
        exif[tag] = value
    exif.get_ifd(0x8825).update({1: "N", 2: (45.0, 30.0, 0.0), 3: "W", 4: (14.0, 15.0, 36.0)})
    path = folder / name
    picture.save(path, exif=exif, **more)
    return path


def attach(life: Life, path: Path) -> list[tuple[str, str]]:
    """What is said against a photograph; [] where it is kept."""
    result = life.try_("attach_document", to="CAR", file=str(path), title="t", kind="photo")
    return [(one.code, one.text) for one in result.reasons]


def test_the_bytes_are_kept_and_what_the_camera_wrote_is_shown(at: At, tmp_path: Path) -> None:
    life, path = at("registered"), a_photo(tmp_path)
    before = path.read_bytes()
    assert attach(life, path) == []
    office = opened(life.office)
    actor = life.office.actor("everyone")
    shown: Any = ShowService(office).show("asset", "CAR", actor)["custody"]
    (photo,) = shown["photos"]
    assert photo["hash"] == hashlib.sha256(before).hexdigest()
    assert photo["taken_at"] == "2026:03:02 10:11:12"
    assert photo["camera"] == "Maker Model 1"
    assert photo["position"] == "45.500000, -14.260000"
    assert path.read_bytes() == before


def test_the_small_picture_stands_the_right_way_up_and_tells_nothing(tmp_path: Path) -> None:
    small = photographs.smaller(a_photo(tmp_path).read_bytes(), 20)
    picture = Image.open(io.BytesIO(small))
    assert picture.size == (10, 20)
    assert not picture.getexif()


def test_a_photograph_of_400_mb_is_refused_with_the_limit(at: At, tmp_path: Path) -> None:
    path = tmp_path / "huge.jpg"
    with path.open("wb") as file:
        file.truncate(400 * 1024**2)
    ((code, text),) = attach(at("registered"), path)
    assert code == "too_large"
    assert "250" in text


@pytest.mark.parametrize("name", ["cut.jpg", "none.jpg", "wrong.heic", "text.png", "gone.jpg"])
def test_what_is_no_whole_picture_is_refused_and_nothing_is_kept(
    at: At, tmp_path: Path, name: str
) -> None:
    life, path = at("registered"), tmp_path / name
    whole = a_photo(tmp_path, "whole.jpg").read_bytes()
    made = {
        "cut.jpg": whole[:-40],
        "none.jpg": b"",
        "wrong.heic": b"\x00\x00\x00\x18ftypheic" + b"\x00" * 80,
        "text.png": b"hello",
    }
    if name in made:
        path.write_bytes(made[name])
    before = life.all_rows()
    ((code, text),) = attach(life, path)
    assert code == "file_unreadable"
    assert text
    assert life.all_rows() == before


def test_a_picture_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    head = bytes.fromhex("89504e470d0a1a0a0000000d49484452")
    body = (60_000).to_bytes(4, "big") * 2 + bytes.fromhex("0802000000")

    check = zlib.crc32(b"IHDR" + body).to_bytes(4, "big")
    path.write_bytes(head + body + check + bytes.fromhex("0000000049444154") + b"\0" * 8)
    with pytest.raises(ValidationFailed) as refused:
        photographs.examine(str(path))
    assert refused.value.reasons[0].code in {"too_large", "file_unreadable"}


def test_a_film_is_kept_unread(at: At, tmp_path: Path) -> None:
    path = tmp_path / "raid.mp4"
    path.write_bytes(b"film")
    assert attach(at("registered"), path) == []
