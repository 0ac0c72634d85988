"""The spoken face: what it writes, what it says, what it refuses."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from detox.__main__ import main
from detox.cli.figure_commands import runs
from detox.wiring import folders
from detox.words import speak

Run = Callable[..., int]

REFUSALS = {
    "an unknown task": (("log", "pay.sop", "w"), 1, "Did you mean: Pay in a shop"),
    "an unknown outcome": (("log", "pay.shop", "fine"), 1, "Use one of: direct"),
    "an unknown channel": (("log", "pay.shop", "w", "--via", "pigeon"), 1, "No channel is called pigeon"),
    "minutes below zero": (
        ("log", "pay.shop", "w", "--minutes", "-3"),
        1,
        "minutes: expected 0..1440, got -3",
    ),
    "too many minutes": (("log", "pay.shop", "w", "--minutes", "99999"), 1, "expected 0..1440, got 99999"),
    "minutes that are none": (("log", "pay.shop", "w", "--minutes", "several"), 2, "--minutes"),
    "a date that does not exist": (
        ("log", "pay.shop", "w", "--on", "2026-02-30"),
        1,
        "There is no day 2026-02-30",
    ),
    "a day in the future": (("log", "pay.shop", "w", "--on", "2199-01-01"), 1, "has not come yet"),
    "a time that is none": (("log", "pay.shop", "w", "--at", "25:00"), 1, "at: expected HH:MM"),
    "a cost in words": (("log", "pay.shop", "w", "--cost", "much"), 1, "cost: expected a cost like 2.50"),
    "no command of ours": (("remember",), 2, "There is no command remember."),
    "a log that is none": (("import", __file__), 1, "This cannot be imported"),
    "a file that is not there": (("import", "nowhere.json"), 1, "there is no such file"),
    "a folder as a log": (("import", "."), 1, "it is no regular file"),
    "an id of nothing": (("delete", "nothing"), 1, "No entry is called nothing"),
    "a week that is not there": (("week", "99"), 1, "No week is called 99"),
    "a second beginning": (("start", "--yes"), 1, "set up already"),
    "a criterion that is none": (("trial", "amend", "--rule", "luck=3", "--reason", "x"), 1, "No criterion"),
    "a rule out of range": (
        ("trial", "amend", "--rule", "urge=11", "--reason", "x"),
        1,
        "value: expected 0..10",
    ),
    "a setting that is none": (("config", "colour", "red"), 1, "config: expected language | theme"),
    "a setting that may not be that": (("config", "theme", "red"), 1, "theme"),
}


@pytest.fixture
def run(home: Path) -> Run:
    def call(*words: str) -> int:
        speak("en")
        return main(["--home", str(home), *words])

    return call


@pytest.fixture
def begun(run: Run) -> Run:
    assert run("start", "--yes", "--quiet") == 0
    return run


@pytest.mark.parametrize("said", REFUSALS)
def test_a_refusal_says_what_to_do_and_writes_nothing(
    begun: Run, home: Path, capsys: pytest.CaptureFixture[str], said: str
) -> None:
    words, code, sentence = REFUSALS[said]
    before = _bytes(home)

    assert begun(*words) == code

    out, err = capsys.readouterr()
    assert sentence in err
    assert out == ""
    assert _bytes(home) == before


def test_a_home_that_is_a_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "home").write_text("no folder")

    assert main(["--home", str(tmp_path / "home"), "log", "pay.shop", "d"]) == 1

    assert "must be a folder" in capsys.readouterr().err
    assert (tmp_path / "home").read_text() == "no folder"


@pytest.mark.parametrize(
    "wrong", ['{"format": "other"}', '{"format": "detox-log", "version": 3}', "", "[]", "{"]
)
def test_a_log_of_another_format_is_refused(
    begun: Run, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: str
) -> None:
    (tmp_path / "log.json").write_text(wrong)
    before = _bytes(home)

    assert begun("import", str(tmp_path / "log.json")) == 1

    assert "nothing was written" in capsys.readouterr().err
    assert _bytes(home) == before


def test_the_usual_home_has_one_state_folder_whatever_it_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = folders(None)
    usual[0].mkdir(parents=True)
    (tmp_path / "link").symlink_to(usual[0])
    monkeypatch.chdir(usual[0].parent)

    assert {folders(name) for name in (str(usual[0]), usual[0].name, str(tmp_path / "link"))} == {usual}
    assert folders(str(tmp_path / "other")) == (tmp_path / "other", tmp_path / "other" / ".state")


def test_a_second_home_exports_the_same_but_for_the_time(run: Run, tmp_path: Path) -> None:
    run("start", "--yes")
    run("log", "pay.shop", "workaround", "--via", "cash", "--minutes", "5")
    run("checkin", "--normal", "y", "--mood", "6", "--cut-off", "3", "--urge", "2")
    assert run("export", str(tmp_path / "a.json")) == 0

    second = str(tmp_path / "second")
    assert main(["--home", second, "import", str(tmp_path / "a.json")]) == 0
    assert main(["export", str(tmp_path / "b.json"), "--home", second]) == 0

    first, other = (json.loads((tmp_path / name).read_text()) for name in ("a.json", "b.json"))
    assert first.pop("exported_at")
    assert other.pop("exported_at")
    assert first == other
    assert (tmp_path / "a.json").stat().st_mode & 0o777 == 0o600


def test_what_is_said_goes_to_standard_error_and_nothing_to_standard_output(
    begun: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    begun("log", "pay.shop", "w", "--via", "cash", "--minutes", "5")

    out, err = capsys.readouterr()
    assert out == ""
    assert "Pay in a shop, workaround, Cash, 5 min" in err


def test_quiet_says_nothing(begun: Run, capsys: pytest.CaptureFixture[str]) -> None:
    begun("log", "pay.shop", "w", "--quiet")
    begun("--quiet", "checkin", "--mood", "4")

    assert capsys.readouterr() == ("", "")


def test_without_a_terminal_today_is_printed_and_all_is_well(
    begun: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    begun("log", "pay.shop", "d")

    assert begun() == 0

    assert "Pay in a shop" in capsys.readouterr().out


def test_a_day_as_json_has_its_entries_its_checkin_and_its_index(
    begun: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    begun("log", "pay.shop", "w", "--minutes", "15")
    begun("checkin", "--mood", "0")
    capsys.readouterr()

    begun("day", "--json")

    day = json.loads(capsys.readouterr().out)
    assert day["index"] == 37.5
    assert day["entries"][0]["minutes"] == 15
    assert (day["checkin"]["mood"], day["checkin"]["urge"]) == (0, None)


def test_the_index_can_be_checked_by_hand(begun: Run, capsys: pytest.CaptureFixture[str]) -> None:
    begun("log", "pay.shop", "w", "--minutes", "15")
    begun("log", "move.transit", "x")
    capsys.readouterr()

    begun("explain", "--json")

    found = json.loads(capsys.readouterr().out)
    weight = sum(task["importance"] for task in found["tasks"])
    assert (
        found["index"] == sum(task["importance"] * task["score"] for task in found["tasks"]) / weight == 68.75
    )


def test_an_entry_is_changed_by_the_first_letters_of_its_id(
    begun: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    begun("log", "pay.shop", "w", "--via", "cash", "--minutes", "5", "--note", "long queue")
    entry = _day(begun, capsys)["entries"][0]

    begun("edit", entry["id"][:13], "--minutes", "12", "--clear", "note", "--on", "yesterday")

    (changed,) = _day(begun, capsys, "yesterday")["entries"]
    assert (changed["minutes"], changed["note"], changed["channel"]) == (12, "", "cash")
    assert _day(begun, capsys)["entries"] == []


def test_what_was_deleted_comes_back_with_undo(begun: Run, capsys: pytest.CaptureFixture[str]) -> None:
    begun("log", "pay.shop", "d")
    (entry,) = _day(begun, capsys)["entries"]

    begun("delete", entry["id"])
    assert _day(begun, capsys)["entries"] == []
    begun("undo")
    assert _day(begun, capsys)["entries"][0]["task"] == "pay.shop"


def test_undo_says_what_it_would_do_before_it_does(begun: Run, capsys: pytest.CaptureFixture[str]) -> None:
    begun("log", "pay.shop", "d", "--via", "cash")
    capsys.readouterr()

    begun("undo", "--list")

    assert "Pay in a shop, direct, Cash" in capsys.readouterr().out.splitlines()[0]
    assert len(_day(begun, capsys)["entries"]) == 1


def test_before_its_end_a_trial_shows_how_much_data_there_is_and_nothing_of_what_it_says(
    begun: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    begun("log", "pay.shop", "x")
    capsys.readouterr()

    begun("verdict")
    said = capsys.readouterr().out
    begun("verdict", "--json")
    found = json.loads(capsys.readouterr().out)

    assert "Day 1 of 84. Your rule is read after day 84." in said
    assert "met" not in said.replace("must be met", "")
    assert found["verdict"] is None
    assert all(set(criterion) == {"id", "n"} for criterion in found["criteria"])


def test_a_preview_is_headed_not_a_verdict(begun: Run, capsys: pytest.CaptureFixture[str]) -> None:
    begun("log", "pay.shop", "x")
    capsys.readouterr()

    begun("verdict", "--preview")

    assert capsys.readouterr().out.startswith("Not a verdict.")


def test_a_task_outside_the_basket_needs_new(begun: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert begun("log", "Renew the library card", "d") == 1
    assert begun("log", "Renew the library card", "d", "--new") == 0

    day = _day(begun, capsys)
    assert begun("task", "list", "--json") == 0
    tasks = {task["id"]: task for task in json.loads(capsys.readouterr().out)["tasks"]}
    made = tasks[day["entries"][0]["task"]]
    assert (made["name"], made["listed"]) == ("Renew the library card", False)


def test_chinese_is_understood_and_spoken(begun: Run, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(
            [
                "--home",
                str(home),
                "--lang",
                "zh_Hans",
                "log",
                "店内付款",
                "变通",
                "--via",
                "现金",
                "--on",
                "昨天",
            ]
        )
        == 0
    )

    assert "店内付款，变通，现金" in capsys.readouterr().err


def test_a_note_is_read_from_standard_input(
    begun: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import io  # noqa: PLC0415 - only here

    monkeypatch.setattr("sys.stdin", io.StringIO("第一行\nsecond line\n"))

    begun("log", "pay.shop", "w", "--note", "-")

    assert _day(begun, capsys)["entries"][0]["note"] == "第一行\nsecond line"


def test_being_asked_line_by_line_completes_a_day(
    begun: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import io  # noqa: PLC0415 - only here

    begun("task", "edit", "pay.shop", "--weekdays", "mon tue wed thu fri sat sun")
    begun("task", "edit", "msg.family", "--weekdays", "")
    for task in ("grp.school", "work.chat", "work.group", "move.transit"):
        begun("task", "edit", task, "--weekdays", "")
    monkeypatch.setattr("sys.stdin", io.StringIO("w\n12\ncash\n\n\ny\n6\n3\n2\n40\n"))

    assert begun("ask") == 0

    day = _day(begun, capsys)
    assert [(e["task"], e["outcome"], e["minutes"], e["channel"]) for e in day["entries"]] == [
        ("pay.shop", "workaround", 12, "cash")
    ]
    answers = ("normal", "mood", "cut_off", "urge", "won_back")
    assert [day["checkin"][answer] for answer in answers] == [True, 6, 3, 2, 40]


def test_an_end_of_input_leaves_what_was_answered(
    begun: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import io  # noqa: PLC0415 - only here

    monkeypatch.setattr("sys.stdin", io.StringIO("d\n"))

    assert begun("ask") == 0

    assert len(_day(begun, capsys)["entries"]) == 1


def test_the_setting_is_kept(begun: Run, capsys: pytest.CaptureFixture[str]) -> None:
    begun("config", "theme", "light")
    capsys.readouterr()

    begun("config", "theme")

    assert capsys.readouterr().out == "light\n"


def test_an_export_does_not_replace_a_file_unasked(begun: Run, tmp_path: Path) -> None:
    target = tmp_path / "diary.json"
    target.write_text("precious")

    assert begun("export", str(target)) == 1
    assert target.read_text() == "precious"
    assert begun("export", str(target), "--force") == 0


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("export",), "diary.txt"),
        (("export",), "diary.PDF"),
        (("report",), "report.pdf"),
        (("report",), "r.xlsx"),
    ],
)
def test_what_is_no_page_nor_log_is_not_called_one(
    begun: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], name: str
) -> None:
    assert begun(*words, str(tmp_path / name)) == 1

    assert f"{name} is named like {Path(name).suffix.lower()}, which is none of " in capsys.readouterr().err
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("words", [("export", ".", "--force"), ("report", "."), ("import", ".")])
def test_a_folder_that_is_no_file_is_named_as_it_was_typed(
    begun: Run, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert begun(*words) == 1

    said = capsys.readouterr().err
    assert said.startswith(". cannot be ")
    assert "it is no regular file" in said


@pytest.mark.parametrize("words", [("--passphrase-fd", "x", "day"), ("inbox", "x"), ("week", "x")])
def test_a_word_for_a_number_is_refused_in_the_persons_language_without_a_type_of_python(
    begun: Run, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert begun("--lang", "zh_Hans", *words) == 2

    said = capsys.readouterr().err
    assert "应写 整数，写的是 x" in said
    assert "int" not in said.replace("inbox", "")


def test_the_demo_is_the_same_every_time(run: Run, tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        assert run("demo", "--export", str(tmp_path / name)) == 0

    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_a_day_before_the_trial_may_be_written_and_counts_in_no_week(
    begun: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert begun("log", "pay.shop", "x", "--on", "-3") == 0
    capsys.readouterr()

    begun("trend", "--json")

    (week,) = json.loads(capsys.readouterr().out)["weeks"]
    assert week["index"] is None
    assert week["logged_days"] == 0


def _day(run: Run, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, list[dict[str, object]]]:
    capsys.readouterr()
    assert run("day", *words, "--json") == 0
    found: dict[str, list[dict[str, object]]] = json.loads(capsys.readouterr().out)
    return found


def _bytes(home: Path) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes() for path in home.rglob("*") if path.is_file() and path.name != "lock"
    }


def test_a_bar_is_shown_for_long_work_in_a_terminal_alone(
    begun: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun("log", "pay.shop", "d")
    begun("export", str(tmp_path / "log.json"))
    monkeypatch.setattr("detox.cli.console.LONG", 0)
    capsys.readouterr()

    begun("import", str(tmp_path / "log.json"))
    assert "Reading" not in capsys.readouterr().err

    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    begun("import", str(tmp_path / "log.json"))
    out, err = capsys.readouterr()
    assert "Reading" in err
    assert out == ""


def test_a_week_shows_its_charts_in_a_terminal_and_a_table_in_a_pipe(
    begun: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun("log", "pay.shop", "w", "--minutes", "15")
    capsys.readouterr()

    begun("week")
    piped = capsys.readouterr().out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    begun("week")
    seen = capsys.readouterr().out

    assert "w workaround" not in piped
    assert "\n  0  " in seen
    assert "wwww" in seen
    assert "w workaround" in seen


def test_after_a_return_a_plan_is_offered_and_nobody_is_blamed(
    begun: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    begun("log", "pay.shop", "a")

    said = capsys.readouterr().err
    assert "59 of 100 people" in said
    assert "detox task plan pay.shop" in said


def test_the_table_of_the_weeks_has_the_ratings_in_80_cells(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _demo_taken_in(run, tmp_path)
    capsys.readouterr()

    run("trend")
    said = capsys.readouterr().out.splitlines()
    head, first, *rows = (
        row for row in said if not row.isdecimal()
    )  # a year of its own stands above its weeks

    assert head.split()[-4:] == ["mood", "cut", "off", "urge"]
    assert first.split()[-3:] == ["6.3", "5.8", "6.2"]
    assert all(len(row) <= 80 for row in [head, first, *rows[:10]])
    assert any(row.startswith("cut off: ") for row in rows)


def test_a_rating_that_was_never_given_is_a_dash_and_goes_nowhere(
    begun: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    begun("log", "pay.shop", "w")
    begun("checkin", "--mood", "6")
    capsys.readouterr()

    begun("trend")
    seen = capsys.readouterr().out

    assert seen.splitlines()[1].split()[-3:] == ["6.0", "-", "-"]
    assert "mood: The weeks are first read after week 8; 0 are over." in seen
    assert "urge: " not in seen
    assert "week 1: too few entries to rely on" in seen


def test_the_ratings_in_the_json_count_the_days_behind_them(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _demo_taken_in(run, tmp_path)
    capsys.readouterr()

    run("trend", "--json")
    found = json.loads(capsys.readouterr().out)

    assert list(found) == ["weeks", "before", "trend", "ratings"]
    assert found["ratings"]["cut_off"]["call"] == "going down"
    assert all(week["rated"]["mood"] <= week["logged_days"] for week in found["weeks"])
    assert [week["rated"]["mood"] >= 3 for week in found["weeks"]].count(True) == 12


@pytest.mark.parametrize(
    ("numbers", "said"), [([1], "1"), ([1, 2, 3, 7], "1-3, 7"), ([2, 4, 5], "2, 4-5"), ([], "")]
)
def test_weeks_that_follow_each_other_are_said_as_one(numbers: list[int], said: str) -> None:
    assert runs(numbers) == said


def _demo_taken_in(run: Run, folder: Path) -> None:
    run("demo", "--export", str(folder / "weeks.json"))
    run("import", str(folder / "weeks.json"))


def test_damaged_data_has_an_exit_code_of_its_own(
    begun: Run, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for copy in home.rglob("book.json"):
        copy.write_bytes(b"no diary at all")

    assert begun("day") == 4
    assert "damaged in both copies" in capsys.readouterr().err
