"""Microsoft's own clients of Image Analysis 4.0 and Face against the double."""

from collections.abc import Iterator
from typing import Any

import pytest
from azure.ai.vision.face import FaceClient
from azure.ai.vision.face.models import (
    FaceAttributeType,
    FaceDetectionModel,
    FaceRecognitionModel,
)
from azure.ai.vision.imageanalysis import ImageAnalysisClient
from azure.ai.vision.imageanalysis.models import VisualFeatures
from azure.core.credentials import AzureKeyCredential
from azure.core.exceptions import ClientAuthenticationError, HttpResponseError

from doubles.azure_service import AzureService

URL = "https://pictures.example/street.jpg"


@pytest.fixture
def analysis(azure: AzureService) -> Iterator[ImageAnalysisClient]:
    with ImageAnalysisClient(azure.endpoint, AzureKeyCredential(azure.key)) as client:
        yield client


@pytest.fixture
def face(azure: AzureService) -> Iterator[FaceClient]:
    with FaceClient(azure.endpoint, AzureKeyCredential(azure.key)) as client:
        yield client


@pytest.mark.parametrize("version", ["2023-10-01", "2024-02-01"])
def test_image_analysis(azure: AzureService, photo: bytes, version: str) -> None:
    key = AzureKeyCredential(azure.key)
    with ImageAnalysisClient(azure.endpoint, key, api_version=version) as client:
        found = client.analyze(
            photo,
            visual_features=list(VisualFeatures),
            smart_crops_aspect_ratios=[0.9, 1.33],
            gender_neutral_caption=True,
            language="en",
            model_version="latest",
        )
    assert found.caption and found.caption.text == "two people walking on a street"
    assert found.dense_captions and found.dense_captions.list[0].bounding_box.width == 800
    assert found.tags and found.tags.list[0].name == "outdoor"
    assert found.objects and found.objects.list[0].tags[0].name == "bicycle"
    assert found.people and found.people.list[2].confidence == 0.0017
    assert found.smart_crops and [c.aspect_ratio for c in found.smart_crops.list] == [0.9, 1.33]
    assert found.read and found.read.blocks[0].lines[1].text == "open until late"
    assert found.read.blocks[0].lines[0].words[0].bounding_polygon[0].x == 416
    assert found.metadata.height == 600


def test_image_analysis_by_url_and_in_a_bare_region(
    azure: AzureService, analysis: ImageAnalysisClient, photo: bytes
) -> None:
    with pytest.raises(HttpResponseError, match="not accessible") as caught:
        analysis.analyze_from_url(URL, [VisualFeatures.TAGS])
    assert caught.value.status_code == 400
    azure.faults.no_caption_region()
    with pytest.raises(HttpResponseError, match="'Caption' is not supported in this region"):
        analysis.analyze(photo, [VisualFeatures.CAPTION])


def test_image_analysis_tries_again_when_told_to_wait(
    azure: AzureService, analysis: ImageAnalysisClient, photo: bytes
) -> None:
    azure.faults.retry_after("analyze40", 0)
    assert analysis.analyze(photo, [VisualFeatures.TAGS]).tags
    assert [call.status for call in azure.calls] == [429, 200]


def test_image_analysis_refuses_a_wrong_key(azure: AzureService, photo: bytes) -> None:
    with (
        ImageAnalysisClient(azure.endpoint, AzureKeyCredential("wrong")) as client,
        pytest.raises(ClientAuthenticationError, match="Access denied"),
    ):
        client.analyze(photo, [VisualFeatures.TAGS])


@pytest.mark.parametrize("version", ["v1.1-preview.1", "v1.2-preview.1"])
def test_face_detection_03(azure: AzureService, photo: bytes, version: str) -> None:
    names = FaceAttributeType
    with FaceClient(azure.endpoint, AzureKeyCredential(azure.key), api_version=version) as client:
        faces = client.detect(
            photo,
            detection_model=FaceDetectionModel.DETECTION03,
            recognition_model=FaceRecognitionModel.RECOGNITION04,
            return_face_id=False,
            return_face_landmarks=True,
            return_face_attributes=[
                names.BLUR,
                names.EXPOSURE,
                names.GLASSES,
                names.HEAD_POSE,
                names.MASK,
                names.OCCLUSION,
                names.QUALITY_FOR_RECOGNITION,
            ],
        )
    first = faces[0]
    assert (first.face_rectangle.left, first.face_id) == (264, None)
    assert first.face_landmarks and first.face_landmarks.nose_tip.x == 312.0
    said = first.face_attributes
    assert said and said.head_pose and said.mask and said.blur
    assert (said.head_pose.yaw, said.mask.type, said.blur.blur_level) == (7.9, "faceMask", "low")
    assert said.quality_for_recognition == "high"


def test_face_detection_01(face: FaceClient, photo: bytes) -> None:
    names = FaceAttributeType
    faces = face.detect(
        photo,
        detection_model=FaceDetectionModel.DETECTION01,
        recognition_model=FaceRecognitionModel.RECOGNITION04,
        return_face_id=False,
        return_face_attributes=[names.ACCESSORIES, names.GLASSES, names.NOISE],
    )
    said = faces[1].face_attributes
    assert said and said.noise and said.accessories
    assert (said.accessories[0].type, said.noise.noise_level) == ("glasses", "low")
    assert said.glasses == "ReadingGlasses"


def test_face_refusals(face: FaceClient, photo: bytes) -> None:
    models: dict[str, Any] = {
        "detection_model": FaceDetectionModel.DETECTION03,
        "recognition_model": FaceRecognitionModel.RECOGNITION04,
    }
    with pytest.raises(HttpResponseError) as by_url:
        face.detect_from_url(url=URL, return_face_id=False, **models)
    assert by_url.value.error and by_url.value.error.code == "InvalidURL"
    with pytest.raises(HttpResponseError) as unapproved:
        face.detect(photo, return_face_id=True, **models)
    assert unapproved.value.status_code == 403
    with pytest.raises(HttpResponseError) as closed:
        face.detect(photo, return_face_id=False, return_face_attributes=["age"], **models)
    assert closed.value.status_code == 403
