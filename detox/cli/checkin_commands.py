"""The commands that ask how it is: checkin, ask, urge, lapse, review."""

import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from detox.catalogue import labels
from detox.catalogue.labels import outcome_name
from detox.cli.call import Call, Exit
from detox.cli.command import DAY_HELP, Command, no_arguments
from detox.cli.console import answer
from detox.cli.sweep_command import sweep_asked
from detox.diary import Diary
from detox.diary.reviews import Lapse, Review
from detox.domain.entries import RATING_TOP, Entry, Outcome, Task
from detox.domain.record import whole_number
from detox.errors import DetoxError
from detox.messages import checkin_text, day_heading, entry_text, listed, refusal, titled, urge_text
from detox.messages.review_messages import LAPSE, REVIEW, lapse_text, review_text
from detox.words import N_, _, ngettext

WITH_EFFORT = (Outcome.WORKAROUND, Outcome.PROXY)
DIGITS = ("mood", "cut_off", "urge")
URGE_MINUTES = 3
"""So long an urge is watched."""


def _checkin_arguments(p: ArgumentParser) -> None:
    p.add_argument("--normal", choices=("y", "n"), help=_("did you live normally?"))
    p.add_argument("--mood", type=int, metavar="N", help=_("0 very bad - 10 very good"))
    p.add_argument(
        "--cut-off", type=int, metavar="N", help=_("cut off from people: 0 not at all - 10 completely")
    )
    p.add_argument("--urge", type=int, metavar="N", help=_("urge to register again: 0 none - 10 very strong"))
    p.add_argument("--tense", type=int, metavar="N", help=_("tense or worried: 0 not at all - 10 very"))
    p.add_argument("--won-back", type=int, metavar=_("MIN"), help=_("minutes won back"))
    p.add_argument("--note", metavar=_("TEXT|-"), help=_("a note; - reads it from standard input"))
    p.add_argument("--on", metavar=_("DATE"), help=_(DAY_HELP))


def checkin(call: Call) -> int:
    """`detox checkin`: the day's answers, each of them optional."""
    args = call.args
    given: dict[str, Any] = {
        name: value
        for name in ("mood", "cut_off", "urge", "tense", "won_back")
        if (value := getattr(args, name)) is not None
    }
    if args.normal is not None:
        given["normal"] = args.normal == "y"
    if args.note is not None:
        given["note"] = call.note(args.note)
    if not given:
        call.say(_("Nothing was given, so nothing was written. Example: detox checkin --normal y --mood 6"))
        return Exit.USAGE
    written = call.diary.check_in(call.day(args.on), **given)
    call.say(titled(day_heading(written.day), checkin_text(written)))
    return Exit.DONE


def _ask_arguments(p: ArgumentParser) -> None:
    p.add_argument("--on", metavar=_("DATE"), help=_(DAY_HELP))


def ask(call: Call) -> None:
    """`detox ask`: each usual task, then the check-in; an empty line skips, q leaves."""
    diary = call.diary
    day = call.day(call.args.on) or diary.today
    call.say(day_heading(day))
    call.say(_("An empty line skips, q leaves. Every answer is saved at once."))
    keys = listed(f"{key} {outcome_name(outcome)}" for key, outcome in labels.OUTCOME_KEYS.items())
    call.say(keys)
    logged = {row.id for row in diary.usual_rows(day) if row.outcome is not None}
    try:
        for task in diary.basket.usual(day):
            if task.id not in logged:
                _ask_task(call, diary, task, day)
        _ask_checkin(call, diary, day)
        due = diary.sweeps.due(day)
    except EOFError:
        call.say(_("Left. What you answered is saved."))
        return
    if due is not None:
        sweep_asked(call, due)
    call.say(_("Done. That is all for this day."))


def _ask_task(call: Call, diary: Diary, task: Task, day: date) -> None:
    name = diary.basket.spoken(task.id, task.name)
    while given := answer(f"{name}?"):
        outcome = labels.outcome(given)
        if outcome is None:
            call.say(_("Answer with one of: d w p a x n, or an empty line."))
            continue
        entry = diary.tap(task.id, outcome, day=day)
        channel = diary.channels.name(entry.channel) if entry.channel else None
        call.say(entry_text(entry, name, channel))
        if outcome in WITH_EFFORT:
            _ask_effort(call, diary, entry)
        if outcome is Outcome.APP:
            _ask_lapse(call, diary, entry)
        return


def _ask_effort(call: Call, diary: Diary, entry: Entry) -> None:
    minutes = _number(call, _("Extra minutes?"))
    if minutes is not None:
        _try(call, partial(diary.edit, entry, minutes=minutes))
    held = diary.entry(entry.id)
    channel = diary.channels.name(held.channel) if held.channel else "-"
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
        given = _number(call, f"{_(question)} ({_(ends)})")
        if given is not None:
            _try(call, partial(diary.check_in, day, **{field: given}))


def _number(call: Call, question: str) -> int | None:
    """Ask until it is a number or an empty line."""
    while given := answer(question):
        number = whole_number(given)
        if number is not None:
            return number
        call.say(_("A number, please, or an empty line."))
    return None


def _try(call: Call, deed: Callable[[], object]) -> None:
    try:
        deed()
    except DetoxError as error:
        call.say(refusal(error))


def urge(call: Call) -> None:
    """`detox urge`: three minutes to watch an urge rise and fall; the ratings go into the check-in's note."""
    diary = call.diary
    call.say(_("Watch it rise and fall; there is no need to act."))
    call.say(
        _("It helped some smokers smoke less. It did not make urges smaller, and was never tested for apps.")
    )
    before = _rating(_("How strong is it now, 0-10?"))
    _wait(URGE_MINUTES * 60)
    after = _rating(_("And now, 0-10?"))
    if before is None and after is None:
        return
    said = urge_text(URGE_MINUTES, before, after)
    diary.urge_watched(before, after, said)
    call.say(said)


def _rating(question: str) -> int | None:
    sys.stderr.write(f"{question} ")
    sys.stderr.flush()
    given = sys.stdin.readline().strip()
    number = whole_number(given)
    return number if number is not None and number <= RATING_TOP else None


def _wait(seconds: int) -> None:
    if not sys.stdin.isatty():
        return
    for left in range(seconds, 0, -1):
        said = ngettext("{n} second left", "{n} seconds left", left).format(n=left)
        sys.stderr.write(f"\r{said}   ")
        sys.stderr.flush()
        time.sleep(1)
    sys.stderr.write("\r\a\n")


def _lapse_arguments(p: ArgumentParser) -> None:
    p.add_argument(
        "id", nargs="?", metavar=_("ID"), help=_("an entry that says went back; the last one unless given")
    )
    p.add_argument("--for", dest="what", default="", metavar=_("TEXT"), help=_("what you needed just then"))
    p.add_argument(
        "--asked", default="", metavar=_("NAME"), help=_("who asked: a person, a shop, an office, nobody")
    )
    p.add_argument("--at", default="", metavar=_("TEXT"), help=_("at about what time: 18:30, after work"))
    p.add_argument(
        "--sure",
        type=int,
        metavar="N",
        help=_("how sure of tomorrow without it: 0 not sure at all - 10 very sure"),
    )


def lapse(call: Call) -> int:
    """`detox lapse [ID]`: what it was for; it goes behind the note of that entry."""
    args, diary = call.args, call.diary
    entry = diary.entry(args.id) if args.id else diary.reviews.last_return()
    if entry is None:
        call.say(_("No entry says that you went back. Nothing was changed."))
        return Exit.REFUSED
    said = lapse_text(Lapse(what=args.what, who=args.asked, when=args.at, sure=args.sure))
    if not said:
        call.say(_("Nothing was said, so nothing was changed. See: detox lapse --help."))
        return Exit.DONE
    diary.reviews.lapse(entry, said)
    name = diary.basket.task_name(entry.task)
    call.say(titled(listed((day_heading(entry.day), name)), said))
    return Exit.DONE


def _review_arguments(p: ArgumentParser) -> None:
    p.add_argument("--hardest", default="", metavar=_("TEXT"), help=_("the hardest task"))
    p.add_argument("--plan", default="", metavar=_("TEXT"), help=_("the if-then plan to change"))
    p.add_argument("--people", default="", metavar=_("TEXT"), help=_("the key people that were reached"))
    p.add_argument("--on", metavar=_("DATE"), help=_("the day whose week it is; today unless given"))


def review(call: Call) -> None:
    """`detox review`: the week in three lines, behind the day's note; asked where nothing was given."""
    args, diary = call.args, call.diary
    day = call.day(args.on) or diary.today
    held = Review(hardest=args.hardest, plan=args.plan, people=args.people)
    if held == Review() and sys.stdin.isatty():
        held = _asked(call)
    said = review_text(held)
    diary.reviews.review(said, day)
    call.say(titled(day_heading(day), said) if said else _("Nothing was said, so nothing was changed."))


def _asked(call: Call) -> Review:
    """Line by line; what was answered before one leaves is kept."""
    call.say(_("An empty line skips, q leaves."))
    hints = _hints(call)
    answers: dict[str, str] = {}
    try:
        for name, label in REVIEW.items():
            hint = f" ({hints[name]})" if hints.get(name) else ""
            answers[name] = answer(f"{_(label)}{hint}?")
    except EOFError:
        call.say(_("Left. What you answered is saved."))
    return Review(**answers)


def _hints(call: Call) -> dict[str, str]:
    diary, day = call.diary, call.day(call.args.on)
    tie = diary.reviews.strongest_tie(day)
    confirmed, people = diary.reviews.key_people()
    return {
        "hardest": _("the strongest tie: {task}").format(task=diary.basket.task_name(tie)) if tie else "",
        "people": _("{n} of {people} confirmed").format(n=confirmed, people=people) if people else "",
    }


COMMANDS = (
    Command(
        "checkin",
        help=N_("answer the day's questions"),
        example="detox checkin --normal y --mood 6 --urge 2",
        arguments=_checkin_arguments,
        run=checkin,
    ),
    Command(
        "ask",
        help=N_("be asked the day's questions, line by line"),
        example="detox ask --on yesterday",
        arguments=_ask_arguments,
        run=ask,
    ),
    Command(
        "urge",
        help=N_("watch an urge for three minutes"),
        example="detox urge",
        arguments=no_arguments,
        run=urge,
    ),
    Command(
        "lapse",
        help=N_("say what it was for, after going back"),
        example='detox lapse --for "the rent" --sure 7',
        arguments=_lapse_arguments,
        run=lapse,
    ),
    Command(
        "review",
        help=N_("look back on a week in three lines"),
        example='detox review --hardest "work chat"',
        arguments=_review_arguments,
        run=review,
    ),
)
