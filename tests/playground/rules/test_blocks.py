"""Which blocks Slack takes."""

from pathlib import Path
from typing import Any

import pytest

from doubles.blocks import JUNK, REFUSED, TAKEN, problems
from playground.rules.blocks import BLOCK_KEYS

Json = dict[str, Any]


@pytest.mark.parametrize("block", TAKEN["blocks"], ids=lambda b: b["type"])
def test_blocks_within_the_limits_are_taken(block: Json) -> None:
    assert problems(block) == []


@pytest.mark.parametrize("block", REFUSED["blocks"], ids=lambda b: repr(b)[:60])
def test_blocks_that_slack_refuses_are_refused(block: Any) -> None:
    assert any("[json-pointer:/blocks/0" in p for p in problems(block))


def test_blocks_are_counted_and_compared() -> None:
    assert problems(*[{"type": "divider"}] * 50) == []
    assert problems(*[{"type": "divider"}] * 51)
    assert problems({"type": "divider", "block_id": "b"}, {"type": "divider", "block_id": "b"})
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}
    assert problems(table, table)
    assert problems(*[{"type": "markdown", "text": "x" * 7000}] * 2)


def test_slacks_own_schema_agrees(request: pytest.FixtureRequest) -> None:
    shared = Path(str(request.config.rootpath)).parent / "shared" / "slack" / "blocks.schema.json"
    if not shared.exists():
        pytest.skip("the schema is not here")
    import json

    import jsonschema

    schema = json.loads(shared.read_text(encoding="utf-8"))
    validator = jsonschema.Draft7Validator(schema)
    for block in [block for blocks in TAKEN.values() for block in blocks]:
        validator.validate([block])


@pytest.mark.parametrize("kind", BLOCK_KEYS)
def test_junk_in_any_place_of_a_block_is_never_an_exception(kind: str) -> None:
    for key in set[str]().union(*BLOCK_KEYS[kind]):
        for junk in JUNK:
            block = {"type": kind, **dict.fromkeys(BLOCK_KEYS[kind][0], "x"), key: junk}
            assert all("[json-pointer:/blocks" in one for one in problems(block))
