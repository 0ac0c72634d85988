"""The first run: six questions, each with a good answer ready, each to be skipped with Esc."""

from datetime import date
from functools import partial
from typing import Protocol

from detox import catalogue
from detox.catalogue.labels import LEAVING
from detox.diary import Diary
from detox.diary.beginning import Beginning, tasks_of
from detox.domain.dates import said_day
from detox.domain.entries import Leaving
from detox.domain.trial import Trial, usual_rule
from detox.errors import DetoxError, FutureDay
from detox.tui.dialog import NEW, DialogHost, Keys
from detox.tui.refusals import refusal_text
from detox.tui.rule_form import ask_trial
from detox.tui.standard_dialogs import ChoiceDialog, Field, FormDialog, Option, TickDialog
from detox.words import N_, _

SKIP_KEYS: Keys = (("enter", N_("choose")), ("esc", N_("skip")))
LEFT_KEYS: Keys = (("enter", N_("keep")), ("esc", N_("skip")))


class SetupHost(DialogHost, Protocol):
    """Who can ask the first questions, begin the diary with the answers, and say a sentence."""

    diary: Diary

    def say(self, sentence: str, *, lasting: bool = False) -> None: ...  # noqa: D102 - a toast
    def redraw(self) -> None: ...  # noqa: D102 - every screen


async def set_up(host: SetupHost) -> None:
    """Ask, then begin the diary in one transaction; whatever was skipped takes its default."""
    app = await _app(host)
    how = await _how(host) if app else None
    left = await _left(host) if app else None
    tasks = await _tasks(host, app)
    trial = await _trial(host, Beginning(app=app, tasks=tasks))
    try:
        host.diary.start(Beginning(app=app, left=left, how=how, tasks=tasks, trial=trial))
        trial = host.diary.trial.current()
    except DetoxError as error:
        host.say(refusal_text(error), lasting=True)
    else:
        code = _("The code of your rule, to keep on paper: {code}").format(code=trial.code) if trial else ""
        host.say(code or _("The diary is ready. One key a task; ? says which."), lasting=True)
    host.redraw()


async def _app(host: SetupHost) -> str | None:
    choices = [Option(key=app.id, name=app.name()) for app in catalogue.apps()]
    question = _("Which app did you leave?")
    note = _("Or type any name. Everything here can be skipped; nothing leaves this computer.")
    dialog = ChoiceDialog(question, choices, new="{name}", note=note, keys=SKIP_KEYS)
    answer: str | None = await host.push_screen_wait(dialog)
    return answer.removeprefix(NEW).strip() if answer else None


async def _how(host: SetupHost) -> Leaving | None:
    choices = [Option(key=str(how), name=_(said)) for how, said in LEAVING.items()]
    dialog = ChoiceDialog(_("How did it end?"), choices, broad=True, keys=SKIP_KEYS)
    answer: str | None = await host.push_screen_wait(dialog)
    return Leaving(answer) if answer else None


async def _left(host: SetupHost) -> date | None:
    today = host.diary.today
    field = Field(key="left", label=_("Day"), hint=_("2026-11-22, mon, -3"))
    note = _("The steps after leaving count from that day. Empty: from today.")
    dialog = FormDialog(
        _("When did it end?"),
        [field],
        note=note,
        broad=True,
        keys=LEFT_KEYS,
        submit=lambda answer: left_on(answer["left"], today),
    )
    answer: dict[str, str] | None = await host.push_screen_wait(dialog)
    return left_on(answer["left"], today) if answer else None


def left_on(text: str, today: date) -> date | None:
    """The day as it was typed; nothing typed is no day, and a day to come is refused."""
    day = said_day(text, today) if text.strip() else None
    if day is not None and day > today:
        raise FutureDay(day, today)
    return day


async def _tasks(host: SetupHost, app: str | None) -> tuple[str, ...] | None:
    choices = [
        Option(key=task.id, name=task.name(app), aside=catalogue.category_name(task.category))
        for task in catalogue.tasks()
    ]
    ticked = [task.id for task in catalogue.preset(app)]
    question = _("Which tasks used to go through it?")
    answer: tuple[str, ...] | None = await host.push_screen_wait(TickDialog(question, choices, ticked))
    return answer or None


async def _trial(host: SetupHost, beginning: Beginning) -> Trial | None:
    today = host.diary.today
    tasks = tasks_of(beginning, today)
    refused = partial(host.diary.trial.unreadable, tasks=tasks)
    return await ask_trial(host, usual_rule(), today, refused=refused)
