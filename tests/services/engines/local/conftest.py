"""The models, each loaded once in a process that runs tests; and a pip that asks no network."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from doubles.fake_pip import FakePip, python_without_pip
from doubles.file_server import FileServer, serving
from services.engines.local import engine as engine_module
from services.engines.local.engine import LocalEngine
from services.engines.local.faces import FaceDetector
from services.engines.local.objects.detector import ObjectDetector
from services.engines.local.ocr import reader as ocr_module
from services.engines.local.ocr.models import TextModels
from services.engines.local.ocr.reader import TextReader
from services.engines.local.weights.table import YOLOX_NANO, YUNET
from services.engines.local.weights.weights import Weights


@pytest.fixture(scope="session")
def text_models() -> TextModels:
    return TextModels()


@pytest.fixture(scope="session")
def reader(text_models: TextModels) -> TextReader:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ocr_module, "TextModels", lambda _runtime: text_models)
        return TextReader()


@pytest.fixture(scope="session")
def face_detector(weights: Weights) -> FaceDetector:
    return FaceDetector(weights.path(YUNET))


@pytest.fixture(scope="session")
def yolox_nano(weights: Weights) -> Path:
    return weights.path(YOLOX_NANO)


@pytest.fixture(scope="session")
def object_detector(yolox_nano: Path) -> ObjectDetector:
    return ObjectDetector(yolox_nano)


@pytest.fixture
def one_reader(reader: TextReader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every engine of a test read with the models that are loaded already."""
    monkeypatch.setattr(engine_module, "TextReader", lambda *_: reader)


@pytest.fixture
def engine(weights: Weights, one_reader: None) -> LocalEngine:
    return LocalEngine(weights)


@pytest.fixture
def pip(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> FakePip:
    """Return the pip that is used while a test runs, its shelf empty."""
    found = FakePip.installed(tmp_path_factory.mktemp("pip"))
    monkeypatch.setenv("PYTHONPATH", str(found.home))
    return found


@pytest.fixture
def no_pip(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONPATH", raising=False)
    home = tmp_path_factory.mktemp("without-pip")
    monkeypatch.setattr(sys, "executable", python_without_pip(home))


@pytest.fixture
def server() -> Iterator[FileServer]:
    with serving() as running:
        yield running
