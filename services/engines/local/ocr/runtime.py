"""What the text reader's networks can run on."""

from enum import StrEnum


class Runtime(StrEnum):
    """The values of LOCAL_RUNTIME."""

    ONNXRUNTIME = "onnxruntime"
    OPENVINO = "openvino"


MISSING = (
    "LOCAL_RUNTIME=openvino needs a package that is not installed: "
    "pip install -r requirements-openvino.txt, or set LOCAL_RUNTIME=onnxruntime."
)
"""Said where OpenVINO is chosen and is not there."""
