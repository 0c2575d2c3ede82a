"""Languages that can be asked for, by name."""

from collections.abc import Mapping
from types import MappingProxyType

LANGUAGES: Mapping[str, str] = MappingProxyType(
    {"en": "English", "es": "Spanish", "ja": "Japanese", "pt": "Portuguese", "zh": "Chinese"}
)
"""BCP 47 to its English name: those in which Azure speaks."""


def language_name(code: str) -> str:
    """Return such as ``Spanish`` for ``es`` or ``es-MX``; the code itself where it has no name."""
    return LANGUAGES.get(primary(code), code)


def primary(code: str) -> str:
    """Return such as ``es`` for ``es-MX``."""
    return code.replace("_", "-").partition("-")[0].lower()
