"""One picture on the command line: the same answer as in Slack, for a terminal or for a program."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from services.drawing.annotate import annotate
from services.errors import FileTooLarge, RequestError
from services.jobs.records import to_json
from services.pictures.opening import Picture, open_picture
from services.pictures.public import PublicImages
from services.replies.words import described, unnumbered_text
from services.vision import Analysis, AnalysisOptions, Engine, Feature

T = TypeVar("T")

MOST_BYTES = 100_000_000  # far above any photograph's; what is larger is refused before it is read
LONGEST_NAME = 80  # file systems take 255 bytes, of which a letter may be four
THUMBNAIL_SIZE = (150, 100)  # pixels, as in the examples of the command that takes a size


@dataclass(frozen=True, slots=True)
class Source:
    """A picture, what to call it, and the folder in which what is written goes by default."""

    name: str
    picture: Picture
    folder: Path


@dataclass(frozen=True, slots=True)
class ThumbnailFile:
    """A thumbnail on disk; `width` and `height` in pixels."""

    path: Path
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Description:
    """A picture that was looked at, and what was written."""

    source: Source
    analysis: Analysis
    copy: Path | None
    thumbnail: ThumbnailFile | None = None


def open_source(image: str, web: PublicImages | None = None) -> Source:
    """Return the picture at a path or an https address.

    Raises:
        RequestError: the file cannot be read.
        DownloadError: the address cannot be fetched, or may not be.
        ImageError: it is no picture Glimpse can look at.
    """
    if "://" in image:
        last = PurePosixPath(unquote(urlsplit(image).path)).name
        # A stranger's name, as every file system takes it.
        name = re.sub(r"[^\w. -]", "_", last).lstrip(". ")[:LONGEST_NAME] or "image"
        return Source(name, open_picture((web or PublicImages()).fetch(image)), Path.cwd())
    path = Path(image)

    def read_file() -> bytes:
        if path.stat().st_size > MOST_BYTES:
            raise FileTooLarge(f"{path} is larger than {MOST_BYTES // 1_000_000} MB.")
        return path.read_bytes()

    data = _told(read_file, f"{path} cannot be read")
    return Source(path.name, open_picture(data), path.parent)


def describe(
    image: str,
    engine: Engine,
    features: frozenset[Feature],
    options: AnalysisOptions,
    out: Path | None = None,
    web: PublicImages | None = None,
) -> Description:
    """Look at a picture and write its annotated copy beside it, or into `out`.

    With no `features`, everything the engine can do is asked; a thumbnail only by its name.

    Raises:
        RequestError, DownloadError, ImageError: see `open_source`; or a file cannot be written.
        EngineError: nothing could be answered.
    """
    source = open_source(image, web)
    asked = (features or engine.features) - {Feature.THUMBNAIL}
    analysis = engine.analyze(source.picture, asked, options)
    analysis = replace(analysis, notes=(*source.picture.notes, *analysis.notes))
    marked = annotate(source.picture, analysis)
    copy = _write(source, out, "glimpse", marked.suffix, marked.data) if marked else None
    small = None
    if Feature.THUMBNAIL in features:
        small = _thumbnail(source, engine, *THUMBNAIL_SIZE, smart=True, out=out)
    return Description(source, analysis, copy, small)


def thumbnail(
    image: str,
    engine: Engine,
    width: int,
    height: int,
    *,
    smart: bool,
    out: Path | None = None,
) -> ThumbnailFile:
    """Write a small copy of a picture beside it, or into `out`.

    Raises:
        RequestError, DownloadError, ImageError: see `open_source`; or it cannot be written.
        EngineError: it could not be made.
    """
    return _thumbnail(open_source(image), engine, width, height, smart=smart, out=out)


def as_json(description: Description) -> dict[str, Any]:
    """Return the one object that ``describe --json`` prints; what was not asked for is absent."""
    picture, found = description.source.picture, to_json(description.analysis)
    head = {
        "image": {
            "width": picture.width,
            "height": picture.height,
            "format": picture.format,
            "sha256": picture.sha256,
        },
        "engine": description.analysis.engine,
        "elapsed_ms": round(1000 * description.analysis.seconds),
    }
    left_out = {"engine", "seconds", "width", "height"}
    whole = head | {key: value for key, value in found.items() if key not in left_out}
    if description.thumbnail:
        small = description.thumbnail
        whole["thumbnail"] = {
            "path": str(small.path),
            "width": small.width,
            "height": small.height,
        }
    return whole


def as_words(description: Description) -> str:
    """Return the answer for a terminal."""
    picture, analysis = description.source.picture, description.analysis
    lines = [
        f"{description.source.name}: {picture.format}, {picture.width} x {picture.height} pixels",
        *described(analysis),
    ]
    if analysis.text is not None:
        text = unnumbered_text(analysis).rstrip()
        if analysis.text.lines:
            lines += ["Text:", text]
        elif not analysis.text.unread:
            lines.append("No text.")
    lines += [*analysis.skipped.values(), *analysis.notes]
    lines.append(f"Engine: {analysis.engine} · {analysis.seconds:.1f} s")
    if description.copy:
        lines.append(f"Annotated copy: {description.copy}")
    if description.thumbnail:
        lines.append(f"Thumbnail: {description.thumbnail.path}")
    return "\n".join(lines)


def _thumbnail(
    source: Source, engine: Engine, width: int, height: int, *, smart: bool, out: Path | None
) -> ThumbnailFile:
    made = engine.thumbnail(source.picture, width, height, smart=smart)
    suffix = ".png" if made.format == "PNG" else ".jpg"
    path = _write(source, out, f"{width}x{height}", suffix, made.data)
    return ThumbnailFile(path, made.width, made.height)


def _write(source: Source, out: Path | None, word: str, suffix: str, data: bytes) -> Path:
    path = (out or source.folder) / f"{PurePosixPath(source.name).stem}.{word}{suffix}"

    def write() -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    _told(write, f"{path} cannot be written")
    return path


def _told(work: Callable[[], T], sentence: str) -> T:
    try:
        return work()
    except OSError as error:
        raise RequestError(f"{sentence}: {error.strerror or type(error).__name__}.") from error
