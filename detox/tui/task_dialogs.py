"""What is asked about tasks: which else came up, what has carried one elsewhere."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType

from detox import catalogue
from detox.diary.basket import OWN_CATEGORY, TaskUse
from detox.diary.name_search import fits
from detox.domain.entries import Task
from detox.tui.channel_dialogs import ask_plan
from detox.tui.dialog import Keys
from detox.tui.diary_screen import DiaryScreen
from detox.tui.search_dialog import SearchDialog
from detox.tui.standard_dialogs import ChoiceDialog, Field, FormDialog, InfoDialog, Option
from detox.tui.styled_lines import Line
from detox.words import N_, _


def ask_task(screen: DiaryScreen, again: str | None, day: date, then: Callable[[str | None], None]) -> None:
    """Which task came up besides: `again` first, one's own by when they last did, then the catalogue.

    Typing finds those that were put away, too, and at the end makes a new one of that name.
    """
    basket = screen.diary.basket
    uses = basket.uses()

    def option(task: Task) -> Option:
        held = basket.held(task.id)
        aside = _("put away") if task.archived else "" if held else catalogue.category_name(task.category)
        name = screen.names.task(task.id) if held else basket.spoken(task.id, task.name)
        return Option(key=task.id, name=name, aside=aside)

    def find(text: str) -> list[Option]:
        found = basket.offered(text, day=day)
        if not text:
            found.sort(key=lambda task: _last_day(uses.get(task.id)), reverse=True)  # the sort is stable
            first = basket.held(again) if again else None
            found = [first, *found] if first else found
        gone = [task for task in basket.tasks(archived=True) if task.archived]
        if text and screen.names.hidden:  # whoever types a name would learn that it is there
            found = [task for task in found if catalogue.task_choice(task.id) is not None]
            gone = []
        away = [task for task in gone if text and fits(text, basket.known_by(task))]
        fresh = next((n for n, task in enumerate(found) if basket.held(task.id) is None), len(found))
        return [option(task) for task in (*found[:fresh], *away, *found[fresh:])]

    question = _("What else came up?")
    screen.app.push_screen(SearchDialog(question, find, new=_("new task: {name}"), draft=f"else:{day}"), then)


def ask_own_task(screen: DiaryScreen, category: str | None) -> None:
    """A task of one's own: its name, then its part of life; a name of the catalogue takes its facts."""
    basket = screen.diary.basket

    def named(answer: dict[str, str] | None) -> None:
        if answer is None:
            return
        made = basket.made(answer["name"])
        if catalogue.task_choice(made.id) is not None:
            _add(screen, made.name)
            return
        choices = [Option(key=part.id, name=part.name()) for part in catalogue.categories()]
        question = _("To which part of life does it belong?")

        def chosen(part: str | None) -> None:
            if part is not None:
                _add(screen, made.name, category=part)

        screen.app.push_screen(ChoiceDialog(question, choices, chosen=category or OWN_CATEGORY), chosen)

    field = Field(key="name", label=_("Name"))
    dialog = FormDialog(
        _("A task of your own"),
        [field],
        broad=True,
        draft="own task:",
        submit=lambda answer: basket.made(answer["name"]),
    )
    screen.app.push_screen(dialog, named)


def _add(screen: DiaryScreen, name: str, **fields: str) -> None:
    with screen.reporting():
        screen.diary.basket.add(name, **fields)
        screen.host.say(f"{_('On your list from today on.')}  {_('u undo')}")
    screen.refresh_diary()


def _last_day(use: TaskUse | None) -> date:
    return use.last if use and use.last else date.min


class AdviceDialog(InfoDialog):
    """What has carried a task elsewhere; P makes one of them the plan."""

    KEYS: ClassVar[Keys] = (("P", N_("make a plan")), ("esc", N_("close")))
    BINDINGS: ClassVar[list[BindingType]] = [Binding("P", "plan", N_("make a plan"), id="advice.plan")]

    def __init__(self, screen: DiaryScreen, task_id: str) -> None:
        advised = [said for _channel, said in screen.names.advice(task_id)]
        lines = [Line().put(2, said) for said in advised]
        title = _("What has carried it elsewhere: {task}").format(task=screen.names.task(task_id))
        super().__init__(title, lines)
        self.behind, self.task_id = screen, task_id

    def action_plan(self) -> None:
        """Close, and choose one."""
        self.dismiss(result=True)
        self.app.call_after_refresh(ask_plan, self.behind, self.task_id)
