"""The words for things, and the labels that each stands for."""

import pytest

from services.engines.local.scenes.classes import spoken_words, words
from services.engines.local.scenes.networks import ClassNetwork


def test_every_word_has_labels_of_the_real_network(class_network: ClassNetwork) -> None:
    kinds, names = words(class_network.labels)
    assert {*kinds, *names} == set(spoken_words())
    assert all(kinds.values()) and all(names.values())
    labels = class_network.labels
    assert {labels[number] for number in kinds["cat"]} == {
        "tabby",
        "tiger cat",
        "Persian cat",
        "Siamese cat",
        "Egyptian cat",
    }
    assert len(kinds["dog"]) == 118
    assert [labels[number] for number in names["hedgehog or porcupine"]] == ["porcupine"]


def test_a_network_with_other_labels_is_no_silent_nonsense() -> None:
    with pytest.raises(ValueError, match="not in"):
        words(["cock", "hen"])
