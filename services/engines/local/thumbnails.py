"""Small copies that keep what matters: faces first, then objects, then text, then detail.

A crop is as large as the picture allows at the wanted aspect ratio, so it can move along one side
only; the best place along that side is searched for.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageFilter

from services.vision import Analysis, Box, Thumbnail

PLACES = 41
"""Places tried along the side that has room: a fortieth of it is not seen."""
QUALITY = 88
"""Of the JPEG; at Pillow's 75, letters and edges of a copy this small show blocks."""
DETAIL_WEIGHT = 0.2
"""All detail in the picture, against 1 for all its text: it decides only among what is left."""
MIDDLE_WEIGHT = 0.02
"""Less than any detail one can see: it decides between equals."""
PROFILE = 256
"""Strips in which detail is measured: finer than the places that are tried."""
_WEIGHTS = {"faces": 4.0, "objects": 2.0, "text": 1.0}
"""Each outweighs all that comes after it."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Something worth keeping; `weight` says how much more than something else."""

    box: Box
    weight: float


def subjects_of(analysis: Analysis) -> tuple[Subject, ...]:
    """Return what is worth keeping in a picture. All text lines together weigh as one thing."""
    lines = analysis.text.lines if analysis.text else ()
    boxes = {
        "faces": [face.box for face in analysis.faces or ()],
        "objects": [thing.box for thing in analysis.objects or ()],
        "text": [Box.around(line.polygon) for line in lines if line.polygon],
    }
    return tuple(
        Subject(box, _WEIGHTS[kind] / len(found)) for kind, found in boxes.items() for box in found
    )


def centered_crop(width: float, height: float, aspect_ratio: float) -> Box:
    """Return the largest crop of that aspect ratio (width over height) about the middle."""
    across, down = _crop_size(width, height, aspect_ratio)
    return Box((width - across) / 2, (height - down) / 2, across, down)


def smart_crop(image: Image.Image, aspect_ratio: float, subjects: Sequence[Subject] = ()) -> Box:
    """Return the largest crop of that aspect ratio that keeps most of `subjects` and of the detail.

    Detail is edge energy; between equals, the place nearest the middle wins.
    """
    across, down = _crop_size(image.width, image.height, aspect_ratio)
    spare_x, spare_y = image.width - across, image.height - down
    horizontal = spare_x >= spare_y
    extent = across / image.width if horizontal else down / image.height
    detail = _detail_along(image, horizontal=horizontal)

    def worth(place: Box) -> float:
        kept = 0.0
        for subject in subjects:
            whole = subject.box.area
            inside = place.shared_area(subject.box) / whole if whole > 0 else 0.0
            kept += subject.weight * inside**2  # half a face is worth much less than half
        start = place.left / image.width if horizontal else place.top / image.height
        first, last = round(start * PROFILE), round((start + extent) * PROFILE)
        off_middle = abs(start + extent / 2 - 0.5)
        return kept + DETAIL_WEIGHT * sum(detail[first:last]) - MIDDLE_WEIGHT * off_middle

    steps = [step / (PLACES - 1) for step in range(PLACES)]
    return max((Box(spare_x * step, spare_y * step, across, down) for step in steps), key=worth)


def thumbnail_of(image: Image.Image, width: int, height: int, crop: Box) -> Thumbnail:
    """Return `crop` of `image` at `width` by `height` pixels, as JPEG without metadata."""
    box = (crop.left, crop.top, crop.right, crop.bottom)
    small = image.resize((width, height), Image.Resampling.LANCZOS, box=box)
    out = io.BytesIO()
    small.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Thumbnail(out.getvalue(), "JPEG", width, height)


def _crop_size(width: float, height: float, aspect_ratio: float) -> tuple[float, float]:
    """Return width and height of the largest crop of that aspect ratio."""
    across = min(width, height * aspect_ratio)
    return across, min(height, across / aspect_ratio)


def _detail_along(image: Image.Image, *, horizontal: bool) -> list[float]:
    """Return the edge energy in `PROFILE` strips along one side, as shares of the whole."""
    small = image.convert("L").resize((PROFILE, PROFILE), Image.Resampling.BOX)
    # Pillow's filters leave the outermost pixels as they were: those are no edges.
    edges = small.filter(ImageFilter.FIND_EDGES).crop((1, 1, PROFILE - 1, PROFILE - 1))
    strip = (PROFILE, 1) if horizontal else (1, PROFILE)
    energy = list(edges.resize(strip, Image.Resampling.BOX).tobytes())
    total = sum(energy)
    return [one / total for one in energy] if total else [1 / PROFILE] * PROFILE
