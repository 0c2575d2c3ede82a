from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import pytest

from doubles.asking import encoded
from doubles.azure_service import AzureService
from doubles.fake_time import FakeTime
from services.engines.azure.engine import AzureEngine, Resource
from services.engines.fallback import RESERVE, Attempt, FallbackEngine
from services.errors import EngineError
from services.pictures.opening import Picture, open_picture
from services.vision import (
    Analysis,
    AnalysisOptions,
    Box,
    Caption,
    Code,
    CodeKind,
    Face,
    Feature,
    Landmark,
    Text,
    Thumbnail,
)

PLAIN = AnalysisOptions()
SEEN: Mapping[Feature, object] = {
    Feature.CAPTION: Caption("a page", 0.5),
    Feature.TEXT: Text(()),
    Feature.FACES: (Face(Box(1, 1, 2, 2)),),
    Feature.LANDMARKS: (Landmark("a tower", 0.9),),
}


class Refused(EngineError):
    sentence = "It did not accept the key."
    refused = True


class Final(EngineError):
    sentence = "It refuses to look at this image."


@dataclass
class Scripted:
    """An engine that sees `SEEN`, but for what it fails at."""

    name: str
    features: frozenset[Feature] = frozenset(SEEN)
    failures: Mapping[Feature, EngineError] = field(default_factory=dict)
    asked: list[tuple[frozenset[Feature], AnalysisOptions]] = field(default_factory=list)
    takes: Callable[[], None] = lambda: None

    def attempt(
        self, picture: Picture, features: frozenset[Feature], options: AnalysisOptions
    ) -> Attempt:
        self.asked.append((features, options))
        self.takes()
        failed = {one: why for one, why in self.failures.items() if one in features}
        results = {one.value: SEEN[one] for one in features if one not in failed}
        skipped = {one: why.sentence for one, why in failed.items()}
        found = Analysis(self.name, picture.width, picture.height)
        return Attempt(replace(found, skipped=skipped, **results), failed)  # type: ignore[arg-type]

    def analyze(
        self, picture: Picture, features: frozenset[Feature], options: AnalysisOptions
    ) -> Analysis:
        return self.attempt(picture, features, options).answer(features)

    def thumbnail(
        self,
        picture: Picture,  # noqa: ARG002
        width: int,
        height: int,
        *,
        smart: bool,  # noqa: ARG002
    ) -> Thumbnail:
        if Feature.THUMBNAIL in self.failures:
            raise self.failures[Feature.THUMBNAIL]
        return Thumbnail(self.name.encode(), "PNG", width, height)


EVERY = frozenset(SEEN)


@pytest.fixture(scope="module")
def picture() -> Picture:
    return open_picture(encoded())


def failing(*features: Feature, why: type[EngineError] = Refused) -> dict[Feature, EngineError]:
    return {feature: why() for feature in features}


def test_what_works_is_not_touched(picture: Picture) -> None:
    first, second = Scripted("azure"), Scripted("local")
    found = FallbackEngine(first, second).analyze(picture, EVERY, PLAIN)
    assert (found.engine, found.notes, found.skipped) == ("azure", (), {})
    assert second.asked == []


def test_what_was_refused_is_answered_by_the_other_and_said(picture: Picture) -> None:
    first = Scripted("azure", failures=failing(Feature.TEXT, Feature.FACES))
    second = Scripted("local")
    found = FallbackEngine(first, second).analyze(picture, EVERY, PLAIN)
    assert found.engine == "azure and local"
    assert found.text is not None and found.faces and found.caption and not found.skipped
    assert second.asked[0][0] == {Feature.TEXT, Feature.FACES}
    assert found.notes == (
        "It did not accept the key; the local engine answered instead (faces, text).",
    )


QR = Code(CodeKind.QR, "hello", ((0, 0), (9, 0), (9, 9), (0, 9)))


@dataclass
class ReadsCodes(Scripted):
    """An engine that also has `codes`."""

    codes: tuple[Code, ...] = ()

    def analyze(
        self, picture: Picture, features: frozenset[Feature], options: AnalysisOptions
    ) -> Analysis:
        found = super().analyze(picture, features - {Feature.CODES}, options)
        return replace(found, codes=self.codes) if Feature.CODES in features else found


@pytest.mark.parametrize(
    ("asked", "codes", "engine"),
    [
        (EVERY | {Feature.CODES}, (), "azure"),
        (EVERY | {Feature.CODES}, (QR,), "azure and local"),
        (frozenset({Feature.CODES}), (), "local"),
        (frozenset({Feature.CODES}), (QR,), "local"),
    ],
)
def test_what_the_first_lacks_is_answered_by_the_other_with_no_note(
    picture: Picture, asked: frozenset[Feature], codes: tuple[Code, ...], engine: str
) -> None:
    first = Scripted("azure")
    second = ReadsCodes("local", EVERY | {Feature.CODES}, codes=codes)
    found = FallbackEngine(first, second).analyze(picture, asked, PLAIN)
    assert (found.engine, found.codes, found.notes, found.skipped) == (engine, codes, (), {})
    assert [features for features, _ in second.asked] == [frozenset()], "nothing else is asked"


def test_when_everything_was_refused_the_other_speaks_alone(picture: Picture) -> None:
    first = Scripted("azure", failures=failing(*EVERY))
    second = Scripted("local", features=EVERY - {Feature.LANDMARKS})
    found = FallbackEngine(first, second).analyze(picture, EVERY, PLAIN)
    assert found.engine == "local"
    assert found.notes == ("It did not accept the key; the local engine answered instead.",)
    assert found.skipped == {Feature.LANDMARKS: "It did not accept the key."}


def test_what_must_not_be_looked_at_is_looked_at_by_nobody(picture: Picture) -> None:
    first = Scripted("azure", failures=failing(*EVERY, why=Final))
    second = Scripted("local")
    with pytest.raises(Final):
        FallbackEngine(first, second).analyze(picture, EVERY, PLAIN)
    assert second.asked == []


def test_where_neither_can_the_first_ones_reason_counts(picture: Picture) -> None:
    first = Scripted("azure", failures=failing(*EVERY))
    second = Scripted("local", failures=failing(*EVERY, why=Final))
    for asked in (EVERY, EVERY | {Feature.THUMBNAIL}):
        with pytest.raises(Refused):
            FallbackEngine(first, second).analyze(picture, asked, PLAIN)


def test_what_neither_can_stays_skipped(picture: Picture) -> None:
    first = Scripted("azure", failures=failing(Feature.TEXT))
    second = Scripted("local", failures=failing(Feature.TEXT, why=Final))
    found = FallbackEngine(first, second).analyze(picture, EVERY, PLAIN)
    assert found.engine == "azure" and found.notes == ()
    assert found.skipped == {Feature.TEXT: "It did not accept the key."}


def test_what_only_the_other_can_is_simply_asked_of_it(picture: Picture) -> None:
    first = Scripted("azure", features=frozenset({Feature.CAPTION}))
    engine = FallbackEngine(first, Scripted("local", features=frozenset({Feature.TEXT})))
    assert engine.features == {Feature.CAPTION, Feature.TEXT}
    found = engine.analyze(picture, engine.features, PLAIN)
    assert found.caption and found.text is not None
    assert found.engine == "azure and local" and found.notes == ()


def test_time_is_kept_for_the_other(picture: Picture, fake: FakeTime) -> None:
    first = Scripted("azure", failures=failing(*EVERY), takes=lambda: fake.sleep(50))
    second = Scripted("local")
    engine = FallbackEngine(first, second, clock=fake.clock)
    found = engine.analyze(picture, EVERY, AnalysisOptions(seconds=60))
    assert first.asked[0][1].seconds == 60 - RESERVE
    assert second.asked[0][1].seconds == 10
    assert found.seconds == 50
    engine.analyze(picture, EVERY, AnalysisOptions(seconds=9))
    assert first.asked[1][1].seconds == 6


def test_thumbnails(picture: Picture) -> None:
    wide = EVERY | {Feature.THUMBNAIL}
    local = Scripted("local", features=wide)

    def made_by(first: Scripted, second: Scripted) -> bytes:
        return FallbackEngine(first, second).thumbnail(picture, 9, 9, smart=True).data

    assert made_by(Scripted("azure"), local) == b"azure"
    refused = Scripted("azure", failures=failing(Feature.THUMBNAIL))
    assert made_by(refused, local) == b"local"
    with pytest.raises(Refused):
        made_by(refused, Scripted("local"))
    with pytest.raises(Final):
        made_by(Scripted("azure", failures=failing(Feature.THUMBNAIL, why=Final)), local)


@pytest.fixture
def fake() -> FakeTime:
    return FakeTime()


@pytest.fixture
def azure() -> Iterator[AzureService]:
    with AzureService() as service:
        yield service


@pytest.fixture
def local() -> Scripted:
    return Scripted("local", features=EVERY - {Feature.LANDMARKS})


@pytest.fixture
def engine(azure: AzureService, local: Scripted, fake: FakeTime) -> Iterator[FallbackEngine]:
    resource = Resource(azure.endpoint, azure.key, "1000/s")
    with AzureEngine(resource, resource, clock=fake.clock, sleep=fake.sleep) as first:
        yield FallbackEngine(first, local, clock=fake.clock)


def test_azure_gone_in_the_middle_gives_the_local_answer_and_says_so(
    azure: AzureService, engine: FallbackEngine, picture: Picture
) -> None:
    assert engine.analyze(picture, EVERY, PLAIN).engine == "azure"
    for operation in ("analyze", "read", "detect"):
        azure.faults.drop(operation, times=None)
    found = engine.analyze(picture, EVERY, AnalysisOptions(seconds=60))
    assert found.engine == "local"
    assert found.caption == SEEN[Feature.CAPTION] and found.faces and found.text is not None
    assert found.skipped == {Feature.LANDMARKS: "Azure is not answering."}
    assert found.notes == ("Azure is not answering; the local engine answered instead.",)


def test_azure_gone_for_one_call(
    azure: AzureService, engine: FallbackEngine, picture: Picture
) -> None:
    azure.faults.status("read", 503, times=None)
    found = engine.analyze(picture, EVERY, AnalysisOptions(seconds=60))
    assert found.engine == "azure and local"
    assert found.landmarks and found.text == SEEN[Feature.TEXT] and not found.skipped
    assert found.notes == ("Azure is not answering; the local engine answered instead (text).",)


@pytest.mark.parametrize(
    ("status", "message", "note"),
    [
        (401, "Access denied.", "Azure did not accept the key"),
        (403, "Out of call volume quota.", "Azure's quota is used up"),
        (403, "Forbidden.", "Azure does not let this key do that"),
        (400, "Not supported in this region.", "Azure does not offer this in the region"),
        (500, "Broken.", "Azure is not answering"),
    ],
)
def test_each_refusal_that_lets_the_local_engine_in(
    status: int,
    message: str,
    note: str,
    azure: AzureService,
    engine: FallbackEngine,
    picture: Picture,
) -> None:
    body = {"error": {"code": str(status), "message": message}}
    azure.faults.status("describe", status, body, times=None)
    found = engine.analyze(picture, frozenset({Feature.CAPTION}), PLAIN)
    assert found.engine == "local"
    assert found.notes[0].startswith(note) and "the local engine answered" in found.notes[0]


def test_a_wait_beyond_the_deadline_is_not_waited_for(
    azure: AzureService,
    engine: FallbackEngine,
    picture: Picture,
    fake: FakeTime,
    caplog: pytest.LogCaptureFixture,
) -> None:
    azure.faults.retry_after("describe", 55, in_header=False, times=None)
    begun = fake.now
    options = AnalysisOptions(seconds=30)
    found = engine.analyze(picture, frozenset({Feature.CAPTION}), options)
    assert found.engine == "local" and fake.now == begun
    assert found.notes == ("Azure's rate limit is reached; the local engine answered instead.",)
    (call,) = azure.calls
    assert call.request_id in caplog.text and "429" in caplog.text
    assert azure.key not in caplog.text


def test_what_azure_refuses_to_look_at_is_not_looked_at(
    azure: AzureService, engine: FallbackEngine, local: Scripted, picture: Picture
) -> None:
    body = {"error": {"code": "InvalidArgument", "innererror": {"code": "NotSupportedImage"}}}
    azure.faults.status("describe", 400, body)
    with pytest.raises(EngineError, match="refuses to look"):
        engine.analyze(picture, frozenset({Feature.CAPTION}), PLAIN)
    assert local.asked == []


def test_a_dead_azure_is_not_even_asked(
    azure: AzureService, engine: FallbackEngine, picture: Picture
) -> None:
    azure.faults.status("describe", 500, times=None)
    for _ in range(6):
        assert engine.analyze(picture, frozenset({Feature.CAPTION}), PLAIN).engine == "local"
    assert len(azure.calls) == 3
