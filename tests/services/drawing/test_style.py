import pytest

from services.drawing.style import COLORS, DARK, STRIP, STRIP_LETTERS


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
