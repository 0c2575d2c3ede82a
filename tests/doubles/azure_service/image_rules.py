"""What each API takes as an image; the picture is really decoded."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO

from PIL import Image, ImageSequence
from python_multipart import parse_form

from doubles.azure_service.geometry import Size
from doubles.azure_service.model import Request, ServiceError

JSON, BYTES, FORM = "application/json", "application/octet-stream", "multipart/form-data"
# A phone's JPEG with a second picture in it: Pillow says MPO, by its first bytes it is a JPEG.
JPEG = frozenset({"JPEG", "MPO"})


@dataclass(frozen=True, slots=True)
class Upload:
    """A picture as it was sent; `size` is of its stored pixels, before any EXIF turn."""

    image: Image.Image = field(repr=False)
    format: str
    size: Size
    pages: tuple[Size, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """One API's limits (bytes and pixels, inclusive) and how it words each refusal."""

    formats: frozenset[str]
    max_bytes: int
    min_side: int
    max_side: int
    media_type: Callable[[str], ServiceError]
    bad_json: Callable[[], ServiceError]
    bad_url: Callable[[], ServiceError]
    bad_format: Callable[[], ServiceError]
    too_small: Callable[[], ServiceError]
    too_large: Callable[[], ServiceError]
    media_types: tuple[str, ...] = (JSON, BYTES, FORM)
    min_bytes: int = 1


def uploaded(request: Request, rules: Rules) -> Upload:
    """Return the picture of a request, or refuse as the service would."""
    if request.content_type not in rules.media_types:
        raise rules.media_type(request.content_type)
    if request.content_type == JSON:
        raise _by_url(request.body, rules)
    data = _form_part(request) if request.content_type == FORM else request.body
    if len(data) < rules.min_bytes:
        raise rules.too_small()
    if len(data) > rules.max_bytes:
        raise rules.too_large()
    return _decoded(data, rules)


def _by_url(body: bytes, rules: Rules) -> ServiceError:
    """Return the refusal of an image by URL: there is no network behind the double."""
    try:
        told = json.loads(body)
    except ValueError:
        return rules.bad_json()
    if not isinstance(told, dict) or not isinstance(told.get("url"), str):
        return rules.bad_json()
    return rules.bad_url()


def _form_part(request: Request) -> bytes:
    parts: list[bytes] = []
    parse_form(
        {
            "Content-Type": request.headers["content-type"].encode(),
            "Content-Length": str(len(request.body)).encode(),
        },
        io.BytesIO(request.body),
        on_field=lambda field: parts.append(field.value or b""),
        on_file=lambda file: parts.append(_content(file.file_object)),
    )
    return parts[0] if parts else b""


def _content(file: IO[bytes]) -> bytes:
    file.seek(0)
    data = file.read()
    file.close()
    return data


def _decoded(data: bytes, rules: Rules) -> Upload:
    try:
        image = Image.open(io.BytesIO(data))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        # A warning only where warnings are errors; no API takes that many pixels gladly.
        raise rules.too_large() from None
    except Exception:  # Pillow's plugins raise whatever they like on foreign bytes
        raise rules.bad_format() from None
    if image.format not in rules.formats:
        raise rules.bad_format()
    if min(image.size) < rules.min_side:
        raise rules.too_small()
    if max(image.size) > rules.max_side:
        raise rules.too_large()
    return _loaded(image, rules)


def _loaded(image: Image.Image, rules: Rules) -> Upload:
    kind = "JPEG" if image.format in JPEG else str(image.format)
    try:
        many = kind == "TIFF"
        pages = [f.size for f in ImageSequence.Iterator(image)] if many else [image.size]
        image.seek(0)
        image.load()
    except Exception:  # as above
        raise rules.bad_format() from None
    return Upload(image, kind.capitalize(), image.size, tuple(pages))
