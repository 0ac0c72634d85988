"""Looking at a screen: keys in, text out; `python -m tests.tui.seen` draws the golden ones again."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple
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
    """Wait until the screen that opens first is whole, and what was typed before that has had its turn."""
    late = monotonic() + LONGEST
    while not _is_open(pilot.app):
        assert monotonic() < late, f"it never opened:\n{text_of(pilot)}"
        await pilot.pause(PATIENCE)


def _is_open(app: App[int]) -> bool:
    """A window that is too small has no list, and never all that comes after it."""
    first = app.screen_stack[0] if app.screen_stack else None
    if not isinstance(first, StagedScreen):
        return True
    whole = first.stage is Stage.ALL or first.has_class("tiny")
    return whole and first.takes_keys and not getattr(app, "_early_keys", ())


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
    await _opened(pilot)
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
    "text": ("5", "m"),
    "review": ("r", "escape"),
    "sweep": ("r", "d"),
}
"""Each screen's own, which leave nothing behind."""
DIALOGS_ALONE = {
    "change": ("3", "down", "e"),
    "search": ("up", "c", *"pa"),
    "covered": ("3", "down", "i", "f2"),
    "palette": ("ctrl+p", "w"),
    "past-days": ("f", "d", "t", "down"),
}
"""Those that move a cursor, hide names, or show what was done before."""


class Scene(NamedTuple):
    """A golden screen, and how it is come to."""

    keys: Sequence[str]
    """Pressed last of all; those of a scene in company begin on any of the seven screens."""
    size: tuple[int, int] = (80, 24)
    lang: str = "en"
    empty: bool = False
    """Whether nothing has been written yet."""
    first: Sequence[str] = ()
    """Pressed before those."""
    company: bool = False
    """Whether one running program draws it and the others of its setting."""
    back: Sequence[str] = ()
    """What leads to one of the seven screens again."""

    @property
    def setting(self) -> "Scene":
        """What it shares with the others of its company; nothing with any, where it has none."""
        return self._replace(keys=(), back=()) if self.company else self


def golden_scenes() -> dict[str, Scene]:
    """Every golden screen; those in company stand together."""
    scenes: dict[str, Scene] = {}
    for lang, end in (("en", ""), ("zh_Hans", "-zh_Hans")):
        for size, cells in PAGES.items():
            here = partial(Scene, size=cells, lang=lang, company=True)
            if size in SIZES:
                scenes |= {f"{name}-{lang}-{size}": here((key,)) for name, key in SCREENS.items()}
            elif lang == "en":
                scenes |= {f"{name}-{size}": here((key,)) for name, key in SCREENS.items()}
            scenes[f"year-{lang}-{size}"] = here(("2", "y", "left_square_bracket"), back=("escape",))
            scenes[f"sheet-{lang}-{size}"] = here(("4", "enter"), back=("escape",))
            scenes[f"went-back-{lang}-{size}"] = here(("4", "b"), back=("escape",))
            scenes[f"channels-{lang}-{size}"] = here(("7", "tab"))
            scenes[f"setup-tasks-{lang}-{size}"] = Scene(("escape",), cells, lang, empty=True)
        empty = partial(Scene, lang=lang, empty=True, first=("escape",) * 4, company=True)
        scenes |= {f"{name}-empty{end}": empty((key,)) for name, key in SCREENS.items()}
        hidden = partial(Scene, lang=lang, first=("f2",), company=True)
        scenes |= {f"{name}-hidden{end}": hidden((key,)) for name, key in SCREENS.items()}
        scenes[f"refusal{end}"] = Scene(("3", "g", *"nonsense", "enter"), lang=lang)
    huge = partial(Scene, size=(200, 50), company=True)
    scenes |= {f"{name}-en-200": huge((key,)) for name, key in SCREENS.items() if name != "today"}
    scenes["went-back-200"] = huge(("4", "b"))
    tall = partial(Scene, size=(40, 30), company=True)
    scenes |= {f"{name}-40": tall((SCREENS[name],)) for name in ("today", "week", "people")}
    for name, keys in DIALOGS.items():
        from_its_screen = keys if keys[0] in SCREENS.values() else ("1", *keys)
        scenes[f"dialog-{name}"] = Scene(from_its_screen, company=True, back=("escape", "escape"))
    scenes |= {f"dialog-{name}": Scene(keys) for name, keys in DIALOGS_ALONE.items()}
    return scenes | {
        "today-grouped-zh_Hans-80": Scene(("g", "z"), lang="zh_Hans"),
        "tour-en-80": Scene(("T",)),
        "tour-zh_Hans-60": Scene(("T",), (60, 20), "zh_Hans"),
        "palette-zh_Hans-60": Scene(("ctrl+p", *"xie"), (60, 20), "zh_Hans"),
        "setup": Scene((), lang="zh_Hans", empty=True),
        "setup-tasks-40": Scene(("escape",), (40, 30), empty=True),
        "setup-before-en-80": Scene(("enter", "enter", "enter", "enter", "3"), empty=True),
        "week-many": Scene(("2", "plus"), (120, 36)),
        "went-back-hidden": Scene(("6", "b", "f2"), (120, 36)),
    }


def golden_text(name: str, folder: Path) -> str:
    """A golden screen as it is drawn now."""
    if name not in _drawn:
        _drawn.update(_drawn_in_company(golden_scenes()[name].setting, folder))
    return _drawn[name]


_drawn: dict[str, str] = {}
"""The golden screens that have been drawn, by their names."""


def _drawn_in_company(setting: Scene, folder: Path) -> dict[str, str]:
    """Every golden screen of that setting, drawn by one running program."""
    if setting.empty:
        diary = open_diary(folder / "home", folder / "state", now=lambda: MOMENT)
    else:
        diary = demo_diary(folder, setting.lang)
    texts: dict[str, str] = {}

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, *setting.first)
        for name, scene in golden_scenes().items():
            if scene.setting == setting:
                await press(pilot, *scene.keys)
                texts[name] = text_of(pilot)
                await press(pilot, *scene.back)

    speak(setting.lang)
    watch(diary, see, setting.size)
    return texts


if __name__ == "__main__":
    for scene in golden_scenes():
        with tempfile.TemporaryDirectory() as made:
            (GOLDEN / f"{scene}.txt").write_text(golden_text(scene, Path(made)), encoding="utf-8")
