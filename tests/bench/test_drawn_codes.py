from itertools import islice

import numpy as np
import pytest

from bench.drawn_codes import CONDITIONS, CONTENTS, FORMATS, label, samples, stripes
from services.engines.local.codes import read_codes


@pytest.mark.parametrize("kind", FORMATS)
def test_a_drawn_code_says_what_it_is_said_to_say(kind: str) -> None:
    (sample,) = [one for one in islice(samples("tune"), len(FORMATS)) if one.kind == kind]
    found = {(code.kind, code.text) for code in read_codes(sample.image)}
    assert found == {(sample.kind, sample.text)}


def test_the_two_sets_share_no_content_and_no_condition() -> None:
    told = [{text for texts in CONTENTS[which].values() for text in texts} for which in CONTENTS]
    assert told[0].isdisjoint(told[1])
    assert set(CONDITIONS["tune"]).isdisjoint(CONDITIONS["report"])


def test_bars_are_drawn_a_pixel_a_module_on_white() -> None:
    drawn = label("EAN13", "4006381333931")
    assert set(np.unique(drawn)) == {0, 255}
    assert (drawn[0] == 255).all() and (drawn[:, 0] == 255).all()
    assert len(drawn) == 30 + 8


def test_stripes_are_the_same_each_time() -> None:
    first, second = (list(stripes("report", 4)) for _ in range(2))
    assert [one.tobytes() for one in first] == [one.tobytes() for one in second]
