"""What Glimpse is about to say, as data."""

from dataclasses import dataclass
from typing import Any

from services.vision import Analysis

Block = dict[str, Any]
"""One Block Kit block (docs.slack.dev/reference/block-kit/blocks)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one shared file: an analysis, or the sentence that says why there is none."""

    name: str
    file_id: str = ""
    analysis: Analysis | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of an answer. files.getUploadURLExternal takes 1,000 characters of `alt_txt`."""

    filename: str
    data: bytes
    title: str
    alt_txt: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """One message: `text` holds the whole answer, escaped, for screen readers and search."""

    text: str
    blocks: tuple[Block, ...]
    attachments: tuple[Upload, ...] = ()
