"""What is said of faces: how many, where, and what the engine told of each. Never who."""

from services.replies.escaping import one_line
from services.replies.phrases import MOST_NAMED, whereabouts, with_sureness
from services.vision import Analysis, Face

# Azure's words for an ordinary face, spaced, and those of its levels that spoil one
_PLAIN = frozenset({"", "no glasses", "no mask", "uncertain"})
_NOTABLE = {
    ("blur", "high"): "blurred",
    ("exposure", "over exposure"): "overexposed",
    ("exposure", "under exposure"): "underexposed",
    ("noise", "high"): "noisy",
}


def faces_in(analysis: Analysis) -> str:
    """Return a sentence; the numbers are those of the annotated copy."""
    faces = analysis.faces
    if faces is None:
        return ""
    if len(faces) < 2:
        return f"One face {_face(faces[0], analysis)}." if faces else "No face found."
    each = [f"{n} {_face(face, analysis)}" for n, face in enumerate(faces[:MOST_NAMED], start=1)]
    more = f"; and {len(faces) - MOST_NAMED} more" if len(faces) > MOST_NAMED else ""
    return f"{len(faces)} faces: {'; '.join(each)}{more}."


def _face(face: Face, analysis: Analysis) -> str:
    """Return where a face is, and what is known of it and worth saying, each word once."""
    where = with_sureness(whereabouts(face.box, analysis), face.confidence)
    worn = [face.glasses or "", face.mask or "", *(one.name for one in face.accessories)]
    words = [one_line(one) for one in worn if one_line(one) not in _PLAIN]
    words += [f"{one_line(part)} covered" for part, covered in face.occlusion.items() if covered]
    words += [said for (of, level), said in _NOTABLE.items() if getattr(face, of) == level]
    return ", ".join([where, *dict.fromkeys(words)])
