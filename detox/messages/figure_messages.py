"""Figures as sentences: never a cause, never "significant", and how much data stands behind each."""

from datetime import date

from detox.diary.figures import Price
from detox.domain.dates import Span
from detox.domain.trend import RATING_DAYS, Direction, Trend
from detox.domain.weeks import Status, Week
from detox.messages import WEEKDAYS, listed, short_day
from detox.words import N_, _, ngettext

CHANCE = 50
"""Beside a call the reader is told how rare such a pattern is: alpha .02 is one look in fifty."""

STATUS = {
    Status.OK: "",
    Status.PARTIAL: N_("some tasks have not come up yet"),
    Status.TOO_FEW: N_("too few entries to rely on"),
    Status.NO_DATA: N_("nothing on the list came up"),
}
NOTES = {
    "higher": N_("This week is higher than your recent weeks. One week is not a trend. What was different?"),
    "lower": N_("This week is lower than your recent weeks. One week is not a trend. What was different?"),
}

RATING_CALLS = {
    Direction.TOO_EARLY: N_("too early"),
    Direction.DOWN: N_("going down"),
    Direction.UP: N_("going up"),
    Direction.STEADY: N_("much the same"),
    Direction.CANNOT_TELL: N_("no clear direction"),
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
    return said if week.status is Status.OK else f"{said} ({_(STATUS[week.status])})"


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


def note_text(note: str) -> str:
    """What is said of a week that is unlike the ones before it."""
    return _(NOTES[note])


def trend_text(trend: Trend, weeks: int) -> str:
    """Where the weeks go, as far as it can be told."""
    if trend.call is Direction.TOO_EARLY:
        used, needed = trend.weeks_used, trend.weeks_used + trend.needed
        return _("Too early to tell: {used} of {needed} weeks needed.").format(used=used, needed=needed)
    if trend.call is Direction.STEADY:
        return _("Much the same: the change over {weeks} weeks is less than 15 points either way.").format(
            weeks=weeks
        )
    if trend.call is Direction.CANNOT_TELL:
        return _("No clear direction. The weeks differ too much or are too few to say more.")
    return f"{short_trend_text(trend)} {_rare()}"


def rating_call(trend: Trend) -> str:
    """Where a rating goes, in a word or two."""
    return _(RATING_CALLS[trend.call])


def rating_text(trend: Trend, weeks: int) -> str:
    """Where a rating goes, as far as it can be told: the trend's sentence, in the rating's own points."""
    if trend.call is Direction.STEADY:
        said = _("Much the same: the change over {weeks} weeks is less than 1.5 points either way.")
        return said.format(weeks=weeks)
    if trend.call in (Direction.TOO_EARLY, Direction.CANNOT_TELL):
        return trend_text(trend, weeks)
    return f"{short_trend_text(trend, places=2)} {_rare()}"


def rating_days_text() -> str:
    """Which weeks a rating's direction is read from."""
    said = N_("A week counts for a rating once it was given on {days} days.")
    return _(said).format(days=RATING_DAYS)


def short_trend_text(trend: Trend, places: int = 1) -> str:
    """The call in a few words, with its figures where it goes somewhere; empty where it does not."""
    if (
        trend.call not in (Direction.DOWN, Direction.UP)
        or trend.slope is None
        or trend.low is None
        or trend.high is None
    ):
        return ""
    near, far = sorted((abs(trend.low), abs(trend.high)))
    said = N_("Down about {slope} points a week (likely {near} to {far}).")
    if trend.call is Direction.UP:
        said = N_("Up about {slope} points a week (likely {near} to {far}).")
    return _(said).format(
        slope=f"{abs(trend.slope):.{places}f}", near=f"{near:.{places}f}", far=f"{far:.{places}f}"
    )


def _rare() -> str:
    return _("A pattern this regular is rare by chance (about 1 look in {chance}).").format(chance=CHANCE)


def price_lines(price: Price, span: Span) -> list[str]:
    """What some days cost and what they gave back; what was never given is not known, not zero."""
    days = f"{short_day(span.first)} - {short_day(span.last)}"
    lines = [_("The price, {days}: {said}").format(days=days, said=listed(_spent(price)))]
    won = price.won_back
    if won is not None:
        said = ngettext("What you got: {n} minute won back", "What you got: {n} minutes won back", won)
        lines.append(said.format(n=won))
    return lines


def _spent(price: Price) -> list[str]:
    money = [f"{amount} {currency}" for currency, amount in price.money]
    if price.minutes is None:
        return [_("extra minutes not known"), *money]
    said = ngettext("{n} extra minute", "{n} extra minutes", price.minutes).format(n=price.minutes)
    return [said, *money]
