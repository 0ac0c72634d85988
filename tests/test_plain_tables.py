"""Rows as lines and as sentences: columns that end in line, whatever is written in them."""

from collections.abc import Iterator
from typing import Self

import pytest

from detox.cli import console
from detox.cli.console import LONG, speak_plainly, table, with_id

ROWS = (("name", "minutes", ""), ("短", "5"), ("longer", "120", "away"))


@pytest.fixture
def plainly() -> Iterator[None]:
    speak_plainly(on=True)
    yield
    speak_plainly(on=False)


def test_columns_end_in_line_by_their_cells_and_short_rows_have_no_blanks_behind() -> None:
    assert table(ROWS, right=(1,), indent="  ").splitlines() == [
        "  name    minutes",
        "  短            5",
        "  longer      120  away",
    ]
    assert table(ROWS[:2]).splitlines() == ["name  minutes", "短    5"]
    assert table(()) == ""


@pytest.mark.usefixtures("plainly")
def test_a_head_names_its_cells_and_empty_ones_are_left_out() -> None:
    rows = (*ROWS, ("-", "1/2", ""))

    assert table(rows, head=True).splitlines() == [
        "name: 短, minutes: 5.",
        "name: longer, minutes: 120, away.",
        "minutes: 1 of 2.",
    ]
    assert table(rows[1:2]).splitlines() == ["短, 5."]


def test_an_id_is_shown_by_thirteen_signs_first_in_a_table() -> None:
    assert with_id("0123456789abcdef", "a note") == ["0123456789abc", "a note"]


@pytest.mark.usefixtures("plainly")
def test_a_voice_says_the_id_last() -> None:
    assert with_id("0123456789abcdef", "a note") == ["a note", "0123456789abc"]


@pytest.mark.parametrize(
    ("size", "quiet", "shown"), [(LONG - 1, False, False), (LONG, False, True), (LONG, True, False)]
)
def test_a_bar_counts_the_steps_of_long_work_alone(
    monkeypatch: pytest.MonkeyPatch, *, size: int, quiet: bool, shown: bool
) -> None:
    bars: list[tuple[int | None, list[int]]] = []

    class Bar:
        def __init__(self, **_options: object) -> None:
            self.done: list[int] = []

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_error: object) -> None: ...

        def add_task(self, _said: str, total: int | None) -> int:
            bars.append((total, self.done))
            return 0

        def update(self, _task: int, completed: int) -> None:
            self.done.append(completed)

    monkeypatch.setattr("rich.progress.Progress", Bar)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    call = type("Quiet", (), {"quiet": quiet})()

    with console.progress(call, "Saving", size=size, steps=250) as advance:
        for _step in range(5):
            advance()

    assert bars == ([(250, [2, 4])] if shown else [])
