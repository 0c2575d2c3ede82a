"""A receipt of a shop that is nowhere, lying a little askew on a table."""

from PIL import Image, ImageDraw

from playground.samples.canvas import SCALE, Color, finished, gradient, scaled, words

WIDTH, HEIGHT = 900, 1100
PAPER = (560, 960)
INK: Color = (44, 44, 48)
LINES = (
    ("2 Apples", "1.80"),
    ("1 Rye bread", "3.40"),
    ("1 Olive oil 0.5 l", "7.95"),
    ("3 Yoghurt", "2.97"),
    ("1 Notebook A5", "4.20"),
)
TOTALS = (("SUBTOTAL", "20.32"), ("VAT 7 %", "1.42"), ("TOTAL EUR", "21.74"))


def draw_receipt() -> Image.Image:
    """Draw the receipt."""
    table = gradient((WIDTH * SCALE, HEIGHT * SCALE), (128, 92, 66), (92, 64, 46))
    grain = ImageDraw.Draw(table)
    for row in range(0, HEIGHT, 26):
        grain.line(scaled([(0, row), (WIDTH, row + 9)]), fill=(112, 80, 58), width=2 * SCALE)
    paper = _paper().rotate(-4, Image.Resampling.BICUBIC, expand=True)
    place = ((table.width - paper.width) // 2, (table.height - paper.height) // 2)
    shadow = Image.new("RGB", paper.size, (52, 36, 26))
    table.paste(shadow, (place[0] + 14 * SCALE, place[1] + 18 * SCALE), paper.getchannel("A"))
    table.paste(paper, place, paper)
    return finished(table)


def _paper() -> Image.Image:
    paper = Image.new("RGBA", (PAPER[0] * SCALE, PAPER[1] * SCALE), (250, 249, 244, 255))
    pen = ImageDraw.Draw(paper)
    middle = PAPER[0] / 2
    words(pen, (middle, 70), "CORNER SHOP", 46, INK, "mm")
    words(pen, (middle, 120), "12 Harbour Street", 24, INK, "mm")
    words(pen, (middle, 154), "20 November 2026   14:05", 24, INK, "mm")
    _rule(pen, 196)
    _rows(pen, LINES, 224, 27)
    _rule(pen, 510)
    _rows(pen, TOTALS, 538, 30)
    _rule(pen, 720)
    words(pen, (middle, 764), "Paid by card **** 0000", 24, INK, "mm")
    words(pen, (middle, 812), "Thank you for your visit", 26, INK, "mm")
    x = 120.0
    for index in range(46):  # looks like a bar code, and is none
        wide = 3 + index * 7 % 5
        if index % 2 == 0:
            pen.rectangle(scaled([(x, 860), (x + wide, 918)]), fill=INK)
        x += wide + 2
    return paper


def _rows(
    pen: ImageDraw.ImageDraw, rows: tuple[tuple[str, str], ...], top: float, size: float
) -> None:
    for index, (name, price) in enumerate(rows):
        y = top + index * 54
        words(pen, (48, y), name, size, INK)
        words(pen, (PAPER[0] - 48, y), price, size, INK, "ra")


def _rule(pen: ImageDraw.ImageDraw, y: float) -> None:
    for x in range(48, PAPER[0] - 48, 16):
        pen.line(scaled([(x, y), (x + 9, y)]), fill=INK, width=2 * SCALE)
