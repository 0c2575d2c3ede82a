"""QR and bar codes, read by zxing-cpp in a few looks at a small copy.

Squares (QR, Data Matrix, ...) correct their own errors and are believed. Bars have a check digit at
most, so that stripes and parts of codes read as codes: they are believed where `_is_sure` says so.
`python -m bench.codes` has the figures for each rule.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import dist, sqrt
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray
from zxingcpp import Barcode, BarcodeFormat, BarcodeFormats, TextMode

from services.vision import Box, Code, CodeKind, Polygon

if TYPE_CHECKING:
    from PIL.Image import Image

Pixels = NDArray[np.uint8]
Matrix = NDArray[Any]

MOST_PIXELS = 2_000_000
"""Of the copy that is looked at. Of 12 megapixels it loses codes whose modules have 3 or 4 pixels;
a copy of 4 million finds them in half as much time again (`python -m bench.codes --sizes`)."""

SLANTS = (22.5, 45.0, 67.5)
"""Degrees by which the copy is turned for bars: one look finds those up to 17 from its axes."""

SHARPENED, SOFT = 2.0, 2.0
"""How much of the difference to a copy blurred by so many pixels (sigma) is added: with more, a
digit was read wrongly, with less, blurred codes were missed."""

LEAST_HEIGHT, LEAST_SHARE = 3.0, 0.015
"""Pixels, and share of their length, over which bars read the same: the lines that leave a tilted
code early read as a shorter one, and are few."""

LEAST_LENGTH = MappingProxyType(
    {BarcodeFormat.ITF: 6, BarcodeFormat.Code39: 4, BarcodeFormat.Codabar: 6}
)
"""Characters of what has no check digit: less is read out of stripes."""

STRIPES = frozenset("12")
"""The digits of EAN and UPC whose bars are the most alike: even stripes read as these alone."""

SAME_PLACE = 0.5
"""The shared part of the smaller of two codes from which on both are one."""

OUTSIDE = 0.02
"""Part of the longer side by which a code may lie outside; beyond it, it was read in no picture."""

KINDS = MappingProxyType(
    {
        BarcodeFormat.QRCode: CodeKind.QR,
        BarcodeFormat.QRCodeModel1: CodeKind.QR,
        BarcodeFormat.QRCodeModel2: CodeKind.QR,
        BarcodeFormat.MicroQRCode: CodeKind.MICRO_QR,
        BarcodeFormat.DataMatrix: CodeKind.DATA_MATRIX,
        BarcodeFormat.Aztec: CodeKind.AZTEC,
        BarcodeFormat.AztecCode: CodeKind.AZTEC,
        BarcodeFormat.AztecRune: CodeKind.AZTEC,
        BarcodeFormat.PDF417: CodeKind.PDF417,
        BarcodeFormat.CompactPDF417: CodeKind.PDF417,
        BarcodeFormat.EAN13: CodeKind.EAN_13,
        BarcodeFormat.EAN8: CodeKind.EAN_8,
        BarcodeFormat.UPCE: CodeKind.UPC_E,
        BarcodeFormat.Code128: CodeKind.CODE_128,
        BarcodeFormat.Code39: CodeKind.CODE_39,
        BarcodeFormat.ITF: CodeKind.ITF,
    }
)
"""What each format is called; the others are `CodeKind.OTHER`."""

_BARS = BarcodeFormats(
    [
        BarcodeFormat.EAN13,
        BarcodeFormat.EAN8,
        BarcodeFormat.UPCE,
        BarcodeFormat.Code128,
        BarcodeFormat.Code39,
        BarcodeFormat.Code93,
        BarcodeFormat.Codabar,
        BarcodeFormat.ITF,
    ]
)
"""Without DataBar, Telepen, DX film edges and EAN's add-ons, which are read out of any stripes."""
_SQUARES = zxingcpp.barcode_formats_list(BarcodeFormats([BarcodeFormat.AllMatrix]))
_ALL = BarcodeFormats([*_SQUARES, *_BARS])


def read_codes(image: "Image", most_pixels: int = MOST_PIXELS) -> tuple[Code, ...]:
    """Return the codes in `image`, from the top down; polygons are in its pixels, clipped to it.

    The copy that is looked at has at most `most_pixels`.
    """
    grey = image.convert("L")
    scale = min(sqrt(most_pixels / (image.width * image.height)), 1.0)
    if scale < 1:
        width, height = (max(round(side * scale), 1) for side in grey.size)
        grey = grey.resize((width, height), reducing_gap=2.0)
    full = np.diag([image.width / grey.width, image.height / grey.height])
    found = (code for look in _looks(np.asarray(grey)) for code in look.codes(full))
    return tuple(
        sorted(_apart(found, *image.size), key=lambda code: min(y for _, y in code.polygon))
    )


@dataclass(frozen=True, slots=True)
class _Look:
    """What is read; `back` maps its points (x, y, 1) to those of the copy."""

    pixels: Pixels
    back: Matrix
    only_bars: bool = False

    def codes(self, full: Matrix) -> Iterator[Code]:
        """Yield what is believed; `full` maps points of the copy to those of the picture."""
        for one in zxingcpp.read_barcodes(
            self.pixels,
            _BARS if self.only_bars else _ALL,
            text_mode=TextMode.HRI,
            try_invert=not self.only_bars,  # nobody prints bars light on dark
            try_downscale=not self.only_bars,  # a line across coarse bars is as good as one of fine
        ):
            if one.format in _SQUARES or _is_sure(one):
                kind, text = KINDS.get(one.format, CodeKind.OTHER), _digits(one)
                if kind is CodeKind.EAN_13 and text.startswith("0"):  # as GS1 has it, that is UPC-A
                    kind, text = CodeKind.UPC_A, text[1:]
                corners = np.array([(*corner, 1.0) for corner in _corners(one)])
                places = corners @ (full @ self.back).T
                first, second, third, fourth = ((float(x), float(y)) for x, y in places)
                yield Code(kind, text, (first, second, third, fourth))


def _looks(grey: Pixels) -> Iterator[_Look]:
    """Yield the copy as it is, sharpened for what is blurred, and turned for slanted bars."""
    yield _Look(grey, np.eye(2, 3))
    soft = cv2.GaussianBlur(grey, (0, 0), SOFT)
    sharp = np.asarray(cv2.addWeighted(grey, 1 + SHARPENED, soft, -SHARPENED, 0), np.uint8)
    yield _Look(sharp, np.eye(2, 3))
    height, width = grey.shape
    for slant in SLANTS:
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), slant, 1)
        cos, sin = abs(matrix[0, 0]), abs(matrix[0, 1])
        size = round(width * cos + height * sin), round(width * sin + height * cos)
        matrix[:, 2] += (size[0] - width) / 2, (size[1] - height) / 2
        turned = cv2.warpAffine(
            sharp, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
        )
        back = cv2.invertAffineTransform(matrix)
        yield _Look(np.asarray(turned, np.uint8), back, only_bars=True)


def _is_sure(bars: Barcode) -> bool:
    """Say whether bars are believed."""
    top_left, top_right, bottom_right, bottom_left = _corners(bars)
    height = (dist(top_left, bottom_left) + dist(top_right, bottom_right)) / 2
    length = (dist(top_left, top_right) + dist(bottom_left, bottom_right)) / 2
    if height < max(LEAST_HEIGHT, LEAST_SHARE * length):
        return False
    if bars.symbology is BarcodeFormat.EANUPC and STRIPES.issuperset(_digits(bars)[1:-1]):
        return False
    return len(bars.text) >= LEAST_LENGTH.get(bars.symbology, 1)


def _digits(found: Barcode) -> str:
    """Return the text; of UPC-E as it is printed, not the EAN-13 that it stands for."""
    extra = found.extra
    return str(extra["UPCE"]) if isinstance(extra, dict) and "UPCE" in extra else found.text


def _corners(found: Barcode) -> Polygon:
    place = found.position
    corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    first, second, third, fourth = ((float(one.x), float(one.y)) for one in corners)
    return first, second, third, fourth


def _apart(codes: Iterable[Code], width: int, height: int) -> list[Code]:
    """Return each code in the picture once, clipped to it: of those at one place the largest.

    Two are one at one place, and where one near says all or some of the same.
    A turned copy goes on beyond the picture's edges, and what is read out there is nothing.
    """
    beyond = OUTSIDE * max(width, height)
    kept: list[Code] = []
    for code in sorted(codes, key=lambda one: -cv2.contourArea(np.array(one.polygon, np.float32))):
        box = Box.around(code.polygon)
        inside = min(box.left, box.top, width - box.right, height - box.bottom) >= -beyond
        told = any(
            dist(box.middle, other.middle) < max(other.width, other.height)
            if code.kind is larger.kind and code.text in larger.text
            else box.shared_area(other) >= SAME_PLACE * min(box.area, other.area)
            for larger, other in ((one, Box.around(one.polygon)) for one in kept)
        )
        if inside and not told:
            first, second, third, fourth = (
                (min(max(x, 0.0), float(width)), min(max(y, 0.0), float(height)))
                for x, y in code.polygon
            )
            kept.append(Code(code.kind, code.text, (first, second, third, fourth)))
    return kept
