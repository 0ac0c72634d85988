"""The journal as one Markdown text to read: the days in order, the newest last, nothing in it but text."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from detox.domain.entries import CheckIn, Entry
from detox.domain.snapshot import Snapshot
from detox.domain.trial import Trial
from detox.shown import shown
from detox.words import _

_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_GAPS = re.compile(r"\n{3,}")
_ANYWHERE = re.compile(r"[\\`*_\[\]<>&~|$]")
_AT_START = re.compile(r"^([#+=:-]|\d+(?=[.)]))")


class Wording(NamedTuple):
    """How the parts of a day are said, in the person's language."""

    day: Callable[[date], str]
    entry: Callable[[Entry], str]
    answers: Callable[[CheckIn], str]
    words: Callable[[Entry], str]
    """The note of an entry, with what was said about going back."""
    day_words: Callable[[CheckIn], str]
    """The note of a day, with what was said of its week."""


def to_markdown(snapshot: Snapshot, say: Wording) -> str:
    """The journal of a diary; a day without entries and check-in has no heading.

    Args:
        snapshot: the diary.
        say: what to call the days, the entries and the answers; it is escaped here.
    """
    parts = ["# " + _("Journal"), *_trial(snapshot.trial, say)]
    entries: dict[date, list[Entry]] = {}
    for entry in snapshot.entries:
        entries.setdefault(entry.day, []).append(entry)
    checkins = {checkin.day: checkin for checkin in snapshot.checkins}
    for day in sorted(entries.keys() | checkins.keys()):
        parts.append("## " + escaped(say.day(day)))
        parts.append("\n".join(_lines(entries.get(day, []), checkins.get(day), say)))
    return _GAPS.sub("\n\n", "\n\n".join(parts)).rstrip("\n") + "\n"


def escaped(text: str) -> str:
    """One line of anybody's text, so that Markdown shows it as it is and takes nothing in it for a sign."""
    line = _ANYWHERE.sub(r"\\\g<0>", shown(text).strip())
    return _AT_START.sub(_escaped_start, line)


def _escaped_start(found: re.Match[str]) -> str:
    sign = found[0]
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"


def _trial(trial: Trial | None, say: Wording) -> Iterator[str]:
    if trial is None:
        return
    first, last = say.day(trial.start), say.day(trial.end)
    said = _("A trial of {days} days, {first} to {last}.")
    yield escaped(said.format(days=trial.rule.days, first=first, last=last))
    if trial.sentence:
        yield "\n".join(_quote(trial.sentence, ""))


def _lines(entries: list[Entry], checkin: CheckIn | None, say: Wording) -> Iterator[str]:
    for entry in entries:
        yield "- " + escaped(say.entry(entry))
        yield from _quote(say.words(entry), "  ")
    if checkin is not None:
        yield "- " + escaped(_("Check-in: {answers}").format(answers=say.answers(checkin) or _("no answers")))
        yield from _quote(say.day_words(checkin), "  ")


def _quote(text: str, indent: str) -> Iterator[str]:
    """A note as a quotation; each of its lines stays a line."""
    if not text.strip():
        return
    lines = [escaped(line) for line in _LINE_ENDS.split(text.strip())]
    yield ""
    for n, line in enumerate(lines, start=1):
        goes_on = line and n < len(lines) and lines[n]
        end = "\\" if goes_on else ""  # a hard break
        yield f"{indent}> {line}{end}".rstrip(" ")
    yield ""
