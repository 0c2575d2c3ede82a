import json
from pathlib import Path

import pytest
from PIL import Image
from skimage import data

from bench.certainty import BESIDE, Tally, measure
from bench.truths import Truth, truths
from services.engines.local.captions.kind import Kind
from services.engines.local.objects.coco import NAMES
from services.engines.local.weights.table import YOLOX_NANO
from services.engines.local.weights.weights import Weights
from services.pictures.opening import open_picture


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("astronaut", "coins"):
        picture = tmp_path / "mine" / f"{name}.png"
        picture.parent.mkdir(exist_ok=True)
        Image.fromarray(getattr(data, name)()).save(picture)
    listed = {
        "mine": {
            "astronaut.png": {"kind": "photo", "things": {"person": 1}},
            "coins.png": {"kind": "photo", "things": {}},
        }
    }
    (tmp_path / "truths.json").write_text(json.dumps(listed), "utf-8")
    return tmp_path


def test_the_table_tells_the_raw_model_from_the_rule(
    folder: Path, weights: Weights, capsys: pytest.CaptureFixture[str]
) -> None:
    measure(truths(folder, folder / "truths.json"), weights.path(YOLOX_NANO))
    lines = capsys.readouterr().out.splitlines()
    rows = {line[:22].strip(): line[22:].split() for line in lines if line}
    assert float(rows["raw, 0.35"][0]) < 0.5
    assert rows["told"] == ["1.000", "of", "1"] * 3
    assert rows["photo"] == ["1.000", "of", "2"] * 2


def test_one_picture_is_enough(
    folder: Path, weights: Weights, capsys: pytest.CaptureFixture[str]
) -> None:
    measure(list(truths(folder, folder / "truths.json"))[:1], weights.path(YOLOX_NANO))
    assert "\n1 pictures, " in capsys.readouterr().out


def test_a_tally_counts_as_often_as_there_and_leaves_out_what_cannot_be_said(
    folder: Path,
) -> None:
    picture = open_picture((folder / "mine" / "coins.png").read_bytes())
    tally = Tally()
    tally.add(
        Truth("street", picture, {"person": 2, "dog": 1, "truck": None}, None), ["person"] * 3
    )
    tally.add(Truth("wall", picture, {"truck": None}, None), ["truck", "kite"])
    assert (tally.right, tally.wrong) == (2, 2)
    assert (tally.names_right, tally.names_wrong, tally.names_there) == (1, 1, 2)
    assert tally.mistakes == ["street: 1 x person", "wall: 1 x kite"]


def test_the_listing_beside_the_command_is_sound() -> None:
    listing = json.loads(BESIDE.read_text("utf-8"))
    pictures = [truth for pictures in listing.values() for truth in pictures.values()]
    assert len(pictures) > 200
    assert {name for truth in pictures for name in truth["things"]} <= set(NAMES)
    kinds = {truth["kind"] for truth in pictures if "kind" in truth}
    assert kinds == set(Kind) - {Kind.IMAGE}
    assert all("==" in requirement for requirement in listing)
