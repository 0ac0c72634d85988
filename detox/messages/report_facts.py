"""What a report is made from; and, where it is handed on, without a name or a word that somebody typed."""

from collections.abc import Iterable
from datetime import date

import msgspec

from detox import catalogue
from detox.diary import Diary
from detox.diary.answers import if_unwritten_were_bad
from detox.diary.figures import Price
from detox.diary.return_figures import ReturnFigures
from detox.domain.dates import Span
from detox.domain.entries import Leaving, Task
from detox.domain.judging import Standing
from detox.domain.record import Record
from detox.domain.ties import Ties
from detox.domain.trend import Trend
from detox.domain.trial import Choice, Trial
from detox.domain.verdict import Verdict
from detox.domain.weeks import Week
from detox.errors import Forbidden
from detox.exchange.redact import PARTS, aliases
from detox.messages.verdict_messages import broken_texts, several_text
from detox.words import _

UNNAMED = "…"
"""In place of what has no other name."""


class ReportFacts(Record, frozen=True, kw_only=True):
    """Everything a report says; what is not known is left out of it."""

    made: date
    app: str | None = None
    left: date | None = None
    how: Leaving | None = None
    listed: tuple[Task, ...] = ()
    """The tasks on the list now, in its order; what each is called stands in `tasks`."""
    trial: Trial | None = None
    code: str = ""
    """Of the first rule, as it was written."""
    marks: tuple[str, ...] = ()
    """What is not as it was written, and that it was read more than once, a sentence each."""
    verdict: Verdict | None = None
    if_bad: Standing | None = None
    """The answer if all days that do not say had been bad; `None` where it was not read, or is the same."""
    stopped: date | None = None
    """The day the trial was stopped before its end."""
    earlier: tuple[tuple[Trial, Verdict], ...] = ()
    """The trials before whose rule was read, the newest first, each with the answer that was kept."""
    written: tuple[int, int] = (0, 0)
    """Days written, of how many."""
    weeks: tuple[Week, ...] = ()
    """Those of the trials before among them: each trial counts its own."""
    trend: Trend
    ratings: dict[str, Trend] = msgspec.field(default_factory=dict)
    ties: Ties | None = None
    back: ReturnFigures | None = None
    before: float | None = None
    """Where they stood before, 0..100, by their own word; `None` where they did not say."""
    price: Price | None = None
    price_days: Span | None = None
    """The days of the price."""
    tasks: dict[str, str] = msgspec.field(default_factory=dict)
    """What each task is called."""
    channels: dict[str, str] = msgspec.field(default_factory=dict)
    hidden: bool = False
    """Whether names and notes are left out."""

    def task(self, task: str) -> str:
        """What a task is called; an id is made of a name, so it stands in for one only where names may."""
        return self.tasks.get(task, UNNAMED if self.hidden else task)

    def channel(self, channel: str) -> str:
        """What a channel is called."""
        return self.channels.get(channel, UNNAMED if self.hidden else channel)

    def part(self, category: str) -> str:
        """What a part of life is called; those of the person's own are one where names are left out."""
        own = category not in {known.id for known in catalogue.categories()}
        return _("others") if self.hidden and own else catalogue.category_name(category)


def facts_of(diary: Diary, *, hidden: bool = False) -> ReportFacts:
    """What a report says of a diary; `hidden`: without names and notes. Nothing of the rule is read by it.

    Raises:
        Forbidden: nothing has been written yet.
    """
    if not diary.started():
        raise Forbidden("not started")
    trial, weeks = diary.trial.current(), _weeks(diary)
    verdict = diary.trial.verdict() if trial else None
    found = ReportFacts(
        made=diary.today,
        app=diary.life.app,
        left=diary.life.left,
        how=diary.life.how,
        listed=tuple(diary.basket.on_list(diary.today)),
        trial=trial,
        code=trial.code if trial else "",
        marks=_marks(trial) if trial else (),
        verdict=verdict,
        if_bad=if_unwritten_were_bad(verdict) if verdict else None,
        stopped=trial.stopped_on if trial else None,
        earlier=tuple(reversed(diary.trial.answers_before().values())),
        written=diary.trial.logged_days() if trial else _written(diary),
        weeks=tuple(weeks),
        trend=diary.figures.trend().trend,
        ratings=diary.figures.rating_trends() if weeks else {},
        ties=diary.figures.ties() if diary.figures.weeks(1) else None,
        back=diary.figures.if_went_back() if weeks else None,
        before=diary.figures.before(),
        price=diary.figures.price(_span(diary)) if weeks else None,
        price_days=_span(diary) if weeks else None,
        tasks={task.id: diary.basket.task_name(task.id) for task in diary.basket.tasks(archived=True)},
        channels={
            channel.id: diary.channels.name(channel.id) for channel in diary.channels.all(archived=True)
        },
    )
    return _without_names(found, diary) if hidden else found


def _marks(trial: Trial) -> tuple[str, ...]:
    return tuple(said for said in (several_text(trial), *broken_texts(trial)) if said)


def _weeks(diary: Diary) -> list[Week]:
    return [*diary.figures.weeks_before(), *diary.figures.weeks()]


def _span(diary: Diary) -> Span:
    weeks = _weeks(diary)
    return Span(first=weeks[0].start, last=max(weeks[0].start, min(weeks[-1].end, diary.today)))


def _written(diary: Diary) -> tuple[int, int]:
    if not _weeks(diary):
        return 0, 0
    span = _span(diary)
    return diary.figures.logged_days(span), len(span)


def _without_names(facts: ReportFacts, diary: Diary) -> ReportFacts:
    """The same facts without anything that was typed: of tasks and channels the catalogue's words stay."""
    app = facts.app if any(known.id == facts.app for known in catalogue.apps()) else None
    return facts.replace(
        hidden=True,
        app=app,
        tasks=_plain_tasks(diary.basket.tasks(archived=True), facts.app, app),
        channels=_plain_channels(diary),
        trial=_wordless(facts.trial) if facts.trial else None,
        back=_aliased(facts.back, diary) if facts.back else None,
    )


def _plain_tasks(tasks: Iterable[Task], typed: str | None, app: str | None) -> dict[str, str]:
    names = {}
    for n, task in enumerate(tasks, 1):
        choice = catalogue.task_choice(task.id)
        known = choice is not None and choice.is_called(task.name, typed)
        names[task.id] = choice.name(app) if choice and known else _("task {n}").format(n=n)
    return names


def _plain_channels(diary: Diary) -> dict[str, str]:
    names = {}
    for n, channel in enumerate(diary.channels.all(archived=True), 1):
        choice = catalogue.channel_choice(channel.id)
        known = choice is not None and choice.is_called(channel.name)
        names[channel.id] = choice.name() if choice and known else _("channel {n}").format(n=n)
    return names


def _wordless(trial: Trial) -> Trial:
    """A trial without its words; its chain no longer fits, so its code and marks are taken before."""
    return trial.replace(
        sentence="",
        amendments=tuple(change.replace(reason="") for change in trial.amendments),
        choice=_chosen(trial.choice) if trial.choice else None,
    )


def _chosen(choice: Choice) -> Choice:
    return choice.replace(why="", past=tuple(map(_chosen, choice.past)))


def _aliased(found: ReturnFigures, diary: Diary) -> ReturnFigures:
    people = aliases(diary.snapshot(), PARTS)
    return found.replace(
        helpers=tuple(helper.replace(helper=people.get(helper.helper, "…")) for helper in found.helpers)
    )
