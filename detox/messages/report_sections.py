"""What a report is made from, and the parts of it that are figures: the weeks, the ties, the channels."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from detox.catalogue import labels
from detox.diary.figures import Price
from detox.domain.dates import Span
from detox.domain.entries import NEEDED, Outcome
from detox.domain.record import Record
from detox.domain.ties import ChannelTry, Ties
from detox.domain.trend import Trend
from detox.domain.trial import Trial
from detox.domain.verdict import Verdict
from detox.domain.weeks import Week
from detox.exchange.report import Block, Heading, Picture, ReportTable, Sentence, Tone
from detox.exchange.report_svg import index_svg, outcomes_svg
from detox.messages import minutes_text, short_day
from detox.messages.figure_messages import trend_text
from detox.words import _

NO_BREAK = "\u00a0"
MOST_CHANNELS = 5
"""So many channels are columns of the matrix; a page is not wider."""


class ReportFacts(Record, frozen=True, kw_only=True):
    """Everything a report says; what is not known is left out of it."""

    made: date
    app: str | None = None
    trial: Trial | None = None
    verdict: Verdict | None = None
    stopped: date | None = None
    """The day the trial was stopped before its end."""
    written: tuple[int, int] = (0, 0)
    """Days written, of how many."""
    weeks: tuple[Week, ...] = ()
    trend: Trend
    ties: Ties | None = None
    price: Price | None = None
    price_days: Span | None = None
    """The days of the price."""
    tasks: dict[str, str] = msgspec.field(default_factory=dict)
    """What each task is called."""
    channels: dict[str, str] = msgspec.field(default_factory=dict)


def index_part(facts: ReportFacts) -> Iterator[Block]:
    """The index by week, with where it goes."""
    if not facts.weeks:
        return
    yield Heading(text=_("Dependence, week by week"))
    yield Sentence(text=trend_text(facts.trend, facts.weeks))
    said = _(
        "Each task on the list counts once, x1 to x3 by how much it matters: 0 is all without the app, "
        "100 as before. Lines are likely ranges; hollow points have thin data; a gap is a week without any."
    )
    yield Picture(
        svg=index_svg(facts.weeks, facts.trend, said=said, before=_("before")),
        said=said,
        twin=ReportTable(
            head=(_("week"), _("from"), _("index"), _("likely"), _("days"), _("normal")),
            rows=tuple(_index_row(week) for week in facts.weeks),
            right=(0, 2, 3, 4, 5),
        ),
    )


def _index_row(week: Week) -> tuple[str, ...]:
    return (
        str(week.week),
        short_day(week.start),
        "-" if week.index is None else f"{week.index:.1f}",
        "-" if week.low is None or week.high is None else f"{week.low:.0f}-{week.high:.0f}",
        f"{week.logged_days}/{week.days}",
        f"{week.normal_days}/{week.normal_answers}",
    )


def outcomes_part(facts: ReportFacts) -> Iterator[Block]:
    """How each week's tasks went."""
    if not any(week.outcomes.get(outcome) for week in facts.weeks for outcome in NEEDED):
        return
    names: dict[Outcome, str] = {outcome: labels.outcome_name(outcome) for outcome in NEEDED}
    said = _("How the tasks of each week went, counted; the easiest at the foot.")
    yield Heading(text=_("How it went"))
    yield Picture(
        svg=outcomes_svg(facts.weeks, names, said=said),
        said=said,
        twin=ReportTable(
            head=(_("week"), *names.values(), _("minutes"), _("favours")),
            rows=tuple(
                (
                    str(week.week),
                    *(str(week.outcomes.get(outcome, 0)) for outcome in NEEDED),
                    str(week.minutes),
                    str(week.favours),
                )
                for week in facts.weeks
            ),
            right=tuple(range(8)),
        ),
    )


def ties_part(facts: ReportFacts) -> Iterator[Block]:
    """What still pulls the index up."""
    pulling = [tie for tie in facts.ties.tasks if tie.points] if facts.ties else []
    if not pulling or facts.ties is None:
        return
    yield Heading(text=_("What still ties"))
    yield ReportTable(
        head=(_("task"), _("points of the index"), _("last needed")),
        rows=tuple((facts.tasks.get(t.id, t.id), f"{t.points:.1f}", short_day(t.last)) for t in pulling),
        right=(1,),
    )
    if facts.ties.no_substitute:
        names = "; ".join(facts.tasks.get(task, task) for task in facts.ties.no_substitute)
        yield Sentence(text=_("No substitute yet, after three tries or more: {names}").format(names=names))


def matrix_part(facts: ReportFacts) -> Iterator[Block]:
    """Which channel carried which task: the channels used most as columns, the others by name."""
    found = facts.ties
    if found is None or not found.matrix:
        return
    channels = [use.id for use in found.channels[:MOST_CHANNELS]]
    yield Heading(text=_("What carried it"))
    said = _("Worked / tried, and the middle of the extra minutes, for each task and channel.")
    yield Sentence(text=said, tone=Tone.ASIDE)
    beyond = (_("others"),) if len(found.channels) > MOST_CHANNELS else ()
    yield ReportTable(
        head=(_("task"), *(facts.channels.get(channel, channel) for channel in channels), *beyond),
        rows=tuple(
            _matrix_row(facts, task, found.matrix, channels)[: 1 + len(channels) + len(beyond)]
            for task in _often(found.matrix)
        ),
        right=tuple(range(1, len(channels) + 1)),
    )
    if found.another_super_app is not None:
        share = f"{100 * found.another_super_app:.0f}"
        said = _("Of what was done without the app, {share} % went through another super-app.")
        yield Sentence(text=said.format(share=share))


def _often(pairs: Sequence[ChannelTry]) -> list[str]:
    """The tasks, those tried most first."""
    tries: Counter[str] = Counter()
    for pair in pairs:
        tries[pair.task] += pair.tried
    return [task for task, _n in tries.most_common()]


def _matrix_row(
    facts: ReportFacts, task: str, pairs: Sequence[ChannelTry], channels: Sequence[str]
) -> tuple[str, ...]:
    tried = {pair.channel: pair for pair in pairs if pair.task == task}
    cells = (_tried(tried[channel]) if channel in tried else "" for channel in channels)
    rest = (
        f"{facts.channels.get(name, name)} {_tried(pair)}"
        for name, pair in tried.items()
        if name not in channels
    )
    return (facts.tasks.get(task, task), *cells, "; ".join(rest))


def _tried(pair: ChannelTry) -> str:
    said = f"{pair.worked}/{pair.tried}"
    if pair.median_minutes is None:
        return said
    # The minutes may go to a line of their own, but not be torn apart.
    return f"{said} ({minutes_text(round(pair.median_minutes)).replace(' ', NO_BREAK)})"
