"""What is drawn is what is said, and no page of one set could be one of the other."""

from collections import Counter
from itertools import chain

import numpy as np
import pytest

from bench.pages.page import Group, Page
from bench.pages.sets import REPORT_FACES, TUNING_FACES, material, report_pages, tuning_pages


@pytest.fixture(scope="module")
def tuning() -> list[Page]:
    return list(tuning_pages())


@pytest.fixture(scope="module")
def report() -> list[Page]:
    return list(report_pages())


def test_both_sets_have_every_kind_of_page(tuning: list[Page], report: list[Page]) -> None:
    for pages in (tuning, report):
        counted = Counter(page.group for page in pages)
        assert set(counted) == set(Group)
        assert len(pages) > 50
        assert len({page.name for page in pages}) == len(pages)


def test_every_page_shows_something_and_says_what(tuning: list[Page], report: list[Page]) -> None:
    for page in chain(tuning, report):
        assert page.plain.strip() and page.plain == page.plain.strip("\n")
        assert np.asarray(page.image.convert("L")).std() > 3, page.name


def test_a_page_is_the_same_each_time(report: list[Page]) -> None:
    again = {page.name: page.image.tobytes() for page in report_pages()}
    assert all(again[page.name] == page.image.tobytes() for page in report)


def test_the_sets_share_no_sentence_and_no_main_typeface() -> None:
    ours, theirs = (
        {text for text in strings(dict(material(which).words)) if len(text) > 12}
        for which in ("tune", "report")
    )
    assert len(ours) > 60 and len(theirs) > 60
    assert ours & theirs == set()
    mains = [{faces.sans, faces.serif, faces.mono} for faces in (TUNING_FACES, REPORT_FACES)]
    assert mains[0] & mains[1] == set()


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [text for one in value for text in strings(one)] if isinstance(value, list) else []
