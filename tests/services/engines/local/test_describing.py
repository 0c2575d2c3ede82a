"""What follows from what was seen: captions by the kind of picture, notes, crops."""

from PIL import Image

from services.engines.local.captions.captioning import NOTHING_SEEN
from services.engines.local.captions.kind import Kind
from services.engines.local.describing import cropped, described, with_notes
from services.vision import Analysis, AnalysisOptions, Box, DetectedObject, Feature

IMAGE = Image.new("RGB", (400, 300), "white")
CAT = DetectedObject("cat", 0.9, Box(100, 100, 200, 150))
SEEN = Analysis("local", 400, 300, objects=(CAT,), faces=())


def test_only_what_is_asked_is_added() -> None:
    caption, tags = frozenset({Feature.CAPTION}), frozenset({Feature.TAGS})
    told = described(SEEN, IMAGE, caption, Kind.PHOTO, NOTHING_SEEN)
    assert told.caption is not None and "cat" in told.caption.text and told.tags is None
    told = described(SEEN, IMAGE, tags, Kind.PHOTO, NOTHING_SEEN)
    assert told.caption is None and "cat" in {tag.name for tag in told.tags or ()}


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
