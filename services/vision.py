"""The vocabulary of seeing: what can be asked of an engine, and what it answers with.

All coordinates are pixels of the upright original (EXIF orientation applied), floats, origin top
left, x to the right and y down, clipped to the picture. All confidences are from 0 to 1.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from services.images import Picture

Point = tuple[float, float]
Polygon = tuple[Point, Point, Point, Point]
"""Four corners in reading order: the text's own top left, top right, bottom right, bottom left."""


class Feature(StrEnum):
    """One thing that can be asked about a picture."""

    CAPTION = "caption"
    TAGS = "tags"
    OBJECTS = "objects"
    TEXT = "text"
    LANDMARKS = "landmarks"
    FACES = "faces"
    COLORS = "colors"


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x just right of the rectangle."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The y just below the rectangle."""
        return self.top + self.height

    @property
    def area(self) -> float:
        """Square pixels."""
        return self.width * self.height

    @classmethod
    def around(cls, points: Polygon) -> Self:
        """Return the smallest upright rectangle that holds `points`."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return cls(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))

    def clipped(self, width: float, height: float) -> Self:
        """Return the part inside a picture of `width` by `height`; its area may be 0."""
        left, top = min(max(self.left, 0), width), min(max(self.top, 0), height)
        right, bottom = min(max(self.right, left), width), min(max(self.bottom, top), height)
        return type(self)(left, top, right - left, bottom - top)

    def overlap(self, other: "Box") -> float:
        """Return the intersection over union, 0 to 1."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        shared = max(across, 0) * max(down, 0)
        together = self.area + other.area - shared
        return shared / together if together > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Caption:
    """A sentence about the whole picture."""

    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Tag:
    """A word for something in the picture, with no place."""

    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class DetectedObject:
    """A thing and where it is."""

    name: str
    confidence: float
    box: Box


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word."""

    text: str
    confidence: float
    polygon: Polygon


@dataclass(frozen=True, slots=True)
class TextLine:
    """One recognised line; `words` is empty when the engine does not tell words apart."""

    text: str
    confidence: float
    polygon: Polygon
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """All recognised text in reading order."""

    lines: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place known by name."""

    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Face:
    """One face; `points` are named places such as ``eye_left`` (the picture's left)."""

    box: Box
    confidence: float | None = None
    points: Mapping[str, Point] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Colors:
    """Colour names in lower case; `accent` is six hex digits without ``#``."""

    foreground: str
    background: str
    dominant: tuple[str, ...]
    accent: str
    black_and_white: bool


@dataclass(frozen=True, slots=True)
class Analysis:
    """What one engine saw in one picture.

    A result that is None was not asked for, or is named in `skipped` with a sentence that says
    why there is none. An empty result means: looked, and found nothing.
    """

    engine: str
    width: int
    height: int
    seconds: float = 0.0
    caption: Caption | None = None
    tags: tuple[Tag, ...] | None = None
    objects: tuple[DetectedObject, ...] | None = None
    text: Text | None = None
    landmarks: tuple[Landmark, ...] | None = None
    faces: tuple[Face, ...] | None = None
    colors: Colors | None = None
    skipped: Mapping[Feature, str] = field(default_factory=dict)


class Engine(Protocol):
    """Something that can look at pictures. It knows nothing of Slack."""

    @property
    def name(self) -> str:
        """Return the name the user is told, such as ``local``."""
        ...

    @property
    def features(self) -> frozenset[Feature]:
        """Return what it can do at all."""
        ...

    def analyze(self, picture: "Picture", features: frozenset[Feature], language: str) -> Analysis:
        """Look once for all `features`; may be called from several threads at once.

        A feature that fails, or that the engine cannot do, is named in ``skipped``; the others
        are answered all the same. `language` is a BCP 47 code such as ``en``.

        Raises:
            EngineError: nothing at all could be answered.
        """
        ...
