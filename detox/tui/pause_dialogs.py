"""Pauses, asked: a new one, one that has not begun taken back, one that has begun made shorter."""

from detox.domain.dated_states import earliest_end
from detox.domain.entries import Pause
from detox.messages import short_day
from detox.messages.pause_messages import paused_text
from detox.tui.diary_screen import DiaryScreen
from detox.tui.standard_dialogs import ChoiceDialog, Field, FormDialog, Option
from detox.words import _


def ask_pause(screen: DiaryScreen) -> None:
    """Days that count for nothing: a new pause, or one to be taken back or made shorter."""
    pauses = screen.diary.pauses.all()
    held = [
        Option(
            key=pause.id,
            name=_("{first} to {last}").format(first=pause.first, last=pause.last),
            aside=_aside(screen, pause),
        )
        for pause in pauses
    ]

    def chosen(answer: str | None) -> None:
        if answer:
            with screen.reporting():
                _turn(screen, next(pause for pause in pauses if pause.id == answer))
            screen.refresh_diary()
        elif answer is not None:
            ask_new_pause(screen)

    if not held:
        ask_new_pause(screen)
        return
    choices = [Option(key="", name=_("a new pause")), *held]
    screen.app.push_screen(ChoiceDialog(_("Days left out"), choices, broad=True), chosen)


def _aside(screen: DiaryScreen, pause: Pause) -> str:
    """What choosing it does."""
    earliest = earliest_end(pause, screen.diary.today)
    if earliest is None:
        return _("take back")
    return _("over") if earliest >= pause.last else _("let it end {day}").format(day=short_day(earliest))


def _turn(screen: DiaryScreen, pause: Pause) -> None:
    earliest = earliest_end(pause, screen.diary.today)
    if earliest is None or earliest >= pause.last:
        screen.diary.pauses.remove(pause.id)  # refuses one that is over
    else:
        screen.diary.pauses.shorten(pause.id, earliest)


def ask_new_pause(screen: DiaryScreen) -> None:
    """From when to when, and why."""

    def write(answer: dict[str, str]) -> None:
        diary = screen.diary
        first = diary.day_said(answer["first"] or "today")
        last = diary.day_said(answer["last"] or "today", since=first)
        pause = diary.pauses.add(first, last, answer["reason"].strip())
        if pause.first > first:
            screen.host.say(paused_text(first, pause), lasting=True)

    fields = [
        Field(key="first", label=_("From"), hint=_("2026-11-22, mon, -3")),
        Field(key="last", label=_("To"), hint=_("it may lie ahead")),
        Field(key="reason", label=_("Why"), hint=_("illness, a journey, or nothing")),
    ]
    screen.app.push_screen(FormDialog(_("Days left out"), fields, broad=True, draft="pause:", submit=write))
