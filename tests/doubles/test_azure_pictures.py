"""What each service takes as a picture, how it may be sent, and how the rest is refused."""

import io
from collections.abc import Callable
from functools import partial

import pytest
from PIL import Image

from doubles.asking import Ask, asking, encoded, told
from doubles.azure_service import AzureService

TAG = "/vision/v3.2/tag"
READ = "/vision/v3.2/read/analyze"
V4 = "/computervision/imageanalysis:analyze"
FACE = "/face/v1.0/detect"
PARAMS: dict[str, dict[str, str]] = {
    TAG: {},
    READ: {},
    V4: {"api-version": "2024-02-01", "features": "tags"},
    FACE: {"returnFaceId": "false"},
}
JSON = "application/json"
FORM = "multipart/form-data; boundary=x"


def cut() -> bytes:
    whole = encoded()
    return whole[: len(whole) // 2]


def heavy(size: int) -> bytes:
    """Return a picture of `size` bytes: a decoder does not mind what comes after the image."""
    return encoded().ljust(size, b"\0")


@pytest.mark.parametrize(
    ("path", "content_type", "status"),
    [
        (TAG, "image/jpeg", 415),
        (TAG, None, 415),
        (READ, FORM, 415),
        (FACE, FORM, 415),
        (FACE, "image/png", 415),
        (V4, "image/png", 400),
    ],
)
def test_media_types(ask: Ask, path: str, content_type: str | None, status: int) -> None:
    answer = ask(path, PARAMS[path], content_type=content_type)
    assert answer.status_code == status
    assert answer.json()["error"]["message"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (TAG, "InvalidImageUrl"),
        (READ, "InvalidImageUrl"),
        (V4, "InvalidRequest"),
        (FACE, "InvalidURL"),
    ],
)
def test_there_is_no_network_behind_the_double(ask: Ask, path: str, code: str) -> None:
    body = b'{"url":"https://a.example/b.jpg"}'
    for content_type in (JSON, f"{JSON}; charset=utf-8"):
        found = told(ask, path, PARAMS[path], data=body, content_type=content_type)
        assert found == (400, code)


@pytest.mark.parametrize("path", PARAMS)
@pytest.mark.parametrize("body", [b"{'url':'https://a.example/b.jpg'}", b'{"uri":1}', b"[]", b""])
def test_what_is_not_the_json_asked_for(ask: Ask, path: str, body: bytes) -> None:
    answer = ask(path, PARAMS[path], data=body, content_type=JSON)
    assert answer.status_code == 400
    assert "not accessible" not in answer.text


@pytest.mark.parametrize("path", [TAG, V4])
def test_a_form_holds_the_picture_as_a_file(ask: Ask, photo: bytes, path: str) -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.jpg"\r\n'
    body = head + b"Content-Type: image/jpeg\r\n\r\n" + photo + b"\r\n--x--\r\n"
    metadata = ask(path, PARAMS[path], data=body, content_type=FORM).json()["metadata"]
    assert (metadata["width"], metadata["height"]) == (800, 600)


IMAGES: list[tuple[str, Callable[[], bytes], str]] = [
    (TAG, bytes, "InvalidImageSize"),
    (TAG, partial(bytes, 2000), "InvalidImageFormat"),
    (TAG, cut, "InvalidImageFormat"),
    (TAG, partial(encoded, kind="TIFF"), "InvalidImageFormat"),
    (TAG, partial(encoded, kind="WEBP"), "InvalidImageFormat"),
    (TAG, partial(encoded, (50, 400)), "InvalidImageSize"),
    (TAG, partial(encoded, (16000, 60)), "InvalidImageSize"),
    (TAG, partial(heavy, 4 * 1024 * 1024), "InvalidImageSize"),
    (READ, partial(encoded, kind="GIF"), "UnsupportedImageFormat"),
    (READ, partial(encoded, (49, 300)), "InvalidImageDimension"),
    (READ, partial(encoded, (10001, 50)), "InvalidImageSize"),
    (V4, bytes, "InvalidRequest"),
    (V4, partial(bytes, 2000), "InvalidImageFormat"),
    (V4, partial(heavy, 20971521), "InvalidRequest"),
    (FACE, partial(bytes, 2000), "InvalidImage"),
    (FACE, partial(bytes, 1023), "InvalidImageSize"),
    (FACE, partial(encoded, kind="WEBP"), "InvalidImage"),
    (FACE, partial(heavy, 6 * 1024 * 1024 + 1), "InvalidImageSize"),
]


@pytest.mark.parametrize(("path", "make", "code"), IMAGES)
def test_pictures_the_service_does_not_take(
    ask: Ask, path: str, make: Callable[[], bytes], code: str
) -> None:
    assert told(ask, path, PARAMS[path], data=make()) == (400, code)


@pytest.mark.parametrize(
    ("path", "make"),
    [
        (TAG, partial(heavy, 4 * 1024 * 1024 - 1)),
        (TAG, partial(encoded, (51, 51), "PNG")),
        (TAG, partial(encoded, (15999, 51))),
        (TAG, partial(encoded, kind="GIF")),
        (READ, partial(encoded, (50, 50), "PNG")),
        (READ, partial(heavy, 5 * 1024 * 1024)),
        (V4, partial(heavy, 20971520)),
        (FACE, partial(heavy, 6 * 1024 * 1024)),
    ],
)
def test_pictures_just_within_the_limits(ask: Ask, path: str, make: Callable[[], bytes]) -> None:
    assert ask(path, PARAMS[path], data=make()).status_code in (200, 202)


@pytest.mark.parametrize("kind", ["WEBP", "TIFF", "GIF", "BMP", "ICO", "MPO"])
def test_pictures_the_newer_service_takes(ask: Ask, kind: str) -> None:
    made = io.BytesIO()
    Image.effect_noise((200, 200), 60).convert("RGB").save(made, kind)
    assert ask(V4, PARAMS[V4], data=made.getvalue()).status_code == 200


def test_the_free_tier_reads_less(photo: bytes) -> None:
    with AzureService(tier="F0") as azure, asking(azure, photo) as ask:
        assert told(ask, READ, data=heavy(4 * 1024 * 1024)) == (400, "InvalidImageSize")


def test_reads_errors_come_flat_too(photo: bytes) -> None:
    with AzureService(flat_read_errors=True) as azure, asking(azure, photo) as ask:
        assert ask(READ, {"pages": "x"}).json()["code"] == "InvalidPageRange"
