"""Long work that lets nothing else run, begun once what was said of it stands on the screen."""

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
DRAWN = 0.1
"""Seconds until a terminal shows what was drawn; a twentieth of what opening takes."""


async def drawn_first(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What that work gives, done in a thread.

    The cipher library holds the interpreter for as long as a passphrase takes (measured with pyrage 1.4:
    1 to 8 s), a thread or not: what is not on the screen by then comes after it.
    """
    await asyncio.sleep(DRAWN)
    return await asyncio.to_thread(work, *args, **kwargs)
