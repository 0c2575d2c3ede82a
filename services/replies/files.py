"""The files of an answer: annotated copies, thumbnails, whole texts; each with its alt text."""

from pathlib import PurePosixPath

from services.replies.code_words import public_codes
from services.replies.escaping import clipped, one_line
from services.replies.reply import Outcome, Upload
from services.replies.words import caption_of, unnumbered_text
from services.vision import Analysis, Thumbnail

MOST_NAME = 80
"""Characters of a file's name: a heading stays one line, and a path stays short on any system."""

ALT_LIMIT = 1000
"""Characters of ``alt_txt`` (docs.slack.dev/reference/methods/files.getUploadURLExternal)."""


def annotated_copy(outcome: Outcome, number: int, data: bytes, suffix: str) -> Upload:
    """Return the upload of the annotated copy of the `number`-th image of a message, from 1."""
    title = f"Annotated copy of {shown_name(outcome, number)}"
    name = f"{_stem(outcome, number)}.glimpse{suffix}"
    return Upload(name, data, title, _described(outcome, f"{title}."))


def thumbnail_copy(outcome: Outcome, number: int, made: Thumbnail) -> Upload:
    """Return the upload of a thumbnail of the `number`-th image of a message, from 1."""
    title = f"Thumbnail of {shown_name(outcome, number)}, {made.width} x {made.height} pixels"
    suffix = ".png" if made.format == "PNG" else ".jpg"
    name = f"{_stem(outcome, number)}.{made.width}x{made.height}{suffix}"
    return Upload(name, made.data, title, _described(outcome, f"{title}."))


def whole_text(outcome: Outcome, number: int) -> Upload:
    """Return the upload of all text of the `number`-th image of a message, from 1."""
    text = unnumbered_text(outcome.analysis) if outcome.analysis else ""
    title = f"The whole text of {shown_name(outcome, number)}"
    return Upload(f"{_stem(outcome, number)}.txt", text.encode(), title, clipped(title, ALT_LIMIT))


def alt_text(analysis: Analysis, before: str = "") -> str:
    """Return a description for ``alt_txt``: `before`, caption, codes, then the text; one line."""
    words = [before, caption_of(analysis), public_codes(analysis)]
    text = " / ".join(filter(None, map(one_line, unnumbered_text(analysis).splitlines())))
    words += [f"Text: {text}"] if text.strip() else []
    return clipped(" ".join(filter(None, words)), ALT_LIMIT)


def shown_name(outcome: Outcome, number: int) -> str:
    """Return the name of an image's file as it is shown."""
    return clipped(one_line(outcome.name), MOST_NAME) or f"image {number}"


def _described(outcome: Outcome, title: str) -> str:
    return alt_text(outcome.analysis, title) if outcome.analysis else clipped(title, ALT_LIMIT)


def _stem(outcome: Outcome, number: int) -> str:
    """Return a file name without ending that no other image of the message has."""
    stem = PurePosixPath(shown_name(outcome, number)).stem.strip(". ") or "image"
    return stem if number == 1 else f"{stem}-{number}"
