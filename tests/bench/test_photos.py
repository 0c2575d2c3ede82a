import re
import time
from pathlib import Path

import pytest
from PIL import Image

from bench import photos
from doubles.drawings import encode
from services.engines.local.engine import LocalEngine
from services.engines.local.weights.weights import Weights
from services.pictures.opening import open_picture
from services.vision import Feature


class Colours(LocalEngine):
    """An engine that only names colours, and counts the pictures."""

    features = frozenset({Feature.COLORS})
    looks = 0

    def analyze(self, *given: object, **named: object) -> object:  # type: ignore[override]
        self.looks += 1
        return super().analyze(*given, **named)  # type: ignore[arg-type]


def test_the_median_of_all_rounds_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 1.0, 10.0, 19.0, 20.0, 22.0])
    monkeypatch.setattr(time, "perf_counter", lambda: next(clock))
    assert photos.seconds(lambda: None, rounds=3) == 2.0


def test_a_row_is_looked_at_once_more_than_it_is_timed() -> None:
    engine = Colours(Weights(None))
    picture = open_picture(encode(Image.new("RGB", (60, 40), "teal"), "PNG"))
    row = photos.row("teal.png", picture, engine, rounds=3)
    assert engine.looks == 4
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[:2] == ["teal.png", "60 x 40"]
    assert all(re.fullmatch(r"\d+\.\d\d s", cell) for cell in cells[2:4])
    assert re.fullmatch(r"\d+ MiB", cells[4])


def test_the_table_goes_between_the_markers_and_nothing_else_changes(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    before, after = "# Glimpse\n\nFast.\n\n<!-- bench -->", "<!-- /bench -->\n\nMore.\n"
    readme.write_text(f"{before}\n| old |\n{after}", "utf-8")
    for table in ("| new |", "| newer |\n| still |"):
        photos.write(readme, table)
        assert readme.read_text("utf-8") == f"{before}\n{table}\n{after}"


def test_the_readme_has_a_place_for_it() -> None:
    readme = (Path(photos.__file__).parents[1] / "README.md").read_text("utf-8")
    start, end = (readme.index(marker) for marker in photos.MARKERS)
    assert all(name in readme[start:end] for name in photos.PHOTOS)
