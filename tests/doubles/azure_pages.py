"""Pages of printed text, drawn as bars of ink, and what ``/ocr`` is made to say of them."""

import io

from PIL import Image, ImageDraw

from doubles.azure_looking import MakeEngine
from doubles.azure_service import AzureService
from doubles.azure_service.geometry import pixels, words
from doubles.azure_service.scene import Line, Scene
from doubles.azure_service.world import OcrFrame
from services.pictures.opening import Picture, open_picture
from services.vision import AnalysisOptions, Feature, PrintedText, PrintedWord

PRINTED = frozenset({Feature.PRINTED_TEXT})

LINES = (
    Line("NOTHING EXISTS", (0.3, 0.35, 0.4, 0.08)),
    Line("EXCEPT ATOMS AND", (0.3, 0.46, 0.36, 0.06)),
    Line("space", (0.3, 0.56, 0.12, 0.05)),
)
SIZE = (900, 700)


def page(degrees: float, size: tuple[int, int] = SIZE) -> Picture:
    """Draw every word of the page as a bar of ink, and turn the page clockwise."""
    paper = Image.new("L", size, "white")
    for line in LINES:
        for _, area in words(line):
            left, top, width, height = pixels(area, size)
            ImageDraw.Draw(paper).rectangle((left, top, left + width - 1, top + height - 1), 0)
    turned = paper.rotate(-degrees, Image.Resampling.BICUBIC, fillcolor=255)
    made = io.BytesIO()
    turned.save(made, "PNG")
    return open_picture(made.getvalue())


def read_page(
    make: MakeEngine,
    picture: Picture,
    degrees: float,
    frame: OcrFrame = "upright",
    *,
    certain: bool = True,
    options: AnalysisOptions | None = None,
) -> PrintedText:
    scene = Scene(lines=LINES, turned=degrees, angle_certain=certain)
    with AzureService(scene=scene, ocr_frame=frame) as azure:
        engine = make(azure.endpoint, azure.key)
        found = engine.analyze(picture, PRINTED, options or AnalysisOptions())
    assert found.printed_text is not None
    return found.printed_text


def words_of(text: PrintedText) -> list[PrintedWord]:
    return [word for region in text.regions for line in region.lines for word in line.words]
