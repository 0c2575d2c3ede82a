"""Pages as they are printed: text in columns, tables, receipts, slides, charts, memes."""

from collections.abc import Sequence

from PIL import Image, ImageDraw

from bench.pages.page import Color, Group, Material, Page, Paper, font, wrapped

CELLS_APART = "  "


def page(own: Material, size: int, width: int, first: int = 0, serif: bool = True) -> Page:
    """Return a heading and two paragraphs from the `first` on."""
    family = own.faces.serif if serif else own.faces.sans
    face, large = font(family, size), font(family, round(1.7 * size))
    heading = own.words["headings"][first % len(own.words["headings"])]
    chosen = own.words["paragraphs"][first : first + 2]
    paragraphs = [wrapped(text, face, width - 4 * size) for text in chosen]
    height = round(size * (5 + sum(1.45 * len(lines) + 1 for lines in paragraphs)))
    paper = Paper(width, height)
    paper.write(2 * size, size, heading, large)
    y = 4.0 * size
    for lines in paragraphs:
        y = paper.write_down(2 * size, y, lines, face) + size
    plain = "\n".join([heading, *(line for lines in paragraphs for line in lines)])
    return Page(f"page {size} px, {width} wide", Group.PAGE, paper.image, plain)


def columns(own: Material, count: int, size: int, column: int, gutter: float) -> Page:
    """Return paragraphs side by side, under one heading; `gutter` in sizes of the letters."""
    face, large = font(own.faces.serif, size), font(own.faces.serif, 2 * size)
    heading = own.words["headings"][-1]
    blocks = [wrapped(text, face, column) for text in own.words["paragraphs"][:count]]
    step = column + gutter * size
    height = round(size * (7 + 1.45 * max(map(len, blocks))))
    paper = Paper(round(count * step + 3 * size), height)
    paper.write(2 * size, size, heading, large)
    for index, lines in enumerate(blocks):
        paper.write_down(2 * size + index * step, 5 * size, lines, face)
    plain = "\n".join([heading, *(line for lines in blocks for line in lines)])
    return Page(f"{count} columns, {size} px", Group.COLUMNS, paper.image, plain)


def table(own: Material, size: int, *, ruled: bool) -> Page:
    """Return a table of names and numbers, the numbers set to the right."""
    words = own.words["table"]
    rows = [words["head"], *words["rows"]]
    face = font(own.faces.sans, size)
    widths = [max(face.getlength(row[at]) for row in rows) + 3 * size for at in range(len(rows[0]))]
    paper = Paper(round(sum(widths) + 3 * size), round(size * (2 * len(rows) + 2)))
    for number, row in enumerate(rows):
        y, x = size * (1 + 2 * number), 1.5 * size
        for at, cell in enumerate(row):
            shift = widths[at] - 3 * size - face.getlength(cell) if at else 0
            paper.write(x + shift, y, cell, face)
            x += widths[at]
        if ruled:
            line = y + 1.6 * size
            paper.draw.line((size, line, paper.image.width - size, line), fill="#999999")
    return Page(f"table, {size} px", Group.TABLE, paper.image, _rows_as_text(rows))


def table_of_sentences(own: Material, size: int, gap: float) -> Page:
    """Return a table whose cells are sentences, which must not be read as columns.

    `gap` in sizes of the letters, between the longest cell and the next column.
    """
    words = own.words["sentences"]
    rows = [words["head"], *words["rows"]]
    face = font(own.faces.sans, size)
    first = max(face.getlength(row[0]) for row in rows)
    second = max(face.getlength(row[1]) for row in rows)
    paper = Paper(round(first + second + (gap + 4) * size), round(size * (2.4 * len(rows) + 2)))
    for number, row in enumerate(rows):
        y = size * (1 + 2.4 * number)
        paper.write(2 * size, y, row[0], face)
        paper.write(2 * size + first + gap * size, y, row[1], face)
        line = y + 1.8 * size
        paper.draw.line((size, line, paper.image.width - size, line), fill="#bbbbbb")
    return Page(f"sentences, {size} px", Group.SENTENCES, paper.image, _rows_as_text(rows))


def receipt(own: Material, size: int, tilt: float) -> Page:
    """Return a slip of paper on a dark table, turned by `tilt` degrees anticlockwise."""
    words = own.words["receipt"]
    rows = [*words["rows"], *words["totals"]]
    face, width = font(own.faces.mono, size), 22 * size
    paper = Paper(width, round(size * (2 * len(rows) + 7)), "#fbfaf5", "#222222")
    paper.write(2 * size, size, words["shop"], font(own.faces.sans, round(1.4 * size)))
    y = 4.0 * size
    for name, price in rows:
        paper.write(2 * size, y, name, face)
        paper.write(width - 2 * size - face.getlength(price), y, price, face)
        y += 1.9 * size
    paper.write(2 * size, y + size, words["thanks"], font(own.faces.sans, size))
    plain = "\n".join([words["shop"], _rows_as_text(rows), words["thanks"]])
    ground = "#3a342f"
    turned = paper.image.rotate(tilt, Image.Resampling.BICUBIC, expand=True, fillcolor=ground)
    table = Image.new("RGB", (round(1.2 * turned.width), round(1.2 * turned.height)), ground)
    table.paste(turned, ((table.width - turned.width) // 2, (table.height - turned.height) // 2))
    return Page(f"receipt, {size} px, {tilt:g} degrees", Group.RECEIPT, table, plain)


def slide(own: Material, width: int, ground: Color, ink: Color) -> Page:
    """Return a slide with a title and three points."""
    words, size = own.words["slide"], width // 32
    paper = Paper(width, width * 9 // 16, ground, ink)
    paper.write(2 * size, 2 * size, words["title"], font(own.faces.sans, round(1.8 * size)))
    face = font(own.faces.sans, size)
    for number, point in enumerate(words["points"]):
        y = size * (6.5 + 2.5 * number)
        paper.draw.ellipse((2 * size, y + 0.5 * size, 2.4 * size, y + 0.9 * size), fill=ink)
        paper.write(3.2 * size, y, point, face)
    plain = "\n".join([words["title"], *words["points"]])
    return Page(f"slide, {width} wide", Group.SLIDE, paper.image, plain)


def chart(own: Material, width: int, size: int, color: Color) -> Page:
    """Return bars with small labels: ticks on the left, values above, names below.

    Its truth has no order that all would agree on: it is told label by label.
    """
    words = own.words["chart"]
    face, paper = font(own.faces.sans, size), Paper(width, round(0.62 * width), "white", "#333333")
    bottom, top, left = paper.image.height - 3.0 * size, 5.0 * size, 4.0 * size
    paper.write(left, size, words["title"], font(own.faces.sans, round(1.5 * size)))
    most = float(words["ticks"][-1])
    for tick in words["ticks"]:
        y = bottom - (bottom - top) * float(tick) / most
        paper.draw.line((left, y, width - size, y), fill="#dddddd")
        paper.write(left - size / 2 - face.getlength(tick), y - 0.6 * size, tick, face)
    step = (width - left - size) / len(words["labels"])
    for number, (label, value) in enumerate(zip(words["labels"], words["values"], strict=True)):
        x = left + step * (number + 0.25)
        y = bottom - (bottom - top) * min(value / most, 1.0)
        paper.draw.rectangle((x, y, x + step / 2, bottom), fill=color)
        for text, at in ((str(value), y - 1.4 * size), (label, bottom + 0.4 * size)):
            paper.write(x + step / 4 - face.getlength(text) / 2, at, text, face)
    said = [words["title"], *words["ticks"], *map(str, words["values"]), *words["labels"]]
    return Page(f"chart, {width} wide, {size} px", Group.CHART, paper.image, "\n".join(said))


def meme(own: Material, photograph: Image.Image, size: int) -> Page:
    """Return a photograph with white letters, outlined in black, above and below."""
    image = photograph.convert("RGB")
    draw, face = ImageDraw.Draw(image), font(own.faces.sans, size)
    above, below = own.words["meme"]
    for text, y in ((above, 0.4 * size), (below, image.height - 1.7 * size)):
        x = (image.width - face.getlength(text)) / 2
        draw.text((x, y), text, font=face, fill="white", stroke_width=size // 10, stroke_fill=0)
    return Page(f"meme, {size} px", Group.MEME, image, f"{above}\n{below}")


def _rows_as_text(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(CELLS_APART.join(row) for row in rows)
