"""Computer Vision 3.2 ``/ocr``: printed text in boxes of a turned frame.

After turning the picture clockwise about its centre by ``textAngle`` (radians) the lines stand
level or upright, and the boxes are in that frame; ``orientation`` says where the text's top
faces there (documented with OcrResult and OcrRegion in Microsoft's Python client).
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
    body = _found(world.scene, upload.size, turning=turning)
    body["language"] = world.scene.text_language if spoken == "unk" else spoken
    return json_answer(body | {"modelVersion": model}, headers=billed("OCR"))


def _found(scene: Scene, size: Size, *, turning: bool) -> Json:
    quarters = round(scene.turned / 90)
    tilt = scene.turned - 90 * quarters
    lines = [line for line in scene.lines if not line.handwritten]
    # Without detectOrientation, text that lies on its side or head is not recognised.
    if not lines or (quarters % 4 and not turning):
        return {"language": "", "orientation": "NotDetected", "regions": []}
    angle = {"textAngle": math.radians(-tilt) or 0.0} if scene.angle_certain else {}
    orientation = TOP_FACES[quarters % 4] if turning else "NotDetected"
    regions = [
        _region(list(group), scene, size) for _, group in groupby(lines, key=lambda n: n.region)
    ]
    return {"language": "", **angle, "orientation": orientation, "regions": regions}


def _region(lines: list[Line], scene: Scene, size: Size) -> Json:
    areas = [line.area for line in lines]
    left, top = min(a[0] for a in areas), min(a[1] for a in areas)
    right, bottom = max(a[0] + a[2] for a in areas), max(a[1] + a[3] for a in areas)
    return {
        "boundingBox": _box((left, top, right - left, bottom - top), scene, size),
        "lines": [
            {
                "boundingBox": _box(line.area, scene, size),
                "words": [
                    {"boundingBox": _box(area, scene, size), "text": word}
                    for word, area in words(line)
                ],
            }
            for line in lines
        ],
    }


def _box(area: Area, scene: Scene, size: Size) -> str:
    """Return ``x,y,w,h`` in the frame that ``textAngle`` leads to."""
    if scene.angle_certain:
        points = turn(level(area, size), 90 * round(scene.turned / 90), size)
    else:
        points = text_polygon(area, scene, size)
    return ",".join(str(number) for number in around(points))
