"""Computer Vision 3.2 generateThumbnail: a small copy that keeps what matters."""

from services.engines.azure.client import AzureClient
from services.engines.azure.errors import RequestRefused
from services.engines.azure.prepare import VISION, Preparation
from services.engines.azure.wire import Request
from services.errors import ImageError
from services.pictures.opening import open_picture
from services.vision import Thumbnail

PATH = "/vision/v3.2/generateThumbnail"
LARGEST = 1024
"""Pixels a side."""

_BINARY = "application/octet-stream"
"""No answer was ever recorded, so plain bytes are taken as well as what is called an image."""


def generate_thumbnail(
    vision: AzureClient,
    images: Preparation,
    size: tuple[int, int],
    deadline: float,
    *,
    smart: bool,
) -> Thumbnail:
    """Return a copy of `size`, width and height in pixels; its bytes prove that it is one.

    Raises:
        RequestRefused: a side is not within 1 to 1024.
        AzureError: none was made.
    """
    width, height = size
    if not (1 <= width <= LARGEST and 1 <= height <= LARGEST):
        raise RequestRefused(f"Azure makes thumbnails of 1 to {LARGEST} pixels a side.")
    query = {
        "width": str(width),
        "height": str(height),
        "smartCropping": "true" if smart else "false",
    }
    data = images.meeting(VISION).data
    answer = vision.send(Request("generateThumbnail", "POST", PATH, query, data), deadline)
    if not answer.content_type.startswith("image/") and answer.content_type != _BINARY:
        raise answer.unexpected("the answer is no image by its Content-Type")
    try:
        made = open_picture(answer.body)
    except ImageError as error:
        raise answer.unexpected(f"the answer is no image: {type(error).__name__}") from error
    return Thumbnail(answer.body, made.format, made.width, made.height)
