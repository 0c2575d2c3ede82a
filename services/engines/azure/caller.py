"""Makes planned calls; what one of Azure's APIs is refused, another one may answer."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace

from services.engines.azure import analyze, faces, ocr, read, v4
from services.engines.azure.breaker import State
from services.engines.azure.client import AzureClient
from services.engines.azure.errors import AzureError, NotSetUp, RegionLacks
from services.engines.azure.pace import Pace
from services.engines.azure.parts import Errand, Part, failed_part, merged
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

    def carry_out(self, errand: Errand, blank: Analysis) -> Part:
        """Return what came of a call, failures included."""
        try:
            match errand.call.operation:
                case Operation.FACE_DETECT:
                    return self._faces_or_their_places(errand)
                case Operation.FACE_DETECT_01:
                    return faces.detect_faces(_there(self._face), errand, "detection_01")
                case Operation.ANALYZE_40:
                    return self._seen_by_40_or_described(errand)
                case Operation.READ:
                    return read.read_text(_there(self._vision), errand, self._pace)
                case operation:
                    return _OF_VISION[operation](_there(self._vision), errand)
        except AzureError as error:
            return failed_part(errand.call, blank, error)

    def _faces_or_their_places(self, errand: Errand) -> Part:
        """Ask Face, or Vision for the places at least.

        A key of Vision alone is the likeliest set-up, and Face answers 401 to it.
        """
        try:
            return faces.detect_faces(_there(self._face), errand)
        except AzureError as error:
            if not error.refused or self._vision is None:
                raise
            refused = error
        log.warning("Vision is asked for faces instead: %s", refused)
        places = Call(Operation.ANALYZE, frozenset({Feature.FACES}))
        try:
            return analyze.analyze_32(self._vision, replace(errand, call=places))
        except AzureError as error:
            log.warning("Vision finds no faces either: %s", error)
            raise refused from error

    def _seen_by_40_or_described(self, errand: Errand) -> Part:
        """Ask 4.0; where its region has no captions, 3.2 describes, and nobody need know.

        Captions are in eight of thirteen regions that have 4.0; ``describe`` is in all of them.
        """
        part = v4.analyze_40(_there(self._vision), errand)
        lacking = {one for one, why in part.failures.items() if isinstance(why, RegionLacks)}
        if lacking & CAPTIONS_40:
            self._captions_40 = False
        if Feature.CAPTION not in lacking:
            return part
        caption = Call(Operation.DESCRIBE, frozenset({Feature.CAPTION}))
        said = self.carry_out(replace(errand, call=caption), part.found)
        failures = {**part.failures, **said.failures}
        if said.found.caption is not None or said.found.skipped:
            del failures[Feature.CAPTION]
        return Part(merged(part.found, [said]), part.waited + said.waited, failures)


def _there(client: AzureClient | None) -> AzureClient:
    if client is None:
        raise NotSetUp
    return client


_OF_VISION: Mapping[Operation, Callable[[AzureClient, Errand], Part]] = {
    Operation.ANALYZE: analyze.analyze_32,
    Operation.DESCRIBE: analyze.ask_scoped,
    Operation.TAG: analyze.ask_scoped,
    Operation.DETECT: analyze.ask_scoped,
    Operation.DOMAIN_MODEL: analyze.ask_domain_model,
    Operation.AREA_OF_INTEREST: analyze.ask_area_of_interest,
    Operation.OCR: ocr.read_printed_text,
}
"""What Vision alone answers."""
