"""An answer that nobody can bend, least of all oneself: each way to bend it, tried through the program."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from detox.diary import Diary
from detox.diary.beginning import Beginning
from detox.domain.entries import CheckIn, ContactState, Entry, Outcome
from detox.domain.judging import Standing
from detox.domain.kept_readings import broken_readings, kept_reading, look_days
from detox.domain.readings import ReadingKind
from detox.domain.snapshot import Snapshot
from detox.domain.trial import Ending, Trial, rule_of, written_down
from detox.domain.verdict import Verdict
from detox.errors import Forbidden
from detox.exchange import log
from detox.storage.transaction import Change
from detox.wiring import open_diary
from tests.conftest import BEIJING
from tests.data.made_up import checkin, entry

START = date(2026, 3, 14)
DAYS = 28
TASKS = ("pay.shop", "msg.family", "work.chat")
BAD = range(10, 17)
"""Days of the trial, from 1, that were not normal: seven of 28 are too many for 80 %."""
LINES = {"normal_days": 80, "without_app": 60, "essential_unmet": 2, "app_days": 4}


class Clock:
    """A wall clock that a test sets."""

    def __init__(self) -> None:
        self.day = START

    def __call__(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 21, tzinfo=BEIJING)

    def on(self, day: int) -> None:
        """It is the evening of that day of the trial, from 1."""
        self.day = START + timedelta(days=day - 1)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def diary(home: Path, clock: Clock) -> Diary:
    """A trial of 28 days, written on its first evening."""
    return begun(opened(home, clock))


def opened(home: Path, clock: Callable[[], datetime]) -> Diary:
    return open_diary(home, home / ".state", now=clock)


def begun(diary: Diary, **lines: float) -> Diary:
    trial = written_down(rule_of(lines or LINES, days=DAYS), start=START, sentence="I want to know.")
    diary.start(Beginning(app="wechat", tasks=TASKS, trial=trial))
    return diary


def lived(diary: Diary, clock: Clock, days: range = range(1, DAYS + 1), *, bad: range = BAD) -> Diary:
    """Every day was written on its evening; on the bad ones what matters could not be done."""
    entries: list[Entry] = []
    answers: list[CheckIn] = []
    for day in days:
        clock.on(day)
        answers.append(checkin(clock.day, normal=day not in bad))
        entries.append(entry(2 * day, clock.day, "pay.shop", "unmet" if day in bad else "direct"))
        entries.append(entry(2 * day + 1, clock.day, "msg.family", "app" if day in bad else "workaround"))
    diary.take_in(Snapshot(entries=tuple(entries), checkins=tuple(answers)))
    return diary


def answer(diary: Diary, clock: Clock, day: int = DAYS + 1) -> Verdict:
    """What is shown after the rule was read on that day."""
    clock.on(day)
    diary.trial.read()
    return diary.trial.verdict()


def words(found: Verdict) -> dict[str, Standing | None]:
    return {line.id: line.status for line in found.criteria}


# --- before the end: what was lived stays


def test_a_pause_over_bad_days_leaves_them_as_they_were_written(diary: Diary, clock: Clock) -> None:
    lived(diary, clock, range(1, 21))

    with pytest.raises(Forbidden) as refused:
        diary.pauses.add(START + timedelta(days=9), START + timedelta(days=15))
    held = diary.pauses.add(START + timedelta(days=9), START + timedelta(days=19))
    lived(diary, clock, range(21, DAYS + 1))

    assert refused.value.reason == "pause too late"
    assert held.first == START + timedelta(days=17)  # two days back from day 20
    found = answer(diary, clock)
    assert words(found)["normal_days"] is Standing.NOT_MET
    assert found.paused_days == 3


def test_a_pause_that_has_begun_is_not_taken_back_when_the_days_went_well(diary: Diary, clock: Clock) -> None:
    lived(diary, clock, range(1, 20))
    pause = diary.pauses.add(clock.day, clock.day + timedelta(days=8))
    clock.on(25)

    with pytest.raises(Forbidden) as refused:
        diary.pauses.remove(pause.id)
    shorter = diary.pauses.shorten(pause.id, START + timedelta(days=22))

    assert refused.value.reason == "pause begun"
    assert (shorter.first, shorter.last) == (pause.first, START + timedelta(days=22))
    with pytest.raises(Forbidden):
        diary.pauses.shorten(pause.id, START + timedelta(days=21))


@pytest.mark.parametrize(
    "bend",
    [
        {"importance": 1},
        {"archived": True},
        {"listed": False},
    ],
)
def test_a_task_that_matters_less_later_matters_as_much_in_the_answer(
    diary: Diary, clock: Clock, bend: dict[str, object]
) -> None:
    lived(diary, clock, range(1, 21))
    diary.basket.edit(diary.basket.find("pay.shop"), **bend)
    lived(diary, clock, range(21, DAYS + 1))

    found = answer(diary, clock)

    assert {line.id: line.value for line in found.criteria}["essential_unmet"] == len(BAD)
    assert words(found)["essential_unmet"] is Standing.NOT_MET


def test_an_easy_task_that_is_added_later_is_not_in_the_answer(diary: Diary, clock: Clock) -> None:
    lived(diary, clock)
    straight = answer(diary, clock)
    other = {line.id: line.value for line in straight.criteria}["without_app"]

    diary.basket.add("Feed the cat", importance=3)
    for day in range(5, DAYS + 1):
        diary.log("Feed the cat", "direct", day=START + timedelta(days=day - 1))

    assert {line.id: line.value for line in diary.trial.verdict().criteria}["without_app"] == other
    assert diary.trial.verdict().since_then is None


def test_a_person_who_is_reached_after_the_end_was_not_reached_at_it(home: Path, clock: Clock) -> None:
    diary = opened(home, clock)
    for name in ("Chen", "Li"):
        diary.people.add(name, key=True)
    begun(diary, people=90, normal_days=80)
    lived(diary, clock)
    clock.on(DAYS + 3)

    for person in diary.people.all():
        diary.people.set(person, state=ContactState.CONFIRMED)
    diary.people.remove(diary.people.find("Li"))
    found = answer(diary, clock, DAYS + 3)

    assert words(found)["people"] is Standing.NOT_MET
    assert next(line.tries for line in found.criteria if line.id == "people") == 2


# --- the rule


def test_the_answer_is_the_first_rules_whatever_it_was_changed_to(diary: Diary, clock: Clock) -> None:
    lived(diary, clock, range(1, 18))
    easy = rule_of({"normal_days": 20, "app_days": 20}, days=DAYS)
    diary.trial.amend(easy, "It was too strict.")
    lived(diary, clock, range(18, DAYS + 1))

    found = answer(diary, clock)

    assert found.verdict is Standing.NOT_MET
    assert found.changed is not None
    assert found.changed.verdict is Standing.MET
    assert [reading.what for reading in diary.trial.needed().readings] == [
        ReadingKind.FIRST,
        ReadingKind.CHANGED,
    ]


@pytest.mark.parametrize(("today", "days"), [(12, 18), (20, 14), (28, 34)])
def test_an_end_nearer_than_a_week_is_refused(diary: Diary, clock: Clock, today: int, days: int) -> None:
    lived(diary, clock, range(1, today + 1))
    held = diary.trial.needed()

    with pytest.raises(Forbidden) as refused:
        diary.trial.amend(rule_of(LINES, days=days), "It goes well just now.")

    assert refused.value.reason == "end too near"
    assert diary.trial.needed() == held


@pytest.mark.parametrize("read", [False, True])
def test_after_the_first_end_nothing_is_amended(diary: Diary, clock: Clock, *, read: bool) -> None:
    lived(diary, clock, range(1, 12))
    diary.trial.amend(rule_of(LINES, days=56), "I was ill.")  # which moves no first end
    lived(diary, clock, range(12, DAYS + 1))
    clock.on(DAYS + 1)
    if read:
        diary.trial.read()

    with pytest.raises(Forbidden):
        diary.trial.amend(rule_of({"urge": 10}, days=56), "Too strict.")


def test_a_longer_trial_is_read_by_the_first_rule_at_its_own_end(diary: Diary, clock: Clock) -> None:
    lived(diary, clock, range(1, 12))
    diary.trial.amend(rule_of(LINES, days=56), "More time.")
    lived(diary, clock, range(12, 57), bad=BAD)

    first = answer(diary, clock)
    later = answer(diary, clock, 57)

    assert (first.verdict, first.changed) == (Standing.NOT_MET, None)
    assert (later.verdict, later.read) == (Standing.NOT_MET, first.read)
    assert later.changed is not None
    assert later.changed.verdict is Standing.MET


def test_what_a_rule_freezes_follows_the_list_until_day_3_and_then_never(diary: Diary, clock: Clock) -> None:
    codes = [diary.trial.needed().code]
    for day in (2, 3, 4, 9):
        clock.on(day)
        task = diary.basket.find("pay.shop")
        diary.basket.edit(task, importance=1 + (task.importance % 3))
        diary.people.add(f"Person {day}", key=True)
        codes.append(diary.trial.needed().code)

    assert len(set(codes)) == 3
    assert codes[2] == codes[3] == codes[4]
    assert len(diary.trial.needed().people) == 2


def test_a_renewed_code_is_told_once(diary: Diary) -> None:
    diary.basket.edit(diary.basket.find("work.chat"), importance=1)

    assert diary.renewed_code() == diary.trial.needed().code
    assert diary.renewed_code() is None


def test_once_the_rule_was_amended_the_list_moves_nothing(diary: Diary, clock: Clock) -> None:
    clock.on(2)
    diary.trial.amend(rule_of({**LINES, "normal_days": 90}, days=DAYS), "Higher.")

    diary.basket.edit(diary.basket.find("pay.shop"), importance=1)

    assert diary.trial.needed().broken_link is None
    assert {task.id: task.importance for task in diary.trial.needed().basket}["pay.shop"] == 3


@pytest.mark.parametrize(
    ("lines", "days", "reason"),
    [
        ({"mood": -1, "normal_days": 80}, 20, "two fortnights: mood"),
        ({"no_rise": 0, "normal_days": 80}, 28, "six weeks: no_rise"),
        ({"people": 90, "normal_days": 80}, 28, "no key people: people"),
    ],
)
def test_a_line_that_cannot_be_read_is_no_line_of_a_rule(
    home: Path, clock: Clock, lines: dict[str, float], days: int, reason: str
) -> None:
    diary = opened(home, clock)
    trial = written_down(rule_of(lines, days=days), start=START)

    with pytest.raises(Forbidden) as refused:
        diary.start(Beginning(tasks=TASKS, trial=trial))

    assert refused.value.reason == reason
    assert not diary.started()


def test_the_rule_that_is_offered_leaves_out_what_cannot_be_read(home: Path, clock: Clock) -> None:
    diary = opened(home, clock)

    rule, left_out = diary.offered_rule(Beginning(tasks=("info.sub",)))

    assert left_out == {"essential_unmet": "nothing essential"}
    assert [line.id for line in rule.criteria] == ["normal_days", "index", "app_days", "urge"]
    assert rule.need == 3


# --- looking ahead, and reading


def test_a_look_ahead_has_no_word_and_is_kept(diary: Diary, clock: Clock) -> None:
    lived(diary, clock, range(1, 21))
    for day in (20, 20, 21):
        clock.on(day)
        diary.trial.look()

    found = diary.trial.verdict(preview=True)

    assert (found.verdict, found.preview) == (None, True)
    assert set(words(found).values()) == {None}
    assert {line.clarity for line in found.criteria} == {None}
    assert found.criteria[0].value is not None
    assert look_days(diary.trial.needed()) == {20, 21}


def test_nothing_reads_but_reading(diary: Diary, clock: Clock) -> None:
    lived(diary, clock)
    clock.on(DAYS + 1)

    found = diary.trial.verdict()

    assert (found.verdict, found.over, set(words(found).values())) == (None, False, {None})
    assert all(line.value is None for line in found.criteria)
    assert diary.trial.needed().readings == ()


def test_on_the_last_day_it_is_not_read(diary: Diary, clock: Clock) -> None:
    lived(diary, clock)

    with pytest.raises(Forbidden):
        diary.trial.read()

    assert diary.trial.needed().readings == ()


def test_what_is_written_after_the_reading_stands_beside_it(diary: Diary, clock: Clock) -> None:
    lived(diary, clock)
    first = answer(diary, clock)
    clock.on(DAYS + 3)

    for day in BAD:
        diary.check_in(START + timedelta(days=day - 1), normal=True)
    found = diary.trial.verdict()

    assert words(found) == words(first)
    assert found.since_then is not None
    assert found.since_then.lines == ("normal_days",)
    assert found.since_then.written == START + timedelta(days=DAYS + 2)


def test_a_clock_that_is_set_back_takes_nothing_back(diary: Diary, clock: Clock) -> None:
    lived(diary, clock)
    first = answer(diary, clock)

    clock.on(12)

    assert words(diary.trial.verdict()) == words(first)
    assert diary.trial.over()
    with pytest.raises(Forbidden):
        diary.trial.amend(rule_of({"urge": 10}, days=DAYS), "Back in time.")
    with pytest.raises(Forbidden):
        diary.trial.end("It never was.")
    with pytest.raises(Forbidden):
        diary.trial.look()
    assert diary.trial.read() == diary.trial.needed()


def test_a_trial_is_not_written_over_by_one_of_the_same_first_day(diary: Diary, clock: Clock) -> None:
    lived(diary, clock)
    answer(diary, clock)
    held = diary.trial.needed()
    clock.on(1)

    with pytest.raises(Forbidden) as refused:
        diary.trial.new(written_down(rule_of({"urge": 10}, days=DAYS), start=START))

    assert refused.value.reason == "trial was read"
    assert diary.trial.needed() == held


def test_a_trial_that_was_stopped_has_no_answer(diary: Diary, clock: Clock) -> None:
    lived(diary, clock, range(1, 15))
    diary.trial.end("Enough.")
    clock.on(DAYS + 2)

    with pytest.raises(Forbidden) as refused:
        diary.trial.read()

    assert refused.value.reason == "trial stopped"
    assert diary.trial.verdict().verdict is None


# --- undo, files, other machines


def test_no_undo_takes_a_reading_back(diary: Diary, clock: Clock) -> None:
    lived(diary, clock)
    answer(diary, clock)
    diary.decisions.choose(Ending.STAY_OUT, {"why": "It works."})
    readings = diary.trial.needed().readings

    for _n in range(2):  # the choice, and the days it rests on
        diary.undo_list.undo()

    assert diary.trial.needed().readings == readings
    assert diary.trial.needed().choice is None
    for _n in range(2):
        diary.undo_list.redo()
    assert diary.trial.needed().readings == readings
    assert diary.trial.needed().choice is not None


def test_a_change_that_a_look_was_built_on_is_not_undone(diary: Diary, clock: Clock) -> None:
    lived(diary, clock, range(1, 12))
    diary.trial.amend(rule_of({**LINES, "normal_days": 70}, days=DAYS), "Lower.")
    diary.trial.look()

    with pytest.raises(Forbidden) as refused:
        diary.undo_list.undo()

    assert refused.value.reason == "changed since"
    assert broken_readings(diary.trial.needed()) == ()


def exported(diary: Diary) -> str:
    return log.to_json(diary.snapshot(), exported_at="2026-04-11T21:00:00+08:00")


def taken_in(diary: Diary, text: str) -> Diary:
    diary.take_in(log.from_json(text.encode(), today=diary.today))
    return diary


def test_undoing_an_import_leaves_the_reading_it_brought(diary: Diary, clock: Clock, tmp_path: Path) -> None:
    lived(diary, clock)
    answer(diary, clock)
    other = taken_in(opened(tmp_path / "other", clock), exported(diary))

    other.undo_list.undo()

    assert [kept_reading(trial) for trial in other.context.book.trials] == [
        kept_reading(diary.trial.needed())
    ]


def test_an_older_copy_that_comes_back_brings_no_second_thoughts(diary: Diary, clock: Clock) -> None:
    lived(diary, clock)
    clock.on(DAYS + 1)
    before = exported(diary)
    first = answer(diary, clock)

    taken_in(diary, before)

    assert diary.trial.verdict().read == first.read
    assert len(diary.trial.needed().readings) == 1


def altered(text: str, **figures: object) -> str:
    facts = json.loads(text)
    facts["trial"]["readings"][0]["figures"] |= figures
    return json.dumps(facts)


def test_a_reading_that_was_altered_in_a_log_is_told_and_not_shown(
    diary: Diary, clock: Clock, tmp_path: Path
) -> None:
    lived(diary, clock)
    first = answer(diary, clock)
    forged = altered(exported(diary), verdict="met")

    fresh = taken_in(opened(tmp_path / "other", clock), forged)
    taken_in(diary, forged)

    assert broken_readings(fresh.trial.needed()) == (1,)
    assert fresh.trial.verdict().verdict is None
    assert broken_readings(diary.trial.needed()) == ()
    assert diary.trial.verdict().verdict is first.verdict is Standing.NOT_MET


def test_a_file_that_was_edited_by_hand_says_so(diary: Diary, clock: Clock) -> None:
    lived(diary, clock)
    answer(diary, clock)
    trial = diary.trial.needed()
    forged = trial.readings[0].replace(figures={**(trial.readings[0].figures or {}), "verdict": "met"})

    diary.store.save("by hand", [Change(before=trial, after=trial.replace(readings=(forged,)))])

    assert broken_readings(diary.trial.needed()) == (1,)
    assert diary.trial.verdict().verdict is None


def test_two_machines_that_read_on_different_days_show_the_earliest_answer(
    diary: Diary, clock: Clock, tmp_path: Path
) -> None:
    lived(diary, clock)
    clock.on(DAYS + 1)
    other = taken_in(opened(tmp_path / "other", clock), exported(diary))
    for day in BAD:
        other.check_in(START + timedelta(days=day - 1), normal=True)
    late = answer(other, clock, DAYS + 5)
    early = answer(diary, clock, DAYS + 2)

    taken_in(other, exported(diary))
    taken_in(diary, exported(other))

    for each in (diary, other):
        assert each.trial.verdict().read == early.read
        assert {r.hash for r in each.trial.needed().readings} == {
            reading.hash for reading in (early.read, late.read) if reading
        }
        assert broken_readings(each.trial.needed()) == ()
    found = other.trial.verdict()
    assert found.verdict is Standing.NOT_MET


def test_two_copies_of_one_home_keep_both_readings(diary: Diary, clock: Clock) -> None:
    lived(diary, clock)
    clock.on(DAYS + 1)
    stale = diary.trial.needed()
    first = answer(diary, clock)

    diary.store.save("in another window", [Change(before=stale, after=stale.replace(sentence="Other."))])

    assert [reading.hash for reading in diary.trial.needed().readings] == [
        first.read.hash if first.read else ""
    ]


# --- the first method


@pytest.fixture
def old(home: Path, clock: Clock) -> Diary:
    """A trial that was written by the first method."""
    diary = begun(opened(home, clock))
    held = diary.trial.needed()
    plain = Trial(
        start=held.start,
        days=held.days,
        window=held.window,
        need=held.need,
        veto=held.veto,
        criteria=held.criteria,
    )
    diary.store.save("an older Detox", [Change(before=held, after=plain)])
    return lived(diary, clock)


def test_a_trial_of_the_first_method_is_read_by_it_once_and_kept(old: Diary, clock: Clock) -> None:
    clock.on(DAYS)
    with pytest.raises(Forbidden):
        old.trial.read()
    clock.on(DAYS + 1)
    unread = old.trial.verdict()

    found = answer(old, clock)
    old.log("pay.shop", Outcome.DIRECT, day=START)
    again = answer(old, clock, DAYS + 9)

    assert (unread.verdict, set(words(unread).values())) == (None, {None})
    assert found.read is not None
    assert (found.read.figures or {})["method"] == 1
    assert found.verdict is Standing.NOT_MET
    assert again.read == found.read
    assert old.trial.needed().method == 1


def test_no_edit_gives_a_trial_of_the_first_method_another_code(old: Diary, clock: Clock) -> None:
    clock.on(2)
    code = old.trial.needed().code

    old.basket.edit(old.basket.find("pay.shop"), importance=1)

    assert old.trial.needed().code == code
