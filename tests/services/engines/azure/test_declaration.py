"""Azure in the table of engines: made of its settings, and checked, a line a service."""

from doubles.azure_service import AzureService
from services.engines.azure.declaration import AZURE
from services.engines.azure.settings import AzureSettings
from services.environment import Reader


def settings(endpoint: str, key: str, **more: str) -> AzureSettings:
    environ = {"COMPUTER_VISION_ENDPOINT": endpoint, "COMPUTER_VISION_SUBSCRIPTION_KEY": key}
    return AZURE.read(Reader(environ | more))


def test_each_service_is_checked_with_one_call() -> None:
    with AzureService() as azure:
        checks = list(AZURE.check(settings(azure.endpoint, azure.key), print))
        assert len(azure.calls) == 3
    assert [one.works for one in checks] == [True, True, True]
    assert {"Azure Computer Vision 3.2", "Azure Face"} < {one.name for one in checks}


def test_a_wrong_key_is_told_for_each_service_and_not_shown() -> None:
    with AzureService() as azure:
        checks = list(AZURE.check(settings(azure.endpoint, "1" * 32), print))
    assert not any(one.works for one in checks)
    assert "1" * 32 not in "".join(one.sentence for one in checks)


def test_the_engine_is_made_with_what_is_set() -> None:
    engine = AZURE.make(settings("https://eyes.example", "x", AZURE_VISION_API="4.0"), print)
    assert engine.name == AZURE.name
    assert AZURE.needs_stand_in
