"""The rule, its hash and the chain of its changes."""

import json
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detox.domain.trial import CRITERIA, BasketTask, Criterion, Op, Rule, Trial, rule_of, usual_rule
from detox.errors import BadField
from tests.data.made_up import START, after, stamp, vectors

TRIAL = Trial(start=START, sentence="我想试试", need="all", criteria=usual_rule().criteria)


def changed(trial: Trial, day: int, **values: float) -> Trial:
    return trial.amended(
        rule_of(values), time=stamp(after(day - 1)), day=day, logged=day - 2, reason="我改主意了"
    )


def test_the_first_rule_has_the_hash_of_the_vector() -> None:
    (vector,) = vectors("seal")
    rule = dict(vector["rule"])
    criteria = tuple(Criterion(id=c["id"], op=Op(c["op"]), value=c["value"]) for c in rule["criteria"])
    trial = Trial(
        start=date.fromisoformat(rule["start"]),
        days=rule["days"],
        window=rule["window"],
        need=rule["need"],
        veto=tuple(rule["veto"]),
        criteria=criteria,
        sentence=rule["note"],
    )

    assert [trial.code, trial.first_hash] == vector["expect"]


def test_the_offered_rule_is_four_of_five_and_few_days_with_the_app_in_any_case() -> None:
    rule = usual_rule()

    lines = {criterion.id: (criterion.op, criterion.value) for criterion in rule.criteria}
    assert lines == {
        "normal_days": (Op.AT_LEAST, 80),
        "index": (Op.AT_MOST, 40),
        "essential_unmet": (Op.AT_MOST, 2),
        "app_days": (Op.AT_MOST, 4),
        "urge": (Op.AT_MOST, 3),
    }
    assert (rule.days, rule.window, rule.need, rule.veto) == (84, 28, 4, ("app_days",))


def test_a_short_trial_is_read_whole() -> None:
    assert usual_rule(days=14).window == 14


def test_every_change_is_chained_to_the_one_before() -> None:
    trial = changed(changed(TRIAL, 12, index=45), 40, index=50, mood=-1)

    first, second = trial.amendments
    assert (first.n, first.prev_hash, second.n, second.prev_hash) == (1, TRIAL.first_hash, 2, first.hash)
    assert trial.broken_link is None
    assert trial.rule.criteria[0].value == 50
    assert trial.first_rule == TRIAL.first_rule
    assert trial.code == TRIAL.code


def test_an_amendment_is_hashed_as_canonical_json() -> None:
    amendment = changed(TRIAL, 12, index=45.5).amendments[0]

    facts = {
        "n": 1,
        "time": "2022-10-28T21:00:00+08:00",
        "day": 12,
        "logged": 10,
        "rule": {
            "days": 84,
            "window": 28,
            "need": 1,
            "veto": [],
            "criteria": [{"id": "index", "op": "<=", "value": 45.5}],
        },
        "reason": "我改主意了",
        "prev_hash": TRIAL.first_hash,
    }
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert amendment.hash == sha256(text.encode()).hexdigest()


def test_a_change_made_behind_the_back_breaks_the_chain() -> None:
    trial = changed(changed(TRIAL, 12, index=45), 40, index=50)
    first, second = trial.amendments

    assert trial.replace(amendments=(first, second.replace(logged=3))).broken_link == 2
    assert trial.replace(amendments=(first.replace(reason=""), second)).broken_link == 1
    assert trial.replace(amendments=(second,)).broken_link == 1
    assert trial.replace(sentence="改了").broken_link == 1


def test_a_change_is_late_after_two_thirds() -> None:
    on_time, late = changed(TRIAL, 56, index=45), changed(TRIAL, 57, index=45)

    assert not on_time.amendments[0].is_late(84)
    assert late.amendments[0].is_late(84)


@pytest.mark.parametrize("name", CRITERIA)
def test_a_line_outside_its_range_is_refused(name: str) -> None:
    with pytest.raises(BadField):
        rule_of({name: CRITERIA[name].most + 1})
    with pytest.raises(BadField):
        rule_of({name: CRITERIA[name].least - 1})


def test_a_criterion_nobody_knows_is_refused() -> None:
    with pytest.raises(BadField):
        rule_of({"streak": 30})
    with pytest.raises(BadField):
        Criterion(id="index", op=Op.AT_LEAST, value=40)


def test_a_line_that_is_no_number_is_refused() -> None:
    with pytest.raises(BadField):
        rule_of({"index": float("nan")})


@pytest.mark.parametrize(
    ("name", "op", "usual"),
    [
        ("normal_days", ">=", 80), ("index", "<=", 40), ("without_app", ">=", 75),
        ("essential_unmet", "<=", 2), ("app_days", "<=", 4), ("urge", "<=", 3), ("cut_off", "<=", 1),
        ("mood", ">=", -1), ("cost", "<=", 20), ("people", ">=", 90), ("no_rise", "=", 0),
    ],
)  # fmt: skip
def test_each_line_is_offered_where_the_method_puts_it(name: str, op: str, usual: int) -> None:
    assert (CRITERIA[name].op, CRITERIA[name].usual) == (op, usual)


def test_no_line_but_those_of_the_method_is_offered() -> None:
    assert len(CRITERIA) == 11


@pytest.mark.parametrize("op", list(Op))
def test_that_nothing_rises_means_the_same_with_whatever_sign(op: Op) -> None:
    assert Criterion(id="no_rise", op=op, value=0).op is op


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ("days", (28, 366), (6, 27, 367)),  # shorter than its window, a rule reads days that are none
        ("window", (1, 84), (0, 85)),
        ("need", (1, 2, "all"), (0, 3)),
        ("veto", ((), ("index",), ("urge", "index")), (("mood",),)),
    ],
)
def test_a_rule_fits_its_days_and_its_own_lines(
    field: str, good: tuple[object, ...], bad: tuple[object, ...]
) -> None:
    rule = rule_of({"index": 40, "urge": 3})

    assert [getattr(rule.replace(**{field: value}), field) for value in good] == list(good)
    for value in bad:
        with pytest.raises(BadField) as refused:
            rule.replace(**{field: value})
        assert refused.value.field in {field, "window"}


def test_the_shortest_trial_has_a_week_and_each_line_once() -> None:
    rule = rule_of({"index": 40}, days=7)

    assert (rule.days, rule.window, rule.need) == (7, 7, 1)
    with pytest.raises(BadField):
        rule_of({"index": 40}, days=6)
    with pytest.raises(BadField):
        rule.replace(criteria=rule.criteria * 2)


def test_a_rule_without_lines_needs_no_more_than_one() -> None:
    assert rule_of({}).need == 1
    with pytest.raises(BadField):
        rule_of({}, need=2)


def test_days_are_counted_from_the_first_which_is_day_one() -> None:
    trial = TRIAL.replace(days=28)
    longer = trial.amended(usual_rule(days=35), time=stamp(START), day=1, logged=0, reason="more time")
    shorter = trial.amended(usual_rule(days=14), time=stamp(START), day=1, logged=0, reason="enough")

    assert [trial.day_number(after(n)) for n in (-1, 0, 27)] == [0, 1, 28]
    assert (trial.end, trial.first_end, trial.later_end) == (after(27), after(27), after(27))
    assert (longer.end, longer.first_end, longer.later_end) == (after(34), after(27), after(34))
    assert (shorter.end, shorter.first_end, shorter.later_end) == (after(13), after(27), after(27))


def test_a_frozen_list_and_the_people_are_part_of_the_second_methods_code() -> None:
    second = TRIAL.replace(method=2)
    person = second.replace(people=("a",))
    listed = second.replace(basket=(BasketTask(id="pay", importance=3, usual=True),))
    rare = second.replace(basket=(BasketTask(id="pay", importance=3, usual=False),))

    codes = {trial.code for trial in (TRIAL, second, person, listed, rare)}
    assert len(codes) == 5
    assert TRIAL.replace(people=("a",), basket=listed.basket).code == TRIAL.code
    with pytest.raises(BadField):
        TRIAL.replace(method=3)


lines = st.dictionaries(st.sampled_from(list(CRITERIA)), st.integers(0, 1), min_size=1)


@given(lines, st.integers(28, 366), st.text(max_size=40))
def test_two_rules_share_a_hash_only_if_they_are_the_same(
    values: dict[str, float], days: int, sentence: str
) -> None:
    rule: Rule = rule_of(values, days=days)
    trial = TRIAL.replace(days=days, need=rule.need, criteria=rule.criteria, sentence=sentence)

    assert trial.first_hash == trial.replace(choice=None).first_hash
    assert trial.first_hash != trial.replace(sentence=sentence + ".").first_hash
    assert trial.first_hash != trial.replace(start=after(1)).first_hash
