"""The text reader's networks on OpenVINO, an option: faster than onnxruntime, and larger.

Measured with openvino 2026.4.1 on an AMD EPYC: a full screen of letters takes half the processor
time, and 300 MiB more at the peak. ``python -m bench.runtimes`` prints both.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from services.engines.local.ocr.runtime import MISSING
from services.errors import EngineError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

_PROPERTIES = {
    # It would choose half the precision on some processors, and read other letters there.
    "INFERENCE_PRECISION_HINT": "f32",
    "NUM_STREAMS": 1,
    "PERFORMANCE_HINT": "LATENCY",
    # It would keep what it prepared for each size of picture: 1.6 GB after 22 pages.
    "CPU_RUNTIME_CACHE_CAPACITY": 0,
}


class OpenVinoSession:
    """One network, loaded from an ONNX file. Not thread-safe: the caller holds a lock."""

    def __init__(self, model: Path, threads: int) -> None:
        """`threads`: how many processors it may keep busy.

        Raises:
            EngineError: OpenVINO is not installed.
        """
        try:
            import openvino
        except ImportError as error:
            raise EngineError(MISSING, detail=str(error)) from error
        core = openvino.Core()
        properties = {**_PROPERTIES, "INFERENCE_NUM_THREADS": threads}
        self._network: Any = core.compile_model(core.read_model(str(model)), "CPU", properties)
        self._request: Any = self._network.create_infer_request()

    def __call__(self, batch: "Numbers") -> "Numbers":
        """Return what the network says of a batch."""
        self._request.infer([batch], share_inputs=True)
        said = np.array(self._request.get_output_tensor().data)
        # What it worked with grows with the picture, and would stay for the next one.
        self._network.release_memory()
        return said
