"""The error bodies of each API, as documented or recorded.

`vision`: 3.2, nested. `read`: its Read operation, nested or flat (which one the wire carries is
not known). `analysis`: Image Analysis 4.0. `face`: Face. `gateway`: in front of all of them.
"""

from collections.abc import Mapping

from doubles.azure_service.model import Json, ServiceError

DENIED = (
    "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a "
    "valid key for an active subscription and use a correct regional API endpoint for your "
    "resource."
)
NO_FACE_ID = (
    "Feature is not supported, missing approval for one or more of the following features: "
    "Identification,Verification. Please apply for access at https://aka.ms/facerecognition"
)
CLOSED_ATTRIBUTES = (
    "Return Attributes (emotion, gender, age, smile, facial hair, hair and makeup) have been "
    "deprecated and are no longer supported."
)


def body(code: str, message: str, inner: str | None = None, inner_message: str = "") -> Json:
    error: Json = {"code": code, "message": message}
    if inner is not None:
        error["innererror"] = {"code": inner, "message": inner_message or message}
    return {"error": error}


def gateway(status: int, message: str, headers: Mapping[str, str] | None = None) -> ServiceError:
    return ServiceError(status, body(str(status), message), headers)


def vision(
    inner: str, message: str, *, status: int = 400, code: str = "InvalidArgument"
) -> ServiceError:
    return ServiceError(status, body(code, message, inner))


def bad_argument(message: str) -> ServiceError:
    return vision("BadArgument", message)


def read(code: str, message: str, *, flat: bool, status: int = 400) -> ServiceError:
    if flat:
        return ServiceError(status, {"code": code, "message": message})
    return vision(code, message, status=status)


def analysis(message: str, inner: str | None = None, inner_message: str = "") -> ServiceError:
    return ServiceError(
        400,
        body("InvalidRequest", message, inner, inner_message),
        {"x-ms-error-code": "InvalidRequest"},
    )


def query40(inner: str, message: str) -> ServiceError:
    return analysis("Analyze query is invalid.", inner, message)


def face(code: str, message: str, *, status: int = 400) -> ServiceError:
    return ServiceError(status, body(code, message))


def face_closed(message: str) -> ServiceError:
    return ServiceError(
        403, body("InvalidRequest", "Invalid request has been sent.", "UnsupportedFeature", message)
    )
