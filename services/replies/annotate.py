"""The annotated copy of a picture: outlines, labels at them, the caption on a strip below."""

from dataclasses import dataclass
from math import ceil

from PIL import Image, ImageDraw

from services.images import Picture
from services.replies.encoding import LOSSLESS, encode, is_flat
from services.replies.fonts import Fonts, installed_fonts
from services.replies.labels import Placer
from services.replies.lettering import Lettering, clean, wrap
from services.replies.marks import Frame, Mark, marks_of
from services.replies.room import Room
from services.replies.strokes import Pen
from services.replies.style import DARK, STRIP, STRIP_LETTERS, Style
from services.vision import Analysis

LONGEST, SHORTEST = 4096, 640
"""Pixels of the copy's longer side: larger pictures are reduced, smaller ones enlarged."""

NARROWEST, LOWEST = 320, 120
"""Pixels of the copy: a picture with less is put on a ground that leaves room for labels."""

CAPTION_LENGTH, CAPTION_LINES = 400, 3


@dataclass(frozen=True, slots=True)
class AnnotatedImage:
    """The annotated copy as a file; `suffix` is ``.jpg`` or ``.png``, sizes are its pixels."""

    data: bytes
    suffix: str
    width: int
    height: int


def annotate(
    picture: Picture, analysis: Analysis, *, fonts: Fonts | None = None
) -> AnnotatedImage | None:
    """Return a copy of `picture` with what `analysis` found marked, None if there is no mark.

    Faces and text lines bear the numbers 1, 2, ... of their order in `analysis`, as in the
    message. Coordinates that are not finite or lie outside the picture are left out or clipped.
    The copy has no metadata, at most `encoding.MAX_BYTES` and sides up to `LONGEST`, plus the
    caption's strip. `fonts` are the installed ones unless given.
    """
    width, height = _copy_size(picture.width, picture.height)
    style = Style.for_canvas(max(width, NARROWEST), max(height, LOWEST))
    across, down = width / picture.width, height / picture.height
    marks = marks_of(analysis, Frame(width, height, across, down, least=4 * style.edge))
    if not marks:
        return None
    fonts = fonts or installed_fonts()
    copy = _on_ground(picture.image, (width, height))
    _draw(copy, marks, fonts, style)
    if analysis.caption:
        text = clean(analysis.caption.text, CAPTION_LENGTH)
        copy = _with_strip(copy, text, Lettering(fonts, style.caption))
    file = encode(copy, lossless=picture.format in LOSSLESS and is_flat(picture.image))
    return AnnotatedImage(file.data, file.suffix, file.width, file.height)


def _copy_size(width: int, height: int) -> tuple[int, int]:
    """Return the size of the picture in the copy, its proportions kept."""
    longer = max(width, height)
    ratio = min(max(longer, SHORTEST), LONGEST) / longer
    return max(round(width * ratio), 1), max(round(height * ratio), 1)


def _on_ground(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return a new canvas with `image` at its left top, `size` pixels large."""
    canvas = Image.new("RGB", (max(size[0], NARROWEST), max(size[1], LOWEST)), STRIP)
    if image.size != size:
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    canvas.paste(image)
    return canvas


def _draw(canvas: Image.Image, marks: list[Mark], fonts: Fonts, style: Style) -> None:
    """Draw outlines, then labels over them."""
    big, small = Lettering(fonts, style.size, 600), Lettering(fonts, style.small, 600)
    labels = Placer(Room(canvas.width, canvas.height), big, small, style).place_all(marks)
    pen = Pen(canvas, style)
    for mark in marks:
        pen.outline(mark)
    for label in labels:
        pen.chip(label)
    pen.finish()
    letters = ImageDraw.Draw(canvas)
    for label in labels:
        label.lettering.draw(letters, label.start, label.line, DARK)


def _with_strip(canvas: Image.Image, text: str, lettering: Lettering) -> Image.Image:
    """Return `canvas` with `text` on a strip below it; `canvas` itself if nothing can be set."""
    margin = lettering.size
    lines = wrap(text, lettering, canvas.width - 2 * margin, CAPTION_LINES)
    if not lines:
        return canvas
    leading = max(round(lettering.size * 1.4), *(ceil(line.above + line.below) for line in lines))
    height = 2 * margin + lettering.cap_height + leading * (len(lines) - 1)
    taller = Image.new("RGB", (canvas.width, canvas.height + height), STRIP)
    taller.paste(canvas)
    draw = ImageDraw.Draw(taller)
    for row, line in enumerate(lines):
        baseline = canvas.height + margin + lettering.cap_height + row * leading
        lettering.draw(draw, (margin, baseline), line, STRIP_LETTERS)
    return taller
