"""The command that asks: the accessible twin of Today, line by line, in any terminal and through a pipe."""

import sys
from collections.abc import Callable
from datetime import date
from functools import partial

from detox.catalogue import labels
from detox.catalogue.labels import outcome_name
from detox.cli.call import Call
from detox.diary import Diary
from detox.diary.reviews import Lapse
from detox.domain.entries import Entry, Outcome, Task
from detox.errors import DetoxError
from detox.messages import day_heading, entry_text, listed, refusal
from detox.messages.review_messages import LAPSE, lapse_text
from detox.words import _

WITH_EFFORT = (Outcome.WORKAROUND, Outcome.PROXY)
DIGITS = ("mood", "cut_off", "urge")


def ask(call: Call) -> None:
    """`detox ask`: each usual task, then the check-in; an empty line skips, q leaves."""
    diary = call.diary
    day = call.day(call.args.on) or diary.today
    call.say(day_heading(day))
    call.say(_("An empty line skips, q leaves. Every answer is saved at once."))
    keys = listed(f"{key} {outcome_name(outcome)}" for key, outcome in labels.OUTCOME_KEYS.items())
    call.say(keys)
    logged = {entry.task for entry in diary.day(day).entries}
    try:
        for task in diary.basket.usual(day):
            if task.id not in logged:
                _ask_task(call, diary, task, day)
        _ask_checkin(call, diary, day)
    except EOFError:
        call.say(_("Left. What you answered is saved."))
        return
    call.say(_("Done. That is all for this day."))


def _ask_task(call: Call, diary: Diary, task: Task, day: date) -> None:
    name = diary.basket.spoken(task.id, task.name)
    while given := answer(f"{name}?"):
        outcome = labels.outcome(given)
        if outcome is None:
            call.say(_("Answer with one of: d w p a x n, or an empty line."))
            continue
        entry = diary.tap(task.id, outcome, day=day)
        channel = diary.basket.channel_name(entry.channel) if entry.channel else None
        call.say(entry_text(entry, name, channel))
        if outcome in WITH_EFFORT:
            _ask_effort(call, diary, entry)
        if outcome is Outcome.APP:
            _ask_lapse(call, diary, entry)
        return


def _ask_effort(call: Call, diary: Diary, entry: Entry) -> None:
    minutes = answer(_("Extra minutes?"))
    while minutes and not minutes.isdecimal():
        call.say(_("A number, please, or an empty line."))
        minutes = answer(_("Extra minutes?"))
    if minutes:
        _try(call, partial(diary.edit, entry, minutes=int(minutes)))
    held = diary.entry(entry.id)
    channel = diary.basket.channel_name(held.channel) if held.channel else "-"
    by = answer(_("By what? [{channel}]").format(channel=channel))
    if by:
        _try(call, partial(diary.edit, held, channel=by))


def _ask_lapse(call: Call, diary: Diary, entry: Entry) -> None:
    """Three lines, each of which may stay empty; what was answered is kept even where one leaves."""
    lapse = Lapse()
    try:
        for name in ("what", "who", "when"):
            lapse = lapse.replace(**{name: answer(f"{_(LAPSE[name])}?")})
    finally:
        _try(call, partial(diary.reviews.lapse, entry, lapse_text(lapse)))


def _ask_checkin(call: Call, diary: Diary, day: date) -> None:
    normal = answer(f"{_(labels.ASKED['normal'][0])} ({_(labels.ASKED['normal'][1])})").lower()
    if normal in {"y", "yes", "n", "no", "是", "否"}:
        diary.check_in(day, normal=normal in {"y", "yes", "是"})
    for field in (*DIGITS, *(("tense",) if call.settings.tense else ()), "won_back"):
        question, ends = labels.ASKED[field]
        given = answer(f"{_(question)} ({_(ends)})")
        while given and not given.isdecimal():
            call.say(_("A number, please, or an empty line."))
            given = answer(f"{_(question)} ({_(ends)})")
        if given:
            _try(call, partial(diary.check_in, day, **{field: int(given)}))


def _try(call: Call, deed: Callable[[], object]) -> None:
    try:
        deed()
    except DetoxError as error:
        call.say(refusal(error))


def answer(question: str) -> str:
    """One line, asked for on standard error.

    Raises:
        EOFError: they left: `q`, or the end of the input.
    """
    sys.stderr.write(f"{question} ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line or line.strip().lower() == "q":
        raise EOFError
    return line.strip()
