"""The annotated copy of a picture: outlines, labels at them, the caption on a strip below."""

from dataclasses import dataclass
from math import ceil

from PIL import Image, ImageDraw

from services.drawing.encoding import LOSSLESS, encode, is_flat
from services.drawing.fonts import Fonts, installed_fonts
from services.drawing.labels import Label, Placer
from services.drawing.lettering import Lettering, clean, wrap
from services.drawing.marks import Kind, Mark, marks_of
from services.drawing.outlines import Frame
from services.drawing.room import Room
from services.drawing.strokes import Pen
from services.drawing.style import DARK, RULE, STRIP, STRIP_LETTERS, Style, styles_for
from services.pictures.opening import Picture
from services.vision import Analysis
from services.vision.wording import hedged

LONGEST, SHORTEST = 4096, 640
"""Pixels of the copy's longer side: larger pictures are reduced, smaller ones enlarged.

Chosen: on fewer, labels would cover what they name; more no screen shows at once.
"""

NARROWEST, LOWEST = 320, 120
"""Pixels of the copy: a picture with less is put on a ground that leaves room for labels."""

GUTTER = 3
"""Em of a gutter on the right for numbers that would lie on text otherwise."""

CAPTION_LENGTH, CAPTION_LINES = 400, 3
"""Chosen: most captions take one line, and the local engine's end at 250 characters."""


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
    longer = max(picture.width, picture.height)
    ratio = min(max(longer, SHORTEST), LONGEST) / longer
    width, height = (max(round(side * ratio), 1) for side in (picture.width, picture.height))
    scale = max(width, height) / longer
    ground = max(width, NARROWEST), max(height, LOWEST)
    style = Style.for_canvas(*ground)
    frame = Frame(width, height, scale, margin=style.edge, least=4 * style.edge)
    marks = marks_of(analysis, frame)
    if not marks:
        return None
    image, copy = picture.image, Image.new("RGB", ground, STRIP)
    if image.size != (width, height):
        image = image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)
    copy.paste(image)
    fonts = fonts or installed_fonts()
    copy = _marked(copy, marks, fonts, style)
    if analysis.caption:
        text = hedged(clean(analysis.caption.text, CAPTION_LENGTH), analysis.caption.confidence)
        copy = _with_strip(copy, text, Lettering(fonts, style.caption))
    file = encode(copy, lossless=picture.format in LOSSLESS and is_flat(picture.image))
    return AnnotatedImage(file.data, file.suffix, file.width, file.height)


def _marked(canvas: Image.Image, marks: list[Mark], fonts: Fonts, style: Style) -> Image.Image:
    """Return `canvas` with outlines, and labels over them, widened where numbers need a gutter."""
    styles = styles_for(marks, style)
    labels = Placer(Room(*canvas.size), fonts, styles).place_all(marks)
    if any(label.covers for label in labels if label.kind is Kind.TEXT):
        # kept only where fewer labels then cover something: else it is an empty margin
        wider = _extended(canvas, GUTTER * styles[Kind.TEXT].size, 0)
        others = Placer(Room(*wider.size), fonts, styles, gutter=True).place_all(marks)
        if _covering(others) < _covering(labels):
            canvas, labels = wider, others
    pen = Pen(canvas, styles)
    for mark in marks:
        pen.mark(mark)
    for label in labels:
        pen.chip(label)
    pen.finish()
    letters = ImageDraw.Draw(canvas)
    for label in labels:
        label.lettering.draw(letters, label.start, label.line, DARK)
    return canvas


def _covering(labels: list[Label]) -> int:
    return sum(label.covers for label in labels)


def _with_strip(canvas: Image.Image, text: str, lettering: Lettering) -> Image.Image:
    """Return `canvas` with `text` on a strip below it; `canvas` itself if nothing can be set."""
    margin = lettering.size
    lines = wrap(text, lettering, canvas.width - 2 * margin, CAPTION_LINES)
    if not lines:
        return canvas
    leading = max(round(lettering.size * 1.4), *(ceil(line.above + line.below) for line in lines))
    height = 2 * margin + lettering.cap_height + leading * (len(lines) - 1)
    taller = _extended(canvas, 0, height)
    draw = ImageDraw.Draw(taller)
    for row, line in enumerate(lines):
        baseline = canvas.height + margin + lettering.cap_height + row * leading
        lettering.draw(draw, (margin, baseline), line, STRIP_LETTERS)
    return taller


def _extended(canvas: Image.Image, right: int, below: int) -> Image.Image:
    """Return a larger canvas with a hairline where the added ground begins."""
    larger = Image.new("RGB", (canvas.width + right, canvas.height + below), RULE)
    larger.paste(canvas)
    ground = (canvas.width + 1, 0) if right else (0, canvas.height + 1)
    larger.paste(STRIP, (*ground, *larger.size))
    return larger
