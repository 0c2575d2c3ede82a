"""The second detector on real photographs, and as a veto on the first."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from doubles.drawings import photograph
from services.engines.local.objects.coco import NAMES
from services.engines.local.objects.detector import ObjectDetector
from services.engines.local.objects.second_opinion import SecondOpinion
from services.engines.local.weights.table import EFFICIENTDET_LITE0
from services.engines.local.weights.weights import Weights
from services.errors import EngineError


@pytest.fixture(scope="module")
def opinion(weights: Weights) -> SecondOpinion:
    return SecondOpinion(weights.path(EFFICIENTDET_LITE0))


def test_what_is_there_is_supported_by_cocos_names(opinion: SecondOpinion) -> None:
    supported = opinion.supported(photograph("coffee"))
    assert {"cup", "dining table"} <= supported <= {*NAMES, "???"}
    assert "elephant" not in supported
    assert "cat" in opinion.supported(photograph("chelsea"))


def test_nothing_is_there_in_an_empty_picture(opinion: SecondOpinion) -> None:
    assert opinion.supported(Image.new("RGB", (3, 500), "white")) == frozenset()


def test_threads_do_not_mix_pictures_up(opinion: SecondOpinion) -> None:
    pictures = [photograph("coffee"), photograph("chelsea")] * 3
    alone = [opinion.supported(picture) for picture in pictures[:2]] * 3
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(opinion.supported, pictures)) == alone


@pytest.mark.parametrize("content", [b"", b"no network", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_is_no_network_is_an_error_with_a_sentence(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "model").write_bytes(content)
    with pytest.raises(EngineError, match="could not be started"):
        SecondOpinion(tmp_path / "model")


def test_only_what_is_supported_is_told(yolox_nano: Path) -> None:
    asked: list[Image.Image] = []

    def no_table(image: Image.Image) -> set[str]:
        asked.append(image)
        return {"cup", "spoon"}

    coffee = photograph("coffee")
    detector = ObjectDetector(yolox_nano, no_table)
    plain = {thing.name for thing in ObjectDetector(yolox_nano).detect(coffee)}
    assert "dining table" in plain
    assert {thing.name for thing in detector.detect(coffee)} == plain - {"dining table"}
    assert asked == [coffee]
    assert detector.detect(Image.new("RGB", (300, 200), "white")) == ()
    assert len(asked) == 1
