"""The commands that look back: after going back to the app, and on a week."""

import sys

from detox.cli.call import Call, Exit
from detox.cli.checkin_commands import answer
from detox.diary.reviews import Lapse, Review
from detox.messages import day_heading, listed, titled
from detox.messages.review_messages import REVIEW, lapse_text, review_text
from detox.words import _


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
