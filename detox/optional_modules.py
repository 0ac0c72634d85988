"""Modules that a library takes in where they are there, and that we do without."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from types import ModuleType


@contextmanager
def replaced(modules: Mapping[str, ModuleType | None]) -> Iterator[None]:
    """Within, these stand for the modules of their names, `None` for one that is not installed.

    A module that is loaded already stays as it is.
    """
    fresh = {name: module for name, module in modules.items() if name not in sys.modules}
    sys.modules.update(fresh)  # type: ignore[arg-type]  # None is how a missing module is said
    try:
        yield
    finally:
        for name in fresh:
            del sys.modules[name]


def left_out(name: str) -> AbstractContextManager[None]:
    """Within, that module is as one that is not installed; one that is loaded already stays."""
    return replaced({name: None})
