"""What a shell may offer for an argument: names and ids of the diary, days, values of settings."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta

from detox import catalogue
from detox.cli.call import Call
from detox.cli.console import ID_SHOWN
from detox.domain.dates import Span
from detox.domain.entries import WEEKDAYS, Outcome, Rhythm
from detox.domain.trial import CRITERIA
from detox.errors import DetoxError
from detox.settings import CHOICES

DAYS = ("today", "yesterday", *WEEKDAYS)
TO_COME = ("today", "tomorrow", "+3", "+7", *WEEKDAYS)
RECENT = timedelta(days=14)
"""Entries of so many days back are offered by their ids."""
Values = Callable[[], Iterable[str]]


def known_values(call: Call, given: Sequence[str] = ()) -> dict[str, Values]:
    """By the name of an argument what it may be; a damaged diary offers nothing, nor does a locked one.

    Args:
        call: its diary is opened only for what stands in it.
        given: the arguments before it; the value of a setting goes by its name.
    """
    diary: dict[str, Values] = {} if call.is_locked else _written(call)
    fixed: dict[str, Values] = {
        "key": lambda: CHOICES,
        "value": lambda: _setting(given[0]) if given else (),
        "outcome": lambda: [str(outcome) for outcome in Outcome],
        "rule": lambda: [f"{name}=" for name in CRITERIA],
        "veto": lambda: CRITERIA,
        "need": lambda: ("all",),
        "app": lambda: [app.id for app in catalogue.apps()],
        "weekdays": lambda: (*WEEKDAYS, "mon-fri", "weekend"),
        "rhythm": lambda: (*map(str, Rhythm), "mon-fri"),
        "keep": lambda: ("1", "2", "both"),
        **dict.fromkeys(("on", "day", "left", "first", "from_", "to"), lambda: DAYS),
        **dict.fromkeys(("due", "until", "review", "last"), lambda: TO_COME),
    }
    written = {} if call.is_locked else diary  # a prompt must not ask for a passphrase
    return {name: _safely(ask) for name, ask in (written | fixed).items()}


def _written(call: Call) -> dict[str, Values]:
    """What stands in the diary."""
    return {
        "task": lambda: [task.id for task in call.diary.basket.tasks()],
        "via": lambda: [channel.id for channel in call.diary.channels.all()],
        "channel": lambda: [channel.id for channel in call.diary.channels.all()],
        "step": lambda: [step.id[:ID_SHOWN] for step in call.diary.steps.all()],
        "contact": lambda: [person.name for person in call.diary.people.all()],
        "helper": lambda: [person.name for person in call.diary.people.all()],
        "pause": lambda: [pause.first.isoformat() for pause in call.diary.pauses.all()],
        "week": lambda: [*_weeks(call), "trend"],
        "id": lambda: _ids(call),
        "category": lambda: sorted({task.category for task in call.diary.basket.tasks()}),
    }


def _ids(call: Call) -> list[str]:
    """`last`, and what was written lately, newest first."""
    today = call.diary.today
    found = call.diary.journal.month(Span(first=today - RECENT, last=today))
    return ["last", *(entry.id[:ID_SHOWN] for entry in found.entries)]


def _weeks(call: Call) -> list[str]:
    return [str(week.week) for week in call.diary.figures.weeks()]


def _setting(key: str) -> list[str]:
    """What a setting may be; of a range every number."""
    said = CHOICES.get(key, "")
    least, _dots, most = said.partition("..")
    if most:
        return [str(n) for n in range(int(least), int(most) + 1)]
    return said.split(" | ") if said else []


def _safely(ask: Values) -> Values:
    def asked() -> Iterable[str]:
        try:
            return list(ask())
        except DetoxError:  # a damaged diary completes nothing; it does not shout into the prompt
            return ()

    return asked
