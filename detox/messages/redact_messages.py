"""What a file to hand on still says, told before it is written."""

from collections.abc import Collection, Iterator

from detox.catalogue import app_name, apps
from detox.domain.entries import Life
from detox.domain.snapshot import Snapshot
from detox.messages import long_day
from detox.words import _, ngettext


def left_text(snapshot: Snapshot, hidden: Collection[str]) -> list[str]:
    """What in a redacted diary may still give somebody away, a line each."""
    lines = [*_of_app(snapshot.app, snapshot), *_of_times(snapshot), *_of_money(snapshot)]
    if "names" not in hidden:
        lines.append(
            _("the names, ids and addresses of people, and what you called your own tasks and steps")
        )
    if "helpers" not in hidden and any(entry.helper for entry in snapshot.entries):
        lines.append(_("who helped, where they are not among your people"))
    if "notes" not in hidden:
        lines += _of_texts(snapshot)
    return _headed(lines)


def left_in_report_text(life: Life) -> list[str]:
    """The same for a report, which holds no name, no note and no single entry."""
    known = life.app if any(app.id == life.app for app in apps()) else None
    figures = _("the days of the trial, every figure of every week, and minutes spent")
    return _headed([*_of_app(known, life), figures])


def left_in_letter_text(life: Life) -> list[str]:
    """The same for the letter to a witness, which has the rule, and after its reading what came out."""
    known = life.app if any(app.id == life.app for app in apps()) else None
    rule = _("the days of the trial and its rule; once it is read, what came out and what it cost")
    return _headed([_("which app it was: {app}").format(app=app_name(known)), rule])


def _headed(lines: list[str]) -> list[str]:
    head = _("What may still give you or somebody else away in it:")
    more = _("Whoever knows your days may know you by them.")
    return [head, *(f"  {line}" for line in lines), more]


def _of_app(app: str | None, life: Snapshot | Life) -> Iterator[str]:
    if app or life.how:
        yield _("which app it was, and how it ended: {app}").format(app=app_name(app))
    if life.left:
        yield _("the day it ended: {day}").format(day=long_day(life.left))


def _of_times(snapshot: Snapshot) -> Iterator[str]:
    n = len(snapshot.entries) + len(snapshot.checkins)
    if n:
        yield ngettext(
            "when {n} entry or check-in was written, to the second",
            "when {n} entries and check-ins were written, to the second",
            n,
        ).format(n=n)


def _of_money(snapshot: Snapshot) -> Iterator[str]:
    n = sum(entry.cost is not None for entry in snapshot.entries)
    if n:
        yield ngettext("what {n} entry cost", "what {n} entries cost", n).format(n=n)


def _of_texts(snapshot: Snapshot) -> Iterator[str]:
    trials = (*snapshot.past_trials, *((snapshot.trial,) if snapshot.trial else ()))
    said = (
        *(entry.note or entry.lapse for entry in snapshot.entries),
        *(checkin.note or checkin.review for checkin in snapshot.checkins),
        *(contact.note for contact in snapshot.contacts),
        *(pause.reason for pause in snapshot.pauses),
        *(trial.sentence or trial.amendments or trial.choice for trial in trials),
    )
    n = sum(map(bool, said))
    if n:
        yield ngettext(
            "{n} text of your own, as you wrote it but for names, numbers and addresses that we know",
            "{n} texts of your own, as you wrote them but for names, numbers and addresses that we know",
            n,
        ).format(n=n)
        yield _("in such texts: nicknames, places, and what only you would say")
