"""The commands that only read: day, week, trend, explain, search."""

import sys
from collections.abc import Sequence
from datetime import date
from shutil import get_terminal_size
from typing import Any

import msgspec

from detox.catalogue import labels
from detox.catalogue.labels import outcome_name
from detox.cli.call import Call
from detox.cli.tables import ID_SHOWN, table
from detox.diary import Diary
from detox.domain.entries import NEEDED, Entry
from detox.domain.trend import Direction, Trend
from detox.domain.weeks import WEEKLY_RATINGS, Status, Week
from detox.messages import checkin_text, listed, long_day, minutes_text, short_day
from detox.messages.figure_messages import (
    STATUS,
    days_text,
    index_text,
    note_text,
    rating_days_text,
    rating_text,
    trend_text,
)
from detox.words import _, ngettext

WIDEST_CHART = 78
CHART_HEIGHT = 13
OUTCOME_HEIGHT = 8
AXIS = 5
"""Where the plot begins in both charts."""


def day(call: Call) -> None:
    """`detox day [DATE]`: what was written, what is open, the check-in, the week so far."""
    diary = call.diary
    asked = call.day(call.args.day) or diary.today
    if not call.args.json:
        call.out(day_text(diary, asked))
        _point_to_help(call, asked)
        return
    found = diary.day(asked)
    call.json({"day": found.day, "entries": found.entries, "checkin": found.checkin, "index": found.index})


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
    call.out(week_text(shown))
    if sys.stdout.isatty():
        call.raw("\n" + _charts(weeks[max(0, shown.week - 12) : shown.week]) + "\n")
    call.out("\n" + _numbers(weeks[max(0, shown.week - 12) : shown.week]))


def trend(call: Call) -> None:
    """`detox trend`: the weeks, all or the last N, and where they go."""
    figures = call.diary.figures
    reckoned, ratings = figures.trend(call.args.weeks), figures.rating_trends()
    if call.args.json:
        weeks = [week_json(week) for week in reckoned.weeks]
        call.json({"weeks": weeks, "trend": reckoned.trend, "ratings": ratings})
        return
    if not reckoned.weeks:
        call.out(_("No week has been written yet. The first entry begins one: detox log TASK OUTCOME."))
        return
    if sys.stdout.isatty():
        call.raw(_charts(list(reckoned.weeks), reckoned.trend) + "\n\n")
    call.out(_numbers(list(reckoned.weeks)) + "\n\n" + trend_text(reckoned.trend, len(reckoned.weeks)))
    directions = _directions(ratings, reckoned.weeks)
    if directions:
        call.out(directions)


def day_text(diary: Diary, asked: date) -> str:
    """Today's screen as plain lines: nothing in it is said by colour or by a sign alone."""
    found = diary.day(asked)
    logged = {entry.task for entry in found.entries}
    open_tasks = [task for task in diary.basket.usual(asked) if task.id not in logged]
    lines = [long_day(asked), *_trial_line(diary, asked), ""]
    if not diary.started():
        return "\n".join([*lines, _("Nothing has been written yet. Begin with: detox start")])
    rows = [_entry_row(diary, entry) for entry in found.entries]
    rows += [[diary.basket.spoken(task.id, task.name), _("open"), "", "", ""] for task in open_tasks]
    lines.append(table(rows, right=(3,), indent="  ") if rows else _("Nothing was written on this day."))
    if found.checkin is not None and found.checkin.answered:
        lines += ["", _("Check-in: {answers}").format(answers=checkin_text(found.checkin))]
    if found.checkin is not None and found.checkin.note:
        lines += ["  " + found.checkin.note]
    weeks = diary.figures.weeks(1) if asked == diary.today else []
    return "\n".join(lines + (["", week_text(weeks[-1])] if weeks else []))


def week_text(week: Week) -> str:
    """One week in a few lines."""
    title = _("Week {n}, {first} to {last}").format(
        n=week.week, first=short_day(week.start), last=short_day(week.end)
    )
    parts = [title, f"  {index_text(week)}", f"  {days_text(week)}"]
    outcomes = listed(f"{outcome_name(outcome)} {n}" for outcome, n in week.outcomes.items() if n)
    if outcomes:
        parts.append(f"  {outcomes}")
    price = [ngettext("{n} extra minute", "{n} extra minutes", week.minutes).format(n=week.minutes)]
    if week.favours:
        price.append(ngettext("{n} favour asked", "{n} favours asked", week.favours).format(n=week.favours))
    if week.logged_days:
        parts.append("  " + listed(price))
    ratings = [
        f"{_(labels.ANSWERS[name])} {value:.1f}"
        for name in WEEKLY_RATINGS
        if (value := getattr(week, name)) is not None
    ]
    if ratings:
        parts.append("  " + listed(ratings))
    if week.note:
        parts.append("  " + note_text(week.note))
    return "\n".join(parts)


def week_json(week: Week) -> dict[str, Any]:
    """A week as the JSON of `trend` has it."""
    return {key: value for key, value in msgspec.structs.asdict(week).items() if key != "normal_answers"}


def _point_to_help(call: Call, asked: date) -> None:
    helped = call.diary.help
    if asked == call.diary.today and helped.due():
        call.say("\n" + helped.text())
        helped.shown()


def _trial_line(diary: Diary, asked: date) -> list[str]:
    trial = diary.context.book.trial
    if trial is None or not trial.start <= asked <= trial.end:
        return []
    return [_("Day {n} of {days}").format(n=trial.day_number(asked), days=trial.rule.days)]


def _entry_row(diary: Diary, entry: Entry) -> list[str]:
    said = outcome_name(entry.outcome)
    if entry.helper:
        said = _("through {helper}").format(helper=entry.helper)
    return [
        diary.basket.task_name(entry.task),
        said,
        diary.basket.channel_name(entry.channel) if entry.channel else "",
        "" if entry.minutes is None else minutes_text(entry.minutes),
        entry.id[:ID_SHOWN],
        *([entry.note] if entry.note else []),
    ]


def _numbers(weeks: list[Week]) -> str:
    """The weeks as a table of at most 80 cells, and below it which of them to read with care."""
    head = [_("week"), _("from"), _("index"), _("likely"), _("days"), _("normal"), _("min"), _("favours")]
    head += [_(labels.ANSWERS[name]) for name in WEEKLY_RATINGS]
    rows = [
        [
            str(week.week),
            short_day(week.start),
            "-" if week.index is None else f"{week.index:.1f}",
            "-" if week.low is None or week.high is None else f"{week.low:.0f}-{week.high:.0f}",
            f"{week.logged_days}/{(week.end - week.start).days + 1}",
            f"{week.normal_days}/{week.normal_answers}" if week.normal_answers else "-",
            str(week.minutes) if week.logged_days else "-",
            str(week.favours) if week.logged_days else "-",
            *("-" if mean is None else f"{mean:.1f}" for mean in _means(week)),
        ]
        for week in weeks
    ]
    right = tuple(n for n in range(len(head)) if n != 1)
    return "\n".join([table([head, *rows], right=right), *_doubts(weeks)])


def _means(week: Week) -> list[float | None]:
    return [getattr(week, name) for name in WEEKLY_RATINGS]


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
        _("{name}: {line}").format(name=_(labels.ANSWERS[name]), line=rating_text(found, len(weeks)))
        for name, found in ratings.items()
        if any(week.rated.get(name) for week in weeks)
    ]
    return "\n".join(["", *lines, rating_days_text()]) if lines else ""


def _charts(weeks: list[Week], trend: Trend | None = None) -> str:
    """The index by week, and below it how things got done, in the keys of the outcomes."""
    from detox.charts import Ink, index_chart, outcome_chart  # noqa: PLC0415 - only for those who see a chart

    width = min(WIDEST_CHART, get_terminal_size().columns)
    line = _trend_line(weeks, trend) if trend else None
    index = index_chart(weeks, width, CHART_HEIGHT, Ink(), trend=line)
    keys = {outcome: key for key, outcome in labels.OUTCOME_KEYS.items()}
    outcomes = outcome_chart(weeks, width, OUTCOME_HEIGHT, {}, keys)
    legend = "  ".join(f"{keys[outcome]} {outcome_name(outcome)}" for outcome in NEEDED)
    return f"{index}\n\n{outcomes}\n{' ' * AXIS}{legend}"


def _trend_line(weeks: list[Week], trend: Trend) -> tuple[tuple[float, float], tuple[float, float]] | None:
    good = [week.week for week in weeks if week.status is Status.OK]
    if trend.call not in (Direction.DOWN, Direction.UP) or trend.slope is None or trend.intercept is None:
        return None
    slope, at_zero, first = trend.slope, trend.intercept, weeks[0].week
    return tuple((n - first, at_zero + slope * n) for n in (good[0], good[-1]))  # type: ignore[return-value]
