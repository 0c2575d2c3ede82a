"""The text reader on drawn text, where every letter and its place is known, and on photographs."""

import math
import subprocess
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import fontpkg
import pytest
from PIL import Image, ImageDraw, ImageFont

from doubles.drawings import photograph
from doubles.telling import confidence_of, polygon_of
from services.engines.local.ocr import reader as ocr_module
from services.engines.local.ocr.languages import Script
from services.engines.local.ocr.lines import polygon_of as polygon_of_quad
from services.engines.local.ocr.models import TextModels
from services.engines.local.ocr.orientation import Line
from services.engines.local.ocr.reader import CUT_SHORT, TextReader, cannot_read
from services.engines.local.ocr.second_readers import SecondReading
from services.vision import Box, Point, TextLine

LINES = ("Meet me at the harbour", "on Thursday, 17:30", "and bring 42 umbrellas")
SIZE = (480, 260)
PLACED = [(40, 40 + 60 * row, line) for row, line in enumerate(LINES)]


def drawn(
    placed: Iterable[tuple[int, int, str]],
    size: tuple[int, int] = SIZE,
    pixels: int = 30,
    ink: str = "black",
    paper: str = "white",
) -> tuple[Image.Image, list[Box]]:
    """Return a picture with texts at (x, y), and the box of each one's ink."""
    image = Image.new("RGB", size, paper)
    draw, boxes = ImageDraw.Draw(image), []
    font = ImageFont.truetype(str(fontpkg.path("noto-sans")), pixels)
    for x, y, text in placed:
        draw.text((x, y), text, font=font, fill=ink)
        left, top, right, bottom = draw.textbbox((x, y), text, font=font)
        boxes.append(Box(left, top, right - left, bottom - top))
    return image, boxes


def turned(image: Image.Image, quarters: int) -> Image.Image:
    """Turn the picture clockwise."""
    return image.rotate(-90 * quarters, expand=True)


def turned_point(point: Point, size: tuple[int, int], quarters: int) -> Point:
    """Return where a point of a picture of `size` is after that turn."""
    (x, y), (width, height) = point, size
    return [(x, y), (height - y, x), (width - x, height - y), (y, width - x)][quarters]


def without_spaces(text: str) -> str:
    """Return the letters: the recogniser misplaces one space in thirty."""
    return "".join(text.split())


def corners(box: Box) -> list[Point]:
    return [
        (box.left, box.top),
        (box.right, box.top),
        (box.right, box.bottom),
        (box.left, box.bottom),
    ]


@pytest.mark.parametrize("quarters", range(4))
def test_text_is_read_whichever_way_the_page_is_turned(reader: TextReader, quarters: int) -> None:
    image, boxes = drawn(PLACED)
    text = reader.read_text(turned(image, quarters))
    assert tuple(line.text for line in text.lines) == LINES
    for line, box in zip(text.lines, boxes, strict=True):
        assert confidence_of(line) > 0.9
        for found, true in zip(polygon_of(line), corners(box), strict=True):
            assert math.dist(found, turned_point(true, SIZE, quarters)) < 20


@pytest.mark.parametrize("quarters", range(4))
def test_words_stand_where_they_were_drawn(reader: TextReader, quarters: int) -> None:
    words = [(30, "alpha"), (190, "beta"), (330, "gamma")]
    image, boxes = drawn([(x, 100, word) for x, word in words])
    found = [
        word for line in reader.read_text(turned(image, quarters)).lines for word in line.words
    ]
    assert [word.text for word in found] == ["alpha", "beta", "gamma"]
    for word, box in zip(found, boxes, strict=True):
        assert 0.9 < confidence_of(word) <= 1
        for there, true in zip(polygon_of(word), corners(box), strict=True):
            assert math.dist(there, turned_point(true, SIZE, quarters)) < 20


def test_a_line_is_cut_into_its_words(reader: TextReader) -> None:
    image, _ = drawn([(30, 100, "one sentence, four words")], pixels=24)
    (line,) = reader.read_text(image).lines
    assert [word.text for word in line.words] == line.text.split()
    lefts = [polygon_of(word)[0][0] for word in line.words]
    rights = [polygon_of(word)[1][0] for word in line.words]
    assert all(left < right for left, right in zip(lefts, rights, strict=True))
    assert all(right <= left + 3 for right, left in zip(rights, lefts[1:], strict=False))


def test_a_table_is_read_row_by_row(reader: TextReader) -> None:
    rows = [("Pears", "0.99", "7"), ("Total", "21.33", "19")]
    cells = [
        (30 + 150 * column, 30 + 70 * row + 3 * column, cell)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
    ]
    image, _ = drawn(cells, (420, 150), pixels=24)
    for quarters in (0, 3):
        text = reader.read_text(turned(image, quarters))
        assert [line.text for line in text.lines] == [cell for row in rows for cell in row]


def test_one_page_may_hold_lines_turned_each_its_own_way(reader: TextReader) -> None:
    image = Image.new("RGB", (620, 620), "white")
    sides = ("The upper side", "The right hand side", "Upside down below", "The left hand side")
    for quarters, side in enumerate(sides):
        strip, _ = drawn([(100, 20, side)], (620, 70), 28)
        image.paste(turned(strip, quarters), [(0, 0), (550, 0), (0, 550), (0, 0)][quarters])
    found = {line.text: polygon_of(line) for line in reader.read_text(image).lines}
    assert set(found) == set(sides)
    for side, (dx, dy) in zip(sides, [(1, 0), (0, 1), (-1, 0), (0, -1)], strict=True):
        (x, y), (x2, y2), *_ = found[side]
        assert (x2 - x) * dx + (y2 - y) * dy > 100


@pytest.mark.parametrize(("ink", "paper"), [("#d4d4d4", "#1e1e1e"), ("black", "white")])
def test_small_print_of_a_screenshot_is_read_right(
    reader: TextReader, ink: str, paper: str
) -> None:
    lines = ["Traceback (most recent call last):", "KeyError: 'channel'", "exit status 1"]
    placed = [(12, 12 + 24 * row, line) for row, line in enumerate(lines)]
    image, _ = drawn(placed, (420, 100), 12, ink, paper)
    assert [without_spaces(line.text) for line in reader.read_text(image).lines] == [
        without_spaces(line) for line in lines
    ]


def test_the_labels_of_a_small_chart_are_all_read(reader: TextReader) -> None:
    """The detector misses most of these digits as they are; only a closer look finds them."""
    scale = [(12, 30 + 55 * row, str(20 - 5 * row)) for row in range(5)]
    bars = [(70 + 90 * column, 284, f"Q{column + 1}") for column in range(4)]
    image, _ = drawn([*scale, *bars, (120, 4, "Visitors")], (450, 310), 11)
    draw = ImageDraw.Draw(image)
    for column in range(4):
        draw.rectangle((62 + 90 * column, 100 + 30 * column, 96 + 90 * column, 276), fill="#f58518")
    found = {line.text for line in reader.read_text(image).lines}
    assert found == {text for _, _, text in [*scale, *bars]} | {"Visitors"}


def test_a_small_pane_on_a_large_screen_is_read(reader: TextReader) -> None:
    pane = [(2500, 1300 + 30 * row, line) for row, line in enumerate(LINES)]
    image, _ = drawn(pane, (3840, 2160), 14, paper="#dde3ea")
    assert [line.text for line in reader.read_text(image).lines] == list(LINES)


def test_what_is_no_text_is_not_read(reader: TextReader) -> None:
    for photo in ("chelsea", "coffee", "astronaut"):
        assert reader.read_text(photograph(photo)).lines == ()


def test_ornaments_are_no_text_but_signs_among_letters_are(reader: TextReader) -> None:
    flag = Image.new("RGB", SIZE, "navy")
    for x in range(60, 420, 90):
        ImageDraw.Draw(flag).regular_polygon((x, 130, 30), 3, fill="white")
        ImageDraw.Draw(flag).regular_polygon((x, 130, 30), 3, rotation=180, fill="white")
    assert reader.read_text(flag).lines == ()
    code, _ = drawn([(40, 40, "function main() {"), (40, 90, "});")], pixels=28)
    assert [line.text for line in reader.read_text(code).lines] == ["function main() {", "});"]


@pytest.mark.parametrize("shape", ["window", "cross", "rings"])
def test_a_thing_that_looks_like_a_letter_is_none(reader: TextReader, shape: str) -> None:
    image = Image.new("RGB", (400, 500), "white")
    draw = ImageDraw.Draw(image)
    if shape == "window":
        draw.rectangle((80, 60, 320, 340), outline="black", width=30)
        draw.line((80, 200, 320, 200), fill="black", width=30)
    elif shape == "cross":
        draw.line((200, 40, 200, 460), fill="black", width=40)
        draw.line((60, 200, 340, 200), fill="black", width=40)
    else:
        draw.ellipse((110, 60, 290, 240), outline="black", width=30)
        draw.ellipse((90, 230, 310, 450), outline="black", width=30)
    assert reader.read_text(image).lines == ()


def test_a_short_sign_is_read_where_it_does_not_fill_the_picture(reader: TextReader) -> None:
    image, _ = drawn([(150, 90, "OK")], pixels=60)
    assert [line.text for line in reader.read_text(image).lines] == ["OK"]


@pytest.mark.parametrize("size", [(1, 1), (3, 3), (1, 4000), (4000, 2), (40, 40)])
def test_slivers_hold_no_text(reader: TextReader, size: tuple[int, int]) -> None:
    assert reader.read_text(Image.new("RGB", size, "white")).lines == ()


@pytest.mark.parametrize("width", [8, 20, 40, 60])
def test_half_a_letter_at_the_edge_does_no_harm(reader: TextReader, width: int) -> None:
    image, _ = drawn([(-20, 5, "MW")], (width, 60), 40)
    for line in reader.read_text(image).lines:
        assert all(0 <= x <= width and 0 <= y <= 60 for x, y in polygon_of(line))


def test_polygons_stay_inside_the_picture(reader: TextReader) -> None:
    image, _ = drawn([(2, 0, "Edge to edge text")], (255, 36), 30)
    lines = reader.read_text(image).lines
    assert lines
    for line in lines:
        for x, y in [
            *polygon_of(line),
            *(point for word in line.words for point in polygon_of(word)),
        ]:
            assert 0 <= x <= image.width and 0 <= y <= image.height


def test_a_page_photographed_askew_is_read(reader: TextReader) -> None:
    page = photograph("page")
    lines = reader.read_text(page).lines
    said = "\n".join(line.text for line in lines)
    for known in ("Region-based segmentation", "unambiguously", "histogram of grey values"):
        assert known in said
    assert sum(confidence_of(line) >= 0.5 for line in lines) >= len(lines) / 2


def test_threads_may_share_a_reader(reader: TextReader) -> None:
    image, _ = drawn(PLACED)
    pages = [turned(image, quarters) for quarters in (0, 2, 0, 2)]
    with ThreadPoolExecutor(4) as pool:
        texts = list(pool.map(reader.read_text, pages))
    assert [tuple(line.text for line in text.lines) for text in texts] == [LINES] * 4


def test_when_the_time_is_over_what_was_read_is_told_and_that_it_is_not_all(
    reader: TextReader,
) -> None:
    said = [f"{number:03d} of 90" for number in range(90)]
    placed = [(20 + 260 * (i % 3), 12 + 34 * (i // 3), line) for i, line in enumerate(said)]
    image, _ = drawn(placed, (800, 1040), 18)
    looks = iter([False])  # there is time for one block of lines
    read = reader.read(image, lambda: next(looks, True))
    assert read.notes == (CUT_SHORT,)
    assert 0 < len(read.text.lines) < len(said)
    assert {without_spaces(line.text) for line in read.text.lines} <= set(map(without_spaces, said))
    assert "000 of 90" in read.text.plain


def test_no_time_at_all_is_said_too(reader: TextReader) -> None:
    for image in (drawn(PLACED)[0], Image.new("RGB", SIZE, "white")):
        read = reader.read(image, lambda: True)
        assert (read.text.lines, read.notes) == ((), (CUT_SHORT,))


def test_loading_says_nothing_and_fetches_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    """No socket but loopback is open here, so a download would raise."""
    image, _ = drawn(PLACED)
    assert TextReader().read_text(image).lines
    assert capfd.readouterr() == ("", "")


@pytest.mark.slow
def test_a_long_chat_log_and_two_monitors_are_read_whole(reader: TextReader) -> None:
    log = [f"{number:03d} build {number * 37} is green" for number in range(80)]
    placed = [(20, 20 + 70 * row, line) for row, line in enumerate(log)]
    image, _ = drawn(placed, (700, 5640), 18)
    assert [without_spaces(line.text) for line in reader.read_text(image).lines] == [
        without_spaces(line) for line in log
    ]
    desk = [
        (30, 40, "Left monitor"),
        (1600, 300, "A line across both of the monitors"),
        (3500, 40, "Right monitor"),
    ]
    image, _ = drawn(desk, (3840, 1080), 14)
    assert [without_spaces(line.text) for line in reader.read_text(image).lines] == [
        "Leftmonitor",
        "Rightmonitor",
        "Alineacrossbothofthemonitors",
    ]


_PEAK = """
from pathlib import Path
from PIL import Image, ImageDraw, ImageFont
import fontpkg
from services.engines.local.ocr.reader import TextReader

image = Image.new("RGB", (4000, 3000), "white")
font = ImageFont.truetype(str(fontpkg.path("noto-sans")), 60)
for row in range(12):
    ImageDraw.Draw(image).text((200, 200 + 220 * row), f"Row {row}: a page of twelve megapixels, "
                               "photographed from above", font=font, fill="black")
assert len(TextReader().read_text(image).lines) == 12
print(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads the peak from /proc")
def test_twelve_megapixels_fit_into_650_mebibytes() -> None:
    run = subprocess.run(
        [sys.executable, "-c", _PEAK],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
        cwd=Path(__file__).parents[5],
    )
    assert int(run.stdout) < 650 * 1024


class Knowing:
    """A second reader that says the same of every line, but of those that it leaves."""

    def __init__(self, said: str, leaves: int = 0, script: Script | None = None) -> None:
        self.said, self.leaves, self.script = said, leaves, script
        self.asked: list[int] = []

    def read(self, _: object, unread: Sequence[Line], script: Script | None) -> SecondReading:
        del script
        self.asked.append(len(unread))
        read = unread[: len(unread) - self.leaves]
        lines = tuple(TextLine(self.said, 0.9, polygon_of_quad(line.quad)) for line in read)
        return SecondReading(lines, tuple(unread[len(read) :]), self.script)


def with_a_line_of_russian() -> Image.Image:
    return drawn([(40, 40, "Meet me at noon"), (40, 100, "Библиотека закрыта"), (40, 160, "Bye")])[
        0
    ]


def test_what_a_second_reader_reads_stands_in_its_place(text_models: TextModels) -> None:
    second, third = Knowing("Библиотека закрыта"), Knowing("never")
    reader = reading_with(text_models, second, third)
    read = reader.read(with_a_line_of_russian())
    assert [line.text for line in read.text.lines] == [
        "Meet me at noon",
        "Библиотека закрыта",
        "Bye",
    ]
    assert read.notes == () and not read.text.unread
    assert third.asked == []


def test_what_one_leaves_the_next_is_asked_and_a_note_tells_of_the_rest(
    text_models: TextModels,
) -> None:
    second, third = Knowing("", leaves=1), Knowing("", leaves=1, script=Script.THAI)
    read = reading_with(text_models, second, third).read(with_a_line_of_russian())
    assert [line.text for line in read.text.lines] == ["Meet me at noon", "Bye"]
    assert read.notes == (cannot_read(Script.CYRILLIC),)
    assert (second.asked, third.asked) == ([1], [1])


def test_nobody_else_is_asked_where_all_is_read(text_models: TextModels) -> None:
    second = Knowing("never")
    assert reading_with(text_models, second).read(drawn(PLACED)[0]).notes == ()
    assert second.asked == []


def reading_with(models: TextModels, *second: Knowing) -> TextReader:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ocr_module, "TextModels", lambda _runtime: models)
        return TextReader(second)
