"""The second method against its vectors: every figure of every kind."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from detox.domain import going_back, lines
from detox.domain.dated_states import (
    contact_state_on,
    counted_days,
    counted_pauses,
    state_on,
    with_change,
)
from detox.domain.dates import Span
from detox.domain.entries import Contact, Outcome, Pause, Task
from detox.domain.fingerprint import code_of
from detox.domain.index import scored_weeks
from detox.domain.judging import Judged
from detox.domain.readings import Reading
from detox.domain.rule_reading import LineRead, RuleReading, changed_reading, first_reading
from detox.domain.settled import SoFar, refusals, settled, settled_on
from detox.domain.snapshot import Snapshot
from detox.domain.trend import index_trend, task_trend
from detox.domain.trial import BasketTask, Op, Rule, Trial
from detox.domain.weeks import Week, WeekScores
from tests.data.made_up import entry
from tests.data.second_method import TODAY, day, diary_of, evidence_of, near, second_vectors

NAMES = {"from": "first_week", "to": "last_week"}
TIMES = {"recorded_at": "2026-10-05T21:00:00+08:00", "updated_at": "2026-10-05T21:00:00+08:00"}
LINES = ("normal_days", "without_app")


def task_of(facts: dict[str, Any]) -> Task:
    """A task of a vector; what it leaves out is as usual."""
    usual = {"id": "t", "name": "T", "category": "c", "since": "2026-08-31"}
    return msgspec.convert(usual | facts, Task)


@pytest.mark.parametrize("vector", second_vectors("state_on"), ids=lambda v: v["day"])
def test_what_stood_on_a_day_is_what_the_vectors_say(vector: dict[str, Any]) -> None:
    at = date.fromisoformat(vector["day"])

    if "state" in vector["record"]:
        contact = msgspec.convert(vector["record"] | {"id": "p", "name": "P", **TIMES}, Contact, strict=False)
        assert [contact_state_on(contact, at)] == vector["expect"]
    else:
        assert list(state_on(task_of(vector["record"]), at)[:2]) == vector["expect"]


@pytest.mark.parametrize("vector", second_vectors("with_change"), ids=lambda v: v["today"])
def test_an_edit_keeps_what_the_vectors_say(vector: dict[str, Any]) -> None:
    task = task_of(vector["record"])
    week = Span(first=date.fromisoformat(vector["week_start"]), last=date.fromisoformat(vector["week_end"]))

    changed = with_change(task, task.replace(**vector["new"]), week=week)

    expect = task_of(vector["expect"])
    assert changed.importance == expect.importance
    assert [(past.until, past.importance, past.listed) for past in changed.was] == [
        (past.until, past.importance, past.listed) for past in expect.was
    ]


@pytest.mark.parametrize("vector", second_vectors("counted_days"), ids=str)
def test_the_days_that_count_are_those_of_the_vectors(vector: dict[str, Any]) -> None:
    pauses = [msgspec.convert({"id": f"p{n}"} | row, Pause) for n, row in enumerate(vector["pauses"])]
    first, last = (date.fromisoformat(vector[name]) for name in ("first", "last"))

    found = counted_days(pauses, first, last, method=vector["method"])

    assert [each.isoformat() for each in found] == vector["expect"]


@pytest.mark.parametrize("vector", second_vectors("weeks"), ids=lambda v: str(len(v["entries"])))
def test_weeks_have_the_figures_of_the_vectors(vector: dict[str, Any]) -> None:
    tasks = [
        Task(
            id=task,
            name=task,
            category="c",
            importance=importance,
            days="mon" if task in vector["usual"] else "",
            since=TODAY,
        )
        for task, importance in vector["basket"].items()
    ]
    entries = [
        entry(n, day(7 * week), task, outcome, minutes)
        for n, (week, task, outcome, minutes) in enumerate(vector["entries"])
    ]

    found, _ = scored_weeks(tasks, entries, [], start=TODAY, until=day(7 * len(vector["weeks"]) - 1))

    assert_weeks(found, vector["weeks"])


def assert_weeks(found: list[Week], expect: list[dict[str, Any]]) -> None:
    """Every figure that is expected of every week."""
    assert len(found) == len(expect)
    for week, wanted in zip(found, expect, strict=True):
        assert {name: getattr(week, name) for name in wanted} == near_of(wanted)


def near_of(value: Any) -> Any:
    """The same within the tolerance, however deep its numbers lie."""
    if isinstance(value, dict):
        return {key: near_of(part) for key, part in value.items()}
    if isinstance(value, list):
        return [near_of(part) for part in value]
    return near(value) if isinstance(value, float) else value


def plain(found: Any, expect: dict[str, Any]) -> dict[str, Any]:
    """Those of a record's figures that are expected, as JSON has them."""
    return {name: msgspec.to_builtins(getattr(found, NAMES.get(name, name))) for name in expect}


@pytest.mark.parametrize("vector", second_vectors("trend"), ids=lambda v: v["expect"]["call"])
def test_series_have_the_trend_of_the_vectors(vector: dict[str, Any]) -> None:
    series = {
        task: {int(week): score for week, score in own.items()} for task, own in vector["series"].items()
    }

    found = task_trend(
        series, vector["weeks"], vector["importance"], margin=vector["margin"], limit=vector["limit"]
    )

    assert plain(found, vector["expect"]) == near_of(vector["expect"])


def assert_judged(found: Judged, expect: dict[str, Any]) -> None:
    """Every figure that is expected of a line."""
    assert plain(found, expect) == near_of(expect)


@pytest.mark.parametrize("vector", second_vectors("share_line"), ids=lambda v: str(v["line"]))
def test_a_share_of_days_is_read_as_the_vectors_say(vector: dict[str, Any]) -> None:
    hits = [bool(hit) for hit in vector["y"]]

    assert_judged(lines.share_line(vector["days"], hits, vector["line"], vector["whole"]), vector["expect"])


@pytest.mark.parametrize("vector", second_vectors("without_app_line"), ids=lambda v: str(v["line"]))
def test_what_was_done_without_the_app_is_read_as_the_vectors_say(vector: dict[str, Any]) -> None:
    live = vector.get("live")
    basket = {t: i for t, i in vector["basket"].items() if live is None or t in live or t in vector["per"]}

    found = lines.without_app_line(
        vector["per"], basket, vector["line"], written=vector["written"], whole=vector["whole"]
    )

    assert_judged(found, vector["expect"])


@pytest.mark.parametrize("vector", second_vectors("level_line"), ids=lambda v: str(v["line"]))
def test_a_level_is_read_as_the_vectors_say(vector: dict[str, Any]) -> None:
    found = lines.level_line(vector["values"], vector["errors"], vector["line"])

    assert_judged(found, vector["expect"])


@pytest.mark.parametrize("vector", second_vectors("count_line"), ids=lambda v: str(v["count"]))
def test_a_count_is_read_as_the_vectors_say(vector: dict[str, Any]) -> None:
    days = {name: vector[name] for name in ("written", "whole", "needed")}

    assert_judged(lines.count_line(vector["count"], vector["limit"], **days), vector["expect"])


@pytest.mark.parametrize("vector", second_vectors("rating_line"), ids=lambda v: str(v["line"]))
def test_a_rating_is_read_as_the_vectors_say(vector: dict[str, Any]) -> None:
    assert_judged(lines.rating_line(vector["days"], vector["x"], vector["line"]), vector["expect"])


@pytest.mark.parametrize("vector", second_vectors("shift_line"), ids=lambda v: v["op"])
def test_a_shift_is_read_as_the_vectors_say(vector: dict[str, Any]) -> None:
    halves = (vector["days1"], vector["first"]), (vector["days2"], vector["last"])

    assert_judged(lines.shift_line(*halves, vector["line"], Op(vector["op"])), vector["expect"])


@pytest.mark.parametrize("vector", second_vectors("day_minutes"), ids=str)
def test_a_days_minutes_are_those_of_the_vectors(vector: dict[str, Any]) -> None:
    entries = [(Outcome(outcome), minutes) for outcome, minutes in vector["entries"]]

    assert lines.day_minutes(entries) == near_of(vector["expect"])


@pytest.mark.parametrize("vector", second_vectors("refusals"), ids=lambda v: str(list(v["expect"])))
def test_lines_are_refused_as_the_vectors_say(vector: dict[str, Any]) -> None:
    basket = [BasketTask(usual=True, **task) for task in vector["basket"]]

    found = refusals(msgspec.convert(vector["rule"], Rule), basket, vector["people"])

    assert found == vector["expect"]


@pytest.mark.parametrize("vector", second_vectors("settled"), ids=lambda v: str(v["expect"][0]))
def test_lines_are_settled_as_the_vectors_say(vector: dict[str, Any]) -> None:
    found = settled(msgspec.convert(vector["rule"], Rule), msgspec.convert(vector["facts"], SoFar))

    assert [list(found.lines), found.whole] == vector["expect"]


def test_a_trials_code_is_that_of_the_vectors() -> None:
    (vector,) = second_vectors("first_hash")

    trial = msgspec.convert(vector["trial"], Trial)

    assert (trial.first_hash, trial.code) == (vector["hash"], vector["code"])
    assert trial.code == code_of(vector["hash"])


def test_a_readings_hash_is_that_of_the_vectors() -> None:
    (vector,) = second_vectors("reading_hash")

    assert msgspec.convert(vector, Reading).own_hash == vector["hash"]


DIARIES = second_vectors("diaries")


def weeks_of(diary: Snapshot) -> tuple[list[Week], list[WeekScores]]:
    """The weeks of a vector's diary as they are drawn."""
    start, last, end = reach_of(diary)
    return scored_weeks(
        diary.tasks,
        diary.entries,
        diary.checkins,
        start=start,
        until=last,
        pauses=counted_pauses(diary.pauses, 2),
        end=end,
    )


def reach_of(diary: Snapshot) -> tuple[date, date, date | None]:
    """From where to where its weeks run, and where they are cut."""
    if diary.trial is None:
        first, last = diary.entries[0].day, max(record.day for record in (*diary.entries, *diary.checkins))
        return first - timedelta(days=first.weekday()), last, None
    return diary.trial.start, min(TODAY, diary.trial.later_end), diary.trial.later_end


@pytest.mark.parametrize("vector", DIARIES, ids=lambda v: v["name"])
def test_a_diary_has_the_weeks_of_the_vectors(vector: dict[str, Any]) -> None:
    assert_weeks(weeks_of(diary_of(vector["diary"]))[0], vector["expect"]["weeks"])


@pytest.mark.parametrize("vector", DIARIES, ids=lambda v: v["name"])
def test_a_diary_has_the_trend_of_the_vectors(vector: dict[str, Any]) -> None:
    found = index_trend(weeks_of(diary_of(vector["diary"]))[1], TODAY)

    assert plain(found, vector["expect"]["trend"]) == near_of(vector["expect"]["trend"])


def read_as_json(found: RuleReading | None, expect: dict[str, Any] | None) -> Any:
    """A reading as the vectors have it, where days are counted from today."""
    if found is None or expect is None:
        return found
    made = msgspec.to_builtins(found) | {"criteria": [_line(line) for line in found.criteria]}
    made["window"] = (
        [(each - TODAY).days for each in (found.window.first, found.window.last)] if found.window else None
    )
    return {name: made[name] for name in expect}


def _line(line: LineRead) -> dict[str, Any]:
    facts = msgspec.to_builtins(line)
    judged = facts.pop("judged")
    for name in ("confidence", *(() if judged["turned"] is not None else ("turned",))):
        del judged[name]
    return {key: facts[key] for key in ("id", "op", "threshold", "n", "needed")} | judged


@pytest.mark.parametrize("vector", [v for v in DIARIES if "verdict" in v["expect"]], ids=lambda v: v["name"])
def test_a_diary_is_read_as_the_vectors_say(vector: dict[str, Any]) -> None:
    diary = diary_of(vector["diary"])
    assert diary.trial is not None
    expect = vector["expect"]

    first = first_reading(diary.trial, evidence_of(diary))
    settled_so_far = settled_on(diary.trial, evidence_of(diary))
    changed = changed_reading(diary.trial, evidence_of(diary), today=TODAY)

    if "settled" in expect["verdict"]:
        assert list(settled_so_far.lines) == expect["verdict"].pop("settled")
        assert settled_so_far.whole == expect["verdict"].pop("settled_whole")
    if diary.trial.first_end < TODAY:  # before, nobody is shown what it would say
        assert read_as_json(first, expect["verdict"]) == near_of(expect["verdict"])
    assert read_as_json(changed, expect["changed"]) == near_of(expect["changed"])


@pytest.mark.parametrize("vector", DIARIES, ids=lambda v: v["name"])
def test_a_diary_has_the_pictures_of_the_vectors(vector: dict[str, Any]) -> None:
    diary = diary_of(vector["diary"])
    start, last, _ = reach_of(diary)
    counted = counted_days(diary.pauses, start, last, method=2)
    members = weeks_of(diary)[1][-1].members

    recent = going_back.recent_days(members, diary.entries, counted, last)
    found = going_back.found_ways(diary.tasks, members, diary.entries, counted, start=start, last=last)

    made = {
        "back": _groups(going_back.tasks_back(recent, found)),
        "ways": going_back.ways(found),
        "threads": going_back.threads(recent),
        "owners": going_back.owners(recent, diary.channels),
        "helpers": going_back.helpers(recent),
        "baseline": going_back.baseline(members, diary.tasks),
    }
    expect = vector["expect"]["ties"]
    as_lists = msgspec.json.decode(msgspec.json.encode(made))
    assert {name: as_lists[name] for name in expect} == near_of(expect)


def _groups(tasks: tuple[going_back.TaskBack, ...]) -> dict[str, list[Any]]:
    groups: dict[str, list[Any]] = {group.value: [] for group in going_back.Group}
    for task in tasks:
        slower = task.group is going_back.Group.SLOWER
        groups[task.group].append({"id": task.id, "minutes": task.minutes} if slower else task.id)
    return groups
