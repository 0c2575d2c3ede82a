"""The bench of reliability compares two readers on the same lines."""

import sys

import pytest
from PIL import Image

from bench import reliability


def test_it_prints_how_far_each_reader_is_from_the_truth(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[Image.Image] = []

    def boasting(image: Image.Image) -> list[tuple[str, float, float]]:
        seen.append(image)
        return [("nothing that was written", 1.0, 20.0)]

    def modest(image: Image.Image) -> list[tuple[str, float, float]]:
        assert image is seen[-1]
        return [("nothing that was written", 0.1, 20.0)]

    monkeypatch.setattr(reliability, "by_rapidocr", lambda: boasting)
    monkeypatch.setattr(reliability, "by_glimpse", lambda: modest)
    monkeypatch.setattr(sys, "argv", ["reliability", "--set", "tune", "--pages", "3"])
    reliability.main()
    printed = capsys.readouterr().out.split("\n")
    errors = [float(line.split()[-1]) for line in printed if "calibration error" in line]
    assert errors == [1.0, 0.1]
