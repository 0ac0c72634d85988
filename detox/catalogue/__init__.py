"""What there is to choose from: tasks, channels, steps and apps, in both languages; a start, not a fence."""

from collections.abc import Iterable
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from detox.domain.entries import USUAL_CURRENCY, Independence, Leaving
from detox.words import LANGUAGES, N_, _, language, names_in

THE_APP = N_("the app")
HOME_OF_NOTES = "cn"
"""Where what the notes on channels say is so."""
SUREST = 3
"""The importance from which a task is ticked where nothing is known of the app."""
FEWEST = 10
"""With fewer tasks ticked, those of what the app was only likely used for are ticked, too."""


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """An id and its name in each language; `{app}` in a name stands for the app that was left."""

    id: str
    names: dict[str, str]
    """By language."""
    also: tuple[str, ...] = ()
    """Words that people look for it by, in any language; they are searched and never shown."""
    formerly: tuple[str, ...] = ()
    """Names of ours that a diary may still hold; they are said as today's."""

    @property
    def known_by(self) -> tuple[str, ...]:
        """Every name and word it is found by, with `{app}` as it stands."""
        return (*self.names.values(), *self.also)

    def name(self, app: str | None = None) -> str:
        """The name in the language spoken now; `app` is an id of ours or any name as typed."""
        return self.names[language()].replace("{app}", app_name(app))

    def is_called(self, name: str, app: str | None = None) -> bool:
        """Whether `name` is ours in any language, and not one that the person gave."""
        return any(
            text.replace("{app}", called) == name
            for text in (*self.names.values(), *self.formerly)
            for called in _app_names(app)
        )


Choice = TypeVar("Choice", bound="Named")


class Local(Named, frozen=True, kw_only=True):
    """What there is in some countries only."""

    where: tuple[str, ...] = ()
    """Countries and regions (ISO 3166, small letters, and `eu`); empty: everywhere."""

    def is_used_with(self, app: str | None) -> bool:
        """Whether it is there where that app is used; of an app we do not know, everything may be."""
        known = _by_id("apps.json", App).get(app or "")
        return known is None or not self.where or not set(self.where).isdisjoint(known.where)


class TaskChoice(Local, frozen=True, kw_only=True):
    """A task as the catalogue offers it."""

    category: str
    importance: int
    days: str
    """Weekdays it usually comes up on; empty for what comes up now and then."""
    rhythm: Literal["weekly", "monthly", "seldom"] | None = None
    """How often, where no weekdays are usual."""
    common: bool = False
    """Whether most people who had such an app meet it weekly."""
    channels: tuple[str, ...] = ()
    """Ids of the channels that the alternatives speak of, the best first."""
    alternatives: dict[str, tuple[str, ...]]
    """What has carried it elsewhere, by language, the best first."""


class ChannelChoice(Local, frozen=True, kw_only=True):
    """A channel as the catalogue offers it."""

    independence: Independence
    """Whom it depends on for somebody who left the first app of the list."""
    company: str = ""
    """Whose it is, where an app of the same company is in the catalogue."""
    note: dict[str, str] = {}
    """What one should know of it before using it, by language: that it is blocked, or watched."""

    def depends_on(self, app: str | None) -> Independence:
        """Whom it depends on for somebody who left that app: of the same company it is no way out."""
        known = _by_id("apps.json", App).get(app or "")
        if known is None or self.independence is Independence.THE_APP:
            return self.independence
        if self.company and self.company == known.company:
            return Independence.SAME_COMPANY
        same = self.independence is Independence.SAME_COMPANY
        return Independence.INDEPENDENT if same else self.independence

    def warning(self, app: str | None) -> str:
        """The note in the language spoken now; what holds in mainland China only where the app is used."""
        known = _by_id("apps.json", App).get(app or "")
        itself = self.independence is Independence.THE_APP
        told = itself or known is None or HOME_OF_NOTES in known.where
        return self.note.get(language(), "") if told else ""


class StepChoice(Named, frozen=True, kw_only=True):
    """A line of the checklist after a ban."""

    due_days: int | None
    """Days after leaving; `None` has no deadline."""
    hours: int | None = None
    """How many hours it can be done in once its clock runs; `None` has no clock."""
    first: bool = False
    """Whether it cannot wait: it stands on Today until it is done or left out."""
    note: dict[str, str] = {}
    """How it is best taken, by language; may be empty."""
    not_after: tuple[Leaving, ...] = ()
    """The ways of leaving after which it makes no sense."""


class App(Named, frozen=True, kw_only=True):
    """A super-app and what people use it for."""

    aliases: tuple[str, ...] = ()
    """What people call it besides."""
    where: tuple[str, ...]
    """The countries and regions where it is most used; local tasks and channels go by them."""
    company: str
    """Whose it is."""
    currency: str
    """What is paid in there, ISO 4217; dollars where it is used in many countries."""
    categories: dict[str, Literal["yes", "likely", "no"]]

    @property
    def every_name(self) -> tuple[str, ...]:
        """Everything it is called, its id first."""
        return (self.id, *self.names.values(), *self.aliases)


def categories() -> tuple[Named, ...]:
    """The thirteen parts of life a task may belong to."""
    return _read("categories.json", Named)


def tasks(app: str | None = None) -> tuple[TaskChoice, ...]:
    """The tasks in the order the screens list them; all of them where `app` is none that is known."""
    return tuple(task for task in _read("tasks.json", TaskChoice) if task.is_used_with(app))


def channels(app: str | None = None) -> tuple[ChannelChoice, ...]:
    """The channels, the commonest first; all of them where `app` is none that is known."""
    return tuple(channel for channel in _read("channels.json", ChannelChoice) if channel.is_used_with(app))


def usual_currency(app: str | None) -> str:
    """What is paid in where that app is used; of an app we do not know, what it always was."""
    known = _by_id("apps.json", App).get(app or "")
    return known.currency if known else USUAL_CURRENCY


def steps(how: Leaving | None = None) -> tuple[StepChoice, ...]:
    """The checklist, in its order; with `how`, what makes sense after leaving like that."""
    return tuple(step for step in _read("steps.json", StepChoice) if how is None or how not in step.not_after)


def apps() -> tuple[App, ...]:
    """The apps whose use is known."""
    return _read("apps.json", App)


def app_name(app: str | None) -> str:
    """What the app is called: a known app in the language spoken now, any other as it was typed."""
    if not app:
        return _(THE_APP)
    known = _by_id("apps.json", App).get(app)
    return known.name() if known else app


def known_app(text: str | None) -> str | None:
    """The id of the app that a person named in any language; any other name as it was typed."""
    wish = (text or "").strip()
    return _apps_by_name().get(wish.casefold(), wish or None)


def is_the_app(text: str, app: str | None) -> bool:
    """Whether `text` is what the app that was left is called; it is never an alternative to itself."""
    return is_any_the_app((text,), app)


def is_any_the_app(texts: Iterable[str], app: str | None) -> bool:
    """The same of several texts; false of none."""
    left = known_app(app)
    if left is None:
        return False
    return any(named.casefold() == left.casefold() for named in map(known_app, texts) if named is not None)


def preset(app: str | None) -> tuple[TaskChoice, ...]:
    """The tasks to begin with: of a known app what most people meet weekly, else all that matter most."""
    known = _by_id("apps.json", App).get(app or "")
    if known is None:
        return tuple(task for task in tasks() if task.importance >= SUREST)
    common = [(task, known.categories[task.category]) for task in tasks() if task.common]
    sure = tuple(task for task, use in common if use == "yes")
    return sure if len(sure) >= FEWEST else tuple(task for task, use in common if use != "no")


def task_choice(task_id: str) -> TaskChoice | None:
    """The catalogue's task of that id; `None` for a task of the person's own."""
    return _by_id("tasks.json", TaskChoice).get(task_id)


def step_choice(step_id: str) -> StepChoice | None:
    """The catalogue's step of that id; `None` for a step of the person's own."""
    return _by_id("steps.json", StepChoice).get(step_id)


def channel_choice(channel_id: str) -> ChannelChoice | None:
    """The catalogue's channel of that id; `None` for a channel of the person's own."""
    return _by_id("channels.json", ChannelChoice).get(channel_id)


def advice(task_id: str, app: str | None) -> tuple[tuple[str | None, str], ...]:
    """What has carried a task of the catalogue elsewhere, the best first: the channel, and how it is said.

    The catalogue's own words are those of mainland China; elsewhere the channels there are named.
    """
    choice, known = task_choice(task_id), _by_id("apps.json", App).get(app or "")
    if choice is None:
        return ()
    if known is None or HOME_OF_NOTES in known.where:
        said = choice.alternatives.get(language(), ())
        return tuple(zip_longest(choice.channels[: len(said)], said))
    held = (channel for name in choice.channels if (channel := channel_choice(name)) is not None)
    return tuple((channel.id, channel.name()) for channel in held if _is_way_out(channel, app))


def place(task_id: str) -> int:
    """Where the task stands in the catalogue; behind everything for a task of the person's own."""
    return _places().get(task_id, len(_places()))


def category_name(category: str) -> str:
    """What a category is called; the id itself for one of the person's own."""
    known = _by_id("categories.json", Named).get(category)
    return known.name() if known else category


def spoken_name(choice: Named | None, stored: str, app: str | None = None) -> str:
    """A stored name in the language spoken now, unless the person changed it: then as they typed it."""
    if choice is not None and choice.is_called(stored, app):
        return choice.name(app)
    return stored


def _is_way_out(channel: ChannelChoice, app: str | None) -> bool:
    return channel.is_used_with(app) and not is_any_the_app((channel.id, *channel.known_by), app)


def _app_names(app: str | None) -> tuple[str, ...]:
    known = _by_id("apps.json", App).get(app or "")
    return tuple(known.names.values()) if known else (app or "", THE_APP, _(THE_APP))


@cache
def _read(name: str, kind: type[Choice]) -> tuple[Choice, ...]:
    # importlib.resources would cost every command ten milliseconds more.
    rows = msgspec.json.decode(Path(__file__).with_name(name).read_bytes(), type=list[dict[str, Any]])
    spoken = {tongue: names_in(tongue) for tongue in LANGUAGES}
    for row in rows:
        row["names"] = {
            tongue: getattr(names, name.removesuffix(".json"))[row["id"]] for tongue, names in spoken.items()
        }
        if kind is TaskChoice:
            row["alternatives"] = {tongue: names.alternatives[row["id"]] for tongue, names in spoken.items()}
        if kind is StepChoice:
            row["note"] = {tongue: names.step_notes.get(row["id"], "") for tongue, names in spoken.items()}
        if kind is ChannelChoice:
            row["note"] = {tongue: names.notes.get(row["id"], "") for tongue, names in spoken.items()}
    return msgspec.convert(rows, type=tuple[kind, ...])  # type: ignore[valid-type]


@cache
def _by_id(name: str, kind: type[Choice]) -> dict[str, Choice]:
    return {choice.id: choice for choice in _read(name, kind)}


@cache
def _apps_by_name() -> dict[str, str]:
    """The id of each known app by everything it is called; of two that share a name, the first."""
    return {name.casefold(): app.id for app in reversed(apps()) for name in app.every_name}


@cache
def _places() -> dict[str, int]:
    return {task.id: n for n, task in enumerate(tasks())}
