"""How far the confidence that is told is from how often it is right."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bench.pages.lines import Written

BANDS = (0.0, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98, 1.01)
"""Where one band of confidence ends and the next begins; the upper bands hold most lines."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line: how sure it was said to be, and whether it is right."""

    confidence: float
    right: bool


def is_right(said: str, written: Written) -> bool:
    """Tell whether all of the line was read, or of a cut one nothing that is not there."""
    said, truth = "".join(said.split()), "".join(written.text.split())
    if written.cut:
        return bool(said) and (truth.startswith(said) or truth.endswith(said))
    return said == truth


def calibration_error(lines: Sequence[Told]) -> float:
    """Return the mean distance of confidence and share of right ones in a band, 0 to 1."""
    bands = [band for band in banded(lines) if band]
    return sum(abs(sum(one.confidence - one.right for one in band)) for band in bands) / len(lines)


def banded(lines: Sequence[Told]) -> list[list[Told]]:
    """Return the lines of each band, the least sure first."""
    edges = pairwise(BANDS)
    return [[one for one in lines if low <= one.confidence < high] for low, high in edges]


def curve(name: str, lines: Sequence[Told]) -> str:
    """Return a table with a row for each band that has lines."""
    rows = [f"{name:<26}{'lines':>8}{'told':>8}{'right':>8}"]
    for low, band in zip(BANDS, banded(lines), strict=False):
        if band:
            told = sum(one.confidence for one in band) / len(band)
            right = sum(one.right for one in band) / len(band)
            rows.append(f"  from {low:<19.2f}{len(band):>8}{told:>8.2f}{right:>8.2f}")
    return "\n".join(rows)
