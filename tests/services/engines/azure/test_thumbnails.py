import pytest

from doubles.azure_service import AzureService
from services.engines.azure.engine import AzureEngine
from services.engines.azure.errors import AzureError
from services.pictures.opening import Picture


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
