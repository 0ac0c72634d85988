"""Hints below the list of Today: a plan to keep in mind, one to make, a look back, whom to talk to."""

from collections.abc import Sequence
from datetime import timedelta

from rich.cells import cell_len

from detox import catalogue
from detox.diary import Day, Diary
from detox.diary.after_entry import EFFORT
from detox.domain.entries import Entry, Outcome
from detox.messages import short_day
from detox.messages.choice_messages import end_text, limits_text, review_due_text
from detox.messages.odd_messages import clock_behind_text, home_gone_text
from detox.messages.review_messages import NOTED, SLIP, reviewed
from detox.messages.step_messages import due_text
from detox.messages.sweep_messages import sweep_hint
from detox.tui.canvas import Canvas
from detox.tui.diary_screen import DiaryScreen
from detox.tui.header_footer import suspension_ends, translated_key
from detox.tui.keymap import key_of
from detox.tui.styled_lines import Line, cut, wrapped
from detox.tui.today_rows import WIDE_FROM
from detox.words import N_, _, ngettext

LIMIT_ROWS = 2
"""Rows for the limits that hold; all of them stand on the trial's page."""
AWAY = timedelta(days=3)
"""Whoever was away for longer is greeted."""
NARROWEST = 80
"""Narrower windows keep their rows for the tasks."""
FEW, MANY = 4, 6
"""Rows of the hints, an empty one on top; many where the page has rows to spare."""
SPARE = 20
FEWEST_TASKS = 6
"""So many rows stay for the list, or there are no hints."""
HEADING = 2
"""Rows of the page above the list."""
EDGE, GAP = 5, 3
NO_PLAN = N_("No if-then plan for this yet.")
HARD_DAYS = N_("You have marked several hard days.")
PLAN_KEY = ("P", N_("a plan"), "screen.plan")
LAPSE_KEY = ("y", N_("what it was for"), "screen.lapse")
CARE_KEY = ("h", N_("says whom to talk to"), "app.care")
FILL_KEY = ("f", N_("fills in several days at once"), "screen.fill")
REVIEW_KEY = ("r", N_("the week in three lines"), "screen.review")
ADVICE_KEY = ("enter", N_("what has carried it elsewhere"), "screen.enter")
READ_KEY = ("6", N_("reads it"), "app.switch_mode('trial')")
CHOICE_KEY = ("6", N_("what comes next"), "app.switch_mode('trial')")
FIRST_KEY = ("e", N_("what cannot wait"), "screen.first_steps")
TRIAL_KEY = ("6", N_("a trial"), "app.switch_mode('trial')")
IDS = {
    "screen.plan": "plan",
    "screen.lapse": "entry.lapse",
    "app.care": "care",
    "screen.review": "review",
    "screen.fill": "days.fill",
    "screen.first_steps": "step.first",
}
"""The bindings behind these keys, which may have others."""
KeyActions = Sequence[tuple[str, str, str]]


class Hints(Canvas):
    """The canvas below the list; it never takes the keyboard, and is as tall whatever stands in it."""

    def __init__(self) -> None:
        super().__init__(id="hints")
        self.pointed = False
        """Whether the pointer to help stands here since the program was opened."""
        self.told = False
        """Whether another screen was seen since the end of the trial was said here."""
        self.odd_told = False
        """Whether a toast has said what is odd about this machine, where there is no room for it here."""
        self.rows = 0
        """How tall it is; 0 where this window has no room for it."""
        self.advised: Entry | None = None
        """The entry whose task's advice Enter opens now."""
        self.advice_seen: str | None = None
        """The id of the entry whose advice has been opened."""

    def fill(self, screen: DiaryScreen, day: Day, here: str | None, last: Entry | None) -> list[Line]:
        """Draw the hints of now; what belongs at the end of the list, where there is no room here.

        `here` is the task under the cursor, `last` the entry made last.
        """
        diary, width = screen.diary, screen.query_one("#day").size.width
        rows = self.take_room(screen)
        pointer = pointer_lines(width) if self.pointed or diary.help.due() else []
        first = first_lines(screen, width) if day.day == diary.today else []
        standing = [*self._odd_lines(screen, width), *end_lines(screen, day, width, told=self.told)]
        quiet = pointer or greeting_lines(diary, day, width)
        room = rows or len(first) + len(standing) + len(quiet) + 1
        wanted = last is not None and rows and last.id != self.advice_seen and advice_wanted(diary, last)
        self.advised = last if wanted else None
        lines = standing + (task_hint(screen, here, last, width, advised=bool(wanted)) if rows else [])
        stands = len(lines) + len(quiet) < room
        # Whom to talk to, and what the trial waits for, come before it.
        if len(first) + len(lines) + (len(quiet) if stands else 0) <= room:
            lines = [*first, *lines]
        lines += quiet if stands else []
        if pointer and stands and not self.pointed:
            self.pointed = True
            diary.help.shown()
        asked = review_lines(diary, day, width) if len(lines) < FEW - 1 < rows else []
        if asked:
            lines += [Line()] * (FEW - 2 - len(lines))  # a place of its own, wherever the cursor is
            lines += asked
        lines = [*([Line()] if len(lines) < room else []), *lines] if lines else []
        self.show(lines[:rows])
        return [] if rows else lines

    def _odd_lines(self, screen: DiaryScreen, width: int) -> list[Line]:
        """What is odd about this machine; told at once where it has no rows here."""
        odd = odd_texts(screen.diary)
        if odd and not self.rows and not self.odd_told:
            screen.host.say(odd[0], lasting=True)
        self.odd_told = bool(odd)
        return [line for text in odd for line in hint_lines((), text, width, "text")]

    def take_room(self, screen: DiaryScreen) -> int:
        """The rows that are kept free for it in this window, whatever it will say."""
        height = screen.query_one("#day").size.height
        self.rows = self.styles.height = hint_rows(height - HEADING, screen.size.width)
        return self.rows

    def room_above(self, screen: DiaryScreen) -> int:
        """The rows of the page that are left for the list."""
        return screen.query_one("#day").size.height - HEADING - self.rows


def hint_rows(rows: int, columns: int) -> int:
    """How many rows of a page belong to the hints: always as many, so that nothing jumps."""
    if columns < NARROWEST or rows < FEW + FEWEST_TASKS:
        return 0
    return MANY if rows >= SPARE else FEW


def advice_wanted(diary: Diary, entry: Entry) -> bool:
    """Whether the catalogue knows what has carried it elsewhere, and this may be offered."""
    return catalogue.task_choice(entry.task) is not None and diary.after.wants_advice(entry)


def task_hint(
    screen: DiaryScreen, here: str | None, last: Entry | None, width: int, *, advised: bool
) -> list[Line]:
    """One hint: after an effort its plan, or one to make; else the plan of the task under the cursor."""
    if last is None or last.outcome not in EFFORT:
        return _plan_lines(screen, here, width)
    plan = _plan_lines(screen, last.task, width)
    wanted = screen.diary.after.wants_plan(last)
    if screen.names.covers(last):
        return plan
    if last.outcome is Outcome.APP:
        keys = (PLAN_KEY, LAPSE_KEY) if wanted else (LAPSE_KEY,)
        return [*hint_lines(keys, _(NOTED if plan else SLIP), width), *plan]
    if advised:
        return [*hint_lines((ADVICE_KEY, *((PLAN_KEY,) if wanted else ())), "", width), *plan]
    return hint_lines((PLAN_KEY,), _(NO_PLAN), width) if wanted else plan


def hint_lines(keys: KeyActions, said: str, width: int, role: str = "muted") -> list[Line]:
    """The keys first, then the words behind them, or below where they are too long for the row."""
    line, room = Line(), width - EDGE - 1
    for key, word, action in keys:
        start = line.width + GAP if line.pieces else EDGE
        line.put(start, translated_key(key_of(IDS.get(action, ""), key)), "text bold", action=action)
        line.then(_(word), "muted", gap=1, action=action)
    if not line.pieces:
        return [Line().put(EDGE, row, role) for row in wrapped(said, room)]
    if said and line.width + GAP + cell_len(said) < width:
        return [line.then(said, role, gap=GAP)]
    return [line, *(Line().put(EDGE, row, role) for row in wrapped(said, room))] if said else [line]


def pointer_lines(width: int) -> list[Line]:
    """After hard days one quiet line."""
    return hint_lines((CARE_KEY,), _(HARD_DAYS), width, "text")


def end_lines(screen: DiaryScreen, day: Day, width: int, *, told: bool) -> list[Line]:
    """Today, once a start, that the rule can be read or a choice looked at again; the limits that hold."""
    diary, names = screen.diary, screen.names
    if day.day != diary.today:
        return []
    lines = []
    if diary.trial.unread() and not told:
        lines += hint_lines((READ_KEY,), end_text(), width, "text")
    review, limits = diary.decisions.review_due(), diary.decisions.limits()
    if review is not None and not told:
        lines += hint_lines((CHOICE_KEY,), review_due_text(review), width, "text")
    if limits is not None and not names.hidden:
        said = limits_text(limits, diary.decisions.counted(), names.task, names.contact)
        lines += [Line().put(EDGE, row, "muted") for row in wrapped(said, width - EDGE - 1)[:LIMIT_ROWS]]
    return lines


def first_lines(screen: DiaryScreen, width: int) -> list[Line]:
    """In one row the step that cannot wait, by when, and how many more there are; empty once none is left."""
    waiting = screen.diary.steps.first()
    if not waiting or width < WIDE_FROM:  # there the heading counts them
        return []
    key, _word, action = FIRST_KEY
    line = Line().put(EDGE, translated_key(key_of(IDS[action], key)), "text bold", action=action)
    more = len(waiting) - 1
    aside = [due_text(screen.diary, waiting[0])]
    aside += [ngettext("{n} more", "{n} more", more).format(n=more)] if more else []
    end = "   ".join(part for part in aside if part)
    room = width - line.width - GAP - cell_len(end) - 2  # a blank before it, and one at the edge
    line.then(cut(screen.names.step(waiting[0]), room), "text", gap=1, action=action)
    return [line.then(end, "muted", gap=GAP, action=action)]


def odd_texts(diary: Diary) -> list[str]:
    """What is odd about this machine."""
    folder, written = diary.home_gone(), diary.written_ahead()
    said = [home_gone_text(folder)] if folder else []
    return [*said, *([clock_behind_text(written, diary.today)] if written else [])]


def greeting_lines(diary: Diary, day: Day, width: int) -> list[Line]:
    """After a suspension what may follow; after days without a line a word, until something is written."""
    until = suspension_ends(diary)
    if until is not None and diary.today > until and day.day == diary.today:
        said = _("The suspension ended on {day}. A trial may begin, or it ends here: both are fine.")
        return hint_lines((TRIAL_KEY,), said.format(day=short_day(until)), width, "text")
    last = diary.last_day()
    if last is None or day.day != diary.today or day.entries or day.checkin:
        return []
    if diary.today - last <= AWAY:
        return []
    return hint_lines((FILL_KEY,), _("Welcome back. Nothing was lost."), width, "text")


def review_due(diary: Diary, day: Day) -> bool:
    """Whether a week ends today and nothing has been said of it yet."""
    return day.day == diary.today and diary.reviews.week_ends(day.day) and not reviewed(day.checkin)


def review_lines(diary: Diary, day: Day, width: int) -> list[Line]:
    """In one row that a sweep is due, else that a week ends; empty where neither is so."""
    sweep = diary.sweeps.due(day.day)
    if sweep is not None:
        key, _word, action = REVIEW_KEY
        line = Line().put(EDGE, key_of("review", key), "text bold", action=action)
        return [line.then(cut(sweep_hint(sweep), width - EDGE - 3), "muted", gap=1, action=action)]
    return hint_lines((REVIEW_KEY,), "", width) if review_due(diary, day) else []


def _plan_lines(screen: DiaryScreen, task_id: str | None, width: int) -> list[Line]:
    task = next((task for task in screen.diary.basket.tasks() if task.id == task_id), None)
    if task is None or task.plan is None:
        return []
    said = wrapped(screen.names.plan(task.id, task.plan), width - EDGE - 1)
    lines = [Line().put(EDGE, row, "muted italic") for row in said]
    plans = screen.diary.figures.plans() if screen.wide else ()
    used = next((plan for plan in plans if plan.task == task.id), None)
    if used is not None and used.used:
        said_used = _("worked {worked} of {used} times").format(worked=used.worked, used=used.used)
        lines.append(Line().put(EDGE, said_used, "muted"))
    return lines
