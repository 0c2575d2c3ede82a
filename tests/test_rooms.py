"""The plan of the house: which room may know which, no circles, little lying loose."""

import ast
import re
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from arrows import ARROWS, KNOW_EVERYBODY, KNOWN_TO_EVERYBODY, OUTSIDE

ROOT = Path(__file__).resolve().parents[1]
HOUSE = ("app.py", "wiring.py", "handlers", "services", "playground", "bench")
PAGE = ROOT / "playground" / "page" / "static"

LOOSE = {"services", "services.engines", "playground"}
MOST_LOOSE = {"services": 10, "services/engines": 4, "playground": 8}
LEAST_MIRRORED = 0.95

HEAVY = {"cv2", "onnxruntime", "rapidocr", "numpy", "PIL", "dbos", "slack_bolt"}
"""Take a second and more to import; a command that has no need of them does without."""


@cache
def modules() -> dict[str, Path]:
    """Return every module of the house by its dotted name."""
    places = [ROOT / one for one in HOUSE]
    files = [
        one for place in places for one in ([place] if place.is_file() else place.rglob("*.py"))
    ]
    return {dotted(one): one for one in sorted(files)}


def dotted(path: Path) -> str:
    """Return the name under which a file is imported."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def imports() -> dict[str, set[str]]:
    """Return what each module imports of the house, for type checkers alone too."""
    known = modules()
    found: dict[str, set[str]] = {name: set() for name in known}
    for name, path in known.items():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                whole = {f"{node.module}.{alias.name}" for alias in node.names}
                found[name] |= {one if one in known else node.module for one in whole} & set(known)
            elif isinstance(node, ast.Import):
                found[name] |= {alias.name for alias in node.names} & set(known)
    return found


def room_of(module: str) -> str:
    """Return the room in which a module stands."""
    if modules()[module].name == "__init__.py":
        return module
    parent = module.rpartition(".")[0]
    return module if parent in LOOSE or not parent else parent


def circle_in(graph: Mapping[str, set[str]]) -> list[str]:
    """Return the names on a circle, or nothing."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def drawn() -> list[str]:
    """Return the arrows between the folders, of services and of the playground, as Mermaid."""

    def folder(room: str) -> str:
        return "/".join(room.split(".")[:2])

    arrows = {(folder(room), folder(one)) for room, known in ARROWS.items() for one in known}
    between = sorted(
        (one, other)
        for one, other in arrows
        if one != other and (ROOT / one).is_dir() and (ROOT / other).is_dir()
    )
    return [
        "\n".join(
            ["```mermaid", "flowchart TD"]
            + [f"    {a} --> {b}" for a, b in between if b.startswith(place)]
            + ["```"]
        ).replace(f"{place}/", "")
        for place in ("services", "playground")
    ]


def test_no_module_comes_back_to_itself() -> None:
    assert circle_in(imports()) == []


def test_no_script_of_the_page_comes_back_to_itself() -> None:
    scripts = {one.name: one.read_text("utf-8") for one in PAGE.glob("*.js")}
    graph = {
        name: set(re.findall(r"from\s+[\"']\./([\w.]+)[\"']", text))
        for name, text in scripts.items()
    }
    assert sum(map(len, graph.values())) > len(scripts)
    assert circle_in(graph) == []


def test_rooms_know_only_whom_they_may_know() -> None:
    arrows: dict[str, set[str]] = {}
    for name, targets in imports().items():
        room = room_of(name)
        others = {room_of(target) for target in targets} - {room} - KNOWN_TO_EVERYBODY
        if room.partition(".")[0] not in KNOW_EVERYBODY and others:
            arrows.setdefault(room, set()).update(others)
    assert arrows == ARROWS


def test_packages_stay_in_their_rooms() -> None:
    used: dict[str, set[str]] = {package: set() for package in OUTSIDE}
    for name, path in modules().items():
        room = room_of(name)
        named = set(re.findall(r"^\s*(?:from|import) (\w+)", path.read_text("utf-8"), re.MULTILINE))
        for package in named & set(OUTSIDE):
            used[package] |= {room} if room.partition(".")[0] not in KNOW_EVERYBODY else set()
    assert used == OUTSIDE


def test_the_picture_in_the_docs_is_of_this_house() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    for part in drawn():
        assert part in text, f"docs/architecture.md should have:\n{part}"


def test_what_is_slow_to_import_waits_until_it_is_needed() -> None:
    script = f"import sys, app; print(*sorted({HEAVY!r} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []


@pytest.mark.parametrize("folder", MOST_LOOSE)
def test_little_lies_loose(folder: str) -> None:
    loose = [one.stem for one in (ROOT / folder).glob("*.py") if one.name != "__init__.py"]
    assert len(loose) <= MOST_LOOSE[folder], loose


def test_every_room_says_what_is_in_it() -> None:
    folders = {path.parent for path in modules().values()} - {ROOT}
    assert [one for one in folders if not (one / "__init__.py").is_file()] == []
    for name, path in modules().items():
        if path.name == "__init__.py":
            assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), name


def test_tests_stand_where_a_stranger_looks_for_them() -> None:
    """A module ``room/x.py`` has ``tests/room/test_x.py`` or ``test_x_*.py``."""
    paths = [one for one in modules().values() if one.name != "__init__.py"]
    lacking = [
        path.relative_to(ROOT).as_posix()
        for path in paths
        if not any(
            re.fullmatch(rf"test_{path.stem}(_\w+)?\.py", one.name)
            for one in (ROOT / "tests" / path.parent.relative_to(ROOT)).glob("test_*.py")
        )
    ]
    assert len(lacking) <= (1 - LEAST_MIRRORED) * len(paths), lacking
