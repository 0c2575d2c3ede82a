"""The one place where an exception becomes a sentence for the user."""

import logging
import uuid
from collections.abc import Callable

from services.errors import GlimpseError

log = logging.getLogger(__name__)


def short_id() -> str:
    """Return a new id that a user can read out and an operator can find in the log."""
    return uuid.uuid4().hex[:8]


def sentence_for(error: Exception, where: str, new_id: Callable[[], str] = short_id) -> str:
    """Log `error` and return what the user may know of it.

    A `GlimpseError` has its own sentence. Anything else is a bug: it is logged with its trace
    under an id, and the sentence names the id.
    """
    if isinstance(error, GlimpseError):
        log.warning("%s: %s", where, error)
        return error.sentence
    error_id = new_id()
    log.error("Error %s in %s", error_id, where, exc_info=error)
    return f"Something went wrong inside Glimpse. The error's id is {error_id}."
