# ruff: noqa: RUF001 - letters of other scripts that look like Latin ones are the point here
from pathlib import Path
from shutil import copyfile

import pytest

from services.drawing.fonts import Fonts, find_fonts, has_glyph, installed_fonts

FILES = installed_fonts().files
LATIN, ARABIC, DEVANAGARI = FILES


@pytest.mark.parametrize(
    ("file", "has", "lacks"),
    [(LATIN, "aéЯωन…“ ", "中אم"), (ARABIC, "aم۱؟", "Я中"), (DEVANAGARI, "नa", "Яم")],
)
def test_fonts_know_what_they_have(file: Path, has: str, lacks: str) -> None:
    assert all(has_glyph(file, char) for char in has)
    assert not any(has_glyph(file, char) for char in lacks)


def test_more_fonts_are_asked_only_when_needed() -> None:
    asked = []

    def more() -> tuple[Path, ...]:
        asked.append(1)
        return (ARABIC,)

    fonts = Fonts((LATIN,), more=more)
    assert fonts.having_all("plain") == LATIN and not asked
    assert fonts.having_all("مخرج") == ARABIC and asked


def test_fonts_are_found_by_name_in_order_of_preference(tmp_path: Path) -> None:
    for name in ("msyh.ttc", "deep/NotoSansCJK-Regular.otf", "Other.ttf", "PingFang.txt"):
        target = tmp_path / name
        target.parent.mkdir(exist_ok=True)
        copyfile(LATIN, target)
    (tmp_path / "malgun.ttf").write_bytes(b"no font at all")
    (tmp_path / "simsun.ttc").mkdir()
    found = [file.name for file in find_fonts([tmp_path, tmp_path / "absent"])]
    assert found == ["NotoSansCJK-Regular.otf", "msyh.ttc"]
