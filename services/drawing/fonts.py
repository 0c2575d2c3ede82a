"""Which font file can draw a character: the packaged Noto Sans first, then what the system has."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from os import environ
from pathlib import Path
from sys import platform

import fontpkg
import platformdirs
from PIL import ImageFont, features

PACKAGED = ("Noto Sans", "Noto Sans Arabic", "Noto Sans Devanagari")

SYSTEM_NAMES = (
    # Linux: Noto, Source Han, WenQuanYi, Droid, IPA, Nanum
    "notosanscjk-regular", "notosanscjk-vf", "notosanscjkjp-regular", "notosanscjksc-regular",
    "notosanscjkkr-regular", "sourcehansans-regular", "wqy-zenhei", "wqy-microhei",
    "droidsansfallbackfull", "droidsansfallback", "ipaexg", "ipag", "nanumgothic",
    # macOS
    "pingfang", "hiragino sans gb", "ヒラギノ角ゴシック w3", "applesdgothicneo", "stheiti medium",
    "arial unicode",
    # Windows
    "yugothm", "msyh", "malgun", "msgothic", "simsun", "segoeui",
    # Hebrew and some others, where nothing better is there
    "notosanshebrew-regular", "notosansthai-regular", "dejavusans",
)  # fmt: skip
"""File names without suffix, lower case, in order of preference."""

SUFFIXES = {".ttf", ".ttc", ".otf", ".otc"}
NOWHERE = "\U0010fffe"
"""A noncharacter: every font draws its .notdef glyph for it."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """Font files in order of preference; `more` is asked once they all lack a character.

    `shaping` says whether Pillow has raqm: without it right-to-left and Indic letters would come
    out in the wrong order or form, so no font counts as having them.
    """

    files: tuple[Path, ...]
    more: Callable[[], tuple[Path, ...]] = tuple
    shaping: bool = True

    def having(self, char: str) -> Path | None:
        """Return the best font file that can draw `char` rightly, None when there is none."""
        if not self.shaping and needs_shaping(char):
            return None
        return next((file for file in self._in_order() if has_glyph(file, char)), None)

    def having_all(self, text: str) -> Path | None:
        """Return the best font file that can draw the whole of `text`, None when there is none."""
        if not self.shaping and any(map(needs_shaping, text)):
            return None
        chars = frozenset(text)
        for file in self._in_order():
            if all(has_glyph(file, char) for char in chars):
                return file
        return None

    def _in_order(self) -> Iterator[Path]:
        yield from self.files
        yield from self.more()


@cache
def installed_fonts() -> Fonts:
    """Return the packaged fonts, with the system's searched at first need; looked up once."""
    return Fonts(
        tuple(fontpkg.path(name) for name in PACKAGED),
        more=system_fonts,
        shaping=features.check("raqm") is True,
    )


@cache
def system_fonts() -> tuple[Path, ...]:
    """Return what `find_fonts` finds where Linux, macOS or Windows keep fonts; searched once."""
    windows, own = Path(environ.get("WINDIR", "C:/Windows")), Path(platformdirs.user_data_dir())
    folders = {
        "darwin": (
            Path("/System/Library/Fonts"),
            Path("/Library/Fonts"),
            Path.home() / "Library/Fonts",
        ),
        "win32": (windows / "Fonts", own / "Microsoft/Windows/Fonts"),
    }.get(platform, (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), own / "fonts"))
    return find_fonts(folder for folder in folders if folder.is_dir())


def find_fonts(folders: Iterable[Path]) -> tuple[Path, ...]:
    """Return the fonts in `folders` that `SYSTEM_NAMES` has and that can be read, best first."""
    ranks = {name: rank for rank, name in enumerate(SYSTEM_NAMES)}
    found: dict[str, Path] = {}
    for file in (file for folder in folders for file in folder.rglob("*")):
        # macOS keeps file names decomposed
        name = unicodedata.normalize("NFC", file.stem).lower()
        if name in ranks and file.suffix.lower() in SUFFIXES:
            with suppress(OSError):  # a folder, or no font in spite of its name
                _plain_font(file)
                found.setdefault(name, file)
    return tuple(found[name] for name in sorted(found, key=ranks.__getitem__))


@lru_cache(maxsize=256)
def font(file: Path, size: int, weight: int = 400) -> ImageFont.FreeTypeFont:
    """Return `file` at `size` pixels to the em; `weight` counts where the font has that axis."""
    face = ImageFont.truetype(file, size)
    with suppress(OSError):  # not a variable font
        axes = face.get_variation_axes()
        face.set_variation_by_axes(
            [weight if axis["name"] == b"Weight" else axis["default"] or 0 for axis in axes]
        )
    return face


@lru_cache(maxsize=8192)  # some writing systems' worth of letters; an entry is a few bytes
def has_glyph(file: Path, char: str) -> bool:
    """Say whether the font draws `char` as anything but its sign for a missing glyph."""
    return char.isspace() or _drawn(file, char) != _drawn(file, NOWHERE)


def needs_shaping(char: str) -> bool:
    """Say whether `char` is of a right-to-left or Indic or South-East Asian script."""
    code = ord(char)
    return (
        0x0590 <= code < 0x10A0  # Hebrew to Myanmar
        or 0x1700 <= code < 0x1D00  # Tagalog to Vedic signs
        or 0xA800 <= code < 0xAC00  # Syloti Nagri to Meetei Mayek
        or is_rtl(char)
    )


def is_rtl(char: str) -> bool:
    """Say whether `char` is written from right to left."""
    return unicodedata.bidirectional(char) in {"R", "AL", "AN"}


@lru_cache(maxsize=256)  # above all for the sign for a missing glyph, which each look compares
def _drawn(file: Path, char: str) -> tuple[tuple[int, int], bytes]:
    mask = _plain_font(file).getmask(char)
    return mask.size, bytes(mask)


@lru_cache(maxsize=64)  # more than there are fonts, as a rule
def _plain_font(file: Path) -> ImageFont.FreeTypeFont:
    # a lone character needs no shaping, which takes five times as long
    return ImageFont.truetype(file, 16, layout_engine=ImageFont.Layout.BASIC)
