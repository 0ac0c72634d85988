"""What Today offers beside the list: a plan to keep in mind, one to make, whom to talk to."""

from datetime import timedelta

from detox.diary import Day, Diary
from detox.domain.entries import Entry, Outcome
from detox.tui.paint import Line
from detox.tui.screen import DiaryScreen
from detox.words import N_, _

AWAY = timedelta(days=3)
"""Whoever was away for longer is greeted."""
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


def pointer_lines(width: int) -> list[Line]:
    """After hard days one quiet line."""
    return [Line(), Line().put(5, _(HARD_DAYS), "text", room=width - 6)]


def _plan_lines(screen: DiaryScreen, task_id: str, width: int) -> list[Line]:
    task = next((task for task in screen.diary.basket.tasks() if task.id == task_id), None)
    if task is None or task.plan is None:
        return []
    lines = [Line(), Line().put(5, screen.names.plan(task.id, task.plan), "muted italic", room=width - 6)]
    plans = screen.diary.figures.plans() if screen.wide else ()
    used = next((plan for plan in plans if plan.task == task.id), None)
    if used is not None and used.used:
        said = _("worked {worked} of {used} times").format(worked=used.worked, used=used.used)
        lines.append(Line().put(5, said, "muted"))
    return lines


def greeting_lines(diary: Diary, day: Day, width: int) -> list[Line]:
    """A word after some days without a line; gone once something is written today."""
    span = diary.store.span()
    if span is None or day.day != diary.today or day.entries or day.checkin:
        return []
    if diary.today - span.last <= AWAY:
        return []
    return [Line(), Line().put(5, _("Welcome back. Nothing was lost."), "text", room=width - 6)]
