"""An engine that says what a test tells it to."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from services.engines.local.thumbnails import centered_crop, thumbnail_of
from services.pictures.opening import Picture
from services.vision import (
    Analysis,
    AnalysisOptions,
    Box,
    Caption,
    Face,
    Feature,
    Polygon,
    Text,
    TextLine,
    Thumbnail,
)


def line(text: str, top: float = 10.0, confidence: float = 0.9) -> TextLine:
    """Return a line of 100 x 12 pixels at the left edge."""
    corners: Polygon = ((4, top), (104, top), (104, top + 12), (4, top + 12))
    return TextLine(text, confidence, corners)


SEEN = Analysis(
    "scripted",
    200,
    150,
    0.5,
    caption=Caption("A photo of one person.", 0.9),
    text=Text((line("Hello"), line("World", 30))),
    faces=(Face(Box(120, 60, 40, 50), 0.95),),
)


@dataclass(slots=True)
class ScriptedEngine:
    """Answers with `seen`, of the size of the picture; `before` runs first and may raise."""

    seen: Analysis = SEEN
    before: Callable[[Picture], None] = lambda _picture: None
    name: str = "scripted"
    features: frozenset[Feature] = frozenset({Feature.CAPTION, Feature.TEXT, Feature.FACES})
    asked: list[tuple[str, frozenset[Feature], str]] = field(default_factory=list)

    def analyze(
        self, picture: Picture, features: frozenset[Feature], options: AnalysisOptions
    ) -> Analysis:
        """Note what was asked, and answer."""
        self.asked.append((picture.sha256, features, options.language))
        self.before(picture)
        return replace(self.seen, width=picture.width, height=picture.height)

    def thumbnail(self, picture: Picture, width: int, height: int, *, smart: bool) -> Thumbnail:
        """Cut the middle."""
        self.asked.append((picture.sha256, frozenset({Feature.THUMBNAIL}), f"smart={smart}"))
        crop = centered_crop(picture.width, picture.height, width / height)
        return thumbnail_of(picture.image, width, height, crop)
