from pathlib import Path

import pytest

from doubles.fake_tesseract import FakeTesseract
from services.engines.local import languages as languages_module
from services.engines.local.languages import (
    fetch_languages,
    readable_here,
    recognizers_on_disk,
    second_readers,
)
from services.engines.local.ocr.tesseract import Tesseract
from services.engines.local.settings import LocalSettings
from services.engines.local.weights.table import Weight
from services.engines.local.weights.weights import Weights


class Shelf(Weights):
    """Weights of which those that are named are on disk; counts what is fetched."""

    def __init__(self, *names: str) -> None:
        self._names, self.fetched = names, list[str]()

    def find(self, weight: Weight) -> Path | None:
        return Path(weight.name) if weight.name.split("_")[0] in self._names else None

    def path(self, weight: Weight) -> Path:
        self.fetched.append(weight.name.split("_")[0])
        return Path(weight.name)


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeTesseract:
    found = FakeTesseract(tmp_path)
    monkeypatch.setattr(languages_module, "Tesseract", lambda: Tesseract(found.command))
    return found


def test_recognizers_are_asked_before_tesseract_which_can_be_switched_off() -> None:
    readers = second_readers(LocalSettings(), Shelf())
    assert [type(one).__name__ for one in readers] == ["Recognizers", "Tesseract"]
    assert len(second_readers(LocalSettings(tesseract=False), Shelf())) == 1


def test_what_is_on_disk_is_found_and_nothing_is_fetched() -> None:
    shelf = Shelf("eslav", "el")
    assert set(recognizers_on_disk(shelf)) == {"eslav", "el"}
    assert shelf.fetched == []


def test_each_recognizer_is_fetched_once() -> None:
    shelf, told = Shelf(), list[str]()
    assert fetch_languages(shelf, ["ru", "uk", "ar"], told.append)
    assert shelf.fetched == ["eslav", "arabic"]


def test_a_language_without_a_recognizer_is_pointed_to_tesseract() -> None:
    shelf, told = Shelf(), list[str]()
    assert not fetch_languages(shelf, ["he", "ru"], told.append)
    assert shelf.fetched == ["eslav"]
    assert "heb" in told[-1] and "tesseract" in told[-1]


def test_it_is_told_what_reads_what(fake: FakeTesseract) -> None:
    fake.answers("eng\nheb\nrus\n")
    told = readable_here(LocalSettings(), Shelf("eslav"))
    assert told == (
        "Latin, Chinese and Japanese; Cyrillic (PP-OCR); "
        "Cyrillic (tesseract: rus); Hebrew (tesseract: heb)"
    )
    assert "README" in readable_here(LocalSettings(tesseract=False), Shelf())
