"""Two looks at the same faces, put together."""

from dataclasses import replace

from services.vision import Face

OVERLAP = 0.3
"""Intersection over union from which two models mean one face; their boxes differ in height."""


def completed(faces: tuple[Face, ...], others: tuple[Face, ...]) -> tuple[Face, ...]:
    """Return `faces` with the accessories and the noise that `others` tell of the same ones."""
    return tuple(_completed(face, others) for face in faces)


def _completed(face: Face, others: tuple[Face, ...]) -> Face:
    same = max(others, key=lambda other: face.box.overlap(other.box), default=None)
    if same is None or face.box.overlap(same.box) < OVERLAP:
        return face
    return replace(face, accessories=same.accessories, noise=same.noise)
