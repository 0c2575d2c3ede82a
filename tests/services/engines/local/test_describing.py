"""What follows from what was seen: captions by the kind of picture, notes, crops."""

import pytest
from PIL import Image

from services.engines.local.captions.captioning import NOTHING_SEEN
from services.engines.local.captions.kind import Kind
from services.engines.local.describing import cropped, described, with_notes
from services.engines.local.scenes.impression import Impression
from services.vision import Analysis, AnalysisOptions, Box, DetectedObject, Feature, Tag

IMAGE = Image.new("RGB", (400, 300), "white")
CAT = DetectedObject("cat", 0.9, Box(100, 100, 200, 150))
SEEN = Analysis("local", 400, 300, objects=(CAT,), faces=())


def test_only_what_is_asked_is_added() -> None:
    caption, tags = frozenset({Feature.CAPTION}), frozenset({Feature.TAGS})
    told = described(SEEN, IMAGE, caption, Kind.PHOTO, NOTHING_SEEN)
    assert told.caption is not None and "cat" in told.caption.text and told.tags is None
    told = described(SEEN, IMAGE, tags, Kind.PHOTO, NOTHING_SEEN)
    assert told.caption is None and "cat" in {tag.name for tag in told.tags or ()}


@pytest.mark.parametrize(
    ("looks", "on_screen", "told"),
    [
        (Kind.PHOTO, 0.2, True),
        (Kind.SCREENSHOT, 0.0001, True),
        (Kind.SCREENSHOT, 0.002, False),
        (Kind.DRAWING, 0.0001, False),
        (Kind.IMAGE, 0.0001, False),
    ],
)
def test_a_scene_is_told_of_what_is_no_screenshot(
    looks: Kind, on_screen: float, told: bool
) -> None:
    seen = Impression(scene=Tag("plants", 0.8), on_screen=on_screen)
    empty = Analysis("local", 400, 300, objects=(), faces=())
    caption = described(empty, IMAGE, frozenset({Feature.CAPTION}), looks, seen).caption
    assert caption is not None and ("plants" in caption.text) == told


def test_a_thing_before_a_white_wall_may_have_a_broad_word() -> None:
    seen = Impression(broad_thing=Tag("tool", 0.8), broad_scene=Tag("landscape", 0.9))
    empty = Analysis("local", 400, 300, objects=(), faces=())
    caption = described(empty, IMAGE, frozenset({Feature.CAPTION}), Kind.IMAGE, seen).caption
    assert caption is not None and caption.text == "Image of a tool."


def test_another_language_is_noted_behind_other_notes() -> None:
    noted = Analysis("local", 400, 300, notes=("First.",))
    assert with_notes(noted, AnalysisOptions("en-GB")).notes == ("First.",)
    first, second = with_notes(noted, AnalysisOptions("de")).notes
    assert first == "First." and "English" in second


def test_crops_keep_what_was_seen() -> None:
    (square,) = cropped(SEEN, IMAGE, AnalysisOptions(aspect_ratios=(1.0,))).smart_crops or ()
    assert square.box.width == square.box.height
    assert square.box.shared_area(CAT.box) == CAT.box.area
    (whole,) = cropped(SEEN, IMAGE, AnalysisOptions()).smart_crops or ()
    assert whole.aspect_ratio == 400 / 300
