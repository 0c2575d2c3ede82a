import pytest

from doubles.azure_looking import look
from doubles.azure_service import AzureService
from doubles.telling import confidence_of
from services.engines.azure.engine import AzureEngine
from services.engines.azure.errors import AzureError
from services.jobs.records import from_json, to_json
from services.pictures.opening import Picture
from services.vision import (
    Adult,
    Caption,
    Category,
    Colors,
    Feature,
    ImageType,
    Landmark,
)

VISUAL = "caption tags objects colors categories brands adult image_type landmarks celebrities"


def test_everything_analyze_says_in_one_call(
    azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    found = look(engine, picture, VISUAL)
    assert len(azure.calls) == 1
    assert found.caption is not None
    assert found.caption.text == "Robin Example walking below the Space Needle"
    assert found.tags is not None
    assert [tag.name for tag in found.tags] == ["outdoor", "person", "street", "tower", "pigeon"]
    assert found.categories is not None
    assert found.categories[0] == Category("outdoor_street", 0.5976)
    assert found.colors == Colors("white", "grey", ("grey", "white"), "2f6c9a", False)
    assert found.adult == Adult(False, False, False, 0.0021, 0.0043, 0.0008)
    assert found.image_type == ImageType(0, 0)
    assert found.landmarks == (Landmark("Space Needle", 0.9769),)
    assert found.celebrities is not None and found.objects is not None and found.brands is not None
    (robin,) = found.celebrities
    assert robin.name == "Robin Example" and robin.box is not None
    assert robin.box.left == pytest.approx(0.33 * 512, abs=1)
    assert [one.name for one in found.objects] == ["bicycle", "person", "pigeon"]
    assert found.objects[1].box.height == pytest.approx(0.75 * 512, abs=1)
    assert [one.name for one in found.brands] == ["Contoso"]


def test_a_caption_alone_comes_with_candidates(engine: AzureEngine, picture: Picture) -> None:
    caption = look(engine, picture, "caption").caption
    assert caption is not None
    assert [one.text for one in caption.candidates] == [
        "two people walking on a street",
        "a street with a tower behind it",
    ]
    told = [confidence_of(one) for one in (caption, *caption.candidates)]
    assert told == sorted(told, reverse=True) and told[0] > told[1]
    assert from_json(to_json(caption), Caption) == caption


@pytest.mark.parametrize("kind", ["403", "400"])
def test_denied_celebrities_cost_nothing_else(
    kind: str, azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    azure.faults.celebrities_denied(kind)  # type: ignore[arg-type]
    for _ in range(5):
        found = look(engine, picture, "caption landmarks celebrities")
        assert found.caption and found.landmarks
        assert found.skipped == {
            Feature.CELEBRITIES: "Celebrity recognition needs Microsoft's approval."
        }


@pytest.mark.parametrize("kind", ["403", "400"])
def test_denied_celebrities_alone_are_a_sentence_and_no_outage(
    kind: str, azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    azure.faults.celebrities_denied(kind)  # type: ignore[arg-type]
    for _ in range(5):
        with pytest.raises(AzureError, match="needs Microsoft's approval"):
            look(engine, picture, "celebrities")
    assert look(engine, picture, "tags").tags


def test_a_denial_that_looks_like_a_wrong_key_costs_nothing_else(
    azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    """What an unapproved key is told is nowhere documented; a bare 403 is one way to say it."""
    azure.faults.status("analyze", 403)
    found = look(engine, picture, "caption celebrities")
    assert found.caption is not None
    assert "needs Microsoft's approval" in found.skipped[Feature.CELEBRITIES]


def test_landmarks_alone_do_not_make_a_wrong_key_right(
    azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    azure.faults.status("analyze", 401)
    with pytest.raises(AzureError, match="did not accept the key"):
        look(engine, picture, "caption landmarks")
    assert len(azure.calls) == 1


def test_celebrities_that_are_only_left_out_are_doubted(
    azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    azure.faults.celebrities_denied("empty")
    for features in ("celebrities", "celebrities caption"):
        found = look(engine, picture, features)
        assert found.celebrities == ()
        assert any("approval" in note for note in found.notes)


def test_details_that_fail_do_not_take_the_caption_down(
    azure: AzureService, engine: AzureEngine, picture: Picture
) -> None:
    body = {"error": {"code": "InvalidArgument", "innererror": {"code": "InvalidDetails"}}}
    azure.faults.status("analyze", 400, body, times=2)
    found = look(engine, picture, "caption landmarks celebrities")
    assert found.caption is not None
    assert set(found.skipped) == {Feature.LANDMARKS, Feature.CELEBRITIES}
