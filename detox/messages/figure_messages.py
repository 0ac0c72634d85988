"""Figures as sentences: never a cause, never "significant", and how much data stands behind each."""

from collections.abc import Sequence
from datetime import date
from itertools import accumulate, groupby
from operator import itemgetter

from detox.catalogue.labels import answer_label, outcome_name
from detox.diary.figures import Price
from detox.domain.dates import Span
from detox.domain.trend import (
    FIRST_READING,
    INDEX_MARGIN,
    RATING_DAYS,
    RATING_MARGIN,
    Direction,
    ExplainedTrend,
    TaskPairs,
    Trend,
)
from detox.domain.weeks import Status, Week
from detox.messages import WEEKDAYS, full_day, listed, sentences, short_day, titled
from detox.words import N_, _, ngettext

SILENT_WEEKS = 3
"""After so many weeks without enough entries the weeks before are told in the past tense."""
CHANCE = 20
"""Where nothing changes, one in so many meets a direction within twelve weeks (benchmarks/method.py)."""

STATUS = {
    Status.OK: "",
    Status.PARTIAL: N_("some tasks have not come up or been asked yet"),
    Status.TOO_FEW: N_("too few entries to rely on"),
    Status.NO_DATA: N_("nothing on the list came up"),
}
NOTES = {
    "higher": N_("This week is higher than your recent weeks. One week is not a trend. What was different?"),
    "lower": N_("This week is lower than your recent weeks. One week is not a trend. What was different?"),
}

MOVED = {
    (Direction.DOWN, False): N_(
        "{weeks}: down by about {points} points, likely {near} to {far}, each task against itself."
    ),
    (Direction.UP, False): N_(
        "{weeks}: up by about {points} points, likely {near} to {far}, each task against itself."
    ),
    (Direction.DOWN, True): N_(
        "{weeks}, went down by about {points} points, likely {near} to {far}, each task against itself."
    ),
    (Direction.UP, True): N_(
        "{weeks}, went up by about {points} points, likely {near} to {far}, each task against itself."
    ),
}
"""By the direction, and whether it is long ago."""
STAYED = {
    (Direction.STEADY, False): N_(
        "{weeks}: much the same, less than {margin} points either way; next after week {next}."
    ),
    (Direction.STEADY, True): N_("{weeks}, were much the same: less than {margin} points either way."),
    (Direction.CANNOT_TELL, False): N_(
        "{weeks}: no clear direction, they differ too much to say more; next after week {next}."
    ),
    (Direction.CANNOT_TELL, True): N_("{weeks}, had no clear direction."),
}
SHORT_CALLS = {
    Direction.TOO_EARLY: N_("Too few weeks up to week {read}"),
    Direction.STEADY: N_("Weeks {first} to {last}: much the same"),
    Direction.CANNOT_TELL: N_("Weeks {first} to {last}: not clear"),
    Direction.DOWN: N_("Weeks {first} to {last}: down by {points}"),
    Direction.UP: N_("Weeks {first} to {last}: up by {points}"),
}
RATING_SENTENCES = {
    Direction.STEADY: N_("weeks {first} to {last}: much the same, less than {margin} points either way."),
    Direction.CANNOT_TELL: N_("weeks {first} to {last}: no clear direction."),
    Direction.DOWN: N_("weeks {first} to {last}: down by about {points} points, likely {near} to {far}."),
    Direction.UP: N_("weeks {first} to {last}: up by about {points} points, likely {near} to {far}."),
}
RATING_CALLS = {
    Direction.TOO_EARLY: N_("too early"),
    Direction.DOWN: N_("going down"),
    Direction.UP: N_("going up"),
    Direction.STEADY: N_("much the same"),
    Direction.CANNOT_TELL: N_("no clear direction"),
}
RATING_WORDS = {
    Direction.TOO_EARLY: "",
    Direction.DOWN: N_("falling"),
    Direction.UP: N_("rising"),
    Direction.STEADY: N_("level"),
    Direction.CANNOT_TELL: N_("unclear"),
}


def index_text(week: Week) -> str:
    """A week's index with its range: "dependence 27, likely 17 to 37"."""
    if week.index is None or week.low is None or week.high is None:
        return _("dependence: not known, nothing on the list came up")
    said = _("dependence {index}, likely {low} to {high}").format(
        index=f"{week.index:.0f}",
        low=f"{week.low:.0f}",
        high=f"{week.high:.0f}",
    )
    return (
        said if week.status is Status.OK else _("{line} ({id})").format(line=said, id=_(STATUS[week.status]))
    )


def unasked_texts(unasked: int, whole: int, last: date) -> tuple[str, ...]:
    """Why a week's index cannot be said yet, and what would make it so: the same, ever shorter.

    Args:
        unasked: tasks of the list that neither came up nor were asked about.
        whole: tasks on the list.
        last: the week's last day, when its sweep is offered.
    """
    if not whole:
        return (_("No task is on your list yet."),)
    if not unasked:
        return (_("Nothing on your list came up this week."),)
    forms = (
        ngettext(
            "{n} of {whole} task has not come up or been asked yet: the sweep on {weekday} closes that.",
            "{n} of {whole} tasks have not come up or been asked yet: the sweep on {weekday} closes that.",
            unasked,
        ),
        ngettext(
            "{n} of {whole} task not asked yet: the sweep on {weekday} closes that.",
            "{n} of {whole} tasks not asked yet: the sweep on {weekday} closes that.",
            unasked,
        ),
        ngettext("{n} of {whole} task not asked yet.", "{n} of {whole} tasks not asked yet.", unasked),
    )
    weekday = _(WEEKDAYS[last.weekday()])
    return tuple(form.format(n=unasked, whole=whole, weekday=weekday) for form in forms)


def days_text(week: Week) -> str:
    """How much is behind a week: "from 6 of 7 days; 5 of 6 lived normally"."""
    behind = _("from {logged} of {days} days").format(logged=week.logged_days, days=week.days)
    if not week.normal_answers:
        return behind
    normal = _("{normal} of {answers} lived normally").format(
        normal=week.normal_days, answers=week.normal_answers
    )
    return _("{first}; {second}").format(first=behind, second=normal)


def week_sentence(week: Week) -> str:
    """A week's row as one sentence; what is not known is left out, and no index is said to be none."""
    behind = _("{logged} of {days} days written").format(logged=week.logged_days, days=week.days)
    parts = [_("index not known") if week.index is None else _("index {n}").format(n=f"{week.index:.0f}")]
    if week.low is not None and week.high is not None:
        parts.append(_("likely {low} to {high}").format(low=f"{week.low:.0f}", high=f"{week.high:.0f}"))
    parts.append(behind)
    if week.normal_answers:
        normal = _("{normal} of {answers} lived normally")
        parts.append(normal.format(normal=week.normal_days, answers=week.normal_answers))
    parts += [f"{outcome_name(outcome)} {n}" for outcome, n in week.outcomes.items() if n]
    if week.logged_days:
        parts.append(ngettext("{n} extra minute", "{n} extra minutes", week.minutes).format(n=week.minutes))
    if week.favours:
        parts.append(ngettext("{n} favour asked", "{n} favours asked", week.favours).format(n=week.favours))
    parts += [f"{answer_label(name)} {mean:.1f}" for name, mean in week.means.items() if mean is not None]
    if week.status is not Status.OK and week.logged_days:
        parts.append(_(STATUS[week.status]))
    title = _("Week {n}, from {first}").format(n=week.week, first=short_day(week.start))
    return _("{line}.").format(line=titled(title, listed(parts)))


def note_text(note: str) -> str:
    """What is said of a week that is unlike the ones before it."""
    return _(NOTES[note])


def thin_text(week: Week, tasks: int) -> str:
    """Why a week is thin, in words, and what closes it; empty where every usual task was answered once.

    Args:
        week: the week.
        tasks: how many tasks are on the list.
    """
    n = week.never_answered
    if not n:
        return ""
    said = ngettext(
        "{n} of {all} tasks has not come up or been asked yet: the sweep on {day} closes that.",
        "{n} of {all} tasks have not come up or been asked yet: the sweep on {day} closes that.",
        n,
    )
    return said.format(n=n, all=max(n, tasks), day=_(WEEKDAYS[week.end.weekday()]))


def quiet_text(week: Week) -> str:
    """How many other tasks of the list have not come up yet; they are neither known nor missing."""
    n = week.not_come_up
    said = ngettext(
        "{n} more task has not come up; it was asked about or has no usual days, so that is no gap.",
        "{n} more tasks have not come up; they were asked about or have no usual days, so that is no gap.",
        n,
    )
    return said.format(n=n) if n else ""


def trend_text(trend: Trend, weeks: Sequence[Week]) -> str:
    """Where the weeks go, as far as it can be told: the same sentence until they are read again.

    Args:
        trend: that of all weeks, however many are shown.
        weeks: those at hand; they say whether silent weeks were written at all.
    """
    return sentences(silent_text(trend, weeks), _call_text(trend))


def silent_text(trend: Trend, weeks: Sequence[Week]) -> str:
    """For how long there was nothing to compare; empty where that is less than three weeks."""
    n = trend.silent
    if n < SILENT_WEEKS or trend.read_week is None:
        return ""
    since = [week for week in weeks if trend.last_week is None or week.week > trend.last_week]
    if any(week.logged_days for week in since[-n - 1 :]):
        return _("For {n} weeks there was too little to compare.").format(n=n)
    return _("Nothing was written for {n} weeks.").format(n=n)


def _call_text(trend: Trend) -> str:
    if trend.read_week is None:
        over = FIRST_READING - trend.needed
        said = ngettext(
            "The weeks are first read after week {first}; {over} is over.",
            "The weeks are first read after week {first}; {over} are over.",
            over,
        )
        return said.format(first=FIRST_READING, over=over)
    if trend.call is Direction.TOO_EARLY:
        said = _(
            "Up to week {read}, {used} of {needed} needed weeks have enough entries; next after week {next}."
        )
        needed = trend.weeks_used + trend.needed
        return said.format(read=trend.read_week, used=trend.weeks_used, needed=needed, next=trend.next_week)
    if trend.call in (Direction.DOWN, Direction.UP):
        return sentences(moved_text(trend), tasks_text(trend), _rare())
    said = STAYED[trend.call, trend.silent >= SILENT_WEEKS]
    return _(said).format(weeks=weeks_text(trend), margin=f"{INDEX_MARGIN:g}", next=trend.next_week)


def weeks_text(trend: Trend) -> str:
    """Which weeks were compared: "Weeks 1 to 12, 11 with enough entries"."""
    said = _("Weeks {first} to {last}, {used} with enough entries")
    return said.format(first=trend.first_week, last=trend.last_week, used=trend.weeks_used)


def moved_text(trend: Trend) -> str:
    """By how much they went down or up over the whole span, with the likely range; each against itself."""
    said = MOVED[trend.call, trend.silent >= SILENT_WEEKS]
    return _(said).format(weeks=weeks_text(trend), **_points(trend, 0))


def _points(trend: Trend, places: int) -> dict[str, str]:
    """How far it went and how far it likely went, towards where it is said to go."""
    span = (trend.last_week or 0) - (trend.first_week or 0)
    sign = 1 if trend.call is Direction.UP else -1
    near, far = sorted(sign * span * (value or 0.0) for value in (trend.low, trend.high))
    named = {"points": sign * span * (trend.slope or 0.0), "near": near, "far": far}
    return {name: f"{round(value, places) + 0.0:.{places}f}" for name, value in named.items()}


def tasks_text(trend: Trend) -> str:
    """How many tasks went which way."""
    found = trend.tasks
    said = ngettext(
        "{easier} task easier, {harder} harder, {alike} alike, {seldom} too seldom.",
        "{easier} tasks easier, {harder} harder, {alike} alike, {seldom} too seldom.",
        found.easier,
    )
    return said.format(easier=found.easier, harder=found.harder, alike=found.alike, seldom=found.seldom)


def pairs_text(pairs: TaskPairs, name: str) -> str:
    """One line of the sum of a trend: how often the later week was easier or harder, and what that adds."""
    said = ngettext(
        "{name} x{importance}: {n} pair of weeks, later easier {easier}, harder {harder}: {adds}",
        "{name} x{importance}: {n} pairs of weeks, later easier {easier}, harder {harder}: {adds}",
        pairs.pairs,
    )
    return said.format(
        name=name,
        importance=pairs.importance,
        n=pairs.pairs,
        easier=pairs.easier,
        harder=pairs.harder,
        adds=f"{pairs.adds:+d}" if pairs.adds else "0",
    )


def sum_texts(found: ExplainedTrend) -> list[str]:
    """What the lines of a trend come to, and from where on that is said to be a direction."""
    trend = found.trend
    s, spread, z = trend.s or 0, trend.spread or 0.0, trend.z or 0.0
    said = _("together {s}; by chance mostly within {spread}; it is said from {limit} times that")
    times = _("{s} / {spread} = {z}")
    return [
        said.format(s=f"{s:+d}" if s else "0", spread=f"{spread:.1f}", limit=f"{found.limit:g}"),
        times.format(s=s, spread=f"{spread:.1f}", z=f"{z:.2f}"),
    ]


def short_call(trend: Trend) -> str:
    """Where the weeks go, in a few words."""
    if trend.read_week is None:
        return _("First read after week {first}").format(first=FIRST_READING)
    return _(SHORT_CALLS[trend.call]).format(
        read=trend.read_week, first=trend.first_week, last=trend.last_week, points=_points(trend, 0)["points"]
    )


def rating_call(trend: Trend) -> str:
    """Where a rating goes, in a word or two."""
    return _(RATING_CALLS[trend.call])


def rating_word(trend: Trend) -> str:
    """Where a rating goes, in one word; empty while it is too early to say."""
    word = RATING_WORDS[trend.call]
    return _(word) if word else ""


def rating_text(trend: Trend) -> str:
    """Where a rating goes, as far as it can be told, in the rating's own points; its weeks are named."""
    if trend.read_week is None:
        return _call_text(trend)
    if trend.call is Direction.TOO_EARLY:
        said = _("up to week {read}, {used} of {needed} needed weeks have enough days.")
        needed = trend.weeks_used + trend.needed
        return said.format(read=trend.read_week, used=trend.weeks_used, needed=needed)
    said = _(RATING_SENTENCES[trend.call]).format(
        first=trend.first_week, last=trend.last_week, margin=f"{RATING_MARGIN:g}", **_points(trend, 1)
    )
    return sentences(said, _rare()) if trend.call in (Direction.DOWN, Direction.UP) else said


def rating_days_text() -> str:
    """Which weeks a rating's direction is read from."""
    said = N_("A week counts for a rating once it was given on {days} days.")
    return _(said).format(days=RATING_DAYS)


def _rare() -> str:
    said = N_("Where nothing changes, about 1 person in {chance} meets such a sentence within twelve weeks.")
    return _(said).format(chance=CHANCE)


def stretches(weeks: Sequence[Week]) -> list[list[Week]]:
    """The weeks, each by itself; three silent ones in a row and more are one stretch, one row of a table."""
    found: list[list[Week]] = []
    trials = accumulate(week.week == 1 for week in weeks)  # each counts its own, so no stretch is of two
    keys = [(not week.logged_days and not week.events, n) for week, n in zip(weeks, trials, strict=True)]
    for (silent, _trial), pairs in groupby(zip(keys, weeks, strict=True), itemgetter(0)):
        held = [week for _key, week in pairs]
        found += [held] if silent and len(held) >= SILENT_WEEKS else [[week] for week in held]
    return found


def week_numbers(run: Sequence[Week]) -> str:
    """The number of a week, or of the first and the last of a stretch: "12", "12-15"."""
    first, last = run[0].week, run[-1].week
    return str(first) if first == last else f"{first}-{last}"


def stretch_text(weeks: Sequence[Week]) -> str:
    """That nothing was written for some weeks, which they are, and from when to when with their years."""
    n = len(weeks)
    said = ngettext(
        "nothing written for {n} week ({first} to {last})",
        "nothing written for {n} weeks ({first} to {last})",
        n,
    )
    return said.format(n=n, first=full_day(weeks[0].start), last=full_day(weeks[-1].end))


def week_minutes_text(week: Week) -> str:
    """What a week took; where nobody wrote minutes, that they are not written: unknown is not zero."""
    minutes = week.known_minutes
    if minutes is None:
        return _("extra minutes not written")
    return ngettext("{n} extra minute", "{n} extra minutes", minutes).format(n=minutes)


def price_lines(price: Price, span: Span) -> list[str]:
    """What some days cost and what they gave back; what was never given is not known, not zero."""
    days = f"{full_day(span.first)} - {full_day(span.last)}"
    lines = [_("The price, {days}: {said}").format(days=days, said=listed(_spent(price)))]
    won = price.won_back
    if won is not None:
        said = ngettext("What you got: {n} minute won back", "What you got: {n} minutes won back", won)
        lines.append(said.format(n=won))
    return lines


def _spent(price: Price) -> list[str]:
    """Minutes, favours, what could not be done, money; a count of what was written is known, and may be 0."""
    minutes = _("extra minutes not known")
    if price.minutes is not None:
        minutes = ngettext("{n} extra minute", "{n} extra minutes", price.minutes).format(n=price.minutes)
    favours = ngettext("{n} favour asked", "{n} favours asked", price.favours).format(n=price.favours)
    unmet = ngettext("{n} time it could not be done", "{n} times it could not be done", price.unmet)
    money = [f"{amount} {currency}" for currency, amount in price.money]
    return [minutes, favours, unmet.format(n=price.unmet), *money]
