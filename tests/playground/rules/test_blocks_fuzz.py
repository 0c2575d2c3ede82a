"""Any JSON as blocks or views gets an answer: a list of problems, never an exception."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from doubles.blocks import problems, workspace
from playground.rules.blocks import check_blocks
from playground.rules.views import check_view

Json = dict[str, Any]


KEYS = [
    *("type", "text", "elements", "element", "fields", "rows", "alt_text", "style", "label"),
    *("options", "option_groups", "initial_options", "confirm", "column_settings", "block_id"),
]


KINDS = [
    *("section", "rich_text", "table", "image", "plain_text", "input", "actions"),
    *("button", "static_select", "checkboxes", "file_input", "plain_text_input"),
]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(KEYS),
            inner | st.sampled_from(KINDS),
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.lists(JSON, max_size=4))
def test_any_json_gives_an_answer(blocks: list[Any]) -> None:
    assert all(isinstance(p, str) for p in check_blocks(blocks, workspace()))


@given(st.dictionaries(st.sampled_from([*KEYS, "accessory"]), JSON))
def test_any_content_of_a_known_block_gives_an_answer(content: Json) -> None:
    for kind in ("section", "context", "actions", "rich_text", "table", "header", "image", "input"):
        assert all(isinstance(p, str) for p in problems(content | {"type": kind}))


@given(st.dictionaries(st.sampled_from([*KEYS, "accessory"]), JSON))
def test_any_content_of_a_known_element_gives_an_answer(content: Json) -> None:
    for kind in ("button", "static_select", "checkboxes", "overflow", "plain_text_input"):
        element = content | {"type": kind}
        for block in (
            {"type": "actions", "elements": [element]},
            {"type": "input", "label": {"type": "plain_text", "text": "x"}, "element": element},
        ):
            assert all(isinstance(p, str) for p in problems(block))


@given(st.dictionaries(st.sampled_from(["type", "blocks", "title", "submit", "close"]), JSON))
def test_any_view_gives_an_answer(view: Json) -> None:
    for kind in ("modal", "home"):
        found = check_view(view | {"type": kind}, workspace(), kind)
        assert all(isinstance(p, str) for p in found)
    assert check_view([view], workspace(), "modal")
