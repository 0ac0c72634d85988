"""A day and a stretch of the journal as plain lines: what stands there, and what does not."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from detox.__main__ import main
from detox.cli.journal_commands import day_text
from detox.diary import Diary
from detox.diary.beginning import Beginning
from detox.diary.help_lines import HelpLines
from detox.domain.snapshot import Snapshot
from detox.domain.trial import Trial
from detox.wiring import open_diary
from tests.conftest import EVENING

TODAY = EVENING.date()


def on(number: int) -> date:
    return TODAY + timedelta(days=number)


@pytest.fixture
def begun(diary: Diary) -> Diary:
    """Four weeks from today on, with two tasks."""
    trial = Trial(start=TODAY, days=28)
    diary.start(Beginning(app="wechat", tasks=("pay.shop", "msg.family"), trial=trial))
    return diary


@pytest.mark.parametrize(
    ("number", "said"), [(-1, None), (0, "Day 1 of 28"), (27, "Day 28 of 28"), (28, None)]
)
def test_a_day_of_the_trial_says_which_it_is(begun: Diary, number: int, said: str | None) -> None:
    assert ("Day" in day_text(begun, on(number))) is (said is not None)
    assert (said or "") in day_text(begun, on(number))


@pytest.mark.parametrize(("number", "ahead"), [(-1, False), (0, False), (1, True)])
def test_a_day_to_come_is_dated_ahead(begun: Diary, number: int, *, ahead: bool) -> None:
    assert ("dated ahead" in day_text(begun, on(number)).split("\n")[0]) is ahead


def test_what_was_answered_is_not_open_any_more(begun: Diary) -> None:
    begun.log("pay.shop", "w", channel="cash", minutes=12, helper="Li", note="a note")

    rows = {line.strip().split("  ")[0]: line for line in day_text(begun, TODAY).splitlines() if "  " in line}

    assert [name for name, line in rows.items() if "open" in line.split()] == [
        begun.basket.task_name("msg.family")
    ]
    shop = rows[begun.basket.task_name("pay.shop")]
    assert all(part in shop for part in ("through Li", "Cash", "12 min", "a note"))


def test_a_day_without_anything_says_so_and_one_with_a_sweep_alone_says_that(diary: Diary) -> None:
    diary.basket.add("Feed the cat", listed=False)
    swept = diary.log("cat", "d")
    seen = day_text(diary, TODAY)
    diary.edit(swept, swept=True)
    alone = day_text(diary, TODAY)

    assert "Nothing was written on this day." not in seen
    assert "Nothing was written on this day." in alone
    assert len(alone.splitlines()) > len(day_text(diary, on(-1)).splitlines())
    assert "sweep" in alone.lower()
    assert "sweep" not in seen.lower()


def test_the_week_so_far_stands_under_today_alone(begun: Diary) -> None:
    begun.log("pay.shop", "w")
    begun.log("pay.shop", "w", day=on(-1))

    assert ("Week" in day_text(begun, TODAY), "Week" in day_text(begun, on(-1))) == (True, False)


def test_the_check_in_stands_below_with_its_note(begun: Diary) -> None:
    begun.check_in(note="rain")
    only_note = day_text(begun, TODAY)
    begun.check_in(mood=6)

    assert ("Check-in:" in only_note, "  rain" in only_note) == (False, True)
    assert "Check-in:" in day_text(begun, TODAY)


def test_before_it_is_begun_a_diary_says_how(diary: Diary) -> None:
    assert "detox start" in day_text(diary, TODAY)
    diary.log("pay.shop", "d", new=True)
    assert "detox start" not in day_text(diary, TODAY)


def test_that_the_rule_can_be_read_stands_under_today_alone(begun: Diary) -> None:
    paths = begun.store.paths
    later = open_diary(paths.home, paths.state, now=lambda: EVENING + timedelta(days=29))

    seen = ["Your trial is over" in day_text(later, on(number)) for number in (28, 29)]

    assert seen == [False, True]


@pytest.mark.parametrize(("day", "told"), [("today", True), ("yesterday", False)])
def test_after_hard_days_whom_to_talk_to_stands_under_today_alone_and_once(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], day: str, *, told: bool
) -> None:
    shown: list[bool] = []
    monkeypatch.setattr(HelpLines, "due", lambda _lines: not shown)
    monkeypatch.setattr(HelpLines, "text", lambda _lines: "whom to talk to")
    monkeypatch.setattr(HelpLines, "shown", lambda _lines: shown.append(True))

    said = []
    for _again in range(2):
        main(["--home", str(home), "day", day])
        said.append("\n\nwhom to talk to" in "\n" + capsys.readouterr().err)

    assert said == [told, False]


# --- the journal


@pytest.fixture
def home_of(home: Path) -> Path:
    """A diary with an entry on each of some days."""
    assert main(["--home", str(home), "start", "--app", "wechat", "--yes", "--quiet"]) == 0
    diary = open_diary(home, home / ".state")
    first = diary.log("pay.shop", "w", channel="cash", note="one\ntwo")
    diary.log("pay.shop", "d")
    days = [diary.today - timedelta(days=n) for n in (1, 29, 30)]
    diary.take_in(
        Snapshot(entries=tuple(first.replace(id=f"e{n}", day=day, note="") for n, day in enumerate(days)))
    )
    return home


def test_the_journal_is_of_thirty_days_newest_first_each_in_the_order_it_was_written(
    home_of: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    assert main(["--home", str(home_of), "journal"]) == 0

    out, err = capsys.readouterr()
    lines = out.splitlines()
    heads = [line for line in lines if line and not line.startswith(" ")]
    assert (len(heads), "3 days written" in err) == (3, True)
    today = lines[: lines.index("")]
    assert today[2:4] == ["    one", "    two"]
    assert [", written late" in line for line in lines if line.startswith("  ") and "(" in line] == [
        False,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("words", "days"), [(("--from", "-30"), 4), (("--from", "today", "--to", "today"), 1)]
)
def test_a_stretch_has_both_its_ends(
    home_of: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], days: int
) -> None:
    capsys.readouterr()

    assert main(["--home", str(home_of), "journal", *words]) == 0

    err = capsys.readouterr().err
    assert f"{days} day" in err


def test_a_stretch_that_ends_before_it_begins_is_refused(
    home_of: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    assert main(["--home", str(home_of), "journal", "--from", "today", "--to", "yesterday"]) == 1

    out, err = capsys.readouterr()
    assert (out, "a day not before --from" in err) == ("", True)


def test_the_journal_as_json_has_its_entries_and_no_versions_where_one_stands(
    home_of: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    main(["--home", str(home_of), "journal", "--json", "--from", "today"])

    found = json.loads(capsys.readouterr().out)
    assert (len(found["entries"]), found["checkins"], found["versions"]) == (2, [], {})


@pytest.mark.parametrize(
    ("words", "code", "count"),
    [
        (("--from", "today", "--to", "today"), 0, 2),
        (("--from", "-30"), 0, 5),
        (("--limit", "1"), 0, 1),
        (("--from", "today", "--to", "yesterday"), 1, 0),
    ],
)
def test_a_search_within_days_has_both_its_ends_and_dates_nothing_of_today_ahead(
    home_of: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int, count: int
) -> None:
    capsys.readouterr()

    assert main(["--home", str(home_of), "search", "shop", *words]) == code

    out = capsys.readouterr().out
    assert len([line for line in out.splitlines() if line[:2] == "20"]) == count
    assert "dated ahead" not in out


def test_the_minutes_of_what_is_found_end_in_line_and_unknown_ones_are_not_said(
    home_of: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for minutes in ("5", "120"):
        main(["--home", str(home_of), "--quiet", "log", "pay.shop", "w", "--minutes", minutes])
    capsys.readouterr()

    main(["--home", str(home_of), "search", "shop", "--from", "today"])

    lines = capsys.readouterr().out.splitlines()
    said = [line for line in lines if " min" in line]
    assert len({line.index(" min") for line in said}) == 1
    assert {line[line.index(" min") - 3 : line.index(" min")] for line in said} == {"  5", "120"}
    assert (len(said), len([line for line in lines if line[:2] == "20"])) == (2, 4)
