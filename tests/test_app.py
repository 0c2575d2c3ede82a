"""The command line, as a user types it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image

from doubles.azure_service import AzureService, Operation
from doubles.world import MANIFEST
from playground.server import Playground
from services.engines.local.weights.weights import Weights

ROOT = Path(__file__).resolve().parents[1]
OURS = ("SLACK_", "COMPUTER_VISION_", "FACE_", "VISION_", "AZURE_", "AUTO_REPLY", "DATABASE_URL")

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path, weights: Weights) -> Run:
    """Run ``python app.py …`` in an empty folder, with none of our settings but those given."""
    assert weights

    def started(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        return subprocess.run(
            [sys.executable, str(ROOT / "app.py"), *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=tmp_path,
            env=kept | settings | {"PYTHONUTF8": "1"},
            timeout=120,
        )

    return started


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "cup.png"
    path.write_bytes((files("skimage") / "data" / "coffee.png").read_bytes())
    return path


def size(path: Path) -> tuple[int, int]:
    with Image.open(path) as image:
        return image.size


def azure_settings(azure: AzureService) -> dict[str, str]:
    return {
        "COMPUTER_VISION_ENDPOINT": azure.endpoint,
        "COMPUTER_VISION_SUBSCRIPTION_KEY": azure.key,
    }


def test_describe_answers_and_writes_a_copy_beside_the_photo(run: Run, photo: Path) -> None:
    done = run("describe", "cup.png")
    assert done.returncode == 0, done.stderr
    assert "cup" in done.stdout
    copy = photo.with_name("cup.glimpse.jpg")
    assert str(copy.name) in done.stdout
    assert size(copy)[0] >= 600


def test_describe_json_is_one_object_and_nothing_else(run: Run, photo: Path) -> None:
    done = run("describe", str(photo), "--json", "--features", "objects,landmarks", "--out", "o")
    said: dict[str, Any] = json.loads(done.stdout)
    assert set(said) == {"image", "engine", "elapsed_ms", "objects", "skipped"}
    assert said["image"]["width"] == 600
    assert set(said["objects"][0]) == {"name", "confidence", "box"}
    assert "Azure" in said["skipped"]["landmarks"]
    assert (photo.parent / "o" / "cup.glimpse.jpg").exists()


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["describe", "nothing.png"], "cannot be read"),
        (["describe", "page.png"], "not an image"),
        (["describe"], "IMAGE"),
        (["describe", "cup.png", "--features", "smell"], "smell"),
        (["describe", "cup.png", "--engine", "azure"], "COMPUTER_VISION_SUBSCRIPTION_KEY"),
        (["describe", "cup.png", "--engine", "other"], "other"),
        (["describe", "cup.png", "--aspect-ratio", "wide"], "aspect ratio"),
        (["describe", "https://127.0.0.1/a.png"], "private network"),
        (["describe", "http://pictures.example/a.png"], "https"),
        (["thumbnail", "cup.png", "wide"], "150x100"),
        (["serve"], "SLACK_BOT_TOKEN"),
        (["dance"], "dance"),
    ],
)
def test_a_mistake_is_a_sentence_and_status_2(
    run: Run, photo: Path, arguments: list[str], word: str
) -> None:
    photo.with_name("page.png").write_text("<!DOCTYPE html><p>hello")
    done = run(*arguments)
    assert done.returncode == 2
    assert word in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_thumbnail_cuts_cleverly_or_in_the_middle(run: Run, photo: Path) -> None:
    done = run("thumbnail", "cup.png", "150x100", "--out", "small")
    assert done.returncode == 0, done.stderr
    assert size(photo.parent / "small" / "cup.150x100.jpg") == (150, 100)
    assert run("thumbnail", "cup.png", "60x90", "--no-smart").returncode == 0
    assert size(photo.with_name("cup.60x90.jpg")) == (60, 90)


def test_the_manifest_is_printed_for_a_person_and_for_slacks_command_line(run: Run) -> None:
    assert run("manifest").stdout.rstrip() == MANIFEST.read_text("utf-8").rstrip()
    hook = json.loads((ROOT / ".slack" / "hooks.json").read_text("utf-8"))["hooks"]["get-manifest"]
    assert hook.split()[:2] == ["python", "app.py"]
    assert json.loads(run(*hook.split()[2:]).stdout) == yaml.safe_load(MANIFEST.read_text("utf-8"))


def test_weights_are_there(run: Run) -> None:
    assert run("weights").returncode == 0


def test_check_names_what_does_not_work(run: Run) -> None:
    done = run("check")
    assert done.returncode == 1
    assert "ok   settings" in done.stdout
    assert "FAIL bot token: SLACK_BOT_TOKEN is not set." in done.stdout


def test_check_finds_everything_in_the_playground_and_on_azure(run: Run) -> None:
    with Playground(port=0, manifest=MANIFEST) as playground, AzureService() as azure:
        slack = {
            "SLACK_BOT_TOKEN": playground.bot_token,
            "SLACK_APP_TOKEN": playground.app_token,
            "SLACK_API_URL": playground.api_url,
        }
        done = run("check", **slack, **azure_settings(azure))
        assert done.returncode == 0, done.stdout
        assert "ok   Azure Computer Vision 3.2" in done.stdout
        assert len(azure.calls) == 3
        playground.faults.remove_scope("files:write")
        lacking = run("check", **slack)
    assert lacking.returncode == 1
    assert "FAIL scopes: Missing: files:write." in lacking.stdout


def test_azure_answers_where_a_key_is_set(run: Run, photo: Path) -> None:
    with AzureService() as azure:
        done = run(
            "describe", str(photo), "--json", "--features", "caption,landmarks,printed_text",
            "--ocr-language", "en", "--no-detect-orientation", **azure_settings(azure),
        )  # fmt: skip
        said = json.loads(done.stdout)
        (ocr,) = azure.calls_of(Operation.OCR)
    assert said["engine"] == "azure"
    assert said["landmarks"] and said["printed_text"]["regions"]
    assert ocr.query["language"] == "en"
    assert ocr.query["detectOrientation"].lower() == "false"
    assert azure.key not in done.stdout + done.stderr


def test_a_refused_key_gives_the_local_answer_and_says_so(run: Run, photo: Path) -> None:
    with AzureService() as azure:
        wrong = azure_settings(azure) | {"COMPUTER_VISION_SUBSCRIPTION_KEY": "1" * 32}
        done = run("describe", str(photo), "--features", "caption,objects", **wrong)
    assert done.returncode == 0
    assert "cup" in done.stdout
    assert "the local engine answered instead" in done.stdout
    assert "1" * 32 not in done.stdout + done.stderr
