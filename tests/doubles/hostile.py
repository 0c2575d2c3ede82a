"""Strategies for what may come out of a picture: any string, number and nesting an engine can say.

The strategies are made from the types of the vocabulary, so that a new field is hostile at once.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import EnumType
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from services.vision import Analysis

ATTACKS = (
    "<!channel>",
    "<!here|here>",
    "<@U0123ABCD>",
    "<#C0123ABCD|general>",
    "<!subteam^S0123ABCD>",
    "<https://evil.example|Reset your password>",
    "https://evil.example/",
    "&lt;!channel&gt;",
    "@channel",
    "```*bold* _x_ `code` :tada:",
    "]]}\"'>",
    "\u202egnp.exe\u202c\x00\ufeff",
    "\u2028\u2029\r\n\t\x0b",
    "\ud83d",
    "مرحبا بالعالم",
)

DEEPEST = 6
"""How far `saying` goes into a type that holds itself; a printed word is five deep."""

texts = (
    st.sampled_from(ATTACKS)
    | st.text(
        alphabet=st.characters() | st.sampled_from("<>&@#!|*_~`\n\t\u202e\u200b:/."), max_size=60
    )
    | st.builds(lambda text, times: text * times, st.sampled_from(ATTACKS), st.integers(50, 400))
)
numbers = (
    st.floats(0, 1)
    | st.floats(0, 10_000)
    | st.sampled_from([float("nan"), float("inf"), float("-inf"), -1.0, 1e308])
)


def analyses() -> st.SearchStrategy[Analysis]:
    """Return a strategy for analyses by a known engine, with anything in them."""
    own = {
        "engine": st.sampled_from(["local", "azure"]),
        "seconds": st.floats(0, 600),
        "width": st.integers(1, 10_000),
        "height": st.integers(1, 10_000),
    }
    return st.builds(Analysis, **{**_of_fields(Analysis), **own})


def saying(text: str) -> Analysis:
    """Return an analysis that has everything, and says `text` wherever it says anything."""
    filled: Analysis = replace(_filled(Analysis, text, 0), engine="local")
    return filled


def _filled(kind: Any, text: str, depth: int) -> Any:
    """Return a value of a type with nothing left out; a type inside itself stops there."""
    simple = {str: text, float: 0.5, int: 1, bool: True}
    if kind in simple:
        return simple[kind]
    if isinstance(kind, EnumType):
        return next(iter(kind))
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        values = {one.name: _filled(hints[one.name], text, depth + 1) for one in fields(kind)}
        return _maker(kind)(**values)
    inside = [one for one in get_args(kind) if one not in {NoneType, Ellipsis}]
    if get_origin(kind) is Mapping:
        return {_filled(inside[0], text, depth): _filled(inside[1], text, depth)}
    if get_origin(kind) is not tuple:
        return _filled(inside[0], text, depth)
    if Ellipsis in get_args(kind):
        return (_filled(inside[0], text, depth),) * 2 if depth < DEEPEST else ()
    return tuple(_filled(one, text, depth) for one in inside)


@cache
def _of(kind: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for values of a type."""
    simple: dict[Any, st.SearchStrategy[Any]] = {
        str: texts,
        float: numbers,
        int: st.integers(-10, 10),
        bool: st.booleans(),
        NoneType: st.none(),
    }
    if kind in simple:
        return simple[kind]
    if isinstance(kind, EnumType):
        return st.sampled_from(list(kind))
    if is_dataclass(kind):
        return st.deferred(lambda: st.builds(_maker(kind), **_of_fields(kind)))
    return _composed(get_origin(kind), get_args(kind))


def _composed(origin: Any, inside: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    if origin in {Union, UnionType}:
        return st.one_of(*map(_of, inside))
    if origin is tuple and inside[-1] is not Ellipsis:
        return st.tuples(*map(_of, inside))
    if origin is tuple:
        several = st.lists(_of(inside[0]), max_size=2) | st.lists(_of(inside[0]), max_size=14)
        return several.map(tuple)
    if origin is Mapping:
        return st.dictionaries(_of(inside[0]), _of(inside[1]), max_size=2)
    raise AssertionError(f"no strategy for {origin} {inside}")


def _of_fields(kind: Any) -> dict[str, st.SearchStrategy[Any]]:
    hints = get_type_hints(kind)
    return {one.name: _of(hints[one.name]) for one in fields(kind)}


def _maker(kind: Any) -> Callable[..., Any]:
    made: Callable[..., Any] = kind
    return made
