"""Identifiers and timestamps."""

from pathlib import Path

from playground.server import Playground
from playground.workspace.model import Timing


def test_the_clock_is_the_callers(manifest: Path) -> None:
    with Playground(port=0, manifest=manifest, clock=lambda: 42.0, timing=Timing()) as playground:
        assert [playground.say("a"), playground.say("b")] == ["42.000000", "42.000001"]
