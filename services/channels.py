"""What holds for a channel, whoever asks: how its images are answered, how long they are known."""

from dataclasses import dataclass
from enum import StrEnum

from services.vision import Feature

IMAGES_KEPT_SECONDS = 90 * 24 * 3600.0
"""How long Glimpse knows which files of a channel were images, and which messages its answers.

As long as the free plan of Slack shows a message; the README promises it.
"""


class AutoReply(StrEnum):
    """What a shared image gets: an answer, a private suggestion of alt text, or nothing."""

    ON = "on"
    QUIET = "quiet"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class ChannelSettings:
    """How one channel wants shared images answered; no `features` means the operator's."""

    mode: AutoReply
    features: tuple[Feature, ...] = ()
    language: str = ""
