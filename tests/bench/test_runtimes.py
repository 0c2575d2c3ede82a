import sys
import time

import pytest

from bench import runtimes
from bench.pages.sets import dense_pages
from services.engines.local.engine import LocalEngine
from services.engines.local.ocr.reader import TextReader
from services.engines.local.ocr.runtime import Runtime
from services.vision import Text


def test_dense_pages_are_no_two_of_one_size() -> None:
    sizes = [image.size for image in dense_pages(3)]
    assert len(set(sizes)) == 3
    assert sizes[0] == (1920, 1080)


def test_only_reading_takes_time_and_each_picture_is_read_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = iter([1.0, 1.5, 7.0, 9.0])
    monkeypatch.setattr(time, "process_time", lambda: next(clock))
    read: list[object] = []

    class Reader(TextReader):
        def __init__(self) -> None:
            pass

        def read_text(self, image: object) -> Text:
            read.append(image)
            return Text(())

    images = list(dense_pages(2))
    assert runtimes.processor_seconds(Reader(), images) == 2.5
    assert read == images


def test_peak_memory_is_of_this_process_and_in_mebibytes() -> None:
    before = runtimes.peak()
    held = bytearray((before + 64) << 20)
    held[:: 1 << 12] = b"x" * len(held[:: 1 << 12])  # a page of memory is there once it is written
    assert before + 64 <= runtimes.peak() < 5 * (before + 64)


@pytest.mark.parametrize("only", ["cold", "warm"])
def test_the_first_picture_is_timed_after_what_was_warmed_up(
    only: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    done: list[str] = []
    monkeypatch.setattr(LocalEngine, "warm_up", lambda _engine: done.append("warm"))
    monkeypatch.setattr(LocalEngine, "analyze", lambda *_given: done.append("look"))
    monkeypatch.setattr(sys, "argv", ["runtimes", Runtime.ONNXRUNTIME, "--only", only])
    runtimes.main()
    assert done == (["look"] if only == "cold" else ["warm", "look"])
    name, *how, seconds, unit = capsys.readouterr().out.split()
    assert (name, how[0], unit) == ("onnxruntime", only if only == "cold" else "warmed", "s")
    assert 0 <= float(seconds) < 20
