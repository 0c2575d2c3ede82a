"""Pictures to mark, and annotated copies to look at."""

from io import BytesIO

from PIL import Image, ImageChops

from services.drawing.annotate import AnnotatedImage
from services.pictures.opening import Picture, open_picture
from services.vision import Analysis, TextLine


def picture_of(image: Image.Image, kind: str = "PNG", **options: object) -> Picture:
    file = BytesIO()
    image.save(file, kind, **options)
    return open_picture(file.getvalue())


def plain(width: int = 800, height: int = 600, color: str = "white") -> Picture:
    return picture_of(Image.new("RGB", (width, height), color))


def seen(of: Picture, **found: object) -> Analysis:
    return Analysis("test", of.width, of.height, **found)  # type: ignore[arg-type]


def line(words: str, left: float, top: float, width: float = 200, height: float = 30) -> TextLine:
    right, bottom = left + width, top + height
    return TextLine(words, 0.9, ((left, top), (right, top), (right, bottom), (left, bottom)))


def opened(copy: AnnotatedImage | None) -> Image.Image:
    assert copy is not None
    image = Image.open(BytesIO(copy.data))
    image.load()
    assert image.size == (copy.width, copy.height)
    assert image.format == {".jpg": "JPEG", ".png": "PNG"}[copy.suffix]
    return image


def difference(of: Picture, copy: Image.Image) -> Image.Image:
    """Not black where the copy differs from the picture, which has the same size."""
    part = copy.convert("RGB").crop((0, 0, of.width, of.height))
    return ImageChops.difference(of.image, part)
