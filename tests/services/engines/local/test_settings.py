"""What the environment says of the local engine."""

from pathlib import Path

from services.engines.local.settings import LocalSettings
from services.environment import Reader


def test_it_is_configured_with_nothing_set_and_keeps_no_secret() -> None:
    settings = LocalSettings.read(Reader({}))
    assert settings == LocalSettings(None)
    assert settings.configured
    assert settings.gaps(chosen=True) == []
    assert settings.secrets == ()


def test_weights_may_be_in_a_folder_of_the_operators(tmp_path: Path) -> None:
    assert LocalSettings.read(Reader({"MODELS_DIR": str(tmp_path)})).models_dir == tmp_path


def test_tesseract_is_used_unless_it_is_switched_off() -> None:
    assert LocalSettings.read(Reader({})).tesseract
    assert not LocalSettings.read(Reader({"LOCAL_TESSERACT": "off"})).tesseract
    reader = Reader({"LOCAL_TESSERACT": "perhaps"})
    assert LocalSettings.read(reader).tesseract
    assert reader.problems == ["LOCAL_TESSERACT is none of on, off."]
