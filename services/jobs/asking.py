"""What a slash command asks for: its words become an `Ask`, or a sentence with the usage line."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType

from services.errors import RequestError
from services.vision import LARGEST_THUMBNAIL, Feature

MOST_IMAGES = 10  # as many as Slack takes in one message

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
        "qr": Feature.CODES,
        "barcode": Feature.CODES,
        "barcodes": Feature.CODES,
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
    # Slack writes an address as <https://…|label>.
    plain = re.sub(r"<(https?://[^|>]+)(?:\|[^>]*)?>", r" \1 ", text).replace("&amp;", "&")
    asked = Ask(features=COMMANDS[command])
    try:
        ask = _understood(asked, plain.split(), names_features=command == "/glimpse")
        _check_size(ask)
    except _Unclear as error:
        raise RequestError(f"{error} Usage: {USAGE[command]}") from error
    return ask


def features_in(words: str) -> tuple[Feature, ...]:
    """Return the features that are named in what somebody said to Glimpse; empty where none is."""
    known = {feature.value: feature for feature in Feature} | dict(_SPOKEN)
    said = (known.get(word) for word in re.findall(r"[a-z_]+", words.lower()))
    named = dict.fromkeys(feature for feature in said if feature is not None)
    return tuple(one for one in named if one is not Feature.THUMBNAIL)


class _Unclear(Exception):
    """A word that cannot be understood; the sentence says which."""


def _understood(ask: Ask, words: Iterable[str], *, names_features: bool) -> Ask:
    """Return `ask` with what each of the `words` adds to it, or raise _Unclear."""
    left = iter(words)
    for word in left:
        low = word.lower()
        if low == "last":
            count = next(left, "")
            if not (count.isascii() and count.isdigit() and 1 <= int(count) <= MOST_IMAGES):
                raise _Unclear(f"After “last” comes a number from 1 to {MOST_IMAGES}.")
            ask = replace(ask, last=int(count))
        elif low == "all" and names_features:
            continue
        elif names_features and low.strip(",") in set(Feature):
            named = (*ask.features, Feature(low.strip(",")))
            ask = replace(ask, features=tuple(dict.fromkeys(named)))
        elif low == "here":
            ask = replace(ask, here=True)
        elif low.startswith(("lang=", "language=")):
            code = word.partition("=")[2]
            if not _LANGUAGE.fullmatch(code):
                raise _Unclear("A language is a code such as en, es, ja, pt or zh.")
            ask = replace(ask, language=code)
        elif found := _SIZE.fullmatch(word):
            ask = replace(ask, size=(int(found[1]), int(found[2])))
        elif found := _FILE_LINK.fullmatch(word):
            ask = replace(ask, file_id=found[1])
        elif found := _MESSAGE_LINK.fullmatch(word):
            ask = replace(ask, message=(found[1], f"{found[2]}.{found[3]}"))
        elif word.startswith("https://"):
            ask = replace(ask, url=word)
        else:
            raise _Unclear(f"I do not understand “{word[:40]}”.")
    return ask


def _check_size(ask: Ask) -> None:
    """Raise _Unclear where there is a size and should be none, or the other way about."""
    wanted = Feature.THUMBNAIL in ask.features
    if wanted and ask.size is None:
        raise _Unclear("A thumbnail needs a size, such as 150x100.")
    if ask.size is not None and not wanted:
        raise _Unclear("Only a thumbnail has a size.")
    if ask.size and not all(1 <= side <= LARGEST_THUMBNAIL for side in ask.size):
        raise _Unclear(f"A side of a thumbnail has 1 to {LARGEST_THUMBNAIL} pixels.")
