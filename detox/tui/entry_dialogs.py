"""What is asked about what was written: an entry, a day's answers, a task, its plan, a pause."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from detox import catalogue
from detox.catalogue.labels import BEFORE, RHYTHMS, answer_label, outcome_name
from detox.domain.entries import CheckIn, Entry, Outcome, Rhythm
from detox.domain.questions import ANSWER_KINDS, MOST, QUESTIONS, AnswerKind
from detox.domain.said_answers import said_answer
from detox.domain.said_numbers import said_cost, said_minutes, said_number, said_time, said_weekdays
from detox.errors import BadField
from detox.messages import counts_from_text
from detox.messages.rhythm_messages import rhythm_text
from detox.tui.channel_dialogs import channel_choices
from detox.tui.diary_screen import DiaryScreen
from detox.tui.standard_dialogs import Field, FormDialog, NoteDialog, Option
from detox.words import _, pgettext


def names_hidden(screen: DiaryScreen) -> bool:
    """Whether names are hidden; then it is said that a text cannot be opened."""
    if screen.names.hidden:
        screen.host.say(_("names hidden   F2 shows them"))
    return screen.names.hidden


def ask_minutes(screen: DiaryScreen, entry: Entry | None) -> None:
    """How many extra minutes an entry took; an emptied field is "not known"."""
    if entry is None:
        return

    def write(answer: dict[str, str]) -> None:
        minutes = said_minutes(answer["minutes"])
        screen.diary.edit(entry, minutes=minutes)

    usual = screen.diary.after.usual_minutes(entry)
    field = Field(
        key="minutes",
        label=_("Extra minutes"),
        value="" if entry.minutes is None else str(entry.minutes),
        digits=True,
    )
    note = "" if usual is None else _("usually {n}").format(n=usual)
    screen.app.push_screen(
        FormDialog(entry_title(screen, entry), [field], note=note, draft=f"minutes:{entry.id}", submit=write)
    )


def entry_title(screen: DiaryScreen, entry: Entry) -> str:
    """What an entry says, as a heading: "Family group, workaround by SMS"."""
    names = screen.names
    said = _("{task}, {outcome}").format(task=names.task(entry.task), outcome=names.outcome(entry))
    if not entry.channel:
        return said
    return _("{what} by {channel}").format(what=said, channel=names.channel(entry.channel))


def ask_note(screen: DiaryScreen, entry: Entry | None) -> None:
    """A note; after a favour first who helped."""
    if entry is None or names_hidden(screen):
        return
    if entry.outcome is Outcome.PROXY:
        _ask_helper_and_note(screen, entry)
        return

    def write(answer: str) -> None:
        screen.diary.edit(entry, note=answer)

    screen.app.push_screen(
        NoteDialog(entry_title(screen, entry), entry.note, write, draft=f"note:{entry.id}")
    )


def _ask_helper_and_note(screen: DiaryScreen, entry: Entry) -> None:
    def write(answer: dict[str, str]) -> None:
        helper = screen.diary.people.helper_named(answer["helper"]) or None
        screen.diary.edit(entry, helper=helper, note=answer["note"])

    fields = [
        _helper_field(screen, entry),
        Field(key="note", label=_("Note"), value=entry.note, lines=True),
    ]
    screen.app.push_screen(
        FormDialog(entry_title(screen, entry), fields, broad=True, draft=f"note:{entry.id}", submit=write)
    )


def _helper_field(screen: DiaryScreen, entry: Entry) -> Field:
    """Who helped: a name, or the pinyin or initials of one of the people."""
    names = tuple(contact.name for contact in screen.diary.people.all())
    hint = _("a name, or its pinyin") if names else ""
    return Field(key="helper", label=_("Who helped"), value=entry.helper or "", hint=hint, names=names)


def ask_day_note(screen: DiaryScreen, day: date, checkin: CheckIn | None) -> None:
    """A note on the whole day."""
    if names_hidden(screen):
        return

    def write(answer: str) -> None:
        screen.diary.check_in(day, note=answer)

    text = checkin.note if checkin else ""
    screen.app.push_screen(NoteDialog(_("A note on the day"), text, write, draft=f"day:{day}"))


def filter_choices(screen: DiaryScreen) -> Sequence[Option]:
    """What the journal may be narrowed down to, as "kind:id"; first nothing."""
    tasks = [
        Option(key=f"task:{task.id}", name=screen.names.task(task.id), aside=_("task"))
        for task in screen.diary.basket.tasks(archived=True)
    ]
    channels = [
        Option(key=f"channel:{choice.key}", name=choice.name, aside=_("channel"))
        for choice in channel_choices(screen)
        if choice.key
    ]
    outcomes = [Option(key=f"outcome:{o}", name=outcome_name(o), aside=_("outcome")) for o in Outcome]
    return [Option(key="", name=_("everything")), *outcomes, *tasks, *channels]


def ask_task_fields(screen: DiaryScreen, task_id: str) -> None:
    """A task's name, how much it matters, when it usually comes up, how it went through the app before."""
    task = screen.diary.basket.find(task_id)

    def write(answer: dict[str, str]) -> None:
        name = answer["name"].strip()
        importance = said_number(answer["importance"], "importance", "1..3")
        changed = screen.diary.basket.edit(
            task,
            name=task.name if name == screen.names.task(task.id) else name,
            importance=task.importance if importance is None else importance,
            before=_said_before(answer["before"]),
            **said_rhythm(answer["days"]),
        )
        said = counts_from_text(screen.diary.basket.counts_from(changed))
        if said and changed != task:
            screen.app.call_later(screen.host.say, said)

    comes_up = rhythm_text(task) if task.days or task.rhythm else ""
    before = "" if task.before is None else _(BEFORE[task.before])
    fields = [
        Field(key="name", label=_("Name"), value=screen.names.task(task.id)),
        Field(key="importance", label=_("Matters, 1 to 3"), value=str(task.importance), digits=True),
        Field(
            key="days",
            label=_("Comes up"),
            value=comes_up,
            hint=_("mon tue, weekly, monthly, seldom"),
        ),
        Field(key="before", label=_("Before, by it"), value=before, hint=_("always, often, seldom, never")),
    ]
    screen.app.push_screen(
        FormDialog(screen.names.task(task.id), fields, broad=True, draft=f"task:{task.id}", submit=write)
    )


def said_rhythm(text: str) -> dict[str, Any]:
    """Weekdays, or how often, in words of either language; empty is now and then.

    Raises:
        BadField: it is neither.
    """
    word = text.strip().casefold()
    said = {_(name).casefold(): rhythm for rhythm, name in RHYTHMS.items()}
    said |= {str(rhythm): rhythm for rhythm in Rhythm}
    if word in said:
        return {"days": "", "rhythm": said[word]}
    return {"days": said_weekdays(text) if word else "", "rhythm": None}


def _said_before(text: str) -> int | None:
    """How it went through the app before, in a word of either language; empty is not known."""
    word = text.strip().casefold()
    said = {_(name).casefold(): share for share, name in BEFORE.items()}
    said |= {name: share for share, name in BEFORE.items()}
    if word and word not in said:
        raise BadField("form", "before", _("always, often, seldom, never"), text)
    return said[word] if word else None


def ask_entry(screen: DiaryScreen, entry: Entry) -> None:
    """Which task it was, when, how long it took, what it cost, who helped."""
    if names_hidden(screen):
        return
    diary, names = screen.diary, screen.names
    cost = "" if entry.cost is None else f"{entry.cost.amount} {entry.cost.currency}"
    minutes = "" if entry.minutes is None else str(entry.minutes)
    money = catalogue.usual_currency(diary.life.app)
    fields = [
        Field(key="task", label=_("Task"), value=names.task(entry.task)),
        Field(key="day", label=_("Day"), value=entry.day.isoformat(), hint=_("2026-11-22, mon, -3")),
        Field(key="at", label=_("Hour"), value=entry.at or "", hint="HH:MM"),
        Field(key="minutes", label=_("Extra minutes"), value=minutes, digits=True),
        Field(key="cost", label=_("Cost"), value=cost, hint=f"2.50 {money}"),
        _helper_field(screen, entry),
    ]

    def write(answer: dict[str, str]) -> None:
        same = answer["task"].strip() == names.task(entry.task)
        diary.edit(
            entry,
            task=entry.task if same else diary.basket.find(answer["task"]).id,
            day=diary.day_said(answer["day"]),
            at=said_time(answer["at"]) if answer["at"].strip() else None,
            minutes=said_minutes(answer["minutes"]),
            cost=said_cost(answer["cost"], money),
            helper=diary.people.helper_named(answer["helper"]) or None,
        )

    screen.app.push_screen(
        FormDialog(entry_title(screen, entry), fields, broad=True, draft=f"entry:{entry.id}", submit=write)
    )


def ask_answers(screen: DiaryScreen, checkin: CheckIn) -> None:
    """Every answer of a day; an emptied one is not known."""
    fields = [
        Field(
            key=name,
            label=answer_label(name),
            value=_shown(getattr(checkin, name)),
            hint=_hint(ANSWER_KINDS[name]),
        )
        for name in QUESTIONS
    ]

    def write(answer: dict[str, str]) -> None:
        screen.diary.check_in(checkin.day, **{name: said_answer(name, answer[name]) for name in QUESTIONS})

    screen.app.push_screen(
        FormDialog(
            _("The answers of that day"), fields, submit=write, broad=True, draft=f"answers:{checkin.day}"
        )
    )


def _shown(value: bool | int | None) -> str:  # noqa: FBT001 - an answer
    if value is None:
        return ""
    return _yes_or_no(answered=value) if isinstance(value, bool) else str(value)


def _yes_or_no(*, answered: bool) -> str:
    # Not the bare letters: those are keys, and a key is called the same in every language.
    return pgettext("answer", "y") if answered else pgettext("answer", "n")


def _hint(kind: AnswerKind) -> str:
    if kind is AnswerKind.YES_NO:
        return _("y / n")
    return _("minutes") if kind is AnswerKind.MINUTES else f"0..{MOST[kind]}"
