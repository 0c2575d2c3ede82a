"""Microsoft's own client of Vision 3.2 against the double: it speaks its protocol."""

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from azure.cognitiveservices.vision.computervision import ComputerVisionClient
from azure.cognitiveservices.vision.computervision.models import (
    ComputerVisionErrorResponseException,
    ComputerVisionOcrErrorException,
    Details,
    OperationStatusCodes,
    VisualFeatureTypes,
)
from msrest.authentication import CognitiveServicesCredentials
from msrest.exceptions import HttpOperationError
from PIL import Image

from doubles.azure_service import AzureService

URL = "https://pictures.example/street.jpg"


def _vision(azure: AzureService, key: str | None = None) -> Any:
    """Return a client of 3.2; it was generated without types."""
    make: Any = ComputerVisionClient
    return make(azure.endpoint, CognitiveServicesCredentials(key or azure.key))


@pytest.fixture
def vision(azure: AzureService) -> Iterator[Any]:
    client = _vision(azure)
    yield client
    client.close()


@pytest.fixture
def stream(photo: bytes) -> io.BytesIO:
    return io.BytesIO(photo)


def test_analyze(vision: Any, stream: io.BytesIO) -> None:
    found = vision.analyze_image_in_stream(stream, list(VisualFeatureTypes), list(Details))
    assert found.description.captions[0].text.startswith("Robin Example")
    assert found.categories[0].detail.landmarks[0].name == "Space Needle"
    assert found.categories[1].detail.celebrities[0].face_rectangle.left == 264
    assert found.objects[2].parent.parent.object_property == "animal"
    assert found.brands[0].rectangle.x == 464
    assert found.faces[0].face_rectangle.width == 88
    assert found.color.is_bw_img is False
    assert found.adult.gore_score == 0.0008
    assert found.image_type.clip_art_type == 0
    assert (found.metadata.width, found.metadata.format) == (800, "Jpeg")
    assert found.model_version == "2021-04-01"


def test_describe_tag_detect(vision: Any, photo: bytes) -> None:
    described = vision.describe_image_in_stream(io.BytesIO(photo), max_candidates=3)
    assert len(described.captions) == 3
    tags = vision.tag_image_in_stream(io.BytesIO(photo), language="ja").tags
    assert (tags[1].name, tags[4].hint) == ("人", "animal")
    objects = vision.detect_objects_in_stream(io.BytesIO(photo)).objects
    assert [thing.object_property for thing in objects] == ["bicycle", "person", "pigeon"]


def test_domain_models(vision: Any, photo: bytes) -> None:
    names = {model.name for model in vision.list_models().models_property}
    assert names == {"celebrities", "landmarks"}
    places = vision.analyze_image_by_domain_in_stream("landmarks", io.BytesIO(photo)).result
    people = vision.analyze_image_by_domain_in_stream("celebrities", io.BytesIO(photo)).result
    assert places["landmarks"][0]["name"] == "Space Needle"
    assert people["celebrities"][0]["faceRectangle"]["width"] == 96


def test_thumbnail_and_area_of_interest(vision: Any, photo: bytes) -> None:
    made = vision.generate_thumbnail_in_stream(150, 100, io.BytesIO(photo), smart_cropping=True)
    assert Image.open(io.BytesIO(b"".join(made))).size == (150, 100)
    area = vision.get_area_of_interest_in_stream(io.BytesIO(photo)).area_of_interest
    assert (area.x, area.y, area.w, area.h) == (240, 30, 480, 540)


def test_printed_text(vision: Any, stream: io.BytesIO) -> None:
    found = vision.recognize_printed_text_in_stream(stream, detect_orientation=True)
    assert (found.text_angle, found.orientation) == (0.0, "Up")
    assert found.regions[0].lines[0].bounding_box == "416,36,288,36"
    assert [word.text for word in found.regions[1].lines[0].words] == ["Calle", "Mayor", "12"]


def test_read(azure: AzureService, vision: Any, stream: io.BytesIO) -> None:
    azure.faults.read_stays_running(1)
    sent = vision.read_in_stream(stream, reading_order="natural", raw=True)
    read_id = sent.headers["Operation-Location"].rsplit("/", 1)[-1]
    assert vision.get_read_result(read_id).status == OperationStatusCodes.running
    result = vision.get_read_result(read_id)
    assert result.status == OperationStatusCodes.succeeded
    page = result.analyze_result.read_results[0]
    assert (page.angle, page.unit) == (0.0, "pixel")
    assert page.lines[1].appearance.style.name == "handwriting"
    assert page.lines[0].words[1].text == "COFFEE"


def _told(caught: pytest.ExceptionInfo[HttpOperationError]) -> Any:
    """Return the error body as the client understood it."""
    return caught.value.error


def test_vision_by_url(vision: Any) -> None:
    calls: tuple[Callable[[], Any], ...] = (
        lambda: vision.analyze_image(URL, [VisualFeatureTypes.tags]),
        lambda: vision.describe_image(URL),
        lambda: vision.tag_image(URL),
        lambda: vision.detect_objects(URL),
        lambda: vision.get_area_of_interest(URL),
        lambda: vision.analyze_image_by_domain("landmarks", URL),
        lambda: vision.recognize_printed_text(URL),
    )
    for call in calls:
        with pytest.raises(ComputerVisionErrorResponseException) as caught:
            call()
        error = _told(caught).error
        assert (error.code, error.innererror.code) == ("InvalidArgument", "InvalidImageUrl")


def test_a_thumbnail_by_url(vision: Any) -> None:
    with pytest.raises(HttpOperationError) as caught:
        vision.generate_thumbnail(100, 100, URL)
    assert caught.value.response.json()["error"]["innererror"]["code"] == "InvalidImageUrl"


def test_read_by_url_with_flat_errors() -> None:
    with AzureService(flat_read_errors=True) as azure:
        vision: Any = _vision(azure)
        with pytest.raises(ComputerVisionOcrErrorException) as caught:
            vision.read(URL)
        assert _told(caught).code == "InvalidImageUrl"
        vision.close()


def test_vision_refuses_a_wrong_key(azure: AzureService, stream: io.BytesIO) -> None:
    vision = _vision(azure, "wrong")
    with pytest.raises(ComputerVisionErrorResponseException) as caught:
        vision.tag_image_in_stream(stream)
    assert caught.value.response.status_code == 401
    vision.close()
