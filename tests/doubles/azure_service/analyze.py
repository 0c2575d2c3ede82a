"""Computer Vision 3.2: analyze, describe, tag, detect, areaOfInterest."""

from collections.abc import Callable

from doubles.azure_service import errors, parts
from doubles.azure_service.domain import celebrities_of
from doubles.azure_service.geometry import xywh
from doubles.azure_service.image_rules import Upload, uploaded
from doubles.azure_service.model import Answer, Json, Request, ServiceError, billed, json_answer
from doubles.azure_service.queries import Query
from doubles.azure_service.vision32 import LANGUAGES, MODEL, RULES, finished, language
from doubles.azure_service.world import World

DETAILS = ("Celebrities", "Landmarks")
FEATURES = (
    "Categories",
    "Adult",
    "Color",
    "ImageType",
    "Tags",
    "Description",
    "Faces",
    "Objects",
    "Brands",
)


def _bad_feature(_sentence: str) -> ServiceError:
    return errors.vision("NotSupportedVisualFeature", "Specified feature type is not valid.")


def _bad_detail(_sentence: str) -> ServiceError:
    return errors.vision("InvalidDetails", "Unsupported detail parameter value.")


def analyze(request: Request, world: World) -> Answer:
    """Answer with exactly the features asked for; details hang on Categories."""
    allowed = ("visualFeatures", "details", "language", "descriptionExclude", "model-version")
    query = Query(request.query, allowed, errors.bad_argument)
    features = query.several("visualFeatures", FEATURES, _bad_feature) or ("Categories",)
    details = query.several("details", DETAILS, _bad_detail)
    exclude = query.several("descriptionExclude", DETAILS)
    spoken = query.choice("language", LANGUAGES, "en", language)
    model = query.model_version(MODEL)
    upload = uploaded(request, RULES)
    builders = _builders(world, upload, spoken, details, exclude)
    body: Json = {}
    for feature in (f for f in FEATURES if f in features):
        name, build = builders[feature]
        body[name] = build()
    return json_answer(finished(body, request, upload, model), headers=billed(*features))


def _builders(
    world: World,
    upload: Upload,
    spoken: str,
    details: tuple[str, ...],
    exclude: tuple[str, ...],
) -> dict[str, tuple[str, Callable[[], object]]]:
    """Return, for each feature, its key in the answer and what makes its value."""
    scene, size = world.scene, upload.size

    def categories() -> object:
        wanted = "Celebrities" in details
        known = celebrities_of(world) if wanted else world.scene
        return parts.categories(known, size, spoken, wanted, "Landmarks" in details)

    return {
        "Categories": ("categories", categories),
        "Adult": ("adult", lambda: parts.adult(scene)),
        "Color": ("color", lambda: parts.color(scene)),
        "ImageType": ("imageType", lambda: parts.image_type(scene)),
        "Tags": ("tags", lambda: parts.tags(scene, spoken)),
        "Description": ("description", lambda: parts.description(scene, spoken, exclude)),
        "Faces": ("faces", lambda: parts.faces(scene, size)),
        "Objects": ("objects", lambda: parts.objects(scene, size)),
        "Brands": ("brands", lambda: parts.brands(scene, size)),
    }


def describe(request: Request, world: World) -> Answer:
    allowed = ("maxCandidates", "language", "descriptionExclude", "model-version")
    query = Query(request.query, allowed, errors.bad_argument)
    candidates = query.number("maxCandidates", 1, 10**9 - 1, 1)
    exclude = query.several("descriptionExclude", DETAILS)
    spoken = query.choice("language", LANGUAGES, "en", language)
    model = query.model_version(MODEL)
    upload = uploaded(request, RULES)
    told = parts.description(world.scene, spoken, exclude, candidates)
    body = finished({"description": told}, request, upload, model)
    return json_answer(body, headers=billed("Describe"))


def tag(request: Request, world: World) -> Answer:
    query = Query(request.query, ("language", "model-version"), errors.bad_argument)
    spoken = query.choice("language", LANGUAGES, "en", language)
    model = query.model_version(MODEL)
    upload = uploaded(request, RULES)
    body = finished({"tags": parts.tags(world.scene, spoken)}, request, upload, model)
    return json_answer(body, headers=billed("Tags"))


def detect_objects(request: Request, world: World) -> Answer:
    model = Query(request.query, ("model-version",), errors.bad_argument).model_version(MODEL)
    upload = uploaded(request, RULES)
    body = {"objects": parts.objects(world.scene, upload.size)}
    return json_answer(finished(body, request, upload, model), headers=billed("Objects"))


def area_of_interest(request: Request, world: World) -> Answer:
    model = Query(request.query, ("model-version",), errors.bad_argument).model_version(MODEL)
    upload = uploaded(request, RULES)
    body = {"areaOfInterest": xywh(world.scene.area_of_interest, upload.size)}
    return json_answer(finished(body, request, upload, model), headers=billed("AreaOfInterest"))
