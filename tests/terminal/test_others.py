"""Another process writes, somebody looks over the shoulder, the language changes: while it is open."""

from pathlib import Path

import pytest

from detox.diary import Diary
from tests.terminal.conftest import Open
from tests.terminal.window import said

NAMES = ("Family group", "Pay in a shop", "Work chat", "through Li", "Auntie Zhou", "Lao Ma", "live my life")


def test_what_another_process_logs_appears_without_moving_the_cursor(
    open_window: Open, begun: Diary, tmp_path: Path
) -> None:
    window = open_window()
    window.sees("0 of 3 answered", "how did it go?")
    window.press("down")
    window.sees("▌ Pay in a shop")

    said(tmp_path, "log", "msg.family", "direct", "--via", "sms")
    said(tmp_path, "log", "msg.family", "workaround", "--via", "phone")
    window.sees("◉ Family group direct", "◒ Family group workaround")

    assert "▌ Pay in a shop" in window.text


def test_the_journals_cursor_stays_on_its_entry_when_others_write(
    open_window: Open, begun: Diary, tmp_path: Path
) -> None:
    begun.log("msg.family", "direct", channel="sms")
    window = open_window()
    window.sees("1 of 3 answered")
    window.press("3")
    window.sees("▌ ◉ Family group direct")

    said(tmp_path, "checkin", "--mood", "6")
    window.sees("mood 6", "▌ ◉ Family group direct")
    window.press("delete")
    window.sees("mood 6", without="Family group direct")

    assert begun.day().entries == ()
    assert begun.day().checkin is not None


def test_a_half_typed_note_outlives_what_another_process_logs(
    open_window: Open, begun: Diary, tmp_path: Path
) -> None:
    window = open_window()
    window.sees("0 of 3 answered", "how did it go?")
    window.press("d")
    window.sees("1 of 3 answered")
    window.press("i")
    window.sees("new line")
    window.press("half of")
    window.sees("half of")

    said(tmp_path, "log", "info.moments", "direct", "--via", "cash")
    window.sees("2 of 3 answered", "half of")
    window.press(" a note", "enter")
    window.sees("Family group direct", without="new line")

    notes = {entry.task: entry.note for entry in begun.day().entries}
    assert notes == {"msg.family": "half of a note", "info.moments": ""}


def test_a_note_and_what_another_process_changed_meanwhile_are_both_kept(
    open_window: Open, begun: Diary, tmp_path: Path
) -> None:
    entry = begun.log("msg.family", "w", channel="sms")
    window = open_window()
    window.sees("1 of 3 answered")
    window.press("up", "i")
    window.sees("new line")
    window.press("a note")
    window.sees("a note")

    said(tmp_path, "edit", entry.id, "--minutes", "7")
    window.press("enter")
    window.sees("Family group", without="new line")

    kept = [version.record for version in begun.store.versions(begun.day().entries[0])]
    assert {(entry.note, entry.minutes) for entry in kept} == {("a note", 7)}


@pytest.mark.undated
def test_one_key_hides_the_names_on_every_screen(open_window: Open) -> None:
    window = open_window("demo", size=(120, 36))
    window.sees("Family group", "help")

    window.press("f2")
    shown = [window.sees("names hidden", "task 2", without="Family group")]
    for key, mark in {
        "2": "dependence",
        "3": "January",
        "4": "What still",
        "5": "person",
        "6": "rule",
    }.items():
        window.press(key)
        shown.append(window.sees(mark, *({"check-in"} if key == "3" else ())))

    assert not [(n, name) for n, text in enumerate(shown, 1) for name in NAMES if name in text]


@pytest.mark.undated
def test_the_language_changes_while_it_runs_and_stays_changed(open_window: Open, begun: Diary) -> None:
    window = open_window()
    window.sees("1 Today", "help")

    window.press(",")
    window.sees("Preferences", "Language")
    window.press("right")
    window.sees("1 今天", "语言")
    window.press("esc")
    window.sees("帮助", without="语言")
    window.press("2")
    window.sees("2 一周", without="Week")
    window.press("q")
    window.left()

    open_window().sees("1 今天", "帮助")
