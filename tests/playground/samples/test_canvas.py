"""What the samples share: skies, letters and soft edges."""

from PIL import Image, ImageChops, ImageDraw

from playground.samples.canvas import SCALE, finished, gradient, scaled, words


def test_a_gradient_goes_evenly_from_the_first_colour_to_the_last() -> None:
    sky = gradient((3, 101), (0, 100, 200), (100, 0, 200))
    assert sky.size == (3, 101)
    found = [sky.getpixel((x, y)) for x, y in ((0, 0), (2, 50), (1, 100))]
    assert found == [(0, 100, 200), (50, 50, 200), (100, 0, 200)]


def test_a_gradient_of_one_row_is_its_first_colour() -> None:
    assert gradient((2, 1), (1, 2, 3), (9, 9, 9)).getpixel((1, 0)) == (1, 2, 3)


def test_words_stand_where_they_are_put_in_the_finished_picture() -> None:
    white = Image.new("RGB", (400 * SCALE, 100 * SCALE), "white")
    written = white.copy()
    words(ImageDraw.Draw(written), (200, 50), "HARBOUR", 30, (0, 0, 0), "mm")
    box = ImageChops.difference(finished(white), finished(written)).getbbox()
    assert box is not None
    left, top, right, bottom = box
    assert abs((left + right) / 2 - 200) <= 3
    assert abs((top + bottom) / 2 - 50) <= 3
    assert 20 <= bottom - top <= 30
    assert 120 <= right - left <= 160


def test_a_finished_picture_has_the_size_of_its_points() -> None:
    (corner,) = scaled([(30, 20)])
    assert finished(Image.new("RGB", (int(corner[0]), int(corner[1])))).size == (30, 20)
