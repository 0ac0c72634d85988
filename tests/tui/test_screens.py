"""Sentences about Week, Journal, Ties, People, Trial and the first run that could be false."""

import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from detox.diary import Diary
from detox.domain.entries import Confirmation, ContactState, Entry, Leaving, Outcome, StepState
from detox.domain.readings import ReadingKind
from detox.domain.trial import Ending, Trial, rule_of, usual_rule, written_down
from detox.wiring import open_diary
from tests.conftest import EVENING
from tests.tui.seen import demo_diary, play, press, text_of, watch

SETUP_BUDGET = 12


@pytest.fixture
def demo(tmp_path: Path) -> Diary:
    return demo_diary(tmp_path)


@pytest.fixture
def running(home: Path) -> Diary:
    """A trial on its fifteenth day, without data."""
    diary = open_diary(home, home / ".state", now=lambda: EVENING)
    diary.basket.add("pay.shop")
    rule = usual_rule(28)
    trial = Trial(
        start=diary.today - timedelta(days=14),
        days=28,
        need=rule.need,
        criteria=rule.criteria,
        sentence="I want to give it a try.",
    )
    diary.trial.new(trial)
    return diary


# --- the first run


def test_the_first_run_takes_at_most_twelve_keys_with_its_defaults(diary: Diary) -> None:
    keys = ["enter"] * 7

    seen = play(diary, *keys)

    assert len(keys) <= SETUP_BUDGET
    assert "code of your rule" in seen
    trial = diary.trial.current()
    assert trial is not None
    assert (trial.days, trial.criteria) == (84, usual_rule().criteria)
    assert len(diary.basket.tasks()) > 10


def test_every_question_of_the_first_run_can_be_skipped(diary: Diary) -> None:
    play(diary, "escape", "escape", "escape")

    assert diary.life.app is None
    assert diary.trial.current() is None
    assert diary.basket.tasks()


def test_the_first_run_takes_any_name_and_what_was_ticked(diary: Diary) -> None:
    play(diary, *"Blue", "enter", "down", "down", "down", "enter", "enter", "space", *["enter"] * 2, "escape")

    first = next(iter(diary.basket.tasks()))
    assert (diary.life.app, diary.life.how) == ("Blue", Leaving.CHOICE)
    assert first.id == "msg.one"


def test_a_diary_that_was_begun_is_not_set_up_again(demo: Diary) -> None:
    assert "Which app" not in play(demo)


# --- week


def test_the_week_steps_and_spans_only_where_there_are_weeks(demo: Diary) -> None:
    four = play(demo, "2", "minus")
    back = play(demo, "2", "minus", "left_square_bracket")

    assert "4 weeks" in four
    assert "[ ] week" in four
    assert four != back


def test_the_table_says_the_same_numbers(demo: Diary) -> None:
    seen = play(demo, "2", "t", size=(120, 36))

    for week in demo.figures.weeks(12):
        assert week.index is not None
        assert f"{week.index:.1f}" in seen


def test_the_explanation_is_the_very_sum(demo: Diary) -> None:
    seen = play(demo, "2", "e", size=(120, 60))

    found = demo.figures.explain()
    assert f"{found.index:.2f}" in seen
    for share in found.tasks:
        assert f"{share.points:.2f}" in seen


def test_an_earlier_week_can_be_chosen_and_explained(demo: Diary) -> None:
    seen = play(demo, "2", "left", "left", "e")

    assert "Week 11" in seen


# --- journal


def test_a_search_finds_any_part_of_a_word_in_any_month(demo: Diary) -> None:
    entry = demo.journal.month(demo.journal.months()[-1]).entries[0]
    demo.edit(entry, note="在河边遇见了老陈")

    seen = play(demo, "3", "slash", "河", "边")

    assert "在河边遇见了老陈" in seen
    assert "1 entry" in seen


def test_a_filter_shows_one_outcome_only(demo: Diary) -> None:
    seen = play(demo, "3", "f", *"could", "enter")

    assert "found: could not" in seen
    assert "workaround" not in seen


def test_an_entry_is_changed_in_place(demo: Diary) -> None:
    entry = demo.day().entries[0]

    play(demo, "3", "down", "x")

    assert demo.entry(entry.id).outcome is Outcome.UNMET


def test_going_to_a_day_lands_on_it(demo: Diary) -> None:
    seen = play(demo, "3", "g", *"2022-11-03", "enter")

    assert "November 2022" in seen
    assert "Thursday 3 November 2022" in seen


def test_an_entry_written_late_says_so(demo: Diary) -> None:
    demo.log("pay.shop", "d", day=date(2023, 1, 3))

    assert "late" in play(demo, "3", "g", *"2023-01-03", "enter")


def test_what_was_deleted_in_the_journal_comes_back(demo: Diary) -> None:
    entry = demo.day().entries[0]

    play(demo, "3", "down", "delete")
    gone = [held.id for held in demo.day().entries]
    play(demo, "3", "u")

    assert entry.id not in gone
    assert entry.id in [held.id for held in demo.day().entries]


# --- ties


def test_a_tasks_sheet_opens_the_entries_behind_it(demo: Diary) -> None:
    tie = demo.figures.ties().tasks[0]

    seen = play(demo, "4", "enter", "enter", size=(120, 36))

    assert demo.basket.task_name(tie.id) in seen
    assert "esc close" in seen


def test_a_plan_is_written_where_the_cursor_is(demo: Diary) -> None:
    tie = demo.figures.ties().tasks[0]

    play(demo, "4", "P", *"E-mail", "enter")

    task = next(task for task in demo.basket.tasks() if task.id == tie.id)
    assert task.plan == "email"


def test_every_tie_is_in_the_table(demo: Diary) -> None:
    seen = play(demo, "4", "t", size=(120, 90))

    for tie in demo.figures.ties().tasks:
        assert f"{tie.points:.2f}" in seen


# --- people


def test_a_person_goes_from_listed_to_confirmed(diary: Diary) -> None:
    diary.basket.add("pay.shop")
    diary.people.add("Chen", key=True)

    play(diary, "5", "s", "s", "s", "down", "enter")

    chen = diary.people.find("Chen")
    assert (chen.state, chen.confirmed_by) == (ContactState.CONFIRMED, Confirmation.SHARED_MEMORY)


def test_a_pasted_list_takes_in_each_name_once(diary: Diary) -> None:
    diary.basket.add("pay.shop")
    diary.people.add("Chen")

    play(diary, "5", "I", *"Chen", "ctrl+j", *"Lin", "enter", "enter")

    assert sorted(person.name for person in diary.people.all()) == ["Chen", "Lin"]


def test_a_person_is_written_down_with_a_form(diary: Diary) -> None:
    diary.basket.add("pay.shop")

    play(diary, "5", "a", *"Lin", "tab", *"555-0101", "tab", "tab", "y", "enter")

    lin = diary.people.find("Lin")
    assert (lin.address, lin.key) == ("555-0101", True)


def test_a_nameless_person_is_refused_and_nothing_is_written(diary: Diary) -> None:
    diary.basket.add("pay.shop")

    seen = play(diary, "5", "a", "enter")

    assert "expected text" in seen
    assert diary.people.all() == []


def test_a_step_is_ticked_and_opened_again(demo: Diary) -> None:
    for each in demo.steps.all():
        demo.steps.mark(each, StepState.DONE)
    step = demo.steps.all()[0]
    demo.steps.mark(step, StepState.OPEN)  # the first of them, open or not

    play(demo, "5", "tab", "space")
    ticked = demo.steps.find(step.id)
    play(demo, "5", "tab", "space")
    opened = demo.steps.find(step.id)

    assert (ticked.state, opened.state) == (StepState.DONE, StepState.OPEN)
    assert (ticked.on, opened.on) == (demo.today, None)


def test_the_text_to_send_names_the_person(demo: Diary) -> None:
    person = demo.people.next()[0]

    assert person.name in play(demo, "5", "m")


# --- trial


def test_before_the_end_no_line_says_how_it_stands(running: Diary) -> None:
    seen = play(running, "6", size=(120, 36))

    assert "never how it stands" in " ".join(seen.split())
    assert "met" not in seen.replace("sometimes", "")


def test_an_amendment_needs_a_reason(running: Diary) -> None:
    keys = ("6", "m", "enter", *["tab"] * 8)

    refused = play(running, *keys, "enter")
    amended = play(running, *keys, *"too strict", "enter")

    assert "needs a reason" in refused
    assert "too strict" in amended
    trial = running.trial.current()
    assert trial is not None
    assert len(trial.amendments) <= 1


def test_stopping_is_a_decision_and_may_be_taken_back_before_it_is_made(running: Diary) -> None:
    play(running, "6", "s", "escape")
    held = running.trial.over()
    seen = play(running, "6", "s", "enter")

    assert (held, running.trial.over()) == (False, True)
    assert "That was a decision" in seen


def test_the_choice_at_the_end_is_free_of_the_verdict(demo: Diary) -> None:
    play(demo, "6", "c", "down", "enter", "enter")

    further = demo.trial.needed()
    trial = next(held for held in demo.context.book.trials if held.start == further.continues)
    assert trial.choice is not None
    assert trial.choice.what is Ending.EXTEND


def test_without_a_trial_one_can_be_written_down(diary: Diary) -> None:
    diary.basket.add("pay.shop")

    seen = play(diary, "6", "n", "enter", "enter")

    assert "day 1/84" in seen
    trial = diary.trial.current()
    assert trial is not None
    assert trial.start == diary.today


def test_a_trial_still_to_come_is_counted_down(home: Path) -> None:
    diary = open_diary(home, home / ".state", now=lambda: EVENING)
    diary.basket.add("pay.shop")
    rule = usual_rule()
    start = (EVENING + timedelta(days=3)).date()
    diary.trial.new(Trial(start=start, need=rule.need, criteria=rule.criteria))

    assert "begins in 3 days" in play(diary, size=(120, 36))


# --- all of them


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (99, 28), (100, 29), (160, 50)])
def test_every_screen_can_be_drawn_at_any_size(demo: Diary, size: tuple[int, int]) -> None:
    async def see(pilot: Pilot[int]) -> None:
        for key in "123456":
            await press(pilot, key)
            assert len(text_of(pilot).splitlines()) == size[1], key

    watch(demo, see, size)


def test_a_window_may_change_its_size_while_it_is_used(demo: Diary) -> None:
    async def see(pilot: Pilot[int]) -> None:
        for key in "123456":
            await press(pilot, key)
            for size in ((120, 36), (30, 8), (1, 1), (80, 24)):
                await pilot.resize_terminal(*size)
                await press(pilot)
        assert "data so far" in text_of(pilot) or "By the rule" in text_of(pilot)

    watch(demo, see)


# --- deeds that stand beside the days


def test_a_pause_is_written_and_shortened_on_the_trial(running: Diary) -> None:
    play(running, "6", "p", *"-2", "tab", *"today", "tab", *"a journey", "enter")
    held = running.pauses.all()
    play(running, "6", "p", "down", "enter")

    assert [(pause.first, pause.last, pause.reason) for pause in held] == [
        (date(2026, 3, 12), date(2026, 3, 14), "a journey")
    ]
    assert [(pause.first, pause.last) for pause in running.pauses.all()] == [
        (date(2026, 3, 12), date(2026, 3, 12))  # begun: it is shortened, two days back at the most
    ]


def test_a_pause_that_has_not_begun_is_taken_back_on_the_trial(running: Diary) -> None:
    running.pauses.add(date(2026, 3, 16), date(2026, 3, 17))

    play(running, "6", "p", "down", "enter")

    assert running.pauses.all() == []


# --- the answer


@pytest.fixture(scope="module")
def four_weeks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a trial that ended yesterday, with a bad week in it; to be copied."""
    home = tmp_path_factory.mktemp("unread") / "home"
    now = [EVENING - timedelta(days=28)]
    diary = open_diary(home, home / ".state", now=lambda: now[0])
    diary.basket.add("pay.shop")
    rule = rule_of({"normal_days": 80, "urge": 3}, days=28, need="all")
    diary.trial.new(written_down(rule, start=diary.today, sentence="I want to give it a try."))
    for n in range(28):
        now[0] = EVENING - timedelta(days=28 - n)
        diary.check_in(normal=n > 6, urge=1)
        diary.log("pay.shop", "d")
    return home


@pytest.fixture
def unread(four_weeks: Path, home: Path) -> Diary:
    """That trial, not read yet."""
    shutil.copytree(four_weeks, home)
    return open_diary(home, home / ".state", now=lambda: EVENING)


def test_a_trial_that_is_over_is_read_after_a_yes_and_not_before(unread: Diary) -> None:
    page = play(unread, "6")
    asked = play(unread, "6", "enter")
    play(unread, "6", "enter", "enter")
    after_no = unread.trial.needed().readings
    answered = play(unread, "6", "enter", "down", "enter")

    assert "its rule is not read yet" in page
    assert not re.search(r"Yes[.]|No[.]|\bmet\b", page)
    assert "Your rule is read now and the answer stays." in asked
    assert after_no == ()
    assert "▌ No." in answered
    assert len(unread.trial.needed().readings) == 1


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), (120, 36), (160, 50)])
def test_the_answer_stands_there_with_every_line(unread: Diary, size: tuple[int, int]) -> None:
    unread.trial.read()

    seen = play(unread, "6", size=size)

    assert "No." in seen
    assert "75 %" in seen
    assert "1 of 2 lines hold; 2 had to." in " ".join(seen.split())
    assert all(len(row) <= size[0] for row in seen.splitlines())


def test_where_there_is_room_a_line_has_its_gauge(unread: Diary) -> None:
    unread.trial.read()

    wide, narrow = play(unread, "6", size=(120, 36)), play(unread, "6")

    assert "●" in wide
    assert "●" not in narrow
    assert "likely" in wide


def test_a_look_ahead_on_the_trial_has_no_word_and_is_kept(running: Diary) -> None:
    running.log("pay.shop", "x")

    seen = play(running, "6", "v", size=(120, 36))

    assert "Not a verdict." in seen
    assert not re.search(r"\bmet\b|\bclear\b|close to", seen)
    assert [reading.what for reading in running.trial.needed().readings] == [ReadingKind.LOOK]


@pytest.mark.parametrize("lang", ["en", "zh_Hans"])
def test_the_demo_answers_yes(tmp_path: Path, lang: str) -> None:
    seen = play(demo_diary(tmp_path, lang), "6", size=(120, 36), lang=lang)

    assert {"en": "Yes.", "zh_Hans": "是。"}[lang] in seen


def test_a_task_is_changed_and_put_away_on_the_ties(demo: Diary) -> None:
    tie = demo.figures.ties().tasks[0]

    play(demo, "4", "e", *["end"], *" x", "enter")
    renamed = demo.basket.find(tie.id)
    play(demo, "4", "delete")

    assert renamed.name.endswith("x")
    assert demo.basket.find(tie.id).archived


def test_a_note_on_the_day_needs_no_entry(demo: Diary) -> None:
    play(demo, "I", *"quiet", "enter")

    checkin = demo.day().checkin
    assert checkin is not None
    assert checkin.note == "quiet"


def test_after_hard_days_one_line_points_to_help_and_takes_no_key(demo: Diary) -> None:
    for n in range(3):
        demo.check_in(demo.today - timedelta(days=n), mood=1)

    seen = play(demo)
    opened = play(demo, "h")

    assert "h says whom to talk to" in seen
    assert "d direct" in seen
    assert "Talking to someone can" in opened


def test_what_a_file_went_through_is_told_once(demo: Diary) -> None:
    file = next((demo.store.paths.home / "journal").glob("*.json"))
    file.write_bytes(b"{")

    assert "in quarantine" in play(demo)
    assert "in quarantine" not in play(demo)


def test_the_footer_names_a_pair_of_keys_while_either_works(demo: Diary) -> None:
    assert "+ - span" in play(demo, "2")
    assert "+ - span" in play(demo, "2", "minus")


def in_two_versions(diary: Diary, home: Path) -> str:
    """An entry that says "on the laptop" here, and "on the phone" in a conflict copy; its id."""
    diary.basket.add("pay.shop")
    entry = diary.log("pay.shop", "w")
    month = next((home / "journal").glob("*.json"))
    before = month.read_bytes()
    diary.edit(entry, note="on the laptop")
    other = open_diary(home.parent / "phone", home.parent / "phone" / ".state", now=lambda: EVENING)
    (home.parent / "phone" / "journal").mkdir(parents=True)
    (home.parent / "phone" / "journal" / month.name).write_bytes(before)
    other.edit(other.entry(entry.id), note="on the phone", helper="Chen")
    conflict = home / "journal" / f"{month.stem}.sync-conflict-1.json"
    conflict.write_bytes((home.parent / "phone" / "journal" / month.name).read_bytes())
    return entry.id


def test_both_texts_of_an_entry_with_two_versions_stand_in_the_journal(diary: Diary, home: Path) -> None:
    in_two_versions(diary, home)

    seen = play(diary, "3")
    hidden = play(diary, "3", "f2")

    assert "two versions" in play(diary)
    assert "2 versions" in play(diary, size=(40, 30))
    assert "on the laptop" in seen
    assert "on the phone" in seen
    assert "2  Pay in a shop" in seen
    assert not any(words in hidden for words in ("on the laptop", "on the phone", "Chen"))


@pytest.mark.parametrize("size", [(40, 30), (80, 24)])
def test_one_of_two_versions_is_chosen_in_the_journal_and_undone(
    diary: Diary, home: Path, size: tuple[int, int]
) -> None:
    found = in_two_versions(diary, home)
    other = [version.record for version in diary.several(diary.today, diary.today)[found]][1]
    assert isinstance(other, Entry)

    play(diary, "3", "v", "down", "enter", size=size)
    settled, versions = diary.entry(found), diary.several(diary.today, diary.today)
    play(diary, "u", size=size)

    assert (settled.note, versions) == (other.note, {})
    assert len(diary.several(diary.today, diary.today)[found]) == 2


def test_what_is_found_by_its_other_version_shows_it(diary: Diary, home: Path) -> None:
    in_two_versions(diary, home)

    for word in ("laptop", "phone"):
        seen = play(diary, "3", "slash", *word, "enter")
        assert "on the laptop" in seen
        assert "on the phone" in seen
