"""Every documented error code: its kind, a sentence for the user, and one for the log.

Sources: the 3.2 swagger's ComputerVisionErrorCodes, ComputerVisionInnerErrorCodeValue and
ComputerVisionOcrError, the error tables of Image Analysis 3.2 and 4.0, the Face error reference.
"""

from dataclasses import dataclass

from services.engines.azure.errors import (
    AzureError,
    FeatureClosed,
    ImageRefused,
    KeyRefused,
    RateLimited,
    RequestRefused,
    ServiceDown,
    ServiceFailed,
    UnexpectedAnswer,
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an error code comes to."""

    kind: type[AzureError]
    sentence: str
    log: str


_SIZE = "Azure does not take an image of this size."
_FORMAT = "Azure cannot read this image's format."
_FAILED = "Azure failed at this image."
_SLOW = "Azure took too long for this image."
_ASKED = "Azure does not do what was asked for."
_LANGUAGE = "Azure does not answer in this language."
_DOWN = "Azure is not answering."
_UNFETCHED = "Azure could not fetch the image."
_TOO_OFTEN = "Azure's rate limit is reached."

CODES: dict[str, Meaning] = {
    # Outer codes: they tell little, and count only where no other is known.
    "InvalidRequest": Meaning(RequestRefused, _ASKED, "the request is not valid"),
    "InvalidArgument": Meaning(RequestRefused, _ASKED, "an argument is not valid"),
    "InternalServerError": Meaning(ServiceDown, _DOWN, "the service broke down"),
    "ServiceUnavailable": Meaning(ServiceDown, _DOWN, "the service is not available"),
    # The image.
    "InvalidImageFormat": Meaning(ImageRefused, _FORMAT, "the bytes are no image it knows"),
    "InvalidImage": Meaning(ImageRefused, _FORMAT, "the bytes cannot be decoded"),
    "UnsupportedImageFormat": Meaning(ImageRefused, _FORMAT, "Read does not take this format"),
    "InvalidImageSize": Meaning(ImageRefused, _SIZE, "too many or too few bytes or pixels"),
    "InvalidImageDimension": Meaning(ImageRefused, _SIZE, "too many or too few pixels for Read"),
    "NotSupportedImage": Meaning(
        ImageRefused,
        "Azure refuses to look at this image.",
        "the image is not supported, as for example abuse of children",
    ),
    "InvalidImageUrl": Meaning(ImageRefused, _UNFETCHED, "the URL is malformed or not accessible"),
    "InvalidURL": Meaning(ImageRefused, _UNFETCHED, "the URL is malformed or not accessible"),
    "FailedToDownloadImage": Meaning(ImageRefused, _UNFETCHED, "the URL could not be downloaded"),
    # What was asked for.
    "BadArgument": Meaning(RequestRefused, _ASKED, "an argument is not valid, see the message"),
    "UnsupportedMediaType": Meaning(RequestRefused, _ASKED, "the Content-Type is not allowed"),
    "NotSupportedVisualFeature": Meaning(RequestRefused, _ASKED, "no such visual feature"),
    "NotSupportedFeature": Meaning(RequestRefused, _ASKED, "the feature is not supported"),
    "NotSupportedLanguage": Meaning(RequestRefused, _LANGUAGE, "the language is not supported"),
    "InvalidDetails": Meaning(RequestRefused, _ASKED, "no such value of details"),
    "InvalidModel": Meaning(RequestRefused, _ASKED, "no such domain model"),
    "InvalidThumbnailSize": Meaning(
        RequestRefused,
        "Azure does not make thumbnails of this size.",
        "width and height go from 1 to 1024",
    ),
    "InvalidPageRange": Meaning(RequestRefused, _ASKED, "no such pages"),
    "InvalidReadingOrder": Meaning(RequestRefused, _ASKED, "no such reading order"),
    # The service at this image.
    "FailedToProcess": Meaning(ServiceFailed, _FAILED, "the image could not be processed"),
    "Timeout": Meaning(ServiceFailed, _SLOW, "processing timed out"),
    "OperationTimeOut": Meaning(ServiceFailed, _SLOW, "processing timed out"),
    "CancelledRequest": Meaning(ServiceFailed, _FAILED, "the service cancelled the request"),
    "DetectFaceError": Meaning(ServiceFailed, _FAILED, "face detection failed"),
    "StorageException": Meaning(ServiceFailed, _FAILED, "the service's storage failed"),
    "Unspecified": Meaning(ServiceFailed, _FAILED, "the service gives no reason"),
    "ConcurrentOperationConflict": Meaning(
        ServiceFailed, _FAILED, "another operation is under way on the same resource"
    ),
    # The key, the tier, Microsoft's approval.
    "UnsupportedFeature": Meaning(
        FeatureClosed,
        "Microsoft has closed this feature, or must approve its use first.",
        "retired, or Limited Access without approval: https://aka.ms/facerecognition",
    ),
    "401": Meaning(
        KeyRefused, "Azure did not accept the key.", "wrong key, endpoint or kind of resource"
    ),
    "403": Meaning(
        KeyRefused, "Azure does not let this key do that.", "forbidden for this key or network"
    ),
    "429": Meaning(RateLimited, _TOO_OFTEN, "too many calls for the pricing tier"),
    "RateLimitExceeded": Meaning(RateLimited, _TOO_OFTEN, "too many calls for the pricing tier"),
}

STATUSES: dict[int, Meaning] = {
    401: CODES["401"],
    403: CODES["403"],
    408: CODES["Timeout"],
    409: CODES["ConcurrentOperationConflict"],
    413: CODES["InvalidImageSize"],
    415: CODES["UnsupportedMediaType"],
    429: CODES["429"],
}
"""What a status means where no known code comes with it."""

WRONG_PLACE = Meaning(
    ServiceDown,
    "There is no such Azure service at the endpoint that is set.",
    "the path is not known there: a wrong endpoint, or a retired API",
)
REDIRECT = Meaning(
    UnexpectedAnswer,
    "Azure's endpoint sends elsewhere, and Glimpse does not follow.",
    "a redirect; the key was not sent on",
)
OTHER_4XX = Meaning(RequestRefused, _ASKED, "refused without a known code")
OTHER_5XX = Meaning(ServiceDown, _DOWN, "the service broke down")

_BY_LOWER = {code.lower(): meaning for code, meaning in CODES.items()}
_LITTLE = {"invalidrequest", "invalidargument"}


def meaning_of(status: int, *codes: str) -> Meaning:
    """Return what `codes`, the innermost first, and `status` mean together.

    The gateway's 401 and 429 come before any code; an outer code comes last.
    """
    if status in (401, 429):
        return STATUSES[status]
    known = [code.lower() for code in codes if code.lower() in _BY_LOWER]
    telling = [code for code in known if code not in _LITTLE]
    if telling:
        return _BY_LOWER[telling[0]]
    if status in STATUSES:
        return STATUSES[status]
    if known:
        return _BY_LOWER[known[0]]
    if status in (404, 405, 410):
        return WRONG_PLACE
    if 300 <= status < 400:
        return REDIRECT
    return OTHER_5XX if status >= 500 else OTHER_4XX
