import pytest

from doubles.azure_looking import AUTO_REPLY, MakeEngine, look
from doubles.azure_service import AzureService
from doubles.fake_time import FakeTime
from services.engines.azure.breaker import OPEN_SECONDS
from services.engines.azure.engine import AzureEngine
from services.engines.azure.errors import AzureError, KeyRefused
from services.pictures.opening import Picture
from services.vision import (
    AnalysisOptions,
    Feature,
)


def test_a_part_that_fails_hides_nothing(
    azure: AzureService,
    engine: AzureEngine,
    picture: Picture,
    caplog: pytest.LogCaptureFixture,
) -> None:
    azure.faults.status("read", 500, times=None)
    found = look(engine, picture, AUTO_REPLY)
    assert found.caption and found.faces
    assert found.text is None
    assert found.skipped == {Feature.TEXT: "Azure is not answering."}
    (refused,) = azure.calls_of("read")
    assert refused.request_id in caplog.text and "HTTP 500" in caplog.text
    assert azure.key not in caplog.text


def test_a_wrong_key_is_one_error(
    azure: AzureService,
    engine_for: MakeEngine,
    picture: Picture,
    caplog: pytest.LogCaptureFixture,
) -> None:
    engine = engine_for(azure.endpoint, "another-fake-key")
    with pytest.raises(KeyRefused) as raised:
        look(engine, picture, AUTO_REPLY)
    assert raised.value.refused
    assert "another-fake-key" not in caplog.text
    assert all(call.request_id in caplog.text for call in azure.calls_of("analyze", "read"))


def test_a_dead_vision_is_left_alone_until_a_minute_is_over(
    azure: AzureService, engine: AzureEngine, picture: Picture, fake: FakeTime
) -> None:
    azure.faults.status("tag", 500, times=3)
    for _ in range(6):
        with pytest.raises(AzureError):
            look(engine, picture, "tags")
    assert len(azure.calls) == 3
    fake.now += OPEN_SECONDS
    assert look(engine, picture, "tags").tags
    assert look(engine, picture, "caption tags").caption


def test_waiting_for_the_rate_limit_is_told(
    azure: AzureService, engine_for: MakeEngine, picture: Picture
) -> None:
    engine = engine_for(azure.endpoint, azure.key, rate="1/60s")
    assert not look(engine, picture, "tags").notes
    assert look(engine, picture, "tags").notes == ("Waited 60 s for Azure's rate limit.",)


def test_the_services_own_rate_limit_is_waited_for_and_told(
    azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    azure.faults.retry_after("tag", 12, in_header=False)
    assert look(engine, picture, "tags").notes == ("Waited 12 s for Azure's rate limit.",)


def test_a_wait_that_nobody_has_time_for_is_an_error(
    azure: AzureService, engine: AzureEngine, picture: Picture, fake: FakeTime
) -> None:
    azure.faults.retry_after("tag", 55, in_header=False)
    with pytest.raises(AzureError) as raised:
        look(engine, picture, "tags", AnalysisOptions(seconds=30))
    assert raised.value.refused
    assert fake.slept == []
