"""Pages as they stand on a screen: interfaces, code, terminals, chats, desktops; and languages."""

from bench.pages.page import Color, Group, Material, Page, Paper, font, wrapped

DARK, LIGHT = ("#1e1f22", "#d6d8dc"), ("#ffffff", "#202124")
"""Ground and ink."""


def interface(own: Material, size: int, colors: tuple[Color, Color]) -> Page:
    """Return a menu bar, and labels below it, some of them on buttons."""
    labels, face = own.words["labels"], font(own.faces.sans, size)
    ground, ink = colors
    paper = Paper(34 * size, round(size * (2.6 * (len(labels) - 3) + 5)), ground, ink)
    x = 1.0 * size
    for label in labels[:3]:
        paper.write(x, 0.6 * size, label, face)
        x += face.getlength(label) + 2.5 * size
    paper.draw.line((0, 2.4 * size, paper.image.width, 2.4 * size), fill="#888888")
    for number, label in enumerate(labels[3:]):
        y = size * (4 + 2.6 * number)
        if number < 3:
            box = (1.2 * size, y - 0.4 * size, face.getlength(label) + 2.8 * size, y + 1.7 * size)
            paper.draw.rounded_rectangle(box, size // 3, outline="#888888")
        paper.write(2 * size, y, label, face)
    plain = "\n".join(["  ".join(labels[:3]), *labels[3:]])
    return Page(f"interface, {size} px, on {ground}", Group.UI, paper.image, plain)


def code(own: Material, which: int, size: int, colors: tuple[Color, Color]) -> Page:
    """Return a program as an editor shows it, its keywords coloured no differently."""
    lines = own.words["code"][which].split("\n")
    return _monospaced(own, lines, size, colors, Group.CODE)


def terminal(own: Material, size: int, colors: tuple[Color, Color]) -> Page:
    """Return what commands printed."""
    return _monospaced(own, own.words["terminal"].split("\n"), size, colors, Group.TERMINAL)


def _monospaced(
    own: Material, lines: list[str], size: int, colors: tuple[Color, Color], group: Group
) -> Page:
    face = font(own.faces.mono, size)
    width = max(map(face.getlength, lines)) + 4 * size
    paper = Paper(round(width), round(size * (1.45 * len(lines) + 3)), *colors)
    paper.write_down(2 * size, 1.5 * size, lines, face)
    plain = "\n".join(line for line in lines if line.strip())
    return Page(f"{group}, {size} px, on {colors[0]}", group, paper.image, plain)


def chat(own: Material, size: int, colors: tuple[Color, Color]) -> Page:
    """Return a window with channels at its side and messages beside them."""
    ground, ink = colors
    small, face = font(own.faces.sans, round(0.9 * size)), font(own.faces.sans, size)
    channels, messages = own.words["channels"], own.words["chat"]
    paper = Paper(56 * size, round(size * (4 * len(messages) + 4)), ground, ink)
    paper.draw.rectangle((0, 0, 14 * size, paper.image.height), fill="#3f0e40")
    for number, name in enumerate(channels):
        paper.write(size, size * (1.3 + 2.1 * number), name, small, "#e8dfe8")
    for number, (who, said) in enumerate(messages):
        y = size * (1.5 + 4 * number)
        box = (15 * size, y, 17.4 * size, y + 2.4 * size)
        paper.draw.rounded_rectangle(box, size // 3, fill="#7a9cc6")
        paper.write(18.5 * size, y, who, face)
        paper.write(18.5 * size, y + 1.5 * size, said, face)
    plain = "\n".join([*channels, *(line for message in messages for line in message)])
    return Page(f"chat, {size} px, on {ground}", Group.CHAT, paper.image, plain)


def desktop(own: Material, width: int, height: int, size: int, *, lines: int) -> Page:
    """Return a large and mostly empty screen, with a small window full of small letters."""
    face = font(own.faces.sans, size)
    paper = Paper(width, height, "#25425e", "#222222")
    said = [text for text in own.words["labels"] if len(text) > 4][:lines]
    left, top = 0.62 * width, 0.55 * height
    paper.draw.rectangle((left, top, left + 24 * size, top + 2 * size * (lines + 1)), fill="white")
    for number, text in enumerate(said):
        paper.write(left + size, top + 2 * size * (number + 0.5), text, face)
    name = f"desktop, {width} x {height}, {size} px"
    return Page(name, Group.DESKTOP, paper.image, "\n".join(said))


def full_desktop(own: Material, width: int, height: int, size: int) -> Page:
    """Return a large screen filled with monospaced lines, each of which has its number."""
    face, paper = font(own.faces.mono, size), Paper(width, height, *LIGHT)
    words = " ".join(own.words["paragraphs"])
    most = int((width - 4 * size) / face.getlength("n")) - 8
    count = int((height - 3 * size) / (1.6 * size))
    said = [f"{row:03d}  {words[7 * row % 300 :][:most].strip()}" for row in range(count)]
    paper.write_down(2 * size, size, said, face, leading=1.6)
    name = f"full desktop, {width} x {height}, {size} px"
    return Page(name, Group.DESKTOP, paper.image, "\n".join(said))


def language(own: Material, code: str, size: int, width: int) -> Page | None:
    """Return a paragraph in a language; None where this machine has no typeface for it."""
    face = own.faces.of_language(code, size)
    if face is None:
        return None
    text = own.words["readable"][code]
    lines = wrapped(text, face, width - 4 * size, anywhere=code in ("zh", "ja"))
    paper = Paper(width, round(size * (1.5 * len(lines) + 2.5)))
    paper.write_down(2 * size, size, lines, face, leading=1.5)
    return Page(f"in {code}, {size} px", Group.LANGUAGE, paper.image, "\n".join(lines))
