import json

import pytest
from requests.structures import CaseInsensitiveDict

from services.engines.azure.codes import CODES
from services.engines.azure.errors import (
    AzureError,
    FeatureClosed,
    ImageRefused,
    KeyRefused,
    QuotaSpent,
    RateLimited,
    RegionLacks,
    RequestRefused,
    ServiceDown,
    ServiceFailed,
    UnexpectedAnswer,
)
from services.engines.azure.refusals import error_of, refusal_of

APPROVAL = "Missing approval, apply for access."
REGION = "The feature 'Caption' is not supported in this region."


def told(status: int, body: object, headers: dict[str, str] | None = None) -> AzureError:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    refusal = refusal_of("analyze", status, CaseInsensitiveDict(headers or {}), data)
    return error_of(refusal)


def nested(code: str, inner: str = "", message: str = "Some message.") -> dict[str, object]:
    error: dict[str, object] = {"code": code, "message": message}
    if inner:
        error["innererror"] = {"code": inner, "message": message}
    return {"error": error}


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_is_understood_wherever_it_stands_in_a_body(code: str) -> None:
    meaning = CODES[code]
    assert meaning.sentence.endswith(".") and code not in meaning.sentence
    assert meaning.log
    status = int(code) if code.isdigit() else 400
    for body in (nested(code), nested("InvalidRequest", code), {"code": code, "message": "m"}):
        error = told(status, body)
        assert isinstance(error, meaning.kind)
        assert error.sentence == meaning.sentence
        assert code in str(error) and meaning.log in str(error)


@pytest.mark.parametrize(
    ("status", "body", "kind", "refused"),
    [
        (401, nested("401", message="Access denied due to invalid key."), KeyRefused, True),
        (401, b"", KeyRefused, True),
        (401, nested("Unspecified"), KeyRefused, True),
        (401, nested("401", message="Out of call volume quota."), KeyRefused, True),
        (429, nested("429", message=REGION), RateLimited, True),
        (307, nested("307", message=REGION), UnexpectedAnswer, True),
        (403, nested("403"), KeyRefused, True),
        (403, nested("InvalidRequest", "UnsupportedFeature"), FeatureClosed, True),
        (
            403,
            nested("Forbidden", message=APPROVAL),
            FeatureClosed,
            True,
        ),
        (403, nested("403", message="Out of call volume quota."), QuotaSpent, True),
        (429, nested("429"), RateLimited, True),
        (429, b"<html>", RateLimited, True),
        (
            400,
            nested(
                "InvalidRequest", message="The feature 'Caption' is not supported in this region."
            ),
            RegionLacks,
            True,
        ),
        (400, nested("InvalidArgument", "NotSupportedImage"), ImageRefused, False),
        (400, nested("InvalidRequest"), RequestRefused, False),
        (400, b"not json at all", RequestRefused, False),
        (400, nested("CodeOfTomorrow"), RequestRefused, False),
        (404, nested("404", message="Resource not found"), ServiceDown, True),
        (410, b"", ServiceDown, True),
        (413, b"", ImageRefused, False),
        (415, nested("InvalidRequest", "UnsupportedMediaType"), RequestRefused, False),
        (500, nested("FailedToProcess"), ServiceFailed, True),
        (500, nested("InternalServerError", "Timeout"), ServiceFailed, True),
        (500, nested("InternalServerError"), ServiceDown, True),
        (502, b"<html>Bad Gateway</html>", ServiceDown, True),
        (503, nested("ServiceUnavailable"), ServiceDown, True),
        (307, b"", UnexpectedAnswer, True),
    ],
)
def test_what_a_refusal_comes_to(
    status: int, body: object, kind: type[AzureError], refused: bool
) -> None:
    error = told(status, body)
    assert type(error) is kind
    assert error.refused is refused
    assert error.sentence.endswith(".")


@pytest.mark.parametrize("name", ["apim-request-id", "X-MS-Request-Id", "request-id"])
def test_the_request_id_is_kept(name: str) -> None:
    error = told(400, nested("InvalidArgument", "InvalidImageSize"), {name: "0f-1d"})
    assert error.request_id == "0f-1d"
    assert error.code == "InvalidImageSize"
    assert "0f-1d" in str(error) and "InvalidArgument/InvalidImageSize" in str(error)


def test_an_old_flat_body_carries_its_own_request_id() -> None:
    error = told(400, {"code": "InvalidImageUrl", "message": "m", "requestId": "ab-12"})
    assert error.request_id == "ab-12"


def test_the_code_may_be_in_a_header_only() -> None:
    error = told(400, b"", {"x-ms-error-code": "InvalidImageFormat"})
    assert isinstance(error, ImageRefused)


@pytest.mark.parametrize(
    ("headers", "message", "seconds"),
    [
        ({"Retry-After": "7"}, "Please retry after 55 seconds.", 7),
        ({}, "Please retry after 55 seconds. To increase your rate limit switch.", 55),
        ({}, "Please retry after 1 second. Please contact Azure support service.", 1),
        ({}, "Please retry after 2 minutes.", 120),
        ({"Retry-After": "soon"}, "Please retry after 9 seconds.", 9),
        ({"Retry-After": "9" * 400}, "", 6 * 3600),
        ({"Retry-After": "9" * 5_000}, "", None),
        ({}, "Some message.", None),
    ],
)
def test_the_wait_is_in_the_header_or_only_in_the_body(
    headers: dict[str, str], message: str, seconds: float | None
) -> None:
    error = told(429, nested("429", message=message), headers)
    assert error.refusal.retry_after == seconds


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"null",
        b'{"error": "text"}',
        b'{"error": {"code": 401, "message": 5}}',
        b'{"error": {"code": {}, "innererror": []}}',
        b'{"error": {"code": null}}',
        b"\xff\xfe\x00",
        b"[" * 100_000,
    ],
)
def test_a_refusal_that_cannot_be_read_is_still_a_refusal(body: bytes) -> None:
    assert isinstance(told(401, body), KeyRefused)
    assert isinstance(told(400, body), RequestRefused)


def test_a_message_cannot_break_out_of_its_line_of_the_log() -> None:
    text = str(told(400, nested("BadArgument", message="a\nERROR b\r\x1b[31m" + "x" * 9999)))
    assert text.isprintable()
    assert len(text) < 700
