"""The commands that ask how it is: checkin, urge, lapse, review."""

import sys
import time
from argparse import ArgumentParser
from typing import Any

from detox.cli.call import Call, Exit
from detox.cli.command import DAY_HELP, Command, as_json, note_arguments
from detox.cli.console import answer, is_dumb, speaks_plainly, typed_line
from detox.cli.typed_arguments import YES_NO, typed_answer, typed_number
from detox.diary.reviews import Lapse, Review
from detox.domain.entries import CheckIn
from detox.domain.questions import ANSWER_KINDS, QUESTIONS, AnswerKind
from detox.domain.record import RATING_TOP
from detox.domain.said_numbers import said_number
from detox.errors import BadField
from detox.messages import checkin_text, day_heading, listed, titled, urge_text
from detox.messages.review_messages import REVIEW, lapse_text, review_hints, review_text
from detox.messages.seal_messages import WAITING
from detox.words import N_, _, ngettext

URGE_MINUTES = 3
"""So long an urge is watched."""
HALF_A_MINUTE = 30


def _checkin_arguments(p: ArgumentParser) -> None:
    for name, question in QUESTIONS.items():
        option, told = f"--{name.replace('_', '-')}", _(question.option)
        unit = {AnswerKind.YES_NO: YES_NO, AnswerKind.MINUTES: _("MIN")}.get(ANSWER_KINDS[name], "N")
        p.add_argument(option, type=typed_answer(name), metavar=unit, help=told)
    note_arguments(p)
    p.add_argument("--on", metavar=_("DATE"), help=_(DAY_HELP))
    as_json(p)


def checkin(call: Call) -> int:
    """`detox checkin`: the day's answers, each of them optional."""
    args = call.args
    given: dict[str, Any] = {name: value for name in QUESTIONS if (value := getattr(args, name)) is not None}
    if call.is_locked:
        return _checkin_locked(call, given)
    day = call.day(args.on)
    held = call.diary.day(day).checkin if args.edit else None
    note = call.note_given(held.note if held else "")
    if note is not None:
        given["note"] = note
    if not given:
        return _nothing_given(call)
    written = call.diary.check_in(day, **given)
    if args.json:
        call.json(written)
    else:
        call.say(titled(day_heading(written.day), checkin_text(written)))
    return Exit.DONE


def _nothing_given(call: Call) -> int:
    call.say(_("Nothing was given, so nothing was written. Example: detox checkin --normal y --mood 6"))
    return Exit.USAGE


def _checkin_locked(call: Call, given: dict[str, Any]) -> int:
    """Keep the answers for the next unlocking."""
    note = call.note_given()
    given |= {} if note is None else {"note": note}
    if not given:
        return _nothing_given(call)
    sealing = call.doors.sealing()
    day, moment = call.locked_day(call.args.on), sealing.moment
    CheckIn(day=day, recorded_at=moment, updated_at=moment, **given)  # out of range: refused now
    sealing.leave("checkin", day, given)
    call.say(_(WAITING))
    return Exit.DONE


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
    call.wrote(diary.urge_watched(before, after, said), said)


def _rating(question: str) -> int | None:
    try:
        rating = said_number(typed_line(f"{question} "), "urge")
    except BadField:
        return None
    return rating if rating is not None and 0 <= rating <= RATING_TOP else None


def _wait(seconds: int) -> None:
    if not sys.stdin.isatty():
        return
    if speaks_plainly() or is_dumb() or not sys.stderr.isatty():
        _wait_in_lines(seconds)
        return
    for left in range(seconds, 0, -1):
        said = ngettext("{n} second left", "{n} seconds left", left).format(n=left)
        sys.stderr.write(f"\r{said}   ")
        sys.stderr.flush()
        time.sleep(1)
    sys.stderr.write("\r\a\n")


def _wait_in_lines(seconds: int) -> None:
    """Say each half minute in a line of its own, where nothing can be written over."""
    for left in range(seconds, 0, -HALF_A_MINUTE):
        sys.stderr.write(ngettext("{n} second left", "{n} seconds left", left).format(n=left) + "\n")
        sys.stderr.flush()
        time.sleep(min(HALF_A_MINUTE, left))


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
        type=typed_number,
        metavar="N",
        help=_("how sure of tomorrow without it: 0 not sure at all - 10 very sure"),
    )
    as_json(p)


def lapse(call: Call) -> int:
    """`detox lapse [ID]`: what it was for; it stays with that entry."""
    args, diary = call.args, call.diary
    entry = diary.entry(args.id) if args.id else diary.reviews.last_return()
    if entry is None:
        call.say(_("No entry says that you went back. Nothing was changed."))
        return Exit.REFUSED
    held = Lapse(what=args.what, who=args.asked, when=args.at, sure=args.sure)
    said = lapse_text(held)
    if not said:
        call.wrote(entry, _("Nothing was said, so nothing was changed. See: detox lapse --help."))
        return Exit.DONE
    name = diary.basket.task_name(entry.task)
    call.wrote(diary.reviews.lapse(entry, held), titled(listed((day_heading(entry.day), name)), said))
    return Exit.DONE


def _review_arguments(p: ArgumentParser) -> None:
    p.add_argument("--hardest", default="", metavar=_("TEXT"), help=_("the hardest task"))
    p.add_argument("--plan", default="", metavar=_("TEXT"), help=_("the if-then plan to change"))
    p.add_argument("--people", default="", metavar=_("TEXT"), help=_("the key people that were reached"))
    p.add_argument("--on", metavar=_("DATE"), help=_("the day whose week it is; today unless given"))
    as_json(p)


def review(call: Call) -> None:
    """`detox review`: the week in three lines, kept with its day; asked where nothing was given."""
    args, diary = call.args, call.diary
    day = call.day(args.on) or diary.today
    held = Review(hardest=args.hardest, plan=args.plan, people=args.people)
    if held == Review() and sys.stdin.isatty():
        held = _asked(call)
    said = review_text(held)
    none = _("Nothing was said, so nothing was changed.")
    call.wrote(diary.reviews.review(held, day), titled(day_heading(day), said) if said else none)


def _asked(call: Call) -> Review:
    """Line by line; what was answered before one leaves is kept."""
    call.say(_("An empty line skips, q leaves."))
    diary, day = call.diary, call.day(call.args.on)
    hints = review_hints(diary, day, task=diary.basket.task_name, channel=diary.channels.name)
    answers: dict[str, str] = {}
    try:
        for name, label in REVIEW.items():
            asked = _(label)
            if hints.get(name):
                asked = _("{line} ({id})").format(line=asked, id=hints[name])
            answers[name] = answer(_("{task}?").format(task=asked))
    except EOFError:
        call.say(_("Left. What you answered is saved."))
    return Review(**answers)


COMMANDS = (
    Command(
        "checkin",
        help=N_("answer the day's questions"),
        example="detox checkin --normal y --mood 6 --urge 2",
        arguments=_checkin_arguments,
        run=checkin,
    ),
    Command(
        "urge",
        help=N_("watch an urge for three minutes"),
        example="detox urge",
        arguments=as_json,
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
