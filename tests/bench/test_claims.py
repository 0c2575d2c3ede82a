"""What a caption claims, and which of it is not so."""

import pytest

from bench.claims import claims_of


@pytest.mark.parametrize(
    ("caption", "kind", "names", "people"),
    [
        ("Photo of a person in the middle and two hot dogs.", "photo", {"person", "hot dog"}, 1),
        ("A screenshot; Glimpse is not certain what it shows.", "screenshot", set(), 0),
        ("An image; Glimpse is not certain what it shows.", None, set(), 0),
        (
            "Image of a lion among plants, with at least two small people at the top.",
            None,
            {"lion", "plants", "person"},
            2,
        ),
        ("Photo of a cheetah or leopard.", "photo", {"cheetah or leopard"}, 0),
        (
            "Photo of more than ten people and a tie, on a street or road. It says “a dog”.",
            "photo",
            {"person", "tie", "street or road"},
            11,
        ),
        ("Image with text: “two cats in a room”.", None, set(), 0),
    ],
)
def test_the_words_of_a_caption_are_its_claims(
    caption: str, kind: str | None, names: set[str], people: int
) -> None:
    claims = claims_of(caption)
    assert (claims.kind, set(claims.names), claims.people) == (kind, names, people)


def test_indoors_and_colours_are_claims_but_no_names() -> None:
    claims = claims_of("Photo of a person in orange, outdoors.")
    assert (claims.names, claims.around) == (("person",), ("outdoors",))
    assert claims.colors == ("person in orange",)
    assert claims.count == 4
    assert claims_of("Photo of a red car.").colors == ("red car",)
    assert claims_of("Photo of an orange.").names == ("orange",)


def test_what_is_not_true_is_wrong() -> None:
    claims = claims_of("Photo of three people and a cheetah or leopard, indoors.")
    assert list(claims.wrong("photo", {"person", "leopard", "indoors"}, 3)) == []
    assert list(claims.wrong("drawing", {"leopard"}, 3)) == ["photo", "person", "indoors"]
    assert list(claims.wrong("photo", {"person", "leopard", "indoors"}, 2)) == ["3 people"]
    assert list(claims.wrong("photo", {"person", "leopard", "indoors"}, None)) == []


def test_a_broad_word_is_right_of_narrower_ones() -> None:
    claims = claims_of("Image of a tool.")
    assert list(claims.wrong("photo", {"scissors"}, 0)) == []
    assert list(claims.wrong("photo", {"pizza"}, 0)) == ["tool"]
