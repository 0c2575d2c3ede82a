"""The recognisers of PP-OCRv5 for other scripts, as rapidocr lists them: address and SHA-256.

Optional: fetched only when somebody asks for a language.
"""

from functools import cache
from importlib.metadata import distribution
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from services.engines.local.weights.table import Weight

_MODELS = ("onnxruntime", "PP-OCRv5", "rec")
"""The way through rapidocr's list to the recognisers."""


def recognizer_weight(name: str, listed: Path | None = None) -> Weight:
    """Return the weight of the recogniser `name`, such as ``eslav``.

    `listed` is a file such as rapidocr's ``default_models.yaml``, which is the default.

    Raises:
        KeyError: it is not in the list.
    """
    found = _list(listed)[f"{name}_PP-OCRv5_rec_mobile"]
    address = str(found["model_dir"])
    return Weight(
        name=PurePosixPath(address).name,
        purpose=f"letters of other scripts ({name})",
        size=None,
        sha256=str(found["SHA256"]),
        licence="Apache-2.0",
        requirement="",
        member="",
        download=0,
        addresses=(address,),
    )


@cache
def _list(path: Path | None) -> Any:
    path = path or Path(str(distribution("rapidocr").locate_file("rapidocr/default_models.yaml")))
    found = yaml.safe_load(path.read_text("utf-8"))
    for step in _MODELS:
        found = found[step]
    return found
