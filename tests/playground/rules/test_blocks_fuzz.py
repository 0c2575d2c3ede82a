"""Any JSON as blocks or views gets an answer: a list of problems, never an exception.

What is taken is stored, so that must work, too.
"""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from doubles.blocks import workspace
from playground.rules.blocks import check_blocks
from playground.rules.views import check_view
from playground.rules.walk import interactive_places, with_ids

Json = dict[str, Any]

WORKSPACE = workspace()
KEYS = [
    *("type", "text", "elements", "element", "fields", "rows", "alt_text", "style", "label"),
    *("options", "option_groups", "initial_options", "confirm", "column_settings", "block_id"),
    "accessory",
]
KINDS = [
    *("section", "rich_text", "table", "image", "plain_text", "input", "actions"),
    *("button", "static_select", "checkboxes", "file_input", "plain_text_input"),
]
# A few letters are enough: what matters is how things are nested. All of Unicode takes a second.
LETTERS = "aZ0 <>&@!#*|:\n\u202e"
LEAVES = st.none() | st.booleans() | st.integers(-1, 5000) | st.text(LETTERS, max_size=8)
JSON = st.recursive(
    LEAVES | st.sampled_from(KINDS),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
    ),
    max_leaves=8,
)
CONTENTS = st.dictionaries(st.sampled_from(KEYS), JSON, max_size=5)
VIEWS = st.dictionaries(
    st.sampled_from(["type", "blocks", "title", "submit", "close"]), JSON, max_size=5
)


def answered(*blocks: Any) -> None:
    found = check_blocks(list(blocks), WORKSPACE)
    assert all("[json-pointer:/blocks" in one for one in found)
    if not found:
        places = interactive_places(with_ids(blocks))
        assert all(place.element["action_id"] for place in places)


@given(st.lists(JSON, max_size=4))
def test_any_json_gives_an_answer(blocks: list[Any]) -> None:
    answered(*blocks)


@given(CONTENTS)
def test_any_content_of_a_known_block_gives_an_answer(content: Json) -> None:
    for kind in ("section", "context", "actions", "rich_text", "table", "header", "image", "input"):
        answered(content | {"type": kind})


@given(CONTENTS)
def test_any_content_of_a_known_element_gives_an_answer(content: Json) -> None:
    for kind in ("button", "static_select", "checkboxes", "overflow", "plain_text_input"):
        element = content | {"type": kind}
        answered({"type": "actions", "elements": [element]})
        label = {"type": "plain_text", "text": "x"}
        answered({"type": "input", "label": label, "element": element})


@given(VIEWS)
def test_any_view_gives_an_answer(view: Json) -> None:
    for kind in ("modal", "home"):
        found = check_view(view | {"type": kind}, WORKSPACE, kind)
        assert all("[json-pointer:/view" in one for one in found)
    assert check_view([view], WORKSPACE, "modal")
