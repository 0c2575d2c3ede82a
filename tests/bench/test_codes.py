import pytest
from PIL import Image

from bench import codes
from bench.drawn_codes import Sample, samples
from services.vision import CodeKind


def sample(kind: CodeKind, text: str, condition: str) -> Sample:
    return Sample(kind, text, condition, Image.new("RGB", (8, 8), "white"))


def test_a_code_counts_where_kind_and_content_are_right(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter([{("qr", "a")}, {("aztec", "b")}, {("qr", "c"), ("itf", "12")}])
    nothing: set[tuple[str, str]] = set()
    readers = {"glimpse": lambda _image: next(answers), "opencv": lambda _image: nothing}
    monkeypatch.setattr(codes, "READERS", readers)
    codes.measure([sample(CodeKind.QR, text, "straight") for text in "abc"])
    table = capsys.readouterr().out
    assert [line.split()[1:] for line in table.splitlines() if line.startswith("qr")] == [
        ["3", "2", "0"]
    ]
    assert "read wrongly by Glimpse: 2" in table


def test_a_code_where_there_is_none_is_an_alarm(capsys: pytest.CaptureFixture[str]) -> None:
    blank = Image.new("RGB", (64, 64), "white")
    drawn = next(samples("tune")).image
    codes.measure_false_alarms(iter([("blank", blank), ("coded", drawn), ("coded", blank)]))
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["blank", "1", "0"] in rows and ["coded", "2", "1"] in rows and ["all", "3", "1"] in rows


def test_opencv_reads_a_plain_code() -> None:
    straight = next(samples("tune"))
    assert codes.by_opencv(straight.image) in ({("qr", straight.text)}, set())
    assert codes.by_glimpse(straight.image) == {("qr", straight.text)}
