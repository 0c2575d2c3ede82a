"""What the networks can run on, and what is said where it is not installed."""

from pathlib import Path

from services.engines.local.ocr.runtime import MISSING, Runtime

ROOT = Path(__file__).resolve().parents[5]


def test_what_is_missing_can_be_had_by_what_the_sentence_says() -> None:
    assert f"LOCAL_RUNTIME={Runtime.ONNXRUNTIME}" in MISSING
    assert "pip install -r requirements-openvino.txt" in MISSING
    wanted = (ROOT / "requirements-openvino.txt").read_text("utf-8").splitlines()
    assert any(line.startswith("openvino==") for line in wanted)
