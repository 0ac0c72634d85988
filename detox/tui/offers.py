"""What Today offers beside the list: a plan to keep in mind, one to make, whom to talk to."""

from detox.diary import Day, Diary
from detox.domain.entries import Entry, Outcome
from detox.tui.heading import greeting
from detox.tui.paint import Line
from detox.tui.screen import DiaryScreen
from detox.words import N_, _

NARROWEST = 80
"""Narrower windows keep their rows for the tasks."""
SLIP = N_("Noted. 59 of 100 people in one study slipped within a week. What would have helped?  P a plan")
NO_PLAN = N_("No if-then plan for this yet.  P makes one")
HARD_DAYS = N_("You have marked several hard days. h says whom to talk to.")


def offer_lines(screen: DiaryScreen, task_id: str | None, last: Entry | None, width: int) -> list[Line]:
    """One offer at most: the plan of the task under the cursor, or one to make after an effort."""
    if screen.size.width < NARROWEST:
        return []
    if last is not None and screen.diary.wants_plan(last):
        said = SLIP if last.outcome is Outcome.APP else NO_PLAN
        return [Line(), Line().put(5, _(said), "muted", room=width - 6)]
    return _plan_lines(screen, task_id, width) if task_id else []


def quiet_lines(diary: Diary, day: Day, width: int, *, pointed: bool) -> list[Line]:
    """One line at most: after hard days the pointer to help, after days away a greeting."""
    said = _(HARD_DAYS) if pointed else greeting(diary, day)
    return [Line(), Line().put(5, said, "text", room=width - 6)] if said else []


def _plan_lines(screen: DiaryScreen, task_id: str, width: int) -> list[Line]:
    task = next((task for task in screen.diary.basket.tasks() if task.id == task_id), None)
    if task is None or task.plan is None:
        return []
    lines = [Line(), Line().put(5, screen.names.plan(task.id, task.plan), "muted italic", room=width - 6)]
    used = next((plan for plan in screen.diary.figures.plans() if plan.task == task.id), None)
    if screen.wide and used is not None and used.used:
        said = _("worked {worked} of {used} times").format(worked=used.worked, used=used.used)
        lines.append(Line().put(5, said, "muted"))
    return lines
