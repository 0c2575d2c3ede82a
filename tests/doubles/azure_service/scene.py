"""What a picture holds, as far as the double is concerned.

Places are fractions of the picture (0 to 1, origin top left), so answers fit whatever size the
client sent. Text is given level and `Scene.turned` turns all of it about the picture's centre.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Area = tuple[float, float, float, float]
"""Left, top, width, height."""
Corner = tuple[float, float]
Corners = tuple[Corner, Corner, Corner, Corner]


@dataclass(frozen=True, slots=True)
class Caption:
    """A sentence; `mentions` is the detail it names, ``Celebrities`` or ``Landmarks``."""

    text: str
    confidence: float
    mentions: str | None = None


@dataclass(frozen=True, slots=True)
class Tag:
    name: str
    confidence: float
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Category:
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Thing:
    """An object; `parents` are its broader kinds, the nearest first."""

    name: str
    confidence: float
    area: Area
    parents: tuple[Tag, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the picture that something is said of: a brand, a celebrity, a caption."""

    text: str
    confidence: float
    area: Area


@dataclass(frozen=True, slots=True)
class Person:
    confidence: float
    area: Area


@dataclass(frozen=True, slots=True)
class Landmark:
    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Face:
    """A face; `age` and `gender` are what an old 3.2 answer may still carry."""

    area: Area
    age: int | None = None
    gender: str | None = None
    pitch: float = -3.1
    roll: float = 2.4
    yaw: float = 7.9
    glasses: str = "NoGlasses"
    forehead_occluded: bool = False
    eye_occluded: bool = False
    mouth_occluded: bool = False
    accessories: tuple[Tag, ...] = ()
    blur: tuple[str, float] = ("low", 0.06)
    exposure: tuple[str, float] = ("goodExposure", 0.61)
    noise: tuple[str, float] = ("low", 0.02)
    mask: tuple[str, bool] = ("noMask", False)
    quality: str = "high"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, level; `region` numbers the column it stands in."""

    text: str
    area: Area
    confidence: float = 0.987
    handwritten: bool = False
    style_confidence: float = 0.9
    language: str | None = None
    region: int = 0


@dataclass(frozen=True, slots=True)
class Colors:
    foreground: str = "White"
    background: str = "Grey"
    dominant: tuple[str, ...] = ("Grey", "White")
    accent: str = "2F6C9A"
    black_and_white: bool = False


@dataclass(frozen=True, slots=True)
class Adult:
    adult_score: float = 0.0021
    racy_score: float = 0.0043
    gore_score: float = 0.0008
    is_adult: bool = False
    is_racy: bool = False
    is_gory: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything there is to see; an empty Scene is an empty picture.

    `turned`: degrees clockwise by which all text is turned about the picture's centre.
    `angle_certain`: False makes ``/ocr`` leave ``textAngle`` out and answer unturned boxes.
    `translations`: per language, the English word or sentence and what it becomes.
    """

    captions: tuple[Caption, ...] = ()
    description_tags: tuple[str, ...] = ()
    tags: tuple[Tag, ...] = ()
    categories: tuple[Category, ...] = ()
    objects: tuple[Thing, ...] = ()
    brands: tuple[Region, ...] = ()
    people: tuple[Person, ...] = ()
    faces: tuple[Face, ...] = ()
    celebrities: tuple[Region, ...] = ()
    landmarks: tuple[Landmark, ...] = ()
    dense_captions: tuple[Region, ...] = ()
    lines: tuple[Line, ...] = ()
    text_language: str = "en"
    turned: float = 0.0
    angle_certain: bool = True
    colors: Colors = field(default_factory=Colors)
    adult: Adult = field(default_factory=Adult)
    clip_art: int = 0
    line_drawing: int = 0
    area_of_interest: Area = (0.25, 0.0, 0.5, 1.0)
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def said_in(self, language: str, text: str) -> str:
        """Return `text` in `language`, or as it is where no translation was given."""
        return self.translations.get(language, {}).get(text, text)
