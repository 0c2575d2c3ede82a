"""Identifiers and timestamps."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from playground.server import Playground
from playground.workspace.ids import Timestamps, new_id, new_number
from playground.workspace.model import Timing


def test_the_clock_is_the_callers(manifest: Path) -> None:
    with Playground(port=0, manifest=manifest, clock=lambda: 42.0, timing=Timing()) as playground:
        assert [playground.say("a"), playground.say("b")] == ["42.000000", "42.000001"]


def test_timestamps_are_never_the_same_and_never_go_back() -> None:
    now = iter([5.0, 5.0, 4.0, 6.0])
    timestamps = Timestamps(lambda: next(now))
    assert [timestamps.next() for _ in range(4)] == [
        "5.000000",
        "5.000001",
        "5.000002",
        "6.000000",
    ]


def test_timestamps_are_told_apart_by_many_threads() -> None:
    timestamps = Timestamps(lambda: 42.0)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: timestamps.next(), range(400)))
    assert len(set(found)) == 400


def test_identifiers_look_like_slacks_and_are_new_each_time() -> None:
    found = {new_id("F") for _ in range(100)}
    assert len(found) == 100
    assert all(re.fullmatch(r"F[A-Z0-9]{10}", one) for one in found)
    assert re.fullmatch(r"[0-9]{12}", new_number())
