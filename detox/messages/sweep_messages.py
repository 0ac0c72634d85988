"""The weekly sweep in sentences: what it wrote, what it came to, that it is to be done."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from detox.domain.entries import Entry, Outcome
from detox.words import _, ngettext

if TYPE_CHECKING:  # what it is made of would be fetched before the first picture
    from detox.diary.sweeps import Sweep


def swept_text(entries: Iterable[Entry]) -> str:
    """What the weekly sweep wrote on a day, in one line."""
    swept = [entry.outcome for entry in entries if entry.swept]
    quiet = sum(outcome is Outcome.NOT_NEEDED for outcome in swept)
    came = len(swept) - quiet
    return _("From the weekly sweep, for the week as a whole: {came} came up, {quiet} did not.").format(
        came=came, quiet=quiet
    )


def came_up_text(came: int, quiet: int) -> str:
    """What a sweep comes to: "1 came up, 3 did not."."""
    return _("{came} came up, {quiet} did not.").format(came=came, quiet=quiet)


def sweep_hint(sweep: "Sweep") -> str:
    """That a week's sweep is to be done, without a word of the command line."""
    n = len(sweep.tasks)
    return ngettext(
        "{n} task not mentioned in week {week}: did it come up?",
        "{n} tasks not mentioned in week {week}: did any come up?",
        n,
    ).format(n=n, week=sweep.week)


def sweep_offer(sweep: "Sweep") -> str:
    """That a sweep is to be done, and how."""
    n = len(sweep.tasks)
    return ngettext(
        "{n} task of your list was not mentioned in week {week}. Ask about it: detox sweep --week {week}",
        "{n} tasks of your list were not mentioned in week {week}. Ask about them: detox sweep --week {week}",
        n,
    ).format(n=n, week=sweep.week)
