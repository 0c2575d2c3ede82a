import random

import pytest
from PIL import Image

from bench.faces import QUARTERS, canvases, head_of, measure, turned
from bench.truths import Truth
from doubles.drawings import encode, photograph
from services.engines.local.faces import FaceDetector
from services.engines.local.weights.table import YUNET
from services.engines.local.weights.weights import Weights
from services.pictures.opening import open_picture
from services.vision import Box, Face


@pytest.fixture
def detector(weights: Weights) -> FaceDetector:
    return FaceDetector(weights.path(YUNET))


@pytest.mark.parametrize("quarter", QUARTERS)
def test_a_box_is_turned_with_its_picture(quarter: Image.Transpose) -> None:
    image = Image.new("RGB", (50, 30))
    image.paste("red", (5, 10, 25, 14))
    box = turned(Box(5, 10, 20, 4), image.size, quarter)
    assert image.transpose(quarter).getbbox() == (box.left, box.top, box.right, box.bottom)


def test_a_head_is_cut_out_with_what_is_around_it_and_stays_where_it_was_pasted() -> None:
    image = Image.new("RGB", (400, 300), "black")
    image.paste("red", (100, 100, 200, 220))
    head, box = head_of(image, Face(Box(100, 100, 100, 120)))
    assert (head.size, box) == ((200, 220), Box(50, 50, 100, 120))
    black = [Image.new("RGB", (80, 60), "black")]
    for share, canvas, where in canvases([(head, box)], black, random.Random(3)):
        assert max(where.width, where.height) == pytest.approx(1.2 * share * max(canvas.size))
        seen = canvas.point(lambda level: 255 * (level > 128)).getbbox()
        assert seen is not None
        assert seen[:2] == pytest.approx((where.left, where.top), abs=3)


def test_lying_faces_are_counted_before_and_after_and_false_ones_told(
    detector: FaceDetector, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bench.faces.SIZES", ((800, 600),))
    monkeypatch.setattr("bench.faces.SHARES", (0.2,))
    face = photograph("astronaut").crop((100, 0, 360, 260))
    truths = [
        Truth("face", open_picture(encode(face, "PNG")), {"person": 1}, None),
        Truth("cat", open_picture(encode(photograph("chelsea"), "PNG")), {"cat": 1}, None),
    ]
    measure(truths, detector, random.Random(1))
    lines = capsys.readouterr().out.splitlines()
    rows = {line[:34].strip(): line[34:].split() for line in lines}
    there, before, after = map(int, rows["photographs, turned"])
    assert there == 2 and before <= after == 2
    assert rows["canvases, 20% of the width"][2] == "2"
    assert rows["false, pictures without a face"] == ["1", "0", "0"]
