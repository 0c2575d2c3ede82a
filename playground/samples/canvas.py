"""What the samples share: letters, skies and soft edges."""

from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

Color = tuple[int, int, int]
Point = tuple[float, float]
SCALE = 2
"""Everything is drawn twice as large and scaled down, which rounds the edges."""


def font(size: float) -> ImageFont.FreeTypeFont:
    """Return Pillow's own typeface at a size in pixels of the finished picture."""
    found = ImageFont.load_default(size * SCALE)
    assert isinstance(found, ImageFont.FreeTypeFont)  # noqa: S101 - narrows the type
    return found


def gradient(size: tuple[int, int], top: Color, bottom: Color) -> Image.Image:
    """Return a picture that fades from one colour at the top to another at the bottom."""
    width, height = size
    column = Image.new("RGB", (1, height))
    for y in range(height):
        share = y / max(1, height - 1)
        mixed = (round(a + (z - a) * share) for a, z in zip(top, bottom, strict=True))
        column.putpixel((0, y), tuple(mixed))
    return column.resize((width, height))


def words(
    draw: ImageDraw.ImageDraw, at: Point, text: str, size: float, fill: Color, anchor: str = "la"
) -> None:
    """Write at a point in the pixels of the finished picture."""
    place = (at[0] * SCALE, at[1] * SCALE)
    draw.text(place, text, font=font(size), fill=fill, anchor=anchor)


def scaled(points: Sequence[Point]) -> list[Point]:
    """Return points on the large canvas for points of the finished picture."""
    return [(x * SCALE, y * SCALE) for x, y in points]


def finished(large: Image.Image) -> Image.Image:
    """Scale a large canvas down to the finished picture."""
    size = (large.width // SCALE, large.height // SCALE)
    return large.resize(size, Image.Resampling.LANCZOS)
