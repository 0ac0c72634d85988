"""The parts of a report that are figures: the weeks, the ratings, going back, the ties, the channels."""

from collections import Counter
from collections.abc import Iterator, Sequence

from detox.catalogue import labels
from detox.domain.entries import NEEDED, Outcome
from detox.domain.going_back import Group
from detox.domain.questions import WEEKLY_RATINGS
from detox.domain.ties import ChannelTry
from detox.domain.trend import counted_now
from detox.domain.weeks import Week
from detox.exchange.report import Block, Heading, Picture, ReportTable, Sentence, Tone
from detox.exchange.report_svg import FRAMES, index_svg, outcomes_svg, ratings_svg
from detox.messages import full_day, minutes_text
from detox.messages.figure_messages import (
    price_lines,
    rating_days_text,
    rating_text,
    stretches,
    trend_text,
    week_numbers,
)
from detox.messages.report_facts import ReportFacts
from detox.messages.return_messages import (
    GROUPS,
    back_text,
    groups_text,
    staying_texts,
    thread_texts,
    way_text,
    ways_text,
)
from detox.words import _

NO_BREAK = "\u00a0"
UNKNOWN = "–"
"""In place of a figure that there is not; Markdown takes it for no sign."""


def index_part(facts: ReportFacts) -> Iterator[Block]:
    """The index by week, with where it goes."""
    if not facts.weeks:
        return
    yield Heading(text=_("Dependence, week by week"))
    yield Sentence(text=trend_text(facts.trend, counted_now(facts.weeks)))
    said = _(
        "Each task on the list counts once, x1 to x3 by how much it matters: 0 is all without the app, "
        "100 as before. Lines are likely ranges; hollow points have thin data; a gap is a week without any."
    )
    yield Picture(
        svgs=tuple(
            index_svg(facts.weeks, facts.trend, said=said, before=_("before"), frame=frame, base=facts.before)
            for frame in FRAMES
        ),
        said=said,
        twin=ReportTable(
            head=(_("week"), _("from"), _("index"), _("likely"), _("days"), _("normal")),
            rows=tuple(_index_row(run) for run in stretches(facts.weeks)),
            right=(0, 2, 3, 4, 5),
        ),
    )


def _index_row(run: Sequence[Week]) -> tuple[str, ...]:
    week = run[0]
    days = sum(one.days for one in run)
    return (
        week_numbers(run),
        week.start.isoformat(),
        UNKNOWN if week.index is None else f"{week.index:.1f}",
        UNKNOWN if week.low is None or week.high is None else f"{week.low:.0f}-{week.high:.0f}",
        f"{week.logged_days}/{days}",
        f"{week.normal_days}/{week.normal_answers}",
    )


def ratings_part(facts: ReportFacts) -> Iterator[Block]:
    """Mood, cut off and urge over the weeks, as they were given."""
    names = {field: labels.answer_label(field) for field in WEEKLY_RATINGS if _given(facts, field)}
    if not names:
        return
    yield Heading(text=_("How the person felt, week by week"))
    for field, name in names.items():
        if field in facts.ratings:
            said = _("{name}: {line}").format(name=name, line=rating_text(facts.ratings[field]))
            yield Sentence(text=said)
    said = _("The mean of each week, 0 to 10, by the person's own word; a gap is a week without any.")
    yield Picture(
        svgs=tuple(ratings_svg(facts.weeks, names, said=said, frame=frame) for frame in FRAMES),
        said=said,
        twin=ReportTable(
            head=(_("week"), *names.values()),
            rows=tuple(
                (week_numbers(run), *(_mean(run[0], field) for field in names))
                for run in stretches(facts.weeks)
            ),
            right=tuple(range(1 + len(names))),
        ),
    )
    yield Sentence(text=rating_days_text(), tone=Tone.ASIDE)


def _given(facts: ReportFacts, field: str) -> bool:
    return any(week.means.get(field) is not None for week in facts.weeks)


def _mean(week: Week, field: str) -> str:
    value = week.means.get(field)
    return UNKNOWN if value is None else f"{value:.1f}"


def outcomes_part(facts: ReportFacts, meaning: str) -> Iterator[Block]:
    """How each week's tasks went; `meaning` says what each outcome is."""
    if not any(week.outcomes.get(outcome) for week in facts.weeks for outcome in NEEDED):
        return
    names: dict[Outcome, str] = {outcome: labels.outcome_name(outcome) for outcome in NEEDED}
    said = _("How the tasks of each week went, counted; the easiest at the foot.")
    timed = facts.price is None or facts.price.minutes is not None  # minutes never given are not zero
    yield Heading(text=_("How it went"))
    yield Sentence(text=meaning, tone=Tone.ASIDE)
    yield Picture(
        svgs=tuple(outcomes_svg(facts.weeks, names, said=said, frame=frame) for frame in FRAMES),
        said=said,
        twin=ReportTable(
            head=(_("week"), *names.values(), _("minutes"), _("favours asked")),
            rows=tuple(
                (
                    week_numbers(run),
                    *(str(run[0].outcomes.get(outcome, 0)) for outcome in NEEDED),
                    str(run[0].minutes) if timed else UNKNOWN,
                    str(run[0].favours),
                )
                for run in stretches(facts.weeks)
            ),
            right=tuple(range(8)),
        ),
    )


def back_opening(facts: ReportFacts) -> Iterator[Block]:
    """What would change if one went back, in one sentence."""
    if facts.back is not None:
        yield Heading(text=_("If you went back"))
        yield Sentence(text=back_text(facts.back))


def back_part(facts: ReportFacts) -> Iterator[Block]:
    """What would change if one went back, what staying out rests on, and what it takes."""
    yield from back_opening(facts)
    found = facts.back
    if found is None or not found.tells:
        return
    order = list(GROUPS)
    tasks = sorted(found.tasks, key=lambda task: (order.index(task.group), task.id))
    yield ReportTable(
        head=(_("task"), _("if you went back"), _("done without"), _("a time"), _("three times in a row")),
        rows=tuple(
            (
                facts.task(task.id),
                _(GROUPS[task.group]),
                f"{task.without}/{task.tried}",
                "" if task.median_minutes is None else minutes_text(round(task.median_minutes)),
                way_text(task),
            )
            for task in tasks
            if task.group is not Group.UNSEEN
        ),
        right=(2, 3),
    )
    yield Sentence(text=groups_text(found), tone=Tone.ASIDE)
    said = [
        ways_text(found),
        *thread_texts(found, facts.task, facts.channel),
        *staying_texts(found),
    ]
    yield from (Sentence(text=text) for text in said if text)


def price_part(facts: ReportFacts) -> Iterator[Block]:
    """What it cost, and what it gave."""
    if facts.price is None or facts.price_days is None:
        return
    yield Heading(text=_("The price, and what it gave"))
    for line in price_lines(facts.price, facts.price_days):
        yield Sentence(text=line)


def ties_part(facts: ReportFacts) -> Iterator[Block]:
    """What still pulls the index up."""
    pulling = [tie for tie in facts.ties.tasks if tie.points] if facts.ties else []
    if not pulling or facts.ties is None:
        return
    yield Heading(text=_("What still ties"))
    yield ReportTable(
        head=(_("task"), _("points of the index"), _("last needed")),
        rows=tuple((facts.task(t.id), f"{t.points:.1f}", full_day(t.last)) for t in pulling),
        right=(1,),
    )
    if facts.ties.no_substitute:
        names = _("; ").join(facts.task(task) for task in facts.ties.no_substitute)
        yield Sentence(text=_("No substitute yet, after three tries or more: {names}").format(names=names))


def matrix_part(facts: ReportFacts) -> Iterator[Block]:
    """Which channels carried which task, those used most first."""
    found = facts.ties
    if found is None or not found.matrix:
        return
    yield Heading(text=_("What carried it"))
    said = _("Worked / tried, and the middle of the extra minutes, for each task and channel.")
    yield Sentence(text=said, tone=Tone.ASIDE)
    yield ReportTable(
        head=(_("task"), _("what carried it")),
        rows=tuple((facts.task(task), _carried(facts, task)) for task in _often(found.matrix)),
    )
    if found.another_super_app is not None:
        share = f"{100 * found.another_super_app:.0f}"
        said = _("Of what was done without the app, {share} % went through another super-app.")
        yield Sentence(text=said.format(share=share))


def _carried(facts: ReportFacts, task: str) -> str:
    pairs = [pair for pair in (facts.ties.matrix if facts.ties else ()) if pair.task == task]
    return _("; ").join(
        f"{facts.channel(pair.channel)} {_tried(pair)}"
        for pair in sorted(pairs, key=lambda pair: (-pair.worked, -pair.tried, pair.channel))
    )


def _often(pairs: Sequence[ChannelTry]) -> list[str]:
    """The tasks, those tried most first."""
    tries: Counter[str] = Counter()
    for pair in pairs:
        tries[pair.task] += pair.tried
    return [task for task, _n in tries.most_common()]


def _tried(pair: ChannelTry) -> str:
    said = f"{pair.worked}/{pair.tried}"
    if pair.median_minutes is None:
        return said
    # The minutes may go to a line of their own, but not be torn apart.
    return f"{said} ({minutes_text(round(pair.median_minutes)).replace(' ', NO_BREAK)})"
