from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from doubles import hostile
from services import vision
from services.jobs.records import from_json, to_json
from services.vision import Analysis, AnalysisOptions, Feature, Tag


def test_every_feature_but_a_thumbnail_has_a_result_of_its_name() -> None:
    results = {one.name for one in fields(Analysis)}
    assert set(Feature) - results == {Feature.THUMBNAIL}


def test_nothing_was_asked_unless_it_is_said() -> None:
    bare = Analysis("local", 3, 2)
    assert all(getattr(bare, one) is None for one in set(Feature) - {Feature.THUMBNAIL})
    assert to_json(bare) == {"engine": "local", "width": 3, "height": 2}


def test_found_nothing_is_not_the_same_as_not_asked() -> None:
    assert to_json(Analysis("local", 3, 2, tags=()))["tags"] == []
    assert from_json({"engine": "local", "width": 3, "height": 2, "tags": []}, Analysis).tags == ()


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(hostile.analyses())
def test_whatever_was_seen_survives_the_database(analysis: Analysis) -> None:
    assert repr(from_json(to_json(analysis), Analysis)) == repr(analysis)


def test_options_ask_for_nothing_special() -> None:
    assert to_json(AnalysisOptions()) == {}


KINDS = [kind for kind in map(vars(vision).get, vision.__all__) if is_dataclass(kind)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_result_does_not_change_once_it_is_said(kind: Any) -> None:
    assert kind.__dataclass_params__.frozen
    assert "__slots__" in vars(kind)


def test_a_result_is_a_value() -> None:
    assert Tag("dog", 0.5) == Tag("dog", 0.5) != Tag("dog", None)
    assert len({Tag("dog", 0.5), Tag("dog", 0.5)}) == 1
