"""What a terminal gets besides plain lines: tables counted in cells, questions, a bar for long work."""

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from detox.cli.call import Call
from detox.cli.folded_tables import folded_rows, row_lines
from detox.cli.terminal_lines import fitted, width_of
from detox.messages import full_day, listed, titled
from detox.messages.line_breaks import cells
from detox.shown import shown
from detox.words import _

ID_SHOWN = 13
"""So much of an id tells entries apart; it is enough for `edit` and `delete`."""
DUMB = ("", "dumb", "unknown")
LONG = 2_000_000
"""So many bytes take long enough to show a bar for."""
STEP = 1_000
EXPLAIN = "?"
"""The answer that has a question explained."""
Advance = Callable[[], None]
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_PART = r"([0-9]+)/([0-9]+)"


_plain = False


def speak_plainly(*, on: bool) -> None:
    """Say rows as sentences from here on, and draw nothing; or as tables again."""
    global _plain  # noqa: PLW0603 - one program, one way to speak at a time, as the language
    _plain = on


def speaks_plainly() -> bool:
    """Whether rows are said as sentences."""
    return _plain


def table(
    rows: Sequence[Sequence[str]],
    *,
    right: Sequence[int] = (),
    indent: str = "",
    head: bool = False,
    fold: bool = True,
) -> str:
    """Rows of text as lines with two spaces between columns; the columns in `right` end in line.

    On a terminal that is narrower the widest columns are folded at words, but for those in `right`; with
    `fold` off a row is always one line.

    With `head` the first row names the columns. Where rows are said as sentences, each cell stands behind
    the name of its column, and empty cells are left out.
    """
    if _plain:
        return _sentences(rows, head=head)
    cleaned = [[shown(cell) for cell in row] for row in rows]
    columns = max((len(row) for row in cleaned), default=0)
    widths = [max((cells(row[n]) for row in cleaned if n < len(row)), default=0) for n in range(columns)]
    if fold and (room := width_of(sys.stdout)) is not None:
        lines = folded_rows(cleaned, right, room - len(indent))
    else:
        lines = (line for row in cleaned for line in row_lines(row, widths, right))
    return "\n".join((indent + line).rstrip() for line in lines)


def _sentences(rows: Sequence[Sequence[str]], *, head: bool) -> str:
    names, said = (rows[0], rows[1:]) if head and rows else ((), rows)
    lines = []
    for row in said:
        said_cells = [
            titled(names[n], _spoken(cell)) if n < len(names) and names[n] else _spoken(cell)
            for n, cell in enumerate(row)
            if cell not in ("", "-")
        ]
        lines.append(_("{line}.").format(line=listed(said_cells)))
    return "\n".join(lines)


def _spoken(cell: str) -> str:
    """A cell as a voice says it: a day with its month, "1/2" as one of two."""
    if part := re.fullmatch(_PART, cell):
        return _("{hits} of {tries}").format(hits=part[1], tries=part[2])
    try:
        return full_day(date.fromisoformat(cell)) if re.fullmatch(_DAY, cell) else shown(cell)
    except ValueError:  # looks like a day and is none: somebody's own words
        return shown(cell)


def said_day(day: date) -> str:
    """A day in a line: as it may be typed, or with its month where words are wanted."""
    return full_day(day) if _plain else day.isoformat()


def with_id(id: str, *words: str) -> list[str]:  # noqa: A002 - the record's own word
    """The end of a row: a record's id and what is written there; a voice says the id last."""
    return [*words, id[:ID_SHOWN]] if _plain else [id[:ID_SHOWN], *words]


def has_terminal() -> bool:
    """Whether somebody sits before a terminal that can show the screens, and did not ask for words."""
    return sys.stdin.isatty() and draws()


def draws() -> bool:
    """Whether what is printed may be drawn: on a terminal that can, and nobody asked for words."""
    return sys.stdout.isatty() and not is_dumb() and not _plain


def is_dumb() -> bool:
    """Whether the terminal can only add line to line."""
    return os.environ.get("TERM", "") in DUMB


def typed_line(prompt: str) -> str:
    """The line that is typed behind a prompt on standard error, with its end; empty at the input's end."""
    said = prompt.rstrip(" ")
    sys.stderr.write(fitted(said, sys.stderr) + prompt[len(said) :])
    sys.stderr.flush()
    return sys.stdin.readline()


def answer(question: str) -> str:
    """One line, asked for on standard error.

    Raises:
        EOFError: they left: `q`, or the end of the input.
    """
    line = typed_line(f"{shown(question)} ")
    if not line or line.strip().lower() == "q":
        raise EOFError
    return line.strip()


@contextmanager
def progress(call: Call, said: str, *, size: int, steps: int | Callable[[], int] | None) -> Iterator[Advance]:
    """Show a bar while the block runs; what it gets is to be called at each step.

    Args:
        call: says whether anything may be said at all.
        said: what is being done.
        size: how much work there is, in bytes; little work shows nothing.
        steps: how many steps there will be, or what counts them where a bar is shown; `None` moves without
            an end in sight.
    """
    if call.quiet or size < LONG or not sys.stderr.isatty() or is_dumb() or _plain:
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415 - only for long work in a terminal
    from rich.progress import Progress  # noqa: PLC0415 - only for long work in a terminal

    steps = steps() if callable(steps) else steps
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(said, total=steps)
        done = 0
        each = min(STEP, max(1, (steps or STEP) // 100))

        def advance() -> None:
            nonlocal done
            done += 1
            if done % each == 0:
                bar.update(task, completed=done)

        yield advance


@contextmanager
def private_screen() -> Iterator[None]:
    """What is said in the block stays in no scrollback, where the terminal has a second screen."""
    there = sys.stderr.isatty() and not is_dumb() and not _plain
    if there:
        sys.stderr.write("\x1b[?1049h\x1b[2J\x1b[H")  # as full-screen programs do (xterm, ctlseqs: 1049)
    try:
        yield
    finally:
        if there:
            sys.stderr.write("\x1b[?1049l")
            sys.stderr.flush()
