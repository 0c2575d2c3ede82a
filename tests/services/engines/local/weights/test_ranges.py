"""A file on a server is read in parts, or it is said that it cannot be."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doubles.file_server import Answer, FileServer, file, hang_up, in_parts, say_nothing, status
from services.engines.local.weights.ranges import NoRangesError, RangedFile

CONTENT = bytes(range(256)) * 4


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(-1100, 1100), st.sampled_from([0, 1, 2]), st.integers(0, 1100))
def test_it_reads_as_a_file_on_disk_reads(
    server: FileServer, offset: int, whence: int, count: int
) -> None:
    server.script["/"] = [in_parts(CONTENT)]
    disk = io.BytesIO(CONTENT)
    with io.BufferedReader(RangedFile(server.url(), 10), 64) as remote:
        remote.seek(100), disk.seek(100)
        place = max({0: 0, 1: 100, 2: len(CONTENT)}[whence] + offset, 0)
        assert remote.seek(place) == disk.seek(place)
        assert remote.read(count) == disk.read(count)
        assert remote.read() == disk.read()


def test_only_what_is_read_is_fetched(server: FileServer) -> None:
    server.script["/"] = [in_parts(CONTENT)]
    with io.BufferedReader(RangedFile(server.url(), 10), 64) as remote:
        remote.seek(-50, io.SEEK_END)
        assert remote.read(10) == CONTENT[-50:-40]
    assert [call.part for call in server.calls] == ["bytes=0-0", "bytes=974-1023"]


@pytest.mark.parametrize(
    "answer",
    [
        file(CONTENT),
        status(404),
        status(206, CONTENT[:1], Content_Range="bytes 5-5/1024"),
        status(206, b"", Content_Range="bytes 0-0/1024"),
        status(206, CONTENT[:1], Content_Range="bytes 0-0/*"),
        hang_up,
    ],
)
def test_a_server_without_parts_is_said_to_be_one(server: FileServer, answer: Answer) -> None:
    server.script["/"] = [answer]
    with pytest.raises(NoRangesError):
        RangedFile(server.url(), 10)


def test_a_silent_server_is_not_waited_for(server: FileServer) -> None:
    server.script["/"] = [say_nothing]
    with pytest.raises(NoRangesError, match="Timeout"):
        RangedFile(server.url(), 0.1)
