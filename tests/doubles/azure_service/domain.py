"""Computer Vision 3.2: the domain models, celebrities and landmarks."""

from dataclasses import replace

from doubles.azure_service import errors, parts
from doubles.azure_service.image_rules import uploaded
from doubles.azure_service.model import Answer, Json, Request, billed, json_answer
from doubles.azure_service.queries import Query
from doubles.azure_service.scene import Scene
from doubles.azure_service.vision32 import LANGUAGES, MODEL, RULES, finished, language
from doubles.azure_service.world import World

MODELS = [
    {"name": "celebrities", "categories": ["people_"]},
    {"name": "landmarks", "categories": ["outdoor_", "building_"]},
]
NOT_APPROVED = "This subscription has no approval for the celebrities model."


def models(request: Request, _world: World) -> Answer:
    Query(request.query, (), errors.bad_argument)
    return json_answer({"models": MODELS}, headers=billed())


def domain(request: Request, world: World) -> Answer:
    """Ask one model; the last part but one of the path names it."""
    name = request.path.split("/")[-2]
    if name not in ("celebrities", "landmarks"):
        raise errors.vision("InvalidModel", f"There is no domain model '{name}'.")
    query = Query(request.query, ("language", "model-version"), errors.bad_argument)
    spoken = query.choice("language", LANGUAGES, "en", language)
    model = query.model_version(MODEL)
    upload = uploaded(request, RULES)
    result: Json = (
        {"celebrities": parts.known_people(celebrities_of(world).celebrities, upload.size)}
        if name == "celebrities"
        else {"landmarks": parts.known_places(world.scene, spoken)}
    )
    return json_answer(finished({"result": result}, request, upload, model), headers=billed())


def celebrities_of(world: World) -> Scene:
    """Return the scene as a subscription may know its people.

    What the service answers without approval is not documented: each possible answer is one kind
    of the fault `celebrities_denied`.
    """
    denial = world.faults.special("celebrities")
    if denial == "empty":
        return replace(world.scene, celebrities=())
    if denial is not None:
        raise errors.vision(
            "NotSupportedFeature", NOT_APPROVED, status=int(str(denial)), code="InvalidRequest"
        )
    return world.scene
