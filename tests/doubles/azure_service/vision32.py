"""What all Computer Vision 3.2 operations have in common."""

from doubles.azure_service import errors
from doubles.azure_service.image_rules import JPEG, Rules, Upload
from doubles.azure_service.model import Json, Request, ServiceError

LANGUAGES = ("en", "es", "ja", "pt", "zh")
MODEL = "2021-04-01"


def media_type(given: str) -> ServiceError:
    return errors.vision(
        "UnsupportedMediaType",
        f"Content-Type '{given}' is not one of the allowed types.",
        status=415,
        code="InvalidRequest",
    )


def language(sentence: str) -> ServiceError:
    return errors.vision("NotSupportedLanguage", sentence)


RULES = Rules(
    formats=JPEG | {"PNG", "GIF", "BMP"},
    max_bytes=4 * 1024 * 1024 - 1,
    min_side=51,
    max_side=15999,
    media_type=media_type,
    bad_json=lambda: errors.bad_argument("The JSON body could not be read."),
    bad_url=lambda: errors.vision("InvalidImageUrl", "Image URL is not accessible."),
    bad_format=lambda: errors.vision("InvalidImageFormat", "Input data is not a valid image."),
    too_small=lambda: errors.vision("InvalidImageSize", "Input image is too small."),
    too_large=lambda: errors.vision("InvalidImageSize", "Input image is too large."),
)


def finished(body: Json, request: Request, upload: Upload, model: str) -> Json:
    """Add what every answer about a picture ends with."""
    metadata = {"height": upload.size[1], "width": upload.size[0], "format": upload.format}
    return body | {"requestId": request.id, "metadata": metadata, "modelVersion": model}
