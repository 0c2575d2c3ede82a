"""Time that passes only when somebody sleeps."""

import threading


class FakeTime:
    """A clock in seconds and the sleep that moves it; safe for several threads."""

    def __init__(self, now: float = 1000.0) -> None:
        self.now = now
        self.slept: list[float] = []
        self._lock = threading.Lock()

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.slept.append(seconds)
            self.now += seconds
