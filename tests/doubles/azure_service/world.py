"""What the operations share: the scene, the switches, the time."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from doubles.azure_service.faults import Faults
from doubles.azure_service.model import Product
from doubles.azure_service.rate import Rate
from doubles.azure_service.scene import Scene

OcrFrame = Literal["upright", "angle"]


@dataclass(slots=True)
class ReadJob:
    """A Read under way; `path` is the only one its result is had from."""

    id: str
    path: str
    created: datetime
    submitted: float
    polls_left: int
    result: object
    failed: bool = False
    with_error: bool = False
    polls: int = 0


@dataclass(slots=True)
class World:
    """One resource's state. `clock` counts seconds, `origin` is the double's own address."""

    key: str
    product: Product
    tier: str
    scene: Scene
    clock: Callable[[], float]
    origin: str = ""
    retired_status: int = 410
    flat_read_errors: bool = False
    read_seconds: float = 0.0
    ocr_frame: OcrFrame = "upright"
    faults: Faults = field(default_factory=Faults)
    rate: Rate = field(default_factory=Rate)
    reads: dict[str, ReadJob] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    stopping: threading.Event = field(default_factory=threading.Event)
