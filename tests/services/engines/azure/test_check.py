from doubles.azure_looking import MakeEngine
from doubles.azure_service import AzureService
from services.engines.azure.check import accesses
from services.engines.azure.engine import AzureEngine


def test_a_check_says_what_the_key_may_use(azure: AzureService, engine: AzureEngine) -> None:
    vision, newer, face = accesses(engine)
    assert vision.works and newer.works and face.works
    assert "landmarks" in vision.sentence and "approved" in vision.sentence
    assert "dense captions" in newer.sentence
    assert "faces" in face.sentence
    assert len(azure.calls) == 3
    assert vision.endpoint == azure.endpoint


def test_a_check_of_a_region_without_captions(azure: AzureService, engine: AzureEngine) -> None:
    azure.faults.no_caption_region()
    newer = list(accesses(engine))[1]
    assert newer.works and "no captions" in newer.sentence
    assert "dense captions" not in newer.sentence and "people" in newer.sentence


def test_a_check_of_a_wrong_key(azure: AzureService, engine_for: MakeEngine) -> None:
    found = list(accesses(engine_for(azure.endpoint, "another-fake-key")))
    assert [one.works for one in found] == [False] * 3
    assert all(one.sentence == "Azure did not accept the key." for one in found)
