"""A screenshot of a program that nobody wrote: a chart, some figures and a message."""

from PIL import Image, ImageDraw

from playground.samples.canvas import SCALE, Color, finished, scaled, words

WIDTH, HEIGHT = 1200, 760
INK: Color = (32, 38, 46)
SOFT: Color = (106, 116, 128)
MONTHS = (("Jan", 42), ("Feb", 48), ("Mar", 61), ("Apr", 57), ("May", 74), ("Jun", 88))
FIGURES = (("Visitors", "8 800"), ("Signed up", "736"), ("Failed builds", "3"))


def draw_screen() -> Image.Image:
    """Draw the window."""
    picture = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), (246, 247, 249))
    pen = ImageDraw.Draw(picture)
    pen.rectangle(scaled([(0, 0), (WIDTH, 56)]), fill=(37, 44, 58))
    for index, color in enumerate(((236, 106, 94), (244, 191, 79), (97, 197, 84))):
        pen.ellipse(scaled([(22 + index * 26, 20), (38 + index * 26, 36)]), fill=color)
    words(pen, (600, 28), "Weekly report - Team Harbour", 21, (236, 240, 246), "mm")
    for index, (name, value) in enumerate(FIGURES):
        left = 40 + index * 380
        _card(pen, left, 84, left + 360, 204)
        words(pen, (left + 26, 108), name, 20, SOFT)
        words(pen, (left + 26, 140), value, 42, INK)
    _chart(pen)
    box = scaled([(40, 644), (1160, 724)])
    pen.rounded_rectangle(box, 12 * SCALE, (253, 237, 235), (224, 150, 142), SCALE)
    words(pen, (66, 664), "Build 412 failed: port 5432 is already in use", 23, (140, 32, 26))
    words(pen, (66, 694), "Stop the other database, then run the build again.", 18, (110, 60, 56))
    return finished(picture)


def _card(pen: ImageDraw.ImageDraw, left: float, top: float, right: float, bottom: float) -> None:
    box = scaled([(left, top), (right, bottom)])
    pen.rounded_rectangle(box, 12 * SCALE, (255, 255, 255), (222, 226, 232), SCALE)


def _chart(pen: ImageDraw.ImageDraw) -> None:
    _card(pen, 40, 228, 1160, 620)
    words(pen, (66, 250), "Visitors by month, in hundreds", 22, INK)
    for line in range(5):
        y = 560 - line * 62
        pen.line(scaled([(110, y), (1130, y)]), fill=(228, 231, 236), width=SCALE)
        words(pen, (98, y), str(line * 25), 17, SOFT, "rm")
    for index, (month, value) in enumerate(MONTHS):
        left, top = 160 + index * 165, 560 - value * 2.48
        color = (44, 120, 186) if index < len(MONTHS) - 1 else (30, 150, 110)
        box = scaled([(left, top), (left + 90, 560)])
        pen.rounded_rectangle(box, 6 * SCALE, color)
        words(pen, (left + 45, top - 16), str(value), 20, INK, "mm")
        words(pen, (left + 45, 584), month, 19, SOFT, "mm")
