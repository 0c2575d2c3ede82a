"""The double as one object: a resource on loopback, and what tests do with it."""

import threading
import time
from collections.abc import Callable
from typing import Self

from doubles.azure_service import gateway
from doubles.azure_service.faults import Faults
from doubles.azure_service.model import Answer, Call, Operation, Product, Request
from doubles.azure_service.scene import Scene
from doubles.azure_service.server import LoopbackServer
from doubles.azure_service.street import STREET
from doubles.azure_service.world import OcrFrame, World

KEY = "0" * 8 + "-fake-key"


class AzureService:
    """A Vision and Face resource between `__enter__` and `__exit__`.

    `product`: what kind of resource the key is for. `tier`: ``F0`` or ``S1``, which decides
    Read's limits; rates only hold once `rate` sets one. `retired_status`: what retired versions
    answer. `flat_read_errors`: Read's errors as its specification has them, not nested.
    `read_seconds`: how long Read takes by `clock`. `ocr_frame`: the frame of the boxes of
    ``/ocr``, turned by ``textAngle`` and ``orientation`` (upright) or by ``textAngle`` alone.

    A request the double itself cannot cope with raises when the ``with`` block ends.
    """

    def __init__(
        self,
        key: str = KEY,
        *,
        product: Product = Product.BOTH,
        tier: str = "S1",
        scene: Scene = STREET,
        retired_status: int = 410,
        flat_read_errors: bool = False,
        read_seconds: float = 0.0,
        ocr_frame: OcrFrame = "upright",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._world = World(
            key,
            product,
            tier,
            scene,
            clock,
            retired_status=retired_status,
            flat_read_errors=flat_read_errors,
            read_seconds=read_seconds,
            ocr_frame=ocr_frame,
        )
        self._lock = threading.Lock()
        self._calls: list[Call] = []
        self._server: LoopbackServer | None = None

    @property
    def endpoint(self) -> str:
        """The address of Vision and Face both, without a final slash."""
        return self._world.origin

    @property
    def key(self) -> str:
        """The key that is let in."""
        return self._world.key

    @property
    def faults(self) -> Faults:
        """What is to go wrong."""
        return self._world.faults

    @property
    def scene(self) -> Scene:
        """What the picture holds now."""
        return self._world.scene

    @property
    def calls(self) -> list[Call]:
        """The requests answered so far, in the order they came in."""
        with self._lock:
            return sorted(self._calls, key=lambda call: call.at_start)

    def calls_of(self, *operations: str) -> list[Call]:
        """Return the calls of some operations."""
        wanted = {Operation(name) for name in operations}
        return [call for call in self.calls if call.operation in wanted]

    def sees(self, scene: Scene) -> None:
        """Set what every picture sent from now on holds."""
        self._world.scene = scene

    def rate(self, limit: int, seconds: float, *, in_header: bool = False) -> None:
        """Let `limit` calls through within `seconds`, Vision's and Face's counted apart."""
        self._world.rate.set(limit, seconds, in_header=in_header)

    def expire_reads(self) -> None:
        """Forget every Read's result, as after 48 hours."""
        with self._world.lock:
            self._world.reads.clear()

    def __enter__(self) -> Self:
        self._server = LoopbackServer(self._respond)
        self._world.origin = self._server.origin
        self._server.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        if self._server is None:
            return
        self._world.stopping.set()
        self._server.stop()
        crashes, self._server = self._server.crashes, None
        if crashes and kind is None:
            raise RuntimeError("the double failed at a request") from crashes[0]

    def _respond(self, request: Request) -> Answer:
        start = time.monotonic()
        answer = gateway.answer(request, self._world)
        with self._lock:
            self._calls.append(self._logged(request, answer, start))
        return answer

    def _logged(self, request: Request, answer: Answer, start: float) -> Call:
        key, route = self._world.key, gateway.route(request)
        others = (v for name, v in request.headers.items() if name != gateway.KEY)
        said = "\n".join((request.path, *(n + v for n, v in request.query), *others))
        return Call(
            operation=route[0] if route else None,
            at_start=start,
            at_end=time.monotonic(),
            method=request.method,
            path=request.path,
            query=dict(request.query),
            content_type=request.headers.get("content-type", ""),
            length=len(request.body),
            key_seen=gateway.KEY in request.headers,
            key_leaked=key in said or key.encode() in request.body,
            status=answer.status if answer.drop != 0 else 0,
            headers={n: "***" if n == gateway.KEY else v for n, v in request.headers.items()},
            request_id=request.id,
            body=request.body,
        )
