"""What the environment says of the local engine."""

from pathlib import Path

import pytest

from services.engines.local import settings as settings_module
from services.engines.local.ocr.runtime import MISSING, Runtime
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


@pytest.mark.parametrize("there", [True, False])
def test_a_runtime_that_is_chosen_and_not_installed_is_a_gap(
    there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {"openvino": there or None}
    monkeypatch.setattr(settings_module, "find_spec", found.__getitem__)
    chosen = LocalSettings.read(Reader({"LOCAL_RUNTIME": "openvino"}))
    assert chosen.runtime is Runtime.OPENVINO
    assert chosen.gaps(chosen=True) == ([] if there else [MISSING])
    assert LocalSettings().gaps(chosen=True) == []


def test_an_unknown_runtime_is_a_problem() -> None:
    reader = Reader({"LOCAL_RUNTIME": "cuda"})
    assert LocalSettings.read(reader).runtime is Runtime.ONNXRUNTIME
    (problem,) = reader.problems
    assert "LOCAL_RUNTIME" in problem and "openvino" in problem


def test_tesseract_is_used_unless_it_is_switched_off() -> None:
    assert LocalSettings.read(Reader({})).tesseract
    assert not LocalSettings.read(Reader({"LOCAL_TESSERACT": "off"})).tesseract
    reader = Reader({"LOCAL_TESSERACT": "perhaps"})
    assert LocalSettings.read(reader).tesseract
    assert reader.problems == ["LOCAL_TESSERACT is none of on, off."]
