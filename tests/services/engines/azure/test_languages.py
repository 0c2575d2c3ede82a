import pytest

from doubles.azure_looking import look
from doubles.azure_service import AzureService
from services.engines.azure.engine import AzureEngine
from services.engines.azure.languages import PRINTED, SPEAKING, note_on, printed_language, spoken
from services.pictures.opening import Picture
from services.vision import AnalysisOptions, Feature


@pytest.mark.parametrize(
    ("language", "tag", "asked"),
    [
        ("es", "calle", "es"),
        ("pt-BR", "pessoa", "pt"),
        ("zh-Hans", "人员", "zh"),
        ("ja", "人", "ja"),
    ],
)
def test_what_can_be_translated_is(
    language: str,
    tag: str,
    asked: str,
    azure: AzureService,
    engine: AzureEngine,
    picture: Picture,
) -> None:
    options = AnalysisOptions(language=language)
    found = look(engine, picture, "caption tags objects", options)
    assert found.tags and tag in {one.name for one in found.tags}
    assert found.objects and found.objects[0].name == "bicycle"
    assert not found.notes
    assert {call.query.get("language") for call in azure.calls} == {asked, None}


def test_another_language_is_english_and_a_note(engine: AzureEngine, picture: Picture) -> None:
    found = look(engine, picture, "caption text", AnalysisOptions(language="fr"))
    assert found.caption is not None and found.text is not None
    (note,) = found.notes
    assert "English" in note
    assert not look(engine, picture, "text", AnalysisOptions(language="fr")).notes


@pytest.mark.parametrize(
    ("language", "called"),
    [("en", "en"), ("EN-gb", "en"), ("pt_BR", "pt"), ("zh-Hant", "zh"), ("fr", "en"), ("", "en")],
)
def test_a_language_is_called_by_its_first_part(language: str, called: str) -> None:
    assert spoken(language) == called


@pytest.mark.parametrize("feature", sorted(Feature))
def test_who_asks_in_another_language_is_told_only_of_what_would_be_spoken(
    feature: Feature,
) -> None:
    note = note_on("fr", frozenset({feature}))
    assert bool(note) is (feature in SPEAKING or feature is Feature.DENSE_CAPTIONS)
    assert not note_on("es-MX", frozenset({feature}))


def test_the_note_names_all_that_azure_speaks() -> None:
    note = note_on("fr", frozenset({Feature.CAPTION}))
    assert note == (
        "Azure speaks English, Spanish, Japanese, Portuguese and Chinese, "
        "so it answered in English."
    )


@pytest.mark.parametrize(
    ("language", "spelled"),
    [("unk", "unk"), ("DE", "de"), ("zh_hant", "zh-Hant"), ("sr-latn", "sr-Latn"), ("tlh", None)],
)
def test_printed_text_is_asked_for_as_ocr_spells_it(language: str, spelled: str | None) -> None:
    assert printed_language(language) == spelled


def test_ocr_reads_its_27_languages() -> None:
    assert len(PRINTED) == 27
