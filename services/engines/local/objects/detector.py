"""The things in a picture: only those that are certain."""

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from PIL import Image

from services.engines.local.objects.certainty import ENOUGH, agreement, is_certain, looks_drawn
from services.engines.local.objects.yolox import Sighting, View, Yolox
from services.vision import Box, DetectedObject

LARGE = 0.5
"""What takes this share of a side is looked at again from afar, anything smaller closer."""
AFAR = 0.625
"""The share of the model's square that the picture takes then: 260 of 416 pixels."""
MOST_CLOSE_LOOKS = 8
"""In a crowd the best are looked at closer; the rest is judged by two views."""
ONE_PLACE = 0.8
"""Two names for boxes that overlap more than this: the better one is told."""
ONE_INSIDE = 0.9
"""A hull inside its boat: the same name for a box that lies in the other by more than this."""


class ObjectDetector:
    """YOLOX-Nano, and the rule that keeps only what it is sure of; for any number of threads.

    `second` gives the names that another detector sees in a picture; others are not told.

    Raises:
        EngineError: `model` cannot be loaded.
    """

    def __init__(
        self, model: Path, second: Callable[[Image.Image], Collection[str]] | None = None
    ) -> None:
        self._yolox = Yolox(model)
        self._second = second

    def detect(self, image: Image.Image) -> tuple[DetectedObject, ...]:
        """Return what is certain in an upright RGB `image`, best first, each thing once.

        Boxes are in pixels of `image`, clipped to it. The confidence is the mean of the scores
        of the same thing in the picture, in its mirror image, and closer or from afar.
        """
        told: list[DetectedObject] = []
        for thing in sorted(self._certain(image), key=lambda thing: -(thing.confidence or 0)):
            box, name = thing.box, thing.name
            told_already = any(
                box.overlap(other.box) > ONE_PLACE
                or (
                    name == other.name
                    and box.shared_area(other.box) > ONE_INSIDE * min(box.area, other.box.area)
                )
                for other in told
            )
            if not told_already:
                told.append(thing)
        if told and self._second:
            supported = self._second(image)
            told = [thing for thing in told if thing.name in supported]
        return tuple(told)

    def _certain(self, image: Image.Image) -> Iterator[DetectedObject]:
        """Yield each sighting that the views agree on enough."""
        sightings = self._yolox.look(image).sightings()
        if not sightings:
            return
        mirrored = self._yolox.look(image, mirrored=True)
        afar: View | None = None
        close_looks = 0
        for seen in sightings:
            box = seen.box
            twin = Box(image.width - box.right, box.top, box.width, box.height)
            votes = [seen.score, mirrored.support(seen.name, twin)]
            if agreement([*votes, 1.0]) < ENOUGH:  # nothing a third view says could help
                continue
            if max(box.width / image.width, box.height / image.height) >= LARGE:
                afar = afar or self._yolox.look(image, fill=AFAR)
                votes.append(afar.support(seen.name, box))
            elif close_looks < MOST_CLOSE_LOOKS:
                close_looks += 1
                votes.append(self._score_from_close(image, seen))
            confidence = agreement(votes)
            if confidence < ENOUGH:  # before its texture is looked at, which takes longer
                continue
            if is_certain(seen.name, confidence, drawn=looks_drawn(image, box)):
                yield DetectedObject(seen.name, confidence, box)

    def _score_from_close(self, image: Image.Image, seen: Sighting) -> float:
        """Return the score of the same thing in the box three times as large around it."""
        margin = max(seen.box.width, seen.box.height)
        left, top = max(int(seen.box.left - margin), 0), max(int(seen.box.top - margin), 0)
        right = min(int(seen.box.right + margin) + 1, image.width)
        bottom = min(int(seen.box.bottom + margin) + 1, image.height)
        around = image.crop((left, top, right, bottom))
        box = Box(seen.box.left - left, seen.box.top - top, seen.box.width, seen.box.height)
        return self._yolox.look(around).support(seen.name, box)
