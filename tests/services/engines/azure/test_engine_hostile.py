"""Whatever comes back, the result is an analysis or an error of Glimpse's own."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doubles.asking import encoded
from doubles.azure_replay import Replay, read_twice, said
from doubles.azure_service import AzureService
from doubles.azure_service.model import Answer, Request
from doubles.fake_time import FakeTime
from services.engines.azure.engine import AzureEngine, Resource
from services.engines.azure.planner import Api
from services.errors import GlimpseError
from services.jobs.records import from_json, to_json
from services.pictures.opening import Picture, open_picture
from services.vision import Analysis, AnalysisOptions, Feature

ODD: list[Any] = [
    *(None, True, False, 0, -1, 1.5, 1e308, -1e308, 10**400, float("nan"), float("inf")),
    *("", "x", "\ud800", "1,2,3", "1,2,3,nan", "-9,-9,1e400,5", "NaN", [], {}, [[]], [{}], {"": 0}),
]
PLAIN = AnalysisOptions(aspect_ratios=(1.0,))
MUCH = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


class Station:
    """One server and one engine for a whole test; the engine forgets outages in between."""

    def __init__(self, replay: Replay, fake: FakeTime, api: Api) -> None:
        self.replay, self.fake = replay, fake
        resource = Resource(replay.origin, "a-fake-key", "100000/s")
        self.engine = AzureEngine(resource, resource, api=api, clock=fake.clock, sleep=fake.sleep)

    def look(self, picture: Picture, features: frozenset[Feature]) -> Analysis | GlimpseError:
        self.fake.now += 1_000
        try:
            found = self.engine.analyze(picture, features, PLAIN)
        except GlimpseError as error:
            return error
        written = json.dumps(to_json(found), allow_nan=False, ensure_ascii=False).encode()
        assert from_json(json.loads(written), Analysis).engine == "azure"
        return found


@pytest.fixture(scope="module")
def noise() -> Picture:
    return open_picture(encoded())


@pytest.fixture(scope="module", params=list(Api))
def station(request: pytest.FixtureRequest) -> Iterator[Station]:
    with Replay(said({})) as replay:
        made = Station(replay, FakeTime(), request.param)
        with made.engine:
            yield made


@pytest.fixture(scope="module")
def right(noise: Picture) -> dict[str, bytes]:
    """Return the right answer to every path, as the double gives it."""
    answers: dict[str, bytes] = {}
    with AzureService() as azure:

        def through(request: Request) -> Answer:
            came = requests.request(
                request.method,
                azure.endpoint + request.path,
                params=dict(request.query),
                data=request.body,
                headers={
                    "Ocp-Apim-Subscription-Key": azure.key,
                    "Content-Type": "application/octet-stream",
                },
                timeout=20,
            )
            key = request.path.rpartition("/")[0] if request.method == "GET" else request.path
            answers[key] = max(answers.get(key, b""), came.content, key=len)
            place = came.headers.get("Operation-Location", "").removeprefix(azure.endpoint)
            return said(came.content, came.status_code, {"Operation-Location": place})

        with Replay(through) as replay:
            for api in Api:
                station = Station(replay, FakeTime(), api)
                with station.engine as engine:
                    for features in (frozenset({one}) for one in Feature):
                        station.look(noise, features)
                    station.look(noise, engine.features)
    return answers


@st.composite
def mutated(draw: st.DrawFn, value: Any, depth: int = 0) -> Any:
    """Draw `value` with something in it replaced, dropped or doubled."""
    if depth > 6 or not isinstance(value, dict | list) or not value or draw(st.integers(0, 5)) == 0:
        return draw(st.sampled_from(ODD))
    if isinstance(value, dict):
        key = draw(st.sampled_from(sorted(value)))
        if draw(st.integers(0, 7)) == 0:
            return {name: one for name, one in value.items() if name != key}
        return {**value, key: draw(mutated(value[key], depth + 1))}
    at = draw(st.integers(0, len(value) - 1))
    changed = [*value]
    changed[at] = draw(mutated(value[at], depth + 1))
    return changed if draw(st.booleans()) else changed[: at + 1]


def served(
    bodies: dict[str, bytes], change: Callable[[str, bytes], bytes]
) -> Callable[[Request], Answer]:
    """Return what answers rightly but for `change`."""

    def reply(request: Request) -> Answer:
        if request.path.endswith("/read/analyze"):
            return read_twice(b"")(request)
        key = request.path.rpartition("/")[0] if request.method == "GET" else request.path
        body = bodies.get(key, b"{}")
        return said(change(key, body))

    return reply


@MUCH
@given(st.data())
def test_mutated_bodies(
    station: Station, right: dict[str, bytes], noise: Picture, data: st.DataObject
) -> None:
    paths = sorted(path for path, body in right.items() if body and not path.endswith("Thumbnail"))
    wrong = {
        path: json.dumps(data.draw(mutated(json.loads(right[path])))).encode()
        for path in data.draw(st.lists(st.sampled_from(paths), min_size=1, unique=True))
    }
    station.replay.will(served(right, lambda path, body: wrong.get(path, body)))
    station.look(noise, data.draw(features_of(station)))


@MUCH
@given(st.data())
def test_truncated_and_spoilt_bodies(
    station: Station, right: dict[str, bytes], noise: Picture, data: st.DataObject
) -> None:
    share = data.draw(st.floats(0, 1))
    junk = data.draw(st.binary(max_size=8))

    def spoilt(_path: str, body: bytes) -> bytes:
        at = int(share * len(body))
        return body[:at] + junk

    station.replay.will(served(right, spoilt))
    station.look(noise, data.draw(features_of(station)))


@MUCH
@given(
    st.sampled_from([200, 202, 204, 206, 301, 400, 401, 403, 404, 418, 429, 500, 503, 599]),
    st.binary(max_size=40)
    | st.recursive(st.sampled_from(ODD[:9]), st.lists).map(
        lambda value: json.dumps({"error": value}, default=str).encode()
    ),
    st.dictionaries(
        st.sampled_from(["Retry-After", "Operation-Location", "apim-request-id", "Location"]),
        st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=20),
    ),
)
def test_any_status_with_any_body(
    station: Station, noise: Picture, status: int, body: bytes, headers: dict[str, str]
) -> None:
    station.replay.will(said(body, status, headers))
    station.look(noise, frozenset({Feature.CAPTION, Feature.TEXT, Feature.FACES}))


def features_of(station: Station) -> st.SearchStrategy[frozenset[Feature]]:
    every = sorted(station.engine.features)
    return st.frozensets(st.sampled_from(every), min_size=1) | st.just(frozenset(every))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[" * 200_000,
        b'{"a":' * 200_000,
        b"1" * 10_000,
        b'{"tags": [{"name": "\\ud800", "confidence": 1}]}',
        b"\xff\xfe{\x00}\x00",
        b"\xef\xbb\xbf{}",
        b"NaN",
        b'{"tags": [{"name": "x", "confidence": ' + b"9" * 5_000 + b"}]}",
        b'{"tags": [{"name": "x", "confidence": ' + b"9" * 400 + b"}]}",
        b"<!DOCTYPE html><html></html>",
    ],
    ids=lambda body: body[:20].decode("latin-1"),
)
def test_bodies_that_break_parsers(body: bytes, station: Station, noise: Picture) -> None:
    station.replay.will(said(body))
    station.look(noise, frozenset({Feature.TAGS}))
    station.replay.will(read_twice(body))
    station.look(noise, station.engine.features)


def test_the_right_bodies_are_all_understood(
    station: Station, right: dict[str, bytes], noise: Picture
) -> None:
    station.replay.will(served(right, lambda _path, body: body))
    found = station.look(noise, station.engine.features)
    assert isinstance(found, Analysis) and not found.skipped
