"""A line of the journal, changed as a whole: an entry's task, day and cost; the answers of a check-in."""

from detox.catalogue.labels import ANSWERS as CALLED
from detox.domain.dates import said_day
from detox.domain.entries import (
    ANSWERS,
    MINUTES_A_DAY,
    RATING_TOP,
    USUAL_CURRENCY,
    CheckIn,
    Cost,
    Entry,
)
from detox.errors import BadField
from detox.tui.diary_screen import DiaryScreen
from detox.tui.entry_dialogs import hidden, title
from detox.tui.refusals import whole
from detox.tui.standard_dialogs import Field, FormDialog
from detox.words import _, pgettext

NO = ("n", "no", "否")
YES = ("y", "yes", "是")


def ask_entry(screen: DiaryScreen, entry: Entry) -> None:
    """Which task it was, when, how long it took, what it cost, who helped."""
    if hidden(screen):
        return
    diary, names = screen.diary, screen.names
    cost = "" if entry.cost is None else f"{entry.cost.amount} {entry.cost.currency}"
    minutes = "" if entry.minutes is None else str(entry.minutes)
    fields = [
        Field(key="task", label=_("Task"), value=names.task(entry.task)),
        Field(key="day", label=_("Day"), value=entry.day.isoformat(), hint=_("2026-11-22, mon, -3")),
        Field(key="at", label=_("Hour"), value=entry.at or "", hint="HH:MM"),
        Field(key="minutes", label=_("Extra minutes"), value=minutes, digits=True),
        Field(key="cost", label=_("Cost"), value=cost, hint=f"2.50 {USUAL_CURRENCY}"),
        Field(key="helper", label=_("Who helped"), value=entry.helper or ""),
    ]

    def write(answer: dict[str, str]) -> None:
        same = answer["task"].strip() == names.task(entry.task)
        diary.edit(
            entry,
            task=entry.task if same else diary.basket.find(answer["task"]).id,
            day=said_day(answer["day"], diary.today),
            at=answer["at"].strip() or None,
            minutes=whole(answer["minutes"], "minutes", f"0..{MINUTES_A_DAY}"),
            cost=_cost(answer["cost"]),
            helper=answer["helper"].strip() or None,
        )

    screen.app.push_screen(FormDialog(title(screen, entry), fields, broad=True, deed=write))


def ask_answers(screen: DiaryScreen, checkin: CheckIn) -> None:
    """Every answer of a day; an emptied one is not known."""
    fields = [
        Field(
            key=name,
            label=_(CALLED[name]),
            value=_shown(getattr(checkin, name)),
            hint=_("y / n") if name == "normal" else "0..10",
        )
        for name in ANSWERS
    ]
    fields[-1] = Field(
        key="won_back", label=_(CALLED["won_back"]), value=_shown(checkin.won_back), hint=_("minutes")
    )

    def write(answer: dict[str, str]) -> None:
        tops = {"won_back": MINUTES_A_DAY}
        given: dict[str, bool | int | None] = {
            name: whole(answer[name], name, f"0..{tops.get(name, RATING_TOP)}")
            for name in ANSWERS
            if name != "normal"
        }
        screen.diary.check_in(checkin.day, normal=_said(answer["normal"]), **given)

    screen.app.push_screen(FormDialog(_("The answers of that day"), fields, deed=write, broad=True))


def _shown(value: bool | int | None) -> str:  # noqa: FBT001 - an answer
    if value is None:
        return ""
    return _yes_or_no(answered=value) if isinstance(value, bool) else str(value)


def _yes_or_no(*, answered: bool) -> str:
    # Not the bare letters: those are keys, and a key is called the same in every language.
    return pgettext("answer", "y") if answered else pgettext("answer", "n")


def _said(text: str) -> bool | None:
    word = text.strip().casefold()
    if not word:
        return None
    if word not in (*YES, *NO):
        raise BadField("form", "normal", _("y / n"), text)
    return word in YES


def _cost(text: str) -> Cost | None:
    amount, _space, currency = text.strip().partition(" ")
    return Cost(amount=amount, currency=currency.strip().upper() or USUAL_CURRENCY) if amount else None
