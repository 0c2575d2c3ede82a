"""The languages of text: what can be read here beside the first recogniser's, and by what."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from services.engines.declaration import Tell
from services.engines.local.ocr.languages import LANGUAGES, SCRIPT_OF_RECOGNIZER, Script
from services.engines.local.ocr.second_readers import Recognizers, SecondReader
from services.engines.local.ocr.tesseract import Tesseract
from services.engines.local.settings import LocalSettings
from services.engines.local.weights.recognizers import recognizer_weight
from services.engines.local.weights.weights import Weights
from services.errors import GlimpseError, RequestError

_FIRST = "Latin, Chinese and Japanese"
"""What the recogniser in rapidocr's wheel reads, and reads well."""


def second_readers(settings: LocalSettings, weights: Weights) -> tuple[SecondReader, ...]:
    """Return what reads other scripts, in the order in which it is asked."""
    recognizers = Recognizers(lambda: recognizers_on_disk(weights))
    return (recognizers, Tesseract()) if settings.tesseract else (recognizers,)


def recognizers_on_disk(weights: Weights) -> Mapping[str, Path]:
    """Return the recognisers that were fetched or brought, by name; fetch nothing."""
    paths = {name: weights.find(recognizer_weight(name)) for name in SCRIPT_OF_RECOGNIZER}
    return {name: path for name, path in paths.items() if path}


def fetch_languages(weights: Weights, codes: Sequence[str], tell: Tell) -> bool:
    """Fetch the recognisers of languages, such as ``ru``; return whether all are here now.

    Raises:
        RequestError: there is no such language.
    """
    known = {one.code: one for one in LANGUAGES}
    if unknown := [code for code in codes if code not in known]:
        raise RequestError(f"There is no language {', '.join(unknown)}; try {', '.join(known)}.")
    complete = True
    for name in dict.fromkeys(known[code].recognizer for code in codes if known[code].recognizer):
        try:
            tell(f"{name}: {weights.path(recognizer_weight(name))}")
        except GlimpseError as error:
            tell(f"{error.sentence} Everything else works.")
            complete = False
    for one in (known[code] for code in codes if not known[code].recognizer):
        tell(f"For {one.code} there is only tesseract: install its language {one.tesseract}.")
        complete = False
    return complete


def readable_here(settings: LocalSettings, weights: Weights) -> str:
    """Return the scripts that can be read, and by what, as a sentence's end."""
    by_recognizer = {SCRIPT_OF_RECOGNIZER[name] for name in recognizers_on_disk(weights)}
    by_tesseract = Tesseract().languages if settings.tesseract else {}
    told = [f"{script} (PP-OCR)" for script in Script if script in by_recognizer]
    told += [f"{one} (tesseract: {', '.join(codes)})" for one, codes in by_tesseract.items()]
    return "; ".join([_FIRST, *told]) if told else f"{_FIRST}; the README says how to add others"
