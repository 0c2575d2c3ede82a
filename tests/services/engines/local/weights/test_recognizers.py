import hashlib
from pathlib import Path

import pytest

from doubles.file_server import FileServer, file
from services.engines.local.ocr.languages import SCRIPT_OF_RECOGNIZER
from services.engines.local.weights.recognizers import recognizer_weight
from services.engines.local.weights.table import MOST_BYTES
from services.engines.local.weights.weights import Weights
from services.errors import WeightMissing

CONTENT = b"letters " * 1000


@pytest.mark.parametrize("name", SCRIPT_OF_RECOGNIZER)
def test_rapidocr_lists_each_with_its_address_and_sum(name: str) -> None:
    weight = recognizer_weight(name)
    assert weight.name == f"{name}_PP-OCRv5_rec_mobile.onnx"
    assert len(bytes.fromhex(weight.sha256)) == 32
    (address,) = weight.addresses
    assert address.startswith("https://") and address.endswith(weight.name)


def test_one_that_is_not_listed_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        recognizer_weight("klingon")


def listed(folder: Path, server: FileServer, sha256: str) -> Path:
    path = folder / "models.yaml"
    path.write_text(
        "onnxruntime: {PP-OCRv5: {rec: {eslav_PP-OCRv5_rec_mobile: "
        f"{{model_dir: '{server.url('/eslav.onnx')}', SHA256: {sha256}}}}}}}}}",
        "utf-8",
    )
    return path


def test_it_is_fetched_from_there_checked_and_kept(tmp_path: Path, server: FileServer) -> None:
    right = hashlib.sha256(CONTENT).hexdigest()
    weight = recognizer_weight("eslav", listed(tmp_path, server, right))
    server.script["/eslav.onnx"] = [file(CONTENT)]
    weights = Weights(None, cache_dir=tmp_path / "cache")
    assert weights.find(weight) is None
    assert weights.path(weight).read_bytes() == CONTENT
    assert weights.find(weight) == tmp_path / "cache" / "eslav.onnx"
    assert len(server.calls) == 1


@pytest.mark.parametrize("content", [b"<html>", CONTENT[::-1]])
def test_other_bytes_are_not_used_and_no_wheel_is_asked(
    tmp_path: Path, server: FileServer, content: bytes
) -> None:
    weight = recognizer_weight("eslav", listed(tmp_path, server, "0" * 64))
    server.script["/eslav.onnx"] = [file(content)]
    said: list[str] = []
    with pytest.raises(WeightMissing, match=r"python app\.py weights"):
        Weights(None, said.append, cache_dir=tmp_path / "cache").path(weight)
    assert not any("wheel" in line for line in said)


def test_a_huge_file_in_the_operators_folder_is_not_read(tmp_path: Path) -> None:
    weight = recognizer_weight("eslav")
    with (tmp_path / weight.name).open("wb") as huge:
        huge.truncate(MOST_BYTES + 1)
    assert Weights(tmp_path, cache_dir=tmp_path / "cache").find(weight) is None
