"""What the environment says of the local engine."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from services.environment import Reader


@dataclass(frozen=True, slots=True)
class LocalSettings:
    """`models_dir` is a folder with weights that the operator brought, if any.

    `tesseract` tells whether tesseract may be used, where it is installed.
    """

    models_dir: Path | None = None
    tesseract: bool = True

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Return what `reader` has; what is wrong with it is in the reader's problems."""
        tesseract = reader.one_of("LOCAL_TESSERACT", ("on", "off"))
        return cls(reader.folder("MODELS_DIR"), tesseract == "on")

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
