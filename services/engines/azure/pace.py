"""How long Read usually takes, so that the first question for its result is the only one."""

import math
import threading
from collections import deque

FIRST_GUESS = 2.0
"""Seconds; of the 1 to 2 that Microsoft says to wait the longer, for each question costs a call."""

LEAST, MOST = 0.5, 15.0
"""Seconds; so that one odd duration neither makes a flood of questions nor lets everybody wait."""

REMEMBERED = 20
"""Enough for three in four to mean something, few enough to follow a slow afternoon."""


class Pace:
    """Remembers the last durations, in seconds; safe for several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: deque[float] = deque(maxlen=REMEMBERED)
        self._stamps_are_right = True

    @property
    def usual(self) -> float:
        """Return a wait after which three in four of the last ones were done, within bounds.

        Not all of them: the slowest would let everybody wait, where another question costs a call.
        """
        with self._lock:
            last = sorted(self._last)
        if not last:
            return FIRST_GUESS
        return min(max(last[math.ceil(0.75 * len(last)) - 1], LEAST), MOST)

    def learn(self, done_at: float, *, told: float, running_at: float) -> None:
        """Remember one that was seen done at `done_at` and last seen running at `running_at`.

        `told` is how long it took at most by the service's own stamps; they are believed until
        it was seen running for longer than that.
        """
        with self._lock:
            self._stamps_are_right = self._stamps_are_right and told > running_at
            self._last.append(min(told, done_at) if self._stamps_are_right else done_at)
