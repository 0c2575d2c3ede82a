"""The things in a picture: only those that are certain."""

from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from services.engines.local.certainty import ENOUGH, agreement, is_certain, looks_drawn
from services.engines.local.yolox import Sighting, View, Yolox
from services.vision import Box, DetectedObject

LARGE = 0.5
"""What takes this share of a side is looked at again from afar, anything smaller closer."""
AFAR = 0.625
MOST_CLOSE_LOOKS = 8
"""In a crowd the best are looked at closer; the rest is judged by two views."""
ONE_PLACE = 0.8
"""Two names for boxes that overlap more than this: the better one is told."""
ONE_INSIDE = 0.9
"""A hull inside its boat: the same name for a box that lies in the other by more than this."""


class ObjectDetector:
    """YOLOX-Nano, and the rule that keeps only what it is sure of; for any number of threads."""

    def __init__(self, model: Path) -> None:
        self._yolox = Yolox(model)

    def detect(self, image: Image.Image) -> tuple[DetectedObject, ...]:
        """Return what is certain in an upright RGB `image`, best first.

        Boxes are in pixels of `image`, clipped to it. The confidence is the mean of the scores
        of the same thing in the picture, in its mirror image, and closer or from afar.

        Raises:
            EngineError: the model cannot be loaded.
        """
        sightings = self._yolox.look(image).sightings()
        if not sightings:
            return ()
        certain = [
            DetectedObject(seen.name, confidence, seen.box)
            for seen, confidence in self._judged(image, sightings)
            if is_certain(seen.name, confidence, drawn=looks_drawn(image, seen.box))
        ]
        return _told_once(sorted(certain, key=lambda thing: -(thing.confidence or 0)))

    def _judged(
        self, image: Image.Image, sightings: tuple[Sighting, ...]
    ) -> Iterator[tuple[Sighting, float]]:
        """Yield each sighting the views agree on enough, and its confidence."""
        mirrored = self._yolox.look(image, mirrored=True)
        afar: View | None = None
        close_looks = 0
        for seen in sightings:
            votes = [seen.score, mirrored.support(seen.name, _mirror(seen.box, image.width))]
            if agreement([*votes, 1.0]) < ENOUGH:
                continue
            if _is_large(seen.box, image.size):
                afar = afar or self._yolox.look(image, fill=AFAR)
                votes.append(afar.support(seen.name, seen.box))
            elif close_looks < MOST_CLOSE_LOOKS:
                close_looks += 1
                votes.append(self._seen_closer(image, seen))
            confidence = agreement(votes)
            if confidence >= ENOUGH:
                yield seen, confidence

    def _seen_closer(self, image: Image.Image, seen: Sighting) -> float:
        """Return the score of the same thing in the box three times as large around it."""
        margin = max(seen.box.width, seen.box.height)
        left, top = max(int(seen.box.left - margin), 0), max(int(seen.box.top - margin), 0)
        right = min(int(seen.box.right + margin) + 1, image.width)
        bottom = min(int(seen.box.bottom + margin) + 1, image.height)
        around = image.crop((left, top, right, bottom))
        box = Box(seen.box.left - left, seen.box.top - top, seen.box.width, seen.box.height)
        return self._yolox.look(around).support(seen.name, box)


def _mirror(box: Box, width: int) -> Box:
    return Box(width - box.right, box.top, box.width, box.height)


def _is_large(box: Box, size: tuple[int, int]) -> bool:
    return max(box.width / size[0], box.height / size[1]) >= LARGE


def _told_once(things: list[DetectedObject]) -> tuple[DetectedObject, ...]:
    """Drop what a better thing already tells: the same place, or a part of the same thing."""
    kept: list[DetectedObject] = []
    for thing in things:
        if not any(_repeats(thing, better) for better in kept):
            kept.append(thing)
    return tuple(kept)


def _repeats(thing: DetectedObject, better: DetectedObject) -> bool:
    if thing.box.overlap(better.box) > ONE_PLACE:
        return True
    shared = _shared_area(thing.box, better.box)
    smaller = min(thing.box.area, better.box.area)
    return thing.name == better.name and shared > ONE_INSIDE * smaller


def _shared_area(one: Box, other: Box) -> float:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(across, 0) * max(down, 0)
