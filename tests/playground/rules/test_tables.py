"""Block Kit's table."""

from typing import Any

import pytest

from doubles.blocks import JUNK, REFUSED, TAKEN, problems

Json = dict[str, Any]


@pytest.mark.parametrize("block", TAKEN["tables"], ids=lambda b: b["type"])
def test_blocks_within_the_limits_are_taken(block: Json) -> None:
    assert problems(block) == []


@pytest.mark.parametrize("block", REFUSED["tables"], ids=lambda b: repr(b)[:60])
def test_blocks_that_slack_refuses_are_refused(block: Any) -> None:
    assert any("[json-pointer:/blocks/0" in p for p in problems(block))


@pytest.mark.parametrize("junk", JUNK, ids=repr)
def test_junk_in_any_place_is_a_problem_never_an_exception(junk: Any) -> None:
    for rows in (junk, [junk], [[junk]]):
        found = problems({"type": "table", "rows": rows})
        assert any("[json-pointer:/blocks/0/rows" in p for p in found)
    cell = {"type": "raw_text", "text": "x"}
    for settings in (junk, [junk], [{"align": junk}], [{"is_wrapped": junk}]):
        block = {"type": "table", "rows": [[cell]], "column_settings": settings}
        is_column = isinstance(junk, dict) and settings == [junk]  # one of defaults only
        harmless = is_column or settings in ([], [{}], [None], [{"is_wrapped": True}])
        assert bool(problems(block)) is not harmless
