"""Lines of one seed are always the same, and are drawn where they are said to be."""

import random

import numpy as np

from bench.pages.lines import LINES, pages_of_lines
from bench.pages.sets import material


def test_each_line_has_ink_at_its_middle() -> None:
    ((image, written),) = pages_of_lines(material("tune"), 1, random.Random(3))
    assert len(written) == LINES
    grey = np.asarray(image.convert("L")).astype(int)
    for line in written:
        row = grey[round(line.middle) - 2 : round(line.middle) + 3]
        assert np.ptp(row) > 20, line.text


def test_a_seed_says_it_all() -> None:
    one, same, other = (
        [written for _, written in pages_of_lines(material("tune"), 2, random.Random(seed))]
        for seed in (3, 3, 4)
    )
    assert one == same != other
