import io

import pytest
from PIL import Image

from doubles.azure_looking import MakeEngine
from doubles.azure_replay import Replay, said
from doubles.azure_service import AzureService
from services.engines.azure.engine import AzureEngine
from services.engines.azure.errors import AzureError
from services.pictures.opening import Picture, open_picture


@pytest.mark.parametrize("smart", [True, False])
def test_thumbnails(
    smart: bool, azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    made = engine.thumbnail(picture, 150, 100, smart=smart)
    assert (made.width, made.height, made.format) == (150, 100, "JPEG")
    (call,) = azure.calls
    assert call.query["smartCropping"] == str(smart).lower()


@pytest.mark.parametrize("size", [(0, 100), (100, 1025)])
def test_thumbnails_have_a_size(
    size: tuple[int, int], azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    with pytest.raises(AzureError, match="1 to 1024"):
        engine.thumbnail(picture, *size, smart=True)
    assert azure.calls == []


@pytest.mark.parametrize("kind", ["truncated", "html", "empty", "list"])
def test_a_thumbnail_that_is_no_image_is_an_error(
    kind: str, azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    azure.faults.garbage("thumbnail", kind)  # type: ignore[arg-type]
    with pytest.raises(AzureError, match="could not be understood"):
        engine.thumbnail(picture, 100, 100, smart=True)


def test_a_picture_that_vision_does_not_take_is_encoded_for_it(
    azure: AzureService, engine: AzureEngine
) -> None:
    made = io.BytesIO()
    Image.new("RGB", (300, 200), "red").save(made, "WEBP")
    assert engine.thumbnail(open_picture(made.getvalue()), 30, 20, smart=False).data
    (call,) = azure.calls
    assert Image.open(io.BytesIO(call.body)).format == "JPEG"
    assert (call.query["width"], call.query["height"]) == ("30", "20")


@pytest.mark.parametrize("kind", ["application/octet-stream", "image/png"])
def test_what_a_thumbnail_is_its_bytes_say(
    kind: str, engine_for: MakeEngine, picture: Picture
) -> None:
    with Replay(said(picture.data, kind=kind)) as replay:
        made = engine_for(replay.origin, "a-fake-key").thumbnail(picture, 9, 9, smart=True)
    assert (made.format, made.width, made.height) == ("JPEG", 512, 512)
    assert made.data == picture.data


def test_an_image_that_is_called_something_else_is_none(
    engine_for: MakeEngine, picture: Picture
) -> None:
    with Replay(said(picture.data, kind="text/html")) as replay:
        engine = engine_for(replay.origin, "a-fake-key")
        with pytest.raises(AzureError, match="Content-Type"):
            engine.thumbnail(picture, 9, 9, smart=True)


def test_without_a_key_of_vision_there_is_none(picture: Picture) -> None:
    with AzureEngine(None) as nothing, pytest.raises(AzureError, match="not set up"):
        nothing.thumbnail(picture, 9, 9, smart=True)
