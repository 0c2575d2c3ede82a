"""How often a resource may be called."""

import math
import threading
from collections import deque

from doubles.azure_service import errors
from doubles.azure_service.model import Answer, Operation, Product, json_answer

# The names the gateway gives the operations; those in the recorded 429 bodies are "OCR" and
# "Get Read Result", the others follow the API's reference.
NAMES = {
    Operation.ANALYZE: "Analyze Image",
    Operation.DESCRIBE: "Describe Image",
    Operation.TAG: "Tag Image",
    Operation.OBJECTS: "Detect Objects",
    Operation.AREA_OF_INTEREST: "Get Area of Interest",
    Operation.MODELS: "List Domain Specific Models",
    Operation.DOMAIN: "Recognize Domain Specific Content",
    Operation.OCR: "OCR",
    Operation.THUMBNAIL: "Get Thumbnail",
    Operation.READ: "Read",
    Operation.READ_RESULT: "Get Read Result",
    Operation.ANALYZE40: "Analyze",
    Operation.DETECT: "Face - Detect",
}
APIS = {
    Operation.ANALYZE40: "Computer Vision API (2024-02-01)",
    Operation.DETECT: "Face API - v1.0",
}


def product_of(operation: Operation) -> Product:
    return Product.FACE if operation is Operation.DETECT else Product.VISION


def too_many(
    operation: Operation, seconds: int, *, in_header: bool, status: int = 429, tier: str = "F0"
) -> Answer:
    """Return the gateway's refusal; the wait always stands in its sentence."""
    api = APIS.get(operation, "Computer Vision API (v3.2)")
    # The newer services say it with one word more.
    limit = "call rate limit" if operation in APIS else "rate limit"
    plural = "" if seconds == 1 else "s"
    message = (
        f"Requests to the {NAMES[operation]} Operation under {api} have exceeded {limit} of "
        f"your current {product_of(operation)} {tier} pricing tier. Please retry after "
        f"{seconds} second{plural}. To increase your rate limit switch to a paid tier."
    )
    headers = {"Retry-After": str(seconds)} if in_header else {}
    return json_answer(errors.body(str(status), message), status, headers)


class Rate:
    """So many calls within so many seconds, for each product by itself."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._limit: tuple[int, float, bool] | None = None
        self._taken: dict[Product, deque[float]] = {}

    def set(self, limit: int, seconds: float, *, in_header: bool) -> None:
        with self._lock:
            self._limit = (limit, seconds, in_header)
            self._taken.clear()

    def refusal(self, operation: Operation, now: float) -> Answer | None:
        """Count a call at `now`, or return why it may not be made."""
        with self._lock:
            if self._limit is None:
                return None
            limit, seconds, in_header = self._limit
            taken = self._taken.setdefault(product_of(operation), deque())
            while taken and taken[0] <= now - seconds:
                taken.popleft()
            if len(taken) < limit:
                taken.append(now)
                return None
            wait = max(math.ceil(taken[0] + seconds - now), 1)
        return too_many(operation, wait, in_header=in_header)
