from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from skimage import data

from services.engines.local.captions.kind import Kind, kind_of

SHARED = Path(__file__).parents[6] / "shared" / "photos"


def photo(name: str) -> Image.Image:
    return Image.fromarray(getattr(data, name)()).convert("RGB")


def as_jpeg(image: Image.Image, quality: int) -> Image.Image:
    stored = BytesIO()
    image.save(stored, "JPEG", quality=quality)
    return Image.open(stored).convert("RGB")


def window(size: tuple[int, int] = (1280, 800)) -> Image.Image:
    """Draw an application: title bar, side bar, rows of text, a field and two buttons."""
    image = Image.new("RGB", size, "white")
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(16)
    draw.rectangle([0, 0, size[0], 36], fill=(52, 58, 64))
    draw.text((14, 8), "Orders - Invoice 2041", fill="white", font=font)
    draw.rectangle([0, 37, 220, size[1]], fill=(241, 243, 245))
    for row in range(12):
        draw.text((20, 60 + 34 * row), f"Folder number {row}", fill=(60, 60, 60), font=font)
        words = f"{row}  Delivered to the customer on Monday, paid by card, {row * 17} pieces"
        draw.text((250, 60 + 34 * row), words, fill="black", font=font)
    draw.rectangle([250, 500, size[0] - 40, 560], outline=(134, 142, 150), width=2)
    draw.rounded_rectangle([250, 600, 400, 650], 8, fill=(34, 139, 230))
    return image


def terminal() -> Image.Image:
    image = Image.new("RGB", (900, 600), (12, 12, 12))
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(15)
    for row in range(20):
        words = f"$ make test-{row}   # {'ok ' * (row % 7)} in {row * 3} ms"
        draw.text((10, 12 + 28 * row), words, fill=(0, 220, 90), font=font)
    return image


def logo() -> Image.Image:
    image = Image.new("RGB", (512, 512), "white")
    draw = ImageDraw.Draw(image)
    draw.ellipse([40, 40, 472, 472], fill="#E01E5A")
    draw.polygon([(256, 120), (390, 370), (122, 370)], fill="#ECB22E")
    return image


def cartoon() -> Image.Image:
    image = Image.new("RGB", (700, 500), "#9bd3f5")
    draw = ImageDraw.Draw(image)
    draw.pieslice([-200, 300, 900, 900], 180, 360, fill="#5aa02c")
    draw.ellipse([520, 40, 640, 160], fill="yellow", outline="orange", width=5)
    draw.polygon([(200, 220), (300, 140), (400, 220)], fill="#a33")
    draw.polygon([(210, 220), (390, 225), (385, 350), (215, 345)], fill="#eee", outline="black")
    return image


@pytest.mark.parametrize(
    "name", ["astronaut", "camera", "chelsea", "coffee", "rocket", "page", "brick", "moon"]
)
def test_photographs_are_photos(name: str) -> None:
    assert kind_of(photo(name)) is Kind.PHOTO


@pytest.mark.parametrize("quality", [30, 60, 90])
@pytest.mark.parametrize("name", ["astronaut", "chelsea", "coffee"])
def test_photographs_stay_photos_when_compressed(name: str, quality: int) -> None:
    assert kind_of(as_jpeg(photo(name), quality)) is Kind.PHOTO


def test_a_large_photograph_is_a_photo() -> None:
    assert kind_of(photo("coffee").resize((4000, 2667), Image.Resampling.BICUBIC)) is Kind.PHOTO


@pytest.mark.parametrize("size", [(1280, 800), (2560, 1600), (800, 1280)])
def test_windows_are_screenshots(size: tuple[int, int]) -> None:
    assert kind_of(window(size)) is Kind.SCREENSHOT


@pytest.mark.parametrize("quality", [50, 75, 90])
def test_windows_stay_screenshots_as_jpeg(quality: int) -> None:
    assert kind_of(as_jpeg(window(), quality)) is Kind.SCREENSHOT


def test_a_window_with_a_photograph_in_it_is_a_screenshot() -> None:
    image = window()
    image.paste(photo("coffee"), (640, 60))
    assert kind_of(image) is Kind.SCREENSHOT


def test_a_terminal_without_any_line_is_a_screenshot() -> None:
    assert kind_of(terminal()) is Kind.SCREENSHOT


@pytest.mark.parametrize("image", [logo(), cartoon()], ids=["logo", "cartoon"])
@pytest.mark.parametrize("quality", [0, 85])
def test_flat_colours_are_drawings_or_at_least_no_photographs(
    image: Image.Image, quality: int
) -> None:
    kind = kind_of(as_jpeg(image, quality) if quality else image)
    assert kind in ({Kind.DRAWING, Kind.IMAGE} if quality else {Kind.DRAWING})


def test_a_tiny_window_is_an_icon() -> None:
    assert kind_of(window().resize((128, 80), Image.Resampling.NEAREST)) is not Kind.SCREENSHOT


@pytest.mark.parametrize("size", [(1, 1), (1, 700), (5000, 1), (3, 2)])
def test_odd_sizes_have_a_kind(size: tuple[int, int]) -> None:
    assert kind_of(Image.new("RGB", size, "teal")) is Kind.IMAGE


def test_noise_alone_is_decided_without_trouble() -> None:
    pixels = np.random.default_rng(2).integers(0, 256, (200, 300, 3), dtype=np.uint8)
    assert kind_of(Image.fromarray(pixels)) in set(Kind)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared photographs are not here")
def test_every_shared_photograph_is_a_photo() -> None:
    photos = [path for path in SHARED.glob("*.*g") if ".glimpse." not in path.name]  # no copies
    kinds = {path.name: kind_of(Image.open(path).convert("RGB")) for path in photos}
    assert {name for name, kind in kinds.items() if kind is not Kind.PHOTO} == set()
