"""Pictures of codes, and of what looks like codes and is none: one set to tune on, one to report.

zxing-cpp writes each code; it is laid on one of scikit-image's photographs as a camera sees it.
"""

import io
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import cos, radians, sin
from types import MappingProxyType

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from bench.pages.sets import photograph
from services.vision import CodeKind

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float64]

FORMATS = MappingProxyType(
    {
        CodeKind.QR: ("QRCode",),
        CodeKind.MICRO_QR: ("MicroQRCode",),
        CodeKind.DATA_MATRIX: ("DataMatrix",),
        CodeKind.AZTEC: ("Aztec",),
        CodeKind.PDF417: ("PDF417",),
        CodeKind.EAN_13: ("EAN13",),
        CodeKind.EAN_8: ("EAN8",),
        CodeKind.UPC_A: ("UPCA",),
        CodeKind.UPC_E: ("UPCE",),
        CodeKind.CODE_128: ("Code128",),
        CodeKind.CODE_39: ("Code39",),
        CodeKind.ITF: ("ITF",),
        CodeKind.OTHER: ("Code93", "Codabar"),
    }
)
"""As zxing-cpp names them."""

CONTENTS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "tune": {
            "QRCode": ("https://example.org/menu", "WIFI:T:WPA;S=Café;P=open sesame;;"),
            "MicroQRCode": ("20417", "GATE 7"),
            "DataMatrix": ("SN 0048-2211", "https://example.org/part/77"),
            "Aztec": ("TICKET 12A 2031-05-02", "M1DOE/JANE"),
            "PDF417": ("DOE/JANE 1990-01-01 ID 8837", "freight 11 of 40"),
            "EAN13": ("4006381333931", "9783161484100"),
            "EAN8": ("96385074", "40170725"),
            "UPCA": ("036000291452", "725272730706"),
            "UPCE": ("01234565", "04252614"),
            "Code128": ("PALLET-00391", "1Z 999 AA1"),
            "Code39": ("ROOM 214", "A-7731"),
            "ITF": ("15400141288763", "00012345600012"),
            "Code93": ("TEST93", "LOT 5"),
            "Codabar": ("A40156B", "C3117013206375D"),
        },
        "report": {
            "QRCode": ("https://example.com/a?x=1&y=2", "Guten Tag, 日本語"),
            "MicroQRCode": ("88130", "B12 KEY"),
            "DataMatrix": ("LOT 77A EXP 2030-11", "https://example.net/i/9"),
            "Aztec": ("RAIL 4471 SEAT 31", "PASS 2029"),
            "PDF417": ("ROE/RICHARD 1971-12-30 NO 4", "parcel 3 of 9, fragile"),
            "EAN13": ("5901234123457", "9780306406157"),
            "EAN8": ("73513537", "20886509"),
            "UPCA": ("042100005264", "614141000036"),
            "UPCE": ("04904500", "01201303"),
            "Code128": ("BOX/8841/B", "ref 20-77-c"),
            "Code39": ("SHELF 9", "K-20458"),
            "ITF": ("10614141000415", "98765432109213"),
            "Code93": ("BIN 93A", "C93"),
            "Codabar": ("B7729D", "A11223344B"),
        },
    }
)

GROUNDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"tune": ("chelsea.png", "brick.png", "coffee.png"), "report": ("rocket.jpg", "gravel.png")}
)
SEEDS: Mapping[str, int] = MappingProxyType({"tune": 7, "report": 2029})


@dataclass(frozen=True, slots=True)
class Condition:
    """How a code is seen: `module` in pixels, `tilt` in degrees, `blur` in modules (sigma).

    `lean`: corners are moved by up to that share of the sides; `contrast`: what is left of it;
    `light`: the share of light at the dark side; `noise`: its standard deviation.
    """

    name: str
    module: float = 4.0
    tilt: tuple[float, float] = (0.0, 0.0)
    lean: float = 0.0
    blur: float = 0.0
    quality: int = 90
    contrast: float = 1.0
    light: float = 1.0
    noise: float = 0.0


CONDITIONS: Mapping[str, tuple[Condition, ...]] = MappingProxyType(
    {
        "tune": (
            Condition("straight"),
            Condition("tilted", tilt=(5, 40)),
            Condition("upside down", tilt=(170, 190)),
            Condition("on its side", tilt=(80, 100)),
            Condition("blurred", blur=0.5),
            Condition("JPEG 30", module=3, quality=30),
            Condition("small", module=2),
            Condition("from the side", lean=0.1),
            Condition("pale", contrast=0.3),
            Condition("photographed", 3.5, (-12, 12), 0.06, 0.3, 60, 0.8, 0.5, 5),
        ),
        "report": (
            Condition("straight", module=5),
            Condition("tilted", module=3.5, tilt=(-45, -8)),
            Condition("upside down", module=3.3, tilt=(172, 195)),
            Condition("on its side", module=3.3, tilt=(260, 285)),
            Condition("blurred", module=4.5, blur=0.6),
            Condition("JPEG 30", module=2.7, quality=30),
            Condition("small", module=1.8),
            Condition("from the side", module=4.5, lean=0.13),
            Condition("pale", module=3, contrast=0.25),
            Condition("photographed", 3, (-15, 15), 0.05, 0.35, 50, 0.7, 0.4, 6),
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Sample:
    """One code on a photograph."""

    kind: CodeKind
    text: str
    condition: str
    image: Image.Image


def samples(which: str) -> Iterator[Sample]:
    """Yield the codes of the set ``tune`` or ``report``: each kind in each condition."""
    chance, grounds = random.Random(SEEDS[which]), [photograph(one) for one in GROUNDS[which]]
    for number, condition in enumerate(CONDITIONS[which]):
        for kind, formats in FORMATS.items():
            name = formats[number % len(formats)]
            text = CONTENTS[which][name][number % 2]
            image = seen(label(name, text), chance.choice(grounds), condition, chance)
            yield Sample(kind, text, condition.name, image)


def label(name: str, text: str) -> Pixels:
    """Return a white label with a code on it, a pixel a module (bars are as long as 30)."""
    drawn = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat[name]).to_image(scale=1)
    code = np.asarray(drawn, np.uint8)
    if name not in _MATRIX:
        code = np.repeat(code[len(code) // 2][None], 30, axis=0)
    return np.pad(code, 4, constant_values=255)


_MATRIX = ("QRCode", "MicroQRCode", "DataMatrix", "Aztec", "PDF417")


def seen(
    code: Pixels, ground: Image.Image, condition: Condition, chance: random.Random
) -> Image.Image:
    """Return `ground` with the label on it, half as large again as the label is across."""
    high, wide = code.shape
    across, down = wide * condition.module, high * condition.module
    side = max(round(1.5 * float(np.hypot(across, down))), 320)
    canvas = np.asarray(ground.convert("L").resize((side, side)), np.float64)
    corners = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], np.float32)
    turn = radians(chance.uniform(*condition.tilt))
    middle = [side / 2 + chance.uniform(-0.05, 0.05) * side for _ in range(2)]
    lean = np.array([[chance.uniform(-1, 1) for _ in range(2)] for _ in range(4)])
    moved = (corners / (wide, high) - 0.5 + lean * condition.lean / 2) * (across, down)
    placed = moved @ [[cos(turn), sin(turn)], [-sin(turn), cos(turn)]] + middle
    matrix = cv2.getPerspectiveTransform(corners, (FINE * placed).astype(np.float32))
    size = (side * FINE, side * FINE)
    ink, share = (
        cv2.resize(
            cv2.warpPerspective(one, matrix, size, flags=cv2.INTER_NEAREST).astype(np.float64),
            (side, side),
            interpolation=cv2.INTER_AREA,
        )
        for one in (code, np.ones_like(code))
    )
    grey = 128 + (ink + 255 * (1 - share) - 128) * condition.contrast
    lit = (canvas * (1 - share) + grey * share) * np.linspace(condition.light, 1.0, side)[None, :]
    image = Image.fromarray(np.clip(lit, 0, 255).astype(np.uint8))
    blurred = image.filter(ImageFilter.GaussianBlur(condition.blur * condition.module))
    noise = np.random.default_rng(chance.randrange(2**32)).normal(0, condition.noise, lit.shape)
    noisy = np.clip(np.asarray(blurred, np.float64) + noise, 0, 255).astype(np.uint8)
    kept = io.BytesIO()
    Image.fromarray(noisy).convert("RGB").save(kept, "JPEG", quality=condition.quality)
    return Image.open(kept).convert("RGB")


FINE = 4
"""The label is drawn so many times larger and then averaged, as a sensor does."""


def stripes(which: str, count: int) -> Iterator[Image.Image]:
    """Yield fences, blinds, keyboards and random bars, straight and tilted; none is a code."""
    chance = random.Random(SEEDS[which] + 1)
    for number in range(count):
        bar = chance.choice([2, 3, 4, 6, 10])
        widths = {
            "even": [bar] * 400,
            "long and short": [bar * chance.choice([1, 3]) for _ in range(400)],
            "any": [bar * chance.choice([1, 1, 2, 3, 4]) for _ in range(400)],
        }[("even", "long and short", "any")[number % 3]]
        row = np.concatenate([np.full(width, 255 * (at % 2)) for at, width in enumerate(widths)])
        size = chance.randrange(300, 900), chance.randrange(200, 700)
        image = Image.fromarray(np.tile(row[: size[0]].astype(np.uint8), (size[1], 1)))
        angle = chance.choice([0, 90, chance.uniform(-60, 60)])
        turned = image.rotate(angle, Image.Resampling.BILINEAR, expand=True, fillcolor=255)
        framed = Image.new("RGB", (turned.width + 80, turned.height + 80), "white")
        framed.paste(turned, (40, 40))
        yield framed
