"""Another program's rows as a diary's records: each goes to one place, or is counted among those left out."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from statistics import fmean

from detox.digest import sha256
from detox.domain.entries import CheckIn, Entry, Outcome, Task
from detox.domain.record import FIRST_DAY, NOTE_LENGTH, Record
from detox.domain.snapshot import Snapshot
from detox.exchange.foreign.plan import NOTE, HabitPlan, ImportPlan, Meaning
from detox.exchange.foreign.source import Mark, Source, SourceRow, refuse

CATEGORY = "information"
COUNTING = (Meaning.DIRECT, Meaning.APP)
"""What stands on the list, and so in the index."""


class Reconciliation(Record, frozen=True, kw_only=True):
    """Where every row went; the four add up to what was read."""

    read: int
    entries: int
    moods: int
    """Rows that became a check-in's mood."""
    notes: int
    """Rows that stand in a day's note."""
    left_out: dict[str, int]
    """How many rows, by why: "empty", "unknown", "replaced", "plan", "future", "before 1970", "too long"."""
    aside: tuple[str, ...]
    """What is no row and has no place in a diary."""
    rows: tuple[tuple[SourceRow, str], ...] = ()
    """Every row with what becomes of it: an outcome, "mood", "note", or why it is left out."""

    @property
    def balanced(self) -> bool:
        """Whether every row that was read is somewhere."""
        return self.read == self.entries + self.moods + self.notes + sum(self.left_out.values())


def to_snapshot(
    source: Source,
    plan: ImportPlan,
    *,
    today: date,
    held: Snapshot | None = None,
    moment: str | None = None,
) -> tuple[Snapshot, Reconciliation]:
    """What the rows are by the plan; the same file and plan give the same records, a second time nothing new.

    Args:
        source: the file, read.
        plan: what a yes meant, and what the moods were.
        today: the logical day; rows may lie one day ahead of it, for time zones.
        held: the diary; its tasks stay as they are, and a day's answers and note are only added to.
        moment: RFC 3339; when a check-in that the diary has was added to.

    Raises:
        BadLog: the plan lacks an answer, or puts a task of the diary on the wrong side of its list.
    """
    held = held or Snapshot()
    _check_lists(plan, held.tasks)
    taking = _Taking(source, plan, last_day=today + timedelta(days=1))
    days = _Days(held.checkins, moment or f"{today}T12:00:00+00:00")
    checkins = tuple(days.checkin(day, rows, plan) for day, rows in sorted(taking.days.items()))
    left_out = taking.left_out + Counter(days.left_out)
    known = {task.id for task in held.tasks}
    snapshot = Snapshot(
        tasks=tuple(task for task in taking.tasks() if task.id not in known),
        entries=tuple(sorted(taking.entries, key=lambda e: (e.day, e.recorded_at, e.id))),
        checkins=tuple(found for found in checkins if found is not None),
    )
    rows = [row for day in taking.days.values() for row in day]
    moods = sum(row.mood is not None and plan.mood(row.mood) != NOTE for row in rows)
    return snapshot, Reconciliation(
        read=len(source.rows),
        entries=len(taking.entries),
        moods=moods,
        notes=len(rows) - moods - days.left_out["too long"],
        left_out=dict(sorted(left_out.items())),
        aside=source.aside,
        rows=tuple(taking.fates),
    )


def _check_lists(plan: ImportPlan, tasks: Sequence[Task]) -> None:
    """Refuse a plan that says of a task the diary has that it counts where it does not, or the other way."""
    listed = {task.id: task.listed for task in tasks}
    for n, answer in enumerate(plan.habits):
        counts = answer.yes in COUNTING
        if answer.yes is Meaning.LEAVE_OUT or listed.get(answer.task, counts) == counts:
            continue
        stands = "on your list" if listed[answer.task] else "off your list"
        said = " | ".join(COUNTING) if listed[answer.task] else Meaning.OFF_LIST
        refuse(f"plan.habit[{n}].task", f"a new task, or {said} for one that is {stands}", answer.task)


class _Taking:
    """One walk over the rows."""

    def __init__(self, source: Source, plan: ImportPlan, *, last_day: date) -> None:
        self._source = source
        self._plan = plan
        self._last_day = last_day
        self._answers = {answer.name: answer for answer in reversed(plan.habits)}
        self._copies: Counter[tuple[object, ...]] = Counter()
        self.entries: list[Entry] = []
        self.days: dict[date, list[SourceRow]] = {}
        """Rows for the check-in of a day: moods, texts, and a no."""
        self.left_out: Counter[str] = Counter()
        self.fates: list[tuple[SourceRow, str]] = []
        """Every row with what becomes of it, in the order of the file."""
        for row in source.rows:
            self.fates.append((row, self._take(row)))

    def tasks(self) -> list[Task]:
        """The tasks that the entries need, each since its first day."""
        found: dict[str, Task] = {}
        answers = {answer.task: answer for answer in reversed(self._plan.habits)}
        for entry in sorted(self.entries, key=lambda entry: entry.day):
            answer = answers[entry.task]
            listed = answer.yes in COUNTING
            name = answer.name.strip()
            task = Task(id=entry.task, name=name, category=CATEGORY, days="", listed=listed, since=entry.day)
            found.setdefault(entry.task, task)
        return list(found.values())

    def _take(self, row: SourceRow) -> str:
        reason = self._why_not(row)
        if reason is not None:
            self.left_out[reason] += 1
            return reason
        if row.habit is None or row.mark in (Mark.NO, Mark.UNKNOWN):
            self.days.setdefault(row.day, []).append(row)
            as_number = row.mood is not None and self._plan.mood(row.mood) != NOTE
            return "mood" if as_number else "note"
        entry = self._entry(row)
        self.entries.append(entry)
        return str(entry.outcome)

    def _why_not(self, row: SourceRow) -> str | None:
        reasons = (
            ("future", row.day > self._last_day),
            ("before 1970", row.day < FIRST_DAY),
            ("too long", len(row.text) > NOTE_LENGTH),
            ("replaced", row.mark is Mark.REPLACED),
            ("plan", row.habit is not None and self._answer(row.habit).yes is Meaning.LEAVE_OUT),
            # An unknown that somebody wrote a note to is kept as that note.
            ("unknown", row.mark is Mark.UNKNOWN and not row.text),
            ("empty", row.habit is None and row.mood is None and not row.text.strip()),
        )
        return next((reason for reason, holds in reasons if holds), None)

    def _answer(self, name: str) -> HabitPlan:
        return self._answers.get(name) or self._plan.habit(name)

    def _entry(self, row: SourceRow) -> Entry:
        answer = self._answer(row.habit or "")
        moment = f"{row.day}T{row.at or '12:00'}:00+00:00"
        key = (self._source.family, row.habit, row.day, row.at, row.mark)
        self._copies[key] += 1
        yes = Outcome.APP if answer.yes is Meaning.APP else Outcome.DIRECT
        return Entry(
            id=sha256(repr((*map(str, key), self._copies[key])).encode()).hexdigest()[:32],
            day=row.day,
            at=row.at,
            task=answer.task,
            outcome=yes if row.mark is Mark.YES else Outcome.NOT_NEEDED,
            note=row.text,
            recorded_at=moment,
            updated_at=moment,
        )


class _Days:
    """The check-ins, which are only ever added to."""

    def __init__(self, held: Sequence[CheckIn], moment: str) -> None:
        self._held = {checkin.day: checkin for checkin in held}
        self._moment = moment
        self.left_out: Counter[str] = Counter()

    def checkin(self, day: date, rows: Sequence[SourceRow], plan: ImportPlan) -> CheckIn | None:
        """The day's check-in with those rows in it; `None` where there is nothing to write."""
        first = f"{day}T{min((row.at for row in rows if row.at), default='12:00')}:00+00:00"
        held = self._held.get(day) or CheckIn(day=day, recorded_at=first, updated_at=first)
        numbers = [n for row in rows if row.mood is not None and isinstance(n := plan.mood(row.mood), int)]
        mood = round(fmean(numbers)) if numbers else None
        # The words are kept wherever one number cannot stand for them.
        worded = len(numbers) > 1 or (held.mood is not None and held.mood != mood)
        pieces = [
            (_piece(row), row.mood is None or plan.mood(row.mood) == NOTE)
            for row in rows
            if row.mood is None or worded or plan.mood(row.mood) == NOTE
        ]
        found = held.replace(
            mood=held.mood if held.mood is not None else mood,
            note=self._note(held.note, pieces),
        )
        if found == held:
            return held if day in self._held else None
        return found.replace(updated_at=self._moment) if day in self._held else found

    def _note(self, note: str, pieces: Sequence[tuple[str, bool]]) -> str:
        there: Counter[str] = Counter()
        held = f"\n{note}\n"
        for piece, is_note in pieces:
            there[piece] += 1
            if not piece or _times(piece, held) >= there[piece]:  # blanks alone say nothing
                continue
            longer = f"{note}\n{piece}" if note else piece
            if len(longer) > NOTE_LENGTH:
                self.left_out["too long"] += is_note
                continue
            note = longer
        return note


def _piece(row: SourceRow) -> str:
    """A row as it stands in a note."""
    said = row.mood if row.mood is not None else row.text
    if row.habit is not None:
        mark = "?" if row.mark is Mark.UNKNOWN else row.mark
        said = f"{row.habit}: {mark}" + (f" - {row.text}" if row.text else "")
    # A note's own blank ends would make the same text look new the next time.
    return f"{row.at} {said}".strip() if row.at else said.strip()


def _times(piece: str, held: str) -> int:
    n, start = 0, 0
    while (start := held.find(f"\n{piece}\n", start)) >= 0:
        n, start = n + 1, start + len(piece) + 1
    return n
