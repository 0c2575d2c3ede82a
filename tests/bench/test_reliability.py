"""The bench of reliability reads with the same recogniser as rapidocr does."""

import sys

import pytest

from bench import reliability


@pytest.mark.slow
def test_it_prints_how_far_each_reader_is_from_the_truth(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["reliability", "--set", "tune", "--pages", "6"])
    reliability.main()
    errors = [
        float(line.split()[-1]) for line in capsys.readouterr().out.split("\n") if "error" in line
    ]
    bare, own = errors
    assert own < bare
