"""Computer Vision 3.2 Read: submit an image, then ask for its text until it is there."""

import math
import re
from dataclasses import replace
from datetime import datetime
from functools import partial
from urllib.parse import urlsplit

from services.engines.azure.client import AzureClient
from services.engines.azure.errors import ServiceFailed
from services.engines.azure.frame import Frame
from services.engines.azure.pace import LEAST, Pace
from services.engines.azure.parts import Errand, Part, part_of
from services.engines.azure.prepare import READ
from services.engines.azure.records import Record
from services.engines.azure.refusals import refusal_of
from services.engines.azure.text import line_of_numbers
from services.engines.azure.wire import Answer, Request
from services.reading.order import in_reading_order
from services.vision import Analysis

PATH = "/vision/v3.2/read/analyze"

BETWEEN = 1.0
"""Seconds between two questions after the first; Microsoft says 1 to 2."""

PATIENCE = 90.0
"""Seconds; no image takes so long, whatever deadline there is."""

_RESULT = re.compile(r"/vision/v3\.2/read/(?:analyzeResults/|operations/)?[\w-]{1,80}")
_HOST = re.compile(
    r"[\w-]+\.(?:api\.cognitive\.microsoft\.com|api\.cognitive\.azure\.cn"
    r"|cognitiveservices\.azure\.(?:com|us|cn))"
)
"""Microsoft's own: a resource's answer may name the host of its region.

Only the path is used of it; a host that is none of these shows that somebody else answers.
"""


def read_text(vision: AzureClient, errand: Errand, pace: Pace) -> Part:
    """Return all text, lines in reading order.

    Raises:
        AzureError: there was no answer, or none in time.
    """
    image = errand.images.meeting(READ)
    # No language: Read finds it out line by line, and Microsoft says to leave it to Read.
    submitted = errand.post(vision, PATH, {"readingOrder": "natural"}, image)
    request = Request("read result", "GET", _path_of_result(submitted, vision.endpoint))
    begun = vision.clock()
    latest = min(errand.deadline, begun + PATIENCE)
    wait = min(pace.usual, max(latest - begun - BETWEEN, LEAST))
    answers, running_at = [submitted], 0.0
    while True:
        vision.wait(wait, latest)
        asked_at = vision.clock() - begun
        answer = vision.send(request, latest)
        answers.append(answer)
        if _is_done(answer):
            break
        wait, running_at = BETWEEN, asked_at
    pace.learn(asked_at, told=answer.parsed(_told_seconds), running_at=running_at)
    return part_of(answer.parsed(partial(_text_in, image.frame)), *answers)


def _path_of_result(submitted: Answer, endpoint: str) -> str:
    """Return the path of the result at the configured endpoint, the only host that gets the key.

    A container names the path otherwise than the cloud does, so the header decides.

    Raises:
        UnexpectedAnswer: the header names no result of Read, or a host that is not Azure's.
    """
    try:
        told = urlsplit(submitted.headers.get("Operation-Location", ""))
        host = told.hostname or ""
    except ValueError as error:
        raise submitted.unexpected("Operation-Location is no address") from error
    ours = urlsplit(endpoint)
    known = (told.scheme, told.netloc) in {("", ""), (ours.scheme, ours.netloc)}
    path = told.path.removeprefix(ours.path)
    if not (known or _HOST.fullmatch(host)) or not _RESULT.fullmatch(path) or told.query:
        raise submitted.unexpected("Operation-Location is nowhere to send a key")
    return path


def _is_done(answer: Answer) -> bool:
    """Return whether the result is there; raise where there will be none."""
    status = answer.parsed(lambda value: Record.of(value).text("status").lower())
    if status in {"notstarted", "running"}:
        return False
    if status == "failed":
        refusal = refusal_of(answer.operation, answer.status, answer.headers, answer.body)
        raise ServiceFailed("Azure could not read the text in this image.", refusal=refusal)
    if status != "succeeded":
        raise answer.unexpected("a status that is not documented")
    return True


def _text_in(frame: Frame, value: object) -> Analysis:
    body = Record.of(value)
    if body.has("recognitionResult"):  # RecognizeText, before Read, had one page named so
        pages = iter([body.child("recognitionResult")])
    else:
        pages = body.child("analyzeResult").listed("readResults")
    lines = (line for page in pages for line in page.children("lines"))
    text = in_reading_order([line_of_numbers(line, frame) for line in lines])
    return replace(frame.analysis(), text=text)


def _told_seconds(value: object) -> float:
    """Return how long it took at most, by the service's own stamps in whole seconds."""
    stamps = Record.of(value)
    try:
        begun = datetime.fromisoformat(stamps.text("createdDateTime", ""))
        ended = datetime.fromisoformat(stamps.text("lastUpdatedDateTime", ""))
        return max(ended.timestamp() - begun.timestamp(), 0.0) + 1.0
    except (ValueError, OverflowError, OSError):
        return math.inf
