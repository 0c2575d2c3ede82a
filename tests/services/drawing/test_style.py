import pytest

from services.drawing.marks import Kind, Mark
from services.drawing.outlines import corners
from services.drawing.style import COLORS, DARK, STRIP, STRIP_LETTERS, Style, styles_for
from services.vision import Box


def luminance(color: str) -> float:
    channels = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("letters", "ground"),
    [*((DARK, color) for color in COLORS.values()), (STRIP_LETTERS, STRIP)],
)
def test_letters_can_be_read(letters: str, ground: str) -> None:
    """WCAG 2, level AA for body text."""
    dark, bright = sorted((luminance(letters), luminance(ground)))
    assert (bright + 0.05) / (dark + 0.05) >= 4.5


def lines(*heights: float) -> list[Mark]:
    return [Mark(Kind.TEXT, corners(Box(0, 0, 400, height)), "x", "1") for height in heights]


def test_sizes_grow_with_the_canvas_more_slowly_than_it() -> None:
    small, large = Style.for_canvas(640, 480), Style.for_canvas(4096, 3072)
    assert small.size >= 12
    assert small.size < large.size < 6.4 * small.size
    for of in ("small", "caption", "stroke", "halo", "edge"):
        assert getattr(small, of) < getattr(large, of)


def test_numbers_are_smaller_and_captions_larger_than_labels() -> None:
    style = Style(32)
    assert (style.small, style.size, style.caption) == (24, 32, 37)
    assert style.edge == style.stroke / 2 + style.halo


def test_the_smallest_sizes_can_still_be_seen() -> None:
    style = Style(1)
    assert style.small >= 9 and style.stroke >= 1 and style.halo >= 1


def test_labels_are_fitted_to_what_they_name_within_bounds() -> None:
    style = Style(40)
    fitted = {height: styles_for(lines(height), style)[Kind.TEXT].size for height in (4, 32, 400)}
    assert fitted == {4: 20, 32: 24, 400: 40}
    assert styles_for(lines(4), Style(16))[Kind.TEXT].size == 12


def test_a_headline_does_not_make_the_labels_of_a_page_large() -> None:
    style = Style(40)
    page = [32.0] * 9
    assert styles_for(lines(*page, 400), style) == styles_for(lines(*page), style)


def test_kinds_are_fitted_each_for_itself() -> None:
    styles = styles_for(lines(4), Style(40))
    assert {kind: style.size for kind, style in styles.items()} == {
        Kind.TEXT: 20,
        Kind.FACE: 40,
        Kind.OBJECT: 40,
        Kind.CODE: 40,
        Kind.PART: 40,
    }
