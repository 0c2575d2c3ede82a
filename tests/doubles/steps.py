"""The steps of a job without a queue below them, and a job to take them."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playground.server import Playground
from services.jobs.job import Job
from services.jobs.queue import Json
from services.vision import Feature


@dataclass(slots=True)
class PlainSteps:
    """Takes each step once; what is in `kept` was taken by an earlier process."""

    recovered: bool = False
    kept: dict[str, Json] = field(default_factory=dict)
    taken: list[str] = field(default_factory=list)

    def __call__(self, name: str, work: Callable[[], Json]) -> Json:
        """Take a step; its result must be what `json` can write."""
        if name not in self.kept:
            self.taken.append(name)
            self.kept[name] = json.loads(json.dumps(work()))
        return self.kept[name]


def a_job(**changes: Any) -> Job:
    """Return a job of Ada's in #general, about nothing yet, with time enough."""
    plain: dict[str, Any] = {
        "id": "T0PLAYGROUND:C0GENERAL:1.0",
        "team": "T0PLAYGROUND",
        "channel": Playground.channel_id,
        "user": Playground.user_id,
        "message_ts": "",
        "thread_ts": "",
        "files": (),
        "features": (Feature.CAPTION, Feature.TEXT, Feature.FACES),
        "language": "en",
        "deadline": 4e9,
    }
    return Job(**(plain | changes))
