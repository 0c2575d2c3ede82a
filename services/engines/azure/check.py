"""What a key may use: one cheap call to each of Azure's APIs."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PIL import Image

from services.engines.azure import analyze, faces, v4
from services.engines.azure.client import AzureClient
from services.engines.azure.engine import AzureEngine
from services.engines.azure.errors import AzureError, RegionLacks
from services.engines.azure.parts import Errand
from services.engines.azure.planner import (
    BOTH_40,
    CAPTIONS_40,
    ONLY_40,
    Call,
    Operation,
    Services,
    available,
)
from services.engines.azure.prepare import Preparation
from services.engines.azure.wire import Request
from services.pictures.opening import open_picture
from services.vision import AnalysisOptions, Feature

SECONDS = 20.0
"""For each service; chosen far above the second or two an answer takes, as somebody is waiting."""
BLANK = 64
"""Pixels a side of the picture that is sent, over Vision's least of 50; nothing is in it to see."""

Ask = Callable[[AzureClient], str]


@dataclass(frozen=True, slots=True)
class Access:
    """What one API said: whether the key works there, and a sentence about what it may use."""

    api: str
    endpoint: str
    works: bool
    sentence: str


def accesses(engine: AzureEngine) -> Iterator[Access]:
    """Ask one API after the other; each call counts as a transaction."""
    if engine.vision is not None:
        yield _access("Azure Computer Vision 3.2", engine.vision, _vision)
        yield _access("Azure Image Analysis 4.0", engine.vision, _vision_40)
    if engine.face is not None:
        yield _access("Azure Face", engine.face, _face)


def _access(api: str, client: AzureClient, ask: Ask) -> Access:
    try:
        return Access(api, client.endpoint, works=True, sentence=ask(client))
    except AzureError as error:
        return Access(api, client.endpoint, works=False, sentence=error.sentence)


def _vision(client: AzureClient) -> str:
    request = Request("models", "GET", f"{analyze.BASE}/models")
    answer = client.send(request, client.clock() + SECONDS)
    models = answer.parsed(analyze.names_of_models)
    may = available(Services(face=False)) - ONLY_40 - {Feature.CELEBRITIES}
    celebrities = (
        "; celebrities only if Microsoft has approved it" if "celebrities" in models else ""
    )
    return f"the key may use {_listed(may)}{celebrities}"


def _vision_40(client: AzureClient) -> str:
    may = ONLY_40 | BOTH_40
    asked = frozenset({Feature.CAPTION, Feature.TAGS})
    part = v4.analyze_40(client, _errand(client, Operation.ANALYZE_40, asked))
    if isinstance(part.failures.get(Feature.CAPTION), RegionLacks):
        return f"the key may use {_listed(may - CAPTIONS_40)}; the region has no captions"
    return f"the key may use {_listed(may)}"


def _face(client: AzureClient) -> str:
    asked = frozenset({Feature.FACES})
    faces.detect_faces(client, _errand(client, Operation.FACE_DETECT, asked))
    return f"the key may use {_listed(asked)}"


def _errand(client: AzureClient, operation: Operation, asked: frozenset[Feature]) -> Errand:
    blank = io.BytesIO()
    Image.new("RGB", (BLANK, BLANK), "white").save(blank, "PNG")
    images = Preparation(open_picture(blank.getvalue()))
    return Errand(Call(operation, asked), images, AnalysisOptions(), client.clock() + SECONDS)


def _listed(features: frozenset[Feature]) -> str:
    return ", ".join(feature.value.replace("_", " ") for feature in sorted(features))
