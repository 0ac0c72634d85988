"""The commands of figures: week, trend, explain, ties."""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterable, Sequence
from datetime import date
from shutil import get_terminal_size
from typing import Any

import msgspec

from detox.catalogue import category_name, labels
from detox.catalogue.labels import outcome_name
from detox.cli.back_command import groups_json, picture_json
from detox.cli.call import Call
from detox.cli.command import Command, as_json
from detox.cli.console import draws, speaks_plainly, table
from detox.cli.typed_arguments import typed_count, typed_number
from detox.diary import Diary
from detox.domain.dates import Span
from detox.domain.entries import NEEDED
from detox.domain.index import Explained
from detox.domain.questions import WEEKLY_RATINGS
from detox.domain.ties import Ties
from detox.domain.trend import Trend, trend_ends
from detox.domain.weeks import SPOKEN, Status, Week
from detox.messages import answer_text, dated, listed, long_day, plan_text, short_day, titled, weekday_and_day
from detox.messages.figure_messages import (
    STATUS,
    days_text,
    index_text,
    note_text,
    pairs_text,
    quiet_text,
    rating_days_text,
    rating_text,
    stretch_text,
    stretches,
    sum_texts,
    thin_text,
    trend_text,
    week_minutes_text,
    week_numbers,
    week_sentence,
)
from detox.words import N_, _, ngettext

WIDEST_CHART = 78
CHART_HEIGHT = 13
OUTCOME_HEIGHT = 8
AXIS = 5
"""Where the plot begins in both charts."""
MOST_TIES = 12
TREND = N_("trend")
"""What `explain` takes beside a week's number."""
STRONGEST = 3
"""For so many ties a plan is offered."""


def _week_arguments(p: ArgumentParser) -> None:
    p.add_argument(
        "week",
        nargs="?",
        type=typed_number,
        metavar="N",
        help=_("a week's number; the last one unless given"),
    )
    as_json(p)


def week(call: Call) -> None:
    """`detox week [N]`: one week's figures; in a terminal with the chart of the twelve weeks up to it."""
    diary = call.diary
    if call.args.json:
        call.json(week_json(diary.figures.week(call.args.week)))
        return
    weeks = diary.figures.weeks()
    if not weeks:
        call.out(_("No week has been written yet. The first entry begins one: detox log TASK OUTCOME."))
        return
    shown = diary.figures.week(call.args.week)
    call.out(week_text(diary, shown))
    if draws():
        call.out("\n" + _charts(weeks[max(0, shown.week - 12) : shown.week]))
    if call.plain:
        call.out(_calendar(diary, shown))
    call.out("\n" + _numbers(weeks[max(0, shown.week - 12) : shown.week], diary.today))


def _trend_arguments(p: ArgumentParser) -> None:
    p.add_argument("--weeks", type=typed_count, metavar="N", help=_("how many weeks; all unless given"))
    as_json(p)


def trend(call: Call) -> None:
    """`detox trend`: the weeks, all or the last N, and where they go."""
    figures = call.diary.figures
    reckoned, ratings = figures.trend(call.args.weeks), figures.rating_trends()
    before = figures.weeks_before() if call.args.weeks is None else []
    if call.args.json:
        found = {
            name: [week_json(week) for week in part]
            for name, part in (("weeks", reckoned.weeks), ("before", before))
        }
        call.json({**found, "trend": reckoned.trend, "ratings": ratings})
        return
    if not reckoned.weeks:
        call.out(_("No week has been written yet. The first entry begins one: detox log TASK OUTCOME."))
        return
    if draws():
        call.out(_charts([*before, *reckoned.weeks], reckoned.trend) + "\n")
    for weeks in _by_trial(before):
        said = _("The weeks of the trial before, counted from {day}:")
        call.out(said.format(day=long_day(weeks[0].start)))
        call.out(_numbers(weeks, call.diary.today) + "\n")
    if before:
        call.out(_("This trial, from {day}:").format(day=long_day(reckoned.weeks[0].start)))
    call.out(
        _numbers(list(reckoned.weeks), call.diary.today) + "\n\n" + trend_text(reckoned.trend, reckoned.weeks)
    )
    directions = _directions(ratings, reckoned.weeks)
    if directions:
        call.out(directions)


def _by_trial(weeks: Iterable[Week]) -> list[list[Week]]:
    """The weeks of each trial apart: every trial counts its own from 1."""
    found: list[list[Week]] = []
    for week in weeks:
        if week.week == 1:
            found.append([])
        found[-1].append(week)
    return found


def week_text(diary: Diary, week: Week) -> str:
    """One week in a few lines; why it is thin where it is, and whether it is not over yet."""
    tasks = sum(task.listed for task in diary.basket.tasks())
    title = _("Week {n}, {first} to {last}").format(
        n=week.week, first=dated(week.start, diary.today), last=dated(week.end, diary.today)
    )
    if week.end >= diary.today:
        title += " " + _("(not over yet)")
    parts = [title, f"  {index_text(week)}", f"  {days_text(week)}"]
    parts += [f"  {said}" for said in (thin_text(week, tasks), quiet_text(week)) if said]
    outcomes = listed(f"{outcome_name(outcome)} {n}" for outcome, n in week.outcomes.items() if n)
    if outcomes:
        parts.append(f"  {outcomes}")
    price = [week_minutes_text(week)]
    if week.favours:
        price.append(ngettext("{n} favour asked", "{n} favours asked", week.favours).format(n=week.favours))
    if week.logged_days:
        parts.append("  " + listed(price))
    ratings = [
        f"{labels.answer_label(name)} {value:.1f}"
        for name in WEEKLY_RATINGS
        if (value := week.means.get(name)) is not None
    ]
    if ratings:
        parts.append("  " + listed(ratings))
    if week.note:
        parts.append("  " + note_text(week.note))
    return "\n".join(parts)


def week_json(week: Week) -> dict[str, Any]:
    """A week as the JSON of `trend` has it."""
    shown: dict[str, Any] = {}
    for key, value in msgspec.structs.asdict(week).items():
        if key == "means":
            shown |= value
        elif key not in SPOKEN:
            shown[key] = value
    return shown


def _numbers(weeks: list[Week], today: date) -> str:
    """The weeks as a table of at most 80 cells, and below it which of them to read with care."""
    if speaks_plainly():
        return "\n".join(map(week_sentence, weeks))
    head = [_("week"), _("from"), _("index"), _("likely"), _("days"), _("normal"), _("min"), _("favours")]
    head += [labels.answer_label(name) for name in WEEKLY_RATINGS]
    rows = [
        [
            str(week.week),
            short_day(week.start),
            "-" if week.index is None else f"{week.index:.1f}",
            "-" if week.low is None or week.high is None else f"{week.low:.0f}-{week.high:.0f}",
            f"{week.logged_days}/{(week.end - week.start).days + 1}",
            f"{week.normal_days}/{week.normal_answers}" if week.normal_answers else "-",
            "-" if not week.logged_days or week.known_minutes is None else str(week.known_minutes),
            str(week.favours) if week.logged_days else "-",
            *("-" if mean is None else f"{mean:.1f}" for mean in _means(week)),
        ]
        for week in weeks
    ]
    right = tuple(n for n in range(len(head)) if n != 1)
    drawn = table([head, *rows], right=right, head=True, fold=False).split("\n")
    return "\n".join([drawn[0], *_with_silences(weeks, drawn[1:], today), *_doubts(weeks)])


def _with_silences(weeks: list[Week], rows: list[str], today: date) -> list[str]:
    """The rows of these weeks, years that are not this one above theirs; a stretch of silence is one row."""
    of_week = dict(zip((week.week for week in weeks), rows, strict=True))
    lines, year = [], today.year
    for run in stretches(weeks):
        if len(run) > 1:
            lines.append(f"{week_numbers(run)}  {stretch_text(run)}")
            continue
        if run[0].start.year != year:
            year = run[0].start.year
            lines.append(str(year))
        lines.append(of_week[run[0].week])
    return lines


def _calendar(diary: Diary, week: Week) -> str:
    """The days of a week one by one: lived normally or not, or not said."""
    span = Span(first=week.start, last=week.end)
    said = {checkin.day: checkin.normal for checkin in diary.journal.month(span).checkins}
    days = (
        titled(
            weekday_and_day(day),
            _("not said") if said.get(day) is None else answer_text("normal", said[day]),
        )
        for day in span
    )
    return "  " + titled(_("Lived normally"), listed(days))


def _means(week: Week) -> list[float | None]:
    return [week.means.get(name) for name in WEEKLY_RATINGS]


def _doubts(weeks: list[Week]) -> list[str]:
    """Which weeks are not "ok", and why: "weeks 1-3, 7: too few entries to rely on"."""
    lines = []
    for status in (Status.PARTIAL, Status.TOO_FEW, Status.NO_DATA):
        found = [week.week for week in weeks if week.status is status and week.logged_days]
        if found:
            said = ngettext("week {weeks}: {why}", "weeks {weeks}: {why}", len(found))
            lines.append(said.format(weeks=runs(found), why=_(STATUS[status])))
    return ["", *lines] if lines else []


def runs(numbers: list[int]) -> str:
    """Rising numbers, those that follow each other as one: "1-3, 7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _directions(ratings: dict[str, Trend], weeks: Sequence[Week]) -> str:
    """Where each rating goes, a line each; a rating that was never given has none."""
    lines = [
        _("{name}: {line}").format(name=labels.answer_label(name), line=rating_text(found))
        for name, found in ratings.items()
        if any(week.rated.get(name) for week in weeks)
    ]
    return "\n".join(["", *lines, rating_days_text()]) if lines else ""


def _charts(weeks: list[Week], trend: Trend | None = None) -> str:
    """The index by week, and below it how things got done, in the keys of the outcomes."""
    from detox.charts import Ink, index_chart, outcome_chart  # noqa: PLC0415 - only for those who see a chart

    width = min(WIDEST_CHART, get_terminal_size().columns)
    line = trend_ends(weeks, trend) if trend else None
    index = index_chart(weeks, width, CHART_HEIGHT, Ink(), trend=line)
    keys = {outcome: key for key, outcome in labels.OUTCOME_KEYS.items()}
    outcomes = outcome_chart(weeks, width, OUTCOME_HEIGHT, {}, keys)
    legend = "  ".join(f"{keys[outcome]} {outcome_name(outcome)}" for outcome in NEEDED)
    return f"{index}\n\n{outcomes}\n{' ' * AXIS}{legend}"


def _explain_arguments(p: ArgumentParser) -> None:
    p.add_argument(
        "week",
        nargs="?",
        type=_week_or_trend,
        metavar=_("WEEK"),
        help=_("a week's number, the last one unless given; or: trend"),
    )
    as_json(p)


def _week_or_trend(text: str) -> int | str:
    """A number, or the word for the sum of all weeks, for argparse."""
    if text in (TREND, _(TREND)):
        return TREND
    try:
        return int(text)
    except ValueError:
        raise ArgumentTypeError(
            _("expected a week's number or trend, got {text}").format(text=text)
        ) from None


def explain(call: Call) -> None:
    """`detox explain WEEK|trend`: the very sum, so that a person can check it by hand."""
    if call.args.week == TREND:
        _explain_trend(call)
        return
    diary = call.diary
    found = diary.figures.explain(call.args.week)
    if call.args.json:
        fields = ("id", "importance", "score", "points", "n", "age_weeks")
        tasks = [{field: getattr(share, field) for field in fields} for share in found.tasks]
        call.json({"week": found.week, "index": found.index, "tasks": tasks})
        return
    call.out(_("Week {n}").format(n=found.week))
    call.out(_sum_table(call, found))
    if found.index is None:
        call.out(_("Nothing on the list came up this week, so there is no index."))
        return
    whole = sum(share.importance for share in found.tasks)
    total = f"{sum(share.importance * share.score for share in found.tasks):.2f}"
    call.out(_("{total} / {whole} = {index}").format(total=total, whole=whole, index=f"{found.index:.2f}"))
    call.out(
        _(
            "Each task on your list counts once, x1 to x3 by how much it matters. "
            "0 = all without the app, 100 = as before."
        )
    )
    if found.untested and found.bound_low is not None and found.bound_high is not None:
        low, high = f"{found.bound_low:.0f}", f"{found.bound_high:.0f}"
        if low == high:  # they were asked about, and weigh nothing
            return
        n = len(found.untested)
        said = ngettext(
            "{n} task has not come up yet; with it the index could be {low} to {high}.",
            "{n} tasks have not come up yet; with them the index could be {low} to {high}.",
            n,
        )
        call.out(said.format(n=n, low=low, high=high))


def _explain_trend(call: Call) -> None:
    """Each task against itself, pair by pair; together, and how much of that chance alone would give."""
    diary = call.diary
    found, weeks = diary.figures.explain_trend(), diary.figures.weeks()
    trend = found.trend
    if call.args.json:
        tasks = [msgspec.structs.asdict(pairs) | {"adds": pairs.adds} for pairs in found.tasks]
        call.json({"trend": trend, "limit": found.limit, "tasks": tasks})
        return
    call.out(trend_text(trend, weeks))
    if trend.s is None or trend.spread is None or trend.z is None:
        return
    call.out("")
    for pairs in found.tasks:
        call.out(pairs_text(pairs, diary.basket.task_name(pairs.id)))
    for said in sum_texts(found):
        call.out(said)


def _sum_table(call: Call, found: Explained) -> str:
    head = [
        _("task"),
        _("matters"),
        _("score"),
        _("matters x score"),
        _("points"),
        _("entries"),
        _("carried"),
    ]
    rows = [
        [
            call.diary.basket.task_name(share.id),
            f"x{share.importance}",
            f"{share.score:.2f}",
            f"{share.importance * share.score:.2f}",
            f"{share.points:.2f}",
            str(share.n) if not share.age_weeks else "-",
            "" if not share.age_weeks else _weeks_ago(share.age_weeks),
        ]
        for share in found.tasks
    ]
    return table([head, *rows], right=(1, 2, 3, 4, 5), head=True)


def _weeks_ago(n: int) -> str:
    return ngettext("from {n} week ago", "from {n} weeks ago", n).format(n=n)


def ties(call: Call) -> None:
    """`detox ties`: tasks by their share of the index, what carried them, what has no substitute."""
    found = call.diary.figures.ties()
    if call.args.json:
        pictures = call.diary.figures.if_went_back()
        more = {"back": groups_json(pictures), **picture_json(pictures)}
        call.json(msgspec.structs.asdict(found) | more)
        return
    unknown = _("not known") if call.plain else "-"
    index = unknown if found.index is None else f"{found.index:.0f}"
    call.out(_("Week {n}, dependence {index}").format(n=found.week, index=index))
    _ranking(call, found)
    _matrix(call, found)
    _shares(call, found)
    _rest(call, found)


def _ranking(call: Call, found: Ties) -> None:
    name = call.diary.basket.task_name
    held = {task.id: task for task in call.diary.basket.tasks(archived=True)}
    head = [_("task"), _("points"), _("score"), _("last needed"), _("part of life")]
    rows = [
        [
            name(tie.id),
            f"{tie.points:.1f}",
            f"{tie.score:.0f}",
            tie.last.isoformat(),
            category_name(held[tie.id].category),
        ]
        for tie in found.tasks[:MOST_TIES]
    ]
    call.out(table([head, *rows], right=(1, 2), head=True))


def _matrix(call: Call, found: Ties) -> None:
    basket = call.diary.basket
    head = [_("task"), _("channel"), _("worked") if call.plain else _("worked/tried"), _("minutes")]
    rows = [
        [
            basket.task_name(tried.task),
            call.diary.channels.name(tried.channel),
            f"{tried.worked}/{tried.tried}",
            "" if tried.median_minutes is None else f"{tried.median_minutes:g}",
        ]
        for tried in found.matrix
    ]
    if rows:
        call.out("\n" + table([head, *rows], right=(2, 3), head=True))


def _shares(call: Call, found: Ties) -> None:
    """What carried how much of all that was done without the app, where it is said in words."""
    rows = [[call.diary.channels.name(use.id), f"{use.share:.0%}", str(use.uses)] for use in found.channels]
    if rows and call.plain:
        call.out("\n" + table([[_("channel"), _("share"), _("entries")], *rows], head=True))


def _rest(call: Call, found: Ties) -> None:
    basket = call.diary.basket
    if found.another_super_app is not None:
        share = f"{found.another_super_app:.0%}"
        call.out(
            "\n"
            + _("Carried by another super-app: {share} of what was done without the app.").format(share=share)
        )
    if found.no_substitute:
        names = _("; ").join(basket.task_name(task) for task in found.no_substitute)
        call.out(_("No substitute yet after three tries in four weeks: {names}").format(names=names))
    planned = {plan.task for plan in found.plans}
    bare = [tie.id for tie in found.tasks[:STRONGEST] if tie.points and tie.id not in planned]
    if bare:
        call.out(_("No plan yet for: {names}").format(names=_("; ").join(map(basket.task_name, bare))))
        call.out(_("To make one: detox task plan TASK CHANNEL"))
    for plan in found.plans:
        said = plan_text(basket.task_name(plan.task), call.diary.channels.name(plan.channel))
        call.out(f"{said} {_('Worked {worked} of {used}.').format(worked=plan.worked, used=plan.used)}")


COMMANDS = (
    Command(
        "week",
        help=N_("show a week and its chart"),
        example="detox week 3",
        arguments=_week_arguments,
        run=week,
    ),
    Command(
        "trend",
        help=N_("show all weeks and where they go"),
        example="detox trend --weeks 12",
        arguments=_trend_arguments,
        run=trend,
    ),
    Command(
        "explain",
        help=N_("show exactly how a week's index is worked out"),
        example="detox explain 3",
        arguments=_explain_arguments,
        run=explain,
    ),
    Command(
        "ties",
        help=N_("show what still ties you"),
        example="detox ties",
        arguments=as_json,
        run=ties,
    ),
)
