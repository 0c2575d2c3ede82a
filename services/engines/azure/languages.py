"""Languages that Azure's sentences, tags, categories and names come in."""

from services.vision import Feature

ENGLISH = "en"

SPOKEN = ("en", "es", "ja", "pt", "zh")
"""Of the 3.2 swagger's ``language``; no other is taken."""

SPEAKING = frozenset(
    {
        Feature.CAPTION,
        Feature.TAGS,
        Feature.CATEGORIES,
        Feature.LANDMARKS,
        Feature.CELEBRITIES,
    }
)
"""What 3.2 translates; the rest is in English, and some of it refuses any other language."""

PRINTED = frozenset(
    {"unk", "zh-Hans", "zh-Hant", "cs", "da", "nl", "en", "fi", "fr", "de", "el", "hu", "it", "ja"}
    | {"ko", "nb", "pl", "pt", "ru", "es", "sv", "tr", "ar", "ro", "sr-Cyrl", "sr-Latn", "sk"}
)
"""What ``/ocr`` reads, as it names them."""

_NAMES = {"en": "English", "es": "Spanish", "ja": "Japanese", "pt": "Portuguese", "zh": "Chinese"}


def spoken(language: str) -> str:
    """Return what Azure calls `language` (BCP 47), English where it does not speak it."""
    primary = language.replace("_", "-").partition("-")[0].lower()
    return primary if primary in SPOKEN else ENGLISH


def note_on(language: str, features: frozenset[Feature]) -> str:
    """Return the sentence that says English was spoken instead of `language`, or nothing."""
    primary = language.replace("_", "-").partition("-")[0].lower()
    if primary in SPOKEN or not features & (SPEAKING | {Feature.DENSE_CAPTIONS}):
        return ""
    names = ", ".join(_NAMES[one] for one in SPOKEN[:-1])
    return f"Azure speaks {names} and {_NAMES[SPOKEN[-1]]}, so it answered in English."


def printed_language(language: str) -> str | None:
    """Return how ``/ocr`` spells `language`, None where it does not read it."""
    wanted = language.replace("_", "-").lower()
    return next((one for one in PRINTED if one.lower() == wanted), None)
