"""Small copies that keep what matters: faces first, then objects, then text, then detail.

A crop is as large as the picture allows at the wanted aspect ratio, so it can move along one side
only; the best place along that side is searched for.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PIL import Image, ImageFilter

from services.vision import Analysis, Box, Thumbnail

PLACES = 41
QUALITY = 88
DETAIL_WEIGHT = 0.2
MIDDLE_WEIGHT = 0.02
PROFILE = 256
_WEIGHTS = {"faces": 4.0, "objects": 2.0, "text": 1.0}


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
    steps = [step / (PLACES - 1) for step in range(PLACES)]
    spare_x, spare_y = image.width - across, image.height - down
    places = [Box(spare_x * step, spare_y * step, across, down) for step in steps]
    detail = _detail_along(image, horizontal=spare_x >= spare_y)

    def worth(place: Box) -> float:
        start = place.left / image.width if spare_x >= spare_y else place.top / image.height
        extent = across / image.width if spare_x >= spare_y else down / image.height
        off_middle = abs(start + extent / 2 - 0.5)
        kept = _kept(place, subjects)
        return kept + DETAIL_WEIGHT * _share(detail, start, extent) - MIDDLE_WEIGHT * off_middle

    return max(places, key=worth)


def thumbnail_of(image: Image.Image, width: int, height: int, crop: Box) -> Thumbnail:
    """Return `crop` of `image` at `width` by `height` pixels, as JPEG without metadata."""
    box = (crop.left, crop.top, crop.right, crop.bottom)
    small = image.resize((width, height), Image.Resampling.LANCZOS, box=box)
    out = io.BytesIO()
    small.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Thumbnail(out.getvalue(), "JPEG", width, height)


def _crop_size(width: float, height: float, aspect_ratio: float) -> tuple[float, float]:
    across = min(width, height * aspect_ratio)
    return across, min(height, across / aspect_ratio)


def _kept(place: Box, subjects: Iterable[Subject]) -> float:
    """Return the weight of what is inside; half a face is worth much less than half."""
    return sum(subject.weight * _inside(subject.box, place) ** 2 for subject in subjects)


def _inside(box: Box, place: Box) -> float:
    across = min(box.right, place.right) - max(box.left, place.left)
    down = min(box.bottom, place.bottom) - max(box.top, place.top)
    return max(across, 0) * max(down, 0) / box.area if box.area > 0 else 0.0


def _detail_along(image: Image.Image, *, horizontal: bool) -> list[float]:
    """Return the edge energy in `PROFILE` strips along one side, as shares of the whole."""
    small = image.convert("L").resize((PROFILE, PROFILE), Image.Resampling.BOX)
    edges = small.filter(ImageFilter.FIND_EDGES).crop((1, 1, PROFILE - 1, PROFILE - 1))
    strip = (PROFILE, 1) if horizontal else (1, PROFILE)
    energy = list(edges.resize(strip, Image.Resampling.BOX).tobytes())
    total = sum(energy)
    return [one / total for one in energy] if total else [1 / PROFILE] * PROFILE


def _share(profile: Sequence[float], start: float, extent: float) -> float:
    first, last = round(start * len(profile)), round((start + extent) * len(profile))
    return sum(profile[first:last])
