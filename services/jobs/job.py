"""One piece of work: who asked, what to look at and where the answer goes."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from services.jobs.asking import Ask
from services.vision import Feature

# fmt: off
IMAGE_SUFFIXES = frozenset({
    "apng", "avif", "bmp", "eps", "gif", "heic", "heif", "ico", "j2k", "jfif", "jp2", "jpe",
    "jpeg", "jpg", "png", "psd", "svg", "tif", "tiff", "webp",
})
# fmt: on
"""Name endings by which a person means an image, whether Glimpse can decode it or not."""


_SMALLER_COPIES = ("thumb_1024", "thumb_960", "thumb_800", "thumb_720", "thumb_480", "thumb_360")
"""The whole image made smaller; ``thumb_160`` and below are too small to tell much from."""


class Access(StrEnum):
    """What a file object says of its bytes (docs.slack.dev/reference/objects/file-object)."""

    HERE = "here"
    ASK = "ask"  # check_file_info: Slack Connect pushes an id only
    GONE = "gone"  # tombstone, hidden_by_limit
    DENIED = "denied"
    EXTERNAL = "external"  # kept on another service: Slack has no bytes
    WEB = "web"  # an https address somebody gave; no file of Slack's


@dataclass(frozen=True, slots=True)
class FileRef:
    """One shared file; everything but `id` is what Slack claimed, which may be wrong or missing.

    `smaller_copy` is the address of the largest copy that Slack made, for what cannot be opened.
    """

    id: str
    name: str = ""
    url: str = ""
    access: Access = Access.HERE
    claims_image: bool = False
    smaller_copy: str = ""

    @classmethod
    def from_slack(cls, file: Mapping[str, Any]) -> "FileRef":
        """Return the reference for a file object of an event or of ``files.info``."""
        name = str(file.get("name") or file.get("title") or "")
        endings = {
            str(file.get("filetype") or "").lower(),
            PurePosixPath(name.lower()).suffix.removeprefix("."),
        }
        mimetype = str(file.get("mimetype") or "")
        return cls(
            id=str(file.get("id") or ""),
            name=name,
            url=str(file.get("url_private_download") or file.get("url_private") or ""),
            access=_access(file),
            claims_image=mimetype.startswith("image/") or bool(endings & IMAGE_SUFFIXES),
            smaller_copy=next((str(file[key]) for key in _SMALLER_COPIES if file.get(key)), ""),
        )

    @classmethod
    def from_web(cls, url: str) -> "FileRef":
        """Return the reference for an address somebody gave as that of an image."""
        name = PurePosixPath(unquote(urlsplit(url).path)).name or "image"
        return cls(id="", name=name, url=url, access=Access.WEB, claims_image=True)

    @property
    def may_be_image(self) -> bool:
        """Return whether it is worth a look: it claims to be an image, or claims nothing."""
        return self.claims_image or not self.name


class Delivery(StrEnum):
    """Where the answer goes."""

    THREAD = "thread"  # for everybody, under the image
    SUGGESTION = "suggestion"  # a suggested alt text, shown to who posted the image alone
    RESPONSE = "response"  # by response_url, shown to who asked alone, or to all with `here`
    DIRECT = "direct"  # a message to who asked


@dataclass(frozen=True, slots=True)
class Job:
    """Plain data; `deadline` is in seconds since the epoch.

    The images are `files`, or those that `ask` names. `shared_by` is who may delete the answer.
    """

    id: str
    team: str
    channel: str
    user: str
    message_ts: str
    thread_ts: str
    files: tuple[FileRef, ...]
    features: tuple[Feature, ...]
    language: str
    deadline: float
    delivery: Delivery = Delivery.THREAD
    ask: Ask | None = None
    response_url: str = ""
    here: bool = False
    shared_by: str = ""
    wants_copy: bool = True
    named: bool = False
    """Whether who asked said what to look for, rather than having what is usual here."""
    begun: str = ""
    """When it was recorded, written as a message's ``ts``."""


def _access(file: Mapping[str, Any]) -> Access:
    if file.get("file_access") == "check_file_info":
        return Access.ASK
    if file.get("mode") in {"tombstone", "hidden_by_limit"}:
        return Access.GONE
    if file.get("file_access") == "access_denied":
        return Access.DENIED
    if file.get("is_external") or file.get("mode") == "external":
        return Access.EXTERNAL
    # a mention's files are ids only
    return Access.HERE if file.get("url_private") else Access.ASK
