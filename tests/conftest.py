"""What every test may use. The weights are fetched once per run, before sockets are closed."""

import faulthandler
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from services.engines.local.weights.table import ALL
from services.engines.local.weights.weights import Weights
from services.errors import WeightMissing

# A busy machine is slow, and that is no fault of the code: nothing is judged by how long it takes.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

LONGEST_TEARDOWN = 120
"""Seconds; a few are usual on a busy machine."""


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Fetch in the process that starts the others; a test that lacks a weight says so itself."""
    config = session.config
    if hasattr(config, "workerinput") or config.option.collectonly:
        return
    say = config.get_terminal_writer().line
    for weight in ALL:
        try:
            _weights(say).path(weight)
        except WeightMissing as problem:
            say(str(problem))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """End a process that hangs in a teardown; once a test has failed, pytest-timeout looks away."""
    capture = item.config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():
        shown = os.dup(2)
    faulthandler.dump_traceback_later(LONGEST_TEARDOWN, exit=True, file=shown)
    try:
        return (yield)
    finally:
        faulthandler.cancel_dump_traceback_later()
        os.close(shown)


@pytest.fixture(scope="session")
def weights() -> Weights:
    """Return weights that are all there; without them, the tests that need them fail."""
    found = _weights(print)
    missing = [weight.name for weight in ALL if found.find(weight) is None]
    if missing:
        pytest.fail(f"not on this machine, and could not be fetched: {', '.join(missing)}")
    return found


def _weights(say: Callable[[str], None]) -> Weights:
    folder = os.environ.get("MODELS_DIR")
    return Weights(Path(folder) if folder else None, say)
