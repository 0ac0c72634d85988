"""A table that no program is known for: a day, a task, how it went and a note, by a plan that is shown."""

from collections.abc import Iterator, Mapping

from detox.exchange.foreign.foreign_csv import heads, named_table, text_of
from detox.exchange.foreign.source import Mark, Source, SourceRow, TableReading, refuse, source
from detox.exchange.foreign.written_dates import (
    months_in,
    order_of,
    time_behind,
    written_day,
)
from detox.exchange.foreign.written_times import clock_of

DATE, TIME, TASK, OUTCOME, NOTE = "date", "time", "task", "outcome", "note"
HEADS = {
    DATE: ("date", "day", "datetime", "timestamp", "when", "datum", "fecha", "日期", "打卡日期"),
    TIME: ("time", "hour", "clock", "uhrzeit", "hora", "heure", "时间", "时刻", "打卡时间"),
    TASK: ("task", "habit", "activity", "item", "what", "name", "任务", "习惯", "事项", "项目", "名称"),
    OUTCOME: ("outcome", "result", "done", "value", "status", "completed", "check", "结果", "完成", "状态"),
    NOTE: ("note", "notes", "comment", "comments", "text", "remark", "memo", "description", "备注", "笔记"),
}
"""What people call those columns; of several, the first in this order is taken."""
WORDS = {
    Mark.YES: tuple("yes y true x ✓ ✔ ☑ ✅ √ done completed ok 是 完成 已完成 做了 有".split()),  # noqa: SIM905
    Mark.NO: tuple("no n false ✗ ✘ ☒ ❌ × missed failed undone 否 没 没有 未完成".split()),  # noqa: SIM905
    Mark.SKIP: ("skip", "skipped", "s", "n/a", "na", "none", "跳过", "请假", "不需要"),
    Mark.UNKNOWN: ("", "-", "?", "unknown", "未知"),
}
"""What people write for how it went."""
MOST_WORDS = 60
OWN = "recorded_at"
"""A column of the tables that Detox itself writes."""
DELIMITERS = ",;\t"


def read(data: bytes, reading: TableReading | None = None) -> Source:
    """What a table holds, read as that says or as its columns are called.

    Raises:
        BadLog: no column is one of days, or there is nothing but days; the line is named.
    """
    text, delimiter = _opened(text_of(data))
    named = heads(text, delimiter=delimiter)
    if OWN in named:
        refuse("file", "the folder or the zip that detox export wrote", "one table of it")
    columns = reading.columns if reading and reading.columns else _guessed(named)
    _check(columns, named)
    table = list(named_table(text, tuple(columns.values()), delimiter=delimiter))
    days = [cells[columns[DATE]] for _place, cells in table]
    dates = (reading.dates if reading else "") or order_of(days) or ""
    outcomes = _outcomes(table, columns, dict(reading.outcomes) if reading else {})
    aside: list[str] = []
    for place, cells in table:
        aside += [
            f"{place}: {key} {cells[key].strip()}"
            for key in cells
            if key not in columns.values() and cells[key].strip()
        ]
    used = TableReading(columns=dict(columns), outcomes=outcomes, dates=dates)
    return source("table", (), _rows(table, used, months_in(days)), aside, used)


def is_like(data: bytes) -> bool:
    """Whether the first line names a day and something else that is known."""
    line = data[:4096].decode(errors="replace").lstrip("\ufeff")
    try:
        text, delimiter = _opened(line)
        columns = _guessed(heads(text.partition("\n")[0], delimiter=delimiter))
    except Exception:  # noqa: BLE001 - a first look never refuses
        return False
    return DATE in columns and any(role in columns for role in (TASK, OUTCOME, NOTE))


def _opened(text: str) -> tuple[str, str]:
    """The text from its header on, and what stands between its cells."""
    first, _, rest = text.partition("\n")
    told = first.rstrip("\r")
    if told.lower().startswith("sep=") and len(told) == len("sep=,"):
        return rest, told[-1]
    return text, max(DELIMITERS, key=first.count)


def _guessed(named: tuple[str, ...]) -> dict[str, str]:
    plain = {name.strip().casefold().rstrip("?？"): name for name in reversed(named)}
    found = {
        role: next((plain[word] for word in words if word in plain), None) for role, words in HEADS.items()
    }
    return {role: name for role, name in found.items() if name is not None}


def _check(columns: Mapping[str, str], named: tuple[str, ...]) -> None:
    for role, name in columns.items():
        if role not in HEADS:
            refuse("plan.columns", " | ".join(HEADS), role)
        if name not in named:
            refuse(f"plan.columns.{role}", f"one of {', '.join(named)[:200]}", name)
    if DATE not in columns or not {TASK, OUTCOME, NOTE} & columns.keys():
        advice = "columns of a date and of a task, an outcome or a note; a plan with [columns] may name them"
        refuse("line 1", advice, ", ".join(named))


def _outcomes(
    table: list[tuple[str, dict[str, str]]], columns: Mapping[str, str], told: dict[str, Mark]
) -> dict[str, Mark]:
    """What each word means: as the plan says, or as it is mostly meant, or unknown."""
    if OUTCOME not in columns:
        return {}
    known = {word: mark for mark, words in WORDS.items() for word in words}
    found: dict[str, Mark] = {}
    for _place, cells in table:
        word = cells[columns[OUTCOME]].strip()
        if word not in found and _number(word) is None:
            found[word] = told.get(word, known.get(word.casefold(), Mark.UNKNOWN))
        if len(found) > MOST_WORDS:
            refuse(
                f"column {columns[OUTCOME]}", f"at most {MOST_WORDS} different words for an outcome", "more"
            )
    return found


def _rows(
    table: list[tuple[str, dict[str, str]]], used: TableReading, months: dict[str, int]
) -> Iterator[SourceRow]:
    for place, cells in table:
        said = {role: cells[name].strip() for role, name in used.columns.items()}
        day = written_day(said[DATE], place, order=used.dates or None, months=months)
        at = clock_of(said.get(TIME, "") or time_behind(said[DATE]), place)
        habit = said[TASK] if TASK in said else used.columns.get(OUTCOME, "")
        if not habit:
            yield SourceRow(place=place, day=day, at=at, text=said.get(NOTE, ""))
            continue
        mark, told = _mark(said[OUTCOME], used.outcomes) if OUTCOME in said else (Mark.YES, "")
        text = "\n".join(part for part in (told, said.get(NOTE, "")) if part)
        yield SourceRow(place=place, day=day, at=at, habit=habit, mark=mark, text=text)


def _mark(word: str, outcomes: Mapping[str, Mark]) -> tuple[Mark, str]:
    """What a cell means, and what of it is kept in words: an amount, or what is not understood."""
    number = _number(word)
    if number is None:
        mark = outcomes[word]
        return mark, word if mark is Mark.UNKNOWN and word.casefold() not in WORDS[Mark.UNKNOWN] else ""
    return Mark.YES if number else Mark.NO, "" if number in (0, 1) else word


def _number(word: str) -> float | None:
    try:
        number = float(word.replace(",", "."))
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None
