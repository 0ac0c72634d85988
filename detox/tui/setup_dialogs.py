"""The first run: seven questions, each with a good answer ready, each to be skipped with Esc."""

from datetime import date
from functools import partial
from typing import Protocol

from detox import catalogue
from detox.catalogue.labels import LEAVING
from detox.diary import Diary
from detox.diary.beginning import Beginning, tasks_of
from detox.domain.entries import Leaving
from detox.domain.trial import Trial, usual_rule
from detox.errors import BadField, DetoxError
from detox.messages import GHOST
from detox.tui.dialog import NEW, Keys
from detox.tui.refusals import refusal_text
from detox.tui.rule_form import ask_trial
from detox.tui.seal_dialogs import SealHost, offer_seal
from detox.tui.setup_tasks import SetupBeforeDialog, SetupTasksDialog
from detox.tui.standard_dialogs import ChoiceDialog, Field, FormDialog, InfoDialog, Option
from detox.tui.styled_lines import Line
from detox.words import N_, _

SKIP_KEYS: Keys = (("enter", N_("choose")), ("esc", N_("skip")))
LEFT_KEYS: Keys = (("enter", N_("keep")), ("esc", N_("skip")))


class SetupHost(SealHost, Protocol):
    """Who can ask the first questions, begin the diary with the answers, and say a sentence."""

    def redraw(self) -> None: ...  # noqa: D102 - every screen


async def set_up(host: SetupHost) -> None:
    """Ask, then begin the diary in one transaction; whatever was skipped takes its default."""
    app = await _app(host)
    how = await _how(host) if app else None
    until = await _until(host) if how is Leaving.SUSPENDED else None
    left = await _left(host) if app else None
    tasks: tuple[str, ...] | None = await host.push_screen_wait(SetupTasksDialog(app))
    before: dict[str, int] | None = None
    if tasks:
        before = await host.push_screen_wait(SetupBeforeDialog(app, tasks))
    beginning = Beginning(app=app, left=left, how=how, until=until, tasks=tasks or None, before=before or {})
    trial = None if until else await _trial(host, beginning)
    try:
        host.diary.start(beginning.replace(trial=trial))
        trial = host.diary.trial.current()
    except DetoxError as error:
        host.say(refusal_text(error), lasting=True)
    else:
        code = _("The code of your rule, to keep on paper: {code}").format(code=trial.code) if trial else ""
        host.say(code or _("The diary is ready. One key a task; ? says which."), lasting=True)
    host.redraw()
    await offer_seal(host)


async def _app(host: SetupHost) -> str | None:
    choices = [Option(key=app.id, name=app.name()) for app in catalogue.apps()]
    question = _("Which app did you leave?")
    note = _("Or type any name. All can be skipped. Nothing leaves this computer.")
    dialog = ChoiceDialog(question, choices, new="{name}", note=note, keys=SKIP_KEYS, draft="app:")
    answer: str | None = await host.push_screen_wait(dialog)
    return answer.removeprefix(NEW).strip() if answer else None


async def _how(host: SetupHost) -> Leaving | None:
    choices = [Option(key=str(how), name=_(said)) for how, said in LEAVING.items()]
    dialog = ChoiceDialog(_("How did it end?"), choices, broad=True, keys=SKIP_KEYS)
    answer: str | None = await host.push_screen_wait(dialog)
    how = Leaving(answer) if answer else None
    if how is Leaving.READ_ONLY:
        said = [Line().put(0, _(GHOST))]
        await host.push_screen_wait(InfoDialog(_("A closed account that still opens"), said))
    return how


async def _until(host: SetupHost) -> str | None:
    """When a suspension ends; nothing typed is not known, and then there is a trial as for everybody."""
    field = Field(key="until", label=_("Until"), hint=_("2026-11-22, mon, -3"))
    note = _("These days are watched, without a trial; afterwards one is offered. Empty: not known.")
    dialog = FormDialog(
        _("Until when?"),
        [field],
        note=note,
        broad=True,
        keys=LEFT_KEYS,
        draft="until:",
        submit=lambda answer: until_day(answer["until"], host.diary),
    )
    answer: dict[str, str] | None = await host.push_screen_wait(dialog)
    until = until_day(answer["until"], host.diary) if answer else None
    return until.isoformat() if until else None


def until_day(text: str, diary: Diary) -> date | None:
    """The last day of a suspension as it was typed; nothing typed is no day.

    Raises:
        BadDate: it is no day.
        BadField: it has passed.
    """
    day = diary.day_said(text, since=diary.today) if text.strip() else None
    if day is not None and day < diary.today:
        raise BadField("life", "until", _("a day that has not passed"), day)
    return day


async def _left(host: SetupHost) -> date | None:
    field = Field(key="left", label=_("Day"), hint=_("2026-11-22, mon, -3"))
    note = _("The steps after leaving count from that day. Empty: from today.")
    dialog = FormDialog(
        _("When did it end?"),
        [field],
        note=note,
        broad=True,
        keys=LEFT_KEYS,
        draft="left:",
        submit=lambda answer: left_on(answer["left"], host.diary),
    )
    answer: dict[str, str] | None = await host.push_screen_wait(dialog)
    return left_on(answer["left"], host.diary) if answer else None


def left_on(text: str, diary: Diary) -> date | None:
    """The day as it was typed; nothing typed is no day, and a day to come is refused."""
    return diary.past(diary.day_said(text)) if text.strip() else None


async def _trial(host: SetupHost, beginning: Beginning) -> Trial | None:
    today = host.diary.today
    tasks = tasks_of(beginning, today)
    refused = partial(host.diary.trial.unreadable, tasks=tasks)
    return await ask_trial(host, usual_rule(), today, refused=refused)
