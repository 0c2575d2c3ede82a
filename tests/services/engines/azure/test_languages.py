import pytest

from doubles.azure_looking import look
from doubles.azure_service import AzureService
from services.engines.azure.engine import AzureEngine
from services.pictures.opening import Picture
from services.vision import AnalysisOptions


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
