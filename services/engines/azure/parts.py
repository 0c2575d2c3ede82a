"""What goes into one call, and what one call contributes to an analysis."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from services.engines.azure.client import AzureClient
from services.engines.azure.errors import AzureError, UnexpectedAnswer
from services.engines.azure.frame import Frame
from services.engines.azure.planner import Call
from services.engines.azure.prepare import Preparation, Prepared
from services.engines.azure.records import Record
from services.engines.azure.wire import Answer, Request
from services.engines.fallback import RESULTS
from services.vision import Analysis, AnalysisOptions, Face, Feature

Reader = Callable[[Record, Frame], Analysis]
"""Makes one feature's result of an answer."""

SAME_FACE = 0.3
"""Intersection over union from which two models mean one face; their boxes differ in height."""


@dataclass(frozen=True, slots=True)
class Errand:
    """One planned call, the picture to send, and until when, on the client's clock."""

    call: Call
    images: Preparation
    options: AnalysisOptions
    deadline: float

    def post(
        self,
        client: AzureClient,
        path: str,
        query: Mapping[str, str],
        image: Prepared,
        *,
        gated: bool = False,
    ) -> Answer:
        """Send `image`; `gated` where Microsoft must approve the call."""
        operation = self.call.operation.value
        return client.send(
            Request(operation, "POST", path, query, image.data, gated=gated), self.deadline
        )


@dataclass(frozen=True, slots=True)
class Part:
    """What one call saw; `waited` in seconds, `failures` by the feature they cost."""

    found: Analysis
    waited: float = 0.0
    failures: Mapping[Feature, AzureError] = field(default_factory=dict)


def part_of(found: Analysis, *answers: Answer) -> Part:
    """Return a part with the ids and the waits of `answers`."""
    ids = tuple(dict.fromkeys(answer.request_id for answer in answers if answer.request_id))
    return Part(replace(found, request_ids=ids), sum(answer.waited for answer in answers))


def read_features(
    answer: Answer, frame: Frame, asked: frozenset[Feature], readers: Mapping[Feature, Reader]
) -> Part:
    """Read each feature of an answer for itself, so that a broken one costs no other.

    Raises:
        UnexpectedAnswer: none can be read.
    """
    body = answer.parsed(Record.of)
    found: list[Part] = []
    failures: dict[Feature, AzureError] = {}
    for feature in sorted(asked):
        try:
            found.append(Part(readers[feature](body, frame)))
        except UnexpectedAnswer as error:
            failures[feature] = answer.unexpected(error.detail)
    if not found:
        raise next(iter(failures.values()))
    return replace(part_of(merged(frame.analysis(), found), answer), failures=failures)


def failed_part(call: Call, blank: Analysis, error: AzureError) -> Part:
    """Return a part in which every feature of the call failed."""
    ids = (error.request_id,) if error.request_id else ()
    return Part(replace(blank, request_ids=ids), failures=dict.fromkeys(call.features, error))


def merged(blank: Analysis, parts: Sequence[Part]) -> Analysis:
    """Return `blank` with what each of `parts` found; of two answers the first counts.

    Only faces are put together, because two models tell different things of them.
    """
    whole = blank
    for found in (part.found for part in parts):
        faces = None
        if whole.faces is not None and found.faces is not None:
            faces = tuple(_completed(face, found.faces) for face in whole.faces)
        new = {name: getattr(found, name) for name in RESULTS if getattr(whole, name) is None}
        whole = replace(
            whole,
            **new,
            skipped={**whole.skipped, **found.skipped},
            request_ids=(*whole.request_ids, *found.request_ids),
            notes=tuple(dict.fromkeys((*whole.notes, *found.notes))),
        )
        whole = whole if faces is None else replace(whole, faces=faces)
    return whole


def _completed(face: Face, others: tuple[Face, ...]) -> Face:
    """Return `face` with the accessories and the noise that another look tells of the same one."""
    same = max(others, key=lambda other: face.box.overlap(other.box), default=None)
    if same is None or face.box.overlap(same.box) < SAME_FACE:
        return face
    return replace(face, accessories=same.accessories, noise=same.noise)
