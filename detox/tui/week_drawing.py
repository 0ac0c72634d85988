"""What stands around the chart of the weeks: its numbers, the legend, the days, the small rows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct
from rich.cells import cell_len

from detox.catalogue import labels
from detox.catalogue.labels import outcome_name
from detox.domain.entries import NEEDED, Outcome
from detox.domain.questions import WEEKLY_RATINGS
from detox.domain.record import RATING_TOP
from detox.domain.trend import Trend
from detox.domain.weeks import Week
from detox.messages import WEEKDAYS
from detox.messages.figure_messages import rating_call, rating_word
from detox.tui.glyphs import Glyphs
from detox.tui.names import OUTCOMES
from detox.tui.outcome_bars import without_share
from detox.tui.sparklines import bars, days_grid, number_row, with_room
from detox.tui.styled_lines import Line
from detox.tui.week_columns import TRIAL_WEEKS, WIDEST_STEP, WeekColumns
from detox.words import _

BLOCKS = 12
"""Weeks of days and of small bars at most."""
SMALL_ROW = 10 + 2 * BLOCKS + 6
"""The cells of a small row: its name, its bars, and this week's value right behind them."""
TALL_ROWS, BESIDE_BARS = 3, 2 * BLOCKS + 1
"""The rows of a tall small row, the empty one among them; where the words beside its bars begin."""
LEFT, LEFT_NARROW, LEFT_SMALL = 9, 10, 8
"""The cells before the plot: in a full window, in one of eighty columns, in a smaller one."""
NARROW_WIDTH = 74


def columns_for(width: int, weeks: int, *, full: bool = False) -> WeekColumns:
    """Where some weeks stand on a canvas, or in the main part of a full one."""
    left = LEFT if full else LEFT_NARROW if width >= NARROW_WIDTH else LEFT_SMALL
    room = max(1, width - left)
    step = min(WIDEST_STEP, room // TRIAL_WEEKS)
    return WeekColumns(left=left, plot=TRIAL_WEEKS * step if step > 1 else room, weeks=weeks)


class NumberRow(Struct, frozen=True, kw_only=True):
    """A row of exact values under the chart."""

    label: str
    texts: Sequence[str]
    """One a week; empty where nothing is known."""
    role: str = "muted"
    chosen: str = "muted"
    """The role of the week that is looked at."""


def number_rows(weeks: Sequence[Week], *, days: bool) -> list[NumberRow]:
    """Week, index and, where there is room, the days behind it."""
    index = [f"{week.index:.0f}" if week.index is not None else "" for week in weeks]
    rows = [
        NumberRow(label=_("week"), texts=[str(week.week) for week in weeks], chosen="accent bold"),
        NumberRow(label=_("index"), texts=index, role="text", chosen="bright bold"),
    ]
    written = [f"{w.logged_days}/{w.days}" if w.logged_days else "" for w in weeks]
    return [*rows, *([NumberRow(label=_("days"), texts=written)] if days else [])]


def without_row(weeks: Sequence[Week]) -> NumberRow:
    """The share done without the app, in per cent, under the bars."""
    shares = [without_share(week.outcomes) for week in weeks]
    texts = ["" if share is None else f"{100 * share:.0f}" for share in shares]
    return NumberRow(label=_("without"), texts=texts, role="text", chosen="bright bold")


def number_lines(rows: Sequence[NumberRow], columns: WeekColumns, chosen: int) -> list[Line]:
    """Exact values at their points' columns; every row of the same weeks, the chosen one among them."""
    at = [columns.middle(n) for n in range(columns.weeks)]
    left = max((cell_len(row.label) for row in rows), default=0) + 1
    cells = [max(len(row.texts[n]) for row in rows) for n in range(columns.weeks)]
    shown = with_room(at, cells, chosen % columns.weeks if columns.weeks else 0, left)
    return [
        number_row(
            row.label,
            [row.texts[n] for n in shown],
            [at[n] for n in shown],
            role=row.role,
            chosen=shown.index(chosen) if chosen in shown else -1,
            chosen_role=row.chosen,
        )
        for row in rows
    ]


def legend_lines(glyphs: Glyphs, width: int, *, filled: bool = False) -> list[Line]:
    """Sign and word of each outcome, in the order of the bars; shorter words, then more rows."""
    long: dict[Outcome, str] = {outcome: outcome_name(outcome) for outcome in NEEDED}
    short: dict[Outcome, str] = {outcome: _(word) for _key, outcome, word in OUTCOMES if outcome in NEEDED}
    tried = [_legend_rows(glyphs, width, words, gap, filled=filled) for words, gap in ((long, 2), (short, 1))]
    return next((rows for rows in tried if len(rows) == 1), tried[-1])


def _legend_rows(
    glyphs: Glyphs, width: int, words: Mapping[Outcome, str], gap: int, *, filled: bool
) -> list[Line]:
    lines = [Line()]
    for outcome in NEEDED:
        sign, word = glyphs.outcomes[outcome], words[outcome]
        sign = f" {sign} " if filled else sign
        line = lines[-1]
        if line.pieces and line.width + gap + len(sign) + 1 + cell_len(word) > width:
            lines.append(line := Line())
        role = f"{outcome}-sign on:{outcome}-fill" if filled else str(outcome)
        line.then(sign, role, gap=gap if line.pieces else 0).then(word, "muted", gap=1)
    return lines


def days_lines(
    weeks: Sequence[Week], normal: Mapping[date, bool | None], glyphs: Glyphs, chosen: int = -1
) -> list[Line]:
    """Days lived normally, weeks downwards, how many of them at the end, with the legend."""
    shown = weeks[-BLOCKS:]
    chosen -= len(weeks) - len(shown)
    heads = [_(WEEKDAYS[(shown[0].start + timedelta(days=n)).weekday()]) for n in range(7)] if shown else []
    heads = [name[0] if name.isascii() else name[-1] for name in heads]
    rows = [
        (
            str(week.week),
            [normal.get(week.start + timedelta(days=n)) for n in range(week.days)],
        )
        for week in shown
    ]
    words = Line().put(4, glyphs.normal, "text").then(_("yes"), "muted", gap=1)
    words.then(glyphs.not_normal, "text", gap=2).then(_("no"), "muted", gap=1)
    words.then(glyphs.nothing, "muted", gap=2).then(_("not written"), "muted", gap=1)
    ends = [f"{week.normal_days}/{week.normal_answers}" if week.normal_answers else "" for week in shown]
    return [*days_grid(rows, heads, ends, glyphs, chosen=chosen), Line(), words]


def days_part(
    weeks: Sequence[Week], normal: Mapping[date, bool | None], glyphs: Glyphs, chosen: int = -1
) -> list[Line]:
    """The days under their heading, with how many of them were normal."""
    good = sum(week.normal_days for week in weeks)
    logged = sum(week.logged_days for week in weeks)
    said = _("{normal} of {logged} logged days").format(normal=good, logged=logged)
    return [
        Line().put(0, _("Days lived normally"), "bright bold"),
        Line().put(0, said, "muted"),
        Line(),
        *days_lines(weeks, normal, glyphs, chosen),
    ]


def small_part(weeks: Sequence[Week], ratings: Mapping[str, Trend], width: int, glyphs: Glyphs) -> list[Line]:
    """The small rows under their heading, which says how many weeks they are where not all are drawn."""
    heading = Line().put(0, _("By week"), "bright bold")
    if len(weeks) > BLOCKS:
        heading.then(_("the last {n} weeks").format(n=BLOCKS), "muted", gap=3)
    return [heading, *small_rows(weeks, ratings, width, glyphs)]


def small_rows(weeks: Sequence[Week], ratings: Mapping[str, Trend], width: int, glyphs: Glyphs) -> list[Line]:
    """Minutes and ratings by week, then this week's value; behind it where each rating goes, or below."""
    shown, end = weeks[-BLOCKS:], min(width, SMALL_ROW)
    calls = _calls(shown, ratings)
    behind = all(end + 2 + cell_len(call) <= width for call in calls.values())
    lines: list[Line] = []
    for field, name, values, scale, form in _small_values(shown):
        line = Line().put(0, name, "muted", room=9).join(bars(values, scale, 1, glyphs)[0], 10)
        value = values[-1] if values else None
        said = form.format(value) if value is not None else glyphs.nothing
        line.right(end, (said, "bright bold"), gap=1)
        call = calls.get(field, "")
        if behind:
            lines += [Line(), line.put(end + 2, call, "muted")]
        else:
            lines += [line, Line().put(10, call, "muted", room=width - 10)]
    return lines


def side_rows(
    weeks: Sequence[Week], ratings: Mapping[str, Trend], width: int, rows: int, glyphs: Glyphs
) -> list[Line]:
    """The small rows beside a chart: each with an empty row above it, two rows high where there is room."""
    shown = weeks[-BLOCKS:]
    calls = _calls(shown, ratings, rating_word)
    tall = rows >= TALL_ROWS * (1 + len(WEEKLY_RATINGS)) and bool(glyphs.steps)
    lines: list[Line] = []
    for field, name, values, scale, form in _small_values(shown):
        value = values[-1] if values else None
        said = form.format(value) if value is not None else glyphs.nothing
        lines.append(Line())
        if not tall:
            line = Line().put(0, name, "muted", room=9).join(bars(values, scale, 1, glyphs)[0], 10)
            lines.append(line.right(width, (said, "bright bold"), gap=1))
            continue
        upper, lower = bars(values, scale, 2, glyphs)
        words = Line().put(0, said, "bright bold").then(calls.get(field, ""), "muted", gap=1)
        lines += [upper.join(Line().put(0, name), BESIDE_BARS), lower.join(words, BESIDE_BARS)]
    return lines


def _small_values(weeks: Sequence[Week]) -> list[tuple[str, str, list[float | None], float, str]]:
    """Field, name, values, the top of the scale, and how a value is written."""
    minutes = [
        float(week.known_minutes) if week.events and week.known_minutes is not None else None
        for week in weeks
    ]
    top = max([1.0, *(value for value in minutes if value is not None)])
    ratings = ((name, [week.means.get(name) for week in weeks]) for name in WEEKLY_RATINGS)
    return [
        ("minutes", _("extra min"), minutes, top, "{:.0f}"),
        *((name, labels.answer_label(name), values, RATING_TOP, "{:.1f}") for name, values in ratings),
    ]


def _calls(
    weeks: Sequence[Week], ratings: Mapping[str, Trend], said: Callable[[Trend], str] = rating_call
) -> dict[str, str]:
    """Where each rating goes, in a word or two; nothing of one that was never given."""
    return {
        rating: said(trend)
        for rating, trend in ratings.items()
        if any(week.rated.get(rating) for week in weeks)
    }
