"""What the environment says of Azure: endpoints, keys, and how often they may be asked."""

from dataclasses import dataclass, field
from typing import Self

from services.environment import Reader

APIS = ("3.2", "4.0")
FREE_TIER = "20/60s"
"""Of the free tier (F0); paid ones allow 10 to 30 calls a second, but nothing tells which it is."""


@dataclass(frozen=True, slots=True)
class AzureSettings:
    """Computer Vision and Face; Face's are Computer Vision's where they are not set."""

    vision_endpoint: str = ""
    vision_key: str = field(default="", repr=False)
    face_endpoint: str = ""
    face_key: str = field(default="", repr=False)
    vision_api: str = APIS[0]
    vision_rate: str = FREE_TIER
    face_rate: str = FREE_TIER

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Return what `reader` has; what is wrong with it is in the reader's problems."""
        endpoint = reader.url("COMPUTER_VISION_ENDPOINT").rstrip("/")
        key = reader.text("COMPUTER_VISION_SUBSCRIPTION_KEY")
        return cls(
            vision_endpoint=endpoint,
            vision_key=key,
            face_endpoint=reader.url("FACE_ENDPOINT").rstrip("/") or endpoint,
            face_key=reader.text("FACE_SUBSCRIPTION_KEY", key),
            vision_api=reader.one_of("AZURE_VISION_API", APIS),
            vision_rate=reader.rate("AZURE_VISION_RATE", FREE_TIER),
            face_rate=reader.rate("AZURE_FACE_RATE", FREE_TIER),
        )

    @property
    def configured(self) -> bool:
        """Return whether there is a key."""
        return bool(self.vision_key)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return the keys."""
        return (self.vision_key, self.face_key)

    def gaps(self, *, chosen: bool) -> list[str]:
        """Return what is missing, a sentence each."""
        gaps = []
        if self.vision_key and not self.vision_endpoint:
            gaps.append("COMPUTER_VISION_SUBSCRIPTION_KEY is set, COMPUTER_VISION_ENDPOINT is not.")
        if chosen and not self.vision_key:
            gaps.append("VISION_ENGINE is azure, COMPUTER_VISION_SUBSCRIPTION_KEY is not set.")
        return gaps
