"""What a slash command asks for: its words become an `Ask`, or a sentence with the usage line."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType

from services.errors import RequestError
from services.vision import Feature

MOST_IMAGES = 10
LARGEST_THUMBNAIL = 1024

COMMANDS = MappingProxyType(
    {
        "/caption": (Feature.CAPTION,),
        "/ocr": (Feature.TEXT,),
        "/landmarks": (Feature.LANDMARKS,),
        "/faces": (Feature.FACES,),
        "/thumbnail": (Feature.THUMBNAIL,),
        "/glimpse": (),
    }
)
"""Slash command to what it asks for; `/glimpse` asks for what is named, or for everything."""

_SPOKEN = MappingProxyType(
    {
        "read": Feature.TEXT,
        "ocr": Feature.TEXT,
        "describe": Feature.CAPTION,
        "face": Feature.FACES,
        "landmark": Feature.LANDMARKS,
        "object": Feature.OBJECTS,
        "tag": Feature.TAGS,
        "colours": Feature.COLORS,
    }
)
"""What people say for a feature, besides its name."""

_WHICH = "[last 3 | message link | file link | https image address] [lang=es] [here]"
USAGE = MappingProxyType(
    {command: f"{command} {_WHICH}" for command in ("/caption", "/ocr", "/landmarks", "/faces")}
    | {
        "/thumbnail": f"/thumbnail 150x100 {_WHICH}",
        "/glimpse": f"/glimpse [caption text tags …] {_WHICH}, /glimpse settings, /glimpse help",
    }
)

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,8})*")
_SIZE = re.compile(r"(\d{1,5})[x\u00d7](\d{1,5})", re.IGNORECASE)
_SLACK = r"(?:https://[\w.-]+\.slack(?:-gov)?\.com|http://(?:127\.0\.0\.1|localhost):\d+)"
_FILE_LINK = re.compile(rf"{_SLACK}/files/[UW]\w+/(F\w+)(?:/\S*)?")
_MESSAGE_LINK = re.compile(rf"{_SLACK}/archives/([CDG]\w+)/p(\d{{10}})(\d{{6}})(?:\?\S*)?")


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked of which images.

    Exactly one of `last` (how many of the channel's newest images), `file_id`, `message` (channel
    and ts) and `url` says which images; `last` is the default. Empty `features` mean all.
    """

    features: tuple[Feature, ...] = ()
    last: int = 1
    file_id: str = ""
    message: tuple[str, str] | None = None
    url: str = ""
    language: str = ""
    here: bool = False
    size: tuple[int, int] | None = None


def ask_for(command: str, text: str) -> Ask:
    """Return what `command`, such as ``/ocr``, asks for with these words after it.

    Raises:
        RequestError: the words make no sense; the sentence holds the usage line.
    """
    try:
        ask = _read(Ask(features=COMMANDS[command]), _words(text), free=command == "/glimpse")
        return _with_size(ask)
    except _Unclear as error:
        raise RequestError(f"{error} Usage: {USAGE[command]}") from error


def features_in(words: str) -> tuple[Feature, ...]:
    """Return the features that are named in what somebody said to Glimpse; empty where none is."""
    known = {feature.value: feature for feature in Feature} | dict(_SPOKEN)
    said = (known.get(word) for word in re.findall(r"[a-z_]+", words.lower()))
    named = dict.fromkeys(feature for feature in said if feature is not None)
    return tuple(one for one in named if one is not Feature.THUMBNAIL)


class _Unclear(Exception):
    """A word that cannot be understood; the sentence says which."""


def _words(text: str) -> list[str]:
    """Return the words, with Slack's ``<https://…|label>`` made plain addresses again."""
    plain = re.sub(r"<(https?://[^|>]+)(?:\|[^>]*)?>", r" \1 ", text)
    return plain.replace("&amp;", "&").split()


def _read(ask: Ask, words: Iterable[str], *, free: bool) -> Ask:
    left = iter(words)
    for word in left:
        if word.lower() == "last":
            ask = replace(ask, last=_count(next(left, "")))
        elif word.lower() == "all" and free:
            continue
        elif free and word.lower().strip(",") in set(Feature):
            named = Feature(word.lower().strip(","))
            ask = replace(ask, features=tuple(dict.fromkeys((*ask.features, named))))
        else:
            ask = _option(ask, word)
    return ask


def _option(ask: Ask, word: str) -> Ask:
    if word.lower() == "here":
        return replace(ask, here=True)
    if word.lower().startswith(("lang=", "language=")):
        return replace(ask, language=_language(word.partition("=")[2]))
    if found := _SIZE.fullmatch(word):
        return replace(ask, size=(int(found[1]), int(found[2])))
    if found := _FILE_LINK.fullmatch(word):
        return replace(ask, file_id=found[1])
    if found := _MESSAGE_LINK.fullmatch(word):
        return replace(ask, message=(found[1], f"{found[2]}.{found[3]}"))
    if word.startswith("https://"):
        return replace(ask, url=word)
    raise _Unclear(f"I do not understand “{word[:40]}”.")


def _count(word: str) -> int:
    if word.isascii() and word.isdigit() and 1 <= int(word) <= MOST_IMAGES:
        return int(word)
    raise _Unclear(f"After “last” comes a number from 1 to {MOST_IMAGES}.")


def _language(code: str) -> str:
    if _LANGUAGE.fullmatch(code):
        return code
    raise _Unclear("A language is a code such as en, es, ja, pt or zh.")


def _with_size(ask: Ask) -> Ask:
    wanted = Feature.THUMBNAIL in ask.features
    if wanted and ask.size is None:
        raise _Unclear("A thumbnail needs a size, such as 150x100.")
    if ask.size is not None and not wanted:
        raise _Unclear("Only a thumbnail has a size.")
    if ask.size and not all(1 <= side <= LARGEST_THUMBNAIL for side in ask.size):
        raise _Unclear(f"A side of a thumbnail has 1 to {LARGEST_THUMBNAIL} pixels.")
    return ask
