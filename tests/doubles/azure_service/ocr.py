"""Computer Vision 3.2 ``/ocr``: printed text in boxes of a turned frame.

Turned clockwise about its centre by ``textAngle`` (radians), the picture's lines stand level or
upright, and ``orientation`` says where the text's top faces then (documented with OcrResult in
Microsoft's Python client). The boxes are in the picture so turned. Whether that includes the
quarter turns that ``orientation`` tells is documented in two ways; `World.ocr_frame` decides.
"""

import math
from itertools import groupby

from doubles.azure_service import errors
from doubles.azure_service.geometry import Size, around, level, text_polygon, turn, words
from doubles.azure_service.image_rules import uploaded
from doubles.azure_service.model import Answer, Json, Request, billed, json_answer
from doubles.azure_service.queries import Query
from doubles.azure_service.scene import Area, Line, Scene
from doubles.azure_service.vision32 import MODEL, RULES, language
from doubles.azure_service.world import World

LANGUAGES = frozenset(
    {"unk", "zh-Hans", "zh-Hant", "cs", "da", "nl", "en", "fi", "fr", "de", "el", "hu", "it", "ja"}
    | {"ko", "nb", "pl", "pt", "ru", "es", "sv", "tr", "ar", "ro", "sr-Cyrl", "sr-Latn", "sk"}
)
TOP_FACES = ("Up", "Right", "Down", "Left")


def ocr(request: Request, world: World) -> Answer:
    query = Query(
        request.query, ("detectOrientation", "language", "model-version"), errors.bad_argument
    )
    turning = query.flag("detectOrientation", default=True)
    spoken = query.choice("language", LANGUAGES, "unk", language)
    model = query.model_version(MODEL)
    upload = uploaded(request, RULES)
    body = _found(world, upload.size, turning=turning)
    body["language"] = world.scene.text_language if spoken == "unk" else spoken
    return json_answer(body | {"modelVersion": model}, headers=billed("OCR"))


def _found(world: World, size: Size, *, turning: bool) -> Json:
    scene = world.scene
    quarters = _quarters(scene)
    tilt = scene.turned - 90 * quarters
    lines = [line for line in scene.lines if not line.handwritten]
    # Without detectOrientation, text that lies on its side or head is not recognised.
    if not lines or (quarters % 4 and not turning):
        return {"language": "", "orientation": "NotDetected", "regions": []}
    angle = {"textAngle": math.radians(-tilt) or 0.0} if scene.angle_certain else {}
    orientation = TOP_FACES[quarters % 4] if turning else "NotDetected"
    regions = [
        _region(list(group), scene, size, world.ocr_frame)
        for _, group in groupby(lines, key=lambda line: line.region)
    ]
    return {"language": "", **angle, "orientation": orientation, "regions": regions}


def _region(lines: list[Line], scene: Scene, size: Size, frame: str) -> Json:
    def box(area: Area) -> str:
        return _box(area, scene, size, frame)

    areas = [line.area for line in lines]
    left, top = min(a[0] for a in areas), min(a[1] for a in areas)
    right, bottom = max(a[0] + a[2] for a in areas), max(a[1] + a[3] for a in areas)
    return {
        "boundingBox": box((left, top, right - left, bottom - top)),
        "lines": [
            {
                "boundingBox": box(line.area),
                "words": [{"boundingBox": box(area), "text": word} for word, area in words(line)],
            }
            for line in lines
        ],
    }


def _box(area: Area, scene: Scene, size: Size, frame: str) -> str:
    """Return ``x,y,w,h`` in the frame that the answer's angles lead to."""
    if not scene.angle_certain:
        points = text_polygon(area, scene, size)
    elif frame == "angle":
        points = turn(level(area, size), 90 * _quarters(scene), size)
    else:
        points = level(area, size)
    return ",".join(str(number) for number in around(points))


def _quarters(scene: Scene) -> int:
    """Return how many quarter turns clockwise the text has made, to the nearest."""
    return round(scene.turned / 90)
