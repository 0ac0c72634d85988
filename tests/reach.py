"""Which tests go by the clock of their process: they, or a fixture of theirs, go through the front door."""

from collections.abc import Callable, Iterator
from functools import cache
from types import CodeType, FunctionType
from typing import Any

import pytest

from detox.__main__ import main
from tests.clock import program

DOORS: tuple[Callable[..., Any], ...] = (main, program)
"""What opens a diary by the real clock: the program called, and the program started."""


def reaches_the_clock(item: pytest.Item) -> bool:
    """Whether a door's name stands in the test, in a fixture it uses, or in what these call in `tests`."""
    if not isinstance(item, pytest.Function):
        return False
    definitions = item._fixtureinfo.name2fixturedefs.values()
    return any(map(reaches, (item.function, *(each.func for found in definitions for each in found))))


@cache
def reaches(function: Any, seen: frozenset[Any] = frozenset()) -> bool:
    """The same of one function or class; what it names is looked up where it was written."""
    if function in DOORS:
        return True
    if function in seen or not getattr(function, "__module__", "").startswith("tests."):
        return False
    if isinstance(function, type):
        return any(reaches(each, seen | {function}) for each in vars(function).values() if callable(each))
    if not isinstance(function, FunctionType):
        return False
    named = (function.__globals__.get(name) for name in _names(function.__code__))
    return any(reaches(each, seen | {function}) for each in named if callable(each))


def _names(code: CodeType) -> Iterator[str]:
    """The names in a function, and in the functions inside it."""
    yield from code.co_names
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _names(inner)
