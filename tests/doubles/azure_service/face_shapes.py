"""What Face says of one face: 27 points and the attributes still open."""

from doubles.azure_service.geometry import Size
from doubles.azure_service.model import Json
from doubles.azure_service.scene import Face

# Where each point lies in a face seen from the front, as fractions of its rectangle. "Left" is
# the left of the picture.
POINTS = {
    "pupilLeft": (0.3, 0.36),
    "pupilRight": (0.7, 0.36),
    "noseTip": (0.5, 0.58),
    "mouthLeft": (0.33, 0.76),
    "mouthRight": (0.67, 0.76),
    "eyebrowLeftOuter": (0.15, 0.27),
    "eyebrowLeftInner": (0.42, 0.26),
    "eyeLeftOuter": (0.22, 0.37),
    "eyeLeftTop": (0.3, 0.33),
    "eyeLeftBottom": (0.3, 0.4),
    "eyeLeftInner": (0.38, 0.37),
    "eyebrowRightInner": (0.58, 0.26),
    "eyebrowRightOuter": (0.85, 0.27),
    "eyeRightInner": (0.62, 0.37),
    "eyeRightTop": (0.7, 0.33),
    "eyeRightBottom": (0.7, 0.4),
    "eyeRightOuter": (0.78, 0.37),
    "noseRootLeft": (0.44, 0.38),
    "noseRootRight": (0.56, 0.38),
    "noseLeftAlarTop": (0.43, 0.52),
    "noseRightAlarTop": (0.57, 0.52),
    "noseLeftAlarOutTip": (0.39, 0.59),
    "noseRightAlarOutTip": (0.61, 0.59),
    "upperLipTop": (0.5, 0.71),
    "upperLipBottom": (0.5, 0.74),
    "underLipTop": (0.5, 0.78),
    "underLipBottom": (0.5, 0.83),
}


def landmarks(face: Face, size: Size) -> Json:
    left, top, width, height = face.area
    return {
        name: {
            "x": round((left + x * width) * size[0], 1),
            "y": round((top + y * height) * size[1], 1),
        }
        for name, (x, y) in POINTS.items()
    }


def attributes(face: Face, wanted: tuple[str, ...]) -> Json:
    """Return the attributes asked for, in the spelling of the wire."""
    everything: Json = {
        "headPose": {"pitch": face.pitch, "roll": face.roll, "yaw": face.yaw},
        "glasses": face.glasses,
        "occlusion": {
            "foreheadOccluded": face.forehead_occluded,
            "eyeOccluded": face.eye_occluded,
            "mouthOccluded": face.mouth_occluded,
        },
        "accessories": [{"type": a.name, "confidence": a.confidence} for a in face.accessories],
        "blur": {"blurLevel": face.blur[0], "value": face.blur[1]},
        "exposure": {"exposureLevel": face.exposure[0], "value": face.exposure[1]},
        "noise": {"noiseLevel": face.noise[0], "value": face.noise[1]},
        "mask": {"type": face.mask[0], "noseAndMouthCovered": face.mask[1]},
        "qualityForRecognition": face.quality,
    }
    return {name: value for name, value in everything.items() if name in wanted}
