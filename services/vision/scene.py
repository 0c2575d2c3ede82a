"""What a picture shows, as a whole and in its parts."""

from dataclasses import dataclass
from typing import Protocol

from services.vision.geometry import Box


class Named(Protocol):
    """Something with a name, of which an engine is more or less sure."""

    @property
    def name(self) -> str:
        """Return its name."""
        ...

    @property
    def confidence(self) -> float | None:
        """Return how sure the engine is, from 0 to 1; None where it does not say."""
        ...


@dataclass(frozen=True, slots=True)
class Caption:
    """A sentence about the whole picture."""

    text: str
    confidence: float | None
    candidates: "tuple[Caption, ...]" = ()  # a name in quotes inside it, cattrs leaves as it is


@dataclass(frozen=True, slots=True)
class DenseCaption:
    """A sentence about a part of the picture."""

    text: str
    confidence: float | None
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
    confidence: float | None


@dataclass(frozen=True, slots=True)
class DetectedObject:
    """A thing and where it is."""

    name: str
    confidence: float | None
    box: Box


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place known by name."""

    name: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Colors:
    """Colour names in lower case; `accent` is six hex digits without ``#``."""

    foreground: str
    background: str
    dominant: tuple[str, ...]
    accent: str
    black_and_white: bool


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
