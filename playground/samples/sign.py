"""A signpost by a path through a meadow."""

import math

from PIL import Image, ImageDraw, ImageFilter

from playground.samples.canvas import SCALE, Color, finished, gradient, scaled, words

WIDTH, HEIGHT = 1200, 800
BOARDS: tuple[tuple[str, str, int, Color], ...] = (
    ("BOTANICAL GARDEN", "350 m", 1, (31, 92, 62)),
    ("BOATHOUSE", "open daily 9 - 18", -1, (35, 78, 130)),
    ("PICNIC MEADOW", "no cycling, please", 1, (150, 42, 38)),
)
"""Each board: what it says, the small print, where it points (1: right), its colour."""


def draw_sign() -> Image.Image:
    """Draw the signpost."""
    picture = gradient((WIDTH * SCALE, HEIGHT * SCALE), (150, 200, 238), (232, 243, 250))
    pen = ImageDraw.Draw(picture)
    hills = [(x, 560 - 50 * math.sin(x / 260)) for x in range(0, WIDTH + 1, 8)]
    pen.polygon(scaled([*hills, (WIDTH, HEIGHT), (0, HEIGHT)]), fill=(140, 184, 96))
    pen.polygon(
        scaled([(640, 570), (700, 570), (1010, HEIGHT), (420, HEIGHT)]), fill=(214, 198, 160)
    )
    for x, y, size in ((120, 470, 90), (250, 500, 70), (1010, 480, 100), (1120, 520, 70)):
        pen.ellipse(scaled([(x - size, y - size), (x + size, y + size)]), fill=(74, 128, 72))
    # A photograph is sharp where the signpost is, and not behind it.
    picture = picture.filter(ImageFilter.GaussianBlur(5 * SCALE))
    pen = ImageDraw.Draw(picture)
    pen.rectangle(scaled([(588, 60), (628, 800)]), fill=(112, 84, 58))
    pen.rectangle(scaled([(588, 60), (600, 800)]), fill=(136, 104, 74))
    for row, (title, small, points, color) in enumerate(BOARDS):
        y = 150 + row * 190
        near, far, tip = (250, 890, 960) if points > 0 else (950, 310, 240)
        edge = [(near, y - 70), (far, y - 70), (tip, y), (far, y + 70), (near, y + 70)]
        pen.polygon(scaled([(px + 5, py + 9) for px, py in edge]), fill=(70, 74, 70))
        pen.polygon(scaled(edge), fill=color)
        inner = [(px + (600 - px) * 0.02, y + (py - y) * 0.86) for px, py in edge]
        pen.line(scaled([*inner, inner[0]]), fill=(244, 244, 236), width=3 * SCALE)
        words(pen, (600, y - 16), title, 48, (250, 250, 244), "mm")
        words(pen, (600, y + 32), small, 27, (236, 238, 226), "mm")
    return finished(picture)
