"""The frame of every screen: the tabs above, the keys that work now below."""

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len
from textual.keys import key_to_character

from detox.diary import Diary
from detox.messages import dated, short_day
from detox.tui.glyphs import Glyphs
from detox.tui.styled_lines import Line
from detox.words import N_, _, ngettext

TABS = (N_("Today"), N_("Week"), N_("Journal"), N_("Ties"), N_("People"), N_("Trial"), N_("List"))
MODES = ("today", "week", "journal", "ties", "people", "trial", "list")
GAP = 3
RIGHT = 9
"""Cells that a word at the right of the tabs needs: "day 34/84"."""
NARROW = 80
PAIR = "\n"
"""Between the actions of keys that stand as one, like [ and ]; one more is what their word does."""


def margin(width: int) -> int:
    """The empty cells at both sides of a page."""
    return 3 if width >= NARROW else 1


def tab_lines(mode: str, width: int, rights: Sequence[str], glyphs: Glyphs) -> list[Line]:
    """An empty row, the tabs with the longest of `rights` that fits, and the hairline."""
    left = margin(width)
    line, under = Line(), (0, 0)
    names = [_(name) for name in TABS]
    room = width - 2 * left
    # Closer together where else nothing would fit beside them; on every screen alike.
    gap = GAP if _tab_cells(names, GAP) + GAP + RIGHT <= room else GAP - 1
    cramped = _tab_cells(names, gap) > room
    for n, (name, target) in enumerate(zip(names, MODES, strict=True)):
        here, start = target == mode, left if n == 0 else line.width + gap
        action = f"app.switch_mode('{target}')"
        line.put(start, str(n + 1), "accent" if here else "muted", action=action)
        if here or not cramped:
            line.then(name, "bright bold" if here else "muted", gap=1, action=action)
        under = (start, line.width) if here else under
    for text in rights:
        if text and left + line.width - left + GAP + cell_len(text) <= width - left:
            line.right(width - left, (text, "muted"))
            break
    rule = Line().put(left, glyphs.rule * (under[0] - left), "line")
    if under[1]:
        rule.pieces and rule.then(glyphs.tab * (under[1] - under[0]), "accent")
        rule.pieces or rule.put(left, glyphs.tab * (under[1] - under[0]), "accent")
    rule.then(glyphs.rule * (width - left - rule.width), "line") if rule.pieces else None
    return [Line(), line, rule]


def trial_status(diary: Diary, *, wide: bool) -> Sequence[str]:
    """What may stand at the right of the tabs, the longest first."""
    trial = diary.trial.current()
    if trial is None:
        return ()
    if trial.stopped_on is not None:
        return (_("trial stopped"), _("stopped"))
    number = trial.day_number(diary.today)
    if number < 1:
        days = ngettext("begins in {n} day", "begins in {n} days", 1 - number).format(n=1 - number)
        return (_("the clock is behind") if diary.written_ahead() else days,)
    if number > trial.days:
        return (_("ended {day}").format(day=dated(trial.first_end, diary.today)),)
    day = _("day {n} of {days}").format(n=number, days=trial.days)
    short = _("day {n}/{days}").format(n=number, days=trial.days)
    if not wide:
        return (day, short)
    written, passed = diary.trial.logged_days()
    long = _("{written} of {passed} days written").format(written=written, passed=passed)
    return (f"{long}   {day}", day, short)


def _tab_cells(names: Sequence[str], gap: int) -> int:
    return sum(cell_len(name) + 2 + gap for name in names) - gap


def suspension_ends(diary: Diary) -> date | None:
    """The last day of a suspension that is watched without a trial; `None` where there is none."""
    until = diary.life.until
    return date.fromisoformat(until[:10]) if until and diary.trial.current() is None else None


def suspension_text(diary: Diary) -> str:
    """Which day of a suspension this is, and how long it lasts; empty where there is none or it is over."""
    until = suspension_ends(diary)
    if until is None or diary.today > until:
        return ""
    since = min((task.since for task in diary.basket.tasks()), default=diary.today)
    number = (diary.today - (diary.life.left or since)).days + 1
    if number < 1:  # the clock was set back; Today says so
        return ""
    return _("day {n}, until {day}").format(n=number, day=short_day(until))


def key_lines(keys: Sequence[tuple[str, str, str]], width: int) -> list[Line]:
    """An empty row and the keys that work now, as (key, word, action); the last one always stays."""
    left = margin(width)
    line = Line()
    if not keys:
        return [Line(), line]
    *most, last = keys
    reserved = GAP + _cells(last)
    for n, key in enumerate(most):
        start = left if not line.pieces else line.width + GAP
        rest = 0 if n == len(most) - 1 and key is last else reserved
        if start + _cells(key) + rest > width - left:
            break
        _put_key(line, start, key)
    _put_key(line, left if not line.pieces else line.width + GAP, last)
    return [Line(), line]


def _cells(key: tuple[str, str, str]) -> int:
    return cell_len(key[0]) + 1 + cell_len(key[1])


def _put_key(line: Line, start: int, key: tuple[str, str, str]) -> None:
    actions = key[2].split(PAIR)
    names = key[0].split(" ") if len(actions) > 1 else [key[0]]
    of_word = actions[len(names)] if len(actions) > len(names) else actions[0]
    for n, (name, action) in enumerate(zip(names, actions, strict=False)):
        line.put(start, name, "text bold", action=action) if n == 0 else line.then(
            name, "text bold", gap=1, action=action
        )
    line.then(key[1], "muted", gap=1, action=of_word)


def only_moves(action: str) -> bool:
    """Whether a key only moves the cursor or the page; that needs no words."""
    return action.partition("(")[0] in {"move", "scroll"}


def translated_key(key: str) -> str:
    """A key by its name in the person's language; a letter is called the same in every one."""
    return _(key) if len(key) > 1 else key


def key_label(key: str) -> str:
    """A key as a person calls it."""
    names = {
        "left_square_bracket": "[",
        "right_square_bracket": "]",
        "question_mark": "?",
        "plus": "+",
        "minus": "-",
        "slash": "/",
        "escape": "esc",
        "equals_sign": "=",
        "comma": ",",
        "upper_u": "U",
        "ctrl+p": "ctrl+p",
        "f2": "F2",
        "f3": "F3",
        "delete": "del",
        "left": N_("left"),
        "right": N_("right"),
        "pagedown": "PgDn",
        "pageup": "PgUp",
    }
    sign = key_to_character(key) or ""
    return names.get(key) or (sign if sign.strip() else key)
