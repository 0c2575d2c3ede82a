"""People and their faces."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.vision.geometry import Box, Point
from services.vision.scene import Tag


@dataclass(frozen=True, slots=True)
class Celebrity:
    """A person known by name, and their face where it is told."""

    name: str
    confidence: float | None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A human figure, with no face or name."""

    confidence: float | None
    box: Box


@dataclass(frozen=True, slots=True)
class HeadPose:
    """Degrees: pitch up and down, roll to a shoulder, yaw to a side."""

    pitch: float
    roll: float
    yaw: float


@dataclass(frozen=True, slots=True)
class Face:
    """One face; what the engine did not say is None or empty.

    `points` are named places. `occlusion` has ``forehead``, ``eye``, ``mouth``. `blur`,
    `exposure` and `noise` are levels, `quality` how fit the face is for recognition.
    """

    box: Box
    confidence: float | None = None
    points: Mapping[str, Point] = field(default_factory=dict)
    head_pose: HeadPose | None = None
    glasses: str | None = None
    occlusion: Mapping[str, bool] = field(default_factory=dict)
    accessories: tuple[Tag, ...] = ()
    blur: str | None = None
    exposure: str | None = None
    noise: str | None = None
    mask: str | None = None
    quality: str | None = None
