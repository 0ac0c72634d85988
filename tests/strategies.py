"""Made-up records and whole diaries, as odd as the rules allow, for every property test."""

import string
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from detox.domain.entries import (
    WEEKDAYS,
    Channel,
    CheckIn,
    Confirmation,
    Contact,
    ContactState,
    Cost,
    Entry,
    Independence,
    Lapse,
    Leaving,
    Outcome,
    PastContact,
    PastTask,
    Pause,
    Review,
    Rhythm,
    Step,
    StepState,
    Task,
)
from detox.domain.questions import ANSWER_KINDS, AnswerKind
from detox.domain.readings import Reading, ReadingKind
from detox.domain.record import FIRST_DAY, MINUTES_A_DAY, NAME_LENGTH, RATING_TOP
from detox.domain.snapshot import Snapshot
from detox.domain.trial import (
    CRITERIA,
    BasketTask,
    Choice,
    Criterion,
    Ending,
    Hours,
    Op,
    Rule,
    Trial,
)
from detox.exchange.log import LISTS, in_order

TODAY = date(2026, 3, 14)
"""The day the tests are read on; nothing made here lies after it."""
A_FEW = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
"""For whole diaries, which take long to make; other ones each run, and thousands where a test is thorough."""

NASTY = (
    "=1+1", "+1", "-1", "@SUM(A1)", "|cmd", "\t=1", "\r=1", "＝1", "'quoted'", 'say "no"', "a,b;c",
    "a\r\nb\n", "\x1b[31mred\x1b[0m", "\x1b]52;c;aGk=\x07", "\x00\x08\x7f", "\x9b2J", "\u202eabc",
    "\u200b\ufeff", "[/]", "[@click=app.quit]x[/]", "<script>alert(1)</script>", "&lt;", "# head",
    "* item", "```", "| a | b |", "[x](y)", "\\", "\\n", "{}", "%s", "null",
    "支付宝", "\U0001f469\u200d\U0001f467", "é" * 3, "e\u0301" * 5, "\U0010ffff", "\ud7ff\ue000",
)  # fmt: skip
"""Texts that have broken one program or another."""

identifiers = st.text(string.ascii_letters + string.digits + "._-", min_size=1, max_size=64)
texts = st.one_of(st.just(""), st.sampled_from(NASTY), st.text(max_size=40))
names = st.one_of(st.sampled_from(NASTY), st.text(min_size=1, max_size=NAME_LENGTH)).filter(
    lambda text: bool(text.strip())
)
days = st.dates(FIRST_DAY, TODAY)
minutes = st.integers(0, MINUTES_A_DAY)
ratings = st.none() | st.integers(0, RATING_TOP)


@st.composite
def moments(draw: st.DrawFn) -> str:
    """An RFC 3339 moment as some program wrote it."""
    at = draw(st.datetimes(min_value=midnight(FIRST_DAY), max_value=midnight(TODAY)))
    fraction = draw(st.sampled_from(["", ".5", ".123456", ".123456789"]))
    offset = draw(st.sampled_from(["Z", "+00:00", "+08:00", "-03:30", "+14:00"]))
    return f"{at:%Y-%m-%dT%H:%M:%S}{fraction}{offset}"


def midnight(day: date) -> datetime:
    """The midnight a day begins with."""
    return datetime.combine(day, time())


costs = st.builds(
    Cost,
    amount=st.from_regex(r"[0-9]{1,9}(\.[0-9]{1,2})?", fullmatch=True),
    currency=st.text(string.ascii_uppercase, min_size=3, max_size=3),
)
channels = st.builds(
    Channel, id=identifiers, name=names, independence=st.sampled_from(Independence), archived=st.booleans()
)
importances = st.sampled_from([1, 2, 3])
weekdays = st.sets(st.sampled_from(WEEKDAYS)).map(lambda some: " ".join(d for d in WEEKDAYS if d in some))
past_tasks = st.builds(
    PastTask, until=days, importance=importances, listed=st.booleans(), days=st.none() | weekdays
)


@st.composite
def _tasks(draw: st.DrawFn) -> Task:
    named = draw(weekdays)
    return Task(
        id=draw(identifiers),
        name=draw(names),
        category=draw(identifiers),
        importance=draw(importances),
        days=named,
        plan=draw(st.none() | identifiers),
        listed=draw(st.booleans()),
        since=draw(days),
        archived=draw(st.booleans()),
        rhythm=None if named else draw(st.none() | st.sampled_from(Rhythm)),
        order=draw(st.none() | st.integers(0, 99)),
        before=draw(st.sampled_from([None, 100, 67, 33, 0])),
        was=tuple(draw(st.lists(past_tasks, max_size=2))),
    )


tasks = _tasks()
lapses = st.builds(Lapse, what=names, who=texts, when=texts, sure=ratings)
reviews = st.builds(Review, hardest=names, plan=texts, people=texts)
answers = {
    AnswerKind.YES_NO: st.none() | st.booleans(),
    AnswerKind.RATING: ratings,
    AnswerKind.MINUTES: st.none() | minutes,
}
checkins = st.builds(
    CheckIn,
    day=days,
    **{name: answers[kind] for name, kind in ANSWER_KINDS.items()},
    note=texts,
    recorded_at=moments(),
    updated_at=moments(),
    review=st.none() | reviews,
)
contacts = st.builds(
    Contact,
    id=identifiers,
    name=names,
    reach=st.none() | identifiers,
    address=texts,
    state=st.sampled_from(ContactState),
    confirmed_by=st.none() | st.sampled_from(Confirmation),
    key=st.booleans(),
    note=texts,
    updated_at=moments(),
    was=st.lists(st.builds(PastContact, until=days, state=st.sampled_from(ContactState)), max_size=2).map(
        tuple
    ),
)
steps = st.builds(
    Step,
    id=identifiers,
    text=names,
    due=st.none() | days,
    state=st.sampled_from(StepState),
    on=st.none() | days,
    updated_at=moments(),
    clock_from=st.none() | moments(),
)


def entries(
    task: st.SearchStrategy[str] = identifiers,
    channel: st.SearchStrategy[str | None] = st.none() | identifiers,  # noqa: B008 - strategies are values
) -> st.SearchStrategy[Entry]:
    """One time a task came up, of these tasks and channels."""
    return st.builds(
        Entry,
        id=identifiers,
        day=days,
        at=st.none() | st.times().map(lambda clock: f"{clock:%H:%M}"),
        task=task,
        outcome=st.sampled_from(Outcome),
        channel=channel,
        minutes=st.none() | minutes,
        cost=st.none() | costs,
        helper=st.none() | names,
        note=texts,
        recorded_at=moments(),
        updated_at=moments(),
        swept=st.booleans(),
        lapse=st.none() | lapses,
    )


@st.composite
def pauses(draw: st.DrawFn) -> Pause:
    """Days that count for nothing; one day at least."""
    first = draw(days)
    last = first + timedelta(days=draw(st.integers(0, 400)))
    return Pause(
        id=draw(identifiers),
        first=first,
        last=last,
        reason=draw(texts),
        recorded_at=draw(st.none() | moments()),
    )


@st.composite
def criteria(draw: st.DrawFn, name: str) -> Criterion:
    """A line of that criterion, anywhere in its range, whole or not."""
    measure = CRITERIA[name]
    value = draw(
        st.integers(measure.least, measure.most) | st.floats(measure.least, measure.most, allow_nan=False)
    )
    op = draw(st.sampled_from(Op)) if measure.op is Op.IS else measure.op
    return Criterion(id=name, op=op, value=value)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Any rule that may be written down."""
    named = draw(st.lists(st.sampled_from(list(CRITERIA)), unique=True))
    length = draw(st.integers(7, 366))
    return Rule(
        days=length,
        window=draw(st.integers(1, length)),
        need=draw(st.just("all") | st.integers(1, max(1, len(named)))),
        veto=tuple(draw(st.lists(st.sampled_from(named), unique=True))) if named else (),
        criteria=tuple(draw(criteria(name)) for name in named),
    )


clocks = st.times().map(lambda clock: f"{clock:%H:%M}")
_choice_fields = {
    "on": days,
    "what": st.sampled_from(Ending),
    "why": texts,
    "weeks": st.none() | st.integers(1, 52),
    "tasks": st.lists(identifiers, max_size=2).map(tuple),
    "hours": st.lists(st.builds(Hours, first=clocks, last=clocks), max_size=2).map(tuple),
    "people": st.lists(identifiers, max_size=2).map(tuple),
    "no_groups": st.booleans(),
    "review_on": st.none() | days,
}
choices = st.builds(
    Choice, **_choice_fields, past=st.lists(st.builds(Choice, **_choice_fields), max_size=1).map(tuple)
)
figures = st.none() | st.fixed_dictionaries(
    {
        "verdict": st.sampled_from(["met", "not met"]),
        "criteria": st.lists(st.fixed_dictionaries({"value": st.floats(0, 100)})),
    }
)


@st.composite
def readings(draw: st.DrawFn, built_on: str) -> Reading:
    """A reading built on the hash before it."""
    loose = Reading(
        what=draw(st.sampled_from(ReadingKind)),
        time=draw(moments()),
        day=draw(st.integers(1, 400)),
        rule=draw(st.integers(0, 2)),
        figures=draw(figures),
        prev_hash=built_on,
        hash="",
    )
    return loose.replace(hash=loose.own_hash)


@st.composite
def trials(draw: st.DrawFn) -> Trial:
    """A trial with its chain of amendments whole."""
    trial = Trial(
        **msgspec.structs.asdict(draw(rules())),
        start=draw(days),
        sentence=draw(texts),
        choice=draw(st.none() | choices),
        method=draw(st.sampled_from([1, 2])),
        basket=tuple(
            draw(
                st.lists(
                    st.builds(BasketTask, id=identifiers, importance=importances, usual=st.booleans()),
                    max_size=2,
                )
            )
        ),
        people=tuple(sorted(draw(st.lists(identifiers, max_size=2)))),
        continues=draw(st.none() | days),
    )
    for _ in range(draw(st.integers(0, 2))):
        trial = trial.amended(
            draw(rules()),
            time=draw(moments()),
            day=draw(st.integers(1, 366)),
            logged=draw(st.integers(0, 366)),
            reason=draw(texts),
        )
    if draw(st.booleans()):
        trial = trial.replace(readings=(draw(readings(trial.last_hash)),))
    return trial


@st.composite
def snapshots(draw: st.DrawFn, most: int = 6) -> Snapshot:
    """A whole diary in the order of the log; whatever an entry names is there."""
    own_tasks = _each_once(draw(st.lists(tasks, max_size=most)))
    own_channels = _each_once(draw(st.lists(channels, max_size=most)))
    carried = st.sampled_from([channel.id for channel in own_channels]) if own_channels else st.nothing()
    came_up = (
        entries(st.sampled_from([task.id for task in own_tasks]), st.none() | carried) if own_tasks else None
    )
    every_trial = _each_once(draw(st.lists(trials(), max_size=3)))
    shown = draw(st.booleans())
    lists = {
        "tasks": own_tasks,
        "channels": own_channels,
        "entries": draw(st.lists(came_up, max_size=most)) if came_up is not None else [],
        "checkins": draw(st.lists(checkins, max_size=most)),
        "contacts": draw(st.lists(contacts, max_size=most)),
        "steps": draw(st.lists(steps, max_size=most)),
        "pauses": draw(st.lists(pauses(), max_size=most)),
    }
    return Snapshot(
        app=draw(st.none() | names),
        left=draw(st.none() | days),
        how=draw(st.none() | st.sampled_from(Leaving)),
        until=draw(st.none() | days.map(date.isoformat) | moments()),
        trial=every_trial[0] if shown and every_trial else None,
        past_trials=tuple(sorted(every_trial[1 if shown else 0 :], key=lambda trial: trial.id)),
        **{name: tuple(in_order(_each_once(lists[name]))) for name in LISTS},
    )


def _each_once(records: Iterable[Any]) -> list[Any]:
    return list({record.id: record for record in records}.values())
