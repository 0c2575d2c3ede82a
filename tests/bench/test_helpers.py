"""What counts as used once."""

from pathlib import Path

import pytest

from bench.helpers import functions, main

HOUSE = {
    "services/a.py": """
from services.b import shared

def once(): return shared()
def twice(): return 1
def handed_on(): return 2
class Thing:
    def _step(self): return twice() + twice()
    def run(self): return [self._step(), once(), handed_on]
    def __len__(self): return 0
class Other(Thing):
    def close(self): super().close()
def later(): return [lambda: bound(1), lambda: bound, handed_on]
def bound(one): return one
@app.command("/x")
def registered(): return later() + later()
""",
    "services/b.py": """
def shared(): return _own()
def _own(): return 3
def _elsewhere(): return 4
""",
    "services/c.py": "from services.b import shared\ndef _elsewhere(): return shared()\n",
}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    for name, text in HOUSE.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_a_function_that_its_own_module_calls_once_and_nobody_else(house: Path) -> None:
    found = functions(house)
    assert {one.name for one in found if one.used_once} == {"once", "_step", "_own"}
    assert len(found) == 14


def test_lines_and_places_are_those_of_the_definition(house: Path) -> None:
    (run,) = [one for one in functions(house) if one.name == "run"]
    assert (run.room, run.place, run.lines) == ("services", "services/a.py:9", 1)


def test_a_row_a_room_and_a_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    main(["services/vision"])
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("services/vision")
    assert "are used once" in said[-1]


def test_the_house_keeps_to_the_goal() -> None:
    assert main([]) == 0
