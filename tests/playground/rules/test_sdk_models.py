"""What slack_sdk's own models refuse."""

from typing import Any

from doubles.blocks import TAKEN, plain
from playground.rules.sdk_models import sdk_problems


def test_each_problem_names_its_block() -> None:
    blocks = [
        {"type": "divider"},
        {"type": "header", "text": plain("x" * 151)},
        {"type": "no_such_block"},
    ]
    long, unknown = sdk_problems(blocks, "/view/blocks")
    assert "150" in long and long.endswith("[json-pointer:/view/blocks/1]")
    assert unknown == "unknown block [json-pointer:/view/blocks/2]"


def test_what_the_playground_takes_slack_sdk_takes() -> None:
    blocks = [block for blocks in TAKEN.values() for block in blocks]
    assert sdk_problems(blocks, "/blocks") == []


def test_what_is_no_block_at_all_is_a_problem_not_an_exception() -> None:
    things: list[Any] = [None, 5, "text", [], {"type": []}, {"type": "section", "text": 5}]
    for thing in things:
        assert len(sdk_problems([thing], "/blocks")) == 1
