"""The words above a page: which day, how much is written, how far the trial is."""

from collections.abc import Sequence
from datetime import date

from detox.diary import Diary
from detox.messages import day_heading, long_day
from detox.tui.diary_screen import DiaryScreen
from detox.tui.styled_lines import Line
from detox.words import _, ngettext


def right_of_tabs(diary: Diary, *, wide: bool) -> Sequence[str]:
    """What may stand at the right of the tabs, the longest first."""
    trial = diary.trial.current()
    if trial is None:
        return ()
    if diary.trial.ended_on(trial) is not None:
        return (_("trial stopped"),)
    number = trial.day_number(diary.today)
    if number < 1:
        days = ngettext("begins in {n} day", "begins in {n} days", 1 - number).format(n=1 - number)
        return (days,)
    if number > trial.rule.days:
        return (_("trial over"),)
    day = _("day {n} of {days}").format(n=number, days=trial.rule.days)
    if not wide:
        return (day,)
    written, passed = diary.trial.logged_days()
    long = _("{written} of {passed} days written").format(written=written, passed=passed)
    return (f"{long}   {day}", day)


def day_title(screen: DiaryScreen, day: date, answered: int, rows: int, width: int) -> list[Line]:
    """The day and how much of it is answered, with an empty row below."""
    today = screen.diary.today
    name = day_heading(day) if day.year == today.year else long_day(day)
    line = Line().put(0, name, "bright bold")
    if screen.names.hidden:
        return [line.right(width, (_("names hidden   F2 shows them"), "muted")), Line()]
    if day != today:
        ago = (today - day).days
        said = _("yesterday") if ago == 1 else ngettext("{n} day ago", "{n} days ago", ago).format(n=ago)
        line.then(said, "muted", gap=3)
    count = _("{answered} of {rows} answered").format(answered=answered, rows=rows)
    return [line.right(width, (count, "muted")), Line()]
