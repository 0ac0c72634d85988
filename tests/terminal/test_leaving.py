"""However the program stops: what was acknowledged is there, what was typed too, the terminal is clean."""

import signal
from pathlib import Path

import pytest

from detox.diary import Diary
from tests.terminal.conftest import Open
from tests.terminal.window import Window

HALF = "ring before noon, 先打电话"
ON, OFF = {}, {}
for _name, _number in {"alternate screen": 1049, "clicks": 1000, "movements": 1003, "pastes": 2004}.items():
    ON[_name], OFF[_name] = f"\x1b[?{_number}h".encode(), f"\x1b[?{_number}l".encode()
ON["cursor"], OFF["cursor"] = b"\x1b[?25l", b"\x1b[?25h"


def typing_a_note(window: Window) -> None:
    """One entry acknowledged, a note half typed."""
    window.sees("0 of 3 answered", "how did it go?")
    window.press("d")
    window.sees("1 of 3 answered")
    window.press("i")
    window.sees("new line")
    window.press(HALF)
    window.sees(HALF)


def left_on(sent: bytes) -> list[str]:
    """What the program switched on in the terminal and did not switch off at the end."""
    return [name for name in ON if sent.rfind(ON[name]) >= max(0, sent.rfind(OFF[name]))]


def month_file(home: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in (home / "journal").glob("*.json"))


def offers_what_was_typed(window: Window) -> None:
    """It is offered, opened where it belongs, kept by Enter, and then offered no more."""
    window.sees("You were typing when Detox stopped", HALF)
    window.press("enter")
    window.sees("new line", "not kept yet", HALF)
    window.press("enter")
    window.sees("1 of 3 answered", without="not kept yet")
    window.sees("1 of 3 answered", without="You were typing")


@pytest.mark.undated
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP])
def test_a_program_told_to_stop_keeps_the_typed_note_and_cleans_the_terminal(
    open_window: Open, begun: Diary, home: Path, how: signal.Signals
) -> None:
    window = open_window()
    typing_a_note(window)

    window.signal(how)

    assert window.left() == 128 + how
    assert left_on(window.sent) == []
    assert '"outcome":"direct"' in month_file(home)
    assert HALF not in month_file(home)
    offers_what_was_typed(open_window())
    assert [entry.note for entry in begun.day().entries] == [HALF]


@pytest.mark.undated
def test_a_closed_terminal_loses_neither_the_entry_nor_the_typed_note(
    open_window: Open, begun: Diary, home: Path
) -> None:
    window = open_window()
    typing_a_note(window)

    window.shut()

    assert '"outcome":"direct"' in month_file(home)
    offers_what_was_typed(open_window())


def test_a_note_being_typed_is_on_the_disk_a_second_later_whatever_kills_the_program(
    open_window: Open, begun: Diary, home: Path
) -> None:
    window = open_window()
    typing_a_note(window)
    window.waits(
        lambda: any(HALF in path.read_text("utf-8") for path in (home / ".state/drafts").glob("[!.]*"))
    )

    window.signal(signal.SIGKILL)
    window.left()

    offers_what_was_typed(open_window())
    assert [entry.note for entry in begun.day().entries] == [HALF]
    assert list((home / ".state/drafts").iterdir()) == []


@pytest.mark.undated
def test_ctrl_c_over_a_note_leaves_it_to_the_next_start_and_later_means_later(
    open_window: Open, begun: Diary
) -> None:
    window = open_window()
    typing_a_note(window)

    window.press("ctrl+c")
    assert window.left() == 0

    again = open_window()
    again.sees("You were typing when Detox stopped", HALF)
    again.press("esc")
    again.sees("1 of 3 answered", without="You were typing")
    again.press("q")
    assert again.left() == 0
    last = open_window()
    last.sees("You were typing when Detox stopped", HALF)
    last.press("enter")
    last.sees("not kept yet")
    last.press("esc")
    last.sees("1 of 3 answered", without="not kept yet")
    last.sees("1 of 3 answered", without="You were typing")
    assert begun.store.drafts.all() == []
    assert [entry.note for entry in begun.day().entries] == [""]


def test_a_killed_program_has_kept_every_key_it_acknowledged(
    open_window: Open, begun: Diary, home: Path
) -> None:
    window = open_window()
    window.sees("0 of 3 answered", "how did it go?")
    window.press("d", "w")
    window.sees("2 of 3 answered")

    window.signal(signal.SIGKILL)
    window.left()

    again = open_window()
    again.sees("2 of 3 answered", "Family group direct", "workaround")
    again.press("x")
    again.sees("3 of 3 answered")
    assert [str(entry.outcome) for entry in begun.day().entries] == ["direct", "workaround", "unmet"]


@pytest.mark.undated
@pytest.mark.parametrize("key", ["q", "ctrl+c"])
def test_leaving_by_hand_cleans_the_terminal(open_window: Open, begun: Diary, key: str) -> None:
    window = open_window()
    window.sees("0 of 3 answered", "help")

    window.press(key)

    assert window.left() == 0
    assert left_on(window.sent) == []
