"""What slack_sdk's models of blocks refuse; they come last, since they see the least.

They drop unknown types and keys without a word, and let an empty section text, long fields and
malformed file ids through.
"""

from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

from playground.rules.texts import problem


def sdk_problems(blocks: list[Any], at: str) -> list[str]:
    """Return what slack_sdk's own models have against blocks that passed the other checks."""
    problems = []
    for index, block in enumerate(blocks):
        try:
            parsed = Block.parse(block)
            if parsed is None:
                raise SlackObjectFormationError("unknown block")  # noqa: TRY301
            parsed.to_dict()
        except (SlackObjectFormationError, TypeError, KeyError, AttributeError) as error:
            problems.append(problem(str(error), f"{at}/{index}"))
    return problems
