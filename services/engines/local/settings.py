"""What the environment says of the local engine."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from services.environment import Reader


@dataclass(frozen=True, slots=True)
class LocalSettings:
    """`models_dir` is a folder with weights that the operator brought, if any."""

    models_dir: Path | None = None

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Return what `reader` has; what is wrong with it is in the reader's problems."""
        return cls(reader.folder("MODELS_DIR"))

    @property
    def configured(self) -> bool:
        """Return True: it needs no account and no key."""
        return True

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return nothing: it has none."""
        return ()

    def gaps(self, *, chosen: bool) -> list[str]:
        """Return nothing: weights that are missing are fetched."""
        del chosen
        return []
