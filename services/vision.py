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
    CATEGORIES = "categories"
    CELEBRITIES = "celebrities"
    BRANDS = "brands"
    ADULT = "adult"
    IMAGE_TYPE = "image_type"
    PRINTED_TEXT = "printed_text"
    DENSE_CAPTIONS = "dense_captions"
    PEOPLE = "people"
    SMART_CROPS = "smart_crops"
    AREA_OF_INTEREST = "area_of_interest"
    THUMBNAIL = "thumbnail"


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
    candidates: tuple["Caption", ...] = ()


@dataclass(frozen=True, slots=True)
class DenseCaption:
    """A sentence about a part of the picture."""

    text: str
    confidence: float
    box: Box


@dataclass(frozen=True, slots=True)
class Category:
    """A place in Azure's taxonomy, such as ``people_group``; `score` is from 0 to 1."""

    name: str
    score: float


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
    style: str | None = None
    """``handwriting`` or ``print``, where the engine tells."""


@dataclass(frozen=True, slots=True)
class Text:
    """All recognised text in reading order."""

    lines: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """One word of printed text; `polygon` is turned as the text is, `box` is upright around it."""

    text: str
    box: Box
    polygon: Polygon


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of printed text."""

    text: str
    box: Box
    polygon: Polygon
    words: tuple[PrintedWord, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedRegion:
    """Lines that stand together, such as a column."""

    box: Box
    polygon: Polygon
    lines: tuple[PrintedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedText:
    """The older OCR's answer; `angle_degrees` is clockwise, None where it was not sure."""

    language: str
    orientation: str
    angle_degrees: float | None
    regions: tuple[PrintedRegion, ...]


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place known by name."""

    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Celebrity:
    """A person known by name, and their face where it is told."""

    name: str
    confidence: float
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A human figure, with no face or name."""

    confidence: float
    box: Box


@dataclass(frozen=True, slots=True)
class Adult:
    """How fit for work a picture is; scores from 0 to 1."""

    is_adult: bool
    is_racy: bool
    is_gory: bool
    adult_score: float
    racy_score: float
    gore_score: float


@dataclass(frozen=True, slots=True)
class ImageType:
    """How much of a drawing it is: `clip_art` 0 to 3, `line_drawing` 0 or 1."""

    clip_art: int
    line_drawing: int


@dataclass(frozen=True, slots=True)
class SmartCrop:
    """The part to keep at an aspect ratio, width over height."""

    aspect_ratio: float
    box: Box


@dataclass(frozen=True, slots=True)
class AreaOfInterest:
    """The part that matters most."""

    box: Box


@dataclass(frozen=True, slots=True)
class HeadPose:
    """Degrees: pitch up and down, roll to a shoulder, yaw to a side."""

    pitch: float
    roll: float
    yaw: float


@dataclass(frozen=True, slots=True)
class Face:
    """One face; what the engine did not say is None or empty.

    `points` are named places. `occlusion` has ``forehead``, ``eye``, ``mouth``. `blur`,
    `exposure` and `noise` are levels, `quality` how fit the face is for recognition.
    """

    box: Box
    confidence: float | None = None
    points: Mapping[str, Point] = field(default_factory=dict)
    head_pose: HeadPose | None = None
    glasses: str | None = None
    occlusion: Mapping[str, bool] = field(default_factory=dict)
    accessories: tuple[Tag, ...] = ()
    blur: str | None = None
    exposure: str | None = None
    noise: str | None = None
    mask: str | None = None
    quality: str | None = None


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
    categories: tuple[Category, ...] | None = None
    celebrities: tuple[Celebrity, ...] | None = None
    brands: tuple[DetectedObject, ...] | None = None
    adult: Adult | None = None
    image_type: ImageType | None = None
    printed_text: PrintedText | None = None
    dense_captions: tuple[DenseCaption, ...] | None = None
    people: tuple[Person, ...] | None = None
    smart_crops: tuple[SmartCrop, ...] | None = None
    area_of_interest: AreaOfInterest | None = None
    skipped: Mapping[Feature, str] = field(default_factory=dict)
    request_ids: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """Sentences for the user about how this came to be, such as a fallback."""


@dataclass(frozen=True, slots=True)
class AnalysisOptions:
    """How to look; what an engine has no use for it leaves alone."""

    language: str = "en"
    """Of captions and tags, BCP 47."""
    aspect_ratios: tuple[float, ...] = ()
    """Width over height, for smart crops; none means one crop of the engine's choice."""
    ocr_language: str = "unk"
    """Of printed text, as Azure's ``/ocr`` names it; ``unk`` lets the service find out."""
    detect_orientation: bool = True
    seconds: float | None = None
    """How long the answer is of use, from now; None for as long as it takes."""


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A small picture, encoded; `width` and `height` in pixels of what it really became."""

    data: bytes
    format: str
    width: int
    height: int


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

    def analyze(
        self, picture: "Picture", features: frozenset[Feature], options: AnalysisOptions
    ) -> Analysis:
        """Look once for all `features`; may be called from several threads at once.

        A feature that fails, or that the engine cannot do, is named in ``skipped``; the others
        are answered all the same.

        Raises:
            EngineError: nothing at all could be answered.
        """
        ...

    def thumbnail(self, picture: "Picture", width: int, height: int, *, smart: bool) -> Thumbnail:
        """Return a small copy; `smart` keeps what matters, otherwise the middle is kept.

        Raises:
            EngineError: it could not be made.
        """
        ...
