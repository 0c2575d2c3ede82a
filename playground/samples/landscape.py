"""A drawing of a lake between hills, with a sun and some trees."""

import math

from PIL import Image, ImageDraw

from playground.samples.canvas import SCALE, Color, Point, finished, gradient, scaled

WIDTH, HEIGHT = 1200, 800
SHORE = 540
RANGES: tuple[tuple[float, float, float, Color], ...] = (
    (330, 95, 0.4, (138, 160, 196)),
    (395, 75, 2.1, (98, 132, 160)),
    (455, 55, 4.0, (66, 110, 112)),
)
"""Each range of hills: the height of its middle, how far it swings, where, and its colour."""
LEAVES: tuple[Color, ...] = ((32, 78, 58), (38, 90, 64), (46, 104, 72))
TREES: tuple[Point, ...] = ((110, 690), (205, 725), (300, 700), (985, 715), (1090, 690))


def draw_landscape() -> Image.Image:
    """Draw the lake, from what is farthest to what is nearest."""
    picture = gradient((WIDTH * SCALE, HEIGHT * SCALE), (124, 178, 230), (253, 226, 190))
    pen = ImageDraw.Draw(picture)
    pen.ellipse(scaled([(800, 110), (930, 240)]), fill=(255, 241, 186))
    for middle, swing, phase, color in RANGES:
        ridge = []
        for x in range(0, WIDTH + 1, 6):
            turn = x / WIDTH * 2 * math.pi
            # Two waves that do not meet again within the picture look like hills.
            wave = math.sin(turn * 1.3 + phase) + 0.45 * math.sin(turn * 3.1 + phase * 2)
            ridge.append((x, middle - swing * wave / 1.45))
        pen.polygon(scaled([*ridge, (WIDTH, SHORE), (0, SHORE)]), fill=color)
    lake = gradient((picture.width, (HEIGHT - SHORE) * SCALE), (196, 214, 222), (64, 116, 158))
    picture.paste(lake, (0, SHORE * SCALE))
    for row in range(14):  # the sun in the water, wider the nearer
        y, reach, shift = SHORE + 10 + row * 11, 46 + row * 5, 14 * math.sin(row * 1.7)
        line = scaled([(865 - reach + shift, y), (865 + reach + shift, y)])
        pen.line(line, fill=(244, 232, 204), width=3 * SCALE)
    bank = [
        (x, 690 + 60 * math.sin(x / WIDTH * math.pi) + 6 * math.sin(x / 40))
        for x in range(0, WIDTH + 1, 6)
    ]
    pen.polygon(scaled([*bank, (WIDTH, HEIGHT), (0, HEIGHT)]), fill=(74, 110, 62))
    for stem, foot in TREES:
        pen.rectangle(scaled([(stem - 7, foot - 30), (stem + 7, foot + 20)]), fill=(84, 62, 46))
        for step, color in enumerate(LEAVES):
            top, half = foot - 110 - step * 45, 62 - step * 15
            corners = [(stem, top - 40), (stem - half, top + 90), (stem + half, top + 90)]
            pen.polygon(scaled(corners), fill=color)
    return finished(picture)
