"""Small copies of shared images."""

import io
import struct
import zlib
from collections.abc import Callable

import pillow_heif
import pytest
import requests
from PIL import Image

from playground.server import Playground
from playground.workspace import thumbnails


def test_images_have_small_copies_and_other_files_none(
    playground: Playground, draw: Callable[..., bytes]
) -> None:
    wide, broken = draw(800, 200, "teal"), draw(800, 200)[:60]
    playground.share([("wide.png", wide), ("broken.png", broken), ("text.png", b"no image")])
    first, second, third = playground.messages()[0]["files"]
    sizes = [(first[f"thumb_{s}_w"], first[f"thumb_{s}_h"]) for s in (360, 720, 1024)]
    assert sizes == [(360, 90), (720, 180), (800, 200)]
    assert (first["original_w"], first["original_h"]) == (800, 200)
    assert "original_w" not in third
    bearer = {"Authorization": f"Bearer {playground.bot_token}"}
    answer = requests.get(first["thumb_360"], headers=bearer, timeout=5)
    with Image.open(io.BytesIO(answer.content)) as small:
        assert (small.size, small.convert("RGB").getpixel((5, 5))) == ((360, 90), (0, 128, 128))
    assert requests.get(first["thumb_360"], timeout=5).text.startswith("<!DOCTYPE html>")
    url = second.get("thumb_360", first["thumb_360"].replace(first["id"], second["id"]))
    assert requests.get(url, headers=bearer, timeout=5).status_code == 404


def test_of_a_phones_photo_there_are_copies_unless_there_shall_be_none(
    playground: Playground,
) -> None:
    pillow_heif.register_heif_opener()
    out = io.BytesIO()
    Image.new("RGB", (1600, 1200), "teal").save(out, "HEIF")
    playground.share([("IMG_1.heic", out.getvalue())])
    (photo,) = playground.messages()[-1]["files"]
    assert (photo["mimetype"], photo["original_w"]) == ("image/heic", 1600)
    bearer = {"Authorization": f"Bearer {playground.bot_token}"}
    answer = requests.get(photo["thumb_1024"], headers=bearer, timeout=5)
    with Image.open(io.BytesIO(answer.content)) as small:
        assert small.size == (1024, 768)
    playground.faults.no_smaller_copies = True
    playground.share([("IMG_2.heic", out.getvalue())])
    (photo,) = playground.messages()[-1]["files"]
    assert photo["original_w"] == 1600
    assert not any(key.startswith("thumb_") for key in photo)


def test_huge_pictures_have_their_size_but_no_small_copies(playground: Playground) -> None:
    header = struct.pack(">II", 13_000, 13_000) + bytes([1, 0, 0, 0, 0])
    chunk = struct.pack(">I", 13) + b"IHDR" + header
    huge = b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    huge += struct.pack(">I", 0) + b"IDAT" + struct.pack(">I", zlib.crc32(b"IDAT"))
    playground.share([("huge.png", huge)])
    (file,) = playground.messages()[0]["files"]
    assert (file["original_w"], file["original_h"]) == (13_000, 13_000)
    assert not any(key.startswith("thumb_") for key in file)


@pytest.mark.parametrize(
    ("size", "sides"),
    [
        ((300, 200), [360]),
        ((360, 1), [360]),
        ((361, 1), [360, 720]),
        ((9000, 4000), [360, 720, 1024]),
        ((9000, 5000), []),
    ],
)
def test_no_copy_is_larger_than_its_original_needs(size: tuple[int, int], sides: list[int]) -> None:
    assert thumbnails.thumbnail_sides(size) == sides


def test_a_copy_keeps_its_shape_and_never_grows() -> None:
    assert thumbnails.fitted_size((4000, 3000), 360) == (360, 270)
    assert thumbnails.fitted_size((3, 90_000), 360) == (1, 360)
    assert thumbnails.fitted_size((20, 10), 360) == (20, 10)
