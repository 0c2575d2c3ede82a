import pytest

from services.engines.local.captions.phrases import counted, listed
from services.engines.local.objects.coco import NAMES


@pytest.mark.parametrize(
    ("name", "one", "two"),
    [
        ("person", "a person", "two people"),
        ("umbrella", "an umbrella", "two umbrellas"),
        ("bus", "a bus", "two buses"),
        ("couch", "a couch", "two couches"),
        ("toothbrush", "a toothbrush", "two toothbrushes"),
        ("wine glass", "a wine glass", "two wine glasses"),
        ("knife", "a knife", "two knives"),
        ("sheep", "a sheep", "two sheep"),
        ("scissors", "a pair of scissors", "two pairs of scissors"),
        ("skis", "a pair of skis", "two pairs of skis"),
        ("broccoli", "a piece of broccoli", "two pieces of broccoli"),
        ("tv", "a TV", "two TVs"),
        ("dining table", "a table", "two tables"),
        ("mouse", "a computer mouse", "two computer mice"),
        ("stop sign", "a stop sign", "two stop signs"),
    ],
)
def test_one_and_two(name: str, one: str, two: str) -> None:
    assert counted(name, 1) == one
    assert counted(name, 2) == two


def test_every_name_has_a_plural_of_its_own() -> None:
    plurals = {name: counted(name, 2).removeprefix("two ") for name in NAMES}
    assert [name for name, several in plurals.items() if name == several] == ["sheep"]
    assert len(set(plurals.values())) == len(NAMES)


def test_the_article_goes_with_what_stands_next_to_it() -> None:
    assert counted("apple", 1) == "an apple"
    assert counted("apple", 1, small=True) == "a small apple"
    assert counted("oven", 3, at_least=True) == "at least three ovens"
    assert counted("oven", 30, at_least=True) == "more than ten ovens"


def test_lists() -> None:
    assert listed(["a cat"]) == "a cat"
    assert listed(["a cat", "a dog"]) == "a cat and a dog"
    assert listed(["a cat", "a dog", "a cup"]) == "a cat, a dog and a cup"
