"""What a test sees of the workspace."""

import pytest

from playground.server import Playground


def test_waiting_in_vain_shows_the_state(playground: Playground) -> None:
    playground.say("something to see")
    with pytest.raises(TimeoutError, match="something to see"):
        playground.wait_until(lambda: False, timeout=0.01)
