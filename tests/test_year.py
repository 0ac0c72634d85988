"""A year at a glance, life after the trial, and a silence that is one stretch and not many rows."""

from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from detox.__main__ import main
from detox.cli.console import speak_plainly
from detox.cli.year_command import year_lines
from detox.diary import Diary
from detox.domain.snapshot import Snapshot
from detox.domain.trial import Trial, usual_rule
from detox.domain.year_days import ThenNow
from detox.errors import NoSuch
from detox.messages import dated
from detox.wiring import open_diary
from tests.conftest import EVENING
from tests.data.made_up import checkin, entry
from tests.tui.seen import play

DAYS = 12


@pytest.fixture
def years(home: Path) -> Diary:
    """Twelve days, three years of silence, twelve days."""
    begun = EVENING - timedelta(days=3 * 365)
    open_diary(home, home / ".state", now=lambda: begun).basket.add("pay.shop")
    halves = [(half, n) for half in (begun.date(), EVENING.date()) for n in range(DAYS)]
    days = [half + timedelta(days=n) for half, n in halves]
    diary = open_diary(home, home / ".state", now=lambda: EVENING + timedelta(days=DAYS - 1))
    diary.take_in(
        Snapshot(
            entries=tuple(
                entry(n, day, "pay.shop", "direct" if n % 2 else "unmet") for n, day in enumerate(days)
            ),
            checkins=tuple(checkin(day, normal=n % 2 == 0, mood=6) for n, day in enumerate(days)),
        )
    )
    return diary


def test_a_year_counts_what_its_days_say(years: Diary) -> None:
    found = years.years.of()

    written = [day for day in found.days if day.written]
    assert (len(written), sum(month.normal for month in found.months)) == (DAYS, DAYS // 2)
    assert {month.mood for month in found.months if month.answers} == {6}


def test_a_year_without_a_word_between_two_with_some_says_how_long_it_was_silent(years: Diary) -> None:
    found = years.years.of(EVENING.year - 1)

    assert not any(day.written for day in found.days)
    (silence,) = found.silent
    assert len(silence) == 3 * 365 - DAYS


@pytest.mark.parametrize("year", [EVENING.year - 4, EVENING.year + 1])
def test_a_year_nothing_was_written_in_is_refused(years: Diary, year: int) -> None:
    with pytest.raises(NoSuch):
        years.years.of(year)


def on(number: int) -> date:
    """The day so many days after the evening on which the diary is read, before it where negative."""
    return EVENING.date() + timedelta(days=number)


def of_days(diary: Diary, *days: date) -> Diary:
    """The diary with an entry on each of these."""
    diary.take_in(Snapshot(entries=tuple(entry(n, day, "pay.shop", "app") for n, day in enumerate(days))))
    return diary


def test_an_empty_diary_knows_this_year_alone(diary: Diary) -> None:
    assert list(diary.years.known()) == [EVENING.year]
    found = diary.years.of()
    assert (found.days[0].day, found.days[-1].day) == (date(EVENING.year, 1, 1), diary.today)
    assert (found.silent, found.beside, found.weeks) == ((), (), ())


def test_a_year_that_is_over_ends_with_its_last_day_and_the_nearest_five_are_named(diary: Diary) -> None:
    of_days(diary, date(EVENING.year - 7, 5, 1))

    days = diary.years.of(EVENING.year - 1).days
    assert (days[0].day, days[-1].day) == (date(EVENING.year - 1, 1, 1), date(EVENING.year - 1, 12, 31))
    assert list(diary.years.known()) == list(range(EVENING.year - 7, EVENING.year + 1))
    with pytest.raises(NoSuch) as refused:
        diary.years.of(EVENING.year + 1)
    assert refused.value.near == tuple(str(EVENING.year - n) for n in (4, 3, 2, 1, 0))


def test_a_silence_stands_on_the_page_of_each_year_it_reaches_into_and_on_no_other(diary: Diary) -> None:
    year = EVENING.year
    closed = [date(year - 4, 3, 1), date(year - 4, 6, 1)]
    to_new_year, from_new_year = [date(year - 4, 12, 1), date(year - 3, 1, 2)], [date(year - 2, 12, 30)]
    of_days(diary, *closed, *to_new_year, *from_new_year, date(year - 1, 3, 1))

    silent = {n: [span.first for span in diary.years.of(year - n).silent] for n in (4, 3, 2, 1)}

    assert silent == {
        4: [date(year - 4, 3, 2), date(year - 4, 6, 2), date(year - 4, 12, 2)],
        3: [date(year - 4, 12, 2), date(year - 3, 1, 3)],
        2: [date(year - 3, 1, 3), date(year - 2, 12, 31)],
        1: [date(year - 2, 12, 31), date(year - 1, 3, 2)],  # the last one goes on today
    }


def test_a_week_stands_in_the_year_in_which_it_begins(diary: Diary) -> None:
    of_days(diary, on(-90), on(-60))

    this, last = diary.years.of(), diary.years.of(EVENING.year - 1)

    assert {week.start.year for week in this.weeks} == {EVENING.year}
    assert {week.start.year for week in last.weeks} == {EVENING.year - 1}
    every = [*last.weeks, *this.weeks]
    assert [week.start for week in every] == [week.start for week in diary.figures.weeks()]
    assert [week.index for week in every] == [week.index for week in diary.figures.weeks()]


def test_a_quarter_is_laid_beside_the_last_one_of_the_trial(diary: Diary) -> None:
    """The trial lasts 120 days; of each span 91 days are looked at, its first and its last among them."""
    end = on(-100)
    trial = Trial(start=end - timedelta(days=119), days=120, criteria=usual_rule(120).criteria)
    then = [end - timedelta(days=n) for n in (91, 90, 0)]
    now = [on(n) for n in (-91, -90, 0)]
    rows = [entry(n, day, "pay.shop", "app" if n < 3 else "direct") for n, day in enumerate(then + now)]
    diary.take_in(Snapshot(trial=trial, entries=tuple(rows)))

    this, last = diary.years.of(), diary.years.of(EVENING.year - 1)

    assert this.beside == (ThenNow(id="pay.shop", then_without=0, then_tried=2, now_without=2, now_tried=2),)
    assert last.beside == this.beside  # its last quarter, up to New Year's Eve, has the other two
    assert diary.years.of().days[0].trial is False
    assert [day.trial for day in last.days if day.day in (end, end + timedelta(days=1))] == [True, False]


def test_no_day_is_both_of_the_trial_and_after_it(diary: Diary) -> None:
    trial = Trial(start=on(-40), days=28, criteria=usual_rule(28).criteria)
    rows = [entry(n, on(-40 + n), "pay.shop", "app" if n < 28 else "direct") for n in range(41)]
    diary.take_in(Snapshot(trial=trial, entries=tuple(rows)))

    assert diary.years.of().beside == (
        ThenNow(id="pay.shop", then_without=0, then_tried=28, now_without=13, now_tried=13),
    )


def test_a_silent_stretch_is_one_row_on_both_faces(
    years: Diary, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = play(years, "2", *["plus"] * 3, "t")

    assert main(["--home", str(home), "trend"]) == 0
    said = capsys.readouterr().out
    assert said.count("nothing written for 154 weeks") == 1
    assert said.index(f"\n{EVENING.year - 3}\n") < said.index("nothing written")
    assert seen.count("nothing written for 154 weeks") == 1
    assert len([row for row in seen.splitlines() if row.strip()[:3].isdecimal()]) < DAYS


def test_whole_weeks_since_the_last_day_that_was_written_were_silent_too(years: Diary, home: Path) -> None:
    moment = EVENING + timedelta(days=DAYS - 1, weeks=5)
    later = open_diary(home, home / ".state", now=lambda: moment)

    trend = later.figures.trend().trend

    assert years.figures.trend().trend.silent == 0
    assert trend.silent == 1 + 4  # the last one has three days; since then four are over
    assert later.figures.explain_trend().trend == trend


def test_a_day_of_another_year_says_which() -> None:
    today = date(2026, 1, 1)

    assert [dated(day, today) for day in (today, date(2025, 12, 31))] == ["1 Jan", "31 Dec 2025"]


def test_the_page_of_a_year_opens_from_the_weeks_and_a_day_from_the_page(years: Diary) -> None:
    page = play(years, "2", "y")
    day = play(years, "2", "y", "left", "enter")

    assert "The year, day by day" in page
    assert f"{(years.today - timedelta(days=1)).day} " in day
    assert "Pay in a shop" in day
    assert play(years, "2", "y", "y") == play(years, "2")


def test_a_silent_year_says_so_above_its_months_and_each_has_its_name_in_chinese(years: Diary) -> None:
    page = play(years, "2", "y", "left_square_bracket", lang="zh_Hans")

    assert all(f"{n}月" in page for n in range(1, 13))
    assert page.index("154 周什么都没写") < page.index("2月")


def test_a_year_in_words_has_a_sign_a_day_and_what_the_answers_of_a_month_come_to(years: Diary) -> None:
    found = years.years.of(EVENING.year)
    beside = ThenNow(id="pay.shop", then_without=1, then_tried=20, now_without=130, now_tried=140)

    said = year_lines(SimpleNamespace(diary=years), found.replace(beside=(beside,)))  # type: ignore[arg-type]
    lines = "\n".join(said).split("\n")

    assert lines[:2] == ["2026: 12 days written.", ""]
    head, first, _feb, march = lines[2:6]
    assert march.split() == ["March", "." * 13 + "+-" * 6, "6/12", "6.0"]
    assert first.split() == ["January", "." * 31, "-", "-"]
    assert (head.rindex("normal") + 6, head.index("mood") + 4) == (march.index("6/12") + 4, len(march))
    silent = [line for line in lines if "March 2023" in line or "2023" in line]
    assert len(silent) == 1
    names, row = lines[-2:]
    assert names.startswith("Done without the app")
    assert (names.index("in the trial") + 12, len(names)) == (row.index("of 20") + 5, len(row))
    assert [n for n, line in enumerate(lines[1:], 1) if not line and not lines[n - 1]] == []
    assert lines[-3] == ""


def test_said_as_sentences_only_months_that_were_written_are_named(years: Diary) -> None:
    speak_plainly(on=True)

    lines = year_lines(SimpleNamespace(diary=years), years.years.of(EVENING.year))  # type: ignore[arg-type]

    assert [line.partition(" ")[0].rstrip(":,") for line in lines[2:4]] == ["March", ""]
