"""What both faces say: refusals, days, deeds and figures, as sentences in the person's language."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from detox.catalogue import labels
from detox.catalogue.labels import outcome_name
from detox.domain.entries import WEEKDAYS as WEEKDAY_IDS
from detox.domain.entries import CheckIn, Entry
from detox.domain.questions import ANSWER_KINDS, QUESTIONS, AnswerKind
from detox.errors import (
    Ambiguous,
    BadDate,
    BadField,
    BadLog,
    Damaged,
    DetoxError,
    Forbidden,
    FutureDay,
    Locked,
    NewerDiary,
    NoSuch,
    StoreError,
    UndecodableText,
)
from detox.messages.refused_files import REFUSED_FILES
from detox.messages.refused_lines import REFUSED_LINES
from detox.messages.seal_refusals import SEAL_FORBIDDEN, SEAL_STORE, locked_text
from detox.messages.system_texts import system_text
from detox.shown import shown
from detox.words import N_, _, ngettext

LONGEST_QUOTE = 40
LOOKED_AT = LONGEST_QUOTE * 8
"""Signs of a value that are looked at to show its beginning; some of them take no room."""
MOST_NEAR = 11
"""So many names are offered; there are eleven criteria."""

MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
    N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip

SHORT_WEEKDAYS = {
    "mon": N_("Mon"), "tue": N_("Tue"), "wed": N_("Wed"), "thu": N_("Thu"), "fri": N_("Fri"),
    "sat": N_("Sat"), "sun": N_("Sun"),
}  # fmt: skip

GHOST = N_(
    "A closed account can often still log in, read and pay, but not send. Paying with it is going back to "
    "it: log it as a (went back), and something that was not possible as x (could not)."
)
"""What an account that was closed only half still does, and how that is logged."""

FORBIDDEN = REFUSED_FILES | {
    "already started": N_(
        "This diary is set up already. See it with: detox day. A further trial: detox trial new."
    ),
    "nothing to undo": N_("There is nothing to undo."),
    "nothing to redo": N_("There is nothing to redo."),
    "task exists": N_("There is a task of that name already: {name}. Log it, or choose another name."),
    "channel exists": N_("There is a channel of that name already: {name}. Use it, or choose another name."),
    "the app itself": N_(
        "{channel} is the old account, not a way without it. If you went back: outcome a; through "
        "another person's account: p. Nothing was written."
    ),
    "the app as a plan": N_(
        "{channel} is the old account, and no plan to live without it. Choose another channel."
    ),
    "last task": N_(
        "{name} is the last task on your list, and a trial is running. Put another one on the list first."
    ),
    "no week yet": N_("No week has begun yet. Log something first: detox log."),
    "sweep too late": N_("Week {week} is too long ago. From week {first} on a sweep can be made up for."),
    "week paused": N_("All days of week {week} are paused, so there is nothing to ask."),
    "no trial": N_("No trial has been written down yet. Begin one with: detox trial new."),
    "trial running": N_("A trial is running. End it first with: detox trial end."),
    "trial not begun": N_("The trial has not begun: its first day is {day}. To give it up: detox trial end."),
    "trial not over": N_("The trial is not over: this is day {day} of {days}. To stop now: detox trial end."),
    "bridge to nothing": N_("It is kept for a few named things: say for which tasks. Nothing was changed."),
    "foreign option": N_("{name} does not go with {what}, which takes {fits}. Nothing was changed."),
    "lines left out": N_(
        "{weeks} weeks are too short for: {lines}. Nothing was changed. Leave them out with --yes, "
        "or take more weeks."
    ),
    "too late": N_(
        "The rule is read: the trial is over and nothing about it can be changed. See: detox verdict."
    ),
    "same rule": N_("The rule is the same as before. Nothing was changed."),
    "reason needed": N_("A change of the rule needs a reason: add --reason and a few words."),
    "changed since": N_(
        "What it wrote has changed since, so it was left as it is. Change or delete it instead."
    ),
    "no copy": N_("There is no file of a diary there, and no export of one. Nothing was changed."),
    "paths and more": N_(
        "What waits, and git's driver, take no other copy. Nothing was changed. "
        "Join copies apart: detox merge PATH"
    ),
    "another diary": N_(
        "This shares nothing with your diary: it may be somebody else's. Nothing was joined. "
        "To join it: detox merge PATH --yes"
    ),
    "another key": N_(
        "{name} is sealed with a key that is not here. Nothing was joined. At a terminal detox merge asks "
        "for the passphrase of that diary; with --kit for the key of its recovery kit."
    ),
    "no git": N_("The diary's folder is no git repository, or git is not installed. Nothing was changed."),
    "nothing to forget": N_("Name an id, a day, or a person: detox forget 01a204a9-5984"),
    "cannot answer": N_(
        "Standard output cannot be written: {why}. The answer is not whole; what was saved stays saved."
    ),
    "not started": N_("Nothing has been set up yet. Begin with: detox start."),
    "read already": N_("The rule has been read, and the answer stays: nothing about it can be changed."),
    "not read": N_(
        "Nothing was read. Reading is for good: answer y in a terminal, or add --yes, or --json in a script."
    ),
    "trial stopped": N_("The trial was stopped before its end, so its rule is not read."),
    "end too near": N_(
        "That day is too near: the trial may end on {day} at the earliest. Nothing was changed."
    ),
    "trial was read": N_(
        "The trial of {day} has been looked at already, and what it said stays. Begin the next one tomorrow."
    ),
    "no preview": N_("The trial is over, so there is nothing to preview. Read the rule with: detox verdict."),
    "pause too late": N_(
        "A pause reaches back two days; the days before {day} stay as written. Nothing was written."
    ),
    "pause begun": N_(
        "This pause has begun: it can be made shorter, not taken back. It may end on {day} at the earliest: "
        "detox pause end {first} {day}"
    ),
    "deadline passed": N_(
        "{day} has passed. Nothing was written. Give a day to come, like +3, tomorrow, fri or next mon."
    ),
    "pause over": N_("These days are over and stay paused. Nothing was changed."),
    "pause not shorter": N_(
        "A pause can only be made shorter. Give a day before {day}. Nothing was changed."
    ),
    "no clock": N_("No hours run for this step. Nothing was changed. See it with: detox step show STEP."),
    "notify not set": N_(
        "The desktop is told nothing unless you set it, for others may see it: detox config notify true"
    ),
    **REFUSED_LINES,
    **SEAL_FORBIDDEN,
}

STORE = {
    "full": N_("The disk is full. Nothing was saved. Make some room and try again."),
    "not allowed": N_(
        "{file} may not be written ({detail}). Nothing was saved. Fix its permissions, or use --home."
    ),
    "read only": N_("The diary's folder cannot be written. Nothing was saved. Allow writing, or use --home."),
    "folder gone": N_("The diary's folder is gone. Nothing was saved. Bring it back, or use --home."),
    "busy": N_("Another Detox is saving right now. Nothing was changed. Try again in a moment."),
    "not a folder": N_(
        "The diary's home must be a folder, and {file} is none. Nothing was written. Name a folder."
    ),
    "no home": N_(
        "{file} cannot be the diary's home ({detail}). Nothing was written. Name a folder: --home FOLDER."
    ),
    "unreadable": N_(
        "{file} is there but cannot be read ({detail}). Nothing was changed. Fix its permissions, or move "
        "away what is no file."
    ),
    "failed": N_("{file} could not be saved ({detail}). Nothing was changed. Try again."),
    **SEAL_STORE,
}


def refusal(error: DetoxError) -> str:
    """One sentence or two: what happened, what it means for the diary, what to do."""
    for kind, say in _SAYERS:
        if isinstance(error, kind):
            return say(error)
    return _("That cannot be done. Nothing was changed.")


def quoted(value: object) -> str:
    """A value as it may stand in a sentence: harmless and short."""
    said = str(value)
    # Only the beginning is ever shown, so only that is made harmless: the rest may be a whole flood.
    text = shown(said[:LOOKED_AT]).replace("\n", " ")
    short = len(text) <= LONGEST_QUOTE and len(said) <= LOOKED_AT
    return text if short else text[: LONGEST_QUOTE - 1] + "~"


def listed(parts: Iterable[str]) -> str:
    """Parts of a sentence one after the other, with the comma of the language."""
    return _(", ").join(parts)


def titled(name: str, said: str) -> str:
    """What is said of something, behind its name."""
    return _("{name}: {line}").format(name=name, line=said)


def sentences(*said: str) -> str:
    """Whole sentences one after the other, with the space that the language has between them."""
    whole = ""
    for part in said:
        whole = _("{first} {second}").format(first=whole, second=part) if whole and part else whole or part
    return whole


def renewed_text(code: str) -> str:
    """That the rule has followed a change of the list or the people, as it does until day 3."""
    return _(
        "Until day 3 your rule goes by the list and the people as they are. Its code is now {code}; write it "
        "on paper again."
    ).format(code=code)


def long_day(day: date) -> str:
    """A day in full: "Sunday 22 November 2026"."""
    return _("{weekday} {day} {month} {year}").format(**_parts(day))


def day_heading(day: date) -> str:
    """A day of this year: "Sunday 22 November"."""
    return _("{weekday} {day} {month}").format(**_parts(day))


def short_day(day: date) -> str:
    """A day in short: "22 Nov"."""
    return _("{day} {short}").format(**_parts(day))


def full_day(day: date) -> str:
    """A day in short with its year: "22 Nov 2022"; for a sentence that is read in another year, too."""
    return _("{day} {year}").format(day=short_day(day), year=day.year)


def dated(day: date, today: date) -> str:
    """A day in short, with its year when that is not this one: "22 Nov", "22 Nov 2022"."""
    return short_day(day) if day.year == today.year else full_day(day)


def moment_text(moment: str, today: date) -> str:
    """A recorded moment in short: "21:04" on `today`, else with its day; empty where it is not known."""
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return ""
    hour = f"{at:%H:%M}"
    if at.date() == today:
        return hour
    day = short_day(at.date()) if at.year == today.year else at.date().isoformat()
    return f"{day} {hour}"


def weekday_and_day(day: date) -> str:
    """A day in short with its weekday: "Mon 7 Dec"."""
    weekday = _(SHORT_WEEKDAYS[WEEKDAY_IDS[day.weekday()]])
    return _("{weekday} {day}").format(weekday=weekday, day=short_day(day))


def off_list_text(starts: tuple[int, date] | None) -> str:
    """From when a task is off the list: the week and its first day; `None`, at once."""
    if starts is None:
        return _("Off your list.")
    week, first = starts
    if not week:
        return _("Off your list from {day} on.").format(day=weekday_and_day(first))
    return _("Off your list from week {n} on ({day}).").format(n=week, day=weekday_and_day(first))


def counts_from_text(starts: tuple[int, date] | None) -> str:
    """From when a change of a task counts; empty where it counts at once."""
    if starts is None or not starts[0]:
        return ""
    return _("It counts from week {n} on ({day}).").format(n=starts[0], day=day_heading(starts[1]))


def minutes_text(minutes: int) -> str:
    """An amount of minutes: "5 min"."""
    return _("{n} min").format(n=minutes)


def plan_text(task: str, channel: str) -> str:
    """An if-then plan, by the names of its task and its channel."""
    return _("If I need: {task}, then: {channel}.").format(task=task, channel=channel)


def answer_text(field: str, value: object) -> str:
    """One answer of a check-in: "yes", "6", "40 min"."""
    if value is None:
        return "⋅"
    kind = ANSWER_KINDS[field]
    if kind is AnswerKind.YES_NO:
        return _("yes") if value else _("no")
    return minutes_text(int(str(value))) if kind is AnswerKind.MINUTES else str(value)


def checkin_text(checkin: CheckIn) -> str:
    """The answers of a day in one line; those not given are left out."""
    given = [(field, getattr(checkin, field)) for field in QUESTIONS if getattr(checkin, field) is not None]
    return listed(f"{labels.answer_in_line(field)} {answer_text(field, value)}" for field, value in given)


def urge_text(minutes: int, before: int | None, after: int | None) -> str:
    """What is kept of an urge that was watched."""
    return _("Urge watched for {n} minutes: {before} before, {after} after.").format(
        n=minutes,
        before="-" if before is None else before,
        after="-" if after is None else after,
    )


def entry_text(entry: Entry, task: str, channel: str | None) -> str:
    """An entry in one line: "Pay in a shop, workaround, Cash, 5 min"."""
    parts = [task, outcome_name(entry.outcome), channel or "", entry.helper or ""]
    if entry.minutes is not None:
        parts.append(minutes_text(entry.minutes))
    if entry.cost is not None:
        parts.append(f"{entry.cost.amount} {entry.cost.currency}")
    return listed(part for part in map(shown, parts) if part)


def _parts(day: date) -> dict[str, object]:
    month = _(MONTHS[day.month - 1])
    return {
        "weekday": _(WEEKDAYS[day.weekday()]),
        "day": day.day,
        "month": month,
        "short": month[:3] if month.isascii() else month,
        "year": day.year,
    }


def _bad_field(error: BadField) -> str:
    from detox.messages.refused_values import refused_value  # noqa: PLC0415 - only for a refusal

    return refused_value(error, quoted(error.value))


def _bad_date(error: BadDate) -> str:
    return _("There is no day {text}. Write it like 2026-11-22, yesterday, mon or -3.").format(
        text=quoted(error.text)
    )


def _future(error: FutureDay) -> str:
    from detox.messages.refused_values import future_day  # noqa: PLC0415 - only for a refusal

    return future_day(error, day_heading)


KINDS = {
    "task": N_("task"),
    "channel": N_("channel"),
    "outcome": N_("outcome"),
    "entry": N_("entry"),
    "contact": N_("contact"),
    "step": N_("step"),
    "pause": N_("pause"),
    "week": N_("week"),
    "year": N_("calendar year"),
    "criterion": N_("criterion"),
    "version": N_("version"),
    "trial": N_("trial"),
    "rhythm": N_("rhythm"),
    "record": N_("record"),
}

ADVICE = {
    "task": N_("See them with: detox task list. To log one that is not on your list, add --new."),
    "channel": N_("See them with: detox channel list."),
    "outcome": N_("Use one of: direct workaround proxy app unmet not_needed, or d w p a x n."),
    "entry": N_("See the ids with: detox day."),
    "contact": N_("See them with: detox contact list."),
    "step": N_("See them with: detox step list."),
    "pause": N_("See them with: detox pause list."),
    "week": N_("See them with: detox trend."),
    "year": N_("Name a year that something was written in."),
    "criterion": N_("See them with: detox start --help."),
    "version": N_("See them with: detox doctor."),
    "trial": N_("Only a trial whose rule was read has an answer; see them with: detox trial show."),
    "record": N_("Give an id, a day, or a person's whole name."),
    "rhythm": N_("One of: weekly, monthly, seldom, weekdays:mon,tue."),
}


def no_such_text(error: NoSuch) -> str:
    """What was not found, and what it may have meant."""
    said = _("No {kind} is called {text}.").format(kind=_(KINDS[error.kind]), text=quoted(error.text))
    near = _("; ").join(quoted(name) for name in error.near[:MOST_NEAR])
    meant = _("Did you mean: {near}?").format(near=near) if near and error.kind != "outcome" else ""
    return sentences(said, meant)


def _no_such(error: NoSuch) -> str:
    return sentences(no_such_text(error), _(ADVICE[error.kind]))


def _ambiguous(error: Ambiguous) -> str:
    said = _("{text} fits several: {many}. Say more of the name.")
    if error.numbered:
        said = _("{text} fits several: {many}. Give what stands in front of the one you mean.")
    return said.format(text=quoted(error.text), many=_("; ").join(quoted(name) for name in error.matches[:8]))


def _forbidden(error: Forbidden) -> str:
    facts = {key: _fact(value) for key, value in error.facts.items()}
    return _(FORBIDDEN[error.reason]).format(**facts)


def _fact(value: object) -> str:
    """A value of a refusal; of several each is short, and none is left out."""
    if isinstance(value, tuple):
        return listed(map(_fact, value))
    return quoted(system_text(str(value)))


def _bad_log(error: BadLog) -> str:
    from detox.messages.import_problems import problem_text  # noqa: PLC0415 - only for a refusal

    lines = [
        _("This cannot be imported; nothing was written:"),
        *(f"  {problem_text(problem)}" for problem in error.problems),
    ]
    if error.more:
        lines.append(ngettext("  and {n} more.", "  and {n} more.", error.more).format(n=error.more))
    return "\n".join(lines)


def _undecodable(error: UndecodableText) -> str:
    encodings = dict.fromkeys(("UTF-8", error.encoding.upper()))
    # Whole, since it may be all that is left of what somebody typed.
    return _(
        "This is no text in {encodings}, so nothing was written: {text}\nType it again, or save it as UTF-8."
    ).format(encodings=listed(encodings), text=shown(error.text))


def typed_text(texts: Iterable[str]) -> str:
    """What somebody typed, said back to them whole because it was not saved."""
    return _("What you typed: {text}").format(text=shown(" / ".join(texts)))


def _newer(error: NewerDiary) -> str:
    return _(
        "{file} was written by a newer Detox (schema {theirs}; this one reads {ours}). "
        "Nothing was changed. Install the newer one."
    ).format(file=error.file, theirs=error.theirs, ours=error.ours)


def _damaged(error: Damaged) -> str:
    return _(
        "{file} is damaged in both copies. What was there is kept in quarantine. See: detox doctor --repair."
    ).format(file=error.file)


def _store(error: StoreError) -> str:
    said = _(STORE.get(error.reason, STORE["failed"]))
    return said.format(file=quoted(error.file), detail=quoted(system_text(error.detail)))


_SAYERS: tuple[tuple[type[DetoxError], Callable[[Any], str]], ...] = (
    (BadField, _bad_field),
    (BadDate, _bad_date),
    (FutureDay, _future),
    (NoSuch, _no_such),
    (Ambiguous, _ambiguous),
    (Forbidden, _forbidden),
    (BadLog, _bad_log),
    (UndecodableText, _undecodable),
    (NewerDiary, _newer),
    (Damaged, _damaged),
    (StoreError, _store),
    (Locked, locked_text),
)


def percent_text(number: float) -> str:
    """A number of a hundred, without decimals: "85 %"; in Chinese no blank stands before the sign."""
    return _("{n} %").format(n=f"{number:.0f}")
