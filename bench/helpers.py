"""Which functions are used once: a helper must make its caller clearer, or be folded back.

    python -m bench.helpers [--list] [--json] [ROOM …]

Every function and method of every module counts, whatever its name. One is *used once* where the
house names it once, in a call in its own module: a name that starts with ``_`` belongs to its
module, any other to the whole house. What is handed on as a value (a callback, a key, a thread's
target, with its arguments in a lambda or without) needs a name in any case, and so does what a
decorator registers; neither is counted as used once. A method that calls its like of a base class
(``super()``) does not use itself. Names stand for functions: two methods of one name are used by
whoever names either. Exit status 1 where the share is over the goal.
"""

import ast
import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOUSE = ("app.py", "wiring.py", "handlers", "services", "playground", "bench")
GOAL_PERCENT = 12.0
SHORT_LINES = 5  # a helper this short rarely says more than its body would


@dataclass(frozen=True, slots=True)
class Function:
    """A function or method of one module; `lines` are those of its whole definition."""

    room: str
    place: str
    name: str
    lines: int
    used_once: bool


def functions(root: Path = ROOT) -> list[Function]:
    """Return every function and method below `root`, tests and nested functions left out."""
    trees = {path: ast.parse(path.read_text("utf-8")) for path in modules(root)}
    mentions = {  # an import is no use
        path: Counter(_name(n) for n in ast.walk(tree) if isinstance(n, ast.Name | ast.Attribute))
        for path, tree in trees.items()
    }
    everywhere = sum(mentions.values(), Counter())
    found = []
    for path, tree in trees.items():
        handed_on = {node.body for node in ast.walk(tree) if isinstance(node, ast.Lambda)}
        called = {
            node.func
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and node not in handed_on
            if not ast.unparse(node.func).startswith("super()")
        }
        calls = Counter(_name(node) for node in called)
        place = path.relative_to(root)
        defined = [
            node
            for holder in ast.walk(tree)
            if isinstance(holder, ast.Module | ast.ClassDef)
            for node in holder.body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        ]
        for node in defined:
            own = node.name.startswith("_")
            uses = mentions[path][node.name] if own else everywhere[node.name]
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            where = f"{place.as_posix()}:{node.lineno}"
            registered = any(isinstance(one, ast.Call) for one in node.decorator_list)
            once = uses == 1 == calls[node.name] and not node.name.startswith("__")
            once = once and not registered
            found.append(Function(place.parent.as_posix(), where, node.name, lines, once))
    return found


def modules(root: Path = ROOT) -> list[Path]:
    """Return the Python files of the house, tests left out."""
    places = [root / one for one in HOUSE]
    nested = [path for place in places if place.is_dir() for path in place.rglob("*.py")]
    return sorted([place for place in places if place.is_file()] + nested)


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def main(arguments: list[str]) -> int:
    """Print a row a room and the whole; return the exit status."""
    rooms = tuple(one for one in arguments if not one.startswith("--"))
    found = [one for one in functions() if not rooms or one.room.startswith(rooms)]
    once = [one for one in found if one.used_once]
    percent = 100 * len(once) / max(len(found), 1)
    if "--json" in arguments:
        figures = {"functions": len(found), "used_once": len(once), "percent": round(percent, 1)}
        print(json.dumps(figures | {"goal_percent": GOAL_PERCENT}))
        return int(percent > GOAL_PERCENT)
    for room in sorted({one.room for one in found}):
        here = [one for one in found if one.room == room]
        single = [one for one in here if one.used_once]
        short = sum(one.lines <= SHORT_LINES for one in single)
        share = f"{100 * len(single) / len(here):.0f} %"
        print(
            f"{room:26} {len(here):4} functions, {len(single):3} used once ({share}), {short} short"
        )
    if "--list" in arguments:
        for one in sorted(once, key=lambda one: (one.room, one.lines)):
            print(f"  {one.place} {one.name}: {one.lines} lines")
    print(f"{len(once)} of {len(found)} are used once: {percent:.1f} % (goal {GOAL_PERCENT:.0f} %)")
    return int(percent > GOAL_PERCENT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
