"""What is said looking back, in words: after going back to the app, and of a week."""

from collections.abc import Callable
from datetime import date

from detox.diary import Diary
from detox.domain.entries import CheckIn, Entry, Lapse, Review
from detox.domain.record import RATING_TOP
from detox.messages import titled
from detox.words import N_, _

SLIP = N_("Noted. 59 of 100 people in one study slipped within a week. What would have helped?")
"""Said after going back; of people who stopped smoking (docs/method.md)."""
NOTED = N_("Noted. What you planned for it:")
WEEK = N_("The week in three lines")
_kept_back = False
LAPSE = {
    "what": N_("What for"),
    "who": N_("Who asked"),
    "when": N_("About when"),
    "sure": N_("Sure of tomorrow without it"),
}
REVIEW = {
    "hardest": N_("Hardest task"),
    "plan": N_("A plan to change"),
    "people": N_("Key people reached"),
}


def lapse_text(lapse: Lapse) -> str:
    """What was answered after going back; empty where nothing was."""
    sure = None if lapse.sure is None else _("{part} of {whole}").format(part=lapse.sure, whole=RATING_TOP)
    answers = {"what": lapse.what, "who": lapse.who, "when": lapse.when, "sure": sure}
    return _joined({_(LAPSE[name]): said for name, said in answers.items() if said})


def review_text(review: Review) -> str:
    """What was answered about a week; empty where nothing was."""
    answers = {"hardest": review.hardest, "plan": review.plan, "people": review.people}
    said = _joined({_(REVIEW[name]): said for name, said in answers.items() if said})
    return titled(_(WEEK), said) if said else ""


def review_hints(
    diary: Diary, day: date | None, *, task: Callable[[str], str], channel: Callable[[str], str]
) -> dict[str, str]:
    """What the figures say to each line: the strongest tie, its plan, how many key people are confirmed.

    Args:
        diary: whose figures they are.
        day: a day of the week that is looked back on; today where it is `None`.
        task: what a task of that id is called here.
        channel: what a channel of that id is called here.
    """
    tie = diary.reviews.strongest_tie(day)
    found = diary.basket.held(tie) if tie else None
    confirmed, people = diary.reviews.key_people()
    plan = found.plan if found else None
    return {
        "hardest": _("the strongest tie: {task}").format(task=task(found.id)) if found else "",
        "plan": _("its plan now: {channel}").format(channel=channel(plan))
        if plan
        else _("another way for one task"),
        "people": _("{n} of {people} confirmed").format(n=confirmed, people=people) if people else "",
    }


def reviewed(checkin: CheckIn | None) -> bool:
    """Whether something was said of the week: with its day, or in its note as it was kept at first."""
    if checkin is None:
        return False
    return checkin.review is not None or any(head in checkin.note for head in (WEEK, _(WEEK)))


def keep_notes_back(*, on: bool) -> None:
    """Say only that there is a note from here on, and not which; or the notes again."""
    global _kept_back  # noqa: PLW0603 - one program, one terminal that keeps what was printed
    _kept_back = on


def printed_note(text: str) -> str:
    """A note as it is printed: itself, or one word where notes are kept back."""
    return _("(a note)") if text and _kept_back else text


def entry_words(entry: Entry) -> str:
    """The note of an entry, and below it what was said about going back; empty where there is neither."""
    said = lapse_text(entry.lapse) if entry.lapse is not None else ""
    return printed_note("\n".join(part for part in (entry.note, said) if part))


def checkin_words(checkin: CheckIn) -> str:
    """The note of a day, and below it what was said of its week; empty where there is neither."""
    said = review_text(checkin.review) if checkin.review is not None else ""
    return printed_note("\n".join(part for part in (checkin.note, said) if part))


def _joined(answers: dict[str, str]) -> str:
    return _("; ").join(titled(label, " ".join(said.split())) for label, said in answers.items())
