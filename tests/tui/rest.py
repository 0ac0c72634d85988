"""When a program that is tried rests, and that nothing is drawn which nobody looks at.

Textual's pilot asks the processor whether the process has become quiet, and every widget to answer; three
times a key that was half of the time of these tests. The event loop knows it: there is nothing left to run.
"""

import asyncio
from time import monotonic
from typing import Any

import textual.app
import textual.pilot
from textual._context import active_app
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

MOST_ROUNDS = 500
"""Rounds after which a program that always has something to draw counts as resting."""
A_THREAD = 0.002
"""Seconds between two looks at a thread that works."""
LONGEST_THREAD = 1.0
"""Seconds for which a thread is waited for; as long as Textual waits for a busy process."""
drawn = {"times": 0}
"""How often a program has wanted to draw since this was loaded."""


async def rest(*_ignored: float) -> None:
    """Wait until nothing is left to do but to wait: for a key, for a moment to come, for another program."""
    loop, app = asyncio.get_running_loop(), active_app.get()
    late = monotonic() + LONGEST_THREAD
    for _round in range(MOST_ROUNDS):
        await asyncio.sleep(0)
        while loop._ready:  # type: ignore[attr-defined]  # noqa: ASYNC110 - it is the loop that is looked at
            await asyncio.sleep(0)
        if _thread_works(loop) and monotonic() < late:
            await asyncio.sleep(A_THREAD)
        elif not _draws(app):
            return


def _thread_works(loop: Any) -> bool:
    """Whether one of the loop's threads has not come to its end."""
    pool = loop._default_executor
    return pool is not None and len(pool._threads) > pool._idle_semaphore._value


def _draws(app: App[Any]) -> bool:
    """Whether the screen in front had something to lay out or to draw; it has been done then."""
    if not app._running or not app.screen_stack:
        return False
    screen = app.screen
    wants = (
        screen._layout_required,
        screen._scroll_required,
        screen._repaint_required,
        screen._recompose_required,
        screen._dirty_widgets,
        screen._callbacks,
    )
    if any(wants):
        screen._on_timer_update()
    return any(wants)


async def _answered(_pilot: Pilot[Any], timeout: float = 30.0) -> bool:  # noqa: ASYNC109 - Textual's signature
    await rest()
    return True


def _draw_when_looked_at() -> None:
    refresh = Screen._compositor_refresh

    def refreshed(self: Screen[Any]) -> None:
        drawn["times"] += 1
        if not self.app.is_headless or self.app.is_inline or self is not self.app.screen:
            refresh(self)
            return
        self._compositor._dirty_regions.clear()
        self._dirty_widgets.clear()
        self.app._update_mouse_over(self)

    Screen._compositor_refresh = refreshed  # type: ignore[method-assign]


textual.app.wait_for_idle = textual.pilot.wait_for_idle = rest  # type: ignore[attr-defined]
Pilot._wait_for_screen = _answered  # type: ignore[assignment,method-assign]
_draw_when_looked_at()
