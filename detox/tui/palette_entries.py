"""What the palette can find: every action of the program, its pages, tasks, people, days and settings."""

from asyncio import sleep
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from types import ModuleType
from typing import Any, cast

from msgspec import Struct
from textual.actions import parse
from textual.binding import ActiveBinding, Binding
from textual.screen import Screen

from detox.errors import DetoxError
from detox.messages import long_day
from detox.tui.app_dialogs import CHOICES, PreferencesDialog, show_machines
from detox.tui.diary_screen import DiaryScreen, ScreenHost
from detox.tui.header_footer import MODES, TABS, key_label, only_moves, translated_key
from detox.tui.keymap import key_of
from detox.tui.mode_screens import screen_class
from detox.tui.people_screen import PeopleScreen
from detox.tui.refused_keys import reason_against
from detox.tui.task_sheet import TaskSheet
from detox.tui.today_screen import TodayScreen
from detox.words import N_, _

HERE, GO, TASKS, PEOPLE, WRITE, FILES, SETTINGS = GROUPS = (
    N_("Here"),
    N_("Go to"),
    N_("Tasks"),
    N_("People"),
    N_("Write"),
    N_("Files"),
    N_("Settings"),
)
"""In the order they stand in."""
WRITES = frozenset(
    (
        "urge",
        "review",
        "checkin",
        "day.note",
        "days.fill",
        "entry.add",
        "people.add",
        "step.add",
        "people.import",
        "list.own",
    )
)
"""The ids of what writes something new, wherever it is opened from."""
NAMES = {
    "urge": N_("Watch an urge"),
    "review": N_("The week in three lines"),
    "checkin": N_("The check-in"),
    "day.note": N_("A note on the day"),
    "days.fill": N_("Several past days at once"),
    "today.group": N_("Today by part of life"),
    "day.alike": N_("As on the last such weekday"),
    "entry.add": N_("Something else came up"),
    "people.add": N_("A person to reach"),
    "step.add": N_("A step to take"),
    "people.import": N_("Take in a list of people"),
    "list.own": N_("A task or a channel of your own"),
    "went-back": N_("If you went back"),
    "week.year": N_("The year, day by day"),
    "entry.channel": N_("with another channel"),
    "day.before": N_("The day before"),
    "day.after": N_("The next day"),
    "tour": N_("A look around in two minutes"),
    "help": N_("What the keys here do"),
    "care": N_("Whom to talk to"),
    "hide": N_("Hide or show names"),
}
"""What is called otherwise here than in the row of keys, where the word stands beside its screen."""
EXPORT, REPORT, IMPORT = (
    N_("export, write, save, backup"),
    N_("export, write, print, share"),
    N_("import, read, open, restore"),
)
"""What else files are looked for by."""
SIDEWAYS = frozenset(("step", "month", "day", "span", "choose", "across", "section", "leave", "back"))
"""Actions that only turn a page, and mean nothing from elsewhere."""
QUIET = frozenset(("quit.now", "palette", "dialog.hide", "cursor.enter", None))
"""Bindings that stand beside another one that does the same, or open the palette itself."""
LOOKS, A_LOOK = 100, 0.01
"""How often it is looked whether a screen is drawn, and the seconds between."""
LAID_OUT = 0.1
"""Seconds in which what was drawn first has got its room; only then can it be scrolled."""
FEW_VALUES = 4
"""A setting with more values is opened, and not set from here."""


class PaletteEntry(Struct, frozen=True, kw_only=True):
    """One thing that can be found."""

    group: str
    """One of the groups, to be translated."""
    name: str
    run: Callable[[], object]
    """What choosing it does; it may be awaited."""
    key: str = ""
    """The key that does the same; behind the screen's digit where that is another screen."""
    also: tuple[str, ...] = ()
    """Other names it is found by."""


def host_of(screen: Screen[Any]) -> ScreenHost:
    """The app, as far as the palette needs it."""
    return cast("ScreenHost", screen.app)


def palette_entries(screen: Screen[Any]) -> list[PaletteEntry]:
    """Everything that can be done from the screen that is shown, group by group.

    Over a dialog only what works in it: leaving it by a word would lose what was typed.
    """
    here = list(_here(screen))
    if not isinstance(screen, DiaryScreen):
        return here
    found = [*here, *_pages(screen), *_elsewhere(screen)]
    if screen.diary.started():
        found += [*_tasks(screen), *_people(screen)]
    found += [*file_entries(screen), *_settings(screen)]
    return [entry for group in GROUPS for entry in found if entry.group == group]


def day_entry(screen: Screen[Any], typed: str) -> list[PaletteEntry]:
    """The day that is called so, to be opened on Today; none where no day is, or it is yet to come."""
    diary = host_of(screen).diary
    today = diary.today
    try:
        day = diary.day_said(typed)
    except DetoxError:
        return []
    if day > today or not isinstance(screen, DiaryScreen):
        return []

    def open_day(shown: DiaryScreen) -> None:
        if isinstance(shown, TodayScreen):
            shown.show_day(day)

    return [PaletteEntry(group=GO, name=long_day(day), key="1", run=lambda: go_to(screen, "today", open_day))]


def go_to(screen: Screen[Any], mode: str, then: Callable[[DiaryScreen], object] | None = None) -> None:
    """Show one of the seven screens, whatever page stands upon it, and do something there."""
    app = screen.app

    async def go() -> None:
        await app.run_action(f"app.switch_mode('{mode}')")
        while len(app.screen_stack) > 1 and isinstance(app.screen, DiaryScreen) and mode != app.screen.MODE:
            await app.pop_screen()
        shown = app.screen
        if then is None or not isinstance(shown, DiaryScreen):
            return
        for _n in range(LOOKS):  # a screen that was never shown has to be drawn before anything stands on it
            if shown.drawn:
                break
            await sleep(A_LOOK)
        await sleep(LAID_OUT)
        shown.call_after_refresh(then, shown)

    app.run_worker(go(), name="go to")  # not on the queue: while it waits, what it waits for must be drawn


def _here(screen: Screen[Any]) -> Iterator[PaletteEntry]:
    """What the keys do on this screen, and the program's own; what does nothing just now says why."""
    seen = set()
    for active in screen.active_bindings.values():
        if active.enabled and _is_listed(active.binding) and _name(active.binding) not in seen:
            seen.add(_name(active.binding))
            yield _entry(active.binding, _runner(screen, active))
    if not isinstance(screen, DiaryScreen):
        return
    for binding in Binding.make_bindings(type(screen).BINDINGS):
        if _is_listed(binding) and _name(binding) not in seen:
            seen.add(_name(binding))
            yield _entry(binding, partial(screen.host.say, reason_against(screen, screen.MODE, binding)))


def _is_listed(binding: Binding) -> bool:
    action = parse(binding.action)[1]
    if not binding.description or binding.id in QUIET or only_moves(binding.action):
        return False
    return action != "switch_mode" and (action not in SIDEWAYS or binding.id in NAMES)


def _entry(binding: Binding, run: Callable[[], object]) -> PaletteEntry:
    group = WRITE if binding.id in WRITES else HERE
    return PaletteEntry(group=group, name=_name(binding), key=_key(binding), also=_also(group), run=run)


def _also(group: str) -> tuple[str, ...]:
    """What writes is found by that word, too."""
    return (_(group),) if group == WRITE else ()


def _name(binding: Binding) -> str:
    return _(NAMES[binding.id]) if binding.id in NAMES else _(binding.description)


def _key(binding: Binding) -> str:
    return translated_key(key_of(binding.id or "", binding.key_display or key_label(binding.key)))


def _runner(screen: Screen[Any], active: ActiveBinding) -> Callable[[], Any]:
    where = "app" if active.node is screen.app else "screen"
    return lambda: screen.app.run_action(f"{where}.{active.binding.action}", screen)


def _pages(screen: DiaryScreen) -> Iterator[PaletteEntry]:
    for n, (mode, tab) in enumerate(zip(MODES, TABS, strict=True), 1):
        yield PaletteEntry(group=GO, name=_(tab), key=str(n), run=partial(go_to, screen, mode))


def _elsewhere(screen: DiaryScreen) -> Iterator[PaletteEntry]:
    """What the other screens can do: go there, and do it, or say why it does nothing there just now."""
    seen = {active.binding.id for active in screen.active_bindings.values() if active.enabled}
    for digit, (mode, tab) in enumerate(zip(MODES, TABS, strict=True), 1):
        if mode == screen.MODE:
            continue
        for binding in Binding.make_bindings(screen_class(mode).BINDINGS):
            if not _is_listed(binding) or binding.id in seen:
                continue
            seen.add(binding.id)
            name = _name(binding)
            if binding.id not in NAMES:
                name = _("{screen}: {action}").format(screen=_(tab), action=name)
            group = WRITE if binding.id in WRITES else GO
            yield PaletteEntry(
                group=group,
                name=name,
                key=f"{digit} {_key(binding)}",
                also=_also(group),
                run=_there(screen, mode, binding),
            )


def _there(screen: DiaryScreen, mode: str, binding: Binding) -> Callable[[], None]:
    async def act(shown: DiaryScreen) -> None:
        said = reason_against(shown, mode, binding)
        if said:
            shown.host.say(said)
        else:
            await shown.app.run_action(f"screen.{binding.action}", shown)

    return lambda: go_to(screen, mode, act)


def _tasks(screen: DiaryScreen) -> Iterator[PaletteEntry]:
    """Every task of one's own; choosing it opens its sheet."""
    basket, names = screen.diary.basket, screen.names
    tasks = basket.tasks(archived=True)
    ids = [task.id for task in tasks]
    for task in tasks:
        yield PaletteEntry(
            group=TASKS,
            name=names.task(task.id),
            also=() if names.hidden else tuple(basket.known_by(task)),
            run=partial(_open_sheet, screen, ids, task.id),
        )


def _people(screen: DiaryScreen) -> Iterator[PaletteEntry]:
    """Everybody to be reached; choosing one opens People there."""
    for number, contact in enumerate(screen.diary.people.all(), 1):
        yield PaletteEntry(
            group=PEOPLE,
            name=screen.names.person(contact, number),
            run=partial(go_to, screen, "people", partial(_show_contact, contact.id)),
        )


def _open_sheet(screen: DiaryScreen, ids: Sequence[str], task_id: str) -> None:
    screen.app.push_screen(TaskSheet(screen.tab, ids, task_id))


def _show_contact(contact_id: str, shown: DiaryScreen) -> None:
    if isinstance(shown, PeopleScreen):
        shown.show_contact(contact_id)


def _file_dialogs() -> ModuleType:
    """Fetched when one is asked for: with all that they read and write they are five megabytes."""
    from detox.tui import file_dialogs  # noqa: PLC0415 - most days go without

    return file_dialogs


def file_entries(screen: DiaryScreen) -> Iterator[PaletteEntry]:
    """What is written to files, read from them, and where they lie."""
    dialogs = _file_dialogs
    rows: tuple[tuple[str, str, Callable[[], object]], ...] = (
        (N_("Write the diary to a file"), EXPORT, lambda: dialogs().ask_export(screen, hidden=False)),
        (
            N_("Write the diary without names and notes"),
            EXPORT,
            lambda: dialogs().ask_export(screen, hidden=True),
        ),
        (N_("Write a report"), REPORT, lambda: dialogs().ask_report(screen, hidden=False)),
        (
            N_("Write a report without names and notes"),
            REPORT,
            lambda: dialogs().ask_report(screen, hidden=True),
        ),
        (N_("Write a letter to a witness"), EXPORT, lambda: dialogs().ask_letter(screen)),
        (N_("Take in a file"), IMPORT, lambda: dialogs().ask_take_in(screen)),
        (N_("Where the diary lies"), "", lambda: dialogs().show_folders(screen)),
        (N_("Which machines have written here"), "", partial(show_machines, screen)),
    )
    for name, also, run in rows:
        yield PaletteEntry(group=FILES, name=_(name), also=(_(also),) if also else (), run=run)


def _settings(screen: DiaryScreen) -> Iterator[PaletteEntry]:
    """Each value of a setting with few of them; a setting with many is opened."""
    host = screen.host
    for place, (key, (label, values)) in enumerate(CHOICES.items()):
        if len(values) > FEW_VALUES and key != "theme":
            run: Callable[[], object] = partial(_open_setting, screen, place)
            yield PaletteEntry(group=SETTINGS, name=_(label), run=run)
            continue
        for value, word in values.items():
            name = _("{setting}: {value}").format(setting=_(label), value=_(word))
            yield PaletteEntry(group=SETTINGS, name=name, run=partial(host.set, key, value))


def _open_setting(screen: DiaryScreen, place: int) -> None:
    screen.app.push_screen(PreferencesDialog(place))
