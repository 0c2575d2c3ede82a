"""Logging for every room: one format, and no secret ever in it."""

import logging
import re
from collections.abc import Iterable

_TOKEN_SHAPES = re.compile(r"xox[a-z]-[\w-]+|xapp-[\w-]+|Bearer\s+\S+|\b[0-9a-f]{32}\b", re.I)
"""Slack's tokens, what stands in a header, and Azure's keys of 32 hexadecimal digits."""

SHORTEST_SECRET = 6  # characters; hiding what is shorter would garble every line
HIDDEN = "[hidden]"
CHATTY = ("slack_bolt", "uvicorn")  # Bolt sets its loggers' levels anew: filter, do not set


class RedactingFormatter(logging.Formatter):
    """Hides known secrets and whatever has a token's shape, in messages and tracebacks alike."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        longest_first = sorted(
            {s for s in secrets if len(s) >= SHORTEST_SECRET}, key=len, reverse=True
        )
        self._secrets = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def format(self, record: logging.LogRecord) -> str:
        """Return the finished line with every secret replaced."""
        return _TOKEN_SHAPES.sub(HIDDEN, self._secrets.sub(HIDDEN, super().format(record)))


def configure(secrets: Iterable[str] = (), *, level: int = logging.INFO) -> None:
    """Send everything to standard error, redacted; replaces whatever was configured before."""
    handler = logging.StreamHandler()
    handler.setFormatter(RedactingFormatter(secrets))
    # As both say each request at INFO, only what is wrong with them is worth a line.
    handler.addFilter(lambda one: one.levelno >= logging.WARNING or not one.name.startswith(CHATTY))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
