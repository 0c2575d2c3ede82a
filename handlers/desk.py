"""What every handler has at hand: where jobs go, what is remembered, what the operator set."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from services.answering.chores import Chore
from services.channels import AutoReply, ChannelSettings
from services.jobs.job import Job
from services.jobs.records import to_json
from services.jobs.store import Store
from services.vision import Feature

Submit = Callable[[str, dict[str, Any]], None]
"""Records a job under its id, on disk, before it returns; the same id twice is one job."""

ANSWERED_WITHIN_SECONDS = 600.0
"""Chosen well below the 30 minutes that Slack takes answers at a ``response_url``."""

_LOUDNESS = (AutoReply.OFF, AutoReply.QUIET, AutoReply.ON)


@dataclass(frozen=True, slots=True)
class Desk:
    """`possible` is what the engine can do, `features` what the operator wants in an answer."""

    submit: Submit
    store: Store
    possible: frozenset[Feature]
    features: tuple[Feature, ...]
    ceiling: AutoReply = AutoReply.ON
    language: str = "en"
    clock: Callable[[], float] = time.time

    def settings(self, team: str, channel: str) -> ChannelSettings:
        """Return what holds for a channel: its own settings, below the operator's ceiling."""
        own = self.store.channel(team, channel) or ChannelSettings(self.ceiling)
        mode = min(own.mode, self.ceiling, key=_LOUDNESS.index)
        features = tuple(one for one in own.features or self.features if one in self.possible)
        return ChannelSettings(mode, features, own.language or self.language)

    def job(self, job_id: str, team: str, channel: str, user: str) -> Job:
        """Return a job of `user`'s without images yet, as `channel` wants its images answered."""
        settings = self.settings(team, channel)
        return Job(
            id=job_id,
            team=team,
            channel=channel,
            user=user,
            message_ts="",
            thread_ts="",
            files=(),
            features=settings.features,
            language=settings.language,
            deadline=0.0,
        )

    def answer(self, job: Job) -> None:
        """Record a job that answers with pictures; its deadline is set here."""
        now = self.clock()
        dated = replace(job, deadline=now + ANSWERED_WITHIN_SECONDS, begun=f"{now:.6f}")
        self.submit(job.id, {"kind": "answer", "job": to_json(dated)})

    def do(self, chore: Chore) -> None:
        """Record a chore."""
        self.submit(chore.id, {"kind": "chore", "job": to_json(chore)})
