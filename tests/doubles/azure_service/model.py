"""What passes between the rooms of the double: requests, answers, the log."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Json = dict[str, Any]


class Operation(StrEnum):
    """One thing that can be called, and that faults are set for."""

    ANALYZE = "analyze"
    DESCRIBE = "describe"
    TAG = "tag"
    OBJECTS = "objects"
    AREA_OF_INTEREST = "area_of_interest"
    MODELS = "models"
    DOMAIN = "domain"
    OCR = "ocr"
    THUMBNAIL = "thumbnail"
    READ = "read"
    READ_RESULT = "read_result"
    ANALYZE40 = "analyze40"
    DETECT = "detect"


class Product(StrEnum):
    """A kind of Azure resource."""

    VISION = "ComputerVision"
    FACE = "Face"
    BOTH = "CognitiveServices"


@dataclass(frozen=True, slots=True)
class Request:
    """One request; header names are in lower case, `query` keeps order and repeats."""

    id: str
    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    @property
    def content_type(self) -> str:
        """The media type alone, in lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; `drop` is how many bytes of the body go out before the connection is lost."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str | None = "application/json; charset=utf-8"
    drop: int | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """One request in the log.

    `at_start` and `at_end` are monotonic seconds: two calls that overlap ran side by side.
    `status` 0: the connection was lost on purpose. `key_seen`: the key header was there, with
    whatever in it. `key_leaked`: the service's key stood anywhere else. `headers` are the
    request's, in lower case, with the key masked.
    """

    operation: Operation | None
    at_start: float
    at_end: float
    method: str
    path: str
    query: Mapping[str, str]
    content_type: str
    length: int
    key_seen: bool
    key_leaked: bool
    status: int
    headers: Mapping[str, str]
    request_id: str
    body: bytes = field(repr=False)

    def overlaps(self, other: "Call") -> bool:
        """Tell whether both were under way at one moment."""
        return self.at_start < other.at_end and other.at_start < self.at_end


class ServiceError(Exception):
    """The service refuses; the answer is ready."""

    def __init__(self, status: int, body: Json, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(f"{status} {json.dumps(body)}")
        self.status, self.body, self.headers = status, body, dict(headers or {})


def json_answer(
    body: object, status: int = 200, headers: Mapping[str, str] | None = None
) -> Answer:
    """Return `body` as JSON, written as compactly as the service does."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Answer(status, text.encode(), dict(headers or {}))


def billed(*features: str, product: Product = Product.VISION) -> dict[str, str]:
    """Return the header that says what a call counts as."""
    counted = (*sorted(features), "Transaction")
    usage = ",".join(f"CognitiveServices.{product.value}.{name}=1" for name in counted)
    return {"CSP-Billing-Usage": usage}
