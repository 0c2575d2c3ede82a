"""What the environment says of the local engine."""

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Self

from services.engines.local.ocr.runtime import MISSING, Runtime
from services.environment import Reader


@dataclass(frozen=True, slots=True)
class LocalSettings:
    """`models_dir` is a folder with weights that the operator brought, if any.

    `runtime` is what reads text; `tesseract` tells whether tesseract may be used, where it is
    installed.
    """

    models_dir: Path | None = None
    runtime: Runtime = Runtime.ONNXRUNTIME
    tesseract: bool = True

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Return what `reader` has; what is wrong with it is in the reader's problems."""
        runtime = reader.choice("LOCAL_RUNTIME", Runtime, Runtime.ONNXRUNTIME)
        tesseract = reader.one_of("LOCAL_TESSERACT", ("on", "off"))
        return cls(reader.folder("MODELS_DIR"), runtime, tesseract == "on")

    @property
    def configured(self) -> bool:
        """Return True: it needs no account and no key."""
        return True

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return nothing: it has none."""
        return ()

    def gaps(self, *, chosen: bool) -> list[str]:
        """Return whether the runtime is missing: weights that are missing are fetched."""
        del chosen
        missing = self.runtime is Runtime.OPENVINO and find_spec("openvino") is None
        return [MISSING] if missing else []
