"""The local engine as a whole, on real photographs; and what it does when a part is missing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import fontpkg
import pytest
from PIL import Image, ImageDraw, ImageFont

from doubles.drawings import encode, photograph
from services.engines.local import engine as engine_module
from services.engines.local.engine import LONGEST_SECONDS, LocalEngine
from services.engines.local.ocr.reader import Read, TextReader
from services.engines.local.ocr.runtime import Runtime
from services.engines.local.weights.table import (
    ALL,
    EFFICIENTDET_LITE0,
    EFFICIENTNET_LITE0,
    PLACES,
    YOLOX_NANO,
    YUNET,
    Weight,
)
from services.engines.local.weights.weights import Weights
from services.errors import EngineError, WeightMissing
from services.pictures.opening import Picture, open_picture
from services.vision import Analysis, AnalysisOptions, Engine, Feature, Text, WarmingUp

pytestmark = pytest.mark.usefixtures("one_reader")

EVERYTHING = LocalEngine.features - {Feature.THUMBNAIL}


@pytest.fixture(scope="module")
def portrait() -> Picture:
    """The astronaut, with a name written below her."""
    image = Image.new("RGB", (256, 300), "white")
    image.paste(photograph("astronaut").reduce(2))
    font = ImageFont.truetype(str(fontpkg.path("noto-sans")), 20)
    ImageDraw.Draw(image).text((30, 262), "Eileen Collins", font=font, fill="black")
    return open_picture(encode(image, "PNG"))


class Without(Weights):
    """Weights of which some cannot be had; counts how often one was asked for."""

    def __init__(self, weights: Weights, *missing: Weight) -> None:
        self._weights, self._missing = weights, missing
        self.asked: list[str] = []

    def path(self, weight: Weight) -> Path:
        self.asked.append(weight.name)
        if weight in self._missing:
            raise WeightMissing(f"No {weight.purpose} today.")
        return self._weights.path(weight)


def features(*names: str) -> frozenset[Feature]:
    return frozenset(map(Feature, names))


def test_it_is_an_engine(engine: LocalEngine) -> None:
    as_engine: Engine = engine
    assert as_engine.name == "local"
    assert as_engine.features == features(
        "caption", "tags", "objects", "text", "faces", "codes", "colors", "smart_crops", "thumbnail"
    )


def test_everything_asked_is_answered(engine: LocalEngine, portrait: Picture) -> None:
    seen = engine.analyze(portrait, EVERYTHING, AnalysisOptions())
    assert (seen.engine, seen.width, seen.height, seen.skipped) == ("local", 256, 300, {})
    assert seen.seconds > 0
    assert seen.caption is not None and "person" in seen.caption.text
    assert seen.tags and seen.objects is not None and seen.colors is not None
    assert seen.text is not None
    assert [line.text for line in seen.text.lines] == ["Eileen Collins"]
    assert seen.faces is not None and len(seen.faces) == 1
    assert seen.landmarks is None


@pytest.mark.parametrize("one", sorted(EVERYTHING))
def test_what_was_not_asked_is_absent(engine: LocalEngine, portrait: Picture, one: Feature) -> None:
    seen = engine.analyze(portrait, frozenset({one}), AnalysisOptions())
    there = {feature for feature in Feature if getattr(seen, feature, None) is not None}
    assert there == {one}


def test_nothing_asked_is_nothing_looked_at(portrait: Picture, weights: Weights) -> None:
    untouched = Without(weights)
    seen = LocalEngine(untouched).analyze(portrait, frozenset(), AnalysisOptions())
    assert seen == Analysis("local", 256, 300, seconds=seen.seconds)
    assert untouched.asked == []


def test_what_it_cannot_do_is_skipped_with_a_way_out(
    engine: LocalEngine, portrait: Picture
) -> None:
    seen = engine.analyze(portrait, features("landmarks", "colors"), AnalysisOptions())
    assert seen.landmarks is None and seen.colors is not None
    assert seen.skipped == {
        Feature.LANDMARKS: "Landmarks need Azure; set COMPUTER_VISION_ENDPOINT and "
        "COMPUTER_VISION_SUBSCRIPTION_KEY."
    }


@pytest.mark.parametrize("language", ["de", "pt-BR"])
def test_another_language_is_answered_in_english_and_said(
    engine: LocalEngine, portrait: Picture, language: str
) -> None:
    other = AnalysisOptions(language)
    seen = engine.analyze(portrait, features("caption", "colors"), other)
    assert seen.caption is not None and "person" in seen.caption.text
    assert seen.skipped == {}
    (note,) = seen.notes
    assert "English" in note
    assert engine.analyze(portrait, features("colors"), other).notes == ()
    assert engine.analyze(portrait, features("caption"), AnalysisOptions("en-GB")).notes == ()


@pytest.mark.parametrize(
    ("missing", "feature"), [(YUNET, Feature.FACES), (YOLOX_NANO, Feature.OBJECTS)]
)
def test_a_missing_weight_is_named_and_the_rest_is_answered(
    weights: Weights, portrait: Picture, missing: Weight, feature: Feature
) -> None:
    seen = LocalEngine(Without(weights, missing)).analyze(portrait, EVERYTHING, AnalysisOptions())
    assert seen.skipped == {feature: f"No {missing.purpose} today."}
    assert {f for f in EVERYTHING if getattr(seen, f) is None} == {feature}
    assert seen.caption is not None and "person" in seen.caption.text


def test_a_weight_missing_for_the_caption_only_is_named_too(
    weights: Weights, portrait: Picture
) -> None:
    seen = LocalEngine(Without(weights, YUNET, YOLOX_NANO)).analyze(
        portrait, features("caption"), AnalysisOptions()
    )
    assert seen.caption is not None and "Eileen Collins" in seen.caption.text
    assert set(seen.skipped) == features("faces", "objects")


@pytest.mark.parametrize("missing", [PLACES, EFFICIENTNET_LITE0])
def test_without_scenes_the_caption_says_less_and_a_note_says_why(
    weights: Weights, portrait: Picture, missing: Weight
) -> None:
    engine = LocalEngine(Without(weights, missing))
    seen = engine.analyze(portrait, EVERYTHING, AnalysisOptions())
    assert seen.notes == (f"No {missing.purpose} today.",)
    assert seen.skipped == {}
    assert seen.caption is not None and "person" in seen.caption.text
    assert engine.analyze(portrait, features("objects"), AnalysisOptions()).notes == ()


def test_without_a_second_opinion_the_first_one_counts(weights: Weights, portrait: Picture) -> None:
    engine = LocalEngine(Without(weights, EFFICIENTDET_LITE0))
    seen = engine.analyze(portrait, features("objects"), AnalysisOptions())
    assert (seen.notes, seen.skipped) == ((), {})
    assert seen.objects is not None and [one.name for one in seen.objects] == ["person"]


def test_the_scene_is_told_in_caption_and_tags(engine: LocalEngine) -> None:
    cat = open_picture(encode(photograph("chelsea"), "PNG"))
    seen = engine.analyze(cat, features("caption", "tags"), AnalysisOptions())
    assert seen.caption is not None and seen.caption.text == "Photo of a cat, close up."
    assert seen.tags is not None
    assert {"photo", "cat", "indoors"} <= {tag.name for tag in seen.tags}


def test_a_thing_before_a_white_wall_is_told_without_a_place(engine: LocalEngine) -> None:
    wall = Image.new("RGB", (900, 700), "white")
    wall.paste(photograph("coffee").crop((100, 0, 500, 400)), (250, 150))
    seen = engine.analyze(open_picture(encode(wall, "PNG")), features("caption"), AnalysisOptions())
    assert seen.caption is not None
    assert "cup" in seen.caption.text and "indoors" not in seen.caption.text


def test_a_weight_that_comes_later_is_used(weights: Weights, portrait: Picture) -> None:
    some = Without(weights, YUNET)
    engine = LocalEngine(some)
    assert engine.analyze(portrait, features("faces"), AnalysisOptions()).faces is None
    some._missing = ()
    assert engine.analyze(portrait, features("faces"), AnalysisOptions()).faces
    assert engine.analyze(portrait, features("faces"), AnalysisOptions()).faces
    assert some.asked == [YUNET.name] * 2


def lying(*, on_paper: bool) -> Picture:
    """The astronaut on her side; on white paper with a frame, which is no photograph."""
    image = photograph("astronaut").transpose(Image.Transpose.ROTATE_90).crop((0, 100, 330, 430))
    if on_paper:
        paper = Image.new("RGB", (900, 900), "white")
        paper.paste(image.reduce(2), (300, 300))
        image = paper
    return open_picture(encode(image, "PNG"))


def test_faces_on_their_side_are_looked_for_in_photographs(engine: LocalEngine) -> None:
    seen = engine.analyze(lying(on_paper=False), features("faces", "caption"), AnalysisOptions())
    assert seen.faces is not None and len(seen.faces) == 1
    assert seen.caption is not None and "person" in seen.caption.text
    drawn = engine.analyze(lying(on_paper=True), features("faces"), AnalysisOptions())
    assert drawn.faces == ()


class Counting(TextReader):
    """Reads what it is told to, and counts."""

    def __init__(self, problem: Exception | None = None) -> None:
        super().__init__()
        self.problem, self.reads = problem, 0

    def read(self, _: Image.Image, is_over: Callable[[], bool] = bool) -> Read:
        self.reads += 1
        if self.problem is not None:
            raise self.problem
        return Read(Text(()), ("Not all of it.",) if is_over() else ())


def test_warming_up_loads_what_the_first_picture_needs(
    weights: Weights, portrait: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Runtime] = []

    def counting(_: object, runtime: Runtime) -> TextReader:
        made.append(runtime)
        return Counting()

    monkeypatch.setattr(engine_module, "TextReader", counting)
    some = Without(weights)
    engine = LocalEngine(some, runtime=Runtime.OPENVINO)
    assert isinstance(engine, WarmingUp)
    engine.warm_up()
    every = [one.name for one in ALL]
    assert (made, sorted(some.asked)) == ([Runtime.OPENVINO], sorted(every))
    engine.analyze(portrait, EVERYTHING, AnalysisOptions())
    assert (len(made), len(some.asked)) == (1, len(every))


def test_what_cannot_be_had_while_warming_up_is_logged_and_tried_again(
    weights: Weights, portrait: Picture, caplog: pytest.LogCaptureFixture
) -> None:
    some = Without(weights, YOLOX_NANO)
    engine = LocalEngine(some)
    engine.warm_up()
    assert f"No {YOLOX_NANO.purpose} today." in caplog.text
    some._missing = ()
    assert engine.analyze(portrait, features("objects"), AnalysisOptions()).objects is not None


def test_each_part_is_looked_at_once(
    weights: Weights, portrait: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Counting()
    monkeypatch.setattr(engine_module, "TextReader", lambda *_: reader)
    LocalEngine(weights).analyze(portrait, EVERYTHING, AnalysisOptions())
    assert reader.reads == 1


def test_a_failing_part_is_named_but_a_bug_is_not_hidden(
    weights: Weights, portrait: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        engine_module, "TextReader", lambda *_: Counting(EngineError("No letters."))
    )
    seen = LocalEngine(weights).analyze(portrait, features("text", "faces"), AnalysisOptions())
    assert seen.skipped == {Feature.TEXT: "No letters."}
    assert seen.faces
    monkeypatch.setattr(engine_module, "TextReader", lambda *_: Counting(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        LocalEngine(weights).analyze(portrait, features("text", "faces"), AnalysisOptions())


def test_what_there_is_no_time_for_is_named_and_what_was_seen_is_answered(
    weights: Weights, portrait: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock is looked at when the look begins, then once before each part and by the reader."""
    monkeypatch.setattr(engine_module, "TextReader", lambda *_: Counting())
    hurried = AnalysisOptions(seconds=5.0)

    def seen(*times: float) -> Analysis:
        clock = iter(times)
        return LocalEngine(weights, clock=lambda: next(clock, 99.0)).analyze(
            portrait, features("objects", "faces", "text"), hurried
        )

    late = seen(0.0, 1.0, 6.0)
    assert late.objects and late.faces is None and late.text is None
    assert late.skipped == {
        feature: f"There was not enough time to look for {feature}."
        for feature in features("faces", "text")
    }
    partly = seen(0.0, 1.0, 2.0, 3.0, 6.0)
    assert (partly.text, partly.notes, partly.skipped) == (Text(()), ("Not all of it.",), {})


def test_whoever_waits_waits_no_longer_than_half_a_minute(
    weights: Weights, portrait: Picture
) -> None:
    clock = iter([0.0])
    late = LocalEngine(weights, clock=lambda: next(clock, LONGEST_SECONDS))
    assert late.analyze(portrait, features("faces"), AnalysisOptions(seconds=600.0)).skipped
    clock = iter([0.0])
    assert late.analyze(portrait, features("faces"), AnalysisOptions()).faces


def test_threads_may_share_an_engine(weights: Weights, portrait: Picture) -> None:
    shared = LocalEngine(weights)
    cup = open_picture(encode(photograph("coffee").reduce(2), "JPEG"))
    with ThreadPoolExecutor(4) as pool:
        seen = list(
            pool.map(
                lambda p: shared.analyze(p, EVERYTHING, AnalysisOptions()), [portrait, cup] * 2
            )
        )
    assert replace(seen[0], seconds=0) == replace(seen[2], seconds=0)
    assert replace(seen[1], seconds=0) == replace(seen[3], seconds=0)
    assert [len(one.faces or ()) for one in seen] == [1, 0, 1, 0]


def test_smart_crops_and_thumbnails_keep_the_face(engine: LocalEngine, portrait: Picture) -> None:
    seen = engine.analyze(
        portrait, features("smart_crops", "faces"), AnalysisOptions(aspect_ratios=(2.5, 1.0))
    )
    assert seen.smart_crops is not None and seen.faces is not None
    assert [crop.aspect_ratio for crop in seen.smart_crops] == [2.5, 1.0]
    (face,) = seen.faces
    for crop in seen.smart_crops:
        assert crop.box.top <= face.box.top
        assert crop.box.bottom >= face.box.bottom
    smart = engine.thumbnail(portrait, 250, 100, smart=True)
    plain = engine.thumbnail(portrait, 250, 100, smart=False)
    assert (smart.width, smart.height, smart.format) == (250, 100, "JPEG")
    assert smart.data != plain.data


def test_writing_it_cannot_read_is_a_note_and_no_quotation(engine: LocalEngine) -> None:
    image = Image.new("RGB", (560, 120), "white")
    font = ImageFont.truetype(str(fontpkg.path("noto-sans")), 30)
    ImageDraw.Draw(image).text((30, 40), "Библиотека закрыта в 15:00.", font=font, fill="black")
    page = open_picture(encode(image, "PNG"))
    seen = engine.analyze(page, features("caption", "text"), AnalysisOptions())
    assert seen.text == Text((), unread=True)
    assert seen.notes == ("There is writing here that I cannot read (it looks like Cyrillic).",)
    assert seen.caption is not None and "15" not in seen.caption.text
    in_german = engine.analyze(page, features("caption"), AnalysisOptions("de"))
    assert in_german.notes[0] == seen.notes[0] and "English" in in_german.notes[1]
