"""Makes planned calls; what one of Azure's APIs is refused, another one may answer."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace

from services.engines.azure import analyze, faces, ocr, read, v4
from services.engines.azure.breaker import State
from services.engines.azure.client import AzureClient
from services.engines.azure.errors import AzureError, NotSetUp, RegionLacks
from services.engines.azure.pace import Pace
from services.engines.azure.parts import Errand, Part, failed, merged
from services.engines.azure.planner import CAPTIONS_40, Call, Operation, Services
from services.vision import Analysis, Feature

log = logging.getLogger(__name__)


class Caller:
    """Both resources, and what was learned of them; safe for several threads."""

    def __init__(self, vision: AzureClient | None, face: AzureClient | None) -> None:
        self._vision, self._face = vision, face
        self._pace = Pace()
        self._captions_40 = True

    @property
    def services(self) -> Services:
        """Return what can be asked now; a Face that does not answer leaves its work to Vision."""
        face = self._face is not None and (
            self._vision is None or self._face.breaker.state is not State.OPEN
        )
        return Services(self._vision is not None, face, self._captions_40)

    def run(self, errand: Errand, blank: Analysis) -> Part:
        """Return what came of a call, failures included."""
        try:
            return self._run(errand)
        except AzureError as error:
            return failed(errand.call, blank, error)

    def _run(self, errand: Errand) -> Part:
        operation = errand.call.operation
        if operation is Operation.FACE_DETECT:
            return self._faces(errand)
        if operation is Operation.FACE_DETECT_01:
            return faces.detect(_there(self._face), errand, faces.FURTHER)
        if operation is Operation.ANALYZE_40:
            return self._analyze_40(errand)
        if operation is Operation.READ:
            return read.read(_there(self._vision), errand, self._pace)
        return _HANDLERS[operation](_there(self._vision), errand)

    def _faces(self, errand: Errand) -> Part:
        """Ask Face, or Vision for the places at least."""
        try:
            return faces.detect(_there(self._face), errand)
        except AzureError as error:
            if not error.refused or self._vision is None:
                raise
            log.warning("Vision is asked for faces instead: %s", error)
            try:
                places = Call(Operation.ANALYZE, frozenset({Feature.FACES}))
                return analyze.analyze(self._vision, replace(errand, call=places))
            except AzureError as another:
                log.warning("Vision finds no faces either: %s", another)
                raise error from another

    def _analyze_40(self, errand: Errand) -> Part:
        """Ask 4.0; where its region has no captions, 3.2 describes, and nobody need know."""
        vision = _there(self._vision)
        part = v4.analyze(vision, errand)
        lacking = {one for one, why in part.failures.items() if isinstance(why, RegionLacks)}
        if lacking & CAPTIONS_40:
            self._captions_40 = False
        if Feature.CAPTION not in lacking:
            return part
        caption = Call(Operation.DESCRIBE, frozenset({Feature.CAPTION}))
        said = self.run(replace(errand, call=caption), part.found)
        failures = {**part.failures, **said.failures}
        if said.found.caption is not None or said.found.skipped:
            del failures[Feature.CAPTION]
        return Part(merged(part.found, [said]), part.waited + said.waited, failures)


def _there(client: AzureClient | None) -> AzureClient:
    if client is None:
        raise NotSetUp
    return client


_HANDLERS: Mapping[Operation, Callable[[AzureClient, Errand], Part]] = {
    Operation.ANALYZE: analyze.analyze,
    Operation.DESCRIBE: analyze.scoped,
    Operation.TAG: analyze.scoped,
    Operation.DETECT: analyze.scoped,
    Operation.DOMAIN_MODEL: analyze.domain_model,
    Operation.AREA_OF_INTEREST: analyze.area_of_interest,
    Operation.OCR: ocr.printed_text,
}
"""What Vision alone answers."""
