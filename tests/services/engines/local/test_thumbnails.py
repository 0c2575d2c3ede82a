import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from services.engines.local.thumbnails import (
    Subject,
    centered_crop,
    smart_crop,
    subjects_of,
    thumbnail_of,
)
from services.vision import Analysis, Box, Face, Text, TextLine


def scene(width: int = 600, height: int = 200) -> Image.Image:
    """A plain picture with detail at its right end."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    for x in range(width - 150, width, 6):
        draw.line((x, 20, x, height - 20), fill="black")
    return image


def test_the_middle_is_kept_without_a_reason() -> None:
    plain = Image.new("RGB", (600, 200), "gray")
    assert smart_crop(plain, 1.0) == centered_crop(600, 200, 1.0) == Box(200, 0, 200, 200)


def test_detail_draws_the_crop() -> None:
    assert smart_crop(scene(), 1.0).left > 350


def test_a_face_outweighs_detail() -> None:
    face = Subject(Box(20, 50, 60, 60), 4.0)
    crop = smart_crop(scene(), 1.0, [face])
    assert crop.left <= 20
    assert crop.right >= 80


def test_one_whole_face_is_worth_more_than_two_halves() -> None:
    faces = [Subject(Box(left, 50, 100, 100), 4.0) for left in (150, 350)]
    crop = smart_crop(Image.new("RGB", (600, 200), "gray"), 1.0, faces)
    assert max(face.box.shared_area(crop) for face in faces) == 100 * 100


def test_a_tall_crop_moves_down() -> None:
    low = Subject(Box(40, 520, 50, 50), 2.0)
    crop = smart_crop(Image.new("RGB", (200, 600), "gray"), 1.0, [low])
    assert crop.top <= 520
    assert crop.bottom >= 570


def test_subjects_are_faces_objects_and_text() -> None:
    line = TextLine("a", 0.9, ((0, 0), (10, 0), (10, 5), (0, 5)))
    seen = Analysis("local", 99, 99, faces=(Face(Box(1, 2, 3, 4)),), text=Text((line, line)))
    weights = [subject.weight for subject in subjects_of(seen)]
    assert weights == [4.0, 0.5, 0.5]


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 90),
    st.integers(1, 90),
    st.floats(0.1, 10),
    st.lists(st.builds(Box, *[st.floats(-50, 150)] * 2, *[st.floats(0, 99)] * 2), max_size=4),
)
def test_a_crop_is_inside_and_of_the_ratio(
    width: int, height: int, ratio: float, boxes: list[Box]
) -> None:
    image = Image.new("RGB", (width, height), "navy")
    crop = smart_crop(image, ratio, [Subject(box, 1.0) for box in boxes])
    assert crop.left >= 0
    assert crop.top >= 0
    assert crop.right <= width + 1e-6
    assert crop.bottom <= height + 1e-6
    assert crop.width / crop.height == pytest.approx(ratio)


def test_a_thumbnail_has_the_size_asked_for_and_no_metadata() -> None:
    made = thumbnail_of(scene(), 150, 100, centered_crop(600, 200, 1.5))
    image = Image.open(io.BytesIO(made.data))
    assert image.size == (150, 100) == (made.width, made.height)
    assert image.format == made.format == "JPEG"
    assert not image.getexif()
