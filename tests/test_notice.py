"""NOTICE names every package that a user installs, and what these bring along."""

import re
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]


def installed_with(requirement: Requirement, seen: set[str]) -> set[str]:
    """Return the names that `requirement` installs on this system, `seen` ones left out."""
    name = canonicalize_name(requirement.name)
    if name in seen:
        return set()
    seen.add(name)
    extras = requirement.extras or {""}
    try:
        wanted = [Requirement(line) for line in requires(name) or []]
    except PackageNotFoundError:  # another system's
        return set()
    needed = [
        one
        for one in wanted
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in extras)
    ]
    return {name}.union(*(installed_with(one, seen) for one in needed))


def test_every_package_that_is_installed_is_named() -> None:
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    direct = [Requirement(line.split("#")[0]) for line in lines if re.match(r"\w", line)]
    seen: set[str] = set()
    names = set().union(*(installed_with(one, seen) for one in direct))
    assert len(names) > len(direct)
    notice = (ROOT / "NOTICE").read_text("utf-8")
    named = {canonicalize_name(word) for word in re.findall(r"[\w.-]+", notice)}
    assert names - named == set()
