"""How captions are judged, on real pictures, and whether the truths beside the bench are sound."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from bench.captions import HERE, SETS, Tally, measure
from doubles.drawings import encode, photograph
from services.engines.local.engine import LocalEngine
from services.engines.local.weights.weights import Weights
from services.pictures.opening import Picture, open_picture

CAT = {"kind": "photo", "words": ["cat"], "people": 0}
COFFEE = {"kind": "photo", "words": ["cup"], "people": 0}


def photographs() -> Iterator[tuple[str, Picture, Mapping[str, Any]]]:
    for name, truth in {"chelsea": CAT, "coffee": COFFEE}.items():
        yield name, open_picture(encode(photograph(name), "PNG")), truth


def test_what_is_told_is_held_against_what_is_there(
    weights: Weights, capsys: pytest.CaptureFixture[str]
) -> None:
    measure(LocalEngine(weights), photographs(), tell=True)
    out = capsys.readouterr().out
    assert "chelsea: Photo of a cat, close up.\n" in out
    assert "photographs           2 of 2 (100.0 %) with a subject" in out
    assert out.count("dining table") == 1
    assert "no photographs        - with a subject" in out


def test_a_tally_counts_claims_subjects_and_mistakes() -> None:
    tally = Tally()
    tally.add("one", "Photo of two cats, indoors.", CAT | {"words": ["cat"]})
    tally.add("two", "An image; Glimpse is not certain what it shows.", CAT)
    assert (tally.pictures, tally.with_subject, tally.claims, tally.kinds) == (2, 1, 3, 1)
    assert tally.wrong == ["one: indoors   (Photo of two cats, indoors.)"]


@pytest.mark.parametrize("name", SETS)
def test_the_truths_are_sound(name: str) -> None:
    listing = json.loads((HERE / f"captions_{name}.json").read_text("utf-8"))
    truths = [truth for pictures in listing.values() for truth in pictures.values()]
    assert sum(truth["kind"] == "photo" for truth in truths) >= 120
    assert {truth["kind"] for truth in truths} <= {"photo", "drawing", "screenshot"}
    assert all(truth.keys() <= {"kind", "words", "people", "writing"} for truth in truths)
    assert all("=" in package for package in listing)


def test_no_picture_is_in_both_sets() -> None:
    tuning, report = (
        {
            (package, file)
            for package, pictures in json.loads(
                (HERE / f"captions_{name}.json").read_text()
            ).items()
            for file in pictures
        }
        for name in SETS
    )
    assert tuning.isdisjoint(report)
