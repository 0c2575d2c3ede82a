"""Image Analysis 4.0: everything in one call."""

import re
from collections.abc import Callable

from doubles.azure_service import errors
from doubles.azure_service.geometry import Size, centre_of, crop, text_polygon, words, xywh
from doubles.azure_service.image_rules import JPEG, Rules, uploaded
from doubles.azure_service.model import (
    Answer,
    Json,
    Request,
    ServiceError,
    billed,
    json_answer,
)
from doubles.azure_service.queries import Query
from doubles.azure_service.scene import Area, Scene
from doubles.azure_service.world import World

VERSIONS = ("2023-10-01", "2024-02-01")
FEATURES = ("caption", "denseCaptions", "tags", "objects", "read", "smartCrops", "people")
ENGLISH_ONLY = ("caption", "denseCaptions")
LANGUAGES = ("en", "es", "ja", "pt", "zh")
ALLOWED = (
    "api-version",
    "features",
    "language",
    "gender-neutral-caption",
    "smartcrops-aspect-ratios",
    "model-version",
)
RATIO_RANGE = "'smartcrops-aspect-ratios' aspect ratio is not in allowed range [0.75 to 1.8]"
SIZE = "The image size is not allowed to be zero or larger than 20971520 bytes."
RULES = Rules(
    formats=JPEG | {"PNG", "GIF", "BMP", "WEBP", "ICO", "TIFF"},
    max_bytes=20971520,
    min_side=51,
    max_side=15999,
    media_type=lambda given: errors.analysis(
        f"The provided image content type {given} is not supported."
    ),
    bad_json=lambda: errors.analysis("Image URL is badly formatted."),
    bad_url=lambda: errors.analysis("The provided image url is not accessible."),
    bad_format=lambda: errors.analysis(
        "Image format is not valid.", "InvalidImageFormat", "Input data is not a valid image."
    ),
    too_small=lambda: errors.analysis(SIZE),
    too_large=lambda: errors.analysis(SIZE),
)


def _argument(sentence: str) -> ServiceError:
    return errors.query40("BadArgument", sentence)


def _bad_feature(_sentence: str) -> ServiceError:
    return errors.query40("NotSupportedVisualFeature", "Specified feature type is not valid")


def _bad_language(_sentence: str) -> ServiceError:
    return errors.query40("NotSupportedLanguage", "The input language is not supported.")


def analyze40(request: Request, world: World) -> Answer:
    """Answer with exactly the features asked for."""
    query = Query(request.query, ALLOWED, _argument)
    features = query.several("features", FEATURES, _bad_feature)
    if not features:
        raise errors.analysis(
            "Either 'features' or 'model-name' needs to be specified in the query parameter."
        )
    language = query.choice("language", LANGUAGES, "en", _bad_language)
    if language != "en" and set(features) & set(ENGLISH_ONLY):
        raise _bad_language("")
    query.flag("gender-neutral-caption", default=False)
    ratios = _ratios(query.text("smartcrops-aspect-ratios"))
    model = query.model_version("2023-10-01")
    _refuse_captions(features, world)
    upload = uploaded(request, RULES)
    metadata = {"width": upload.size[0], "height": upload.size[1]}
    body: Json = {"modelVersion": model, "metadata": metadata}
    builders = _builders(world.scene, upload.size, language, ratios)
    for feature in features:
        body[f"{feature}Result"] = builders[feature]()
    return json_answer(body, headers=billed())


def _ratios(given: str) -> tuple[float, ...]:
    if not given:
        return ()
    values = given.split(",")
    if not all(re.fullmatch(r"\d(\.\d+)?", v) and 0.75 <= float(v) <= 1.8 for v in values):
        raise _argument(RATIO_RANGE)
    return tuple(float(value) for value in values)


def _refuse_captions(features: tuple[str, ...], world: World) -> None:
    asked = [f for f in ENGLISH_ONLY if f in features]
    if asked and world.faults.special("no_captions"):
        name = asked[0][0].upper() + asked[0][1:]
        raise errors.analysis(f"The feature '{name}' is not supported in this region.")


def _builders(
    scene: Scene, size: Size, language: str, ratios: tuple[float, ...]
) -> dict[str, Callable[[], Json]]:
    return {
        "caption": lambda: _caption(scene),
        "denseCaptions": lambda: {"values": _dense(scene, size)},
        "tags": lambda: {
            "values": [
                {"name": scene.said_in(language, t.name), "confidence": t.confidence}
                for t in scene.tags
            ]
        },
        "objects": lambda: {
            "values": [
                {
                    "boundingBox": xywh(o.area, size),
                    "tags": [{"name": o.name, "confidence": o.confidence}],
                }
                for o in scene.objects
            ]
        },
        "read": lambda: {"blocks": _blocks(scene, size)},
        "smartCrops": lambda: {"values": [_crop(scene, size, r) for r in ratios or (None,)]},
        "people": lambda: {
            "values": [
                {"boundingBox": xywh(p.area, size), "confidence": p.confidence}
                for p in scene.people
            ]
        },
    }


def _caption(scene: Scene) -> Json:
    """Return the best sentence without a name in it: 4.0 knows nobody."""
    nameless = [c for c in scene.captions if c.mentions is None]
    text, confidence = (nameless[0].text, nameless[0].confidence) if nameless else ("", 0.0)
    return {"text": text, "confidence": confidence}


def _dense(scene: Scene, size: Size) -> list[Json]:
    whole = _caption(scene) | {"boundingBox": xywh((0, 0, 1, 1), size)}
    parts = [
        {"text": d.text, "confidence": d.confidence, "boundingBox": xywh(d.area, size)}
        for d in scene.dense_captions
    ]
    return [whole, *parts][:10]


def _blocks(scene: Scene, size: Size) -> list[Json]:
    """Return the text in one block, or none when there is no text."""
    lines = [
        {
            "text": line.text,
            "boundingPolygon": _polygon(line.area, scene, size),
            "words": [
                {
                    "text": word,
                    "boundingPolygon": _polygon(area, scene, size),
                    "confidence": line.confidence,
                }
                for word, area in words(line)
            ],
        }
        for line in scene.lines
    ]
    return [{"lines": lines}] if lines else []


def _polygon(area: Area, scene: Scene, size: Size) -> list[dict[str, int]]:
    return [{"x": round(x), "y": round(y)} for x, y in text_polygon(area, scene, size)]


def _crop(scene: Scene, size: Size, ratio: float | None) -> Json:
    """Return a crop about what matters; without a ratio one between 0.5 and 2.0."""
    shape = ratio or min(max(round(size[0] / size[1], 2), 0.5), 2.0)
    box = crop(size, shape, centre_of(scene.area_of_interest, size))
    return {"aspectRatio": shape, "boundingBox": dict(zip("xywh", box, strict=True))}
