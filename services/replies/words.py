"""The answer in plain words, one function per feature. Nothing here is escaped yet."""

from collections import Counter

from services.places import place_of
from services.replies.escaping import one_line
from services.replies.phrases import MOST_NAMED, named, percent
from services.replies.rare_words import rarely_asked
from services.vision import Analysis, Face


def described(analysis: Analysis) -> tuple[str, ...]:
    """Return a sentence for each result but the recognised text, in the order of an answer."""
    sentences = (
        _caption(analysis),
        named("Landmarks", analysis.landmarks, "No landmark recognised."),
        named("Celebrities", analysis.celebrities, "No celebrity recognised."),
        _faces(analysis),
        _objects(analysis),
        named("Brands", analysis.brands, "No brand recognised."),
        named("Tags", analysis.tags),
        _colors(analysis),
        *rarely_asked(analysis),
    )
    return tuple(sentence for sentence in sentences if sentence)


def recognised(analysis: Analysis) -> str:
    """Return the recognised text, a line each, keyed by number as in the annotated copy."""
    lines = analysis.text.lines if analysis.text else ()
    if len(lines) < 2:
        return "".join(one_line(line.text) for line in lines)
    wide = len(str(len(lines)))
    return "\n".join(f"{n:>{wide}}  {one_line(line.text)}" for n, line in enumerate(lines, start=1))


def unnumbered(analysis: Analysis) -> str:
    """Return the recognised text as it stands in the picture, for a .txt file."""
    lines = analysis.text.lines if analysis.text else ()
    return "\n".join(one_line(line.text) for line in lines) + "\n"


def _caption(analysis: Analysis) -> str:
    if analysis.caption is None:
        return ""
    others = [one_line(other.text) for other in analysis.caption.candidates]
    others = [other for other in others if other != one_line(analysis.caption.text)]
    also = f" (or: {'; '.join(others)})" if others else ""
    return f"{one_line(analysis.caption.text)}{also}"


def _faces(analysis: Analysis) -> str:
    faces = analysis.faces
    if faces is None:
        return ""
    if len(faces) < 2:
        return f"One face, {_face(faces[0], analysis)}." if faces else "No face found."
    named = [f"{n} {_face(face, analysis)}" for n, face in enumerate(faces[:MOST_NAMED], start=1)]
    more = f", and {len(faces) - MOST_NAMED} more" if len(faces) > MOST_NAMED else ""
    return f"{len(faces)} faces: {', '.join(named)}{more}."


def _face(face: Face, analysis: Analysis) -> str:
    place = place_of(face.box, analysis.width, analysis.height)
    return place if face.confidence is None else f"{place} ({percent(face.confidence)})"


def _objects(analysis: Analysis) -> str:
    if analysis.objects is None:
        return ""
    best: dict[str, float] = {}
    for thing in analysis.objects:
        best[thing.name] = max(best.get(thing.name, 0.0), thing.confidence)
    counts = Counter(thing.name for thing in analysis.objects)
    named = [
        f"{counts[name]} x {one_line(name)} ({percent(sure)})"
        if counts[name] > 1
        else f"{one_line(name)} ({percent(sure)})"
        for name, sure in best.items()
    ]
    return f"Objects: {', '.join(named[:MOST_NAMED])}." if named else "No object is certain."


def _colors(analysis: Analysis) -> str:
    colors = analysis.colors
    if colors is None:
        return ""
    if colors.black_and_white:
        return "Black and white."
    return (
        f"Colours: {', '.join(colors.dominant) or colors.foreground}; "
        f"{colors.foreground} before {colors.background}; accent #{colors.accent}."
    )
