"""What the command line says of a rule, its trend and its pictures: every figure as the vectors have it."""

import json
import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from detox.__main__ import main
from detox.cli.call import Call, Doors
from detox.cli.parser import parsed
from detox.cli.parser import run as run_call
from detox.cli.passphrase_sources import Passphrases
from detox.demo import MOMENT, demo_snapshot
from detox.diary import Diary
from detox.diary.beginning import Beginning
from detox.domain.dates import logical_day
from detox.domain.snapshot import Snapshot
from detox.domain.trial import Trial, rule_of, usual_rule, written_down
from detox.messages import full_day, short_day
from detox.messages.figure_messages import thin_text, trend_text
from detox.messages.return_messages import staying_texts, ways_text
from detox.settings import Settings
from detox.storage.transaction import Change
from detox.wiring import local_now, open_diary
from tests.conftest import BEIJING, EVENING
from tests.data.second_method import TODAY, diary_of, second_vectors
from tests.domain.test_method_2 import near_of
from tests.exchange.test_outputs import held_to

START = date(2026, 2, 14)
"""The first day of a trial of 28 days."""
DIARIES = second_vectors("diaries")


def calling(diary: Diary, *words: str) -> int:
    """A command, on an open diary."""
    doors = Doors(
        diary=lambda: diary,
        throw_away=lambda _folder, _now: diary,
        keep=lambda _settings: None,
        screens=lambda _diary: 0,
        folders=lambda: (diary.home, diary.home / ".state", None),
        own_screens=lambda: 0,
        sealing=lambda: diary.sealing,
        passphrases=Passphrases(),
    )
    return run_call(Call(parsed(words), settings=Settings(), doors=doors))


def diary_with(snapshot: Snapshot, folder: Path, today: date) -> Diary:
    now = datetime(today.year, today.month, today.day, 22, tzinfo=BEIJING)
    diary = open_diary(folder / "home", folder / "state", now=lambda: now)
    diary.take_in(snapshot)
    return diary


def days_ago(days: int) -> date:
    """A day that many days before the one on which this test begins."""
    return logical_day(local_now(), day_start=4) - timedelta(days=days)


@pytest.fixture
def over(home: Path) -> Path:
    """A home whose trial ended yesterday; seven of its days were not normal, two say nothing."""
    begun = day = days_ago(28)
    diary = open_diary(
        home, home / ".state", now=lambda: datetime(day.year, day.month, day.day, 21, tzinfo=BEIJING)
    )
    rule = rule_of({"normal_days": 80, "urge": 3}, days=28, need="all")
    trial = written_down(rule, start=begun, sentence="I want to know.")
    diary.start(Beginning(tasks=("pay.shop", "msg.family"), trial=trial))
    for n in range(28):
        day = begun + timedelta(days=n)
        if n not in (3, 4):
            diary.check_in(normal=n >= 12 or n < 5, urge=1)
        diary.log("pay.shop", "direct")
    return home


def trial_of(home: Path) -> Trial:
    """What stands in that home."""
    return open_diary(home, home / ".state", now=lambda: MOMENT).trial.needed()


# --- reading


@pytest.mark.parametrize("words", [("verdict",), ("verdict", "--preview"), ("verdict", "--quiet")])
def test_without_a_terminal_nothing_is_read_unless_asked_for(
    over: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    code = main(["--home", str(over), *words])

    seen = capsys.readouterr()
    assert code == 1
    assert "Nothing was read." in seen.err
    assert seen.out == ""
    assert trial_of(over).readings == ()


@pytest.mark.parametrize("words", [("--yes",), ("--json",)])
def test_without_a_terminal_a_word_reads(
    over: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    code = main(["--home", str(over), "verdict", *words])

    assert code == 0
    assert "not met" in capsys.readouterr().out
    assert len(trial_of(over).readings) == 1


@pytest.mark.parametrize(("typed", "read"), [("y\n", 1), ("YES\n", 1), ("\n", 0), ("n\n", 0), ("", 0)])
def test_in_a_terminal_it_is_asked_first(
    over: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    read: int,
) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

        def readline(self) -> str:
            return typed

    monkeypatch.setattr("sys.stdin", Terminal())

    main(["--home", str(over), "verdict"])

    asked = (
        "Your rule is read now and the answer stays. 2 of 28 days are unwritten; you may write them first. "
        "Read it? [y/N]"
    )
    assert asked in capsys.readouterr().err
    assert len(trial_of(over).readings) == read


def test_what_was_read_is_what_everything_shows_from_then_on(
    over: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    days = [full_day(local_now().date())]  # a reading is of a moment, so its night belongs to the calendar
    main(["--home", str(over), "verdict", "--yes"])
    days.append(full_day(local_now().date()))  # ... and midnight may come while it is read
    first = capsys.readouterr().out
    for n in range(17, 29):
        main(["--home", str(over), "--quiet", "checkin", "--normal", "y", "--on", str(days_ago(n))])

    main(["--home", str(over), "verdict"])
    later = capsys.readouterr().out
    main(["--home", str(over), "report", "--markdown"])
    report = capsys.readouterr().out

    assert "\nNo.\n" in first
    assert "\nNo.\n" in later
    assert "**No\\.**" in report.replace("**No.**", "**No\\.**")
    either = f"(?:{'|'.join(days)})"
    code = re.search(rf"Read on {either}, code ([0-9a-f-]{{14}})\.", first)
    assert code is not None
    assert code[0] in later
    assert re.search(rf"With what was written since \({either}\) it would be: met", later)
    assert "With what was written since" not in first


@pytest.mark.parametrize(
    "words", [("report",), ("back",), ("ties",), ("day",), ("trend",), ("trial", "show"), ("week",)]
)
def test_nothing_else_reads_nor_tells(
    over: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    main(["--home", str(over), *words])

    seen = capsys.readouterr().out
    assert trial_of(over).readings == ()
    assert not re.search(r"\bnot met\b|\bmet\b(?! in any| by)", seen.replace("must be met", ""))
    if words[0] in ("report", "trial"):
        assert "its rule is not read yet" in seen


def test_before_its_days_begin_a_line_says_which_they_are(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--home", str(home), "--quiet", "start", "--yes"])

    main(["--home", str(home), "verdict"])

    seen = capsys.readouterr().out
    assert seen.count("read over days 57 to 84; today is day 1") == 4
    assert "read over days 71 to 84; today is day 1" in seen
    assert "0 of 17" not in seen


def test_a_line_that_nothing_can_meet_any_more_is_said_to_be_that(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    day = START
    diary = open_diary(
        home, home / ".state", now=lambda: datetime(day.year, day.month, day.day, 21, tzinfo=BEIJING)
    )
    rule = rule_of({"normal_days": 80, "app_days": 1, "urge": 3}, days=28, need="all")
    diary.start(Beginning(tasks=("pay.shop",), trial=written_down(rule, start=START)))
    for n in range(6):
        day = START + timedelta(days=n)
        diary.check_in(normal=False, urge=9)
        diary.log("pay.shop", "app")

    calling(diary, "verdict")
    seen = capsys.readouterr().out
    calling(diary, "verdict", "--json")
    found = json.loads(capsys.readouterr().out)

    bad = "This line can no longer be met: 6 of these 28 days were not normal, 5 is the most."
    assert bad in seen
    assert "the app was used on 6 days, 1 is the most." in seen
    assert "So the rule can no longer be met. You may stop, or go on." in seen
    assert (found["settled"], found["settled_whole"]) == (["app_days", "normal_days"], True)


def test_a_preview_has_neither_met_nor_clear(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--home", str(home), "--quiet", "start", "--yes"])
    main(["--home", str(home), "--quiet", "log", "pay.shop", "a"])

    main(["--home", str(home), "verdict", "--preview"])
    seen = capsys.readouterr().out
    main(["--home", str(home), "verdict", "--preview", "--json"])
    found = json.loads(capsys.readouterr().out)

    assert seen.startswith("Not a verdict.")
    assert not re.search(r"\bmet\b|\bclear\b|\bclose\b", seen.replace("must be met", ""))
    assert "You looked ahead on 1 day." in seen
    assert {line["status"] for line in found["criteria"]} == {None}
    assert found["looks"] == 1


def test_an_unwritten_day_may_make_it_unsayable(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    day = START
    diary = open_diary(
        home, home / ".state", now=lambda: datetime(day.year, day.month, day.day, 21, tzinfo=BEIJING)
    )
    trial = written_down(rule_of({"normal_days": 80}, days=28, need="all"), start=START)
    diary.start(Beginning(tasks=("pay.shop",), trial=trial))
    for n in range(19):
        day = START + timedelta(days=n)
        diary.check_in(normal=n > 2)
    day = START + timedelta(days=28)

    calling(diary, "verdict", "--yes")

    seen = capsys.readouterr().out
    assert "\nIt cannot be said.\n" in seen
    assert "Were every second of the 9 unwritten ones bad, it would be 73 %: so it cannot be said." in seen
    assert "All 9 bad: 57 % normal days; all good: 89 %." in seen


def test_a_trial_of_the_first_method_says_by_which_it_was_read(
    over: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    diary = open_diary(over, over / ".state", now=lambda: MOMENT)
    held = diary.trial.needed()
    plain = Trial(start=held.start, days=held.days, window=held.window, criteria=held.criteria)
    diary.store.save("an older Detox", [Change(before=held, after=plain)])

    main(["--home", str(over), "verdict", "--yes"])

    assert "Read by the first method." in capsys.readouterr().out


def test_the_answer_is_said_in_chinese(over: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--home", str(over), "--lang", "zh_Hans", "verdict", "--yes"])

    assert "\n否。\n" in capsys.readouterr().out


# --- the rule that is offered


def test_a_line_that_has_to_be_left_out_is_named(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--home", str(home), "--quiet", "start", "--yes", "--rule", "essential_unmet=-"])
    diary = open_diary(home, home / ".state", now=lambda: EVENING)
    for task in diary.basket.tasks():
        diary.basket.edit(task, importance=2)
    main(["--home", str(home), "--quiet", "trial", "end"])
    capsys.readouterr()

    main(["--home", str(home), "trial", "new"])

    assert "Left out of your rule. What matters most could not be done: no task on" in capsys.readouterr().err


def test_a_line_that_is_asked_for_and_cannot_be_read_is_refused(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["--home", str(home), "start", "--yes", "--days", "20", "--rule", "mood=-1"])

    assert code == 1
    assert "Mood needs two fortnights: take 28 days, or leave it out." in capsys.readouterr().err
    assert not open_diary(home, home / ".state", now=lambda: MOMENT).started()


def test_the_usual_rule_has_a_veto_on_going_back() -> None:
    rule = usual_rule()

    assert [line.id for line in rule.criteria] == [
        "normal_days",
        "index",
        "essential_unmet",
        "app_days",
        "urge",
    ]
    assert (rule.need, rule.veto) == (4, ("app_days",))


def test_an_edit_in_the_first_days_tells_the_new_code(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--home", str(home), "--quiet", "start", "--yes"])

    main(["--home", str(home), "task", "edit", "pay.shop", "--importance", "1"])

    assert f"Its code is now {trial_of(home).code}" in capsys.readouterr().err


def test_a_pause_says_which_days_it_does_not_reach(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--home", str(home), "--quiet", "start", "--yes"])

    earliest = local_now().date() - timedelta(days=2)

    code = main(["--home", str(home), "pause", "add", str(days_ago(12)), str(days_ago(-6))])
    seen = capsys.readouterr().err
    refused = main(["--home", str(home), "pause", "remove", str(earliest)])
    ended = main(["--home", str(home), "pause", "end", str(earliest), str(earliest + timedelta(days=1))])

    assert (code, refused, ended) == (0, 1, 0)
    assert f"A pause reaches back two days; the days before {short_day(earliest)} stay" in seen


# --- the figures, against the vectors


@pytest.mark.parametrize("vector", DIARIES, ids=lambda v: v["name"])
def test_the_json_of_a_diary_is_that_of_the_vectors(
    vector: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    diary, expect = diary_with(diary_of(vector["diary"]), tmp_path, TODAY), vector["expect"]

    def told(*words: str) -> Any:
        assert calling(diary, *words, "--json") == 0
        printed = json.loads(capsys.readouterr().out)
        held_to("-".join(words), printed)
        return printed

    trend, ties = told("trend"), told("ties")
    weeks = zip(trend["weeks"], expect["weeks"], strict=True)
    assert all({name: week[name] for name in wanted} == near_of(wanted) for week, wanted in weeks)
    assert {name: trend["trend"][name] for name in expect["trend"]} == near_of(expect["trend"])
    pictures = {name: ties[name] for name in expect["ties"]}
    assert pictures == near_of(expect["ties"])
    if diary.trial.current() is not None:
        wanted = dict(expect["verdict"])
        verdict = told("verdict")
        assert verdict["verdict"] == wanted["verdict"]
        if "criteria" in wanted:
            assert verdict["criteria"] == _near_lines(wanted["criteria"])
            assert verdict["unwritten"] == near_of(wanted["unwritten"])
        assert (verdict["changed"] is None) == (expect["changed"] is None)
        if "settled" in wanted:
            assert (verdict["settled"], verdict["settled_whole"]) == (
                wanted["settled"],
                wanted["settled_whole"],
            )


def _near_lines(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A kept reading has four decimals."""
    return [
        {
            name: pytest.approx(value, abs=1e-4) if isinstance(value, float) else value
            for name, value in ({"turned": None} | line).items()
        }
        for line in lines
    ]


@pytest.fixture
def demo(tmp_path: Path) -> Diary:
    diary = open_diary(tmp_path / "demo", tmp_path / "demo" / ".state", now=lambda: MOMENT)
    diary.take_in(demo_snapshot("en"))
    return diary


def test_what_going_back_would_change_is_told_and_printed(
    demo: Diary, capsys: pytest.CaptureFixture[str]
) -> None:
    calling(demo, "back")
    seen = capsys.readouterr().out
    calling(demo, "back", "--json")
    found = json.loads(capsys.readouterr().out)

    held_to("back", found)
    groups = [task["group"] for task in found["tasks"]]
    said = re.search(r"(\d+) of your tasks are free of it, (\d+) would be quicker .* (\d+) still", seen)
    assert said is not None
    assert list(map(int, said.groups())) == [groups.count(name) for name in ("free", "slower", "tied")]
    assert "Half of your tasks had a way by day" in seen


def test_where_no_minutes_were_written_going_back_says_so_and_no_zero(demo: Diary) -> None:
    found = demo.figures.if_went_back()
    unknown = found.replace(costs=found.costs.replace(minutes=0.0, untimed=50))

    said = staying_texts(unknown)[0]

    assert "extra minutes not written" in said
    assert "0 extra minutes" not in said


def test_where_every_task_has_a_way_no_zero_is_told(demo: Diary) -> None:
    found = demo.figures.if_went_back()

    said = ways_text(found.replace(ways=found.ways.replace(found=found.ways.n)))

    assert said == "Half of your tasks had a way by day 33; by now all 20 have one."


def test_under_two_weeks_going_back_needs_more_days(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--home", str(home), "--quiet", "start", "--yes"])
    main(["--home", str(home), "--quiet", "log", "pay.shop", "d"])

    main(["--home", str(home), "back"])

    assert capsys.readouterr().out == "This needs two weeks; it has 1 day.\n"


# --- the sums, done again by hand


def test_the_sum_of_a_week_can_be_done_again_from_what_is_printed(
    demo: Diary, capsys: pytest.CaptureFixture[str]
) -> None:
    calling(demo, "explain", "12")

    lines = capsys.readouterr().out.splitlines()
    rows = [re.search(r"  x(\d) +([\d.]+) +([\d.]+) +([\d.]+) ", line) for line in lines]
    sums = [(int(row[1]), float(row[2]), float(row[3])) for row in rows if row]
    total, whole, index = map(float, re.findall(r"[\d.]+", next(x for x in lines if " = " in x))[:3])
    assert all(matters * score == pytest.approx(product, abs=0.02) for matters, score, product in sums)
    assert sum(product for *_rest, product in sums) == pytest.approx(total, abs=0.1)
    assert sum(matters for matters, *_rest in sums) == whole
    assert total / whole == pytest.approx(index, abs=0.01)
    assert index == pytest.approx(demo.figures.weeks()[11].index, abs=0.01)


def test_the_sum_of_a_trend_can_be_done_again_from_what_is_printed(
    demo: Diary, capsys: pytest.CaptureFixture[str]
) -> None:
    calling(demo, "explain", "trend")

    seen = capsys.readouterr().out
    rows = re.findall(r" x(\d): (\d+) pairs? of weeks, later easier (\d+), harder (\d+): ([-+]?\d+)", seen)
    numbers = [tuple(map(int, row)) for row in rows]
    assert all(matters * (harder - easier) == adds for matters, _n, easier, harder, adds in numbers)
    assert all(easier + harder <= n for _matters, n, easier, harder, _adds in numbers)
    said = re.search(r"together ([-+]?\d+); by chance mostly within ([\d.]+); it is said from ([\d.]+)", seen)
    assert said is not None
    s, spread, limit = int(said[1]), float(said[2]), float(said[3])
    assert sum(row[-1] for row in numbers) == s
    called = abs(s / spread) >= limit
    assert called == ("down by" in seen or "up by" in seen)


def test_the_trend_is_the_same_however_many_weeks_are_shown(
    demo: Diary, capsys: pytest.CaptureFixture[str]
) -> None:
    said = set()
    for words in (("trend",), ("trend", "--weeks", "2"), ("trend", "--weeks", "9")):
        calling(demo, *words)
        said.add(next(x for x in capsys.readouterr().out.splitlines() if x.startswith("Weeks ")))

    one = "Weeks 1 to 12, 12 with enough entries: no clear direction, they differ too much to say more; "
    assert said == {one + "next after week 16."}


def test_after_silent_weeks_the_trend_is_told_in_the_past(tmp_path: Path) -> None:
    vector = next(v for v in DIARIES if v["name"] == "falls steadily")
    late = diary_with(diary_of(vector["diary"] | {"trial": None}), tmp_path, TODAY)
    weeks, trend = late.figures.weeks(), late.figures.trend().trend

    said = trend_text(trend.replace(silent=7), weeks[: trend.last_week])

    assert said.startswith("Nothing was written for 7 weeks. Weeks ")
    assert "went down by about" in said
    assert "next after" not in said


def test_a_direction_is_said_over_the_whole_span_each_task_against_itself(tmp_path: Path) -> None:
    vector = next(v for v in DIARIES if v["name"] == "falls steadily")
    diary = diary_with(diary_of(vector["diary"]), tmp_path, TODAY)
    trend = diary.figures.trend().trend

    said = trend_text(trend, diary.figures.weeks())

    span = (trend.last_week or 0) - (trend.first_week or 0)
    assert f"down by about {-span * (trend.slope or 0):.0f} points" in said
    assert "each task against itself" in said
    assert "8 tasks easier, 0 harder, 0 alike, 1 too seldom." in said
    assert "about 1 person in 20" in said


def test_thin_weeks_say_why_and_never_that_nothing_is_wrong(tmp_path: Path) -> None:
    vector = next(v for v in DIARIES if v["name"] == "running, day 60")
    diary = diary_with(diary_of(vector["diary"]), tmp_path, TODAY)
    week = diary.figures.weeks()[-2].replace(never_answered=3)

    assert thin_text(week, 12).startswith("3 of 12 tasks have not come up or been asked yet: the sweep on ")
    assert thin_text(week.replace(never_answered=0), 12) == ""


# --- after a further trial


def test_the_answer_of_an_earlier_trial_stays_to_be_read(
    over: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--home", str(over), "verdict", "--yes"])
    first = capsys.readouterr().out
    main(["--home", str(over), "--quiet", "trial", "choose", "extend", "--weeks", "4", "--yes"])
    capsys.readouterr()

    main(["--home", str(over), "trial", "show"])
    shown = capsys.readouterr().out
    code = main(["--home", str(over), "verdict", "--trial", "1"])
    again = capsys.readouterr().out
    unknown = main(["--home", str(over), "verdict", "--trial", "2"])

    read = re.search(r"Read on .*, code [0-9a-f-]{14}\.", first)
    assert read is not None
    assert (code, unknown) == (0, 1)
    assert read[0] in again
    assert "\nNo.\n" in again
    assert "No. All of it: detox verdict --trial 1" in shown


@pytest.mark.parametrize(
    ("language", "typed"),
    [("en", "stay-out"), ("en", "stay out"), ("zh_Hans", "继续不用"), ("zh_Hans", "stay_out")],
)
def test_a_choice_is_taken_by_the_name_that_the_verdict_says_it_has(
    over: Path, capsys: pytest.CaptureFixture[str], language: str, typed: str
) -> None:
    main(["--home", str(over), "--lang", language, "verdict", "--yes"])
    said = capsys.readouterr().out

    assert main(["--home", str(over), "--lang", language, "trial", "choose", typed]) == 0

    choice = trial_of(over).choice
    assert choice is not None
    assert str(choice.what) == "stay_out"
    assert {"en": "stay_out: stay out", "zh_Hans": "stay_out：继续不用"}[language] in said
