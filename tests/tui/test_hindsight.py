"""Sentences about what Today offers below its list, and about looking back, that could be false."""

from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from detox.demo import MOMENT
from detox.diary import Diary
from detox.diary.beginning import Beginning
from detox.domain.entries import Entry, Lapse, Review
from detox.domain.trial import Trial, usual_rule
from detox.tui.hints import NARROWEST, SLIP, Hints
from detox.wiring import open_diary
from detox.words import _, speak
from tests.tui.seen import demo_diary, play, press, settle, text_of, watch

DAILY = "mon tue wed thu fri sat sun"
SIZES = ((80, 24), (100, 30), (120, 36))


@pytest.fixture
def begun(diary: Diary) -> Diary:
    """Two tasks for every day; the first has a plan. The trial began a week ago but for a day."""
    trial = Trial(start=diary.today - timedelta(days=5), criteria=usual_rule().criteria)
    diary.start(Beginning(tasks=("pay.shop", "msg.family"), trial=trial))
    for task in diary.basket.tasks():
        plan = "cash" if task.id == "pay.shop" else None
        diary.basket.edit(task, days=DAILY, since=trial.start, plan=plan)
    return diary


def crowded(diary: Diary, more: int) -> Diary:
    """As many tasks again, all for every day."""
    for n in range(more):
        diary.basket.edit(diary.basket.add(f"Task {n}"), days=DAILY)
    return diary


def row_of(screen: str, words: str) -> int:
    return next(n for n, row in enumerate(screen.split("\n")) if words in row)


def went_back(diary: Diary, task: str = "msg.family") -> Entry:
    return diary.log(task, "app")


@pytest.mark.parametrize("lang", ["en", "zh_Hans"])
@pytest.mark.parametrize("size", SIZES)
def test_what_is_offered_after_going_back_is_read_to_its_end(
    begun: Diary, size: tuple[int, int], lang: str
) -> None:
    speak(lang)

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "a")
        canvas = pilot.app.screen.query_one(Hints)
        said = " ".join(line.text().strip() for line in canvas.lines).replace(" ", "")
        assert _(SLIP).replace(" ", "") in said
        assert len(canvas.lines) <= canvas.size.height
        assert all(line.width <= canvas.size.width for line in canvas.lines)

    watch(begun, see, size)


def test_the_key_of_an_offer_stands_first_and_can_be_clicked(begun: Diary) -> None:
    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "a")
        row = row_of(text_of(pilot), "P a plan")
        assert text_of(pilot).split("\n")[row].strip().startswith("P a plan")
        await pilot.click(offset=(8, row))
        await press(pilot)
        assert "If I need" in text_of(pilot)

    watch(begun, see)


@pytest.mark.parametrize("size", SIZES)
def test_an_offer_is_seen_however_many_rows_the_day_has(begun: Diary, size: tuple[int, int]) -> None:
    screen = play(crowded(begun, 30), "a", size=size)

    assert "P a plan" in screen


def test_nothing_moves_when_an_offer_comes_or_goes(begun: Diary) -> None:
    crowded(begun, 6)

    without, offered = play(begun), play(begun, "a")

    assert row_of(without, "something else came up") == row_of(offered, "something else came up")
    assert row_of(without, "won back") == row_of(offered, "won back")


def test_the_offers_follow_a_window_that_changes(begun: Diary) -> None:
    crowded(begun, 30)

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "a")
        for size in ((120, 36), (80, 24), (100, 30), (60, 20), (80, 24)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert ("P a plan" in text_of(pilot)) == (size[0] >= NARROWEST)
            assert "Pay in a shop" in text_of(pilot)

    watch(begun, see)


@pytest.mark.parametrize("size", [(60, 20), (80, 17)])
def test_small_windows_keep_their_rows_for_the_tasks(begun: Diary, size: tuple[int, int]) -> None:
    assert "P a plan" not in play(begun, "a", size=size)


@pytest.mark.parametrize("key", ["w", "p", "a", "x"])
def test_after_an_effort_the_plan_of_that_task_is_shown(begun: Diary, key: str) -> None:
    screen = play(begun, "down", key)

    assert "If I need: Pay in a shop, then: Cash." in screen
    assert "P a plan" not in screen


def test_what_was_said_after_going_back_stays_with_the_entry_in_one_deed(begun: Diary) -> None:
    begun.edit(went_back(begun), note="a long day")

    play(begun, "up", "y", *"rent", "tab", *"Li", "tab", "tab", "7", "enter")

    entry = begun.day().entries[0]
    assert (entry.note, entry.lapse) == ("a long day", Lapse(what="rent", who="Li", sure=7))
    begun.undo_list.undo()
    assert begun.day().entries[0].lapse is None


def test_only_going_back_is_asked_about(begun: Diary) -> None:
    begun.log("pay.shop", "w")

    assert "Who asked" not in play(begun, "down", "y")


def test_a_form_left_empty_writes_nothing(begun: Diary) -> None:
    entry = went_back(begun)

    play(begun, "up", "y", "enter")

    assert begun.day().entries == (entry,)


def test_more_than_ten_is_refused_and_nothing_is_written(begun: Diary) -> None:
    entry = went_back(begun)

    screen = play(begun, "up", "y", "tab", "tab", "tab", *"12", "enter")

    assert "0..10" in screen
    assert begun.day().entries == (entry,)


@pytest.mark.parametrize("key", ["y", "r"])
def test_hidden_names_open_no_look_back(begun: Diary, key: str) -> None:
    went_back(begun)

    screen = play(begun, "f2", "up", key)

    assert "names hidden   F2 shows them" in screen
    assert "esc leave as it was" not in screen


def test_the_week_in_three_lines_stays_with_its_day_in_one_deed(begun: Diary) -> None:
    begun.check_in(note="rain")

    play(begun, "r", "escape", *"chat", "tab", "tab", *"Li", "enter")

    checkin = begun.day().checkin
    assert checkin is not None
    assert (checkin.note, checkin.review) == ("rain", Review(hardest="chat", people="Li"))
    begun.undo_list.undo()
    held = begun.day().checkin
    assert held is not None
    assert (held.note, held.review) == ("rain", None)


def test_the_review_names_the_strongest_tie_and_the_people_confirmed(begun: Diary) -> None:
    begun.log("pay.shop", "d")
    went_back(begun)
    person = begun.people.add("Li", key=True)
    begun.people.add("Chen", key=True)
    begun.people.set(person, state="confirmed")

    screen = play(begun, "r")

    assert "the strongest tie: Family group" in screen
    assert "1 of 2 confirmed" in screen


def test_the_review_is_offered_on_a_weeks_last_day_until_it_is_written(tmp_path: Path) -> None:
    paths = demo_diary(tmp_path).store.paths
    diary = open_diary(paths.home, paths.state, now=lambda: MOMENT - timedelta(days=1))

    diary.sweeps.answer(diary.sweeps.of(), {})
    for sweep in diary.sweeps.open():
        diary.sweeps.answer(sweep, {})

    before, after = play(diary), play(diary, "r", *"chat", "enter")
    monday = play(diary, "left_square_bracket")

    assert "r the week in three lines" in before
    assert "r the week in three lines" not in after
    assert "r the week in three lines" not in monday


def test_a_week_ends_on_sundays_and_with_the_diarys_own_week(begun: Diary) -> None:
    begun.log("pay.shop", "d")

    ends = [begun.reviews.week_ends(begun.today + timedelta(days=n)) for n in range(3)]

    assert ends == [False, True, False]  # Saturday; Sunday, on which the trial's week ends, too


def test_rows_of_another_day_say_when_they_were_written_late(begun: Diary) -> None:
    begun.log("pay.shop", "d", day=begun.today - timedelta(days=3))
    begun.log("pay.shop", "w", minutes=5, day=begun.today - timedelta(days=4))

    late, later = (play(begun, *["left_square_bracket"] * days) for days in (3, 4))
    begun.log("pay.shop", "d", day=begun.today - timedelta(days=2))

    assert "late" in late.split("\n")[row_of(late, "Pay in a shop")]
    assert "5 min  late" in later.split("\n")[row_of(later, "Pay in a shop")]
    assert "late" not in play(begun, "left_square_bracket", "left_square_bracket")


def test_a_name_that_was_only_typed_is_hidden_too(begun: Diary) -> None:
    screen = play(begun, "plus", *"Clinic", "enter", "f2")

    assert "Clinic" not in screen
    assert "new task" in screen
