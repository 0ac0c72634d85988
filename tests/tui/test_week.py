"""Sentences about the week that could be false."""

from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from detox.catalogue.labels import answer_label
from detox.diary import Diary
from detox.diary.figures import Figures
from detox.domain.entries import NEEDED, Entry, Outcome, Task
from detox.domain.index import weeks as weeks_of
from detox.domain.trend import NO_TREND, Trend, index_trend, rating_trends
from detox.domain.weeks import Week, WeekScores
from detox.messages.figure_messages import rating_call, rating_text, trend_text
from detox.tui.canvas import Canvas
from detox.tui.glyphs import UNICODE
from detox.tui.styled_lines import wrapped
from detox.tui.week_drawing import (
    SMALL_ROW,
    columns_for,
    days_lines,
    number_lines,
    number_rows,
    side_rows,
    small_part,
    small_rows,
)
from detox.tui.week_page import SIDE
from detox.tui.week_screen import WeekScreen
from detox.tui.week_table import direction_lines, table_lines
from detox.words import _, speak
from tests.tui.seen import demo_diary, play, press, settle, text_of, watch


@pytest.fixture
def demo(tmp_path: Path) -> Diary:
    return demo_diary(tmp_path)


def _numbers(week: Week) -> set[str]:
    outcomes = {str(week.outcomes.get(outcome, 0)) for outcome in NEEDED}
    return outcomes | {
        str(week.minutes),
        f"{week.index:.1f}",
        f"{week.means['urge']:.1f}",
        f"{week.means['mood']:.1f}",
    }


@pytest.mark.parametrize("width", [38, 58, 74, 114])
def test_the_table_drops_no_number_where_it_is_narrow(demo: Diary, width: int) -> None:
    for week in demo.figures.weeks():
        lines = table_lines([week], width, UNICODE)

        words = {word for line in lines for word in line.text().split()}
        assert _numbers(week) <= words
        assert all(line.width <= width for line in lines)


def test_the_table_scrolls_to_its_last_block(demo: Diary) -> None:
    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "2", "t", *["down"] * 7)

        assert "went back" in text_of(pilot)

    watch(demo, see)


def test_the_sum_stands_above_the_tasks_in_a_low_window(demo: Diary) -> None:
    found = demo.figures.explain()
    whole = sum(share.importance for share in found.tasks)

    seen = play(demo, "2", "e")

    assert f"/ all weights {whole} = {found.index:.2f}" in seen


@pytest.mark.parametrize(
    ("key", "size"), [("1", (80, 24)), ("1", (60, 20)), ("2", (80, 24)), ("2", (60, 20))]
)
def test_the_index_says_how_many_days_are_behind_it(demo: Diary, key: str, size: tuple[int, int]) -> None:
    seen = play(demo, key, size=size)
    behind = "5 of 7 days", "5/7 days"  # Today has the last week that is over
    behind += ("1 of 7 days", "1/7 days") if key == "2" else ()

    assert any(days in seen for days in behind)


def test_the_points_have_their_weeks_below_them_in_a_low_window(demo: Diary) -> None:
    rows = play(demo, "2").splitlines()

    numbers = next(row for row in rows if row.strip().startswith("week"))
    assert numbers.split()[1:] == [str(n) for n in range(2, 14)]


SMALL_WINDOWS = [(80, 24), (80, 44), (60, 20), (120, 30)]


def _canvas(pilot: Pilot[int]) -> list[str]:
    return [line.text() for line in pilot.app.screen.query_one("#canvas", Canvas).lines]


@pytest.mark.parametrize("size", SMALL_WINDOWS)
@pytest.mark.parametrize("lang", ["en", "zh_Hans"])
def test_a_small_window_has_below_what_a_large_one_has_beside(
    demo: Diary, size: tuple[int, int], lang: str
) -> None:
    speak(lang)
    normal = sum(week.normal_days for week in demo.figures.weeks(12))

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "2")
        rows, width = _canvas(pilot), pilot.app.screen.query_one("#canvas", Canvas).content_size.width
        seen = "\n".join(rows)

        sentence = trend_text(demo.figures.trend().trend, demo.figures.weeks())
        assert all(row in seen for row in wrapped(sentence, width))
        assert _("extra min") in seen
        assert all(_(name) in seen for name in ("mood", "cut off", "urge", "Days lived normally"))
        assert all(cell_len(row) <= width for row in rows if UNICODE.normal in row or "█" in row)
        assert sum(row.count(UNICODE.normal) for row in rows) == normal + 1  # one in the legend
        if size[0] > 60:  # there the keys of the weeks themselves take all the room
            assert _("more") in text_of(pilot).rstrip().splitlines()[-1]

    watch(demo, see, size, language=lang)


def test_the_first_rows_of_a_small_window_are_the_headline_the_chart_and_the_waffles(demo: Diary) -> None:
    rows = [row for row in play(demo, "2").splitlines() if row.strip()]

    assert rows[2].split()[:4] == ["33", "dependence", "week", "13"]
    assert "could not" in rows[-2]


def test_the_last_row_of_a_small_window_can_be_scrolled_to(demo: Diary) -> None:
    seen = play(demo, "2", *["down"] * 8)

    assert "not written" in seen


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (120, 50)])
def test_a_week_unlike_the_others_has_its_note_besides_the_trend(
    demo: Diary, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [msgspec.structs.replace(week, note="higher") for week in demo.figures.weeks()]
    monkeypatch.setattr(Figures, "weeks", lambda _self, last=None: found[-last:] if last else found)

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "2")
        seen = " ".join(" ".join(_canvas(pilot)).split())

        assert "12 with enough entries: no clear direction" in seen
        assert "This week is higher than your recent weeks." in seen

    watch(demo, see, size)


def test_the_note_pushes_nothing_out_of_the_full_window(demo: Diary, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [msgspec.structs.replace(week, note="higher") for week in demo.figures.weeks()]
    monkeypatch.setattr(Figures, "weeks", lambda _self, last=None: found[-last:] if last else found)

    rows = play(demo, "2", size=(120, 36)).splitlines()

    assert any("could not" in row for row in rows)
    assert not any("down more" in row for row in rows)
    assert any(row.rstrip().endswith("1.0") for row in rows)
    assert any("By week" in row for row in rows)


@pytest.mark.parametrize("width", [37, 38, 58, 74, 114])
@pytest.mark.parametrize("lang", ["en", "zh_Hans"])
def test_each_rating_says_where_it_goes_in_its_own_rows(demo: Diary, width: int, lang: str) -> None:
    speak(lang)
    weeks = demo.figures.weeks()
    lines = small_rows(weeks, demo.figures.rating_trends(), width, UNICODE)

    for name, trend in demo.figures.rating_trends().items():
        at = next(n for n, line in enumerate(lines) if line.text().startswith(answer_label(name)))
        assert rating_call(trend) in "".join(line.text() for line in lines[at : at + 2])
        assert all(line.width <= width for line in lines)


def test_a_rating_that_was_never_given_is_called_nothing(demo: Diary) -> None:
    unasked: dict[str, object] = {"means": {}, "rated": {}}
    weeks = [msgspec.structs.replace(week, **unasked) for week in demo.figures.weeks()]

    small = "\n".join(
        line.text() for line in small_rows(weeks, rating_trends(weeks, demo.today), 74, UNICODE)
    )
    whole = direction_lines(weeks, NO_TREND, rating_trends(weeks, demo.today), 74)

    assert "too early" not in small
    assert [line.text()[:9].strip() for line in whole if line.text()[:9].strip()] == ["index"]


def test_the_table_says_where_the_ratings_go_in_whole_sentences(demo: Diary) -> None:
    seen = play(demo, "2", "t", size=(120, 36))

    for name, trend in demo.figures.rating_trends().items():
        assert f"{answer_label(name):10}{wrapped(rating_text(trend), 100)[0]}" in seen


def test_a_small_rows_value_stands_right_behind_its_bars(demo: Diary) -> None:
    lines = small_rows(demo.figures.weeks(), {}, 200, UNICODE)

    assert max(line.width for line in lines) <= SMALL_ROW


@pytest.mark.parametrize(("rows", "tall"), [(9, False), (13, True)])
def test_rows_beside_the_chart_have_an_empty_one_above_them_and_grow_with_it(
    demo: Diary, rows: int, *, tall: bool
) -> None:
    lines = side_rows(demo.figures.weeks(), demo.figures.rating_trends(), SIDE, rows, UNICODE)

    assert len(lines) == (12 if tall else 8) <= rows
    assert [not line.pieces for line in lines[:: 3 if tall else 2]] == [True] * 4
    assert max(line.width for line in lines) <= SIDE


def test_long_weeks_numbers_stand_beside_their_days(demo: Diary) -> None:
    weeks = [msgspec.structs.replace(week, week=week.week + 95) for week in demo.figures.weeks()]

    rows = [line.text() for line in days_lines(weeks, {}, UNICODE)]

    assert [row.split()[0] for row in rows[1:13]] == [str(n) for n in range(97, 109)]
    assert len({row.index(UNICODE.nothing) for row in rows[1:13]}) == 1


def test_the_small_rows_say_how_many_weeks_they_are_where_not_all_are_drawn(demo: Diary) -> None:
    weeks = demo.figures.weeks(12)

    assert small_part(weeks, {}, 74, UNICODE)[0].text() == "By week"
    assert small_part([*weeks, *weeks], {}, 74, UNICODE)[0].text() == "By week   the last 12 weeks"


def test_the_trend_is_reckoned_once_whatever_is_shown(demo: Diary, monkeypatch: pytest.MonkeyPatch) -> None:
    reckoned: list[int] = []

    def counting(weeks: list[WeekScores], today: date) -> Trend:
        reckoned.append(len(weeks))
        return index_trend(weeks, today)

    monkeypatch.setattr("detox.diary.figures.index_trend", counting)

    play(demo, "2", "left", "left", "t", "t", "minus")

    assert reckoned == [13]


def test_keys_that_come_at_once_all_scroll(demo: Diary) -> None:
    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "2")
        screen = pilot.app.screen
        assert isinstance(screen, WeekScreen)
        for _n in range(3):
            screen.action_scroll(1)
        await settle(pilot)

        assert screen.query_one("#scroll").scroll_y == 12

    watch(demo, see)


@pytest.mark.parametrize("width", [38, 58, 74, 94])
@pytest.mark.parametrize("n", [1, 12, 26, 52, 130, 522])
def test_every_number_under_the_chart_belongs_to_the_week_above_it(n: int, width: int) -> None:
    first = _many(n)
    lines = number_lines(number_rows(first, days=True), columns_for(width, n), n - 1)

    numbers, index, days = (line.pieces[1:] for line in lines)

    weeks = [first[int(piece.text) - 1] for piece in numbers]
    assert weeks[-1] is first[-1]
    assert [piece.text for piece in index] == [f"{week.index:.0f}" for week in weeks]
    assert [piece.text for piece in days] == [f"{week.logged_days}/7" for week in weeks]


def _many(n: int) -> list[Week]:
    start, entries = date(2016, 1, 4), []
    for day in range(7 * n):
        outcome = ("direct", "app", "workaround")[day % 3]
        entries.append(
            Entry(
                id=f"e{day}",
                day=start + timedelta(days=day),
                task="pay.shop",
                outcome=Outcome(outcome),
                recorded_at="2016-01-04T21:00:00+08:00",
                updated_at="2016-01-04T21:00:00+08:00",
            )
        )
    shop = Task(id="pay.shop", name="Pay in a shop", category="payments", importance=3, since=start)
    return weeks_of([shop], entries, [], start=start, until=start + timedelta(days=7 * n - 1))
