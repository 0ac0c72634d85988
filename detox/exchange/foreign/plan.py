"""The plan of an import: what a yes meant, habit by habit; shown as a text, and taken back when changed."""

import json
import re
import tomllib
from collections import Counter
from enum import StrEnum
from typing import Any

import msgspec

from detox.digest import sha256
from detox.domain.record import NAME_LENGTH, RATING_TOP, Record
from detox.exchange.foreign.source import Habit, Mark, Source, SourceRow, TableReading, refuse
from detox.exchange.foreign.written_dates import ORDERS
from detox.words import _

NOTE = "note"
"""A mood that is no number: its word goes into the day's note."""
LARGEST = 1024 * 1024
_TASK_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_KEYS = ("format", "habit", "mood", "columns", "outcome", "dates")
_MARKS = (Mark.YES, Mark.NO, Mark.SKIP, Mark.UNKNOWN)
"""What a word of a table's outcomes may mean."""


class Meaning(StrEnum):
    """What a yes meant."""

    DIRECT = "direct"
    """Done without the app: a listed task, done directly."""
    APP = "app"
    """Went back to the app: a listed task."""
    OFF_LIST = "off-list"
    """Neither: a task off the list, which is in no figure."""
    LEAVE_OUT = "leave out"


class HabitPlan(Record, frozen=True, kw_only=True):
    """One habit's answer."""

    name: str
    yes: Meaning = Meaning.OFF_LIST
    task: str
    """The id of the task it becomes; one that the diary has, or a new one."""


class ImportPlan(Record, frozen=True, kw_only=True):
    """Every answer an import needs."""

    format: str
    habits: tuple[HabitPlan, ...] = ()
    moods: dict[str, int | str] = msgspec.field(default_factory=dict)
    """A mood's word as a mood 0..10, or "note"."""
    table: TableReading | None = None
    """How a table is to be read, where the file is one that no program is known for."""

    def habit(self, name: str) -> HabitPlan:
        """The answer for a habit.

        Raises:
            BadLog: the plan has none.
        """
        found = next((habit for habit in self.habits if habit.name == name), None)
        if found is None:
            refuse("plan", f'a [[habit]] named "{name[:40]}"', "none of that name")
        return found

    def mood(self, word: str) -> int | str:
        """The number a mood stands for, or "note".

        Raises:
            BadLog: the plan does not say.
        """
        if word not in self.moods:
            refuse("plan", f'a mood named "{word[:40]}"', "none of that name")
        return self.moods[word]


def planned(source: Source, moods: dict[str, int | str] | None = None) -> ImportPlan:
    """The plan that supposes least: every habit off the list, every mood as its program orders them."""
    taken: dict[str, str] = {}
    habits = []
    for habit in source.habits:
        task = _task_id(source.family, habit.name, taken)
        taken[task] = habit.name
        habits.append(HabitPlan(name=habit.name, task=task))
    words = dict.fromkeys(row.mood for row in source.rows if row.mood is not None)
    return ImportPlan(
        format=source.family,
        habits=tuple(habits),
        moods={word: (moods or {}).get(word.casefold(), NOTE) for word in words},
        table=source.table,
    )


def plan_text(plan: ImportPlan, source: Source) -> str:
    """The plan as TOML, with what was counted beside each answer."""
    lines = [
        "# " + _("How this file will be taken in. Change what is wrong, and give it back with --plan."),
        f"format = {_quoted(plan.format)}",
        *_table_lines(plan.table),
        "",
    ]
    if plan.habits:
        lines += [f"# {line}" for line in _habit_help()]
    counts = _counts(source.rows)
    about = {habit.name: habit for habit in source.habits}
    for answer in plan.habits:
        lines += _habit_lines(answer, about.get(answer.name), counts.get(answer.name, Counter()))
    if plan.moods:
        lines += [
            "",
            "# " + _('Each mood as a number from 0 to 10; "note" keeps its word in the day\'s note.'),
        ]
        lines += ["[mood]", *(f"{_quoted(word)} = {json.dumps(n)}" for word, n in plan.moods.items())]
    return "\n".join([*lines, *_reading_lines(plan.table)]) + "\n"


def plan_of(data: bytes) -> ImportPlan:
    """The plan in a text that `plan_text` wrote and a person may have changed.

    Raises:
        BadLog: it is none; the place is named.
    """
    if len(data) > LARGEST:
        refuse("plan", "a text of at most 1 MB", f"{len(data)} bytes")
    try:
        found = tomllib.loads(data.removeprefix(b"\xef\xbb\xbf").decode().replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        refuse(f"plan, byte {error.start}", "UTF-8", "a byte that is none")
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        refuse("plan", "TOML as --dry-run prints it", error)
    for key in found:
        if key not in _KEYS:
            refuse("plan", " | ".join(_KEYS), key)
    if not isinstance(found.get("format"), str):
        refuse("plan.format", "the name of a format", found.get("format"))
    return ImportPlan(
        format=found["format"],
        habits=_habits(found.get("habit", [])),
        moods=_moods(found),
        table=_reading(found),
    )


def _habits(rows: Any) -> tuple[HabitPlan, ...]:  # noqa: ANN401 - any TOML value
    if not isinstance(rows, list):
        refuse("plan.habit", "[[habit]] tables", rows)
    habits = tuple(_habit(row, f"plan.habit[{n}]") for n, row in enumerate(rows))
    names = Counter(habit.name for habit in habits)
    for name, n in names.items():
        if n > 1:
            refuse("plan.habit", "each name once", name)
    return habits


def _habit(row: Any, place: str) -> HabitPlan:  # noqa: ANN401 - any TOML value
    if not isinstance(row, dict) or not set(row) <= {"name", "yes", "task"}:
        refuse(place, "name, yes and task", ", ".join(map(str, row)) if isinstance(row, dict) else row)
    name, yes, task = row.get("name"), row.get("yes"), row.get("task")
    if not isinstance(name, str):
        refuse(f"{place}.name", "a text", name)
    if yes not in list(Meaning):
        refuse(f"{place}.yes", " | ".join(Meaning), yes)
    if not isinstance(task, str) or not _TASK_ID.fullmatch(task):
        refuse(f"{place}.task", "1-64 of A-Z a-z 0-9 . _ -", task)
    return HabitPlan(name=name, yes=Meaning(yes), task=task)


def _moods(found: dict[str, Any]) -> dict[str, int | str]:
    moods = found.get("mood", {})
    if not isinstance(moods, dict):
        refuse("plan.mood", "a [mood] table", moods)
    for word, value in moods.items():
        number = type(value) is int and 0 <= value <= RATING_TOP
        if not number and value != NOTE:
            refuse(f"plan.mood.{word[:40]}", f'0..{RATING_TOP} or "{NOTE}"', value)
    return moods


def _reading(found: dict[str, Any]) -> TableReading | None:
    columns, outcomes, dates = found.get("columns", {}), found.get("outcome", {}), found.get("dates", "")
    if not any(key in found for key in ("columns", "outcome", "dates")):
        return None
    if not isinstance(columns, dict) or not all(isinstance(name, str) for name in columns.values()):
        refuse("plan.columns", "a [columns] table of texts", columns)
    if not isinstance(outcomes, dict) or not all(mark in _MARKS for mark in outcomes.values()):
        refuse("plan.outcome", f"an [outcome] table of {' | '.join(_MARKS)}", outcomes)
    if dates not in ("", *ORDERS):
        refuse("plan.dates", " | ".join(ORDERS), dates)
    marks = {word: Mark(mark) for word, mark in outcomes.items()}
    return TableReading(columns=columns, outcomes=marks, dates=dates)


def _table_lines(table: TableReading | None) -> list[str]:
    if table is None or not table.dates:
        return []
    about = _("Which of day and month comes first: {orders}.").format(orders=" | ".join(ORDERS))
    return [f"# {about}", f"dates = {_quoted(table.dates)}"]


def _reading_lines(table: TableReading | None) -> list[str]:
    if table is None:
        return []
    about = _("Which column says what: date, time, task, outcome, note.")
    lines = ["", f"# {about}", "[columns]"]
    lines += [f"{role} = {_quoted(name)}" for role, name in table.columns.items()]
    if table.outcomes:
        lines += ["", "# " + _("What each word means: yes, no, skip or unknown."), "[outcome]"]
        lines += [f"{_quoted(word)} = {_quoted(mark)}" for word, mark in table.outcomes.items()]
    return lines


def _habit_help() -> tuple[str, ...]:
    return (
        _("What did a yes mean? Answer with one of these:"),
        _('  "direct"     done without the app; it counts in the index'),
        _('  "app"        went back to the app; it counts in the index'),
        _('  "off-list"   neither; it is kept and counts nowhere'),
        _('  "leave out"  not taken in'),
        _("task: the task it becomes, one of your list (see: detox task list) or a new one."),
        _('A no becomes a line in the day\'s note, a skip or an automatic yes "not needed";'),
        _("what is unknown is only counted."),
    )


def _habit_lines(answer: HabitPlan, habit: Habit | None, counts: Counter[str]) -> list[str]:
    lines = ["", "[[habit]]", f"name = {_quoted(answer.name)}"]
    if habit is not None and habit.about:
        lines += [f"# {line.strip()}" for line in _plain_lines(habit.about)]
    said = ", ".join(f"{mark} {counts[mark]}" for mark in Mark if counts[mark])
    lines += [f"# {said}"] if said else []
    return [*lines, f"yes = {_quoted(answer.yes)}", f"task = {_quoted(answer.task)}"]


def _plain_lines(text: str) -> list[str]:
    # A TOML comment may hold no control characters; whatever separates lines ends one here.
    return [re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", " ", line) for line in text.splitlines() if line.strip()]


def _counts(rows: tuple[SourceRow, ...]) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        if row.habit is not None and row.mark is not None:
            counts.setdefault(row.habit, Counter())[row.mark] += 1
    return counts


def _task_id(family: str, name: str, taken: dict[str, str]) -> str:
    if len(name) > NAME_LENGTH or not name.strip():
        refuse("habit", f"a name of 1..{NAME_LENGTH}", name)
    stem = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40]
    whole = bool(stem) and name.isascii()
    digest = sha256(name.encode(errors="surrogatepass")).hexdigest()[:8]
    plain = f"{family}-{stem}" if whole else f"{family}-{digest}"
    return plain if plain not in taken else f"{family}-{digest}"


def _quoted(text: str) -> str:
    # JSON and TOML write texts alike, but for DEL.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
