"""A bar for long work: on standard error, only in a terminal, gone when the work is done."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from detox.cli.call import Call

LONG = 2_000_000
"""So many bytes take long enough to show a bar for."""
STEP = 1_000
Advance = Callable[[], None]


@contextmanager
def progress(call: Call, said: str, *, size: int, steps: int | None) -> Iterator[Advance]:
    """Show a bar while the block runs; what it gets is to be called at each step.

    Args:
        call: says whether anything may be said at all.
        said: what is being done.
        size: how much work there is, in bytes; little work shows nothing.
        steps: how many steps there will be; `None` moves without an end in sight.
    """
    if call.quiet or size < LONG or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415 - only for long work in a terminal
    from rich.progress import Progress  # noqa: PLC0415 - only for long work in a terminal

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(said, total=steps)
        done = 0

        def advance() -> None:
            nonlocal done
            done += 1
            if done % STEP == 0:
                bar.update(task, completed=done)

        yield advance
