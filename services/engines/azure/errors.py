"""What Azure refuses, and why.

::

    EngineError
    └── AzureError
        ├── KeyRefused          401, 403: the key, or what it may do at all
        ├── FeatureClosed       Microsoft has closed it, or must approve its use first
        ├── QuotaSpent          the month's calls are used up
        ├── RateLimited         429, and waits longer than anyone waits
        ├── RegionLacks         the resource's region does not have it
        ├── ServiceDown         5xx, silence, an open circuit breaker
        │   └── ConnectionLost  worth another try
        ├── ServiceFailed       it answers, but failed at this image
        ├── TooSlow             no answer in the time there was
        ├── UnexpectedAnswer    no answer as documented: HTML, cut JSON, a redirect
        ├── NotSetUp            the settings have no key for it
        ├── ImageRefused        the image, which another size or format might mend
        └── RequestRefused      what was asked for

Where `refused` is true, the local engine may answer instead. Where `outage` is true, it is no use
to ask again soon, and the circuit breaker counts it.
"""

from dataclasses import dataclass

from services.errors import EngineError


@dataclass(frozen=True, slots=True)
class Refusal:
    """What the service said; `code` and `inner_code` as spelled on the wire, or empty.

    `retry_after` is in seconds, None where no wait was told.
    """

    operation: str = ""
    status: int | None = None
    code: str = ""
    inner_code: str = ""
    message: str = ""
    request_id: str = ""
    retry_after: float | None = None

    def __str__(self) -> str:
        codes = "/".join(code for code in (self.code, self.inner_code) if code) or "no error code"
        status = f"HTTP {self.status}" if self.status else "no answer"
        request = f"request {self.request_id}" if self.request_id else "no request id"
        said = f"; Azure said: {self.message}" if self.message else ""
        return f"{self.operation}: {status}, {codes}, {request}{said}"


class AzureError(EngineError):
    """Azure could not look; `refusal` is what it said, and `str` of it is for the log."""

    sentence = "Azure could not look at this image."
    outage = False

    def __init__(
        self, sentence: str | None = None, *, detail: str = "", refusal: Refusal | None = None
    ) -> None:
        self.refusal = refusal or Refusal()
        parts = (str(refusal) if refusal else "", detail)
        super().__init__(sentence, detail="; ".join(part for part in parts if part))

    @property
    def request_id(self) -> str:
        """The service's id of the request, empty where it gave none."""
        return self.refusal.request_id

    @property
    def code(self) -> str:
        """The most telling error code the service gave."""
        return self.refusal.inner_code or self.refusal.code


class KeyRefused(AzureError):
    """The key is wrong, expired, or of another kind of resource."""

    sentence = "Azure did not accept the key."
    refused = True
    outage = True


class FeatureClosed(AzureError):
    """Microsoft has closed the feature, or must approve its use first."""

    sentence = "Microsoft has not approved this feature for the key."
    refused = True


class QuotaSpent(AzureError):
    """The calls that were paid for are used up."""

    sentence = "Azure's quota is used up."
    refused = True
    outage = True


class RateLimited(AzureError):
    """More calls per minute than the pricing tier allows, and no time to wait."""

    sentence = "Azure's rate limit is reached."
    refused = True


class RegionLacks(AzureError):
    """The region of the resource does not have the feature."""

    sentence = "Azure does not offer this in the region of the resource."
    refused = True


class ServiceDown(AzureError):
    """Nobody answers, or only to say that the service is down."""

    sentence = "Azure is not answering."
    refused = True
    outage = True


class ConnectionLost(ServiceDown):
    """The connection could not be made, or broke; worth another try."""


class ServiceFailed(AzureError):
    """The service answers, but failed at this image."""

    sentence = "Azure failed at this image."
    refused = True


class TooSlow(AzureError):
    """There was no answer in the time there was."""

    sentence = "Azure did not answer in time."
    refused = True


class UnexpectedAnswer(AzureError):
    """The answer is not what is documented."""

    sentence = "Azure's answer could not be understood."
    refused = True
    outage = True


class NotSetUp(AzureError):
    """There is no key for the service that has this feature."""

    sentence = "Azure is not set up for this."
    refused = True


class ImageRefused(AzureError):
    """The service does not take this image."""

    sentence = "Azure does not take this image."


class RequestRefused(AzureError):
    """The service does not do what was asked for."""

    sentence = "Azure does not do what was asked for."
