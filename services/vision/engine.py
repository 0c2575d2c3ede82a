"""What can be asked of an engine, and what it answers with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from services.vision.codes import Code
from services.vision.people import Celebrity, Face, Person
from services.vision.scene import (
    Adult,
    AreaOfInterest,
    Caption,
    Category,
    Colors,
    DenseCaption,
    DetectedObject,
    ImageType,
    Landmark,
    SmartCrop,
    Tag,
)
from services.vision.text import PrintedText, Text

if TYPE_CHECKING:
    from services.pictures.opening import Picture

LARGEST_THUMBNAIL = 1024
"""Pixels a side, as of Azure's generateThumbnail; every engine keeps to it."""


class Feature(StrEnum):
    """One thing that can be asked about a picture."""

    CAPTION = "caption"
    TAGS = "tags"
    OBJECTS = "objects"
    TEXT = "text"
    CODES = "codes"
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
    codes: tuple[Code, ...] | None = None
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


@runtime_checkable
class WarmingUp(Protocol):
    """An engine whose first picture would wait for something that can be had before."""

    def warm_up(self) -> None:
        """Get ready for the first picture; what cannot be had is logged, and raises nothing."""
        ...
