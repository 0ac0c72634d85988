"""A year in sentences: how it went, what changed, what came and went, where nothing was written."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from detox.catalogue.labels import answer_label
from detox.diary.years import YearFigures
from detox.domain.dates import Span
from detox.domain.year_days import Moved, ThenNow, YearDay, YearMonth
from detox.messages import MONTHS, dated, listed, sentences, short_day, titled
from detox.words import _, ngettext

A_QUARTER_OF_WEEKS = 4
"""So many weeks with an index at each end of a year are compared."""
WEEK = 7
MOST_NAMES = 5
Name = Callable[[str], str]
"""What a task of an id is called."""


def index_change_text(found: YearFigures) -> str:
    """The mean of the first weeks of a year's index, and of its last ones; empty where there are few."""
    known = [week.index for week in found.weeks if week.index is not None]
    if len(known) < 2 * A_QUARTER_OF_WEEKS:
        return ""
    first, last = known[:A_QUARTER_OF_WEEKS], known[-A_QUARTER_OF_WEEKS:]
    said = _("Dependence: {first} on average in its first 4 weeks of this year, {last} in the last 4.")
    return said.format(
        first=f"{sum(first) / A_QUARTER_OF_WEEKS:.0f}", last=f"{sum(last) / A_QUARTER_OF_WEEKS:.0f}"
    )


def month_sentence(month: YearMonth, days: Sequence[YearDay]) -> str:
    """A month in a sentence or two, by its figures and its days; what nobody said is left out."""
    written = sum(day.written for day in days)
    parts = [_("{logged} of {days} days written").format(logged=written, days=len(days))]
    if month.answers:
        normal = _("{normal} of {answers} lived normally")
        parts.append(normal.format(normal=month.normal, answers=month.answers))
    if month.mood is not None:
        parts.append(f"{answer_label('mood')} {month.mood:.1f}")
    whole = _("{line}.").format(line=titled(_(MONTHS[month.month - 1]), listed(parts)))
    bad = [short_day(day.day) for day in days if day.normal is False]
    return sentences(whole, _("Not lived normally: {days}.").format(days=listed(bad)) if bad else "")


def moved_texts(found: YearFigures, name: Name) -> list[str]:
    """Which tasks came on the list and which went off it, a sentence each; empty where none did."""
    said = []
    if found.came:
        said.append(titled(_("Came on your list"), _moved(found.came, name)))
    if found.went:
        said.append(titled(_("Went off your list"), _moved(found.went, name)))
    return said


def _moved(moves: Iterable[Moved], name: Name) -> str:
    days: dict[date, list[str]] = {}
    for moved in moves:
        days.setdefault(moved.day, []).append(name(moved.id))
    return _("; ").join(
        _("{what} ({day})").format(what=_named(names), day=short_day(day)) for day, names in days.items()
    )


def _named(names: list[str]) -> str:
    """Their names; of a whole list only how many."""
    if len(names) <= MOST_NAMES:
        return listed(names)
    return ngettext("{n} task", "{n} tasks", len(names)).format(n=len(names))


def silence_text(span: Span, today: date) -> str:
    """A stretch without a word, in whole weeks."""
    n = len(span) // WEEK
    said = ngettext(
        "Nothing was written for {n} week, {first} to {last}.",
        "Nothing was written for {n} weeks, {first} to {last}.",
        n,
    )
    return said.format(n=n, first=dated(span.first, today), last=dated(span.last, today))


def beside_row(row: ThenNow, name: Name) -> tuple[str, str, str]:
    """A task, how often it was done without the app in the trial, and how often in the quarter after it."""
    return (
        name(row.id),
        _("{part} of {whole}").format(part=row.then_without, whole=row.then_tried),
        _("{part} of {whole}").format(part=row.now_without, whole=row.now_tried),
    )
