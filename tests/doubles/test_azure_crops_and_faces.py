"""Thumbnails, crops and faces through the double."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from doubles.asking import Ask, encoded
from doubles.azure_service import STREET, AzureService

VISION = "/vision/v3.2"
V4 = "/computervision/imageanalysis:analyze"


@pytest.mark.parametrize("smart", ["true", "false"])
def test_a_thumbnail_is_an_image_of_the_size_asked_for(ask: Ask, smart: str) -> None:
    params = {"width": "150", "height": "100", "smartCropping": smart}
    answer = ask(f"{VISION}/generateThumbnail", params)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert Image.open(io.BytesIO(answer.content)).size == (150, 100)


def test_a_smart_crop_keeps_what_matters_and_its_shape(azure: AzureService, ask: Ask) -> None:
    azure.sees(replace(STREET, area_of_interest=(0.8, 0.0, 0.2, 1.0)))
    params = {"api-version": "2024-02-01", "features": "smartCrops"}
    ratios = {"smartcrops-aspect-ratios": "0.75,1.8"}
    crops = ask(V4, params | ratios).json()["smartCropsResult"]["values"]
    assert [crop["aspectRatio"] for crop in crops] == [0.75, 1.8]
    box = crops[0]["boundingBox"]
    assert box["x"] + box["w"] == 800
    assert box["w"] / box["h"] == pytest.approx(0.75, abs=0.01)
    assert len(ask(V4, params).json()["smartCropsResult"]["values"]) == 1


def test_faces_come_largest_first_and_only_if_large_enough(ask: Ask) -> None:
    params = {"returnFaceId": "false"}
    widths = [f["faceRectangle"]["width"] for f in ask("/face/v1.0/detect", params).json()]
    assert widths == [96, 88]
    small = ask("/face/v1.0/detect", params, data=encoded((300, 225)))
    assert small.json() == []


def test_face_turns_the_picture_upright_first(ask: Ask) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    made = io.BytesIO()
    Image.effect_noise((600, 800), 60).convert("RGB").save(made, "JPEG", exif=exif)
    params = {"returnFaceId": "false"}
    faces = ask("/face/v1.0/detect", params, data=made.getvalue()).json()
    assert faces[0]["faceRectangle"]["left"] == round(0.33 * 800)
