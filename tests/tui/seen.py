"""Looking at a screen: keys in, text out; `python -m tests.tui.seen` draws the golden ones again."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path
from time import monotonic
from typing import Any
from unittest.mock import patch

from textual._context import visible_screen_stack
from textual.app import App
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input

from detox.charts import plotext_adapter
from detox.demo import MOMENT, demo_snapshot, demo_writer
from detox.diary import Diary
from detox.diary.sender import Sender
from detox.settings import Settings
from detox.tui.app import DetoxApp
from detox.tui.diary_screen import Stage, StagedScreen
from detox.wiring import open_diary
from detox.words import speak
from tests.tui.rest import drawn

GOLDEN = Path(__file__).parent.parent / "golden" / "screens"
SIZES = {"80": (80, 24), "120": (120, 36)}
PAGES = {"60": (60, 20), **SIZES}
SCREENS = {"today": "1", "week": "2", "journal": "3", "ties": "4", "people": "5", "trial": "6", "list": "7"}
PATIENCE = 0.025
MOST_LOOKS = 40
LONGEST = 30.0
"""Seconds after which what has not come by itself will not come."""
TOASTS = {"TOAST": 600.0, "LASTING_TOAST": 600.0}
"""Seconds; a slow machine needs longer to look at a sentence than a person to read it."""
MADE = tempfile.TemporaryDirectory(prefix="detox-demo-")
"""Where the made-up weeks lie while the tests run."""
PASTED = "paste:"
"""Before a text among keys that comes in at once."""
plotext_adapter.load()  # else the first chart would race against its library


def demo_diary(folder: Path, lang: str = "en", *, before: int = 0) -> Diary:
    """The made-up weeks, on their last evening; so many days `before` it their rule is not read yet."""
    shutil.copytree(_made(lang, before), folder, dirs_exist_ok=True)
    return _opened_at(folder, before)


@cache
def _made(lang: str, before: int) -> Path:
    """The same weeks as files: taken in once a run, since that costs as much as looking at a screen."""
    folder = Path(tempfile.mkdtemp(dir=MADE.name))
    diary = _opened_at(folder, before)
    diary.take_in(demo_snapshot(lang, read=not before))
    diary.sender.keep(Sender(name=demo_writer(lang)))
    return folder


def _opened_at(folder: Path, before: int) -> Diary:
    now = MOMENT - timedelta(days=before)
    return open_diary(folder / "home", folder / "state", now=lambda: now)


@asynccontextmanager
async def watched(
    diary: Diary, size: tuple[int, int] = (80, 24), **settings: Any
) -> AsyncIterator[Pilot[int]]:
    """The screens, running without a terminal."""
    os.environ["COLORTERM"] = "truecolor"
    app = DetoxApp(diary, Settings(**({"first_lines": False} | settings)))
    with patch.multiple("detox.tui.app", **TOASTS):
        async with app.run_test(size=size, notifications=True) as pilot:
            await _opened(pilot)
            await settle(pilot)
            yield pilot


async def _opened(pilot: Pilot[int]) -> None:
    """Wait until the screen that opens first is whole; a window that is too small has none."""
    late = monotonic() + LONGEST
    while monotonic() < late:
        first = pilot.app.screen_stack[0]
        if first.has_class("tiny") or (isinstance(first, StagedScreen) and first.stage is Stage.ALL):
            return
        await pilot.pause(PATIENCE)


async def settle(pilot: Pilot[int], patience: float | None = PATIENCE) -> None:
    """Wait until everything that was asked for is drawn: until nothing has come between two looks."""
    await pilot.pause(patience)
    for _n in range(MOST_LOOKS):
        before = drawn["times"]
        await pilot.pause(patience)
        if drawn["times"] == before and _at_rest(pilot.app):
            return


def _at_rest(app: App[int]) -> bool:
    """Whether no message, call or thread is waiting: on a busy machine two looks alike are no proof."""
    pumps = (app, *app._registry)
    waiting = any(pump._message_queue.qsize() or pump._next_callbacks for pump in pumps if pump._running)
    on_its_way = any(worker.name == "go to" and worker.is_running for worker in app.workers)
    return not waiting and not on_its_way and not any(screen._callbacks for screen in app.screen_stack)


async def until(pilot: Pilot[int], fact: Callable[[], bool]) -> None:
    """Wait for what comes by itself, however slow the machine; then until it is drawn."""
    late = monotonic() + LONGEST
    while not fact():
        assert monotonic() < late, f"it never came:\n{text_of(pilot)}"
        await pilot.pause(PATIENCE)
    await settle(pilot)


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys one after the other, as a person does; each is drawn, but of a word only its end."""
    for key, then in zip(keys, (*keys, "")[1:], strict=True):
        if key.startswith(PASTED):  # a long text letter by letter takes seconds
            pilot.app.post_message(Paste(key.removeprefix(PASTED)))
        else:
            await pilot.press(key)
        if _types(pilot.app, key) and _types(pilot.app, then):
            continue
        await settle(pilot, None)  # the next key is for what this one brings
        text_of(pilot)  # what is drawn asks for its room only then
        await settle(pilot, None)
    await settle(pilot)


def _types(app: App[int], key: str) -> bool:
    """Whether that key writes in a field, or takes a letter back."""
    return isinstance(app.focused, Input) and (len(key) == 1 or key == "backspace")


def text_of(pilot: Pilot[int]) -> str:
    """The screen as text, row by row."""
    visible_screen_stack.set(pilot.app._background_screens)  # what a dialog is drawn over
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips) + "\n"


def play(
    diary: Diary, *keys: str, size: tuple[int, int] = (80, 24), lang: str = "en", **settings: Any
) -> str:
    """What stands on the screen after these keys."""

    async def playing() -> str:
        async with watched(diary, size, **settings) as pilot:
            await press(pilot, *keys)
            return text_of(pilot)

    speak(lang)
    return asyncio.run(playing())


def watch(
    diary: Diary,
    see: Callable[[Pilot[int]], Awaitable[None]],
    size: tuple[int, int] = (80, 24),
    **settings: Any,
) -> None:
    """Run `see` while the screens run."""

    async def watching() -> None:
        async with watched(diary, size, **settings) as pilot:
            await see(pilot)

    asyncio.run(watching())


DIALOGS = {
    "help": ("question_mark",),
    "preferences": ("comma",),
    "explain": ("2", "e"),
    "table": ("2", "t"),
    "lines": ("6", "n"),
    "rule": ("6", "n", "enter"),
    "check-in": ("k",),
    "change": ("3", "down", "e"),
    "text": ("5", "m"),
    "review": ("r", "escape"),
    "sweep": ("r", "d"),
    "search": ("up", "c", *"pa"),
    "covered": ("3", "down", "i", "f2"),
    "palette": ("ctrl+p", "w"),
    "past-days": ("f", "d", "t", "down"),
}


def golden_scenes() -> dict[str, tuple[Sequence[str], tuple[int, int], str, bool]]:
    """Every golden screen: its keys, size, language, and whether the diary is empty."""
    scenes: dict[str, tuple[Sequence[str], tuple[int, int], str, bool]] = {
        f"{name}-{lang}-{size}": ((key,), cells, lang, False)
        for name, key in SCREENS.items()
        for lang in ("en", "zh_Hans")
        for size, cells in SIZES.items()
    }
    leave_setup = ("escape", "escape", "escape", "escape")
    for lang, end in (("en", ""), ("zh_Hans", "-zh_Hans")):
        for name, key in SCREENS.items():
            scenes[f"{name}-empty{end}"] = ((*leave_setup, key), (80, 24), lang, True)
            scenes[f"{name}-hidden{end}"] = ((key, "f2"), (80, 24), lang, False)
        scenes[f"refusal{end}"] = (("3", "g", *"nonsense", "enter"), (80, 24), lang, False)
    scenes |= {f"{name}-60": ((key,), (60, 20), "en", False) for name, key in SCREENS.items()}
    scenes |= {f"dialog-{name}": (keys, (80, 24), "en", False) for name, keys in DIALOGS.items()}
    scenes["today-grouped-zh_Hans-80"] = (("g", "z"), (80, 24), "zh_Hans", False)
    scenes["tour-en-80"] = (("T",), (80, 24), "en", False)
    scenes["tour-zh_Hans-60"] = (("T",), (60, 20), "zh_Hans", False)
    scenes["palette-zh_Hans-60"] = (("ctrl+p", *"xie"), (60, 20), "zh_Hans", False)
    scenes["setup"] = ((), (80, 24), "zh_Hans", True)
    for lang in ("en", "zh_Hans"):
        for name, cells in PAGES.items():
            scenes[f"channels-{lang}-{name}"] = (("7", "tab"), cells, lang, False)
            scenes[f"sheet-{lang}-{name}"] = (("4", "enter"), cells, lang, False)
            scenes[f"year-{lang}-{name}"] = (("2", "y", "left_square_bracket"), cells, lang, False)
            scenes[f"went-back-{lang}-{name}"] = (("4", "b"), cells, lang, False)
            scenes[f"setup-tasks-{lang}-{name}"] = (("escape",), cells, lang, True)
    scenes["went-back-hidden"] = (("6", "b", "f2"), (120, 36), "en", False)
    scenes["went-back-200"] = (("4", "b"), (200, 50), "en", False)
    for name in ("week", "journal", "ties", "people", "trial", "list"):
        scenes[f"{name}-en-200"] = ((SCREENS[name],), (200, 50), "en", False)
    for name in ("today", "week", "people"):
        scenes[f"{name}-40"] = ((SCREENS[name],), (40, 30), "en", False)
    scenes["setup-tasks-40"] = (("escape",), (40, 30), "en", True)
    scenes["week-many"] = (("2", "plus"), (120, 36), "en", False)
    scenes["setup-before-en-80"] = (("enter", "enter", "enter", "enter", "3"), (80, 24), "en", True)
    return scenes


def golden_text(name: str, folder: Path) -> str:
    """A golden screen as it is drawn now."""
    keys, size, lang, empty = golden_scenes()[name]
    if empty:
        diary = open_diary(folder / "home", folder / "state", now=lambda: MOMENT)
    else:
        diary = demo_diary(folder, lang)
    return play(diary, *keys, size=size, lang=lang)


if __name__ == "__main__":
    for scene in golden_scenes():
        with tempfile.TemporaryDirectory() as made:
            (GOLDEN / f"{scene}.txt").write_text(golden_text(scene, Path(made)), encoding="utf-8")
