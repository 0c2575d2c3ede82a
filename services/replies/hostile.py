"""Values that come back from Slack, and may have been made by anybody, checked one by one."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from services.errors import RequestError
from services.vision import Feature

MOST_FILES = 10
"""What one ``file_input`` takes at most (docs.slack.dev/reference/block-kit/block-elements)."""

# Slack's ids have 9 to 11 characters today and its timestamps 10 and 6 digits; it promises neither
_CHANNEL = re.compile(r"[CDG][A-Z0-9]{1,30}")
_FILE = re.compile(r"F[A-Z0-9]{1,30}")
_TIMESTAMP = re.compile(r"[0-9]{1,12}\.[0-9]{1,8}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,2}")
_ADDRESS = re.compile(r"https://[^\s<>\x00-\x1f\x7f]+")


def refused(why: str) -> RequestError:
    """Return the error for something that Glimpse cannot have made; `why` is for the log."""
    return RequestError("Glimpse does not understand this button or form.", detail=why)


def mapping(value: Any) -> Mapping[str, Any]:
    """Return `value` if it is an object with names.

    Raises:
        RequestError: it is not.
    """
    if isinstance(value, Mapping):
        return value
    raise refused(f"no object: {type(value).__name__}")


def sequence(value: Any) -> Sequence[Any]:
    """Return `value` if it is a list.

    Raises:
        RequestError: it is not.
    """
    if isinstance(value, list | tuple):
        return value
    raise refused(f"no list: {type(value).__name__}")


def channel(value: Any) -> str:
    """Return `value` if it is a channel's id.

    Raises:
        RequestError: it is not.
    """
    return _matching(value, _CHANNEL, "channel")


def timestamp(value: Any) -> str:
    """Return `value` if it is a message's ts.

    Raises:
        RequestError: it is not.
    """
    return _matching(value, _TIMESTAMP, "timestamp")


def address(value: Any) -> str:
    """Return `value` if it is an https address.

    Raises:
        RequestError: it is not.
    """
    return _matching(value, _ADDRESS, "address")


def language(value: Any) -> str:
    """Return `value` if it is a language's code, BCP 47.

    Raises:
        RequestError: it is not.
    """
    return _matching(value, _LANGUAGE, "language")


def file_ids(values: Sequence[Any]) -> tuple[str, ...]:
    """Return `values` if they are ids of no more files than a message has.

    Raises:
        RequestError: they are not.
    """
    if len(values) > MOST_FILES:
        raise refused("too many files")
    return tuple(_matching(value, _FILE, "file") for value in values)


def features(values: Iterable[Any]) -> tuple[Feature, ...]:
    """Return what `values` name, each once.

    Raises:
        RequestError: one of them names no feature.
    """
    try:
        return tuple(dict.fromkeys(Feature(value) for value in values))
    except ValueError as error:
        raise refused("feature") from error


def _matching(value: Any, pattern: re.Pattern[str], what: str) -> str:
    if isinstance(value, str) and pattern.fullmatch(value):
        return value
    raise refused(what)
