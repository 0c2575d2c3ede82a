"""From an answer that refuses to the error that says so."""

import re
from collections.abc import Mapping
from dataclasses import replace

from urllib3.exceptions import InvalidHeader
from urllib3.util import Retry

from services.engines.azure.codes import REDIRECT, meaning_of
from services.engines.azure.errors import (
    AzureError,
    FeatureClosed,
    KeyRefused,
    QuotaSpent,
    Refusal,
    RegionLacks,
)
from services.engines.azure.records import Record, parse

MOST_LETTERS = 300
"""Of a service's message in the log; the longest that was seen has 275."""

_REQUEST_ID_HEADERS = ("apim-request-id", "x-ms-request-id", "request-id")
_TOLD_WAIT = re.compile(r"retry after (\d{1,6}) (second|minute|hour)", re.IGNORECASE)
_UNITS = {"second": 1.0, "minute": 60.0, "hour": 3600.0}
_REGION = re.compile(r"not (?:supported|available) in (?:this|the) region", re.IGNORECASE)
_QUOTA = re.compile(r"\bquota\b", re.IGNORECASE)
_APPROVAL = re.compile(r"missing approval|limited access|apply for access", re.IGNORECASE)


def refusal_of(operation: str, status: int, headers: Mapping[str, str], body: bytes) -> Refusal:
    """Return what a refusing answer says, however little of it can be read."""
    refusal = Refusal(operation, status, request_id=request_id_in(headers))
    try:
        refusal = _with_body(refusal, Record.of(parse(body)))
    except AzureError:
        refusal = replace(refusal, message=_one_line(body.decode("utf-8", "replace")))
    if not refusal.code:
        refusal = replace(refusal, code=headers.get("x-ms-error-code", "")[:MOST_LETTERS])
    return replace(refusal, retry_after=_told_wait(headers, refusal.message))


def error_of(refusal: Refusal) -> AzureError:
    """Return the error that fits what the service said."""
    status = refusal.status or 0
    meaning = meaning_of(status, refusal.inner_code, refusal.code)
    kind = meaning.kind
    if meaning is not REDIRECT and status not in (401, 429):
        # Here the message tells more than the code, which the gateway shares among reasons.
        if _REGION.search(refusal.message):
            kind = RegionLacks
        elif kind is KeyRefused and _QUOTA.search(refusal.message):
            kind = QuotaSpent
        elif status == 403 and _APPROVAL.search(refusal.message):
            kind = FeatureClosed
    sentence = meaning.sentence if kind is meaning.kind else kind.sentence
    return kind(sentence, detail=meaning.log, refusal=refusal)


def request_id_in(headers: Mapping[str, str]) -> str:
    """Return the service's id of a request, empty where there is none."""
    found = (headers.get(name, "") for name in _REQUEST_ID_HEADERS)
    return _one_line(next((one for one in found if one), ""))


def _with_body(refusal: Refusal, body: Record) -> Refusal:
    """Read both forms: nested under ``error`` (3.2, 4.0, Face, gateway), and flat (Read, v1)."""
    error = body.child("error") if body.has("error") else body
    inner = error.optional("innererror")
    messages = [record.text("message", "") for record in (inner, error)]
    return replace(
        refusal,
        code=_one_line(_code(error)),
        inner_code=_one_line(_code(inner)),
        message=_one_line(" ".join(dict.fromkeys(filter(None, messages)))),
        request_id=refusal.request_id or _one_line(body.text("requestId", "")),
    )


def _code(error: Record) -> str:
    """Return the code, which the gateway writes as a string of digits."""
    code = error.values.get("code")
    return str(code) if isinstance(code, str | int) else ""


def _told_wait(headers: Mapping[str, str], message: str) -> float | None:
    """Return the seconds to wait, by the header or else by the message, None if untold."""
    header = headers.get("Retry-After")
    if header is not None:
        try:
            return Retry().parse_retry_after(header)
        except (InvalidHeader, ValueError, OverflowError):
            pass
    told = _TOLD_WAIT.search(message)
    return int(told[1]) * _UNITS[told[2].lower()] if told else None


def _one_line(text: str) -> str:
    """Return text that cannot break out of its line of the log."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text[: 2 * MOST_LETTERS])
    return " ".join(shown.split())[:MOST_LETTERS]
