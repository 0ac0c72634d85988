"""A sealed diary in a real terminal: no word of it in any file, however the program stops."""

import signal
from pathlib import Path

import pytest

from detox.diary import Diary
from detox.diary.sealing import Sealing
from detox.storage.age_format import by_passphrase
from detox.wiring import local_now
from tests.sealed import PASSPHRASE, QUICK
from tests.terminal.conftest import Open
from tests.terminal.test_leaving import HALF, left_on, typing_a_note
from tests.terminal.window import Window

pytest.importorskip("pyrage", reason="the cipher library has no wheel for this system")
WORDS = ("ring before", "先打电话", "earlier words")


def seal(home: Path, *, quickly: bool) -> None:
    """Seal the diary there; `quickly`: by a passphrase that the program itself cannot try."""
    wrapping = QUICK if quickly else by_passphrase()
    sealing = Sealing(home, home / ".state", now=local_now, wrapping=wrapping)
    sealing.seal(PASSPHRASE, sealing.new_kit())


def in_clear(folder: Path) -> list[str]:
    """Every file below, and every running program's arguments, in which one of the words stands."""
    found = [
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and any(word.encode() in path.read_bytes() for word in WORDS)
    ]
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            said = path.read_bytes()
        except OSError:  # it has ended
            continue
        found += [path.as_posix() for word in (*WORDS, PASSPHRASE) if word.encode() in said]
    return found


@pytest.mark.undated
def test_the_locked_screen_leaves_the_terminal_as_it_was(open_window: Open, begun: Diary, home: Path) -> None:
    begun.log("pay.shop", "direct", note="earlier words")
    seal(home, quickly=True)
    window = open_window()
    seen = window.sees("This diary is locked.", "esc quit")

    window.signal(signal.SIGTERM)

    assert "pay" not in seen.lower()
    assert window.left() == 128 + signal.SIGTERM
    assert left_on(window.sent) == []


def unlocked(open_window: Open) -> Window:
    window = open_window()
    window.sees("This diary is locked.")
    window.press(PASSPHRASE)
    window.sees("*" * len(PASSPHRASE))
    window.press("enter")
    return window


@pytest.mark.thorough
@pytest.mark.timeout(600)
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_no_word_is_in_clear_while_it_runs_or_after_it_was_stopped(
    open_window: Open, begun: Diary, home: Path, tmp_path: Path, how: signal.Signals
) -> None:
    begun.check_in(note="earlier words")
    seal(home, quickly=False)
    window = unlocked(open_window)
    typing_a_note(window)
    window.waits(lambda: any((home / ".state/drafts").glob("*.age")))
    running = in_clear(tmp_path)

    window.signal(how)
    window.left()
    stopped = in_clear(tmp_path)

    assert running == stopped == []
    unlocked(open_window).sees("You were typing when Detox stopped", HALF)


@pytest.mark.thorough
@pytest.mark.timeout(600)
def test_the_lock_keeps_what_is_typed_and_opens_with_it(
    open_window: Open, begun: Diary, home: Path, tmp_path: Path
) -> None:
    seal(home, quickly=False)
    window = unlocked(open_window)
    typing_a_note(window)

    window.press("\x0c")
    seen = window.sees("This diary is locked.")
    locked = in_clear(tmp_path)
    window.press(PASSPHRASE, "enter")

    assert HALF not in seen
    assert locked == []
    window.sees("You were typing when Detox stopped", HALF)


@pytest.mark.thorough
@pytest.mark.timeout(600)
def test_three_wrong_passphrases_in_a_terminal_are_exit_three(
    open_window: Open, begun: Diary, home: Path
) -> None:
    seal(home, quickly=False)
    window = open_window("day")
    for tries in range(3):
        window.waits(lambda n=tries: window.sent.count(b"Passphrase:") > n)  # type: ignore[misc]
        window.press("another one", "enter")

    assert window.left() == 3
    assert b"another one" not in window.sent
