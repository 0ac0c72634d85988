"""The journal as one Markdown text to read: the days in order, the newest last, nothing in it but text."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from detox.domain.entries import CheckIn, Entry
from detox.domain.record import Record
from detox.domain.record_versions import Lineage, RecordKey
from detox.domain.snapshot import Snapshot
from detox.domain.trial import Trial
from detox.shown import shown
from detox.words import _

_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_GAPS = re.compile(r"\n{3,}")
_SIGNS = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|$)"  # escapes, or breaks the line
    r"|[`\[~|$]"
    r"|(?<![^\W_])_+|_+(?![^\W_])"  # in the middle of a word it is only a letter
    r"|\*+(?!\s)|(?<!\s)\*+"  # alone between blanks it is only a star
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#|[A-Za-z][A-Za-z0-9]*;)"
)
"""What Markdown takes for a sign wherever it stands."""
_AT_START = re.compile(r"^(?:>|#{1,6}(?=\s|$)|[-+*](?=\s|$)|[-=:][-=: ]*$|\d{1,9}(?=[.)](?:\s|$)))")
"""What it takes for one only where a line begins: a quotation, a heading, a list, a line under another."""


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
        parts.append("\n".join(_lines(entries.get(day, []), checkins.get(day), snapshot.lineages, say)))
    return _GAPS.sub("\n\n", "\n\n".join(parts)).rstrip("\n") + "\n"


def escaped(text: str) -> str:
    """One line of anybody's text, so that Markdown shows it as it is and takes nothing in it for a sign.

    What Markdown would not take for one stays as it was written: `55.2`, `a_b`, `3 < 4`.
    """
    line = shown(text).strip()
    begins = _AT_START.match(line)
    made = _SIGNS.sub(_each_escaped, line)
    if begins is None or made.startswith("\\"):
        return made
    if line[0].isdigit():
        return f"{begins[0]}\\{made[len(begins[0]) :]}"
    return f"\\{made}"


def _each_escaped(found: re.Match[str]) -> str:
    return "".join(f"\\{sign}" for sign in found[0])


def _trial(trial: Trial | None, say: Wording) -> Iterator[str]:
    if trial is None:
        return
    first, last = say.day(trial.start), say.day(trial.end)
    said = _("A trial of {days} days, {first} to {last}.")
    yield escaped(said.format(days=trial.rule.days, first=first, last=last))
    if trial.sentence:
        yield "\n".join(_quote(trial.sentence, ""))


def _lines(
    entries: list[Entry], checkin: CheckIn | None, lineages: Mapping[RecordKey, Lineage], say: Wording
) -> Iterator[str]:
    for entry in entries:
        yield "- " + escaped(say.entry(entry))
        yield from _quote(say.words(entry), "  ")
        yield from _others(entry, lineages.get(("entries", entry.id)), say)
    if checkin is not None:
        yield "- " + escaped(_("Check-in: {answers}").format(answers=say.answers(checkin) or _("no answers")))
        yield from _quote(say.day_words(checkin), "  ")
        yield from _others(checkin, lineages.get(("checkins", checkin.id)), say)


def _others(shown_first: Record, lineage: Lineage | None, say: Wording) -> Iterator[str]:
    """What another machine wrote instead, each with its text; what reads the same stands once."""
    told = {_told(shown_first, say)}
    for other in lineage.others if lineage else ():
        record = other.record
        said, words = _told(record, say)
        if (said, words) in told:
            continue
        told.add((said, words))
        at = (other.stamp.updated_at or getattr(record, "updated_at", "")).replace("T", " ")[:16]
        yield "  - " + escaped(_("Another version, {at}: {said}").format(at=at, said=said))
        yield from _quote(words, "    ")


def _told(record: Record | None, say: Wording) -> tuple[str, str]:
    """What is said of a version, and its text."""
    if isinstance(record, Entry):
        return say.entry(record), say.words(record)
    if isinstance(record, CheckIn):
        return say.answers(record) or _("no answers"), say.day_words(record)
    return _("deleted"), ""


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
