"""A rule's lines by the second method: how much each needs, what it counts, and on which list."""

from datetime import date
from typing import Any

import pytest

from detox.domain.dates import Span
from detox.domain.entries import CheckIn, Contact, ContactState, Entry, PastContact, Pause, Task
from detox.domain.facts import Evidence
from detox.domain.judging import Standing
from detox.domain.kept_readings import frozen
from detox.domain.lines import TOO_FEW_DAYS
from detox.domain.rule_reading import LineRead, RuleReading, changed_reading, first_reading
from detox.domain.trial import Trial, rule_of
from tests.data.made_up import START, after, checkin, entry, stamp

MET, NOT_MET, EARLY = Standing.MET, Standing.NOT_MET, Standing.TOO_EARLY
EVERY_DAY = "mon tue wed thu fri sat sun"
PAY = Task(id="pay", name="Pay", category="c", importance=3, days=EVERY_DAY, since=START)
MSG = Task(id="msg", name="Msg", category="c", importance=1, days="", since=START)


def person(name: str, state: ContactState, **more: Any) -> Contact:
    return Contact(id=name, name=name, state=state, key=True, updated_at=stamp(START), **more)


def trial_of(
    days: int = 28,
    tasks: tuple[Task, ...] = (PAY, MSG),
    contacts: tuple[Contact, ...] = (),
    **lines: float,
) -> Trial:
    rule = rule_of(lines, days=days, need="all")
    trial = Trial(start=START, days=days, window=rule.window, need="all", criteria=rule.criteria)
    return frozen(trial, tasks, contacts)


def seen(**written: Any) -> Evidence:
    return Evidence(**{"tasks": (PAY, MSG), "rows": [], "checkins": [], **written})


def read(trial: Trial, last: date | None = None, **written: Any) -> RuleReading:
    return first_reading(trial, seen(**written), last=last)


def only(found: RuleReading) -> LineRead:
    (line,) = found.criteria
    return line


def entries(count: int, outcome: str = "direct", first: int = 0, minutes: int | None = None) -> list[Entry]:
    return [entry(n, after(first + n), "pay", outcome, minutes) for n in range(count)]


def answers(count: int, first: int = 0, **given: Any) -> list[CheckIn]:
    return [checkin(after(first + n), **given) for n in range(count)]


ENOUGH: dict[str, tuple[float, int, Any]] = {
    "normal_days": (50, 17, lambda n: {"checkins": answers(n, normal=True)}),
    "urge": (3, 9, lambda n: {"checkins": answers(n, first=28 - n, urge=1)}),
    "mood": (-1, 9, lambda n: {"checkins": answers(n, mood=4) + answers(14, first=14, mood=6)}),
    "cut_off": (1, 9, lambda n: {"checkins": answers(14, cut_off=4) + answers(n, first=14, cut_off=2)}),
    "cost": (20, 17, lambda n: {"rows": entries(n, "workaround", minutes=10)}),
    "without_app": (50, 17, lambda n: {"rows": entries(n)}),
    "app_days": (4, 17, lambda n: {"rows": entries(n)}),
    "essential_unmet": (2, 17, lambda n: {"rows": entries(n)}),
}
"""By line: where it stands, how much it needs of 28 days, and evidence of so much, by which it is met."""


@pytest.mark.parametrize("name", ENOUGH)
def test_a_line_with_just_enough_is_read_and_with_one_less_it_is_too_early(name: str) -> None:
    line, needed, made = ENOUGH[name]
    trial = trial_of(**{name: line})

    enough, less = (only(read(trial, **made(n))) for n in (needed, needed - 1))

    assert (enough.n, enough.needed, enough.judged.status) == (needed, needed, MET)
    assert (less.n, less.needed, less.judged.status) == (needed - 1, needed, EARLY)
    assert (less.judged.why, less.judged.value, less.hits, less.tries) == (TOO_FEW_DAYS, None, None, None)


def test_of_a_share_of_days_it_is_told_how_many_of_how_many() -> None:
    days = answers(15, normal=True) + answers(5, first=15, normal=False) + answers(4, first=20, mood=5)

    found = read(trial_of(normal_days=80, urge=3), checkins=days)

    normal, urge = found.criteria
    assert (normal.n, normal.hits, normal.tries, normal.judged.value) == (20, 15, 20, 75)
    assert (urge.hits, urge.tries) == (None, None)


def test_a_share_that_the_unwritten_days_could_turn_keeps_its_parts_and_its_reason() -> None:
    line = only(read(trial_of(normal_days=80), checkins=answers(17, normal=True)))
    turned = only(read(trial_of(normal_days=81), checkins=answers(17, normal=True)))

    assert line.judged.status is MET
    assert (turned.judged.status, turned.judged.why) == (EARLY, "unwritten")
    assert (turned.hits, turned.tries) == (17, 17)


def test_all_unwritten_days_bad_or_all_good_stand_beside_it() -> None:
    days = answers(15, normal=True) + answers(5, first=15, normal=False)

    found = read(trial_of(normal_days=80), checkins=days).unwritten

    assert found is not None
    assert (found.days, found.all_bad, found.all_good) == (8, 100 * 15 / 28, 100 * 23 / 28)


def test_people_are_the_frozen_ones_as_they_stood_on_the_last_day() -> None:
    later = PastContact(until=after(30), state=ContactState.TOLD)
    people = (
        person("a", ContactState.CONFIRMED),
        person("b", ContactState.REPLIED),
        person("c", ContactState.TOLD),
        person("d", ContactState.CONFIRMED, was=(later,)),
        person("e", ContactState.CONFIRMED),
    )
    trial = trial_of(contacts=people, people=60)

    line = only(read(trial, contacts=[*people[:2], people[3], person("f", ContactState.CONFIRMED)]))
    every = only(read(trial, contacts=people))
    nobody = only(read(trial_of(people=60), contacts=people))

    assert (line.hits, line.tries, line.n, line.needed) == (2, 5, 5, 1)
    assert (line.judged.status, line.judged.value) == (NOT_MET, 40)
    assert (every.hits, every.judged.status, every.judged.value) == (3, MET, 60)
    assert (nobody.judged.status, nobody.n, nobody.hits, nobody.tries) == (EARLY, 0, None, None)


def test_days_with_the_app_and_what_mattered_most_and_was_not_done_are_counted_apart() -> None:
    rows = [entry(n, after(n), "msg", "app") for n in range(2)]
    rows += [entry(10 + n, after(2), "pay", "unmet") for n in range(3)]

    unmet, app = read(trial_of(essential_unmet=2, app_days=1), rows=rows).criteria

    assert (unmet.id, unmet.judged.value, unmet.judged.status) == ("essential_unmet", 3, NOT_MET)
    assert (app.id, app.judged.value, app.judged.status) == ("app_days", 2, NOT_MET)


@pytest.mark.parametrize(("veto", "verdict"), [((), MET), (("normal_days",), MET), (("urge",), NOT_MET)])
def test_what_must_be_met_in_any_case_stands_above_the_count(
    veto: tuple[str, ...], verdict: Standing
) -> None:
    trial = trial_of(normal_days=80, urge=3).replace(need=1, veto=veto)

    assert read(trial, checkins=answers(28, normal=True, urge=9)).verdict is verdict


def weeks_of_five(*outcomes: str, first: int = 0) -> list[Entry]:
    """Five entries at the end of each week, of one outcome a week."""
    return [
        entry(10 * week + n, after(first + 7 * week + 2 + n), "pay", outcome)
        for week, outcome in enumerate(outcomes)
        for n in range(5)
    ]


@pytest.mark.parametrize(("days", "n", "value"), [(31, 4, 37.5), (32, 3, 0), (28, 4, 37.5)])
def test_a_week_counts_for_the_index_with_four_days_in_the_window(days: int, n: int, value: float) -> None:
    rows = weeks_of_five("app", "proxy", "direct", "direct")

    line = only(read(trial_of(days=days, index=40), rows=rows))

    assert (line.n, line.needed, line.judged.status, line.judged.value) == (n, 3, MET, value)


@pytest.mark.parametrize(("first", "n"), [(11, 4), (10, 3)])
def test_a_week_of_which_the_end_is_paused_counts_with_its_first_four_days(first: int, n: int) -> None:
    pause = Pause(id="p", first=after(first), last=after(13), recorded_at=stamp(after(10)))
    rows = weeks_of_five(*["app"] * 4) + [entry(90 + n, after(7), "pay", "app") for n in range(5)]

    assert only(read(trial_of(index=40), rows=rows, pauses=[pause])).n == n


def test_three_good_weeks_of_four_are_needed() -> None:
    lines = [
        only(read(trial_of(index=40), rows=weeks_of_five(*["app"] * count, first=7))) for count in (3, 2)
    ]

    assert [(line.n, line.judged.status, line.judged.value) for line in lines] == [
        (3, NOT_MET, 100),
        (2, EARLY, None),
    ]


@pytest.mark.parametrize(("days", "n"), [(EVERY_DAY, 0), ("", 4)])
def test_a_week_of_a_frozen_list_is_known_by_its_usual_tasks(days: str, n: int) -> None:
    tasks = (MSG, PAY.replace(id="never", days=days))
    rows = [row.replace(task="msg") for row in weeks_of_five(*["app"] * 4)]

    line = only(read(trial_of(tasks=tasks, index=40), rows=rows, tasks=()))

    assert line.n == n


def test_the_frozen_list_has_every_entry_though_its_task_is_gone_by_now() -> None:
    gone = PAY.replace(listed=False, since=after(20))

    line = only(read(trial_of(index=40), rows=weeks_of_five(*["direct"] * 4), tasks=(gone,)))

    assert (line.n, line.judged.status) == (4, MET)


@pytest.mark.parametrize(("weeks", "status"), [(6, NOT_MET), (5, EARLY)])
def test_six_weeks_that_rise_break_the_promise_that_nothing_rises(weeks: int, status: Standing) -> None:
    rows = [
        entry(10 * week + n, after(7 * week), "pay", "workaround", 5 * week)
        for week in range(weeks)
        for n in range(5)
    ]

    line = only(read(trial_of(days=42, no_rise=0), rows=rows))

    assert (line.n, line.needed, line.judged.status) == (weeks, 6, status)


def test_what_is_read_is_the_window_and_the_days_of_it_that_were_written() -> None:
    rows = [*entries(3, first=2), entry(9, after(40), "pay", "direct", swept=True)]
    pause = Pause(id="p", first=after(10), last=after(12), recorded_at=stamp(after(10)))

    found = read(trial_of(days=42, urge=3), rows=rows, checkins=answers(5, first=40, urge=1), pauses=[pause])

    assert found.window == Span(first=after(14), last=after(41))
    assert (found.logged_days, found.entry_days, found.paused_days) == (2, 0, 3)


def test_of_days_that_were_all_paused_there_is_no_window() -> None:
    pause = Pause(id="p", first=after(0), last=after(27), recorded_at=stamp(START))

    found = read(trial_of(normal_days=80), pauses=[pause], checkins=answers(28, normal=True))

    assert (found.window, found.paused_days, found.logged_days) == (None, 28, 0)
    assert found.unwritten is not None
    assert (found.unwritten.days, found.unwritten.all_bad, found.unwritten.all_good) == (0, 0, 0)
    assert found.verdict is EARLY


def test_a_rule_is_read_as_if_it_ended_on_the_day_that_is_asked_for() -> None:
    days = answers(20, normal=True) + answers(8, first=20, normal=False)
    trial = trial_of(normal_days=80)

    assert only(read(trial, checkins=days)).hits == 20
    assert (only(read(trial, after(19), checkins=days)).tries, read(trial, checkins=days).verdict) == (
        20,
        NOT_MET,
    )


def test_unchanged_nothing_stands_beside_the_first_rule() -> None:
    people = (person("a", ContactState.TOLD),)
    trial = trial_of(contacts=people, people=50)

    assert changed_reading(trial, seen(contacts=people), today=after(27)) is None
    assert changed_reading(trial, seen(contacts=people), today=after(28)) is None


@pytest.mark.parametrize(
    "change",
    [
        {"tasks": (PAY,)},
        {"tasks": (PAY, MSG.replace(importance=2))},
        {"contacts": ()},
        {"contacts": (person("a", ContactState.TOLD), person("b", ContactState.TOLD))},
    ],
    ids=["a task gone", "another importance", "a person gone", "a person more"],
)
def test_another_list_or_other_people_are_read_beside_it_after_the_end(change: dict[str, Any]) -> None:
    people = (person("a", ContactState.TOLD),)
    trial = trial_of(contacts=people, people=50)
    now = seen(**{"contacts": people, **change})

    assert changed_reading(trial, now, today=after(27)) is None
    found = changed_reading(trial, now, today=after(28))
    assert found is not None
    assert found.window == Span(first=after(0), last=after(27))


def test_the_changed_rule_is_read_on_the_list_of_its_own_end() -> None:
    trial = trial_of(without_app=50).amended(
        rule_of({"index": 40, "without_app": 60}, days=35),
        time=stamp(after(3)),
        day=4,
        logged=4,
        reason="ill",
    )
    own = PAY.replace(id="own", importance=2, since=after(28))
    rows = [entry(n, after(7 + n), "own", "app" if n % 2 else "direct") for n in range(28)]

    found = changed_reading(trial, seen(tasks=(own, MSG), rows=rows), today=after(35))

    assert found is not None
    weeks, line = found.criteria
    assert (line.threshold, line.n, line.judged.value, line.judged.status) == (60, 28, 50, NOT_MET)
    assert (weeks.n, weeks.judged.status) == (1, EARLY)  # it joined in the last one
    assert found.window == Span(first=after(7), last=after(34))
    assert changed_reading(trial, seen(tasks=(own, MSG), rows=rows), today=after(34)) is None
