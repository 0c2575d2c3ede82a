"""The look at the picture as a whole, on real photographs."""

import pytest
from PIL import Image

from doubles.drawings import photograph
from services.engines.local.scenes.looker import MOST_PIXELS, SceneLooker
from services.engines.local.weights.table import EFFICIENTNET_LITE0, PLACES
from services.engines.local.weights.weights import Weights


@pytest.fixture(scope="module")
def looker(weights: Weights) -> SceneLooker:
    return SceneLooker(weights.path(PLACES), weights.path(EFFICIENTNET_LITE0))


def test_what_fills_the_picture_is_told(looker: SceneLooker) -> None:
    seen = looker.look(photograph("chelsea"))
    assert seen.thing is not None and seen.thing.name == "cat"
    assert seen.scene is None
    assert "cat" in [tag.name for tag in seen.tags]


def test_a_large_picture_is_looked_at_in_a_small_copy(
    looker: SceneLooker, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    resize = Image.Image.resize

    def noting(image: Image.Image, *arguments: object, **named: object) -> Image.Image:
        sizes.append(image.width * image.height)
        return resize(image, *arguments, **named)  # type: ignore[arg-type]

    large = photograph("coffee").resize((4000, 3000))
    monkeypatch.setattr(Image.Image, "resize", noting)
    assert looker.look(large).thing is not None
    assert sizes and max(sizes) <= MOST_PIXELS


def test_an_even_grey_has_no_sky(looker: SceneLooker) -> None:
    seen = looker.look(Image.linear_gradient("L").convert("RGB"))
    assert seen.scene is None or seen.scene.name != "sky"
