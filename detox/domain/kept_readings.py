"""What a trial froze and what it said: the chain of its readings, which only grows."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from detox.domain.dates import Span
from detox.domain.entries import Contact, Task
from detox.domain.judging import Clarity, Judged, Standing
from detox.domain.readings import Reading, ReadingKind
from detox.domain.record import Record
from detox.domain.rule_reading import LineRead, RuleReading
from detox.domain.trial import BasketTask, Op, Trial

PLACES = 4
"""Figures are kept with so many decimals: no JSON writer spells such a number with an exponent."""
FREE_DAYS = 3
"""Until this day of the trial an edit of the list or the people changes what is frozen, and the code."""


class SinceThen(Record, frozen=True, kw_only=True):
    """What a reading would say with what was written since."""

    verdict: Standing
    lines: tuple[str, ...]
    """The lines that have another word now."""
    written: date | None
    """The day of the latest change; `None` where nothing says."""


def frozen(trial: Trial, tasks: Iterable[Task], contacts: Iterable[Contact]) -> Trial:
    """The trial, read by the second method, with the list and the key people as they stand."""
    listed = [task for task in tasks if task.listed and not task.archived]
    return trial.replace(
        method=2,
        basket=tuple(
            BasketTask(id=task.id, importance=task.importance, usual=bool(task.days.strip()))
            for task in sorted(listed, key=lambda task: task.id)
        ),
        people=tuple(sorted(contact.id for contact in contacts if contact.key)),
    )


def with_reading(
    trial: Trial, what: ReadingKind, *, time: str, day: int, rule: int, figures: dict[str, Any] | None
) -> Trial:
    """The trial with one more reading, built on the last one, or on what the trial says by then."""
    loose = Reading(
        what=what,
        time=time,
        day=day,
        rule=rule,
        figures=_rounded(figures),
        prev_hash=trial.readings[-1].hash if trial.readings else trial.last_hash,
        hash="",
    )
    return trial.replace(readings=(*trial.readings, loose.replace(hash=loose.own_hash)))


def with_look(trial: Trial, *, time: str, day: int) -> Trial:
    """The trial with a look ahead; one a day is kept."""
    if day in look_days(trial):
        return trial
    return with_reading(trial, ReadingKind.LOOK, time=time, day=day, rule=0, figures=None)


def look_days(trial: Trial) -> frozenset[int]:
    """The days of the trial on which somebody looked ahead."""
    return frozenset(reading.day for reading in trial.readings if reading.what is ReadingKind.LOOK)


def kept_reading(trial: Trial, what: ReadingKind = ReadingKind.FIRST) -> Reading | None:
    """The earliest whole reading of that kind, which every face shows from then on; `None` before it."""
    broken = broken_readings(trial)
    found = [r for n, r in enumerate(trial.readings, start=1) if r.what is what and n not in broken]
    return min(found, key=_moment, default=None)


def broken_readings(trial: Trial) -> tuple[int, ...]:
    """The places, from 1, of the readings that are not as they were written."""
    known = {trial.first_hash, *(change.hash for change in trial.amendments)}
    known |= {reading.hash for reading in trial.readings}
    return tuple(
        n
        for n, reading in enumerate(trial.readings, start=1)
        if reading.hash != reading.own_hash or reading.prev_hash not in known - {reading.hash}
    )


def joined_readings(*copies: Iterable[Reading]) -> tuple[Reading, ...]:
    """All readings of several copies of a trial, each once, by time; none is ever lost.

    One that was altered does not stand in for the whole one whose hash it bears.
    """
    every = [reading for copy in copies for reading in copy]
    whole = sorted(every, key=lambda reading: reading.hash == reading.own_hash)
    found = {reading.hash: reading for reading in whole}  # the last of each hash is a whole one, if any is
    return tuple(sorted(found.values(), key=lambda reading: (_moment(reading), reading.hash)))


def figures_of(reading: RuleReading, *, method: int = 2) -> dict[str, Any]:
    """What is kept of a rule's reading; see `Reading.figures`."""
    found: dict[str, Any] = {
        "verdict": reading.verdict.value,
        "window": [reading.window.first.isoformat(), reading.window.last.isoformat()]
        if reading.window
        else None,
        "logged_days": reading.logged_days,
        "entry_days": reading.entry_days,
        "late_days": reading.late_days,
        "paused_days": reading.paused_days,
        "criteria": [_line(line) for line in reading.criteria],
    }
    return _rounded(found | ({"method": method} if method == 1 else {})) or {}


def reading_of(figures: dict[str, Any]) -> RuleReading | None:
    """A kept reading as it was shown; `None` where its figures are none, as only a forged log has them."""
    try:
        window = [date.fromisoformat(day) for day in figures["window"] or ()]
        return RuleReading(
            verdict=Standing(figures["verdict"]),
            window=Span(first=window[0], last=window[1]) if window else None,
            logged_days=figures["logged_days"],
            entry_days=figures["entry_days"],
            late_days=figures["late_days"],
            paused_days=figures["paused_days"],
            criteria=tuple(map(_line_of, figures["criteria"])),
            unwritten=None,
        )
    except (KeyError, TypeError, ValueError, IndexError):
        return None


def since_then(kept: RuleReading, now: RuleReading, changed_at: Iterable[str]) -> SinceThen | None:
    """What the same rule says with what was written since; `None` where every line has the same word.

    Args:
        kept: as it was read first.
        now: as it would be read now.
        changed_at: the moments at which entries and check-ins of its days were changed.
    """
    words = {line.id: line.judged.status for line in kept.criteria}
    other = tuple(line.id for line in now.criteria if words.get(line.id) is not line.judged.status)
    if not other and kept.verdict is now.verdict:
        return None
    days = [date.fromisoformat(moment[:10]) for moment in changed_at]
    return SinceThen(verdict=now.verdict, lines=other, written=max(days, default=None))


def _moment(reading: Reading) -> datetime:
    return datetime.fromisoformat(reading.time)


def _line(line: LineRead) -> dict[str, Any]:
    judged = line.judged
    return {
        "id": line.id,
        "op": line.op.value,
        "threshold": line.threshold,
        "n": line.n,
        "needed": line.needed,
        "status": judged.status.value,
        "clarity": judged.clarity.value if judged.clarity else None,
        "value": judged.value,
        "low": judged.low,
        "high": judged.high,
        "why": judged.why,
        "turned": judged.turned,
        "hits": line.hits,
        "tries": line.tries,
    }


def _line_of(kept: dict[str, Any]) -> LineRead:
    judged = Judged(
        status=Standing(kept["status"]),
        clarity=Clarity(kept["clarity"]) if kept["clarity"] else None,
        value=kept["value"],
        low=kept["low"],
        high=kept["high"],
        why=kept.get("why"),
        turned=kept.get("turned"),
    )
    return LineRead(
        id=kept["id"],
        op=Op(kept["op"]),
        threshold=kept["threshold"],
        n=kept["n"],
        needed=kept["needed"],
        judged=judged,
        hits=kept.get("hits"),
        tries=kept.get("tries"),
    )


def _rounded(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, dict):
        return {key: _rounded(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_rounded(part) for part in value]
    return round(value, PLACES) if isinstance(value, float) else value
