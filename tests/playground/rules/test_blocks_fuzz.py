"""Any JSON as blocks or views gets an answer: a list of problems, never an exception.

What is taken is stored, so that must work, too.
"""

from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from doubles.blocks import workspace
from playground.rules.blocks import BLOCK_KEYS, check_blocks
from playground.rules.elements import ELEMENT_KEYS
from playground.rules.views import VIEW_KEYS, check_view
from playground.rules.walk import interactive_places, with_ids

Json = dict[str, Any]

WORKSPACE = workspace()
KEYS = [
    *("type", "text", "elements", "element", "fields", "rows", "alt_text", "style", "label"),
    *("options", "option_groups", "initial_options", "confirm", "column_settings", "block_id"),
    *("accessory", "value", "slack_file", "url"),
]
KINDS = sorted({*BLOCK_KEYS, *ELEMENT_KEYS, "plain_text", "mrkdwn", "raw_text", "text"})
KINDS += ["rich_text_section", "rich_text_list"]
# A few letters are enough: what matters is how things are nested. All of Unicode takes a second.
LETTERS = "aZ0 <>&@!#*|:\n\u202e"
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-1, 5000)
    | st.text(LETTERS, max_size=8)
    | st.sampled_from(KINDS)
)
JSON = LEAVES | st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
    ),
    max_leaves=8,
)


def things(known: Mapping[str, tuple[set[str], set[str]]]) -> st.SearchStrategy[Json]:
    """Make things of each known kind, with the keys it may have and anything in them."""
    made: list[st.SearchStrategy[Json]] = [
        st.fixed_dictionaries(
            {"type": st.just(kind), **dict.fromkeys(sorted(required), JSON)},
            optional=dict.fromkeys(sorted(optional), JSON),
        )
        for kind, (required, optional) in known.items()
    ]
    return st.one_of(made)


BLOCKS = st.lists(things(BLOCK_KEYS), min_size=1, max_size=5)
ELEMENTS = st.lists(things(ELEMENT_KEYS), min_size=1, max_size=5)
VIEWS = things(VIEW_KEYS)


def answered(*blocks: Any) -> None:
    found = check_blocks(list(blocks), WORKSPACE)
    assert all("[json-pointer:/blocks" in one for one in found)
    if not found:
        places = interactive_places(with_ids(blocks))
        assert all(place.element["action_id"] for place in places)


@given(st.lists(JSON, max_size=4))
def test_any_json_gives_an_answer(blocks: list[Any]) -> None:
    answered(*blocks)


@given(BLOCKS)
def test_any_content_of_a_known_block_gives_an_answer(blocks: list[Json]) -> None:
    answered(*blocks)


@given(ELEMENTS)
def test_any_content_of_a_known_element_gives_an_answer(elements: list[Json]) -> None:
    label = {"type": "plain_text", "text": "x"}
    answered({"type": "actions", "elements": elements})
    answered(*({"type": "input", "label": label, "element": one} for one in elements))


@given(VIEWS)
def test_any_view_gives_an_answer(view: Json) -> None:
    found = check_view(view, WORKSPACE, view["type"])
    assert all("[json-pointer:/view" in one for one in found)
    assert check_view([view], WORKSPACE, "modal")
