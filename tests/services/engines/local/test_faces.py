"""The face detector on photographs whose faces are known, large, small and absent."""

import itertools
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import skimage
from numpy.typing import NDArray
from PIL import Image

from doubles.drawings import photograph
from services.engines.local.faces import LEAST_CONFIDENCE, POINTS, FaceDetector
from services.engines.local.weights.table import YUNET
from services.engines.local.weights.weights import Weights
from services.vision import Box, Face

ASTRONAUT = Box(180, 62, 90, 114)
"""Where the face is in the 512 px photograph, as seen by eye."""

TWELVE_MEGAPIXELS = (4000, 3000)


def scaled(box: Box, factor: float) -> Box:
    return Box(box.left * factor, box.top * factor, box.width * factor, box.height * factor)


def head(width: float) -> Image.Image:
    """Return the astronaut's head and shoulders, the face being `width` px wide."""
    cut = photograph("astronaut").crop((130, 20, 320, 220))
    factor = width / ASTRONAUT.width
    size = round(cut.width * factor), round(cut.height * factor)
    return cut.resize(size, Image.Resampling.LANCZOS)


def assert_is_a_face(face: Face, box: Box) -> None:
    assert face.box.overlap(box) > 0.7
    assert face.confidence is not None and LEAST_CONFIDENCE <= face.confidence <= 1
    assert tuple(face.points) == POINTS
    for x, y in face.points.values():
        assert face.box.left < x < face.box.right and face.box.top < y < face.box.bottom


def test_a_face_has_its_box_and_five_points_by_the_pictures_sides(
    face_detector: FaceDetector,
) -> None:
    (face,) = face_detector.detect(photograph("astronaut"))
    assert_is_a_face(face, ASTRONAUT)
    at = face.points
    assert at["eye_left"][0] < at["nose"][0] < at["eye_right"][0]
    assert at["mouth_left"][0] < at["mouth_right"][0]
    assert at["eye_left"][1] < at["nose"][1] < at["mouth_left"][1]


@pytest.mark.parametrize("side", [128, 300, 512, 1024, 1900, 3464])
def test_a_portrait_is_found_at_any_size(face_detector: FaceDetector, side: int) -> None:
    portrait = photograph("astronaut").resize((side, side), Image.Resampling.BICUBIC)
    (face,) = face_detector.detect(portrait)
    assert_is_a_face(face, scaled(ASTRONAUT, side / 512))


def test_a_face_that_fills_twelve_megapixels_is_found(face_detector: FaceDetector) -> None:
    close_up = photograph("astronaut").crop((150, 40, 310, 200))
    (face,) = face_detector.detect(close_up.resize((3464, 3464), Image.Resampling.BICUBIC))
    assert_is_a_face(face, scaled(Box(30, 22, 90, 114), 3464 / 160))


@pytest.mark.parametrize(
    "widths",
    [
        (28, 45, 90),  # each size twice in every row and once in every column
        pytest.param((28,), marks=pytest.mark.slow),
        pytest.param((45,), marks=pytest.mark.slow),
        pytest.param((90,), marks=pytest.mark.slow),
    ],
)
def test_a_crowd_of_small_faces_is_found_in_twelve_megapixels(
    face_detector: FaceDetector, widths: tuple[int, ...]
) -> None:
    crowd, heads = Image.new("RGB", TWELVE_MEGAPIXELS, "slategray"), {}
    for row, column in itertools.product(range(3), range(6)):
        heads[170 + 620 * column, 150 + 1310 * row] = widths[(row + column) % len(widths)]
    for place, width in heads.items():
        crowd.paste(head(width), place)
    faces = face_detector.detect(crowd)
    assert len(faces) == len(heads)
    for (left, top), width in heads.items():
        factor = width / ASTRONAUT.width
        box = Box(left + 50 * factor, top + 42 * factor, width, ASTRONAUT.height * factor)
        assert sum(face.box.overlap(box) > 0.4 for face in faces) == 1


def test_faces_are_numbered_from_left_to_right(face_detector: FaceDetector) -> None:
    group = Image.new("RGB", (900, 400), "slategray")
    for left, top, width in [(640, 40, 60), (40, 150, 90), (330, 10, 120)]:
        group.paste(head(width), (left, top))
    faces = face_detector.detect(group)
    assert [round(face.box.width, -1) for face in faces] == [90, 120, 60]


def test_a_face_at_the_edge_stays_inside_the_picture(face_detector: FaceDetector) -> None:
    cut = photograph("astronaut").crop((195, 40, 400, 250))
    (face,) = face_detector.detect(cut)
    assert face.box.left == 0
    assert all(0 <= x <= cut.width and 0 <= y <= cut.height for x, y in face.points.values())


CLOCKWISE, ANTICLOCKWISE = Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_90


@pytest.mark.parametrize(
    ("turn", "where"),
    [
        # of the astronaut's box in a square of 512 px
        (CLOCKWISE, Box(512 - 62 - 114, 180, 114, 90)),
        (ANTICLOCKWISE, Box(62, 512 - 180 - 90, 114, 90)),
    ],
)
@pytest.mark.parametrize("side", [300, 512, 1900])
def test_a_face_on_its_side_is_found_where_it_is(
    face_detector: FaceDetector, turn: Image.Transpose, where: Box, side: int
) -> None:
    portrait = photograph("astronaut").resize((side, side), Image.Resampling.BICUBIC)
    (face,) = face_detector.detect_lying(portrait.transpose(turn))
    assert_is_a_face(face, scaled(where, side / 512))
    eyes, mouth = face.points["eye_left"], face.points["mouth_left"]
    if turn is CLOCKWISE:  # the top of the head is on the right
        assert mouth[0] < eyes[0] and eyes[1] < face.points["eye_right"][1]
    else:
        assert eyes[0] < mouth[0] and face.points["eye_right"][1] < eyes[1]


def test_faces_on_both_sides_are_found_in_a_picture_that_is_no_square(
    face_detector: FaceDetector,
) -> None:
    couple = Image.new("RGB", (1400, 500), "slategray")
    couple.paste(head(90).transpose(CLOCKWISE), (100, 150))
    couple.paste(head(90).transpose(ANTICLOCKWISE), (1000, 200))
    left, right = face_detector.detect_lying(couple)
    assert left.box.overlap(Box(100 + 200 - 42 - 114, 150 + 50, 114, 90)) > 0.6
    assert right.box.overlap(Box(1000 + 42, 200 + 190 - 50 - 90, 114, 90)) > 0.6


@pytest.mark.parametrize(
    "name", ["chelsea.png", "coffee.png", "rocket.jpg", "page.png", "moon.png"]
)
def test_there_is_no_face_where_there_is_none(face_detector: FaceDetector, name: str) -> None:
    photo = Image.open(Path(skimage.__file__).parent / "data" / name).convert("RGB")
    assert face_detector.detect(photo) == ()
    assert face_detector.detect_lying(photo) == ()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["chelsea.png", "coffee.png", "rocket.jpg", "moon.png"])
def test_there_is_none_in_twelve_megapixels_either(face_detector: FaceDetector, name: str) -> None:
    photo = Image.open(Path(skimage.__file__).parent / "data" / name).convert("RGB")
    assert face_detector.detect(photo.resize(TWELVE_MEGAPIXELS, Image.Resampling.BICUBIC)) == ()


@pytest.mark.parametrize("size", [(1, 1), (3, 40), (1, 5000), (5000, 2)])
def test_slivers_hold_no_face(face_detector: FaceDetector, size: tuple[int, int]) -> None:
    assert face_detector.detect(Image.new("RGB", size, "white")) == ()
    assert face_detector.detect_lying(Image.new("RGB", size, "white")) == ()


def test_threads_may_share_a_detector(face_detector: FaceDetector) -> None:
    pictures = [photograph("astronaut").resize((side, side)) for side in (300, 512, 400, 640)]
    alone = [face_detector.detect(picture) for picture in pictures]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(face_detector.detect, pictures * 3)) == alone * 3


def test_loading_says_nothing(weights: Weights, capfd: pytest.CaptureFixture[str]) -> None:
    assert FaceDetector(weights.path(YUNET)).detect(photograph("astronaut"))
    assert capfd.readouterr() == ("", "")


Rows = Mapping[tuple[int, int], Sequence[tuple[float, float, float, float]]]


class Scripted:
    """A network that sees in each view what it is told to for that view's size."""

    def __init__(self, rows: Rows) -> None:
        self.rows, self.size = rows, (0, 0)

    def setInputSize(self, size: tuple[int, int]) -> None:
        self.size = size

    def detect(self, _: object) -> tuple[int, NDArray[np.float32] | None]:
        found = [
            (x, y, side, side, *[x + side / 2, y + side / 2] * 5, score)
            for x, y, side, score in self.rows.get(self.size, [])
        ]
        return 1, np.array(found, np.float32) if found else None


def seen(
    monkeypatch: pytest.MonkeyPatch,
    face_detector: FaceDetector,
    size: tuple[int, int],
    rows: Rows,
) -> list[tuple[float, float]]:
    """Return each face's left edge and width, of rows of x, y, side and score for a view's size."""
    monkeypatch.setattr(face_detector, "_network", Scripted(rows))
    return [
        (round(face.box.left), round(face.box.width))
        for face in face_detector.detect(Image.new("RGB", size, "teal"))
    ]


def test_two_looks_at_one_face_are_one_face_and_the_surer_look_counts(
    monkeypatch: pytest.MonkeyPatch, face_detector: FaceDetector
) -> None:
    """A picture of 800 px: in the small look everything is half as large."""
    looks = {(400, 400): [(50.0, 50, 45, 0.85)], (800, 800): [(105.0, 100, 90, 0.95)]}
    assert seen(monkeypatch, face_detector, (800, 800), looks) == [(105, 90)]
    looks = {(400, 400): [(50.0, 50, 45, 0.95)], (800, 800): [(105.0, 100, 90, 0.85)]}
    assert seen(monkeypatch, face_detector, (800, 800), looks) == [(100, 90)]


def test_cheek_to_cheek_are_two_faces(
    monkeypatch: pytest.MonkeyPatch, face_detector: FaceDetector
) -> None:
    looks = {(300, 300): [(50.0, 50, 90, 0.9), (100.0, 50, 90, 0.95)]}
    assert seen(monkeypatch, face_detector, (300, 300), looks) == [(50, 90), (100, 90)]


def test_an_eye_or_half_of_a_face_is_no_face_of_its_own(
    monkeypatch: pytest.MonkeyPatch, face_detector: FaceDetector
) -> None:
    """However sure the network is of it."""
    looks = {(300, 300): [(50.0, 50, 200, 0.85), (80.0, 90, 40, 0.99)]}
    assert seen(monkeypatch, face_detector, (300, 300), looks) == [(50, 200)]


def test_a_tile_only_tells_of_faces_that_are_whole_in_it(
    monkeypatch: pytest.MonkeyPatch, face_detector: FaceDetector
) -> None:
    tile = (1280, 1280)
    small, large = (40.0, 40, 100, 0.9), (400.0, 400, 300, 0.9)
    picture = (1280 + 1152, 1280)
    assert seen(monkeypatch, face_detector, picture, {tile: [small, large]}) == [
        (40, 100),
        (40 + 1152, 100),
    ]
