"""The week in three lines: the hardest task, a plan to change, the people reached."""

from datetime import date

from detox.diary.reviews import Review
from detox.messages.review_messages import REVIEW, WEEK, review_text
from detox.tui.diary_screen import DiaryScreen
from detox.tui.entry_dialogs import hidden
from detox.tui.standard_dialogs import Field, FormDialog, label_cells
from detox.words import _


def ask_review(screen: DiaryScreen, day: date) -> None:
    """Ask about the week of that day; what is answered goes behind the day's note, in one deed."""
    if hidden(screen):
        return

    def write(answer: dict[str, str]) -> None:
        screen.diary.reviews.review(review_text(Review(**answer)), day)

    hints = hints_of(screen, day)
    fields = [Field(key=key, label=_(label), hint=hints[key]) for key, label in REVIEW.items()]
    note = _("Every line may stay empty. It goes into the day's note.")
    form = FormDialog(
        _(WEEK), fields, note=note, broad=True, labels=label_cells(fields), draft=True, deed=write
    )
    screen.app.push_screen(form)


def hints_of(screen: DiaryScreen, day: date) -> dict[str, str]:
    """What the figures say to each line: the strongest tie, its plan, how many key people are confirmed."""
    hindsight, names = screen.diary.reviews, screen.names
    tie = hindsight.strongest_tie(day)
    task = next((task for task in screen.diary.basket.tasks(archived=True) if task.id == tie), None)
    confirmed, people = hindsight.key_people()
    return {
        "hardest": _("the strongest tie: {task}").format(task=names.task(task.id)) if task else "",
        "plan": _("its plan now: {channel}").format(channel=names.channel(task.plan))
        if task and task.plan
        else _("another way for one task"),
        "people": _("{n} of {people} confirmed").format(n=confirmed, people=people) if people else "",
    }
