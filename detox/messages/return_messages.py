"""If one went back, in sentences: what would change, what staying out rests on, what it takes."""

from collections.abc import Callable, Sequence

from detox.catalogue.labels import INDEPENDENCE
from detox.diary.return_figures import ReturnFigures
from detox.domain.going_back import BEFORE_UNKNOWN, Group, TaskBack
from detox.domain.judging import Standing
from detox.messages import listed, percent_text, sentences
from detox.messages.verdict_messages import HEADLINES
from detox.words import N_, _, ngettext

GROUPS = {
    Group.TIED: N_("still tied"),
    Group.SLOWER: N_("slower"),
    Group.FREE: N_("free now"),
    Group.UNSEEN: N_("did not come up"),
}
FEW_TRIES = 3
"""Under so many tries nothing is said of a way."""
Name = Callable[[str], str]
"""What a task or a channel of an id is called."""


def back_text(found: ReturnFigures) -> str:
    """In one sentence: how much is free of it, what would be quicker, what is tied."""
    if not found.enough:
        said = ngettext(
            "This needs two weeks; it has {n} day.", "This needs two weeks; it has {n} days.", found.days
        )
        return said.format(n=found.days)
    if not found.tells:
        said = _("Nothing of your list came up in the last {n} days, so nothing can be said of going back.")
        return said.format(n=found.days)
    slower, free = found.of(Group.SLOWER), len(found.of(Group.FREE))
    said = _back_form(free, slower).format(
        free=free,
        slower=len(slower),
        minutes=f"{sum(task.minutes for task in slower):.0f}",
        tied=len(found.of(Group.TIED)),
    )
    unseen = len(found.of(Group.UNSEEN))
    quiet = ngettext("{n} did not come up in {days} days.", "{n} did not come up in {days} days.", unseen)
    return sentences(said, quiet.format(n=unseen, days=found.days)) if unseen else said


def groups_text(found: ReturnFigures) -> str:
    """What each group and each figure of a task means, for somebody who never saw the program."""
    return _(
        "Still tied: more than one time in four of the last {days} days through someone, by the app, or not "
        "at all. Slower: more than one in four another way, with effort. Free now: the rest. A time: the "
        "extra minutes of another way, the middle of them. Three times in a row: after how many days it had "
        "been done without the app on three days running."
    ).format(days=found.days)


def _back_form(free: int, slower: Sequence[TaskBack]) -> str:
    """The sentence for that many free tasks; minutes that nobody wrote are no zero, and are not said."""
    if not slower:
        return ngettext(
            "If you went back: {free} of your tasks is free of it, none would be quicker, {tied} still tied.",
            "If you went back: {free} of your tasks are free of it, none would be quicker, "
            "{tied} still tied.",
            free,
        )
    if all(task.median_minutes is None for task in slower):
        return ngettext(
            "If you went back: {free} of your tasks is free of it, {slower} would be quicker, "
            "{tied} still tied.",
            "If you went back: {free} of your tasks are free of it, {slower} would be quicker, "
            "{tied} still tied.",
            free,
        )
    return ngettext(
        "If you went back: {free} of your tasks is free of it, {slower} would be quicker "
        "({minutes} minutes a week), {tied} still tied.",
        "If you went back: {free} of your tasks are free of it, {slower} would be quicker "
        "({minutes} minutes a week), {tied} still tied.",
        free,
    )


def way_text(task: TaskBack) -> str:
    """From which day on a task had a way: three times in a row without the app."""
    if task.way_day is not None:
        return _("day {n}").format(n=task.way_day)
    return _("too few") if task.tries < FEW_TRIES else _("none yet")


def way_found_text(task: TaskBack) -> str:
    """In a sentence's half, for a page of its own: when a task had a way, or that it has none yet."""
    times = ngettext("it had come up on {n} day", "it had come up on {n} days", task.tries).format(
        n=task.tries
    )
    if task.way_day is not None:
        return _("three times in a row by day {day}; {times}").format(day=task.way_day, times=times)
    if task.tries < FEW_TRIES:
        return _("too few times to say")
    return _("not yet: never three times in a row without it")


def task_back_text(found: ReturnFigures, task: TaskBack) -> str:
    """What going back would change for one task, from the last four weeks."""
    if not found.enough:
        return back_text(found)
    said = {
        Group.FREE: _("Would change nothing: {without} of {tried} times without it in {days} days."),
        Group.SLOWER: _("Would be quicker: {without} of {tried} times without it in {days} days."),
        Group.TIED: _("Would change: {without} of {tried} times without it in {days} days."),
        Group.UNSEEN: _("It did not come up in {days} days."),
    }[task.group].format(without=task.without, tried=task.tried, days=found.days)
    if task.median_minutes is None:
        return said
    return sentences(said, _("A workaround takes about {n} minutes.").format(n=f"{task.median_minutes:.0f}"))


def ways_text(found: ReturnFigures) -> str:
    """How fast ways were found; empty where nothing was needed yet."""
    ways = found.ways
    if not ways.n:
        return ""
    left = ways.n - ways.found
    if ways.median_day is None:
        said = _("{found} of {n} tasks had a way: three times in a row without it; {left} have none yet.")
        return said.format(found=ways.found, n=ways.n, left=left)
    said = (
        _("Half of your tasks had a way by day {day}; {left} of {n} have none yet.")
        if left
        else _("Half of your tasks had a way by day {day}; by now all {n} have one.")
    )
    return said.format(day=ways.median_day, left=left, n=ways.n)


def thread_texts(found: ReturnFigures, task: Name, channel: Name) -> list[str]:
    """Which channels alone carry tasks, a sentence each, and whose channels carry how much."""
    said = []
    for thread in found.threads:
        n = len(thread.tasks)
        hangs = ngettext(
            "{n} task hangs on this alone: {channel} ({tasks}).",
            "{n} tasks hang on this alone: {channel} ({tasks}).",
            n,
        )
        said.append(hangs.format(n=n, channel=channel(thread.channel), tasks=listed(map(task, thread.tasks))))
    if found.owners:
        shares = sorted(found.owners.items(), key=lambda pair: -pair[1])
        whose = listed(f"{_(INDEPENDENCE[kind])} {percent_text(100 * share)}" for kind, share in shares)
        said.append(_("Done without it through: {whose}.").format(whose=whose))
    return said


def staying_texts(found: ReturnFigures, *, with_helpers: bool = True) -> list[str]:
    """What it takes to stay out, a week, and, unless their names stand elsewhere, who helps."""
    costs = found.costs
    parts = [_("{n} extra minutes").format(n=f"{costs.minutes:.0f}")]
    if costs.untimed and not costs.minutes:  # not known, and no zero
        parts = [_("extra minutes not written")]
    elif costs.untimed:
        untimed = ngettext("{n} time without minutes", "{n} times without minutes", costs.untimed)
        parts[0] = _("{line} ({id})").format(line=parts[0], id=untimed.format(n=costs.untimed))
    parts.append(_("{n} favours").format(n=f"{round(costs.favours, 1):g}"))
    parts += [f"{amount:.2f} {currency}" for currency, amount in costs.money]
    said = [_("Staying out takes, a week: {what}.").format(what=listed(parts))]
    return said + helped_texts(found, lambda name, _n: name) if with_helpers else said


def helped_texts(found: ReturnFigures, helper: Callable[[str, int], str]) -> list[str]:
    """Who helped how often, one sentence; none where nobody did.

    Args:
        found: what there is.
        helper: what somebody of a name is called, and of a place among them, from 1.
    """
    if not found.helpers:
        return []
    line = _("{line} ({id})")
    who = listed(line.format(line=helper(h.helper, n), id=h.n) for n, h in enumerate(found.helpers, start=1))
    return [_("Who helped in {days} days: {who}.").format(days=found.days, who=who)]


def before_text(found: ReturnFigures) -> str:
    """Where one stood before, by one's own word; empty where that was not said."""
    if found.baseline == BEFORE_UNKNOWN:
        return ""
    return _("Before, by your own word: {n} of 100.").format(n=f"{found.baseline:.0f}")


def if_bad_text(answer: Standing | None) -> str:
    """What the answer would be if all days that do not say had been bad; empty where it would be the same."""
    if answer is None:
        return ""
    said = _("If all days that do not say had been bad, the answer would be: {answer}")
    return said.format(answer=_(HEADLINES[answer]))
