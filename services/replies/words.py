"""The answer in plain words, one function per feature. Nothing here is escaped yet."""

from collections import Counter

from services.places import place_of
from services.replies.escaping import one_line
from services.vision import Analysis, Face

MOST_NAMED = 10


def percent(confidence: float) -> str:
    """Return such as ``93 %``."""
    return f"{confidence:.0%}".replace("%", " %")


def described(analysis: Analysis) -> tuple[str, ...]:
    """Return a sentence for each result but the recognised text, in the order of an answer."""
    sentences = (
        one_line(analysis.caption.text) if analysis.caption else "",
        _landmarks(analysis),
        _faces(analysis),
        _objects(analysis),
        _tags(analysis),
        _colors(analysis),
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


def _landmarks(analysis: Analysis) -> str:
    if analysis.landmarks is None:
        return ""
    named = [f"{one_line(one.name)} ({percent(one.confidence)})" for one in analysis.landmarks]
    return f"Landmarks: {', '.join(named[:MOST_NAMED])}." if named else "No landmark recognised."


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


def _tags(analysis: Analysis) -> str:
    named = [f"{one_line(tag.name)} ({percent(tag.confidence)})" for tag in analysis.tags or ()]
    return f"Tags: {', '.join(named[:MOST_NAMED])}." if named else ""


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
