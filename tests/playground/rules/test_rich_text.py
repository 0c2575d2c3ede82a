"""Block Kit's rich text."""

from typing import Any

import pytest

from doubles.blocks import JUNK, REFUSED, TAKEN, problems, rich

Json = dict[str, Any]


@pytest.mark.parametrize("block", TAKEN["rich_text"], ids=lambda b: b["type"])
def test_blocks_within_the_limits_are_taken(block: Json) -> None:
    assert problems(block) == []


@pytest.mark.parametrize("block", REFUSED["rich_text"], ids=lambda b: repr(b)[:60])
def test_blocks_that_slack_refuses_are_refused(block: Any) -> None:
    assert any("[json-pointer:/blocks/0" in p for p in problems(block))


@pytest.mark.parametrize("junk", JUNK, ids=repr)
def test_junk_in_any_place_is_a_problem_never_an_exception(junk: Any) -> None:
    section = {"type": "rich_text_section", "elements": []}
    blocks = [
        *(rich({"type": kind, key: junk}) for kind, key in (("text", "text"), ("link", "url"))),
        rich({"type": "broadcast", "range": junk}),
        {"type": "rich_text", "elements": [junk]},
        {"type": "rich_text", "elements": [section | {"type": junk}]},
        {"type": "rich_text", "elements": [{"type": "rich_text_list", "style": junk}]},
        rich(junk),
        rich(junk, kind="rich_text_list"),
    ]
    for block in blocks[3:] if junk == "x" else blocks:
        assert any("[json-pointer:/blocks/0/elements" in p for p in problems(block))
    styled = problems(rich({"type": "text", "text": "x", "style": junk}))
    assert bool(styled) is (junk != {})
