"""The verdict: its vectors, the twelve weeks, and that only the written rule decides."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detox.domain.entries import CheckIn, Contact, ContactState, Entry, Pause, Task
from detox.domain.facts import Evidence
from detox.domain.judging import (
    TOO_EARLY,
    Clarity,
    Judged,
    Standing,
    combined,
    judge_count,
    judge_level,
    judge_share,
    judge_shift,
)
from detox.domain.posterior import day_share
from detox.domain.trial import Op, Trial, rule_of
from detox.domain.verdict import CriterionResult, Verdict, verdict
from tests.data.made_up import START, after, checkin, entry, stamp, twelve_weeks, vectors

MET, NOT_MET, EARLY = Standing.MET, Standing.NOT_MET, Standing.TOO_EARLY
SHOP = Task(id="pay.shop", name="Pay in a shop", category="payments", importance=3, since=START)


def near(value: object) -> Any:
    return pytest.approx(value, abs=1e-6)


def stands(judged: Judged, expect: dict[str, Any]) -> bool:
    return (judged.status, judged.clarity) == (expect["status"], expect["clarity"])


def trial_of(days: int = 84, veto: tuple[str, ...] = (), need: Any = "all", **lines: float) -> Trial:
    rule = rule_of(lines, days=days, need=need, veto=veto)
    return Trial(start=START, days=days, window=rule.window, need=need, veto=veto, criteria=rule.criteria)


def read(trial: Trial, day: int = 84, *, preview: bool = False, **written: Any) -> Verdict:
    evidence = Evidence(**{"tasks": [SHOP], "rows": [], "checkins": [], **written})
    return verdict(trial, evidence, today=after(day - 1), preview=preview)


def only(found: Verdict) -> CriterionResult:
    (finding,) = found.criteria
    return finding


@pytest.mark.parametrize("vector", vectors("share"), ids=lambda vector: vector["name"][:3])
def test_a_share_of_days_is_judged_as_the_vectors_say(vector: dict[str, Any]) -> None:
    expect = vector["expect"]
    if expect["status"] == "too early":
        days = [
            checkin(after(56 + n), normal=bool(y)) for n, y in zip(vector["days"], vector["y"], strict=True)
        ]
        found = only(read(trial_of(normal_days=80), checkins=days))
        assert (found.status, found.clarity, found.n, found.needed) == (EARLY, None, 10, expect["needed"])
        return

    share = day_share(vector["days"], [bool(y) for y in vector["y"]])
    judged = judge_share(share, 100 * vector["threshold"])

    assert stands(judged, expect)
    assert (share.n, share.k) == (expect["n"], expect["k"])
    assert [share.spread, share.n_eff, share.belief.a, share.belief.b] == near(
        [expect["rho"], expect["neff"], *expect["beta"]]
    )
    assert [judged.value, judged.low, judged.high, judged.confidence] == near(
        [100 * expect["share"], 100 * expect["lo"], 100 * expect["hi"], expect["confidence"]]
    )


@pytest.mark.parametrize("vector", vectors("decide_level"), ids=str)
def test_a_level_is_judged_as_the_vectors_say(vector: dict[str, Any]) -> None:
    judged = judge_level(vector["values"], vector["ses"], vector["threshold"])

    expect = vector["expect"]
    assert stands(judged, expect)
    assert [judged.value, judged.low, judged.high] == near([expect["value"], expect["lo"], expect["hi"]])


@pytest.mark.parametrize("vector", vectors("decide_count"), ids=str)
def test_a_count_is_judged_as_the_vectors_say(vector: dict[str, Any]) -> None:
    judged = judge_count(
        vector["count"],
        vector["limit"],
        logged=vector["logged_days"],
        window=vector["window_days"],
        needed=vector["n_required"],
    )

    expect = vector["expect"]
    assert stands(judged, expect)
    assert judged.value == expect.get("count")
    assert judged.confidence == near(expect.get("confidence"))


@pytest.mark.parametrize("vector", vectors("decide_shift"), ids=str)
def test_a_shift_is_judged_as_the_vectors_say(vector: dict[str, Any]) -> None:
    judged = judge_shift(vector["first"], vector["last"], vector["limit"], Op(vector["direction"]))

    assert stands(judged, vector["expect"])
    assert judged.value == vector["expect"]["shift"]


@pytest.mark.parametrize("vector", vectors("combine"), ids=str)
def test_lines_are_combined_as_the_vectors_say(vector: dict[str, Any]) -> None:
    statuses = {name: Standing(status) for name, status in vector["statuses"].items()}

    found = combined(list(statuses.values()), [statuses[name] for name in vector["veto"]], vector["k"])

    assert found == vector["expect"]


def test_the_twelve_weeks_are_read_as_they_were_published() -> None:
    diary = twelve_weeks()
    lines = {"normal_days": 80, "index": 40, "without_app": 75, "essential_unmet": 2, "urge": 3}
    trial = Trial(start=START, need=4, criteria=rule_of(lines).criteria)

    found = verdict(
        trial, Evidence(tasks=diary.tasks, rows=diary.entries, checkins=diary.checkins), today=after(83)
    )

    normal, index, _, unmet, _ = found.criteria
    assert (normal.hits, normal.tries, normal.n, normal.status, normal.clarity) == (
        22,
        26,
        26,
        MET,
        Clarity.CLOSE,
    )
    assert [round(x or 0, 1) for x in (normal.value, normal.low, normal.high)] == [84.6, 66.8, 94.6]
    assert (index.status, index.clarity, round(index.value or 0, 1), index.n) == (MET, Clarity.CLEAR, 24.4, 4)
    assert (unmet.status, unmet.value) == (MET, 0)
    assert (found.verdict, found.logged_days, found.day) == (MET, 26, 84)
    assert (found.window.first, found.window.last) == (after(56), after(83))


def test_before_the_end_nothing_but_the_data_is_told() -> None:
    days = [checkin(after(n), normal=True) for n in range(70)]

    found = read(trial_of(normal_days=80), 70, checkins=days)

    assert (found.verdict, found.preview, found.day, found.days) == (None, False, 70, 84)
    assert (only(found).status, only(found).value, only(found).n, only(found).needed) == (None, None, 14, 17)


def test_a_preview_reads_the_days_up_to_today() -> None:
    days = [checkin(after(n), normal=True) for n in range(34)]

    found = read(trial_of(normal_days=80), 34, preview=True, checkins=days)

    assert (found.verdict, found.preview, found.day) == (MET, True, 34)
    assert (found.window.first, found.window.last, only(found).n) == (after(6), after(33), 28)


def test_a_preview_of_the_first_days_is_too_early() -> None:
    days = [checkin(after(n), normal=True) for n in range(10)]

    found = read(trial_of(normal_days=80), 10, preview=True, checkins=days)

    assert (found.verdict, only(found).n, only(found).needed) == (EARLY, 10, 17)
    assert found.window.first == START


def test_no_later_day_changes_the_verdict() -> None:
    days = [checkin(after(n), normal=n < 84, mood=5, urge=2) for n in range(140)]
    rows = [entry(n, after(n), "pay.shop", "direct" if n < 84 else "app") for n in range(140)]
    trial = trial_of(normal_days=80, index=40, app_days=4, urge=3, mood=-1, no_rise=0)

    at_the_end = read(trial, 84, checkins=days[:84], rows=rows[:84])
    much_later = read(trial, 140, checkins=days, rows=rows)

    assert at_the_end.verdict == MET
    assert much_later == at_the_end


def test_a_preview_after_the_end_is_the_verdict() -> None:
    assert not read(trial_of(normal_days=80), 90, preview=True).preview


def test_paused_days_leave_both_sides() -> None:
    pause = Pause(id="ill", first=after(56), last=after(65))
    bad = [checkin(after(n), normal=False) for n in range(56, 66)]
    good = [checkin(after(n), normal=True) for n in range(66, 77)]

    found = only(read(trial_of(normal_days=80), checkins=bad + good, pauses=[pause]))

    assert (found.status, found.hits, found.tries, found.needed) == (MET, 11, 11, 11)


def test_a_passed_limit_is_final_however_few_the_days() -> None:
    rows = [entry(n, after(60), "pay.shop", "unmet") for n in range(3)]

    found = only(read(trial_of(essential_unmet=2), rows=rows))

    assert (found.status, found.clarity, found.n) == (NOT_MET, Clarity.CLEAR, 1)


def test_only_listed_tasks_that_matter_most_are_essential() -> None:
    minor = SHOP.replace(id="minor", importance=2)
    off_list = SHOP.replace(id="off", listed=False)
    rows = [entry(n, after(60), task, "unmet") for n, task in enumerate(["minor", "off", "unknown"] * 3)]
    days = [checkin(after(n), mood=5) for n in range(56, 84)]

    found = only(read(trial_of(essential_unmet=0), rows=rows, checkins=days, tasks=[SHOP, minor, off_list]))

    assert (found.status, found.value) == (MET, 0)


def many(count: int, first: int = 56, **given: Any) -> list[CheckIn]:
    return [checkin(after(first + n), **given) for n in range(count)]


def rows_of(count: int, minutes: int | None = None) -> list[Entry]:
    return [entry(n, after(56 + n), "pay.shop", "workaround", minutes) for n in range(count)]


def weeks_of_five(count: int) -> list[Entry]:
    return [
        entry(9 * w + n, after(56 + 7 * w), "pay.shop", "workaround", w)
        for w in range(count)
        for n in range(5)
    ]


ENOUGH: dict[str, tuple[float, int, Any]] = {
    "normal_days": (50, 17, lambda n: {"checkins": many(n, normal=True)}),
    "index": (40, 3, lambda n: {"rows": weeks_of_five(n)}),
    "without_app": (50, 17, lambda n: {"rows": rows_of(n)}),
    "essential_unmet": (2, 17, lambda n: {"rows": rows_of(n)}),
    "app_days": (4, 17, lambda n: {"rows": rows_of(n)}),
    "urge": (3, 9, lambda n: {"checkins": many(n, first=84 - n, urge=1)}),
    "mood": (-1, 9, lambda n: {"checkins": many(n, first=0, mood=4) + many(14, first=70, mood=6)}),
    "cut_off": (1, 9, lambda n: {"checkins": many(14, first=0, cut_off=4) + many(n, first=70, cut_off=2)}),
    "cost": (20, 17, lambda n: {"rows": rows_of(n, 10)}),
}
"""By line: where it stands, how much it needs of 28 days, and evidence of so much, by which it is met."""


@pytest.mark.parametrize("name", ENOUGH)
def test_a_line_with_just_enough_is_read_and_with_one_less_it_is_too_early(name: str) -> None:
    line, needed, made = ENOUGH[name]
    trial = trial_of(**{name: line})

    enough, less = (only(read(trial, **made(n))) for n in (needed, needed - 1))

    assert (enough.n, enough.needed, enough.status) == (needed, needed, MET)
    assert (less.n, less.needed, less.status, less.value) == (needed - 1, needed, EARLY, None)


def test_of_nothing_that_was_written_there_is_nothing() -> None:
    found = read(trial_of(normal_days=80, people=90))

    assert [(line.n, line.needed, line.status) for line in found.criteria] == [(0, 17, EARLY), (0, 1, EARLY)]


def test_a_return_to_the_app_counts_once_a_day_whatever_it_was_for() -> None:
    rows = [entry(n, after(56 + n // 2), "anything", "app") for n in range(10)]

    found = only(read(trial_of(app_days=4), rows=rows))

    assert (found.status, found.value) == (NOT_MET, 5)


def test_needed_tasks_done_without_the_app_are_shared_over_entries() -> None:
    outcomes = ["direct", "workaround", "proxy", "not_needed"]
    rows = [entry(n, after(56 + n // 4), "pay.shop", outcomes[n % 4]) for n in range(28 * 4)]

    found = only(read(trial_of(without_app=75), rows=rows))

    assert (found.hits, found.tries, found.n, found.status) == (56, 84, 28, NOT_MET)


def test_the_urge_is_the_middle_one_of_the_last_two_weeks() -> None:
    days = [checkin(after(n), urge=9 if n < 70 else n % 3 + 1) for n in range(56, 79)]

    found = only(read(trial_of(urge=3), checkins=days))

    assert (found.status, found.clarity, found.value, found.n, found.needed) == (MET, Clarity.CLEAR, 2, 9, 9)


def test_a_rating_is_compared_with_the_first_two_weeks() -> None:
    days = [checkin(after(n), mood=6) for n in range(14)] + [checkin(after(n), mood=4) for n in range(70, 84)]

    found = only(read(trial_of(mood=-1), checkins=days))

    assert (found.status, found.clarity, found.value, found.n) == (NOT_MET, Clarity.CLEAR, -2, 14)
    assert only(read(trial_of(mood=-1), checkins=days[6:])).status == EARLY


def test_cost_is_the_middle_day_of_those_with_an_entry() -> None:
    rows = [entry(2 * n, after(56 + n), "pay.shop", "workaround", 10) for n in range(20)]
    rows += [entry(2 * n + 1, after(56 + n), "else", "workaround", 5) for n in range(20)]

    found = only(read(trial_of(cost=20), rows=rows))

    assert (found.status, found.value, found.n) == (MET, 15, 20)


def test_people_are_those_that_matter_and_can_be_reached() -> None:
    states = [ContactState.CONFIRMED] * 8 + [ContactState.REPLIED, ContactState.TOLD]
    people = [
        Contact(id=f"c{n}", name="A", state=state, key=True, updated_at=stamp(START))
        for n, state in enumerate(states)
    ]
    others = [Contact(id="x", name="B", updated_at=stamp(START))]

    found = only(read(trial_of(people=90), contacts=people + others))

    assert (found.status, found.clarity, found.value, found.n) == (MET, Clarity.CLOSE, 90, 10)
    assert only(read(trial_of(people=90), contacts=others)).status == EARLY


def test_a_rise_breaks_the_promise_that_nothing_rises() -> None:
    tasks = [SHOP.replace(id=f"t{n}") for n in range(10)]
    rows = [
        entry(100 * week + n, after(7 * week), f"t{n}", "app" if n <= week else "direct")
        for week in range(8)
        for n in range(10)
    ]

    found = only(read(trial_of(days=56, no_rise=0), 56, rows=rows, tasks=tasks))

    assert (found.status, found.clarity, found.n) == (NOT_MET, Clarity.CLEAR, 8)


@pytest.mark.parametrize(("weeks", "status"), [(6, NOT_MET), (5, EARLY)])
def test_six_weeks_are_enough_to_see_a_rise_at_the_end(weeks: int, status: Standing) -> None:
    rows = [
        entry(9 * week + n, after(7 * week), "pay.shop", "workaround", 5 * week)
        for week in range(weeks)
        for n in range(5)
    ]

    found = only(read(trial_of(days=42, no_rise=0), 42, rows=rows))

    assert (found.status, found.n, found.needed) == (status, weeks, 6)


def test_both_rules_are_read_where_the_first_was_changed() -> None:
    days = [checkin(after(n), normal=n % 10 < 7) for n in range(84)]
    trial = trial_of(normal_days=80).amended(
        rule_of({"normal_days": 60}), time=stamp(after(39)), day=40, logged=38, reason="life"
    )

    found = read(trial, checkins=days)

    assert found.first_rule is not None
    assert (found.verdict, found.first_rule.verdict) == (MET, NOT_MET)
    assert found.first_rule.criteria[0].threshold == 80


def test_a_trial_made_longer_is_read_by_the_first_rule_on_its_own_last_day() -> None:
    days = [checkin(after(n), normal=n < 28) for n in range(56)]
    trial = trial_of(days=28, normal_days=80).amended(
        rule_of({"normal_days": 80}, days=56), time=stamp(after(20)), day=21, logged=21, reason="more time"
    )

    found = read(trial, 56, checkins=days)

    assert found.first_rule is not None
    assert (found.verdict, found.first_rule.verdict) == (NOT_MET, MET)
    assert found.first_rule.window.last == after(27)


def test_a_veto_stands_above_the_count() -> None:
    days = [checkin(after(n), normal=True, urge=9) for n in range(84)]
    lines = {"normal_days": 80, "urge": 3}

    assert read(trial_of(need=1, **lines), checkins=days).verdict == MET
    assert read(trial_of(need=1, veto=("urge",), **lines), checkins=days).verdict == NOT_MET


def test_a_rule_without_lines_is_never_met() -> None:
    assert read(Trial(start=START)).verdict == EARLY


def test_too_early_has_no_figures() -> None:
    assert (TOO_EARLY.value, TOO_EARLY.low, TOO_EARLY.clarity) == (None, None, None)


answers = st.lists(
    st.tuples(st.integers(0, 100), st.booleans(), st.integers(0, 10)), unique_by=lambda a: a[0]
)


@settings(max_examples=40)
@given(answers, st.integers(1, 120))
def test_a_verdict_is_told_at_the_end_and_never_before(found: list[tuple[int, bool, int]], day: int) -> None:
    days = [checkin(after(n), normal=normal, urge=urge) for n, normal, urge in found if n < day]

    said = read(trial_of(normal_days=80, urge=3), day, checkins=days)

    assert (said.verdict is None) == (day < 84)
    assert 0 <= said.logged_days <= 28
    assert all((finding.status is None) == (day < 84) for finding in said.criteria)


@settings(max_examples=40)
@given(st.lists(st.sampled_from([MET, NOT_MET, EARLY]), min_size=1, max_size=5), st.integers(1, 5))
def test_more_data_can_only_settle_what_was_too_early(statuses: list[Standing], need: int) -> None:
    need = min(need, len(statuses))
    before = combined(statuses, [], need)

    if EARLY in statuses:
        n = statuses.index(EARLY)
        later = {combined([*statuses[:n], said, *statuses[n + 1 :]], [], need) for said in (MET, NOT_MET)}
        assert before == EARLY or later == {before}
    else:
        assert before != EARLY


def test_entries_of_the_last_day_are_read() -> None:
    rows: list[Entry] = [entry(n, after(83), "pay.shop", "unmet") for n in range(3)]

    assert only(read(trial_of(essential_unmet=2), rows=rows)).status == NOT_MET
