"""Block Kit's interactive elements."""

from typing import Any

import pytest

from doubles.blocks import REFUSED, TAKEN, problems

Json = dict[str, Any]


@pytest.mark.parametrize("block", TAKEN["elements"], ids=lambda b: b["type"])
def test_blocks_within_the_limits_are_taken(block: Json) -> None:
    assert problems(block) == []


@pytest.mark.parametrize("block", REFUSED["elements"], ids=lambda b: repr(b)[:60])
def test_blocks_that_slack_refuses_are_refused(block: Any) -> None:
    assert any("[json-pointer:/blocks/0" in p for p in problems(block))
