"""The command that asks a day's questions line by line: the whole of Today, in words."""

import unicodedata
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import date
from functools import partial

from detox.catalogue import labels
from detox.catalogue.labels import outcome_name
from detox.cli.call import Call
from detox.cli.command import DAY_HELP, Command
from detox.cli.console import EXPLAIN, answer
from detox.cli.sweep_command import sweep_asked
from detox.domain.entries import Entry, Lapse, Outcome, Task
from detox.domain.questions import ANSWER_KINDS, QUESTIONS, AnswerKind, asked_questions
from detox.domain.said_answers import said_answer, yes_or_no
from detox.domain.said_numbers import said_minutes
from detox.errors import Ambiguous, BadField, Forbidden, NoSuch
from detox.messages import answer_text, day_heading, entry_text, listed, refusal, sentences
from detox.messages.review_messages import LAPSE, printed_note
from detox.words import N_, _, words_for

AWAY = "-"
BACK_KEY = "b"
"""Goes back where no text of one's own is asked for."""
BACK = words_for("back") | {"<"}
"""Goes back everywhere."""
NOT_TAKEN = (Ambiguous, BadField, Forbidden, NoSuch)
"""Refusals of an answer, after which another may be given; a disk that is full is none of them."""
WITH_EFFORT = (Outcome.WORKAROUND, Outcome.PROXY)
CHANNELS_NAMED = 6
MEANINGS = {
    Outcome.DIRECT: N_("done without the app, as easily as before"),
    Outcome.WORKAROUND: N_("done another way, with effort"),
    Outcome.PROXY: N_("done through another person's account"),
    Outcome.APP: N_("went back to the app, or to the old account"),
    Outcome.UNMET: N_("it was needed and could not be done"),
    Outcome.NOT_NEEDED: N_("it did not come up"),
}
Take = Callable[[str], str | None]
"""Takes an answer; says what is wrong with one that it does not take."""


class GoneBack(Exception):
    """Somebody wants the question before this one."""


def _ask_arguments(p: ArgumentParser) -> None:
    p.add_argument("--on", metavar=_("DATE"), help=_(DAY_HELP))


def ask(call: Call) -> None:
    """`detox ask`: each usual task, what else came up, the check-in, a note; each answer is saved at once.

    Raises:
        FutureDay: that day has not come yet; nothing is asked.
    """
    day = call.diary.past(call.day(call.args.on))  # else each answer would be refused, and asked for again
    call.say(day_heading(day))
    call.say(
        _(
            "An empty line keeps what stands in brackets, or skips. A question mark explains, back returns, "
            "q leaves. Every answer is saved at once."
        )
    )
    call.say(listed(f"{key} {outcome_name(outcome)}" for key, outcome in labels.OUTCOME_KEYS.items()))
    try:
        DayAsked(call, day).ask()
        due = call.diary.sweeps.due(day)
    except EOFError:
        call.say(_("Left. What you answered is saved."))
        return
    if due is not None:
        sweep_asked(call, due)
    call.say(_("Done. That is all for this day."))


class DayAsked:
    """The questions of one day, in order; each can be gone back to."""

    def __init__(self, call: Call, day: date) -> None:
        self._call = call
        self._diary = call.diary
        self._day = day
        usual = [partial(self._usual, task) for task in self._diary.basket.usual(day)]
        checkin = [partial(self._question, name) for name in asked_questions(call.settings)]
        self._questions: list[Callable[[str], None]] = [*usual, self._something_else, *checkin, self._note]

    def ask(self) -> None:
        """Ask them all; an answer that is not understood is asked for again.

        Raises:
            EOFError: they left; what was answered is saved.
        """
        at = 0
        while at < len(self._questions):
            place = _("{n} of {total}").format(n=at + 1, total=len(self._questions))
            try:
                self._questions[at](place)
                at += 1
            except GoneBack:
                at = max(0, at - 1)

    def _put(self, question: str, explained: str, take: Take, *, text: bool = False) -> None:
        """Put one question until it is answered or left empty; `text`: it asks for words of their own."""
        while given := answer(question):
            word = unicodedata.normalize("NFKC", given).strip().lower()
            if word in BACK or (word == BACK_KEY and not text):
                raise GoneBack
            if word == EXPLAIN:
                self._call.say(explained)
                continue
            try:
                refused = take(given if text else word)
            except NOT_TAKEN as error:
                refused = refusal(error)
            if refused is None:
                return
            self._call.say(refused)

    # --- tasks

    def _usual(self, task: Task, place: str) -> None:
        while True:
            entry = self._outcome(task, place)
            if entry is None:
                return
            try:
                self._more(entry)
            except GoneBack:  # to its own question, where the outcome now stands
                continue
            return

    def _outcome(self, task: Task, place: str) -> Entry | None:
        """Ask how a task went; the entry as it then is, `None` where nothing was said."""
        name, taken = self._diary.basket.spoken(task.id, task.name), list[Entry]()
        written = [e for e in self._diary.day(self._day).entries if e.task == task.id and not e.swept]
        held = written[0] if written else None

        def take(word: str) -> str | None:
            outcome = labels.outcome(word)
            if outcome is None:
                return _("Answer with one of: d w p a x n, or an empty line; a question mark explains them.")
            taken.append(self._diary.tap(task.id, outcome, day=self._day, entry=held))
            self._say_entry(taken[0])
            return None

        kept = f" [{self._entry_text(held, name=False)}]" if held else ""
        self._put(f"{place}  {_('{task}?').format(task=name)}{kept}".lstrip(), _outcomes_explained(), take)
        return taken[0] if taken else None

    def _more(self, entry: Entry) -> None:
        """What else is known of an outcome: who helped, minutes, by what; what it was for; a note."""
        if entry.outcome is Outcome.APP:
            self._lapse(entry)
            return
        if entry.outcome is Outcome.PROXY:
            self._field(entry, "helper", _("Who helped?"), _("The name of who did it for you."))
        if entry.outcome in WITH_EFFORT:
            self._minutes(entry)
            self._channel(entry)
        if entry.outcome in (*WITH_EFFORT, Outcome.UNMET):
            explained = _("Anything that you want to remember of it. An empty line writes none.")
            self._field(entry, "note", _("A note?"), explained)

    def _field(self, entry: Entry, field: str, question: str, explained: str) -> None:
        held = getattr(self._diary.entry(entry.id), field)
        cleared = "" if field == "note" else None

        def take(text: str) -> str | None:
            if field == "note" and (wanted := yes_or_no(text)) is not None:
                return _write_it(wanted=wanted)
            self._diary.edit(self._diary.entry(entry.id), **{field: cleared if text == AWAY else text})
            return None

        self._put(f"  {question}{_kept(held)}", explained, take, text=True)

    def _minutes(self, entry: Entry) -> None:
        held = self._diary.entry(entry.id)

        def take(word: str) -> str | None:
            try:
                minutes = None if word == AWAY else said_minutes(word)
            except BadField:
                return _("A number, please, or an empty line.")
            self._diary.edit(self._diary.entry(entry.id), minutes=minutes)
            return None

        explained = _(
            "How many minutes longer it took than with the app. A minus sign takes the number away."
        )
        self._put(f"  {_('Extra minutes?')}{_kept(held.minutes)}", explained, take)

    def _channel(self, entry: Entry) -> None:
        held = self._diary.entry(entry.id)

        def take(text: str) -> None:
            self._diary.edit(self._diary.entry(entry.id), channel=None if text == AWAY else text)

        channels = self._diary.channels
        offered = channels.offered(self._diary.basket.held(entry.task))[:CHANNELS_NAMED]
        explained = _("What carried it: {names}... All of them: detox channel list.").format(
            names=listed(channels.name(channel.id) for channel in offered)
        )
        kept = _kept(channels.name(held.channel) if held.channel else None)
        self._put(f"  {_('By what?')}{kept}", explained, take, text=True)

    def _lapse(self, entry: Entry) -> None:
        """Three lines, each of which may stay empty; what was answered is kept even where one leaves."""
        said: dict[str, str] = {}
        explained = _("Nothing is counted; it stays with the entry. An empty line skips it.")
        try:
            for name in ("what", "who", "when"):
                self._put(f"  {_(LAPSE[name])}?", explained, partial(_keep, said, name), text=True)
        finally:
            if said:
                held = self._diary.entry(entry.id)
                self._diary.reviews.lapse(held, Lapse().replace(**said))

    def _something_else(self, place: str) -> None:
        """Ask for tasks that are not usual today, until there is none."""
        found: list[Task] = []

        def take(text: str) -> None:
            found.append(self._diary.basket.find(text))

        explained = _(
            "A task that came up besides: an id, a name, or a clear part of one. "
            "One that is not on your list: detox log NAME OUTCOME --new."
        )
        while True:
            found.clear()
            self._put(f"{place}  {_('Something else that came up?')}", explained, take, text=True)
            if not found:
                return
            try:
                self._again(found[0])
            except GoneBack:
                continue

    def _again(self, task: Task) -> None:
        """One more time that a task came up."""
        name, taken = self._diary.basket.spoken(task.id, task.name), list[Entry]()

        def take(word: str) -> str | None:
            outcome = labels.outcome(word)
            if outcome is None:
                return _("Answer with one of: d w p a x n, or an empty line; a question mark explains them.")
            taken.append(self._diary.tap(task.id, outcome, day=self._day))
            self._say_entry(taken[0])
            return None

        self._put("  " + _("{task}?").format(task=name), _outcomes_explained(), take)
        if taken:
            self._more(taken[0])

    # --- the check-in

    def _question(self, name: str, place: str) -> None:
        question, kind = QUESTIONS[name], ANSWER_KINDS[name]
        checkin = self._diary.day(self._day).checkin
        held = getattr(checkin, name) if checkin else None

        def take(word: str) -> str | None:
            try:
                value = None if word == AWAY else said_answer(name, word)
            except BadField:
                return (
                    _("Answer y or n, or with an empty line.")
                    if kind is AnswerKind.YES_NO
                    else _("A number, please, or an empty line.")
                )
            self._diary.check_in(self._day, **{name: value})
            return None

        kept = "" if held is None else f" [{answer_text(name, held)}]"
        explained = sentences(
            _("{question}: {ends}.").format(question=_(question.asked), ends=_(question.ends)),
            _("An empty line leaves it open: not known is not zero. A minus sign takes an answer back."),
        )
        asked = _(question.asked)
        if kind is AnswerKind.MINUTES:  # its name says so
            asked = _("{task}?").format(task=asked)
        else:
            asked = _("{question} ({ends})").format(question=asked, ends=_(question.ends))
        self._put(f"{place}  {asked}{kept}", explained, take)

    def _note(self, place: str) -> None:
        checkin = self._diary.day(self._day).checkin
        held = checkin.note if checkin else ""

        def take(text: str) -> str | None:
            if (wanted := yes_or_no(text)) is not None:
                return _write_it(wanted=wanted)
            self._diary.check_in(self._day, note="\n".join(part for part in (held, text) if part))
            return None

        explained = _("A note for the day. What you write goes behind the note that stands.")
        self._put(
            f"{place}  {_('A note for the day?')}{_kept(printed_note(held))}", explained, take, text=True
        )

    # --- said

    def _say_entry(self, entry: Entry) -> None:
        self._call.say("  " + self._entry_text(entry))

    def _entry_text(self, entry: Entry, *, name: bool = True) -> str:
        channel = self._diary.channels.name(entry.channel) if entry.channel else None
        return entry_text(entry, self._diary.basket.task_name(entry.task) if name else "", channel)


def _keep(said: dict[str, str], name: str, text: str) -> None:
    said[name] = text


def _write_it(*, wanted: bool) -> str | None:
    """What is said to a yes where a note is asked for; a no wants none."""
    return _("Type it here, or leave the line empty.") if wanted else None


def _kept(value: object) -> str:
    """What stands, to be kept by an empty line."""
    return "" if value in (None, "") else f" [{str(value).splitlines()[-1]}]"


def _outcomes_explained() -> str:
    return "\n".join(
        _("{key}: {name} - {meaning}").format(
            key=key, name=outcome_name(outcome), meaning=_(MEANINGS[outcome])
        )
        for key, outcome in labels.OUTCOME_KEYS.items()
    )


COMMANDS = (
    Command(
        "ask",
        help=N_("be asked the day's questions, line by line"),
        example="detox ask --on yesterday",
        arguments=_ask_arguments,
        run=ask,
    ),
)
