"""Computer Vision 3.2: generateThumbnail."""

import io

from doubles.azure_service import errors
from doubles.azure_service.geometry import centre_of, crop
from doubles.azure_service.image_rules import uploaded
from doubles.azure_service.model import Answer, Request, ServiceError, billed
from doubles.azure_service.queries import Query
from doubles.azure_service.vision32 import MODEL, RULES
from doubles.azure_service.world import World


def _bad_size(sentence: str) -> ServiceError:
    return errors.vision("InvalidThumbnailSize", sentence)


def thumbnail(request: Request, world: World) -> Answer:
    """Cut the wanted shape out of the picture's middle, or of what matters, and scale it."""
    query = Query(
        request.query, ("width", "height", "smartCropping", "model-version"), errors.bad_argument
    )
    # A missing side is 0, which no side may be.
    width = query.number("width", 1, 1024, 0, _bad_size)
    height = query.number("height", 1, 1024, 0, _bad_size)
    smart = query.flag("smartCropping", default=False)
    query.model_version(MODEL)
    upload = uploaded(request, RULES)
    area = world.scene.area_of_interest if smart else (0.0, 0.0, 1.0, 1.0)
    left, top, across, down = crop(upload.size, width / height, centre_of(area, upload.size))
    part = upload.image.convert("RGB").crop((left, top, left + across, top + down))
    made = io.BytesIO()
    part.resize((width, height)).save(made, "JPEG", quality=90)
    return Answer(200, made.getvalue(), billed(), content_type="image/jpeg")
