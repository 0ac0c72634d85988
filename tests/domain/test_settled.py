"""What nothing can meet any more, and which lines may not be written: as if every later day were the best."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from detox.domain.facts import HALF
from detox.domain.judging import Standing
from detox.domain.lines import rating_line, share_line
from detox.domain.settled import SoFar, refusals, settled, too_near
from detox.domain.trial import BasketTask, rule_of
from tests.data.made_up import after

NOTHING = SoFar(whole=28, bad=0, essential=0, app=0, half=HALF, urges=())
BASKET = [BasketTask(id="pay", importance=3, usual=True)]


@example(20, 4, 80)  # just reached
@example(28, 6, 79)  # missed by less than a day
@given(st.integers(1, 28), st.integers(0, 28), st.integers(0, 100))
@settings(max_examples=40)
def test_a_share_of_days_is_settled_where_the_best_of_all_days_would_miss_it(
    whole: int, bad: int, line: int
) -> None:
    bad = min(bad, whole)
    best = share_line(range(whole), [n >= bad for n in range(whole)], line, whole)

    found = settled(rule_of({"normal_days": line}), NOTHING.replace(whole=whole, bad=bad))

    assert found.whole == (best.status is Standing.NOT_MET)


@example([3] * HALF, 3)  # just kept, and no day is left
@example([3] * 6, 0)  # a day without an urge is a nought
@given(st.lists(st.integers(0, 10), max_size=HALF), st.integers(0, 10))
@settings(max_examples=40)
def test_an_urge_is_settled_where_days_without_any_would_miss_it(urges: list[int], line: int) -> None:
    best = rating_line(range(HALF), [*urges, *[0] * (HALF - len(urges))], line)

    found = settled(rule_of({"urge": line}), NOTHING.replace(urges=tuple(urges)))

    assert found.whole == (best.status is Standing.NOT_MET)


@pytest.mark.parametrize(("name", "field"), [("app_days", "app"), ("essential_unmet", "essential")])
def test_a_count_is_settled_when_it_is_passed_and_not_when_it_is_reached(name: str, field: str) -> None:
    rule = rule_of({name: 2})

    assert settled(rule, NOTHING.replace(**{field: 2})).lines == ()
    assert settled(rule, NOTHING.replace(**{field: 3})).lines == (name,)


def test_a_rule_is_settled_by_a_veto_or_by_too_few_lines_that_are_left() -> None:
    lines, passed = {"app_days": 4, "urge": 3, "mood": -1}, NOTHING.replace(app=5)

    def whole(need: int, veto: tuple[str, ...] = ()) -> bool:
        return settled(rule_of(lines, need=need, veto=veto), passed).whole

    assert [whole(need) for need in (1, 2, 3)] == [False, False, True]
    assert settled(rule_of(lines, need="all"), passed).whole
    assert whole(1, ("app_days",))
    assert not whole(1, ("urge",))


@pytest.mark.parametrize(
    ("name", "days", "reason"),
    [
        ("mood", 27, "two fortnights"),
        ("cut_off", 27, "two fortnights"),
        ("mood", 28, None),
        ("no_rise", 41, "six weeks"),
        ("no_rise", 42, None),
        ("urge", 14, None),
        ("normal_days", 14, None),
    ],
)
def test_a_line_is_refused_in_a_trial_that_is_a_day_too_short_for_it(
    name: str, days: int, reason: str | None
) -> None:
    rule = rule_of({name: 1}, days=days)

    assert refusals(rule, BASKET, ["chen"]).get(name) == reason


def test_what_reads_the_list_is_refused_on_an_empty_one_and_nothing_else_is() -> None:
    rule = rule_of({"index": 40, "without_app": 75, "essential_unmet": 2, "normal_days": 80, "people": 90})

    assert refusals(rule, (), ["chen"]) == dict.fromkeys(
        ("index", "without_app", "essential_unmet"), "empty list"
    )
    assert refusals(rule, BASKET, ["chen"]) == {}
    assert refusals(rule, BASKET, ()) == {"people": "no key people"}


def test_an_end_is_moved_by_a_week_at_least() -> None:
    assert too_near(after(0), after(6))
    assert not too_near(after(0), after(7))
