import pytest

from services.engines.azure.codes import (
    CODES,
    OTHER_4XX,
    OTHER_5XX,
    REDIRECT,
    WRONG_PLACE,
    Meaning,
    meaning_of,
)

DOCUMENTED = {
    "vision": "InvalidRequest InvalidArgument InternalServerError ServiceUnavailable",
    "vision inner": (
        "InvalidImageFormat UnsupportedMediaType InvalidImageUrl NotSupportedFeature "
        "NotSupportedImage Timeout InternalServerError InvalidImageSize BadArgument "
        "DetectFaceError NotSupportedLanguage InvalidThumbnailSize InvalidDetails InvalidModel "
        "CancelledRequest NotSupportedVisualFeature FailedToProcess Unspecified StorageException"
    ),
    "read": (
        "InvalidPageRange FailedToDownloadImage InvalidImage UnsupportedImageFormat "
        "InvalidImageSize InvalidImageDimension InvalidReadingOrder BadArgument"
    ),
    "face": (
        "BadArgument InvalidURL InvalidImage InvalidImageSize UnsupportedFeature "
        "ConcurrentOperationConflict 401 429"
    ),
}
ALL = sorted({code for codes in DOCUMENTED.values() for code in codes.split()})


@pytest.mark.parametrize("code", ALL)
def test_every_documented_code_has_a_sentence_for_the_user_and_one_for_the_log(code: str) -> None:
    meaning = CODES[code]
    assert meaning.sentence.endswith(".") and code not in meaning.sentence
    assert meaning.log
    assert meaning_of(400, code) is meaning_of(400, code.upper()) is meaning


@pytest.mark.parametrize(
    ("status", "codes", "meaning"),
    [
        # The inner code tells most, then the outer one, then the status.
        (400, ("InvalidImageSize", "InvalidRequest"), CODES["InvalidImageSize"]),
        (400, ("InvalidRequest", "InvalidImageSize"), CODES["InvalidImageSize"]),
        (400, ("CodeOfTomorrow", "InvalidImageSize"), CODES["InvalidImageSize"]),
        (415, ("InvalidRequest",), CODES["UnsupportedMediaType"]),
        (400, ("", "InvalidArgument"), CODES["InvalidArgument"]),
        # The gateway's own statuses come before any code.
        (401, ("InvalidImageSize",), CODES["401"]),
        (429, ("InvalidImageSize",), CODES["429"]),
        (403, ("UnsupportedFeature",), CODES["UnsupportedFeature"]),
        # Without a code that is known, the status must do.
        (413, (), CODES["InvalidImageSize"]),
        (404, ("CodeOfTomorrow",), WRONG_PLACE),
        (404, ("InvalidRequest",), CODES["InvalidRequest"]),
        (410, (), WRONG_PLACE),
        (308, (), REDIRECT),
        (418, (), OTHER_4XX),
        (599, (), OTHER_5XX),
    ],
)
def test_what_tells_most_counts(status: int, codes: tuple[str, ...], meaning: Meaning) -> None:
    assert meaning_of(status, *codes) is meaning
