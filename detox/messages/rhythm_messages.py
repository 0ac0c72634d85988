"""What is said of when a task usually comes up."""

from detox.catalogue import labels
from detox.domain.entries import WEEKDAYS, Task
from detox.messages import SHORT_WEEKDAYS
from detox.words import _, pgettext

RUN = 3
"""So many weekdays that follow each other are said by the first and the last of them."""


def rhythm_text(task: Task) -> str:
    """When a task usually comes up: its weekdays, else how often."""
    if task.days:
        return _weekdays_text([n for n, day in enumerate(WEEKDAYS) if day in task.days.split()])
    return _(labels.RHYTHMS[task.rhythm]) if task.rhythm else _("now and then")


def _weekdays_text(days: list[int]) -> str:
    """Weekdays from 0, rising, in short: "every day", "Mon-Fri", "Mon Wed Fri"."""
    if len(days) == len(WEEKDAYS):
        return _("every day")
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    said = pgettext("weekdays", " ").join(map(_run_text, runs))
    return pgettext("weekdays", "{days}").format(days=said)


def _run_text(run: list[int]) -> str:
    names = [_(SHORT_WEEKDAYS[WEEKDAYS[day]]) for day in run]
    if len(run) < RUN:
        return pgettext("weekdays", " ").join(names)
    return pgettext("weekdays", "{first}-{last}").format(first=names[0], last=names[-1])
