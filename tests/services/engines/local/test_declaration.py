"""The local engine in the table of engines: its weights are fetched and checked."""

from pathlib import Path

import pytest

from services.engines.local.declaration import LOCAL
from services.engines.local.settings import LocalSettings
from services.engines.local.weights import weights as weights_module
from services.engines.local.weights.table import ALL, Weight
from services.engines.local.weights.weights import Weights
from services.errors import RequestError, WeightMissing


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no weight be had."""

    def missing(_self: Weights, weight: Weight) -> Path:
        raise WeightMissing(f"{weight.name} could not be had.")

    monkeypatch.setattr(weights_module.Weights, "path", missing)


def test_weights_that_are_there_are_ready_and_named(weights: Weights) -> None:
    assert weights
    told: list[str] = []
    assert LOCAL.prepare(LocalSettings(), told.append)
    *checks, scripts = LOCAL.check(LocalSettings(tesseract=False), told.append)
    assert [one.name for one in checks] == [f"weight {one.name}" for one in ALL]
    assert all(one.works and Path(one.sentence).exists() for one in checks)
    assert (scripts.name, scripts.works) == ("scripts", True)
    assert scripts.sentence.startswith("Latin, Chinese and Japanese")


def test_a_weight_that_cannot_be_had_is_told_and_the_rest_goes_on(nowhere: None) -> None:
    told: list[str] = []
    assert not LOCAL.prepare(LocalSettings(), told.append)
    assert len(told) == len(ALL)
    assert all("The other features work." in one for one in told)
    *checks, scripts = LOCAL.check(LocalSettings(tesseract=False), told.append)
    assert checks and not any(one.works for one in checks)
    assert scripts.works


@pytest.mark.usefixtures("nowhere")
def test_languages_are_fetched_only_when_they_are_named() -> None:
    told: list[str] = []
    assert not LOCAL.fetch_languages(LocalSettings(), ["ru", "uk", "el"], told.append)
    assert len(told) == 2
    assert all("PP-OCRv5" in one for one in told)
    told.clear()
    LOCAL.prepare(LocalSettings(), told.append)
    assert told and not any("PP-OCRv5" in one for one in told)


def test_an_unknown_language_is_told_with_those_there_are() -> None:
    with pytest.raises(RequestError, match="no language xx; try ru, uk"):
        LOCAL.fetch_languages(LocalSettings(), ["ru", "xx"], lambda _: None)
