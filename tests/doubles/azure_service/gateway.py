"""The front of the service: path, key, rate and faults, before any operation is asked."""

import re
import threading
from collections.abc import Callable

from doubles.azure_service import analyze, domain, errors, face, ocr, read, thumbnail, v4
from doubles.azure_service.faults import Fault
from doubles.azure_service.model import (
    Answer,
    Operation,
    Product,
    Request,
    ServiceError,
    json_answer,
)
from doubles.azure_service.rate import NAMES, product_of
from doubles.azure_service.world import World

Handler = Callable[[Request, World], Answer]
VISION = "/vision/v3.2"
ROUTES: tuple[tuple[str, str, Operation, Handler], ...] = (
    ("POST", f"{VISION}/analyze", Operation.ANALYZE, analyze.analyze),
    ("POST", f"{VISION}/describe", Operation.DESCRIBE, analyze.describe),
    ("POST", f"{VISION}/tag", Operation.TAG, analyze.tag),
    ("POST", f"{VISION}/detect", Operation.OBJECTS, analyze.detect_objects),
    ("POST", f"{VISION}/areaOfInterest", Operation.AREA_OF_INTEREST, analyze.area_of_interest),
    ("GET", f"{VISION}/models", Operation.MODELS, domain.models),
    ("POST", rf"{VISION}/models/[^/]+/analyze", Operation.DOMAIN, domain.domain),
    ("POST", f"{VISION}/ocr", Operation.OCR, ocr.ocr),
    ("POST", f"{VISION}/generateThumbnail", Operation.THUMBNAIL, thumbnail.thumbnail),
    ("POST", f"{VISION}/read/analyze", Operation.READ, read.submit),
    (
        "GET",
        rf"{VISION}/read/(analyzeResults|operations)/[^/]+",
        Operation.READ_RESULT,
        read.result,
    ),
    ("POST", "/computervision/imageanalysis:analyze", Operation.ANALYZE40, v4.analyze40),
    (
        "POST",
        r"/face/v1\.(0|1-preview\.1|2-preview\.1|2)/detect",
        Operation.DETECT,
        face.detect,
    ),
)
RETIRED = re.compile(r"/vision/v(1\.0|2\.[01]|3\.[01])(-preview[^/]*)?/.*")
KEY = "ocp-apim-subscription-key"
TIMES = {f"ms-vision-response-time-input-{what}": "8" for what in ("received", "processed")}
SUPPORTED = (
    "4.0-pre1,2022-07-31-preview,2022-10-12-preview,2023-02-01-preview,2023-04-01-preview,"
    "2023-06-01-preview,2023-07-01-preview,2023-10-01,2024-02-01"
)


def route(request: Request) -> tuple[Operation, Handler] | None:
    for method, path, operation, handler in ROUTES:
        if method == request.method and re.fullmatch(path, request.path):
            return operation, handler
    return None


def answer(request: Request, world: World) -> Answer:
    """Answer one request as the resource would."""
    try:
        given = _answer(request, world)
    except ServiceError as error:
        given = json_answer(error.body, error.status, error.headers)
    headers = {"apim-request-id": request.id, **given.headers}
    return Answer(given.status, given.body, headers, given.content_type, given.drop)


def _answer(request: Request, world: World) -> Answer:
    found = route(request)
    if found is None:
        raise _not_found(request, world)
    operation, handler = found
    _admit(request, world, operation)
    fault = world.faults.take(operation)
    if fault is not None:
        _wait(fault, world)
        if fault.answer is not None:
            return fault.answer
    refusal = world.rate.refusal(operation, world.clock())
    return refusal or _served(request, world, operation, handler)


def _wait(fault: Fault, world: World) -> None:
    world.stopping.wait(fault.seconds)
    if fault.meeting is not None:
        try:
            fault.meeting.wait()
        except threading.BrokenBarrierError:
            raise errors.gateway(500, "The other calls did not come while this waited.") from None


def _not_found(request: Request, world: World) -> ServiceError:
    if RETIRED.fullmatch(request.path):
        # What a retired version really answers is not known.
        return errors.gateway(world.retired_status, "This API version has been retired.")
    return errors.gateway(404, "Resource not found")


def _admit(request: Request, world: World, operation: Operation) -> None:
    if request.headers.get(KEY) != world.key:
        raise errors.gateway(401, errors.DENIED)
    if world.product not in (Product.BOTH, product_of(operation)):
        raise errors.gateway(
            401,
            f"The {NAMES[operation]} Operation is not supported with the current subscription "
            f"key and pricing tier {world.product}.{world.tier}.",
        )


def _served(request: Request, world: World, operation: Operation, handler: Handler) -> Answer:
    """Let the operation answer, with the headers that come from behind the gateway."""
    headers = {
        "x-envoy-upstream-service-time": "12",
        "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
        "X-Content-Type-Options": "nosniff",
    }
    if operation is Operation.ANALYZE40:
        headers |= TIMES | {"api-supported-versions": SUPPORTED, "request-id": request.id}
    if operation in (Operation.ANALYZE40, Operation.DETECT):
        headers["x-ms-region"] = "West US"
    try:
        _check_version(request, operation)
        given = handler(request, world)
    except ServiceError as error:
        given = json_answer(error.body, error.status, error.headers)
    return Answer(given.status, given.body, headers | dict(given.headers), given.content_type)


def _check_version(request: Request, operation: Operation) -> None:
    if operation is not Operation.ANALYZE40:
        return
    given = dict(request.query).get("api-version")
    if given is None:
        raise ServiceError(400, errors.body("ApiVersionUnspecified", "An API version is required."))
    if given not in v4.VERSIONS:
        raise ServiceError(
            400, errors.body("UnsupportedApiVersion", f"API version '{given}' is not supported.")
        )
