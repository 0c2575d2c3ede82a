"""One picture on the command line: the same answer as in Slack, for a terminal or for a program."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from services.errors import FileTooLarge, RequestError
from services.images import Picture, open_picture
from services.records import to_json
from services.replies.annotate import annotate
from services.replies.words import described, unnumbered
from services.vision import Analysis, Engine, Feature

T = TypeVar("T")

MOST_BYTES = 100_000_000


@dataclass(frozen=True, slots=True)
class Description:
    """A picture that was looked at, and where its annotated copy went, if there is one."""

    path: Path
    picture: Picture
    analysis: Analysis
    copy: Path | None


def describe(
    path: Path,
    engine: Engine,
    features: frozenset[Feature],
    language: str,
    out: Path | None = None,
) -> Description:
    """Look at the picture at `path` and write its annotated copy beside it, or into `out`.

    With no `features`, everything the engine can do is asked.

    Raises:
        RequestError: the file cannot be read, or the copy cannot be written.
        ImageError: it is no picture Glimpse can look at.
    """
    picture = open_picture(_read(path))
    analysis = engine.analyze(picture, features or engine.features, language)
    marked = annotate(picture, analysis)
    if marked is None:
        return Description(path, picture, analysis, None)
    copy = (out or path.parent) / f"{path.stem}.glimpse{marked.suffix}"
    _told(lambda: _write(copy, marked.data), f"{copy} cannot be written")
    return Description(path, picture, analysis, copy)


def as_json(description: Description) -> dict[str, Any]:
    """Return the one object that ``describe --json`` prints; what was not asked for is absent."""
    picture, found = description.picture, to_json(description.analysis)
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
    return head | {key: value for key, value in found.items() if key not in left_out}


def as_words(description: Description) -> str:
    """Return the answer for a terminal."""
    picture, analysis = description.picture, description.analysis
    lines = [
        f"{description.path.name}: {picture.format}, {picture.width} x {picture.height} pixels",
        *described(analysis),
    ]
    if analysis.text is not None:
        lines += ["Text:", unnumbered(analysis).rstrip()] if analysis.text.lines else ["No text."]
    lines += analysis.skipped.values()
    lines.append(f"Engine: {analysis.engine} · {analysis.seconds:.1f} s")
    if description.copy:
        lines.append(f"Annotated copy: {description.copy}")
    return "\n".join(lines)


def _read(path: Path) -> bytes:
    def read() -> bytes:
        if path.stat().st_size > MOST_BYTES:
            raise FileTooLarge(f"{path} is larger than {MOST_BYTES // 1_000_000} MB.")
        return path.read_bytes()

    return _told(read, f"{path} cannot be read")


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _told(work: Callable[[], T], sentence: str) -> T:
    try:
        return work()
    except OSError as error:
        raise RequestError(f"{sentence}: {error.strerror or type(error).__name__}.") from error
