import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from services.engines.azure.prepare import (
    FACE,
    OCR,
    READ,
    VISION,
    VISION_40,
    Limits,
    Preparation,
    Prepared,
)
from services.pictures.opening import Picture, open_picture
from services.vision import Box

EVERY = (VISION, READ, OCR, FACE, VISION_40)


def picture_of(image: Image.Image, kind: str = "PNG", **how: object) -> Picture:
    made = io.BytesIO()
    image.save(made, kind, **how)
    return open_picture(made.getvalue())


def noise(width: int, height: int) -> Image.Image:
    return Image.effect_noise((width, height), 80).convert("RGB")


def decoded(prepared: Prepared) -> Image.Image:
    image = Image.open(io.BytesIO(prepared.data))
    image.load()
    return image


def assert_meets(prepared: Prepared, limits: Limits) -> None:
    """Look at the bytes themselves, as the service does."""
    image = decoded(prepared)
    assert image.format in limits.formats
    assert limits.min_bytes <= len(prepared.data) <= limits.max_bytes
    assert limits.min_side <= min(image.size) <= max(image.size) <= limits.max_side
    assert image.size == (prepared.frame.sent_width, prepared.frame.sent_height)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "BMP"])
@pytest.mark.parametrize("limits", EVERY)
def test_bytes_that_fit_go_as_they_came(kind: str, limits: Limits) -> None:
    picture = picture_of(noise(200, 100), kind)
    assert Preparation(picture).meeting(limits).data is picture.data


def test_a_still_gif_goes_as_it_came_but_not_to_read() -> None:
    picture = picture_of(noise(200, 100).quantize(), "GIF")
    images = Preparation(picture)
    assert images.meeting(VISION).data is picture.data
    assert images.meeting(READ).format == "JPEG"


def test_a_webp_is_encoded_once_for_all_who_do_not_take_it() -> None:
    picture = picture_of(noise(200, 100), "WEBP")
    images = Preparation(picture)
    assert images.meeting(VISION_40).data is picture.data
    encoded = images.meeting(VISION)
    assert encoded.format == "JPEG"
    assert all(images.meeting(limits) is encoded for limits in (VISION, READ, OCR, FACE))


@pytest.mark.parametrize("orientation", range(2, 9))
def test_an_exif_turn_is_done_before_the_image_is_sent(orientation: int) -> None:
    stored = Image.new("RGB", (300, 200), "white")
    stored.paste("red", (0, 0, 100, 100))
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = picture_of(stored, "JPEG", exif=exif)
    sent = Preparation(picture).meeting(VISION)
    seen = decoded(sent)
    assert sent.data is not picture.data
    assert seen.size == (picture.width, picture.height)
    assert seen.getexif().get(0x0112, 1) == 1
    for x, y in ((20, 20), (seen.width - 20, 20), (20, seen.height - 20)):
        red, green, _ = seen.getpixel((x, y))  # type: ignore[misc]
        assert (green < 128) == (picture.image.getpixel((x, y))[1] < 128)  # type: ignore[index]
        assert red > 200


def test_what_is_transparent_is_sent_on_white() -> None:
    ink = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    ink.paste((0, 0, 0, 255), (50, 40, 150, 60))
    seen = decoded(Preparation(picture_of(ink)).meeting(READ))
    assert seen.getpixel((5, 5)) == (255, 255, 255)
    assert max(seen.getpixel((100, 50))) < 30  # type: ignore[arg-type]


def test_of_a_moving_image_the_first_frame_is_sent() -> None:
    frames = [Image.new("RGB", (80, 80), colour) for colour in ("blue", "red")]
    picture = picture_of(frames[0], "GIF", save_all=True, append_images=frames[1:])
    sent = Preparation(picture).meeting(VISION)
    assert sent.data is not picture.data
    assert decoded(sent).getpixel((40, 40))[2] > 200  # type: ignore[index]


def test_too_many_bytes_are_made_fewer_with_every_pixel_kept() -> None:
    picture = picture_of(noise(1300, 1200), "BMP")
    assert len(picture.data) > VISION.max_bytes
    sent = Preparation(picture).meeting(VISION)
    assert_meets(sent, VISION)
    assert (sent.frame.sent_width, sent.frame.sent_height) == (1300, 1200)


def test_where_quality_is_not_enough_pixels_go(picture: Picture) -> None:
    limits = replace(VISION, max_bytes=30_000)
    sent = Preparation(picture).meeting(limits)
    assert_meets(sent, limits)
    assert len(sent.data) > 15_000, "more was thrown away than had to be"
    assert sent.frame.sent_width < 512


@pytest.mark.parametrize(
    ("size", "limits"),
    [
        ((16_500, 60), VISION),
        ((16_500, 51), VISION),
        ((60, 10_400), READ),
        ((4_300, 500), OCR),
        ((20, 30), VISION),
        ((1, 1), READ),
        ((3, 400), OCR),
        ((30, 30), FACE),
        ((50, 50), VISION_40),
    ],
)
def test_sides_are_brought_within_the_limits(size: tuple[int, int], limits: Limits) -> None:
    assert_meets(Preparation(picture_of(noise(*size))).meeting(limits), limits)


def test_a_blank_image_is_enough_bytes_for_face() -> None:
    picture = picture_of(Image.new("RGB", (60, 60), "white"))
    assert len(picture.data) < 1024
    assert_meets(Preparation(picture).meeting(FACE), FACE)


def test_boxes_of_what_was_sent_come_back_clipped() -> None:
    frame = Preparation(picture_of(noise(8_400, 400))).meeting(OCR).frame
    assert frame.box(0, 0, 4_200, 200) == Box(0, 0, 8_400, 400)
    assert frame.box(-10, 190, 4_300, 100) == Box(0, 380, 8_400, 20)
    assert frame.point(5_000, -3) == (8_400, 0)


@settings(max_examples=60, deadline=None)
@given(
    st.tuples(st.integers(1, 260), st.integers(1, 260)),
    st.integers(10, 60),
    st.integers(61, 200),
    st.integers(6_000, 40_000),
)
def test_whatever_the_size_the_limits_are_met_and_the_picture_is_all_there(
    size: tuple[int, int], min_side: int, max_side: int, max_bytes: int
) -> None:
    limits = Limits(frozenset({"JPEG", "BMP"}), max_bytes, min_side, max_side)
    sent = Preparation(picture_of(noise(*size))).meeting(limits)
    assert_meets(sent, limits)
    whole = sent.frame.box(0, 0, sent.frame.sent_width, sent.frame.sent_height)
    assert (whole.left, whole.top) == (0, 0)
    assert (whole.right, whole.bottom) == pytest.approx(size)
