"""Loop Habit Tracker's files as each of its versions wrote them, made by chance."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from random import Random
from typing import NamedTuple

from tests.exchange.foreign.made_files import TEXTS, Fact, Made, days, fact, names, table, zipped

YES_NO = {"YES_MANUAL": "yes", "YES_AUTO": "auto", "NO": "no", "SKIP": "skip", "UNKNOWN": "unknown"}
CODES = {"YES_MANUAL": 2, "YES_AUTO": 1, "NO": 0, "SKIP": 3, "UNKNOWN": -1}
NEW_HEAD = [
    "Position", "Name", "Type", "Question", "Description", "FrequencyNumerator", "FrequencyDenominator",
    "Color", "Unit", "Target Type", "Target Value", "Archived?",
]  # fmt: skip
OLD_HEAD = ["Position", "Name", "Question", "Description", "NumRepetitions", "Interval", "Color"]


class LoopMade(NamedTuple):
    """One habit and its marks: a day, Loop's word or a number of thousandths, and a note."""

    name: str
    numerical: bool
    at_most: bool
    target: float
    marks: list[tuple[date, str | int, str]]

    def facts(self, *, notes: bool = True, typed: bool = True) -> Iterator[Fact]:
        for day, value, note in self.marks:
            mark, amount = self._said(value, typed=typed)
            text = "\n".join(part for part in (amount, note if notes else "") if part)
            yield fact(day, None, self.name, mark, text=text)

    def _said(self, value: str | int, *, typed: bool) -> tuple[str, str]:
        if not self.numerical or value in ("SKIP", "UNKNOWN"):
            return YES_NO[str(value)], ""
        number = 0.0 if value == "NO" else int(value) / 1000
        if typed:
            reached = number <= self.target if self.at_most else number >= self.target and number > 0
        else:
            reached = number > 0
        return "yes" if reached else "no", f"{number:g}" + (" min" if typed else "")


def loop_habits(chance: Random, *, measured: bool = True) -> list[LoopMade]:
    found = []
    for name in names(chance):
        numerical = measured and chance.random() < 0.5
        words = list(YES_NO)
        marks: list[tuple[date, str | int, str]] = []
        for day in days(chance):
            number: str | int = chance.choice([250, 5000, 30_000, 45_500, 120_000, "NO", "SKIP", "UNKNOWN"])
            marks.append((day, number if numerical else chance.choice(words), chance.choice(TEXTS)))
        if numerical:
            marks[0] = (marks[0][0], 45_500, marks[0][2])  # so that an old file shows that it is measured
        found.append(LoopMade(name, numerical, chance.random() < 0.5, chance.choice([5, 30, 0.5]), marks))
    return found


def _loop_head(habits: Sequence[LoopMade], *, old: bool) -> str:
    rows = [OLD_HEAD if old else NEW_HEAD]
    for n, habit in enumerate(habits, start=1):
        kind = ("NUMERICAL", "min", "AT_MOST" if habit.at_most else "AT_LEAST", habit.target)
        kind = kind if habit.numerical else ("YES_NO", "", "", "")  # type: ignore[assignment]
        new = [f"{n:03}", habit.name, kind[0], "Did I?", "", 1, 1, "#1976D2", *kind[1:], "false"]
        rows.append([f"{n:03}", habit.name, "Did I?", "", 1, 1, "#1976D2"] if old else new)  # type: ignore[list-item]
    return table(rows)


def _folder(n: int, name: str) -> str:
    plain = "".join(sign for sign in name if sign.isascii() and (sign.isalnum() or sign in " ._-"))
    return f"{n:03} {plain}".strip()


def loop_new(chance: Random) -> Made:
    habits = loop_habits(chance)
    files = {"Habits.csv": _loop_head(habits, old=False)}
    for n, habit in enumerate(habits, start=1):
        rows = [("Date", "Value", "Notes"), *habit.marks]
        files[f"{_folder(n, habit.name)}/Checkmarks.csv"] = table(rows)
        files[f"{_folder(n, habit.name)}/Scores.csv"] = "Date,Score\n2026-01-01,0.5000\n"
    facts = [one for habit in habits for one in habit.facts()]
    return Made("loop", zipped(files), facts, ("Scores.csv", "#1976D2"))


def _code(habit: LoopMade, value: str | int) -> int:
    return CODES[value] if isinstance(value, str) else value


def loop_old(chance: Random) -> Made:
    habits = loop_habits(chance)
    header = chance.random() < 0.3
    files = {"Habits.csv": _loop_head(habits, old=True)}
    for n, habit in enumerate(habits, start=1):
        rows = [("Date", "Value")] if header else []
        rows += [(str(day), str(_code(habit, value))) for day, value, _note in habit.marks]
        files[f"{_folder(n, habit.name)}/Checkmarks.csv"] = table(rows)
    facts = [one for habit in habits for one in habit.facts(notes=False, typed=False)]
    return Made("loop", zipped(files), facts, ("NumRepetitions 1",))


def _of_all(habits: Sequence[LoopMade], chance: Random, *, words: bool) -> tuple[str, list[Fact]]:
    """The one file of all habits, whose names no quotes guard."""
    every = sorted({day for habit in habits for day, _value, _note in habit.marks}, reverse=True)
    lines = [",".join(["Date", *(habit.name for habit in habits), ""])]
    facts: list[Fact] = []
    for day in every:
        values = []
        for habit in habits:
            held = next((value for when, value, _note in habit.marks if when == day), "UNKNOWN")
            values.append(str(held) if words else str(_code(habit, held)))
            facts += habit._replace(marks=[(day, held, "")]).facts(typed=False)
        lines.append(",".join([str(day), *values, ""]))
    return "\n".join(lines) + "\n", facts


def loop_root(chance: Random) -> Made:
    habits = loop_habits(chance, measured=False)
    text, facts = _of_all(habits, chance, words=chance.random() < 0.5)
    files = {"Habits.csv": _loop_head(habits, old=chance.random() < 0.5), "Checkmarks.csv": text}
    return Made("loop", zipped(files), facts)


def loop_single(chance: Random) -> Made:
    if chance.random() < 0.4:
        plain = [habit for habit in loop_habits(chance, measured=False) if "," not in habit.name]
        plain = plain or [loop_habits(chance, measured=False)[0]._replace(name="Cash")]
        text, facts = _of_all(plain, chance, words=chance.random() < 0.5)
        return Made("loop-csv", text.encode(), facts)
    habit = loop_habits(chance)[0]._replace(name="Checkmarks.csv")
    if chance.random() < 0.5:
        rows = [("Date", "Value", "Notes"), *habit.marks]
        return Made("loop-csv", table(rows).encode(), list(habit.facts(typed=False)))
    rows = [(str(day), str(_code(habit, value)), "") for day, value, _note in habit.marks]
    facts = list(habit.facts(notes=False, typed=False))
    return Made("loop-csv", table([row[:2] for row in rows]).encode(), facts)


def loop_backup(chance: Random) -> Made:
    key = chance.choice(["id", "Id", "ID"])
    valued = chance.random() < 0.7
    typed = valued and chance.random() < 0.7
    habits = loop_habits(chance, measured=typed)
    if not valued:
        habits = [
            habit._replace(marks=[(d, "YES_MANUAL", "") for d, _v, _n in habit.marks]) for habit in habits
        ]
    with closing(sqlite3.connect(":memory:")) as base:
        more = ", type integer, target_type integer, target_value real, unit text" if typed else ""
        base.execute(
            f"create table Habits ({key} integer primary key autoincrement, name text, color integer{more})"
        )
        columns = ", value integer, notes text" if valued else ""
        base.execute(
            f"create table Repetitions (id integer primary key, habit integer, timestamp integer{columns})"
        )
        for n, habit in enumerate(habits, start=1):
            kind = (int(habit.numerical), int(habit.at_most), habit.target, "min") if typed else ()
            marks = ",".join("?" * (3 + len(kind)))
            base.execute(f"insert into Habits values ({marks})", (n, habit.name, 7, *kind))  # noqa: S608
            for day, value, note in habit.marks:
                moment = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)
                said = (_code(habit, value), note) if valued else ()
                base.execute(
                    f"insert into Repetitions(habit, timestamp{', value, notes' if valued else ''})"  # noqa: S608
                    f" values ({','.join('?' * (2 + len(said)))})",
                    (n, moment, *said),
                )
        base.commit()
        data = base.serialize()
    if chance.random() < 0.5:
        data = data[:18] + b"\2\2" + data[20:]  # as Android leaves it
    return Made("loop-backup", data, [one for habit in habits for one in habit.facts()], ("color 7",))
