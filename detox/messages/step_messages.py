"""What is said of a step of the checklist: by when it is to be done, and how it is best taken."""

from datetime import date

from detox import catalogue
from detox.catalogue import labels
from detox.diary import Diary
from detox.domain.entries import Step, StepState
from detox.messages import short_day
from detox.words import _, language, ngettext

HOUR = 3600


def due_text(diary: Diary, step: Step) -> str:
    """By when: the hours that are left where a clock runs, else the days; of a settled one what was done."""
    if step.state is not StepState.OPEN:
        said = _(labels.STEP_STATES[step.state])
        return f"{said} {short_day(step.on)}" if step.on else said
    left = diary.steps.seconds_left(step)
    if left is not None:
        return _hours_text(left, diary.steps.hours(step))
    return _days_text(step.due, diary.today)


def note_text(step: Step) -> str:
    """How the step is best taken, in the language spoken now; empty of a step of the person's own."""
    choice = catalogue.step_choice(step.id)
    return choice.note.get(language(), "") if choice else ""


def _hours_text(left: int, hours: int) -> str:
    if left <= 0:
        return ngettext("its {n} hour is over", "its {n} hours are over", hours).format(n=hours)
    if left < HOUR:
        return _("less than an hour left")
    n = left // HOUR
    return ngettext("{n} hour left", "{n} hours left", n).format(n=n)


def _days_text(due: date | None, today: date) -> str:
    if due is None:
        return ""
    left = (due - today).days
    if left < 0:
        return _("was due {day}").format(day=short_day(due))
    return ngettext("{n} day left", "{n} days left", left).format(n=left) if left else _("today")
