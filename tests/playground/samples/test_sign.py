"""The signpost: three boards, each in its colour, pointing its way."""

import pytest

from playground.samples.sign import BOARDS, draw_sign


@pytest.mark.parametrize("row", range(len(BOARDS)))
def test_each_board_points_its_way(row: int) -> None:
    picture = draw_sign()
    assert picture.size == (1200, 800)
    _, _, points, color = BOARDS[row]
    tip, beyond, y = (945, 975, 150) if points > 0 else (255, 225, 150)
    assert picture.getpixel((tip, y + row * 190)) == color
    assert picture.getpixel((beyond, y + row * 190)) != color


def test_the_meadow_is_blurred_and_the_signpost_is_not() -> None:
    picture = draw_sign().convert("L")
    steps = {
        edge: max(
            abs(int(str(picture.getpixel((x + 1, y)))) - int(str(picture.getpixel((x, y)))))
            for x in places
        )
        for edge, places, y in (("post", range(570, 640), 66), ("path", range(380, 560), 760))
    }
    assert steps["post"] > 40
    assert steps["path"] < 10
