"""Text through the double: Read's ways, and the turned boxes of the older OCR."""

import io
import math
from dataclasses import replace

import pytest
from PIL import Image

from doubles.asking import Ask, asking
from doubles.azure_service import STREET, AzureService, Line, Scene
from doubles.azure_service.world import OcrFrame

READ, OCR = "/vision/v3.2/read/analyze", "/vision/v3.2/ocr"
TOP_FACES = ("Up", "Right", "Down", "Left")
Point = tuple[float, float]


def test_read_takes_its_time(photo: bytes) -> None:
    now = [100.0]
    with (
        AzureService(read_seconds=3, clock=lambda: now[0]) as azure,
        asking(azure, photo) as ask,
    ):
        sent = ask(READ)
        assert (sent.status_code, sent.content) == (202, b"")
        place = sent.headers["Operation-Location"]
        assert ask(place, method="GET").json()["status"] == "running"
        now[0] += 3.5
        assert ask(place, method="GET").json()["status"] == "succeeded"
        assert len(azure.calls_of("read_result")) == 2


def test_read_tells_handwriting_language_and_words(ask: Ask) -> None:
    place = ask(READ).headers["Operation-Location"]
    page = ask(place, method="GET").json()["analyzeResult"]["readResults"][0]
    styles = [line["appearance"]["style"]["name"] for line in page["lines"]]
    assert styles == ["other", "handwriting", "other"]
    assert [line.get("language") for line in page["lines"]] == [None, None, "es"]
    assert [word["text"] for word in page["lines"][2]["words"]] == ["Calle", "Mayor", "12"]
    assert page["lines"][0]["boundingBox"][:4] == [416, 36, 704, 36]


def test_read_has_a_page_for_each_of_a_tiff(ask: Ask) -> None:
    made = io.BytesIO()
    first, second = Image.new("RGB", (300, 200), "white"), Image.new("RGB", (120, 400), "white")
    first.save(made, "TIFF", save_all=True, append_images=[second])
    place = ask(READ, data=made.getvalue()).headers["Operation-Location"]
    pages = ask(place, method="GET").json()["analyzeResult"]["readResults"]
    assert [(p["page"], p["width"], p["height"]) for p in pages] == [(1, 300, 200), (2, 120, 400)]
    sent = ask(READ, {"pages": "2"}, data=made.getvalue())
    result = ask(sent.headers["Operation-Location"], method="GET").json()["analyzeResult"]
    assert [page["page"] for page in result["readResults"]] == [2]


@pytest.mark.parametrize("turned", [0, 7.5, -12, 90, 97, 180, 265, -90])
@pytest.mark.parametrize("frame", ["upright", "angle"])
def test_ocr_boxes_turned_back_lie_on_reads_polygons(
    photo: bytes, turned: float, frame: OcrFrame
) -> None:
    scene = Scene(lines=(Line("TILTED", (0.3, 0.45, 0.4, 0.1)),), turned=turned)
    with AzureService(scene=scene, ocr_frame=frame) as azure, asking(azure, photo) as ask:
        polygon = _read_polygon(ask)
        body = ask(OCR).json()
    x, y, w, h = (int(n) for n in body["regions"][0]["lines"][0]["boundingBox"].split(","))
    quarters = TOP_FACES.index(body["orientation"]) if frame == "upright" else 0
    back = math.radians(90 * quarters) - body["textAngle"]
    corners = [_turned(p, back) for p in ((x, y), (x + w, y), (x + w, y + h), (x, y + h))]
    assert all(min(math.dist(c, p) for p in polygon) < 2 for c in corners)
    assert abs(body["textAngle"]) <= math.pi / 4


def _read_polygon(ask: Ask) -> list[Point]:
    result = ask(ask(READ).headers["Operation-Location"], method="GET").json()["analyzeResult"]
    eight = result["readResults"][0]["lines"][0]["boundingBox"]
    return list(zip(eight[::2], eight[1::2], strict=True))


def _turned(point: Point, radians: float) -> Point:
    """Turn clockwise about the middle of 800 by 600."""
    x, y = point[0] - 400, point[1] - 300
    cos, sin = math.cos(radians), math.sin(radians)
    return 400 + x * cos - y * sin, 300 + x * sin + y * cos


def test_ocr_finds_the_language_out_or_takes_it_as_told(ask: Ask) -> None:
    assert ask(OCR, {"language": "unk"}).json()["language"] == "en"
    assert ask(OCR, {"language": "de"}).json()["language"] == "de"


def test_ocr_reads_print_only_and_is_not_always_sure(azure: AzureService, ask: Ask) -> None:
    text = ask(OCR).text
    assert "GLIMPSE" in text and "until" not in text
    azure.sees(replace(STREET, turned=20, angle_certain=False))
    assert "textAngle" not in ask(OCR).json()
    azure.sees(replace(STREET, turned=90))
    sideways = ask(OCR, {"detectOrientation": "false"}).json()
    assert (sideways["orientation"], sideways["regions"]) == ("NotDetected", [])


def test_a_picture_without_text_has_none(azure: AzureService, ask: Ask) -> None:
    azure.sees(Scene())
    assert ask(OCR).json()["regions"] == []
    result = ask(ask(READ).headers["Operation-Location"], method="GET").json()["analyzeResult"]
    assert result["readResults"][0]["lines"] == []
    params = {"api-version": "2023-10-01", "features": "read"}
    four = ask("/computervision/imageanalysis:analyze", params).json()
    assert four["readResult"] == {"blocks": []}
