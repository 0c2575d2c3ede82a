"""The runtimes report to nobody and leave nothing in the user's home."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from doubles.drawings import photograph
from services.engines.local.ocr.runtime import Runtime
from services.engines.local.weights.table import ALL
from services.engines.local.weights.weights import Weights

ROOT = Path(__file__).resolve().parents[4]
HOMES = ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")

LOOKING = """
import sys
from pathlib import Path
from services.engines.local.engine import LocalEngine
from services.engines.local.ocr.runtime import Runtime
from services.engines.local.weights.weights import Weights
from services.pictures.opening import open_picture
from services.vision import AnalysisOptions

picture, weights, runtime = sys.argv[1:]
engine = LocalEngine(Weights(Path(weights)), runtime=Runtime(runtime))
seen = engine.analyze(open_picture(Path(picture).read_bytes()), engine.features, AnalysisOptions())
assert not seen.skipped and seen.faces, seen.skipped
assert runtime in sys.modules
"""


@pytest.mark.parametrize("runtime", Runtime)
def test_nothing_is_written_into_the_users_home(
    runtime: Runtime, weights: Weights, tmp_path: Path
) -> None:
    if find_spec(runtime) is None:
        pytest.skip(f"{runtime} is an option, and not installed")
    home, brought, picture = tmp_path / "home", tmp_path / "weights", tmp_path / "portrait.png"
    home.mkdir()
    brought.mkdir()
    for weight in ALL:
        (brought / weight.name).write_bytes(weights.path(weight).read_bytes())
    photograph("astronaut").save(picture)
    elsewhere = {name: str(home) for name in HOMES}
    environment = {**os.environ, **elsewhere, "PYTHONPATH": str(ROOT)}
    environment.pop("ORT_DISABLE_TELEMETRY", None)
    subprocess.run(
        [sys.executable, "-c", LOOKING, str(picture), str(brought), runtime],
        check=True,
        env=environment,
        cwd=tmp_path,
    )
    assert list(home.rglob("*")) == []
