"""What comes after a trial: chosen freely, with limits of one's own, remembered on their day."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from detox.diary.basket import Basket
from detox.diary.context import DiaryContext
from detox.diary.people import People
from detox.diary.trials import Trials
from detox.domain.limits import LIMITED, LimitCount, kept_to
from detox.domain.said_answers import yes_or_no
from detox.domain.said_numbers import said_number, said_time
from detox.domain.trial import Choice, Ending, Hours, Trial
from detox.domain.typed_forms import folded
from detox.errors import BadField, Forbidden
from detox.words import words_for

FIELDS = {
    Ending.STAY_OUT: ("review", "why"),
    Ending.EXTEND: ("weeks", "why"),
    Ending.RETURN: ("tasks", "hours", "people", "no_groups", "review", "why"),
    Ending.BRIDGE: ("tasks", "review", "why"),
    Ending.LATER: ("review", "why"),
}
"""What may be said with each choice, in the order it is asked; only a bridge has to name its tasks."""
_BETWEEN = re.compile(r"[,;，、；]")
_UNTIL = re.compile("|".join(("-", "–", "~", *map(re.escape, sorted(words_for("until"))))))
_HOUR_ALONE = re.compile(r"[0-9]{1,2}")


class Decisions:
    """The choice of the trial that is shown."""

    def __init__(self, context: DiaryContext, trials: Trials, basket: Basket, people: People) -> None:
        self._context = context
        self._trials, self._basket, self._people = trials, basket, people

    def choose(self, what: Ending, answers: Mapping[str, str], *, leave_out: bool = False) -> Trial:
        """Write down what comes next, as it was typed; an extension writes its trial down with it.

        Args:
            what: the choice.
            answers: by the names in `FIELDS`; empty ones say nothing.
            leave_out: whether lines that an extension is too short for may be left out of its rule.

        Raises:
            Forbidden: an answer does not belong to this choice, a bridge names no task, there is no trial, it
                is not over, or an extension would lose lines of its rule; nothing was written.
            BadField: an answer is no number of weeks, hour or day to come; nothing was written.
            NoSuch: no task or person is called that; nothing was written.
        """
        given = {name: text.strip() for name, text in answers.items() if text.strip()}
        for name in given:
            if name not in FIELDS[what]:
                fits = tuple(known.replace("_", "-") for known in FIELDS[what])
                raise Forbidden("foreign option", name=name.replace("_", "-"), what=str(what), fits=fits)
        if what is Ending.BRIDGE and "tasks" not in given:
            raise Forbidden("bridge to nothing")
        chosen = Choice(on=self._context.today, what=what, **self._fields(what, given))
        return self._trials.choose(chosen, leave_out=leave_out)

    def _fields(self, what: Ending, given: Mapping[str, str]) -> dict[str, Any]:
        fields: dict[str, Any] = {"why": given.get("why", "")}
        if what is Ending.EXTEND:
            fields["weeks"] = weeks_said(given.get("weeks", "4"))
        if "tasks" in given:
            fields["tasks"] = tuple(self._basket.find(part).id for part in _parts(given["tasks"]))
        if "hours" in given:
            fields["hours"] = tuple(map(hours_said, _parts(given["hours"])))
        if "people" in given:
            fields["people"] = tuple(self._people.find(part).id for part in _parts(given["people"]))
        if "no_groups" in given:
            fields["no_groups"] = yes_or_no(given["no_groups"]) is True
        if "review" in given:
            fields["review_on"] = self._review_day(given["review"])
        return fields

    def _review_day(self, text: str) -> date:
        day = self._context.day_said(text, since=self._context.today)
        if day <= self._context.today:
            raise BadField("choice", "review", "a day to come, as 2026-11-22", text)
        return day

    def limits(self) -> Choice | None:
        """The return or the bridge that holds now; `None` where none was chosen, or a new trial has begun."""
        trial = self._trials.current()
        choice = trial.choice if trial is not None else None
        return choice if choice is not None and choice.what in LIMITED else None

    def counted(self, day: date | None = None) -> LimitCount | None:
        """How a day kept to the limits, today where none is given; `None` without limits, or before them."""
        choice, day = self.limits(), day or self._context.today
        if choice is None or day < choice.on:
            return None
        return kept_to(choice, self._context.store.entries(day, day))

    def review_due(self) -> Choice | None:
        """The choice that was to be looked at again today or earlier; `None` where none was."""
        trial = self._trials.current()
        choice = trial.choice if trial is not None else None
        if choice is None or choice.review_on is None or choice.review_on > self._context.today:
            return None
        return choice


def weeks_said(text: str) -> int:
    """For how many weeks a trial goes on, 1..26.

    Raises:
        BadField: it is no such number.
    """
    weeks = said_number(text, "weeks", "1..26")
    if weeks is None or not 1 <= weeks <= 26:  # noqa: PLR2004 - half a year
        raise BadField("choice", "weeks", "1..26", text)
    return weeks


def hours_said(text: str) -> Hours:
    """Hours of a day as they are typed: `18-20`, `18:00-20:30`, 下午6点到8点半.

    Raises:
        BadField: these are none.
    """
    parts = [part.strip() for part in _UNTIL.split(folded(text))]
    try:
        first, last = (said_time(f"{part}:00" if _HOUR_ALONE.fullmatch(part) else part) for part in parts)
    except (ValueError, BadField):  # not two parts, or one is no time
        raise BadField("choice", "hours", "hours like 18:00-20:00", text) from None
    return Hours(first=first, last=last)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()]
